/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trace.c -- what tasks do, taken down while somebody wants to know.
 */
#include "foreign/task/trace.h"

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
    t->room = room;
    atomic_store(&t->count, 0);
    atomic_store(&trace_current, t);
    return t;
}

void trace_pause(void)
{
    atomic_store(&trace_current, NULL);
}

void trace_end(void)
{
    atomic_store(&only.taken, false);
}

void trace_write(Trace *to, TraceKind kind, const Task *t)
{
    size_t i = atomic_fetch_add_explicit(&to->count, 1, memory_order_relaxed);
    const Worker *w = worker_self();

    if (i >= to->room)
        return;
    TraceEvent *e = &to->event[i];
    e->ns = clock_ns();
    e->task = t->serial;
    e->worker = w == NULL ? UINT16_MAX : (uint16_t)w->index;
    e->kind = (uint8_t)kind;
    e->main = t->kind == TASK_MAIN;
    if (val_is_string(t->name))
        strncpy(e->name, text_data(t->name), TRACE_NAME - 1);
    e->ready = true;
}
