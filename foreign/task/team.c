/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * team.c -- tasks that do a part each of one task's work.
 */
#include "foreign/task/team.h"

#include "foreign/task/wait.h"
#include "vm/base/list.h"

const ForeignClass team_class = {.name = "Team", .size = sizeof(Team), .transfer = TRANSFER_SHARED, .usage = "the tasks that do one task's work"};

Team *team_new(Heap *h)
{
    return foreign_state(foreign_new(h, &team_class, 0));
}

void team_join(Team *g, Task *member)
{
    lock_take(&g->lock);
    LIST_PREPEND(g->members, member, scope_next, scope_previous);
    g->count++;
    lock_release(&g->lock);
}

Waiter *team_leave(Team *g, Task *member)
{
    LIST_REMOVE(g->members, member, scope_next, scope_previous);
    return --g->count == 0 ? waiters_claim(&g->waiting) : NULL;
}

void team_cancel(Vm *vm, Team *g, bool (*which)(const Task *member, const void *about), const void *about)
{
    for (Task *t = g->members; t != NULL; t = t->scope_next)
        if (which == NULL || which(t, about))
            task_cancel(vm, t);
}

static void release_team(Task *t)
{
    lock_release(&((Team *)t->on)->lock);
}

static Val finish_team(Vm *vm, Task *t)
{
    Team *g = t->on;

    (void)vm;
    if (t->reason != WAKE_VALUE) {
        lock_take(&g->lock);
        waiters_remove(&g->waiting, t->waiter);
        lock_release(&g->lock);
    }
    t->on = NULL;
    return S_Null;
}

/* What else has ended the wait: UNWIND where that ends the work too.  A deadlock has ended the waits of the members as well. */
static Val interrupted(Vm *vm, const Task *t)
{
    switch ((WakeReason)t->reason) {
    case WAKE_CANCELLED:
        if (vm->abort_protected == 0)
            return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
        break;
    case WAKE_TIMEOUT: case WAKE_INTERRUPTED:
        return limits_look(vm);
    case WAKE_DEADLOCK: case WAKE_VALUE:
        break;
    }
    return VAL_NONE;
}

/* One wait; false: all have ended before. */
static bool wait_once(Vm *vm, Task *t, Team *g)
{
    lock_take(&g->lock);
    if (g->count == 0) {
        lock_release(&g->lock);
        return false;
    }
    uint32_t wait = task_wait_open(t, NULL);
    waiters_add(&g->waiting, task_waiter(vm, t, wait), g);
    t->on = g;
    Val v = task_wait(vm, t, release_team, finish_team, -1);
    (void)v;
    return true;
}

bool team_wait(Vm *vm, Team *g, void (*ending)(Vm *vm, void *about), void *about)
{
    Task *t = task_of(vm);
    Limit *limits = vm->limits;
    bool ended = false, may_park = vm->may_park;
    Unwind unwind;

    vm->may_park = false;
    while (wait_once(vm, t, g)) {
        if (!val_is_unwind(interrupted(vm, t)))
            continue;
        if (ended && t->reason == WAKE_INTERRUPTED)
            break;
        unwind = vm->unwind;
        vm->limits = NULL;
        if (!ended)
            ending(vm, about);
        ended = true;
        lock_take(&g->lock);
        team_cancel(vm, g, NULL, NULL);
        lock_release(&g->lock);
    }
    vm->limits = limits;
    vm->may_park = may_park;
    if (ended)
        vm->unwind = unwind;
    return !ended;
}
