/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * hash.c -- data structures that find their elements by SameQ: HashSet, HashTable, and the ordered ones.
 *
 * The content is an association, which is changed in place while nobody else has it, keeps the order of insertion, and costs nothing to copy.
 * A set is one whose values are True.
 */
#include "foreign/data/data.h"

static bool has(const DataStructure *d, Val key)
{
    return !val_is_none(assoc_find(d->map, key).key);
}

/* Puts [key]; was it not there? */
static bool put(Vm *vm, DataStructure *d, Val key, Val value)
{
    bool absent = !has(d, key);

    val_share(key);
    val_share(value);
    d->map = assoc_put_owned(vm_heap(vm), d->map, (AssocEntry){.key = key, .value = value});
    return absent;
}

static bool take(Vm *vm, DataStructure *d, Val key)
{
    bool there = has(d, key);

    if (there)
        d->map = assoc_remove(vm_heap(vm), d->map, key);
    return there;
}

static size_t hash_length(const DataStructure *d)
{
    return assoc_len(d->map);
}

static Val hash_clear(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    d->map = assoc_empty(vm_heap(vm));
    return S_Null;
}

static Val hash_keys(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return assoc_keys(vm_heap(vm), d->map);
}

static Val hash_has(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n;
    return val_bool(has(d, v[0]));
}

/* ---- sets ---- */

static Val set_elements(Vm *vm, DataStructure *d)
{
    return assoc_keys(vm_heap(vm), d->map);
}

static Val set_add_all(Vm *vm, DataStructure *d, Val list)
{
    for (size_t i = 0; i < list_len(list); i++) {
        Val x = list_item(vm_heap(vm), list, i);
        (void)put(vm, d, x, S_True);
        TRY(vm_poll(vm));
    }
    return VAL_NONE;
}

static Val set_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    d->map = assoc_empty(vm_heap(vm));
    if (n == 0)
        return VAL_NONE;
    return val_is_list(v[0]) ? set_add_all(vm, d, v[0]) : NOT_MINE;
}

static Val set_insert(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return val_bool(put(vm, d, v[0], S_True));
}

static Val set_delete(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return val_bool(take(vm, d, v[0]));
}

static Val set_pop(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    if (assoc_len(d->map) == 0)
        return data_empty_message(vm, d);
    Val key = assoc_at(d->map, 0).key;
    (void)take(vm, d, key);
    return key;
}

/* The elements of a list, or of another set that the task may read, as an association; VAL_NONE: it is neither. */
static Val elements_of(Vm *vm, Val v)
{
    const DataStructure *other;
    AssocBuilder b;

    if ((other = data_other(vm, v, &data_hash_set, &data_ordered_hash_set)) != NULL)
        return other->map;
    if (!val_is_list(v))
        return VAL_NONE;
    assoc_builder_start(&b, vm_heap(vm));
    for (size_t i = 0; i < list_len(v); i++)
        assoc_builder_set(&b, list_item(vm_heap(vm), v, i), S_True);
    return assoc_builder_finish(&b);
}

static Val set_union(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Val all = elements_of(vm, v[0]);
    AssocEntry e;

    (void)n;
    if (val_is_none(all))
        return data_argument_message(vm, d, v[0]);
    val_share(all);
    for (AssocIter it = assoc_iter(all); assoc_next(&it, &e); ) {
        (void)put(vm, d, e.key, S_True);
        TRY(vm_poll(vm));
    }
    return S_Null;
}

/* Keeps the elements that are in [all], or those that are not. */
static Val keep_if(Vm *vm, DataStructure *d, const Val *v, bool in)
{
    Val all = elements_of(vm, v[0]);
    AssocBuilder b;
    AssocEntry e;

    if (val_is_none(all))
        return data_argument_message(vm, d, v[0]);
    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(d->map); assoc_next(&it, &e); ) {
        if (val_is_none(assoc_find(all, e.key).key) != in)
            assoc_builder_put(&b, e);
        TRY(vm_poll(vm));
    }
    d->map = assoc_builder_finish(&b);
    return S_Null;
}

static Val set_intersection(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return keep_if(vm, d, v, true);
}

static Val set_complement(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return keep_if(vm, d, v, false);
}

static Val set_subset(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Val all = elements_of(vm, v[0]);
    AssocEntry e;

    (void)n;
    if (val_is_none(all))
        return data_argument_message(vm, d, v[0]);
    for (AssocIter it = assoc_iter(all); assoc_next(&it, &e); )
        if (!has(d, e.key))
            return S_False;
    return S_True;
}

static const DataOperation set_operations[] = {
    {"Insert", 1, 1, true, set_insert}, {"MemberQ", 1, 1, false, hash_has}, {"Delete", 1, 1, true, set_delete},
    {"DeleteAll", 0, 0, true, hash_clear}, {"Pop", 0, 0, true, set_pop}, {"Union", 1, 1, true, set_union},
    {"Intersection", 1, 1, true, set_intersection}, {"Complement", 1, 1, true, set_complement}, {"SubsetQ", 1, 1, false, set_subset},
    DATA_COMMON, {0},
};

const DataKind data_hash_set = {
    .name = "HashSet", .most = 1, .create = set_create, .length = hash_length, .elements = set_elements, .operations = set_operations,
};

const DataKind data_ordered_hash_set = {
    .name = "OrderedHashSet", .most = 1, .create = set_create, .length = hash_length, .elements = set_elements, .operations = set_operations,
};

/* ---- tables ---- */

static Val table_elements(Vm *vm, DataStructure *d)
{
    return assoc_rules(vm_heap(vm), d->map);
}

static Val table_normal(Vm *vm, DataStructure *d)
{
    (void)vm;
    val_share(d->map);
    return d->map;
}

static Val table_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    if (n == 1 && !val_is_assoc(v[0]))
        return NOT_MINE;
    d->map = n == 1 ? v[0] : assoc_empty(vm_heap(vm));
    val_share(d->map);
    return VAL_NONE;
}

static Val table_insert(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    if (!val_is_call(v[0], S_Rule, 2))
        return data_argument_message(vm, d, v[0]);
    return val_bool(put(vm, d, expr_arg(v[0], 0), expr_arg(v[0], 1)));
}

static Val table_drop(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    (void)take(vm, d, v[0]);
    return S_Null;
}

/* "Lookup", key, f: f[key] where it is not there. */
static Val table_lookup(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    AssocEntry e = assoc_find(d->map, v[0]);

    if (!val_is_none(e.key)) {
        val_share(e.value);
        return e.value;
    }
    return n == 2 ? expr1(vm_heap(vm), v[1], v[0]) : missing_key(vm_heap(vm), v[0]);
}

static Val table_values(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return assoc_values(vm_heap(vm), d->map);
}

static const DataOperation table_operations[] = {
    {"Insert", 1, 1, true, table_insert}, {"Lookup", 1, 2, false, table_lookup}, {"KeyExistsQ", 1, 1, false, hash_has},
    {"KeyDrop", 1, 1, true, table_drop}, {"KeyDropAll", 0, 0, true, hash_clear}, {"Keys", 0, 0, false, hash_keys},
    {"Values", 0, 0, false, table_values}, DATA_COMMON, {0},
};

const DataKind data_hash_table = {
    .name = "HashTable", .most = 1, .create = table_create, .length = hash_length, .elements = table_elements, .normal = table_normal,
    .operations = table_operations,
};

const DataKind data_ordered_hash_table = {
    .name = "OrderedHashTable", .most = 1, .create = table_create, .length = hash_length, .elements = table_elements, .normal = table_normal,
    .operations = table_operations,
};
