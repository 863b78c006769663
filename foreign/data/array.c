/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * array.c -- data structures whose elements are found by number: DynamicArray, ExtensibleVector, FixedArray.
 */
#include "foreign/data/data.h"

/* "Drop", i */
static Val array_drop(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i;

    (void)n;
    if (!items_place(d, v[0], &i))
        return data_part_message(vm, d, v[0]);
    items_delete(d, i);
    return S_Null;
}

/* "Insert", x, i */
static Val array_insert(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    if (!val_is_small(v[1]) || val_small(v[1]) < 1 || val_small(v[1]) > (int64_t)d->count + 1)
        return data_part_message(vm, d, v[1]);
    items_insert(vm_heap(vm), d, (size_t)val_small(v[1]) - 1, v[0]);
    return S_Null;
}

#define ARRAY_PARTS                                                                            \
    {"Part", 1, 1, false, items_part}, {"SetPart", 2, 2, true, items_set_part},                \
    {"SwapPart", 2, 2, true, items_swap_part}, {"Fold", 1, 2, false, data_fold}, DATA_COMMON

static const DataOperation dynamic_operations[] = {
    {"Append", 1, 1, true, items_append}, ARRAY_PARTS, {"Drop", 1, 1, true, array_drop}, {"DropAll", 0, 0, true, items_drop_all},
    {"DropLast", 0, 0, true, items_drop_back}, {"Insert", 2, 2, true, array_insert}, {"JoinBack", 1, 1, true, items_join_back}, {0},
};

const DataKind data_dynamic_array = {
    .name = "DynamicArray", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = dynamic_operations,
};

const DataKind data_extensible_vector = {
    .name = "ExtensibleVector", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = dynamic_operations,
};

/* A list; a length; an element and a length. */
static Val fixed_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Val x = n == 2 ? v[0] : S_Null, length = v[n - 1];

    if (n == 1 && val_is_list(v[0]))
        return items_push_list(vm, d, v[0]);
    if (!val_is_small(length) || val_small(length) < 1)
        return NOT_MINE;
    TRY(vm_check_length(vm, 2 * (double)val_small(length), sizeof(Val)));
    for (int64_t i = 0; i < val_small(length); i++) {
        items_push_back(vm_heap(vm), d, x);
        if ((i & 0xFFFF) == 0xFFFF)
            TRY(vm_poll(vm));
    }
    return VAL_NONE;
}

static const DataOperation fixed_operations[] = {ARRAY_PARTS, {0}};

const DataKind data_fixed_array = {
    .name = "FixedArray", .least = 1, .most = 2, .create = fixed_create, .length = items_length, .elements = items_elements, .operations = fixed_operations,
};
