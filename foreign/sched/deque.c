/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * deque.c -- the Chase-Lev deque.
 */
#include "foreign/sched/deque.h"

#include "vm/base/check.h"
#include "vm/value/heap.h"

enum { FIRST_SIZE = 64 };

static DequeBuffer *buffer_new(size_t size)
{
    DequeBuffer *b = heap_alloc_root(sizeof *b + size * sizeof b->items[0]);

    b->size = size;
    return b;
}

void deque_init(Deque *d)
{
    atomic_init(&d->top, 0);
    atomic_init(&d->bottom, 0);
    atomic_init(&d->buffer, buffer_new(FIRST_SIZE));
    d->wiped = 0;
}

void deque_drop(Deque *d)
{
    for (DequeBuffer *b = atomic_load_explicit(&d->buffer, memory_order_relaxed), *older; b != NULL; b = older) {
        older = b->outgrown;
        heap_free_root(b);
    }
}

static COLD DequeBuffer *grow(Deque *d, DequeBuffer *old, long long top, long long bottom)
{
    DequeBuffer *b = buffer_new(old->size * 2);

    for (long long i = top; i < bottom; i++)
        atomic_store_explicit(&b->items[(size_t)i & (b->size - 1)],
                              atomic_load_explicit(&old->items[(size_t)i & (old->size - 1)], memory_order_relaxed),
                              memory_order_relaxed);
    b->outgrown = old;
    atomic_store_explicit(&d->buffer, b, memory_order_release);
    return b;
}

void deque_push(Deque *d, void *item)
{
    long long bottom = atomic_load_explicit(&d->bottom, memory_order_relaxed);
    long long top = atomic_load_explicit(&d->top, memory_order_acquire);
    DequeBuffer *b = atomic_load_explicit(&d->buffer, memory_order_relaxed);

    if (UNLIKELY(bottom - top >= (long long)b->size))
        b = grow(d, b, top, bottom);
    atomic_store_explicit(&b->items[(size_t)bottom & (b->size - 1)], item, memory_order_relaxed);
    atomic_store_explicit(&d->bottom, bottom + 1, memory_order_release);
}

static void empty_places(DequeBuffer *b, long long from, long long to)
{
    for (long long i = from; i < to; i++)
        atomic_store_explicit(&b->items[(size_t)i & (b->size - 1)], NULL, memory_order_relaxed);
}

static COLD void wipe_until(Deque *d, long long top)
{
    DequeBuffer *b = atomic_load_explicit(&d->buffer, memory_order_relaxed);

    for (DequeBuffer *o = b->outgrown; o != NULL && !o->wiped; o = o->outgrown) {
        empty_places(o, 0, (long long)o->size);
        o->wiped = true;
    }
    empty_places(b, top - d->wiped > (long long)b->size ? top - (long long)b->size : d->wiped, top);
    d->wiped = top;
}

void deque_wipe(Deque *d)
{
    long long top = atomic_load_explicit(&d->top, memory_order_relaxed);

    if (top == atomic_load_explicit(&d->bottom, memory_order_relaxed) && d->wiped != top)
        wipe_until(d, top);
}

void *deque_pop(Deque *d)
{
    long long bottom = atomic_load_explicit(&d->bottom, memory_order_relaxed) - 1;
    DequeBuffer *b = atomic_load_explicit(&d->buffer, memory_order_relaxed);

    /* Nothing there, seen without a fence: only the owner adds. */
    if (atomic_load_explicit(&d->top, memory_order_relaxed) > bottom) {
        if (UNLIKELY(d->wiped != bottom + 1))
            wipe_until(d, bottom + 1);
        return NULL;
    }
    atomic_store_explicit(&d->bottom, bottom, memory_order_seq_cst);
    long long top = atomic_load_explicit(&d->top, memory_order_seq_cst);
    if (top > bottom) {
        atomic_store_explicit(&d->bottom, bottom + 1, memory_order_relaxed);
        return NULL;
    }
    _Atomic(void *) *slot = &b->items[(size_t)bottom & (b->size - 1)];
    void *item = atomic_load_explicit(slot, memory_order_relaxed);
    if (top == bottom) {
        if (!atomic_compare_exchange_strong_explicit(&d->top, &top, top + 1, memory_order_seq_cst, memory_order_relaxed))
            item = NULL;
        atomic_store_explicit(&d->bottom, bottom + 1, memory_order_relaxed);
    }
    atomic_store_explicit(slot, NULL, memory_order_relaxed);
    return item;
}

void *deque_steal(Deque *d, bool *again)
{
    long long top = atomic_load_explicit(&d->top, memory_order_seq_cst);
    long long bottom = atomic_load_explicit(&d->bottom, memory_order_seq_cst);

    if (top >= bottom)
        return NULL;
    DequeBuffer *b = atomic_load_explicit(&d->buffer, memory_order_acquire);
    void *item = atomic_load_explicit(&b->items[(size_t)top & (b->size - 1)], memory_order_relaxed);
    /* An empty place: somebody has taken it, or the buffer is outgrown. */
    if (item == NULL
        || !atomic_compare_exchange_strong_explicit(&d->top, &top, top + 1, memory_order_seq_cst, memory_order_relaxed)) {
        *again = true;
        return NULL;
    }
    return item;
}

size_t deque_size(Deque *d)
{
    long long n = atomic_load_explicit(&d->bottom, memory_order_relaxed) - atomic_load_explicit(&d->top, memory_order_relaxed);

    return n < 0 ? 0 : (size_t)n;
}
