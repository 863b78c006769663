/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * literals.h -- the rules of a symbol whose left sides are free of patterns: a table by left side.
 *
 * A table that another definition table may still see (a snapshot was taken) is not copied but lies
 * under a new one, so that the first write after a snapshot costs as much as any other.
 */
#ifndef LYRA_PATTERN_LITERALS_H
#define LYRA_PATTERN_LITERALS_H

#include "vm/pattern/rules.h"

typedef struct Literals Literals;

/* [l] (NULL: none yet) as something that the holder of [owner] may change. */
Literals *literals_to_write(Heap *h, Literals *l, const void *owner);
/* Adds a rule, or puts it in the place of the one with the same left side. */
void literals_put(Heap *h, Literals *l, Val lhs, Val rhs, bool delayed);
/* False where there was none. */
bool literals_remove(Heap *h, Literals *l, Val lhs);

/* NULL where there is none.  All take NULL for an empty table. */
const Literal *literals_find(const Literals *l, Val lhs);
const Literal *literals_find_call(const Literals *l, Val head, size_t n, const Val *args);
size_t literals_count(const Literals *l);
/* In the order of definition, i below the count. */
const Literal *literals_at(const Literals *l, size_t i);
/* All of them to [rules]; their count. */
size_t literals_list(Heap *h, const Literals *l, const Literal **rules);

#endif
