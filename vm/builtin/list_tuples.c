/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_tuples.c -- all ways of choosing: Tuples, Permutations, Subsets, Subsequences.
 */
#include "vm/builtin/seqspec.h"

#include <math.h>

/* Every choice of one element from each list, the last one varying fastest. */
static Val all_tuples(Vm *vm, size_t n, const Items *lists, Val head)
{
    Heap *h = vm_heap(vm);
    size_t *at = sizes_new(h, n), total;
    double count = 1;
    Val *tuple = vals_new(h, n), *all;

    for (size_t i = 0; i < n; i++)
        count *= (double)lists[i].n;
    TRY(vm_check_length(vm, count, sizeof(Val) * (n + 4)));
    total = (size_t)count;
    all = vals_new(h, total);
    memset(at, 0, n * sizeof *at);
    for (size_t k = 0; k < total; k++) {
        TRY(vm_poll(vm));
        for (size_t i = 0; i < n; i++)
            tuple[i] = lists[i].v[at[i]];
        all[k] = expr_make(h, head, n, tuple);
        for (size_t i = n; i-- > 0;) {
            if (++at[i] < lists[i].n)
                break;
            at[i] = 0;
        }
    }
    return list_make(h, total, all);
}

/* [flat] cut into an array of these dimensions. */
static Val reshape(Heap *h, Val head, const Val *flat, size_t rank, const size_t *dims)
{
    size_t inner = 1;
    Val *v;

    if (rank == 1)
        return expr_make(h, head, dims[0], flat);
    for (size_t i = 1; i < rank; i++)
        inner *= dims[i];
    v = vals_new(h, dims[0]);
    for (size_t i = 0; i < dims[0]; i++)
        v[i] = reshape(h, head, flat + i * inner, rank - 1, dims + 1);
    return expr_make(h, head, dims[0], v);
}

BUILTIN(Tuples,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Tuples[list, n] gives all n-tuples of elements of list; Tuples[{list1, list2, ..}] all ways of\n"
             "taking one element of each; Tuples[list, {n1, n2, ..}] all arrays of these dimensions.",
    .examples = EXAMPLES(
        "Tuples[{0, 1}, 2]", "{{0, 0}, {0, 1}, {1, 0}, {1, 1}}",
        "Tuples[{{a, b}, {1, 2}}]", "{{a, 1}, {a, 2}, {b, 1}, {b, 2}}",
        "Tuples[{a}, {2, 2}]", "{{{a, a}, {a, a}}}"))
{
    Heap *h = vm_heap(vm);
    Items it, *lists;
    size_t n = 1, rank, *dims;
    Val dims_given, head, flat;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 1) {
        lists = heap_alloc(h, (it.n + 1) * sizeof(Items));
        for (size_t i = 0; i < it.n; i++) {
            if (!items_of(h, it.v[i], &lists[i]))
                return MESSAGE(vm, "normal", val_int(1), args.expr);
        }
        return all_tuples(vm, it.n, lists, items_list_head(&it));
    }
    dims_given = val_unpacked(h, args.v[1]);
    rank = val_is_plain_list(dims_given) ? expr_len(dims_given) : 1;
    dims = sizes_new(h, rank);
    for (size_t i = 0; i < rank; i++) {
        Val d = val_is_plain_list(dims_given) ? expr_arg(dims_given, i) : dims_given;

        if (!val_is_small(d) || val_small(d) < 0 || val_small(d) > 1000000)
            return val_is_number(d) ? MESSAGE(vm, "intnn", val_int(2)) : NOT_MINE;
        dims[i] = (size_t)val_small(d);
        n *= dims[i];
    }
    if (rank == 0)
        return args.v[0];
    TRY(vm_check_length(vm, pow((double)it.n, (double)n), sizeof(Val)));
    lists = heap_alloc(h, (n + 1) * sizeof(Items));
    for (size_t i = 0; i < n; i++)
        lists[i] = it;
    head = items_list_head(&it);
    TRY(flat = all_tuples(vm, n, lists, rank == 1 ? head : S_List));
    if (rank < 2)
        return flat;
    Val *v = vals_new(h, expr_len(flat));

    for (size_t i = 0; i < expr_len(flat); i++)
        v[i] = reshape(h, head, expr_args(expr_arg(flat, i)), rank, dims);
    return list_make(h, expr_len(flat), v);
}

typedef struct Permuting {
    size_t  kinds;          /* distinct elements */
    size_t *left;           /* how many of each are still to be placed */
    Val    *kind, *chosen;
    Val     head;
    Builder out;
} Permuting;

static Val permute(Vm *vm, Permuting *p, size_t done, size_t n)
{
    TRY(vm_poll(vm));
    TRY(vm_check_stack(vm));
    if (done == n) {
        builder_push(&p->out, expr_make(vm_heap(vm), p->head, n, p->chosen));
        return VAL_NONE;
    }
    for (size_t i = 0; i < p->kinds; i++)
        if (p->left[i]) {
            p->left[i]--;
            p->chosen[done] = p->kind[i];
            TRY(permute(vm, p, done + 1, n));
            p->left[i]++;
        }
    return VAL_NONE;
}

/* How many arrangements of [n] there are: n! times a coefficient of the generating function. */
static double count_arrangements(Heap *h, const Permuting *p, size_t n)
{
    double *c = heap_alloc_atomic(h, (n + 1) * sizeof(double)), total;

    for (size_t i = 0; i <= n; i++)
        c[i] = i == 0;
    for (size_t k = 0; k < p->kinds; k++)
        for (size_t i = n; i > 0; i--) {
            double factor = 1;

            for (size_t j = 1; j <= p->left[k] && j <= i; j++) {
                factor /= (double)j;
                c[i] += c[i - j] * factor;
            }
        }
    total = c[n];
    for (size_t i = 2; i <= n; i++)
        total *= (double)i;
    return total;
}

/* n (up to n), {n}, {min, max}, {min, max, step}, All; false for anything else. */
static bool read_lengths(Val spec, size_t all, int64_t *min, int64_t *max, int64_t *step)
{
    int64_t v[3] = { 0, (int64_t)all, 1 };

    if (val_is_small(spec))
        v[1] = val_small(spec);
    else if (val_is_plain_list(spec) && expr_len(spec) >= 1 && expr_len(spec) <= 3) {
        for (size_t i = 0; i < expr_len(spec); i++)
            if (val_is_plus_infinity(expr_arg(spec, i)) || val_is(expr_arg(spec, i), S_All))
                v[i] = (int64_t)all + 1;
            else if (!read_int(expr_arg(spec, i), &v[i]))
                return false;
        if (expr_len(spec) == 1)
            v[1] = v[0];
    }
    else if (!val_is(spec, S_All) && !val_is_plus_infinity(spec))
        return false;
    *min = v[0];
    *max = v[1] <= (int64_t)all || v[2] < 0 ? v[1] : (int64_t)all;
    *step = v[2];
    return v[2] != 0 && v[0] >= 0 && v[1] >= 0;
}

BUILTIN(Permutations,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Permutations[list] gives all distinct orders of the elements of list; Permutations[list, n] those of\n"
             "at most n elements; Permutations[list, {n}] those of exactly n.",
    .messages = MESSAGES("nninfseq", "Position 2 of `1` must be All, Infinity, a non-negative integer, or a list "
                         "whose first element (required) is a non-negative integer, second element (optional) is a "
                         "non-negative integer or Infinity, and third element (optional) is a nonzero integer."),
    .examples = EXAMPLES(
        "Permutations[{a, b, c}]", "{{a, b, c}, {a, c, b}, {b, a, c}, {b, c, a}, {c, a, b}, {c, b, a}}",
        "Permutations[{a, a, b}]", "{{a, a, b}, {a, b, a}, {b, a, a}}",
        "Permutations[{a, b}, 1]", "{{}, {a}, {b}}"))
{
    Heap *h = vm_heap(vm);
    Permuting p = { 0 };
    int64_t min, max, step = 1;
    ValSet set;
    Items it;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    min = max = (int64_t)it.n;
    if (args.n == 2 && !read_lengths(val_unpacked(h, args.v[1]), it.n, &min, &max, &step))
        return MESSAGE(vm, "nninfseq", args.expr);
    valset_start(&set, h);
    p.left = sizes_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        bool fresh;
        size_t k = valset_add(&set, it.v[i], &fresh);

        p.left[k] = fresh ? 1 : p.left[k] + 1;
    }
    p.kinds = set.n;
    p.kind = set.members;
    p.chosen = vals_new(h, it.n);
    p.head = items_list_head(&it);
    builder_start(&p.out, h, S_List);
    for (int64_t n = min; step > 0 ? n <= max : n >= max; n += step) {
        if (n > (int64_t)it.n)
            continue;
        TRY(vm_check_length(vm, count_arrangements(h, &p, (size_t)n), sizeof(Val) * ((size_t)n + 4)));
        TRY(permute(vm, &p, 0, (size_t)n));
    }
    return builder_finish(&p.out);
}

static double binomial(double n, double k)
{
    double c = 1;

    for (double i = 1; i <= k && c > 0; i++)
        c = c * (n - k + i) / i;
    return c;
}

/* The subsets of [n] elements, those numbered from [skip] on and at most [limit] of all. */
static Val add_subsets(Vm *vm, const Items *it, size_t n, double skip, double limit, double *seen, Builder *out)
{
    Heap *h = vm_heap(vm);
    size_t *at = sizes_new(h, n), i;
    double here = binomial((double)it->n, (double)n);
    Val *v = vals_new(h, n);

    if (*seen + here <= skip) {
        *seen += here;
        return VAL_NONE;
    }
    TRY(vm_check_length(vm, fmin(here, limit), sizeof(Val) * (n + 4)));
    for (i = 0; i < n; i++)
        at[i] = i;
    for (;;) {
        TRY(vm_poll(vm));
        if (*seen >= limit)
            return VAL_NONE;
        if ((*seen)++ >= skip) {
            for (i = 0; i < n; i++)
                v[i] = it->v[at[i]];
            builder_push(out, expr_make(h, items_list_head(it), n, v));
        }
        for (i = n; i > 0 && at[i - 1] == it->n - n + i - 1;)
            i--;
        if (i == 0)
            return VAL_NONE;
        at[i - 1]++;
        for (; i < n; i++)
            at[i] = at[i - 1] + 1;
    }
}

BUILTIN(Subsets,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Subsets[list] gives all subsets of list; Subsets[list, n] those of at most n elements;\n"
             "Subsets[list, {n}] those of exactly n; Subsets[list, {nmin, nmax}] those of nmin to nmax;\n"
             "Subsets[list, nspec, s] the first s of them; Subsets[list, nspec, {i, j}] those numbered i to j.",
    .messages = MESSAGES("nninfseq", "Position 2 of `1` must be All, Infinity, a non-negative integer, or a list "
                         "whose first element (required) is a non-negative integer, second element (optional) is a "
                         "non-negative integer or Infinity, and third element (optional) is a nonzero integer."),
    .examples = EXAMPLES(
        "Subsets[{a, b, c}]", "{{}, {a}, {b}, {c}, {a, b}, {a, c}, {b, c}, {a, b, c}}",
        "Subsets[{a, b, c}, {2}]", "{{a, b}, {a, c}, {b, c}}",
        "Subsets[{a, b, c}, All, 2]", "{{}, {a}}"))
{
    Heap *h = vm_heap(vm);
    int64_t min = 0, max, step = 1;
    double skip = 0, limit = INFINITY, seen = 0, total = 0;
    SeqRange range;
    Builder out;
    Items it;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    max = (int64_t)it.n;
    if (args.n > 1 && !read_lengths(val_unpacked(h, args.v[1]), it.n, &min, &max, &step))
        return MESSAGE(vm, "nninfseq", args.expr);
    if (args.n == 3) {
        for (int64_t n = min; step > 0 ? n <= max : n >= max; n += step)
            total += binomial((double)it.n, (double)n);
        switch (seqspec_resolve(val_unpacked(h, args.v[2]), total < 1e18 ? (size_t)total : (size_t)1 << 60, &range)) {
        case SEQ_NOT_ONE:
            return MESSAGE(vm, "seqs", args.expr, val_int(3));
        case SEQ_OUTSIDE:
            if (!val_is_small(args.v[2]))
                return expr0(h, S_List);
            range = (SeqRange){ .step = 1, .count = (size_t)total };
            break;
        case SEQ_OK:
            break;
        }
        if (range.step != 1) {
            skip = 0;
            limit = (double)range.from + (double)(range.count - 1) * fmax(1, (double)range.step) + 1;
        }
        else {
            skip = (double)range.from;
            limit = skip + (double)range.count;
        }
    }
    total = 0;
    for (int64_t n = min; step > 0 ? n <= max : n >= max; n += step)
        total += binomial((double)it.n, (double)n);
    TRY(vm_check_length(vm, fmin(total, limit - skip), sizeof(Val) * 4));
    builder_start(&out, h, S_List);
    for (int64_t n = min; step > 0 ? n <= max : n >= max; n += step)
        if (n >= 0 && n <= (int64_t)it.n && seen < limit)
            TRY(add_subsets(vm, &it, (size_t)n, skip, limit, &seen, &out));
    Val all = builder_finish(&out);

    if (args.n == 3 && range.step != 1) {
        items_of(h, all, &it);
        return items_range(h, &it, &range);
    }
    return all;
}

BUILTIN(Subsequences,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Subsequences[list] gives all runs of neighbouring elements of list; Subsequences[list, n] those of at\n"
             "most n elements; Subsequences[list, {n}] those of exactly n; {nmin, nmax} those between.",
    .examples = EXAMPLES("Subsequences[{a, b}]", "{{}, {a}, {b}, {a, b}}"))
{
    Heap *h = vm_heap(vm);
    int64_t min = 0, max, step = 1;
    Builder out;
    Items it;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    max = (int64_t)it.n;
    if (args.n == 2 && !read_lengths(val_unpacked(h, args.v[1]), it.n, &min, &max, &step))
        return NOT_MINE;
    builder_start(&out, h, S_List);
    for (int64_t n = min; step > 0 ? n <= max : n >= max; n += step) {
        if (n == 0) {
            builder_push(&out, expr0(h, items_list_head(&it)));
            continue;
        }
        for (int64_t i = 0; i + n <= (int64_t)it.n; i++) {
            TRY(vm_poll(vm));
            builder_push(&out, expr_make(h, items_list_head(&it), (size_t)n, it.v + i));
        }
    }
    return builder_finish(&out);
}
