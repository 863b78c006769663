/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * limits.c -- how the arguments of builtins say what a limit of time is.
 */
#include "vm/eval/limits.h"

#include "vm/eval/eval.h"
#include "vm/num/number.h"

double limits_duration(Val v)
{
    static const struct { int head; double seconds; } units[] = {
        {SYM_Seconds, 1}, {SYM_Minutes, 60}, {SYM_Hours, 3600}, {SYM_Milliseconds, 1e-3}, {SYM_Microseconds, 1e-6},
    };
    static const struct { const char *name; double seconds; } quantities[] = {
        {"Seconds", 1}, {"Minutes", 60}, {"Hours", 3600}, {"Milliseconds", 1e-3}, {"Microseconds", 1e-6},
        {"Days", 86400}, {"s", 1}, {"ms", 1e-3}, {"min", 60}, {"h", 3600},
    };

    if (val_is_real_number(v))
        return num_sign(v) < 0 ? 0 : num_to_double(v);
    if (val_is_call(v, S_Quantity, 2) && val_is_string(expr_arg(v, 1)) && val_is_real_number(expr_arg(v, 0)))
        for (size_t i = 0; i < COUNT_OF(quantities); i++)
            if (text_is(expr_arg(v, 1), quantities[i].name))
                return num_to_double(expr_arg(v, 0)) * quantities[i].seconds;
    if (val_is_expr(v) && expr_len(v) == 1 && val_is_real_number(expr_arg(v, 0)))
        for (size_t i = 0; i < COUNT_OF(units); i++)
            if (symbol_switch(expr_head(v)) == units[i].head)
                return num_to_double(expr_arg(v, 0)) * units[i].seconds;
    return -1;
}

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
