/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * duration.c -- lengths of time, as arguments say them.
 */
#include <math.h>

#include "vm/num/number.h"
#include "vm/value/text.h"

/* [x] times so many seconds; < 0 where x is no real number. */
static double in_units(Val x, double seconds)
{
    return val_is_real_number(x) ? num_to_double(x) * seconds : -1;
}

double duration_seconds(Val v)
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
    if (val_is(v, S_Infinity) || (val_is_call(v, S_DirectedInfinity, 1) && val_is(expr_arg(v, 0), val_int(1))))
        return INFINITY;
    if (val_is_call(v, S_Quantity, 2) && val_is_string(expr_arg(v, 1)))
        for (size_t i = 0; i < COUNT_OF(quantities); i++)
            if (text_is(expr_arg(v, 1), quantities[i].name))
                return in_units(expr_arg(v, 0), quantities[i].seconds);
    if (val_is_expr(v) && expr_len(v) == 1)
        for (size_t i = 0; i < COUNT_OF(units); i++)
            if (symbol_switch(expr_head(v)) == units[i].head)
                return in_units(expr_arg(v, 0), units[i].seconds);
    return -1;
}
