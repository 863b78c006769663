/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * part.h -- parts of expressions: getting, setting, and changing at many positions at once.
 */
#ifndef LYRA_BUILTIN_PART_H
#define LYRA_BUILTIN_PART_H

#include "vm/builtin/items.h"


/* What object[[parts..]] = value makes of [object].  VAL_NONE after a message of Set. */
MUST_USE Val part_assign(Vm *vm, Val object, size_t n, const Val *parts, Val value);

/* Changing an expression at positions.  A position is a list of parts; the positions are those of
 * the expression as given, and inner ones are changed before outer ones. */
typedef struct Position {
    size_t     n;
    const Val *parts;
    size_t     number;        /* which of those asked for this is, for the caller */
    Val        spec;          /* what `parts` are inside of: the collector follows no pointers into it */
} Position;

/* Reads a position (n, or a list of parts) or a list of positions; false where it is neither.
 * [single] says that it was one position. */
bool positions_read(Heap *h, Val spec, size_t *n, Position **positions, bool *single);

/* The new value of a part; VAL_NONE to remove it; or UNWIND. */
typedef Val PositionChange(Vm *vm, Val part, const Position *position, void *state);
/* [expr] changed.  VAL_NONE where a position does not exist: *missing is that one; with
 * [lenient], it is passed over instead. */
MUST_USE Val positions_change(Vm *vm, Val expr, size_t n, const Position *positions, bool lenient,
                              PositionChange *change, void *state, const Position **missing);

/* What a part specification (integer, Key, string, All, Span, list) selects in [it]: element numbers
 * from 0; false where something is not there.  A head (0) is SIZE_MAX. */
bool part_indices(Heap *h, const Items *it, Val part, size_t *n, size_t **indices);

#endif
