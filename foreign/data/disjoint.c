/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * disjoint.c -- DisjointSet: elements in subsets that are joined, union by size with path halving.
 *
 * The elements are numbered in the order of their insertion: `map` says the number, `items` the element, `words` the number of the one above it,
 * or, of the first of a subset, TOP + how many there are in it.
 */
#include "foreign/data/data.h"

static const uint64_t TOP = (uint64_t)1 << 63;

static uint64_t top_of(DataStructure *d, uint64_t i)
{
    uint64_t *up = d->words;

    while ((up[i] & TOP) == 0) {
        if ((up[up[i]] & TOP) == 0)
            up[i] = up[up[i]];
        i = up[i];
    }
    return i;
}

/* The number of an element; false: it is none. */
static bool number_of(const DataStructure *d, Val x, uint64_t *i)
{
    Val v = assoc_get(d->map, x);

    *i = val_is_none(v) ? 0 : (uint64_t)val_small(v);
    return !val_is_none(v);
}

/* Room in `words` for as many as `items` has room for, or one more. */
static void words_room(Heap *h, DataStructure *d)
{
    size_t bytes = (d->count + 1) * sizeof(uint64_t);

    if (d->words != NULL && heap_size_of(d->words) >= bytes)
        return;
    uint64_t *words = heap_alloc_atomic(h, 2 * bytes);
    if (d->count > 0)
        memcpy(words, d->words, d->count * sizeof(uint64_t));
    d->words = words;
}

static void insert(Vm *vm, DataStructure *d, Val x)
{
    Heap *h = vm_heap(vm);
    size_t i = d->count;

    if (!val_is_none(assoc_get(d->map, x)))
        return;
    words_room(h, d);
    d->words[i] = TOP + 1;
    items_push_back(h, d, x);
    if (d->count > i)
        d->map = assoc_put_owned(h, d->map, (AssocEntry){.key = x, .value = val_int((int64_t)i)});
}

static void unify(DataStructure *d, uint64_t a, uint64_t b)
{
    a = top_of(d, a);
    b = top_of(d, b);
    if (a == b)
        return;
    if (d->words[a] < d->words[b]) {
        uint64_t c = a;
        a = b;
        b = c;
    }
    d->words[a] += d->words[b] - TOP;
    d->words[b] = a;
}

static Val disjoint_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    d->map = assoc_empty(vm_heap(vm));
    return VAL_NONE;
}

static Val disjoint_insert(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    insert(vm, d, v[0]);
    return S_Null;
}

static Val disjoint_insert_all(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    if (!val_is_list(v[0]))
        return data_argument_message(vm, d, v[0]);
    for (size_t i = 0; i < list_len(v[0]); i++) {
        insert(vm, d, list_item(vm_heap(vm), v[0], i));
        TRY(vm_poll(vm));
    }
    return S_Null;
}

static Val disjoint_find(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    uint64_t i;

    (void)n;
    return number_of(d, v[0], &i) ? *data_item(d, top_of(d, i)) : data_absent_message(vm, d, v[0]);
}

static Val disjoint_unify(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    uint64_t a, b;

    (void)n;
    if (!number_of(d, v[0], &a))
        return data_absent_message(vm, d, v[0]);
    if (!number_of(d, v[1], &b))
        return data_absent_message(vm, d, v[1]);
    unify(d, a, b);
    return S_Null;
}

static Val disjoint_unify_all(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    uint64_t first = 0, i;

    (void)n;
    if (!val_is_list(v[0]))
        return data_argument_message(vm, d, v[0]);
    for (size_t k = 0; k < list_len(v[0]); k++)
        if (!number_of(d, list_item(vm_heap(vm), v[0], k), &i))
            return data_absent_message(vm, d, list_item(vm_heap(vm), v[0], k));
    for (size_t k = 0; k < list_len(v[0]); k++) {
        (void)number_of(d, list_item(vm_heap(vm), v[0], k), &i);
        if (k == 0)
            first = i;
        unify(d, first, i);
    }
    return S_Null;
}

static Val disjoint_common(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    uint64_t a, b;

    (void)vm, (void)n;
    return val_bool(number_of(d, v[0], &a) && number_of(d, v[1], &b) && top_of(d, a) == top_of(d, b));
}

static Val disjoint_member(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    uint64_t i;

    (void)vm, (void)n;
    return val_bool(number_of(d, v[0], &i));
}

/* Lists of elements, in the order of the first of each. */
static Val subsets(Vm *vm, DataStructure *d)
{
    Heap *h = vm_heap(vm);
    AssocBuilder lists;
    AssocEntry e;
    Builder all;

    assoc_builder_start(&lists, h);
    for (size_t i = 0; i < d->count; i++) {
        Val top = val_int((int64_t)top_of(d, i)), list = assoc_builder_get(&lists, top);
        assoc_builder_set(&lists, top, expr_append_owned(h, val_is_none(list) ? list_make(h, 0, NULL) : list, *data_item(d, i)));
    }
    Val found = assoc_builder_finish(&lists);
    builder_start(&all, h, S_List);
    for (AssocIter it = assoc_iter(found); assoc_next(&it, &e); ) {
        val_share(e.value);
        builder_push(&all, e.value);
    }
    return builder_finish(&all);
}

static Val disjoint_subsets(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return subsets(vm, d);
}

/* All are made anew without [x]; its subset keeps the others. */
static Val disjoint_delete(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    DataStructure rest = {.map = assoc_empty(vm_heap(vm))};
    uint64_t gone, *first, place = 0;

    (void)n;
    if (!number_of(d, v[0], &gone))
        return S_False;
    /* By top: one more than the new number of the first of its subset. */
    first = heap_alloc_atomic(vm_heap(vm), d->count * sizeof *first);
    memset(first, 0, d->count * sizeof *first);
    for (uint64_t i = 0; i < d->count; i++) {
        uint64_t top = top_of(d, i);
        if (i == gone)
            continue;
        insert(vm, &rest, *data_item(d, i));
        if (first[top] == 0)
            first[top] = place + 1;
        if (rest.count <= place)
            break;
        unify(&rest, first[top] - 1, place++);
    }
    data_take_over(d, &rest);
    return S_True;
}

/* What is together in the other is so here too. */
static Val disjoint_merge(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    DataStructure *other = data_other(vm, v[0], &data_disjoint_set, NULL);
    uint64_t a, b;

    (void)n;
    if (other == NULL)
        return data_argument_message(vm, d, v[0]);
    for (uint64_t i = 0; i < other->count; i++)
        insert(vm, d, *data_item(other, i));
    for (uint64_t i = 0; i < other->count; i++)
        if (number_of(d, *data_item(other, i), &a) && number_of(d, *data_item(other, top_of(other, i)), &b))
            unify(d, a, b);
    return S_Null;
}

static const DataOperation disjoint_operations[] = {
    {"Insert", 1, 1, true, disjoint_insert}, {"InsertAll", 1, 1, true, disjoint_insert_all}, {"Unify", 2, 2, true, disjoint_unify},
    {"UnifyAll", 1, 1, true, disjoint_unify_all}, {"Find", 1, 1, false, disjoint_find}, {"CommonSubsetQ", 2, 2, false, disjoint_common},
    {"MemberQ", 1, 1, false, disjoint_member}, {"Subsets", 0, 0, false, disjoint_subsets}, {"Delete", 1, 1, true, disjoint_delete},
    {"Merge", 1, 1, true, disjoint_merge}, DATA_COMMON, {0},
};

const DataKind data_disjoint_set = {
    .name = "DisjointSet", .create = disjoint_create, .length = items_length, .elements = items_elements, .normal = subsets,
    .operations = disjoint_operations,
};
