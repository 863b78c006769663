/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * power.c -- Power and Sqrt's normal form.
 *
 * The order of the rules matters: numbers, inexact contagion, the trivial exponents and bases,
 * infinities, E, powers of products and of powers, roots of numbers.
 */
#include "vm/builtin/arith.h"
#include "vm/builtin/trig_product.h"

/* A power of 0 or of an exponent that is no plain number. */
static Val power_of_zero(Vm *vm, Val base, Val exp, Val whole)
{
    Heap *h = vm_heap(vm);
    int sign;

    if (val_is_number(exp)) {
        sign = num_sign(cplx_re(exp));
        if (val_is_complex(exp) && sign == 0)
            sign = 0;
    } else if (val_is_numeric(vm, exp)) {
        sign = numeric_sign(vm, exp);
    } else {
        return NOT_MINE;
    }
    if (sign > 1)
        return NOT_MINE;
    if (sign == 0) {
        vm_message(vm, S_Power, "indet", 1, &whole);
        return S_Indeterminate;
    }
    if (sign > 0)
        return num_is_exact(base) && !val_is_inexact(exp) ? val_int(0) : num_mul(h, base, val_int(1));
    vm_message(vm, S_Power, "infy", 1, &whole);
    return complex_infinity(h);
}

/* n * (q * Pi * I) for a term of an exponent of E: gives q, or VAL_NONE. */
static Val i_pi_multiple(Val term)
{
    Val c;

    if (!val_is_call(term, S_Times, 2) || !val_is(expr_arg(term, 1), S_Pi))
        return VAL_NONE;
    c = expr_arg(term, 0);
    if (!val_is_complex(c) || !num_is_exact(c) || !num_is_exact_zero(cplx_re(c)))
        return VAL_NONE;
    return cplx_im(c);
}

/* E^(I Pi q): a number where 2 q is an integer, else the same with -1 < q <= 1, VAL_NONE if it is that. */
static Val exp_i_pi(Heap *h, Val q)
{
    Val turns = num_mul(h, val_int(2), num_ceiling(h, num_div(h, num_sub(h, q, val_int(1)), val_int(2))));
    Val reduced = num_sub(h, q, turns), twice = num_mul(h, reduced, val_int(2));

    if (val_is_integer(twice))
        return num_pow(h, cplx_i(h), twice);
    if (val_is_zero(turns))
        return VAL_NONE;
    return expr2(h, S_Power, S_E, expr2(h, S_Times, cplx_new(h, val_int(0), reduced), S_Pi));
}

/* The first factor Log[x] of [v], and the rest of the product. */
static bool split_log(Heap *h, Val v, Val *log, Val *rest)
{
    Builder b;

    if (val_is_call(v, S_Log, 1)) {
        *log = v;
        *rest = val_int(1);
        return true;
    }
    if (!val_has_head(v, S_Times))
        return false;
    for (size_t i = 0; i < expr_len(v); i++) {
        if (!val_is_call(expr_arg(v, i), S_Log, 1))
            continue;
        *log = expr_arg(v, i);
        builder_start(&b, h, S_Times);
        builder_push_all(&b, i, expr_args(v));
        builder_push_all(&b, expr_len(v) - i - 1, expr_args(v) + i + 1);
        *rest = b.n == 1 ? b.items[0] : builder_finish(&b);
        return true;
    }
    return false;
}

static Val power_of_e(Heap *h, Val exp)
{
    Val log, rest, q = i_pi_multiple(exp);
    Builder product, kept;

    if (!val_is_none(q)) {
        Val r = exp_i_pi(h, q);

        return val_is_none(r) ? NOT_MINE : r;
    }
    if (split_log(h, exp, &log, &rest))
        return expr2(h, S_Power, expr_arg(log, 0), rest);
    if (!val_has_head(exp, S_Plus))
        return NOT_MINE;
    builder_start(&product, h, S_Times);
    builder_start(&kept, h, S_Plus);
    for (size_t i = 0; i < expr_len(exp); i++) {
        Val term = expr_arg(exp, i), r;

        q = i_pi_multiple(term);
        if (!val_is_none(q)) {
            r = exp_i_pi(h, q);
            if (!val_is_none(r) && val_is_number(r)) {
                builder_push(&product, r);
                continue;
            }
        }
        if (split_log(h, term, &log, &rest))
            builder_push(&product, expr2(h, S_Power, expr_arg(log, 0), rest));
        else
            builder_push(&kept, term);
    }
    if (product.n == 0)
        return NOT_MINE;
    if (kept.n > 0)
        builder_push(&product, expr2(h, S_Power, S_E, kept.n == 1 ? kept.items[0] : builder_finish(&kept)));
    return builder_finish(&product);
}

/* b^(Log[x]/Log[b] r) is x^r, b^(r/Log[b]) is E^r. */
static Val power_of_log(Heap *h, Val base, Val exp)
{
    Val inverse = expr2(h, S_Power, expr1(h, S_Log, base), val_int(-1)), log, rest;
    Builder b;
    bool found = false;

    if (val_same(exp, inverse))
        return S_E;
    if (!val_has_head(exp, S_Times))
        return NOT_MINE;
    builder_start(&b, h, S_Times);
    for (size_t i = 0; i < expr_len(exp); i++) {
        if (!found && val_same(expr_arg(exp, i), inverse))
            found = true;
        else
            builder_push(&b, expr_arg(exp, i));
    }
    if (!found)
        return NOT_MINE;
    exp = b.n == 1 ? b.items[0] : builder_finish(&b);
    if (split_log(h, exp, &log, &rest))
        return expr2(h, S_Power, expr_arg(log, 0), rest);
    return expr2(h, S_Power, S_E, exp);
}

/* (a b c)^n for an integer n. */
static Val distribute_power(Heap *h, Val product, Val exp)
{
    Expr *e = expr_new(h, S_Times, expr_len(product));

    for (size_t i = 0; i < expr_len(product); i++)
        e->args[i] = expr2(h, S_Power, expr_arg(product, i), exp);
    return expr_seal(e);
}

/* Puts a positive numeric factor to a rational power into the set. */
static void put_factor(RadicalSet *set, Val x, Val exp)
{
    if (val_is_number(x))
        radicals_put_number(set, x, exp);
    else if (val_is_call(x, S_Power, 2) && val_is_exact_real(expr_arg(x, 1)))
        radicals_put(set, expr_arg(x, 0), num_mul(set->heap, exp, expr_arg(x, 1)));
    else
        radicals_put(set, x, exp);
}

/* What the set comes to, times [more] if there is one; NOT_MINE if that is base^exp itself. */
static Val finish_roots(RadicalSet *set, Val more, Val base, Val exp)
{
    Heap *h = set->heap;
    Builder b;

    builder_start(&b, h, S_Times);
    builder_push(&b, VAL_NONE);
    radicals_finish(set, &b);
    if (!val_is_none(more))
        builder_push(&b, more);
    if (val_is_one(set->coef)) {
        if (b.n == 1)
            return set->coef;
        if (b.n == 2) {
            if (val_is_call(b.items[1], S_Power, 2) && val_same(expr_arg(b.items[1], 0), base)
                && val_same(expr_arg(b.items[1], 1), exp))
                return NOT_MINE;
            return b.items[1];
        }
        return expr_make(h, S_Times, b.n - 1, b.items + 1);
    }
    b.items[0] = set->coef;
    return b.n == 1 ? set->coef : builder_finish(&b);
}

/* (c Pi x)^(p/q): positive numeric factors come out of a root. */
static Val root_of_product(Vm *vm, Val product, Val exp)
{
    Heap *h = vm_heap(vm);
    RadicalSet set;
    Builder rest;
    bool any = false, symbolic = false, minus = false, is_half;
    Val more = VAL_NONE, inexact = VAL_NONE;

    radicals_start(&set, h, val_int(1));
    builder_start(&rest, h, S_Times);
    for (size_t i = 0; i < expr_len(product); i++) {
        Val x = expr_arg(product, i);

        if (val_is_exact_real(x)) {
            if (num_sign(x) < 0) {
                minus = true;
                x = num_neg(h, x);
            }
            any = any || !val_is_one(x);
            put_factor(&set, x, exp);
        } else if (val_is_inexact_real(x)) {
            /* Not of the set, which factors integers. */
            if (num_sign(x) == 0)
                return NOT_MINE;
            if (num_sign(x) < 0) {
                builder_push(&rest, val_int(-1));
                symbolic = true;
            }
            inexact = expr2(h, S_Power, num_abs(h, x), exp);
            any = true;
        } else if (val_is_numeric(vm, x) && !val_is_number(x) && numeric_is_positive(vm, x)) {
            put_factor(&set, x, exp);
            any = true;
        } else {
            builder_push(&rest, x);
            symbolic = true;
        }
    }
    is_half = val_is_rational(exp) && val_is(rat_denominator(exp), val_int(2));
    if (!any && !(minus && is_half && !symbolic))
        return NOT_MINE;
    if (minus && !symbolic) {
        if (!is_half)
            return NOT_MINE;
        radicals_put(&set, val_int(-1), exp);
    } else if (minus) {
        builder_push(&rest, val_int(-1));
    }
    if (rest.n > 0)
        more = expr2(h, S_Power, rest.n == 1 ? rest.items[0] : builder_finish(&rest), exp);
    if (!val_is_none(inexact))
        more = val_is_none(more) ? inexact : expr2(h, S_Times, inexact, more);
    return finish_roots(&set, more, product, exp);
}

/* An exact number to a rational power that num_pow gave up on. */
static Val root_of_number(Heap *h, Val base, Val exp)
{
    RadicalSet set;

    radicals_start(&set, h, val_int(1));
    if (val_is_complex(base)) {
        Val im = cplx_im(base);

        if (!num_is_exact_zero(cplx_re(base)))
            return NOT_MINE;
        /* I is (-1)^(1/2), -I is (-1)^(-1/2). */
        radicals_put(&set, val_int(-1), num_mul(h, exp, num_mul(h, half(h), val_int(num_sign(im)))));
        base = num_abs(h, im);
    }
    radicals_put_number(&set, base, exp);
    return finish_roots(&set, VAL_NONE, base, exp);
}

/* (x^a)^b. */
static Val power_of_power(Vm *vm, Val base, Val exp)
{
    Heap *h = vm_heap(vm);
    Val x = expr_arg(base, 0), a = expr_arg(base, 1);
    bool multiply = val_is_integer(exp);

    if (!multiply && val_is_exact_real(a))
        multiply = num_compare(num_abs(h, a), val_int(1)) < 0;
    if (!multiply && val_is_exact_real(exp) && val_is_numeric(vm, x) && val_is_exact_real(a))
        multiply = numeric_is_positive(vm, x);
    if (!multiply)
        return NOT_MINE;
    if (val_is_number(a) && val_is_number(exp))
        return expr2(h, S_Power, x, num_mul(h, a, exp));
    return expr2(h, S_Power, x, expr2(h, S_Times, a, exp));
}

static Val power_of_numbers(Vm *vm, Val base, Val exp, Val whole)
{
    Heap *h = vm_heap(vm);
    Val r;

    if (val_is_zero(exp) || num_is_zero(base)) {
        if (num_is_zero(base))
            return power_of_zero(vm, base, exp, whole);
        if (val_is_inexact(base) && val_is_real(cplx_re(base)))
            return val_is_complex(base) ? cplx_new(h, val_real_new(h, 1.0), val_real_new(h, 0.0))
                                        : val_real_new(h, 1.0);
        return val_int(1);
    }
    if (num_pow_too_big(base, exp)) {
        vm_message(vm, S_General, "ovfl", 0, NULL);
        return expr0(h, S_Overflow);
    }
    r = num_pow(h, base, exp);
    if (!val_is_none(r))
        return r;
    if (val_is_rational(exp))
        return root_of_number(h, base, exp);
    return NOT_MINE;
}

static Val power_inexact(Vm *vm, Val base, Val exp)
{
    double digits = arith_digits(2, (Val[]){base, exp});
    Val b = base, e = exp;

    if (val_is(base, S_E) && digits == 0)
        return expr1(vm_heap(vm), S_Exp, exp);         /* not by way of a rounded E */
    if (!val_is_number(base)) {
        if (val_is_numeric(vm, base))
            TRY(b = numeric_n(vm, base, digits));
    } else if (val_is_numeric(vm, exp)) {
        TRY(e = numeric_n(vm, exp, digits));
    }
    return val_is_number(b) && val_is_number(e) ? expr2(vm_heap(vm), S_Power, b, e) : NOT_MINE;
}

/* The base is an exact number other than 0 and 1, the exponent is no number. */
static Val power_of_number(Heap *h, Val base, Val exp)
{
    /* (1/2)^x is 2^(-x). */
    if (val_is_rational(base) && val_is_one(rat_numerator(base)))
        return expr2(h, S_Power, rat_denominator(base), neg_expr(h, exp));
    return NOT_MINE;
}

static Val power_general(Vm *vm, Val base, Val exp, Val whole)
{
    Heap *h = vm_heap(vm);
    bool exp_is_number = val_is_number(exp);
    Val r;

    if (val_is(base, S_Indeterminate) || val_is(exp, S_Indeterminate))
        return S_Indeterminate;
    if (val_is_infinite(base) || val_is_infinite(exp))
        return infinity_power(vm, base, exp, whole);
    if (!exp_is_number && !val_is(base, S_E) && (!val_is_number(base) || num_is_exact(base))) {
        r = power_of_log(h, base, exp);
        if (!val_is_not_mine(r))
            return r;
    }
    if (val_is_number(base)) {
        if (val_is_inexact(base) && val_is_numeric(vm, exp)) {
            TRY(r = power_inexact(vm, base, exp));
            if (!val_is_not_mine(r))
                return r;
        }
        if (num_is_zero(base))
            return power_of_zero(vm, base, exp, whole);
        if (num_is_exact(base))
            return power_of_number(h, base, exp);
        return NOT_MINE;
    }
    if (exp_is_number) {
        if (val_is_zero(exp))
            return val_int(1);
        if (val_is_inexact(exp)) {
            TRY(r = power_inexact(vm, base, exp));
            if (!val_is_not_mine(r))
                return r;
        }
    }
    if (val_is_interval(base) || val_is_interval(exp)) {
        TRY(r = interval_power(vm, base, exp));
        if (!val_is_not_mine(r))
            return r;
    }
    if (val_is(base, S_E))
        return power_of_e(h, exp);
    if (val_is_call(base, S_Power, 2))
        return power_of_power(vm, base, exp);
    if (exp_is_number && val_is_expr(base) && expr_len(base) == 1) {
        r = trig_reciprocal(h, base, exp);
        return val_is_none(r) ? NOT_MINE : r;
    }
    if (val_has_head(base, S_Times)) {
        if (val_is_integer(exp))
            return distribute_power(h, base, exp);
        if (val_is_rational(exp))
            return root_of_product(vm, base, exp);
    }
    return NOT_MINE;
}

BUILTIN(Power,
    .attrs   = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Power[x, y], x^y, is x to the power y.",
    .messages = MESSAGES("infy", "Infinite expression `1` encountered.",
                         "indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES(
        "2^10",            "1024",
        "(2/3)^(-2)",      "9/4",
        "Sqrt[12]",        "2*Sqrt[3]",
        "(-8)^(1/3)",      "2*(-1)^(1/3)",
        "(a b)^3",         "a^3*b^3",
        "(x^2)^3",         "x^6",
        "Sqrt[x^2]",       "Sqrt[x^2]",
        "E^(I Pi)",        "-1",
        "E^(2 Log[x])",    "x^2",
        "2.^0.5",          "1.4142135623730951"))
{
    Heap *h = vm_heap(vm);
    Val base, exp;

    if (args.n != 2) {
        Val tail;

        if (args.n == 0)
            return val_int(1);
        if (args.n == 1)
            return args.v[0];
        tail = expr_make(h, S_Power, args.n - 1, args.v + 1);
        return expr2(h, S_Power, args.v[0], tail);
    }
    base = args.v[0];
    exp = args.v[1];
    if (val_is_number(base) && val_is_number(exp))
        return power_of_numbers(vm, base, exp, args.expr);
    if (val_is_one(exp))
        return base;
    if (val_is_one(base) && !val_is_infinite(exp) && !val_is(exp, S_Indeterminate))
        return val_int(1);
    if (val_is_symbol(base) && val_is_integer(exp) && !val_is_zero(exp) && !val_is(base, S_Indeterminate))
        return NOT_MINE;
    return power_general(vm, base, exp, args.expr);
}
