/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * replace.h -- compiled lists of rules, as replace.c and rewrite.c know them.
 */
#ifndef LYRA_PATTERN_REPLACE_H
#define LYRA_PATTERN_REPLACE_H

#include "vm/pattern/rules.h"

enum { MASKS_MAX = 4 };

/* The rules to be tried on expressions with one head, in their order. */
typedef struct Group {
    Val       head;            /* VAL_NONE: all other expressions */
    size_t    n;
    uint32_t *positions;
} Group;

/* position: 1 + that in the list; 0: free. */
typedef struct IndexEntry {
    uint32_t hash, position;
} IndexEntry;

/* What a literal rule is: the very expression, and what takes its place. */
typedef struct LiteralRule {
    Val key, body;
} LiteralRule;

struct Rules {
    size_t    n;
    Rule    **rules;           /* NULL: a literal one that needed no compiling */
    LiteralRule *literals;        /* at the same positions; key VAL_NONE: not in the index */
    IndexEntry *index;         /* of literal rules; NULL: none is kept */
    size_t    index_size;
    Group    *groups;          /* of the rules not in the index: open addressing by head */
    size_t    groups_size;
    Group     others;
    /* Symbols that have to occur where one of the rules is to match: the bits of one of these. */
    size_t    mask_count;      /* 0: anything may match */
    uint16_t  masks[MASKS_MAX];
    bool      structural;      /* what matches is the expression's form alone: see ReplaceMemo */
    uint32_t  attributes_epoch;
    /* rewrite.c: how far down the patterns look, or 0; what it was when that was found out. */
    size_t    reach;
    bool      orthogonal;
    uint32_t  reach_epoch, reach_attributes;
};

/* Expressions, by identity, in which nothing matched: later passes of ReplaceRepeated go by them. */
struct ReplaceMemo {
    Val     *known;               /* open addressing */
    size_t   n, size;
    uint32_t attributes_epoch;
};

/* Can anything in [v] match? */
static inline bool rules_may_hold_match(const Rules *rs, Val v)
{
    unsigned bloom = val_bloom(v);

    for (size_t i = 0; i < rs->mask_count; i++)
        if ((bloom & rs->masks[i]) == rs->masks[i])
            return true;
    return rs->mask_count == 0;
}

/* Where to look first for a node in a table of [size] places, a power of two. */
static inline size_t identity_place(Val v, size_t size)
{
    return (v.w >> 4) * 0x9E3779B97F4A7C15u >> 32 & (size - 1);
}

/* The list of [n] elements of [bytes], with room for one more. */
static inline void *list_with_room(Heap *h, void *list, size_t n, size_t *room, size_t bytes)
{
    if (n < *room)
        return list;
    *room = *room == 0 ? 16 : 2 * *room;
    return heap_grow(h, list, n * bytes, *room * bytes);
}

bool replace_memo_knows(const Vm *vm, const ReplaceMemo *m, Val v);
void replace_memo_add(Vm *vm, ReplaceMemo *m, Val v);
/* As rules_apply; [by]: the rule that did it, NULL for one that was found in the index.  [stamp]: 0, or that of all that is filled
 * in, since it is known to be its own value. */
MUST_USE Val rules_apply_by(Vm *vm, const Rules *rules, Val expr, uint32_t stamp, const Rule **by);

/* Does the symbol mean nothing, so that an expression with it as its head is its own value where its arguments are? */
bool rewrite_is_plain_head(Vm *vm, Val head);
/* Do plain rules, whose patterns look down to some depth, lead to one normal form, whatever is rewritten first? */
bool rules_are_orthogonal(const Rules *rules);
/* What such rules make of [expr] in the end.  *done: false where that can't be said here, and [expr] is given. */
MUST_USE Val graph_rewrite(Vm *vm, const Rules *rules, ReplaceMemo *memo, Val expr, size_t reach, bool *done);

#endif
