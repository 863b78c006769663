/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * channel.h -- queues of values between tasks: unbounded, bounded, and of no room at all, where sender
 * and receiver meet.
 *
 * One lock, a ring, two queues of waiters.  A sender that finds a waiting receiver hands the value
 * straight over; a receiver that makes room lets the first waiting sender in.  Values of one sender
 * arrive in order.
 */
#ifndef LYRA_CHAN_CHANNEL_H
#define LYRA_CHAN_CHANNEL_H

#include "foreign/task/wait.h"

enum { CHANNEL_UNBOUNDED = -1 };

/* The state of a Channel object.  Between workers that send and receive values lines of the cache go to and fro, so what changes with
 * each value is in the first line of the object, behind the box's own words; the second changes where somebody waits. */
typedef struct Channel {
    Lock     lock;
    atomic_size_t count;           /* this and `closed` are changed under the lock, and may be looked at without */
    Val     *ring;                 /* collected memory */
    size_t   first;
    WaiterQueue receivers, senders;
    size_t   room;
    int64_t  capacity;             /* CHANNEL_UNBOUNDED, 0 or more; never changes */
    _Atomic(Pool *) from;          /* the pool of who sent last; NULL: nobody has.  Only compared, it may be gone */
    atomic_bool closed;
    Val      pattern;              /* of the values that it takes; VAL_NONE: any */
    uint64_t lost;                 /* a subscription's: since that was told */
    Val      lagged;               /* a subscription's: the Failure that says how much was lost; VAL_NONE */
    char     rest[40];             /* objects of so many whole lines begin with one */
} Channel;
_Static_assert((sizeof(Foreign) + sizeof(Channel)) % 64 == 0, "a channel is so many lines of the cache");
_Static_assert(offsetof(Channel, receivers) + offsetof(Foreign, state) == 64, "what changes with each value is in one line");

typedef enum ChannelResult { CHANNEL_DONE, CHANNEL_WOULD_WAIT, CHANNEL_CLOSED } ChannelResult;

extern const ForeignClass channel_class;
static inline bool val_is_channel(Val v)      { return val_is_foreign_of(v, &channel_class); }
static inline Channel *val_channel(Val v)     { return foreign_state(v); }

Val channel_new(Heap *h, int64_t capacity, Val pattern, uint32_t serial);
/* Was there nothing to receive, at some moment of this call?  For channels with room, without the lock. */
static inline bool channel_looks_empty(const Channel *c)
{
    return c->capacity != 0 && atomic_load_explicit(&c->count, memory_order_relaxed) == 0
        && !atomic_load_explicit(&c->closed, memory_order_relaxed);
}
/* Is there nothing to receive, so that who wants to has to wait?  The lock is held. */
static inline bool channel_is_bare(const Channel *c)
{
    return c->senders.first == NULL && atomic_load_explicit(&c->count, memory_order_relaxed) == 0 && c->lost == 0 && !c->closed;
}
/* These hold c->lock already (..._locked) or take it.  Where they would wait nothing has happened, and the
 * lock is kept if they are ..._locked.  *woken: whose wait to end, with *value, once the lock is released. */
ChannelResult channel_send_locked(Heap *h, Channel *c, Val v, Waiter **woken);
ChannelResult channel_receive_locked(Channel *c, Val *v, Waiter **woken);
/* What would be received, which stays; EndOfStream where the channel has ended. */
ChannelResult channel_peek_locked(const Channel *c, Val *v);
/* Receives what channel_peek_locked gave; false: that is not the next value any more, and nothing has happened. */
bool channel_receive_seen_locked(Channel *c, Val seen, Waiter **woken);
/* Would a value be taken now, or refused as the channel is closed? */
bool channel_would_take_locked(const Channel *c);
/* A sender has left without having sent: what would be received may be another now. */
static inline void channel_sender_left_locked(Channel *c) { waiters_notice(&c->senders); }
ChannelResult channel_try_send(Heap *h, Channel *c, Val v);
ChannelResult channel_try_receive(Channel *c, Val *v);
/* A value that was received for somebody who did not get it: before all others, whether there is room or not. */
void channel_give_back(Heap *h, Channel *c, Val v);
/* A value that must not wait: where the channel is full its oldest one is lost, and the receiver is told. */
void channel_push(Heap *h, Channel *c, Val v);
/* channel["Method", ..] */
Val channel_apply(Vm *vm, void *self, Args args);
/* Wakes all who wait: receivers with EndOfStream, senders with the closed mark. */
void channel_close(Channel *c);
/* Waits until there is room; PARKED where vm->may_park.  Gives Null, or a Failure where the channel is closed. */
MUST_USE Val channel_send(Vm *vm, Channel *c, Val v, double seconds);
/* Waits for a value; PARKED where vm->may_park.  [seconds] < 0: without limit. */
MUST_USE Val channel_receive(Vm *vm, Channel *c, double seconds);
/* Does [v] match the channel's pattern?  VAL_NONE: yes; else what the builtin gives, its message given. */
MUST_USE Val channel_refuses(Vm *vm, Args args, const Channel *c, Val v);
Val channel_closed_failure(Vm *vm);
/* What a waiting sender is woken with when the channel is closed under it. */
#define CHANNEL_CLOSED_MARK S_$Closed

#endif
