/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * limits.h -- time, memory and stack limits.
 */
#ifndef LYRA_EVAL_LIMITS_H
#define LYRA_EVAL_LIMITS_H

#include "vm/eval/builtin.h"

/* What is kept of the C stack below vm->stack_limit. */
#define LIMITS_STACK_RESERVE ((size_t)1 << 20)
/* The largest allocation that a single builtin may ask for, in bytes. */
#define LIMITS_ALLOCATION_MAX 8e9

/* The monotonic clock, in seconds. */
double limits_clock(void);
/* Are time and chance simulated here?  Then nothing that a program sees may depend on the system's clocks or its randomness. */
static inline bool vm_is_simulated(const Vm *vm) { return vm->clock != NULL; }
/* One of the system's clocks as programs see it, in seconds: virtual where time is. */
double vm_time(const Vm *vm, clockid_t which);
/* The monotonic one, which limits go by. */
static inline double vm_clock(const Vm *vm) { return vm_is_simulated(vm) ? vm->clock(vm, CLOCK_MONOTONIC) : limits_clock(); }
/* Nanoseconds, cheap to ask for and exact to some milliseconds. */
int64_t limits_coarse_clock(void);
/* What has just happened was in time: the next look at the clock is as far off as after a look. */
void limits_looked(Vm *vm);
/* Looks at it now: VAL_NONE, or UNWIND. */
MUST_USE static inline Val limits_look(Vm *vm)
{
    vm->budget = 0;
    return vm_poll(vm);
}
/* Heap.pending of a VM. */
bool limits_pending(Heap *h);
/* What TimeConstrained and its like are given after the expression, held: f[expr, time, late], or Timeout -> time and
 * OnTimeout -> late in place of them.  VAL_NONE: not given. */
typedef struct TimeArguments {
    Val  time, late;
    bool handler;                /* late came as OnTimeout: a Function there is applied */
} TimeArguments;
/* False where they are not so, or no time is among them. */
bool limits_arguments(Args args, TimeArguments *to);
/* What is given when the time is over: the value of `late`. */
MUST_USE Val limits_late(Vm *vm, const TimeArguments *given);
/* After vm->abort_protected went down, at the end of a part whose value is [v]: an abort that waited comes now, if no such
 * part is around.  It goes before exits that something inside the program may catch. */
MUST_USE Val vm_protection_ends(Vm *vm, Val v);
/* Ends the whole evaluation with TerminatedEvaluation[why]; gives UNWIND. */
MUST_USE Val vm_terminated(Vm *vm, const char *why);

#endif
