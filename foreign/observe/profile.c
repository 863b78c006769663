/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * profile.c -- ProfileConcurrent: how well an evaluation used the processors.
 */
#include <sys/resource.h>

#include "foreign/observe/counters.h"
#include "foreign/observe/profiling.h"
#include "foreign/sched/processors.h"

typedef struct Moment {
    int64_t    wall;
    double     processor;                /* seconds of all threads together */
    PoolTotals pools;
} Moment;

static void add_pool(Pool *p, void *argument)
{
    PoolTotals *sum = argument, one = pool_totals(p);

    sum->workers += one.workers;
    pool_totals_add(sum, one);
}

static Moment now(void)
{
    Moment m = {.wall = clock_ns()};
    struct rusage used;

    getrusage(RUSAGE_SELF, &used);
    m.processor = (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec)
                + (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) * 1e-6;
    pools_each(add_pool, &m.pools);
    return m;
}

/* What the figures say against the evaluation. */
static Val bottlenecks(Heap *h, double efficiency, uint64_t tasks, double seconds, uint64_t yields, uint64_t stolen, uint64_t failed)
{
    Builder b;

    builder_start(&b, h, S_List);
    if (efficiency < 0.5)
        builder_push(&b, text_from(h, "IdleProcessors"));
    if (tasks > 0 && seconds / (double)tasks < 2e-6)
        builder_push(&b, text_from(h, "SmallTasks"));
    if (yields > tasks)
        builder_push(&b, text_from(h, "ForcedYields"));
    if (failed > 100 && failed > 10 * stolen)
        builder_push(&b, text_from(h, "FailedSteals"));
    return builder_finish(&b);
}

/* Bytes of memory that were fetched: what the last cache did not have, a line at a time. */
enum { CACHE_LINE = 64 };

static void put_counted(AssocBuilder *b, Counters c, double wall)
{
    Val missing = expr1(b->heap, S_Missing, text_from(b->heap, "NotAvailable"));

    put_value(b, "CacheMissRate", c.there ? val_real_new(b->heap, (double)c.misses / (double)c.references) : missing);
    put_value(b, "MemoryBandwidth", c.there && wall > 0 ? val_real_new(b->heap, (double)c.misses * CACHE_LINE / wall) : missing);
}

static void put_samples(AssocBuilder *b, Samples *s, const Profiling *p)
{
    Out o;

    if (p->stacks)
        put_value(b, "CallStacks", flame_stacks(b->heap, s));
    if (!p->picture)
        return;
    out_init(&o);
    flame_draw(&o, s, "ProfileConcurrent");
    put_value(b, "FlameGraph", text_new(b->heap, out_text(&o), o.len));
    out_fini(&o);
}

/* [s], [p]: NULL where no samples were taken. */
static Val difference(Vm *vm, const Moment *from, const Moment *to, Val result, Counters c, Samples *s, const Profiling *p)
{
    Heap *h = vm_heap(vm);
    double wall = (double)(to->wall - from->wall) * 1e-9, used = to->processor - from->processor;
    unsigned processors = processors_usable();
    double speedup = wall > 0 ? used / wall : 1, efficiency = speedup / processors;
    uint64_t tasks = to->pools.ended - from->pools.ended, yields = to->pools.yielded - from->pools.yielded;
    uint64_t stolen = to->pools.stolen - from->pools.stolen, failed = to->pools.failed - from->pools.failed;
    AssocBuilder b;

    assoc_builder_start(&b, h);
    put_value(&b, "Result", result);
    put_real(&b, "TotalTime", wall);
    put_real(&b, "CPUTime", used);
    put_real(&b, "CPUUtilization", efficiency > 1 ? 1 : efficiency);
    put_real(&b, "Speedup", speedup);
    put_real(&b, "Efficiency", efficiency > 1 ? 1 : efficiency);
    put_count(&b, "Processors", processors);
    put_count(&b, "TasksRun", tasks);
    put_count(&b, "Steals", stolen);
    put_count(&b, "FailedSteals", failed);
    put_count(&b, "Parks", to->pools.parked - from->pools.parked);
    put_count(&b, "ForcedYields", yields);
    put_value(&b, "Bottlenecks", bottlenecks(h, efficiency, tasks, used, yields, stolen, failed));
    put_counted(&b, c, wall);
    if (s != NULL)
        put_samples(&b, s, p);
    return properties_new(vm, assoc_builder_finish(&b));
}

static Val profile(Vm *vm, Args args)
{
    const Profiling *p = profiling_now(vm);
    Task *t = task_of(vm);
    Samples *s = p == NULL ? NULL : samples_start(vm, t, (int64_t)(p->seconds * 1e9));
    CountersRun *run = counters_start();
    Moment from = now();
    Val result = vm_eval(vm, args.v[0]);
    Moment to = now();
    Counters c = counters_stop(run);
    if (s != NULL)
        samples_pause(s, vm, t);
    if (!val_is_unwind(result))
        result = difference(vm, &from, &to, result, c, s, p);
    if (s != NULL)
        samples_end();
    return result;
}

BUILTIN(ProfileConcurrent,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME, .args = "expr_",
    .usage = "ProfileConcurrent[expr] evaluates expr and says how well it used the processors: an object with \"TotalTime\", \"CPUUtilization\", \"Speedup\", \"Efficiency\", \"Bottlenecks\", \"Result\" and more; object[\"Properties\"] lists them.",
    .examples = EXAMPLES(">> p = ProfileConcurrent[Await[Spawn[1 + 1]]]; {p[\"Result\"], MatchQ[p[\"cacheMissRate\"], _Real | Missing[\"NotAvailable\"]]}", "{2, True}"))
{
    return profile(vm, args);
}

BUILTIN(ProfileExecution,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME, .args = "expr_",
    .usage = "ProfileExecution[expr] is ProfileConcurrent[expr].",
    .examples = EXAMPLES(">> p = ProfileExecution[2 + 3]; {p[\"result\"], p[\"speedup\"] >= 0}", "{5, True}"))
{
    return profile(vm, args);
}
