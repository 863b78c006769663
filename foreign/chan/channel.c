/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * channel.c -- channels; knows no VM.
 */
#include "foreign/chan/channel.h"

enum { FIRST_ROOM = 16 };

Val channel_new(Heap *h, int64_t capacity, Val pattern, uint32_t serial)
{
    Val v = foreign_new(h, &channel_class, serial);

    val_channel(v)->capacity = capacity;
    val_channel(v)->pattern = pattern;
    val_channel(v)->lagged = VAL_NONE;
    return v;
}

/* Changed under the lock only. */
static inline size_t count_of(const Channel *c)
{
    return atomic_load_explicit(&c->count, memory_order_relaxed);
}
static inline void set_count(Channel *c, size_t n)
{
    atomic_store_explicit(&c->count, n, memory_order_relaxed);
}

static inline void make_room(Heap *h, Channel *c)
{
    size_t n = count_of(c);

    if (n == c->room) {
        size_t room = c->room == 0 ? FIRST_ROOM : 2 * c->room;
        Val *ring = heap_alloc(h, room * sizeof *ring);
        for (size_t i = 0; i < n; i++)
            ring[i] = c->ring[(c->first + i) & (c->room - 1)];
        c->ring = ring;
        c->room = room;
        c->first = 0;
    }
}

static void put(Heap *h, Channel *c, Val v)
{
    size_t n = count_of(c);

    make_room(h, c);
    c->ring[(c->first + n) & (c->room - 1)] = v;
    set_count(c, n + 1);
}

static Val take(Channel *c)
{
    Val *slot = &c->ring[c->first], v = *slot;

    *slot = VAL_NONE;
    c->first = (c->first + 1) & (c->room - 1);
    set_count(c, count_of(c) - 1);
    return v;
}

/* Nobody is there whom to hand it to. */
static inline ChannelResult put_if_room(Heap *h, Channel *c, Val v)
{
    if (c->closed)
        return CHANNEL_CLOSED;
    if (c->capacity != CHANNEL_UNBOUNDED && (int64_t)count_of(c) >= c->capacity)
        return CHANNEL_WOULD_WAIT;
    put(h, c, v);
    return CHANNEL_DONE;
}

static COLD NOINLINE ChannelResult send_past_stale(Heap *h, Channel *c, Val v, Waiter **woken)
{
    return (*woken = waiters_claim_any(&c->receivers)) != NULL ? CHANNEL_DONE : put_if_room(h, c, v);
}

/* What is seldom is called last, here and below, so that the rest needs no frame. */
ChannelResult channel_send_locked(Heap *h, Channel *c, Val v, Waiter **woken)
{
    if (h != NULL)
        heap_keep(h);
    if ((*woken = waiters_claim_first(&c->receivers)) != NULL)
        return CHANNEL_DONE;
    return UNLIKELY(c->receivers.first != NULL) ? send_past_stale(h, c, v, woken) : put_if_room(h, c, v);
}

/* The next value; that of [sender], NULL: none waits, comes after those that are there. */
static inline ChannelResult receive_with(Channel *c, Val *v, Waiter *sender)
{
    if (count_of(c) > 0) {
        *v = take(c);
        /* The ring has room for one more: it had this many before. */
        if (sender != NULL) {
            size_t n = count_of(c);
            c->ring[(c->first + n) & (c->room - 1)] = sender->value;
            set_count(c, n + 1);
        }
        return CHANNEL_DONE;
    }
    if (sender != NULL) {
        *v = sender->value;
        return CHANNEL_DONE;
    }
    return c->closed ? CHANNEL_CLOSED : CHANNEL_WOULD_WAIT;
}

static COLD NOINLINE ChannelResult receive_past_stale(Channel *c, Val *v, Waiter **woken)
{
    if (c->lost != 0) {
        *v = c->lagged;
        c->lagged = VAL_NONE;
        c->lost = 0;
        *woken = NULL;
        waiters_notice(&c->senders);
        return CHANNEL_DONE;
    }
    *woken = waiters_claim_any(&c->senders);
    return receive_with(c, v, *woken);
}

ChannelResult channel_receive_locked(Channel *c, Val *v, Waiter **woken)
{
    if (UNLIKELY(c->lost != 0))
        return receive_past_stale(c, v, woken);
    *woken = waiters_claim_first(&c->senders);
    if (UNLIKELY(*woken == NULL && c->senders.first != NULL))
        return receive_past_stale(c, v, woken);
    return receive_with(c, v, *woken);
}

/* The first that still waits, and does not only watch. */
static Waiter *first_waiting(const WaiterQueue *q)
{
    Waiter *w = q->first;

    while (w != NULL && (waiter_watches(w) || atomic_load_explicit(&w->task->wait, memory_order_relaxed) != w->wait))
        w = w->next;
    return w;
}

bool channel_would_take_locked(const Channel *c)
{
    return c->closed || c->capacity == CHANNEL_UNBOUNDED || (int64_t)count_of(c) < c->capacity || first_waiting(&c->receivers) != NULL;
}

ChannelResult channel_peek_locked(const Channel *c, Val *v)
{
    const Waiter *sender = NULL;

    if (c->lost != 0)
        *v = c->lagged;
    else if (count_of(c) > 0)
        *v = c->ring[c->first];
    else if ((sender = first_waiting(&c->senders)) != NULL)
        *v = sender->value;
    else
        *v = S_EndOfStream;
    if (c->lost != 0 || count_of(c) > 0 || sender != NULL)
        return CHANNEL_DONE;
    return c->closed ? CHANNEL_CLOSED : CHANNEL_WOULD_WAIT;
}

bool channel_receive_seen_locked(Channel *c, Val seen, Waiter **woken)
{
    Val v;

    *woken = NULL;
    while (channel_peek_locked(c, &v) == CHANNEL_DONE && val_is(v, seen)) {
        if (c->lost != 0 || count_of(c) > 0) {
            (void)channel_receive_locked(c, &v, woken);
            return true;
        }
        /* A sender's wait may end otherwise at any time: then it was not the first one, and is passed over. */
        Waiter *w = first_waiting(&c->senders);
        if (w == NULL || !val_is(w->value, seen) || !task_claim_locked(w->task, w->wait))
            continue;
        waiters_remove(&c->senders, w);
        waiters_notice(&c->senders);
        *woken = w;
        return true;
    }
    return false;
}

ChannelResult channel_try_send(Heap *h, Channel *c, Val v)
{
    Waiter *woken;

    lock_take(&c->lock);
    ChannelResult r = channel_send_locked(h, c, v, &woken);
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, v);
    return r;
}

void channel_give_back(Heap *h, Channel *c, Val v)
{
    heap_keep(h);
    lock_take(&c->lock);
    Waiter *woken = waiters_claim(&c->receivers);
    if (woken == NULL) {
        make_room(h, c);
        c->first = (c->first + c->room - 1) & (c->room - 1);
        c->ring[c->first] = v;
        set_count(c, count_of(c) + 1);
        waiters_notice(&c->senders);
    }
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, v);
}

void channel_push(Heap *h, Channel *c, Val v)
{
    Waiter *woken;

    lock_take(&c->lock);
    if (channel_send_locked(h, c, v, &woken) == CHANNEL_WOULD_WAIT) {
        (void)take(c);
        c->lagged = expr2(h, S_Failure, text_from(h, "Lagged"), val_int((int64_t)++c->lost));
        put(h, c, v);
        waiters_notice(&c->senders);
    }
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, v);
}

ChannelResult channel_try_receive(Channel *c, Val *v)
{
    Waiter *woken;

    lock_take(&c->lock);
    ChannelResult r = channel_receive_locked(c, v, &woken);
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, S_Null);
    return r;
}

void channel_close(Channel *c)
{
    Waiter *receivers = NULL, *senders = NULL, *w;

    lock_take(&c->lock);
    c->closed = true;
    while ((w = waiters_claim(&c->receivers)) != NULL) {
        w->next = receivers;
        receivers = w;
    }
    while ((w = waiters_claim(&c->senders)) != NULL) {
        w->next = senders;
        senders = w;
    }
    lock_release(&c->lock);
    while ((w = receivers) != NULL) {
        receivers = w->next;
        w->next = NULL;
        waiter_wake(w, S_EndOfStream);
    }
    while ((w = senders) != NULL) {
        senders = w->next;
        w->next = NULL;
        waiter_wake(w, CHANNEL_CLOSED_MARK);
    }
}
