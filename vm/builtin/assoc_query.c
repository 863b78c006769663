/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc_query.c -- Query and Dataset: operators applied level by level.
 *
 * An operator that picks parts or filters (a "descending" one) acts on the data before the operators
 * after it act on what it left; any other one (an "ascending" one) acts on what the operators after
 * it made of the elements.
 */
#include "vm/builtin/assoc_fns.h"

static Val query(Vm *vm, const Val *ops, size_t n, Val data);

static bool is_scalar_part(Val op)
{
    return val_is_small(op) || val_is_string(op) || val_has_head(op, S_Key);
}

/* A list of integers, strings and keys picks parts; {} picks none. */
static bool is_part_list(Val op)
{
    if (!val_is_plain_list(op))
        return false;
    for (size_t i = 0; i < expr_len(op); i++)
        if (!is_scalar_part(expr_arg(op, i)))
            return false;
    return true;
}

/* Filters and rearrangements that act before the operators after them. */
static bool is_descending_call(Val op)
{
    if (!val_is_expr(op))
        return false;
    switch (symbol_switch(expr_head(op))) {
    case SYM_Select: case SYM_SelectFirst: case SYM_KeySelect: case SYM_KeyTake: case SYM_KeyDrop:
    case SYM_SortBy: case SYM_KeySortBy: case SYM_GroupBy: case SYM_MaximalBy: case SYM_MinimalBy:
    case SYM_TakeLargestBy: case SYM_TakeSmallestBy: case SYM_DeleteDuplicatesBy: case SYM_Discard:
    case SYM_Cases: case SYM_DeleteCases: case SYM_Take: case SYM_Drop:
        return true;
    default:
        return false;
    }
}

static bool is_descending_symbol(Val op)
{
    switch (symbol_switch(op)) {
    case SYM_Reverse: case SYM_KeySort: case SYM_DeleteMissing: case SYM_DeleteDuplicates:
        return true;
    default:
        return false;
    }
}

/* A string as the argument of a filter or a sort means the value at that key: SortBy["a"]. */
static Val keys_in_call(Heap *h, Val op)
{
    for (size_t i = 0; i < expr_len(op); i++) {
        Val x = expr_arg(op, i);
        if (val_is_string(x))
            op = expr_with_arg(h, op, i, expr1(h, S_Key, x));
        else if (val_is_call(x, S_Rule, 2) && val_is_string(expr_arg(x, 0)))
            op = expr_with_arg(h, op, i, expr_with_arg(h, x, 0, expr1(h, S_Key, expr_arg(x, 0))));
    }
    return op;
}

static Val missing(Heap *h, const char *why, Val what)
{
    return expr2(h, S_Missing, text_from(h, why), what);
}

static size_t data_len(Val data)
{
    return val_is_assoc(data) ? assoc_len(data) : val_is_list(data) ? list_len(data)
         : val_is_expr(data) ? expr_len(data) : 0;
}

/* The place (from 0) that the position [i] means among [n]; false where there is none. */
static bool place_of(int64_t i, size_t n, size_t *place)
{
    if (i < 0)
        i += (int64_t)n + 1;
    if (i < 1 || (uint64_t)i > n)
        return false;
    *place = (size_t)i - 1;
    return true;
}

static Val scalar_part(Heap *h, Val data, Val op)
{
    size_t at;

    if (val_is_small(op)) {
        if (!place_of(val_small(op), data_len(data), &at))
            return missing(h, "PartAbsent", op);
        return val_is_assoc(data) ? assoc_at(data, at).value
             : val_is_list(data) ? list_item(h, data, at) : expr_arg(data, at);
    }
    if (!val_is_assoc(data))
        return missing(h, "PartInvalid", key_plain(op));
    AssocEntry e = assoc_find(data, key_plain(op));
    return val_is_none(e.key) ? missing_key(h, key_plain(op)) : e.value;
}

static Val list_part(Heap *h, Val data, Val op)
{
    AssocBuilder a;
    Builder b;
    size_t at;

    builder_start(&b, h, S_List);
    assoc_builder_start(&a, h);
    for (size_t i = 0; i < expr_len(op); i++) {
        Val part = expr_arg(op, i);
        if (!val_is_assoc(data)) {
            builder_push(&b, scalar_part(h, data, part));
        } else if (!val_is_small(part)) {
            assoc_builder_set(&a, key_plain(part), scalar_part(h, data, part));
        } else {
            if (!place_of(val_small(part), assoc_len(data), &at))
                return missing(h, "PartAbsent", op);
            assoc_builder_put(&a, assoc_at(data, at));
        }
    }
    return val_is_assoc(data) ? assoc_builder_finish(&a) : builder_finish(&b);
}

/* The later operators on each element. */
static Val query_each(Vm *vm, const Val *ops, size_t n, Val data)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (n == 0)
        return data;
    if (val_is_assoc(data)) {
        AssocBuilder a;
        AssocEntry e;
        assoc_builder_start(&a, h);
        for (AssocIter it = assoc_iter(data); assoc_next(&it, &e); ) {
            TRY(x = query(vm, ops, n, e.value));
            assoc_builder_set(&a, e.key, x);
        }
        return assoc_builder_finish(&a);
    }
    data = val_unpacked(h, data);
    if (!val_is_expr(data) || val_has_head(data, S_Missing))
        return data;
    Expr *e = expr_new(h, expr_head(data), expr_len(data));
    for (size_t i = 0; i < expr_len(data); i++) {
        TRY(x = query(vm, ops, n, expr_arg(data, i)));
        e->args[i] = x;
    }
    return vm_eval(vm, expr_seal(e));
}

/* {op1, op2} and <|k -> op, ..|>: several operators on the same data. */
static Val query_several(Vm *vm, Val ops, Val data)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (val_is_assoc(ops)) {
        AssocBuilder a;
        AssocEntry e;
        assoc_builder_start(&a, h);
        for (AssocIter it = assoc_iter(ops); assoc_next(&it, &e); ) {
            TRY(x = query(vm, &e.value, 1, data));
            assoc_builder_set(&a, e.key, x);
        }
        return assoc_builder_finish(&a);
    }
    Expr *list = expr_new(h, S_List, expr_len(ops));
    for (size_t i = 0; i < expr_len(ops); i++) {
        TRY(x = query(vm, &expr_args(ops)[i], 1, data));
        list->args[i] = x;
    }
    return expr_seal(list);
}

static Val query(Vm *vm, const Val *ops, size_t n, Val data)
{
    Heap *h = vm_heap(vm);
    Val x;

    if (n == 0)
        return data;
    TRY(vm_check_stack(vm));
    Val op = ops[0];
    if (val_is(op, S_All))
        return query_each(vm, ops + 1, n - 1, data);
    if (is_scalar_part(op))
        return query(vm, ops + 1, n - 1, scalar_part(h, data, op));
    if (is_part_list(op)) {
        x = list_part(h, data, op);
        return val_has_head(x, S_Missing) ? x : query_each(vm, ops + 1, n - 1, x);
    }
    if (val_has_head(op, S_Span)) {
        TRY(x = vm_eval(vm, expr2(h, S_Part, data, op)));
        return query_each(vm, ops + 1, n - 1, x);
    }
    if (val_has_head(op, S_RightComposition)) {
        TRY(x = query_each(vm, ops + 1, n - 1, data));
        for (size_t i = 0; i < expr_len(op); i++)
            TRY(x = query(vm, &expr_args(op)[i], 1, x));
        return x;
    }
    if (val_has_head(op, S_Query)) {
        TRY(x = query(vm, expr_args(op), expr_len(op), data));
        return query_each(vm, ops + 1, n - 1, x);
    }
    if (is_descending_call(op)) {
        TRY(x = vm_call1(vm, keys_in_call(h, op), data));
        return query_each(vm, ops + 1, n - 1, x);
    }
    if (is_descending_symbol(op)) {
        TRY(x = vm_call1(vm, op, data));
        return query_each(vm, ops + 1, n - 1, x);
    }
    TRY(x = query_each(vm, ops + 1, n - 1, data));
    if (val_is_plain_list(op) || val_is_assoc(op))
        return query_several(vm, op, x);
    return vm_call1(vm, val_is_expr(op) && val_is_symbol(expr_head(op)) && !val_has_head(op, S_Function)
                    ? keys_in_call(h, op) : op, x);
}

static Val dataset_new(Heap *h, Val data)
{
    return val_is_list(data) || val_is_assoc(data) ? expr1(h, S_Dataset, data) : data;
}

static Val apply_query(Vm *vm, Args args)
{
    Val ops = expr_head(args.expr), x;

    if (args.n != 1)
        return NOT_MINE;
    if (!val_has_head(args.v[0], S_Dataset) || expr_len(args.v[0]) == 0)
        return query(vm, expr_args(ops), expr_len(ops), args.v[0]);
    TRY(x = query(vm, expr_args(ops), expr_len(ops), expr_arg(args.v[0], 0)));
    return dataset_new(vm_heap(vm), x);
}

BUILTIN(Query,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .quiet_count = true, .apply = apply_query,
    .usage = "Query[operator1, operator2, ...] represents a query that applies operators at successive levels; "
             "Query[...][data] does so to lists and associations.",
    .examples = EXAMPLES("Query[All, \"a\"][{<|\"a\" -> 1|>, <|\"a\" -> 3|>}]", "{1, 3}",
                         "Query[Total, \"a\"][{<|\"a\" -> 1|>, <|\"a\" -> 3|>}]", "4",
                         "Query[All, All, f][{{1, 2}, {3}}]", "{{f[1], f[2]}, {f[3]}}"))
{
    return NOT_MINE;
}

static Val apply_dataset(Vm *vm, Args args)
{
    Val set = expr_head(args.expr), x;

    if (expr_len(set) == 0)
        return NOT_MINE;
    TRY(x = query(vm, args.v, args.n, expr_arg(set, 0)));
    return dataset_new(vm_heap(vm), x);
}

BUILTIN(Dataset,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .quiet_count = true, .apply = apply_dataset,
    .usage = "Dataset[data] represents structured data made of lists and associations; dataset[op1, op2, ...] "
             "applies the operators as Query does, and Normal[dataset] gives the data.",
    .examples = EXAMPLES("Normal[Dataset[{3, 1, 2}][Sort]]", "{1, 2, 3}",
                         "Dataset[{<|\"a\" -> 1|>, <|\"a\" -> 2|>}][Total, \"a\"]", "3"))
{
    return NOT_MINE;
}
