/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * native.c -- rows of bench/concurrency below the language: the functions of foreign/ called from C, with bodies
 * that do next to nothing.
 *
 * bench-native ROW [N] prints a line "R metric value"; without arguments, the rows there are.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "foreign/chan/channel.h"
#include "foreign/foreign.h"
#include "foreign/task/task.h"
#include "vm/snapshot.h"

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

/* 1d: tasks that a task starts, all awaited. */
static Val start_many(Vm *vm, Task *t)
{
    long n = *(long *)t->work;
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (long i = 0; i < n; i++)
        builder_push(&b, task_future(start(vm, t->job.pool, t->snapshot, one, NULL)));
    return task_await(vm, builder_finish(&b), -1);
}

static bool bag(Vm *vm, long n)
{
    int64_t from = clock_ns();
    Val values = task_await(vm, task_future(start(vm, task_pool(vm), vm_snapshot(vm), start_many, &n)), -1);

    report("ns_task", (double)(clock_ns() - from) / (double)n);
    return val_is_list(values) && (long)list_len(values) == n;
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

/* 3d: one sender, one receiver, room for 1000; a sender that finds no room yields. */
typedef struct Passing {
    Channel *channel;
    long     n;
} Passing;

static Val produce(Vm *vm, Task *t)
{
    Passing *x = t->work;

    for (long i = 1; i <= x->n; i++)
        while (channel_try_send(vm_heap(vm), x->channel, val_int(i)) == CHANNEL_WOULD_WAIT)
            task_yield(vm, t);
    channel_close(x->channel);
    return S_Null;
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

static bool buffered(Vm *vm, long n)
{
    Val channel = channel_new(vm_heap(vm), 1000, VAL_NONE, 1);
    Passing x = {.channel = val_channel(channel), .n = n};
    int64_t from = clock_ns();
    const struct VmSnapshot *seen = vm_snapshot(vm);

    Task *receiver = start(vm, task_pool(vm), seen, consume, &x);
    Task *sender = start(vm, task_pool(vm), seen, produce, &x);
    Val sum = task_await(vm, task_future(receiver), -1), ended = task_await(vm, task_future(sender), -1);
    report("ns_op", (double)(clock_ns() - from) / (double)n);
    return val_is(ended, S_Null) && val_is_small(sum) && val_small(sum) == n * (n + 1) / 2;
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
    {"1d", 200000, bag}, {"1e", 200000, future}, {"3d", 1000000, buffered}, {"3k", 10000000, free_lock},
    {"3l", 10000000, fought_over_lock}, {"6b", 1000000, timers}, {"9b", 20000, idle},
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
