/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * product.c -- products as they are printed: sign, numerator, denominator.
 *
 * A product is stored as factors with exponents of either sign.  All forms that write fractions
 * share this decision about what goes below the line.
 */
#include "vm/num/number.h"
#include "vm/print/internal.h"

bool number_is_negative(Val number)
{
    if (val_is_complex(number)) {
        Val re = cplx_re(number);
        if (num_is_zero(re))
            return num_sign(cplx_im(number)) < 0;
        return num_sign(re) < 0;
    }
    return num_sign(number) < 0;
}

/* -0 would be read as the number 0. */
static bool is_negated_zero(Val times)
{
    return expr_len(times) == 2 && num_is_minus_one(expr_arg(times, 0)) && val_is_number(expr_arg(times, 1)) && num_is_zero(expr_arg(times, 1));
}

bool term_is_negative(Val v)
{
    if (val_is_number(v))
        return !num_is_nan(v) && number_is_negative(v);
    if (val_has_head(v, S_Times) && expr_len(v) >= 2 && val_is_number(expr_arg(v, 0)))
        return number_is_negative(expr_arg(v, 0)) && !is_negated_zero(v);
    return false;
}

/* x for -x, where term_is_negative(exponent). */
static Val negated(Heap *h, Val exponent)
{
    if (val_is_number(exponent))
        return num_neg(h, exponent);
    Val c = num_neg(h, expr_arg(exponent, 0));
    if (!num_is_one(c))
        return expr_with_arg(h, exponent, 0, c);
    if (expr_len(exponent) == 2)
        return expr_arg(exponent, 1);
    return expr_make(h, S_Times, expr_len(exponent) - 1, expr_args(exponent) + 1);
}

/* A number that is not exact, or a power of one.  Evaluated, a product has no rational factor beside it; held,
 * dividing it by the denominator would not round as the product does. */
static bool is_inexact(Val factor)
{
    Val v = factor;

    while (val_is_call(v, S_Power, 2))
        v = expr_arg(v, 0);
    return val_is_number(v) && !val_is_exact_real(v);
}

static bool stands_by_inexact(Val times)
{
    for (size_t i = 1; i < expr_len(times); i++)
        if (is_inexact(expr_arg(times, i)))
            return true;
    return false;
}

bool term_is_negated_negative(Val v)
{
    if (!val_has_head(v, S_Times) || expr_len(v) < 2 || !num_is_minus_one(expr_arg(v, 0)))
        return false;
    Val rest = expr_arg(v, 1);
    return expr_len(v) == 2 ? term_is_negative(rest) : val_is_number(rest) && number_is_negative(rest);
}

static bool is_reciprocal(Val v)
{
    /* Below the line, the x^(-y) of x^(-(-y)) would be read as a power that is divided by. */
    return val_is_call(v, S_Power, 2) && term_is_negative(expr_arg(v, 1)) && !term_is_negated_negative(expr_arg(v, 1));
}

/* Held: a negative number behind would come to stand before the fraction, as its sign. */
static bool has_late_sign(Val times)
{
    for (size_t i = 1; i < expr_len(times); i++)
        if (val_is_real_number(expr_arg(times, i)) && term_is_negative(expr_arg(times, i)))
            return true;
    return false;
}

void product_split(Heap *h, Val times, bool negate, Product *p)
{
    size_t n = expr_len(times), i = 0;
    bool as_powers = has_late_sign(times);

    p->minus = false;
    p->lead = VAL_NONE;
    p->n_above = p->n_below = 0;
    p->above = heap_alloc(h, (n + 2) * sizeof(Val));
    p->below = heap_alloc(h, (n + 2) * sizeof(Val));
    if (n >= 2 && val_is_number(expr_arg(times, 0))) {
        Val c = expr_arg(times, 0);
        i = 1;
        if (negate)
            c = num_neg(h, c);
        if (num_is_minus_one(c) && !is_negated_zero(times)) {
            p->minus = true;
        } else if (val_is_rational(c) && !stands_by_inexact(times)) {
            Val above = rat_numerator(c);
            if (num_is_minus_one(above)) {
                p->lead = c;
            } else {
                if (!num_is_one(above))
                    p->above[p->n_above++] = above;
                p->below[p->n_below++] = rat_denominator(c);
            }
        } else if (!(negate && num_is_one(c))) {
            p->above[p->n_above++] = c;
        }
    }
    for (; i < n; i++) {
        Val f = expr_arg(times, i);
        /* (x^-3)^-1, held, stays above: below, with others, x^(-3) would be read as one of them divided by x^3. */
        if (!as_powers && is_reciprocal(f) && !is_reciprocal(expr_arg(f, 0))) {
            Val e = negated(h, expr_arg(f, 1));
            p->below[p->n_below++] = num_is_one(e) ? expr_arg(f, 0) : expr2(h, S_Power, expr_arg(f, 0), e);
        } else {
            p->above[p->n_above++] = f;
        }
    }
}

bool number_is_half(Val v, int sign)
{
    return val_is_rational(v) && val_is(rat_denominator(v), val_int(2)) && val_is(rat_numerator(v), val_int(sign));
}

bool value_is_sum(Val v)
{
    return val_has_head(v, S_Plus) && expr_len(v) >= 2;
}

bool value_is_derivative(Val v)
{
    return val_is_expr(v) && expr_len(v) == 1 && val_has_head(expr_head(v), S_Derivative)
        && expr_len(expr_head(v)) > 0;
}
