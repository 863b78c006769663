/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * channel_builtins.c -- Channel, Send, Receive and what there is beside them.
 */
#include "foreign/chan/channel.h"

#include "foreign/chan/broadcast.h"
#include "foreign/task/method.h"
#include "foreign/task/pool_object.h"
#include "foreign/task/transfer.h"
#include "vm/num/number.h"

enum { CAPACITY_MAX = 1 << 28 };

BUILTIN(Channel,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL,
    .usage = "Channel[] is an unbounded queue of values between tasks; Channel[patt] takes only values that match.",
    .examples = EXAMPLES(">> ch = Channel[]; Send[ch, 5]; Receive[ch]", "5"))
{
    if (args.n > 1)
        return MESSAGE(vm, "argt", S_Channel, val_int((int64_t)args.n), val_int(0), val_int(1));
    return channel_new(vm_heap(vm), CHANNEL_UNBOUNDED, args.n == 1 ? args.v[0] : VAL_NONE, ++vm->foreign_serial);
}

BUILTIN(BoundedChannel,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "n_, patt_:None",
    .usage = "BoundedChannel[n] is a queue of at most n values, at which senders wait; BoundedChannel[0] lets sender and receiver meet; BoundedChannel[n, patt] takes only values that match.",
    .messages = MESSAGES("capacity", "`1` is not a number of values from 0 to 2^28."),
    .examples = EXAMPLES(">> ch = BoundedChannel[2, _Integer]; Send[ch, 5]; {TrySend[ch, 6], TrySend[ch, 7], Receive[ch]}", "{True, False, 5}"))
{
    if (!val_is_small(args.v[0]) || val_small(args.v[0]) < 0 || val_small(args.v[0]) > CAPACITY_MAX)
        return MESSAGE(vm, "capacity", args.v[0]);
    Val pattern = val_is(args.v[1], S_None) ? VAL_NONE : args.v[1];
    return channel_new(vm_heap(vm), val_small(args.v[0]), pattern, ++vm->foreign_serial);
}

/* May values be sent to it? */
static bool is_any_channel(Val v)
{
    return val_is_channel(v) || val_is_broadcast(v);
}

#define CHANNEL_MESSAGES                                                                          \
    MESSAGES("channel", "`1` is not a channel.", "type", "`1` does not match the channel's pattern `2`.", \
             TRANSFER_MESSAGE, "time", "`1` is not a time in seconds.", "list", "`1` is not a list of values.")

Val channel_closed_failure(Vm *vm)
{
    return task_failure(vm, "Closed", "The channel is closed.", VAL_NONE);
}

/* Does [v] match the channel's pattern?  VAL_NONE: yes; else what the builtin gives. */
Val channel_refuses(Vm *vm, Args args, const Channel *c, Val v)
{
    if (LIKELY(val_is_none(c->pattern)))
        return VAL_NONE;
    bool may_park = vm->may_park;
    vm->may_park = false;
    Val fits = vm_eval(vm, expr2(vm_heap(vm), S_MatchQ, v, c->pattern));
    vm->may_park = may_park;
    TRY(fits);
    if (val_is(fits, S_True))
        return VAL_NONE;
    MESSAGE(vm, "type", v, c->pattern);
    return task_failure(vm, "Type", "The value does not match the channel's pattern.", v);
}

static void release_channel(Task *t)
{
    lock_release(&((Channel *)t->on)->lock);
}

/* Ended by no value: the waiter leaves its queue; nothing was sent or received. */
static void give_up(Task *t, bool sending)
{
    Channel *c = t->on;

    lock_take(&c->lock);
    waiters_remove(sending ? &c->senders : &c->receivers, t->waiter);
    if (sending)
        channel_sender_left_locked(c);
    lock_release(&c->lock);
}

static Val finish_send(Vm *vm, Task *t)
{
    if (t->reason != WAKE_VALUE)
        give_up(t, true);
    t->on = NULL;
    t->waiter->value = VAL_NONE;
    if (t->reason == WAKE_VALUE)
        return val_is(t->woken, CHANNEL_CLOSED_MARK) ? channel_closed_failure(vm) : S_Null;
    return task_woken_otherwise(vm, t);
}

static COLD NOINLINE Val received_nothing(Vm *vm, Task *t)
{
    give_up(t, false);
    t->on = NULL;
    return task_woken_otherwise(vm, t);
}

static Val finish_receive(Vm *vm, Task *t)
{
    Val v = t->woken;

    if (UNLIKELY(t->reason != WAKE_VALUE))
        return received_nothing(vm, t);
    t->on = NULL;
    t->woken = VAL_NONE;
    return v;
}

enum { YIELDED = 128, LOOKS = 50 };

/* Two workers that take turns at a channel pay for each turn what moving its memory from one to the other costs.  While values lie
 * in it nobody waits for this task's next one, and the other worker may go on by itself for a while. */
static COLD NOINLINE void lock_contended(Channel *c)
{
    if (atomic_load_explicit(&c->count, memory_order_relaxed) > 1)
        for (int i = 0; i < YIELDED; i++)
            spin_hint();
    lock_take(&c->lock);
}

static inline void lock_channel(Channel *c)
{
    if (UNLIKELY(!lock_try(&c->lock)))
        lock_contended(c);
}

/* The same where objects are in what was to be sent. */
static Val finish_send_crossing(Vm *vm, Task *t)
{
    Crossing *crossing = t->crossing;
    bool went = t->reason == WAKE_VALUE && !val_is(t->woken, CHANNEL_CLOSED_MARK);

    t->crossing = NULL;
    Val v = finish_send(vm, t);
    transfer_end(crossing, went);
    return v;
}

/* The lock is held.  [crossing]: the objects in [v], which go if it does. */
static NOINLINE Val send_locked(Vm *vm, Channel *c, Val v, Crossing *crossing, double seconds)
{
    Waiter *woken;
    Task *t = vm->task;
    ChannelResult r = channel_send_locked(vm_heap(vm), c, v, &woken);

    if (r == CHANNEL_WOULD_WAIT) {
        uint32_t wait = task_wait_open(t, wait_guard(vm, seconds, &c->lock));
        waiters_add(&c->senders, task_waiter(vm, t, wait), c);
        t->waiter->value = v;
        t->on = c;
        if (crossing != NULL)
            t->crossing = crossing;
        return task_wait(vm, t, release_channel, crossing == NULL ? finish_send : finish_send_crossing, seconds);
    }
    lock_release(&c->lock);
    transfer_end(crossing, r != CHANNEL_CLOSED);
    if (woken != NULL)
        waiter_wake(woken, v);
    return r == CHANNEL_CLOSED ? channel_closed_failure(vm) : S_Null;
}

static void sent_from(Channel *c, const Task *t)
{
    if (UNLIKELY(atomic_load_explicit(&c->from, memory_order_relaxed) != t->job.pool))
        atomic_store_explicit(&c->from, t->job.pool, memory_order_relaxed);
}

static Val send_with(Vm *vm, Channel *c, Val v, Crossing *crossing, double seconds)
{
    const Task *t = task_of(vm);

    lock_channel(c);
    sent_from(c, t);
    return send_locked(vm, c, v, crossing, seconds);
}

static NOINLINE Val send_otherwise(Vm *vm, Channel *c, Val v, double seconds)
{
    TRY(task_point(vm));
    return send_with(vm, c, v, NULL, seconds);
}

/* To who waits for it, or into the ring: what is otherwise is called last, so that this needs no frame. */
Val channel_send(Vm *vm, Channel *c, Val v, double seconds)
{
    const Task *t = vm->task;
    Waiter *woken;

    heap_keep(vm_heap(vm));
    if (UNLIKELY(t == NULL || t->careful || vm->limits != NULL || !lock_try(&c->lock)))
        return send_otherwise(vm, c, v, seconds);
    sent_from(c, t);
    if ((woken = waiters_claim_first(&c->receivers)) == NULL)
        return send_locked(vm, c, v, NULL, seconds);
    lock_release(&c->lock);
    waiter_wake(woken, v);
    return S_Null;
}

/* What fits the channel's pattern is sent, with the objects in it. */
static inline Val send_fitting(Vm *vm, Args args, Channel *c, Val v)
{
    Crossing *crossing;

    if (LIKELY(!transfer_concerns(v)))
        return channel_send(vm, c, v, -1);
    TRY(task_point(vm));
    if (!transfer_begin(vm, args, &v, &crossing))
        return NOT_MINE;
    return send_with(vm, c, v, crossing, -1);
}

/* [to] is any channel. */
static Val send(Vm *vm, Args args, Val to, Val v)
{
    if (UNLIKELY(val_is_broadcast(to)))
        return broadcast_send(vm, args, v);
    Channel *c = val_channel(to);
    Val refused = channel_refuses(vm, args, c, v);

    return val_is_none(refused) ? send_fitting(vm, args, c, v) : refused;
}

/* What comes from another pool never meets its receiver on one worker: looking for it here costs less than going to look
 * for any work. */
static COLD NOINLINE void look_for_value(const Channel *c)
{
    Worker *w = worker_self();

    for (int i = 0; i < LOOKS && w != NULL && worker_is_done(w) && channel_looks_empty(c); i++)
        spin_hint();
}

/* The lock is held. */
static NOINLINE Val receive_locked(Vm *vm, Task *t, Channel *c, double seconds)
{
    Waiter *woken;
    Val v = S_EndOfStream;

    if (channel_is_bare(c) || channel_receive_locked(c, &v, &woken) == CHANNEL_WOULD_WAIT) {
        uint32_t wait = task_wait_open(t, wait_guard(vm, seconds, &c->lock));
        waiters_add(&c->receivers, task_waiter(vm, t, wait), c);
        t->on = c;
        return task_wait(vm, t, release_channel, finish_receive, seconds);
    }
    lock_release(&c->lock);
    if (woken != NULL)
        waiter_wake(woken, S_Null);
    return v;
}

static NOINLINE Val receive_otherwise(Vm *vm, Channel *c, double seconds)
{
    Task *t = task_of(vm);

    TRY(task_point(vm));
    const Pool *from = atomic_load_explicit(&c->from, memory_order_relaxed);
    if (from != t->job.pool && from != NULL && channel_looks_empty(c))
        look_for_value(c);
    lock_channel(c);
    return receive_locked(vm, t, c, seconds);
}

/* A task that has waited before, for what comes from its own pool: what is otherwise is called last, so that this needs no frame. */
Val channel_receive(Vm *vm, Channel *c, double seconds)
{
    Task *t = vm->task;
    Waiter *w;

    heap_keep(vm_heap(vm));
    if (UNLIKELY(t == NULL || t->careful || vm->limits != NULL || (w = t->waiter) == NULL || atomic_load_explicit(&c->from, memory_order_relaxed) != t->job.pool
                 || !lock_try(&c->lock)))
        return receive_otherwise(vm, c, seconds);
    if (!channel_is_bare(c) || UNLIKELY(seconds >= 0))
        return receive_locked(vm, t, c, seconds);
    waiters_add(&c->receivers, waiter_again(w, task_wait_open(t, &c->lock)), c);
    t->on = c;
    return task_wait_guarded(vm, t, finish_receive);
}

static Val channel_next(Vm *vm, void *self)
{
    bool may_park = vm->may_park;
    Task *t = task_of(vm);

    vm->may_park = false;
    t->reason = WAKE_VALUE;
    Val v = channel_receive(vm, self, -1);
    vm->may_park = may_park;
    if (val_is(v, S_EndOfStream))
        return VAL_NONE;
    /* A wait that nothing could end gave no value, and the next one would end so as well. */
    return LIKELY(t->reason == WAKE_VALUE) || val_is_unwind(v) ? v : vm_unwind(vm, UNWIND_RETURN, VAL_NONE, v);
}

static Val channel_close_object(Vm *vm, void *self, Args args)
{
    (void)args;
    TRY(task_point(vm));
    channel_close(self);
    return S_Null;
}

Val channel_apply(Vm *vm, void *self, Args args)
{
    static const Method methods[] = {
        {"Send", SYM_Send}, {"TrySend", SYM_TrySend}, {"SendAll", SYM_SendAll}, {"Receive", SYM_Receive},
        {"TryReceive", SYM_TryReceive}, {"ReceiveAll", SYM_ReceiveAll}, {"Close", SYM_Close}, {"Length", SYM_ChannelLength},
        {"Capacity", SYM_ChannelCapacity}, {"Closed", SYM_ClosedQ}, {"Subscribe", SYM_Subscribe},
    };

    return method_apply(vm, val_from_node((const char *)self - offsetof(Foreign, state)), args, methods, COUNT_OF(methods));
}

const ForeignClass channel_class = {
    .apply = channel_apply, .name = "Channel", .size = sizeof(Channel), .transfer = TRANSFER_SHARED, .next = channel_next, .close = channel_close_object,
    .usage = "a queue of values between tasks",
};

static Val send_direct(Vm *vm, size_t n, const Val *args)
{
    if (n != 2 || !val_is_channel(args[0]) || !val_is_none(transfer_local(vm, args[1])) || !val_is_none(val_channel(args[0])->pattern))
        return VAL_NONE;
    return channel_send(vm, val_channel(args[0]), args[1], -1);
}

BUILTIN(Send,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .packed = true, .args = "channel_, value_", .parks = true, .direct = send_direct, .messages = CHANNEL_MESSAGES,
    .usage = "Send[channel, value] puts a value into a channel, and waits while it is full.",
    .examples = EXAMPLES(">> ch = Channel[]; Send[ch, x]; Receive[ch]", "x", ">> ch = Channel[]; Close[ch]; First[Send[ch, 1]]", "Closed"))
{
    return is_any_channel(args.v[0]) ? send(vm, args, args.v[0], args.v[1]) : MESSAGE(vm, "channel", args.v[0]);
}

BUILTIN(TrySend,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .packed = true, .args = "channel_, value_", .messages = CHANNEL_MESSAGES,
    .usage = "TrySend[channel, value] puts a value into a channel if that needs no waiting; gives True or False, and Failure[\"Closed\", ..] where it is closed.",
    .examples = EXAMPLES(">> ch = BoundedChannel[1]; {TrySend[ch, 1], TrySend[ch, 2]}", "{True, False}"))
{
    if (val_is_broadcast(args.v[0])) {
        Val sent = broadcast_send(vm, args, args.v[1]);
        return val_is(sent, S_Null) ? S_True : sent;
    }
    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    Channel *c = val_channel(args.v[0]);
    Val v = args.v[1], refused = channel_refuses(vm, args, c, v);
    Crossing *crossing;
    if (!val_is_none(refused))
        return refused;
    TRY(task_point(vm));
    if (!transfer_begin(vm, args, &v, &crossing))
        return NOT_MINE;
    ChannelResult r = channel_try_send(vm_heap(vm), c, v);
    transfer_end(crossing, r == CHANNEL_DONE);
    return r == CHANNEL_CLOSED ? channel_closed_failure(vm) : val_bool(r == CHANNEL_DONE);
}

/* Can all elements be sent?  VAL_NONE: yes; else what the builtin gives, before any has been. */
static Val list_refused(Vm *vm, Args args, const Channel *c, Val list)
{
    Crossing *crossing;

    for (size_t i = 0; !val_is_none(c->pattern) && i < list_len(list); i++) {
        Val refused = channel_refuses(vm, args, c, list_item(vm_heap(vm), list, i));
        if (!val_is_none(refused))
            return refused;
    }
    if (!transfer_begin(vm, args, &list, &crossing))
        return NOT_MINE;
    transfer_end(crossing, false);
    return VAL_NONE;
}

BUILTIN(SendAll,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .packed = true, .args = "channel_, values_", .messages = CHANNEL_MESSAGES,
    .usage = "SendAll[channel, list] sends each element of a list; none where one of them can't be sent.",
    .examples = EXAMPLES(">> ch = Channel[]; SendAll[ch, {1, 2}]; {Receive[ch], Receive[ch]}", "{1, 2}"))
{
    if (!is_any_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    if (!val_is_list(args.v[1]))
        return MESSAGE(vm, "list", args.v[1]);
    bool broadcast = val_is_broadcast(args.v[0]);
    Val refused = broadcast ? VAL_NONE : list_refused(vm, args, val_channel(args.v[0]), args.v[1]);
    if (!val_is_none(refused))
        return refused;
    for (size_t i = 0; i < list_len(args.v[1]); i++) {
        Val item = list_item(vm_heap(vm), args.v[1], i);
        Val sent = broadcast ? broadcast_send(vm, args, item) : send_fitting(vm, args, val_channel(args.v[0]), item);
        TRY(sent);
        if (!val_is(sent, S_Null))
            return sent;
        TRY(vm_poll(vm));
    }
    return S_Null;
}

static Val receive_direct(Vm *vm, size_t n, const Val *args)
{
    double seconds = -1;

    if (n == 0 || n > 2 || !val_is_channel(args[0]) || (n == 2 && !task_limit(args[1], &seconds)))
        return VAL_NONE;
    return channel_receive(vm, val_channel(args[0]), seconds);
}

BUILTIN(Receive,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_, t_:None", .parks = true, .direct = receive_direct, .messages = CHANNEL_MESSAGES,
    .usage = "Receive[channel] takes the next value of a channel, and waits for one; Receive[channel, t] waits at most t seconds. A channel that is closed and empty gives EndOfStream.",
    .examples = EXAMPLES(">> ch = Channel[]; Spawn[Send[ch, 5]]; Receive[ch]", "5", ">> First[Receive[Channel[], 0.01]]", "Timeout"))
{
    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    Val v = receive_direct(vm, 2, args.v);
    if (!val_is_none(v))
        return v;
    return argument_is_pattern(args.v[1]) ? NOT_MINE : MESSAGE(vm, "time", args.v[1]);
}

BUILTIN(TryReceive,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_, default_:Missing[\"Empty\"]", .messages = CHANNEL_MESSAGES,
    .usage = "TryReceive[channel] takes the next value of a channel if there is one, else Missing[\"Empty\"]; TryReceive[channel, default] gives default then.",
    .examples = EXAMPLES(">> ch = Channel[]; {TryReceive[ch], Send[ch, 1]; TryReceive[ch]}", "{Missing[Empty], 1}"))
{
    Val v = S_EndOfStream;

    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    TRY(task_point(vm));
    ChannelResult r = channel_try_receive(val_channel(args.v[0]), &v);
    return r == CHANNEL_WOULD_WAIT ? args.v[1] : v;
}

BUILTIN(ReceiveAll,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_", .messages = CHANNEL_MESSAGES,
    .usage = "ReceiveAll[channel] takes what a channel holds at this moment, as a list.",
    .examples = EXAMPLES(">> ch = Channel[]; SendAll[ch, {1, 2}]; ReceiveAll[ch]", "{1, 2}"))
{
    Builder b;
    Val v = VAL_NONE;

    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    TRY(task_point(vm));
    builder_start(&b, vm_heap(vm), S_List);
    while (channel_try_receive(val_channel(args.v[0]), &v) == CHANNEL_DONE)
        builder_push(&b, v);
    return builder_finish(&b);
}

BUILTIN(ChannelLength,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_", .messages = CHANNEL_MESSAGES,
    .usage = "ChannelLength[channel] is the number of values that a channel holds; of a broadcast channel, that its slowest subscriber has not received.",
    .examples = EXAMPLES(">> ch = Channel[]; Send[ch, 1]; ChannelLength[ch]", "1"))
{
    if (val_is_broadcast(args.v[0]))
        return val_int((int64_t)broadcast_length(args.v[0]));
    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    Channel *c = val_channel(args.v[0]);
    TRY(task_point(vm));
    lock_take(&c->lock);
    size_t n = c->count;
    lock_release(&c->lock);
    return val_int((int64_t)n);
}

BUILTIN(ChannelCapacity,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_", .messages = CHANNEL_MESSAGES,
    .usage = "ChannelCapacity[channel] is the number of values that a channel has room for.",
    .examples = EXAMPLES(">> {ChannelCapacity[BoundedChannel[3]], ChannelCapacity[Channel[]]}", "{3, Infinity}"))
{
    if (val_is_broadcast(args.v[0]))
        return val_int(broadcast_capacity(args.v[0]));
    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    int64_t n = val_channel(args.v[0])->capacity;
    return n == CHANNEL_UNBOUNDED ? S_Infinity : val_int(n);
}

BUILTIN(ClosedQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "channel_", .messages = CHANNEL_MESSAGES,
    .usage = "ClosedQ[channel] says whether a channel is closed.",
    .examples = EXAMPLES(">> ch = Channel[]; {ClosedQ[ch], Close[ch]; ClosedQ[ch]}", "{False, True}"))
{
    if (val_is_broadcast(args.v[0]))
        return val_bool(broadcast_is_closed(args.v[0]));
    if (!val_is_channel(args.v[0]))
        return MESSAGE(vm, "channel", args.v[0]);
    Channel *c = val_channel(args.v[0]);
    TRY(task_point(vm));
    lock_take(&c->lock);
    bool closed = c->closed;
    lock_release(&c->lock);
    return val_bool(closed);
}

/* Is the comparison args[2] .. of ChannelSend one of < alone? */
static bool only_less(Args args)
{
    for (size_t i = 3; i < args.n; i += 2)
        if (!val_is(args.v[i], S_Less))
            return false;
    return true;
}

/* What a <- b means where the value [left] of a is no channel: vm/read/send.c says what the arguments are. */
static Val compared(Heap *h, Val left, Args args)
{
    bool plain = only_less(args);
    Builder b;

    builder_start(&b, h, plain ? S_Less : S_Inequality);
    builder_push(&b, left);
    if (!plain)
        builder_push(&b, S_Less);
    builder_push(&b, args.n == 2 ? expr2(h, S_Times, val_int(-1), args.v[1]) : args.v[2]);
    for (size_t i = 3; i < args.n; i++)
        if (!plain || i % 2 == 0)
            builder_push(&b, args.v[i]);
    return builder_finish(&b);
}

/* channel <- value */
BUILTIN(ChannelSend,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_CALLS,
    .usage = "ChannelSend[channel, value], written channel <- value, sends a value to a channel; where the left side is no channel it means left < -value.  "
             "It binds as comparisons do: sums, and comparisons that follow, belong to the value, but in ch <- (a && b) and ch <- (a -> b) the parentheses are needed.",
    .examples = EXAMPLES(">> ch = Channel[]; ch <- 5; <-ch", "5", ">> ch <- 1 + 5; <-ch", "6", ">> With[{x = 3}, x <- 1 + 5]", "True"))
{
    Heap *h = vm_heap(vm);

    if (args.n == 1)
        return expr1(h, S_Receive, args.v[0]);
    if (args.n < 2)
        return NOT_MINE;
    Val ch = vm_eval(vm, args.v[0]);
    TRY(ch);
    if (is_any_channel(ch))
        return expr2(h, S_Send, ch, args.v[1]);
    return compared(h, ch, args);
}
