/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * timer.c -- a heap with four children a node: fewer cache lines on the way than with two.
 */
#include "foreign/sched/timer.h"

#include <time.h>

#include "vm/value/heap.h"

enum { MANY = 64, FIRST_CAPACITY = 64 };

int64_t clock_ns(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void put(Timers *t, size_t i, Timer *timer)
{
    t->heap[i] = timer;
    timer->place = i + 1;
}

static void rise(Timers *t, size_t i, Timer *timer)
{
    while (i > 0 && t->heap[(i - 1) / 4]->deadline > timer->deadline) {
        put(t, i, t->heap[(i - 1) / 4]);
        i = (i - 1) / 4;
    }
    put(t, i, timer);
}

static void sink(Timers *t, size_t i, Timer *timer)
{
    for (;;) {
        size_t least = 4 * i + 1, end = least + 4 < t->count ? least + 4 : t->count;
        if (least >= t->count)
            break;
        for (size_t k = least + 1; k < end; k++)
            if (t->heap[k]->deadline < t->heap[least]->deadline)
                least = k;
        if (t->heap[least]->deadline >= timer->deadline)
            break;
        put(t, i, t->heap[least]);
        i = least;
    }
    put(t, i, timer);
}

/* What may be asked without the lock. */
static inline void note_first(Timers *t, memory_order order)
{
    atomic_store_explicit(&t->many, t->count >= MANY, memory_order_relaxed);
    atomic_store_explicit(&t->next, t->count == 0 ? INT64_MAX : t->heap[0]->deadline, order);
}

static void take_out(Timers *t, Timer *timer)
{
    size_t i = timer->place - 1;
    Timer *last = t->heap[--t->count];

    t->heap[t->count] = NULL;
    timer->place = 0;
    if (last != timer) {
        if (i > 0 && t->heap[(i - 1) / 4]->deadline > last->deadline)
            rise(t, i, last);
        else
            sink(t, i, last);
    }
    note_first(t, memory_order_relaxed);
}

bool timers_add(Timers *t, Timer *timer, int64_t deadline)
{
    lock_take(&t->lock);
    if (t->count == t->capacity) {
        size_t capacity = t->capacity == 0 ? FIRST_CAPACITY : 2 * t->capacity;
        Timer **heap = heap_alloc_root(capacity * sizeof *heap);
        if (t->count > 0)
            memcpy(heap, t->heap, t->count * sizeof *heap);
        if (t->heap != NULL)
            heap_free_root(t->heap);
        t->heap = heap;
        t->capacity = capacity;
    }
    timer->deadline = deadline;
    rise(t, t->count++, timer);
    bool first = t->heap[0] == timer;
    note_first(t, memory_order_seq_cst);
    lock_release(&t->lock);
    return first;
}

bool timers_remove(Timers *t, Timer *timer)
{
    lock_take(&t->lock);
    bool there = timer->place != 0;
    if (there)
        take_out(t, timer);
    lock_release(&t->lock);
    return there;
}

size_t timers_fire(Timers *t, int64_t now)
{
    size_t fired = 0;

    for (;;) {
        Timer *due = NULL;
        if (atomic_load_explicit(&t->next, memory_order_relaxed) > now)
            return fired;
        lock_take(&t->lock);
        if (t->count > 0 && t->heap[0]->deadline <= now) {
            due = t->heap[0];
            take_out(t, due);
        }
        lock_release(&t->lock);
        if (due == NULL)
            return fired;
        due->fire(due);
        fired++;
    }
}

void timers_drop(Timers *t)
{
    if (t->heap != NULL)
        heap_free_root(t->heap);
}
