/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * explore.c -- ExploreSchedules: one evaluation under many schedules.
 *
 * All runs use one simulated pool, which begins anew with each seed: nothing of the run before is left,
 * since a run is a scope.
 */
#include "foreign/sched/simulate.h"
#include "foreign/task/scope.h"
#include "foreign/task/wait.h"

static void set_run(Pool *p, Task *t)
{
    lock_take(&p->lock);
    p->user = t;
    lock_release(&p->lock);
}

/* Nothing of the run can go on: its own wait ends so. */
static bool run_stuck(Pool *p)
{
    lock_take(&p->lock);
    Task *t = p->user;
    lock_release(&p->lock);
    uint32_t wait = t == NULL ? 0 : atomic_load_explicit(&t->saved, memory_order_acquire);

    if ((wait & 1) == 0 || !task_claim_any(t, wait))
        return false;
    task_wake(t, WAKE_DEADLOCK, VAL_NONE);
    return true;
}

/* Ends the tasks that the run has left behind, whatever happens meanwhile. */
static void end_run(Vm *vm, Scope *s)
{
    Unwind unwind = vm->unwind;
    Limit *limits = vm->limits;

    scope_cancel_tasks(s);
    vm->limits = NULL;
    s->owner->closing = true;
    for (Val v = UNWIND; !val_is(v, S_Null); )
        if (val_is_unwind(v = scope_wait(vm, s, -1)) && vm->unwind.kind != UNWIND_CANCELLED)
            break;
    s->owner->closing = false;
    vm->limits = limits;
    scope_close(s);
    vm->unwind = unwind;
}

static Val run_seed(Vm *vm, Pool *p, Val expr, int64_t seed)
{
    Scope *s = scope_open(vm, task_of(vm), ON_ERROR_QUIET, VAL_NONE);

    simulate_start(p, (uint64_t)seed);
    /* The task begins only once the pool knows whose run it is. */
    Task *t = task_prepare(vm, p, expr, VAL_NONE);
    set_run(p, t);
    if (!atomic_load(&t->done))
        pool_push(p, &t->job);
    Val v = task_await(vm, task_future(t), -1);
    end_run(vm, s);
    set_run(p, NULL);
    return v;
}

/* {from, to} from n, {n} or {from, to}. */
static bool read_seeds(Vm *vm, Val v, int64_t *from, int64_t *to)
{
    Heap *h = vm_heap(vm);
    size_t n = val_is_list(v) ? list_len(v) : 0;
    Val first = n == 0 ? val_int(1) : list_item(h, v, 0), last = n == 0 ? v : list_item(h, v, n - 1);

    if (n > 2 || !val_is_small(first) || !val_is_small(last))
        return false;
    *from = val_small(first);
    *to = val_small(last);
    return *from >= 0 && *to >= *from - 1;
}

static Builder **builders_grown(Heap *h, Builder **old, size_t n, size_t room)
{
    Builder **b = heap_alloc(h, room * sizeof *b);

    if (n > 0)
        memcpy(b, old, n * sizeof *b);
    return b;
}

static Val explore(Vm *vm, Pool *p, Val expr, int64_t from, int64_t to)
{
    Heap *h = vm_heap(vm);
    Val outcomes = assoc_empty(h);
    Builder **seeds = NULL;
    size_t n = 0, room = 0;

    for (int64_t seed = from; seed <= to; seed++) {
        Val v = run_seed(vm, p, expr, seed);
        TRY(v);
        Val place = assoc_get(outcomes, v);
        if (val_is_none(place)) {
            outcomes = assoc_set(h, outcomes, v, place = val_int((int64_t)n));
            if (n == room)
                seeds = builders_grown(h, seeds, n, room = 2 * room + 4);
            seeds[n] = heap_alloc(h, sizeof *seeds[n]);
            builder_start(seeds[n++], h, S_List);
        }
        builder_push(seeds[val_small(place)], val_int(seed));
        TRY(vm_poll(vm));
    }
    for (size_t i = 0; i < n; i++)
        outcomes = assoc_set(h, outcomes, assoc_at(outcomes, i).key, builder_finish(seeds[i]));
    return outcomes;
}

BUILTIN(ExploreSchedules,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "expr_, n_:100",
    .usage = "ExploreSchedules[expr, n] evaluates expr in simulated pools with the seeds 1 to n, and gives an association from each outcome to the seeds "
             "that lead to it; ExploreSchedules[expr, {m, n}] uses the seeds m to n, and {n} that one again. A run that waits for what "
             "only tasks outside of it could do ends as a deadlock.",
    .messages = MESSAGES("seeds", "`1` is neither a number of seeds nor {m, n}."),
    .examples = EXAMPLES(">> KeySort[Length /@ ExploreSchedules[ch = Channel[]; Await[{Spawn[Send[ch, 1]], Spawn[Send[ch, 2]]}]; Length[ReceiveAll[ch]], 20]]", "<|2 -> 20|>",
                         ">> First /@ Keys[ExploreSchedules[Receive[Channel[]], 1]]", "{Deadlock}"))
{
    int64_t from, to;

    if (!read_seeds(vm, args.v[1], &from, &to))
        return MESSAGE(vm, "seeds", args.v[1]);
    bool may_park = vm->may_park;
    Pool *p = task_pool_simulated(1, run_stuck);
    if (p == NULL)
        return NOT_MINE;
    vm->may_park = false;
    Val v = explore(vm, p, args.v[0], from, to);
    vm->may_park = may_park;
    pool_stop(p);
    pool_join(p);
    return v;
}
