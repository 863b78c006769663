/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * infinity.c -- DirectedInfinity, and what sums, products and powers do with it.
 *
 * Infinity is DirectedInfinity[1], ComplexInfinity is DirectedInfinity[].
 */
#include "vm/builtin/arith.h"

static Val value_infinity(Vm *vm)         { return infinity_new(vm_heap(vm), val_int(1)); }
static Val value_complex_infinity(Vm *vm) { return complex_infinity(vm_heap(vm)); }

SYMBOL(Infinity,
    .attrs   = ATTR_CONSTANT | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = value_infinity,
    .usage   = "Infinity is a positive infinite quantity.",
    .messages = MESSAGES("indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES("1/Infinity", "0", "Head[Infinity]", "DirectedInfinity"));

SYMBOL(ComplexInfinity,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = value_complex_infinity,
    .usage   = "ComplexInfinity is an infinite quantity whose direction in the complex plane is not known.",
    .examples = EXAMPLES("1/ComplexInfinity", "0"));

SYMBOL(Indeterminate,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Indeterminate is a numerical quantity whose magnitude can't be determined.",
    .examples = EXAMPLES("Indeterminate + 1", "Indeterminate"));

Val indeterminate(Vm *vm, Val expr)
{
    vm_message(vm, S_Infinity, "indet", 1, &expr);
    return S_Indeterminate;
}

BUILTIN(DirectedInfinity,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "z_.",
    .usage   = "DirectedInfinity[] is an infinite quantity of unknown direction in the complex plane. "
               "DirectedInfinity[z] is an infinite quantity in the direction of the complex number z.",
    .examples = EXAMPLES(
        "DirectedInfinity[-3]",      "-Infinity",
        "DirectedInfinity[]",        "ComplexInfinity",
        "DirectedInfinity[1 + I]",   "DirectedInfinity[(1 + I)/Sqrt[2]]",
        "DirectedInfinity[a]",       "DirectedInfinity[a]"))
{
    Heap *h = vm_heap(vm);
    Val z;
    int sign;

    if (args.n == 0)
        return NOT_MINE;
    z = args.v[0];
    if (val_is_infinite(z))
        return z;
    if (val_is(z, S_Indeterminate))
        return complex_infinity(h);
    if (val_is_number(z)) {
        Val abs;

        if (num_is_zero(z))
            return complex_infinity(h);
        if (val_is_one(z) || val_is_minus_one(z))
            return NOT_MINE;
        if (!val_is_complex(z))
            return infinity_new(h, val_int(num_sign(z)));
        abs = num_abs(h, z);
        if (!val_is_none(abs) && val_is_one(abs))
            return NOT_MINE;
        if (!num_is_exact(z)) {
            Val r = num_div(h, z, abs);

            return num_equal(r, z) ? NOT_MINE : infinity_new(h, r);
        }
        if (val_is_none(abs))
            abs = sqrt_expr(h, num_add(h, num_mul(h, cplx_re(z), cplx_re(z)), num_mul(h, cplx_im(z), cplx_im(z))));
        return infinity_new(h, div_expr(h, z, abs));
    }
    if (!val_is_numeric(vm, z))
        return NOT_MINE;
    sign = numeric_sign(vm, z);
    if (sign == 1 || sign == -1)
        return infinity_new(h, val_int(sign));
    if (sign == 0)
        return complex_infinity(h);
    return NOT_MINE;
}

/* Are the directions of two infinities known to be the same (1), known to differ (0), or not known (-1)? */
static int same_direction(Vm *vm, Val a, Val b)
{
    if (val_same(a, b))
        return 1;
    if (expr_len(a) == 0 || expr_len(b) == 0)
        return 0;
    return val_is_numeric(vm, expr_arg(a, 0)) && val_is_numeric(vm, expr_arg(b, 0)) ? 0 : -1;
}

Val infinity_plus(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val infinity = VAL_NONE;
    bool absorbed = false;
    Builder rest;

    builder_start(&rest, h, S_Plus);
    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        if (!val_is_infinite(x)) {
            absorbed = true;         /* what is finite, or a symbol taken to be, is lost in it */
            continue;
        }
        if (val_is_none(infinity)) {
            infinity = x;
            continue;
        }
        switch (val_is_complex_infinity(x) ? 0 : same_direction(vm, infinity, x)) {
        case 1:
            absorbed = true;
            break;
        case 0:
            return indeterminate(vm, args.expr);
        default:
            builder_push(&rest, x);
        }
    }
    if (!absorbed)
        return NOT_MINE;
    if (rest.n == 0)
        return infinity;
    builder_push(&rest, infinity);
    return builder_finish(&rest);
}

Val infinity_times(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    bool complex = false, finite = false;
    size_t infinities = 0;
    Builder direction, rest;

    builder_start(&direction, h, S_Times);
    builder_start(&rest, h, S_Times);
    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i];

        if (val_is_infinite(x)) {
            infinities++;
            if (expr_len(x) == 0)
                complex = true;
            else
                builder_push(&direction, expr_arg(x, 0));
        } else if (val_is_number(x) && num_is_zero(x)) {
            return indeterminate(vm, args.expr);
        } else if (val_is(x, S_Indeterminate)) {
            return S_Indeterminate;
        } else if (val_is_numeric(vm, x)) {
            finite = true;
            builder_push(&direction, x);
        } else {
            builder_push(&rest, x);
        }
    }
    if (complex)
        return complex_infinity(h);
    if (!finite && infinities == 1)
        return NOT_MINE;
    if (infinities == 1 && args.n == 2 && finite && !val_is_numeric(vm, expr_arg(args.v[args.n - 1], 0))
        && val_is_infinite(args.v[1]) && numeric_sign(vm, args.v[0]) == 1)
        return args.v[1];
    builder_push(&rest, infinity_new(h, builder_finish(&direction)));
    return rest.n == 1 ? rest.items[0] : builder_finish(&rest);
}

/* base^(+-Infinity) by the absolute value of the base. */
static Val power_to_infinity(Vm *vm, Val base, bool plus, Val whole)
{
    Heap *h = vm_heap(vm);
    int sign, compared;
    Val size;

    if (val_is_number(base) && num_is_zero(base)) {
        if (plus)
            return val_int(0);
        return complex_infinity(h);
    }
    if (!val_is_numeric(vm, base))
        return NOT_MINE;
    if (val_is_number(base)) {
        size = num_add(h, num_mul(h, cplx_re(base), cplx_re(base)), num_mul(h, cplx_im(base), cplx_im(base)));
        compared = num_compare(size, val_int(1));
        sign = val_is_complex(base) ? SIGN_COMPLEX : num_sign(base);
    } else {
        sign = numeric_sign(vm, base);
        compared = numeric_sign(vm, expr2(h, S_Plus, base, val_int(-1)));
        if (sign != 1 || compared > 1)
            return NOT_MINE;
    }
    if (compared == 0)
        return indeterminate(vm, whole);
    if ((compared > 0) != plus)
        return val_int(0);
    return sign == 1 ? infinity_new(h, val_int(1)) : complex_infinity(h);
}

Val infinity_power(Vm *vm, Val base, Val exp, Val whole)
{
    Heap *h = vm_heap(vm);
    bool base_infinite = val_is_infinite(base), exp_infinite = val_is_infinite(exp);
    int sign;

    if (exp_infinite) {
        bool plus = val_is_plus_infinity(exp), minus = val_is_minus_infinity(exp);

        if (base_infinite) {
            if (minus)
                return val_int(0);
            return plus ? complex_infinity(h) : indeterminate(vm, whole);
        }
        if (val_is_symbol(base) && !val_is_numeric(vm, base))
            return NOT_MINE;
        if (!plus && !minus) {
            if (val_is_numeric(vm, base))
                return indeterminate(vm, whole);
            return NOT_MINE;
        }
        return power_to_infinity(vm, base, plus, whole);
    }
    if (val_is_number(exp)) {
        Val re = cplx_re(exp);

        if (num_is_zero(exp) || num_sign(re) == 0)
            return indeterminate(vm, whole);
        if (num_sign(re) < 0)
            return val_int(0);
        if (val_is_complex(exp) || val_is_complex_infinity(base))
            return complex_infinity(h);
        return infinity_new(h, expr2(h, S_Power, expr_arg(base, 0), exp));
    }
    if (!val_is_numeric(vm, exp))
        return NOT_MINE;
    sign = numeric_sign(vm, exp);
    if (sign == -1)
        return val_int(0);
    if (sign == 1)
        return val_is_complex_infinity(base) ? base
             : infinity_new(h, expr2(h, S_Power, expr_arg(base, 0), exp));
    return NOT_MINE;
}
