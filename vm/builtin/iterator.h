/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * iterator.h -- iterator specifications: n, {n}, {i, n}, {i, m, n}, {i, m, n, d}, {i, {..}}.
 *
 * The variable is localised as Block does; iterator_end puts it back on every way out.
 */
#ifndef LYRA_BUILTIN_ITERATOR_H
#define LYRA_BUILTIN_ITERATOR_H

#include "vm/builtin/assignment.h"

typedef struct Iterator {
    Val      symbol;             /* VAL_NONE: no variable */
    Val      from, step, list;   /* list: VAL_NONE unless over a list */
    Val      object;             /* VAL_NONE unless over what an object gives, which says when it ends */
    uint64_t count, at;          /* how many values; how many were given */
    Val      current;
    bool     localised;
    const Definition *before;
} Iterator;

typedef enum IteratorResult {
    ITERATOR_OK, ITERATOR_END, ITERATOR_UNWIND,
    ITERATOR_BAD,                /* a message was given */
    ITERATOR_SYMBOLIC            /* well formed, but the bounds are no numbers: no message was given */
} IteratorResult;

/* Evaluates the bounds.  [self] is named by messages; [position] is that of the specification. */
IteratorResult iterator_start(Vm *vm, Iterator *it, Val self, Val spec, size_t position);
/* Sets the variable to its next value (also in it->current). */
IteratorResult iterator_next(Vm *vm, Iterator *it);
/* What a construct gives that has no more values for ITERATOR_UNWIND: UNWIND, or the Failure that the object gave. */
MUST_USE Val iterator_unwound(const Vm *vm, const Iterator *it);
void iterator_end(Vm *vm, Iterator *it);

#endif
