/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * deque.h -- the Chase-Lev work-stealing deque: its owner pushes and pops at the bottom, thieves take
 * from the top.
 *
 * Chase and Lev, "Dynamic Circular Work-Stealing Deque" (SPAA 2005), with the memory orders of Le, Pop,
 * Cohen and Nardelli, "Correct and Efficient Work-Stealing for Weak Memory Models" (PPoPP 2013).
 * Deviations: buffers that were outgrown are kept until the deque ends (together no more than the last
 * one); the items lie in memory that the collector scans, so the owner wipes the places of what was taken, at once
 * or, where a thief took it, when the deque is found empty.
 */
#ifndef LYRA_SCHED_DEQUE_H
#define LYRA_SCHED_DEQUE_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct DequeBuffer {
    struct DequeBuffer *outgrown;
    bool                wiped;         /* nothing is left in it that was outgrown */
    size_t              size;          /* a power of two */
    _Atomic(void *)     items[];
} DequeBuffer;

/* Thieves' and owner's words are in different cache lines, wherever a Deque begins: roots lie at any 16 bytes. */
typedef struct Deque {
    char                   apart[64];
    atomic_llong           top;
    char                   apart_too[64];
    atomic_llong           bottom;
    _Atomic(DequeBuffer *) buffer;
    long long              wiped;      /* before this one, all places of what was taken are empty; the owner's */
} Deque;

void deque_init(Deque *d);
void deque_drop(Deque *d);
/* By the owner only. */
void deque_push(Deque *d, void *item);
/* The item pushed last; NULL where there is none.  By the owner only. */
void *deque_pop(Deque *d);
/* Where the deque is empty, it refers to nothing any more.  By the owner only. */
void deque_wipe(Deque *d);
/* The oldest item; NULL where there is none, or when another thief was faster (*again then).  By anybody. */
void *deque_steal(Deque *d, bool *again);
/* Roughly how many there are. */
size_t deque_size(Deque *d);

#endif
