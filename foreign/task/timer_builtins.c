/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * timer_builtins.c -- TimeoutAfter.
 */
#include "foreign/task/task.h"
#include "vm/num/number.h"

#include <math.h>

/* Evaluates expr under a limit; *hit: that limit ended it. */
static Val eval_limited(Vm *vm, Val expr, double seconds, bool *hit)
{
    Limit limit = {vm->limits, ++vm->limit_serial, seconds == INFINITY ? INFINITY : vm_clock(vm) + seconds, SIZE_MAX};
    size_t depth = vm->depth;

    vm->limits = &limit;
    vm->budget = 1;
    Val v = vm_eval(vm, expr);
    if (!val_is_unwind(v) && vm->budget <= 0 && val_is_unwind(vm_poll(vm)))
        v = UNWIND;
    vm->limits = limit.outer;
    *hit = val_is_unwind(v) && vm->unwind.kind == UNWIND_TIMEOUT && vm->unwind.serial == limit.serial;
    if (*hit)
        vm->depth = depth;
    return v;
}

BUILTIN(TimeoutAfter,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME,
    .usage = "TimeoutAfter[expr, t] gives the value of expr, or Failure[\"Timeout\", ..] after t seconds; t may be Seconds[n], Minutes[n] or a Quantity. "
             "TimeoutAfter[expr, t, late] and TimeoutAfter[expr, Timeout -> t, OnTimeout -> late] give the value of late then; a Function is applied to no arguments.",
    .messages = MESSAGES("time", "`1` is not a time.", "args", "A time, or Timeout -> t, expected after the first argument in `1`."),
    .examples = EXAMPLES(">> First[TimeoutAfter[Pause[100], 0.01]]", "Timeout", ">> TimeoutAfter[Pause[100], Timeout -> Seconds[0.01], OnTimeout -> late]", "late",
                         ">> TimeoutAfter[1 + 1, Minutes[5]]", "2"))
{
    TimeArguments given;
    Val time, v;
    double seconds;
    bool hit;

    if (args.n < 2 || args.n > 3 || !limits_arguments(args, &given))
        return MESSAGE(vm, "args", args.expr);
    TRY(time = vm_eval(vm, given.time));
    if ((seconds = duration_seconds(time)) < 0)
        return MESSAGE(vm, "time", time);
    bool noted = vm->notes_calls;
    vm->notes_calls = true;
    v = eval_limited(vm, args.v[0], seconds, &hit);
    vm->notes_calls = noted;
    if (!hit)
        return v;
    if (val_is_none(given.late))
        return task_failure_of_exit(vm, "Timeout", "The time limit was over.", time);
    given.handler = true;
    return limits_late(vm, &given);
}
