/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * continued_fractions.c -- continued fractions of rationals, quadratic irrationals and other reals.
 */
#include "vm/builtin/integers.h"

#include <math.h>

/* The terms of a rational, at most [most]. */
static Val rational_terms(Vm *vm, Val x, uint64_t most)
{
    Heap *h = vm_heap(vm);
    bool negative = num_sign(x) < 0;
    Builder b;

    builder_start(&b, h, S_List);
    x = num_abs(h, x);
    for (uint64_t i = 0; i < most; i++) {
        TRY(vm_poll(vm));
        Val a = num_floor(h, x);
        builder_push(&b, negative ? num_neg(h, a) : a);
        Val rest = num_sub(h, x, a);
        if (num_is_zero(rest))
            break;
        x = num_inv(h, rest);
    }
    return builder_finish(&b);
}

/* The terms on which both ends of an interval agree; [negative]: with the sign changed. */
static Val common_terms(Vm *vm, Val low, Val high, uint64_t most, bool negative, size_t *count)
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_List);
    for (uint64_t i = 0; i < most; i++) {
        TRY(vm_poll(vm));
        Val a = num_floor(h, low);
        if (num_compare(a, num_floor(h, high)) != 0)
            break;
        builder_push(&b, negative ? num_neg(h, a) : a);
        Val rest_low = num_sub(h, low, a), rest_high = num_sub(h, high, a);
        if (num_is_zero(rest_low) || num_is_zero(rest_high))
            break;
        low = num_inv(h, rest_high);
        high = num_inv(h, rest_low);
    }
    *count = b.n;
    return builder_finish(&b);
}

/* An inexact real: the terms that its precision determines. */
static Val inexact_terms(Vm *vm, Val x, uint64_t most)
{
    Heap *h = vm_heap(vm);
    bool negative = num_sign(x) < 0;
    Val exact = num_abs(h, num_to_exact(h, x)), error;
    size_t count;

    if (num_is_zero(exact))
        return expr1(h, S_List, val_int(0));
    if (val_is_real(x)) {
        int e;
        frexp(val_real(x), &e);
        error = num_pow(h, val_int(2), val_int(e - 54));
    } else {
        error = num_pow(h, val_int(10), val_int((int64_t)floor(-num_accuracy(x))));
    }
    Val low = num_sub(h, exact, error), high = num_add(h, exact, error), terms;
    if (num_sign(low) < 0)
        return expr1(h, S_List, val_int(0));
    TRY(terms = common_terms(vm, low, high, most, negative, &count));
    /* a number that is rational within its precision ends there */
    Val f = exact;
    for (size_t i = 0; i < count; i++) {
        f = num_sub(h, f, num_floor(h, f));
        if (num_is_zero(f))
            return rational_terms(vm, negative ? num_neg(h, exact) : exact, most);
        f = num_inv(h, f);
    }
    Val next = num_round(h, f);
    if (count < most && num_sign(next) > 0 && num_compare(next, num_floor(h, f)) >= 0
        && num_compare(num_abs(h, num_sub(h, f, next)), num_to_exact(h, val_real_new(h, 1e-3))) < 0 && count > 0) {
        Val last = negative ? num_neg(h, next) : next;
        Builder b;
        builder_start(&b, h, S_List);
        builder_push_all(&b, expr_len(terms), expr_args(terms));
        builder_push(&b, last);
        return builder_finish(&b);
    }
    return terms;
}

/* (p + Sqrt[d])/q, written so that q divides d - p^2. */
typedef struct Surd { Val p, d, q; } Surd;

/* Reads r + s Sqrt[n] with rational r, s != 0 and an integer n that is no square. */
static bool read_surd(Heap *h, Val x, Surd *out)
{
    Val r = val_int(0), s = VAL_NONE, n = VAL_NONE, factor = val_int(1);
    Val terms[2] = {x, VAL_NONE};
    size_t count = 1;

    if (val_is_call(x, S_Times, 2) && val_is_exact_real(expr_arg(x, 0)) && val_has_head(expr_arg(x, 1), S_Plus)) {
        factor = expr_arg(x, 0);
        terms[0] = x = expr_arg(x, 1);
    }
    if (val_is_call(x, S_Plus, 2)) {
        terms[0] = expr_arg(x, 0);
        terms[1] = expr_arg(x, 1);
        count = 2;
    }
    for (size_t i = 0; i < count; i++) {
        Val t = terms[i], c = val_int(1);
        if (val_is_exact_real(t)) {
            r = num_add(h, r, t);
            continue;
        }
        if (val_is_call(t, S_Times, 2) && val_is_exact_real(expr_arg(t, 0))) {
            c = expr_arg(t, 0);
            t = expr_arg(t, 1);
        }
        if (!val_is_call(t, S_Power, 2) || !val_is_none(s) || !val_is_integer(expr_arg(t, 0))
            || num_sign(expr_arg(t, 0)) <= 0 || !val_is_rational(expr_arg(t, 1))
            || !val_is(rat_denominator(expr_arg(t, 1)), val_int(2)))
            return false;
        Val exp = rat_numerator(expr_arg(t, 1));
        if (num_is_minus_one(exp))
            c = num_div(h, c, expr_arg(t, 0));
        else if (!num_is_one(exp))
            return false;
        s = c;
        n = expr_arg(t, 0);
    }
    if (val_is_none(s))
        return false;
    r = num_mul(h, r, factor);
    s = num_mul(h, s, factor);
    /* r + s Sqrt[n] = (a + Sqrt[b])/c */
    Val c = int_lcm(h, rat_denominator(r), rat_denominator(s));
    Val a = num_mul(h, r, c), k = num_mul(h, s, c);
    if (num_sign(k) < 0) {
        a = num_neg(h, a);
        c = num_neg(h, c);
        k = num_neg(h, k);
    }
    Val b = num_mul(h, num_mul(h, k, k), n);
    if (!num_is_zero(int_mod(h, num_sub(h, b, num_mul(h, a, a)), num_abs(h, c)))) {
        Val m = num_abs(h, c);
        a = num_mul(h, a, m);
        b = num_mul(h, b, num_mul(h, m, m));
        c = num_mul(h, c, m);
    }
    *out = (Surd){a, b, c};
    return true;
}

/* One term of a surd's continued fraction, and the rest inverted. */
static Val surd_step(Heap *h, Surd *s, Val root)
{
    /* floor((p + Sqrt[d])/q); for negative q the root is rounded up */
    Val top = num_add(h, s->p, num_sign(s->q) > 0 ? root : num_add(h, root, val_int(1)));
    Val a = int_quotient(h, top, s->q);

    s->p = num_sub(h, num_mul(h, a, s->q), s->p);
    s->q = int_divexact(h, num_sub(h, s->d, num_mul(h, s->p, s->p)), s->q);
    return a;
}

enum { PERIOD_MAX = 1000000 };

/* {a1, .., {the terms that repeat}} of a quadratic irrational, or its first [most] terms. */
static Val surd_terms(Vm *vm, Surd s, uint64_t most, bool all)
{
    Heap *h = vm_heap(vm);
    Val root = int_root(h, s.d, 2);
    Builder terms, p, q;

    builder_start(&terms, h, S_List);
    builder_start(&p, h, S_List);
    builder_start(&q, h, S_List);
    if (!all) {
        while (terms.n < most) {
            TRY(vm_poll(vm));
            builder_push(&terms, surd_step(h, &s, root));
        }
        return builder_finish(&terms);
    }
    /* once reduced, the sequence is purely periodic: x > 1 with its conjugate between -1 and 0 */
    Surd first = s;
    size_t start = 0;
    bool reduced = false;
    for (uint64_t i = 0; i < PERIOD_MAX; i++) {
        TRY(vm_poll(vm));
        if (!reduced) {
            bool is_reduced = num_sign(s.q) > 0 && num_sign(s.p) > 0 && num_compare(s.p, root) <= 0
                && num_compare(s.q, num_add(h, root, s.p)) <= 0
                && num_compare(num_sub(h, root, s.p), s.q) < 0;
            if (is_reduced) {
                reduced = true;
                first = s;
                start = terms.n;
            }
        } else if (num_compare(s.p, first.p) == 0 && num_compare(s.q, first.q) == 0) {
            Val period = list_make(h, terms.n - start, terms.items + start);
            terms.n = start;
            builder_push(&terms, period);
            return builder_finish(&terms);
        }
        builder_push(&terms, surd_step(h, &s, root));
    }
    return NOT_MINE;
}

/* The first [most] terms of an exact numeric expression, by enclosing it. */
static Val enclosed_terms(Vm *vm, Val x, uint64_t most)
{
    Heap *h = vm_heap(vm);
    double digits = 20 + 1.1 * (double)most;

    for (int i = 0; i < 6; i++, digits *= 2) {
        Val v, terms;
        size_t count;
        TRY(v = n_value(vm, x, digits));
        if (!val_is_big_real(v) || num_is_zero(v))
            return NOT_MINE;
        bool negative = num_sign(v) < 0;
        Val exact = num_abs(h, num_to_exact(h, v));
        Val error = num_pow(h, val_int(10), val_int((int64_t)ceil(-num_accuracy(v)) + 1));
        TRY(terms = common_terms(vm, num_sub(h, exact, error), num_add(h, exact, error), most, negative, &count));
        if (count == most)
            return terms;
    }
    return NOT_MINE;
}

BUILTIN(ContinuedFraction,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, n_.",
    .usage   = "ContinuedFraction[x] gives a list of all terms in the continued fraction representation of x; "
               "ContinuedFraction[x, n] the first n terms.",
    .messages = MESSAGES("noterms", "`1` does not have a terminating or periodic continued fraction expansion; "
                                    "specify an explicit number of terms to generate."),
    .examples = EXAMPLES(
        ">> ContinuedFraction[47/17]",   "{2, 1, 3, 4}",
        ">> ContinuedFraction[Sqrt[13]]", "{3, {1, 1, 1, 1, 6}}",
        ">> ContinuedFraction[Pi, 5]",   "{3, 7, 15, 1, 292}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0];
    uint64_t most = UINT32_MAX;
    Surd surd;

    if (args.n == 2) {
        if (!val_is_count(args.v[1]) || val_count(args.v[1]) == 0)
            return NOT_MINE;
        most = val_count(args.v[1]);
        TRY(vm_check_length(vm, (double)most, sizeof(Val)));
    }
    if (val_is_exact_real(x))
        return rational_terms(vm, x, most);
    if (val_is_inexact_real(x))
        return inexact_terms(vm, x, most);
    if (val_is_complex(x) || !val_is_numeric(vm, x))
        return NOT_MINE;
    if (read_surd(h, x, &surd))
        return surd_terms(vm, surd, most, args.n == 1);
    Val expanded;
    TRY(expanded = vm_call1(vm, S_Expand, x));
    if (read_surd(h, expanded, &surd))
        return surd_terms(vm, surd, most, args.n == 1);
    if (args.n == 1)
        return MESSAGE(vm, "noterms", x);
    return enclosed_terms(vm, x, most);
}

/* The value of a list of terms, all numbers or not. */
static Val from_terms(Vm *vm, const Val *terms, size_t n, Val last)
{
    Heap *h = vm_heap(vm);
    Val r = last;

    for (size_t i = n; i-- > 0; ) {
        TRY(vm_poll(vm));
        Val a = terms[i];
        if (val_is_none(r)) {
            r = a;
        } else if (val_is_number(a) && val_is_number(r)) {
            r = num_add(h, a, num_inv(h, r));
        } else {
            TRY(r = vm_eval(vm, expr2(h, S_Plus, a, expr2(h, S_Power, r, val_int(-1)))));
        }
    }
    return r;
}

/* The quadratic irrational with purely periodic terms: x = (p x + p')/(q x + q'). */
static Val periodic_value(Vm *vm, Val period)
{
    Heap *h = vm_heap(vm);
    Val p0 = val_int(1), q0 = val_int(0), p1 = VAL_NONE, q1 = val_int(1);

    for (size_t i = 0; i < expr_len(period); i++) {
        Val a = expr_arg(period, i);
        if (!val_is_integer(a))
            return NOT_MINE;
        if (i == 0) {
            p1 = a;
            continue;
        }
        Val p2 = num_add(h, num_mul(h, a, p1), p0), q2 = num_add(h, num_mul(h, a, q1), q0);
        p0 = p1, q0 = q1;
        p1 = p2, q1 = q2;
    }
    /* q x^2 + (q' - p) x - p' = 0 */
    Val b = num_sub(h, q0, p1);
    Val d = num_add(h, num_mul(h, b, b), num_mul(h, num_mul(h, val_int(4), q1), p0));
    Val top = expr2(h, S_Plus, num_neg(h, b), sqrt_expr(h, d));
    return vm_eval(vm, expr2(h, S_Times, rat_new(h, val_int(1), num_mul(h, val_int(2), q1)), top));
}

/* r + s Sqrt[d] as one fraction. */
static Val over_common_denominator(Vm *vm, Val r, Val s, Val d)
{
    Heap *h = vm_heap(vm);
    Val root, c, body = VAL_NONE;

    TRY(root = vm_eval(vm, sqrt_expr(h, d)));
    if (val_is_exact_real(root))
        return num_add(h, r, num_mul(h, s, root));
    if (val_is_call(root, S_Times, 2) && val_is_exact_real(expr_arg(root, 0))) {
        s = num_mul(h, s, expr_arg(root, 0));
        root = expr_arg(root, 1);
    }
    c = int_lcm(h, rat_denominator(r), rat_denominator(s));
    body = expr2(h, S_Plus, num_mul(h, r, c), expr2(h, S_Times, num_mul(h, s, c), root));
    return num_is_one(c) ? body : expr2(h, S_Times, rat_new(h, val_int(1), c), body);
}

BUILTIN(FromContinuedFraction,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "list_",
    .usage   = "FromContinuedFraction[list] reconstructs a number from the list of its continued fraction terms.",
    .examples = EXAMPLES(">> FromContinuedFraction[{2, 1, 3, 4}]", "47/17",
                         ">> FromContinuedFraction[{3, {1, 1, 1, 1, 6}}]", "Sqrt[13]"))
{
    Heap *h = vm_heap(vm);
    Val list = args.v[0], tail;

    if (!val_is_plain_list(list))
        return NOT_MINE;
    size_t n = expr_len(list);
    if (n == 0)
        return infinity_new(h, val_int(1));
    if (!val_is_plain_list(expr_arg(list, n - 1)))
        return from_terms(vm, expr_args(list), n, VAL_NONE);
    Val period = expr_arg(list, n - 1);
    if (expr_len(period) == 0)
        return NOT_MINE;
    TRY(tail = periodic_value(vm, period));
    if (val_is_not_mine(tail))
        return tail;
    for (size_t i = 0; i + 1 < n; i++)
        if (!val_is_integer(expr_arg(list, i)))
            return NOT_MINE;
    /* by the matrix of the terms before, then with a rational denominator */
    Val p0 = val_int(0), q0 = val_int(1), p1 = val_int(1), q1 = val_int(0);
    for (size_t i = 0; i + 1 < n; i++) {
        Val a = expr_arg(list, i);
        Val p2 = num_add(h, num_mul(h, a, p1), p0), q2 = num_add(h, num_mul(h, a, q1), q0);
        p0 = p1, q0 = q1;
        p1 = p2, q1 = q2;
    }
    Surd s;
    if (!read_surd(h, tail, &s))
        return NOT_MINE;
    /* (p1 x + p0)/(q1 x + q0) with x = (p + Sqrt[d])/q */
    Val a = num_add(h, num_mul(h, p1, s.p), num_mul(h, p0, s.q)), c = num_add(h, num_mul(h, q1, s.p), num_mul(h, q0, s.q));
    Val norm = num_sub(h, num_mul(h, c, c), num_mul(h, num_mul(h, q1, q1), s.d));
    Val rational = num_div(h, num_sub(h, num_mul(h, a, c), num_mul(h, num_mul(h, p1, q1), s.d)), norm);
    Val factor = num_div(h, num_sub(h, num_mul(h, p1, c), num_mul(h, a, q1)), norm);
    return over_common_denominator(vm, rational, factor, s.d);
}

BUILTIN(Convergents,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, n_.",
    .usage   = "Convergents[list] gives the convergents of the continued fraction terms in list; "
               "Convergents[x] those of the number x, Convergents[x, n] the first n.",
    .examples = EXAMPLES(">> Convergents[{2, 1, 3, 4}]", "{2, 3, 11/4, 47/17}", ">> Convergents[Pi, 3]", "{3, 22/7, 333/106}"))
{
    Heap *h = vm_heap(vm);
    Val terms = args.v[0];
    Builder b;

    if (!val_is_plain_list(terms)) {
        if (args.n == 1)
            TRY(terms = vm_call1(vm, S_ContinuedFraction, terms));
        else
            TRY(terms = vm_call2(vm, S_ContinuedFraction, terms, args.v[1]));
        if (!val_is_plain_list(terms))
            return NOT_MINE;
    }
    builder_start(&b, h, S_List);
    Val p0 = val_int(0), q0 = val_int(1), p1 = val_int(1), q1 = val_int(0);
    size_t n = expr_len(terms);
    if (args.n == 2 && val_is_count(args.v[1]) && val_count(args.v[1]) < n)
        n = val_count(args.v[1]);
    for (size_t i = 0; i < n; i++) {
        Val a = expr_arg(terms, i);
        TRY(vm_poll(vm));
        if (!val_is_number(a)) {
            if (val_is_plain_list(a))
                break;
            Val r;
            TRY(r = from_terms(vm, expr_args(terms), i + 1, VAL_NONE));
            builder_push(&b, r);
            continue;
        }
        Val p2 = num_add(h, num_mul(h, a, p1), p0), q2 = num_add(h, num_mul(h, a, q1), q0);
        p0 = p1, q0 = q1;
        p1 = p2, q1 = q2;
        builder_push(&b, num_div(h, p1, q1));
    }
    return builder_finish(&b);
}
