/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * partitions.c -- IntegerPartitions, FrobeniusNumber.
 */
#include "vm/builtin/integers.h"

#include <stdlib.h>

typedef struct Partitions {
    Vm      *vm;
    int64_t  least, most;        /* number of parts */
    const Val *parts;            /* allowed parts, largest first */
    size_t   n_parts;
    Val     *chosen;
    size_t   n_chosen, capacity;
    uint64_t limit;              /* of results */
    bool     signed_parts;       /* some part is not positive: no bound by the rest */
    Builder  found;
} Partitions;

/* The first part from [at] on that is not above [rest]; the parts stand in descending order. */
static size_t first_not_above(const Partitions *p, Val rest, size_t at)
{
    size_t end = p->n_parts;

    while (at < end) {
        size_t middle = at + (end - at) / 2;
        if (num_compare(p->parts[middle], rest) > 0)
            at = middle + 1;
        else
            end = middle;
    }
    return at;
}

/* All ways to write [rest] by parts from [at] on; VAL_NONE, or UNWIND. */
static Val search(Partitions *p, Val rest, size_t at)
{
    Heap *h = vm_heap(p->vm);

    TRY(vm_poll(p->vm));
    TRY(vm_check_stack(p->vm));
    if (p->found.n >= p->limit)
        return VAL_NONE;
    if (num_is_zero(rest) && (int64_t)p->n_chosen >= p->least && (int64_t)p->n_chosen <= p->most)
        builder_push(&p->found, list_make(h, p->n_chosen, p->chosen));
    if ((int64_t)p->n_chosen >= p->most || (num_is_zero(rest) && !p->signed_parts))
        return VAL_NONE;
    if (p->n_chosen == p->capacity) {
        size_t bytes = p->capacity * sizeof(Val);
        p->chosen = heap_grow(h, p->chosen, bytes, 2 * bytes);
        p->capacity *= 2;
    }
    /* Larger parts than what is left are of no use: they stand first.  The last part must be just that. */
    if (!p->signed_parts)
        at = first_not_above(p, rest, at);
    bool last = p->most - (int64_t)p->n_chosen == 1 && !p->signed_parts;
    for (size_t i = at; i < p->n_parts && !(last && i > at); i++) {
        Val part = p->parts[i];
        /* the parts that may follow are no larger: too few of them can't reach the rest */
        if (!p->signed_parts && p->most - (int64_t)p->n_chosen < INT32_MAX
            && num_compare(num_mul(h, part, val_int(p->most - (int64_t)p->n_chosen)), rest) < 0)
            return VAL_NONE;
        if (last && num_compare(part, rest) != 0)
            return VAL_NONE;
        p->chosen[p->n_chosen++] = part;
        TRY(search(p, num_sub(h, rest, part), i));
        p->n_chosen--;
    }
    return VAL_NONE;
}

/* Reads k, {k}, {kmin, kmax}, All. */
static bool read_count_spec(Val spec, int64_t *least, int64_t *most)
{
    *least = 0;
    *most = INT32_MAX;
    if (val_is(spec, S_All))
        return true;
    if (val_is_small(spec)) {
        *most = val_small(spec);
        return true;
    }
    if (!val_is_plain_list(spec) || expr_len(spec) < 1 || expr_len(spec) > 2)
        return val_is_plus_infinity(spec);
    if (!val_is_small(expr_arg(spec, 0)))
        return false;
    *least = *most = val_small(expr_arg(spec, 0));
    if (expr_len(spec) == 2) {
        Val last = expr_arg(spec, 1);
        *most = val_is_small(last) ? val_small(last) : INT32_MAX;
        return val_is_small(last) || val_is_plus_infinity(last);
    }
    return true;
}

static int compare_down(const void *a, const void *b)
{
    return num_compare(*(const Val *)b, *(const Val *)a);
}

BUILTIN(IntegerPartitions,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, k_:All, s_:All, m_:All",
    .usage   = "IntegerPartitions[n] gives a list of all possible ways to partition the integer n into smaller integers; "
               "IntegerPartitions[n, k] into at most k integers, IntegerPartitions[n, {k}] into exactly k, "
               "IntegerPartitions[n, kspec, {s1, s2, ...}] using only the integers si, "
               "IntegerPartitions[n, kspec, sspec, m] the first m of them.",
    .examples = EXAMPLES(
        ">> IntegerPartitions[4]",              "{{4}, {3, 1}, {2, 2}, {2, 1, 1}, {1, 1, 1, 1}}",
        ">> IntegerPartitions[5, All, {1, 2}]", "{{2, 2, 1}, {2, 1, 1, 1}, {1, 1, 1, 1, 1}}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], s = args.v[2], m = args.v[3];
    Partitions p = {.vm = vm, .limit = UINT64_MAX, .capacity = 32};
    Val *parts;

    if (!val_is_exact_real(n) || !read_count_spec(args.v[1], &p.least, &p.most))
        return NOT_MINE;
    bool from_end = false;
    if (!val_is(m, S_All)) {
        if (!val_is_small(m))
            return NOT_MINE;
        from_end = val_small(m) < 0;
        if (!from_end)
            p.limit = val_count(m);
    }
    if (val_is(s, S_All)) {
        if (!val_is_integer(n))
            return NOT_MINE;
        if (num_sign(n) < 0)
            return list_make(h, 0, NULL);
        TRY(vm_check_length(vm, num_to_double(n), sizeof(Val)));
        p.n_parts = val_count(n);
        parts = heap_alloc(h, (p.n_parts + 1) * sizeof *parts);
        for (size_t i = 0; i < p.n_parts; i++)
            parts[i] = val_int((int64_t)(p.n_parts - i));
    } else {
        if (!val_is_plain_list(s))
            return NOT_MINE;
        p.n_parts = expr_len(s);
        parts = heap_alloc(h, (p.n_parts + 1) * sizeof *parts);
        for (size_t i = 0; i < p.n_parts; i++) {
            parts[i] = expr_arg(s, i);
            if (!val_is_exact_real(parts[i]))
                return NOT_MINE;
            p.signed_parts = p.signed_parts || num_sign(parts[i]) <= 0;
        }
        qsort(parts, p.n_parts, sizeof *parts, compare_down);
        if (p.signed_parts && p.most == INT32_MAX)
            return NOT_MINE;
    }
    p.parts = parts;
    p.chosen = heap_alloc(h, p.capacity * sizeof(Val));
    builder_start(&p.found, h, S_List);
    TRY(search(&p, n, 0));
    if (from_end && p.found.n > -(uint64_t)val_small(m)) {
        uint64_t keep = -(uint64_t)val_small(m);
        return list_make(h, keep, p.found.items + (p.found.n - keep));
    }
    return builder_finish(&p.found);
}

/* The largest integer that is no sum of the given ones: the least sum in each residue class modulo
 * the smallest of them, by going round each cycle (round robin). */
static Val frobenius(Vm *vm, const uint64_t *a, size_t n)
{
    Heap *h = vm_heap(vm);
    uint64_t m = a[0], most = 0;

    TRY(vm_check_length(vm, (double)m, sizeof(uint64_t)));
    uint64_t *least = heap_alloc_atomic(h, m * sizeof *least);
    for (uint64_t i = 0; i < m; i++)
        least[i] = UINT64_MAX;
    least[0] = 0;
    for (size_t i = 1; i < n; i++) {
        uint64_t step = a[i] % m, g = m;
        for (uint64_t x = step; x != 0; ) {
            uint64_t t = g % x;
            g = x;
            x = t;
        }
        for (uint64_t r = 0; r < g; r++) {
            uint64_t start = UINT64_MAX, at = r;
            for (uint64_t q = r; q < m; q += g)
                if (least[q] < start)
                    start = least[q];
            if (start == UINT64_MAX)
                continue;
            at = start % m;
            for (uint64_t k = 1; k < m / g; k++) {
                TRY(vm_poll(vm));
                start += a[i];
                at = (at + step) % m;
                if (least[at] < start)
                    start = least[at];
                least[at] = start;
            }
        }
    }
    for (uint64_t i = 0; i < m; i++)
        if (least[i] > most)
            most = least[i];
    return num_sub(h, int_from_u64(h, most), int_from_u64(h, m));
}

static int compare_u64(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return (x > y) - (x < y);
}

BUILTIN(FrobeniusNumber,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "list_",
    .usage   = "FrobeniusNumber[{a1, ..., an}] gives the largest integer that is no sum of non-negative multiples of the ai.",
    .messages = MESSAGES("coef", "The first argument `1` of `2` should be a nonempty list of positive integers."),
    .examples = EXAMPLES(">> FrobeniusNumber[{6, 9, 20}]", "43", ">> FrobeniusNumber[{4, 6}]", "Infinity"))
{
    Heap *h = vm_heap(vm);
    Val list = args.v[0], g = val_int(0);

    if (!val_is_plain_list(list))
        return NOT_MINE;
    size_t n = expr_len(list);
    uint64_t *a = heap_alloc_atomic(h, (n + 1) * sizeof *a);
    bool good = n > 0;
    for (size_t i = 0; i < n && good; i++) {
        Val x = expr_arg(list, i);
        good = val_is_small(x) && val_small(x) > 0 && val_small(x) < 1LL << 40;
        if (good) {
            a[i] = val_count(x);
            g = int_gcd(h, g, x);
        }
    }
    if (!good)
        return MESSAGE(vm, "coef", list, S_FrobeniusNumber);
    if (!num_is_one(g))
        return infinity_new(h, val_int(1));
    qsort(a, n, sizeof *a, compare_u64);
    return frobenius(vm, a, n);
}
