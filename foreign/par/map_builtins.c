/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * map_builtins.c -- ParallelMap and its like: one function over the elements of one expression.
 */
#include "foreign/par/parallel.h"

#include "vm/builtin/levelspec.h"

/* The elements of [x]; a packed array is left whole. */
static bool elements_of(Heap *h, Val x, Items *it)
{
    if (!val_is_packed(x))
        return items_of(h, x, it);
    *it = (Items){.source = x, .head = S_List, .n = list_len(x)};
    return true;
}

/* Are the parts on these levels those of the elements, and perhaps the whole?  Where levels are counted from both ends that
 * depends on the depth of the whole. */
static bool levels_divide(LevelSpec levels)
{
    if (levels.from == -1)
        return levels.to < 0 || levels.to > 0;
    return levels.from == 0 ? levels.to > 0 : levels.from > 0 && levels.from < LEVEL_INFINITY && (levels.to < 0 || levels.to >= levels.from);
}

/* A level specification for the elements of something, where [levels] is that of the whole. */
static Val inner_levels(Heap *h, LevelSpec levels)
{
    Val from = val_int(levels.from > 0 ? levels.from - 1 : levels.from), to = val_int(levels.to > 0 ? levels.to - 1 : levels.to);

    if (levels.to == LEVEL_INFINITY)
        to = S_Infinity;
    return list_make(h, 2, (Val[]){from, to});
}

static Val map_levels_element(Vm *vm, Split *s, size_t i)
{
    return vm_call3(vm, S_Map, s->f, s->v[i], s->extra);
}

/* Map does not evaluate what it puts below such a head. */
static bool holds(Vm *vm, const Items *it)
{
    return it->entries == NULL && !(val_is_symbol(it->head) && (vm_attributes(vm, it->head) & ATTR_HOLD_ANY) == 0);
}

Val parallel_map_call(Vm *vm, Args args, void (*cut)(Vm *vm, Split *s))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    LevelSpec levels = LEVEL_ONE;
    Parallel p;
    Items it;
    Split *s;

    if (n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, n, 2, 3))
        return NOT_MINE;
    PARALLEL_READ(&p);
    if (n == 3 && !levelspec_read(val_unpacked(h, args.v[2]), &levels))
        return MESSAGE(vm, "level", args.v[2]);
    if (!levels_divide(levels) || items_represented(vm, args.v[1]))
        return parallel_sequential(vm, args, S_Map, n);
    if (!elements_of(h, args.v[1], &it) || holds(vm, &it))
        return expr_make(h, S_Map, n, args.v);
    if (levels.from == 1 && levels.to == 1) {
        s = parallel_map(vm, &p, args.v[0], args.v[1], &it);
        s->as_list = val_is_list(args.v[1]);
        if (cut != NULL)
            cut(vm, s);
    } else {
        if (!items_of(h, args.v[1], &it))
            return NOT_MINE;
        s = split_new(vm, p.how, it.n);
        s->f = args.v[0];
        s->v = it.v;
        s->element = map_levels_element;
        LevelSpec below = levels.from == 0 ? (LevelSpec){1, levels.to} : levels;
        s->extra = inner_levels(h, below);
    }
    TRY(split_run(vm, s, p.self));
    if (s->as_list)
        return split_list(vm, s);
    Val made = items_with(h, &it, s->values);
    if (it.n >= PACKED_LENGTH_MIN && val_is_plain_list(made))
        made = list_pack(h, made);
    return levels.from == 0 ? expr1(h, args.v[0], made) : made;
}

BUILTIN(ParallelMap,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .packed = true,
    .apply = operator_last1, .quiet_count = true,
    .usage = "ParallelMap[f, expr] applies f in parallel to each element of expr; ParallelMap[f, expr, levelspec] to the parts on these\n"
             "levels.  The result is that of Map, whatever the number of workers; what f defines stays inside.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelMap[#^2 &, Range[5]]", "{1, 4, 9, 16, 25}", "ParallelMap[f, <|a -> 1, b -> 2|>]", "<|a -> f[1], b -> f[2]|>",
                         "ParallelMap[f, {{1, 2}, {3}}, {2}]", "{{f[1], f[2]}, {f[3]}}",
                         "ParallelMap[# + 1 &, Range[4], Method -> \"ItemsPerEvaluation\" -> 2]", "{2, 3, 4, 5}"))
{
    return parallel_map_call(vm, args, NULL);
}

BUILTIN(ParallelScan,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .packed = true,
    .apply = operator_last1, .quiet_count = true,
    .usage = "ParallelScan[f, expr] evaluates f in parallel of each element of expr and gives Null.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ch = Channel[]; ParallelScan[Send[ch, #] &, {3, 1, 2}]; Sort[ReceiveAll[ch]]", "{1, 2, 3}"))
{
    size_t n = options_split(args);
    Parallel p;
    Items it;

    if (n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, n, 2, 2))
        return NOT_MINE;
    PARALLEL_READ(&p);
    if (items_represented(vm, args.v[1]))
        return parallel_sequential(vm, args, S_Scan, n);
    if (!elements_of(vm_heap(vm), args.v[1], &it))
        return S_Null;
    Val ended = split_run(vm, parallel_map(vm, &p, args.v[0], args.v[1], &it), p.self);
    if (val_is_unwind(ended) && vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag)) {
        vm->unwind.kind = UNWIND_NONE;
        return vm->unwind.value;
    }
    TRY(ended);
    return S_Null;
}

BUILTIN(ParallelSelect,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .apply = operator_first1, .quiet_count = true,
    .usage = "ParallelSelect[list, crit] gives the elements of list for which crit gives True, tested in parallel; ParallelSelect[list, crit, n]\n"
             "the first n of them.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelSelect[Range[20], PrimeQ]", "{2, 3, 5, 7, 11, 13, 17, 19}", "ParallelSelect[<|a -> 1, b -> 2|>, EvenQ]", "<|b -> 2|>"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args), limit = SIZE_MAX, found = 0;
    bool up_to;
    Parallel p;
    Items it;

    if (n == 1)
        return NOT_MINE;
    PARALLEL_ITEMS(&p, n, 2, 3, 1, &it);
    if (items_represented(vm, args.v[0]))
        return parallel_sequential(vm, args, S_Select, n);
    if (n == 3 && !read_count(args.v[2], &limit, &up_to))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    Split *s = parallel_map(vm, &p, args.v[1], args.v[0], &it);
    TRY(split_run(vm, s, p.self));
    size_t *which = sizes_new(h, it.n);
    for (size_t i = 0; i < it.n && found < limit; i++)
        if (val_is(s->values[i], S_True))
            which[found++] = i;
    return found == it.n ? args.v[0] : items_select(h, &it, found, which);
}

static Val combine_element(Vm *vm, Split *s, size_t i)
{
    return vm_call1(vm, s->f, s->v[i]);
}

BUILTIN(ParallelCombine,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .quiet_count = true,
    .usage = "ParallelCombine[f, h[e1, e2, ...], comb] applies f in parallel to h of pieces of the elements and combines the results with comb,\n"
             "which is h where that is Flat, else Join.  The pieces depend on the number of elements and the option Method alone.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelCombine[Total, Range[100], Plus]", "5050", "ParallelCombine[Reverse, {1, 2, 3, 4}, Method -> \"ItemsPerEvaluation\" -> 2]", "{2, 1, 4, 3}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args);
    Val combine = S_Join;
    Parallel p;
    Items it;

    PARALLEL_ITEMS(&p, n, 2, 3, 2, &it);
    if (n == 3)
        combine = args.v[2];
    else if (val_is_symbol(it.head) && (vm_attributes(vm, it.head) & ATTR_FLAT) != 0)
        combine = it.head;
    if (items_represented(vm, args.v[1])) {
        parallel_say_sequential(vm, args);
        Val v = expr1(h, args.v[0], args.v[1]);
        return n == 3 ? expr1(h, combine, v) : v;
    }
    size_t pieces = parallel_pieces(&p, it.n);
    Val *parts = vals_new(h, pieces);
    for (size_t k = 0; k < pieces; k++) {
        size_t from = p.items != 0 ? p.items * k : parallel_piece(it.n, pieces, k);
        size_t to = p.items != 0 ? from + p.items : parallel_piece(it.n, pieces, k + 1);
        parts[k] = items_slice(h, &it, from, to < it.n ? to : it.n);
    }
    p.how.grain = 1;
    Split *s = split_new(vm, p.how, pieces);
    s->f = args.v[0];
    s->v = parts;
    s->element = combine_element;
    TRY(split_run(vm, s, p.self));
    return expr_make(h, combine, pieces, s->values);
}
