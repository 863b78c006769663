/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * expand.c -- multiplying out, numerators and denominators, common denominators.
 */
#include "vm/builtin/algebra.h"
#include "vm/math/polynomial.h"

/* Heads that the functions of algebra go through: lists, equations, inequalities, logic. */
static bool is_threaded(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_List: case SYM_Equal: case SYM_Unequal: case SYM_Less: case SYM_LessEqual: case SYM_Greater:
    case SYM_GreaterEqual: case SYM_And: case SYM_Or: case SYM_Not: case SYM_Xor: case SYM_Rule: case SYM_Implies:
        return true;
    default:
        return false;
    }
}

Val thread_first(Heap *h, Args args)
{
    Val v = val_unpacked(h, args.v[0]);
    Expr *e;

    if (!val_is_expr(v) || !is_threaded(expr_head(v)))
        return NOT_MINE;
    e = expr_new(h, expr_head(v), expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        e->args[i] = expr_with_arg(h, expr_make(h, expr_head(args.expr), args.n, args.v), 0, expr_arg(v, i));
    return expr_seal(e);
}

/* Is there anything to multiply out? */
static bool has_product(Val v)
{
    if (val_has_head(v, S_Plus)) {
        for (size_t i = 0; i < expr_len(v); i++)
            if (has_product(expr_arg(v, i)))
                return true;
        return false;
    }
    if (val_has_head(v, S_Times)) {
        for (size_t i = 0; i < expr_len(v); i++) {
            Val f = expr_arg(v, i);

            if (val_has_head(f, S_Plus) || has_product(f))
                return true;
        }
        return false;
    }
    return val_is_call(v, S_Power, 2) && val_is_integer(expr_arg(v, 1)) && num_sign(expr_arg(v, 1)) > 0
        && (val_has_head(expr_arg(v, 0), S_Plus) || val_has_head(expr_arg(v, 0), S_Times));
}

static Val expand_only(Vm *vm, Val v, Val only, Val modulus)
{
    Val r;

    if (val_is_zero(modulus) && !has_product(v))
        return v;
    /* Powers and products of what has no rules are in evaluated form as they come. */
    r = poly_expand(vm_heap(vm), v, only, modulus, vm->operators_changed || vm_may_have_up_values(vm, v) ? 0 : vm->epoch);
    if (val_is_none(r))
        return v;
    TRY(r = vm_eval(vm, r));
    return r;
}

Val expand(Vm *vm, Val v)
{
    return expand_only(vm, v, VAL_NONE, val_int(0));
}

Val expand_in(Vm *vm, Val v, Val x)
{
    return expand_only(vm, v, x, val_int(0));
}

static Val expand_all_modulus(Vm *vm, Val v, Val modulus)
{
    Heap *h = vm_heap(vm);
    Expr *e;
    Val r;

    TRY(vm_check_stack(vm));
    v = val_unpacked(h, v);
    if (!val_is_expr(v))
        return v;
    /* 1/(a + b)^2: the power is multiplied out, then inverted. */
    if (val_is_call(v, S_Power, 2) && val_is_integer(expr_arg(v, 1)) && num_sign(expr_arg(v, 1)) < 0) {
        TRY(r = expand_all_modulus(vm, expr_arg(v, 0), modulus));
        r = expr2(h, S_Power, r, num_neg(h, expr_arg(v, 1)));
        TRY(r = expand_only(vm, r, VAL_NONE, modulus));
        return vm_eval(vm, expr2(h, S_Power, r, val_int(-1)));
    }
    e = expr_new(h, expr_head(v), expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        TRY(e->args[i] = expand_all_modulus(vm, expr_arg(v, i), modulus));
    TRY(r = vm_eval(vm, expr_seal(e)));
    return expand_only(vm, r, VAL_NONE, modulus);
}

/* The parts of v that are free of the pattern p are left alone: where p is no plain part of v, the
 * sums free of it are hidden. */
static Val expand_pattern(Vm *vm, Val v, Val p)
{
    Heap *h = vm_heap(vm);
    Val free;

    if (val_flags(p) & FLAG_PATTERN) {
        TRY(free = vm_eval(vm, expr2(h, S_FreeQ, v, p)));
        if (val_is(free, S_True))
            return v;
        return expand_only(vm, v, VAL_NONE, val_int(0));
    }
    return val_contains(v, p) ? expand_only(vm, v, p, val_int(0)) : v;
}

BUILTIN(Expand,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0, Trig -> False",
    .usage   = "Expand[expr] multiplies out products and positive integer powers; Expand[expr, patt] leaves alone what is\n"
               "free of patt.",
    .examples = EXAMPLES("Expand[(a + b)^2]", "a^2 + 2*a*b + b^2",
                         "Expand[(x + 1) (x + y), y]", "x*(1 + x) + (1 + x)*y",
                         "Expand[(1 + x)^3, Modulus -> 3]", "1 + x^3",
                         "Expand[(a + b)/c]", "a/c + b/c"))
{
    size_t n = options_split(args);
    Val modulus, trig, v, r;

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    r = thread_first(vm_heap(vm), args);
    if (!val_is_not_mine(r))
        return r;
    v = args.v[0];
    TRY(modulus = option_get(vm, args, S_Modulus));
    TRY(trig = option_get(vm, args, S_Trig));
    if (val_is(trig, S_True))
        TRY(v = vm_eval(vm, expr1(vm_heap(vm), S_TrigExpand, v)));
    if (n == 2)
        return expand_pattern(vm, v, args.v[1]);
    if (!val_is_integer(modulus) || num_sign(modulus) < 0)
        modulus = val_int(0);
    return expand_only(vm, v, VAL_NONE, modulus);
}

BUILTIN(ExpandAll,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Modulus -> 0, Trig -> False",
    .usage   = "ExpandAll[expr] multiplies out products and integer powers in every part of expr.",
    .examples = EXAMPLES("ExpandAll[1/(1 + x)^2 + Sin[(a + b) c]]", "(1 + 2*x + x^2)^(-1) + Sin[a*c + b*c]"))
{
    size_t n = options_split(args);
    Val modulus, trig, v;

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    v = args.v[0];
    TRY(modulus = option_get(vm, args, S_Modulus));
    TRY(trig = option_get(vm, args, S_Trig));
    if (val_is(trig, S_True))
        TRY(v = vm_eval(vm, expr1(vm_heap(vm), S_TrigExpand, v)));
    if (n == 2 && !val_contains(v, args.v[1]) && !(val_flags(args.v[1]) & FLAG_PATTERN))
        return v;
    if (!val_is_integer(modulus) || num_sign(modulus) < 0)
        modulus = val_int(0);
    return expand_all_modulus(vm, v, modulus);
}

/* Is the exponent one that belongs into the denominator? */
static bool is_negative_exponent(Val e)
{
    if (val_is_number(e) && !val_is_complex(e))
        return num_sign(e) < 0;
    if (val_is_complex(e))
        return num_sign(cplx_re(e)) < 0 || (num_is_zero(cplx_re(e)) && num_sign(cplx_im(e)) < 0);
    return val_has_head(e, S_Times) && val_is_number(expr_arg(e, 0)) && is_negative_exponent(expr_arg(e, 0));
}

static void split_fraction(Heap *h, Val v, Builder *above, Builder *below)
{
    if (val_is_rational(v)) {
        builder_push(above, rat_numerator(v));
        builder_push(below, rat_denominator(v));
    } else if (val_is_complex(v) && num_is_exact(v)) {
        Val d = int_lcm(h, rat_denominator(cplx_re(v)), rat_denominator(cplx_im(v)));

        builder_push(above, num_mul(h, v, d));
        builder_push(below, d);
    } else if (val_has_head(v, S_Times)) {
        for (size_t i = 0; i < expr_len(v); i++)
            split_fraction(h, expr_arg(v, i), above, below);
    } else if (val_is_call(v, S_Power, 2)) {
        Val base = expr_arg(v, 0), e = expr_arg(v, 1);

        if (val_has_head(e, S_Plus)) {
            for (size_t i = 0; i < expr_len(e); i++)
                split_fraction(h, expr2(h, S_Power, base, expr_arg(e, i)), above, below);
        } else if (is_negative_exponent(e)) {
            builder_push(below, expr2(h, S_Power, base, expr2(h, S_Times, val_int(-1), e)));
        } else {
            builder_push(above, v);
        }
    } else {
        builder_push(above, v);
    }
}

static Val numerator_of(Heap *h, Val v, Val *denominator)
{
    Builder above, below;

    builder_start(&above, h, S_Times);
    builder_start(&below, h, S_Times);
    split_fraction(h, v, &above, &below);
    *denominator = builder_finish(&below);
    return builder_finish(&above);
}

BUILTIN(Numerator,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Numerator[expr] is the numerator of expr.",
    .examples = EXAMPLES("Numerator[2/3]", "2", "Numerator[a x^n y^-m/(x - b)]", "a*x^n"))
{
    Val d;

    return numerator_of(vm_heap(vm), args.v[0], &d);
}

BUILTIN(Denominator,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Denominator[expr] is the denominator of expr.",
    .examples = EXAMPLES("Denominator[2/3]", "3", "Denominator[a/(b (x - 1)^2)]", "b*(-1 + x)^2"))
{
    Val d;

    numerator_of(vm_heap(vm), args.v[0], &d);
    return d;
}

/* Each term of a sum as a fraction with one side multiplied out. */
static Val expand_sides(Vm *vm, Val v, bool above)
{
    Heap *h = vm_heap(vm);
    const Val *terms;
    size_t n = terms_of(&v, S_Plus, &terms);
    Expr *e = expr_new(h, S_Plus, n);

    for (size_t i = 0; i < n; i++) {
        Val den, num = numerator_of(h, terms[i], &den);

        TRY(num = vm_eval(vm, num));
        TRY(den = vm_eval(vm, den));
        if (above)
            TRY(num = expand(vm, num));
        else
            TRY(den = expand(vm, den));
        e->args[i] = expr2(h, S_Times, num, expr2(h, S_Power, den, val_int(-1)));
    }
    return expr_seal(e);
}

BUILTIN(ExpandNumerator,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "x_",
    .usage   = "ExpandNumerator[expr] multiplies out the numerators in expr.",
    .examples = EXAMPLES("ExpandNumerator[(x - 1) (x - 2)/((x - 3) (x - 4))]", "(2 - 3*x + x^2)/((-4 + x)*(-3 + x))"))
{
    Val r = thread_first(vm_heap(vm), args);

    return val_is_not_mine(r) ? expand_sides(vm, args.v[0], true) : r;
}

BUILTIN(ExpandDenominator,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "x_",
    .usage   = "ExpandDenominator[expr] multiplies out the denominators in expr.",
    .examples = EXAMPLES("ExpandDenominator[(x - 1) (x - 2)/((x - 3) (x - 4))]", "((-2 + x)*(-1 + x))/(12 - 7*x + x^2)"))
{
    Val r = thread_first(vm_heap(vm), args);

    return val_is_not_mine(r) ? expand_sides(vm, args.v[0], false) : r;
}

BUILTIN(Together,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "Together[expr] puts the terms of a sum over a common denominator and cancels common factors.",
    .examples = EXAMPLES("Together[a/b + c/d]", "(b*c + a*d)/(b*d)",
                         "Together[1/x + 1/(1 + x)]", "(1 + 2*x)/(x*(1 + x))",
                         "Together[x^2/(x^2 - 1) + x/(x^2 - 1)]", "x/(-1 + x)"))
{
    size_t n = options_split(args);
    Val r;

    if (!count_ok(vm, args, n, 1, 1))
        return NOT_MINE;
    if (val_is_number(args.v[0]))
        return args.v[0];
    r = thread_first(vm_heap(vm), args);
    if (!val_is_not_mine(r))
        return r;
    r = poly_rational(vm_heap(vm), args.v[0], POLY_TOGETHER);
    return val_is_none(r) ? args.v[0] : r;
}

static Val cancel_term(Heap *h, Val v)
{
    Val r;

    if (val_is_call(v, S_Power, 2) && val_is(expr_arg(v, 1), val_int(-1)))
        return v;
    r = poly_rational(h, v, POLY_TOGETHER);
    return val_is_none(r) ? v : r;
}

BUILTIN(Cancel,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Extension -> None, Modulus -> 0, Trig -> False",
    .usage   = "Cancel[expr] cancels common factors in the numerators and denominators of expr; Cancel[x] asks a future, a token, "
               "a scope or an actor to end, and says whether it was the first to.",
    .examples = EXAMPLES("Cancel[(x^2 - 1)/(x - 1)]", "1 + x",
                         "Cancel[(x - y)/(x^2 - y^2) + (x^3 - 1)/(x - 1)]", "1 + x + x^2 + (x + y)^(-1)"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Val r, v;
    Expr *e;

    if (!count_ok(vm, args, n, 1, 1))
        return NOT_MINE;
    if (val_is_foreign(args.v[0]))
        return foreign_class(args.v[0])->cancel == NULL ? args.v[0] : foreign_class(args.v[0])->cancel(vm, foreign_state(args.v[0]));
    r = thread_first(h, args);
    if (!val_is_not_mine(r))
        return r;
    v = args.v[0];
    if (val_is_number(v))
        return v;
    if (!val_has_head(v, S_Plus))
        return cancel_term(h, v);
    e = expr_new(h, S_Plus, expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        e->args[i] = cancel_term(h, expr_arg(v, i));
    return expr_seal(e);
}
