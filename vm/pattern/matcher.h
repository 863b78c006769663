/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matcher.h -- the state of one match, shared by match.c and sequence.c.
 *
 * Backtracking is by continuations: "match this, then run what comes next".  Whoever had a choice
 * undoes the bindings made since and tries the next one when what comes next says no.
 */
#ifndef LYRA_PATTERN_MATCHER_H
#define LYRA_PATTERN_MATCHER_H

#include "vm/pattern/pattern.h"

/* What a name is bound to: one value, or a run of elements that becomes Sequence[..] when asked for. */
typedef struct Slot {
    bool       bound;
    Val        value;       /* VAL_NONE while only `items` says it */
    const Val *items;
    size_t     n;
} Slot;

typedef struct Matcher {
    Vm            *vm;
    const Pattern *root;
    Slot          *slots;
    int           *trail;   /* slots in the order in which they were bound */
    size_t         bound;
    Val            kept;    /* what was made for the match, where the slots are in the heap: their pointers into it keep nothing */
    const Skeleton *early;  /* a condition on all of it that may be looked at as soon as its names are bound; or NULL */
} Matcher;

/* Is it clear already that the condition on all of the match does not hold? */
bool matcher_is_lost(const Matcher *m);

/* Room for the slots of most patterns, on the C stack of whoever starts a match. */
enum { MATCHER_ROOM = 10 };
typedef struct MatcherRoom {
    Slot slots[MATCHER_ROOM];
    int  trail[MATCHER_ROOM];
} MatcherRoom;

/* The matcher lives as long as [room]. */
Matcher matcher_start(Vm *vm, const Pattern *p, MatcherRoom *room);

typedef struct Next Next;
struct Next {
    MatchResult (*run)(Matcher *m, Next *self);
};

/* The expression whose arguments are matched. */
typedef struct Within {
    Val        head;
    unsigned   attributes;  /* FLAT, ORDERLESS of the head; 0 for a plain sequence */
    Pattern  **first;       /* the patterns of all arguments, for the positions of defaults */
    size_t     n;
} Within;

MatchResult match_one(Matcher *m, const Pattern *p, Val e, Next *next);
/* [p] against exactly [n] elements. */
MatchResult match_run(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next);
MatchResult match_args(Matcher *m, Pattern **ps, size_t np, const Val *items, size_t n, const Within *w, Next *next);
MatchResult match_orderless(Matcher *m, Pattern **ps, size_t np, const Val *items, size_t n, const Within *w,
                            Next *next);
/* A pattern that is `simple`: straight through, no choices.  Where it fails, bindings are left to be undone. */
MatchResult match_simple(Matcher *m, const Pattern *p, Val e);
/* One way of matching, bindings kept. */
MatchResult match_once(Matcher *m, const Pattern *p, Val e);

bool slot_bind(Matcher *m, int slot, const Val *items, size_t n);
void matcher_undo(Matcher *m, size_t mark);
MatchResult match_default(Matcher *m, const Pattern *p, const Within *w, Next *next);

/* What a slot is bound to; a run of elements as Sequence[..]. */
Val slot_value(Matcher *m, int index);
/* The names bound so far. */
Bindings bindings_now(Matcher *m);
/* Every name of the pattern; one that was not reached is bound to Sequence[]. */
Bindings all_bindings(Matcher *m);

/* A right side or condition in which the names of a pattern are slots: skeleton.c. */
typedef enum SkeletonKind { SKELETON_CONSTANT, SKELETON_SLOT, SKELETON_CALL } SkeletonKind;

struct Skeleton {
    SkeletonKind kind;
    bool         splices;     /* as an argument: Sequence[..] for its value is so many arguments */
    bool         runs;        /* of a call: an argument may be bound to a run of elements */
    bool         quick;       /* arithmetic and comparisons only: see skeleton_quick */
    int          slot;
    Val          expr;        /* what it was made from */
    Skeleton    *head;
    size_t       n;
    Skeleton   **args;
};

/* Skeletons: skeleton.c.  NULL where [expr] has to be substituted. */
Skeleton *skeleton_compile(Vm *vm, const Pattern *root, Val expr);
/* The expression with the names put in; with [partial] names not bound yet stay as they are. */
Val skeleton_fill(Matcher *m, const Skeleton *s, bool partial);
/* Is it arithmetic and comparison only?  Then skeleton_quick gives its value where the slots hold machine
 * integers, or VAL_NONE: to be evaluated. */
bool skeleton_is_quick(const Skeleton *s);
Val skeleton_quick(const Matcher *m, const Skeleton *s);

static inline MatchResult match_flag(bool yes) { return yes ? MATCH_YES : MATCH_NO; }

#endif
