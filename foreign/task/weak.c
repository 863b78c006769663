/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * weak.c -- lists that keep nothing alive.
 */
#include "foreign/task/weak.h"

#include <gc.h>
#include <string.h>

WeakCell *weak_cell(Heap *h, Val object)
{
    WeakCell *cell = heap_alloc_atomic(h, sizeof *cell);

    cell->object = (void *)object.w;
    GC_general_register_disappearing_link(&cell->object, cell->object);
    return cell;
}

static void *read_cell(void *cell)
{
    return ((WeakCell *)cell)->object;
}

Val weak_value(WeakCell *cell)
{
    /* Between marking and clearing, what is read without the collector's lock may be dead. */
    void *object = GC_call_with_alloc_lock(read_cell, cell);

    return object == NULL ? VAL_NONE : val_from_node(object);
}

void weak_remove(WeakList *l, size_t i)
{
    l->cells[i] = l->cells[--l->count];
    l->cells[l->count] = NULL;
}

void weak_add(Heap *h, WeakList *l, Val object)
{
    heap_keep(h);
    if (l->count == l->room) {
        for (size_t i = l->count; i-- > 0; )
            if (val_is_none(weak_item(l, i)))
                weak_remove(l, i);
        if (l->count * 2 >= l->room) {
            size_t room = 2 * l->count + 4;
            WeakCell **cells = heap_alloc(h, room * sizeof *cells);
            if (l->count > 0)
                memcpy(cells, l->cells, l->count * sizeof *cells);
            l->cells = cells;
            l->room = room;
        }
    }
    l->cells[l->count++] = weak_cell(h, object);
}
