/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * moved.h -- objects that belong to one task at a time.
 *
 * The state of each object of a class that is TRANSFER_MOVED begins with a Moved.  Who sends such an object keeps an empty
 * one: a new object takes over what is inside (transfer.h), and belongs to nobody until somebody uses it.  So receiving
 * is nothing special, and a state is read and changed by one task at a time without a lock.
 */
#ifndef LYRA_TASK_MOVED_H
#define LYRA_TASK_MOVED_H

#include <stdatomic.h>

#include "vm/api.h"

typedef struct Moved {
    _Atomic uint64_t owner;
    /* While the object is on its way, known to its owner alone: */
    Foreign *to;                     /* what takes over, */
    uint32_t index;                  /* and its place in the Crossing */
} Moved;

/* Values of Moved.owner beside those of moved_self, which are even; odd: its owner's, and on its way. */
enum { MOVED_NOBODY = 0, MOVED_AWAY = 1 };

static inline uint64_t moved_self(const Vm *vm)
{
    return ((uint64_t)vm->lineage + 1) * 2;
}
static inline Moved *val_moved(Val v) { return foreign_state(v); }

/* May the task that runs in [vm] read and change the object?  One that belonged to nobody is the task's from here on. */
static inline bool moved_use(const Vm *vm, Moved *m)
{
    uint64_t self = moved_self(vm), owner = atomic_load_explicit(&m->owner, memory_order_relaxed);

    if (LIKELY(owner == self))
        return true;
    return owner == MOVED_NOBODY
        && atomic_compare_exchange_strong_explicit(&m->owner, &owner, self, memory_order_acquire, memory_order_relaxed);
}
/* For who has just made it. */
static inline void moved_begin(const Vm *vm, Moved *m)
{
    atomic_store_explicit(&m->owner, moved_self(vm), memory_order_relaxed);
}

/* For ForeignClass.move: [v], which lies in an object that goes, as it is to lie in the one that takes over. */
Val mover_value(Mover *by, Val v);
/* Memory for it, zeroed. */
void *mover_room(Mover *by, size_t bytes);

#endif
