/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rounding.c -- Floor and its like, Mod and Quotient.
 */
#include "vm/builtin/certify.h"

#include <math.h>

/* Is [x] a call that always gives an integer (or stays symbolic as one)? */
static bool is_integer_valued(Val x)
{
    if (!val_is_expr(x) || !val_is_symbol(expr_head(x)))
        return false;
    switch (symbol_switch(expr_head(x))) {
    case SYM_Floor: case SYM_Ceiling: case SYM_Round: case SYM_IntegerPart:
        return expr_len(x) == 1;
    case SYM_UnitStep: case SYM_KroneckerDelta: case SYM_DiscreteDelta: case SYM_Boole: case SYM_Quotient:
        return true;
    default:
        return false;
    }
}

static Val round_number(Heap *h, Val x, RoundMode mode)
{
    if (num_is_nan(cplx_re(x)) || num_is_nan(cplx_im(x)))
        return VAL_NONE;
    if (!val_is_complex(x))
        return round_real(h, x, mode);
    return cplx_new(h, round_real(h, cplx_re(x), mode), round_real(h, cplx_im(x), mode));
}

static Val round_interval(Vm *vm, Val x, RoundMode mode)
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_Interval);
    for (size_t i = 0; i < expr_len(x); i++) {
        Val pair = expr_arg(x, i), low, high;
        if (!val_is_call(pair, S_List, 2))
            return VAL_NONE;
        TRY(low = round_value(vm, expr_arg(pair, 0), mode));
        TRY(high = round_value(vm, expr_arg(pair, 1), mode));
        if (val_is_none(low) || val_is_none(high))
            return VAL_NONE;
        builder_push(&b, expr2(h, S_List, low, high));
    }
    return builder_finish(&b);
}

/* Floor[n + x] is n + Floor[x] for integers n. */
static Val round_sum(Heap *h, Val x, RoundMode mode)
{
    if (!val_has_head(x, S_Plus) || !val_is_integer(expr_arg(x, 0)) || (mode != ROUND_FLOOR && mode != ROUND_CEILING))
        return VAL_NONE;
    Val rest = expr_len(x) == 2 ? expr_arg(x, 1) : expr_make(h, S_Plus, expr_len(x) - 1, expr_args(x) + 1);
    return expr2(h, S_Plus, expr_arg(x, 0), expr1(h, mode == ROUND_FLOOR ? S_Floor : S_Ceiling, rest));
}

Val round_value(Vm *vm, Val x, RoundMode mode)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(x))
        return round_number(h, x, mode);
    if (val_is_infinite(x) || val_is(x, S_Indeterminate) || val_is(x, S_ComplexInfinity) || is_integer_valued(x))
        return x;
    if (val_is_interval(x))
        return round_interval(vm, x, mode);
    if (val_is_numeric(vm, x))
        return certified_round(vm, x, mode);
    return round_sum(h, x, mode);
}

static Val round_builtin(Vm *vm, Args args, RoundMode mode)
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], q, r;

    if (args.n == 1) {
        r = round_value(vm, x, mode);
        return val_is_none(r) ? NOT_MINE : r;
    }
    Val a = args.v[1];
    if (val_is_infinite(x))
        return x;
    if (!val_is_numeric(vm, x) || !val_is_numeric(vm, a))
        return NOT_MINE;
    if (val_is_number(a) && num_is_zero(a))
        return indeterminate(vm, args.expr);
    if (val_is_number(x) && val_is_number(a))
        q = num_div(h, x, a);
    else
        TRY(q = vm_eval(vm, div_expr(h, x, a)));
    TRY(r = round_value(vm, q, mode));
    if (val_is_none(r))
        return NOT_MINE;
    if (val_is_number(r) && val_is_number(a))
        return num_mul(h, r, a);
    return expr2(h, S_Times, r, a);
}

BUILTIN(Floor,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_, a_.",
    .usage   = "Floor[x] gives the greatest integer less than or equal to x; Floor[x, a] the greatest multiple of a.",
    .examples = EXAMPLES(
        ">> Floor[2.7]",   "2",
        ">> Floor[-7/2]",  "-4",
        ">> Floor[Pi 10^20]", "314159265358979323846",
        ">> Floor[x + 2]", "2 + Floor[x]",
        ">> Floor[17, 5]", "15"))
{
    return round_builtin(vm, args, ROUND_FLOOR);
}

BUILTIN(Ceiling,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_, a_.",
    .usage   = "Ceiling[x] gives the smallest integer greater than or equal to x; Ceiling[x, a] the smallest multiple of a.",
    .examples = EXAMPLES(
        ">> Ceiling[2.2]",       "3",
        ">> Ceiling[Sqrt[2]]",   "2",
        ">> Ceiling[7/2, 1/3]",  "11/3"))
{
    return round_builtin(vm, args, ROUND_CEILING);
}

BUILTIN(Round,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_, a_.",
    .usage   = "Round[x] gives the integer closest to x, halves to even; Round[x, a] the closest multiple of a.",
    .examples = EXAMPLES(
        ">> Round[{1.5, 2.5, -7/2}]", "{2, 2, -4}",
        ">> Round[10, Pi]",           "3*Pi"))
{
    return round_builtin(vm, args, ROUND_NEAREST);
}

BUILTIN(IntegerPart,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "IntegerPart[x] gives the integer part of x, rounding towards zero.",
    .examples = EXAMPLES(">> IntegerPart[-5/2]", "-2", ">> IntegerPart[2.5 + 3.5 I]", "2 + 3*I"))
{
    return round_builtin(vm, args, ROUND_TRUNCATE);
}

BUILTIN(FractionalPart,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "FractionalPart[x] gives the fractional part of x.",
    .examples = EXAMPLES(">> FractionalPart[7/3]", "1/3", ">> FractionalPart[-Pi]", "3 - Pi"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], r;

    if (val_is_plus_infinity(x))
        return expr1(h, S_Interval, expr2(h, S_List, val_int(0), val_int(1)));
    if (val_is_minus_infinity(x))
        return expr1(h, S_Interval, expr2(h, S_List, val_int(-1), val_int(0)));
    if (is_integer_valued(x))
        return val_int(0);
    if (!val_is_numeric(vm, x))
        return NOT_MINE;
    TRY(r = round_value(vm, x, ROUND_TRUNCATE));
    if (val_is_none(r))
        return NOT_MINE;
    if (val_is_number(x)) {
        Val difference = num_sub(h, x, r);
        /* an inexact number keeps both parts inexact */
        return difference;
    }
    return expr2(h, S_Plus, x, num_neg(h, r));
}

/* ---- Mod and Quotient --------------------------------------------------------------------- */

/* x - n Floor[x/n] of real numbers, without loss where both are machine numbers. */
static Val mod_reals(Heap *h, Val x, Val n)
{
    if (val_is_integer(x) && val_is_integer(n))
        return int_mod(h, x, n);
    if (val_is_real(x) || val_is_real(n)) {
        double a = num_to_double(x), b = num_to_double(n), r = fmod(a, b);
        if (isfinite(r)) {
            if (r != 0 && (r < 0) != (b < 0))
                r += b;
            return val_real_new(h, r == 0 ? 0.0 : r);
        }
    }
    return num_sub(h, x, num_mul(h, n, num_floor(h, num_div(h, x, n))));
}

/* The integer quotient of (x - d)/n; VAL_NONE where it stays symbolic. */
static Val quotient_of(Vm *vm, Val x, Val n, Val d)
{
    Heap *h = vm_heap(vm);
    Val q;

    if (val_is_number(x) && val_is_number(n) && val_is_number(d)) {
        q = num_div(h, num_sub(h, x, d), n);
    } else {
        if (!val_is_numeric(vm, x) || !val_is_numeric(vm, n) || !val_is_numeric(vm, d))
            return VAL_NONE;
        TRY(q = vm_eval(vm, div_expr(h, val_is(d, val_int(0)) ? x : expr2(h, S_Plus, x, neg_expr(h, d)), n)));
    }
    if (val_is_complex(q))
        return round_value(vm, q, ROUND_NEAREST);
    Val r = round_value(vm, q, ROUND_FLOOR);
    return r;
}

/* Anything that Mod and Quotient have to say about infinite arguments; VAL_NONE: nothing. */
static Val mod_infinite(Val x, Val n)
{
    if (val_is_infinite(x))
        return S_Indeterminate;
    if (val_is_plus_infinity(n) && val_is_real_number(x) && num_sign(x) >= 0)
        return x;
    return VAL_NONE;
}

BUILTIN(Mod,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "m_, n_, d_.",
    .usage   = "Mod[m, n] gives the remainder on division of m by n; Mod[m, n, d] uses an offset d.",
    .messages = MESSAGES("indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES(
        ">> Mod[-1, 3]",     "2",
        ">> Mod[7.5, 2]",    "1.5",
        ">> Mod[5, 3, 1]",   "2",
        ">> Mod[3 Pi/2, Pi]", "Pi/2"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], n = args.v[1], d = args.n == 3 ? args.v[2] : val_int(0), q;

    if (val_is_number(n) && num_is_zero(n)) {
        MESSAGE(vm, "indet", args.expr);
        return S_Indeterminate;
    }
    q = mod_infinite(x, n);
    if (val_is(q, S_Indeterminate))
        MESSAGE(vm, "indet", args.expr);
    if (!val_is_none(q))
        return q;
    if (val_is_real_number(x) && val_is_real_number(n) && val_is_real_number(d)) {
        if (val_is(d, val_int(0)))
            return mod_reals(h, x, n);
        return num_add(h, mod_reals(h, num_sub(h, x, d), n), d);
    }
    TRY(q = quotient_of(vm, x, n, d));
    if (val_is_none(q) || !val_is_number(q))
        return NOT_MINE;
    if (val_is_number(x) && val_is_number(n))
        return num_sub(h, x, num_mul(h, n, q));
    if (val_is(q, val_int(0)))
        return x;
    return expr2(h, S_Plus, x, expr2(h, S_Times, num_neg(h, q), n));
}

BUILTIN(Quotient,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "m_, n_, d_.",
    .usage   = "Quotient[m, n] gives the integer quotient of m and n; Quotient[m, n, d] uses an offset d.",
    .messages = MESSAGES("infy", "Infinite expression `1` encountered.",
                         "indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES(
        ">> Quotient[17, 5]",    "3",
        ">> Quotient[-17, 5]",   "-4",
        ">> Quotient[17, 5, 3]", "2"))
{
    Val x = args.v[0], n = args.v[1], d = args.n == 3 ? args.v[2] : val_int(0), q;

    if (val_is_number(n) && num_is_zero(n)) {
        if (val_is_number(x) && num_is_zero(x)) {
            MESSAGE(vm, "indet", args.expr);
            return S_Indeterminate;
        }
        MESSAGE(vm, "infy", args.expr);
        return S_ComplexInfinity;
    }
    if (val_is_infinite(x)) {
        if (val_is_infinite(n))
            return indeterminate(vm, args.expr);
        int s = certified_sign(vm, n);
        if (s == SIGN_UNWIND)
            return UNWIND;
        if (s == 1)
            return x;
        return NOT_MINE;
    }
    TRY(q = quotient_of(vm, x, n, d));
    return val_is_none(q) ? NOT_MINE : q;
}

BUILTIN(QuotientRemainder,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "m_, n_",
    .usage   = "QuotientRemainder[m, n] gives a list of the quotient and remainder from division of m by n.",
    .messages = MESSAGES("divz", "The argument `1` in `2` should be nonzero."),
    .examples = EXAMPLES(">> QuotientRemainder[23, 7]", "{3, 2}", ">> QuotientRemainder[23, -7]", "{-4, -5}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], n = args.v[1], q, r;

    if (val_is_number(n) && num_is_zero(n))
        return MESSAGE(vm, "divz", n, args.expr);
    TRY(q = quotient_of(vm, x, n, val_int(0)));
    if (val_is_none(q) || !val_is_number(q))
        return NOT_MINE;
    if (val_is_real_number(x) && val_is_real_number(n))
        r = mod_reals(h, x, n);
    else if (val_is_number(x) && val_is_number(n))
        r = num_sub(h, x, num_mul(h, n, q));
    else
        r = expr2(h, S_Plus, x, expr2(h, S_Times, num_neg(h, q), n));
    return expr2(h, S_List, q, r);
}
