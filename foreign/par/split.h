/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * split.h -- lazy splitting of a range over the workers of a pool.
 *
 * One task begins with the whole range.  Between elements it looks whether somebody has nothing to do
 * while nothing waits in its worker's deque; then it gives the upper half of what it has left to a task
 * of its own, which does the same.  So there are about as many tasks as thefts, never one an element, and
 * one slow element holds nobody up (Tzannes, Caragea, Barua and Vishkin, "Lazy Binary-Splitting", PPoPP
 * 2010).
 *
 * Each element is evaluated as if in a task of its own: with the caller's definitions and a random
 * generator that only its position decides.  What one element changes, the next does not see.
 */
#ifndef LYRA_PAR_SPLIT_H
#define LYRA_PAR_SPLIT_H

#include "foreign/par/message_context.h"
#include "foreign/task/task.h"

/* So many elements are done at once at first, where that makes no difference. */
enum { BLOCK_FIRST = 256 };

typedef struct Split Split;
typedef struct Range Range;

/* Elements from here on are for workers on a node of memory. */
typedef struct SplitNear { size_t from; int node; } SplitNear;

/* How the range is cut. */
typedef struct SplitHow {
    Pool  *pool;
    size_t grain;                /* cut at multiples of this only; at least 1 */
    size_t pieces;               /* cut into so many at first, and no further; 0: as needed */
    SplitNear *near;             /* where else it is cut at first: near_count places, the first at 0 */
    size_t near_count;
} SplitHow;

/* Collected memory of its own. */
struct Split {
    /* Set by the caller. */
    SplitHow  how;
    size_t    n;
    Val     (*element)(Vm *vm, Split *s, size_t i);             /* the value of one element; UNWIND */
    /* A List of the values of [from, to); VAL_NONE: one by one, please.  NULL: there is no such way. */
    Val     (*block)(Vm *vm, Split *s, size_t from, size_t to);
    Val       f, extra, source;      /* what they know */
    const Val *v;
    bool      as_list;               /* split_list is asked for the results, not `values` */
    Val      *values;                /* the results; made by split_run */
    Val     (*isolated)(Vm *vm, Split *s, size_t i);   /* `element` in a child process, in a pool of such; else NULL */
    void    (*heard)(Vm *vm, Split *s, Val v);         /* told of each element's value; NULL: nobody is */

    /* Its own. */
    struct Team *team;               /* whose lock guards what follows, up to the atomics */
    Unwind    unwind;                /* how element `limit` ended, if with no value */
    MessageContext messages;         /* of the caller */
    struct Block *blocks;            /* results of many at once */
    Val      *found;                 /* by split_found, in the order in which they came */
    size_t    found_count;
    atomic_size_t limit;             /* no element from here on counts */
    atomic_uint brief;               /* how many wait for their turn with something */
    const struct VmSnapshot *snapshot;
    uint64_t  seed, limit_serial;
    Scope    *scope;
    Limit    *limits;                /* the caller's */
    void     *enclosing;             /* the Enclose that it is in: STATE_ENCLOSE */
};

/* A new one of [n] elements; the values of all when split_run has given VAL_NONE.  UNWIND is as the
 * first element (by position) that ended otherwise than with a value ended, or as the caller's limits say.
 * Messages about it are given in the name of [self]. */
Split *split_new(Vm *vm, SplitHow how, size_t n);
MUST_USE Val split_run(Vm *vm, Split *s, Val self);
/* Where as_list was set: the List of all values, packed where it is long and can be. */
Val split_list(Vm *vm, Split *s);
/* Inside an element: [v] is one of the [wanted] results that are enough; with the last the others are
 * cancelled. */
void split_found(Vm *vm, Split *s, Val v, size_t wanted);
/* What the task works on, and at which element; NULL: it is no such task. */
const Split *split_of(const Task *t, size_t *at);

#endif
