/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * turn.c -- locks that tasks wait for in turn.
 */
#include "foreign/task/turn.h"

#include "foreign/task/evaluator.h"
#include "foreign/task/wait.h"
#include "foreign/task/waitgraph.h"

Task *turn_new(Heap *h, Val name)
{
    Task *turn = foreign_state(foreign_new(h, &future_class, 0));

    heap_keep(h);
    turn->kind = TASK_TURN;
    turn->name = name;
    return turn;
}

void turn_give(Task *turn, Task *t)
{
    atomic_store_explicit(&turn->awaits, t, memory_order_release);
}

/* Who has come in vain once gets the turn itself; who waits for the first time is woken to try again.  So a task that
 * takes the turn again and again need not switch each time, and nobody waits for ever (as with Go's mutex). */
void turn_leave(Task *turn)
{
    lock_take(&turn->lock);
    Waiter *w = waiters_claim(&turn->awaiting);
    bool given = w != NULL && val_is(w->value, S_True);
    turn_give(turn, given ? w->task : NULL);
    lock_release(&turn->lock);
    if (w != NULL)
        waiter_wake(w, given ? S_True : S_Null);
}

static void release_turn(Task *t)
{
    lock_release(&((Task *)t->on)->lock);
}

/* Null: it is to be tried again. */
static Val finish_turn(Vm *vm, Task *t)
{
    Task *turn = t->on;

    t->on = NULL;
    atomic_store_explicit(&t->awaits, NULL, memory_order_relaxed);
    if (t->reason == WAKE_VALUE)
        return t->woken;
    lock_take(&turn->lock);
    waiters_remove(&turn->awaiting, t->waiter);
    lock_release(&turn->lock);
    Val v = task_woken_otherwise(vm, t);
    return val_is_unwind(v) || t->reason == WAKE_DEADLOCK ? v : S_Null;
}

static Val take_or_wait(Vm *vm, Task *t, Task *turn, bool again)
{
    lock_take(&turn->lock);
    if (turn_holder(turn) == NULL) {
        turn_give(turn, t);
        lock_release(&turn->lock);
        return S_True;
    }
    uint32_t wait = task_wait_open(t, wait_guard(vm, -1, &turn->lock));
    Val cycle = wait_begins_for(vm, t, turn);
    if (!val_is_none(cycle)) {
        lock_release(&turn->lock);
        return task_failure_located(vm, cycle);
    }
    waiters_add(&turn->awaiting, task_waiter(vm, t, wait), turn);
    t->waiter->value = val_bool(again);
    t->on = turn;
    return task_wait(vm, t, release_turn, finish_turn, -1);
}

Val turn_take(Vm *vm, Task *turn)
{
    Task *t = task_of(vm);
    bool may_park = vm->may_park;
    Val v = S_Null;

    vm->may_park = false;
    if (UNLIKELY(!evaluator_may_leave(false)))
        v = evaluator_refuses(vm);
    for (bool again = false; val_is(v, S_Null); again = true)
        v = take_or_wait(vm, t, turn, again);
    vm->may_park = may_park;
    return v;
}
