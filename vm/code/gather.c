/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * gather.c -- lists that bytecode makes element by element.
 */
#include "vm/code/gather.h"

/* Room that is taken before there is an element: a list may be left early. */
enum { FIRST_CAPACITY = 8, FIRST_CAPACITY_MAX = 1 << 14 };

static void *items_new(Vm *vm, GatherKind kind, size_t n)
{
    return kind == GATHER_VALUES ? heap_alloc(vm_heap(vm), n * sizeof(Val)) : heap_alloc_atomic(vm_heap(vm), n * sizeof(Val));
}

Gather *gather_new(Vm *vm, size_t expected)
{
    Gather *g = heap_alloc(vm_heap(vm), sizeof *g);

    g->expected = expected;
    g->capacity = expected < FIRST_CAPACITY ? FIRST_CAPACITY : expected < FIRST_CAPACITY_MAX ? expected : FIRST_CAPACITY_MAX;
    /* A short list is none that packs. */
    g->kind = expected < PACKED_LENGTH_MIN ? GATHER_VALUES : GATHER_INTEGERS;
    g->items = items_new(vm, g->kind, g->capacity);
    return g;
}

static void become_values(Vm *vm, Gather *g)
{
    Val *values = items_new(vm, GATHER_VALUES, g->capacity);

    for (size_t i = 0; i < g->n; i++)
        values[i] = g->kind == GATHER_INTEGERS ? val_int(((int64_t *)g->items)[i])
                                               : val_real_new(vm_heap(vm), ((double *)g->items)[i]);
    g->kind = GATHER_VALUES;
    g->items = values;
}

static void grow(Vm *vm, Gather *g)
{
    size_t capacity = 2 * g->capacity;

    if (capacity > g->expected && g->capacity < g->expected)
        capacity = g->expected;
    void *items = items_new(vm, g->kind, capacity);
    memcpy(items, g->items, g->n * sizeof(Val));
    g->items = items;
    g->capacity = capacity;
}

void gather_push_slow(Vm *vm, Gather *g, Val v)
{
    if (g->n == 0 && g->kind == GATHER_INTEGERS && val_is_flonum(v))
        g->kind = GATHER_REALS;
    if (g->kind != GATHER_VALUES && !(g->kind == GATHER_INTEGERS ? val_is_small(v) : val_is_real(v)))
        become_values(vm, g);
    if (g->n == g->capacity)
        grow(vm, g);
    if (g->kind == GATHER_REALS)
        ((double *)g->items)[g->n++] = val_real(v);
    else if (g->kind == GATHER_INTEGERS)
        ((int64_t *)g->items)[g->n++] = val_small(v);
    else
        ((Val *)g->items)[g->n++] = v;
}

Val gather_finish(Vm *vm, Gather *g)
{
    Heap *h = vm_heap(vm);

    if (g->kind != GATHER_VALUES && g->n >= PACKED_LENGTH_MIN) {
        Packed *p = packed_new(h, g->kind == GATHER_REALS ? PACKED_REAL : PACKED_INTEGER, 1, &g->n);
        if (p != NULL) {
            memcpy(&p->data, g->items, g->n * sizeof(Val));
            return val_from_node(p);
        }
    }
    if (g->kind != GATHER_VALUES)
        become_values(vm, g);
    Val list = list_make(h, g->n, g->items);

    /* Lists of numbers of equal length are an array. */
    return g->n >= PACKED_LENGTH_MIN ? list_pack(h, list) : list;
}
