/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * orthogonal.c -- LegendreP, HermiteH, LaguerreL, ChebyshevT and U, GegenbauerC, JacobiP.
 *
 * For an integer order the coefficients come from the three-term recurrence, exactly.
 */
#include "vm/builtin/special.h"

enum { ORDER_MAX = 2000 };

/* P[k + 1] = (a x + b) P[k] - c P[k - 1], for the step from k. */
typedef struct Step { Val a, b, c; } Step;
typedef struct Family {
    Vm   *vm;
    Heap *h;
    Val   p, q;                                   /* parameters, exact numbers */
    Step (*step)(const struct Family *f, int64_t k);
} Family;

static Val rational(Heap *h, int64_t n, int64_t d) { return rat_new(h, val_int(n), val_int(d)); }

static Step step_legendre(const Family *f, int64_t k)
{
    return (Step){rational(f->h, 2 * k + 1, k + 1), val_int(0), rational(f->h, k, k + 1)};
}
static Step step_hermite(const Family *f, int64_t k)
{
    (void)f;
    return (Step){val_int(2), val_int(0), val_int(2 * k)};
}
static Step step_chebyshev_t(const Family *f, int64_t k)
{
    (void)f;
    return (Step){val_int(k == 0 ? 1 : 2), val_int(0), val_int(1)};
}
static Step step_chebyshev_u(const Family *f, int64_t k)
{
    (void)f;
    (void)k;
    return (Step){val_int(2), val_int(0), val_int(1)};
}
static Step step_laguerre(const Family *f, int64_t k)
{
    Heap *h = f->h;
    Val d = val_int(k + 1);

    return (Step){rational(h, -1, k + 1), num_div(h, num_add(h, f->p, val_int(2 * k + 1)), d),
                  num_div(h, num_add(h, f->p, val_int(k)), d)};
}
static Step step_gegenbauer(const Family *f, int64_t k)
{
    Heap *h = f->h;
    Val d = val_int(k + 1), two_p = num_mul(h, f->p, val_int(2));

    return (Step){num_div(h, num_add(h, two_p, val_int(2 * k)), d), val_int(0),
                  num_div(h, num_add(h, two_p, val_int(k - 1)), d)};
}
static Step step_jacobi(const Family *f, int64_t k)
{
    Heap *h = f->h;
    Val a = f->p, b = f->q, s = num_add(h, a, b), t = num_add(h, s, val_int(2 * k)), d;

    if (k == 0) {
        /* P[1] = (a + b + 2)/2 x + (a - b)/2 */
        return (Step){num_div(h, num_add(h, s, val_int(2)), val_int(2)), num_div(h, num_sub(h, a, b), val_int(2)), val_int(0)};
    }
    d = num_mul(h, num_mul(h, val_int(2 * (k + 1)), num_add(h, s, val_int(k + 1))), t);
    return (Step){
        num_div(h, num_mul(h, num_mul(h, num_add(h, t, val_int(1)), num_add(h, t, val_int(2))), t), d),
        num_div(h, num_mul(h, num_add(h, t, val_int(1)), num_sub(h, num_mul(h, a, a), num_mul(h, b, b))), d),
        num_div(h, num_mul(h, num_mul(h, num_mul(h, val_int(2), num_add(h, a, val_int(k))), num_add(h, b, val_int(k))),
                           num_add(h, t, val_int(2))), d)};
}

/* The coefficients of the polynomial of order [n]; the first is VAL_NONE where a step divides by
 * zero, UNWIND where it was interrupted. */
static Val *coefficients(const Family *f, int64_t n)
{
    Heap *h = f->h;
    Val *last = heap_alloc(h, (size_t)(n + 1) * sizeof(Val)), *now = heap_alloc(h, (size_t)(n + 1) * sizeof(Val));

    for (int64_t i = 0; i <= n; i++)
        last[i] = now[i] = val_int(0);
    now[0] = val_int(1);
    for (int64_t k = 0; k < n; k++) {
        Step s = f->step(f, k);
        Val *next = last;

        if (!val_is_number(s.a) || !val_is_number(s.b) || !val_is_number(s.c)) {
            now[0] = VAL_NONE;
            break;
        }
        for (int64_t i = k + 1; i >= 0; i--) {
            Val v = num_mul(h, s.b, now[i]);

            if (val_is_unwind(vm_poll(f->vm))) {
                now[0] = UNWIND;
                return now;
            }
            if (i > 0)
                v = num_add(h, v, num_mul(h, s.a, now[i - 1]));
            next[i] = num_sub(h, v, num_mul(h, s.c, last[i]));
        }
        last = now;
        now = next;
    }
    return now;
}

/* The value at a number: the recurrence itself, without the polynomial.  VAL_NONE where a step has none. */
static Val value_at(const Family *f, int64_t n, Val x)
{
    Heap *h = f->h;
    Val last = val_int(0), now = val_int(1);

    for (int64_t k = 0; k < n; k++) {
        Step s = f->step(f, k);
        if (!val_is_number(s.a) || !val_is_number(s.b) || !val_is_number(s.c))
            return VAL_NONE;
        TRY(vm_poll(f->vm));
        Val factor = num_add(h, num_mul(h, s.a, x), s.b);
        Val next = num_sub(h, num_mul(h, factor, now), num_mul(h, s.c, last));
        last = now;
        now = next;
    }
    return now;
}

static Val polynomial_of(Vm *vm, Step (*step)(const Family *, int64_t), Val p, Val q, int64_t n, Val x, bool together)
{
    Heap *h = vm_heap(vm);
    Family f = {vm, h, p, q, step};

    if (val_is_number(x)) {
        Val value = value_at(&f, n, x);
        return val_is_none(value) ? NOT_MINE : value;
    }
    Val *coef = coefficients(&f, n);
    TRY(coef[0]);
    if (val_is_none(coef[0]))
        return NOT_MINE;
    return together ? polynomial_over_denominator(h, (size_t)n, coef, x) : polynomial_expr(h, (size_t)n, coef, x);
}

BUILTIN(LegendreP,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, m_, x_.",
    .usage = "LegendreP[n, x] is the Legendre polynomial of order n. LegendreP[n, m, x] is the associated one.",
    .examples = EXAMPLES("LegendreP[3, x]", "(-3*x + 5*x^3)/2", "LegendreP[10, 1]", "1"))
{
    Heap *h = vm_heap(vm);
    int64_t n, m;

    if (args.n == 2) {
        Val x = args.v[1];

        if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n)) {
            if (!val_is_number(x) || num_is_exact(x))
                return polynomial_of(vm, step_legendre, val_int(0), val_int(0), n, x, true);
        }
        if (val_is_int_in(args.v[0], -ORDER_MAX, -1, &n))
            return expr2(h, S_LegendreP, val_int(-n - 1), x);
        RETURN_IF_NUMERIC(vm, args);
        return val_is_one(x) ? val_int(1) : NOT_MINE;
    }
    if (val_is_zero(args.v[1]))
        return expr2(h, S_LegendreP, args.v[0], args.v[2]);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_int_in(args.v[0], 0, 200, &n) && val_is_int_in(args.v[1], 1, 400, &m)) {
        /* (-1)^m (1 - x^2)^(m/2) times the m-th derivative */
        Family f = {vm, h, val_int(0), val_int(0), step_legendre};
        Val *coef, x = args.v[2], root;

        if (m > n)
            return val_int(0);
        coef = coefficients(&f, n);
        TRY(coef[0]);
        for (int64_t k = 0; k <= n - m; k++) {
            coef[k] = coef[k + m];
            for (int64_t j = k + 1; j <= k + m; j++)
                coef[k] = num_mul(h, coef[k], val_int(j));
        }
        root = formula2(vm, "(1 - #1^2)^(#2/2)", x, val_int(m));
        return expr3(h, S_Times, val_int(m % 2 ? -1 : 1), root, polynomial_over_denominator(h, (size_t)(n - m), coef, x));
    }
    return NOT_MINE;
}

BUILTIN(LegendreQ,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, m_, x_.",
    .usage = "LegendreQ[n, z] is the Legendre function of the second kind.",
    .examples = EXAMPLES("LegendreQ[0, x]", "-1/2*Log[1 - x] + Log[1 + x]/2", "LegendreQ[n, x]", "LegendreQ[n, x]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (args.n == 2 && val_is_zero(args.v[0]) && !val_is_number(args.v[1]))
        return formula1(vm, "-Log[1 - #]/2 + Log[1 + #]/2", args.v[1]);
    if (args.n == 2 && val_is_one(args.v[0]) && !val_is_number(args.v[1]))
        return formula1(vm, "-1 + # (-Log[1 - #]/2 + Log[1 + #]/2)", args.v[1]);
    return NOT_MINE;
}

BUILTIN(HermiteH,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, x_",
    .usage = "HermiteH[n, x] is the Hermite polynomial of order n.",
    .examples = EXAMPLES("HermiteH[3, x]", "-12*x + 8*x^3", "HermiteH[4, 0]", "12"))
{
    int64_t n;

    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n) && (!val_is_number(args.v[1]) || num_is_exact(args.v[1])))
        return polynomial_of(vm, step_hermite, val_int(0), val_int(0), n, args.v[1], true);
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[1]))
        return formula1(vm, "2^# Sqrt[Pi]/Gamma[(1 - #)/2]", args.v[0]);
    return NOT_MINE;
}

BUILTIN(LaguerreL,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, a_, x_.",
    .usage = "LaguerreL[n, x] is the Laguerre polynomial of order n. LaguerreL[n, a, x] is the generalized one.",
    .examples = EXAMPLES("LaguerreL[2, x]", "(2 - 4*x + x^2)/2", "LaguerreL[1, 3, x]", "4 - x"))
{
    Heap *h = vm_heap(vm);
    Val a = args.n == 3 ? args.v[1] : val_int(0), x = args.v[args.n - 1];
    int64_t n;

    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n) && val_is_exact_real(a) && (!val_is_number(x) || num_is_exact(x)))
        return polynomial_of(vm, step_laguerre, a, val_int(0), n, x, true);
    RETURN_IF_NUMERIC(vm, args);
    if (args.n == 3 && val_is_zero(args.v[0]))
        return val_int(1);
    if (args.n == 3 && val_is_one(args.v[0]))
        return expr3(h, S_Plus, val_int(1), a, neg_expr(h, x));
    if (args.n == 3 && val_is_zero(a))
        return expr2(h, S_LaguerreL, args.v[0], x);
    if (val_is_zero(x))
        return args.n == 2 ? val_int(1) : formula2(vm, "Binomial[#1 + #2, #1]", args.v[0], a);
    return NOT_MINE;
}

/* ChebyshevT[n, x] = Cos[n ArcCos[x]] where the angle is known. */
static Val chebyshev_at_angle(Vm *vm, Val n, Val x, bool second)
{
    Val angle;

    if (!val_is_exact_real(n) || !val_is_numeric(vm, x))
        return NOT_MINE;
    TRY(angle = vm_call1(vm, S_ArcCos, x));
    if (val_is_none(pi_multiple(angle)) && !val_is_zero(angle))
        return NOT_MINE;
    if (!second)
        return formula2(vm, "Cos[#1 #2]", n, angle);
    if (val_is_one(x))
        return num_add(vm_heap(vm), n, val_int(1));
    if (val_is_minus_one(x))
        return NOT_MINE;
    return formula2(vm, "Sin[(#1 + 1) #2]/Sin[#2]", n, angle);
}

BUILTIN(ChebyshevT,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, x_",
    .usage = "ChebyshevT[n, x] is the Chebyshev polynomial of the first kind.",
    .examples = EXAMPLES("ChebyshevT[3, x]", "-3*x + 4*x^3", "ChebyshevT[-2, x]", "-1 + 2*x^2"))
{
    Heap *h = vm_heap(vm);
    int64_t n;

    if (val_is_int_in(args.v[0], -ORDER_MAX, -1, &n))
        return expr2(h, S_ChebyshevT, val_int(-n), args.v[1]);
    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n) && (!val_is_number(args.v[1]) || num_is_exact(args.v[1])))
        return polynomial_of(vm, step_chebyshev_t, val_int(0), val_int(0), n, args.v[1], true);
    RETURN_IF_NUMERIC(vm, args);
    return chebyshev_at_angle(vm, args.v[0], args.v[1], false);
}

BUILTIN(ChebyshevU,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, x_",
    .usage = "ChebyshevU[n, x] is the Chebyshev polynomial of the second kind.",
    .examples = EXAMPLES("ChebyshevU[3, x]", "-4*x + 8*x^3", "ChebyshevU[-3, x]", "-2*x"))
{
    Heap *h = vm_heap(vm);
    int64_t n;

    if (val_is_minus_one(args.v[0]))
        return val_int(0);
    if (val_is_int_in(args.v[0], -ORDER_MAX, -2, &n))
        return neg_expr(h, expr2(h, S_ChebyshevU, val_int(-n - 2), args.v[1]));
    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n) && (!val_is_number(args.v[1]) || num_is_exact(args.v[1])))
        return polynomial_of(vm, step_chebyshev_u, val_int(0), val_int(0), n, args.v[1], true);
    RETURN_IF_NUMERIC(vm, args);
    return chebyshev_at_angle(vm, args.v[0], args.v[1], true);
}

BUILTIN(GegenbauerC,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, m_, x_.",
    .usage = "GegenbauerC[n, m, x] is the Gegenbauer polynomial. GegenbauerC[n, x] is its limit for m going to 0.",
    .examples = EXAMPLES("GegenbauerC[2, 2, x]", "-2 + 12*x^2", "GegenbauerC[1, x]", "2*x"))
{
    Heap *h = vm_heap(vm);
    int64_t n;

    if (args.n == 2) {
        if (val_is_zero(args.v[0]))
            return complex_infinity(h);
        return formula2(vm, "2/#1 ChebyshevT[#1, #2]", args.v[0], args.v[1]);
    }
    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n)) {
        if (val_is_exact_real(args.v[1]) && (!val_is_number(args.v[2]) || num_is_exact(args.v[2])))
            return polynomial_of(vm, step_gegenbauer, args.v[1], val_int(0), n, args.v[2], false);
        if (n == 0)
            return val_int(1);
        if (n == 1 && !val_is_number(args.v[1]))
            return expr3(h, S_Times, val_int(2), args.v[1], args.v[2]);
    }
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(JacobiP,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, a_, b_, x_",
    .usage = "JacobiP[n, a, b, x] is the Jacobi polynomial of order n.",
    .examples = EXAMPLES("JacobiP[2, 0, 0, x]", "(-1 + 3*x^2)/2", "JacobiP[0, a, b, x]", "1"))
{
    int64_t n;

    if (val_is_int_in(args.v[0], 0, ORDER_MAX, &n)) {
        Val x = args.v[3];

        if (n == 0 && (!val_is_number(x) || num_is_exact(x)))
            return val_int(1);
        if (val_is_exact_real(args.v[1]) && val_is_exact_real(args.v[2]) && (!val_is_number(x) || num_is_exact(x)))
            return polynomial_of(vm, step_jacobi, args.v[1], args.v[2], n, x, true);
        if (n == 1 && !val_is_number(args.v[1]))
            return formula(vm, "(#2 - #3 + (2 + #2 + #3) #4)/2", 4, args.v);
    }
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(ZernikeR,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "n_, m_, r_",
    .usage = "ZernikeR[n, m, r] is the radial Zernike polynomial.",
    .examples = EXAMPLES("ZernikeR[4, 2, x]", "x^2*(-3 + 4*x^2)", "ZernikeR[4, 0, x]", "1 - 6*x^2 + 6*x^4"))
{
    Heap *h = vm_heap(vm);
    int64_t n, m;
    Val *coef, r = args.v[2];

    if (!val_is_int_in(args.v[0], 0, ORDER_MAX, &n) || !val_is_int_in(args.v[1], -ORDER_MAX, ORDER_MAX, &m))
        return NOT_MINE;
    if (m < 0)
        m = -m;
    if (m > n || (n - m) % 2 != 0)
        return val_int(0);
    coef = heap_alloc(h, (size_t)(n - m + 1) * sizeof *coef);
    for (int64_t i = 0; i <= n - m; i++)
        coef[i] = val_int(0);
    for (int64_t k = 0; k <= (n - m) / 2; k++) {
        Val c = num_div(h, factorial_of(h, n - k), factorial_of(h, k));

        c = num_div(h, c, num_mul(h, factorial_of(h, (n + m) / 2 - k), factorial_of(h, (n - m) / 2 - k)));
        coef[n - m - 2 * k] = k % 2 ? num_neg(h, c) : c;
    }
    return expr2(h, S_Times, expr2(h, S_Power, r, val_int(m)), polynomial_expr(h, (size_t)(n - m), coef, r));
}
