/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_permute.c -- permutations as lists and as cycles.
 *
 * A permutation is an array [to] of places from 0: i goes to to[i].
 */
#include "vm/builtin/items.h"

typedef struct Permutation {
    size_t  n;
    size_t *to;
} Permutation;

static Permutation identity_permutation(Heap *h, size_t n)
{
    Permutation p = { n, sizes_new(h, n) };

    for (size_t i = 0; i < n; i++)
        p.to[i] = i;
    return p;
}

enum { MAX_POINT = 10000000 };

/* Cycles[{{..}, ..}]: false where it is none. */
static bool read_cycles(Heap *h, Val v, Permutation *p)
{
    Val cycles;
    size_t n = 0;
    bool *seen;

    if (!val_is_call(v, S_Cycles, 1))
        return false;
    cycles = val_unpacked(h, expr_arg(v, 0));
    if (!val_is_plain_list(cycles))
        return false;
    for (size_t i = 0; i < expr_len(cycles); i++) {
        Val c = val_unpacked(h, expr_arg(cycles, i));

        if (!val_is_plain_list(c))
            return false;
        for (size_t j = 0; j < expr_len(c); j++) {
            if (!val_is_small(expr_arg(c, j)) || val_small(expr_arg(c, j)) < 1 || val_small(expr_arg(c, j)) > MAX_POINT)
                return false;
            if ((size_t)val_small(expr_arg(c, j)) > n)
                n = (size_t)val_small(expr_arg(c, j));
        }
    }
    *p = identity_permutation(h, n);
    seen = heap_alloc(h, n + 1);
    for (size_t i = 0; i < expr_len(cycles); i++) {
        Val c = val_unpacked(h, expr_arg(cycles, i));

        for (size_t j = 0; j < expr_len(c); j++) {
            size_t at = (size_t)val_small(expr_arg(c, j)) - 1;

            if (seen[at])
                return false;
            seen[at] = true;
            p->to[at] = (size_t)val_small(expr_arg(c, (j + 1) % expr_len(c))) - 1;
        }
    }
    return true;
}

static bool read_list(Heap *h, Val v, Permutation *p)
{
    bool *seen;
    Items it;

    if (!val_is_list(v) || !items_of(h, v, &it))
        return false;
    p->n = it.n;
    p->to = sizes_new(h, it.n);
    seen = heap_alloc(h, it.n + 1);
    for (size_t i = 0; i < it.n; i++) {
        if (!val_is_small(it.v[i]) || val_small(it.v[i]) < 1 || val_small(it.v[i]) > (int64_t)it.n
            || seen[val_small(it.v[i]) - 1])
            return false;
        p->to[i] = (size_t)val_small(it.v[i]) - 1;
        seen[p->to[i]] = true;
    }
    return true;
}

static bool read_permutation(Heap *h, Val v, Permutation *p)
{
    return read_cycles(h, v, p) || read_list(h, v, p);
}

/* The cycles longer than one, each from its smallest point, in order. */
static Val cycles_of(Heap *h, const Permutation *p)
{
    bool *seen = heap_alloc(h, p->n + 1);
    Builder all;

    builder_start(&all, h, S_List);
    for (size_t i = 0; i < p->n; i++) {
        Builder one;

        if (seen[i] || p->to[i] == i)
            continue;
        builder_start(&one, h, S_List);
        for (size_t k = i; !seen[k]; k = p->to[k]) {
            seen[k] = true;
            builder_push(&one, val_int((int64_t)k + 1));
        }
        builder_push(&all, builder_finish(&one));
    }
    return expr1(h, S_Cycles, builder_finish(&all));
}

static Val list_of_permutation(Heap *h, const Permutation *p, size_t n)
{
    Val *v = vals_new(h, n);

    for (size_t i = 0; i < n; i++)
        v[i] = val_int((int64_t)(i < p->n ? p->to[i] : i) + 1);
    return list_of(h, n, v);
}

/* The greatest point moved, from 1; 0: none. */
static size_t greatest_moved(const Permutation *p)
{
    size_t n = p->n;

    while (n > 0 && p->to[n - 1] == n - 1)
        n--;
    return n;
}

#define PERMUTATION(p, v)                                                       \
    do {                                                                        \
        if (!read_permutation(vm_heap(vm), (v), (p)))                           \
            return val_is_list(v) || val_has_head((v), S_Cycles) ? MESSAGE(vm, "perm", (v)) : NOT_MINE; \
    } while (0)
#define PERMUTATION_MESSAGES MESSAGES("perm", "`1` is not a valid permutation.")

BUILTIN(Cycles,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Cycles[{cyc1, cyc2, ..}] is the permutation with these disjoint cycles.",
    .messages = MESSAGES("reppoint", "The cycles in `1` are not disjoint."),
    .examples = EXAMPLES("Cycles[{{3, 1}, {2}}]", "Cycles[{{1, 3}}]"))
{
    Permutation p;
    Val canonical;

    if (!read_cycles(vm_heap(vm), args.expr, &p))
        return NOT_MINE;
    canonical = cycles_of(vm_heap(vm), &p);
    return val_same(canonical, args.expr) ? NOT_MINE : canonical;
}

BUILTIN(Permute,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Permute[expr, perm] moves element i of expr to the place to which the permutation takes i.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("Permute[{a, b, c}, {2, 3, 1}]", "{c, a, b}", "Permute[{a, b, c}, Cycles[{{1, 3}}]]", "{c, b, a}"))
{
    Heap *h = vm_heap(vm);
    Permutation p;
    size_t *which;
    Items it;

    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    PERMUTATION(&p, args.v[1]);
    if (greatest_moved(&p) > it.n)
        return MESSAGE(vm, "perm", args.v[1]);
    which = sizes_new(h, it.n);
    for (size_t i = 0; i < it.n; i++)
        which[i < p.n ? p.to[i] : i] = i;
    return items_select(h, &it, it.n, which);
}

BUILTIN(PermutationListQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationListQ[expr] gives True if expr is a list of the integers 1 to n in some order.",
    .examples = EXAMPLES("PermutationListQ[{3, 1, 2}]", "True", "PermutationListQ[{1, 1}]", "False"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    return read_list(vm_heap(vm), args.v[0], &p) ? S_True : S_False;
}

BUILTIN(PermutationCyclesQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationCyclesQ[expr] gives True if expr is a permutation in cyclic form.",
    .examples = EXAMPLES("PermutationCyclesQ[Cycles[{{1, 2}}]]", "True", "PermutationCyclesQ[{2, 1}]", "False"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    return read_cycles(vm_heap(vm), args.v[0], &p) ? S_True : S_False;
}

BUILTIN(PermutationCycles,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationCycles[perm] gives the cyclic form of a permutation; PermutationCycles[perm, h] with head h and all\n"
             "cycles of length one.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationCycles[{2, 1, 3}]", "Cycles[{{1, 2}}]"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    if (args.n == 2) {
        bool *seen = heap_alloc(vm_heap(vm), p.n + 1);
        Builder all;

        builder_start(&all, vm_heap(vm), S_List);
        for (size_t i = 0; i < p.n; i++) {
            Builder one;

            if (seen[i])
                continue;
            builder_start(&one, vm_heap(vm), S_List);
            for (size_t k = i; !seen[k]; k = p.to[k]) {
                seen[k] = true;
                builder_push(&one, val_int((int64_t)k + 1));
            }
            builder_push(&all, builder_finish(&one));
        }
        return expr1(vm_heap(vm), args.v[1], builder_finish(&all));
    }
    return cycles_of(vm_heap(vm), &p);
}

BUILTIN(PermutationList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationList[perm] gives a permutation as a list; PermutationList[perm, n] as a list of length n.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationList[Cycles[{{1, 3}}]]", "{3, 2, 1}", "PermutationList[Cycles[{{1, 2}}], 4]", "{2, 1, 3, 4}"))
{
    Permutation p;
    size_t n;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    n = p.n;
    if (args.n == 2) {
        if (!val_is_small(args.v[1]) || val_small(args.v[1]) < (int64_t)greatest_moved(&p) || val_small(args.v[1]) > MAX_POINT)
            return NOT_MINE;
        n = (size_t)val_small(args.v[1]);
    }
    return list_of_permutation(vm_heap(vm), &p, n);
}

/* A result in the form that was given: a list or cycles. */
static Val like(Heap *h, Val given, const Permutation *p)
{
    return val_is_list(given) ? list_of_permutation(h, p, p->n) : cycles_of(h, p);
}

static Permutation invert(Heap *h, const Permutation *p)
{
    Permutation q = { p->n, sizes_new(h, p->n) };

    for (size_t i = 0; i < p->n; i++)
        q.to[p->to[i]] = i;
    return q;
}

BUILTIN(InversePermutation,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "InversePermutation[perm] gives the inverse of a permutation.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("InversePermutation[{2, 3, 1}]", "{3, 1, 2}"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    p = invert(vm_heap(vm), &p);
    return like(vm_heap(vm), args.v[0], &p);
}

/* First p, then q. */
static Permutation compose(Heap *h, const Permutation *p, const Permutation *q)
{
    size_t n = p->n > q->n ? p->n : q->n;
    Permutation r = { n, sizes_new(h, n) };

    for (size_t i = 0; i < n; i++) {
        size_t k = i < p->n ? p->to[i] : i;

        r.to[i] = k < q->n ? q->to[k] : k;
    }
    return r;
}

BUILTIN(PermutationProduct,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationProduct[a, b, ..] gives the product of permutations, the first applied first.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationProduct[Cycles[{{1, 2}}], Cycles[{{2, 3}}]]", "Cycles[{{1, 3, 2}}]"))
{
    Permutation all = { 0 }, p;

    for (size_t i = 0; i < args.n; i++) {
        PERMUTATION(&p, args.v[i]);
        all = i == 0 ? p : compose(vm_heap(vm), &all, &p);
    }
    if (args.n == 0)
        return expr1(vm_heap(vm), S_Cycles, expr0(vm_heap(vm), S_List));
    return like(vm_heap(vm), args.v[0], &all);
}

BUILTIN(PermutationPower,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationPower[perm, n] gives the n-th power of a permutation.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationPower[Cycles[{{1, 2, 3}}], 2]", "Cycles[{{1, 3, 2}}]"))
{
    Heap *h = vm_heap(vm);
    Permutation p, result;
    int64_t n;

    if (!count_ok(vm, args, args.n, 2, 2) || !read_int(args.v[1], &n))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    if (n < 0)
        p = invert(h, &p);
    result = identity_permutation(h, p.n);
    for (uint64_t k = n < 0 ? (uint64_t)-n : (uint64_t)n; k > 0; k >>= 1) {
        if (k & 1)
            result = compose(h, &result, &p);
        p = compose(h, &p, &p);
    }
    return like(h, args.v[0], &result);
}

BUILTIN(PermutationSupport,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationSupport[perm] gives the points that a permutation moves.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationSupport[{1, 3, 2}]", "{2, 3}"))
{
    Permutation p;
    Builder b;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < p.n; i++)
        if (p.to[i] != i)
            builder_push(&b, val_int((int64_t)i + 1));
    return builder_finish(&b);
}

BUILTIN(PermutationLength,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationLength[perm] gives how many points a permutation moves.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationLength[{1, 3, 2}]", "2"))
{
    Permutation p;
    int64_t moved = 0;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    for (size_t i = 0; i < p.n; i++)
        moved += p.to[i] != i;
    return val_int(moved);
}

BUILTIN(PermutationMax,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationMax[perm] gives the greatest point that a permutation moves, 0 for none.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationMax[{1, 3, 2, 4}]", "3"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    return val_int((int64_t)greatest_moved(&p));
}

BUILTIN(PermutationMin,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationMin[perm] gives the least point that a permutation moves, Infinity for none.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationMin[{1, 3, 2}]", "2"))
{
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    for (size_t i = 0; i < p.n; i++)
        if (p.to[i] != i)
            return val_int((int64_t)i + 1);
    return S_Infinity;
}

BUILTIN(PermutationOrder,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationOrder[perm] gives the least power of a permutation that is the identity.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationOrder[Cycles[{{1, 2}, {3, 4, 5}}]]", "6"))
{
    Permutation p;
    Val order = val_int(1), cycles;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    PERMUTATION(&p, args.v[0]);
    cycles = expr_arg(cycles_of(vm_heap(vm), &p), 0);
    for (size_t i = 0; i < expr_len(cycles); i++)
        order = int_lcm(vm_heap(vm), order, val_int((int64_t)expr_len(expr_arg(cycles, i))));
    return order;
}

BUILTIN(PermutationReplace,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PermutationReplace[expr, perm] replaces each integer in expr by its image.",
    .messages = PERMUTATION_MESSAGES,
    .examples = EXAMPLES("PermutationReplace[{1, 2, 5}, Cycles[{{1, 2}}]]", "{2, 1, 5}"))
{
    Permutation p;
    Items it;
    Val *v;

    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (val_is_plain_list(args.v[1]) && expr_len(args.v[1]) > 0 && !val_is_small(expr_arg(args.v[1], 0))) {
        v = vals_new(vm_heap(vm), expr_len(args.v[1]));
        for (size_t i = 0; i < expr_len(args.v[1]); i++)
            v[i] = expr2(vm_heap(vm), S_PermutationReplace, args.v[0], expr_arg(args.v[1], i));
        return list_make(vm_heap(vm), expr_len(args.v[1]), v);
    }
    PERMUTATION(&p, args.v[1]);
    if (val_is_small(args.v[0])) {
        int64_t k = val_small(args.v[0]);

        return k >= 1 && k <= (int64_t)p.n ? val_int((int64_t)p.to[k - 1] + 1) : args.v[0];
    }
    if (!val_is_list(args.v[0]) || !items_of(vm_heap(vm), args.v[0], &it))
        return NOT_MINE;
    v = vals_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++)
        v[i] = expr2(vm_heap(vm), S_PermutationReplace, it.v[i], args.v[1]);
    return items_with(vm_heap(vm), &it, v);
}

BUILTIN(FindPermutation,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "FindPermutation[expr1, expr2] gives the permutation with Permute[expr1, perm] the same as expr2;\n"
             "FindPermutation[expr] that with Permute[Sort[expr], perm] the same as expr.",
    .messages = MESSAGES("norel", "Expressions `1` and `2` cannot be related by a permutation."),
    .examples = EXAMPLES("FindPermutation[{a, b, c}, {c, a, b}]", "Cycles[{{1, 2, 3}}]"))
{
    Heap *h = vm_heap(vm);
    Items from, to;
    size_t *first, *second;
    Val *sorted;
    Permutation p;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    for (size_t i = 0; i < args.n; i++)
        if (val_is_atom(args.v[i]))
            return MESSAGE(vm, "normal", val_int((int64_t)i + 1), args.expr);
    items_of(h, args.v[args.n - 1], &to);
    items_of(h, args.v[0], &from);
    if (args.n == 1) {
        sorted = vals_new(h, from.n);
        memcpy(sorted, from.v, from.n * sizeof(Val));
        vals_sort(h, from.n, sorted);
        from.v = sorted;
    }
    if (from.n != to.n)
        return MESSAGE(vm, "norel", args.v[0], args.v[args.n - 1]);
    first = sizes_new(h, from.n);
    second = sizes_new(h, to.n);
    vals_sort_order(h, from.n, from.v, first);
    vals_sort_order(h, to.n, to.v, second);
    p = identity_permutation(h, from.n);
    for (size_t i = 0; i < from.n; i++) {
        if (!val_same(from.v[first[i]], to.v[second[i]]))
            return MESSAGE(vm, "norel", args.v[0], args.v[args.n - 1]);
        p.to[first[i]] = second[i];
    }
    return cycles_of(h, &p);
}

BUILTIN(Signature,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Signature[list] gives the signature of the permutation that sorts list: 1, -1, or 0 where two elements are the\n"
             "same.",
    .examples = EXAMPLES("Signature[{a, b, c}]", "1", "Signature[{b, a}]", "-1", "Signature[{a, a}]", "0"))
{
    Heap *h = vm_heap(vm);
    size_t *order, cycles = 0;
    bool *seen;
    Items it;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return NOT_MINE;
    order = sizes_new(h, it.n);
    vals_sort_order(h, it.n, it.v, order);
    for (size_t i = 1; i < it.n; i++)
        if (val_same(it.v[order[i - 1]], it.v[order[i]]))
            return val_int(0);
    seen = heap_alloc(h, it.n + 1);
    for (size_t i = 0; i < it.n; i++) {
        if (seen[i])
            continue;
        cycles++;
        for (size_t k = i; !seen[k]; k = order[k])
            seen[k] = true;
    }
    return val_int((it.n - cycles) % 2 ? -1 : 1);
}
