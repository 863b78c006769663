/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * gather.h -- lists that bytecode makes element by element.
 *
 * Machine integers and machine reals are gathered as such, for a packed array; the first element of another
 * kind makes them values.  A gatherer lies in a register, which no instruction but those on gatherers touches.
 */
#ifndef LYRA_CODE_GATHER_H
#define LYRA_CODE_GATHER_H

#include "vm/value/packed.h"
#include "vm/vm.h"

typedef enum GatherKind { GATHER_INTEGERS, GATHER_REALS, GATHER_VALUES } GatherKind;

typedef struct Gather {
    GatherKind kind;
    size_t     n, capacity, expected;
    void      *items;        /* int64_t, double or Val */
    Expr      *list;         /* the list of which the values are the elements already; NULL: they are in [few] */
    Val       *few;          /* room for the values of a short list, which is used again */
    size_t     few_capacity;
    struct Gather *next;     /* of those that the VM keeps to use again */
} Gather;

/* One for about [expected] elements. */
Gather *gather_new(Vm *vm, size_t expected);
void gather_push_slow(Vm *vm, Gather *g, Val v);
/* The list, not evaluated any further; the gatherer is the next one's. */
Val gather_finish(Vm *vm, Gather *g);

static inline void gather_push(Vm *vm, Gather *g, Val v)
{
    if (LIKELY(g->n < g->capacity)) {
        if (g->kind == GATHER_VALUES) {
            val_share(v);
            ((Val *)g->items)[g->n++] = v;
            return;
        }
        if (g->kind == GATHER_INTEGERS && val_is_small(v)) {
            ((int64_t *)g->items)[g->n++] = val_small(v);
            return;
        }
        if (g->kind == GATHER_REALS && val_is_flonum(v)) {
            ((double *)g->items)[g->n++] = val_real(v);
            return;
        }
    }
    gather_push_slow(vm, g, v);
}

#endif
