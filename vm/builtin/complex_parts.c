/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * complex_parts.c -- Abs, Arg, Sign, Re, Im, Conjugate.
 *
 * Numbers are taken apart at once.  Exact numeric expressions are taken apart by their form: sums,
 * products, powers of positive bases.  Of symbolic ones only what holds for every value is used.
 */
#include "vm/builtin/certify.h"

#include <math.h>

static Val times2(Heap *h, Val a, Val b)
{
    if (val_is(a, val_int(1)))
        return b;
    return expr2(h, S_Times, a, b);
}

static Val plus2(Heap *h, Val a, Val b) { return expr2(h, S_Plus, a, b); }

/* -v, into the terms of a sum. */
static Val negated(Heap *h, Val v)
{
    if (!val_has_head(v, S_Plus))
        return neg_expr(h, v);
    Expr *out = expr_new(h, S_Plus, expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        out->args[i] = neg_expr(h, expr_arg(v, i));
    return expr_seal(out);
}

/* Is [v] certainly real, whatever its variables are? */
static bool is_real_form(Vm *vm, Val v)
{
    if (val_is_number(v))
        return !val_is_complex(v);
    if (val_is_symbol(v))
        return val_is_numeric(vm, v);
    if (!val_is_expr(v) || !val_is_symbol(expr_head(v)) || val_is_unwind(vm_check_stack(vm)))
        return false;
    size_t n = expr_len(v);
    switch (symbol_switch(expr_head(v))) {
    case SYM_Re: case SYM_Im: case SYM_Abs: case SYM_Arg:
        return n == 1;
    case SYM_Plus: case SYM_Times:
        for (size_t i = 0; i < n; i++)
            if (!is_real_form(vm, expr_arg(v, i)))
                return false;
        return true;
    case SYM_Sin: case SYM_Cos: case SYM_Tan: case SYM_Cot: case SYM_Sec: case SYM_Csc: case SYM_ArcTan:
    case SYM_Sinh: case SYM_Cosh: case SYM_Tanh: case SYM_ArcSinh: case SYM_Exp:
        for (size_t i = 0; i < n; i++)
            if (!is_real_form(vm, expr_arg(v, i)))
                return false;
        return val_is_numeric(vm, v);
    case SYM_Power:
        if (n != 2 || !is_real_form(vm, expr_arg(v, 0)))
            return false;
        if (val_is_integer(expr_arg(v, 1)))
            return true;
        return is_real_form(vm, expr_arg(v, 1)) && certified_sign(vm, expr_arg(v, 0)) == 1;
    case SYM_Log:
        return n == 1 && certified_sign(vm, expr_arg(v, 0)) == 1;
    default:
        break;
    }
    if (!val_is_numeric(vm, v))
        return false;
    int s = certified_sign(vm, v);
    return s >= -1 && s <= 1;
}

static bool parts_of(Vm *vm, Val v, Val *re, Val *im);

static bool parts_of_sum(Vm *vm, Val v, Val *re, Val *im)
{
    Builder r, i;
    Val a, b;

    builder_start(&r, vm_heap(vm), S_Plus);
    builder_start(&i, vm_heap(vm), S_Plus);
    for (size_t k = 0; k < expr_len(v); k++) {
        if (!parts_of(vm, expr_arg(v, k), &a, &b))
            return false;
        builder_push(&r, a);
        if (!val_is(b, val_int(0)))
            builder_push(&i, b);
    }
    *re = builder_finish(&r);
    *im = i.n == 0 ? val_int(0) : builder_finish(&i);
    return true;
}

static bool parts_of_product(Vm *vm, Val v, Val *re, Val *im)
{
    Heap *h = vm_heap(vm);
    Val a, b;

    *re = val_int(1);
    *im = val_int(0);
    for (size_t k = 0; k < expr_len(v); k++) {
        if (!parts_of(vm, expr_arg(v, k), &a, &b))
            return false;
        Val x = *re, y = *im;
        if (val_is(b, val_int(0))) {
            *re = times2(h, x, a);
            *im = val_is(y, val_int(0)) ? y : times2(h, y, a);
        } else {
            *re = plus2(h, times2(h, x, a), negated(h, times2(h, y, b)));
            *im = plus2(h, times2(h, x, b), times2(h, y, a));
        }
    }
    return true;
}

/* Real and imaginary part of a numeric expression, where its form gives them. */
static bool parts_of(Vm *vm, Val v, Val *re, Val *im)
{
    Heap *h = vm_heap(vm);
    Val a, b;

    if (val_is_number(v)) {
        *re = cplx_re(v);
        *im = cplx_im(v);
        return true;
    }
    if (is_real_form(vm, v)) {
        *re = v;
        *im = val_int(0);
        return true;
    }
    if (!val_is_expr(v) || !val_is_numeric(vm, v) || val_is_unwind(vm_check_stack(vm)))
        return false;
    if (val_has_head(v, S_Plus))
        return parts_of_sum(vm, v, re, im);
    if (val_has_head(v, S_Times))
        return parts_of_product(vm, v, re, im);
    if (val_is_call(v, S_Log, 1)) {
        *re = expr1(h, S_Log, expr1(h, S_Abs, expr_arg(v, 0)));
        *im = expr1(h, S_Arg, expr_arg(v, 0));
        return true;
    }
    if (!val_is_call(v, S_Power, 2))
        return false;
    Val base = expr_arg(v, 0), exp = expr_arg(v, 1), angle, size;
    int sign = certified_sign(vm, base);
    if (sign == 1 && parts_of(vm, exp, &a, &b)) {
        angle = val_is(base, S_E) ? b : times2(h, b, expr1(h, S_Log, base));
        size = expr2(h, S_Power, base, a);
    } else if (sign == -1 && is_real_form(vm, exp)) {
        angle = times2(h, S_Pi, exp);
        size = val_is(base, val_int(-1)) ? val_int(1) : expr2(h, S_Power, negated(h, base), exp);
    } else {
        return false;
    }
    *re = times2(h, size, expr1(h, S_Cos, angle));
    *im = times2(h, size, expr1(h, S_Sin, angle));
    return true;
}

/* ---- Abs and Sign -------------------------------------------------------------------------------- */

static Val abs_number(Heap *h, Val x)
{
    Val r = num_abs(h, x);

    if (!val_is_none(r))
        return r;
    Val re = cplx_re(x), im = cplx_im(x);
    return sqrt_expr(h, num_add(h, num_mul(h, re, re), num_mul(h, im, im)));
}

static Val abs_interval(Vm *vm, Val z)
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_Interval);
    for (size_t i = 0; i < expr_len(z); i++) {
        Val pair = expr_arg(z, i);
        if (!val_is_call(pair, S_List, 2))
            return NOT_MINE;
        Val low = expr_arg(pair, 0), high = expr_arg(pair, 1);
        int l = certified_compare(vm, low, val_int(0)), u = certified_compare(vm, high, val_int(0));
        if (l > 1 || u > 1)
            return NOT_MINE;
        if (l >= 0)
            builder_push(&b, pair);
        else if (u <= 0)
            builder_push(&b, expr2(h, S_List, negated(h, high), negated(h, low)));
        else
            builder_push(&b, expr2(h, S_List, val_int(0), expr2(h, S_Max, negated(h, low), high)));
    }
    return builder_finish(&b);
}

BUILTIN(Abs,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Abs[z] gives the absolute value of the real or complex number z.",
    .examples = EXAMPLES(
        ">> Abs[-5/2]",       "5/2",
        ">> Abs[3 + 4 I]",    "5",
        ">> Abs[-3 x]",       "3*Abs[x]",
        ">> Abs[Pi - 4]",     "4 - Pi"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], re, im;

    if (val_is_number(z))
        return abs_number(h, z);
    if (val_is_infinite(z))
        return infinity_new(h, val_int(1));
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_call(z, S_Abs, 1))
        return z;
    if (val_is_call(z, S_Conjugate, 1))
        return expr1(h, S_Abs, expr_arg(z, 0));
    if (val_is_interval(z))
        return abs_interval(vm, z);
    if (val_is_numeric(vm, z)) {
        int s = certified_sign(vm, z);
        if (s == SIGN_UNWIND)
            return UNWIND;
        if (s == 0 || s == 1)
            return s == 0 ? val_int(0) : z;
        if (s == -1)
            return negated(h, z);
    }
    if (val_is_call(z, S_Power, 2)) {
        Val base = expr_arg(z, 0), exp = expr_arg(z, 1);
        if (certified_sign(vm, base) == 1)
            return expr2(h, S_Power, base, expr1(h, S_Re, exp));
        if (val_is_real_number(exp) || (val_is_numeric(vm, exp) && is_real_form(vm, exp)))
            return expr2(h, S_Power, expr1(h, S_Abs, base), exp);
        return NOT_MINE;
    }
    if (val_has_head(z, S_Times)) {
        Builder in, out;
        builder_start(&in, h, S_Times);
        builder_start(&out, h, S_Times);
        for (size_t i = 0; i < expr_len(z); i++) {
            Val f = expr_arg(z, i);
            bool apart = val_is_numeric(vm, f) || (val_is_call(f, S_Power, 2) && val_is_real_number(expr_arg(f, 1))
                         && expr_len(z) == 2 && val_is_numeric(vm, expr_arg(z, 1 - i)));
            if (apart)
                builder_push(&out, expr1(h, S_Abs, f));
            else
                builder_push(&in, f);
        }
        if (out.n == 0)
            return NOT_MINE;
        if (in.n > 0)
            builder_push(&out, expr1(h, S_Abs, in.n == 1 ? in.items[0] : builder_finish(&in)));
        return builder_finish(&out);
    }
    if (val_has_head(z, S_Plus) && parts_of(vm, z, &re, &im) && !val_is(im, val_int(0)))
        return sqrt_expr(h, plus2(h, expr2(h, S_Power, re, val_int(2)), expr2(h, S_Power, im, val_int(2))));
    return NOT_MINE;
}

BUILTIN(Sign,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Sign[x] gives -1, 0, or 1 depending on whether x is negative, zero, or positive; z/Abs[z] for complex z.",
    .examples = EXAMPLES(
        ">> Sign[-7/2]",    "-1",
        ">> Sign[3 - 4 I]", "3/5 - (4*I)/5",
        ">> Sign[-2 x]",    "-Sign[x]"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0];

    if (val_is_number(z)) {
        if (!val_is_complex(z))
            return num_is_nan(z) ? NOT_MINE : val_int(num_sign(z));
        if (num_is_zero(z))
            return val_int(0);
        Val size = abs_number(h, z);
        return val_is_number(size) ? num_div(h, z, size) : div_expr(h, z, size);
    }
    if (val_is_call(z, S_DirectedInfinity, 1))
        return expr1(h, S_Sign, expr_arg(z, 0));
    if (val_is(z, S_Indeterminate) || val_is_complex_infinity(z))
        return S_Indeterminate;
    if (val_is_call(z, S_Sign, 1))
        return z;
    if (val_is_numeric(vm, z)) {
        int s = certified_sign(vm, z);
        if (s == SIGN_UNWIND)
            return UNWIND;
        if (s >= -1 && s <= 1)
            return val_int(s);
    }
    if (val_is_call(z, S_Power, 2)) {
        Val base = expr_arg(z, 0), exp = expr_arg(z, 1);
        if (certified_sign(vm, base) == 1)
            return expr2(h, S_Power, base, times2(h, cplx_i(h), expr1(h, S_Im, exp)));
        if (val_is_integer(exp))
            return expr2(h, S_Power, expr1(h, S_Sign, base), exp);
        return NOT_MINE;
    }
    if (val_has_head(z, S_Times)) {
        Builder in, out;
        builder_start(&in, h, S_Times);
        builder_start(&out, h, S_Times);
        for (size_t i = 0; i < expr_len(z); i++) {
            Val f = expr_arg(z, i);
            if (val_is_numeric(vm, f))
                builder_push(&out, expr1(h, S_Sign, f));
            else
                builder_push(&in, f);
        }
        if (out.n == 0)
            return NOT_MINE;
        if (in.n > 0)
            builder_push(&out, expr1(h, S_Sign, in.n == 1 ? in.items[0] : builder_finish(&in)));
        return builder_finish(&out);
    }
    if (val_has_head(z, S_Plus) && val_is_numeric(vm, z)) {
        Val re, im;
        if (parts_of(vm, z, &re, &im) && !val_is(im, val_int(0)))
            return div_expr(h, z, expr1(h, S_Abs, z));
    }
    return NOT_MINE;
}

/* ---- Re and Im -------------------------------------------------------------------------------------- */

/* A numeric factor comes out: Re[(a + b I) y] = a Re[y] - b Im[y]. */
static Val part_of_product(Vm *vm, Val z, bool imaginary)
{
    Heap *h = vm_heap(vm);
    Val head = imaginary ? S_Im : S_Re, other = imaginary ? S_Re : S_Im, c = val_int(1);
    Builder in, out;

    builder_start(&in, h, S_Times);
    builder_start(&out, h, S_Times);
    for (size_t i = 0; i < expr_len(z); i++) {
        Val f = expr_arg(z, i);
        if (val_is_number(f))
            c = f;
        else if (is_real_form(vm, f))
            builder_push(&out, f);
        else
            builder_push(&in, f);
    }
    if (in.n == expr_len(z))
        return NOT_MINE;
    Val y = in.n == 1 ? in.items[0] : builder_finish(&in);
    Val a = cplx_re(c), b = cplx_im(c);
    Val first = val_is(a, val_int(0)) ? a : times2(h, a, expr1(h, head, y));
    Val second = val_is(b, val_int(0)) ? b : times2(h, imaginary ? b : num_neg(h, b), expr1(h, other, y));
    builder_push(&out, val_is(second, val_int(0)) ? first : val_is(first, val_int(0)) ? second
                                                 : plus2(h, first, second));
    return out.n == 1 ? out.items[0] : builder_finish(&out);
}

/* Numeric terms and those with a complex factor come out; the rest stays together. */
static Val part_of_sum(Vm *vm, Val z, bool imaginary)
{
    Heap *h = vm_heap(vm);
    Val head = imaginary ? S_Im : S_Re;
    Builder in, out;

    builder_start(&in, h, S_Plus);
    builder_start(&out, h, S_Plus);
    for (size_t i = 0; i < expr_len(z); i++) {
        Val t = expr_arg(z, i);
        bool apart = val_is_numeric(vm, t) || is_real_form(vm, t)
            || (val_has_head(t, S_Times) && val_is_complex(expr_arg(t, 0)));
        if (apart)
            builder_push(&out, expr1(h, head, t));
        else
            builder_push(&in, t);
    }
    if (out.n == 0)
        return NOT_MINE;
    if (in.n > 0)
        builder_push(&out, expr1(h, head, in.n == 1 ? in.items[0] : builder_finish(&in)));
    return builder_finish(&out);
}

/* What Re ([imaginary]: Im) gives; NOT_MINE where it stays. */
static Val part_of(Vm *vm, Val z, bool imaginary)
{
    Heap *h = vm_heap(vm);
    Val re, im;

    if (val_is_number(z))
        return imaginary ? cplx_im(z) : cplx_re(z);
    if (val_is(z, S_Indeterminate) || val_is_complex_infinity(z))
        return S_Indeterminate;
    if (val_is_call(z, S_DirectedInfinity, 1)) {
        Val d = expr_arg(z, 0);
        if (val_is_real_number(d))
            return imaginary ? val_int(0) : z;
        if (val_is_number(d) && num_is_zero(cplx_re(d)))
            return imaginary ? infinity_new(h, cplx_im(d)) : val_int(0);
        return NOT_MINE;
    }
    if (is_real_form(vm, z))
        return imaginary ? val_int(0) : z;
    if (parts_of(vm, z, &re, &im))
        return imaginary ? im : re;
    if (val_is_call(z, S_Conjugate, 1)) {
        Val r = expr1(h, imaginary ? S_Im : S_Re, expr_arg(z, 0));
        return imaginary ? neg_expr(h, r) : r;
    }
    if (val_has_head(z, S_Times))
        return part_of_product(vm, z, imaginary);
    if (val_has_head(z, S_Plus))
        return part_of_sum(vm, z, imaginary);
    return NOT_MINE;
}

BUILTIN(Re,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Re[z] gives the real part of the complex number z.",
    .examples = EXAMPLES(">> Re[3 + 4 I]", "3", ">> Re[a - b I]", "Im[b] + Re[a]"))
{
    return part_of(vm, args.v[0], false);
}

BUILTIN(Im,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Im[z] gives the imaginary part of the complex number z.",
    .examples = EXAMPLES(">> Im[3 + 4 I]", "4", ">> Im[Sqrt[2]]", "0"))
{
    return part_of(vm, args.v[0], true);
}

BUILTIN(ReIm,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "ReIm[z] gives the list {Re[z], Im[z]}.",
    .examples = EXAMPLES(">> ReIm[3 + 4 I]", "{3, 4}"))
{
    Heap *h = vm_heap(vm);

    return expr2(h, S_List, expr1(h, S_Re, args.v[0]), expr1(h, S_Im, args.v[0]));
}

BUILTIN(AbsArg,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "AbsArg[z] gives the list {Abs[z], Arg[z]}.",
    .examples = EXAMPLES(">> AbsArg[-3]", "{3, Pi}"))
{
    Heap *h = vm_heap(vm);

    return expr2(h, S_List, expr1(h, S_Abs, args.v[0]), expr1(h, S_Arg, args.v[0]));
}

/* ---- Arg ------------------------------------------------------------------------------------------- */

/* The angle of re + I im, neither known to be on an axis unless exact 0. */
static Val angle(Vm *vm, Val re, Val im)
{
    Heap *h = vm_heap(vm);
    int r = certified_sign(vm, re), i = certified_sign(vm, im);

    if (r > 1 || i > 1)
        return NOT_MINE;
    if (i == 0)
        return r >= 0 ? val_int(0) : S_Pi;
    if (r == 0)
        return times2(h, rat_new(h, val_int(i), val_int(2)), S_Pi);
    Val t = expr1(h, S_ArcTan, div_expr(h, im, re));
    if (r > 0)
        return t;
    return plus2(h, i > 0 ? S_Pi : neg_expr(h, S_Pi), t);
}

BUILTIN(Arg,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Arg[z] gives the argument of the complex number z.",
    .examples = EXAMPLES(">> Arg[-1]", "Pi", ">> Arg[2 I]", "Pi/2", ">> Arg[1 + I]", "Pi/4"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], re, im;

    if (val_is_complex(z) && val_is_real(cplx_re(z)))
        return val_real_new(h, atan2(val_real(cplx_im(z)), val_real(cplx_re(z))));
    if (val_is_call(z, S_DirectedInfinity, 1))
        return expr1(h, S_Arg, expr_arg(z, 0));
    if (val_is_call(z, S_Abs, 1))
        return val_int(0);
    if (val_is_call(z, S_Times, 2) && val_is_call(expr_arg(z, 1), S_Abs, 1) && val_is_numeric(vm, expr_arg(z, 0)))
        return expr1(h, S_Arg, expr_arg(z, 0));
    if (val_is_call(z, S_Power, 2) && val_is_numeric(vm, z) && certified_sign(vm, expr_arg(z, 0)) == 1
        && parts_of(vm, expr_arg(z, 1), &re, &im)) {
        Val t = times2(h, im, expr1(h, S_Log, expr_arg(z, 0))), turn = times2(h, val_int(2), S_Pi), n;
        TRY(n = vm_eval(vm, expr1(h, S_Round, div_expr(h, t, turn))));
        return val_is_integer(n) ? plus2(h, t, expr3(h, S_Times, val_int(-2), n, S_Pi)) : NOT_MINE;
    }
    if (parts_of(vm, z, &re, &im)) {
        TRY(re = vm_eval(vm, re));
        TRY(im = vm_eval(vm, im));
        return angle(vm, re, im);
    }
    if (val_has_head(z, S_Times) && val_is_real_number(expr_arg(z, 0)) && num_sign(expr_arg(z, 0)) > 0) {
        Val rest = expr_len(z) == 2 ? expr_arg(z, 1) : expr_make(h, S_Times, expr_len(z) - 1, expr_args(z) + 1);
        return expr1(h, S_Arg, rest);
    }
    return NOT_MINE;
}

/* ---- Conjugate -------------------------------------------------------------------------------------- */

/* The conjugate of [z] by its form; VAL_NONE where it stays. */
static Val conjugate(Vm *vm, Val z)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(z))
        return cplx_new(h, cplx_re(z), num_neg(h, cplx_im(z)));
    if (is_real_form(vm, z))
        return z;
    if (val_is_call(z, S_Conjugate, 1))
        return expr_arg(z, 0);
    if (val_is_call(z, S_DirectedInfinity, 1)) {
        Val d = conjugate(vm, expr_arg(z, 0));
        return val_is_none(d) ? d : infinity_new(h, d);
    }
    if (val_is_call(z, S_Power, 2)) {
        Val base = expr_arg(z, 0), exp = expr_arg(z, 1);
        if (certified_sign(vm, base) == 1)
            return expr2(h, S_Power, base, expr1(h, S_Conjugate, exp));
        if (val_is_integer(exp))
            return expr2(h, S_Power, expr1(h, S_Conjugate, base), exp);
        if (val_is_numeric(vm, z)) {
            /* off the cut the principal power of the conjugate is the conjugate */
            if (certified_sign(vm, base) == -1 && val_is_real_number(exp))
                return times2(h, expr2(h, S_Power, negated(h, base), exp),
                              expr2(h, S_Power, val_int(-1), num_neg(h, exp)));
            if (is_real_form(vm, exp))
                return expr2(h, S_Power, expr1(h, S_Conjugate, base), exp);
        }
        return VAL_NONE;
    }
    bool sum = val_has_head(z, S_Plus);
    if (!sum && !val_has_head(z, S_Times))
        return VAL_NONE;
    Builder in, out;
    builder_start(&in, h, expr_head(z));
    builder_start(&out, h, expr_head(z));
    for (size_t i = 0; i < expr_len(z); i++) {
        Val t = expr_arg(z, i);
        if (val_is_numeric(vm, t) || (sum && val_has_head(t, S_Times) && val_is_number(expr_arg(t, 0))))
            builder_push(&out, expr1(h, S_Conjugate, t));
        else
            builder_push(&in, t);
    }
    if (out.n == 0)
        return VAL_NONE;
    if (in.n > 0)
        builder_push(&out, expr1(h, S_Conjugate, in.n == 1 ? in.items[0] : builder_finish(&in)));
    return builder_finish(&out);
}

BUILTIN(Conjugate,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Conjugate[z] gives the complex conjugate of the complex number z.",
    .examples = EXAMPLES(">> Conjugate[3 + 4 I]", "3 - 4*I", ">> Conjugate[Conjugate[z]]", "z"))
{
    Val r = conjugate(vm, args.v[0]);

    return val_is_none(r) ? NOT_MINE : r;
}
