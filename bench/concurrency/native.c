/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * native.c -- rows of bench/concurrency below the language: the functions of foreign/ called from C, with bodies
 * that do next to nothing.
 *
 * bench-native ROW [N] prints a line "R metric value"; without arguments, the rows there are.
 */
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "foreign/chan/channel.h"
#include "foreign/foreign.h"
#include "foreign/par/split.h"
#include "foreign/sched/fork.h"
#include "foreign/task/task.h"
#include "vm/snapshot.h"
#include "vm/value/arena.h"

typedef struct Row {
    const char *name;
    long        n;                 /* how many, unless the command line says */
    bool      (*run)(Vm *vm, long n);
} Row;

static void report(const char *metric, double value)
{
    printf("R %s %.3f\n", metric, value);
}

static double processor_us(void)
{
    struct rusage use;

    getrusage(RUSAGE_SELF, &use);
    return 1e6 * (double)(use.ru_utime.tv_sec + use.ru_stime.tv_sec) + (double)(use.ru_utime.tv_usec + use.ru_stime.tv_usec);
}

static void discard(void *state, Stream to, const char *text, size_t n)
{
    (void)state, (void)to, (void)text, (void)n;
}

/* A task of [pool] that runs [body] with [work]. */
static Task *start(Vm *vm, Pool *pool, const struct VmSnapshot *seen, Val (*body)(Vm *vm, Task *t), void *work)
{
    Task *t = task_new(vm, TASK_SPAWNED);

    t->value = S_Null;
    t->body = body;
    t->work = work;
    t->snapshot = seen;
    t->job.pool = pool;
    pool_push(pool, &t->job);
    return t;
}

static Val one(Vm *vm, Task *t)
{
    (void)vm, (void)t;
    return val_int(1);
}

/* 1a, 1b: of each pair of calls one is a job that another worker may take. */
typedef struct FibCall {
    Fork fork;                     /* first */
    long n, value;
} FibCall;

static void fib(Fork *job, Forks *here);

static long fib_of(Forks *here, long n)
{
    if (n < 2)
        return n;
    FibCall one = {.n = n - 1};
    fork_push(here, &one.fork, fib);
    long other = fib_of(here, n - 2);
    fork_join(here, &one.fork);
    return one.value + other;
}

static void fib(Fork *job, Forks *here)
{
    FibCall *x = (FibCall *)job;

    x->value = fib_of(here, x->n);
}

static Val fib_task(Vm *vm, Task *t)
{
    (void)vm;
    return val_int(fib_of(forks_here(), *(long *)t->work));
}

static bool fork_and_join(Vm *vm, long n)
{
    long tasks = 1, before = 1;
    const struct VmSnapshot *seen = vm_snapshot(vm);
    int64_t from = clock_ns();
    Val v = task_await(vm, task_future(start(vm, task_pool(vm), seen, fib_task, &n)), -1);
    int64_t ns = clock_ns() - from;

    for (long i = 2; i <= n; i++) {
        long sum = tasks + before;
        before = tasks;
        tasks = sum;
    }
    report("ns_task", (double)ns / (double)tasks);
    return val_is_small(v) && val_small(v) == before;
}

/* 1c: the values of a range, split as is needed. */
static Val some_of_range(Vm *vm, Split *s, size_t from, size_t to)
{
    Expr *e = expr_new(vm_heap(vm), S_List, to - from);

    (void)s;
    for (size_t i = from; i < to; i++)
        e->args[i - from] = val_int(3 * (int64_t)i + 1);
    return expr_seal(e);
}

static Val one_of_range(Vm *vm, Split *s, size_t i)
{
    (void)vm, (void)s;
    return val_int(3 * (int64_t)i + 1);
}

/* The same into an array, by jobs. */
static void some_of_array(void *array, size_t from, size_t to)
{
    int *v = array;

    for (size_t i = from; i < to; i++)
        v[i] = 3 * (int)i + 1;
}

static Val fill_array(Vm *vm, Task *t)
{
    /* Pieces of 8 KB: with such as the whole first cache it takes a tenth longer. */
    enum { ROUNDS = 400, GRAIN = 2048 };
    long n = *(long *)t->work;
    int *v = malloc((size_t)n * sizeof *v);
    int64_t from = 0;
    bool fine = true;

    (void)vm;
    for (int k = -1; k < ROUNDS; k++) {
        if (k == 0)
            from = clock_ns();
        fork_range(forks_here(), 0, (size_t)n, GRAIN, some_of_array, v);
    }
    report("us", (double)(clock_ns() - from) * 1e-3 / ROUNDS);
    for (long i = 0; i < n; i++)
        fine = fine && v[i] == 3 * (int)i + 1;
    free(v);
    return val_bool(fine);
}

static bool range(Vm *vm, long n)
{
    enum { ROUNDS = 10 };
    SplitHow how = {.pool = task_pool(vm), .grain = 1};
    bool fine = val_is(task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), fill_array, &n)), -1), S_True);
    int64_t from = clock_ns();

    for (int k = 0; k < ROUNDS && fine; k++) {
        Split *s = split_new(vm, how, (size_t)n);
        s->element = one_of_range;
        s->block = some_of_range;
        s->as_list = true;
        s->f = s->extra = s->source = VAL_NONE;
        if (val_is_unwind(split_run(vm, s, S_ParallelTable)))
            return false;
        Val v = split_list(vm, s);
        fine = val_is_list(v) && (long)list_len(v) == n;
    }
    report("us_list", (double)(clock_ns() - from) * 1e-3 / ROUNDS);
    return fine;
}

/* 1d: a job an item, all joined, as in 1a and 1b: like the peers' tasks they write where they are told and have no future.  `ns_future`
 * is the same with tasks that may wait, whose futures live until all are awaited. */
static Val start_many(Vm *vm, Task *t)
{
    long n = *(long *)t->work;
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (long i = 0; i < n; i++)
        builder_push(&b, task_future(start(vm, t->job.pool, t->snapshot, one, NULL)));
    return task_await(vm, builder_finish(&b), -1);
}

typedef struct OneJob { Fork fork; long value; } OneJob;

static void one_job(Fork *job, Forks *here)
{
    (void)here;
    ((OneJob *)job)->value = 1;
}

static Val fork_many(Vm *vm, Task *t)
{
    long n = *(long *)t->work, sum = 0;
    OneJob *job = calloc((size_t)n, sizeof *job);
    Forks *here = forks_here();

    (void)vm;
    for (long i = 0; i < n; i++)
        fork_push(here, &job[i].fork, one_job);
    for (long i = n; i-- > 0; ) {
        fork_join(here, &job[i].fork);
        sum += job[i].value;
    }
    free(job);
    return val_int(sum);
}

static bool bag(Vm *vm, long n)
{
    int64_t from = clock_ns();
    Val values = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), start_many, &n)), -1);

    report("ns_future", (double)(clock_ns() - from) / (double)n);
    from = clock_ns();
    Val sum = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), fork_many, &n)), -1);
    report("ns_task", (double)(clock_ns() - from) / (double)n);
    return val_is_list(values) && (long)list_len(values) == n && val_is_small(sum) && val_small(sum) == n;
}

/* 1e: one task, awaited, in turn, by a task. */
static Val start_in_turn(Vm *vm, Task *t)
{
    long n = *(long *)t->work;
    int64_t sum = 0;

    for (long i = 0; i < n; i++) {
        Val v = task_await(vm, task_future(start(vm, t->job.pool, t->snapshot, one, NULL)), -1);
        TRY(v);
        sum += val_small(v);
    }
    return val_int(sum);
}

static bool future(Vm *vm, long n)
{
    int64_t from = clock_ns();
    Val sum = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), start_in_turn, &n)), -1);

    report("ns_op", (double)(clock_ns() - from) / (double)n);
    return val_is_small(sum) && val_small(sum) == n;
}

/* 3a-3f: senders and receivers of one channel. */
typedef struct Passing {
    Channel    *channel;
    long        each;              /* of a sender */
    atomic_long senders;           /* that have not ended */
} Passing;

static Val produce(Vm *vm, Task *t)
{
    Passing *x = t->work;

    for (long i = 1; i <= x->each; i++)
        TRY(channel_send(vm, x->channel, val_int(i), -1));
    if (atomic_fetch_sub(&x->senders, 1) == 1)
        channel_close(x->channel);
    return val_int(0);
}

static Val consume(Vm *vm, Task *t)
{
    Passing *x = t->work;
    int64_t sum = 0;
    Val v;

    for (;;) {
        TRY(v = channel_receive(vm, x->channel, -1));
        if (!val_is_small(v))
            return val_int(sum);
        sum += val_small(v);
    }
}

static bool passing(Vm *vm, long n, int senders, int receivers, int64_t capacity)
{
    Passing x = {.channel = val_channel(channel_new(vm_heap(vm), capacity, VAL_NONE, 1)), .each = n / senders};
    int64_t sum = 0, from = clock_ns();
    const struct VmSnapshot *seen = vm_snapshot(vm);
    Val task[4];

    atomic_init(&x.senders, senders);
    for (int i = 0; i < receivers; i++)
        task[i] = task_future(start(vm, task_pool(vm), seen, consume, &x));
    for (int i = 0; i < senders; i++)
        task[receivers + i] = task_future(start(vm, task_pool(vm), seen, produce, &x));
    for (int i = 0; i < senders + receivers; i++) {
        Val v = task_await(vm, task[i], -1);
        sum += val_is_small(v) ? val_small(v) : -1;
    }
    report("ns_op", (double)(clock_ns() - from) / (double)n);
    return sum == senders * (x.each * (x.each + 1) / 2);
}

static bool met_1_1(Vm *vm, long n)  { return passing(vm, n, 1, 1, 0); }
static bool met_2_1(Vm *vm, long n)  { return passing(vm, n, 2, 1, 0); }
static bool met_2_2(Vm *vm, long n)  { return passing(vm, n, 2, 2, 0); }
static bool room_1_1(Vm *vm, long n) { return passing(vm, n, 1, 1, 1000); }
static bool room_2_1(Vm *vm, long n) { return passing(vm, n, 2, 1, 1000); }
static bool room_2_2(Vm *vm, long n) { return passing(vm, n, 2, 2, 1000); }

/* 3g, 4d: tasks in a ring hand a number on, one less each time, until it is 0.  The clock starts when all have begun, as
 * that of the peer does: a fiber and a VM for each cost as much as some hundred hops. */
typedef struct Link {
    Channel *in, *out, *begun;
} Link;

static Val hand_on(Vm *vm, Task *t)
{
    const Link *x = t->work;
    Val v;

    TRY(channel_send(vm, x->begun, S_Null, -1));
    for (;;) {
        TRY(v = channel_receive(vm, x->in, -1));
        if (!val_is_small(v))
            return S_Null;
        if (val_small(v) == 0) {
            channel_close(x->in);
            return S_True;
        }
        TRY(v = channel_send(vm, x->out, val_int(val_small(v) - 1), -1));
    }
}

static bool go_round(Vm *vm, long hops, int size, double hops_a_report)
{
    Heap *h = vm_heap(vm);
    Link *x = heap_alloc(h, (size_t)size * sizeof *x);
    Val *task = heap_alloc(h, (size_t)size * sizeof *task);
    const struct VmSnapshot *seen = vm_snapshot(vm);
    int last = (int)(hops % size);
    Channel *begun = val_channel(channel_new(h, CHANNEL_UNBOUNDED, VAL_NONE, 1));

    for (int i = 0; i < size; i++)
        x[i].in = val_channel(channel_new(h, 0, VAL_NONE, 1));
    for (int i = 0; i < size; i++) {
        x[i].out = x[(i + 1) % size].in;
        x[i].begun = begun;
        task[i] = task_future(start(vm, task_pool(vm), seen, hand_on, &x[i]));
    }
    for (int i = 0; i < size; i++)
        if (val_is_unwind(channel_receive(vm, begun, -1)))
            return false;
    int64_t from = clock_ns();
    Val sent = channel_send(vm, x[0].in, val_int(hops), -1), fine = task_await(vm, task[last], -1);
    report("ns_op", (double)(clock_ns() - from) / (double)hops * hops_a_report);
    for (int i = 0; i < size; i++)
        channel_close(x[i].in);
    return val_is(sent, S_Null) && val_is(fine, S_True);
}

static bool ping_pong(Vm *vm, long n) { return go_round(vm, 2 * n, 2, 2); }
static bool ring(Vm *vm, long n)      { return go_round(vm, n, 503, 1); }

/* 3h: two tasks, each of a pool with one worker on a processor of its own, hand a number to and fro. */
enum { ASLEEP_NS = 20000 };

typedef struct Side {
    Channel *in, *out;
    Worker  *other;                /* of the other side, which is to have slept for a while before it is sent to; NULL: no matter */
    long     times;
    bool     begins;
    _Atomic(int64_t) *sent;        /* when a number was sent last */
    int64_t  under_way;            /* the nanoseconds, together, until it was there */
} Side;

static Val send_to_sleeper(Vm *vm, Side *x, Val v)
{
    int64_t since;

    if (x->other != NULL) {
        while ((since = atomic_load_explicit(&x->other->asleep_since, memory_order_relaxed)) == 0 || clock_ns() - since < ASLEEP_NS)
            spin_hint();
        atomic_store_explicit(x->sent, clock_ns(), memory_order_relaxed);
    }
    return channel_send(vm, x->out, v, -1);
}

static Val hand_over(Vm *vm, Task *t)
{
    Side *x = t->work;
    Val v = val_int(0);

    if (x->begins)
        TRY(send_to_sleeper(vm, x, v));
    for (long i = 0; i < x->times; i++) {
        TRY(v = channel_receive(vm, x->in, -1));
        if (x->other != NULL)
            x->under_way += clock_ns() - atomic_load_explicit(x->sent, memory_order_relaxed);
        if (i + 1 < x->times || !x->begins)
            TRY(send_to_sleeper(vm, x, val_int(val_small(v) + 1)));
    }
    return v;
}

static Pool *pool_on_processor(int k)
{
    PoolOptions options = {.workers = 1, .name = "side"};
    Pool *p = task_pool_new(&options);
    cpu_set_t allowed, one;
    int found = 0;

    sched_getaffinity(0, sizeof allowed, &allowed);
    CPU_ZERO(&one);
    for (int i = 0; i < CPU_SETSIZE; i++)
        if (CPU_ISSET(i, &allowed) && found++ == k)
            CPU_SET(i, &one);
    pthread_setaffinity_np(p->workers[0].thread, sizeof one, &one);
    return p;
}

static bool to_and_fro(Vm *vm, long n, bool parked)
{
    Heap *h = vm_heap(vm);
    Side *x = heap_alloc(h, 2 * sizeof *x);
    const struct VmSnapshot *seen = vm_snapshot(vm);
    Pool *pool[2] = {pool_on_processor(0), pool_on_processor(1)};
    _Atomic(int64_t) sent = 0;
    Val task[2], ended = VAL_NONE;

    for (int i = 0; i < 2; i++)
        x[i] = (Side){.in = val_channel(channel_new(h, 2, VAL_NONE, 1)), .times = n, .begins = i == 0, .sent = &sent};
    for (int i = 0; i < 2; i++) {
        x[i].out = x[1 - i].in;
        x[i].other = parked ? &pool[1 - i]->workers[0] : NULL;
    }
    int64_t from = clock_ns();
    for (int i = 2; i-- > 0; )
        task[i] = task_future(start(vm, pool[i], seen, hand_over, &x[i]));
    for (int i = 0; i < 2; i++)
        ended = task_await(vm, task[i], -1);
    report("ns_op", (double)(parked ? x[0].under_way + x[1].under_way : clock_ns() - from) / (double)n);
    return val_is_small(ended) && val_small(ended) == 2 * n - 2;
}

static bool parked(Vm *vm, long n)   { return to_and_fro(vm, n, true); }
static bool spinning(Vm *vm, long n) { return to_and_fro(vm, n, false); }

/* 3i, 3j: one reader of four channels. */
typedef struct Reading {
    Val  channel[4];
    long n;
} Reading;

static Val read_four(Vm *vm, Task *t)
{
    const Reading *x = t->work;
    Heap *h = vm_heap(vm);
    const Builtin *select = val_symbol(symbol_private("selectArm"))->builtin;
    Val kinds[] = {S_False, S_Receive, S_Receive, S_Receive, S_Receive};
    Val args[] = {list_make(h, 5, kinds), x->channel[0], x->channel[1], x->channel[2], x->channel[3]}, v;
    int64_t sum = 0;

    for (long i = 0; i < x->n; i++) {
        TRY(v = select->direct(vm, 5, args));
        sum += val_small(expr_arg(v, 1));
    }
    return val_int(sum);
}

static bool choose(Vm *vm, long n, int64_t capacity)
{
    Reading x = {.n = n / 4 * 4};
    Passing from_one[4];
    const struct VmSnapshot *seen = vm_snapshot(vm);
    int64_t each = n / 4;

    for (int i = 0; i < 4; i++) {
        x.channel[i] = channel_new(vm_heap(vm), capacity, VAL_NONE, 1);
        from_one[i] = (Passing){.channel = val_channel(x.channel[i]), .each = each};
        atomic_init(&from_one[i].senders, 2);     /* it stays open */
    }
    Val sender[4];
    int64_t from = clock_ns();
    for (int i = 0; i < 4; i++)
        sender[i] = task_future(start(vm, task_pool(vm), seen, produce, &from_one[i]));
    Val sum = task_await(vm, task_future(start(vm, task_pool(vm), seen, read_four, &x)), -1);
    report("ns_op", (double)(clock_ns() - from) / (double)x.n);
    for (int i = 0; i < 4; i++)
        if (val_is_unwind(task_await(vm, sender[i], -1)))
            return false;
    return val_is_small(sum) && val_small(sum) == 4 * (each * (each + 1) / 2);
}

static bool choose_met(Vm *vm, long n)  { return choose(vm, n, 0); }
static bool choose_room(Vm *vm, long n) { return choose(vm, n, 1000); }

/* 4a: tasks that wait for a promise. */
typedef struct Gate {
    Val         promise;
    atomic_long arrived;
} Gate;

static Val wait_at(Vm *vm, Task *t)
{
    Gate *g = t->work;

    atomic_fetch_add_explicit(&g->arrived, 1, memory_order_relaxed);
    /* There is nothing below that would have to be kept. */
    vm->may_park = true;
    Val v = task_await(vm, g->promise, -1);
    vm->may_park = false;
    return v;
}

static Val create_all(Vm *vm, Task *t)
{
    Gate *g = t->work;
    long n = atomic_exchange(&g->arrived, 0);
    int64_t from = clock_ns();
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (long i = 0; i < n; i++)
        builder_push(&b, task_future(start(vm, t->job.pool, t->snapshot, wait_at, g)));
    while (atomic_load_explicit(&g->arrived, memory_order_relaxed) < n)
        task_yield(vm, t);
    report("ns_create", (double)(clock_ns() - from) / (double)n);
    from = clock_ns();
    task_complete(future_task(g->promise), val_int(7), false);
    Val v = task_await(vm, builder_finish(&b), -1);
    report("ns_release", (double)(clock_ns() - from) / (double)n);
    return v;
}

static bool create(Vm *vm, long n)
{
    Gate g = {.promise = task_future(task_new(vm, TASK_PROMISE))};

    atomic_init(&g.arrived, n);
    Val v = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), create_all, &g)), -1);
    return val_is_list(v) && (long)list_len(v) == n && val_is_small(expr_arg(v, 0)) && val_small(expr_arg(v, 0)) == 7;
}

/* 3k, 3l: a lock that guards a counter. */
typedef struct Guarded {
    Lock          lock;
    volatile long count;
    long          each;
} Guarded;

static void *add(void *guarded)
{
    Guarded *g = guarded;

    for (long i = 0; i < g->each; i++) {
        lock_take(&g->lock);
        g->count++;
        lock_release(&g->lock);
    }
    return NULL;
}

static bool locked(long n, int threads)
{
    Guarded g = {.each = n / threads};
    pthread_t thread[2];
    int64_t from = clock_ns();

    for (int i = 0; i < threads; i++)
        if (pthread_create(&thread[i], NULL, add, &g) != 0)
            return false;
    for (int i = 0; i < threads; i++)
        pthread_join(thread[i], NULL);
    report("ns_op", (double)(clock_ns() - from) / (double)(g.each * threads));
    return g.count == g.each * threads;
}

static bool free_lock(Vm *vm, long n)
{
    (void)vm;
    return locked(n, 1);
}

static bool fought_over_lock(Vm *vm, long n)
{
    (void)vm;
    return locked(n, 2);
}

/* 6b: a thousand timers, of which the oldest is always taken out for a new one. */
static void never(Timer *t)
{
    (void)t;
    fputs("a timer has fired\n", stderr);
    exit(1);
}

static bool timers(Vm *vm, long n)
{
    enum { WINDOW = 1000 };
    Pool *p = task_pool(vm);
    Timer *window = heap_alloc(vm_heap(vm), WINDOW * sizeof *window);
    bool fine = true;
    int64_t from = clock_ns();

    for (long i = 0; i < n; i++) {
        Timer *t = &window[i % WINDOW];
        if (i >= WINDOW)
            fine = timers_remove(&p->timers, t) && fine;
        t->fire = never;
        if (timers_add(&p->timers, t, task_deadline(p, 10 + (double)(i * 7919 % 1000) * 1e-3)))
            pool_timer_first(p);
    }
    report("ns_op", (double)(clock_ns() - from) / (double)n);
    for (int i = 0; i < WINDOW; i++)
        timers_remove(&p->timers, &window[i]);
    return fine;
}

/* 8a, 8b: nodes of 48 bytes, of which each task keeps its last thousand; in an arena, as an element of ParallelMap has it, that
 * ends each few thousand nodes. */
static Val make_nodes(Vm *vm, Task *t)
{
    enum { KEPT = 1000, WORDS = 6, IN_ARENA = 4000 };
    Heap *h = vm_heap(vm);
    long n = *(const long *)t->work, **kept = heap_alloc(h, KEPT * sizeof *kept), **last = kept;
    Val fine = S_True;

    for (long i = 0; i < n && val_is(fine, S_True); ) {
        arena_begin(h);
        for (long end = i + IN_ARENA < n ? i + IN_ARENA : n; i < end; i++) {
            long *node = heap_alloc(h, WORDS * sizeof *node);
            node[1] = i;
            last = last + 1 < kept + KEPT ? last + 1 : kept;
            *last = node;
        }
        fine = arena_end(h, val_bool((*last)[1] == i - 1));
    }
    return fine;
}

static bool nodes(Vm *vm, long n, int tasks)
{
    const struct VmSnapshot *seen = vm_snapshot(vm);
    Val task[2];
    bool fine = true;
    long each = n / tasks;
    int64_t from = clock_ns();

    for (int i = 0; i < tasks; i++)
        task[i] = task_future(start(vm, task_pool(vm), seen, make_nodes, &each));
    for (int i = 0; i < tasks; i++)
        fine = val_is(task_await(vm, task[i], -1), S_True) && fine;
    report("ns_op", (double)(clock_ns() - from) / (double)(each * tasks));
    return fine;
}

static bool nodes_by_one(Vm *vm, long n) { return nodes(vm, n, 1); }
static bool nodes_by_two(Vm *vm, long n) { return nodes(vm, n, 2); }

/* 9b: what the workers cost in a second without work. */
static bool idle(Vm *vm, long n)
{
    Val ended = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), start_many, &n)), -1);
    struct timespec second = {.tv_sec = 1}, moment = {.tv_nsec = 50000000};

    nanosleep(&moment, NULL);
    double before = processor_us();
    nanosleep(&second, NULL);
    report("cpu_us", processor_us() - before);
    return val_is_list(ended);
}

static const Row rows[] = {
    {"1a", 30, fork_and_join}, {"1b", 30, fork_and_join}, {"1c", 1000000, range}, {"1d", 200000, bag}, {"1e", 200000, future},
    {"3a", 500000, met_1_1}, {"3b", 500000, met_2_1}, {"3c", 500000, met_2_2},
    {"3d", 1000000, room_1_1}, {"3e", 1000000, room_2_1}, {"3f", 1000000, room_2_2},
    {"3g", 200000, ping_pong}, {"3h_parked", 50000, parked}, {"3h_spinning", 500000, spinning},
    {"3i", 400000, choose_met}, {"3j", 400000, choose_room},
    {"3k", 10000000, free_lock}, {"3l", 10000000, fought_over_lock},
    {"4a", 100000, create}, {"4d", 500000, ring}, {"6b", 1000000, timers}, {"8a", 5000000, nodes_by_one}, {"8b", 5000000, nodes_by_two},
    {"9b", 20000, idle},
};

int main(int argc, char **argv)
{
    if (argc < 2) {
        for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
            puts(rows[i].name);
        return 0;
    }
    foreign_start_process();
    Vm *vm = vm_new();
    vm->write = discard;
    vm->stack_limit = (char *)__builtin_frame_address(0) - (1 << 22);
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        if (strcmp(rows[i].name, argv[1]) == 0) {
            (void)task_of(vm);
            return rows[i].run(vm, argc > 2 ? atol(argv[2]) : rows[i].n) ? 0 : 1;
        }
    fprintf(stderr, "bench-native: no row %s\n", argv[1]);
    return 2;
}
