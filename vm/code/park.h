/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * park.h -- bytecode that stops in the middle, and goes on later, in another VM even.
 *
 * A task that waits with nothing but bytecode on its C stack is only registers and frames: they are
 * copied off the VM's stack, which then serves the next task.
 */
#ifndef LYRA_CODE_PARK_H
#define LYRA_CODE_PARK_H

#include "vm/code/code.h"

/* Registers and frames of a task that waits. */
typedef struct Suspended Suspended;

/* Evaluates [expr] on an empty stack: by bytecode as far as that goes, so that a builtin that waits may
 * give PARKED, and so does this then. */
MUST_USE Val code_start(Vm *vm, Val expr);
/* After PARKED: takes registers and frames off the stack; into [old] where that is large enough. */
Suspended *code_suspend(Vm *vm, Suspended *old);
/* Is the instruction at address [pc] one of the loop that runs bytecode, and is that the task's own, with nothing but
 * the start of the task below it? */
bool code_is_all(const Vm *vm, uintptr_t pc);
/* The functions that it is in the middle of, as vm_calls gives them. */
size_t code_suspended_calls(const Suspended *s, Val *symbols, size_t max);
/* Goes on: [value] (or UNWIND) is what the builtin gives that parked. */
MUST_USE Val code_resume(Vm *vm, const Suspended *s, Val value);

/* Where no bytecode runs: the stack is as small as a new one again, and keeps nothing alive. */
void code_rest(Vm *vm);

#endif
