/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compare.c -- Equal, Unequal, the inequalities and Inequality, SameQ, UnsameQ, Order.
 *
 * Exact numeric expressions are compared by certified enclosures of their difference.
 */
#include "vm/builtin/interval.h"
#include "vm/math/numeric.h"

typedef enum Verdict { VERDICT_NO, VERDICT_YES, VERDICT_UNKNOWN } Verdict;

static Verdict verdict_of(bool b) { return b ? VERDICT_YES : VERDICT_NO; }
static Val verdict_value(Verdict v)
{
    return v == VERDICT_YES ? S_True : v == VERDICT_NO ? S_False : NOT_MINE;
}

/* Only sums, products and rational powers of exact numbers: such an expression is an algebraic
 * number. */
static bool is_algebraic(Val v)
{
    if (val_is_number(v))
        return num_is_exact(v);
    if (val_is_call(v, S_Power, 2))
        return val_is_exact_real(expr_arg(v, 1)) && is_algebraic(expr_arg(v, 0));
    if (!val_has_head(v, S_Plus) && !val_has_head(v, S_Times))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!is_algebraic(expr_arg(v, i)))
            return false;
    return true;
}

static Val difference(Heap *h, Val a, Val b)
{
    return expr2(h, S_Plus, a, neg_expr(h, b));
}

static bool has_inexact(Val v)
{
    if (val_is_number(v))
        return val_is_inexact(v);
    if (!val_is_expr(v))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (has_inexact(expr_arg(v, i)))
            return true;
    return false;
}

/* Two numeric expressions, not both numbers: the sign of a - b. */
static Val numeric_difference_sign(Vm *vm, Val a, Val b, MathSign *sign)
{
    Heap *h = vm_heap(vm);
    Val d = difference(h, a, b);

    *sign = math_sign(h, d);
    if (*sign == MATH_CLOSE && is_algebraic(a) && is_algebraic(b))
        *sign = MATH_ZERO;
    if (*sign == MATH_CLOSE || *sign == MATH_UNKNOWN) {
        /* The evaluator may see what the enclosure does not: x - x, Log[4] - 2 Log[2].. */
        TRY(d = vm_eval(vm, d));
        if (val_is_number(d))
            *sign = val_is_complex(d) ? MATH_NOT_REAL : (MathSign)num_sign(d);
        else if (*sign == MATH_UNKNOWN) {
            TRY(d = vm_call1(vm, S_N, d));
            if (val_is_complex(d))
                *sign = MATH_NOT_REAL;
            else if (val_is_number(d) && !num_is_nan(d))
                *sign = num_is_zero(d) ? MATH_CLOSE : (MathSign)num_sign(d);
        }
    }
    return VAL_NONE;
}

static bool is_text_like(Val v)
{
    return val_is_string(v) || val_is_bytes(v);
}

static bool is_truth(Val v) { return val_is(v, S_True) || val_is(v, S_False); }

static Val equal_values(Vm *vm, Val a, Val b, Verdict *verdict);

/* Expressions of the same form whose parts are equal are equal: f[1, x] and f[1., x]. */
static Val equal_parts(Vm *vm, Val a, Val b, Verdict *verdict)
{
    TRY(vm_check_stack(vm));
    if (!val_same(expr_head(a), expr_head(b)) || expr_len(a) != expr_len(b))
        return VAL_NONE;
    for (size_t i = 0; i < expr_len(a); i++) {
        Verdict one;

        TRY(equal_values(vm, expr_arg(a, i), expr_arg(b, i), &one));
        if (one != VERDICT_YES)
            return VAL_NONE;
    }
    *verdict = VERDICT_YES;
    return VAL_NONE;
}

/* Lists of the same length are equal if their elements are. */
static Val equal_lists(Vm *vm, Val a, Val b, Verdict *verdict)
{
    Heap *h = vm_heap(vm);
    size_t n = list_len(a);

    TRY(vm_check_stack(vm));
    *verdict = VERDICT_NO;
    if (n != list_len(b))
        return VAL_NONE;
    *verdict = VERDICT_YES;
    for (size_t i = 0; i < n && *verdict != VERDICT_NO; i++) {
        Verdict one;

        TRY(equal_values(vm, list_item(h, a, i), list_item(h, b, i), &one));
        if (one != VERDICT_YES)
            *verdict = one;
    }
    return VAL_NONE;
}

static Val equal_numeric(Vm *vm, Val a, Val b, Verdict *verdict)
{
    MathSign sign;

    if (has_inexact(a) || has_inexact(b)) {
        Val x = a, y = b;
        double digits = arith_digits(2, (Val[]){a, b});

        if (!val_is_number(a))
            TRY(x = numeric_n(vm, a, digits < 0 ? 0 : digits));
        if (!val_is_number(b))
            TRY(y = numeric_n(vm, b, digits < 0 ? 0 : digits));
        if (val_is_number(x) && val_is_number(y))
            *verdict = verdict_of(num_equal(x, y));
        return VAL_NONE;
    }
    TRY(numeric_difference_sign(vm, a, b, &sign));
    /* What a thousand bits cannot tell from zero is taken for it. */
    if (sign == MATH_ZERO || sign == MATH_CLOSE)
        *verdict = VERDICT_YES;
    else if (sign != MATH_UNKNOWN)
        *verdict = VERDICT_NO;
    return VAL_NONE;
}

static Val equal_values(Vm *vm, Val a, Val b, Verdict *verdict)
{
    *verdict = VERDICT_UNKNOWN;
    if (val_is(a, S_Indeterminate) || val_is(b, S_Indeterminate)
        || (val_is_complex_infinity(a) && val_is_infinite(b)) || (val_is_infinite(a) && val_is_complex_infinity(b)))
        return VAL_NONE;
    if (val_is_number(a) && val_is_number(b)) {
        *verdict = verdict_of(num_equal(a, b));
        return VAL_NONE;
    }
    if (val_same(a, b)) {
        *verdict = VERDICT_YES;
        return VAL_NONE;
    }
    if (val_is_list(a) && val_is_list(b))
        return equal_lists(vm, a, b, verdict);
    /* Two different atoms of raw data, or one and a number. */
    if ((is_text_like(a) && (is_text_like(b) || val_is_number(b) || val_is_list(b)))
        || (is_text_like(b) && (val_is_number(a) || val_is_list(a)))
        || (val_is_list(a) && val_is_number(b)) || (val_is_list(b) && val_is_number(a))
        || (is_truth(a) && is_truth(b))) {
        *verdict = VERDICT_NO;
        return VAL_NONE;
    }
    if (val_is_infinite(a) || val_is_infinite(b)) {
        bool both = val_is_infinite(a) && val_is_infinite(b);

        if (both ? !val_is_complex_infinity(a) && !val_is_complex_infinity(b)
                 : val_is_numeric(vm, a) || val_is_numeric(vm, b))
            *verdict = VERDICT_NO;
        return VAL_NONE;
    }
    if (val_is_numeric(vm, a) && val_is_numeric(vm, b))
        return equal_numeric(vm, a, b, verdict);
    if (val_is_interval(a) || val_is_interval(b)) {
        int c = interval_compare(vm, a, b);

        if (c == INTERVALS_LESS || c == INTERVALS_GREATER)
            *verdict = VERDICT_NO;
        return VAL_NONE;
    }
    if (val_is_expr(a) && val_is_expr(b))
        return equal_parts(vm, a, b, verdict);
    return VAL_NONE;
}

BUILTIN(Equal,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Equal[x, y, ...], x == y == ..., is True if all the arguments are the same value.",
    .examples = EXAMPLES(
        "1 == 1.",                 "True",
        "{1, 2} == {1, 3}",        "False",
        "x == x",                  "True",
        "x == y",                  "x == y",
        "\"a\" == \"b\"",          "False",
        "Sqrt[2] + Sqrt[3] == Sqrt[5 + 2 Sqrt[6]]", "True"))
{
    Verdict all = VERDICT_YES;

    if (args.n < 2)
        return S_True;
    for (size_t i = 0; i < args.n; i++)
        if (val_is(args.v[i], S_Indeterminate))
            return NOT_MINE;
    for (size_t i = 0; i + 1 < args.n; i++) {
        Verdict one;

        TRY(equal_values(vm, args.v[i], args.v[i + 1], &one));
        if (one == VERDICT_NO)
            return S_False;
        if (one == VERDICT_UNKNOWN)
            all = one;
    }
    return verdict_value(all);
}

/* Something whose equality no assignment changes: a number, a string, a constant. */
static bool val_is_atom_data(Val v)
{
    return val_is_number(v) || val_is_string(v) || (val_is_symbol(v) && val_symbol(v)->builtin != NULL);
}

BUILTIN(Unequal,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Unequal[x, y, ...], x != y != ..., is True if no two of the arguments are the same value.",
    .examples = EXAMPLES(
        "1 != 2",                  "True",
        "1 != 2 != 1",             "False",
        "x != y",                  "x != y"))
{
    Verdict all = VERDICT_YES;

    for (size_t i = 0; i < args.n; i++) {
        if (val_is(args.v[i], S_Indeterminate))
            return NOT_MINE;
        for (size_t j = 0; j < i; j++) {
            Verdict one;

            TRY(equal_values(vm, args.v[j], args.v[i], &one));
            if (j + 1 < i && one == VERDICT_YES && !val_is_atom_data(args.v[i]))
                one = VERDICT_UNKNOWN;
            if (one == VERDICT_YES)
                return S_False;
            if (one == VERDICT_UNKNOWN)
                all = one;
        }
    }
    return verdict_value(all);
}

/* The sign of a - b for things that have an order; MATH_UNKNOWN where they have none. */
static Val order_values(Vm *vm, Val a, Val b, MathSign *sign)
{
    bool infinite_a = val_is_plus_infinity(a) || val_is_minus_infinity(a);
    bool infinite_b = val_is_plus_infinity(b) || val_is_minus_infinity(b);

    *sign = MATH_UNKNOWN;
    if (val_is_real_number(a) && val_is_real_number(b)) {
        if (num_is_nan(a) || num_is_nan(b))
            return VAL_NONE;
        *sign = (val_is_inexact(a) || val_is_inexact(b)) && num_equal(a, b) ? MATH_ZERO
              : (MathSign)num_compare(a, b);
        return VAL_NONE;
    }
    if (infinite_a && infinite_b) {
        *sign = (MathSign)(val_is_plus_infinity(a) - val_is_plus_infinity(b));
        return VAL_NONE;
    }
    if (infinite_a || infinite_b) {
        Val finite = infinite_a ? b : a;
        int s;

        if (!val_is_numeric(vm, finite))
            return VAL_NONE;
        s = numeric_sign(vm, finite);
        if (s == SIGN_COMPLEX)
            *sign = MATH_NOT_REAL;
        else
            *sign = (infinite_a ? val_is_plus_infinity(a) : val_is_minus_infinity(b)) ? MATH_POSITIVE : MATH_NEGATIVE;
        return VAL_NONE;
    }
    if (!val_is_numeric(vm, a) || !val_is_numeric(vm, b))
        return VAL_NONE;
    if (val_is_complex(a) || val_is_complex(b)) {
        *sign = MATH_NOT_REAL;
        return VAL_NONE;
    }
    if (has_inexact(a) || has_inexact(b)) {
        double digits = arith_digits(2, (Val[]){a, b});
        Val x = a, y = b;

        if (!val_is_number(a))
            TRY(x = numeric_n(vm, a, digits < 0 ? 0 : digits));
        if (!val_is_number(b))
            TRY(y = numeric_n(vm, b, digits < 0 ? 0 : digits));
        if (val_is_real_number(x) && val_is_real_number(y))
            *sign = num_equal(x, y) ? MATH_ZERO : (MathSign)num_compare(x, y);
        return VAL_NONE;
    }
    return numeric_difference_sign(vm, a, b, sign);
}

typedef enum Relation { REL_NONE, REL_LESS, REL_LESS_EQUAL, REL_GREATER, REL_GREATER_EQUAL, REL_EQUAL, REL_UNEQUAL } Relation;

static Relation relation_of(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Less:         return REL_LESS;
    case SYM_LessEqual:    return REL_LESS_EQUAL;
    case SYM_Greater:      return REL_GREATER;
    case SYM_GreaterEqual: return REL_GREATER_EQUAL;
    case SYM_Equal:        return REL_EQUAL;
    case SYM_Unequal:      return REL_UNEQUAL;
    default:               return REL_NONE;
    }
}

static Verdict relate_intervals(Vm *vm, Relation relation, Val a, Val b)
{
    switch (interval_compare(vm, a, b)) {
    case INTERVALS_LESS:
        return verdict_of(relation == REL_LESS || relation == REL_LESS_EQUAL);
    case INTERVALS_GREATER:
        return verdict_of(relation == REL_GREATER || relation == REL_GREATER_EQUAL);
    case INTERVALS_LESS_EQUAL:
        return relation == REL_LESS_EQUAL ? VERDICT_YES : relation == REL_GREATER ? VERDICT_NO : VERDICT_UNKNOWN;
    case INTERVALS_GREATER_EQUAL:
        return relation == REL_GREATER_EQUAL ? VERDICT_YES : relation == REL_LESS ? VERDICT_NO : VERDICT_UNKNOWN;
    default:
        return VERDICT_UNKNOWN;
    }
}

/* Does the relation hold?  A comparison of complex numbers gives a message once. */
static Val relate(Vm *vm, const Builtin *builtin, Relation relation, Val a, Val b, Verdict *verdict)
{
    MathSign sign;

    *verdict = VERDICT_UNKNOWN;
    if (relation == REL_EQUAL)
        return equal_values(vm, a, b, verdict);
    if (relation == REL_UNEQUAL) {
        TRY(equal_values(vm, a, b, verdict));
        if (*verdict != VERDICT_UNKNOWN)
            *verdict = verdict_of(*verdict == VERDICT_NO);
        return VAL_NONE;
    }
    if (val_is_interval(a) || val_is_interval(b)) {
        *verdict = relate_intervals(vm, relation, a, b);
        return VAL_NONE;
    }
    TRY(order_values(vm, a, b, &sign));
    switch (sign) {
    case MATH_NOT_REAL:
        builtin_message(vm, builtin, "nord", 1, val_is_complex(b) || !val_is_complex(a) ? &b : &a);
        return VAL_NONE;
    case MATH_NEGATIVE:
        *verdict = verdict_of(relation == REL_LESS || relation == REL_LESS_EQUAL);
        return VAL_NONE;
    case MATH_POSITIVE:
        *verdict = verdict_of(relation == REL_GREATER || relation == REL_GREATER_EQUAL);
        return VAL_NONE;
    case MATH_ZERO:
        *verdict = verdict_of(relation == REL_LESS_EQUAL || relation == REL_GREATER_EQUAL);
        return VAL_NONE;
    default:
        return VAL_NONE;
    }
}

/* A chain of one relation.  What is settled drops out where that leaves a valid chain: 1 < 2 < x. */
static Val compare_chain(Vm *vm, Args args, Relation relation)
{
    Heap *h = vm_heap(vm);
    Verdict *verdicts;
    bool unknown = false;
    size_t n = args.n;
    Builder kept;

    if (n < 2)
        return S_True;
    verdicts = heap_alloc_atomic(h, n * sizeof *verdicts);
    for (size_t i = 0; i + 1 < n; i++) {
        TRY(relate(vm, args.builtin, relation, args.v[i], args.v[i + 1], &verdicts[i]));
        if (verdicts[i] == VERDICT_NO)
            return S_False;
        unknown = unknown || verdicts[i] == VERDICT_UNKNOWN;
    }
    if (!unknown)
        return S_True;
    if (n == 2)
        return NOT_MINE;
    /* Numbers at a distance may contradict each other: 3 < x < 2. */
    for (size_t i = 0, last = n; i < n; i++) {
        Verdict v;

        if (!val_is_real_number(args.v[i]))
            continue;
        if (last != n && last + 1 < i) {
            TRY(relate(vm, args.builtin, relation, args.v[last], args.v[i], &v));
            if (v == VERDICT_NO)
                return S_False;
        }
        last = i;
    }
    builder_start(&kept, h, expr_head(args.expr));
    for (size_t i = 0; i < n; i++) {
        bool left = i == 0 || verdicts[i - 1] == VERDICT_YES, right = i + 1 == n || verdicts[i] == VERDICT_YES;

        if (!left || !right)
            builder_push(&kept, args.v[i]);
    }
    return kept.n == n ? NOT_MINE : builder_finish(&kept);
}

#define NORD MESSAGES("nord", "Invalid comparison with `1` attempted.")

BUILTIN(Less,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Less[x, y, ...], x < y < ..., is True if the arguments are in strictly increasing order.",
    .messages = NORD,
    .examples = EXAMPLES("1 < 2", "True", "Pi < 22/7", "True", "1 < x < 3", "1 < x < 3"))
{
    return compare_chain(vm, args, REL_LESS);
}

BUILTIN(LessEqual,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "LessEqual[x, y, ...], x <= y <= ..., is True if no argument is greater than the next.",
    .messages = NORD,
    .examples = EXAMPLES("2 <= 2", "True", "x <= y", "x <= y"))
{
    return compare_chain(vm, args, REL_LESS_EQUAL);
}

BUILTIN(Greater,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Greater[x, y, ...], x > y > ..., is True if the arguments are in strictly decreasing order.",
    .messages = NORD,
    .examples = EXAMPLES("3 > 2 > 1", "True", "E > Pi", "False",
        "2 > I", "Greater::nord: Invalid comparison with I attempted.\n2 > I"))
{
    return compare_chain(vm, args, REL_GREATER);
}

BUILTIN(GreaterEqual,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "GreaterEqual[x, y, ...], x >= y >= ..., is True if no argument is less than the next.",
    .messages = NORD,
    .examples = EXAMPLES("2 >= 2 >= 1", "True"))
{
    return compare_chain(vm, args, REL_GREATER_EQUAL);
}

/* Which way a relation points: +1 up, -1 down, 0 either way; != goes with nothing. */
static int direction_of(Relation r)
{
    switch (r) {
    case REL_LESS: case REL_LESS_EQUAL:       return 1;
    case REL_GREATER: case REL_GREATER_EQUAL: return -1;
    case REL_EQUAL:                           return 0;
    default:                                  return 2;
    }
}

/* v[from..to], operands at both ends, as one chain. */
static Val chain_of(Heap *h, const Val *v, size_t from, size_t to)
{
    return to - from == 2 ? expr2(h, v[from + 1], v[from], v[to]) : expr_make(h, S_Inequality, to - from + 1, v + from);
}

/* Where the direction changes the chain is cut: a < b > c is a < b && b > c. */
static Val cut_chain(Heap *h, const Val *v, size_t n)
{
    Builder parts;
    size_t from = 0;
    int direction = 0;

    builder_start(&parts, h, S_And);
    for (size_t i = 1; i < n; i += 2) {
        int d = direction_of(relation_of(v[i]));

        if (i > from + 1 && (d == 2 || direction == 2 || (d != 0 && direction != 0 && d != direction))) {
            builder_push(&parts, chain_of(h, v, from, i - 1));
            from = i - 1;
            direction = d;
        } else if (d != 0) {
            direction = d;
        }
    }
    builder_push(&parts, chain_of(h, v, from, n - 1));
    return parts.n == 1 ? (n == 3 ? parts.items[0] : NOT_MINE) : builder_finish(&parts);
}

BUILTIN(Inequality,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Inequality[x1, rel1, x2, rel2, x3, ...] is a chain of relations, as in x1 < x2 <= x3.",
    .messages = NORD,
    .examples = EXAMPLES(
        "1 < 2 <= 2",    "True",
        "1 < x <= 2",    "Inequality[1, Less, x, LessEqual, 2]",
        "a < b > c",     "a < b && b > c",
        "2 < 1 <= x",    "False"))
{
    Heap *h = vm_heap(vm);
    const Val *v = args.v;
    size_t n = args.n;
    bool unknown = false;
    Verdict *verdicts;
    Builder kept, parts;

    if (n == 1)
        return S_True;
    if (n < 3 || n % 2 == 0)
        return NOT_MINE;
    for (size_t i = 1; i < n; i += 2)
        if (relation_of(v[i]) == REL_NONE)
            return NOT_MINE;
    verdicts = heap_alloc_atomic(h, n * sizeof *verdicts);
    for (size_t i = 1; i < n; i += 2) {
        TRY(relate(vm, args.builtin, relation_of(v[i]), v[i - 1], v[i + 1], &verdicts[i]));
        if (verdicts[i] == VERDICT_NO)
            return S_False;
        unknown = unknown || verdicts[i] == VERDICT_UNKNOWN;
    }
    if (!unknown)
        return S_True;
    /* Runs of unsettled relations stay; a settled one splits the chain. */
    builder_start(&parts, h, S_And);
    builder_start(&kept, h, S_Inequality);
    for (size_t i = 1; i < n; i += 2) {
        if (verdicts[i] == VERDICT_UNKNOWN) {
            if (kept.n == 0)
                builder_push(&kept, v[i - 1]);
            builder_push(&kept, v[i]);
            builder_push(&kept, v[i + 1]);
        }
        if (kept.n > 0 && (verdicts[i] != VERDICT_UNKNOWN || i + 2 >= n)) {
            Val part = cut_chain(h, kept.items, kept.n);

            builder_push(&parts, val_is_not_mine(part) ? builder_finish(&kept) : part);
            builder_start(&kept, h, S_Inequality);
        }
    }
    if (parts.n == 1)
        return val_same(parts.items[0], args.expr) ? NOT_MINE : parts.items[0];
    return builder_finish(&parts);
}

BUILTIN(SameQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "SameQ[x, y, ...], x === y === ..., is True if all the arguments are identical, else False.",
    .packed  = true,
    .examples = EXAMPLES("1 === 1.", "False", "a === a", "True", "a === b", "False"))
{
    for (size_t i = 1; i < args.n; i++)
        if (!val_same(args.v[i - 1], args.v[i]))
            return S_False;
    return S_True;
}

BUILTIN(UnsameQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "UnsameQ[x, y, ...], x =!= y =!= ..., is True if no two of the arguments are identical, else False.",
    .packed  = true,
    .examples = EXAMPLES("1 =!= 1.", "True", "a =!= b =!= a", "False"))
{
    for (size_t i = 0; i < args.n; i++)
        for (size_t j = 0; j < i; j++)
            if (val_same(args.v[j], args.v[i]))
                return S_False;
    return S_True;
}

BUILTIN(Order,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_, y_",
    .usage   = "Order[x, y] is 1 if x comes before y in canonical order, -1 if after, 0 if they are identical.",
    .examples = EXAMPLES("Order[a, b]", "1", "Order[b, a]", "-1", "Order[a, a]", "0"))
{
    int order = val_order(args.v[0], args.v[1]);

    return val_int(order < 0 ? 1 : order > 0 ? -1 : 0);
}

BUILTIN(TrueQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "TrueQ[expr] is True if expr is True, else False.",
    .examples = EXAMPLES("TrueQ[1 < 2]", "True", "TrueQ[x]", "False"))
{
    return val_is(args.v[0], S_True) ? S_True : S_False;
}
