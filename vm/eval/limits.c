/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * limits.c -- how the arguments of builtins say what a limit of time is.
 */
#include "vm/eval/limits.h"

#include "vm/eval/eval.h"

static bool is_rule_for(Val v, Val a, Val b)
{
    return val_is_rule(v) && (val_is(expr_arg(v, 0), a) || val_is(expr_arg(v, 0), b));
}

bool limits_arguments(Args args, TimeArguments *to)
{
    size_t position = 0;

    *to = (TimeArguments){VAL_NONE, VAL_NONE, false};
    for (size_t i = 1; i < args.n; i++) {
        if (is_rule_for(args.v[i], S_Timeout, S_timeout)) {
            to->time = expr_arg(args.v[i], 1);
        } else if (is_rule_for(args.v[i], S_OnTimeout, S_onTimeout)) {
            to->late = expr_arg(args.v[i], 1);
            to->handler = true;
        } else {
            Val *place = position++ == 0 ? &to->time : &to->late;
            if (!val_is_none(*place))
                return false;
            *place = args.v[i];
        }
    }
    return !val_is_none(to->time);
}

Val limits_late(Vm *vm, const TimeArguments *given)
{
    Val late = vm_eval(vm, given->late);

    TRY(late);
    return given->handler && val_has_head(late, S_Function) ? expr0(vm_heap(vm), late) : late;
}
