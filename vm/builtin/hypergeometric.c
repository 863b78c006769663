/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * hypergeometric.c -- Hypergeometric0F1, 1F1, 2F1, PFQ and U, and the regularized forms.
 */
#include "vm/builtin/special.h"

enum { ORDER_MAX = 500 };

/* The terms of the hypergeometric series with these parameters, up to the one that is 0; n + 1 of
 * them in *coef.  False if it does not end, or divides by zero before. */
static bool finite_series(Heap *h, size_t p, const Val *a, size_t q, const Val *b, size_t *n, Val **coef)
{
    int64_t order = ORDER_MAX + 1;
    Val c = val_int(1);

    for (size_t i = 0; i < p; i++) {
        int64_t k;

        if (val_is_int_in(a[i], -ORDER_MAX, 0, &k) && -k < order)
            order = -k;
    }
    if (order > ORDER_MAX)
        return false;
    for (size_t i = 0; i < q; i++) {
        int64_t k;

        if (val_is_int_in(b[i], -ORDER_MAX, 0, &k) && -k < order)
            return false;
    }
    *n = (size_t)order;
    *coef = heap_alloc(h, (size_t)(order + 1) * sizeof(Val));
    for (int64_t k = 0; k <= order; k++) {
        (*coef)[k] = c;
        for (size_t i = 0; i < p; i++)
            c = num_mul(h, c, num_add(h, a[i], val_int(k)));
        for (size_t i = 0; i < q && k < order; i++)
            c = num_div(h, c, num_add(h, b[i], val_int(k)));
        c = num_div(h, c, val_int(k + 1));
    }
    return true;
}

static bool all_numbers(size_t n, const Val *v)
{
    for (size_t i = 0; i < n; i++)
        if (!val_is_number(v[i]))
            return false;
    return true;
}

static Val polynomial_case(Vm *vm, size_t p, const Val *a, size_t q, const Val *b, Val z)
{
    Heap *h = vm_heap(vm);
    Val *coef;
    size_t n;

    if (!all_numbers(p, a) || !all_numbers(q, b) || !finite_series(h, p, a, q, b, &n, &coef))
        return NOT_MINE;
    return polynomial_expr(h, n, coef, z);
}

BUILTIN(Hypergeometric0F1,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "a_, z_",
    .usage = "Hypergeometric0F1[a, z] is the confluent hypergeometric function 0F1.",
    .examples = EXAMPLES("Hypergeometric0F1[a, 0]", "1", "Hypergeometric0F1[a, z]", "Hypergeometric0F1[a, z]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[1]))
        return val_int(1);
    return NOT_MINE;
}

BUILTIN(Hypergeometric0F1Regularized,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, z_",
    .usage = "Hypergeometric0F1Regularized[a, z] is Hypergeometric0F1[a, z]/Gamma[a].",
    .examples = EXAMPLES("Hypergeometric0F1Regularized[1, 0]", "1"))
{
    RETURN_IF_NUMERIC(vm, args);
    return val_is_zero(args.v[1]) && val_is_exact_real(args.v[0]) ? formula1(vm, "1/Gamma[#]", args.v[0]) : NOT_MINE;
}

BUILTIN(Hypergeometric1F1,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "a_, b_, z_",
    .usage = "Hypergeometric1F1[a, b, z] is Kummer's confluent hypergeometric function.",
    .examples = EXAMPLES("Hypergeometric1F1[-3, 1, x]", "1 - 3*x + (3*x^2)/2 - x^3/6", "Hypergeometric1F1[a, a, z]", "E^z",
        "Hypergeometric1F1[2, 1, x]", "E^x*(1 + x)"))
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], b = args.v[1], z = args.v[2], r;
    int64_t n, m;

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z) || val_is_zero(a))
        return val_int(1);
    if (val_same(a, b))
        return expr2(h, S_Power, S_E, z);
    if (val_is_minus_one(a))
        return formula2(vm, "1 - #1/#2", z, b);
    r = polynomial_case(vm, 1, &a, 1, &b, z);
    if (!val_is_not_mine(r))
        return r;
    /* Kummer's transformation: E^z 1F1[b - a, b, -z] ends */
    if (val_is_int_in(a, 1, ORDER_MAX, &n) && val_is_int_in(b, 1, n, &m)) {
        r = polynomial_case(vm, 1, (Val[]){val_int(m - n)}, 1, &b, neg_expr(h, z));
        return val_is_not_mine(r) ? r : expr2(h, S_Times, r, expr2(h, S_Power, S_E, z));
    }
    if (val_same(a, half(h)) && val_is_one(b))
        return formula1(vm, "E^(#/2) BesselI[0, #/2]", z);
    if (val_is_one(a) && val_same(b, half(h)))
        return formula1(vm, "1 + E^# Sqrt[Pi] Sqrt[#] Erf[Sqrt[#]]", z);
    return NOT_MINE;
}

BUILTIN(Hypergeometric1F1Regularized,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, b_, z_",
    .usage = "Hypergeometric1F1Regularized[a, b, z] is Hypergeometric1F1[a, b, z]/Gamma[b].",
    .examples = EXAMPLES("Hypergeometric1F1Regularized[a, 1, 0]", "1"))
{
    RETURN_IF_NUMERIC(vm, args);
    return val_is_zero(args.v[2]) && val_is_exact_real(args.v[1]) ? formula1(vm, "1/Gamma[#]", args.v[1]) : NOT_MINE;
}

BUILTIN(Hypergeometric2F1,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "a_, b_, c_, z_",
    .usage = "Hypergeometric2F1[a, b, c, z] is the hypergeometric function of Gauss.",
    .examples = EXAMPLES("Hypergeometric2F1[a, b, c, 0]", "1", "Hypergeometric2F1[1, 1, 2, z]", "-(Log[1 - z]/z)",
        "Hypergeometric2F1[-2, 3, 4, z]", "1 - (3*z)/2 + (3*z^2)/5"))
{
    Heap *h = vm_heap(vm);
    Val a = args.v[0], b = args.v[1], c = args.v[2], z = args.v[3], r;

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z) || val_is_zero(a) || val_is_zero(b))
        return val_int(1);
    r = polynomial_case(vm, 2, args.v, 1, &c, z);
    if (!val_is_not_mine(r))
        return r;
    if (val_same(a, c))
        return formula2(vm, "(1 - #2)^(-#1)", b, z);
    if (val_same(b, c))
        return formula2(vm, "(1 - #2)^(-#1)", a, z);
    if (val_is_one(z) && val_is_exact_real(a) && val_is_exact_real(b) && val_is_exact_real(c)) {
        if (num_compare(c, num_add(h, a, b)) <= 0)
            return infinity_new(h, val_int(1));
        return formula3(vm, "Gamma[#3] Gamma[#3 - #1 - #2]/(Gamma[#3 - #1] Gamma[#3 - #2])", a, b, c);
    }
    if (val_is_one(a) && val_is_one(b) && val_is(c, val_int(2)))
        return formula1(vm, "-Log[1 - #]/#", z);
    return NOT_MINE;
}

BUILTIN(Hypergeometric2F1Regularized,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, b_, c_, z_",
    .usage = "Hypergeometric2F1Regularized[a, b, c, z] is Hypergeometric2F1[a, b, c, z]/Gamma[c].",
    .quiet_count = true,
    .examples = EXAMPLES("Hypergeometric2F1Regularized[1, 2, 3, 0]", "1/2"))
{
    RETURN_IF_NUMERIC(vm, args);
    return val_is_zero(args.v[3]) && val_is_exact_real(args.v[2]) ? formula1(vm, "1/Gamma[#]", args.v[2]) : NOT_MINE;
}

BUILTIN(HypergeometricU,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "a_, b_, z_",
    .usage = "HypergeometricU[a, b, z] is Tricomi's confluent hypergeometric function.",
    .examples = EXAMPLES("HypergeometricU[0, b, z]", "1", "HypergeometricU[a, b, z]", "HypergeometricU[a, b, z]"))
{
    Val a = args.v[0], b = args.v[1];

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(a))
        return val_int(1);
    if (val_is_exact_real(a) && val_same(a, b) && num_sign(a) > 0)
        return formula2(vm, "E^#2 Gamma[1 - #1, #2]", a, args.v[2]);
    return NOT_MINE;
}

/* Parameters that stand above and below cancel. */
static void cancel_parameters(Builder *a, Builder *b)
{
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < b->n; j++) {
            if (!val_same(a->items[i], b->items[j]))
                continue;
            memmove(a->items + i, a->items + i + 1, (a->n - i - 1) * sizeof(Val));
            memmove(b->items + j, b->items + j + 1, (b->n - j - 1) * sizeof(Val));
            a->n--;
            b->n--;
            i--;
            break;
        }
    }
}

/* Small numbers of parameters have functions of their own. */
static Val pfq_known(Vm *vm, const Builder *a, const Builder *b, Val z)
{
    Heap *h = vm_heap(vm);
    bool inexact = val_is_number(z) && val_is_inexact(z);

    if (a->n == 0 && b->n == 0)
        return expr2(h, S_Power, S_E, z);
    if (a->n == 1 && b->n == 0)
        return formula2(vm, "(1 - #2)^(-#1)", a->items[0], z);
    if (a->n == 0 && b->n == 1) {
        if (inexact)
            return expr2(h, S_Hypergeometric0F1, b->items[0], z);
        return formula2(vm, "#2^(1/2 - #1/2) BesselI[-1 + #1, 2 Sqrt[#2]] Gamma[#1]", b->items[0], z);
    }
    if (a->n == 1 && b->n == 1)
        return expr3(h, S_Hypergeometric1F1, a->items[0], b->items[0], z);
    if (a->n == 2 && b->n == 1 && (inexact || (val_is_number(a->items[0]) && val_is_number(a->items[1]) && val_is_number(b->items[0]))))
        return expr_make(h, S_Hypergeometric2F1, 4, (Val[]){a->items[0], a->items[1], b->items[0], z});
    return NOT_MINE;
}

BUILTIN(HypergeometricPFQ,
    .attrs = ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_PURE,
    .args = "a_List, b_List, z_",
    .usage = "HypergeometricPFQ[{a1, ...}, {b1, ...}, z] is the generalized hypergeometric function.",
    .examples = EXAMPLES("HypergeometricPFQ[{2}, {2}, 1]", "E", "HypergeometricPFQ[{-2, 3}, {4}, z]", "1 - (3*z)/2 + (3*z^2)/5"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[2], r;
    Builder a, b;

    builder_start(&a, h, S_List);
    builder_start(&b, h, S_List);
    builder_push_all(&a, expr_len(args.v[0]), expr_args(args.v[0]));
    builder_push_all(&b, expr_len(args.v[1]), expr_args(args.v[1]));
    cancel_parameters(&a, &b);
    for (size_t i = 0; i < a.n; i++)
        if (val_is_zero(a.items[i]))
            return val_int(1);
    if (val_is_zero(z))
        return val_int(1);
    r = polynomial_case(vm, a.n, a.items, b.n, b.items, z);
    if (!val_is_not_mine(r))
        return r;
    r = pfq_known(vm, &a, &b, z);
    if (!val_is_not_mine(r))
        return r;
    if (a.n < expr_len(args.v[0]))
        return expr3(h, S_HypergeometricPFQ, list_make(h, a.n, a.items), list_make(h, b.n, b.items), z);
    r = math_pfq(h, a.n, a.items, b.n, b.items, z);
    return val_is_none(r) ? NOT_MINE : r;
}

BUILTIN(WhittakerM,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "k_, m_, z_",
    .usage = "WhittakerM[k, m, z] is the Whittaker function M.",
    .examples = EXAMPLES("WhittakerM[k, m, z]", "WhittakerM[k, m, z]"))
{
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(WhittakerW,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "k_, m_, z_",
    .usage = "WhittakerW[k, m, z] is the Whittaker function W.",
    .examples = EXAMPLES("WhittakerW[k, m, z]", "WhittakerW[k, m, z]"))
{
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}
