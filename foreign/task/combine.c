/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * combine.c -- the first of several futures, all of them or the first failure; what follows a future.
 *
 * A promise stands for the outcome; each future that is not done has a listener that may resolve it.
 */
#include "foreign/task/task.h"
#include "foreign/task/transfer.h"

typedef enum Wanted { WANT_ANY, WANT_ALL } Wanted;

typedef struct Gathering {
    Task    *promise;
    Wanted   wanted;
    bool     cancels;                /* those that have not ended when the wait has */
    Val      list;
    atomic_size_t left;
    size_t   n;
    struct Ear *ears;
} Gathering;

/* Collected memory of its own: a list is made of them. */
typedef struct Ear {
    Listener   listener;             /* first */
    Gathering *gathering;
    Task      *future;               /* NULL: nothing to listen to */
    size_t     position;             /* from 0 */
    struct Ear *more;
} Ear;

/* The promise's value is the position, or Null when all have ended well. */
static void heard(Gathering *g, size_t position, bool failed)
{
    bool last = atomic_fetch_sub(&g->left, 1) == 1;

    if (g->wanted == WANT_ANY || failed)
        task_complete(g->promise, val_int((int64_t)position + 1), false);
    else if (last)
        task_complete(g->promise, S_Null, false);
}

static void ended(Listener *l, Task *t)
{
    Ear *e = (Ear *)l;

    heard(e->gathering, e->position, t->failed);
}

static void stop_listening(Gathering *g)
{
    for (Ear *e = g->ears; e != NULL; e = e->more)
        task_unlisten(e->future, &e->listener);
}

/* Waits until what is wanted is known; PARKED perhaps.  gathering_ended makes the value of it. */
static Val gather(Vm *vm, Val list, Wanted wanted, bool cancels, double seconds)
{
    Heap *h = vm_heap(vm);
    Gathering *g = heap_alloc(h, sizeof *g);
    size_t n = list_len(list);

    (void)task_of(vm);
    g->promise = task_new(vm, TASK_PROMISE);
    g->promise->work = g;
    g->wanted = wanted;
    g->cancels = cancels;
    g->list = list;
    atomic_init(&g->left, n);
    g->n = n;
    for (size_t i = 0; i < n && !atomic_load(&g->promise->done); i++) {
        Val v = list_item(h, list, i);
        Task *f = val_is_foreign_of(v, &future_class) ? future_task(v) : NULL;
        if (f == NULL) {
            heard(g, i, val_has_head(v, S_Failure));    /* that of a Submit, say, to a pool that is closed */
            continue;
        }
        Ear *e = heap_alloc(h, sizeof *e);
        e->listener.ended = ended;
        e->gathering = g;
        e->future = f;
        e->position = i;
        e->more = g->ears;
        g->ears = e;
        if (!task_listen(f, &e->listener)) {
            f->observed = true;
            heard(g, i, f->failed);
        }
    }
    return task_await(vm, task_future(g->promise), seconds);
}

static void cancel_rest(Vm *vm, Val list)
{
    for (size_t i = 0; i < list_len(list); i++) {
        Val v = list_item(vm_heap(vm), list, i);
        if (val_is_foreign_of(v, &future_class) && !atomic_load(&future_task(v)->done)) {
            future_task(v)->observed = true;
            task_cancel(vm, future_task(v));
        }
    }
}

Val gathering_list(const Gathering *g, bool *any)
{
    *any = g->wanted == WANT_ANY;
    return g->list;
}

/* [v]: a position or Null; a Failure or UNWIND of the wait. */
Val gathering_ended(Vm *vm, Gathering *g, Val v)
{
    stop_listening(g);
    if (g->cancels && !(g->wanted == WANT_ALL && val_is(v, S_Null)))
        cancel_rest(vm, g->list);
    if (val_is_small(v)) {
        Val first = future_value_of(vm_heap(vm), list_item(vm_heap(vm), g->list, (size_t)val_small(v) - 1));
        return g->wanted == WANT_ALL ? first : expr2(vm_heap(vm), S_List, first, v);
    }
    return val_is(v, S_Null) ? future_values(vm, g->list) : v;
}

#define GATHER_MESSAGES MESSAGES("futures", "A list of at least one future expected in place of `1`.", "time", "`1` is not a time in seconds.")

static Val first_of(Vm *vm, Args args, bool cancels)
{
    double seconds = -1;

    if (!val_is_list(args.v[0]) || list_len(args.v[0]) == 0)
        return MESSAGE(vm, "futures", args.v[0]);
    if (!task_limit(args.v[1], &seconds))
        return MESSAGE(vm, "time", args.v[1]);
    return gather(vm, args.v[0], WANT_ANY, cancels, seconds);
}

BUILTIN(AwaitAny,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .parks = true, .args = "futures_, t_:None", .messages = GATHER_MESSAGES,
    .usage = "AwaitAny[{f1, f2, ..}] waits for the first future to end and gives {value, position}; AwaitAny[{..}, t] gives a Failure after t seconds.",
    .examples = EXAMPLES(">> AwaitAny[{Promise[], Spawn[5]}]", "{5, 2}"))
{
    return first_of(vm, args, false);
}

BUILTIN(AwaitFirst,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .parks = true, .args = "futures_, t_:None", .messages = GATHER_MESSAGES,
    .usage = "AwaitFirst[{f1, f2, ..}] waits for the first future to end, cancels the others, and gives {value, position}; AwaitFirst[{..}, t] cancels "
             "all after t seconds and gives a Failure.",
    .examples = EXAMPLES(">> f = Spawn[Pause[100]]; {AwaitFirst[{f, Spawn[5]}], First[Await[f]]}", "{{5, 2}, Cancelled}"))
{
    return first_of(vm, args, true);
}

BUILTIN(TryAwait,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .parks = true, .args = "futures_, t_:None", .messages = GATHER_MESSAGES,
    .usage = "TryAwait[{f1, f2, ..}] gives the values of the futures, or the first Failure; then the others are cancelled.",
    .examples = EXAMPLES(">> TryAwait[{Spawn[1], Spawn[2]}]", "{1, 2}",
                         ">> f = Spawn[Pause[100]]; {First[TryAwait[{f, Spawn[Throw[1]]}]], First[Await[f]]}", "{Thrown, Cancelled}"))
{
    double seconds = -1;
    Val list = args.v[0];

    if (!val_is_list(list))
        return MESSAGE(vm, "futures", list);
    if (!task_limit(args.v[1], &seconds))
        return MESSAGE(vm, "time", args.v[1]);
    if (list_len(list) == 0)
        return list;
    return gather(vm, list, WANT_ALL, true, seconds);
}

BUILTIN_AS(Followed, "Lyra`Private`followed",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "followed[future, f, failures, Await[future]] is what the task of Then[future, f] or OnFailure[future, f] evaluates: f of the value that was waited for.",
    .examples = EXAMPLES(">> p = Promise[]; Resolve[p, 5]; Lyra`Private`followed[p, Sqrt, False, Await[p]]", "Sqrt[5]"))
{
    Task *f = args.n >= 3 && val_is_foreign_of(args.v[0], &future_class) ? future_task(args.v[0]) : NULL;

    if (f == NULL)
        return NOT_MINE;
    /* The wait itself may have failed, of a deadlock. */
    if (!atomic_load_explicit(&f->done, memory_order_acquire))
        return args.n > 3 ? args.v[3] : S_Null;
    Val v = task_value(vm_heap(vm), f);
    return f->failed == val_is(args.v[2], S_True) ? expr1(vm_heap(vm), args.v[1], v) : v;
}

static Val follow(Vm *vm, Args args, bool failures)
{
    Heap *h = vm_heap(vm);

    if (!val_is_foreign_of(args.v[0], &future_class))
        return MESSAGE(vm, "future", args.v[0]);
    Val parts[] = {args.v[0], args.v[1], val_bool(failures), expr1(h, S_Await, args.v[0])};
    Val follower = task_spawn_for(vm, args, task_own_pool(vm), expr_make(h, symbol_private("followed"), 4, parts), VAL_NONE);
    if (!val_is_not_mine(follower))
        future_task(args.v[0])->observed = true;
    return follower;
}

#define FOLLOW_MESSAGES MESSAGES("future", "`1` is not a future.", TRANSFER_MESSAGE)

BUILTIN(Then,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "future_, f_", .messages = FOLLOW_MESSAGES,
    .usage = "Then[future, f] is a future of f[value], or of the same Failure.",
    .examples = EXAMPLES(">> Await[Then[Spawn[5], #^2 &]]", "25", ">> First[Await[Then[Spawn[Throw[1]], f]]]", "Thrown"))
{
    return follow(vm, args, false);
}

BUILTIN(OnFailure,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "future_, f_", .messages = FOLLOW_MESSAGES,
    .usage = "OnFailure[future, f] is a future of the same value, or of f[failure] where the future fails.",
    .examples = EXAMPLES(">> Await[OnFailure[Spawn[Throw[1]], First]]", "Thrown", ">> Await[OnFailure[Spawn[5], First]]", "5"))
{
    return follow(vm, args, true);
}
