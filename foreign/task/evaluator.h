/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * evaluator.h -- fibers with a VM each, on which workers run tasks.
 */
#ifndef LYRA_TASK_EVALUATOR_H
#define LYRA_TASK_EVALUATOR_H

#include "foreign/task/task.h"

/* Numbers tasks print with: from 1. */
uint32_t task_serial_next(void);

/* The VM that this thread evaluates in; NULL: in none that is known here. */
Vm *evaluator_vm(void);
/* Is that on a fiber that could be given up, with the task that it runs?  Then: it is, the task ends with
 * Failure["Panic", ..], and the worker goes on with another fiber. */
bool evaluator_can_give_up(void);
_Noreturn void evaluator_give_up(void);

/* Can the running task wait?  Under C (not [may_park]) it keeps its fiber, and another one must be had; where none can, what the
 * task is in ends with MemoryLimit: evaluator_refuses. */
bool evaluator_may_leave(bool may_park);
MUST_USE Val evaluator_refuses(Vm *vm);

/* In a child process: this VM evaluates alone; should it start tasks, it does so as a main VM with a pool of its
 * own. */
void evaluator_alone(Vm *vm);
/* The same for the session's pool: another is made when it is asked for. */
void session_pool_forget(void);

#endif
