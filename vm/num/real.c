/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * real.c -- arbitrary-precision reals: their node, conversions, precision and accuracy.
 *
 * Significance arithmetic: a big real x of p digits stands for x with an error of |x| 10^-p.  Errors
 * add up linearly, as Wolfram's do: N[2, 30]^2 has 30 - Log10[2] digits.  The mantissa is a multiple
 * of 64 bits with at least 32 guard bits, which is what InputForm shows.
 */
#include <float.h>

#include "vm/num/big.h"

#define LOG10_2 0.30102999566398119521
#define LOG2_10 3.32192809488736234787

mpfr_prec_t real_bits(double digits)
{
    double bits = (digits < 0 ? 0 : digits) * LOG2_10 + 32;

    if (bits > REAL_BITS_MAX)
        bits = REAL_BITS_MAX;
    return ((mpfr_prec_t)ceil(bits) + 63) / 64 * 64;
}

bool real_fits(Heap *h, double digits)
{
    enum { BYTES_PER_BIT = 1 };
    double bits = digits * LOG2_10;

    return heap_ask(h, bits > REAL_BITS_MAX ? INFINITY : bits * BYTES_PER_BIT);
}

static Val big_real_new(Heap *h, const mpfr_t x, double digits)
{
    mpfr_prec_t bits = mpfr_zero_p(x) ? 64 : real_bits(digits);
    BigReal *r = heap_alloc_atomic(h, sizeof *r + (size_t)bits / 8);
    mpfr_t view;

    memset(&r->node, 0, sizeof r->node);
    r->node.kind = KIND_BIG_REAL;
    r->digits = digits;
    r->bits = (uint32_t)bits;
    memset(r->limbs, 0, (size_t)bits / 8);
    mpfr_custom_init_set(view, MPFR_ZERO_KIND, 0, bits, r->limbs);
    mpfr_set(view, x, MPFR_RNDN);
    r->kind = mpfr_custom_get_kind(view);
    r->exponent = mpfr_regular_p(view) ? mpfr_custom_get_exp(view) : 0;
    return val_from_node(r);
}

Val num_overflow(Heap *h)
{
    return expr0(h, S_Overflow);
}

Val real_from_mpfr(Heap *h, const mpfr_t x, double digits)
{
    if (mpfr_nan_p(x))
        return S_Indeterminate;
    if (mpfr_inf_p(x))
        return num_overflow(h);
    return big_real_new(h, x, digits);
}

Val real_from_mpfr_error(Heap *h, const mpfr_t x, double log_error)
{
    mpfr_t zero;

    if (!mpfr_number_p(x))
        return real_from_mpfr(h, x, 0);
    double digits = real_log10(x) - log_error;
    /* the logarithms' own rounding must not show: 0.1`1 + 0.2`1 has 1 digit */
    if (fabs(digits - rint(digits)) < 1e-13 * fmax(1, fabs(digits)))
        digits = rint(digits);
    if (!mpfr_zero_p(x) && digits > 0)
        return big_real_new(h, x, digits);
    mpfr_init2(zero, 64);
    mpfr_set_zero(zero, 1);
    Val v = big_real_new(h, zero, isfinite(log_error) ? -log_error : 0);
    mpfr_clear(zero);
    return v;
}

void real_read(mpfr_t x, Val v)
{
    const BigReal *r = val_big_real(v);

    mpfr_custom_init_set(x, r->kind, r->exponent, r->bits, (mp_limb_t *)r->limbs);
}

void real_load(mpfr_t x, Val v)
{
    IntView view;
    mpz_t z;
    mpq_t q;
    mpfr_t y;

    switch (val_kind(v)) {
    case KIND_INTEGER:
        int_read(z, &view, v);
        mpfr_set_z(x, z, MPFR_RNDN);
        break;
    case KIND_RATIONAL:
        mpq_init(q);
        rat_load(q, v);
        mpfr_set_q(x, q, MPFR_RNDN);
        mpq_clear(q);
        break;
    case KIND_REAL:
        mpfr_set_d(x, val_real(v), MPFR_RNDN);
        break;
    case KIND_BIG_REAL:
        real_read(y, v);
        mpfr_set(x, y, MPFR_RNDN);
        break;
    default:
        mpfr_set_nan(x);
    }
}

double real_log10(const mpfr_t x)
{
    long e;

    if (mpfr_zero_p(x))
        return -INFINITY;
    double m = mpfr_get_d_2exp(&e, x, MPFR_RNDN);
    return log10(fabs(m)) + (double)e * LOG10_2;
}

static double int_log10(Val v)
{
    IntView view;
    mpz_t z;
    long e;

    if (val_is_small(v))
        return log10(fabs((double)val_small(v)));
    int_read(z, &view, v);
    double m = mpz_get_d_2exp(&e, z);
    return log10(fabs(m)) + (double)e * LOG10_2;
}

double num_log10(Val v)
{
    mpfr_t x;

    switch (val_kind(v)) {
    case KIND_INTEGER:  return int_log10(v);
    case KIND_RATIONAL: return int_log10(rat_numerator(v)) - int_log10(rat_denominator(v));
    case KIND_REAL:     return log10(fabs(val_real(v)));
    case KIND_BIG_REAL:
        real_read(x, v);
        return real_log10(x);
    case KIND_COMPLEX: {
        double a = num_log10(cplx_re(v)), b = num_log10(cplx_im(v));
        return a == -INFINITY && b == -INFINITY ? a : log10_add(2 * a, 2 * b) / 2;
    }
    default:
        return NAN;
    }
}

double log10_add(double a, double b)
{
    double big = a > b ? a : b, small = a > b ? b : a;

    if (small == -INFINITY)
        return big;
    return big + log10(1 + pow(10, small - big));
}

double num_log_error(Val v)
{
    switch (val_kind(v)) {
    case KIND_REAL:
        return val_real(v) == 0 ? log10(DBL_MIN) : num_log10(v) - NUM_MACHINE_DIGITS;
    case KIND_BIG_REAL: {
        const BigReal *r = val_big_real(v);
        double size = num_log10(v);
        return size == -INFINITY ? -r->digits : size - r->digits;
    }
    case KIND_COMPLEX: {
        double a = num_log_error(cplx_re(v)), b = num_log_error(cplx_im(v));
        return a == -INFINITY && b == -INFINITY ? a : log10_add(2 * a, 2 * b) / 2;
    }
    default:
        return -INFINITY;
    }
}

double num_precision(Val v)
{
    switch (val_kind(v)) {
    case KIND_REAL:
        return NUM_MACHINE_DIGITS;
    case KIND_BIG_REAL:
        return num_log10(v) == -INFINITY ? 0 : val_big_real(v)->digits;
    case KIND_COMPLEX: {
        Val re = cplx_re(v), im = cplx_im(v);
        if (val_is_real(re) || val_is_real(im))
            return NUM_MACHINE_DIGITS;
        double error = num_log_error(v);
        if (error == -INFINITY)
            return INFINITY;
        if (val_is_big_real(re) && val_is_big_real(im) && num_precision(re) == num_precision(im))
            return num_precision(re);
        double p = num_log10(v) - error;
        return p > 0 ? p : 0;
    }
    default:
        return INFINITY;
    }
}

double num_accuracy(Val v)
{
    if (val_is_real(v) && val_real(v) == 0)
        return -log10(DBL_MIN);
    return -num_log_error(v);
}

double num_to_double(Val v)
{
    mpfr_t x;
    IntView view;
    mpz_t z;

    switch (val_kind(v)) {
    case KIND_INTEGER:
        if (val_is_small(v))
            return (double)val_small(v);
        int_read(z, &view, v);
        mpfr_init2(x, 53);
        mpfr_set_z(x, z, MPFR_RNDN);
        break;
    case KIND_REAL:
        return val_real(v);
    case KIND_BIG_REAL:
        real_read(x, v);
        return mpfr_get_d(x, MPFR_RNDN);
    case KIND_RATIONAL: {
        Val n = rat_numerator(v), d = rat_denominator(v);
        if (val_both_small(n, d) && llabs(val_small(n)) < 1LL << 53 && val_small(d) < 1LL << 53)
            return (double)val_small(n) / (double)val_small(d);
        mpfr_init2(x, 192);
        real_load(x, v);
        break;
    }
    default:
        return NAN;
    }
    double d = mpfr_get_d(x, MPFR_RNDN);
    mpfr_clear(x);
    return d;
}

Val num_to_big_real(Heap *h, Val v, double digits)
{
    mpfr_t x;

    if (num_is_exact_zero(v))
        return v;
    if (!real_fits(h, digits))
        digits = NUM_MACHINE_DIGITS;
    mpfr_init2(x, real_bits(digits));
    real_load(x, v);
    Val r = mpfr_zero_p(x) ? real_from_mpfr(h, x, digits) : real_from_mpfr(h, x, digits < 0 ? 0 : digits);
    mpfr_clear(x);
    return r;
}

Val num_to_machine(Heap *h, Val v)
{
    if (val_is_real(v))
        return v;
    if (val_is_complex(v)) {
        Val re = num_to_machine(h, cplx_re(v)), im = num_to_machine(h, cplx_im(v));
        return val_is_number(re) && val_is_number(im) ? cplx_new(h, re, im) : S_Indeterminate;
    }
    double d = num_to_double(v);
    if (UNLIKELY(!isfinite(d) || (d == 0 && !num_is_zero(v))))
        return num_to_big_real(h, v, NUM_MACHINE_DIGITS);
    return val_real_new(h, d);
}

Val num_n(Heap *h, Val v, double digits)
{
    if (digits <= 0)
        return num_to_machine(h, v);
    switch (val_kind(v)) {
    case KIND_REAL:
        return v;
    case KIND_BIG_REAL:
        return num_precision(v) <= digits ? v : num_to_big_real(h, v, digits);
    case KIND_COMPLEX:
        return cplx_new(h, num_n(h, cplx_re(v), digits), num_n(h, cplx_im(v), digits));
    default:
        return num_to_big_real(h, v, digits);
    }
}

Val num_set_precision(Heap *h, Val v, double digits)
{
    if (digits == INFINITY)
        return num_to_exact(h, v);
    if (val_is_complex(v))
        return cplx_new(h, num_set_precision(h, cplx_re(v), digits), num_set_precision(h, cplx_im(v), digits));
    return num_to_big_real(h, v, digits);
}

Val num_to_exact(Heap *h, Val v)
{
    mpfr_t x;
    mpq_t q;
    Val r;

    switch (val_kind(v)) {
    case KIND_REAL:
        mpq_init(q);
        mpq_set_d(q, val_real(v));
        break;
    case KIND_BIG_REAL:
        real_read(x, v);
        mpq_init(q);
        mpfr_get_q(q, x);
        break;
    case KIND_COMPLEX:
        return cplx_new(h, num_to_exact(h, cplx_re(v)), num_to_exact(h, cplx_im(v)));
    default:
        return v;
    }
    r = rat_from_mpq(h, q);
    mpq_clear(q);
    return r;
}
