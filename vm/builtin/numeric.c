/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numeric.c -- is an expression a number in disguise, and of which sign?
 */
#include "vm/builtin/arith.h"
#include "vm/math/numeric.h"

static bool symbol_is_constant(Val symbol)
{
    const Builtin *b = val_symbol(symbol)->builtin;

    return b != NULL && b->numeric != NULL;
}

bool val_is_numeric(Vm *vm, Val v)
{
    Val head;

    if (val_is_number(v))
        return true;
    if (val_is_symbol(v))
        return symbol_is_constant(v);
    if (!val_is_expr(v) || expr_len(v) == 0)
        return false;
    head = expr_head(v);
    if (!val_is_symbol(head) || (vm_attributes(vm, head) & ATTR_NUMERIC_FUNCTION) == 0)
        return false;
    if (val_is_unwind(vm_check_stack(vm)))
        return false;
    for (size_t i = expr_len(v); i-- > 0; )
        if (!val_is_numeric(vm, expr_arg(v, i)))
            return false;
    return true;
}

/* The sign that the form of [v] alone settles. */
static int sign_by_form(Vm *vm, Val v)
{
    if (val_is_number(v))
        return val_is_complex(v) ? SIGN_COMPLEX : num_is_nan(v) ? SIGN_UNKNOWN : num_sign(v);
    if (val_is_symbol(v))
        return symbol_is_constant(v) ? 1 : SIGN_UNKNOWN;      /* every constant there is is positive */
    if (val_has_head(v, S_Times)) {
        int sign = 1;

        for (size_t i = 0; i < expr_len(v); i++) {
            int s = sign_by_form(vm, expr_arg(v, i));

            if (s > 1)
                return SIGN_UNKNOWN;
            sign *= s;
        }
        return sign;
    }
    if (val_has_head(v, S_Plus)) {
        int sign = 0;

        for (size_t i = 0; i < expr_len(v); i++) {
            int s = sign_by_form(vm, expr_arg(v, i));

            if (s > 1 || sign * s < 0)
                return SIGN_UNKNOWN;
            if (s != 0)
                sign = s;
        }
        return sign;
    }
    if (val_is_call(v, S_Power, 2)) {
        int base = sign_by_form(vm, expr_arg(v, 0)), exp = sign_by_form(vm, expr_arg(v, 1));

        if (base == 1 && exp <= 1)
            return 1;
        if (base == -1 && val_is_integer(expr_arg(v, 1)))
            return int_is_odd(expr_arg(v, 1)) ? -1 : 1;
    }
    return SIGN_UNKNOWN;
}

int numeric_sign(Vm *vm, Val v)
{
    int sign = sign_by_form(vm, v);

    if (sign != SIGN_UNKNOWN)
        return sign;
    switch (math_sign(vm_heap(vm), v)) {
    case MATH_NEGATIVE: return -1;
    case MATH_POSITIVE: return 1;
    case MATH_ZERO:     return 0;
    case MATH_NOT_REAL: return SIGN_COMPLEX;
    default:            return SIGN_UNKNOWN;
    }
}

Val numeric_n(Vm *vm, Val v, double digits)
{
    Val x;

    if (val_is_symbol(v) && symbol_is_constant(v))
        return val_symbol(v)->builtin->numeric(vm, digits);
    x = math_n(vm_heap(vm), v, digits == 0 ? 0 : digits + 1, 50);
    if (!val_is_none(x))
        return x;
    if (digits == 0)
        TRY(x = vm_call1(vm, S_N, v));
    else
        TRY(x = vm_call2(vm, S_N, v, val_real_new(vm_heap(vm), digits + 1)));
    return val_is_number(x) ? x : v;
}
