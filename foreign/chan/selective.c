/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * selective.c -- ChannelSelect with patterns that may not match: a value that no arm takes stays where it is.
 *
 * Whether an arm takes a value is for programs to say, which run under no lock.  So the next value is looked at and left; if
 * the arm takes it and it is still the next one, it is received.  Nobody hands such a select a value: it *watches* its channels.
 * Where a channel has nothing its waiter is among the receivers, and is told of whatever comes; where the next value is one that
 * no arm takes it is before the senders, and is told when somebody has received that.
 */
#include <math.h>

#include "foreign/chan/select.h"
#include "foreign/task/arm.h"
#include "vm/pattern/match.h"

bool arm_is_selective(const Arm *a)
{
    return !val_is_none(a->pattern)
        && (!arm_takes_all(a->pattern) || val_has_head(a->body, S_Condition) || arm_decides_inside(a->body));
}

static bool receives(const Arm *a)
{
    return a->kind == ARM_RECEIVE || a->kind == ARM_AWAIT;
}

/* ---- looking ---- */

/* The right side for [value], to be evaluated; VAL_NONE where the arm does not take it; UNWIND. */
static Val right_side(Vm *vm, const Arm *a, Val value)
{
    if (val_is_none(a->rule))
        return a->body;
    return rules_apply(vm, rules_of(vm, a->rule), value);
}

/* What would come; CHANNEL_CLOSED: it would do so for ever.  The lock is held. */
static ChannelResult peek(Vm *vm, const Arm *a, Val *v)
{
    if (a->kind == ARM_RECEIVE)
        return channel_peek_locked(a->on, v);
    Task *f = a->on;
    if (!atomic_load_explicit(&f->done, memory_order_acquire))
        return CHANNEL_WOULD_WAIT;
    f->observed = true;
    *v = task_value_locked(vm_heap(vm), f);
    return CHANNEL_CLOSED;
}

/* Is what would come still what the arm did not take, or nothing as before?  The lock is held. */
static bool as_seen(Vm *vm, const Arm *a)
{
    Val v = VAL_NONE;
    ChannelResult r = peek(vm, a, &v);

    return r == CHANNEL_WOULD_WAIT ? val_is_none(a->seen) : !val_is_none(a->seen) && val_is(v, a->seen);
}

/* What the arm takes if that is to be had now: the right side for it.  VAL_NONE: nothing; UNWIND. */
static Val look(Vm *vm, Arm *a)
{
    for (;;) {
        Val v = VAL_NONE, right = VAL_NONE;
        Waiter *woken;
        lock_take(arm_lock(a));
        ChannelResult r = peek(vm, a, &v);
        lock_release(arm_lock(a));
        a->ended = r == CHANNEL_CLOSED;
        a->seen = r == CHANNEL_WOULD_WAIT ? VAL_NONE : v;
        if (r == CHANNEL_WOULD_WAIT)
            return VAL_NONE;
        TRY(right = right_side(vm, a, v));
        if (val_is_none(right) || r == CHANNEL_CLOSED)
            return right;
        lock_take(arm_lock(a));
        bool received = channel_receive_seen_locked(a->on, v, &woken);
        lock_release(arm_lock(a));
        if (woken != NULL)
            waiter_wake(woken, S_Null);
        if (received)
            return right;
        TRY(vm_poll(vm));
    }
}

/* ---- sending ---- */

/* The objects in what is sent are taken only where nothing is evaluated before it is known whether they go. */
static bool take_given(Vm *vm, Select *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->arm[i].kind == ARM_SEND)
            s->arm[i].value = s->arm[i].given;
    return !s->moves || select_take_objects(vm, s);
}

/* What the arm gives if it can send; VAL_NONE: it can't now. */
static Val send_now(Vm *vm, Select *s, Arm *a)
{
    Waiter *woken = NULL;
    Val value;
    bool goes;

    if (a->kind == ARM_BROADCAST) {
        goes = select_try_arm(vm, a, &value, &woken);
    } else {
        if (!take_given(vm, s))
            return S_$Failed;
        lock_take(arm_lock(a));
        goes = select_try_arm(vm, a, &value, &woken);
        lock_release(arm_lock(a));
        select_settle(vm, s, goes && !val_is(value, CHANNEL_CLOSED_MARK) ? a : NULL);
    }
    if (woken != NULL)
        waiter_wake(woken, a->value);
    return goes ? select_arm_value(vm, s, a, value) : VAL_NONE;
}

/* The arms one after another: what the select gives; VAL_NONE: none can go. */
static Val try_arms(Vm *vm, Select *s)
{
    size_t from = s->biased ? 0 : task_draw(vm, s->n);

    for (size_t k = 0; k < s->n; k++) {
        Arm *a = &s->arm[(from + k) % s->n];
        Val v = VAL_NONE;
        if (receives(a)) {
            TRY(v = look(vm, a));
            if (!val_is_none(v))
                return vm_eval(vm, v);
        } else if (arm_sends(a) && !val_is_none(v = send_now(vm, s, a))) {
            return v;
        }
    }
    return VAL_NONE;
}

/* ---- waiting ---- */

/* Could an arm go now that could not before?  All locks are held. */
static bool has_changed(Vm *vm, const Select *s)
{
    for (size_t i = 0; i < s->n; i++) {
        const Arm *a = &s->arm[i];
        if (receives(a) && !as_seen(vm, a))
            return true;
        if (a->kind == ARM_SEND && channel_would_take_locked(a->on))
            return true;
    }
    return false;
}

/* All streams have ended, in a way that no arm takes, and there is nothing else to wait for. */
static bool all_ended(const Select *s)
{
    bool stream = false;

    for (size_t i = 0; i < s->n; i++) {
        if (!receives(&s->arm[i]) || !s->arm[i].ended)
            return false;
        stream = stream || s->arm[i].kind == ARM_RECEIVE;
    }
    return stream;
}

static void add_waiter(Vm *vm, Task *t, Arm *a, uint32_t wait, uint32_t place)
{
    Channel *c = a->on;
    Waiter *w = a->waiter == NULL ? (a->waiter = waiter_new(vm, t, wait, place)) : a->waiter;

    w->wait = wait;
    w->value = a->kind == ARM_SEND ? a->value : VAL_NONE;
    a->in = select_queue_of(a);
    if (a->kind != ARM_RECEIVE) {
        waiters_add(a->in, w, a->on);
        /* Who watches has not seen this sender.  Nobody is handed its value: such receivers there are none, or it would have been sent. */
        if (a->kind == ARM_SEND)
            (void)waiters_claim(&c->receivers);
        return;
    }
    w->wait ^= WAITER_WATCHES;
    w->arm ^= WAITER_WATCHES;
    if (val_is_none(a->seen)) {
        waiters_add(a->in, w, c);
    } else {
        a->in = &c->senders;
        waiters_add_first(a->in, w, c);
    }
}

/* The waiters leave their queues, and are as another select expects them. */
static Val finish_watch(Vm *vm, Task *t)
{
    Select *s = t->on;

    (void)vm;
    select_take_all(s);
    for (size_t i = 0; i < s->n; i++) {
        Arm *a = &s->arm[i];
        if (a->in == NULL)
            continue;
        waiters_remove(a->in, a->waiter);
        a->waiter->arm = (uint32_t)i;
        a->in = NULL;
        if (a->kind == ARM_SEND)
            channel_sender_left_locked(a->on);
    }
    select_release_all(s);
    t->on = NULL;
    return S_Null;
}

/* What the wait has come to; VAL_NONE: the arms are to be looked at again. */
static Val watched(Vm *vm, Task *t, Select *s)
{
    Arm *sends = t->reason == WAKE_VALUE && s->arm[t->arm].kind == ARM_SEND ? &s->arm[t->arm] : NULL, *after = select_first_timeout(s);
    Val woken = t->woken, v = VAL_NONE;

    t->woken = VAL_NONE;
    select_settle(vm, s, val_is(woken, CHANNEL_CLOSED_MARK) ? NULL : sends);
    if (t->reason == WAKE_VALUE)
        return sends == NULL ? VAL_NONE : select_arm_value(vm, s, sends, woken);
    t->woken = woken;
    v = task_woken_otherwise(vm, t);
    t->woken = VAL_NONE;
    return t->reason == WAKE_TIMEOUT && after != NULL && !val_is_unwind(v) ? select_arm_value(vm, s, after, S_Null) : v;
}

/* No arm could go: waits until one may, unless something has changed meanwhile.  VAL_NONE: they are to be looked at again. */
static Val wait_for_change(Vm *vm, Task *t, Select *s, double until)
{
    double left = until < 0 ? -1 : fmax(until - (double)pool_now(t->job.pool) * 1e-9, 0);
    Val v = VAL_NONE;

    if (!take_given(vm, s))
        return S_$Failed;
    select_take_all(s);
    if (has_changed(vm, s)) {
        select_release_all(s);
        select_settle(vm, s, NULL);
        TRY(vm_poll(vm));
        return VAL_NONE;
    }
    uint32_t wait = task_wait_open(t, NULL);
    /* What is sent first, so that this select does not tell itself of it. */
    for (size_t i = 0; i < s->n; i++)
        if (s->arm[i].kind == ARM_SEND)
            add_waiter(vm, t, &s->arm[i], wait, (uint32_t)i);
    for (size_t i = 0; i < s->n; i++)
        if (receives(&s->arm[i]) && !s->arm[i].ended)
            add_waiter(vm, t, &s->arm[i], wait, (uint32_t)i);
    t->on = s;
    v = task_wait(vm, t, select_release, finish_watch, left);
    if (val_is_unwind(v)) {
        select_settle(vm, s, NULL);
        return UNWIND;
    }
    return watched(vm, t, s);
}

static Val run(Vm *vm, Task *t, Select *s)
{
    const Arm *fallback = NULL, *after = select_first_timeout(s);
    double until = after == NULL ? -1 : (double)pool_now(t->job.pool) * 1e-9 + after->seconds;
    Val v = VAL_NONE;

    for (size_t i = 0; i < s->n; i++) {
        Arm *a = &s->arm[i];
        a->seen = a->rule = VAL_NONE;
        a->given = a->value;
        a->in = NULL;
        a->ended = false;
        if (a->kind == ARM_DEFAULT)
            fallback = a;
        if (receives(a) && !val_is_none(a->pattern))
            TRY(a->rule = vm_eval(vm, expr2(vm_heap(vm), S_RuleDelayed, a->pattern, a->body)));
    }
    select_locks(s);
    for (;;) {
        TRY(task_point(vm));
        if (atomic_load_explicit(&t->cancelled, memory_order_relaxed) && vm->abort_protected == 0)
            return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
        v = try_arms(vm, s);
        if (!val_is_none(v))
            return v;
        if (fallback != NULL)
            return select_arm_value(vm, s, fallback, S_Null);
        if (all_ended(s))
            return S_EndOfStream;
        v = wait_for_change(vm, t, s, until);
        if (!val_is_none(v))
            return v;
    }
}

Val select_selectively(Vm *vm, Task *t, Select *s)
{
    bool may_park = vm->may_park;

    vm->may_park = false;
    Val v = run(vm, t, s);
    vm->may_park = may_park;
    for (size_t i = 0; i < s->n; i++)
        s->arm[i].rule = s->arm[i].given = s->arm[i].seen = VAL_NONE;
    return select_done(t, s, v);
}
