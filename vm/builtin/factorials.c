/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * factorials.c -- factorials, binomials, Pochhammer symbols.
 */
#include "vm/builtin/integers.h"

#include <math.h>

bool integer_size_allowed(Vm *vm, double bits)
{
    if (bits < 0x1p33)
        return true;
    vm_message(vm, S_General, "ovfl", 0, NULL);
    return false;
}

Val overflow_result(Vm *vm)
{
    return expr0(vm_heap(vm), S_Overflow);
}

/* About how many bits n! has. */
static double factorial_bits(double n)
{
    return n < 2 ? 1 : n * (log2(n) - 1.4427);
}

/* Is [v] an inexact real with an integer value below 10^4 in size?  *n is that. */
static bool is_integer_valued(Val v, int64_t *n)
{
    if (!val_is_inexact_real(v) || num_is_nan(v) || fabs(num_to_double(v)) > 1e4)
        return false;
    Val i = val_int((int64_t)num_to_double(v));
    *n = val_small(i);
    return num_compare(v, i) == 0;
}

/* An exact value with the precision of [like]. */
static Val with_precision_of(Heap *h, Val exact, Val like)
{
    return num_n(h, exact, val_is_real(like) ? 0 : num_precision(like));
}

static Val plus_int(Heap *h, Val a, int64_t n)
{
    return val_is_number(a) ? num_add(h, a, val_int(n)) : expr2(h, S_Plus, a, val_int(n));
}

static Val gamma_of(Heap *h, Val a)
{
    return expr1(h, S_Gamma, a);
}

BUILTIN(Factorial,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "Factorial[n], or n!, gives the factorial of n.",
    .examples = EXAMPLES(">> 20!", "2432902008176640000", ">> (-1)!", "ComplexInfinity", ">> n!", "n!"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];
    int64_t i;

    if (val_is_plus_infinity(n))
        return n;
    if (!val_is_number(n))
        return NOT_MINE;
    if (val_is_integer(n)) {
        if (num_sign(n) < 0)
            return S_ComplexInfinity;
        if (!val_is_count(n) || !integer_size_allowed(vm, factorial_bits((double)val_count(n))))
            return overflow_result(vm);
        return int_factorial(vm, val_count(n));
    }
    if (is_integer_valued(n, &i))
        return i < 0 ? S_ComplexInfinity : with_precision_of(h, int_factorial(vm, (uint64_t)i), n);
    return gamma_of(h, plus_int(h, n, 1));
}

BUILTIN(Factorial2,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "Factorial2[n], or n!!, gives the double factorial of n.",
    .examples = EXAMPLES(">> 7!!", "105", ">> Factorial2[-5]", "1/3"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];

    if (val_is_plus_infinity(n))
        return n;
    if (!val_is_number(n))
        return NOT_MINE;
    if (val_is_small(n)) {
        int64_t i = val_small(n);
        if (i >= 0) {
            if (!integer_size_allowed(vm, factorial_bits((double)i) / 2))
                return overflow_result(vm);
            return int_factorial2(h, (uint64_t)i);
        }
        if (!int_is_odd(n))
            return S_ComplexInfinity;
        int64_t m = (-1 - i) / 2;
        if (!integer_size_allowed(vm, factorial_bits(-(double)i) / 2))
            return overflow_result(vm);
        Val d = m == 0 ? val_int(1) : int_factorial2(h, (uint64_t)(2 * m - 1));
        return rat_new(h, val_int(m & 1 ? -1 : 1), d);
    }
    if (val_is_exact_real(n) || !val_is_real(n))
        return NOT_MINE;
    double x = val_real(n), c = cos(M_PI * x);
    if (x < 0 && x == 2 * floor(x / 2))
        return S_ComplexInfinity;
    double r = pow(2, x / 2 + (1 - c) / 4) * pow(M_PI, (c - 1) / 4) * tgamma(1 + x / 2);
    if (x == floor(x) && fabs(r) < 1e15 && x > 0)
        r = rint(r);
    return isfinite(r) ? val_real_new(h, r) : NOT_MINE;
}

BUILTIN(Subfactorial,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "Subfactorial[n] gives the number of permutations of n objects that leave no object fixed.",
    .examples = EXAMPLES(">> Subfactorial[{0, 1, 2, 3, 4, 5}]", "{1, 0, 1, 2, 9, 44}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], d = val_int(1);
    int64_t count;

    if (!val_is_number(n))
        return NOT_MINE;
    if (!val_is_count(n) && !is_integer_valued(n, &count)) {
        if (val_is_integer(n))
            return NOT_MINE;
        return div_expr(h, expr2(h, S_Gamma, plus_int(h, n, 1), val_int(-1)), S_E);
    }
    if (val_is_count(n))
        count = val_small(n);
    if (count < 0)
        return NOT_MINE;
    if (!integer_size_allowed(vm, factorial_bits((double)count)))
        return overflow_result(vm);
    for (int64_t k = 1; k <= count; k++) {
        TRY(vm_poll(vm));
        d = num_add(h, num_mul(h, d, val_int(k)), val_int(k & 1 ? -1 : 1));
    }
    return val_is_count(n) ? d : with_precision_of(h, d, n);
}

/* ---- Pochhammer --------------------------------------------------------------------------------------- */

/* a (a + step) .. (a + (n - 1) step) for a number. */
static Val product_of_steps(Vm *vm, Val a, uint64_t n, Val step)
{
    Heap *h = vm_heap(vm);
    Val r = val_int(1);

    if (val_is_integer(a) && num_is_one(step))
        return int_multiply_range(vm, a, n);
    for (uint64_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        r = num_mul(h, r, a);
        if (!val_is_number(r) || num_is_exact_zero(r))
            return r;
        a = num_add(h, a, step);
    }
    return r;
}

enum { SYMBOLIC_PRODUCT_MAX = 1000 };

BUILTIN(Pochhammer,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "a_, n_",
    .usage   = "Pochhammer[a, n] gives the Pochhammer symbol Gamma[a + n]/Gamma[a].",
    .examples = EXAMPLES(">> Pochhammer[4, 8]", "6652800", ">> Pochhammer[a, 3]", "a*(1 + a)*(2 + a)"))
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], n = args.v[1];

    if (!val_is_small(n)) {
        if (!val_is_numeric(vm, a) || !val_is_numeric(vm, n))
            return NOT_MINE;
        int64_t i;
        if (val_is_number(a) && is_integer_valued(n, &i) && i >= 0) {
            Val r;
            TRY(r = product_of_steps(vm, a, (uint64_t)i, val_int(1)));
            return val_is_number(r) && num_is_exact(r) ? with_precision_of(h, r, n) : r;
        }
        if (val_is_integer(a) && num_sign(a) <= 0)
            return val_is_number(n) && !val_is_integer(n) && num_is_exact(n) ? val_int(0) : NOT_MINE;
        return div_expr(h, gamma_of(h, expr2(h, S_Plus, a, n)), gamma_of(h, a));
    }
    int64_t k = val_small(n);
    bool inverse = k < 0;
    uint64_t count = inverse ? -(uint64_t)k : (uint64_t)k;
    if (val_is_number(a)) {
        Val from = inverse ? num_add(h, a, n) : a, r;
        if (!integer_size_allowed(vm, val_is_exact_real(a) ? (double)count * (log2((double)count + 1)
                                  + (double)int_bits(rat_numerator(a))) : 0))
            return overflow_result(vm);
        TRY(r = product_of_steps(vm, from, count, val_int(1)));
        return inverse && val_is_number(r) ? num_inv(h, r) : r;
    }
    if (count > SYMBOLIC_PRODUCT_MAX)
        return NOT_MINE;
    Builder b;
    builder_start(&b, h, S_Times);
    for (uint64_t i = 0; i < count; i++) {
        Val f = plus_int(h, a, inverse ? -(int64_t)i - 1 : (int64_t)i);
        builder_push(&b, inverse ? expr2(h, S_Power, f, val_int(-1)) : f);
    }
    return builder_finish(&b);
}

BUILTIN(FactorialPower,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "x_, n_, h_:1",
    .usage   = "FactorialPower[x, n] gives the factorial power x (x - 1) ... (x - n + 1); FactorialPower[x, n, h] uses steps of h.",
    .examples = EXAMPLES(">> FactorialPower[10, 3]", "720", ">> FactorialPower[10, 3, 2]", "480"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], n = args.v[1], step = args.v[2], r;

    if (val_is(n, val_int(0)))
        return val_int(1);
    if (val_is(n, val_int(1)))
        return x;
    if (!val_is_number(x) || !val_is_small(n) || !val_is_number(step))
        return NOT_MINE;
    int64_t k = val_small(n);
    uint64_t count = k < 0 ? -(uint64_t)k : (uint64_t)k;
    if (num_is_one(step) && val_is_count(x) && k > 0 && val_count(x) < count)
        return val_int(0);
    if (!integer_size_allowed(vm, val_is_exact_real(x) ? (double)count * (log2((double)count + 1)
                              + (double)int_bits(rat_numerator(x))) : 0))
        return overflow_result(vm);
    TRY(r = product_of_steps(vm, k < 0 ? num_add(h, x, step) : x, count, k < 0 ? step : num_neg(h, step)));
    return k < 0 && val_is_number(r) ? num_inv(h, r) : r;
}

/* ---- binomials ----------------------------------------------------------------------------------------- */

static double binomial_bits(double n, double k)
{
    if (k > n - k && n > 0)
        k = n - k;
    return k <= 0 ? 1 : k * (log2((fabs(n) + k) / k) + 1.4427);
}

/* The binomial coefficient of integers; VAL_NONE where it is too large. */
static Val binomial_integers(Vm *vm, Val n, Val k)
{
    Heap *h = vm_heap(vm);

    if (num_sign(k) < 0) {
        if (num_sign(n) >= 0 || num_compare(n, k) < 0)
            return val_int(0);
        /* C(n, k) = (-1)^(n - k) C(-k - 1, n - k) */
        Val d = num_sub(h, n, k);
        Val r = binomial_integers(vm, num_sub(h, val_int(-1), k), d);
        TRY(r);
        return val_is_none(r) ? r : int_is_odd(d) ? num_neg(h, r) : r;
    }
    if (num_sign(n) >= 0) {
        if (num_compare(k, n) > 0)
            return val_int(0);
        Val other = num_sub(h, n, k);
        if (num_compare(other, k) < 0)
            k = other;
    }
    if (!val_is_count(k) || !integer_size_allowed(vm, binomial_bits(num_to_double(n), (double)val_count(k))))
        return VAL_NONE;
    return int_binomial(vm, n, val_count(k));
}

static double binomial_machine(double n, double k)
{
    double r = tgamma(n + 1) / (tgamma(k + 1) * tgamma(n - k + 1));

    if (isfinite(r) && r != 0)
        return r;
    int s1, s2, s3;
    double l = lgamma_r(n + 1, &s1) - lgamma_r(k + 1, &s2) - lgamma_r(n - k + 1, &s3);
    return s1 * s2 * s3 * exp(l);
}

/* C(n, k) for a number or symbol n and a small k >= 0. */
static Val binomial_product(Vm *vm, Val n, uint64_t k)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (val_is_number(n)) {
        Val r;
        TRY(r = product_of_steps(vm, n, k, val_int(-1)));
        Val f;
        TRY(f = int_factorial(vm, k));
        return val_is_number(r) ? num_div(h, r, f) : r;
    }
    builder_start(&b, h, S_Times);
    Val whole;
    TRY(whole = int_factorial(vm, k));
    builder_push(&b, rat_new(h, val_int(1), whole));
    for (uint64_t i = 0; i < k; i++)
        builder_push(&b, plus_int(h, n, -(int64_t)i));
    return builder_finish(&b);
}

BUILTIN(Binomial,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "Binomial[n, m] gives the binomial coefficient.",
    .examples = EXAMPLES(
        ">> Binomial[10, 3]",  "120",
        ">> Binomial[-3, 2]",  "6",
        ">> Binomial[1/2, 3]", "1/16",
        ">> Binomial[n, 0]",   "1"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], k = args.v[1], r;
    int64_t a, b;

    if (val_is_integer(n) && val_is_integer(k)) {
        r = binomial_integers(vm, n, k);
        return val_is_none(r) ? overflow_result(vm) : r;
    }
    if (val_is_number(n) && val_is_number(k)) {
        bool whole_n = val_is_small(n) || is_integer_valued(n, &a), whole_k = val_is_small(k) || is_integer_valued(k, &b);
        if (whole_n && whole_k && (!val_is_small(n) || !val_is_small(k))) {
            Val like = val_is_small(n) ? k : n;
            r = binomial_integers(vm, val_is_small(n) ? n : val_int(a), val_is_small(k) ? k : val_int(b));
            return val_is_none(r) ? overflow_result(vm) : with_precision_of(h, r, like);
        }
        if (val_is_count(k) && val_count(k) <= 1000000)
            return binomial_product(vm, n, val_count(k));
        if (val_is_integer(k))
            return val_int(0);
        if (!val_is_complex(n) && !val_is_complex(k) && (val_is_real(n) || val_is_real(k))) {
            double x = binomial_machine(num_to_double(n), num_to_double(k));
            return isfinite(x) ? val_real_new(h, x) : NOT_MINE;
        }
    }
    if (val_is(k, val_int(0)) || val_same(n, k))
        return val_int(1);
    if (val_is(k, val_int(1)))
        return n;
    if (val_is_small(k) && val_small(k) > 0 && val_small(k) <= 20 && !val_is_numeric(vm, n))
        return binomial_product(vm, n, val_count(k));
    if (val_is_small(k) && val_small(k) < 0 && !val_is_number(n))
        return val_int(0);
    if (!val_is_numeric(vm, n) || !val_is_numeric(vm, k))
        return NOT_MINE;
    if (val_is_count(k))
        return binomial_product(vm, n, val_count(k));
    Val rest = plus_int(h, expr2(h, S_Plus, n, neg_expr(h, k)), 1);
    return div_expr(h, gamma_of(h, plus_int(h, n, 1)),
                    expr2(h, S_Times, gamma_of(h, plus_int(h, k, 1)), gamma_of(h, rest)));
}

BUILTIN(Multinomial,
    .attrs   = ATTRS_FUNCTION | ATTR_ORDERLESS,
    .effects = EFFECT_PURE,
    .args    = "ns___",
    .usage   = "Multinomial[n1, n2, ...] gives the multinomial coefficient (n1 + n2 + ...)!/(n1! n2! ...).",
    .examples = EXAMPLES(">> Multinomial[2, 3, 4]", "1260", ">> Multinomial[]", "1"))
{
    Heap *h = vm_heap(vm);
    Val sum = val_int(0), product = val_int(1), symbol = VAL_NONE;

    for (size_t i = 0; i < args.n; i++) {
        Val x = args.v[i], c;
        TRY(vm_poll(vm));
        if (!val_is_number(x)) {
            if (!val_is_none(symbol))
                return NOT_MINE;
            symbol = x;
            continue;
        }
        sum = num_add(h, sum, x);
        if (val_is_integer(sum) && val_is_integer(x)) {
            TRY(c = binomial_integers(vm, sum, x));
            if (val_is_none(c))
                return overflow_result(vm);
        } else {
            TRY(c = vm_call2(vm, S_Binomial, sum, x));
        }
        if (!val_is_number(c))
            return NOT_MINE;
        product = num_mul(h, product, c);
    }
    if (val_is_none(symbol))
        return product;
    if (args.n == 1)
        return val_int(1);
    return expr2(h, S_Times, product, expr2(h, S_Binomial, expr2(h, S_Plus, sum, symbol), symbol));
}

BUILTIN(CatalanNumber,
    .attrs   = ATTRS_FUNCTION,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "CatalanNumber[n] gives the n-th Catalan number.",
    .examples = EXAMPLES(">> CatalanNumber[{0, 1, 2, 3, 4, 5}]", "{1, 1, 2, 5, 14, 42}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];
    int64_t i;

    bool whole = val_is_number(n) && is_integer_valued(n, &i);
    if (val_is_small(n) || whole) {
        if (!whole)
            i = val_small(n);
        Val r;
        if (i < 0)
            r = val_int(i == -1 ? -1 : 0);
        else if (!integer_size_allowed(vm, 2 * (double)i))
            return overflow_result(vm);
        else
            TRY(r = int_binomial(vm, val_int(2 * i), (uint64_t)i));
        if (i >= 0)
            r = num_div(h, r, val_int(i + 1));
        return whole ? with_precision_of(h, r, n) : r;
    }
    if (!val_is_numeric(vm, n) || val_is_integer(n))
        return NOT_MINE;
    Val top = expr2(h, S_Times, expr2(h, S_Power, val_int(4), n), gamma_of(h, expr2(h, S_Plus, n, half(h))));
    return div_expr(h, top, expr2(h, S_Times, sqrt_expr(h, S_Pi), gamma_of(h, plus_int(h, n, 2))));
}
