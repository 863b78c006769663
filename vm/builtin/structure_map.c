/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * structure_map.c -- functions put around parts: Map, Apply, MapIndexed, MapThread, Scan, ..
 *
 * Map and its like build the expression with f around its parts and leave the evaluation of it to the
 * evaluator, as the language defines them.  Only over the elements of an expression whose head holds
 * nothing is f called at once, which gives the same and needs less memory.
 */
#include "vm/builtin/levelspec.h"

#include "vm/code/code.h"
#include "vm/code/typed.h"

typedef struct Mapping {
    Val f;
} Mapping;

/* The arguments f, expr, levelspec and the option Heads.  YES: go on. */
static MatchResult mapping_read(Vm *vm, Args args, LevelSpec *levels, bool *heads)
{
    size_t n = options_split(args);

    if (n == 1)
        return MATCH_NO;
    if (!count_ok(vm, args, n, 2, 3))
        return MATCH_NO;
    if (n == 3 && !levelspec_read(val_unpacked(vm_heap(vm), args.v[2]), levels)) {
        MESSAGE(vm, "level", args.v[2]);
        return MATCH_NO;
    }
    *heads = false;
    if (n < args.n)
        switch (option_true(vm, args, S_Heads)) {
        case MATCH_UNWIND:
            return MATCH_UNWIND;
        case MATCH_YES:
            *heads = true;
            break;
        case MATCH_NO:
            break;
        }
    return MATCH_YES;
}

#define MAPPING(levels, heads)                                                      \
    do {                                                                            \
        MatchResult mapping_result_ = mapping_read(vm, args, (levels), (heads));    \
        if (mapping_result_ != MATCH_YES)                                           \
            return mapping_result_ == MATCH_UNWIND ? UNWIND : NOT_MINE;             \
    } while (0)

static Val map_visit(Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    return expr1(vm_heap(vm), ((const Mapping *)state)->f, part);
}

/* Does a head leave its arguments to be evaluated? */
static bool evaluates_arguments(Vm *vm, Val head)
{
    return val_is_symbol(head) && (vm_attributes(vm, head) & (ATTR_HOLD_ANY)) == 0;
}

BUILTIN(Map,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .packed = true,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "Map[f, expr] or f /@ expr applies f to each element of expr; Map[f, expr, levelspec] to the parts on these\n"
             "levels.  Map[f] is an operator form.",
    .examples = EXAMPLES(
        "f /@ {a, b}", "{f[a], f[b]}",
        "Map[f, {{a}, {b}}, {2}]", "{{f[a]}, {f[b]}}",
        "Map[f, <|x -> 1|>]", "<|x -> f[1]|>",
        "Map[f, a + b]", "f[a] + f[b]"))
{
    LevelSpec levels = LEVEL_ONE;
    Mapping m;
    bool heads;
    Items it;
    Val *v;

    MAPPING(&levels, &heads);
    m.f = args.v[0];
    if (args.n == 2 && code_loops_over(vm, args.v[1])) {
        Val typed = typed_apply(vm, S_Map, 2, args.v);
        if (!val_is_none(typed))
            return typed;
        const Code *code = code_for_functional(vm, S_Map, m.f, 2, list_len(args.v[1]));
        if (code != NULL)
            return code_execute(vm, code, args.v);
    }
    if (levels.from == 1 && levels.to == 1 && !heads && items_of(vm_heap(vm), args.v[1], &it)
        && (it.entries || evaluates_arguments(vm, it.head))) {
        v = vals_new(vm_heap(vm), it.n);
        for (size_t i = 0; i < it.n; i++)
            TRY(v[i] = vm_call1(vm, m.f, it.v[i]));
        Val made = items_with(vm_heap(vm), &it, v);

        return it.n >= PACKED_LENGTH_MIN && val_is_plain_list(made) ? list_pack(vm_heap(vm), made) : made;
    }
    return level_map(vm, args.v[1], levels, heads, map_visit, &m);
}

BUILTIN(MapAll,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "MapAll[f, expr] or f //@ expr applies f to every part of expr.",
    .examples = EXAMPLES("MapAll[f, {a, {b}}]", "f[{f[a], f[{f[b]}]}]"))
{
    LevelSpec levels = {0, LEVEL_INFINITY};
    Mapping m;
    bool heads;

    if (options_split(args) > 2) {
        count_ok(vm, args, options_split(args), 2, 2);
        return NOT_MINE;
    }
    MAPPING(&levels, &heads);
    m.f = args.v[0];
    return level_map(vm, args.v[1], levels, heads, map_visit, &m);
}

static Val map_indexed_visit(Vm *vm, Val part, const LevelPath *path, void *state)
{
    return expr2(vm_heap(vm), ((const Mapping *)state)->f, part, levelpath_list(path));
}

/* f[x, {i}] for each element of a list of numbers. */
static Val map_indexed(Vm *vm, Val f, Val list)
{
    size_t n = expr_len(list);
    Val *v = vals_new(vm_heap(vm), n), made;
    Caller call;

    caller_start(vm, &call, f, 2, n);
    call.indexed = true;
    for (size_t i = 0; i < n; i++)
        TRY(v[i] = caller_call2(vm, &call, expr_arg(list, i), val_int((int64_t)i + 1)));
    made = list_make(vm_heap(vm), n, v);
    return n >= PACKED_LENGTH_MIN ? list_pack(vm_heap(vm), made) : made;
}

BUILTIN(MapIndexed,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "MapIndexed[f, expr] applies f to each element of expr and its position; MapIndexed[f, expr, levelspec] to\n"
             "the parts on these levels.  MapIndexed[f] is an operator form.",
    .examples = EXAMPLES(
        "MapIndexed[f, {a, b}]", "{f[a, {1}], f[b, {2}]}",
        "MapIndexed[f, <|x -> a|>]", "<|x -> f[a, {Key[x]}]|>"))
{
    LevelSpec levels = LEVEL_ONE;
    Mapping m;
    bool heads;

    MAPPING(&levels, &heads);
    m.f = args.v[0];
    if (args.n == 2 && val_is_plain_list(args.v[1]) && expr_len(args.v[1]) > 0 && val_is_number(expr_arg(args.v[1], 0))
        && code_loops_over(vm, args.v[1]))
        return map_indexed(vm, m.f, args.v[1]);
    return level_map(vm, args.v[1], levels, heads, map_indexed_visit, &m);
}

static Val apply_visit(Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    Heap *h = vm_heap(vm);
    Items it;

    if (!items_of(h, part, &it))
        return part;
    return expr_make(h, ((const Mapping *)state)->f, it.n, it.v);
}

BUILTIN(Apply,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .packed = true,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "Apply[f, expr] or f @@ expr replaces the head of expr by f; Apply[f, expr, levelspec] the heads of the\n"
             "parts on these levels.  Apply[f] is an operator form.",
    .examples = EXAMPLES(
        "f @@ {a, b}", "f[a, b]",
        "f @@@ {{a}, {b, c}}", "{f[a], f[b, c]}",
        "Apply[Plus, <|x -> 1, y -> 2|>]", "3"))
{
    LevelSpec levels = {0, 0};
    Mapping m;
    bool heads;

    MAPPING(&levels, &heads);
    m.f = args.v[0];
    return level_map(vm, args.v[1], levels, heads, apply_visit, &m);
}

BUILTIN(MapApply,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "MapApply[f, expr] or f @@@ expr replaces the heads of the elements of expr by f.\n"
             "MapApply[f] is an operator form.",
    .examples = EXAMPLES("MapApply[f, {{a, b}, {c}}]", "{f[a, b], f[c]}"))
{
    Mapping m;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    m.f = args.v[0];
    return level_map(vm, args.v[1], LEVEL_ONE, false, apply_visit, &m);
}

static LevelStep scan_visit(Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    return val_is_unwind(vm_call1(vm, ((const Mapping *)state)->f, part)) ? LEVEL_UNWIND : LEVEL_GO;
}

/* f of each value that an object gives. */
static Val scan_object(Vm *vm, Val f, Val object)
{
    for (;;) {
        Val v = vm_next(vm, object);
        TRY(v);
        if (val_is_none(v))
            return S_Null;
        TRY(vm_call1(vm, f, v));
        TRY(vm_poll(vm));
    }
}

BUILTIN(Scan,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .packed = true,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "Scan[f, expr] evaluates f of each element of expr in turn and gives Null; Scan[f, expr, levelspec] of the\n"
             "parts on these levels.  Return[x] in f ends it and gives x.  Scan[f] is an operator form.",
    .examples = EXAMPLES("Reap[Scan[Sow, {a, b}]]", "{Null, {{a, b}}}"))
{
    LevelSpec levels = LEVEL_ONE;
    Mapping m;
    bool heads;

    MAPPING(&levels, &heads);
    m.f = args.v[0];
    if (val_is_foreign(args.v[1]) && foreign_class(args.v[1])->next != NULL) {
        Val v = scan_object(vm, m.f, args.v[1]);
        if (!val_is_unwind(v))
            return v;
    } else if (val_is_atom(args.v[1]) && levels.from > 0) {
        return S_Null;
    }
    if (args.n == 2 && code_loops_over(vm, args.v[1])) {
        const Code *code = code_for_functional(vm, S_Scan, m.f, 2, list_len(args.v[1]));
        if (code != NULL)
            return code_execute(vm, code, args.v);
    }
    if (!val_is_foreign(args.v[1]) && level_visit(vm, args.v[1], levels, heads, scan_visit, &m) != LEVEL_UNWIND)
        return S_Null;
    if (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag)) {
        vm->unwind.kind = UNWIND_NONE;
        return vm->unwind.value;
    }
    return UNWIND;
}

/* f[l1[[i]], l2[[i]], ..] for all i, [level] levels down; VAL_NONE where the lists do not fit. */
static Val map_thread(Vm *vm, Caller *f, size_t n, const Val *lists, int64_t level)
{
    Heap *h = vm_heap(vm);
    Items *its;
    Val *column, *v;

    if (level == 0)
        return caller_apply(vm, f, lists);
    TRY(vm_check_stack(vm));
    its = heap_alloc(h, (n + 1) * sizeof(Items));
    for (size_t k = 0; k < n; k++)
        if (!items_of(h, lists[k], &its[k]) || its[k].n != its[0].n
            || (its[k].entries != NULL) != (its[0].entries != NULL))
            return VAL_NONE;
    column = vals_new(h, n);
    v = vals_new(h, its[0].n);
    for (size_t i = 0; i < its[0].n; i++) {
        for (size_t k = 0; k < n; k++) {
            column[k] = its[k].v[i];
            if (its[k].entries) {            /* by key */
                column[k] = assoc_get(lists[k], its[0].entries[i].key);
                if (val_is_none(column[k]))
                    return VAL_NONE;
            }
        }
        TRY(v[i] = map_thread(vm, f, n, column, level - 1));
        if (val_is_none(v[i]))
            return VAL_NONE;
    }
    return items_with(h, &its[0], v);
}

BUILTIN(MapThread,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "MapThread[f, {{a1, a2, ..}, {b1, b2, ..}, ..}] gives {f[a1, b1, ..], f[a2, b2, ..], ..};\n"
             "MapThread[f, lists, n] applies f at level n.",
    .messages = MESSAGES(
        "mptd", "Object `1` at position `2` in `3` has only `4` of required `5` dimensions.",
        "mptc", "Incompatible dimensions of objects at positions `1` and `2` of `3`; dimensions are `4` and `5`.",
        "list", "List expected at position `1` in `2`."),
    .examples = EXAMPLES("MapThread[f, {{a, b}, {x, y}}]", "{f[a, x], f[b, y]}"))
{
    Heap *h = vm_heap(vm);
    int64_t level = 1;
    Items it, first, other;
    Caller f;
    Val v;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3 && (!read_int(args.v[2], &level) || level < 0))
        return MESSAGE(vm, "intnn", val_int(3));
    if (!items_of(h, args.v[1], &it))
        return MESSAGE(vm, "list", val_int(2), args.expr);
    if (it.n == 0)
        return args.v[1];
    if (level > 0 && !items_of(h, it.v[0], &first))
        return MESSAGE(vm, "mptd", it.v[0], list_make(h, 2, (Val[]){ val_int(2), val_int(1) }), args.expr, val_int(0), val_int(level));
    for (size_t k = 1; level > 0 && k < it.n; k++) {
        Val place = list_make(h, 2, (Val[]){ val_int(2), val_int((int64_t)k + 1) });

        if (!items_of(h, it.v[k], &other))
            return MESSAGE(vm, "mptd", it.v[k], place, args.expr, val_int(0), val_int(level));
        if (other.n != first.n)
            return MESSAGE(vm, "mptc", list_make(h, 2, (Val[]){ val_int(2), val_int(1) }), place, args.expr,
                           expr1(h, S_List, val_int((int64_t)first.n)), expr1(h, S_List, val_int((int64_t)other.n)));
    }
    caller_start(vm, &f, args.v[0], it.n, level > 0 ? first.n : 1);
    TRY(v = map_thread(vm, &f, it.n, it.v, level));
    return val_is_none(v) ? NOT_MINE : v;
}

BUILTIN(Operate,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Operate[p, f[x, y]] gives p[f][x, y]; Operate[p, expr, n] applies p at level n in the head.",
    .examples = EXAMPLES("Operate[p, f[x, y]]", "p[f][x, y]"))
{
    Heap *h = vm_heap(vm);
    int64_t n = 1;
    Val heads[64], head;

    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3 && (!read_int(args.v[2], &n) || n < 0))
        return MESSAGE(vm, "intnn", val_int(3));
    if (n == 0)
        return expr1(h, args.v[0], args.v[1]);
    head = args.v[1];
    for (int64_t i = 0; i < n; i++) {
        if (!val_is_expr(head) || i == 64)
            return args.v[1];
        heads[i] = head;
        head = expr_head(head);
    }
    head = expr1(h, args.v[0], head);
    while (n-- > 0)
        head = expr_with_head(h, heads[n], head);
    return head;
}

BUILTIN(Through,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Through[p[f1, f2, ..][x]] gives p[f1[x], f2[x], ..]; Through[expr, h] only where the head of expr is h[..].",
    .examples = EXAMPLES("Through[{f, g}[x]]", "{f[x], g[x]}", "Through[(f + g)[x, y]]", "f[x, y] + g[x, y]"))
{
    Heap *h = vm_heap(vm);
    Val expr, head, *v;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    expr = args.v[0];
    if (!val_is_expr(expr))
        return NOT_MINE;
    head = val_unpacked(h, expr_head(expr));
    if (val_is_assoc(head)) {
        Items it;

        items_of(h, head, &it);
        v = vals_new(h, it.n);
        for (size_t i = 0; i < it.n; i++)
            v[i] = expr_with_head(h, expr, it.v[i]);
        return items_with(h, &it, v);
    }
    if (!val_is_expr(head) || (args.n == 2 && !val_same(expr_head(head), args.v[1])))
        return expr;
    v = vals_new(h, expr_len(head));
    for (size_t i = 0; i < expr_len(head); i++)
        v[i] = expr_with_head(h, expr, expr_arg(head, i));
    return expr_make(h, expr_head(head), expr_len(head), v);
}
