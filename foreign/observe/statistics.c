/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * statistics.c -- PoolStatistics and ConcurrencyStats: what the workers of a pool have counted.
 */
#include "foreign/observe/statistics.h"

#include "foreign/task/pool_object.h"

void put_value(AssocBuilder *b, const char *key, Val value)
{
    assoc_builder_put(b, (AssocEntry){.key = text_from(b->heap, key), .value = value});
}

void put_count(AssocBuilder *b, const char *key, uint64_t n)
{
    put_value(b, key, val_int((int64_t)n));
}

void put_real(AssocBuilder *b, const char *key, double x)
{
    put_value(b, key, val_real_new(b->heap, x));
}

static PoolTotals of_one(const Worker *w)
{
    return (PoolTotals){
        .ended = counter_get(&w->counters.ended), .turns = counter_get(&w->counters.run), .stolen = counter_get(&w->counters.stolen),
        .failed = counter_get(&w->counters.steals_failed), .parked = counter_get(&w->counters.parked),
        .yielded = counter_get(&w->counters.yielded), .busy = worker_busy(w),
    };
}

void pool_totals_add(PoolTotals *sum, PoolTotals one)
{
    sum->ended += one.ended;
    sum->turns += one.turns;
    sum->stolen += one.stolen;
    sum->failed += one.failed;
    sum->parked += one.parked;
    sum->yielded += one.yielded;
    sum->busy += one.busy;
}

/* A guest's thread has work of its own, which nobody measures. */
double worker_busy(const Worker *w)
{
    int64_t now = clock_ns(), since = atomic_load_explicit(&w->asleep_since, memory_order_relaxed);

    if (w->guest || w->started_at == 0)
        return 0;
    int64_t ns = now - w->started_at - (int64_t)counter_get(&w->counters.idle_ns) - (since == 0 ? 0 : now - since);
    return ns < 0 ? 0 : (double)ns * 1e-9;
}

static const Worker *worker_at(const Pool *p, unsigned i)
{
    return i < p->count ? &p->workers[i] : atomic_load_explicit(&p->guest_list[i - p->count], memory_order_acquire);
}

PoolTotals pool_totals(const Pool *p)
{
    PoolTotals sum = {.workers = p->count, .ended = counter_get(&p->ended_outside)};

    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++)
        if (worker_at(p, i) != NULL)
            pool_totals_add(&sum, of_one(worker_at(p, i)));
    return sum;
}

static Val not_available(Heap *h)
{
    return expr1(h, S_Missing, text_from(h, "NotAvailable"));
}

static void put_totals(AssocBuilder *b, const PoolTotals *sum)
{
    put_count(b, "TasksRun", sum->ended);
    put_count(b, "Turns", sum->turns);
    put_count(b, "Steals", sum->stolen);
    put_count(b, "FailedSteals", sum->failed);
    put_count(b, "Parks", sum->parked);
    put_count(b, "ForcedYields", sum->yielded);
}

/* What a worker has counted, all read at once: sums are those of what is shown. */
typedef struct Reading {
    const Worker *worker;
    PoolTotals totals;
    size_t queued;
} Reading;

static unsigned read_workers(Heap *h, const Pool *p, Reading **all)
{
    unsigned n = 0;

    *all = heap_alloc(h, (p->count + GUESTS_MAX) * sizeof **all);
    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++) {
        const Worker *w = worker_at(p, i);
        if (w == NULL)
            continue;
        (*all)[n++] = (Reading){w, of_one(w), worker_queued(w)};
    }
    return n;
}

static Val of_worker(Heap *h, const Reading *r, unsigned i)
{
    const Worker *w = r->worker;
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put_value(&b, "Worker", w->guest ? text_from(h, "Main") : val_int((int64_t)i));
    put_value(&b, "Processor", w->cpu >= 0 ? val_int(w->cpu) : S_None);
    put_count(&b, "Node", (uint64_t)w->node);
    put_totals(&b, &r->totals);
    put_value(&b, "BusyTime", w->guest ? not_available(h) : val_real_new(h, r->totals.busy));
    put_count(&b, "QueueLength", r->queued);
    return assoc_builder_finish(&b);
}

/* Of the first [n]: those of the pool. */
static Val busy_by_node(Heap *h, const Reading *all, unsigned n)
{
    double busy[NODES_MAX] = {0};
    bool there[NODES_MAX] = {false};
    AssocBuilder b;

    for (unsigned i = 0; i < n; i++) {
        int node = all[i].worker->node < NODES_MAX ? all[i].worker->node : NODES_MAX - 1;
        busy[node] += all[i].totals.busy;
        there[node] = true;
    }
    assoc_builder_start(&b, h);
    for (int i = 0; i < NODES_MAX; i++)
        if (there[i])
            assoc_builder_put(&b, (AssocEntry){.key = val_int(i), .value = val_real_new(h, busy[i])});
    return assoc_builder_finish(&b);
}

static Val queue_lengths(Heap *h, const Reading *all, unsigned n)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (unsigned i = 0; i < n; i++)
        builder_push(&b, val_int((int64_t)all[i].queued));
    return builder_finish(&b);
}

static PoolTotals sum_of(const Pool *p, const Reading *all, unsigned n)
{
    PoolTotals sum = {.workers = p->count, .ended = counter_get(&p->ended_outside)};

    for (unsigned i = 0; i < n; i++)
        pool_totals_add(&sum, all[i].totals);
    return sum;
}

static Val statistics(Vm *vm, Val object, const Pool *p)
{
    Heap *h = vm_heap(vm);
    Reading *all;
    unsigned n = read_workers(h, p, &all);
    PoolTotals sum = sum_of(p, all, n);
    Val name = pool_object_name(object);
    AssocBuilder b, queues;
    Builder workers;

    assoc_builder_start(&queues, h);
    put_count(&queues, "Pool", atomic_load_explicit(&p->waiting, memory_order_relaxed));
    put_value(&queues, "Workers", queue_lengths(h, all, p->count));
    builder_start(&workers, h, S_List);
    for (unsigned i = 0; i < n; i++)
        builder_push(&workers, of_worker(h, &all[i], i));
    assoc_builder_start(&b, h);
    put_value(&b, "Name", val_is_none(name) ? S_None : name);
    put_count(&b, "Workers", p->count);
    put_count(&b, "Tasks", pool_live(p));
    put_totals(&b, &sum);
    put_real(&b, "BusyTime", sum.busy);
    put_value(&b, "QueueLengths", assoc_builder_finish(&queues));
    put_value(&b, "ByWorker", builder_finish(&workers));
    put_value(&b, "ByNode", busy_by_node(h, all, p->count));
    return assoc_builder_finish(&b);
}

/* The pool of the argument, or the session's where there is none; *object: it as an object. */
static Pool *pool_asked(Vm *vm, Args args, Val *object)
{
    *object = args.n == 0 ? pool_object_session(vm) : args.v[0];
    return pool_object_any(*object);
}

#define POOL_MESSAGES MESSAGES("pool", "`1` is not a pool.")

BUILTIN(PoolStatistics,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_TIME, .messages = POOL_MESSAGES,
    .usage = "PoolStatistics[pool] says what the workers of a pool have done: tasks, steals, parks, forced yields, lengths of queues (jobs that have not started, and those that can go on), busy time by worker and by node. The main thread, which runs tasks while it waits, has no BusyTime of its own, and none in the sums. PoolStatistics[] is about the session's pool. A pool with Metrics -> False gives Missing[\"NotAvailable\"].",
    .examples = EXAMPLES(">> p = ThreadPool[2]; Await[Submit[p, Plus, 1, 2]]; Close[p]; PoolStatistics[p][\"TasksRun\"]", "1"))
{
    Val object;

    if (args.n > 1)
        return MESSAGE(vm, "argt", S_PoolStatistics, val_int((int64_t)args.n), val_int(0), val_int(1));
    Pool *p = pool_asked(vm, args, &object);
    if (p == NULL)
        return MESSAGE(vm, "pool", args.v[0]);
    return p->options.unmeasured ? not_available(vm_heap(vm)) : statistics(vm, object, p);
}

BUILTIN(ConcurrencyStats,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_TIME, .messages = POOL_MESSAGES,
    .usage = "ConcurrencyStats[] sums up what the session's pool has done; ConcurrencyStats[pool] is about another pool.",
    .examples = EXAMPLES(">> p = ThreadPool[2]; Await[Submit[p, Plus, 1, 2]]; Close[p]; ConcurrencyStats[p][\"tasksExecuted\"]", "1"))
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;
    Val object;

    if (args.n > 1)
        return MESSAGE(vm, "argt", S_ConcurrencyStats, val_int((int64_t)args.n), val_int(0), val_int(1));
    Pool *p = pool_asked(vm, args, &object);
    if (p == NULL)
        return MESSAGE(vm, "pool", args.v[0]);
    if (p->options.unmeasured)
        return not_available(h);
    Reading *all;
    unsigned n = read_workers(h, p, &all);
    PoolTotals sum = sum_of(p, all, n);
    double tries = (double)(sum.stolen + sum.failed);
    assoc_builder_start(&b, h);
    put_count(&b, "TasksExecuted", sum.ended);
    put_count(&b, "WorkSteals", sum.stolen);
    put_count(&b, "FailedSteals", sum.failed);
    put_value(&b, "CacheHits", not_available(h));
    put_value(&b, "CacheMisses", not_available(h));
    put_real(&b, "TotalExecutionTime", sum.busy);
    put_value(&b, "QueueSizes", queue_lengths(h, all, p->count));
    put_real(&b, "WorkStealEfficiency", tries == 0 ? 100 : 100 * (double)sum.stolen / tries);
    put_real(&b, "AverageExecutionTime", sum.ended == 0 ? 0 : sum.busy / (double)sum.ended);
    return properties_new(vm, assoc_builder_finish(&b));
}
