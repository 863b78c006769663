/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fast.h -- arithmetic and comparison of immediate numbers, inline: for the loop alone.
 *
 * Each gives VAL_NONE (or -1) where the operands are no such numbers, the result is none, or an operator
 * was redefined: then operations.c does it.  Small integers are added and compared as tagged words, since
 * 2 a + 1 orders and overflows as a does.
 */
#ifndef LYRA_CODE_FAST_H
#define LYRA_CODE_FAST_H

#include <math.h>

#include "vm/code/code.h"
#include "vm/vm.h"

ALWAYS_INLINE bool both_flonum(Val a, Val b)
{
    return ((a.w ^ 2) & 3) == 0 && ((b.w ^ 2) & 3) == 0;
}

ALWAYS_INLINE Val fast_add(Vm *vm, Val a, Val b)
{
    int64_t r;

    if (UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    if (LIKELY(val_both_small(a, b)))
        return UNLIKELY(__builtin_add_overflow((int64_t)a.w, (int64_t)(b.w - 1), &r)) ? VAL_NONE : (Val){(uintptr_t)r};
    if (both_flonum(a, b))
        return val_real_new(vm_heap(vm), val_real(a) + val_real(b));
    return VAL_NONE;
}

ALWAYS_INLINE Val fast_sub(Vm *vm, Val a, Val b)
{
    int64_t r;

    if (UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    if (LIKELY(val_both_small(a, b)))
        return UNLIKELY(__builtin_sub_overflow((int64_t)a.w, (int64_t)(b.w - 1), &r)) ? VAL_NONE : (Val){(uintptr_t)r};
    if (both_flonum(a, b))
        return val_real_new(vm_heap(vm), val_real(a) - val_real(b));
    return VAL_NONE;
}

ALWAYS_INLINE Val fast_mul(Vm *vm, Val a, Val b)
{
    int64_t r;

    if (UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    if (val_both_small(a, b))       /* 2 a b, then the tag */
        return UNLIKELY(__builtin_mul_overflow((int64_t)(a.w - 1), val_small(b), &r)) ? VAL_NONE : (Val){(uintptr_t)r + 1};
    if (both_flonum(a, b))
        return val_real_new(vm_heap(vm), val_real(a) * val_real(b));
    return VAL_NONE;
}

/* Floor of a / b, and what is left: the operands are small, b > 0. */
ALWAYS_INLINE int64_t fast_quotient(int64_t a, int64_t b)
{
    if ((b & (b - 1)) == 0)
        return a >> __builtin_ctzll((uint64_t)b);
    int64_t q = a / b;
    return q - (a - q * b < 0);
}
ALWAYS_INLINE int64_t fast_mod(int64_t a, int64_t b)
{
    if ((b & (b - 1)) == 0)
        return a & (b - 1);
    int64_t r = a % b;
    return r < 0 ? r + b : r;
}

/* A small integer or flonum as a double that is exactly it; NaN where there is none. */
ALWAYS_INLINE double fast_double(Val v)
{
    if (val_is_flonum(v))
        return val_real(v);
    return val_is_small(v) && val_small(v) < 1LL << 50 && val_small(v) > -(1LL << 50) ? (double)val_small(v) : NAN;
}

/* a b^-1. */
ALWAYS_INLINE Val fast_divide(Vm *vm, Val a, Val b)
{
    if (UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    if (val_is_flonum(a) | val_is_flonum(b)) {
        double x = fast_double(a), y = fast_double(b);
        return x * y != 0 && !isnan(x * y) ? val_real_new(vm_heap(vm), x * (1 / y)) : VAL_NONE;
    }
    if (val_both_small(a, b) && val_small(b) > 0 && val_small(a) % val_small(b) == 0)
        return val_int(val_small(a) / val_small(b));
    return VAL_NONE;
}

/* a (b c^-1) for a real a: integers b and c need not become a rational number. */
ALWAYS_INLINE Val fast_part_of(Vm *vm, Val a, Val b, Val c)
{
    double y = fast_double(b), z = fast_double(c);

    if (!val_is_flonum(a) || !(y * z != 0) || isnan(y * z) || UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    return val_real_new(vm_heap(vm), val_real(a) * (val_both_small(b, c) ? y / z : y * (1 / z)));
}

/* The smaller and the larger of two that are no NaN, without a branch that nobody can predict. */
ALWAYS_INLINE double fast_min(double x, double y)
{
#ifdef __x86_64__
    __asm__("minsd %1, %0" : "+x"(x) : "x"(y));
    return x;
#else
    return x < y ? x : y;
#endif
}
ALWAYS_INLINE double fast_max(double x, double y)
{
#ifdef __x86_64__
    __asm__("maxsd %1, %0" : "+x"(x) : "x"(y));
    return x;
#else
    return x < y ? y : x;
#endif
}

/* 2.^k, or 0.: a factor that rounds nothing. */
ALWAYS_INLINE bool is_power_of_two(double x)
{
    uint64_t bits;

    memcpy(&bits, &x, sizeof bits);
    return bits << 12 == 0;
}

/* The sum or product of three of which one at least is real, in canonical order: by size. */
ALWAYS_INLINE Val fast_three(Vm *vm, bool sum, Val a, Val b, Val c)
{
    bool reals = val_is_flonum(a) & val_is_flonum(b) & val_is_flonum(c);
    if (!(val_is_flonum(a) | val_is_flonum(b) | val_is_flonum(c)) || UNLIKELY(vm->operators_changed))
        return VAL_NONE;
    double x = fast_double(a), y = fast_double(b), z = fast_double(c), d;
    if (UNLIKELY(!reals) && isnan(x + y + z))
        return VAL_NONE;
    if (!sum && reals && is_power_of_two(x)) {
        d = x * (y * z);
    } else {
        double low = fast_min(x, y), high = fast_max(x, y), rest = fast_max(z, low);
        double first = fast_min(z, low), second = fast_min(rest, high), third = fast_max(rest, high);
        d = sum ? first + second + third : first * second * third;
    }
    /* What only numbers of another kind can tell: an exact zero as a factor, products of integers. */
    if (!(fabs(d) < 1e77) || (!sum && !(fabs(d) > 1e-77) && !(reals && (x == 0 || y == 0 || z == 0))))
        return VAL_NONE;
    if (!sum && !reals && !(fabs(x) < 1e7 && fabs(y) < 1e7 && fabs(z) < 1e7))
        return VAL_NONE;
    return val_real_new(vm_heap(vm), d);
}

/* 1 or 0 for a comparison that holds or doesn't; -1 where the evaluator has to say. */
ALWAYS_INLINE int fast_compare(const Vm *vm, Opcode op, Val a, Val b)
{
    if (UNLIKELY(vm->operators_changed))
        return -1;
    if (LIKELY(val_both_small(a, b))) {
        int64_t x = (int64_t)a.w, y = (int64_t)b.w;
        return op == OP_LT ? x < y : op == OP_LE ? x <= y : op == OP_GT ? x > y : op == OP_GE ? x >= y
             : op == OP_EQ || op == OP_SAME ? x == y : x != y;
    }
    if (op == OP_SAME || op == OP_UNSAME)
        return val_same(a, b) == (op == OP_SAME);
    double x, y;
    if (both_flonum(a, b)) {
        x = val_real(a);
        y = val_real(b);
    } else if ((val_is_flonum(a) && val_is_small(b)) || (val_is_small(a) && val_is_flonum(b))) {
        x = fast_double(a);
        y = fast_double(b);
    } else {
        return -1;
    }
    /* Reals this close are for the evaluator to compare: it forgives the last bits.  NaN: an integer of
     * too many digits. */
    if (!(fabs(x - y) > 1e-11 * (fabs(x) + fabs(y))))
        return -1;
    return op == OP_LT || op == OP_LE ? x < y : op == OP_GT || op == OP_GE ? x > y : op == OP_UNEQ;
}

#endif
