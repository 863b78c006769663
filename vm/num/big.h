/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * big.h -- the heap nodes of numbers, and the way to and from GMP, MPFR and MPC.
 *
 * Only vm/num and vm/math include this.  A node's limbs are read in place (int_read, real_read give
 * a read-only view that must not be cleared); results are computed in the libraries' own malloc
 * memory, or by mpn_ functions straight into a new node, and never the other way round: the
 * libraries keep pointers where the collector does not look.
 */
#ifndef LYRA_NUM_BIG_H
#define LYRA_NUM_BIG_H

#include <math.h>

#include <gmp.h>
#include <mpfr.h>
#include <mpc.h>

#include "vm/num/number.h"

/* An integer that does not fit 63 bits. */
typedef struct Big {
    Node      node;
    int64_t   size;          /* in limbs, negative for a negative number; the top limb is not 0 */
    mp_limb_t limbs[];
} Big;

typedef struct Rational {
    Node node;
    Val  num, den;           /* in lowest terms, den > 1 */
} Rational;

typedef struct Complex {
    Node node;
    Val  re, im;             /* both exact, or both machine, or arbitrary precision (and exact 0) */
} Complex;

/* An arbitrary-precision real: a regular number or zero, never NaN or infinite. */
typedef struct BigReal {
    Node       node;
    double     digits;       /* precision in decimal digits; of a zero, its accuracy */
    mpfr_exp_t exponent;
    int32_t    kind;         /* as mpfr_custom_get_kind: the sign is in it */
    uint32_t   bits;
    mp_limb_t  limbs[];
} BigReal;

/* $MaxNumberBits, in limbs. */
#define INT_LIMBS_MAX ((uint64_t)1 << 27)
/* Precisions above this many bits are refused. */
#define REAL_BITS_MAX ((double)((uint64_t)1 << 31))

static inline const Rational *val_rational(Val v)   { return (const Rational *)v.w; }
static inline const Complex *val_complex(Val v)     { return (const Complex *)v.w; }
static inline const BigReal *val_big_real(Val v)    { return (const BigReal *)v.w; }

/* The magnitude of any integer as limbs.  It may point into itself: don't copy one. */
typedef struct IntView {
    const mp_limb_t *limbs;
    mp_size_t        n;
    bool             negative;
    mp_limb_t        own;
} IntView;
void int_view(IntView *view, Val v);
/* A read-only mpz of any integer; [view] must live as long. */
void int_read(mpz_t z, IntView *view, Val v);
void int_load(mpz_t z, Val v);                      /* z is initialised */
Val int_from_mpz(Heap *h, const mpz_t z);
Val int_from_limbs(Heap *h, const mp_limb_t *limbs, size_t n, bool negative);
/* A new integer's node: its limbs are the caller's to fill.  big_seal gives its value, [n] limbs being the magnitude. */
Big *big_new(Heap *h, size_t limbs);
Val big_seal(Big *b, size_t n, bool negative);
Val rat_from_mpq(Heap *h, const mpq_t q);
/* A rational number plus one whose parts are a limb at most, or minus it; VAL_NONE: not of that kind. */
Val rat_add_short(Heap *h, Val a, Val b, bool subtract);
void rat_load(mpq_t q, Val v);                      /* of an integer or a rational */
/* num/den known to be in lowest terms, den > 0. */
Val rat_make(Heap *h, Val num, Val den);

/* How many bits hold [digits] decimal digits and the guard bits: a multiple of 64. */
mpfr_prec_t real_bits(double digits);
/* May a real of so many digits be made, and what it takes to print it?  If not, make a shorter one: it will not be seen. */
bool real_fits(Heap *h, double digits);
void real_read(mpfr_t x, Val big_real);             /* read-only view */
void real_load(mpfr_t x, Val real);                 /* any real number, rounded to x's precision */
/* A big real of [digits] digits (of accuracy, if x is zero); NaN and infinities give
 * Indeterminate and Overflow[]. */
Val real_from_mpfr(Heap *h, const mpfr_t x, double digits);
/* The same, the precision following from the absolute error 10^log_error. */
Val real_from_mpfr_error(Heap *h, const mpfr_t x, double log_error);
double real_log10(const mpfr_t x);                  /* of |x|; -INFINITY for 0 */
/* log10 of the absolute error of any number; -INFINITY for exact. */
double num_log_error(Val v);
/* log10(10^a + 10^b). */
double log10_add(double a, double b);
void cplx_load(mpc_t z, Val v);                     /* any number */
Val cplx_from_mpc_error(Heap *h, const mpc_t z, double log_error);

/* Is the real or the imaginary part a machine number? */
static inline bool num_has_machine_part(Val v)
{
    return val_is_real(cplx_re(v)) || val_is_real(cplx_im(v));
}

Val num_overflow(Heap *h);                          /* Overflow[] */

Val int_add(Heap *h, Val a, Val b);
Val int_sub(Heap *h, Val a, Val b);
Val int_mul(Heap *h, Val a, Val b);
int int_compare(Val a, Val b);
Val int_neg(Heap *h, Val a);
/* The library's functions of two integers, by way of a scratch number. */
typedef void MpzBinary(mpz_ptr, mpz_srcptr, mpz_srcptr);
Val int_by_mpz(Heap *h, Val a, Val b, MpzBinary *f);
Val int_shift(Heap *h, Val a, int64_t bits);        /* a * 2^bits; rounds down */
Val cplx_sqrt_exact(Heap *h, Val z);                /* VAL_NONE where it is not a Gaussian rational */

#endif
