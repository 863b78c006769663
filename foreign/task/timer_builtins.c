/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * timer_builtins.c -- TimeoutAfter.
 */
#include "foreign/task/task.h"

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

static bool is_rule_for(Val v, Val a, Val b)
{
    return val_is_rule(v) && (val_is(expr_arg(v, 0), a) || val_is(expr_arg(v, 0), b));
}

/* The time, and what to give after it, from the arguments after the first; they are held. */
static bool read_arguments(Args args, Val *time, Val *late)
{
    size_t position = 0;

    *time = *late = VAL_NONE;
    for (size_t i = 1; i < args.n; i++) {
        if (is_rule_for(args.v[i], S_Timeout, S_timeout)) {
            *time = expr_arg(args.v[i], 1);
        } else if (is_rule_for(args.v[i], S_OnTimeout, S_onTimeout)) {
            *late = expr_arg(args.v[i], 1);
        } else {
            Val *to = position++ == 0 ? time : late;
            if (!val_is_none(*to))
                return false;
            *to = args.v[i];
        }
    }
    return !val_is_none(*time);
}

BUILTIN(TimeoutAfter,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME,
    .usage = "TimeoutAfter[expr, t] gives the value of expr, or Failure[\"Timeout\", ..] after t seconds; t may be Seconds[n], Minutes[n] or a Quantity. "
             "TimeoutAfter[expr, t, late] and TimeoutAfter[expr, Timeout -> t, OnTimeout -> late] give the value of late then; a Function is applied to no arguments.",
    .messages = MESSAGES("time", "`1` is not a time.", "args", "A time, or Timeout -> t, expected after the first argument in `1`."),
    .examples = EXAMPLES(">> First[TimeoutAfter[Pause[100], 0.01]]", "Timeout", ">> TimeoutAfter[Pause[100], Timeout -> Seconds[0.01], OnTimeout -> late]", "late",
                         ">> TimeoutAfter[1 + 1, Minutes[5]]", "2"))
{
    Val time, late, v;
    double seconds = INFINITY;
    bool hit;

    if (args.n < 2 || args.n > 3 || !read_arguments(args, &time, &late))
        return MESSAGE(vm, "args", args.expr);
    TRY(time = vm_eval(vm, time));
    if (!val_is_call(time, S_DirectedInfinity, 1) && (seconds = task_duration(time)) < 0)
        return MESSAGE(vm, "time", time);
    bool noted = vm->notes_calls;
    vm->notes_calls = true;
    v = eval_limited(vm, args.v[0], seconds, &hit);
    vm->notes_calls = noted;
    if (!hit)
        return v;
    if (val_is_none(late))
        return task_failure_of_exit(vm, "Timeout", "The time limit was over.", time);
    TRY(late = vm_eval(vm, late));
    return val_has_head(late, S_Function) ? expr0(vm_heap(vm), late) : late;
}
