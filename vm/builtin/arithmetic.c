/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arithmetic.c -- Plus.
 *
 * The arguments arrive flattened and sorted.  Each term is seen as a number times a body; terms
 * with the same body are found by hash and their numbers added.  A like term keeps its place, and
 * since the order of terms does not look at their numbers first, the result is nearly always
 * sorted already.
 */
#include "vm/builtin/arith.h"
#include "vm/builtin/group.h"

/* The numeric factor of a term; *skip is 1 if it is the first argument of a Times. */
static Val term_coefficient(Val term, size_t *skip)
{
    *skip = 0;
    if (val_has_head(term, S_Times) && expr_len(term) >= 2 && val_is_number(expr_arg(term, 0))) {
        *skip = 1;
        return expr_arg(term, 0);
    }
    return val_int(1);
}

Val coefficient_split(Heap *h, Val v, Val *body)
{
    size_t skip;
    Val c;

    if (val_is_number(v)) {
        *body = val_int(1);
        return v;
    }
    c = term_coefficient(v, &skip);
    if (skip == 0)
        *body = v;
    else if (expr_len(v) == 2)
        *body = expr_arg(v, 1);
    else
        *body = expr_make(h, S_Times, expr_len(v) - 1, expr_args(v) + 1);
    return c;
}

bool expr_is_negative(Heap *h, Val v, Val *negated)
{
    Val c, body, first;

    if (val_is_number(v)) {
        first = val_is_complex(v) && num_is_zero(cplx_re(v)) ? cplx_im(v) : cplx_re(v);
        if (num_sign(first) >= 0)
            return false;
        *negated = num_neg(h, v);
        return true;
    }
    if (val_has_head(v, S_Plus) && expr_len(v) > 0) {
        /* A sum is negative if its first term is: then the rule for -x applies to it just once. */
        Val ignored;
        Builder b;

        if (!expr_is_negative(h, expr_arg(v, 0), &ignored))
            return false;
        builder_start(&b, h, S_Plus);
        for (size_t i = 0; i < expr_len(v); i++)
            builder_push(&b, neg_expr(h, expr_arg(v, i)));
        *negated = builder_finish(&b);
        return true;
    }
    if (!val_has_head(v, S_Times) || expr_len(v) < 2 || !val_is_number(expr_arg(v, 0)))
        return false;
    c = coefficient_split(h, v, &body);
    first = val_is_complex(c) && num_is_zero(cplx_re(c)) ? cplx_im(c) : cplx_re(c);
    if (num_sign(first) >= 0)
        return false;
    c = num_neg(h, c);
    if (val_is_one(c))
        *negated = body;
    else
        *negated = expr_with_arg(h, v, 0, c);
    return true;
}

/* What a like term is recognised by: the arguments of its body, one if the body is no product. */
typedef struct Terms {
    const Val *terms;
    const uint8_t *skip;
} Terms;

static size_t body_parts(Val term, size_t skip, const Val **parts)
{
    if (val_has_head(term, S_Times) && expr_len(term) > skip) {
        *parts = expr_args(term) + skip;
        return expr_len(term) - skip;
    }
    return 0;
}

static uint32_t body_hash(Val term, size_t skip)
{
    const Val *parts;
    size_t n = body_parts(term, skip, &parts);
    uint32_t hash = 0x51ED270Bu;

    if (n == 0)
        return val_hash(term);
    if (n == 1)
        return val_hash(parts[0]);
    for (size_t i = 0; i < n; i++)
        hash = (hash ^ val_hash(parts[i])) * 0x01000193u;
    return hash;
}

static bool same_body(const void *state, size_t i, size_t j)
{
    const Terms *t = state;
    const Val *a, *b;
    size_t n = body_parts(t->terms[i], t->skip[i], &a), m = body_parts(t->terms[j], t->skip[j], &b);

    if (n == 0) {
        a = &t->terms[i];
        n = 1;
    }
    if (m == 0) {
        b = &t->terms[j];
        m = 1;
    }
    if (n != m)
        return false;
    for (size_t k = 0; k < n; k++)
        if (!val_same(a[k], b[k]))
            return false;
    return true;
}

/* [coef] times the body of [term]. */
static Val term_with(Heap *h, Val coef, Val term, size_t skip)
{
    const Val *parts;
    size_t n;
    Expr *e;

    if (val_is_one(coef)) {
        Val body;

        coefficient_split(h, term, &body);
        return body;
    }
    n = body_parts(term, skip, &parts);
    if (n == 0)
        return expr2(h, S_Times, coef, term);
    e = expr_new(h, S_Times, n + 1);
    e->args[0] = coef;
    memcpy(e->args + 1, parts, n * sizeof *parts);
    return expr_seal(e);
}

double arith_digits(size_t n, const Val *v)
{
    double digits = -1;

    for (size_t i = 0; i < n; i++) {
        if (val_is_real(v[i]))
            return 0;
        if (val_is_inexact(v[i])) {
            double p = num_precision(v[i]), a = num_accuracy(v[i]);

            if (val_is_complex(v[i]) && (val_is_real(cplx_re(v[i])) || val_is_real(cplx_im(v[i]))))
                return 0;
            if (a > p)
                p = a;
            if (p > digits)
                digits = p;
        }
    }
    return digits;
}

/* Numbers that stand among inexact ones are taken to their precision: 2. + Pi. */
static Val make_numeric(Vm *vm, size_t n, const Val *v, Val *out)
{
    double digits = arith_digits(n, v);

    for (size_t i = 0; i < n; i++) {
        out[i] = v[i];
        if (digits >= 0 && !val_is_number(v[i]) && val_is_numeric(vm, v[i]))
            TRY(out[i] = numeric_n(vm, v[i], digits));
    }
    return VAL_NONE;
}

/* For each leader of [m] terms the sum of the coefficients of its group. */
static Val *summed_coefficients(Heap *h, size_t m, const Val *terms, const uint32_t *leader)
{
    Val *coef = heap_alloc(h, m * sizeof *coef);

    for (size_t i = 0; i < m; i++) {
        size_t s;
        Val c = term_coefficient(terms[i], &s);
        uint32_t l = leader[i];

        coef[l] = l == i ? c : num_add(h, coef[l], c);
    }
    return coef;
}

/* Collects like terms of v[0..n), which holds no infinity.  VAL_NONE if nothing changes. */
static Val collect_terms(Vm *vm, size_t n, const Val *v)
{
    Heap *h = vm_heap(vm);
    Val sum = val_int(0), *terms = heap_alloc(h, n * sizeof *terms);
    size_t numbers = 0, m = 0;
    uint8_t *skip = heap_alloc_atomic(h, n + 1);
    uint32_t *hash = heap_alloc_atomic(h, (n + 1) * sizeof *hash);
    uint32_t *leader = heap_alloc_atomic(h, (n + 1) * sizeof *leader);
    Val *coef = NULL;
    bool any;
    Builder b;

    for (size_t i = 0; i < n; i++) {
        size_t s;

        if (val_is_number(v[i])) {
            sum = numbers++ == 0 ? v[i] : num_add(h, sum, v[i]);
            TRY(vm_poll(vm));
            continue;
        }
        term_coefficient(v[i], &s);
        terms[m] = v[i];
        skip[m] = (uint8_t)s;
        hash[m] = body_hash(v[i], s);
        m++;
    }
    any = group_keys(h, m, hash, same_body, &(Terms){terms, skip}, leader);
    if (!any && numbers <= 1 && (numbers == 0 || !num_is_exact_zero(sum)))
        return VAL_NONE;
    if (any)
        coef = summed_coefficients(h, m, terms, leader);
    builder_start(&b, h, S_Plus);
    builder_push(&b, VAL_NONE);              /* the number's place */
    for (size_t i = 0; i < m; i++) {
        size_t s;
        Val c = any ? coef[i] : VAL_NONE;

        if (leader[i] != i)
            continue;
        if (!any || val_is(c, term_coefficient(terms[i], &s)))
            builder_push(&b, terms[i]);
        else if (num_is_exact_zero(c))
            continue;
        else if (num_is_zero(c))
            sum = numbers++ == 0 ? c : num_add(h, sum, c);
        else
            builder_push(&b, term_with(h, c, terms[i], skip[i]));
    }
    if (numbers > 0 && !num_is_exact_zero(sum)) {
        b.items[0] = sum;
        return b.n == 1 ? sum : builder_finish(&b);
    }
    if (b.n == 1)
        return val_int(0);
    if (b.n == 2)
        return b.items[1];
    return expr_make(h, S_Plus, b.n - 1, b.items + 1);
}

/* Interval, Infinity and their like need more than collecting. */
static bool is_special_term(Val v)
{
    return val_is_infinite(v) || val_is_interval(v) || val_is(v, S_Indeterminate)
        || val_is_call(v, S_Overflow, 0) || val_is_call(v, S_Underflow, 0);
}

static Val plus_general(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    bool inexact = false, other = false, infinite = false, interval = false;
    const Val *v = args.v;
    Val result;

    for (size_t i = 0; i < args.n; i++) {
        if (val_is_number(v[i])) {
            inexact = inexact || val_is_inexact(v[i]);
        } else {
            other = true;
            if (is_special_term(v[i])) {
                if (val_is(v[i], S_Indeterminate) || val_is_expr(v[i]) == false)
                    return S_Indeterminate;
                if (val_is_call(v[i], S_Overflow, 0) || val_is_call(v[i], S_Underflow, 0))
                    infinite = infinite || false;
                else if (val_is_interval(v[i]))
                    interval = true;
                else
                    infinite = true;
            }
        }
    }
    if (infinite)
        return infinity_plus(vm, args);
    if (interval) {
        result = interval_plus(vm, args);
        if (!val_is_not_mine(result))
            return result;
    }
    if (inexact && other) {
        Val *numeric = heap_alloc(h, args.n * sizeof *numeric);
        bool changed = false;

        TRY(make_numeric(vm, args.n, v, numeric));
        for (size_t i = 0; i < args.n; i++)
            changed = changed || !val_is(numeric[i], v[i]);
        if (changed) {
            TRY(result = collect_terms(vm, args.n, numeric));
            return val_is_none(result) ? expr_make(h, S_Plus, args.n, numeric) : result;
        }
    }
    TRY(result = collect_terms(vm, args.n, v));
    return val_is_none(result) ? NOT_MINE : result;
}

/* Might [v] be something that a sum does not simply hold? */
static bool is_plain_term(Vm *vm, Val v)
{
    return (val_is_symbol(v) || val_is_expr(v)) && !val_is_list(v) && !val_has_head(v, S_Plus)
           && !val_has_head(v, S_SparseArray) && !is_special_term(v) && !val_is_numeric(vm, v);
}

enum { JOIN_FROM = 16 };       /* with fewer terms the ordinary way is as fast */

/* [sum] with one more term, at position [at]. */
static Val sum_with(Heap *h, Val sum, size_t at, Val term)
{
    size_t n = expr_len(sum);
    Expr *e = expr_new(h, S_Plus, n + 1);

    memcpy(e->args, expr_args(sum), at * sizeof(Val));
    e->args[at] = term;
    memcpy(e->args + at + 1, expr_args(sum) + at, (n - at) * sizeof(Val));
    Val v = expr_seal(e);
    val_node(v)->flags |= FLAG_SORTED;
    return v;
}

/* The same in place, for a sum that only one variable holds. */
static Val sum_grown(Heap *h, Val sum, size_t at, Val term)
{
    Expr *e = val_expr(sum);
    size_t n = e->len, need = sizeof(Expr) + (n + 1) * sizeof(Val);

    if (heap_size_of(e) < need) {
        e = heap_alloc(h, need + need / 2);
        memcpy(e, val_expr(sum), sizeof(Expr) + n * sizeof(Val));
    }
    memmove(e->args + at + 1, e->args + at, (n - at) * sizeof(Val));
    e->args[at] = term;
    e->len = (uint32_t)n + 1;
    e->node.flags |= val_flags(term) & FLAG_INHERITED;
    e->node.bloom |= val_bloom(term);
    e->node.hash = 0;
    return val_from_node(e);
}

/* One more term for a sum of many: it is looked for where the order says that it must be. */
static Val plus_join(Vm *vm, Val expr)
{
    size_t low = 0, high, skip, other;
    Val sum, term;

    if (expr_len(expr) != 2)
        return VAL_NONE;
    sum = expr_arg(expr, val_has_head(expr_arg(expr, 0), S_Plus) ? 0 : 1);
    term = expr_arg(expr, val_is(sum, expr_arg(expr, 0)) ? 1 : 0);
    if (!val_has_head(sum, S_Plus) || expr_len(sum) < JOIN_FROM || (val_flags(sum) & FLAG_SORTED) == 0
        || !is_plain_term(vm, term))
        return VAL_NONE;
    bool owned = (val_flags(sum) & FLAG_OWNED) != 0;       /* made by us: the terms are known to be plain */
    for (size_t i = 0; i < expr_len(sum) && !owned; i++)
        if (is_special_term(expr_arg(sum, i)))
            return VAL_NONE;
    for (high = expr_len(sum); low < high; ) {
        size_t middle = low + (high - low) / 2;
        if (val_order(expr_arg(sum, middle), term) <= 0)
            low = middle + 1;
        else
            high = middle;
    }
    (void)term_coefficient(term, &skip);
    for (size_t i = low == 0 ? 0 : low - 1; i <= low && i < expr_len(sum); i++) {
        const Val pair[] = {expr_arg(sum, i), term};
        (void)term_coefficient(pair[0], &other);
        const uint8_t skips[] = {(uint8_t)other, (uint8_t)skip};
        if (!val_is_number(pair[0]) && same_body(&(Terms){pair, skips}, 0, 1))
            return VAL_NONE;             /* like terms are collected the ordinary way */
    }
    return owned ? sum_grown(vm_heap(vm), sum, low, term) : sum_with(vm_heap(vm), sum, low, term);
}

BUILTIN(Plus,
    .join    = plus_join,
    .attrs   = ATTR_FLAT | ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_ONE_IDENTITY | ATTR_ORDERLESS
             | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Plus[x, y, ...], x + y + ..., is the sum of its arguments.",
    .examples = EXAMPLES(
        "1 + 2/3",                     "5/3",
        "x + 2 x - y + x",             "4*x - y",
        "2. + Pi",                     "5.141592653589793",
        "Plus[]",                      "0",
        "{1, 2} + {x, y}",             "{1 + x, 2 + y}",
        "Infinity + 5",                "Infinity",
        "Infinity - Infinity",
            "Infinity::indet: Indeterminate expression -Infinity + Infinity encountered.\nIndeterminate"))
{
    const Val *v = args.v;

    if (args.n == 2) {
        if (val_is_number(v[0])) {
            if (val_is_number(v[1]))
                return num_add(vm_heap(vm), v[0], v[1]);
            if (val_is_zero(v[0]))
                return v[1];
            if (val_is_symbol(v[1]) && !val_is_inexact(v[0]) && !val_is(v[1], S_Indeterminate))
                return NOT_MINE;
        }
    } else if (args.n == 1) {
        return v[0];
    } else if (args.n == 0) {
        return val_int(0);
    }
    return plus_general(vm, args);
}
