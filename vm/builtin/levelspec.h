/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * levelspec.h -- level specifications, and the walk over the levels of an expression.
 */
#ifndef LYRA_BUILTIN_LEVELSPEC_H
#define LYRA_BUILTIN_LEVELSPEC_H

#include "vm/builtin/items.h"

/* Levels [from] to [to].  From 0 up: counted from the whole; below 0: -d is the parts of depth d. */
typedef struct LevelSpec {
    int64_t from, to;
} LevelSpec;
#define LEVEL_INFINITY INT64_MAX
#define LEVEL_ONE ((LevelSpec){1, 1})

/* n, {n}, {m, n}, All, Infinity; false for anything else. */
bool levelspec_read(Val spec, LevelSpec *out);

/* Where a part is, as Position gives it. */
typedef struct LevelPath {
    Heap  *heap;
    Val   *v;
    size_t n, capacity;
} LevelPath;
/* The path as a List. */
Val levelpath_list(const LevelPath *path);

typedef enum LevelStep { LEVEL_GO, LEVEL_STOP, LEVEL_UNWIND } LevelStep;
typedef LevelStep LevelVisit(Vm *vm, Val part, const LevelPath *path, void *state);
/* Calls [visit] for each part on these levels, inner parts first, heads too if [heads]. */
MUST_USE LevelStep level_visit(Vm *vm, Val expr, LevelSpec spec, bool heads, LevelVisit *visit, void *state);

/* What becomes of a part: a new value, VAL_NONE to delete it, UNWIND. */
typedef Val LevelMap(Vm *vm, Val part, const LevelPath *path, void *state);
/* [expr] with the parts on these levels replaced, inner parts first.  VAL_NONE where the whole was deleted. */
MUST_USE Val level_map(Vm *vm, Val expr, LevelSpec spec, bool heads, LevelMap *map, void *state);

/* Depth: 1 for atoms. */
MUST_USE Val level_depth(Vm *vm, Val expr, bool heads);

#endif
