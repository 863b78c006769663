/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compare.c -- questions about numbers: sign, order, equality, hash.
 */
#include "vm/num/big.h"

int num_sign(Val v)
{
    switch (val_kind(v)) {
    case KIND_INTEGER:
        if (val_is_small(v))
            return (val_small(v) > 0) - (val_small(v) < 0);
        return ((const Big *)v.w)->size < 0 ? -1 : 1;
    case KIND_RATIONAL:
        return num_sign(val_rational(v)->num);
    case KIND_REAL:
        return (val_real(v) > 0) - (val_real(v) < 0);
    case KIND_BIG_REAL: {
        mpfr_t x;
        real_read(x, v);
        return mpfr_sgn(x) < 0 ? -1 : mpfr_sgn(x) > 0;
    }
    default:
        return 0;
    }
}

bool num_is_zero(Val v)
{
    if (val_is_complex(v))
        return num_is_zero(cplx_re(v)) && num_is_zero(cplx_im(v));
    return num_sign(v) == 0 && !num_is_nan(v);
}

bool num_is_exact_zero(Val v)
{
    return val_is(v, val_int(0));
}

bool num_is_one(Val v)
{
    return val_is(v, val_int(1));
}

bool num_is_minus_one(Val v)
{
    return val_is(v, val_int(-1));
}

bool num_is_exact(Val v)
{
    if (val_is_complex(v))
        return val_is_exact_real(cplx_re(v)) && val_is_exact_real(cplx_im(v));
    return val_is_exact_real(v);
}

bool num_is_short(Val v)
{
    return val_is_small(v) || (val_is_rational(v) && val_is_small(rat_numerator(v)) && val_is_small(rat_denominator(v)));
}

bool num_is_nan(Val v)
{
    return val_is_real(v) && isnan(val_real(v));
}

/* x against the exact or machine number b. */
static int compare_mpfr(const mpfr_t x, Val b)
{
    IntView view;
    mpz_t z;
    mpq_t q;
    mpfr_t y;
    int c;

    switch (val_kind(b)) {
    case KIND_INTEGER:
        int_read(z, &view, b);
        return mpfr_cmp_z(x, z);
    case KIND_RATIONAL:
        mpq_init(q);
        rat_load(q, b);
        c = mpfr_cmp_q(x, q);
        mpq_clear(q);
        return c;
    case KIND_REAL:
        return mpfr_cmp_d(x, val_real(b));
    default:
        real_read(y, b);
        return mpfr_cmp(x, y);
    }
}

static int compare_slow(Val a, Val b)
{
    mpfr_t x;
    mpq_t p, q;
    int c;

    if (val_is_real(a)) {
        mpfr_init2(x, 53);
        mpfr_set_d(x, val_real(a), MPFR_RNDN);
        c = compare_mpfr(x, b);
        mpfr_clear(x);
        return c;
    }
    if (val_is_big_real(a)) {
        real_read(x, a);
        return compare_mpfr(x, b);
    }
    if (val_is_inexact_real(b))
        return -compare_slow(b, a);
    mpq_init(p);
    mpq_init(q);
    rat_load(p, a);
    rat_load(q, b);
    c = mpq_cmp(p, q);
    mpq_clear(p);
    mpq_clear(q);
    return c;
}

static int compare_short(Val a, Val b)
{
    __int128 x = (__int128)val_small(rat_numerator(a)) * val_small(rat_denominator(b));
    __int128 y = (__int128)val_small(rat_numerator(b)) * val_small(rat_denominator(a));

    return (x > y) - (x < y);
}

int num_compare(Val a, Val b)
{
    if (val_is_integer(a) && val_is_integer(b))
        return int_compare(a, b);
    if (val_is_real(a) && val_is_real(b))
        return (val_real(a) > val_real(b)) - (val_real(a) < val_real(b));
    if (num_is_short(a) && num_is_short(b))
        return compare_short(a, b);
    int c = compare_slow(a, b);
    return (c > 0) - (c < 0);
}

bool num_equal(Val a, Val b)
{
    if (num_is_exact(a) && num_is_exact(b))
        return val_is_complex(a) || val_is_complex(b)
            ? val_is_complex(a) == val_is_complex(b) && num_compare(cplx_re(a), cplx_re(b)) == 0
              && num_compare(cplx_im(a), cplx_im(b)) == 0
            : num_compare(a, b) == 0;
    if (!val_is_complex(a) && !val_is_complex(b)) {
        if (val_is_real(a) || val_is_real(b)) {
            double x = num_to_double(a), y = num_to_double(b);
            if (isfinite(x) && isfinite(y))
                return fabs(x - y) <= 0x1p-46 * fmax(fabs(x), fabs(y));
        }
        if (num_compare(a, b) == 0)
            return true;
    }
    /* within 2^7 units of the combined error of both */
    double la = num_log10(a), lb = num_log10(b), size = fmax(la, lb);
    double error = log10_add(num_log_error(a), num_log_error(b));
    /* Far apart, and far more than the error: no need for all the digits of the difference. */
    if (fabs(la - lb) >= 1 && size - error > 3)
        return false;
    mpc_t x, y;
    mpfr_t d;
    mpfr_prec_t bits = real_bits(size - error) + 64;
    mpc_init2(x, bits);
    mpc_init2(y, bits);
    mpfr_init2(d, 64);
    cplx_load(x, a);
    cplx_load(y, b);
    mpc_sub(x, x, y, MPC_RNDNN);
    mpc_abs(d, x, MPFR_RNDN);
    bool equal = real_log10(d) <= error + (val_is_big_real(a) || val_is_big_real(b) ? 0 : 2.1);
    mpfr_clear(d);
    mpc_clear(x);
    mpc_clear(y);
    return equal;
}

bool num_same(Val a, Val b)
{
    if (val_is(a, b))
        return true;
    if (val_kind(a) != val_kind(b))
        return false;
    switch (val_kind(a)) {
    case KIND_INTEGER:
        return int_compare(a, b) == 0;
    case KIND_RATIONAL:
        return num_same(val_rational(a)->num, val_rational(b)->num)
            && num_same(val_rational(a)->den, val_rational(b)->den);
    case KIND_COMPLEX:
        return num_same(val_complex(a)->re, val_complex(b)->re) && num_same(val_complex(a)->im, val_complex(b)->im);
    case KIND_REAL:
        return val_same(a, b);
    default:
        return num_equal(a, b);       /* to the lesser precision */
    }
}

static uint32_t mix(uint64_t x)
{
    x ^= x >> 32;
    x *= 0x9E3779B97F4A7C15u;
    x ^= x >> 29;
    x *= 0xBF58476D1CE4E5B9u;
    x ^= x >> 32;
    return (uint32_t)x;
}

uint32_t num_hash(Val v)
{
    uint32_t hash = 0;
    IntView view;

    switch (val_kind(v)) {
    case KIND_INTEGER:
        int_view(&view, v);
        hash = (uint32_t)view.negative;
        for (mp_size_t i = 0; i < view.n; i++)
            hash = mix(((uint64_t)hash << 32 | (uint32_t)i) ^ view.limbs[i]);
        break;
    case KIND_RATIONAL:
        hash = mix((uint64_t)val_hash(val_rational(v)->num) << 32 | val_hash(val_rational(v)->den));
        break;
    case KIND_COMPLEX:
        hash = mix(((uint64_t)val_hash(val_complex(v)->re) << 32 | val_hash(val_complex(v)->im)) ^ 0x5bd1e995);
        break;
    case KIND_BIG_REAL:
        hash = 7;                     /* any two may be the same to the lesser precision */
        break;
    default:
        hash = val_hash(v);
    }
    return hash == 0 ? 1 : hash;
}

int num_order(Val a, Val b)
{
    Val ar = cplx_re(a), br = cplx_re(b);
    int c;

    if (num_is_nan(ar) || num_is_nan(br))
        return num_is_nan(ar) - num_is_nan(br);
    c = num_compare(ar, br);
    if (c != 0)
        return c;
    if (val_is_complex(a) || val_is_complex(b)) {
        c = num_compare(cplx_im(a), cplx_im(b));
        if (c != 0)
            return c;
    }
    return num_is_exact(b) - num_is_exact(a);
}
