/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sequence.c -- data structures that are used from their ends: Stack, Queue, Deque, LinkedList, RingBuffer.
 */
#include "foreign/data/data.h"

#define SEQUENCE_COMMON DATA_COMMON, {"DropAll", 0, 0, true, items_drop_all}, {"Fold", 1, 2, false, data_fold}

static const DataOperation stack_operations[] = {
    {"Push", 1, 1, true, items_append}, {"Pop", 0, 0, true, items_take_back}, {"Peek", 0, 0, false, items_peek_back},
    {"PushList", 1, 1, true, items_join_back}, SEQUENCE_COMMON, {0},
};

const DataKind data_stack = {
    .name = "Stack", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = stack_operations,
};

static const DataOperation queue_operations[] = {
    {"Push", 1, 1, true, items_append}, {"Pop", 0, 0, true, items_take_front}, {"Peek", 0, 0, false, items_peek_front},
    {"PushList", 1, 1, true, items_join_back}, SEQUENCE_COMMON, {0},
};

const DataKind data_queue = {
    .name = "Queue", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = queue_operations,
};

#define DEQUE_ENDS                                                                                              \
    {"PopBack", 0, 0, true, items_take_back}, {"PopFront", 0, 0, true, items_take_front},                       \
    {"PeekBack", 0, 0, false, items_peek_back}, {"PeekFront", 0, 0, false, items_peek_front}

static const DataOperation deque_operations[] = {
    {"PushBack", 1, 1, true, items_append}, {"PushFront", 1, 1, true, items_prepend}, DEQUE_ENDS,
    {"PushBackList", 1, 1, true, items_join_back}, {"PushFrontList", 1, 1, true, items_join_front}, SEQUENCE_COMMON, {0},
};

const DataKind data_deque = {
    .name = "Deque", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = deque_operations,
};

/* A ring serves it as well as links would, and parts are found at once. */
static const DataOperation linked_list_operations[] = {
    {"Append", 1, 1, true, items_append}, {"Prepend", 1, 1, true, items_prepend}, {"DropFirst", 0, 0, true, items_drop_front},
    {"JoinBack", 1, 1, true, items_join_back}, {"JoinFront", 1, 1, true, items_join_front}, {"Part", 1, 1, false, items_part},
    {"SetPart", 2, 2, true, items_set_part}, {"SwapPart", 2, 2, true, items_swap_part}, SEQUENCE_COMMON, {0},
};

const DataKind data_linked_list = {
    .name = "LinkedList", .most = 1, .create = items_create, .length = items_length, .elements = items_elements, .operations = linked_list_operations,
};

/* ---- RingBuffer ---- */

static Val ring_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    if (!val_is_small(v[0]) || val_small(v[0]) < 1)
        return NOT_MINE;
    TRY(vm_check_length(vm, (double)val_small(v[0]), sizeof(Val)));
    d->capacity = (size_t)val_small(v[0]);
    return VAL_NONE;
}

static Val ring_push_back(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    if (d->count == d->capacity)
        (void)items_pop_front(d);
    return items_append(vm, d, n, v);
}

static Val ring_push_front(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    if (d->count == d->capacity)
        (void)items_pop_back(d);
    return items_prepend(vm, d, n, v);
}

static Val ring_capacity(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    return val_int((int64_t)d->capacity);
}

/* The elements and how many there may be. */
static Val ring_normal(Vm *vm, DataStructure *d)
{
    Val parts[] = {items_elements(vm, d), val_int((int64_t)d->capacity)};

    TRY(parts[0]);
    return list_make(vm_heap(vm), 2, parts);
}

static const DataOperation ring_operations[] = {
    {"PushBack", 1, 1, true, ring_push_back}, {"PushFront", 1, 1, true, ring_push_front}, DEQUE_ENDS,
    {"Capacity", 0, 0, false, ring_capacity}, SEQUENCE_COMMON, {0},
};

const DataKind data_ring_buffer = {
    .name = "RingBuffer", .least = 1, .most = 1, .create = ring_create, .length = items_length, .elements = items_elements,
    .normal = ring_normal, .operations = ring_operations,
};
