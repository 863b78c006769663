/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special.h -- what the special functions share.
 */
#ifndef LYRA_BUILTIN_SPECIAL_H
#define LYRA_BUILTIN_SPECIAL_H

#include "vm/builtin/elementary.h"

enum { ATTRS_SPECIAL = ATTRS_FUNCTION | ATTR_READ_PROTECTED };

/* The value for inexact arguments, if that is what they are: else NOT_MINE.  At a pole the exact
 * value decides. */
Val special_numeric(Vm *vm, Args args);
#define RETURN_IF_NUMERIC(vm, args)                                              \
    do {                                                                         \
        Val numeric_ = special_numeric((vm), (args));                            \
        if (!val_is_not_mine(numeric_))                                          \
            return numeric_;                                                     \
    } while (0)

/* [table] is "point=value;point=value": the value at [z] where that is one of the points 0, 1, -1,
 * 1/2, oo, -oo, ~oo (ComplexInfinity), Ioo, -Ioo; NOT_MINE elsewhere. */
Val value_at_point(Vm *vm, Val z, const char *table);
#define RETURN_IF_POINT(vm, z, table)                                            \
    do {                                                                         \
        Val value_ = value_at_point((vm), (z), (table));                         \
        if (!val_is_not_mine(value_))                                            \
            return value_;                                                       \
    } while (0)

/* f[-z] as -f[z] (or f[z]); f[I z] likewise as I times [image] of z where given. */
Val odd_function(Vm *vm, Val head, Val z);
Val even_function(Vm *vm, Val head, Val z);

/* Is [v] a small integer in this range?  Then *n is it. */
static inline bool val_is_int_in(Val v, int64_t lo, int64_t hi, int64_t *n)
{
    if (!val_is_small(v) || val_small(v) < lo || val_small(v) > hi)
        return false;
    *n = val_small(v);
    return true;
}
/* n + 1/2 with an integer n: *n is it. */
bool val_is_half_integer(Heap *h, Val v, int64_t *n);
/* Sum of coef[k] x^k for k = 0..n. */
Val polynomial_expr(Heap *h, size_t n, const Val *coef, Val x);
/* The same over a common denominator: (a + b x + ..)/d. */
Val polynomial_over_denominator(Heap *h, size_t n, const Val *coef, Val x);
Val factorial_of(Heap *h, int64_t n);

#endif
