/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * priority.c -- PriorityQueue: the element that comes last in the order is the first to leave.
 *
 * A binary heap in which no parent comes before its children. Its ordering function may run any program, which may end otherwise
 * than with a value, wait, or use the queue: so the places are found first, by comparisons alone, and then the elements are put there.
 */
#include "foreign/data/data.h"

enum { LEVELS_MAX = 64 };

/* Does a come before b, or is as good?  True, False or UNWIND. */
static Val in_order(Vm *vm, const DataStructure *d, Val a, Val b)
{
    if (val_is_none(d->extra))
        return val_bool(val_order(a, b) <= 0);
    Val v = data_call(vm, d->extra, 2, (Val[]){a, b});
    TRY(v);
    return val_bool(!val_is(v, S_False) && !val_is(v, val_int(-1)));
}

/* The place, in a heap of [count] where the last place is free, at which [x] is to lie; those on the way go one down.  False: UNWIND. */
static bool place_up(Vm *vm, const DataStructure *d, Val x, size_t last, size_t *place)
{
    size_t i = last;

    while (i > 0) {
        Val keeps = in_order(vm, d, x, *data_item(d, (i - 1) / 2));
        if (val_is_unwind(keeps))
            return false;
        if (val_is(keeps, S_True))
            break;
        i = (i - 1) / 2;
    }
    *place = i;
    return true;
}

static Val push(Vm *vm, DataStructure *d, Val x)
{
    bool in_use = d->in_use;
    size_t i = d->count, place;

    d->in_use = true;
    bool found = place_up(vm, d, x, i, &place);
    d->in_use = in_use;
    if (!found)
        return UNWIND;
    items_push_back(vm_heap(vm), d, x);
    if (d->count == i)
        return S_Null;
    for (; i != place; i = (i - 1) / 2)
        *data_item(d, i) = *data_item(d, (i - 1) / 2);
    *data_item(d, i) = x;
    return S_Null;
}

static Val queue_push(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    return push(vm, d, v[0]);
}

/* The way down from the top along which elements move up, until [x] fits; its length, or -1: UNWIND.  The last element is not looked at. */
static int way_down(Vm *vm, const DataStructure *d, Val x, size_t *way)
{
    size_t i = 0, n = d->count - 1;
    int length = 0;

    while (2 * i + 1 < n) {
        size_t child = 2 * i + 1;
        if (child + 1 < n) {
            Val right = in_order(vm, d, *data_item(d, child), *data_item(d, child + 1));
            if (val_is_unwind(right))
                return -1;
            child += val_is(right, S_True);
        }
        Val fits = in_order(vm, d, *data_item(d, child), x);
        if (val_is_unwind(fits))
            return -1;
        if (val_is(fits, S_True))
            break;
        way[length++] = i = child;
    }
    return length;
}

static Val queue_pop(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    bool in_use = d->in_use;
    size_t way[LEVELS_MAX], i = 0;

    (void)n, (void)v;
    if (d->count == 0)
        return data_empty_message(vm, d);
    Val top = *data_item(d, 0), last = *data_item(d, d->count - 1);
    d->in_use = true;
    int length = way_down(vm, d, last, way);
    d->in_use = in_use;
    if (length < 0)
        return UNWIND;
    (void)items_pop_back(d);
    if (d->count == 0)
        return top;
    for (int k = 0; k < length; k++) {
        *data_item(d, i) = *data_item(d, way[k]);
        i = way[k];
    }
    *data_item(d, i) = last;
    return top;
}

/* Elements, or Null for none; an ordering function. */
static Val queue_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    if (n == 2)
        d->extra = v[1];
    if (n == 0 || val_is(v[0], S_Null))
        return VAL_NONE;
    if (!val_is_list(v[0]))
        return NOT_MINE;
    for (size_t i = 0; i < list_len(v[0]); i++) {
        TRY(push(vm, d, list_item(vm_heap(vm), v[0], i)));
        TRY(vm_poll(vm));
    }
    return VAL_NONE;
}

static const DataOperation priority_operations[] = {
    {"Push", 1, 1, true, queue_push}, {"Pop", 0, 0, true, queue_pop}, {"Peek", 0, 0, false, items_peek_front},
    {"DropAll", 0, 0, true, items_drop_all}, DATA_COMMON, {0},
};

const DataKind data_priority_queue = {
    .name = "PriorityQueue", .most = 2, .create = queue_create, .length = items_length, .elements = items_elements, .operations = priority_operations,
};
