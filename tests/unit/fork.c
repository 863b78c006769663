/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * fork.c -- fork and join: every job runs once, whoever runs it; its owner has its result after the join; who waits
 * for a job that was taken helps or sleeps; a task may wait between fork and join, a job may not.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "foreign/chan/channel.h"
#include "foreign/fiber/fiber.h"
#include "foreign/foreign.h"
#include "foreign/sched/fork.h"
#include "tests/unit/tap.h"
#include "vm/snapshot.h"

enum { WORKERS = 3, ROOTS = 6 };

static atomic_long runs, taken;

static uint64_t mixed(uint64_t x)
{
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9u;
    x = (x ^ x >> 27) * 0x94d049bb133111ebu;
    return x ^ x >> 31;
}

static void compute(uint64_t rounds)
{
    for (volatile uint64_t i = 0; i < rounds; i++)
        ;
}

/* ---- a tree whose shape is drawn ---- */

enum { CHILDREN = 5 };

typedef struct Part {
    Fork     fork;                 /* first */
    uint64_t seed;
    unsigned depth;
    long     count;                /* of the nodes below, and this one */
} Part;

static unsigned children_of(uint64_t seed, unsigned depth)
{
    return depth == 0 ? 0 : (unsigned)(mixed(seed) % (CHILDREN + 1));
}

static long count_alone(uint64_t seed, unsigned depth)
{
    long n = 1;

    for (unsigned i = 0; i < children_of(seed, depth); i++)
        n += count_alone(mixed(seed + i + 1), depth - 1);
    return n;
}

static void count(Fork *job, Forks *here)
{
    Part *x = (Part *)job, child[CHILDREN];
    unsigned n = children_of(x->seed, x->depth);

    if (atomic_load_explicit(&job->thief, memory_order_relaxed) != NULL)
        atomic_fetch_add_explicit(&taken, 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&runs, 1, memory_order_relaxed);
    for (unsigned i = 0; i < n; i++) {
        child[i] = (Part){.seed = mixed(x->seed + i + 1), .depth = x->depth - 1};
        fork_push(here, &child[i].fork, count);
        /* Some take long, so that others are waited for. */
        if ((child[i].seed & 255) == 0)
            compute(child[i].seed >> 8 & 0x3FFFF);
    }
    x->count = 1;
    for (unsigned i = n; i-- > 0; ) {
        fork_join(here, &child[i].fork);
        x->count += child[i].count;
    }
}

/* ---- roots: jobs of a pool that knows no language ---- */

typedef struct Root {
    Job         job;               /* first */
    void      (*run)(struct Root *r);
    uint64_t    seed;
    long        value;
    atomic_bool done;
} Root;

static void run_jobs(Worker *w)
{
    for (Job *job; (job = worker_next(w)) != NULL; ) {
        Root *r = (Root *)job;
        r->run(r);
        atomic_store(&r->done, true);
        pool_job_ended(w);
    }
}

/* Runs [n] roots at once; false: they did not end within a minute. */
static bool run_roots(Pool *p, Root *r, int n)
{
    long left = 60000000;

    for (int i = 0; i < n; i++) {
        atomic_store(&r[i].done, false);
        pool_push(p, &r[i].job);
    }
    for (int i = 0; i < n; i++)
        for (; !atomic_load(&r[i].done) && left > 0; left -= 20)
            usleep(20);
    return left > 0;
}

static void run_tree(Root *r)
{
    Part x = {.seed = r->seed, .depth = 9};

    fork_push(forks_here(), &x.fork, count);
    fork_join(forks_here(), &x.fork);
    r->value = x.count;
}

static void test_trees(Pool *p, Root *r)
{
    long rounds = tap_rounds(60), wrong = 0, expected = 0;
    bool ended = true;

    for (long k = 0; k < rounds && ended; k++) {
        for (int i = 0; i < ROOTS; i++) {
            r[i].run = run_tree;
            r[i].seed = mixed((uint64_t)(k * ROOTS + i + 1));
        }
        /* One alone, or all at once. */
        int n = k % 2 == 0 ? 1 : ROOTS;
        ended = run_roots(p, r, n);
        for (int i = 0; i < n; i++) {
            long right = count_alone(r[i].seed, 9);
            wrong += r[i].value != right;
            expected += right;
        }
    }
    printf("# %ld of %ld jobs were taken\n", atomic_load(&taken), expected);
    tap_ok(ended && wrong == 0, "fork: trees of jobs give their values");
    tap_ok(atomic_load(&runs) == expected, "fork: each job runs once");
}

/* ---- more than the stack of jobs has room for at first ---- */

enum { MANY = 5000 };

static void square(Fork *job, Forks *here)
{
    Part *x = (Part *)job;

    (void)here;
    x->count = (long)(x->seed * x->seed);
}

static void run_many(Root *r)
{
    Part *x = malloc(MANY * sizeof *x);
    Forks *here = forks_here();

    for (int i = 0; i < MANY; i++) {
        x[i] = (Part){.seed = (uint64_t)i};
        fork_push(here, &x[i].fork, square);
    }
    r->value = 0;
    for (int i = MANY; i-- > 0; ) {
        fork_join(here, &x[i].fork);
        r->value += x[i].count == (long)i * i;
    }
    free(x);
}

static void test_many(Pool *p, Root *r)
{
    long rounds = tap_rounds(50), wrong = 0;

    r->run = run_many;
    for (long k = 0; k < rounds; k++)
        wrong += !run_roots(p, r, 1) || r->value != MANY;
    tap_ok(wrong == 0, "fork: thousands before the first join");
}

/* ---- ranges ---- */

enum { ELEMENTS = 100000, GRAIN = 7 };

static unsigned char times[ELEMENTS];

static void once_each(void *slow, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        times[i]++;
    if (to - from > GRAIN)
        times[from] = 200;
    if (*(bool *)slow)
        compute(2000);
}

static void run_range(Root *r)
{
    bool slow = r->seed % 2 == 1;
    size_t from = (size_t)(r->seed % 50), to = ELEMENTS - (size_t)(r->seed * 37 % 5000);

    fork_range(forks_here(), from, to, GRAIN, once_each, &slow);
    fork_range(forks_here(), 5, 5, GRAIN, once_each, &slow);
    r->value = 1;
    for (size_t i = 0; i < ELEMENTS; i++, times[i - 1] = 0)
        r->value &= times[i] == (i >= from && i < to);
}

static void test_ranges(Pool *p, Root *r)
{
    long rounds = tap_rounds(30), wrong = 0;

    r->run = run_range;
    for (long k = 0; k < rounds; k++) {
        r->seed = (uint64_t)k;
        wrong += !run_roots(p, r, 1) || r->value != 1;
    }
    tap_ok(wrong == 0, "fork: a range is gone through once");
}

/* ---- a job that was certainly taken ---- */

static void sleep_then_count(Fork *job, Forks *here)
{
    Part *x = (Part *)job;

    usleep((useconds_t)x->seed);
    count(job, here);
}

/* Waits until somebody has taken the job; false: nobody came, within ten seconds. */
static bool see_taken(const Part *x)
{
    for (int i = 0; i < 200000 && atomic_load(&x->fork.thief) == NULL; i++)
        usleep(50);
    return atomic_load(&x->fork.thief) != NULL;
}

static void run_taken_one(Root *r)
{
    Part x = {.seed = r->seed, .depth = 7};
    Forks *here = forks_here();

    fork_push(here, &x.fork, sleep_then_count);
    r->value = see_taken(&x);
    fork_join(here, &x.fork);
    r->value &= x.count == count_alone(r->seed, 7);
}

static void test_taken(Pool *p, Root *r)
{
    bool fine = true;

    r->run = run_taken_one;
    for (uint64_t k = 0; k < 40 && fine; k++) {
        r->seed = k * k * 10;          /* from nothing to 16 ms: help, spin, sleep */
        fine = run_roots(p, r, 1) && r->value == 1;
    }
    tap_ok(fine, "fork: who waits for a job that was taken has its value");
}

/* ---- tasks ---- */

typedef struct Pair { Channel *in, *out; long rounds; bool first; } Pair;

/* Forks, talks to the other one, perhaps goes on elsewhere, joins. */
static Val fork_and_talk(Vm *vm, Task *t)
{
    Pair *p = t->work;
    int64_t sum = 0;

    for (long i = 0; i < p->rounds; i++) {
        Forks *here = forks_here();
        Part a = {.seed = (uint64_t)i, .depth = 4}, b = {.seed = (uint64_t)i + 1, .depth = 4};
        fork_push(here, &a.fork, count);
        if (p->first)
            TRY(channel_send(vm, p->out, val_int(i), -1));
        Val v = channel_receive(vm, p->in, -1);
        TRY(v);
        fork_push(here, &b.fork, count);
        if (!p->first)
            TRY(channel_send(vm, p->out, v, -1));
        fork_join(here, &b.fork);
        fork_join(here, &a.fork);
        sum += val_is(v, val_int(i)) && a.count == count_alone((uint64_t)i, 4) && b.count == count_alone((uint64_t)i + 1, 4);
    }
    return val_int(sum);
}

static Val start(Vm *vm, Val (*body)(Vm *vm, Task *t), void *work)
{
    Task *t = task_new(vm, TASK_SPAWNED);

    t->value = S_Null;
    t->body = body;
    t->work = work;
    t->snapshot = vm_snapshot(vm);
    t->job.pool = task_pool(vm);
    pool_push(t->job.pool, &t->job);
    return task_future(t);
}

static void test_tasks(Vm *vm)
{
    enum { PAIRS = 4 };
    Pair pair[2 * PAIRS];
    Val task[2 * PAIRS];
    long rounds = tap_rounds(3000), sum = 0;

    for (int i = 0; i < 2 * PAIRS; i += 2) {
        Channel *a = val_channel(channel_new(vm_heap(vm), 0, VAL_NONE, 1)), *b = val_channel(channel_new(vm_heap(vm), 0, VAL_NONE, 1));
        pair[i] = (Pair){a, b, rounds, true};
        pair[i + 1] = (Pair){b, a, rounds, false};
        task[i] = start(vm, fork_and_talk, &pair[i]);
        task[i + 1] = start(vm, fork_and_talk, &pair[i + 1]);
    }
    for (int i = 0; i < 2 * PAIRS; i++) {
        Val v = task_await(vm, task[i], -1);
        sum += val_is_small(v) ? val_small(v) : 0;
    }
    tap_ok(sum == 2 * PAIRS * rounds, "fork: tasks wait between fork and join");
}

/* ---- what may not be ---- */

static Channel *empty;
static Vm *waiting_vm;

static void waits(Fork *job, Forks *here)
{
    (void)job, (void)here;
    (void)!val_is_unwind(channel_receive(waiting_vm, empty, -1));
}

static Val wait_inside(Vm *vm, Task *t)
{
    Part x = {.seed = 1};
    Forks *here = forks_here();

    (void)t;
    waiting_vm = vm;
    fork_push(here, &x.fork, waits);
    fork_join(here, &x.fork);
    return S_Null;
}

static Val join_twice(Vm *vm, Task *t)
{
    Part x = {.seed = 1}, y = {.seed = 2};
    Forks *here = forks_here();

    (void)vm, (void)t;
    fork_push(here, &x.fork, square);
    fork_push(here, &y.fork, square);
    fork_join(here, &x.fork);
    return S_Null;
}

static Vm *start_process(void)
{
    foreign_start_process();
    Vm *vm = vm_new();
    vm->stack_limit = (char *)__builtin_frame_address(0) - (1 << 22);
    (void)task_of(vm);
    empty = val_channel(channel_new(vm_heap(vm), 0, VAL_NONE, 1));
    return vm;
}

/* Does a process that runs [body] end with a broken invariant? */
static bool breaks(Val (*body)(Vm *vm, Task *t))
{
    int status = 0;
    pid_t child = fork();

    if (child == 0) {
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        if (freopen("/dev/null", "w", stderr) == NULL)
            _exit(2);
        alarm(20);
        Vm *vm = start_process();
        (void)!val_is_unwind(task_await(vm, start(vm, body, NULL), -1));
        _exit(0);
    }
    return child > 0 && waitpid(child, &status, 0) == child && WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
}

int main(void)
{
#if !defined(__SANITIZE_THREAD__) && !defined(__SANITIZE_ADDRESS__)
    tap_ok(breaks(wait_inside), "fork: a job that waits is a broken invariant");
    tap_ok(breaks(join_twice), "fork: so are joins in another order");
#endif
    Vm *vm = start_process();
    PoolOptions options = {.workers = WORKERS, .name = "unit", .thread = run_jobs};
    Pool *p = pool_new(&options);
    Root *r = heap_alloc_root(ROOTS * sizeof *r);

    test_trees(p, r);
    test_many(p, r);
    test_ranges(p, r);
    test_taken(p, r);
    pool_stop(p);
    pool_join(p);
    test_tasks(vm);
    return tap_end();
}
