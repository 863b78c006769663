/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_rank.c -- the greatest and the smallest: TakeLargest, MaximalBy, PositionLargest, ..
 */
#include "vm/builtin/list_sort.h"

/* A ranking: elements in order of numerical keys, greatest or smallest first. */
typedef struct Ranking {
    Val *keys;
    bool largest;
} Ranking;

static Compared compare_rank(__attribute__((unused)) Vm *vm, size_t a, size_t b, void *state)
{
    const Ranking *r = state;
    int order = sort_compare_numeric(r->keys[a], r->keys[b]);

    return (r->largest ? order < 0 : order > 0) ? COMPARED_SWAP : COMPARED_IN_ORDER;
}

static Compared compare_canonical_rank(__attribute__((unused)) Vm *vm, size_t a, size_t b, void *state)
{
    const Ranking *r = state;
    int order = val_order(r->keys[a], r->keys[b]);

    return (r->largest ? order < 0 : order > 0) ? COMPARED_SWAP : COMPARED_IN_ORDER;
}

/* Is [x] one of the forms that TakeLargest leaves out? */
static MatchResult is_excluded(Vm *vm, Val forms, Val x)
{
    if (val_is(forms, S_Automatic))
        return val_is(x, S_None) || val_is(x, S_Null) || val_is(x, S_Indeterminate) || val_is(x, S_Missing)
            || val_has_head(x, S_Missing) ? MATCH_YES : MATCH_NO;
    if (!val_is_plain_list(forms))
        return MATCH_NO;
    for (size_t i = 0; i < expr_len(forms); i++) {
        MatchResult r = vm_match(vm, expr_arg(forms, i), x);

        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

/* The elements not excluded: their numbers in [which], their keys (by [f] unless VAL_NONE). */
static Val ranked_elements(Vm *vm, const Items *it, Val f, Val forms, size_t *n, size_t *which, Val *keys)
{
    Caller ranked;

    *n = 0;
    if (!val_is_none(f))
        caller_start(vm, &ranked, f, 1, it->n);
    for (size_t i = 0; i < it->n; i++) {
        Val key = it->v[i];
        MatchResult r;

        if (!val_is_none(f))
            TRY(key = caller_call1(vm, &ranked, key));
        r = is_excluded(vm, forms, key);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_YES)
            continue;
        which[*n] = i;
        keys[(*n)++] = key;
    }
    return sort_numeric_keys(vm, *n, keys, keys);
}

static Val take_ranked(Vm *vm, Args args, bool by, bool largest)
{
    Heap *h = vm_heap(vm);
    size_t given = options_split(args), n, count, *which, *order;
    bool up_to;
    Val forms, *keys, spec;
    Items it;
    Ranking ranking;

    if (given <= (by ? 2u : 1u))
        return NOT_MINE;
    if (!count_ok(vm, args, given, by ? 3 : 2, by ? 3 : 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    TRY(forms = option_get(vm, args, S_ExcludedForms));
    spec = args.v[given - 1];
    if (val_is(spec, S_All))
        spec = S_Infinity;
    if (!read_count(spec, &count, &up_to))
        return MESSAGE(vm, "innf", val_int((int64_t)given), args.expr);
    which = sizes_new(h, it.n);
    order = sizes_new(h, it.n);
    keys = vals_new(h, it.n);
    TRY(ranked_elements(vm, &it, by ? args.v[1] : VAL_NONE, forms, &n, which, keys));
    if (count > n && !up_to)
        return MESSAGE(vm, "insuff", spec, val_int((int64_t)n));
    ranking = (Ranking){ keys, largest };
    if (!sort_order(vm, n, order, compare_rank, &ranking))
        return UNWIND;
    if (count > n)
        count = n;
    for (size_t i = 0; i < count; i++)
        order[i] = which[order[i]];
    return items_select(h, &it, count, order);
}

#define RANK_MESSAGES MESSAGES("insuff", "Cannot take `1` elements from a set of `2` elements.")

BUILTIN(TakeLargest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "ExcludedForms -> Automatic",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "TakeLargest[list, n] gives the n numerically largest elements, the largest first.\n"
             "TakeLargest[n] is an operator form.",
    .messages = RANK_MESSAGES,
    .examples = EXAMPLES("TakeLargest[{3, 1, 4, 1, 5}, 2]", "{5, 4}", "TakeLargest[<|x -> 1, y -> 2|>, 1]", "<|y -> 2|>"))
{
    return take_ranked(vm, args, false, true);
}

BUILTIN(TakeSmallest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "ExcludedForms -> Automatic",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "TakeSmallest[list, n] gives the n numerically smallest elements, the smallest first.\n"
             "TakeSmallest[n] is an operator form.",
    .messages = RANK_MESSAGES,
    .examples = EXAMPLES("TakeSmallest[{3, 1, 4, 1, 5}, 2]", "{1, 1}"))
{
    return take_ranked(vm, args, false, false);
}

BUILTIN(TakeLargestBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "ExcludedForms -> Automatic",
    .apply = operator_first2,
    .quiet_count = true,
    .usage = "TakeLargestBy[list, f, n] gives the n elements for which f is numerically largest.\n"
             "TakeLargestBy[f, n] is an operator form.",
    .messages = RANK_MESSAGES,
    .examples = EXAMPLES("TakeLargestBy[{-5, 2, 3}, Abs, 2]", "{-5, 3}"))
{
    return take_ranked(vm, args, true, true);
}

BUILTIN(TakeSmallestBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "ExcludedForms -> Automatic",
    .apply = operator_first2,
    .quiet_count = true,
    .usage = "TakeSmallestBy[list, f, n] gives the n elements for which f is numerically smallest.\n"
             "TakeSmallestBy[f, n] is an operator form.",
    .messages = RANK_MESSAGES,
    .examples = EXAMPLES("TakeSmallestBy[{-5, 2, 3}, Abs, 2]", "{2, 3}"))
{
    return take_ranked(vm, args, true, false);
}

static Val extreme_by(Vm *vm, Args args, bool largest)
{
    Heap *h = vm_heap(vm);
    size_t count = 0, n = 0, *order;
    bool up_to;
    Items it;
    Ranking ranking = { .largest = largest };
    Caller key;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 3 && !read_count(args.v[2], &count, &up_to))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    ranking.keys = vals_new(h, it.n);
    order = sizes_new(h, it.n);
    caller_start(vm, &key, args.v[1], 1, it.n);
    for (size_t i = 0; i < it.n; i++)
        TRY(ranking.keys[i] = caller_call1(vm, &key, it.v[i]));
    if (args.n == 3) {
        if (!sort_order(vm, it.n, order, compare_canonical_rank, &ranking))
            return UNWIND;
        return items_select(h, &it, count < it.n ? count : it.n, order);
    }
    for (size_t i = 0; i < it.n; i++) {
        int c = n == 0 ? 0 : val_order(ranking.keys[i], ranking.keys[order[0]]);

        if (largest ? c > 0 : c < 0)
            n = 0;
        if (n == 0 || c == 0)
            order[n++] = i;
    }
    return items_select(h, &it, n, order);
}

BUILTIN(MaximalBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "MaximalBy[list, f] gives the elements for which f is greatest; MaximalBy[list, f, n] the n greatest.\n"
             "MaximalBy[f] is an operator form.",
    .examples = EXAMPLES("MaximalBy[{-3, 1, 3}, Abs]", "{-3, 3}", "MaximalBy[{1, 2, 3}, Minus, 2]", "{1, 2}"))
{
    return extreme_by(vm, args, true);
}

BUILTIN(MinimalBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "MinimalBy[list, f] gives the elements for which f is least; MinimalBy[list, f, n] the n least.\n"
             "MinimalBy[f] is an operator form.",
    .examples = EXAMPLES("MinimalBy[{-3, 1, 3}, Abs]", "{1}"))
{
    return extreme_by(vm, args, false);
}

static Val position_extreme(Vm *vm, Args args, bool largest)
{
    Heap *h = vm_heap(vm);
    size_t groups = 1, *order;
    bool up_to;
    Items it;
    Ranking ranking = { .largest = largest };
    Builder out;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 2 && !read_count(args.v[1], &groups, &up_to))
        return NOT_MINE;
    ranking.keys = vals_new(h, it.n);
    order = sizes_new(h, it.n);
    TRY(sort_numeric_keys(vm, it.n, it.v, ranking.keys));
    if (!sort_order(vm, it.n, order, compare_rank, &ranking))
        return UNWIND;
    builder_start(&out, h, S_List);
    for (size_t i = 0, end; i < it.n && groups > 0; i = end, groups--) {
        Builder group;

        for (end = i + 1; end < it.n && sort_compare_numeric(ranking.keys[order[end]], ranking.keys[order[i]]) == 0;)
            end++;
        builder_start(&group, h, S_List);
        for (size_t j = i; j < end; j++)
            builder_push(&group, items_position(h, &it, order[args.n == 2 && largest ? end - 1 - (j - i) : j]));
        if (args.n == 1)
            return builder_finish(&group);
        builder_push(&out, builder_finish(&group));
    }
    return builder_finish(&out);
}

BUILTIN(PositionLargest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "PositionLargest[list] gives the positions of the largest element; PositionLargest[list, n] those of the n\n"
             "largest values.",
    .examples = EXAMPLES("PositionLargest[{1, 3, 2, 3}]", "{2, 4}"))
{
    return position_extreme(vm, args, true);
}

BUILTIN(PositionSmallest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "PositionSmallest[list] gives the positions of the smallest element; PositionSmallest[list, n] those of the\n"
             "n smallest values.",
    .examples = EXAMPLES("PositionSmallest[{2, 1, 3, 1}]", "{2, 4}"))
{
    return position_extreme(vm, args, false);
}
