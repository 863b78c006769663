/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_weight.c -- how large an expression is as a polynomial, from a look at it.
 */
#include "vm/math/poly_ring.h"
#include "vm/num/number.h"
#include "vm/value/symbol.h"

#include <math.h>

/* How many terms the n-th power of a sum of so many has at most, up to [most]. */
static double power_length(double terms, double n, double most)
{
    double length = 1;

    for (double i = 1; i < terms && length < most; i++)
        length *= (n + i) / i;
    return length;
}

double poly_weight(Val v, double most)
{
    double sum = 1;

    if (val_is_integer(v))
        return 1 + (double)int_bits(v) / GMP_NUMB_BITS;
    if (!val_is_expr(v) || most <= 1)
        return 1;
    if (val_is_call(v, S_Power, 2) && val_is_small(expr_arg(v, 1))) {
        Val base = expr_arg(v, 0);
        double n = fabs((double)val_small(expr_arg(v, 1)));

        if (val_is_symbol(base))
            return 1 + n;
        return 1 + fmax(n * poly_weight(base, most), val_has_head(base, S_Plus) ? power_length((double)expr_len(base), n, most) : 0);
    }
    for (size_t i = 0; i < expr_len(v) && sum < most; i++)
        sum += poly_weight(expr_arg(v, i), most - sum);
    return sum;
}

static bool has_denominator(Val v)
{
    if (!val_is_expr(v))
        return false;
    if (val_is_call(v, S_Power, 2) && val_is_number(expr_arg(v, 1)) && num_sign(expr_arg(v, 1)) < 0)
        return true;
    for (size_t i = 0; i < expr_len(v); i++)
        if (has_denominator(expr_arg(v, i)))
            return true;
    return false;
}

double poly_degree(Val v)
{
    double sum = 0, most = 0;

    if (!val_is_expr(v))
        return val_is_number(v) ? 0 : 1;
    if (val_is_call(v, S_Power, 2) && val_is_small(expr_arg(v, 1)))
        return fabs((double)val_small(expr_arg(v, 1))) * poly_degree(expr_arg(v, 0));
    if (!val_has_head(v, S_Plus) && !val_has_head(v, S_Times))
        return 1;
    for (size_t i = 0; i < expr_len(v); i++) {
        double degree = poly_degree(expr_arg(v, i));

        sum += degree;
        most = fmax(most, degree);
    }
    return val_has_head(v, S_Times) || has_denominator(v) ? sum : most;
}
