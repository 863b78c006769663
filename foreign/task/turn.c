/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * turn.c -- locks that tasks wait for in turn.
 */
#include "foreign/task/turn.h"

#include "foreign/task/evaluator.h"
#include "foreign/task/wait.h"
#include "foreign/task/waitgraph.h"

/* Each takes some 10 ns: together as long as a few short sections. */
enum { LOOKS = 200 };

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

    /* Who was woken by no value may be here before the lock is released, for which t->on is read. */
    if (t->reason != WAKE_VALUE) {
        lock_take(&turn->lock);
        waiters_remove(&turn->awaiting, t->waiter);
        lock_release(&turn->lock);
    }
    t->on = NULL;
    atomic_store_explicit(&t->awaits, NULL, memory_order_relaxed);
    if (t->reason == WAKE_VALUE)
        return t->woken;
    Val v = task_woken_otherwise(vm, t);
    return val_is_unwind(v) || t->reason == WAKE_DEADLOCK ? v : S_Null;
}

/* Sections are mostly short: to look for as long as a few take costs less than to wait. */
static void look_for_turn(const Task *t, const Task *turn)
{
    if (t->simulated || t->job.pool == NULL || t->job.pool->count == 1)
        return;
    for (int i = 0; i < LOOKS && turn_holder(turn) != NULL; i++)
        spin_hint();
}

/* The lock is held. */
static bool take_locked(Task *t, Task *turn)
{
    bool takes = turn_holder(turn) == NULL;

    if (takes)
        turn_give(turn, t);
    return takes;
}

static Val take_or_wait(Vm *vm, Task *t, Task *turn, bool again, double seconds)
{
    lock_take(&turn->lock);
    if (take_locked(t, turn)) {
        lock_release(&turn->lock);
        return S_True;
    }
    uint32_t wait = task_wait_open(t, wait_guard(vm, seconds, &turn->lock));
    Val cycle = wait_begins_for(vm, t, turn);
    if (!val_is_none(cycle)) {
        lock_release(&turn->lock);
        return task_failure_located(vm, cycle);
    }
    waiters_add(&turn->awaiting, task_waiter(vm, t, wait), turn);
    t->waiter->value = val_bool(again);
    t->on = turn;
    return task_wait(vm, t, release_turn, finish_turn, seconds);
}

static bool take_at_once(Task *t, Task *turn)
{
    lock_take(&turn->lock);
    bool takes = take_locked(t, turn);
    lock_release(&turn->lock);
    return takes;
}

Val turn_take(Vm *vm, Task *turn)
{
    Task *t = task_of(vm);
    bool may_park = vm->may_park, soon = true;
    Val v = S_Null;

    if (UNLIKELY(!evaluator_may_leave(false)))
        return evaluator_refuses(vm);
    if (turn_holder(turn) != NULL)
        look_for_turn(t, turn);
    if (take_at_once(t, turn))
        return S_True;
    vm->may_park = false;
    for (bool again = false; val_is(v, S_Null); again = true) {
        Share share = soon ? task_waits_briefly(vm, t) : NULL;
        v = take_or_wait(vm, t, turn, again, share != NULL ? TASK_BRIEFLY : -1);
        task_has_waited_briefly(vm, t, share);
        soon = soon && t->reason != WAKE_TIMEOUT;
    }
    vm->may_park = may_park;
    return v;
}
