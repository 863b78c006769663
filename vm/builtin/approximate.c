/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * approximate.c -- Chop, Rationalize, Clip, Rescale: inexact numbers brought into shape.
 */
#include "vm/builtin/certify.h"

#include <math.h>

static Val chop_number(Heap *h, Val x, const void *state)
{
    Val delta = *(const Val *)state;

    if (val_is_complex(x)) {
        Val re = chop_number(h, cplx_re(x), state), im = chop_number(h, cplx_im(x), state);
        return val_is(re, cplx_re(x)) && val_is(im, cplx_im(x)) ? x : cplx_new(h, re, im);
    }
    if (!val_is_inexact_real(x) || num_is_nan(x))
        return x;
    return num_compare(num_abs(h, x), delta) < 0 ? val_int(0) : x;
}

BUILTIN(Chop,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_, delta_.",
    .packed  = true,
    .usage   = "Chop[expr] replaces approximate real numbers in expr that are close to zero by the exact integer 0.",
    .messages = MESSAGES("tolnn", "Tolerance specification `1` must be a non-negative number."),
    .examples = EXAMPLES(
        ">> Chop[1. + 10.^-15 I]",   "1.",
        ">> Chop[{0.05, 0.2}, 0.1]", "{0, 0.2}"))
{
    Val delta = args.n == 2 ? args.v[1] : val_real_new(vm_heap(vm), 1e-10);

    if (!val_is_real_number(delta) && val_is_numeric(vm, delta))
        TRY(delta = n_value(vm, delta, 0));
    if (!val_is_real_number(delta) || num_sign(delta) < 0)
        return MESSAGE(vm, "tolnn", args.v[1]);
    return map_numbers(vm, args.v[0], chop_number, &delta);
}

/* ---- Rationalize --------------------------------------------------------------------------- */

/* The fraction of least denominator in [low, high], 0 < low <= high: the common part of both
 * continued fractions, then the least term that leads between. */
static Val simplest_between(Heap *h, Val low, Val high)
{
    Val p0 = val_int(0), q0 = val_int(1), p1 = val_int(1), q1 = val_int(0);

    for (;;) {
        Val term = num_ceiling(h, low);
        bool last = num_compare(term, high) <= 0 || heap_stopping(h);
        if (!last)
            term = num_floor(h, low);
        Val p = num_add(h, num_mul(h, term, p1), p0), q = num_add(h, num_mul(h, term, q1), q0);
        if (last)
            return rat_new(h, p, q);
        p0 = p1, q0 = q1;
        p1 = p, q1 = q;
        Val next = num_inv(h, num_sub(h, high, term));
        high = num_inv(h, num_sub(h, low, term));
        low = next;
    }
}

static Val simplest_within(Heap *h, Val x, Val dx)
{
    Val low = num_sub(h, x, dx), high = num_add(h, x, dx);

    if (num_sign(low) <= 0 && num_sign(high) >= 0)
        return val_int(0);
    if (num_sign(high) < 0)
        return num_neg(h, simplest_between(h, num_neg(h, high), num_neg(h, low)));
    return simplest_between(h, low, high);
}

/* The first convergent p/q that the digits of [x] can't tell from it, if it is good for its size:
 * |x| q^2 well below the inverse of the precision.  VAL_NONE where there is none. */
static Val rational_near(Heap *h, Val x)
{
    Val exact = num_to_exact(h, x), rest = exact;
    Val p0 = val_int(1), q0 = val_int(0), p1 = num_floor(h, rest), q1 = val_int(1);
    double digits = num_precision(x), size = num_log10(exact);

    if (num_is_zero(exact))
        return exact;
    for (int i = 0; i < 4000; i++) {
        Val q = rat_new(h, p1, q1);
        if (heap_stopping(h) || size + 2 * num_log10(q1) > digits - 4.5153)
            return VAL_NONE;
        if (num_log10(num_sub(h, q, exact)) <= size - digits + 0.31)
            return q;
        Val fraction = num_sub(h, rest, num_floor(h, rest));
        if (num_is_zero(fraction))
            return VAL_NONE;
        rest = num_inv(h, fraction);
        Val a = num_floor(h, rest);
        Val p2 = num_add(h, num_mul(h, a, p1), p0), q2 = num_add(h, num_mul(h, a, q1), q0);
        p0 = p1, q0 = q1;
        p1 = p2, q1 = q2;
    }
    return VAL_NONE;
}

/* The simplest fraction that the digits of an inexact real can't tell from it. */
static Val rational_within_precision(Heap *h, Val x)
{
    Val exact = num_to_exact(h, x), error;

    if (num_is_zero(exact))
        return exact;
    if (val_is_real(x)) {
        int e;
        frexp(val_real(x), &e);
        error = num_pow(h, val_int(2), val_int(e - 54));
    } else {
        double k = -num_accuracy(x);
        error = num_to_exact(h, val_real_new(h, pow(10, k)));
        if (!(fabs(k) < 300))
            error = num_pow(h, val_int(10), val_int((int64_t)floor(k)));
    }
    return simplest_within(h, exact, error);
}

typedef struct RationalizeState { Val dx; } RationalizeState;

static Val rationalize_number(Heap *h, Val x, const void *state)
{
    Val dx = ((const RationalizeState *)state)->dx;

    if (val_is_complex(x)) {
        Val re = rationalize_number(h, cplx_re(x), state), im = rationalize_number(h, cplx_im(x), state);
        return val_is(re, cplx_re(x)) && val_is(im, cplx_im(x)) ? x : cplx_new(h, re, im);
    }
    if (val_is_exact_real(x) && (val_is_none(dx) || num_is_zero(dx) || val_is_integer(x)))
        return x;
    if (num_is_nan(x))
        return x;
    if (val_is_none(dx)) {
        Val r = rational_near(h, x);
        return val_is_none(r) ? x : r;
    }
    if (num_is_zero(dx))
        return rational_within_precision(h, x);
    return simplest_within(h, num_to_exact(h, x), num_to_exact(h, dx));
}

/* Exact numeric parts become fractions too where a positive tolerance is given. */
static Val rationalize(Vm *vm, Val e, const RationalizeState *state)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (val_is_number(e))
        return rationalize_number(h, e, state);
    if (!val_is_none(state->dx) && !num_is_zero(state->dx) && !val_is_plain_list(e) && val_is_numeric(vm, e)) {
        double digits = 20 - log10(num_to_double(state->dx));
        TRY(x = n_value(vm, e, digits < 20 ? 20 : digits));
        return val_is_number(x) ? rationalize_number(h, x, state) : e;
    }
    if (!val_is_expr(e))
        return e;
    TRY(vm_check_stack(vm));
    Expr *out = expr_new(h, expr_head(e), expr_len(e));
    for (size_t i = 0; i < expr_len(e); i++)
        TRY(out->args[i] = rationalize(vm, expr_arg(e, i), state));
    return expr_seal(out);
}

BUILTIN(Rationalize,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, dx_.",
    .usage   = "Rationalize[x] converts an approximate number x to a nearby rational with small denominator; "
               "Rationalize[x, dx] gives the rational with smallest denominator within dx of x.",
    .examples = EXAMPLES(
        ">> Rationalize[6.75]",       "27/4",
        ">> Rationalize[N[Pi]]",      "3.141592653589793",
        ">> Rationalize[N[Pi], 0]",   "245850922/78256779",
        ">> Rationalize[Pi, 1/100]",  "22/7"))
{
    RationalizeState state = {.dx = VAL_NONE};

    if (args.n == 2) {
        state.dx = args.v[1];
        if (!val_is_real_number(state.dx) && val_is_numeric(vm, state.dx))
            TRY(state.dx = n_value(vm, state.dx, 0));
        if (!val_is_real_number(state.dx) || num_sign(state.dx) < 0)
            return NOT_MINE;
    }
    return rationalize(vm, args.v[0], &state);
}

/* ---- Clip, Rescale --------------------------------------------------------------------------- */

static Val clip(Vm *vm, Val x, Val min, Val max, Val vmin, Val vmax)
{
    int low, high;

    if (val_is_list(x) || val_is_plain_list(x)) {
        Heap *h = vm_heap(vm);
        Builder b;
        TRY(vm_check_stack(vm));
        builder_start(&b, h, S_List);
        for (size_t i = 0; i < list_len(x); i++) {
            Val y;
            TRY(vm_poll(vm));
            TRY(y = clip(vm, list_item(h, x, i), min, max, vmin, vmax));
            if (val_is_none(y))
                y = expr3(h, S_Clip, list_item(h, x, i), expr2(h, S_List, min, max), expr2(h, S_List, vmin, vmax));
            builder_push(&b, y);
        }
        return builder_finish(&b);
    }
    if (val_is(x, S_Indeterminate))
        return x;
    low = certified_compare(vm, x, min);
    high = certified_compare(vm, x, max);
    if (low == SIGN_UNWIND || high == SIGN_UNWIND)
        return UNWIND;
    if (low > 1 || high > 1)
        return VAL_NONE;
    return low < 0 ? vmin : high > 0 ? vmax : x;
}

BUILTIN(Clip,
    .attrs   = ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, range_., values_.",
    .usage   = "Clip[x] gives x clipped to be between -1 and 1; Clip[x, {min, max}] clips to min and max; "
               "Clip[x, {min, max}, {vmin, vmax}] gives vmin below min and vmax above max.",
    .examples = EXAMPLES(
        ">> Clip[{-2, 1/2, 3}]",        "{-1, 1/2, 1}",
        ">> Clip[15, {0, 10}]",         "10",
        ">> Clip[15, {0, 10}, {a, b}]", "b"))
{
    Val min = val_int(-1), max = val_int(1), vmin, vmax, r;

    if (args.n >= 2) {
        if (!val_is_call(args.v[1], S_List, 2))
            return NOT_MINE;
        min = expr_arg(args.v[1], 0);
        max = expr_arg(args.v[1], 1);
    }
    vmin = min;
    vmax = max;
    if (args.n >= 3) {
        if (!val_is_call(args.v[2], S_List, 2))
            return NOT_MINE;
        vmin = expr_arg(args.v[2], 0);
        vmax = expr_arg(args.v[2], 1);
    }
    if (val_is_complex(args.v[0]))
        return NOT_MINE;
    r = clip(vm, args.v[0], min, max, vmin, vmax);
    return val_is_none(r) ? NOT_MINE : r;
}

static bool is_numeric_array(Vm *vm, Val x)
{
    if (!val_is_plain_list(x))
        return val_is_numeric(vm, x);
    for (size_t i = 0; i < expr_len(x); i++)
        if (!is_numeric_array(vm, expr_arg(x, i)))
            return false;
    return true;
}

BUILTIN(Rescale,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "x_, from_., to_.",
    .usage   = "Rescale[x, {min, max}] gives x rescaled to run from 0 to 1 over the range min to max; "
               "Rescale[x, {min, max}, {ymin, ymax}] from ymin to ymax; Rescale[list] uses the range of the list.",
    .examples = EXAMPLES(
        ">> Rescale[{1, 2, 3, 4, 5}]",    "{0, 1/4, 1/2, 3/4, 1}",
        ">> Rescale[5, {0, 10}]",         "1/2",
        ">> Rescale[x, {0, 10}, {5, 15}]", "5 + x"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], min, max;

    if (args.n == 1) {
        if (!val_is_plain_list(x) || !is_numeric_array(vm, x))
            return NOT_MINE;
        TRY(min = vm_call1(vm, S_Min, x));
        TRY(max = vm_call1(vm, S_Max, x));
        if (val_same(min, max))
            return expr2(h, S_Times, val_int(0), x);
    } else {
        if (!val_is_call(args.v[1], S_List, 2))
            return NOT_MINE;
        min = expr_arg(args.v[1], 0);
        max = expr_arg(args.v[1], 1);
    }
    /* (x - min)/(max - min), spread so that symbolic results come out term by term */
    Val width = expr2(h, S_Plus, max, neg_expr(h, min));
    TRY(width = vm_eval(vm, width));
    if (val_is_number(width) && num_is_zero(width))
        return NOT_MINE;
    Val t = expr2(h, S_Plus, div_expr(h, x, width), neg_expr(h, div_expr(h, min, width)));
    if (val_is_numeric(vm, x) || val_is_plain_list(x))
        t = div_expr(h, expr2(h, S_Plus, x, neg_expr(h, min)), width);
    if (args.n < 3)
        return t;
    if (!val_is_call(args.v[2], S_List, 2))
        return NOT_MINE;
    Val y0 = expr_arg(args.v[2], 0), y1 = expr_arg(args.v[2], 1);
    Val slope = div_expr(h, expr2(h, S_Plus, y1, neg_expr(h, y0)), width);
    TRY(slope = vm_eval(vm, slope));
    if (val_is_numeric(vm, x) || val_is_plain_list(x))
        return expr2(h, S_Plus, y0, expr2(h, S_Times, slope, expr2(h, S_Plus, x, neg_expr(h, min))));
    return expr3(h, S_Plus, y0, expr2(h, S_Times, slope, x), neg_expr(h, expr2(h, S_Times, slope, min)));
}
