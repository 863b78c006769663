/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arith.c -- sums, products and quotients of any two numbers.
 *
 * The kinds form a tower: integer, rational, arbitrary precision, machine; a complex operand makes
 * the operation complex.  A machine number makes the result a machine number, unless it is too
 * large for one: then it is a big real of machine precision.
 */
#include "vm/num/big.h"
#include "vm/num/heavy.h"

typedef enum Op { OP_ADD, OP_SUB, OP_MUL, OP_DIV } Op;

/* Knuth, The Art of Computer Programming, volume 2, section 4.5.1: common factors are taken out of small
 * numbers before they are multiplied, and most denominators have none. */
/* Bits of the denominators; those of very many are left to what can be interrupted. */
enum { LONG_RATIONAL = 8 * 64, LONG_RATIONAL_MAX = 1 << 20 };

/* Of long numbers: what comes between needs no nodes. */
static Val long_rational_sum(Heap *h, Op op, Val an, Val ad, Val bn, Val bd)
{
    IntView views[4];
    mpq_t a, b, sum;

    int_read(mpq_numref(a), &views[0], an);
    int_read(mpq_denref(a), &views[1], ad);
    int_read(mpq_numref(b), &views[2], bn);
    int_read(mpq_denref(b), &views[3], bd);
    mpq_init(sum);
    (op == OP_SUB ? mpq_sub : mpq_add)(sum, a, b);
    Val v = rat_from_mpq(h, sum);
    mpq_clear(sum);
    return v;
}

static Val rational_sum(Heap *h, Op op, Val an, Val ad, Val bn, Val bd)
{
    size_t bits_a = int_bits(ad), bits_b = int_bits(bd);

    if ((bits_a > LONG_RATIONAL || bits_b > LONG_RATIONAL) && bits_a + bits_b < LONG_RATIONAL_MAX)
        return long_rational_sum(h, op, an, ad, bn, bd);
    Val g = int_gcd(h, ad, bd);
    bool coprime = num_is_one(g);
    Val bq = coprime ? bd : int_divexact(h, bd, g), aq = coprime ? ad : int_divexact(h, ad, g);
    Val x = int_mul(h, an, bq), y = int_mul(h, bn, aq);
    Val sum = op == OP_ADD ? int_add(h, x, y) : int_sub(h, x, y);

    if (coprime)
        return num_is_exact_zero(sum) ? sum : rat_make(h, sum, int_mul(h, ad, bd));
    Val common = int_gcd(h, sum, g);
    if (num_is_one(common))
        return rat_make(h, sum, int_mul(h, aq, bd));
    return rat_make(h, int_divexact(h, sum, common), int_mul(h, aq, int_divexact(h, bd, common)));
}

static Val rational_product(Heap *h, Val an, Val ad, Val bn, Val bd)
{
    Val g = int_gcd(h, an, bd), k = int_gcd(h, bn, ad);

    if (!num_is_one(g)) {
        an = int_divexact(h, an, g);
        bd = int_divexact(h, bd, g);
    }
    if (!num_is_one(k)) {
        bn = int_divexact(h, bn, k);
        ad = int_divexact(h, ad, k);
    }
    return rat_make(h, int_mul(h, an, bn), int_mul(h, ad, bd));
}

static Val rational_op(Heap *h, Op op, Val a, Val b)
{
    Val an = rat_numerator(a), ad = rat_denominator(a), bn = rat_numerator(b), bd = rat_denominator(b);

    switch (op) {
    case OP_MUL: return rational_product(h, an, ad, bn, bd);
    case OP_DIV: return rat_new(h, int_mul(h, an, bd), int_mul(h, ad, bn));
    default: {
        Val v = rat_add_short(h, a, b, op == OP_SUB);
        return val_is_none(v) ? rational_sum(h, op, an, ad, bn, bd) : v;
    }
    }
}

/* f's value, a real of so many digits: where it takes long, a limit can end it. */
static Val value_of_digits(Heap *h, double digits, HeavyNumber *f, void *state)
{
    return digits < HEAVY_REAL_DIGITS ? f(h, state) : heavy_or_overflow(h, heavy_value(h, f, state));
}

typedef struct Sum {
    Op     op;
    Val    a, b;
    double digits, log_error;
} Sum;

static Val sum_value(Heap *h, void *state)
{
    const Sum *s = state;
    mpfr_prec_t bits = real_bits(s->digits) + 64;
    mpfr_t x, y;

    mpfr_init2(x, bits);
    mpfr_init2(y, bits);
    real_load(x, s->a);
    real_load(y, s->b);
    if (s->op == OP_ADD)
        mpfr_add(x, x, y, MPFR_RNDN);
    else
        mpfr_sub(x, x, y, MPFR_RNDN);
    Val v = real_from_mpfr_error(h, x, s->log_error);
    mpfr_clear(x);
    mpfr_clear(y);
    return v;
}

/* Sum or difference of big reals, one of which may be exact. */
static Val big_sum(Heap *h, Op op, Val a, Val b)
{
    double log_error = log10_add(num_log_error(a), num_log_error(b));
    double la = num_log10(a), lb = num_log10(b);
    Sum sum = {op, a, b, (la > lb ? la : lb) - log_error, log_error};

    return value_of_digits(h, sum.digits, sum_value, &sum);
}

typedef struct Product {
    Op     op;
    Val    a, b;
    double digits, zero_error;
} Product;

static Val product_value(Heap *h, void *state)
{
    const Product *p = state;
    mpfr_prec_t bits = real_bits(p->digits) + 32;
    mpfr_t x, y;

    mpfr_init2(x, bits);
    mpfr_init2(y, bits);
    real_load(x, p->a);
    real_load(y, p->b);
    if (p->op == OP_MUL)
        mpfr_mul(x, x, y, MPFR_RNDN);
    else
        mpfr_div(x, x, y, MPFR_RNDN);
    Val v = mpfr_zero_p(x) ? real_from_mpfr_error(h, x, p->zero_error)
          : p->digits <= 0 ? real_from_mpfr_error(h, x, real_log10(x) - p->digits) : real_from_mpfr(h, x, p->digits);
    mpfr_clear(x);
    mpfr_clear(y);
    return v;
}

static Val big_product(Heap *h, Op op, Val a, Val b)
{
    double la = num_log10(a), lb = num_log10(b), ea = num_log_error(a), eb = num_log_error(b);

    if (num_is_exact_zero(a) || (op == OP_MUL && num_is_exact_zero(b)))
        return op == OP_DIV && num_is_zero(b) ? S_Indeterminate : val_int(0);
    if (op == OP_DIV && lb == -INFINITY)
        return la == -INFINITY ? S_Indeterminate : S_ComplexInfinity;
    double digits, zero_error = 0;
    if (la == -INFINITY || lb == -INFINITY) {
        /* a zero: what remains is its error, scaled */
        double other = la == -INFINITY ? (lb == -INFINITY ? eb : lb) : la;
        double own = la == -INFINITY ? ea : eb;
        zero_error = op == OP_MUL ? own + other : own - other;
        digits = 0;
    } else {
        digits = val_is_big_real(a) ? val_is_big_real(b) ? -log10_add(ea - la, eb - lb) : val_big_real(a)->digits
                                    : val_big_real(b)->digits;
    }
    Product product = {op, a, b, digits, zero_error};
    return value_of_digits(h, digits, product_value, &product);
}

static Val machine_op(Heap *h, Op op, Val a, Val b)
{
    double x = num_to_double(a), y = num_to_double(b), r;

    if (op == OP_DIV && num_is_zero(b))
        return num_is_zero(a) ? S_Indeterminate : S_ComplexInfinity;
    r = op == OP_ADD ? x + y : op == OP_SUB ? x - y : op == OP_MUL ? x * y : x / y;
    if (LIKELY(isfinite(r) && isfinite(x) && isfinite(y)))
        return val_real_new(h, r);
    a = num_to_big_real(h, a, NUM_MACHINE_DIGITS);
    b = num_to_big_real(h, b, NUM_MACHINE_DIGITS);
    if (!val_is_number(a) || !val_is_number(b))
        return S_Indeterminate;
    Val v = op <= OP_SUB ? big_sum(h, op, a, b) : big_product(h, op, a, b);
    if (val_is_big_real(v)) {
        r = num_to_double(v);
        if (isfinite(r) && (r != 0 || num_is_zero(v)))
            return val_real_new(h, r);
        /* one operation at machine precision does not lose digits */
        return num_to_big_real(h, v, NUM_MACHINE_DIGITS);
    }
    return v;
}

static Val real_op(Heap *h, Op op, Val a, Val b)
{
    Kind ka = val_kind(a), kb = val_kind(b);

    if (ka == KIND_INTEGER && kb == KIND_INTEGER) {
        switch (op) {
        case OP_ADD: return int_add(h, a, b);
        case OP_SUB: return int_sub(h, a, b);
        case OP_MUL: return int_mul(h, a, b);
        case OP_DIV: return rat_new(h, a, b);
        }
    }
    if (ka == KIND_REAL || kb == KIND_REAL)
        return machine_op(h, op, a, b);
    if (ka == KIND_BIG_REAL || kb == KIND_BIG_REAL) {
        if (op <= OP_SUB) {
            if (num_is_exact_zero(b))
                return a;
            if (num_is_exact_zero(a))
                return op == OP_ADD ? b : num_neg(h, b);
            return big_sum(h, op, a, b);
        }
        return big_product(h, op, a, b);
    }
    return rational_op(h, op, a, b);
}

static bool is_machine_complex(Val v)
{
    return val_is_complex(v) && val_is_real(val_complex(v)->re);
}

/* A complex quotient of machine numbers, scaled so that nothing overflows on the way. */
static Val machine_complex_div(Heap *h, double a, double b, double c, double d)
{
    double re, im;

    if (fabs(c) >= fabs(d)) {
        double r = d / c, den = c + d * r;
        re = (a + b * r) / den;
        im = (b - a * r) / den;
    } else {
        double r = c / d, den = c * r + d;
        re = (a * r + b) / den;
        im = (b * r - a) / den;
    }
    if (!isfinite(re) || !isfinite(im))
        return VAL_NONE;
    return cplx_new(h, val_real_new(h, re), val_real_new(h, im));
}

static Val complex_op(Heap *h, Op op, Val a, Val b)
{
    Val ar = cplx_re(a), ai = cplx_im(a), br = cplx_re(b), bi = cplx_im(b);

    if (op <= OP_SUB)
        return cplx_new(h, real_op(h, op, ar, br), real_op(h, op, ai, bi));
    /* a real exact factor stays exact: no 0. * I where the zero is exact */
    if (!val_is_complex(b))
        return op == OP_DIV && num_is_zero(b) ? (num_is_zero(a) ? S_Indeterminate : S_ComplexInfinity)
             : cplx_new(h, real_op(h, op, ar, br), real_op(h, op, ai, br));
    if (op == OP_MUL) {
        if (!val_is_complex(a))
            return cplx_new(h, real_op(h, OP_MUL, ar, br), real_op(h, OP_MUL, ar, bi));
        return cplx_new(h, num_sub(h, num_mul(h, ar, br), num_mul(h, ai, bi)),
                        num_add(h, num_mul(h, ar, bi), num_mul(h, ai, br)));
    }
    if (num_is_zero(b))
        return num_is_zero(a) ? S_Indeterminate : S_ComplexInfinity;
    if (is_machine_complex(a) || is_machine_complex(b) || val_is_real(a)) {
        Val v = machine_complex_div(h, num_to_double(ar), num_to_double(ai), num_to_double(br), num_to_double(bi));
        if (!val_is_none(v))
            return v;
    }
    Val norm = num_add(h, num_mul(h, br, br), num_mul(h, bi, bi));
    Val re = num_add(h, num_mul(h, ar, br), num_mul(h, ai, bi));
    Val im = num_sub(h, num_mul(h, ai, br), num_mul(h, ar, bi));
    if (!val_is_number(norm) || !val_is_number(re) || !val_is_number(im))
        return S_Indeterminate;
    return cplx_new(h, num_div(h, re, norm), num_div(h, im, norm));
}

/* Parts that went out of range make the whole what they are. */
static COLD Val op_slow(Heap *h, Op op, Val a, Val b)
{
    if (!val_is_number(a) || !val_is_number(b))
        return val_is_number(a) ? b : a;
    if (val_is_complex(a) || val_is_complex(b))
        return complex_op(h, op, a, b);
    return real_op(h, op, a, b);
}

Val num_add(Heap *h, Val a, Val b)
{
    if (val_both_small(a, b))
        return int_from_i64(h, val_small(a) + val_small(b));
    if (val_is_flonum(a) && val_is_flonum(b))
        return val_real_new(h, val_real(a) + val_real(b));   /* flonums are far from overflow */
    return op_slow(h, OP_ADD, a, b);
}

Val num_sub(Heap *h, Val a, Val b)
{
    if (val_both_small(a, b))
        return int_from_i64(h, val_small(a) - val_small(b));
    if (val_is_flonum(a) && val_is_flonum(b))
        return val_real_new(h, val_real(a) - val_real(b));
    return op_slow(h, OP_SUB, a, b);
}

Val num_mul(Heap *h, Val a, Val b)
{
    int64_t p;

    if (val_both_small(a, b) && !__builtin_mul_overflow(val_small(a), val_small(b), &p))
        return int_from_i64(h, p);
    if (val_is_flonum(a) && val_is_flonum(b))
        return val_real_new(h, val_real(a) * val_real(b));
    return op_slow(h, OP_MUL, a, b);
}

Val num_div(Heap *h, Val a, Val b)
{
    if (val_is_flonum(a) && val_is_flonum(b) && b.w != FLONUM_ZERO)
        return val_real_new(h, val_real(a) / val_real(b));
    if (val_both_small(a, b) && val_small(b) != 0 && val_small(a) % val_small(b) == 0)
        return int_from_i64(h, val_small(a) / val_small(b));
    return op_slow(h, OP_DIV, a, b);
}

Val num_neg(Heap *h, Val a)
{
    mpfr_t x;

    switch (val_kind(a)) {
    case KIND_INTEGER:  return int_neg(h, a);
    case KIND_REAL:     return val_real_new(h, val_real(a) == 0 ? 0.0 : -val_real(a));
    case KIND_RATIONAL: return rat_make(h, int_neg(h, rat_numerator(a)), rat_denominator(a));
    case KIND_COMPLEX:  return cplx_new(h, num_neg(h, cplx_re(a)), num_neg(h, cplx_im(a)));
    case KIND_BIG_REAL: {
        mpfr_init2(x, val_big_real(a)->bits);
        real_load(x, a);
        mpfr_neg(x, x, MPFR_RNDN);
        Val v = real_from_mpfr(h, x, val_big_real(a)->digits);
        mpfr_clear(x);
        return v;
    }
    default:
        return a;
    }
}

Val num_inv(Heap *h, Val a)
{
    return num_div(h, val_int(1), a);
}

Val num_abs(Heap *h, Val a)
{
    if (!val_is_complex(a))
        return num_sign(a) < 0 ? num_neg(h, a) : a;
    Val re = cplx_re(a), im = cplx_im(a);
    if (val_is_real(re)) {
        double d = hypot(val_real(re), val_real(im));
        if (isfinite(d))
            return val_real_new(h, d);
    }
    if (num_is_exact_zero(re))
        return num_abs(h, im);
    Val norm = num_add(h, num_mul(h, re, re), num_mul(h, im, im));
    return num_pow(h, norm, rat_make(h, val_int(1), val_int(2)));
}
