/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * explore.c -- ExploreSchedules: one evaluation under many schedules.
 *
 * All runs use one simulated pool, which begins anew with each seed: nothing of the run before is left,
 * since a run is a scope.
 */
#include "foreign/sched/simulate.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/scope.h"
#include "foreign/task/waitgraph.h"

static void set_run(Pool *p, Scope *s)
{
    lock_take(&p->lock);
    p->user = s;
    lock_release(&p->lock);
}

/* Nothing of the run can go on: its waits end so. */
static bool run_stuck(Pool *p)
{
    lock_take(&p->lock);
    Scope *s = p->user;
    lock_release(&p->lock);
    return s != NULL && deadlock_break_scope(vm_heap(evaluator_vm()), s, p);
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
    set_run(p, s);
    Task *t = task_spawn(vm, p, expr, VAL_NONE);
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

/* ---- outcomes ---- */

/* Of an outcome so many nodes are looked at for objects. */
enum { LOOK_MAX = 1 << 16 };

/* No object of one run is one of another: those of the same class and number stand for each other, where an outcome has the
 * same of them in the same places. */
typedef struct Outcomes {
    Heap   *heap;
    Val     first;                   /* {class, number, the how manieth of those} -> the object that stands for all such */
    Val     seen;                    /* an object of the present outcome -> what stands for it */
    Val     count;                   /* {class, number} -> how many of those */
    size_t  left;
    Val     places;                  /* an outcome with those -> its place in: */
    Val    *outcome;
    Builder **seeds;
    size_t  n, room;
} Outcomes;

static Val counted(const Outcomes *o, Val key)
{
    Val n = assoc_get(o->count, key);

    return val_is_none(n) ? val_int(1) : val_int(val_small(n) + 1);
}

static Val standing_for(Outcomes *o, Val v)
{
    Heap *h = o->heap;
    Val known = assoc_get(o->seen, v), kind;

    if (!val_is_none(known) || foreign_class(v)->equal != NULL)
        return val_is_none(known) ? v : known;
    kind = expr2(h, S_List, text_from(h, foreign_class(v)->name), val_int(foreign_serial(v)));
    Val n = counted(o, kind), key = expr2(h, S_List, kind, n);
    o->count = assoc_set(h, o->count, kind, n);
    if (val_is_none(known = assoc_get(o->first, key)))
        o->first = assoc_set(h, o->first, key, known = v);
    o->seen = assoc_set(h, o->seen, v, known);
    return known;
}

static Val with_those(Vm *vm, Outcomes *o, Val v);

static Val expr_with_those(Vm *vm, Outcomes *o, Val v)
{
    Expr *copy = NULL;

    for (size_t i = 0; i <= expr_len(v); i++) {
        Val x = i == 0 ? expr_head(v) : expr_arg(v, i - 1), other;
        TRY(other = with_those(vm, o, x));
        if (val_is(other, x))
            continue;
        if (copy == NULL)
            copy = val_expr(expr_copy_to_own(o->heap, v));
        *(i == 0 ? &copy->head : &copy->args[i - 1]) = other;
    }
    return copy == NULL ? v : val_from_node(copy);
}

static Val assoc_with_those(Vm *vm, Outcomes *o, Val v)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, o->heap);
    for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); ) {
        TRY(e.key = with_those(vm, o, e.key));
        TRY(e.value = with_those(vm, o, e.value));
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

/* [v] with each object as what stands for it. */
static Val with_those(Vm *vm, Outcomes *o, Val v)
{
    if (o->left == 0)
        return v;
    o->left--;
    TRY(vm_check_stack(vm));
    if (val_is_foreign(v))
        return standing_for(o, v);
    if (val_is_assoc(v))
        return assoc_with_those(vm, o, v);
    return val_is_expr(v) ? expr_with_those(vm, o, v) : v;
}

static size_t outcome_added(Outcomes *o, Val v)
{
    if (o->n == o->room) {
        size_t room = 2 * o->room + 4;
        o->outcome = heap_grow(o->heap, o->outcome, o->n * sizeof *o->outcome, room * sizeof *o->outcome);
        o->seeds = heap_grow(o->heap, o->seeds, o->n * sizeof *o->seeds, room * sizeof *o->seeds);
        o->room = room;
    }
    o->outcome[o->n] = v;
    o->seeds[o->n] = heap_alloc(o->heap, sizeof(Builder));
    builder_start(o->seeds[o->n], o->heap, S_List);
    return o->n++;
}

static Val outcome_of_seed(Vm *vm, Outcomes *o, Val v, int64_t seed)
{
    Val key;

    o->seen = o->count = assoc_empty(o->heap);
    o->left = LOOK_MAX;
    TRY(key = with_those(vm, o, v));
    Val place = assoc_get(o->places, key);
    if (val_is_none(place))
        o->places = assoc_set(o->heap, o->places, key, place = val_int((int64_t)outcome_added(o, v)));
    builder_push(o->seeds[val_small(place)], val_int(seed));
    return VAL_NONE;
}

static Val explore(Vm *vm, Pool *p, Val expr, int64_t from, int64_t to)
{
    Heap *h = vm_heap(vm);
    Val found = assoc_empty(h), v;
    Outcomes o = {.heap = h, .first = found, .places = found};

    for (int64_t seed = from; seed <= to; seed++) {
        TRY(v = run_seed(vm, p, expr, seed));
        TRY(outcome_of_seed(vm, &o, v, seed));
        TRY(vm_poll(vm));
    }
    for (size_t i = 0; i < o.n; i++)
        found = assoc_set(h, found, o.outcome[i], builder_finish(o.seeds[i]));
    return found;
}

BUILTIN(ExploreSchedules,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "expr_, n_:100",
    .usage = "ExploreSchedules[expr, n] evaluates expr in simulated pools with the seeds 1 to n, and gives an association from each outcome to the seeds "
             "that lead to it, where Futures, channels and the like count by their numbers; ExploreSchedules[expr, {m, n}] uses the seeds m to n, and {n} that one again. A run that waits for what "
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
