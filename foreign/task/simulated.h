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
/* Others may run here, and time may pass: VAL_NONE, or UNWIND. */
MUST_USE Val simulated_point(Vm *vm);
/* It goes on in this VM, which it has entered again. */
void simulated_go_on(Vm *vm, const Task *t);

#endif
