/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * missing.c -- Missing, and counting what is different.
 */
#include "vm/builtin/items.h"

SYMBOL(Missing, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Missing[] represents data that is missing; Missing[\"reason\"] says why.",
    .examples = EXAMPLES("<|a -> 1|>[b]", "Missing[KeyAbsent, b]"));

BUILTIN(MissingQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "MissingQ[expr] gives True if expr has the head Missing, and False otherwise.",
    .examples = EXAMPLES("MissingQ[Missing[]]", "True", "MissingQ[5]", "False"))
{
    return val_has_head(args.v[0], S_Missing) ? S_True : S_False;
}

static Val delete_missing(Vm *vm, Val x, int64_t level, int64_t depth)
{
    Heap *h = vm_heap(vm);
    Items it;

    TRY(vm_check_stack(vm));
    if (!items_of(h, x, &it) || val_has_head(x, S_Missing))
        return x;
    size_t *kept = sizes_new(h, it.n), n = 0;
    Val *values = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        values[i] = it.v[i];
        /* With a depth, an element that has something missing that deep goes away itself. */
        bool drop = val_has_head(it.v[i], S_Missing);
        Items inner;
        if (!drop && depth > 1 && items_of(h, it.v[i], &inner))
            for (size_t k = 0; k < inner.n; k++)
                drop |= val_has_head(inner.v[k], S_Missing);
        if (!drop && level > 1)
            TRY(values[i] = delete_missing(vm, it.v[i], level - 1, depth));
        if (!drop)
            kept[n++] = i;
    }
    Items changed = {it.source, it.head, it.n, values, NULL};
    if (it.entries != NULL) {
        AssocEntry *entries = heap_alloc(h, (it.n + 1) * sizeof *entries);
        for (size_t i = 0; i < it.n; i++) {
            entries[i] = it.entries[i];
            entries[i].value = values[i];
        }
        changed.entries = entries;
    }
    return items_select(h, &changed, n, kept);
}

BUILTIN(DeleteMissing,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "list_, level_:1, depth_:1",
    .usage = "DeleteMissing[list] drops the elements with head Missing from a list or association; "
             "DeleteMissing[list, n] does so down to level n; DeleteMissing[list, n, d] also drops elements that have "
             "such an element at depth d.",
    .examples = EXAMPLES("DeleteMissing[{1, Missing[], 2}]", "{1, 2}",
                         "DeleteMissing[<|a -> Missing[], b -> 2|>]", "<|b -> 2|>"))
{
    int64_t level = val_is_plus_infinity(args.v[1]) ? INT64_MAX : 0, depth = val_is_plus_infinity(args.v[2]) ? INT64_MAX : 0;

    if ((level == 0 && !read_int(args.v[1], &level)) || (depth == 0 && !read_int(args.v[2], &depth)))
        return NOT_MINE;
    return delete_missing(vm, args.v[0], level, depth);
}

static Val count_distinct(Vm *vm, Val x, Val f)
{
    ValSet set;
    Items it;
    bool fresh;

    if (!items_of(vm_heap(vm), x, &it))
        return NOT_MINE;
    valset_start(&set, vm_heap(vm));
    for (size_t i = 0; i < it.n; i++) {
        Val key = it.v[i];
        if (!val_is_none(f))
            TRY(key = vm_call1(vm, f, key));
        valset_add(&set, key, &fresh);
    }
    return val_int((int64_t)set.n);
}

BUILTIN(CountDistinct,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "list_", .packed = true,
    .usage = "CountDistinct[list] gives the number of distinct elements in list.",
    .examples = EXAMPLES("CountDistinct[{a, b, a}]", "2"))
{
    return count_distinct(vm, args.v[0], VAL_NONE);
}

BUILTIN(CountDistinctBy,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "list_, f_", .packed = true,
    .quiet_count = true, .apply = operator_first1,
    .usage = "CountDistinctBy[list, f] gives the number of distinct values of f among the elements of list.",
    .examples = EXAMPLES("CountDistinctBy[{1, -1, 2}, Abs]", "2"))
{
    return count_distinct(vm, args.v[0], args.v[1]);
}
