/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc_keys.c -- taking, dropping, selecting, sorting and mapping by key.
 */
#include "vm/builtin/assoc_fns.h"

/* Keys as a list: {k1, k2} as it is; anything else is one key. */
static Val keys_listed(Heap *h, Val keys)
{
    return val_is_plain_list(keys) ? keys : list_make(h, 1, &keys);
}

static Val take_keys(Heap *h, Val assoc, Val keys)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    for (size_t i = 0; i < expr_len(keys); i++) {
        AssocEntry e = assoc_find(assoc, key_plain(expr_arg(keys, i)));
        if (!val_is_none(e.key))
            assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

static Val drop_keys(Heap *h, Val assoc, Val keys)
{
    for (size_t i = 0; i < expr_len(keys); i++)
        assoc = assoc_remove(h, assoc, key_plain(expr_arg(keys, i)));
    return assoc;
}

/* Applies [change] to an association, a list of rules, or each of a list of those. */
static Val change_each(Vm *vm, Args args, Val (*change)(Heap *h, Val assoc, Val keys))
{
    Heap *h = vm_heap(vm);
    Val keys = keys_listed(h, args.v[1]), in = args.v[0], assoc;

    if (val_is_assoc(in))
        return change(h, in, keys);
    if (val_is_plain_list(in) && expr_len(in) == 0)
        return in;
    if (val_as_assoc(h, in, &assoc))
        return change(h, assoc, keys);
    if (!val_is_plain_list(in))
        return MESSAGE(vm, "invrl", in);
    Expr *list = expr_new(h, S_List, expr_len(in));
    for (size_t i = 0; i < expr_len(in); i++) {
        if (!val_as_assoc(h, expr_arg(in, i), &assoc))
            return MESSAGE(vm, "invrl", in);
        list->args[i] = change(h, assoc, keys);
    }
    return expr_seal(list);
}

BUILTIN(KeyTake,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "assoc_, keys_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeyTake[assoc, {key1, key2, ...}] yields an association of only the elements with these keys, "
             "in their order.",
    .examples = EXAMPLES("KeyTake[<|a -> 1, b -> 2, c -> 3|>, {c, a, x}]", "<|c -> 3, a -> 1|>"))
{
    return change_each(vm, args, take_keys);
}

BUILTIN(KeyDrop,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "assoc_, keys_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeyDrop[assoc, {key1, key2, ...}] yields an association without the elements with these keys.",
    .examples = EXAMPLES("KeyDrop[<|a -> 1, b -> 2, c -> 3|>, {a, x}]", "<|b -> 2, c -> 3|>",
                         "KeyDrop[b][<|a -> 1, b -> 2|>]", "<|a -> 1|>"))
{
    return change_each(vm, args, drop_keys);
}

BUILTIN(KeySelect,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assoc_, crit_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeySelect[assoc, crit] selects the elements of an association whose keys satisfy crit.",
    .examples = EXAMPLES("KeySelect[<|1 -> a, 2 -> b|>, EvenQ]", "<|2 -> b|>"))
{
    Val assoc;
    AssocBuilder b;
    AssocEntry e;

    if (!val_as_assoc(vm_heap(vm), args.v[0], &assoc))
        return MESSAGE(vm, "invrl", args.v[0]);
    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        MatchResult r = call_test1(vm, args.v[1], e.key);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_YES)
            assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

/* The association with its keys in the order that the list function [sorter] puts them in. */
static Val sort_keys(Vm *vm, Args args, Val sorter)
{
    Heap *h = vm_heap(vm);
    Val assoc, keys;

    if (!val_as_assoc(h, args.v[0], &assoc))
        return MESSAGE(vm, "invrl", args.v[0]);
    keys = assoc_keys(h, assoc);
    if (args.n == 1)
        TRY(keys = vm_call1(vm, sorter, keys));
    else
        TRY(keys = vm_call2(vm, sorter, keys, args.v[1]));
    keys = val_unpacked(h, keys);
    return val_is_plain_list(keys) ? take_keys(h, assoc, keys) : NOT_MINE;
}

BUILTIN(KeySort,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assoc_, p_:",
    .usage = "KeySort[assoc] orders the elements of an association by sorting its keys; KeySort[assoc, p] "
             "uses the ordering function p.",
    .examples = EXAMPLES("KeySort[<|c -> 1, a -> 2|>]", "<|a -> 2, c -> 1|>",
                         "KeySort[<|1 -> a, 3 -> b|>, Greater]", "<|3 -> b, 1 -> a|>"))
{
    return sort_keys(vm, args, S_Sort);
}

BUILTIN(KeySortBy,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assoc_, f_",
    .quiet_count = true, .apply = operator_first1,
    .usage = "KeySortBy[assoc, f] sorts the elements of an association in the order of f applied to each key.",
    .examples = EXAMPLES("KeySortBy[<|1 -> a, 2 -> b, 3 -> c|>, Minus]", "<|3 -> c, 2 -> b, 1 -> a|>"))
{
    return sort_keys(vm, args, S_SortBy);
}

BUILTIN(KeyMap,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "f_, assoc_",
    .quiet_count = true, .apply = operator_last1,
    .usage = "KeyMap[f, assoc] maps f over the keys in an association.",
    .messages = MESSAGES("invak", "The argument `1` is not a valid Association."),
    .examples = EXAMPLES("KeyMap[f, <|a -> 1, b -> 2|>]", "<|f[a] -> 1, f[b] -> 2|>"))
{
    Val assoc, key;
    AssocBuilder b;
    AssocEntry e;

    if (!val_as_assoc(vm_heap(vm), args.v[1], &assoc))
        return MESSAGE(vm, "invak", args.v[1]);
    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        TRY(key = vm_call1(vm, args.v[0], e.key));
        e.key = key;
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

BUILTIN(KeyValueMap,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "f_, assoc_",
    .quiet_count = true, .apply = operator_last1,
    .usage = "KeyValueMap[f, <|key1 -> val1, ...|>] gives the list {f[key1, val1], ...}.",
    .messages = MESSAGES("invak", "The argument `1` is not a valid Association."),
    .examples = EXAMPLES("KeyValueMap[f, <|a -> 1, b -> 2|>]", "{f[a, 1], f[b, 2]}"))
{
    Val assoc;
    Builder b;
    AssocEntry e;

    if (!val_as_assoc(vm_heap(vm), args.v[1], &assoc))
        return MESSAGE(vm, "invak", args.v[1]);
    builder_start(&b, vm_heap(vm), S_List);
    for (AssocIter it = assoc_iter(assoc); assoc_next(&it, &e); ) {
        Val x;
        TRY(x = vm_call2(vm, args.v[0], e.key, e.value));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* ---- keys of several associations ---- */

/* Each of a list as an association; false where one is none. */
static bool assocs_of(Heap *h, Val list, Val **assocs)
{
    if (!val_is_plain_list(list))
        return false;
    *assocs = heap_alloc(h, (expr_len(list) + 1) * sizeof(Val));
    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_as_assoc(h, expr_arg(list, i), &(*assocs)[i]))
            return false;
    return true;
}

static Val union_of_keys(Heap *h, size_t n, const Val *assocs)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, h);
    for (size_t i = 0; i < n; i++)
        for (AssocIter it = assoc_iter(assocs[i]); assoc_next(&it, &e); )
            assoc_builder_set(&b, e.key, S_Null);
    return assoc_keys(h, assoc_builder_finish(&b));
}

BUILTIN(KeyUnion,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "assocs_, f_:",
    .usage = "KeyUnion[{assoc1, assoc2, ...}] makes the keys of all the associations the same by adding "
             "missing ones with value Missing[...]; KeyUnion[{...}, f] gives a missing key k the value f[k].",
    .examples = EXAMPLES("KeyUnion[{<|a -> 1|>, <|b -> 2|>}, 0 &]", "{<|a -> 1, b -> 0|>, <|a -> 0, b -> 2|>}"))
{
    Heap *h = vm_heap(vm);
    Val *assocs;

    if (!assocs_of(h, args.v[0], &assocs))
        return NOT_MINE;
    size_t n = expr_len(args.v[0]);
    Val keys = union_of_keys(h, n, assocs);
    Expr *list = expr_new(h, S_List, n);
    for (size_t i = 0; i < n; i++) {
        AssocBuilder b;
        assoc_builder_start(&b, h);
        for (size_t j = 0; j < expr_len(keys); j++) {
            AssocEntry e = assoc_find(assocs[i], expr_arg(keys, j));
            if (val_is_none(e.key)) {
                e = (AssocEntry){.key = expr_arg(keys, j)};
                if (args.n == 1)
                    e.value = missing_key(h, e.key);
                else
                    TRY(e.value = vm_call1(vm, args.v[1], e.key));
            }
            assoc_builder_put(&b, e);
        }
        list->args[i] = assoc_builder_finish(&b);
    }
    return expr_seal(list);
}

BUILTIN(KeyIntersection,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "assocs_",
    .usage = "KeyIntersection[{assoc1, assoc2, ...}] drops the keys that are not in all of the associations.",
    .examples = EXAMPLES("KeyIntersection[{<|a -> 1, b -> 2|>, <|b -> 3|>}]", "{<|b -> 2|>, <|b -> 3|>}"))
{
    Heap *h = vm_heap(vm);
    Val *assocs;
    Builder keys;
    AssocEntry e;

    if (!assocs_of(h, args.v[0], &assocs))
        return NOT_MINE;
    size_t n = expr_len(args.v[0]);
    if (n == 0)
        return args.v[0];
    builder_start(&keys, h, S_List);
    for (AssocIter it = assoc_iter(assocs[0]); assoc_next(&it, &e); ) {
        size_t i = 1;
        while (i < n && !val_is_none(assoc_find(assocs[i], e.key).key))
            i++;
        if (i == n)
            builder_push(&keys, e.key);
    }
    Val common = builder_finish(&keys);
    Expr *list = expr_new(h, S_List, n);
    for (size_t i = 0; i < n; i++)
        list->args[i] = n == 1 ? assocs[0] : take_keys(h, assocs[i], common);
    return expr_seal(list);
}

BUILTIN(KeyComplement,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "assocs_",
    .usage = "KeyComplement[{assocall, assoc1, assoc2, ...}] gives the elements of the first association whose "
             "keys are in none of the others.",
    .examples = EXAMPLES("KeyComplement[{<|a -> 1, b -> 2|>, <|a -> 3|>}]", "<|b -> 2|>"))
{
    Heap *h = vm_heap(vm);
    Val *assocs, rest;

    if (!assocs_of(h, args.v[0], &assocs) || expr_len(args.v[0]) == 0)
        return NOT_MINE;
    rest = assocs[0];
    for (size_t i = 1; i < expr_len(args.v[0]); i++)
        rest = drop_keys(h, rest, assoc_keys(h, assocs[i]));
    return rest;
}
