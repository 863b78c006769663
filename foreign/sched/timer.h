/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * timer.h -- timers: a heap of deadlines of one pool.  Never early.
 */
#ifndef LYRA_SCHED_TIMER_H
#define LYRA_SCHED_TIMER_H

#include <stdatomic.h>
#include <stdint.h>

#include "foreign/sched/lock.h"

/* The monotonic clock in nanoseconds. */
int64_t clock_ns(void);

typedef struct Timer Timer;
struct Timer {
    int64_t  deadline;             /* ns, by the pool's clock */
    size_t   place;                /* in the heap, from 1; 0: not there */
    /* Runs on some worker, with no lock held, after the timer was taken out of the heap. */
    void   (*fire)(Timer *t);
};

typedef struct Timers {
    Lock     lock;
    Timer  **heap;                 /* four children a node; heap[0] is the first to fire */
    size_t   count, capacity;
    _Atomic int64_t next;          /* the earliest deadline; INT64_MAX: none */
    atomic_bool many;              /* so many that who sleeps until they are due had better fire some at a time */
} Timers;

/* Adds a timer, which must not be in a heap; true when it has become the first to fire. */
bool timers_add(Timers *t, Timer *timer, int64_t deadline);
/* Takes it out; false where it has fired or is firing. */
bool timers_remove(Timers *t, Timer *timer);
/* Fires what is due at [now]; how many. */
size_t timers_fire(Timers *t, int64_t now);
void timers_drop(Timers *t);

#endif
