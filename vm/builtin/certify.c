/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * certify.c -- signs, comparisons and roundings of exact numeric expressions, settled by computing
 * with more and more digits until the error does not matter any more.
 */
#include "vm/builtin/certify.h"

#include <math.h>

enum { DIGITS_FIRST = 20, DIGITS_ATTEMPTS = 4 };

/* 10^k, an exact bound of the error of [x]. */
static Val error_bound(Heap *h, Val x)
{
    double k = ceil(-num_accuracy(x) + 1);

    if (!(fabs(k) < 1e8))
        return VAL_NONE;
    return num_pow(h, val_int(10), val_int((int64_t)k));
}

Val round_real(Heap *h, Val real, RoundMode mode)
{
    switch (mode) {
    case ROUND_FLOOR:   return num_floor(h, real);
    case ROUND_CEILING: return num_ceiling(h, real);
    case ROUND_NEAREST: return num_round(h, real);
    default:            return num_truncate(h, real);
    }
}

/* A computed number rounded, if its error can't change the result; VAL_NONE otherwise. */
static Val round_certain(Heap *h, Val x, RoundMode mode)
{
    if (val_is_exact_real(x))
        return round_real(h, x, mode);
    Val error = error_bound(h, x), exact = num_to_exact(h, x);
    if (val_is_none(error))
        return error;
    Val low = round_real(h, num_sub(h, exact, error), mode), high = round_real(h, num_add(h, exact, error), mode);
    return num_compare(low, high) == 0 ? low : VAL_NONE;
}

Val certified_round(Vm *vm, Val expr, RoundMode mode)
{
    Heap *h = vm_heap(vm);
    double digits = DIGITS_FIRST;

    for (int i = 0; i < DIGITS_ATTEMPTS; i++) {
        Val x, re, im;
        TRY(x = n_once(vm, expr, digits));
        if (!val_is_number(x) || num_is_nan(cplx_re(x)) || val_is_real(cplx_re(x)) || val_is_real(cplx_im(x)))
            return VAL_NONE;
        re = round_certain(h, cplx_re(x), mode);
        im = round_certain(h, cplx_im(x), mode);
        if (!val_is_none(re) && !val_is_none(im))
            return cplx_new(h, re, im);
        double missing = fmax(-num_accuracy(cplx_re(x)), val_is_complex(x) ? -num_accuracy(cplx_im(x)) : -INFINITY);
        if (missing > 1e7)
            return VAL_NONE;
        digits += fmax(20, missing + 5);
    }
    return VAL_NONE;
}

/* -1, 1, or 0 where the error covers zero. */
static int sign_certain(Heap *h, Val x)
{
    if (val_is_exact_real(x))
        return num_sign(x);
    Val error = error_bound(h, x);
    if (val_is_none(error))
        return 0;
    return num_compare(num_abs(h, x), error) > 0 ? num_sign(x) : 0;
}

int certified_sign(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    int form = numeric_sign(vm, expr);
    double digits = DIGITS_FIRST;

    if (form != SIGN_UNKNOWN || val_is_number(expr) || !val_is_numeric(vm, expr))
        return form;
    for (int i = 0; i < DIGITS_ATTEMPTS; i++, digits *= 2) {
        Val x = n_once(vm, expr, digits);
        if (val_is_unwind(x))
            return SIGN_UNWIND;
        if (!val_is_number(x))
            return SIGN_UNKNOWN;
        if (val_is_real(x))
            return num_is_nan(x) ? SIGN_UNKNOWN : num_sign(x);
        if (val_is_complex(x)) {
            if (val_is_real(cplx_im(x)) || sign_certain(h, cplx_im(x)) != 0)
                return SIGN_COMPLEX;
            x = cplx_re(x);
            if (sign_certain(h, x) != 0)
                return i == DIGITS_ATTEMPTS - 1 ? num_sign(x) : SIGN_UNKNOWN;
            continue;
        }
        int s = sign_certain(h, x);
        if (s != 0 || val_is_exact_real(x))
            return s;
    }
    return SIGN_UNKNOWN;
}

static int infinite_sign(Val v)
{
    return val_is_plus_infinity(v) ? 1 : val_is_minus_infinity(v) ? -1 : 0;
}

int certified_compare(Vm *vm, Val a, Val b)
{
    Heap *h = vm_heap(vm);
    int ia = infinite_sign(a), ib = infinite_sign(b);

    if (val_is_real_number(a) && val_is_real_number(b))
        return num_is_nan(a) || num_is_nan(b) ? SIGN_UNKNOWN : num_compare(a, b);
    if (ia != 0 || ib != 0) {
        if (ia == 0 || ib == 0) {
            int s = certified_sign(vm, ia == 0 ? a : b);
            if (s == SIGN_COMPLEX || s == SIGN_UNWIND || !val_is_numeric(vm, ia == 0 ? a : b))
                return s == SIGN_UNWIND ? s : SIGN_UNKNOWN;
        }
        return (ia > ib) - (ia < ib);
    }
    if (val_is_complex(a) || val_is_complex(b) || !val_is_numeric(vm, a) || !val_is_numeric(vm, b))
        return SIGN_UNKNOWN;
    if (val_same(a, b))
        return 0;
    Val difference = vm_eval(vm, expr2(h, S_Plus, a, expr2(h, S_Times, val_int(-1), b)));
    if (val_is_unwind(difference))
        return SIGN_UNWIND;
    if (val_is_exact_real(difference))
        return num_sign(difference);
    return certified_sign(vm, difference);
}
