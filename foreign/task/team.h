/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * team.h -- tasks that do a part each of one task's work, which waits for the end of all of them.
 *
 * A member is in the scope of whose work it does without being counted there: that one waits for it in any case.
 */
#ifndef LYRA_TASK_TEAM_H
#define LYRA_TASK_TEAM_H

#include "foreign/task/task.h"

/* The state of an object, so that who looks at what tasks wait for knows one when it sees it.  Programs never see it. */
typedef struct Team {
    Lock     lock;                   /* guards what follows, and what the members share */
    Task    *members;                /* that have not ended, linked by scope_next */
    size_t   count;                  /* how many those are */
    WaiterQueue waiting;             /* whose work it is */
} Team;

extern const ForeignClass team_class;

Team *team_new(Heap *h);
/* A task that is about to start is a member; before the last one leaves. */
void team_join(Team *g, Task *member);
/* It has ended: who is to be woken with Null once the lock is released, which is held; NULL: others are left. */
MUST_USE Waiter *team_leave(Team *g, Task *member);
/* Asks those to end that [which] says, NULL: all; the lock is held. */
void team_cancel(Vm *vm, Team *g, bool (*which)(const Task *member, const void *about), const void *about);
/* Waits until all have ended.  False: the waiter was interrupted, and vm->unwind says how: then they were asked to end,
 * [ending] was called with [about] before, and they were waited for still; another interrupt leaves them alone. */
MUST_USE bool team_wait(Vm *vm, Team *g, void (*ending)(Vm *vm, void *about), void *about);

#endif
