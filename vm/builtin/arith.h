/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arith.h -- what the arithmetic builtins share: numeric tests, radicals, infinities, intervals.
 */
#ifndef LYRA_BUILTIN_ARITH_H
#define LYRA_BUILTIN_ARITH_H

#include "vm/eval/builtin.h"
#include "vm/num/number.h"

enum { ATTRS_FUNCTION = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED };

/* ---- tests (numeric.c) ---------------------------------------------------------------- */
/* NumericQ: a number, a constant, or a numeric function of such. */
bool val_is_numeric(Vm *vm, Val v);
/* A number with an inexact part. */
static inline bool val_is_inexact(Val v)
{
    return val_is_real(v) || (val_is_number(v) && !num_is_exact(v));
}
/* The sign of a numeric expression if it is a real number whose sign can be settled: -1, 0, 1;
 * SIGN_COMPLEX where it is certainly not real; SIGN_UNKNOWN. */
enum { SIGN_COMPLEX = 2, SIGN_UNKNOWN = 3 };
int numeric_sign(Vm *vm, Val v);
static inline bool numeric_is_positive(Vm *vm, Val v) { return numeric_sign(vm, v) == 1; }
/* N of a numeric expression, to the precision of [like] numbers beside it: see arith_digits.
 * Gives [v] itself where no number comes out. */
MUST_USE Val numeric_n(Vm *vm, Val v, double digits);
/* How many digits something must have that is combined with these: 0 (machine precision) as soon
 * as one inexact number is machine; -1 where none is inexact. */
double arith_digits(size_t n, const Val *v);

/* ---- building ------------------------------------------------------------------------------ */
static inline Val half(Heap *h) { return rat_new(h, val_int(1), val_int(2)); }
static inline Val cplx_i(Heap *h) { return cplx_new(h, val_int(0), val_int(1)); }
static inline Val neg_expr(Heap *h, Val v)
{
    return val_is_number(v) ? num_neg(h, v) : expr2(h, S_Times, val_int(-1), v);
}
static inline Val div_expr(Heap *h, Val a, Val b) { return expr2(h, S_Times, a, expr2(h, S_Power, b, val_int(-1))); }
static inline Val sqrt_expr(Heap *h, Val a) { return expr2(h, S_Power, a, half(h)); }
/* The numeric factor in front of [v], 1 where there is none, and what it multiplies. */
Val coefficient_split(Heap *h, Val v, Val *body);
/* Would a reader see a minus sign in front of [v]?  Then *negated is -v. */
bool expr_is_negative(Heap *h, Val v, Val *negated);

/* ---- radicals (radical.c) ------------------------------------------------------------------ */
/* A product of powers of primes, of -1 and of positive constants, with rational exponents. */
typedef struct Radical { Val base, exp; } Radical;
typedef struct RadicalSet {
    Heap    *heap;
    Val      coef;           /* an exact number */
    Radical *items;
    size_t   n, capacity;
    Radical  inline_items[12];
} RadicalSet;

void radicals_start(RadicalSet *s, Heap *h, Val coef);
/* Multiplies by base^exp of an exact real base, != 0; false where it can't be taken apart. */
void radicals_put_number(RadicalSet *s, Val base, Val exp);
void radicals_put(RadicalSet *s, Val base, Val exp);
bool radicals_has(const RadicalSet *s, Val base);
/* The normal form: the coefficient goes to s->coef, each power is pushed to [out]. */
void radicals_finish(RadicalSet *s, Builder *out);

/* ---- infinities (infinity.c) ---------------------------------------------------------------- */
static inline bool val_is_infinite(Val v)       /* DirectedInfinity[z] or DirectedInfinity[] */
{
    return val_has_head(v, S_DirectedInfinity) && expr_len(v) <= 1;
}
static inline bool val_is_complex_infinity(Val v) { return val_is_call(v, S_DirectedInfinity, 0); }
static inline Val infinity_new(Heap *h, Val direction) { return expr1(h, S_DirectedInfinity, direction); }
static inline Val complex_infinity(Heap *h) { return expr0(h, S_DirectedInfinity); }
/* num_is_one takes numbers only; this takes anything. */
static inline bool val_is_one(Val v)       { return v.w == val_int(1).w; }
static inline bool val_is_minus_one(Val v) { return v.w == val_int(-1).w; }
static inline bool val_is_zero(Val v)      { return v.w == val_int(0).w; }
Val infinity_plus(Vm *vm, Args args);
Val infinity_times(Vm *vm, Args args);
Val infinity_power(Vm *vm, Val base, Val exp, Val whole);
/* The message Infinity::indet about [expr]; gives Indeterminate. */
Val indeterminate(Vm *vm, Val expr);

/* ---- intervals (interval.c) ------------------------------------------------------------------ */
static inline bool val_is_interval(Val v) { return val_has_head(v, S_Interval); }
Val interval_plus(Vm *vm, Args args);
Val interval_times(Vm *vm, Args args);
Val interval_power(Vm *vm, Val base, Val exp);

#endif
