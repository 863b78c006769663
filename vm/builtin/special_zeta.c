/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special_zeta.c -- Zeta, HurwitzZeta, PolyLog, LerchPhi, the Dirichlet functions, StieltjesGamma.
 */
#include "vm/builtin/special.h"

enum { ZETA_MAX = 10000 };

/* Zeta[2 n] = |B_2n| (2 Pi)^(2 n)/(2 (2 n)!), Zeta[-n] = -B_(n + 1)/(n + 1). */
static Val zeta_integer(Vm *vm, int64_t s)
{
    Heap *h = vm_heap(vm);
    Val b;

    if (s == 0)
        return formula0(vm, "-1/2");
    if (s == 1)
        return complex_infinity(h);
    if (s > 0 && s % 2 != 0)
        return NOT_MINE;
    TRY(b = vm_call1(vm, S_BernoulliB, val_int(s > 0 ? s : 1 - s)));
    if (!val_is_number(b))
        return NOT_MINE;
    if (s < 0)
        return num_div(h, b, val_int(s - 1));
    b = num_div(h, num_mul(h, num_abs(h, b), num_pow(h, val_int(2), val_int(s - 1))), factorial_of(h, s));
    return expr2(h, S_Times, b, expr2(h, S_Power, S_Pi, val_int(s)));
}

/* The sum of (a + k)^-s for k = 0 .. n - 1, leaving out 0. */
static Val hurwitz_sum(Heap *h, Val a, int64_t n, int64_t s)
{
    Val sum = val_int(0);

    for (int64_t k = 0; k < n; k++) {
        Val x = num_add(h, a, val_int(k));

        if (!num_is_zero(x))
            sum = num_add(h, sum, num_pow(h, x, val_int(-s)));
    }
    return sum;
}

/* Zeta[s, a] for an integer s and exact a, if it can be brought to Zeta[s]. */
static Val hurwitz_exact(Vm *vm, int64_t s, Val a, bool poles)
{
    Heap *h = vm_heap(vm);
    int64_t n;
    Val b;

    if (s == 1)
        return complex_infinity(h);
    if (s <= 0) {
        /* -B_(1 - s)(a)/(1 - s) */
        TRY(b = vm_call2(vm, S_BernoulliB, val_int(1 - s), a));
        if (val_is_number(b))
            return num_div(h, b, val_int(s - 1));
        return NOT_MINE;
    }
    if (val_is_int_in(a, -1000, 0, &n)) {
        if (poles)
            return complex_infinity(h);
        return expr2(h, S_Plus, hurwitz_sum(h, a, 1 - n, s), expr1(h, S_Zeta, val_int(s)));
    }
    if (val_is_int_in(a, 1, 1000, &n))
        return expr2(h, S_Plus, num_neg(h, hurwitz_sum(h, val_int(1), n - 1, s)), expr1(h, S_Zeta, val_int(s)));
    if (val_is_half_integer(h, a, &n) && n >= 0 && n < 1000)
        return expr2(h, S_Plus, num_neg(h, hurwitz_sum(h, half(h), n, s)),
            expr2(h, S_Times, num_sub(h, num_pow(h, val_int(2), val_int(s)), val_int(1)), expr1(h, S_Zeta, val_int(s))));
    return NOT_MINE;
}

static Val hurwitz(Vm *vm, Args args, bool poles)
{
    Val s = args.v[0], a = args.v[1];
    int64_t n;

    if (val_is_one(s) && !val_is_number(a))
        return complex_infinity(vm_heap(vm));
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_one(a))
        return expr1(vm_heap(vm), S_Zeta, s);
    if (val_is_int_in(s, -1000, 1000, &n) && val_is_exact_real(a))
        return hurwitz_exact(vm, n, a, poles);
    return NOT_MINE;
}

BUILTIN(Zeta,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "s_, a_.",
    .usage = "Zeta[s] is the Riemann zeta function. Zeta[s, a] is the generalized zeta function.",
    .examples = EXAMPLES("Zeta[2]", "Pi^2/6", "Zeta[-1]", "-1/12", "Zeta[1]", "ComplexInfinity", "Zeta[2, 3]", "-5/4 + Pi^2/6"))
{
    int64_t n;

    if (args.n == 2) {
        if (val_is_rational(args.v[1]) && val_same(args.v[1], half(vm_heap(vm))) && !val_is_number(args.v[0]))
            return formula1(vm, "(-1 + 2^#) Zeta[#]", args.v[0]);
        return hurwitz(vm, args, false);
    }
    if (val_is_int_in(args.v[0], -ZETA_MAX, ZETA_MAX, &n))
        return zeta_integer(vm, n);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_call(args.v[0], S_ZetaZero, 1) && val_is_integer(expr_arg(args.v[0], 0)))
        return val_int(0);
    return value_at_point(vm, args.v[0], "oo=1");
}

BUILTIN(HurwitzZeta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_, a_",
    .usage = "HurwitzZeta[s, a] is the Hurwitz zeta function, the sum of (k + a)^-s for k from 0.",
    .examples = EXAMPLES("HurwitzZeta[2, 1]", "Pi^2/6", "HurwitzZeta[-2, 2]", "-1"))
{
    return hurwitz(vm, args, true);
}

BUILTIN(PolyLog,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "PolyLog[n, z] is the polylogarithm function, the sum of z^k/k^n for k from 1.",
    .examples = EXAMPLES("PolyLog[2, 1]", "Pi^2/6", "PolyLog[1, x]", "-Log[1 - x]", "PolyLog[3, 1]", "Zeta[3]"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], z = args.v[1];

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z))
        return z;
    if (val_is_one(z)) {
        if (val_is_exact_real(n) && num_compare(n, val_int(1)) <= 0)
            return val_is_one(n) ? infinity_new(h, val_int(1)) : complex_infinity(h);
        return expr1(h, S_Zeta, n);
    }
    if (val_is_one(n))
        return formula1(vm, "-Log[1 - #]", z);
    if (val_is_zero(n))
        return formula1(vm, "#/(1 - #)", z);
    if (val_is_minus_one(n))
        return formula1(vm, "#/(1 - #)^2", z);
    if (val_is_minus_one(z))
        return formula1(vm, "-(1 - 2^(1 - #)) Zeta[#]", n);
    if (val_is(n, val_int(2)) && val_same(z, half(h)))
        return formula0(vm, "Pi^2/12 - Log[2]^2/2");
    return NOT_MINE;
}

static Val lerch(Vm *vm, Args args, bool poles)
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], s = args.v[1], a = args.v[2];
    int64_t n;

    if (poles && val_is_int_in(a, -100000, 0, &n) && val_is_exact_real(s) && num_sign(s) > 0)
        return complex_infinity(h);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z))
        return formula2(vm, "#2^(-#1)", s, a);
    if (val_is_one(z) && !val_is_zero(s) && val_is_number(s))
        return expr2(h, poles ? S_HurwitzZeta : S_Zeta, s, a);
    if (val_is_zero(s))
        return val_is_one(z) ? complex_infinity(h) : formula1(vm, "(1 - #)^(-1)", z);
    if (val_is_one(a))
        return formula2(vm, "PolyLog[#1, #2]/#2", s, z);
    return NOT_MINE;
}

BUILTIN(LerchPhi,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_, s_, a_",
    .usage = "LerchPhi[z, s, a] is the Lerch transcendent.",
    .examples = EXAMPLES("LerchPhi[1, 2, 2]", "-1 + Pi^2/6", "LerchPhi[0, 2, 3]", "1/9"))
{
    return lerch(vm, args, false);
}

BUILTIN(HurwitzLerchPhi,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_, s_, a_",
    .usage = "HurwitzLerchPhi[z, s, a] is the Hurwitz-Lerch transcendent.",
    .examples = EXAMPLES("HurwitzLerchPhi[0, 2, 3]", "1/9"))
{
    return lerch(vm, args, true);
}

BUILTIN(DirichletEta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_",
    .usage = "DirichletEta[s] is the Dirichlet eta function, (1 - 2^(1 - s)) Zeta[s].",
    .examples = EXAMPLES("DirichletEta[2]", "Pi^2/12", "DirichletEta[1]", "Log[2]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_one(args.v[0]))
        return formula0(vm, "Log[2]");
    return formula1(vm, "(1 - 2^(1 - #)) Zeta[#]", args.v[0]);
}

BUILTIN(DirichletLambda,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_",
    .usage = "DirichletLambda[s] is the Dirichlet lambda function, (1 - 2^-s) Zeta[s].",
    .examples = EXAMPLES("DirichletLambda[4]", "Pi^4/96"))
{
    return formula1(vm, "2^(-#) (-1 + 2^#) Zeta[#]", args.v[0]);
}

BUILTIN(DirichletBeta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_",
    .usage = "DirichletBeta[s] is the Dirichlet beta function.",
    .examples = EXAMPLES("DirichletBeta[1]", "Pi/4", "DirichletBeta[2]", "Catalan", "DirichletBeta[3]", "Pi^3/32"))
{
    Heap *h = vm_heap(vm);
    int64_t n;
    Val e;

    if (val_is(args.v[0], val_int(2)))
        return S_Catalan;
    if (val_is_int_in(args.v[0], -1000, 1000, &n)) {
        if (n <= 0) {
            TRY(e = vm_call1(vm, S_EulerE, val_int(-n)));
            return expr2(h, S_Times, half(h), e);
        }
        if (n % 2 != 0) {
            /* |E_(n - 1)| Pi^n/(4^((n + 1)/2) (n - 1)!) */
            TRY(e = vm_call1(vm, S_EulerE, val_int(n - 1)));
            if (!val_is_number(e))
                return NOT_MINE;
            e = num_div(h, num_abs(h, e), num_mul(h, num_pow(h, val_int(2), val_int(n + 1)), factorial_of(h, n - 1)));
            return expr2(h, S_Times, e, expr2(h, S_Power, S_Pi, args.v[0]));
        }
    }
    if (val_is_number(args.v[0]))
        return formula1(vm, "4^(-#) (Zeta[#, 1/4] - Zeta[#, 3/4])", args.v[0]);
    return NOT_MINE;
}

BUILTIN(StieltjesGamma,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "n_, a_.",
    .usage = "StieltjesGamma[n] is the Stieltjes constant of index n.",
    .examples = EXAMPLES("StieltjesGamma[0]", "EulerGamma", "StieltjesGamma[0, x]", "-PolyGamma[0, x]"))
{
    if (!val_is_zero(args.v[0]))
        return NOT_MINE;
    return args.n == 1 ? S_EulerGamma : formula1(vm, "-PolyGamma[0, #]", args.v[1]);
}
