/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * weak.h -- foreign objects that may be collected although a list knows them.
 */
#ifndef LYRA_TASK_WEAK_H
#define LYRA_TASK_WEAK_H

#include "vm/api.h"

/* A pointer that becomes NULL when its object is collected; memory that the collector does not look into. */
typedef struct WeakCell { void *object; } WeakCell;

typedef struct WeakList {
    WeakCell **cells;
    size_t     count, room;
} WeakList;

WeakCell *weak_cell(Heap *h, Val object);
/* VAL_NONE: it has been collected. */
Val  weak_value(WeakCell *cell);
void weak_add(Heap *h, WeakList *l, Val object);
void weak_remove(WeakList *l, size_t i);
static inline Val weak_item(const WeakList *l, size_t i) { return weak_value(l->cells[i]); }

#endif
