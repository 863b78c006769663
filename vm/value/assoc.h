/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc.h -- associations: persistent, in order of insertion.
 *
 * An update gives a new association that shares structure with the old one: look-up and update in
 * O(log n), iteration in order in O(n).  Keys are compared by SameQ.
 */
#ifndef LYRA_VALUE_ASSOC_H
#define LYRA_VALUE_ASSOC_H

#include "vm/value/expr.h"

typedef struct AssocEntry {
    Val  key, value;     /* key is VAL_NONE where an entry was looked for and not found */
    bool delayed;        /* key :> value, with the value held */
} AssocEntry;

Val assoc_empty(Heap *h);
size_t assoc_len(Val assoc);
AssocEntry assoc_find(Val assoc, Val key);
/* The value at a key; VAL_NONE where there is none. */
Val assoc_get(Val assoc, Val key);
/* Replaces the value of a key in its place, or appends a new key. */
Val assoc_put(Heap *h, Val assoc, AssocEntry entry);
Val assoc_set(Heap *h, Val assoc, Val key, Val value);
/* assoc_put in place where only one variable holds the association (FLAG_OWNED); else in a copy, which is
 * such an association. */
Val assoc_put_owned(Heap *h, Val assoc, AssocEntry entry);
/* Puts the entry first. */
Val assoc_prepend(Heap *h, Val assoc, AssocEntry entry);
Val assoc_remove(Heap *h, Val assoc, Val key);
/* The entry at a position, from 0, below assoc_len; O(log n). */
AssocEntry assoc_at(Val assoc, size_t i);
/* An entry as a rule, key -> value or key :> value; all of them as a list of rules. */
Val assoc_entry_rule(Heap *h, AssocEntry entry);
Val assoc_rules(Heap *h, Val assoc);
Val assoc_keys(Heap *h, Val assoc);      /* a List */
Val assoc_values(Heap *h, Val assoc);    /* a List; delayed values as they stand */

/* for (AssocIter it = assoc_iter(a); assoc_next(&it, &entry); ) */
typedef struct AssocIter {
    Val    assoc;
    size_t position;
    void  *cursor;
} AssocIter;
AssocIter assoc_iter(Val assoc);
bool assoc_next(AssocIter *it, AssocEntry *entry);

/* Building one entry by entry, in place: O(1) amortised each.  Lives on the C stack. */
typedef struct AssocBuilder {
    Heap *heap;
    Val   assoc;         /* owned by this builder until finished: updated in place */
    void *owner;
    size_t puts;         /* so far; nothing is put any more once the next poll unwinds */
    bool  stopped;
} AssocBuilder;
void assoc_builder_start(AssocBuilder *b, Heap *h);
void assoc_builder_put(AssocBuilder *b, AssocEntry entry);
void assoc_builder_set(AssocBuilder *b, Val key, Val value);
/* The value put at a key so far; VAL_NONE where there is none. */
Val assoc_builder_get(const AssocBuilder *b, Val key);
Val assoc_builder_finish(AssocBuilder *b);

/* Missing["KeyAbsent", key]. */
Val missing_key(Heap *h, Val key);

/* SameQ of two associations (in order), and their structural hash. */
bool assoc_same(Val a, Val b);
uint32_t assoc_hash(Val assoc);

/* The epoch in which every value was evaluated; see Expr.stamp. */
uint32_t assoc_stamp(Val assoc);
void assoc_set_stamp(Val assoc, uint32_t stamp);

#endif
