/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * reduce_builtins.c -- ParallelReduce, ParallelFold, ParallelSort and ParallelMapReduce.
 *
 * Blocks and the tree above them depend on the number of elements alone, so that sums of reals are the
 * same for any number of workers.
 */
#include "foreign/par/parallel.h"

static Val fold_element(Vm *vm, Split *s, size_t i)
{
    Heap *h = vm_heap(vm);
    size_t pieces = s->n, count = (size_t)val_small(s->extra), from = parallel_piece(count, pieces, i), to = parallel_piece(count, pieces, i + 1);

    if (to - from == 1)
        return s->v[from];
    Val rest = list_make(h, to - from - 1, s->v + from + 1);
    return vm_call3(vm, S_Fold, s->f, s->v[from], to - from > PACKED_LENGTH_MIN ? list_pack(h, rest) : rest);
}

static Val pair_element(Vm *vm, Split *s, size_t i)
{
    return vm_call2(vm, s->f, s->v[2 * i], s->v[2 * i + 1]);
}

/* f between all values, as a tree: neighbours first. */
static Val reduce(Vm *vm, Parallel *p, Val f, size_t n, const Val *v)
{
    size_t pieces = parallel_pieces(p, n);
    Split *s;

    p->how.grain = 1;
    s = split_new(vm, p->how, pieces);
    s->f = f;
    s->v = v;
    s->extra = val_int((int64_t)n);
    s->element = fold_element;
    TRY(split_run(vm, s, p->self));
    while (pieces > 1) {
        Split *pairs = split_new(vm, p->how, pieces / 2);
        pairs->f = f;
        pairs->v = s->values;
        pairs->element = pair_element;
        TRY(split_run(vm, pairs, p->self));
        if (pieces % 2 != 0) {
            Val *all = vals_new(vm_heap(vm), pieces / 2 + 1);
            memcpy(all, pairs->values, pieces / 2 * sizeof(Val));
            all[pieces / 2] = s->values[pieces - 1];
            pairs->values = all;
        }
        pieces = (pieces + 1) / 2;
        s = pairs;
    }
    return s->values[0];
}

/* f, list or f, x, list. */
static Val reduce_call(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Parallel p;
    Items it;
    Val v;

    if (n == 1)
        return NOT_MINE;
    PARALLEL_ITEMS(&p, n, 2, 3, n, &it);
    if (it.n == 0)
        return n == 3 ? args.v[1] : NOT_MINE;
    TRY(v = reduce(vm, &p, args.v[0], it.n, it.v));
    return n == 3 ? expr2(h, args.v[0], args.v[1], v) : v;
}

BUILTIN(ParallelReduce,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .apply = operator_last1, .quiet_count = true,
    .usage = "ParallelReduce[f, list] puts the associative function f between the elements of list, in parallel by a tree that depends on the\n"
             "length of list alone; ParallelReduce[f, x, list] begins with x.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelReduce[Plus, Range[1000]]", "500500", "ParallelReduce[StringJoin, {\"a\", \"b\", \"c\", \"d\", \"e\"}]", "abcde",
                         "ParallelReduce[Max, 7, {3, 5}]", "7"))
{
    return reduce_call(vm, args);
}

BUILTIN(ParallelFold,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .apply = operator_last12, .quiet_count = true,
    .usage = "ParallelFold[f, x, list] is Fold[f, x, list] in parallel for an associative function f; ParallelFold[f, list] begins with the first element.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelFold[Plus, 10, Range[100]]", "5060", "ParallelFold[Times, Range[10]]", "3628800"))
{
    return reduce_call(vm, args);
}

/* ---- sorting ---- */

/* s->f: the order p, or VAL_NONE: the canonical one. */
static Val sort_element(Vm *vm, Split *s, size_t i)
{
    size_t count = (size_t)val_small(s->extra), from = parallel_piece(count, s->n, i), to = parallel_piece(count, s->n, i + 1);
    Val list = list_make(vm_heap(vm), to - from, s->v + from);

    return val_is_none(s->f) ? vm_call1(vm, S_Sort, list) : vm_call2(vm, S_Sort, list, s->f);
}

/* Does [b] come before [a]?  As Sort asks: in order unless p[a, b] is False or -1. */
static Val comes_before(Vm *vm, Val p, Val b, Val a)
{
    Val r;

    if (val_is_none(p))
        return val_bool(val_order(b, a) < 0);
    TRY(r = vm_call2(vm, p, a, b));
    return val_bool(val_is(r, S_False) || val_is(r, val_int(-1)));
}

static Val merge_element(Vm *vm, Split *s, size_t i)
{
    Heap *h = vm_heap(vm);
    Val a = s->v[2 * i], b = s->v[2 * i + 1], less;
    size_t n = list_len(a), m = list_len(b), x = 0, y = 0;
    Val *merged = vals_new(h, n + m);

    a = val_unpacked(h, a);
    b = val_unpacked(h, b);
    for (size_t k = 0; k < n + m; k++) {
        TRY(vm_poll(vm));
        less = S_False;
        if (x < n && y < m)
            TRY(less = comes_before(vm, s->f, expr_arg(b, y), expr_arg(a, x)));
        merged[k] = x == n || val_is(less, S_True) ? expr_arg(b, y++) : expr_arg(a, x++);
    }
    return list_make(h, n + m, merged);
}

static Val sorted(Vm *vm, Parallel *p, Val order, size_t n, const Val *v)
{
    enum { PIECE_MIN = 1024 };
    size_t pieces = parallel_pieces(p, n);
    Split *s;

    /* A power of two, each large enough to be worth a task. */
    while (pieces > 1 && n / pieces < PIECE_MIN)
        pieces /= 2;
    while ((pieces & (pieces - 1)) != 0)
        pieces &= pieces - 1;
    p->how.grain = 1;
    s = split_new(vm, p->how, pieces);
    s->f = order;
    s->v = v;
    s->extra = val_int((int64_t)n);
    s->element = sort_element;
    TRY(split_run(vm, s, p->self));
    for (; pieces > 1; pieces /= 2) {
        Split *pairs = split_new(vm, p->how, pieces / 2);
        pairs->f = order;
        pairs->v = s->values;
        pairs->element = merge_element;
        TRY(split_run(vm, pairs, p->self));
        s = pairs;
    }
    return s->values[0];
}

BUILTIN(ParallelSort,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .packed = true, .quiet_count = true,
    .usage = "ParallelSort[list] is Sort[list] in parallel: pieces are sorted, then merged; ParallelSort[list, p] sorts with the ordering function p.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelSort[{3, 1, 2}]", "{1, 2, 3}", "ParallelSort[{3, 1, 2}, Greater]", "{3, 2, 1}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Parallel p;
    Items it;
    Val list;

    PARALLEL_ITEMS(&p, n, 1, 2, 1, &it);
    if (items_represented(vm, args.v[0]))
        return parallel_sequential(vm, args, S_Sort, n);
    /* Numbers are sorted faster than they are handed out. */
    if (it.n < 2 || it.entries != NULL || (n == 1 && val_is_packed(args.v[0])))
        return n == 1 ? expr1(h, S_Sort, args.v[0]) : expr2(h, S_Sort, args.v[0], args.v[1]);
    TRY(list = sorted(vm, &p, n == 2 ? args.v[1] : VAL_NONE, it.n, it.v));
    if (!val_is(it.head, S_List))
        return expr_with_head(h, val_unpacked(h, list), it.head);
    return it.n >= PACKED_LENGTH_MIN && val_is_plain_list(list) ? list_pack(h, list) : list;
}

/* ---- map and reduce by key ---- */

/* The pairs key -> value that map[x] gives, gathered as key -> {values}. */
static Val gather(Vm *vm, Args args, const Split *mapped)
{
    Heap *h = vm_heap(vm);
    ValSet keys;
    ValArray *values = NULL;
    size_t room = 0;
    AssocBuilder b;

    valset_start(&keys, h);
    for (size_t i = 0; i < mapped->n; i++) {
        Val pairs = mapped->values[i];
        if (val_is_assoc(pairs))
            pairs = assoc_rules(h, pairs);
        size_t count = val_is_plain_list(pairs) ? expr_len(pairs) : 1;
        for (size_t k = 0; k < count; k++) {
            Val pair = val_is_plain_list(pairs) ? expr_arg(pairs, k) : pairs;
            bool fresh;
            TRY(vm_poll(vm));
            if (!val_is_rule(pair))
                return MESSAGE(vm, "pairs", mapped->values[i], val_int((int64_t)i + 1));
            size_t number = valset_add(&keys, expr_arg(pair, 0), &fresh);
            if (number == room) {
                size_t more = room == 0 ? 64 : 2 * room;
                values = heap_grow(h, values, room * sizeof *values, more * sizeof *values);
                room = more;
            }
            if (fresh)
                values[number] = valarray(h);
            valarray_push(&values[number], expr_arg(pair, 1));
        }
    }
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < keys.n; i++)
        assoc_builder_put(&b, (AssocEntry){.key = keys.members[i], .value = list_make(h, values[i].n, values[i].v)});
    return assoc_builder_finish(&b);
}

static Val reduce_key_element(Vm *vm, Split *s, size_t i)
{
    AssocEntry e = assoc_at(s->source, i);

    return vm_call2(vm, s->f, e.key, e.value);
}

BUILTIN(ParallelMapReduce,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .quiet_count = true,
    .usage = "ParallelMapReduce[map, reduce, list] evaluates map[x] for each element, which gives key -> value or a list of such rules, and gives\n"
             "the association of each key with reduce[key, {values}], in the order in which the keys came; all in parallel.",
    .messages = MESSAGES(PARALLEL_MESSAGES, "pairs", "Element `2` was mapped to `1`, which is not a rule or a list of rules."),
    .examples = EXAMPLES("ParallelMapReduce[Map[# -> 1 &, Characters[#]] &, Total[#2] &, {\"aba\", \"bc\"}]", "<|a -> 2, b -> 2, c -> 1|>"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Parallel p;
    Items it;
    Val groups;

    PARALLEL_ITEMS(&p, n, 3, 3, 3, &it);
    Split *s = parallel_map(vm, &p, args.v[0], it.source, &it);
    s->block = NULL;
    TRY(split_run(vm, s, p.self));
    TRY(groups = gather(vm, args, s));
    if (!val_is_assoc(groups))
        return NOT_MINE;
    p.how.grain = 1;
    Split *r = split_new(vm, p.how, assoc_len(groups));
    r->f = args.v[1];
    r->source = groups;
    r->element = reduce_key_element;
    TRY(split_run(vm, r, p.self));
    AssocBuilder b;
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < r->n; i++)
        assoc_builder_put(&b, (AssocEntry){.key = assoc_at(groups, i).key, .value = r->values[i]});
    return assoc_builder_finish(&b);
}
