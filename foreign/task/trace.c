/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace.c -- what tasks do, taken down while somebody wants to know.
 */
#include "foreign/task/trace.h"

#include <stdio.h>
#include <stdlib.h>

_Atomic(Trace *) trace_current;

/* It stays: a worker may write its last event when nobody reads any more. */
static struct {
    atomic_bool taken;
    Trace       trace;
} only;

Trace *trace_start(size_t room)
{
    Trace *t = &only.trace;

    if (atomic_exchange(&only.taken, true))
        return NULL;
    if (t->event == NULL)
        t->event = calloc(room, sizeof *t->event);
    else
        memset(t->event, 0, t->room * sizeof *t->event);
    if (t->event == NULL) {
        atomic_store(&only.taken, false);
        return NULL;
    }
    memset(t->thread, 0, sizeof t->thread);
    t->room = room;
    t->from = clock_ns();
    atomic_store(&t->count, 0);
    atomic_store(&trace_current, t);
    return t;
}

void trace_pause(void)
{
    atomic_store(&trace_current, NULL);
    only.trace.to = clock_ns();
}

void trace_end(void)
{
    atomic_store(&only.taken, false);
}

/* The place of the running thread; 0 also where there are too many. */
static size_t thread_place(Trace *to)
{
    const Worker *w = worker_self();
    size_t from = ((uintptr_t)w >> 6) * 0x9e3779b97f4a7c15u >> 40;

    for (size_t i = 0; w != NULL && i < TRACE_THREADS - 1; i++) {
        size_t place = (from + i) % (TRACE_THREADS - 1) + 1;
        TraceThread *t = &to->thread[place];
        const Worker *there = NULL;
        if (atomic_compare_exchange_strong(&t->worker, &there, w)) {
            worker_label(w, t->label, sizeof t->label);
            atomic_store(&t->named, true);
            return place;
        }
        if (there == w)
            return place;
    }
    return 0;
}

void trace_write(Trace *to, TraceKind kind, const Task *t)
{
    size_t i = atomic_fetch_add_explicit(&to->count, 1, memory_order_relaxed);

    if (i >= to->room)
        return;
    TraceEvent *e = &to->event[i];
    e->ns = clock_ns();
    e->task = t->serial;
    e->thread = (uint16_t)thread_place(to);
    e->kind = (uint8_t)kind;
    if (t->kind == TASK_MAIN || val_is_string(t->name))
        task_name_cut(t, e->name, sizeof e->name);
    else
        snprintf(e->name, sizeof e->name, "Task %u", (unsigned)t->serial);
    atomic_store_explicit(&e->ready, true, memory_order_release);
}
