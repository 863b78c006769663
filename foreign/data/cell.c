/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cell.c -- data structures of one value: Counter, Value.
 */
#include "foreign/data/data.h"
#include "vm/num/number.h"

static size_t cell_length(const DataStructure *d)
{
    (void)d;
    return 1;
}

static Val cell_elements(Vm *vm, DataStructure *d)
{
    return list_make(vm_heap(vm), 1, &d->extra);
}

static Val cell_normal(Vm *vm, DataStructure *d)
{
    (void)vm;
    return d->extra;
}

static Val cell_get(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    return d->extra;
}

static Val cell_set(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n;
    val_share(v[0]);
    return d->extra = v[0];
}

static Val cell_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)cell_set(vm, d, n, v);
    return VAL_NONE;
}

static const DataOperation cell_operations[] = {
    {"Get", 0, 0, false, cell_get}, {"Set", 1, 1, true, cell_set}, {"Copy", 0, 0, false, data_copy}, {0},
};

const DataKind data_cell = {
    .name = "Value", .least = 1, .most = 1, .create = cell_create, .length = cell_length, .elements = cell_elements, .normal = cell_normal,
    .operations = cell_operations,
};

/* ---- Counter ---- */

static Val counter_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return val_is_integer(v[0]) ? cell_create(vm, d, n, v) : NOT_MINE;
}

static Val counter_set(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return val_is_integer(v[0]) ? cell_set(vm, d, n, v) : data_argument_message(vm, d, v[0]);
}

static Val counter_add(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return val_is_integer(v[0]) ? d->extra = num_add(vm_heap(vm), d->extra, v[0]) : data_argument_message(vm, d, v[0]);
}

static Val counter_subtract(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return val_is_integer(v[0]) ? d->extra = num_sub(vm_heap(vm), d->extra, v[0]) : data_argument_message(vm, d, v[0]);
}

static Val counter_pre_increment(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->extra = num_add(vm_heap(vm), d->extra, val_int(1));
}

static Val counter_pre_decrement(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->extra = num_sub(vm_heap(vm), d->extra, val_int(1));
}

static Val counter_increment(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Val before = d->extra;

    (void)counter_pre_increment(vm, d, n, v);
    return before;
}

static Val counter_decrement(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Val before = d->extra;

    (void)counter_pre_decrement(vm, d, n, v);
    return before;
}

static const DataOperation counter_operations[] = {
    {"Increment", 0, 0, true, counter_increment}, {"Decrement", 0, 0, true, counter_decrement},
    {"PreIncrement", 0, 0, true, counter_pre_increment}, {"PreDecrement", 0, 0, true, counter_pre_decrement},
    {"AddTo", 1, 1, true, counter_add}, {"SubtractFrom", 1, 1, true, counter_subtract},
    {"Get", 0, 0, false, cell_get}, {"Set", 1, 1, true, counter_set}, {"Copy", 0, 0, false, data_copy}, {0},
};

const DataKind data_counter = {
    .name = "Counter", .least = 1, .most = 1, .create = counter_create, .length = cell_length, .elements = cell_elements, .normal = cell_normal,
    .operations = counter_operations,
};
