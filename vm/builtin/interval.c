/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * interval.c -- Interval[{a, b}, ..] and its arithmetic.
 *
 * The parts of an interval are in order and do not touch.  End points are exact or inexact real
 * numbers, numeric expressions, or infinities; they are compared by the sign of their difference.
 */
#include <math.h>

#include "vm/builtin/elementary.h"
#include "vm/builtin/interval.h"

typedef struct Part { Val lo, hi; } Part;
typedef struct Parts {
    Part  *v;
    size_t n, capacity;
} Parts;

static void parts_push(Heap *h, Parts *p, Val lo, Val hi)
{
    if (p->n == p->capacity) {
        size_t capacity = p->capacity == 0 ? 8 : 2 * p->capacity;
        Part *more = heap_alloc(h, capacity * sizeof *more);

        if (p->n > 0)
            memcpy(more, p->v, p->n * sizeof *more);
        p->v = more;
        p->capacity = capacity;
    }
    p->v[p->n++] = (Part){lo, hi};
}

static bool is_end(Vm *vm, Val v)
{
    return val_is_plus_infinity(v) || val_is_minus_infinity(v)
        || (val_is_numeric(vm, v) && !val_is_complex(v) && numeric_sign(vm, v) <= 1);
}

/* -1, 0 or 1; end points are always comparable, SIGN_UNKNOWN counts as equal. */
static int compare_ends(Vm *vm, Val a, Val b)
{
    int s;

    if (val_same(a, b))
        return 0;
    if (val_is_plus_infinity(a) || val_is_minus_infinity(b))
        return 1;
    if (val_is_minus_infinity(a) || val_is_plus_infinity(b))
        return -1;
    if (val_is_number(a) && val_is_number(b))
        return num_compare(a, b);
    s = numeric_sign(vm, expr2(vm_heap(vm), S_Plus, a, neg_expr(vm_heap(vm), b)));
    return s > 1 ? 0 : s;
}

static Val least(Vm *vm, Val a, Val b)    { return compare_ends(vm, a, b) <= 0 ? a : b; }
static Val greatest(Vm *vm, Val a, Val b) { return compare_ends(vm, a, b) >= 0 ? a : b; }

/* Puts the parts in order and joins those that touch. */
static void parts_normalize(Vm *vm, Parts *p)
{
    size_t kept = 0;

    for (size_t i = 1; i < p->n; i++) {
        Part x = p->v[i];
        size_t at = i;

        while (at > 0 && compare_ends(vm, x.lo, p->v[at - 1].lo) < 0) {
            p->v[at] = p->v[at - 1];
            at--;
        }
        p->v[at] = x;
    }
    for (size_t i = 0; i < p->n; i++) {
        if (kept > 0 && compare_ends(vm, p->v[i].lo, p->v[kept - 1].hi) <= 0)
            p->v[kept - 1].hi = greatest(vm, p->v[kept - 1].hi, p->v[i].hi);
        else
            p->v[kept++] = p->v[i];
    }
    p->n = kept;
}

static Val parts_interval(Vm *vm, Parts *p)
{
    Heap *h = vm_heap(vm);
    Expr *e;

    parts_normalize(vm, p);
    e = expr_new(h, S_Interval, p->n);
    for (size_t i = 0; i < p->n; i++)
        e->args[i] = expr2(h, S_List, p->v[i].lo, p->v[i].hi);
    return expr_seal(e);
}

/* The parts of an interval, or of a number; false for anything else. */
static bool parts_of(Vm *vm, Val v, Parts *p)
{
    Heap *h = vm_heap(vm);

    *p = (Parts){0};
    if (!val_is_interval(v)) {
        if (!is_end(vm, v))
            return false;
        parts_push(h, p, v, v);
        return true;
    }
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x = expr_arg(v, i);

        if (val_is_call(x, S_List, 2) && is_end(vm, expr_arg(x, 0)) && is_end(vm, expr_arg(x, 1))) {
            Val a = expr_arg(x, 0), b = expr_arg(x, 1);

            parts_push(h, p, least(vm, a, b), greatest(vm, a, b));
        } else if (is_end(vm, x)) {
            parts_push(h, p, x, x);
        } else {
            return false;
        }
    }
    return true;
}

BUILTIN(Interval,
    .attrs   = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage   = "Interval[{min, max}] is the interval from min to max. Interval[{min1, max1}, ...] is a union.",
    .examples = EXAMPLES("Interval[{5, 1}]", "Interval[{1, 5}]", "Interval[{1, 3}, {3, 5}]", "Interval[{1, 5}]",
        "Interval[{1, 2}] + Interval[{3, 4}]", "Interval[{4, 6}]", "1/Interval[{2, 4}]", "Interval[{1/4, 1/2}]"))
{
    Parts p;
    Val r;

    if (args.n == 0 || !parts_of(vm, args.expr, &p))
        return NOT_MINE;
    r = parts_interval(vm, &p);
    return val_same(r, args.expr) ? NOT_MINE : r;
}

static Val sum_of(Vm *vm, Val a, Val b)
{
    if (val_is_number(a) && val_is_number(b))
        return num_add(vm_heap(vm), a, b);
    return vm_eval(vm, expr2(vm_heap(vm), S_Plus, a, b));
}

/* The product of two ends; 0 times an infinity is 0 here. */
static Val product_of(Vm *vm, Val a, Val b)
{
    if (val_is_number(a) && val_is_number(b))
        return num_mul(vm_heap(vm), a, b);
    if ((val_is_number(a) && num_is_zero(a)) || (val_is_number(b) && num_is_zero(b)))
        return val_int(0);
    return vm_eval(vm, expr2(vm_heap(vm), S_Times, a, b));
}

static Val add_parts(Vm *vm, const Parts *a, const Parts *b, Parts *out)
{
    *out = (Parts){0};
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < b->n; j++) {
            Val lo, hi;

            TRY(lo = sum_of(vm, a->v[i].lo, b->v[j].lo));
            TRY(hi = sum_of(vm, a->v[i].hi, b->v[j].hi));
            parts_push(vm_heap(vm), out, lo, hi);
        }
    }
    return VAL_NONE;
}

static Val multiply_parts(Vm *vm, const Parts *a, const Parts *b, Parts *out)
{
    *out = (Parts){0};
    for (size_t i = 0; i < a->n; i++) {
        for (size_t j = 0; j < b->n; j++) {
            Val p[4], lo, hi;

            TRY(p[0] = product_of(vm, a->v[i].lo, b->v[j].lo));
            TRY(p[1] = product_of(vm, a->v[i].lo, b->v[j].hi));
            TRY(p[2] = product_of(vm, a->v[i].hi, b->v[j].lo));
            TRY(p[3] = product_of(vm, a->v[i].hi, b->v[j].hi));
            lo = hi = p[0];
            for (int k = 1; k < 4; k++) {
                lo = least(vm, lo, p[k]);
                hi = greatest(vm, hi, p[k]);
            }
            parts_push(vm_heap(vm), out, lo, hi);
        }
    }
    return VAL_NONE;
}

typedef Val Combine(Vm *vm, const Parts *a, const Parts *b, Parts *out);

/* Combines the intervals and numbers among the arguments; the others are kept. */
static Val combine(Vm *vm, Args args, Combine *with)
{
    Heap *h = vm_heap(vm);
    Parts total = {0};
    size_t combined = 0;
    Builder rest;
    Val r;

    builder_start(&rest, h, expr_head(args.expr));
    for (size_t i = 0; i < args.n; i++) {
        Parts p, out;

        if (!parts_of(vm, args.v[i], &p)) {
            builder_push(&rest, args.v[i]);
            continue;
        }
        if (combined++ == 0) {
            total = p;
            continue;
        }
        TRY(with(vm, &total, &p, &out));
        parts_normalize(vm, &out);
        total = out;
    }
    if (combined < 2)
        return NOT_MINE;
    r = parts_interval(vm, &total);
    if (rest.n == 0)
        return r;
    builder_push(&rest, r);
    return builder_finish(&rest);
}

Val interval_plus(Vm *vm, Args args)  { return combine(vm, args, add_parts); }
Val interval_times(Vm *vm, Args args) { return combine(vm, args, multiply_parts); }

static Val power_value(Vm *vm, Val a, Val n)
{
    return vm_eval(vm, expr2(vm_heap(vm), S_Power, a, n));
}

/* One part to an integer power n > 0. */
static Val integer_power(Vm *vm, Part x, Val n, Parts *out)
{
    Val lo, hi;

    TRY(lo = power_value(vm, x.lo, n));
    TRY(hi = power_value(vm, x.hi, n));
    if (!int_is_odd(n)) {
        Val top = greatest(vm, lo, hi), bottom = least(vm, lo, hi);

        if (compare_ends(vm, x.lo, val_int(0)) <= 0 && compare_ends(vm, x.hi, val_int(0)) >= 0)
            bottom = val_int(0);
        lo = bottom;
        hi = top;
    }
    parts_push(vm_heap(vm), out, lo, hi);
    return VAL_NONE;
}

/* 1/x for one part: two parts where 0 is inside. */
static Val reciprocal(Vm *vm, Part x, Parts *out)
{
    Heap *h = vm_heap(vm);
    int lo_sign = compare_ends(vm, x.lo, val_int(0)), hi_sign = compare_ends(vm, x.hi, val_int(0));
    Val lo = infinity_new(h, val_int(-1)), hi = infinity_new(h, val_int(1));

    if (lo_sign == 0 && hi_sign == 0) {
        parts_push(h, out, lo, hi);
        return VAL_NONE;
    }
    if (hi_sign != 0)
        TRY(lo = power_value(vm, x.hi, val_int(-1)));
    if (lo_sign != 0)
        TRY(hi = power_value(vm, x.lo, val_int(-1)));
    if (lo_sign < 0 && hi_sign > 0) {
        parts_push(h, out, infinity_new(h, val_int(-1)), hi);
        parts_push(h, out, lo, infinity_new(h, val_int(1)));
    } else {
        parts_push(h, out, lo, hi);
    }
    return VAL_NONE;
}

/* x^y for a part above 0: the extremes are at the corners. */
static Val corner_power(Vm *vm, Part x, Part y, Parts *out)
{
    Val p[4], lo, hi;

    TRY(p[0] = power_value(vm, x.lo, y.lo));
    TRY(p[1] = power_value(vm, x.lo, y.hi));
    TRY(p[2] = power_value(vm, x.hi, y.lo));
    TRY(p[3] = power_value(vm, x.hi, y.hi));
    lo = hi = p[0];
    for (int k = 0; k < 4; k++) {
        if (!is_end(vm, p[k]))
            return NOT_MINE;
        lo = least(vm, lo, p[k]);
        hi = greatest(vm, hi, p[k]);
    }
    parts_push(vm_heap(vm), out, lo, hi);
    return VAL_NONE;
}

Val interval_power(Vm *vm, Val base, Val exp)
{
    Parts x, y, out = {0};

    if (!parts_of(vm, base, &x) || !parts_of(vm, exp, &y))
        return NOT_MINE;
    if (val_is_integer(exp)) {
        Val n = num_abs(vm_heap(vm), exp);

        for (size_t i = 0; i < x.n; i++)
            TRY(integer_power(vm, x.v[i], n, &out));
        if (num_sign(exp) < 0) {
            Parts inverse = {0};

            for (size_t i = 0; i < out.n; i++)
                TRY(reciprocal(vm, out.v[i], &inverse));
            out = inverse;
        }
        return parts_interval(vm, &out);
    }
    for (size_t i = 0; i < x.n; i++) {
        if (compare_ends(vm, x.v[i].lo, val_int(0)) < 0)
            return NOT_MINE;
        for (size_t j = 0; j < y.n; j++) {
            Val ok;

            TRY(ok = corner_power(vm, x.v[i], y.v[j], &out));
            if (val_is_not_mine(ok))
                return ok;
        }
    }
    return parts_interval(vm, &out);
}

/* The machine value of an end. */
static double end_value(Vm *vm, Val v)
{
    Val x;

    if (val_is_infinite(v))
        return val_is_plus_infinity(v) ? INFINITY : -INFINITY;
    x = math_n(vm_heap(vm), v, 0, 20);
    return val_is_none(x) || !val_is_real_number(x) ? NAN : num_to_double(x);
}

/* Is there an integer k with lo <= a + k p <= hi?  Ends count, with room for rounding. */
static bool has_multiple(double lo, double hi, double a, double p)
{
    return floor((hi - a) / p + 1e-12) >= ceil((lo - a) / p - 1e-12);
}

static Val wave_part(Vm *vm, Val head, Part x, Parts *out)
{
    Heap *h = vm_heap(vm);
    double lo = end_value(vm, x.lo), hi = end_value(vm, x.hi), top = val_is(head, S_Sin) ? M_PI_2 : 0;
    Val a, b;

    if (isinf(lo) || isinf(hi)) {
        parts_push(h, out, val_int(-1), val_int(1));
        return VAL_NONE;
    }
    TRY(a = vm_call1(vm, head, x.lo));
    TRY(b = vm_call1(vm, head, x.hi));
    parts_push(h, out, has_multiple(lo, hi, top + M_PI, 2 * M_PI) ? val_int(-1) : least(vm, a, b),
               has_multiple(lo, hi, top, 2 * M_PI) ? val_int(1) : greatest(vm, a, b));
    return VAL_NONE;
}

/* 1 if f increases on its real domain, -1 if it decreases, 0 if neither is known. */
static int monotony(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Exp: case SYM_Log: case SYM_Sinh: case SYM_Tanh: case SYM_ArcTan: case SYM_ArcSinh: case SYM_ArcSin:
    case SYM_ArcTanh: case SYM_ArcCosh: case SYM_Tan: case SYM_Erf: case SYM_Floor: case SYM_Ceiling: case SYM_Round:
        return 1;
    case SYM_ArcCos: case SYM_Erfc: case SYM_Cot: case SYM_Coth: case SYM_Csch:
        return -1;
    default:
        return 0;
    }
}

static Val function_part(Vm *vm, Val head, Part x, Parts *out)
{
    Heap *h = vm_heap(vm);
    double lo = end_value(vm, x.lo), hi = end_value(vm, x.hi);
    int direction = monotony(head);
    bool across = lo < 0 && hi > 0;
    Val a, b;

    if (val_is(head, S_Sin) || val_is(head, S_Cos))
        return wave_part(vm, head, x, out);
    if (val_is(head, S_Sec) || val_is(head, S_Csc)) {
        Parts wave = {0};

        TRY(wave_part(vm, val_is(head, S_Sec) ? S_Cos : S_Sin, x, &wave));
        return reciprocal(vm, wave.v[0], out);
    }
    if (val_is(head, S_Cot) && lo > -M_PI && hi < M_PI)
        across = lo < 0 && hi > 0;
    else if (val_is(head, S_Cot))
        across = false;
    if ((val_is(head, S_Tan) && has_multiple(lo, hi, M_PI_2, M_PI))
        || (val_is(head, S_Cot) && !across && has_multiple(lo, hi, 0, M_PI))) {
        parts_push(h, out, infinity_new(h, val_int(-1)), infinity_new(h, val_int(1)));
        return VAL_NONE;
    }
    TRY(a = vm_call1(vm, head, x.lo));
    TRY(b = vm_call1(vm, head, x.hi));
    /* a pole at an end */
    if (val_is_complex_infinity(a) && direction < 0)
        a = infinity_new(h, val_int(1));
    if (val_is_complex_infinity(b) && direction < 0)
        b = infinity_new(h, val_int(-1));
    if (!is_end(vm, a) || !is_end(vm, b))
        return NOT_MINE;
    if (val_is(head, S_Cosh) || val_is(head, S_Abs) || val_is(head, S_Sech)) {
        Val zero;

        TRY(zero = vm_call1(vm, head, val_int(0)));
        parts_push(h, out, across && !val_is(head, S_Sech) ? zero : least(vm, a, b),
                   across && val_is(head, S_Sech) ? zero : greatest(vm, a, b));
        return VAL_NONE;
    }
    if (direction == 0)
        return NOT_MINE;
    if (across && (val_is(head, S_Coth) || val_is(head, S_Csch) || val_is(head, S_Cot))) {
        parts_push(h, out, infinity_new(h, val_int(-1)), a);
        parts_push(h, out, b, infinity_new(h, val_int(1)));
    } else {
        parts_push(h, out, direction > 0 ? a : b, direction > 0 ? b : a);
    }
    return VAL_NONE;
}

Val interval_function(Vm *vm, Val head, Val z)
{
    Parts x, out = {0};

    if (!parts_of(vm, z, &x))
        return NOT_MINE;
    for (size_t i = 0; i < x.n; i++) {
        Val ok;

        TRY(ok = function_part(vm, head, x.v[i], &out));
        if (val_is_not_mine(ok))
            return ok;
    }
    return parts_interval(vm, &out);
}

int interval_compare(Vm *vm, Val a, Val b)
{
    Parts x, y;
    int c, d;

    if (!parts_of(vm, a, &x) || !parts_of(vm, b, &y) || x.n == 0 || y.n == 0)
        return INTERVALS_UNKNOWN;
    parts_normalize(vm, &x);
    parts_normalize(vm, &y);
    c = compare_ends(vm, x.v[x.n - 1].hi, y.v[0].lo);
    d = compare_ends(vm, x.v[0].lo, y.v[y.n - 1].hi);
    if (c < 0)
        return INTERVALS_LESS;
    if (d > 0)
        return INTERVALS_GREATER;
    return c == 0 ? INTERVALS_LESS_EQUAL : d == 0 ? INTERVALS_GREATER_EQUAL : INTERVALS_UNKNOWN;
}

BUILTIN(IntervalUnion,
    .attrs   = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage   = "IntervalUnion[i1, i2, ...] is the interval of all points in any of the i_k.",
    .examples = EXAMPLES("IntervalUnion[Interval[{1, 3}], Interval[{2, 5}]]", "Interval[{1, 5}]", "IntervalUnion[]", "Interval[]"))
{
    Parts all = {0};

    for (size_t i = 0; i < args.n; i++) {
        Parts p;

        if (!val_is_interval(args.v[i]) || !parts_of(vm, args.v[i], &p))
            return NOT_MINE;
        for (size_t k = 0; k < p.n; k++)
            parts_push(vm_heap(vm), &all, p.v[k].lo, p.v[k].hi);
    }
    return parts_interval(vm, &all);
}

BUILTIN(IntervalIntersection,
    .attrs   = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage   = "IntervalIntersection[i1, i2, ...] is the interval of all points in each of the i_k.",
    .examples = EXAMPLES("IntervalIntersection[Interval[{1, 3}], Interval[{2, 5}]]", "Interval[{2, 3}]"))
{
    Parts all = {0};

    for (size_t i = 0; i < args.n; i++) {
        Parts p, common = {0};

        if (!val_is_interval(args.v[i]) || !parts_of(vm, args.v[i], &p))
            return NOT_MINE;
        for (size_t j = 0; i > 0 && j < all.n; j++) {
            for (size_t k = 0; k < p.n; k++) {
                Val lo = greatest(vm, all.v[j].lo, p.v[k].lo), hi = least(vm, all.v[j].hi, p.v[k].hi);

                if (compare_ends(vm, lo, hi) <= 0)
                    parts_push(vm_heap(vm), &common, lo, hi);
            }
        }
        all = i == 0 ? p : common;
    }
    return parts_interval(vm, &all);
}

static bool is_inside(Vm *vm, const Parts *whole, const Parts *p)
{
    for (size_t i = 0; i < p->n; i++) {
        bool found = false;

        for (size_t k = 0; k < whole->n && !found; k++)
            found = compare_ends(vm, whole->v[k].lo, p->v[i].lo) <= 0 && compare_ends(vm, p->v[i].hi, whole->v[k].hi) <= 0;
        if (!found)
            return false;
    }
    return true;
}

BUILTIN(IntervalMemberQ,
    .attrs   = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "interval_, x_",
    .usage   = "IntervalMemberQ[interval, x] is True if the number or interval x lies within the interval.",
    .examples = EXAMPLES("IntervalMemberQ[Interval[{1, 5}], 3]", "True", "IntervalMemberQ[Interval[{1, 5}], {0, 3}]", "{False, True}"))
{
    Heap *h = vm_heap(vm);
    Parts whole, p;

    if (val_is_plain_list(args.v[1])) {
        Expr *e = expr_new(h, S_List, expr_len(args.v[1]));

        for (size_t i = 0; i < expr_len(args.v[1]); i++)
            e->args[i] = expr2(h, S_IntervalMemberQ, args.v[0], expr_arg(args.v[1], i));
        return expr_seal(e);
    }
    if (!val_is_interval(args.v[0]) || !parts_of(vm, args.v[0], &whole))
        return NOT_MINE;
    parts_normalize(vm, &whole);
    return parts_of(vm, args.v[1], &p) && is_inside(vm, &whole, &p) ? S_True : S_False;
}
