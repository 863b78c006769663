/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special_gamma.c -- Gamma, LogGamma, Beta, PolyGamma, BarnesG and the regularized forms.
 */
#include "vm/builtin/special.h"

/* Gamma at n + 1/2. */
static Val gamma_half(Heap *h, int64_t n)
{
    Val c = val_int(1);

    /* Gamma[n + 1/2] = (2 n - 1)!!/2^n Sqrt[Pi] */
    for (int64_t k = 1; k <= n; k++)
        c = num_mul(h, c, rat_new(h, val_int(2 * k - 1), val_int(2)));
    for (int64_t k = 0; k > n; k--)
        c = num_div(h, c, rat_new(h, val_int(2 * k - 1), val_int(2)));
    return expr2(h, S_Times, c, sqrt_expr(h, S_Pi));
}

static Val gamma_complete(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0];
    int64_t n;

    if (val_is_integer(z)) {
        if (num_sign(z) <= 0)
            return complex_infinity(h);
        return expr1(h, S_Factorial, num_sub(h, z, val_int(1)));
    }
    if (val_is_half_integer(h, z, &n) && n < 10000 && n > -10000)
        return gamma_half(h, n);
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, z, "oo=Infinity;-oo=Indeterminate;~oo=ComplexInfinity;Ioo=0;-Ioo=0");
}

/* Gamma[n, z] for an integer n > 0: (n - 1)! E^-z (1 + z + ... + z^(n - 1)/(n - 1)!), without the
 * factorial if [regularized]. */
static Val gamma_integer(Vm *vm, int64_t n, Val z, bool regularized)
{
    Heap *h = vm_heap(vm);
    Val *coef = heap_alloc(h, (size_t)n * sizeof *coef), c = regularized ? val_int(1) : factorial_of(h, n - 1);

    for (int64_t k = 0; k < n; k++) {
        coef[k] = c;
        c = num_div(h, c, val_int(k + 1));
    }
    return expr2(h, S_Times, expr2(h, S_Power, S_E, neg_expr(h, z)), polynomial_expr(h, (size_t)n - 1, coef, z));
}

static Val gamma_incomplete(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], z = args.v[1];
    int64_t n;

    if (val_is_zero(z) || (val_is_number(z) && num_is_zero(z))) {
        if (!val_is_number(a))
            return NOT_MINE;
        return num_sign(cplx_re(a)) > 0 ? expr1(h, S_Gamma, a) : complex_infinity(h);
    }
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_one(a))
        return expr2(h, S_Power, S_E, neg_expr(h, z));
    if (val_is_plus_infinity(z))
        return val_int(0);
    if (val_is_int_in(a, 2, 1000, &n) && val_is_exact_real(z))
        return gamma_integer(vm, n, z, false);
    return NOT_MINE;
}

BUILTIN(Gamma,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE,
    .args = "a_, z_., z1_.",
    .usage = "Gamma[z] is the Euler gamma function. Gamma[a, z] is the incomplete gamma function. "
             "Gamma[a, z0, z1] is Gamma[a, z0] - Gamma[a, z1].",
    .examples = EXAMPLES("Gamma[5]", "24", "Gamma[1/2]", "Sqrt[Pi]", "Gamma[1, x]", "E^(-x)", "Gamma[0]", "ComplexInfinity"))
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], z0, z1;

    if (args.n == 1)
        return gamma_complete(vm, args);
    if (args.n == 2)
        return gamma_incomplete(vm, args);
    z0 = args.v[1];
    z1 = args.v[2];
    if (val_same(z0, z1))
        return val_int(0);
    if (val_is_one(a) || val_is_plus_infinity(z1) || (val_is_number(z0) && val_is_inexact(z0))
        || (val_is_number(z1) && val_is_inexact(z1)))
        return expr2(h, S_Subtract, expr2(h, S_Gamma, a, z0), expr2(h, S_Gamma, a, z1));
    return NOT_MINE;
}

BUILTIN(GammaRegularized,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE,
    .args = "a_, z_, z1_.",
    .usage = "GammaRegularized[a, z] is Gamma[a, z]/Gamma[a].",
    .examples = EXAMPLES("GammaRegularized[3, 1/2]", "13/(8*Sqrt[E])", "GammaRegularized[0, z]", "0"))
{
    Val a = args.v[0], z = args.v[1];
    int64_t n;

    if (args.n == 3)
        return NOT_MINE;
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_integer(a) && num_sign(a) <= 0)
        return val_int(0);
    if (val_is_one(a))
        return expr2(vm_heap(vm), S_Power, S_E, neg_expr(vm_heap(vm), z));
    if (val_is_zero(z) && val_is_exact_real(a))
        return val_int(1);
    if (val_is_plus_infinity(z))
        return val_int(0);
    if (val_is_int_in(a, 2, 1000, &n) && val_is_exact_real(z))
        return gamma_integer(vm, n, z, true);
    return NOT_MINE;
}

BUILTIN(LogGamma,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "LogGamma[z] is the logarithm of the gamma function.",
    .examples = EXAMPLES("LogGamma[5]", "Log[24]", "LogGamma[1]", "0", "LogGamma[0]", "Infinity"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0];
    int64_t n;

    if (val_is_integer(z)) {
        if (num_sign(z) <= 0)
            return infinity_new(h, val_int(1));
        return expr1(h, S_Log, expr1(h, S_Factorial, num_sub(h, z, val_int(1))));
    }
    if (val_is_half_integer(h, z, &n) && n >= 0 && n < 1000)
        return expr1(h, S_Log, gamma_half(h, n));
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, z, "oo=Infinity;~oo=ComplexInfinity");
}

static Val beta_complete(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], b = args.v[1], sum;
    int64_t n;

    RETURN_IF_NUMERIC(vm, args);
    if (!val_is_exact_real(a) || !val_is_exact_real(b))
        return NOT_MINE;
    if ((val_is_integer(a) && num_sign(a) <= 0) || (val_is_integer(b) && num_sign(b) <= 0)) {
        /* a pole, unless b is an integer such that it cancels: Beta[-3, 2] */
        Val m = val_is_integer(a) && num_sign(a) <= 0 ? a : b, k = val_is(m, a) ? b : a;

        if (val_is_integer(k) && num_sign(k) > 0 && num_sign(num_add(h, m, k)) <= 0 && val_is_int_in(k, 1, 10000, &n)) {
            Val r = num_div(h, factorial_of(h, n - 1), m);

            for (int64_t i = 1; i < n; i++)
                r = num_div(h, r, num_add(h, m, val_int(i)));
            return r;
        }
        return complex_infinity(h);
    }
    /* Gamma[a] Gamma[n]/Gamma[a + n] is a product of n factors. */
    if (val_is_int_in(b, 1, 10000, &n) || val_is_int_in(a, 1, 10000, &n)) {
        Val x = val_is_int_in(b, 1, 10000, &n) ? a : b, r = num_inv(h, x);

        for (int64_t i = 1; i < n; i++)
            r = num_mul(h, r, num_div(h, val_int(i), num_add(h, x, val_int(i))));
        return r;
    }
    sum = num_add(h, a, b);
    if (val_is_half_integer(h, a, &n) && val_is_half_integer(h, b, &n)) {
        if (val_is_integer(sum) && num_sign(sum) <= 0)
            return val_int(0);
        return formula2(vm, "Gamma[#1] Gamma[#2]/Gamma[#1 + #2]", a, b);
    }
    return NOT_MINE;
}

/* The incomplete beta function of integers a and b, at an exact number: a polynomial. */
static Val beta_incomplete(Vm *vm, Val z, Val a, Val b, bool regularized)
{
    Heap *h = vm_heap(vm);
    int64_t m, n;
    Val sum = val_int(0), c = val_int(1);

    if (!val_is_int_in(a, 1, 1000, &m) || !val_is_int_in(b, 1, 1000, &n) || !val_is_exact_real(z))
        return NOT_MINE;
    /* the integral of t^(m - 1) (1 - t)^(n - 1) */
    for (int64_t k = 0; k < n; k++) {
        sum = num_add(h, sum, num_div(h, num_mul(h, c, num_pow(h, z, val_int(m + k))), val_int(m + k)));
        c = num_div(h, num_mul(h, c, val_int(-(n - 1 - k))), val_int(k + 1));
    }
    if (regularized)
        sum = num_div(h, sum, num_div(h, num_mul(h, factorial_of(h, m - 1), factorial_of(h, n - 1)), factorial_of(h, m + n - 1)));
    return sum;
}

BUILTIN(Beta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE,
    .args = "a_, b_, c_., d_.",
    .usage = "Beta[a, b] is the Euler beta function. Beta[z, a, b] is the incomplete beta function.",
    .examples = EXAMPLES("Beta[2, 3]", "1/12", "Beta[1/2, 1/2]", "Pi", "Beta[1/2, 2, 3]", "11/192", "Beta[z, 1, 1]", "z"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], a, b;

    if (args.n == 2)
        return beta_complete(vm, args);
    if (args.n == 4) {
        if (!val_is_number(z) || !val_is_number(args.v[1]))
            return NOT_MINE;
        return expr2(h, S_Subtract, expr3(h, S_Beta, args.v[1], args.v[2], args.v[3]),
                     expr3(h, S_Beta, z, args.v[2], args.v[3]));
    }
    a = args.v[1];
    b = args.v[2];
    if (val_is_one(a) && val_is_zero(b))
        return formula1(vm, "-Log[1 - #]", z);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_one(z) && val_is_exact_real(b) && num_sign(b) > 0)
        return expr2(h, S_Beta, a, b);
    if (val_is_exact_real(z))
        return beta_incomplete(vm, z, a, b, false);
    if (val_is_one(b) && val_is_exact_real(a) && num_sign(a) > 0)
        return formula2(vm, "#1^#2/#2", z, a);
    if (val_is_one(a) && !val_is_zero(b))
        return formula2(vm, "(1 - (1 - #1)^#2)/#2", z, b);
    return NOT_MINE;
}

BUILTIN(BetaRegularized,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE,
    .args = "z_, a_, b_, d_.",
    .usage = "BetaRegularized[z, a, b] is Beta[z, a, b]/Beta[a, b].",
    .examples = EXAMPLES("BetaRegularized[1/2, 1, 2]", "3/4", "BetaRegularized[0, 2, 3]", "0", "BetaRegularized[z, 1, 1]", "z"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], a = args.v[1], b = args.v[2];

    if (args.n == 4) {
        if (!val_is_number(z) || !val_is_number(a))
            return NOT_MINE;
        return expr2(h, S_Subtract, expr3(h, S_BetaRegularized, a, b, args.v[3]),
                     expr3(h, S_BetaRegularized, z, b, args.v[3]));
    }
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z) && val_is_exact_real(a) && num_sign(a) > 0)
        return z;
    if (val_is_one(z) && val_is_exact_real(b) && num_sign(b) > 0)
        return z;
    if (val_is_exact_real(z))
        return beta_incomplete(vm, z, a, b, true);
    if (val_is_one(a))
        return formula2(vm, "1 - (1 - #1)^#2", z, b);
    return NOT_MINE;
}

/* The sum of 1/(x + k)^s for k = 0 .. n - 1. */
static Val power_sum(Heap *h, Val x, int64_t n, int64_t s)
{
    Val sum = val_int(0);

    for (int64_t k = 0; k < n; k++)
        sum = num_add(h, sum, num_pow(h, num_add(h, x, val_int(k)), val_int(-s)));
    return sum;
}

static Val digamma(Vm *vm, Val z)
{
    Heap *h = vm_heap(vm);
    int64_t n;

    if (val_is_int_in(z, 1, 10000, &n))
        return expr2(h, S_Plus, power_sum(h, val_int(1), n - 1, 1), formula0(vm, "-EulerGamma"));
    if (val_is_half_integer(h, z, &n) && n >= 0 && n < 10000)
        return expr2(h, S_Plus, power_sum(h, half(h), n, 1), formula0(vm, "-EulerGamma - 2 Log[2]"));
    return NOT_MINE;
}

BUILTIN(PolyGamma,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE,
    .args = "n_, z_.",
    .usage = "PolyGamma[z] is the digamma function. PolyGamma[n, z] is its n-th derivative.",
    .examples = EXAMPLES("PolyGamma[0, 1]", "-EulerGamma", "PolyGamma[1, 1]", "Pi^2/6", "PolyGamma[1, 3/2]", "-4 + Pi^2/2"))
{
    Heap *h = vm_heap(vm);
    Val z, half_value;
    int64_t n, m;

    if (args.n == 1)
        return expr2(h, S_PolyGamma, val_int(0), args.v[0]);
    z = args.v[1];
    if (val_is_integer(z) && num_sign(z) <= 0 && val_is_integer(args.v[0]) && num_sign(args.v[0]) >= 0)
        return complex_infinity(h);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_minus_one(args.v[0]))
        return expr1(h, S_LogGamma, z);
    if (!val_is_int_in(args.v[0], 0, 1000, &n))
        return NOT_MINE;
    if (val_is_plus_infinity(z))
        return n == 0 ? z : val_int(0);
    if (n == 0)
        return digamma(vm, z);
    if (n % 2 == 0)
        return NOT_MINE;
    /* n! times the Hurwitz zeta function of n + 1, which is known for even n + 1 */
    if (val_is_int_in(z, 1, 1000, &m))
        return expr3(h, S_Plus, num_neg(h, num_mul(h, factorial_of(h, n), power_sum(h, val_int(1), m - 1, n + 1))),
            expr2(h, S_Times, factorial_of(h, n), expr1(h, S_Zeta, val_int(n + 1))), val_int(0));
    if (val_is_half_integer(h, z, &m) && m >= 0 && m < 1000) {
        half_value = num_mul(h, factorial_of(h, n), num_sub(h, num_pow(h, val_int(2), val_int(n + 1)), val_int(1)));
        return expr2(h, S_Plus, num_neg(h, num_mul(h, factorial_of(h, n), power_sum(h, half(h), m, n + 1))),
            expr2(h, S_Times, half_value, expr1(h, S_Zeta, val_int(n + 1))));
    }
    return NOT_MINE;
}

BUILTIN(BarnesG,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "BarnesG[z] is the Barnes G-function.",
    .examples = EXAMPLES("BarnesG[5]", "12", "BarnesG[0]", "0"))
{
    Heap *h = vm_heap(vm);
    int64_t n;

    if (val_is_integer(args.v[0]) && num_sign(args.v[0]) <= 0)
        return val_int(0);
    if (val_is_int_in(args.v[0], 1, 500, &n)) {
        Val g = val_int(1), f = val_int(1);

        for (int64_t k = 1; k <= n - 2; k++) {
            f = num_mul(h, f, val_int(k));
            g = num_mul(h, g, f);
        }
        return g;
    }
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(LogBarnesG,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "LogBarnesG[z] is the logarithm of the Barnes G-function.",
    .examples = EXAMPLES("LogBarnesG[1]", "0", "LogBarnesG[5]", "Log[12]"))
{
    int64_t n;

    if (val_is_int_in(args.v[0], 1, 500, &n))
        return formula1(vm, "Log[BarnesG[#]]", args.v[0]);
    if (val_is_integer(args.v[0]))
        return infinity_new(vm_heap(vm), val_int(-1));
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}
