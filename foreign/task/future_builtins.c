/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * future_builtins.c -- Spawn, Await, promises and what is made of futures.
 */
#include "foreign/task/pool_object.h"
#include "foreign/task/task.h"
#include "foreign/task/transfer.h"

/* The pool that the option Pool names; where it is Automatic that of the running task; NULL: it is none. */
static Pool *pool_option(Vm *vm, Args args, Val *bad)
{
    Val v = option_get(vm, args, S_Pool);

    *bad = v;
    return val_is(v, S_Automatic) ? task_own_pool(vm) : pool_object_pool(v);
}

/* The objects in the expression go over to the task; to a child process none can. */
static COLD NOINLINE Val spawn_with_objects(Vm *vm, Args args, Pool *pool, Val expr, Val name)
{
    Crossing *c = NULL;

    if (pool->options.isolated ? transfer_refused(vm, args, expr) : !transfer_begin(vm, args, &expr, &c))
        return NOT_MINE;
    Task *t = task_spawn(vm, pool, expr, name);
    transfer_end(c, !task_never_ran(t));
    return task_future(t);
}

Val task_spawn_for(Vm *vm, Args args, Pool *pool, Val expr, Val name)
{
    if (transfer_concerns(expr))
        return spawn_with_objects(vm, args, pool, expr, name);
    return task_future(task_spawn(vm, pool, expr, name));
}

static Val spawn(Vm *vm, Args args, size_t n)
{
    Val bad, name;

    /* The common case reads no options. */
    if (args.n == 1 && definition_find(&vm->definitions, expr_head(args.expr)) == NULL) {
        Pool *own = task_own_pool(vm);
        if (own != NULL)
            return task_spawn_for(vm, args, own, args.v[0], VAL_NONE);
    }
    if (n != 1)
        return options_known(vm, args, 1) ? builtin_message(vm, args.builtin, "argx", 2, (Val[]){expr_head(args.expr), val_int((int64_t)n)}) : NOT_MINE;
    Pool *pool = pool_option(vm, args, &bad);
    if (pool == NULL && !val_is_none(name = pool_object_closed(vm, bad)))
        return name;
    if (pool == NULL)
        return builtin_message(vm, args.builtin, "pool", 1, &bad);
    if (!task_name_option(vm, args, &name))
        return name;
    return task_spawn_for(vm, args, pool, args.v[0], name);
}

#define SPAWN_MESSAGES "pool", "`1` is not a pool that takes tasks.", TRANSFER_MESSAGE

BUILTIN(Spawn,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = "Name -> None, Pool -> Automatic",
    .usage = "Spawn[expr] evaluates expr in a task of its own, and gives a Future at once.",
    .messages = MESSAGES(SPAWN_MESSAGES, NAME_MESSAGE),
    .examples = EXAMPLES(">> Await[Spawn[1 + 1]]", "2", ">> x = 5; f = Spawn[x = 6]; {Await[f], x}", "{6, 5}"))
{
    return spawn(vm, args, options_split(args));
}

BUILTIN(Submit,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "Submit[pool, f, args] applies f to args in a task of the pool, and gives a Future.",
    .messages = MESSAGES(SPAWN_MESSAGES),
    .examples = EXAMPLES(">> Await[Submit[ThreadPool[1], Plus, 1, 2]]", "3"))
{
    if (args.n < 2)
        return args.n == 1 ? MESSAGE(vm, "argmu", S_Submit, val_int(2)) : MESSAGE(vm, "argm", S_Submit, val_int((int64_t)args.n), val_int(2));
    Pool *pool = pool_object_pool(args.v[0]);
    Val closed = pool == NULL ? pool_object_closed(vm, args.v[0]) : VAL_NONE;
    if (!val_is_none(closed))
        return closed;
    if (pool == NULL)
        return MESSAGE(vm, "pool", args.v[0]);
    Val call = expr_make(vm_heap(vm), args.v[1], args.n - 2, args.v + 2);
    return task_spawn_for(vm, args, pool, call, VAL_NONE);
}

static Val await_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 1 && val_is_foreign_of(args[0], &future_class) ? task_await(vm, args[0], -1) : VAL_NONE;
}

BUILTIN(Await,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "future_, t_:None", .parks = true, .direct = await_direct,
    .usage = "Await[future] waits for the value of a future; Await[{f1, f2, ..}] gives a list of values; Await[x, t] gives a Failure after t seconds. A Failure in place of a future is the value.",
    .messages = MESSAGES("future", "`1` is not a future.", "time", "`1` is not a time in seconds."),
    .examples = EXAMPLES(">> Await[{Spawn[2^10], Spawn[3^3]}]", "{1024, 27}"))
{
    double seconds = -1;

    if (!task_limit(args.v[1], &seconds))
        return argument_is_pattern(args.v[1]) ? NOT_MINE : MESSAGE(vm, "time", args.v[1]);
    /* In place of a future there may be the reason why there is none, as of a Submit to a closed pool. */
    if (val_has_head(args.v[0], S_Failure))
        return args.v[0];
    if (!val_is_list(args.v[0]) && !val_is_foreign_of(args.v[0], &future_class))
        return MESSAGE(vm, "future", args.v[0]);
    return task_await(vm, args.v[0], seconds);
}

BUILTIN(Promise,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "Promise[] is a future that is completed by Resolve or Reject.",
    .examples = EXAMPLES(">> p = Promise[]; Resolve[p, 5]; Await[p]", "5"))
{
    (void)task_of(vm);
    return task_future(task_new(vm, TASK_PROMISE));
}

static Val complete(Vm *vm, Args args, Val value, bool failed)
{
    Crossing *c;

    if (!val_is_foreign_of(args.v[0], &future_class) || future_task(args.v[0])->kind != TASK_PROMISE)
        return MESSAGE(vm, "promise", args.v[0]);
    TRY(task_point(vm));
    if (!transfer_begin(vm, args, &value, &c))
        return NOT_MINE;
    bool completes = task_complete(future_task(args.v[0]), value, failed);
    transfer_end(c, completes);
    return val_bool(completes);
}

#define PROMISE_MESSAGES MESSAGES("promise", "`1` is not a promise.", TRANSFER_MESSAGE)

BUILTIN(Resolve,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .packed = true, .args = "promise_, value_", .messages = PROMISE_MESSAGES,
    .usage = "Resolve[promise, value] completes a promise; True unless it was complete already.",
    .examples = EXAMPLES(">> p = Promise[]; {Resolve[p, 1], Resolve[p, 2], Await[p]}", "{True, False, 1}"))
{
    return complete(vm, args, args.v[1], false);
}

BUILTIN(Reject,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .packed = true, .args = "promise_, failure_", .messages = PROMISE_MESSAGES,
    .usage = "Reject[promise, failure] completes a promise with a failure; True unless it was complete already.",
    .examples = EXAMPLES(">> p = Promise[]; Reject[p, Failure[\"no\", <||>]]; FailureQ[Await[p]]", "True"))
{
    return complete(vm, args, args.v[1], true);
}
