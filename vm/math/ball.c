/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * ball.c -- numbers of the language to and from Arb's balls.
 */
#include <flint/fmpq.h>

#include "vm/math/ball.h"
#include "vm/num/big.h"

static void load_error(arb_t x, Val v)
{
    double log_error = num_log_error(v);
    mag_t error;

    if (!isfinite(log_error))
        return;
    mag_init(error);
    mag_set_d_2exp_fmpz(error, 1.0, (fmpz[]){0});
    /* 10^e as a double's mantissa and exponent of two. */
    double bits = log_error * 3.32192809488736234787, whole = floor(bits);
    fmpz_t exponent;
    fmpz_init(exponent);
    fmpz_set_si(exponent, (slong)whole);
    mag_set_d_2exp_fmpz(error, exp2(bits - whole), exponent);
    fmpz_clear(exponent);
    arb_add_error_mag(x, error);
    mag_clear(error);
}

static void load_real(arb_t x, Val v, slong prec, bool error)
{
    mpz_t z;
    IntView view;
    mpfr_t m;
    fmpz_t n;
    fmpq_t q;
    mpq_t r;

    switch (val_kind(v)) {
    case KIND_INTEGER:
        if (val_is_small(v)) {
            arb_set_si(x, val_small(v));
            break;
        }
        fmpz_init(n);
        int_read(z, &view, v);
        fmpz_set_mpz(n, z);
        arb_set_fmpz(x, n);
        fmpz_clear(n);
        break;
    case KIND_RATIONAL:
        mpq_init(r);
        fmpq_init(q);
        rat_load(r, v);
        fmpq_set_mpq(q, r);
        arb_set_fmpq(x, q, prec);
        fmpq_clear(q);
        mpq_clear(r);
        break;
    case KIND_REAL:
        arb_set_d(x, val_real(v));
        if (error)
            load_error(x, v);
        break;
    case KIND_BIG_REAL:
        real_read(m, v);
        arf_set_mpfr(arb_midref(x), m);
        mag_zero(arb_radref(x));
        if (error)
            load_error(x, v);
        break;
    default:
        arb_indeterminate(x);
    }
}

void ball_load(acb_t z, Val number, slong prec, bool error)
{
    load_real(acb_realref(z), cplx_re(number), prec, error);
    if (val_is_complex(number))
        load_real(acb_imagref(z), cplx_im(number), prec, error);
    else
        arb_zero(acb_imagref(z));
}

/* Arb's exponents have no bound, MPFR's have: beyond it is an infinity. */
static void middle_to_mpfr(mpfr_t m, const arb_t x)
{
    arf_get_mpfr(m, arb_midref(x), MPFR_RNDN);
    mpfr_check_range(m, 0, MPFR_RNDN);
}

static Val machine_part(Heap *h, const arb_t x)
{
    double d = arf_get_d(arb_midref(x), ARF_RND_NEAR);

    if (isfinite(d) && (d != 0 || arf_is_zero(arb_midref(x)) || arf_cmpabs_2exp_si(arb_midref(x), -1074) < 0))
        return val_real_new(h, d);
    /* out of a double's range: a big real of machine precision, as arithmetic gives */
    mpfr_t m;
    mpfr_init2(m, 64);
    middle_to_mpfr(m, x);
    Val v = real_from_mpfr(h, m, NUM_MACHINE_DIGITS);
    mpfr_clear(m);
    return v;
}

Val ball_to_machine(Heap *h, const acb_t z, bool real)
{
    Val re, im;

    if (!acb_is_finite(z))
        return VAL_NONE;
    re = machine_part(h, acb_realref(z));
    if (real)
        return re;
    im = machine_part(h, acb_imagref(z));
    if (!val_is_number(re) || !val_is_number(im))
        return VAL_NONE;
    return cplx_new(h, re, im);
}

/* log10 of a radius; -INFINITY for zero. */
static double mag_log10(const mag_t m)
{
    fmpz_t e;
    double d, log;

    if (mag_is_zero(m))
        return -INFINITY;
    if (mag_is_inf(m))
        return INFINITY;
    fmpz_init(e);
    arf_t a;
    arf_init(a);
    arf_set_mag(a, m);
    fmpz_sub_ui(e, ARF_EXPREF(a), 0);
    arf_mul_2exp_si(a, a, -fmpz_get_si(e));
    d = arf_get_d(a, ARF_RND_UP);
    log = log10(d) + (double)fmpz_get_si(e) * 0.30102999566398119521;
    arf_clear(a);
    fmpz_clear(e);
    return log;
}

static Val part_with_error(Heap *h, const arb_t x, double log_error)
{
    mpfr_t m;
    Val v;
    slong bits = arf_bits(arb_midref(x));

    mpfr_init2(m, bits < 64 ? 64 : bits);
    middle_to_mpfr(m, x);
    v = real_from_mpfr_error(h, m, log_error);
    mpfr_clear(m);
    return v;
}

Val ball_to_big_error(Heap *h, const acb_t z, double log_error, bool real)
{
    Val re = part_with_error(h, acb_realref(z), log_error), im;

    if (real || !val_is_number(re))
        return val_is_number(re) ? re : VAL_NONE;
    im = arb_is_zero(acb_imagref(z)) ? val_int(0) : part_with_error(h, acb_imagref(z), log_error);
    return val_is_number(im) ? cplx_new(h, re, im) : VAL_NONE;
}

static Val big_part(Heap *h, const arb_t x, double log_error, double digits)
{
    mpfr_t m;
    Val v;

    mpfr_init2(m, real_bits(digits) + 64);
    middle_to_mpfr(m, x);
    if (mpfr_zero_p(m) && log_error == -INFINITY) {
        mpfr_clear(m);
        return val_int(0);
    }
    if (real_log10(m) - log_error > digits)
        v = real_from_mpfr(h, m, digits);
    else
        v = real_from_mpfr_error(h, m, log_error);
    mpfr_clear(m);
    return v;
}

Val ball_to_big(Heap *h, const acb_t z, double digits, bool real)
{
    double error;
    Val re, im;

    if (!acb_is_finite(z))
        return VAL_NONE;
    error = mag_log10(arb_radref(acb_realref(z)));
    if (real)
        return big_part(h, acb_realref(z), error, digits);
    re = big_part(h, acb_realref(z), error, digits);
    im = big_part(h, acb_imagref(z), mag_log10(arb_radref(acb_imagref(z))), digits);
    if (!val_is_number(re) || !val_is_number(im))
        return VAL_NONE;
    return cplx_new(h, re, im);
}

bool ball_is_accurate(const acb_t z, slong bits)
{
    if (!acb_is_finite(z))
        return false;
    if (acb_is_exact(z))
        return true;
    if (acb_is_real(z))
        return arb_rel_accuracy_bits(acb_realref(z)) >= bits;
    return acb_rel_accuracy_bits(z) >= bits;
}

void ball_power(acb_t r, const acb_t a, const acb_t b, slong prec)
{
    if (acb_is_zero(a) && !acb_is_zero(b)) {
        if (arb_is_positive(acb_realref(b)))
            acb_zero(r);
        else
            acb_indeterminate(r);
        return;
    }
    acb_pow(r, a, b, prec);
}
