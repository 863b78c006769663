/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * steps.h -- how many values an iterator takes: one answer for the evaluator and for bytecode.
 */
#ifndef LYRA_EVAL_STEPS_H
#define LYRA_EVAL_STEPS_H

#include "vm/vm.h"

/* How many of from, from + step, .. do not pass [to]: a non-negative small integer, S_Infinity where there
 * is no end, VAL_NONE where the bounds give no number; or UNWIND. */
MUST_USE Val steps_count(Vm *vm, Val from, Val to, Val step);

#endif
