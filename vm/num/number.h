/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * number.h -- numbers of every kind: integers, rationals, machine and arbitrary-precision reals,
 * complex numbers.
 *
 * "Number" means a value for which val_is_number holds.  Results are canonical: an integer that
 * fits is immediate, a rational is in lowest terms with a denominator above 1, a complex number
 * with an exact zero imaginary part is real.  Nothing here runs programs or gives messages: what
 * can't be a number is S_Indeterminate, S_ComplexInfinity, DirectedInfinity[..] or Overflow[], and
 * the caller says so to the user.
 */
#ifndef LYRA_NUM_NUMBER_H
#define LYRA_NUM_NUMBER_H

#include "vm/base/out.h"
#include "vm/value/expr.h"

/* ---- making and taking apart ------------------------------------------------------------ */
Val int_from_i64(Heap *h, int64_t i);
Val int_from_u64(Heap *h, uint64_t i);
/* From digits in a base of 2 to 36 (no sign); VAL_NONE if there is a bad digit. */
Val int_from_digits(Heap *h, const char *digits, size_t n, int base);
bool int_fits_i64(Val v, int64_t *i);              /* any integer; false where it does not fit */
double num_to_double(Val v);                       /* real numbers; rounds to nearest, may be inf */
/* Seconds, as an argument for a duration says them: a number, Seconds[..] and its like, a Quantity of time, Infinity; < 0: it is none. */
double duration_seconds(Val v);
/* n/d in lowest terms; d == 0 gives S_Indeterminate (0/0) or S_ComplexInfinity. */
Val rat_new(Heap *h, Val n, Val d);
Val rat_numerator(Val v);                          /* of an integer or a rational */
Val rat_denominator(Val v);
Val cplx_new(Heap *h, Val re, Val im);             /* gives re alone where im is exact 0 */
Val cplx_re(Val v);                                /* of any number */
Val cplx_im(Val v);                                /* 0 for a real number */
/* The two values that a rational or a complex number consists of. */
Val *num_parts(Val v);
/* A real of [digits] decimal digits of precision from an exact or inexact real. */
Val num_to_big_real(Heap *h, Val v, double digits);
/* An exact or inexact number (complex too) as machine numbers; may be S_Indeterminate, Overflow[]. */
Val num_to_machine(Heap *h, Val v);
/* N[v, digits] of a number; digits 0: machine precision.  Never raises the precision of an inexact one. */
Val num_n(Heap *h, Val v, double digits);
/* SetPrecision, SetAccuracy, Rationalize's exact inverse: the exact value of an inexact number. */
Val num_set_precision(Heap *h, Val v, double digits);
Val num_to_exact(Heap *h, Val v);
/* Precision and accuracy in decimal digits; INFINITY for exact; machine precision: num_machine_digits. */
#define NUM_MACHINE_DIGITS 15.954589770191003
double num_precision(Val v);
double num_accuracy(Val v);
double num_log10(Val v);                           /* log10 |v| of any number; -INFINITY for 0 */

/* ---- arithmetic ------------------------------------------------------------------------- */
Val num_add(Heap *h, Val a, Val b);
Val num_sub(Heap *h, Val a, Val b);
Val num_mul(Heap *h, Val a, Val b);
Val num_div(Heap *h, Val a, Val b);                /* may be S_ComplexInfinity, S_Indeterminate */
Val num_neg(Heap *h, Val a);
Val num_inv(Heap *h, Val a);
Val num_abs(Heap *h, Val a);                       /* of a complex number with exact parts: VAL_NONE if irrational */
/* a^b where that is a number of the language: integer powers of anything, inexact powers, exact
 * roots that come out (4^(1/2), (-8)^(2/3) is not).  VAL_NONE where the power stays symbolic. */
Val num_pow(Heap *h, Val a, Val b);
/* Would a^b need more bits than $MaxNumberBits (2^33)? */
bool num_pow_too_big(Val a, Val b);

/* ---- questions -------------------------------------------------------------------------- */
int  num_sign(Val real);                           /* -1, 0, 1 */
bool num_is_zero(Val v);                           /* exact or inexact */
bool num_is_exact_zero(Val v);
bool num_is_one(Val v);                            /* the exact 1 */
bool num_is_minus_one(Val v);                      /* the exact -1 */
bool num_is_exact(Val v);                          /* no inexact part */
bool num_is_short(Val v);                          /* a machine integer, or a rational of two */
bool num_is_nan(Val v);
int  num_compare(Val a, Val b);                    /* of real numbers, exactly; -1, 0, 1 */
/* Equal, for any two numbers: inexact ones agree but for their last 7 bits (machine) or within precision. */
bool num_equal(Val a, Val b);
/* For val_same, val_hash and val_order: of numbers on the heap.  num_same: of two of the same kind. */
bool num_same(Val a, Val b);
uint32_t num_hash(Val v);
/* Canonical order of any two numbers: real numbers by value, ties exact before inexact; complex
 * ones by real, then by imaginary part. */
int  num_order(Val a, Val b);
bool int_is_odd(Val v);
size_t int_bits(Val v);                            /* of the absolute value; 0 for 0 */

/* ---- integers ---------------------------------------------------------------------------- */
Val int_quotient(Heap *h, Val a, Val b);           /* floor; b != 0 */
Val int_mod(Heap *h, Val a, Val b);                /* sign of b; b != 0 */
Val int_divexact(Heap *h, Val a, Val b);
Val int_gcd(Heap *h, Val a, Val b);
Val int_lcm(Heap *h, Val a, Val b);
Val int_pow_u64(Heap *h, Val a, uint64_t n);
/* The n-th root if it is exact, else VAL_NONE.  a >= 0 or n odd. */
Val int_root_exact(Heap *h, Val a, uint64_t n);
Val num_floor(Heap *h, Val real);
Val num_ceiling(Heap *h, Val real);
Val num_round(Heap *h, Val real);                  /* halves to even */
Val num_truncate(Heap *h, Val real);

/* ---- text -------------------------------------------------------------------------------- */
/* Digits of an integer in a base of 2 to 36, with a minus sign. */
void int_print(Out *to, Val v, int base);
/* The same for any size: an interrupt ends it, and leaves [to] failed. */
void heavy_print(Heap *h, Out *to, Val v, int base);
/* The shortest decimal digits that read back as [d] > 0: digits without point into [buffer] (at
 * least 32 bytes), *exponent such that d = 0.DIGITS * 10^exponent.  Gives the number of digits. */
int real_shortest(double d, char *buffer, int *exponent);
/* The first [n] decimal digits, correctly rounded, of a real number > 0; collected memory; same
 * meaning of *exponent.  NULL where an interrupt or a limit ended it: the next poll unwinds. */
char *real_digits(Heap *h, Val real, int n, int *exponent);
/* A real as written: digits with a point, base 2 to 36, scaled by base^exponent, with [digits]
 * decimal digits of precision (0: machine real unless more than 17 significant digits are written;
 * < 0: accuracy of -digits). */
Val real_from_digits(Heap *h, const char *digits, size_t n, int base, int64_t exponent, double digits_precision);

#endif
