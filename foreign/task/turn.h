/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * turn.h -- a lock that tasks wait for in turn: of critical sections, and of shared symbols.
 *
 * It is a future that never comes, so that who looks for cycles follows it as one: `awaiting` is who waits for it,
 * `awaits` who has it.  Programs never see the object.
 */
#ifndef LYRA_TASK_TURN_H
#define LYRA_TASK_TURN_H

#include "foreign/task/task.h"

/* [name]: the symbol, or the list of them, that reports know it by. */
Task *turn_new(Heap *h, Val name);
/* Who has it; NULL: nobody. */
static inline Task *turn_holder(const Task *turn)
{
    return atomic_load_explicit(&turn->awaits, memory_order_acquire);
}
/* Waits for the turn: True, the Failure of a deadlock, or UNWIND. */
MUST_USE Val turn_take(Vm *vm, Task *turn);
/* Who has the turn leaves it to that task. */
void turn_give(Task *turn, Task *t);
/* Lets the next one have it. */
void turn_leave(Task *turn);

#endif
