/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * broadcast.c -- BroadcastChannel: a channel for each subscriber, which knows how much it lost.
 *
 * A sender never waits: where a subscriber is slow its oldest values go, and it is told (as in tokio).
 * Subscriptions that nobody holds any more are forgotten.
 */
#include "foreign/chan/broadcast.h"

#include "foreign/task/transfer.h"
#include "foreign/task/weak.h"

/* The state of a BroadcastChannel object. */
typedef struct BroadcastState {
    Lock     lock;
    bool     closed;
    int64_t  capacity;               /* of each subscription */
    WeakList subscriptions;
} BroadcastState;

static Val broadcast_close(Vm *vm, void *self, Args args)
{
    BroadcastState *b = self;

    (void)vm;
    (void)args;
    lock_take(&b->lock);
    b->closed = true;
    for (size_t i = 0; i < b->subscriptions.count; i++) {
        Val ch = weak_item(&b->subscriptions, i);
        if (!val_is_none(ch))
            channel_close(val_channel(ch));
    }
    b->subscriptions.count = 0;
    lock_release(&b->lock);
    return S_Null;
}

const ForeignClass broadcast_class = {
    .apply = channel_apply, .name = "BroadcastChannel", .size = sizeof(BroadcastState), .transfer = TRANSFER_SHARED, .close = broadcast_close,
    .usage = "a channel each of whose subscribers gets every value",
};

bool broadcast_push(Vm *vm, void *state, Val v)
{
    BroadcastState *b = state;

    (void)task_of(vm);
    lock_take(&b->lock);
    bool closed = b->closed;
    for (size_t i = b->subscriptions.count; i-- > 0; ) {
        Val ch = weak_item(&b->subscriptions, i);
        if (val_is_none(ch) || val_channel(ch)->closed)
            weak_remove(&b->subscriptions, i);
        else
            channel_push(vm_heap(vm), val_channel(ch), v);
    }
    lock_release(&b->lock);
    return !closed;
}

Val broadcast_send(Vm *vm, Args args, Val v)
{
    if (transfer_refused(vm, args, v))
        return NOT_MINE;
    return broadcast_push(vm, foreign_state(args.v[0]), v) ? S_Null : channel_closed_failure(vm);
}

bool broadcast_is_closed(Val broadcast)
{
    BroadcastState *b = foreign_state(broadcast);

    lock_take(&b->lock);
    bool closed = b->closed;
    lock_release(&b->lock);
    return closed;
}

size_t broadcast_length(Val broadcast)
{
    BroadcastState *b = foreign_state(broadcast);
    size_t longest = 0;

    lock_take(&b->lock);
    for (size_t i = 0; i < b->subscriptions.count; i++) {
        Val ch = weak_item(&b->subscriptions, i);
        size_t n = val_is_none(ch) ? 0 : atomic_load_explicit(&val_channel(ch)->count, memory_order_relaxed);
        longest = n > longest ? n : longest;
    }
    lock_release(&b->lock);
    return longest;
}

int64_t broadcast_capacity(Val broadcast)
{
    return ((const BroadcastState *)foreign_state(broadcast))->capacity;
}

BUILTIN(BroadcastChannel,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "n_",
    .usage = "BroadcastChannel[n] is a channel each of whose subscribers gets every value; one that is more than n values behind loses the oldest, and "
             "receives Failure[\"Lagged\", k] in place of k lost ones.",
    .messages = MESSAGES("capacity", "`1` is not a number of values from 1 to 2^20."),
    .examples = EXAMPLES(">> bc = BroadcastChannel[2]; a = Subscribe[bc]; b = Subscribe[bc]; Send[bc, 1]; {Receive[a], Receive[b]}", "{1, 1}"))
{
    if (!val_is_small(args.v[0]) || val_small(args.v[0]) < 1 || val_small(args.v[0]) > 1 << 20)
        return MESSAGE(vm, "capacity", args.v[0]);
    Val v = foreign_new(vm_heap(vm), &broadcast_class, ++vm->foreign_serial);
    ((BroadcastState *)foreign_state(v))->capacity = val_small(args.v[0]);
    return v;
}

BUILTIN(Subscribe,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "bc_",
    .usage = "Subscribe[bc] is a channel that receives every value sent to a BroadcastChannel from now on; Close ends the subscription.",
    .messages = MESSAGES("broadcast", "`1` is not a broadcast channel."),
    .examples = EXAMPLES(">> bc = BroadcastChannel[2]; a = Subscribe[bc]; Do[Send[bc, i], {i, 5}]; Close[bc]; Table[x, {x, a}]",
                         "{Failure[Lagged, 3], 4, 5}"))
{
    if (!val_is_broadcast(args.v[0]))
        return MESSAGE(vm, "broadcast", args.v[0]);
    BroadcastState *b = foreign_state(args.v[0]);
    Val ch = channel_new(vm_heap(vm), b->capacity, VAL_NONE, ++vm->foreign_serial);
    lock_take(&b->lock);
    if (b->closed)
        val_channel(ch)->closed = true;
    else
        weak_add(vm_heap(vm), &b->subscriptions, ch);
    lock_release(&b->lock);
    return ch;
}
