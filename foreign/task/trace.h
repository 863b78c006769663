/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace.h -- what tasks do, taken down while somebody wants to know; one test of a word otherwise.
 */
#ifndef LYRA_TASK_TRACE_H
#define LYRA_TASK_TRACE_H

#include "foreign/task/task.h"

/* It begins or goes on, waits or gives way, has ended; its wait has ended. */
typedef enum TraceKind { TRACE_RUN, TRACE_LEAVE, TRACE_END, TRACE_WAKE } TraceKind;
enum { TRACE_NAME = 32, TRACE_THREADS = 1024 };

typedef struct TraceEvent {
    int64_t  ns;
    uint32_t task;
    uint16_t thread;                 /* its place among the threads; 0: one of no pool */
    uint8_t  kind;
    atomic_bool ready;               /* written to the end */
    char     name[TRACE_NAME];
} TraceEvent;

typedef struct TraceThread {
    _Atomic(const Worker *) worker;  /* NULL: the place is free */
    atomic_bool named;
    char     label[TRACE_NAME];
} TraceThread;

typedef struct Trace {
    int64_t       from, to;          /* when it began, and ended */
    atomic_size_t count;             /* more than there is room for: the rest is lost */
    size_t        room;
    TraceEvent   *event;
    TraceThread   thread[TRACE_THREADS];
} Trace;

/* What is taken down into at present; NULL: nothing. */
extern _Atomic(Trace *) trace_current;
/* Begins to take down up to [room] events; NULL where somebody else does, or there is no memory. */
Trace *trace_start(size_t room);
/* Takes down no more; then: the trace has been read. */
void trace_pause(void);
void trace_end(void);
void trace_write(Trace *to, TraceKind kind, const Task *t);

static inline bool trace_is_on(void)
{
    return UNLIKELY(atomic_load_explicit(&trace_current, memory_order_relaxed) != NULL);
}
static inline void trace(TraceKind kind, const Task *t)
{
    Trace *to = atomic_load_explicit(&trace_current, memory_order_acquire);

    if (UNLIKELY(to != NULL))
        trace_write(to, kind, t);
}

#endif
