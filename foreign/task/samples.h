/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * samples.h -- where the processors' time goes: which functions a task is in, looked at now and then.
 *
 * There is no timer: whoever looks at the clock anyway (a task, every few hundred evaluations) sees how much of the
 * processor's time its thread has used since the last sample, and adds that to the functions that it is in.  What
 * is left when the task waits or ends is added then, so that nothing is missing.  One test of a word otherwise.
 */
#ifndef LYRA_TASK_SAMPLES_H
#define LYRA_TASK_SAMPLES_H

#include "foreign/task/task.h"

enum { SAMPLE_LABEL = 32, SAMPLE_THREADS = 512, SAMPLE_DEPTH = 512 };

/* A function inside of others, or, at the top, a task. */
typedef struct SampleNode {
    Val      symbol;                 /* VAL_NONE: a task, and the label its name */
    char     label[SAMPLE_LABEL];
    uint32_t first, next;            /* of those inside it, of its siblings: places among the nodes; 0: none */
    uint32_t count;                  /* of samples, without those inside it; */
    int64_t  ns;                     /* so is the time */
} SampleNode;

/* What the tasks that a thread ran were seen in; node[0] is the thread itself. */
typedef struct SampleThread {
    Lock        lock;
    const void *worker;              /* NULL: the place is free */
    bool        active;
    char        label[SAMPLE_LABEL];
    int64_t     looked;              /* by the monotonic clock: when the last sample was */
    int64_t     used;                /* of the processor's time until then; 0: no task runs */
    uint32_t    count, room;
    SampleNode *node;                /* uncollectable, and scanned */
} SampleThread;

typedef struct Samples {
    int64_t      interval;           /* in ns */
    _Atomic uint8_t session;           /* of the tasks that are looked at: Task.profile */
    const Task  *task;               /* the first of them, */
    size_t       outer;              /* and in how many functions it was already */
    SampleThread thread[SAMPLE_THREADS];
} Samples;

/* What is filled at present; NULL: nothing. */
extern _Atomic(Samples *) samples_current;
/* Begins to look at [t] and at the tasks that it starts from now on; NULL where somebody else does. */
Samples *samples_start(Vm *vm, Task *t, int64_t interval);
/* Looks no more; then: the samples have been read. */
void samples_pause(Samples *s, Vm *vm, Task *t);
void samples_end(void);

void samples_mark(Samples *to, const Task *t);
void samples_add(Samples *to, Vm *vm, const Task *t, bool leaves);

/* The task begins to run on this thread. */
static inline bool samples_are_on(void)
{
    return UNLIKELY(atomic_load_explicit(&samples_current, memory_order_relaxed) != NULL);
}
static inline void sample_begin(const Task *t)
{
    Samples *to = atomic_load_explicit(&samples_current, memory_order_acquire);

    if (UNLIKELY(to != NULL) && t->profile == atomic_load_explicit(&to->session, memory_order_relaxed))
        samples_mark(to, t);
}
/* It looks at the clock, or [leaves] the thread. */
static inline void sample(Vm *vm, const Task *t, bool leaves)
{
    Samples *to = atomic_load_explicit(&samples_current, memory_order_acquire);

    if (UNLIKELY(to != NULL) && t->profile == atomic_load_explicit(&to->session, memory_order_relaxed))
        samples_add(to, vm, t, leaves);
}

#endif
