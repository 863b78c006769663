/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc_group.c -- gathering elements under keys: Merge, GroupBy, Counts, PositionIndex, JoinAcross.
 *
 * All of them fill a Groups: a set of keys, each with a growing array of what belongs to it.
 */
#include "vm/builtin/assoc_fns.h"

static void groups_start(Groups *g, Heap *h)
{
    *g = (Groups){.heap = h};
    valset_start(&g->keys, h);
}

static void groups_add(Groups *g, Val key, Val item)
{
    bool fresh;
    size_t i = valset_add(&g->keys, key, &fresh);

    if (fresh) {
        if (i == g->capacity) {
            size_t capacity = g->capacity == 0 ? 8 : 2 * g->capacity;
            g->groups = heap_grow(g->heap, g->groups, i * sizeof(Group), capacity * sizeof(Group));
            g->capacity = capacity;
        }
        g->groups[i] = (Group){.key = key};
    }
    Group *group = &g->groups[i];
    if (group->n == group->capacity) {
        size_t capacity = group->capacity == 0 ? 2 : 2 * group->capacity;
        group->items = heap_grow(g->heap, group->items, group->n * sizeof(Val), capacity * sizeof(Val));
        group->capacity = capacity;
    }
    group->items[group->n++] = item;
}

/* ---- Merge ---- */

static bool merge_add(Groups *g, Val v, int depth)
{
    AssocEntry e;

    if (val_is_rule(v)) {
        groups_add(g, expr_arg(v, 0), expr_arg(v, 1));
        return true;
    }
    if (val_is_assoc(v)) {
        for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); )
            groups_add(g, e.key, e.value);
        return true;
    }
    if (!val_is_plain_list(v) || depth == 256)
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!merge_add(g, expr_arg(v, i), depth + 1))
            return false;
    return true;
}

static Val apply_merge(Vm *vm, Args args)
{
    Val op = expr_head(args.expr);

    if (args.n != 1 || expr_len(op) != 1 || !val_is_plain_list(args.v[0]))
        return NOT_MINE;
    return expr2(vm_heap(vm), S_Merge, args.v[0], expr_arg(op, 0));
}

BUILTIN(Merge,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assocs_, f_",
    .quiet_count = true, .apply = apply_merge,
    .usage = "Merge[{assoc1, assoc2, ...}, f] merges associations (or rules), using f to combine the list of "
             "values that have the same key.",
    .messages = MESSAGES("list1", "The argument `1` is not a valid list of Associations or rules or lists of rules."),
    .examples = EXAMPLES("Merge[{<|a -> 1|>, <|a -> 2, b -> 3|>}, Total]", "<|a -> 3, b -> 3|>",
                         "Merge[{a -> 1, a -> 2}, f]", "<|a -> f[{1, 2}]|>"))
{
    Heap *h = vm_heap(vm);
    AssocBuilder b;
    Groups g;

    groups_start(&g, h);
    if (val_is_assoc(args.v[0]) || val_is_rule(args.v[0]) || !merge_add(&g, args.v[0], 0))
        return MESSAGE(vm, "list1", args.v[0]);
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < g.keys.n; i++) {
        Val x;
        TRY(x = vm_call1(vm, args.v[1], list_make(h, g.groups[i].n, g.groups[i].items)));
        assoc_builder_set(&b, g.groups[i].key, x);
    }
    return assoc_builder_finish(&b);
}

/* ---- GroupBy ---- */

static Val group_level(Vm *vm, Val data, const Val *specs, size_t n, Val reducer);

/* The elements of a group again as a list or an association. */
static Val group_value(Heap *h, const Group *group, bool keyed)
{
    AssocBuilder b;

    if (!keyed)
        return list_make(h, group->n, group->items);
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < group->n; i += 2)
        assoc_builder_set(&b, group->items[i], group->items[i + 1]);
    return assoc_builder_finish(&b);
}

/* Sorts one element into its group: under key(x), as value(x). */
static Val group_element(Vm *vm, Groups *g, Caller *by, Caller *as, Val x, Val key_kept)
{
    Val key, value = x;

    TRY(key = caller_call1(vm, by, x));
    if (as != NULL)
        TRY(value = caller_call1(vm, as, x));
    if (!val_is_none(key_kept))
        groups_add(g, key, key_kept);
    groups_add(g, key, value);
    return VAL_NONE;
}

static Val group_level(Vm *vm, Val data, const Val *specs, size_t n, Val reducer)
{
    Heap *h = vm_heap(vm);
    bool keyed = val_is_assoc(data);
    AssocBuilder b;
    AssocEntry e;
    Groups g;
    Caller by, as, *spec_as = NULL;

    if (n == 0)
        return val_is_none(reducer) ? data : vm_call1(vm, reducer, data);
    TRY(vm_check_stack(vm));
    groups_start(&g, h);
    size_t len = keyed ? assoc_len(data) : list_len(data);
    caller_start(vm, &by, val_is_rule(specs[0]) ? expr_arg(specs[0], 0) : specs[0], 1, len);
    if (val_is_rule(specs[0]))
        caller_start(vm, spec_as = &as, expr_arg(specs[0], 1), 1, len);
    if (keyed) {
        for (AssocIter it = assoc_iter(data); assoc_next(&it, &e); )
            TRY(group_element(vm, &g, &by, spec_as, e.value, e.key));
    } else {
        for (size_t i = 0; i < list_len(data); i++)
            TRY(group_element(vm, &g, &by, spec_as, list_item(h, data, i), VAL_NONE));
    }
    assoc_builder_start(&b, h);
    for (size_t i = 0; i < g.keys.n; i++) {
        Val x;
        TRY(x = group_level(vm, group_value(h, &g.groups[i], keyed), specs + 1, n - 1, reducer));
        assoc_builder_set(&b, g.groups[i].key, x);
    }
    return assoc_builder_finish(&b);
}

BUILTIN(GroupBy,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "list_, f_, red_:",
    .quiet_count = true, .apply = operator_first12, .packed = true,
    .usage = "GroupBy[{e1, e2, ...}, f] gives an association that groups the e_i by f[e_i]; "
             "GroupBy[list, fk -> fv] groups fv[e_i] by fk[e_i]; GroupBy[list, {f1, f2, ...}] forms nested "
             "groups; GroupBy[list, spec, red] applies red to each group.",
    .examples = EXAMPLES("GroupBy[{1, 2, 3, 4}, OddQ]", "<|True -> {1, 3}, False -> {2, 4}|>",
                         "GroupBy[{1, 2, 3, 4}, OddQ -> f, g]", "<|True -> g[{f[1], f[3]}], False -> g[{f[2], f[4]}]|>",
                         "GroupBy[<|a -> 1, b -> 2|>, OddQ]", "<|True -> <|a -> 1|>, False -> <|b -> 2|>|>"))
{
    Val reducer = args.n == 3 ? args.v[2] : VAL_NONE, spec = args.v[1];

    if (!val_is_list(args.v[0]) && !val_is_assoc(args.v[0]))
        return NOT_MINE;
    if (val_is_plain_list(spec))
        return group_level(vm, args.v[0], expr_args(spec), expr_len(spec), reducer);
    return group_level(vm, args.v[0], &spec, 1, reducer);
}

/* ---- counting ---- */

/* How often each value of f (none: the element itself) occurs among the elements. */
static Val count_by(Vm *vm, Val data, Val f)
{
    Heap *h = vm_heap(vm);
    ValSet keys;
    size_t n = 0, capacity = 0, *counts = NULL;
    Caller by;
    Items it;
    AssocBuilder b;

    if (!items_of(h, data, &it) || (!val_is(it.head, S_List) && !val_is(it.head, S_Association)))
        return NOT_MINE;
    valset_start(&keys, h);
    if (!val_is_none(f))
        caller_start(vm, &by, f, 1, it.n);
    for (size_t i = 0; i < it.n; i++) {
        Val key = it.v[i];
        bool fresh;
        TRY(vm_poll(vm));
        if (!val_is_none(f))
            TRY(key = caller_call1(vm, &by, key));
        else
            valset_ahead(&keys, it.n, it.v, i);
        size_t k = valset_add(&keys, key, &fresh);
        if (fresh) {
            if (n == capacity) {
                size_t more = capacity == 0 ? 16 : 2 * capacity;
                counts = heap_grow(h, counts, capacity * sizeof(size_t), more * sizeof(size_t));
                capacity = more;
            }
            counts[n++] = 0;
        }
        counts[k]++;
    }
    assoc_builder_start(&b, h);
    for (size_t k = 0; k < keys.n; k++)
        assoc_builder_set(&b, keys.members[k], val_int((int64_t)counts[k]));
    return assoc_builder_finish(&b);
}

BUILTIN(Counts,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "list_", .packed = true,
    .usage = "Counts[list] gives an association whose keys are the distinct elements of list, and whose values "
             "are how often they occur.",
    .messages = MESSAGES("list", "List or association expected at position `1` in `2`."),
    .examples = EXAMPLES("Counts[{a, b, a, c}]", "<|a -> 2, b -> 1, c -> 1|>"))
{
    return count_by(vm, args.v[0], VAL_NONE);
}

BUILTIN(CountsBy,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "list_, f_",
    .quiet_count = true, .apply = operator_first1, .packed = true,
    .usage = "CountsBy[list, f] gives an association whose keys are the distinct values of f[e_i], and whose "
             "values are how often they occur.",
    .examples = EXAMPLES("CountsBy[{1, -1, 2}, Sign]", "<|1 -> 2, -1 -> 1|>"))
{
    return count_by(vm, args.v[0], args.v[1]);
}

BUILTIN(PositionIndex,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "list_", .packed = true,
    .usage = "PositionIndex[{e1, e2, ...}] gives an association of the distinct e_i with the lists of positions "
             "at which they occur; PositionIndex[assoc] gives lists of keys.",
    .examples = EXAMPLES("PositionIndex[{a, b, a}]", "<|a -> {1, 3}, b -> {2}|>",
                         "PositionIndex[<|x -> 1, y -> 1|>]", "<|1 -> {x, y}|>"))
{
    Heap *h = vm_heap(vm);
    Items it;
    Groups g;
    AssocBuilder b;

    if (!items_of(h, args.v[0], &it) || (!val_is(it.head, S_List) && it.entries == NULL
                                         && !val_is_assoc(args.v[0])))
        return NOT_MINE;
    groups_start(&g, h);
    for (size_t i = 0; i < it.n; i++)
        groups_add(&g, it.v[i], it.entries != NULL ? it.entries[i].key : val_int((int64_t)i + 1));
    assoc_builder_start(&b, h);
    for (size_t k = 0; k < g.keys.n; k++)
        assoc_builder_set(&b, g.groups[k].key, list_make(h, g.groups[k].n, g.groups[k].items));
    return assoc_builder_finish(&b);
}

/* ---- Catenate ---- */

BUILTIN(Catenate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "lists_",
    .usage = "Catenate[{list1, list2, ...}] yields a single list with all the elements of the lists, in order; "
             "an association gives its values.",
    .messages = MESSAGES("invrp", "`1` is not a list of lists or associations."),
    .examples = EXAMPLES("Catenate[{{1, 2}, {3}}]", "{1, 2, 3}", "Catenate[{{1}, <|a -> 2|>}]", "{1, 2}"))
{
    Heap *h = vm_heap(vm);
    Items outer, inner;
    Builder b;

    if (!items_of(h, args.v[0], &outer) || (!val_is_list(args.v[0]) && !val_is_assoc(args.v[0])))
        return MESSAGE(vm, "invrp", args.v[0]);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < outer.n; i++) {
        if ((!val_is_list(outer.v[i]) && !val_is_assoc(outer.v[i])) || !items_of(h, outer.v[i], &inner))
            return MESSAGE(vm, "invrp", args.v[0]);
        builder_push_all(&b, inner.n, inner.v);
    }
    return builder_finish(&b);
}

/* ---- JoinAcross ---- */

typedef struct JoinSpec {
    size_t n;
    Val   *left, *right;         /* the keys that must agree, on either side */
    bool   keep_left, keep_right;
} JoinSpec;

static bool read_join_keys(Heap *h, Val spec, JoinSpec *join)
{
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;

    join->n = n;
    join->left = vals_new(h, n);
    join->right = vals_new(h, n);
    for (size_t i = 0; i < n; i++) {
        Val key = val_is_plain_list(spec) ? expr_arg(spec, i) : spec;
        if (val_is_rule(key)) {
            join->left[i] = key_plain(expr_arg(key, 0));
            join->right[i] = key_plain(expr_arg(key, 1));
        } else {
            join->left[i] = join->right[i] = key_plain(key);
        }
    }
    return n > 0;
}

static bool read_join_kind(Val kind, JoinSpec *join)
{
    join->keep_left = text_is(kind, "Left") || text_is(kind, "Outer");
    join->keep_right = text_is(kind, "Right") || text_is(kind, "Outer");
    return join->keep_left || join->keep_right || text_is(kind, "Inner");
}

/* The values at these keys as a list; VAL_NONE where one is absent. */
static Val join_values(Heap *h, Val row, size_t n, const Val *keys)
{
    Expr *list = expr_new(h, S_List, n);

    for (size_t i = 0; i < n; i++) {
        list->args[i] = assoc_get(row, keys[i]);
        if (val_is_none(list->args[i]))
            return VAL_NONE;
    }
    return expr_seal(list);
}

/* Every key of a table of rows, with Missing["Unmatched"] as its value. */
static Val unmatched_row(Heap *h, Val rows)
{
    Val missing = expr1(h, S_Missing, text_from(h, "Unmatched"));
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, h);
    for (size_t i = 0; i < expr_len(rows); i++)
        for (AssocIter it = assoc_iter(expr_arg(rows, i)); assoc_next(&it, &e); )
            assoc_builder_set(&b, e.key, missing);
    return assoc_builder_finish(&b);
}

/* One row: the keys of the join, then the rest of the left row, then the rest of the right row. */
static Val joined_row(Heap *h, const JoinSpec *join, Val left, Val right, Val values)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, h);
    for (size_t i = 0; i < join->n; i++)
        assoc_builder_set(&b, join->left[i], expr_arg(values, i));
    for (int side = 0; side < 2; side++) {
        const Val *keys = side == 0 ? join->left : join->right;
        for (AssocIter it = assoc_iter(side == 0 ? left : right); assoc_next(&it, &e); ) {
            size_t i = 0;
            while (i < join->n && !val_same(e.key, keys[i]))
                i++;
            if (i < join->n)
                continue;
            if (side == 0 || val_is_none(assoc_builder_get(&b, e.key)))
                assoc_builder_put(&b, e);
        }
    }
    return assoc_builder_finish(&b);
}

static bool rows_ok(Val rows)
{
    if (!val_is_plain_list(rows))
        return false;
    for (size_t i = 0; i < expr_len(rows); i++)
        if (!val_is_assoc(expr_arg(rows, i)))
            return false;
    return true;
}

BUILTIN(JoinAcross,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "left_, right_, keys_, kind_:\"Inner\"",
    .usage = "JoinAcross[{a1, a2, ...}, {b1, b2, ...}, key] gives the joins of all pairs of associations a_i and "
             "b_j that have the same value at key; a list of keys, and key1 -> key2, are allowed. A fourth "
             "argument \"Left\", \"Right\" or \"Outer\" keeps the unmatched rows of that side.",
    .examples = EXAMPLES("JoinAcross[{<|a -> 1, b -> 2|>}, {<|a -> 1, c -> 3|>, <|a -> 2, c -> 4|>}, Key[a]]",
                         "{<|a -> 1, b -> 2, c -> 3|>}"))
{
    Heap *h = vm_heap(vm);
    Val left = args.v[0], right = args.v[1], values;
    JoinSpec join;
    Groups g;
    Builder b;

    if (!rows_ok(left) || !rows_ok(right) || !read_join_keys(h, args.v[2], &join)
        || !read_join_kind(args.v[3], &join))
        return NOT_MINE;
    groups_start(&g, h);
    for (size_t j = 0; j < expr_len(right); j++)
        if (!val_is_none(values = join_values(h, expr_arg(right, j), join.n, join.right)))
            groups_add(&g, values, val_int((int64_t)j));
    bool *used = heap_alloc(h, expr_len(right) + 1);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(left); i++) {
        Val row = expr_arg(left, i);
        values = join_values(h, row, join.n, join.left);
        size_t k = val_is_none(values) ? SIZE_MAX : valset_find(&g.keys, values);
        TRY(vm_poll(vm));
        for (size_t j = 0; k != SIZE_MAX && j < g.groups[k].n; j++) {
            size_t at = (size_t)val_small(g.groups[k].items[j]);
            used[at] = true;
            builder_push(&b, joined_row(h, &join, row, expr_arg(right, at), values));
        }
        if (k == SIZE_MAX && join.keep_left && !val_is_none(values))
            builder_push(&b, joined_row(h, &join, row, unmatched_row(h, right), values));
    }
    for (size_t j = 0; join.keep_right && j < expr_len(right); j++)
        if (!used[j] && !val_is_none(values = join_values(h, expr_arg(right, j), join.n, join.right)))
            builder_push(&b, joined_row(h, &join, unmatched_row(h, left), expr_arg(right, j), values));
    return builder_finish(&b);
}
