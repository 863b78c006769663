/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sequences.c -- Fibonacci, Bernoulli, Stirling and other numbers, and the polynomials that go
 * with them.
 */
#include "vm/builtin/integers.h"

#include <math.h>

/* Beyond these a library call would go on for seconds without a way to stop it. */
enum { POLYNOMIAL_DEGREE_MAX = 20000, SEQUENCE_INDEX_MAX = 1000000, STIRLING_MAX = 10000 };

/* The sum of coefficient[k] x^k; for a number x by Horner's rule. */
static Val polynomial(Vm *vm, const Val *coefficient, size_t n, Val x)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (val_is_number(x)) {
        Val r = val_int(0);
        for (size_t k = n; k-- > 0; ) {
            TRY(vm_poll(vm));
            r = num_add(h, num_mul(h, r, x), coefficient[k]);
        }
        return r;
    }
    builder_start(&b, h, S_Plus);
    for (size_t k = 0; k < n; k++) {
        Val c = coefficient[k];
        if (num_is_exact_zero(c))
            continue;
        Val power = k == 0 ? val_int(1) : k == 1 ? x : expr2(h, S_Power, x, val_int((int64_t)k));
        builder_push(&b, k == 0 ? c : num_is_one(c) ? power : expr2(h, S_Times, c, power));
    }
    return builder_finish(&b);
}

static Val *coefficients_new(Heap *h, size_t n)
{
    Val *c = heap_alloc(h, n * sizeof *c);

    for (size_t i = 0; i < n; i++)
        c[i] = val_int(0);
    return c;
}

/* A non-negative index not too large for what is quadratic in it; says so if it is. */
static bool is_index(Val n, uint64_t most)
{
    return val_is_count(n) && val_count(n) <= most;
}

/* ---- Fibonacci and Lucas -------------------------------------------------------------------------------- */

/* The n-th Fibonacci ([lucas]: Lucas) polynomial of a number, by its recurrence. */
static Val fibonacci_number(Vm *vm, uint64_t n, Val x, bool lucas)
{
    Heap *h = vm_heap(vm);
    Val a = val_int(lucas ? 2 : 0), b = lucas ? x : val_int(1);

    for (uint64_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        Val c = num_add(h, num_mul(h, x, b), a);
        a = b;
        b = c;
    }
    return a;
}

static Val fibonacci_polynomial(Vm *vm, uint64_t n, Val x, bool lucas)
{
    Heap *h = vm_heap(vm);
    Val *c = coefficients_new(h, n + 1);

    if (lucas && n == 0)
        return val_int(2);
    if (!lucas && n == 0)
        return val_int(0);
    if (lucas) {
        /* n/(n - j) C(n - j, j) x^(n - 2 j) */
        for (uint64_t j = 0; 2 * j <= n; j++)
            c[n - 2 * j] = num_div(h, num_mul(h, int_from_u64(h, n), int_binomial(vm, int_from_u64(h, n - j), j)),
                                   int_from_u64(h, n - j));
        return polynomial(vm, c, n + 1, x);
    }
    for (uint64_t j = 0; 2 * j + 1 <= n; j++)
        c[n - 1 - 2 * j] = int_binomial(vm, int_from_u64(h, n - 1 - j), j);
    return polynomial(vm, c, n, x);
}

enum { FIBONACCI_BITS_MAX = 1 << 29 };

static Val fibonacci_like(Vm *vm, Args args, bool lucas)
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], r;

    if (val_is_small(n)) {
        bool negative = val_small(n) < 0;
        uint64_t m = negative ? -(uint64_t)val_small(n) : (uint64_t)val_small(n);
        if (args.n == 1) {
            if (!integer_size_allowed(vm, (double)m * 0.6942))
                return overflow_result(vm);
            /* Minutes in one call that nothing could interrupt: the user is told, and may think again. */
            if ((double)m * 0.6942 > FIBONACCI_BITS_MAX)
                return MESSAGE0(vm, "ovfl");
            r = lucas ? int_lucas(h, m) : int_fibonacci(h, m);
        } else if (val_is_number(args.v[1]) && m <= SEQUENCE_INDEX_MAX) {
            TRY(r = fibonacci_number(vm, m, args.v[1], lucas));
        } else if (m <= POLYNOMIAL_DEGREE_MAX) {
            TRY(r = fibonacci_polynomial(vm, m, args.v[1], lucas));
        } else {
            return NOT_MINE;
        }
        bool flip = negative && (lucas ? (m & 1) != 0 : (m & 1) == 0);
        return flip ? neg_expr(h, r) : r;
    }
    if (args.n == 2 || !val_is_inexact_real(n))
        return NOT_MINE;
    if (val_is_real(n)) {
        double x = val_real(n), phi = (1 + sqrt(5)) / 2, a = pow(phi, x), b = cos(M_PI * x) * pow(phi, -x);
        double y = lucas ? a + b : (a - b) / sqrt(5);
        if (x == floor(x) && fabs(y) < 0x1p50)
            y = rint(y);
        return isfinite(y) ? val_real_new(h, y) : NOT_MINE;
    }
    Val a = expr2(h, S_Power, S_GoldenRatio, n);
    Val b = expr2(h, S_Times, expr1(h, S_Cos, expr2(h, S_Times, S_Pi, n)), expr2(h, S_Power, S_GoldenRatio, num_neg(h, n)));
    if (lucas)
        return expr2(h, S_Plus, a, b);
    return div_expr(h, expr2(h, S_Plus, a, neg_expr(h, b)), sqrt_expr(h, val_int(5)));
}

BUILTIN(Fibonacci,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, x_.",
    .usage   = "Fibonacci[n] gives the n-th Fibonacci number; Fibonacci[n, x] the n-th Fibonacci polynomial.",
    .examples = EXAMPLES(">> Fibonacci[10]", "55", ">> Fibonacci[4, x]", "2*x + x^3", ">> Fibonacci[-4]", "-3"))
{
    return fibonacci_like(vm, args, false);
}

BUILTIN(LucasL,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, x_.",
    .usage   = "LucasL[n] gives the n-th Lucas number; LucasL[n, x] the n-th Lucas polynomial.",
    .examples = EXAMPLES(">> LucasL[10]", "123", ">> LucasL[2, x]", "2 + x^2"))
{
    return fibonacci_like(vm, args, true);
}

/* ---- Bernoulli, Euler, Bell --------------------------------------------------------------------------- */

enum { BERNOULLI_MAX = 200000 };

BUILTIN(BernoulliB,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, x_.",
    .usage   = "BernoulliB[n] gives the n-th Bernoulli number; BernoulliB[n, x] the n-th Bernoulli polynomial.",
    .examples = EXAMPLES(">> BernoulliB[10]", "5/66", ">> BernoulliB[2, x]", "1/6 - x + x^2"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];

    if (!is_index(n, args.n == 1 ? BERNOULLI_MAX : POLYNOMIAL_DEGREE_MAX))
        return NOT_MINE;
    uint64_t m = val_count(n);
    if (args.n == 1)
        return int_bernoulli(h, m);
    Val *c = coefficients_new(h, m + 1);
    for (uint64_t k = 0; k <= m; k++) {
        TRY(vm_poll(vm));
        if (m - k <= 1 || ((m - k) & 1) == 0)
            c[k] = num_mul(h, int_binomial(vm, n, k), int_bernoulli(h, m - k));
    }
    return polynomial(vm, c, m + 1, args.v[1]);
}

BUILTIN(EulerE,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, x_.",
    .usage   = "EulerE[n] gives the n-th Euler number; EulerE[n, x] the n-th Euler polynomial.",
    .examples = EXAMPLES(">> EulerE[4]", "5", ">> EulerE[2, x]", "-x + x^2"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];

    if (!is_index(n, args.n == 1 ? BERNOULLI_MAX / 4 : POLYNOMIAL_DEGREE_MAX))
        return NOT_MINE;
    uint64_t m = val_count(n);
    if (args.n == 1)
        return int_euler(h, m);
    Val *c = coefficients_new(h, m + 1);
    for (uint64_t k = 0; k <= m; k++) {
        /* C(n, k) E_j(0) with E_j(0) = -2 (2^(j+1) - 1) B_(j+1)/(j+1) */
        uint64_t j = m - k;
        TRY(vm_poll(vm));
        if (j > 0 && (j & 1) == 0)
            continue;
        Val e = num_mul(h, num_sub(h, int_pow_u64(h, val_int(2), j + 1), val_int(1)), int_bernoulli(h, j + 1));
        e = num_div(h, num_mul(h, e, val_int(-2)), int_from_u64(h, j + 1));
        c[k] = num_mul(h, int_binomial(vm, n, k), e);
    }
    return polynomial(vm, c, m + 1, args.v[1]);
}

BUILTIN(BellB,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, x_.",
    .usage   = "BellB[n] gives the n-th Bell number; BellB[n, x] the n-th Bell polynomial.",
    .examples = EXAMPLES(">> BellB[10]", "115975", ">> BellB[3, x]", "x + 3*x^2 + x^3"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0];

    if (!is_index(n, args.n == 1 ? 50000 : 5000))
        return NOT_MINE;
    uint64_t m = val_count(n);
    if (args.n == 1)
        return int_bell(h, m);
    Val *c = coefficients_new(h, m + 1);
    for (uint64_t k = 0; k <= m; k++) {
        TRY(vm_poll(vm));
        c[k] = int_stirling2(h, m, k);
    }
    return polynomial(vm, c, m + 1, args.v[1]);
}

BUILTIN(StirlingS1,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "StirlingS1[n, m] gives the Stirling number of the first kind.",
    .examples = EXAMPLES(">> StirlingS1[5, 2]", "-50"))
{
    if (!is_index(args.v[0], STIRLING_MAX) || !val_is_count(args.v[1]))
        return NOT_MINE;
    if (val_count(args.v[1]) > val_count(args.v[0]))
        return val_int(0);
    return int_stirling1(vm_heap(vm), val_count(args.v[0]), val_count(args.v[1]));
}

BUILTIN(StirlingS2,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, m_",
    .usage   = "StirlingS2[n, m] gives the Stirling number of the second kind.",
    .examples = EXAMPLES(">> StirlingS2[5, 2]", "15"))
{
    if (!is_index(args.v[0], STIRLING_MAX) || !val_is_count(args.v[1]))
        return NOT_MINE;
    if (val_count(args.v[1]) > val_count(args.v[0]))
        return val_int(0);
    return int_stirling2(vm_heap(vm), val_count(args.v[0]), val_count(args.v[1]));
}

/* ---- harmonic numbers ---------------------------------------------------------------------------------- */

/* 1^p + .. + n^p as a polynomial in n. */
static Val power_sum(Vm *vm, uint64_t p, Val n)
{
    Heap *h = vm_heap(vm);
    Val *c = coefficients_new(h, p + 2);

    for (uint64_t j = 0; j <= p; j++) {
        Val b = int_bernoulli(h, j);
        TRY(vm_poll(vm));
        if (j == 1)
            b = num_neg(h, b);
        c[p + 1 - j] = num_div(h, num_mul(h, int_binomial(vm, int_from_u64(h, p + 1), j), b), int_from_u64(h, p + 1));
    }
    return polynomial(vm, c, p + 2, n);
}

BUILTIN(HarmonicNumber,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, r_.",
    .usage   = "HarmonicNumber[n] gives the n-th harmonic number; HarmonicNumber[n, r] the sum of k^-r for k up to n.",
    .examples = EXAMPLES(">> HarmonicNumber[10]", "7381/2520", ">> HarmonicNumber[5, 2]", "5269/3600",
                         ">> HarmonicNumber[n, -2]", "n/6 + n^2/2 + n^3/3"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], r = args.n == 2 ? args.v[1] : val_int(1);

    if (val_is_plus_infinity(n)) {
        if (args.n == 1 || (val_is_real_number(r) && num_compare(r, val_int(1)) <= 0))
            return n;
        return val_is_number(r) ? expr1(h, S_Zeta, r) : NOT_MINE;
    }
    if (val_is_small(r) && val_small(r) <= 0 && -val_small(r) <= 1000)
        return power_sum(vm, -(uint64_t)val_small(r), n);
    if (val_is_small(n) && val_small(n) < 0)
        return S_ComplexInfinity;
    if (is_index(n, SEQUENCE_INDEX_MAX)) {
        uint64_t m = val_count(n);
        if (val_is(r, val_int(1)))
            return int_harmonic(h, m);
        if (val_is_small(r) && m <= 100000) {
            Val sum = val_int(0);
            for (uint64_t k = 1; k <= m; k++) {
                TRY(vm_poll(vm));
                sum = num_add(h, sum, num_pow(h, int_from_u64(h, k), num_neg(h, r)));
            }
            return sum;
        }
        bool summed = !val_is_number(r) || num_is_exact(r);
        if (summed && ((val_is_rational(r) && num_sign(r) > 0) || m > 1000))
            return NOT_MINE;
        if (summed) {
            Builder b;
            builder_start(&b, h, S_Plus);
            for (uint64_t k = 1; k <= m; k++)
                builder_push(&b, expr2(h, S_Power, int_from_u64(h, k), neg_expr(h, r)));
            return builder_finish(&b);
        }
    }
    if (!val_is_number(n) || !val_is_number(r) || (num_is_exact(n) && num_is_exact(r)))
        return NOT_MINE;
    if (num_is_one(r) || num_is_zero(num_sub(h, r, val_int(1))))
        return expr2(h, S_Plus, S_EulerGamma, expr2(h, S_PolyGamma, val_int(0), num_add(h, n, r)));
    /* (Olver et al., "NIST Handbook of Mathematical Functions", 25.11.4) */
    return expr2(h, S_Plus, expr1(h, S_Zeta, r),
                 expr2(h, S_Times, val_int(-1), expr2(h, S_HurwitzZeta, r, num_add(h, n, val_int(1)))));
}

/* ---- partitions ------------------------------------------------------------------------------------------ */

BUILTIN(PartitionsP,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "PartitionsP[n] gives the number of unrestricted partitions of the integer n.",
    .examples = EXAMPLES(">> PartitionsP[100]", "190569292"))
{
    Val n = args.v[0];

    if (!val_is_integer(n))
        return NOT_MINE;
    if (num_sign(n) < 0)
        return val_int(0);
    if (!is_index(n, 1000000000000u))
        return NOT_MINE;
    return int_partitions(vm_heap(vm), val_count(n));
}

BUILTIN(PartitionsQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_",
    .usage   = "PartitionsQ[n] gives the number of partitions of the integer n into distinct parts.",
    .examples = EXAMPLES(">> PartitionsQ[50]", "3658"))
{
    Val n = args.v[0];

    if (!val_is_integer(n))
        return NOT_MINE;
    if (num_sign(n) < 0)
        return val_int(0);
    if (!is_index(n, 1000000000000u))
        return NOT_MINE;
    return int_partitions_distinct(vm_heap(vm), val_count(n));
}
