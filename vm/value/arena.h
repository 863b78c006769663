/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arena.h -- nodes that are taken again: what one evaluation has made, and nobody refers to once it ends.
 *
 * Where many values are computed one after the other, and each leaves nothing behind but itself, most of what is
 * allocated is of no use to anybody as soon as a value is there.  An arena remembers the nodes that it gave, up to half a
 * megabyte, and gives them again for the next value: without a collection, without the collector's lock, and out of the
 * processor's cache.  The nodes are ordinary ones of the collector's.  So nothing has to be proven where an evaluation may
 * have left something behind: whoever keeps what lasts longer says so (heap_keep), and what was made is left to the collector.
 */
#ifndef LYRA_VALUE_ARENA_H
#define LYRA_VALUE_ARENA_H

#include "vm/value/heap.h"

/* So many nodes without pointers does it remember of a class: lists of them have room for so many while it is in force. */
enum { ARENA_ATOMIC_MAX = 2048 };

/* From here on small nodes come from the arena.  No other is in force in [h]. */
void arena_begin(Heap *h);
/* Ends it.  [v] is all that is left of what was made: it, or a copy outside of the arena.  UNWIND: what was made is left to
 * the collector. */
Val arena_end(Heap *h, Val v);
/* Ends it, if one is in force, and what was made is left to the collector. */
void arena_leave(Heap *h);
/* An entry of a cache, which finds [key] by its address, is made: heap_keep, or it is cleared at the end if the key goes then. */
void arena_keep_entry(Heap *h, Val key, void *entry, size_t bytes);
/* For heap_refill: free nodes that it has still; NULL: none. */
void **arena_reserve(struct Arena *a, size_t granules);
/* These nodes, linked by their first words, were taken while it is in force; the same of nodes without pointers. */
void arena_note(struct Arena *a, size_t granules, void **list);
void arena_note_atomic(struct Arena *a, size_t granules, void *node, void **nodes, size_t n);
/* Of other memory that was taken meanwhile: it may refer to nodes of the arena. */
void arena_note_other(struct Arena *a);

#endif
