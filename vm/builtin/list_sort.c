/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_sort.c -- Sort and its relatives.
 *
 * A merge sort that asks its comparison whether to swap, never the reverse question: an ordering
 * function that gives neither True nor False leaves the elements as they were, one that always gives
 * False turns the list around.
 */
#include "vm/builtin/list_sort.h"
#include "vm/builtin/seqspec.h"

/* What sort_order keeps on the way down. */
typedef struct Sorting {
    Vm          *vm;
    SortCompare *compare;
    void        *state;
    size_t      *order, *scratch;
} Sorting;

/* Sorts order[low .. high); the halves are those of the language: the shorter one first. */
static bool sort_range(Sorting *s, size_t low, size_t high)
{
    size_t mid = low + (high - low) / 2, i = low, j = mid, k = low;

    if (high - low < 2)
        return true;
    if (val_is_unwind(vm_poll(s->vm)) || !sort_range(s, low, mid) || !sort_range(s, mid, high))
        return false;
    while (i < mid && j < high)
        switch (s->compare(s->vm, s->order[i], s->order[j], s->state)) {
        case COMPARED_UNWIND:
            return false;
        case COMPARED_IN_ORDER:
            s->scratch[k++] = s->order[i++];
            break;
        case COMPARED_SWAP:
            s->scratch[k++] = s->order[j++];
            break;
        }
    while (i < mid)
        s->scratch[k++] = s->order[i++];
    while (j < high)
        s->scratch[k++] = s->order[j++];
    memcpy(s->order + low, s->scratch + low, (high - low) * sizeof *s->order);
    return true;
}

bool sort_order(Vm *vm, size_t n, size_t *order, SortCompare *compare, void *state)
{
    Sorting s = { vm, compare, state, order, sizes_new(vm_heap(vm), n) };

    for (size_t i = 0; i < n; i++)
        order[i] = i;
    return sort_range(&s, 0, n);
}

/* What an ordering function of the user says of a and b. */
static Compared sort_ask(Vm *vm, Caller *p, Val a, Val b)
{
    Val v = caller_call2(vm, p, a, b);

    if (val_is_unwind(v))
        return COMPARED_UNWIND;
    if (val_is(v, S_False) || (val_is_real_number(v) && num_sign(v) < 0))
        return COMPARED_SWAP;
    return COMPARED_IN_ORDER;
}

typedef struct ByFunction {
    const Val *v;
    Caller     p;
} ByFunction;

static Compared compare_by_function(Vm *vm, size_t a, size_t b, void *state)
{
    ByFunction *s = state;

    return sort_ask(vm, &s->p, s->v[a], s->v[b]);
}

/* The order of [n] values, canonical where [p] is VAL_NONE; false if it unwound. */
static bool order_values(Vm *vm, size_t n, const Val *v, Val p, size_t *order)
{
    ByFunction by = { .v = v };

    if (val_is_none(p)) {
        vals_sort_order(vm_heap(vm), n, v, order);
        return true;
    }
    caller_start(vm, &by.p, p, 2, n);
    return sort_order(vm, n, order, compare_by_function, &by);
}

static void reverse_order(size_t n, size_t *order)
{
    for (size_t i = 0; i < n / 2; i++) {
        size_t swap = order[i];

        order[i] = order[n - 1 - i];
        order[n - 1 - i] = swap;
    }
}

/* A packed vector of real numbers sorted; VAL_NONE where it is something else. */
static Val sort_packed(Heap *h, Val list, bool reverse)
{
    const Packed *p = val_packed(list);
    Packed *sorted;

    if (p->rank != 1 || p->type == PACKED_COMPLEX || !(sorted = packed_new(h, (PackedType)p->type, 1, p->dims)))
        return VAL_NONE;
    memcpy(sorted->data.integers, p->data.integers, p->count * sizeof(int64_t));
    if (p->type == PACKED_INTEGER)
        sort_words(h, p->count, sorted->data.integers);
    else
        sort_reals(h, p->count, sorted->data.reals);
    for (size_t i = 0; reverse && i < p->count / 2; i++) {
        int64_t swap = sorted->data.integers[i];

        sorted->data.integers[i] = sorted->data.integers[p->count - 1 - i];
        sorted->data.integers[p->count - 1 - i] = swap;
    }
    return val_from_node(sorted);
}

static Val sort(Vm *vm, Args args, bool reverse)
{
    Items it;
    size_t *order;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (args.n == 1 && val_is_packed(args.v[0])) {
        Val sorted = sort_packed(vm_heap(vm), args.v[0], reverse);

        if (!val_is_none(sorted))
            return sorted;
    }
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    order = sizes_new(vm_heap(vm), it.n);
    if (!order_values(vm, it.n, it.v, args.n == 2 ? args.v[1] : VAL_NONE, order))
        return UNWIND;
    if (reverse)
        reverse_order(it.n, order);
    if (reverse && args.n == 1)           /* what is the same stays in its order */
        for (size_t i = 0, end; i < it.n; i = end) {
            for (end = i + 1; end < it.n && val_order(it.v[order[i]], it.v[order[end]]) == 0;)
                end++;
            reverse_order(end - i, order + i);
        }
    return items_select(vm_heap(vm), &it, it.n, order);
}

BUILTIN(Sort,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "Sort[list] sorts the elements of list into canonical order; Sort[list, p] by the ordering function p.",
    .examples = EXAMPLES(
        "Sort[{c, a, b}]", "{a, b, c}",
        "Sort[{3, 1, 2}, Greater]", "{3, 2, 1}",
        "Sort[<|x -> 2, y -> 1|>]", "<|y -> 1, x -> 2|>"))
{
    return sort(vm, args, false);
}

BUILTIN(ReverseSort,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "ReverseSort[list] sorts the elements of list into the reverse of canonical order; ReverseSort[list, p] of\n"
             "that of p.",
    .examples = EXAMPLES("ReverseSort[{b, c, a}]", "{c, b, a}"))
{
    return sort(vm, args, true);
}

/* Sorting by the values of functions. */
typedef struct ByKeys {
    const Val *v;            /* the elements */
    size_t     criteria;
    Val      **keys;         /* keys[c][i]: of element i by function c */
    bool       asks;         /* the ordering function */
    Caller     p;
    bool       canonical;    /* elements with the same keys are put in canonical order */
} ByKeys;

static Compared compare_by_keys(Vm *vm, size_t a, size_t b, void *state)
{
    ByKeys *s = state;

    for (size_t c = 0; c < s->criteria; c++) {
        Val x = s->keys[c][a], y = s->keys[c][b];
        int order;

        if (s->asks) {
            if (!val_same(x, y))
                return sort_ask(vm, &s->p, x, y);
            continue;
        }
        order = val_order(x, y);
        if (order != 0)
            return order < 0 ? COMPARED_IN_ORDER : COMPARED_SWAP;
    }
    return s->canonical && val_order(s->v[a], s->v[b]) > 0 ? COMPARED_SWAP : COMPARED_IN_ORDER;
}

/* The order of the elements by f, or by {f1, f2, ..}; UNWIND or VAL_NONE. */
static Val order_by(Vm *vm, const Items *it, Val f, Val p, size_t *order)
{
    Heap *h = vm_heap(vm);
    bool list = val_is_plain_list(f);
    ByKeys by = { .v = it->v, .criteria = list ? expr_len(f) : 1, .asks = !val_is_none(p), .canonical = !list };

    if (by.asks)
        caller_start(vm, &by.p, p, 2, it->n);
    by.keys = heap_alloc(h, (by.criteria + 1) * sizeof(Val *));
    for (size_t c = 0; c < by.criteria; c++) {
        Caller key;
        by.keys[c] = vals_new(h, it->n);
        caller_start(vm, &key, list ? expr_arg(f, c) : f, 1, it->n);
        for (size_t i = 0; i < it->n; i++)
            TRY(by.keys[c][i] = caller_call1(vm, &key, it->v[i]));
    }
    return sort_order(vm, it->n, order, compare_by_keys, &by) ? VAL_NONE : UNWIND;
}

static Val sort_by(Vm *vm, Args args, bool reverse)
{
    Items it;
    size_t *order;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    order = sizes_new(vm_heap(vm), it.n);
    TRY(order_by(vm, &it, args.v[1], args.n == 3 ? args.v[2] : VAL_NONE, order));
    if (reverse)
        reverse_order(it.n, order);
    return items_select(vm_heap(vm), &it, it.n, order);
}

BUILTIN(SortBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SortBy[list, f] sorts list by the values of f, and elements with the same value into canonical order;\n"
             "SortBy[list, {f1, f2, ..}] by f1, then f2, ..; SortBy[list, f, p] uses the ordering function p.\n"
             "SortBy[f] is an operator form.",
    .examples = EXAMPLES(
        "SortBy[{-3, 1, -2}, Abs]", "{1, -2, -3}",
        "SortBy[{{a, 2}, {b, 1}}, Last]", "{{b, 1}, {a, 2}}"))
{
    return sort_by(vm, args, false);
}

BUILTIN(ReverseSortBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "ReverseSortBy[list, f] sorts list by the values of f, the greatest first.\n"
             "ReverseSortBy[f] is an operator form.",
    .examples = EXAMPLES("ReverseSortBy[{-3, 1, -2}, Abs]", "{-3, -2, 1}"))
{
    return sort_by(vm, args, true);
}

/* Positions from 1 in [order], cut as n, -n or All say. */
static Val ordering_list(Vm *vm, size_t n, const size_t *order, Val spec)
{
    Heap *h = vm_heap(vm);
    SeqRange range;
    Val *v = vals_new(h, n), list;
    Items it;

    for (size_t i = 0; i < n; i++)
        v[i] = val_int((int64_t)order[i] + 1);
    list = list_of(h, n, v);
    if (val_is_none(spec))
        return list;
    switch (seqspec_resolve(spec, n, &range)) {
    case SEQ_OK:
        items_of(h, list, &it);
        return items_range(h, &it, &range);
    case SEQ_OUTSIDE:
        return vm_message(vm, S_Take, "take", 3, (Val[]){ range.first, range.last, list });
    case SEQ_NOT_ONE:
        break;
    }
    return NOT_MINE;
}

BUILTIN(Ordering,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Ordering[list] gives the positions at which the elements of Sort[list] are in list; Ordering[list, n] of\n"
             "the first n; Ordering[list, -n] of the last n; Ordering[list, n, p] by the ordering function p.",
    .examples = EXAMPLES("Ordering[{c, a, b}]", "{2, 3, 1}", "Ordering[{c, a, b}, -1]", "{1}"))
{
    Items it;
    size_t *order;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    order = sizes_new(vm_heap(vm), it.n);
    if (!order_values(vm, it.n, it.v, args.n == 3 ? args.v[2] : VAL_NONE, order))
        return UNWIND;
    return ordering_list(vm, it.n, order, args.n > 1 ? args.v[1] : VAL_NONE);
}

BUILTIN(OrderingBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "OrderingBy[list, f] gives the positions at which the elements of SortBy[list, f] are in list;\n"
             "OrderingBy[list, f, n] of the first n; OrderingBy[list, f, n, p] by the ordering function p.",
    .examples = EXAMPLES("OrderingBy[{-3, 1, -2}, Abs]", "{2, 3, 1}"))
{
    Items it;
    size_t *order;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 4))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    order = sizes_new(vm_heap(vm), it.n);
    TRY(order_by(vm, &it, val_is_plain_list(args.v[1]) ? args.v[1] : list_make(vm_heap(vm), 1, &args.v[1]),
                 args.n == 4 ? args.v[3] : VAL_NONE, order));
    return ordering_list(vm, it.n, order, args.n > 2 ? args.v[2] : VAL_NONE);
}

/* Of a vector of real numbers. */
static bool packed_is_ordered(const Packed *p)
{
    for (size_t i = 1; i < p->count; i++)
        if (p->type == PACKED_INTEGER ? p->data.integers[i - 1] > p->data.integers[i]
                                      : p->data.reals[i - 1] > p->data.reals[i])
            return false;
    return true;
}

BUILTIN(OrderedQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "OrderedQ[list] gives True if the elements of list are in canonical order; OrderedQ[list, p] in that of p.",
    .examples = EXAMPLES("OrderedQ[{a, b, b}]", "True", "OrderedQ[{2, 1}]", "False", "OrderedQ[{2, 1}, Greater]", "True"))
{
    Caller p;
    Items it;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (args.n == 1 && val_is_packed(args.v[0]) && val_packed(args.v[0])->rank == 1
        && val_packed(args.v[0])->type != PACKED_COMPLEX)
        return val_bool(packed_is_ordered(val_packed(args.v[0])));
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 2)
        caller_start(vm, &p, args.v[1], 2, it.n);
    for (size_t i = 1; i < it.n; i++) {
        Compared c = val_order(it.v[i - 1], it.v[i]) <= 0 ? COMPARED_IN_ORDER : COMPARED_SWAP;

        if (args.n == 2)
            c = sort_ask(vm, &p, it.v[i - 1], it.v[i]);
        if (c == COMPARED_UNWIND)
            return UNWIND;
        if (c == COMPARED_SWAP)
            return S_False;
    }
    return S_True;
}

Val sort_numeric_keys(Vm *vm, size_t n, const Val *v, Val *keys)
{
    for (size_t i = 0; i < n; i++) {
        Val x = v[i];

        keys[i] = x;
        if (val_is_number(x) || val_is_string(x))
            continue;
        TRY(vm_poll(vm));
        TRY(x = vm_eval(vm, expr1(vm_heap(vm), S_N, x)));
        if (val_is_real_number(x))
            keys[i] = x;
    }
    return VAL_NONE;
}

/* Infinities are numbers here. */
static int infinite_sign(Val v)
{
    if (val_is_call(v, S_DirectedInfinity, 1) && val_is_small(expr_arg(v, 0)))
        return val_small(expr_arg(v, 0)) > 0 ? 1 : -1;
    return 0;
}

int sort_compare_numeric(Val a, Val b)
{
    bool x = val_is_real_number(a), y = val_is_real_number(b);
    int i = infinite_sign(a), j = infinite_sign(b);

    if (x && y)
        return num_compare(a, b);
    if ((x || i) && (y || j))
        return i - j;
    if (x || i || y || j)
        return x || i ? -1 : 1;
    return val_order(a, b);
}

Compared sort_by_numeric_keys(__attribute__((unused)) Vm *vm, size_t a, size_t b, void *state)
{
    const Val *keys = state;

    return sort_compare_numeric(keys[a], keys[b]) > 0 ? COMPARED_SWAP : COMPARED_IN_ORDER;
}

BUILTIN(NumericalSort,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "NumericalSort[list] sorts the elements of list by numerical value.",
    .examples = EXAMPLES("NumericalSort[{Pi, 3, Sqrt[2]}]", "{Sqrt[2], 3, Pi}"))
{
    Items it;
    Val *keys;
    size_t *order;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    keys = vals_new(vm_heap(vm), it.n);
    order = sizes_new(vm_heap(vm), it.n);
    TRY(sort_numeric_keys(vm, it.n, it.v, keys));
    if (!sort_order(vm, it.n, order, sort_by_numeric_keys, keys))
        return UNWIND;
    return items_select(vm_heap(vm), &it, it.n, order);
}

/* Lists as words are ordered, by the first elements that differ; other things canonically. */
static int compare_lexicographic(Val a, Val b)
{
    if (!val_is_expr(a) || !val_is_expr(b))
        return val_order(a, b);
    for (size_t i = 0; i < expr_len(a) && i < expr_len(b); i++) {
        int order = compare_lexicographic(expr_arg(a, i), expr_arg(b, i));

        if (order != 0)
            return order;
    }
    return (expr_len(a) > expr_len(b)) - (expr_len(a) < expr_len(b));
}

typedef struct Lexicographic {
    const Val *v;
    bool       asks;         /* the ordering function */
    Caller     p;
} Lexicographic;

static Compared lexicographic(Vm *vm, size_t a, size_t b, void *state)
{
    Lexicographic *s = state;
    Val x = s->v[a], y = s->v[b];

    if (!s->asks || !val_is_expr(x) || !val_is_expr(y))
        return compare_lexicographic(x, y) > 0 ? COMPARED_SWAP : COMPARED_IN_ORDER;
    for (size_t i = 0; i < expr_len(x) && i < expr_len(y); i++)
        if (!val_same(expr_arg(x, i), expr_arg(y, i)))
            return sort_ask(vm, &s->p, expr_arg(x, i), expr_arg(y, i));
    return expr_len(x) > expr_len(y) ? COMPARED_SWAP : COMPARED_IN_ORDER;
}

BUILTIN(LexicographicSort,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "LexicographicSort[list] sorts lists as words are sorted, by the first elements that differ;\n"
             "LexicographicSort[list, p] compares elements by the ordering function p.",
    .examples = EXAMPLES("LexicographicSort[{{2}, {1, 2}, {1}}]", "{{1}, {1, 2}, {2}}"))
{
    Items it;
    size_t *order;
    Lexicographic state;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    order = sizes_new(vm_heap(vm), it.n);
    state = (Lexicographic){ .v = it.v, .asks = args.n == 2 };
    if (state.asks)
        caller_start(vm, &state.p, args.v[1], 2, it.n);
    if (!sort_order(vm, it.n, order, lexicographic, &state))
        return UNWIND;
    return items_select(vm_heap(vm), &it, it.n, order);
}
