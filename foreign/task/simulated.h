/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulated.h -- tasks of simulated pools: all that they see of time and chance is the pool's.
 */
#ifndef LYRA_TASK_SIMULATED_H
#define LYRA_TASK_SIMULATED_H

#include "foreign/task/task.h"

/* Vm.clock there. */
double simulated_clock(const Vm *vm, clockid_t which);
/* The task begins in this VM. */
void simulated_begin(Vm *vm, Task *t);
/* Where the numbers begin that a task gives to what it makes, so that no other gives the same; a simulated one's come from its pool. */
uint64_t simulated_numbers(const Task *t);
static inline uint64_t task_numbers(const Task *t)
{
    return LIKELY(!t->simulated) ? (uint64_t)t->lineage << 20 : simulated_numbers(t);
}
/* Others may run here, and time may pass: VAL_NONE, or UNWIND. */
MUST_USE Val simulated_point(Vm *vm);
/* It goes on in this VM, which it has entered again. */
void simulated_go_on(Vm *vm, const Task *t);

#endif
