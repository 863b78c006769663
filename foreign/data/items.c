/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * items.c -- values in a row that grows and shrinks at both ends: what most data structures are made of.
 *
 * A ring whose room is a power of two. Places where there is nothing hold VAL_NONE, so that they keep nothing alive.
 */
#include "foreign/data/data.h"

enum { FIRST_ROOM = 8 };

/* Room for [n] more; false: there is no memory, and the next poll unwinds. */
static bool make_room(Heap *h, DataStructure *d, size_t n)
{
    size_t room = d->room == 0 ? FIRST_ROOM : d->room;

    if (d->count + n <= d->room)
        return true;
    while (room < d->count + n)
        room *= 2;
    if (!heap_ask(h, (double)(room * sizeof(Val))))
        return false;
    Val *items = heap_alloc_kept(h, room * sizeof *items);
    for (size_t i = 0; i < d->count; i++)
        items[i] = *data_item(d, i);
    d->items = items;
    d->room = room;
    d->first = 0;
    return true;
}

void items_set(DataStructure *d, size_t i, Val v)
{
    val_share(v);
    d->bloom |= val_bloom(v);
    *data_item(d, i) = v;
}

void items_push_back(Heap *h, DataStructure *d, Val v)
{
    if (!make_room(h, d, 1))
        return;
    d->count++;
    items_set(d, d->count - 1, v);
}

void items_push_front(Heap *h, DataStructure *d, Val v)
{
    if (!make_room(h, d, 1))
        return;
    d->first = (d->first - 1) & (d->room - 1);
    d->count++;
    items_set(d, 0, v);
}

Val items_pop_back(DataStructure *d)
{
    Val *place = data_item(d, d->count - 1), v = *place;

    *place = VAL_NONE;
    d->count--;
    return v;
}

Val items_pop_front(DataStructure *d)
{
    Val *place = data_item(d, 0), v = *place;

    *place = VAL_NONE;
    d->first = (d->first + 1) & (d->room - 1);
    d->count--;
    return v;
}

void items_clear(DataStructure *d)
{
    d->items = NULL;
    d->count = d->room = d->first = 0;
    d->bloom = 0;
}

void items_insert(Heap *h, DataStructure *d, size_t i, Val v)
{
    if (!make_room(h, d, 1))
        return;
    d->count++;
    for (size_t k = d->count - 1; k > i; k--)
        *data_item(d, k) = *data_item(d, k - 1);
    items_set(d, i, v);
}

void items_delete(DataStructure *d, size_t i)
{
    for (; i + 1 < d->count; i++)
        *data_item(d, i) = *data_item(d, i + 1);
    (void)items_pop_back(d);
}

Val items_push_list(Vm *vm, DataStructure *d, Val list)
{
    Heap *h = vm_heap(vm);
    size_t n = list_len(list);

    TRY(vm_check_length(vm, 2 * (double)(d->count + n), sizeof(Val)));
    for (size_t i = 0; i < n && make_room(h, d, n - i); i++)
        items_push_back(h, d, list_item(h, list, i));
    return VAL_NONE;
}

size_t items_length(const DataStructure *d)
{
    return d->count;
}

Val items_elements(Vm *vm, DataStructure *d)
{
    TRY(vm_check_length(vm, (double)d->count, sizeof(Val)));
    Expr *list = expr_new(vm_heap(vm), S_List, d->count);
    for (size_t i = 0; i < d->count; i++)
        list->args[i] = *data_item(d, i);
    return expr_seal(list);
}

Val items_create(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    if (n == 0)
        return VAL_NONE;
    return val_is_list(v[0]) ? items_push_list(vm, d, v[0]) : NOT_MINE;
}

Val items_drop_all(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)vm, (void)n, (void)v;
    items_clear(d);
    return S_Null;
}

bool items_place(const DataStructure *d, Val part, size_t *place)
{
    int64_t i = val_is_small(part) ? val_small(part) : 0;

    if (i == 0 || i > (int64_t)d->count || -i > (int64_t)d->count)
        return false;
    *place = i > 0 ? (size_t)i - 1 : d->count - (size_t)-i;
    return true;
}

Val items_part(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i;

    (void)n;
    return items_place(d, v[0], &i) ? *data_item(d, i) : data_part_message(vm, d, v[0]);
}

Val items_set_part(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i;

    (void)n;
    if (!items_place(d, v[0], &i))
        return data_part_message(vm, d, v[0]);
    items_set(d, i, v[1]);
    return S_Null;
}

Val items_swap_part(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    size_t i, k;

    (void)n;
    if (!items_place(d, v[0], &i) || !items_place(d, v[1], &k))
        return data_part_message(vm, d, items_place(d, v[0], &i) ? v[1] : v[0]);
    Val x = *data_item(d, i);
    *data_item(d, i) = *data_item(d, k);
    *data_item(d, k) = x;
    return S_Null;
}

Val items_join_back(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    if (!val_is_list(v[0]))
        return data_argument_message(vm, d, v[0]);
    TRY(items_push_list(vm, d, v[0]));
    return S_Null;
}

Val items_join_front(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    Heap *h = vm_heap(vm);

    (void)n;
    if (!val_is_list(v[0]))
        return data_argument_message(vm, d, v[0]);
    TRY(vm_check_length(vm, 2 * (double)(d->count + list_len(v[0])), sizeof(Val)));
    for (size_t i = list_len(v[0]); i-- > 0; )
        items_push_front(h, d, list_item(h, v[0], i));
    return S_Null;
}

Val items_append(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    items_push_back(vm_heap(vm), d, v[0]);
    return S_Null;
}

Val items_prepend(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n;
    items_push_front(vm_heap(vm), d, v[0]);
    return S_Null;
}

Val items_peek_back(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->count == 0 ? data_empty_message(vm, d) : *data_item(d, d->count - 1);
}

Val items_peek_front(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->count == 0 ? data_empty_message(vm, d) : *data_item(d, 0);
}

Val items_take_back(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->count == 0 ? data_empty_message(vm, d) : items_pop_back(d);
}

Val items_take_front(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    (void)n, (void)v;
    return d->count == 0 ? data_empty_message(vm, d) : items_pop_front(d);
}

Val items_drop_back(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return val_is_not_mine(items_take_back(vm, d, n, v)) ? NOT_MINE : S_Null;
}

Val items_drop_front(Vm *vm, DataStructure *d, size_t n, const Val *v)
{
    return val_is_not_mine(items_take_front(vm, d, n, v)) ? NOT_MINE : S_Null;
}
