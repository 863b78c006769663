/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * gather.c -- lists that bytecode makes element by element.
 */
#include "vm/code/gather.h"

#include "vm/code/stack.h"

enum {
    FIRST_CAPACITY = 8,
    FIRST_CAPACITY_MAX = 1 << 14,   /* room that is taken before there is an element: a list may be left early */
    GROWTH = 2, EXPECTED_GROWTH = 16,
    SLACK = 8                       /* a list may have an eighth of its length as room that it does not use */
};

/* Room for [capacity] of what was gathered so far and what comes. */
static void take_room(Vm *vm, Gather *g, GatherKind kind, size_t capacity)
{
    g->kind = kind;
    g->capacity = capacity;
    if (kind == GATHER_VALUES) {
        g->list = expr_new(vm_heap(vm), S_List, capacity);
        g->items = g->list->args;
    } else {
        g->items = heap_alloc_atomic(vm_heap(vm), capacity * sizeof(Val));
    }
}

/* Room for [capacity] values of a list that may stay short: they are copied when it is known how many they are. */
static void take_few(Vm *vm, Gather *g, size_t capacity)
{
    g->kind = GATHER_VALUES;
    g->list = NULL;
    if (g->few_capacity < capacity) {
        g->few_capacity = capacity;
        g->few = heap_alloc_kept(vm_heap(vm), capacity * sizeof(Val));
    }
    g->items = g->few;
    g->capacity = g->few_capacity;
}

Gather *gather_new(Vm *vm, size_t expected)
{
    struct CodeStack *s = vm->code_stack;
    Gather *g = s->gathers;

    if (g == NULL) {
        g = heap_alloc_kept(vm_heap(vm), sizeof *g);
    } else {
        s->gathers = g->next;
    }
    g->n = 0;
    g->expected = expected;
    /* A short list is none that packs. */
    if (expected < PACKED_LENGTH_MIN)
        take_few(vm, g, expected < FIRST_CAPACITY ? FIRST_CAPACITY : expected);
    else
        take_room(vm, g, GATHER_INTEGERS, expected < FIRST_CAPACITY_MAX ? expected : FIRST_CAPACITY_MAX);
    return g;
}

static void become_values(Vm *vm, Gather *g)
{
    const void *numbers = g->items;
    GatherKind kind = g->kind;

    take_room(vm, g, GATHER_VALUES, g->capacity);
    for (size_t i = 0; i < g->n; i++)
        g->list->args[i] = kind == GATHER_INTEGERS ? val_int(((const int64_t *)numbers)[i])
                                                   : val_real_new(vm_heap(vm), ((const double *)numbers)[i]);
}

/* What has come so far without the list's being left is likely to go on to what is expected. */
static void grow(Vm *vm, Gather *g)
{
    const void *items = g->items;
    size_t capacity = GROWTH * g->capacity;

    if (g->capacity < g->expected)
        capacity = g->expected / EXPECTED_GROWTH > g->capacity ? EXPECTED_GROWTH * g->capacity : g->expected;
    take_room(vm, g, g->kind, capacity <= EXPR_LEN_MAX ? capacity : EXPR_LEN_MAX);
    memcpy(g->items, items, g->n * sizeof(Val));
    if (items == g->few)
        memset(g->few, 0, g->n * sizeof(Val));
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

static Val list_of(Vm *vm, Gather *g)
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
    if (g->list->len - g->n <= g->n / SLACK)
        g->list->len = (uint32_t)g->n;
    Val list = g->list->len == g->n ? expr_seal(g->list) : list_make(h, g->n, g->list->args);

    /* Lists of numbers of equal length are an array. */
    return g->n >= PACKED_LENGTH_MIN ? list_pack(h, list) : list;
}

Val gather_finish(Vm *vm, Gather *g)
{
    struct CodeStack *s = vm->code_stack;
    Val list;

    if (g->kind == GATHER_VALUES && g->list == NULL) {
        list = list_make(vm_heap(vm), g->n, g->few);
        memset(g->few, 0, g->n * sizeof(Val));
    } else {
        list = list_of(vm, g);
    }
    g->items = NULL;
    g->list = NULL;
    g->next = s->gathers;
    s->gathers = g;
    return list;
}
