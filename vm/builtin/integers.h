/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * integers.h -- what the builtins on integers share.
 */
#ifndef LYRA_BUILTIN_INTEGERS_H
#define LYRA_BUILTIN_INTEGERS_H

#include "vm/builtin/certify.h"
#include "vm/math/integers.h"

/* An integer or a complex number with integer parts. */
bool val_is_gaussian(Val v);
/* The associate in the first quadrant. */
Val gaussian_normal(Heap *h, Val z);
Val gaussian_mod(Heap *h, Val a, Val b);         /* least remainder */
Val gaussian_gcd(Heap *h, Val a, Val b);
/* A non-negative integer that fits 63 bits. */
static inline bool val_is_count(Val v)   { return val_is_small(v) && val_small(v) >= 0; }
static inline uint64_t val_count(Val v)  { return (uint64_t)val_small(v); }
/* An integer above 1. */
static inline bool val_is_base(Val v)    { return val_is_integer(v) && num_compare(v, val_int(1)) > 0; }
/* May an integer of about [bits] bits be made?  If not: a message (General::ovfl) and false. */
bool integer_size_allowed(Vm *vm, double bits);
/* Overflow[], with its message. */
Val overflow_result(Vm *vm);

#endif
