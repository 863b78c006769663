/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * isolate.h -- evaluation in a child process: whatever ends the child, this process goes on.
 */
#ifndef LYRA_TASK_ISOLATE_H
#define LYRA_TASK_ISOLATE_H

#include "foreign/task/task.h"

/* f(vm, state) in a child process that begins as a copy of this one, so that it sees all definitions and
 * values.  Its value comes back; what it prints is printed here, whole; what it does with shared objects of this process, and
 * critical sections, is done here (relay.h).  UNWIND: as it ended in the child, or because this task is to end: then the child was asked
 * to, and had some seconds to.  A child that dies (kill -9, a fault, no memory) is replaced up to pool->options.retries
 * times; then VAL_NONE. */
MUST_USE Val isolate_call(Vm *vm, const Pool *pool, Val (*f)(Vm *vm, void *state), void *state);
/* The evaluation of an expression so; a Failure where the children died. */
MUST_USE Val isolate_evaluate(Vm *vm, unsigned retries, Val expr);
/* In a child: the number of the worker that it is for, from 1; else 0.  isolate_be_kernel: that is this one for now, in a child. */
unsigned isolate_kernel(void);
void isolate_be_kernel(unsigned number);
/* Once per process: what a child of a process with threads must find in order. */
void isolate_start_process(void);

#endif
