/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * times.c -- Times.
 *
 * The arguments arrive flattened and sorted.  Numbers are multiplied; each other factor is seen as
 * a base with an exponent, and the exponents of equal bases are added.  Roots of numbers go through
 * radical.c, which also looks at the coefficient.
 */
#include "vm/builtin/elementary.h"
#include "vm/builtin/group.h"
#include "vm/builtin/trig_product.h"
#include "vm/math/integers.h"

typedef struct Powers {
    size_t    n;
    Val      *whole, *base, *exp;
    uint32_t *hash, *leader;
} Powers;

static bool same_base(const void *state, size_t i, size_t j)
{
    const Powers *f = state;

    return val_same(f->base[i], f->base[j]);
}

/* A product of positive numeric factors, none of them a sum of symbols: what may stand under a root. */
static bool is_positive_numeric(Vm *vm, Val v)
{
    return val_is_numeric(vm, v) && numeric_is_positive(vm, v);
}

/* Takes base^exp with a rational exponent into the set, if the base is an exact real number or a
 * product of positive numeric things. */
static bool put_root(Vm *vm, RadicalSet *set, Val base, Val exp)
{
    if (val_is_number(base)) {
        if (!val_is_exact_real(base) || val_is_zero(base))
            return false;
        /* The phase of (-2)^(2/3) is not to be split off here: Power did what there is to do. */
        if (val_is_integer(base) && num_sign(base) < 0 && !val_is_minus_one(base))
            return false;
        if (val_is_rational(base) && num_sign(base) < 0)
            return false;
        radicals_put_number(set, base, exp);
        return true;
    }
    if (!is_positive_numeric(vm, base))
        return false;
    if (val_has_head(base, S_Times)) {
        for (size_t i = 0; i < expr_len(base); i++) {
            Val x = expr_arg(base, i);

            if (!is_positive_numeric(vm, x))
                return false;
        }
        for (size_t i = 0; i < expr_len(base); i++) {
            Val x = expr_arg(base, i);

            if (val_is_number(x))
                radicals_put_number(set, x, exp);
            else if (val_is_call(x, S_Power, 2) && val_is_exact_real(expr_arg(x, 1)))
                radicals_put(set, expr_arg(x, 0), num_mul(set->heap, exp, expr_arg(x, 1)));
            else
                radicals_put(set, x, exp);
        }
        return true;
    }
    radicals_put(set, base, exp);
    return true;
}

/* Constants that stand beside roots of themselves join these: Pi Sqrt[2 Pi]. */
static void join_constants(RadicalSet *set, Powers *f)
{
    size_t kept = 0;

    if (set->n == 0)
        return;
    for (size_t i = 0; i < f->n; i++) {
        if (val_is_exact_real(f->exp[i]) && !val_is_number(f->base[i]) && radicals_has(set, f->base[i])) {
            radicals_put(set, f->base[i], f->exp[i]);
            continue;
        }
        f->whole[kept] = f->whole[i];
        f->base[kept] = f->base[i];
        f->exp[kept++] = f->exp[i];
    }
    f->n = kept;
}

/* 6 2^x is 3 2^(1 + x): takes the powers of an integer base out of the coefficient. */
static Val absorb_powers(Heap *h, Val *coef, Val base, Val exp)
{
    if (!val_is_integer(base) || num_sign(base) < 0 || val_is_zero(base) || val_is_one(base) || val_is_number(exp)
        || !val_is_exact_real(*coef) || val_is_zero(*coef))
        return exp;
    int64_t count = rat_take_factor(h, coef, base);
    return count == 0 ? exp : expr2(h, S_Plus, val_int(count), exp);
}

/* Merges equal bases; pushes what comes out.  True if anything changed. */
static bool merge_bases(Heap *h, Powers *f, Val *coef, Builder *out)
{
    bool any = group_keys(h, f->n, f->hash, same_base, f, f->leader), changed = any;

    if (any) {
        for (size_t i = 0; i < f->n; i++) {
            uint32_t l = f->leader[i];

            if (l == i)
                continue;
            f->whole[l] = VAL_NONE;
            if (val_is_number(f->exp[l]) && val_is_number(f->exp[i]))
                f->exp[l] = num_add(h, f->exp[l], f->exp[i]);
            else
                f->exp[l] = expr2(h, S_Plus, f->exp[l], f->exp[i]);
        }
    }
    for (size_t i = 0; i < f->n; i++) {
        Val exp = f->exp[i];

        if (f->leader[i] != i)
            continue;
        exp = absorb_powers(h, coef, f->base[i], exp);
        if (!val_is(exp, f->exp[i])) {
            f->whole[i] = VAL_NONE;
            changed = true;
        }
        if (!val_is_none(f->whole[i]))
            builder_push(out, f->whole[i]);
        else if (val_is_one(exp))
            builder_push(out, f->base[i]);
        else if (!val_is_zero(exp))
            builder_push(out, expr2(h, S_Power, f->base[i], exp));
    }
    return changed;
}

static bool is_log_of_number(Val v)
{
    return val_is_call(v, S_Log, 1) && val_is_integer(expr_arg(v, 0));
}

/* Log[8]/Log[2] is 3. */
static void divide_logarithms(Heap *h, Builder *factors, Val *coef)
{
    size_t up = factors->n, down = factors->n;

    for (size_t i = 0; i < factors->n; i++) {
        Val x = factors->items[i];

        if (is_log_of_number(x))
            up = i;
        else if (val_is_call(x, S_Power, 2) && val_is_minus_one(expr_arg(x, 1)) && is_log_of_number(expr_arg(x, 0)))
            down = i;
    }
    if (up == factors->n || down == factors->n)
        return;
    Val q = logarithm_ratio(h, expr_arg(expr_arg(factors->items[down], 0), 0), expr_arg(factors->items[up], 0));
    if (val_is_none(q))
        return;
    *coef = num_mul(h, *coef, q);
    size_t kept = 0;
    for (size_t i = 0; i < factors->n; i++)
        if (i != up && i != down)
            factors->items[kept++] = factors->items[i];
    factors->n = kept;
}

static void insert_sorted(Val *items, size_t n, Val x)
{
    while (n > 0 && val_order(x, items[n - 1]) < 0) {
        items[n] = items[n - 1];
        n--;
    }
    items[n] = x;
}

/* -(a + b) is -a - b, -(a + b)/2 is (-a - b)/2; VAL_NONE where nothing is to be done. */
static Val distribute_sign(Heap *h, Val coef, Val sum)
{
    Expr *e;
    Val negated;

    if (!val_has_head(sum, S_Plus) || !val_is_exact_real(coef) || num_sign(coef) > 0
        || !val_is_minus_one(rat_numerator(coef)))
        return VAL_NONE;
    e = expr_new(h, S_Plus, expr_len(sum));
    for (size_t i = 0; i < expr_len(sum); i++) {
        Val body, c = coefficient_split(h, expr_arg(sum, i), &body);

        c = num_neg(h, c);
        if (val_is_number(expr_arg(sum, i)))
            e->args[i] = c;
        else if (val_is_one(c))
            e->args[i] = body;
        else if (val_has_head(body, S_Times)) {
            Builder b;

            builder_start(&b, h, S_Times);
            builder_push(&b, c);
            builder_push_all(&b, expr_len(body), expr_args(body));
            e->args[i] = builder_finish(&b);
        } else {
            e->args[i] = expr2(h, S_Times, c, body);
        }
    }
    negated = expr_seal(e);
    coef = num_neg(h, coef);
    return val_is_one(coef) ? negated : expr2(h, S_Times, coef, negated);
}

/* The product of coefficient, roots and other factors, in order; NOT_MINE if that is v[0..n). */
static Val product_of(Heap *h, Val coef, size_t n_roots, const Val *roots, Builder *rest, size_t n, const Val *v)
{
    size_t total = rest->n + n_roots;
    bool with_coef = !val_is_one(coef), same;
    Val *all, distributed;

    if (total == 0)
        return coef;
    if (total == 1 && !with_coef) {
        Val only = n_roots == 1 ? roots[0] : rest->items[0];

        return n == 1 && val_same(only, v[0]) ? NOT_MINE : only;
    }
    all = heap_alloc(h, (total + 1) * sizeof *all);
    if (rest->n > 0)
        memcpy(all + 1, rest->items, rest->n * sizeof *all);
    for (size_t i = 0; i < n_roots; i++)
        insert_sorted(all + 1, rest->n + i, roots[i]);
    all[0] = coef;
    if (total == 1) {
        distributed = distribute_sign(h, coef, all[1]);
        if (!val_is_none(distributed))
            return distributed;
    }
    if (!with_coef) {
        all++;
        total--;
    }
    total++;
    same = total == n;
    for (size_t i = 0; same && i < n; i++)
        same = val_same(all[i], v[i]);
    return same ? NOT_MINE : expr_make(h, S_Times, total, all);
}

static Val collect_factors(Vm *vm, size_t n, const Val *v)
{
    Heap *h = vm_heap(vm);
    Val coef = val_int(1);
    size_t numbers = 0;
    Powers f = {0, heap_alloc(h, (n + 1) * sizeof(Val)), heap_alloc(h, (n + 1) * sizeof(Val)),
                 heap_alloc(h, (n + 1) * sizeof(Val)), heap_alloc_atomic(h, (n + 1) * sizeof(uint32_t)),
                 heap_alloc_atomic(h, (n + 1) * sizeof(uint32_t))};
    RadicalSet set;
    Builder rest, roots;

    radicals_start(&set, h, val_int(1));
    for (size_t i = 0; i < n; i++) {
        Val base = v[i], exp = val_int(1);

        if (val_is_number(v[i])) {
            coef = numbers++ == 0 ? v[i] : num_mul(h, coef, v[i]);
            TRY(vm_poll(vm));
            continue;
        }
        if (val_is_call(base, S_Power, 2)) {
            exp = expr_arg(base, 1);
            base = expr_arg(base, 0);
            if (val_is_rational(exp) && put_root(vm, &set, base, exp))
                continue;
        }
        f.whole[f.n] = v[i];
        f.base[f.n] = base;
        f.exp[f.n++] = exp;
    }
    if (num_is_zero(coef))
        return coef;
    join_constants(&set, &f);
    for (size_t i = 0; i < f.n; i++)
        f.hash[i] = val_hash(f.base[i]);
    builder_start(&rest, h, S_Times);
    builder_start(&roots, h, S_Times);
    merge_bases(h, &f, &coef, &rest);
    if (rest.n > 1 && rest.n < 64)
        trig_products(h, &rest);
    if (rest.n > 1 && rest.n < 64)
        divide_logarithms(h, &rest, &coef);
    if (set.n > 0) {
        if (num_is_exact(coef)) {
            set.coef = coef;
            radicals_finish(&set, &roots);
            coef = set.coef;
        } else {
            radicals_finish(&set, &roots);
            coef = num_mul(h, coef, set.coef);
        }
    }
    return product_of(h, coef, roots.n, roots.items, &rest, n, v);
}

static Val times_general(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    bool inexact = false, other = false, infinite = false, interval = false;
    const Val *v = args.v;
    Val result;

    for (size_t i = 0; i < args.n; i++) {
        if (val_is_number(v[i])) {
            inexact = inexact || val_is_inexact(v[i]);
            continue;
        }
        other = true;
        if (val_is(v[i], S_Indeterminate))
            return S_Indeterminate;
        infinite = infinite || val_is_infinite(v[i]);
        interval = interval || val_is_interval(v[i]);
    }
    if (infinite)
        return infinity_times(vm, args);
    if (interval) {
        result = interval_times(vm, args);
        if (!val_is_not_mine(result))
            return result;
    }
    if (inexact && other) {
        double digits = arith_digits(args.n, v);
        Val *numeric = heap_alloc(h, args.n * sizeof *numeric);
        bool changed = false;

        for (size_t i = 0; i < args.n; i++) {
            numeric[i] = v[i];
            if (!val_is_number(v[i]) && val_is_numeric(vm, v[i]))
                TRY(numeric[i] = numeric_n(vm, v[i], digits));
            changed = changed || !val_is(numeric[i], v[i]);
        }
        if (changed) {
            TRY(result = collect_factors(vm, args.n, numeric));
            return val_is_not_mine(result) ? expr_make(h, S_Times, args.n, numeric) : result;
        }
    }
    return collect_factors(vm, args.n, v);
}

BUILTIN(Times,
    .attrs   = ATTR_FLAT | ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_ONE_IDENTITY | ATTR_ORDERLESS
             | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Times[x, y, ...], x y ..., is the product of its arguments.",
    .examples = EXAMPLES(
        "2 * 3/4",               "3/2",
        "x x^2 y",               "x^3*y",
        "-(a + b)",              "-a - b",
        "2 (a + b)",             "2*(a + b)",
        "Sqrt[6] Sqrt[2]",       "2*Sqrt[3]",
        "2. Pi",                 "6.283185307179586",
        "0 x",                   "0",
        "0 Infinity",
            "Infinity::indet: Indeterminate expression 0 Infinity encountered.\nIndeterminate"))
{
    const Val *v = args.v;

    if (args.n == 2) {
        if (val_is_number(v[0])) {
            if (val_is_number(v[1]))
                return num_mul(vm_heap(vm), v[0], v[1]);
            if (val_is_symbol(v[1]) && !val_is_inexact(v[0]) && !val_is(v[1], S_Indeterminate)) {
                if (val_is_zero(v[0]))
                    return v[0];
                return val_is_one(v[0]) ? v[1] : NOT_MINE;
            }
        }
    } else if (args.n == 1) {
        return v[0];
    } else if (args.n == 0) {
        return val_int(1);
    }
    return times_general(vm, args);
}
