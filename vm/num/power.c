/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * power.c -- powers of numbers, where they are numbers.
 */
#include "vm/num/big.h"
#include "vm/num/heavy.h"

#define LN_10 2.30258509299404568402

/* Bits of the larger part of an exact number. */
static size_t exact_bits(Val v)
{
    size_t a, b;

    if (val_is_complex(v)) {
        a = exact_bits(cplx_re(v));
        b = exact_bits(cplx_im(v));
        return a > b ? a + 1 : b + 1;
    }
    a = int_bits(rat_numerator(v));
    b = int_bits(rat_denominator(v));
    return a > b ? a : b;
}

bool num_pow_too_big(Val a, Val b)
{
    int64_t n;

    if (!val_is_integer(b) || !num_is_exact(a))
        return false;
    size_t bits = exact_bits(a);
    if (!val_is_complex(a) && bits <= 1)
        return false;                     /* 0, 1, -1 */
    if (val_is_complex(a) && num_is_exact_zero(cplx_re(a)) && bits <= 2
        && (num_is_one(cplx_im(a)) || num_is_minus_one(cplx_im(a))))
        return false;
    if (!int_fits_i64(b, &n))
        return true;
    return (double)(bits - 1) * fabs((double)n) > 0x1p33 || fabs((double)n) > 0x1p40;
}

/* By repeated squaring, for operands that have no power of their own. */
static Val pow_squaring(Heap *h, Val a, uint64_t n)
{
    Val r = val_int(1);

    for (;;) {
        if (n & 1)
            r = val_is(r, val_int(1)) ? a : num_mul(h, r, a);
        n >>= 1;
        if (n == 0 || !val_is_number(r))
            return r;
        a = num_mul(h, a, a);
        if (!val_is_number(a))
            return a;
    }
}

static Val i_power(Heap *h, int64_t n)
{
    switch (n & 3) {
    case 0:  return val_int(1);
    case 1:  return cplx_new(h, val_int(0), val_int(1));
    case 2:  return val_int(-1);
    default: return cplx_new(h, val_int(0), val_int(-1));
    }
}

/* a^n for exact a and integer n. */
static Val pow_exact(Heap *h, Val a, Val n)
{
    int64_t k;

    if (num_is_exact_zero(n))
        return num_is_exact_zero(a) ? S_Indeterminate : val_int(1);
    if (num_is_exact_zero(a))
        return num_sign(n) > 0 ? a : S_ComplexInfinity;
    if (num_is_one(a))
        return a;
    if (num_is_minus_one(a))
        return val_int(int_is_odd(n) ? -1 : 1);
    if (val_is_complex(a) && num_is_exact_zero(cplx_re(a))) {
        Val r = num_pow(h, cplx_im(a), n);
        int64_t turn = val_small(int_mod(h, n, val_int(4)));
        return val_is_number(r) ? num_mul(h, r, i_power(h, turn)) : r;
    }
    if (num_pow_too_big(a, n) || !int_fits_i64(n, &k))
        return num_overflow(h);
    uint64_t m = k < 0 ? -(uint64_t)k : (uint64_t)k;
    if (val_is_complex(a)) {
        Val r = pow_squaring(h, a, m);
        return k < 0 && val_is_number(r) ? num_inv(h, r) : r;
    }
    Val p = int_pow_u64(h, rat_numerator(a), m), q = int_pow_u64(h, rat_denominator(a), m);
    if (!val_is_integer(p) || !val_is_integer(q))
        return num_overflow(h);
    if (k > 0)
        return rat_make(h, p, q);
    return num_sign(p) < 0 ? rat_make(h, int_neg(h, q), int_neg(h, p)) : rat_make(h, q, p);
}

/* a^(n/d) for exact a where that comes out exactly. */
static Val pow_root(Heap *h, Val a, Val b)
{
    Val n = rat_numerator(b), d = rat_denominator(b);
    int64_t k;

    if (num_is_exact_zero(a))
        return num_sign(b) > 0 ? a : S_ComplexInfinity;
    if (num_is_one(a))
        return a;
    if (!int_fits_i64(d, &k))
        return VAL_NONE;
    if (val_is_complex(a)) {
        if (k != 2)
            return VAL_NONE;
        Val root = cplx_sqrt_exact(h, a);
        return val_is_none(root) ? root : pow_exact(h, root, n);
    }
    bool negative = num_sign(a) < 0;
    if (negative && k != 2)
        return VAL_NONE;
    Val p = int_root_exact(h, num_abs(h, rat_numerator(a)), (uint64_t)k);
    if (val_is_none(p))
        return p;
    Val q = int_root_exact(h, rat_denominator(a), (uint64_t)k);
    if (val_is_none(q))
        return q;
    Val root = rat_make(h, p, q);
    if (negative)
        root = cplx_new(h, val_int(0), root);
    return pow_exact(h, root, n);
}

/* Precision of a^b: the relative error |b| err(a)/|a| + |Log[a]| err(b). */
static double pow_log_relative_error(Val a, Val b)
{
    double la = num_log10(a), ea = num_log_error(a) - la, eb = num_log_error(b);
    double log_a = log10(fabs(la) * LN_10 + (val_is_complex(a) || num_sign(a) < 0 ? M_PI : 0));

    return log10_add(num_log10(b) + ea, eb == -INFINITY ? eb : log_a + eb);
}

typedef struct BigPower { Val a, b; } BigPower;

static Val power_value(Heap *h, void *state)
{
    Val a = ((BigPower *)state)->a, b = ((BigPower *)state)->b;
    double relative = pow_log_relative_error(a, b);
    double digits = -relative;
    /* 1^b is 1 whatever the error of b; it is given as many digits as b has. */
    if (digits == INFINITY)
        digits = fmin(num_precision(a), num_precision(b));
    /* the exponent's magnitude costs that many digits in between */
    double extra = fmax(0, num_log10(b) + log10(1 + fabs(num_log10(a)) * LN_10));
    mpfr_prec_t bits = real_bits(digits + extra) + 64;
    bool real = !val_is_complex(a) && !val_is_complex(b) && (num_sign(a) > 0 || val_is_integer(b));
    IntView view;
    mpz_t n;
    Val v;

    if (real) {
        mpfr_t x, y;
        mpfr_init2(x, bits);
        real_load(x, a);
        if (val_is_integer(b)) {
            int_read(n, &view, b);
            mpfr_pow_z(x, x, n, MPFR_RNDN);
        } else {
            mpfr_init2(y, bits);
            real_load(y, b);
            mpfr_pow(x, x, y, MPFR_RNDN);
            mpfr_clear(y);
        }
        v = real_from_mpfr_error(h, x, mpfr_number_p(x) ? real_log10(x) - digits : 0);
        mpfr_clear(x);
        return v;
    }
    mpc_t x, y;
    mpc_init2(x, bits);
    mpc_init2(y, bits);
    cplx_load(x, a);
    cplx_load(y, b);
    mpc_pow(x, x, y, MPC_RNDNN);
    double size = log10_add(2 * real_log10(mpc_realref(x)), 2 * real_log10(mpc_imagref(x))) / 2;
    v = cplx_from_mpc_error(h, x, size + relative);
    mpc_clear(x);
    mpc_clear(y);
    return v;
}

/* The power of a real number that no exponent of a number reaches, without its logarithm to all the digits of b;
 * VAL_NONE for others. */
static Val out_of_range(Heap *h, Val a, Val b)
{
    enum { EXPONENT_DIGITS = 25 };
    mpfr_t zero;

    if (val_is_complex(a) || val_is_complex(b) || (num_sign(a) < 0 && !val_is_integer(b)))
        return VAL_NONE;
    double log_a = num_log10(a);
    if (!isfinite(log_a) || fabs(log_a) < 1e-6 || !(num_log10(b) + log10(fabs(log_a)) > EXPONENT_DIGITS))
        return VAL_NONE;
    if ((log_a > 0) == (num_sign(b) > 0))
        return num_overflow(h);
    mpfr_init2(zero, 64);
    mpfr_set_zero(zero, 1);
    Val v = real_from_mpfr_error(h, zero, -INFINITY);
    mpfr_clear(zero);
    return v;
}

static Val pow_big(Heap *h, Val a, Val b)
{
    Val v = out_of_range(h, a, b);
    enum { HEAVY_DIGITS_GENERAL = 10000, HEAVY_DIGITS_INTEGER = 300000 };
    BigPower power = {a, b};

    if (!val_is_none(v))
        return v;
    /* Near 1, as 3^b is for a tiny b, there are more digits than either has. */
    double relative = pow_log_relative_error(a, b), digits = fmin(num_precision(a), num_precision(b));
    if (isfinite(relative))
        digits = fmax(digits, -relative);
    if (digits < (val_is_integer(b) ? HEAVY_DIGITS_INTEGER : HEAVY_DIGITS_GENERAL))
        return power_value(h, &power);
    return heavy_or_overflow(h, heavy_value(h, power_value, &power));
}

/* The power computed with 53 bits where doubles overflow, or for complex operands with care for
 * the last digits: with more bits, then rounded. */
static Val pow_machine_mpc(Heap *h, Val a, Val b)
{
    mpc_t x, y;
    Val v;

    mpc_init2(x, 128);
    mpc_init2(y, 128);
    cplx_load(x, a);
    cplx_load(y, b);
    mpc_pow(x, x, y, MPC_RNDNN);
    double re = mpfr_get_d(mpc_realref(x), MPFR_RNDN), im = mpfr_get_d(mpc_imagref(x), MPFR_RNDN);
    if (isfinite(re) && isfinite(im)) {
        v = cplx_new(h, val_real_new(h, re), val_real_new(h, im));
    } else {
        double size = log10_add(2 * real_log10(mpc_realref(x)), 2 * real_log10(mpc_imagref(x))) / 2;
        v = cplx_from_mpc_error(h, x, size - NUM_MACHINE_DIGITS);
    }
    mpc_clear(x);
    mpc_clear(y);
    return v;
}

static Val pow_machine(Heap *h, Val a, Val b)
{
    if (val_is_complex(a) || val_is_complex(b)) {
        int64_t n;
        if (val_is_integer(b) && int_fits_i64(b, &n) && llabs(n) <= 1024) {
            Val r = pow_squaring(h, a, (uint64_t)llabs(n));
            return n < 0 && val_is_number(r) ? num_inv(h, r) : r;
        }
        return pow_machine_mpc(h, num_n(h, a, 0), val_is_integer(b) ? b : num_n(h, b, 0));
    }
    double x = num_to_double(a), y = num_to_double(b), r;
    bool half = val_is_rational(b) && val_is(rat_denominator(b), val_int(2)) && num_is_one(rat_numerator(b));

    if (x < 0 && !val_is_integer(b) && y != floor(y)) {
        if (half)
            return cplx_new(h, val_real_new(h, 0.0), val_real_new(h, sqrt(-x)));
        return pow_machine_mpc(h, num_n(h, a, 0), num_n(h, b, 0));
    }
    r = half ? sqrt(x) : y == -1 ? 1 / x : y == 2 ? x * x : pow(x, y);
    if (isfinite(r) && isfinite(x))
        return val_real_new(h, r);
    /* out of range for a double: the same as a big real of machine precision */
    Val base = num_to_big_real(h, a, NUM_MACHINE_DIGITS);
    mpfr_t p, q;
    mpfr_init2(p, 128);
    mpfr_init2(q, 128);
    real_load(p, base);
    real_load(q, b);
    mpfr_pow(p, p, q, MPFR_RNDN);
    Val v = real_from_mpfr(h, p, NUM_MACHINE_DIGITS);
    if (val_is_big_real(v) && isfinite(mpfr_get_d(p, MPFR_RNDN)) && mpfr_get_d(p, MPFR_RNDN) != 0)
        v = val_real_new(h, mpfr_get_d(p, MPFR_RNDN));
    mpfr_clear(p);
    mpfr_clear(q);
    return v;
}

Val num_pow(Heap *h, Val a, Val b)
{
    bool exact_a = num_is_exact(a), exact_b = num_is_exact(b);

    if (exact_a && exact_b) {
        if (val_is_integer(b))
            return pow_exact(h, a, b);
        if (val_is_rational(b))
            return pow_root(h, a, b);
        if (num_is_one(a))
            return a;
        if (num_is_exact_zero(a)) {
            int s = num_sign(cplx_re(b));
            return s > 0 ? a : s < 0 ? S_ComplexInfinity : S_Indeterminate;
        }
        return VAL_NONE;
    }
    if (num_is_zero(a)) {
        int s = num_sign(cplx_re(b));
        if (s == 0)
            return S_Indeterminate;
        if (s < 0)
            return S_ComplexInfinity;
        if (exact_a || (val_is_complex(a) && num_has_machine_part(a)))
            return a;
        if (val_is_big_real(a))
            return real_from_digits(h, "0", 1, 10, 0, -num_accuracy(a) * num_to_double(cplx_re(b)));
        return num_has_machine_part(a) || num_has_machine_part(b) ? val_real_new(h, 0.0) : val_int(0);
    }
    if (num_is_exact_zero(b))
        return val_int(1);
    if (num_is_one(b))
        return a;
    if (num_has_machine_part(a) || num_has_machine_part(b))
        return pow_machine(h, a, b);
    if (num_is_zero(b))
        return val_int(1);
    return pow_big(h, a, b);
}
