/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool_options.c -- ThreadPool's arguments and options.
 */
#include <limits.h>
#include <math.h>

#include "foreign/sched/processors.h"
#include "foreign/sched/topology.h"
#include "foreign/task/pool_object.h"
#include "vm/num/number.h"

enum { WORKERS_MAX = 1024 };

/* How many workers [v] asks for: a half worker is a whole one; 0: none that there can be. */
static unsigned worker_count(Val v)
{
    double n = val_is_real_number(v) ? ceil(num_to_double(v)) : 0;

    return n >= 1 && n <= WORKERS_MAX ? (unsigned)n : 0;
}

static bool read_scheduler(Vm *vm, Args args, PoolOptions *o, Val *before)
{
    Val v = option_get(vm, args, S_Scheduler);

    if (val_is(v, S_Automatic) || (val_is_string(v) && text_is(v, "WorkStealing")))
        return true;
    if (val_is_string(v) && text_is(v, "FIFO")) {
        o->order = ORDER_FIFO;
    } else if (val_is_plain_list(v) && expr_len(v) == 2 && val_is_string(expr_arg(v, 0)) && text_is(expr_arg(v, 0), "Simulated")
               && val_is_small(expr_arg(v, 1))) {
        o->order = ORDER_SIMULATED;
        o->seed = (uint64_t)val_small(expr_arg(v, 1));
    } else if (!val_is_string(v) && !val_is_number(v) && !val_is_list(v) && !val_is(v, S_None)) {
        o->order = ORDER_PRIORITY;
        *before = v;
    } else {
        return MESSAGE(vm, "scheduler", v), false;
    }
    return true;
}

/* Those with processors that the process may use, by the kernel's numbers. */
static uint64_t usable_nodes(void)
{
    Topology *t = topology_hold(true);
    uint64_t nodes = 0;

    for (unsigned i = 0; t != NULL && i < t->unit_count; i++)
        nodes |= 1ull << t->nodes[t->units[i].node];
    topology_drop(t);
    return nodes;
}

static bool read_placement(Vm *vm, Args args, PoolOptions *o)
{
    Val v = option_get(vm, args, S_Placement);

    if (val_is(v, S_Automatic))
        return true;
    if (val_is_string(v) && (text_is(v, "Compact") || text_is(v, "Scatter"))) {
        o->placement = text_is(v, "Compact") ? PLACE_COMPACT : PLACE_SCATTER;
        return true;
    }
    if (val_is(v, S_None) || (val_is_string(v) && text_is(v, "None"))) {
        o->placement = PLACE_NONE;
        return true;
    }
    if (!val_is_list(v) || list_len(v) == 0)
        return MESSAGE(vm, "placement", v), false;
    o->placement = PLACE_NODES;
    uint64_t usable = usable_nodes();
    for (size_t i = 0; i < list_len(v); i++) {
        Val node = list_item(vm_heap(vm), v, i);
        if (!val_is_small(node))
            return MESSAGE(vm, "placement", v), false;
        if (val_small(node) < 0 || val_small(node) >= NODES_MAX || (usable >> val_small(node) & 1) == 0)
            return MESSAGE(vm, "node", node), false;
        o->nodes |= 1ull << val_small(node);
    }
    return true;
}

static bool read_limits(Vm *vm, Args args, PoolOptions *o)
{
    Val stack = option_get(vm, args, S_StackSize), blocking = option_get(vm, args, S_MaxBlockingThreads);
    Val isolation = option_get(vm, args, S_Isolation), metrics = option_get(vm, args, S_Metrics);

    if (!val_is(stack, S_Automatic) && (!val_is_small(stack) || val_small(stack) < 1 || val_small(stack) > FIBER_STACK))
        return MESSAGE(vm, "stack", stack, val_int(FIBER_STACK)), false;
    if (!val_is(blocking, S_Automatic) && !val_is_plus_infinity(blocking)) {
        if (!val_is_small(blocking) || val_small(blocking) < 1 || val_small(blocking) > INT32_MAX)
            return MESSAGE(vm, "blocking", blocking), false;
        o->blocking_max = (unsigned)val_small(blocking);
    } else if (val_is_plus_infinity(blocking)) {
        o->blocking_max = UINT_MAX;
    }
    o->stack_bytes = val_is_small(stack) ? (size_t)val_small(stack) : 0;
    o->unmeasured = val_is(metrics, S_False);
    if (!val_is(metrics, S_True) && !val_is(metrics, S_False))
        return MESSAGE(vm, "metrics", metrics), false;
    o->isolated = val_is_string(isolation) && text_is(isolation, "Process");
    if (!o->isolated && !val_is(isolation, S_None) && !(val_is_string(isolation) && (text_is(isolation, "None") || text_is(isolation, "Thread"))))
        return MESSAGE(vm, "isolation", isolation), false;
    Val retries = option_get(vm, args, S_Retries);
    if (!val_is_small(retries) || val_small(retries) < 0 || val_small(retries) > 1000)
        return MESSAGE(vm, "retries", retries), false;
    o->retries = (unsigned)val_small(retries);
    return true;
}

static bool read_names(Vm *vm, Args args, PoolOptions *o, Val *name)
{
    Val prefix = option_get(vm, args, S_ThreadNamePrefix);

    if (!task_name_option(vm, args, name))
        return false;
    if (!val_is_string(prefix) && !val_is(prefix, S_Automatic))
        return builtin_message(vm, args.builtin, "name", 1, &prefix), false;
    if (!val_is_string(prefix))         /* an unnamed one has the number that it will print with */
        prefix = val_is_none(*name) ? text_format(vm_heap(vm), "pool%u", (unsigned)vm->foreign_serial + 1) : *name;
    snprintf(o->name, sizeof o->name, "%s", text_data(prefix));
    return true;
}

BUILTIN(ThreadPool,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_STATE,
    .options = "Name -> None, ThreadNamePrefix -> Automatic, Isolation -> None, Retries -> 0, StackSize -> Automatic, "
               "MaxBlockingThreads -> Automatic, Placement -> Automatic, Scheduler -> Automatic, Metrics -> True",
    .usage = "ThreadPool[] is a pool of workers, one for each processor; ThreadPool[n] has n. Placement says where the workers run: \"Compact\" near each other, \"Scatter\" over the nodes of memory, {n1, ...} on these nodes, \"None\" anywhere. Scheduler -> f runs the task a before b where f[a, b] is True, a and b being associations with their \"Name\", \"Task\" (a number) and \"Expression\"; Isolation -> \"Process\" evaluates each task in a child process, as often again as Retries says where that dies; what it does with channels, futures and other objects from outside is done outside. StackSize -> bytes limits the stacks of "
             "each task, whose deeper recursion ends in Failure[\"RecursionLimit\", ..]; MaxBlockingThreads -> n the threads of SpawnBlocking in its tasks, where further ones "
             "wait; with Metrics -> False nothing is counted for PoolStatistics.",
    .messages = MESSAGES("workers", "`1` is not a number of workers from 1 to 1024.", "threads", "There are no threads to be had.",
                         "scheduler", "`1` is not \"WorkStealing\", \"FIFO\", {\"Simulated\", seed} or a function that compares tasks.",
                         "placement", "`1` is not \"Compact\", \"Scatter\", \"None\" or a list of nodes.",
                         "node", "`1` is not a node of memory with processors that this process may use.",
                         "stack", "`1` is not a size of stacks up to `2` bytes.",
                         "blocking", "`1` is not a number of threads.", "metrics", "`1` is not True or False.",
                         "isolation", "`1` is not None, \"Thread\" or \"Process\".", "retries", "`1` is not a number of attempts from 0 to 1000.", NAME_MESSAGE),
    .examples = EXAMPLES(">> Await[Spawn[1 + 1, Pool -> ThreadPool[2]]]", "2",
                         ">> deep[n_] := 1 + deep[n + 1]; First[Await[Submit[ThreadPool[1, StackSize -> 20000], Function[Quiet[deep[1]]]]]]", "RecursionLimit",
                         ">> p = ThreadPool[2, Name -> \"io\"]; {p[\"Name\"], p[\"Workers\"], p[\"Closed\"]}", "{io, 2, False}"))
{
    PoolOptions options = {.placement = PLACE_AUTOMATIC};
    Val name, before = VAL_NONE;
    size_t n = options_split(args);
    Builder b;

    if (!options_known(vm, args, 0))
        return NOT_MINE;
    if (n > 1)
        return MESSAGE(vm, "argt", S_ThreadPool, val_int((int64_t)n), val_int(0), val_int(1));
    options.workers = n == 0 || val_is(args.v[0], S_Automatic) ? processors_usable() : worker_count(args.v[0]);
    if (options.workers == 0)
        return MESSAGE(vm, "workers", args.v[0]);
    if (!read_names(vm, args, &options, &name) || !read_scheduler(vm, args, &options, &before)
        || !read_placement(vm, args, &options) || !read_limits(vm, args, &options))
        return NOT_MINE;
    if (options.order == ORDER_SIMULATED)
        options.placement = PLACE_NONE;
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = n; i < args.n; i++)
        builder_push(&b, args.v[i]);
    Val v = pool_object_new(vm, &options, name, builder_finish(&b), before);
    return val_is_none(v) ? MESSAGE0(vm, "threads") : v;
}

SYMBOL_AS(SessionPool, "$Pool",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .value = pool_object_session,
    .usage = "$Pool is the session's own pool, where tasks run unless another is named.",
    .examples = EXAMPLES(">> Await[Submit[$Pool, Plus, 1, 2]]", "3"));
