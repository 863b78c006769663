/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * select.c -- ChannelSelect: waiting for one of several.
 *
 * The arms are tried in random order.  The first is tried alone; those after it that receive from channels with room
 * are looked at without their locks, up to one of another kind.  If none of these can go, all are tried again with all
 * their locks held, taken in the order of their addresses.
 * Where none is ready a waiter is queued on each; the first to claim the wait decides, and the others
 * leave their queues.
 */
#include <math.h>

#include "foreign/chan/select.h"
#include "foreign/task/arm.h"

#include "foreign/chan/broadcast.h"
#include "vm/pattern/match.h"
#include "vm/num/number.h"

extern const Builtin builtin_ChannelSelect;

/* By insertion: there are few. */
void select_locks(Select *s)
{
    s->locks = 0;
    for (size_t i = 0; i < s->n; i++) {
        if (!arm_waits(&s->arm[i]))
            continue;
        Lock *lock = arm_lock(&s->arm[i]);
        size_t at = s->locks;
        while (at > 0 && s->lock[at - 1] > lock)
            at--;
        if (at > 0 && s->lock[at - 1] == lock)
            continue;
        memmove(s->lock + at + 1, s->lock + at, (s->locks++ - at) * sizeof *s->lock);
        s->lock[at] = lock;
    }
}

/* The select of a task with room for [n] arms: the last one's, which nobody waits for any more. */
static Select *select_for(Vm *vm, Task *t, size_t n)
{
    Select *s = t->select;

    if (s == NULL || s->room < n) {
        s = heap_alloc_kept(vm_heap(vm), sizeof *s + n * sizeof s->arm[0]);
        s->lock = heap_alloc(vm_heap(vm), n * sizeof *s->lock);
        s->room = n;
        for (size_t i = 0; i < n; i++)
            s->arm[i].value = s->arm[i].pattern = s->arm[i].body = s->arm[i].rule = s->arm[i].given = s->arm[i].seen = VAL_NONE;
    }
    /* What evaluating the arms selects takes another.  Nor is one used again that did not come to select_done. */
    t->select = NULL;
    s->n = n;
    s->moves = s->selective = false;
    return s;
}

void select_take_all(Select *s)
{
    for (size_t i = 0; i < s->locks; i++)
        lock_take(s->lock[i]);
}

void select_release_all(Select *s)
{
    for (size_t i = s->locks; i-- > 0; )
        lock_release(s->lock[i]);
}

void select_release(Task *t)
{
    select_release_all(t->on);
}

Val select_plain_name(const Arm *a)
{
    if (!val_is_call(a->pattern, S_Pattern, 2) || !arm_takes_all(a->pattern) || val_has_head(a->body, S_Condition) || arm_has_scope(a->body))
        return VAL_NONE;
    return expr_arg(a->pattern, 0);
}

/* What selectArm gives, HoldComplete[k, value]: arm [k] goes on with [value]; k = n + 1: that is the value. */
static Val chosen(Vm *vm, size_t k, Val value)
{
    return expr2(vm_heap(vm), S_HoldComplete, val_int((int64_t)k), value);
}

Val select_done(Task *t, Select *s, Val v)
{
    for (size_t i = 0; i < s->n; i++) {
        s->arm[i].on = NULL;
        s->arm[i].value = s->arm[i].pattern = s->arm[i].body = VAL_NONE;
        if (s->arm[i].waiter != NULL)
            s->arm[i].waiter->value = VAL_NONE;
    }
    t->select = s;
    return v;
}

/* The body of an arm, with what came put in. */
Val select_arm_value(Vm *vm, const Select *s, const Arm *a, Val value)
{
    Heap *h = vm_heap(vm);

    if (arm_sends(a) && val_is(value, CHANNEL_CLOSED_MARK)) {
        Val closed = channel_closed_failure(vm);
        return s->compiled ? chosen(vm, s->n + 1, closed) : closed;
    }
    if (s->compiled)
        return chosen(vm, (size_t)(a - s->arm), value);
    if (val_is_none(a->pattern))
        return vm_eval(vm, a->body);
    Val name = select_plain_name(a);
    if (!val_is_none(name))
        return vm_eval(vm, names_substitute(vm, 1, &name, &value, a->body));
    return vm_eval(vm, expr2(h, S_Replace, value, expr2(h, S_RuleDelayed, a->pattern, a->body)));
}

/* Can this arm go at once?  All locks are held. */
bool select_try_arm(Vm *vm, Arm *a, Val *value, Waiter **woken)
{
    Task *f = a->on;

    *woken = NULL;
    switch (a->kind) {
    case ARM_RECEIVE:
        *value = S_EndOfStream;
        return channel_receive_locked(a->on, value, woken) != CHANNEL_WOULD_WAIT;
    case ARM_SEND: {
        ChannelResult r = channel_send_locked(vm_heap(vm), a->on, a->value, woken);
        *value = r == CHANNEL_CLOSED ? CHANNEL_CLOSED_MARK : S_Null;
        return r != CHANNEL_WOULD_WAIT;
    }
    case ARM_AWAIT:
        f->observed = true;
        *value = task_value_locked(vm_heap(vm), f);
        return atomic_load_explicit(&f->done, memory_order_acquire);
    case ARM_BROADCAST:
        *value = broadcast_push(vm, a->on, a->value) ? S_Null : CHANNEL_CLOSED_MARK;
        return true;
    case ARM_AFTER: case ARM_DEFAULT:
        break;
    }
    return false;
}

WaiterQueue *select_queue_of(const Arm *a)
{
    Channel *c = a->on;

    return a->kind == ARM_AWAIT ? &((Task *)a->on)->awaiting : a->kind == ARM_SEND ? &c->senders : &c->receivers;
}

Arm *select_first_timeout(Select *s)
{
    Arm *first = NULL;

    for (size_t i = 0; i < s->n; i++)
        if (s->arm[i].kind == ARM_AFTER && s->arm[i].seconds != INFINITY && (first == NULL || s->arm[i].seconds < first->seconds))
            first = &s->arm[i];
    return first;
}

static Val finish_select(Vm *vm, Task *t)
{
    Select *s = t->on;
    Val woken = t->woken;
    bool may_park = vm->may_park;

    select_take_all(s);
    for (size_t i = 0; i < s->n; i++)
        if (s->arm[i].waiter != NULL && s->arm[i].on != NULL) {
            waiters_remove(select_queue_of(&s->arm[i]), s->arm[i].waiter);
            if (s->arm[i].kind == ARM_SEND)
                channel_sender_left_locked(s->arm[i].on);
        }
    select_release_all(s);
    t->on = NULL;
    t->woken = VAL_NONE;
    vm->may_park = false;
    Val v = VAL_NONE;
    select_settle(vm, s, t->reason == WAKE_VALUE && !val_is(woken, CHANNEL_CLOSED_MARK) ? &s->arm[t->arm] : NULL);
    if (t->reason == WAKE_VALUE) {
        v = select_arm_value(vm, s, &s->arm[t->arm], woken);
    } else {
        Arm *after = select_first_timeout(s);
        v = task_woken_otherwise(vm, t);
        if (t->reason == WAKE_TIMEOUT && after != NULL && !val_is_unwind(v))
            v = select_arm_value(vm, s, after, S_Null);
        else if (s->compiled && !val_is_unwind(v))
            v = chosen(vm, s->n + 1, v);
    }
    vm->may_park = may_park;
    return select_done(t, s, v);
}

/* Arm [a] has gone without waiting. */
static Val went(Vm *vm, Task *t, Select *s, const Arm *a, Val value, Waiter *woken)
{
    select_settle(vm, s, val_is(value, CHANNEL_CLOSED_MARK) ? NULL : a);
    if (woken != NULL)
        waiter_wake(woken, a->kind == ARM_SEND ? a->value : S_Null);
    return select_done(t, s, select_arm_value(vm, s, a, value));
}

/* An arm that can go before any after it in the order from [from] on need be tried; NULL: that takes all locks. */
static Arm *try_alone(Vm *vm, Select *s, size_t from, Val *value, Waiter **woken)
{
    for (size_t k = 0, i = from; k < s->n; k++, i = i + 1 == s->n ? 0 : i + 1) {
        Arm *a = &s->arm[i];
        bool hinted = a->kind == ARM_RECEIVE && ((Channel *)a->on)->capacity != 0;
        if (hinted && channel_looks_empty(a->on))
            continue;
        if (!arm_waits(a) || (k > 0 && !hinted))
            return NULL;
        lock_take(arm_lock(a));
        bool goes = select_try_arm(vm, a, value, woken);
        lock_release(arm_lock(a));
        if (goes)
            return a;
    }
    return NULL;
}

bool select_take_objects(Vm *vm, Select *s)
{
    Val found = VAL_NONE;

    for (size_t i = 0; i < s->n && val_is_none(found); i++)
        if (s->arm[i].kind == ARM_SEND)
            found = transfer_add(vm, &s->crossing, (unsigned)i, &s->arm[i].value);
    if (val_is_none(found))
        return true;
    select_settle(vm, s, NULL);
    builtin_message(vm, &builtin_ChannelSelect, "local", 1, &found);
    return false;
}

/* A cancelled task begins none. */
static inline Val may_begin(Vm *vm, const Task *t)
{
    TRY(task_point(vm));
    if (UNLIKELY(atomic_load_explicit(&t->cancelled, memory_order_relaxed)) && vm->abort_protected == 0)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    return VAL_NONE;
}

/* With all locks, in the order from [from] on: what the first arm that can go gives, or else the wait. */
static Val go_or_wait(Vm *vm, Task *t, Select *s, size_t from)
{
    Arm *fallback = NULL, *after;
    Val value;
    Waiter *woken;

    select_locks(s);
    select_take_all(s);
    for (size_t k = 0; k < s->n; k++) {
        Arm *a = &s->arm[(from + k) % s->n];
        if (a->kind == ARM_DEFAULT)
            fallback = a;
        if (a->kind != ARM_BROADCAST && (!arm_waits(a) || !select_try_arm(vm, a, &value, &woken)))
            continue;
        select_release_all(s);
        /* It takes locks of its own, those of its subscriptions: and goes at any time. */
        if (a->kind == ARM_BROADCAST)
            (void)select_try_arm(vm, a, &value, &woken);
        return went(vm, t, s, a, value, woken);
    }
    if (fallback != NULL) {
        select_release_all(s);
        select_settle(vm, s, NULL);
        return select_done(t, s, select_arm_value(vm, s, fallback, S_Null));
    }
    after = select_first_timeout(s);
    uint32_t wait = task_wait_open(t, NULL);
    for (size_t i = 0; i < s->n; i++) {
        Arm *a = &s->arm[i];
        if (!arm_waits(a))
            continue;
        if (a->waiter == NULL)
            a->waiter = waiter_new(vm, t, wait, (uint32_t)i);
        a->waiter->wait = wait;
        a->waiter->value = a->value;
        waiters_add(select_queue_of(a), a->waiter, a->on);
    }
    t->on = s;
    return task_wait(vm, t, select_release, finish_select, after == NULL ? -1 : after->seconds);
}

static Val run_select(Vm *vm, Task *t, Select *s)
{
    Val value;
    Waiter *woken;

    TRY(may_begin(vm, t));
    if (UNLIKELY(s->moves) && !select_take_objects(vm, s))
        return select_done(t, s, s->compiled ? chosen(vm, s->n + 1, S_$Failed) : S_$Failed);
    size_t from = s->biased || s->n == 0 ? 0 : task_draw(vm, s->n);
    Arm *early = try_alone(vm, s, from, &value, &woken);
    if (early != NULL)
        return went(vm, t, s, early, value, woken);
    return go_or_wait(vm, t, s, from);
}

static Select *select_for_bytecode(Vm *vm, Task *t, size_t n, bool biased)
{
    Select *s = select_for(vm, t, n);

    s->biased = biased;
    s->compiled = true;
    return s;
}

/* ---- arms that all receive, in bytecode ---- */

static bool all_receive(size_t n, const Val *kinds, const Val *on)
{
    for (size_t i = 0; i < n; i++)
        if (!val_is(kinds[i], S_Receive) || !val_is_channel(on[i]))
            return false;
    return true;
}

/* try_alone for these, of which nothing has to be known but the channels: what the select gives, or VAL_NONE. */
static Val receive_alone(Vm *vm, size_t n, const Val *on, size_t from)
{
    Val value;

    for (size_t k = 0, i = from; k < n; k++, i = i + 1 == n ? 0 : i + 1) {
        Channel *c = val_channel(on[i]);
        if (channel_looks_empty(c))
            continue;
        if (k > 0 && c->capacity == 0)
            break;
        ChannelResult r = channel_try_receive(c, &value);
        if (r != CHANNEL_WOULD_WAIT)
            return chosen(vm, i, r == CHANNEL_CLOSED ? S_EndOfStream : value);
    }
    return VAL_NONE;
}

/* Nothing is set up to wait before one has to. */
static Val receive_any(Vm *vm, Task *t, size_t n, const Val *on, bool biased)
{
    TRY(may_begin(vm, t));
    size_t from = biased ? 0 : task_draw(vm, n);
    Val v = receive_alone(vm, n, on, from);
    if (!val_is_none(v))
        return v;
    Select *s = select_for_bytecode(vm, t, n, biased);
    for (size_t i = 0; i < n; i++) {
        s->arm[i].kind = ARM_RECEIVE;
        s->arm[i].on = val_channel(on[i]);
    }
    return go_or_wait(vm, t, s, from);
}

/* ---- reading the arms ---- */

static Val bad_arm(Vm *vm, Args args, Val rule)
{
    return MESSAGE(vm, "arm", rule);
}

/* What [kind], a symbol, waits for; false where [on] is no such thing. */
static bool set_arm(Arm *a, Val kind, Val on)
{
    if (val_is(kind, S_After)) {
        a->kind = ARM_AFTER;
        return (a->seconds = duration_seconds(on)) >= 0;
    }
    if (val_is(kind, S_Await) && val_is_foreign_of(on, &future_class))
        a->kind = ARM_AWAIT;
    else if ((val_is(kind, S_Receive) || val_is(kind, S_Send)) && val_is_channel(on))
        a->kind = val_is(kind, S_Send) ? ARM_SEND : ARM_RECEIVE;
    else if (val_is(kind, S_Send) && val_is_broadcast(on))
        a->kind = ARM_BROADCAST;
    else
        return false;
    a->on = foreign_state(on);
    return true;
}

/* May the channel take the arm's value?  VAL_NONE: yes; else what the builtin gives. */
static Val refuse_arm(Vm *vm, Args args, Select *s, const Arm *a)
{
    if (a->kind == ARM_BROADCAST)
        return transfer_refused(vm, args, a->value) ? S_$Failed : VAL_NONE;
    Val refused = channel_refuses(vm, args, a->on, a->value);
    s->moves = s->moves || transfer_concerns(a->value);
    return val_is_not_mine(refused) ? S_$Failed : refused;
}

/* One rule as an arm; VAL_NONE: done; else what the builtin gives. */
static Val read_arm(Vm *vm, Args args, Val rule, Select *s, Arm *a)
{
    Val left = val_is_rule(rule) ? expr_arg(rule, 0) : VAL_NONE, on = VAL_NONE;

    if (val_is_call(left, S_HoldPattern, 1))
        left = expr_arg(left, 0);
    size_t n = val_is_expr(left) ? expr_len(left) : 0;
    if (val_is_none(left))
        return bad_arm(vm, args, rule);
    a->body = expr_arg(rule, 1);
    if (val_is(left, S_Default) || val_is_call(left, S_Default, 0)) {
        a->kind = ARM_DEFAULT;
        return VAL_NONE;
    }
    if (n < 1 || n > 2)
        return bad_arm(vm, args, rule);
    TRY(on = vm_eval(vm, expr_arg(left, 0)));
    if (n == 2)
        a->pattern = expr_arg(left, 1);
    if (!set_arm(a, expr_head(left), on) || (a->kind == ARM_AFTER && n != 1) || (arm_sends(a) && n != 2))
        return bad_arm(vm, args, rule);
    if (!arm_sends(a)) {
        s->selective = s->selective || arm_is_selective(a);
        return VAL_NONE;
    }
    a->pattern = VAL_NONE;
    TRY(a->value = vm_eval(vm, expr_arg(left, 1)));
    return refuse_arm(vm, args, s, a);
}

BUILTIN(ChannelSelect,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_CALLS, .options = "\"Biased\" -> False",
    .usage = "ChannelSelect[{Receive[a, x_] :> .., Send[b, v] :> .., Await[f, x_] :> .., After[t] :> .., Default :> ..}] waits until one of the arms can go, and gives its right side.  "
             "An arm whose pattern the next value does not match can't go, and leaves it where it is; EndOfStream that no arm takes is given where there is nothing else to wait for.",
    .messages = MESSAGES("arm", "`1` is not an arm: Receive, Send or Await of an object, After or Default, with :>.",
                         "empty", "There is no arm to wait for.", TRANSFER_MESSAGE,
                         "type", "`1` does not match the channel's pattern `2`."),
    .examples = EXAMPLES(">> a = Channel[]; Send[a, 5]; ChannelSelect[{Receive[a, x_] :> x + 1, After[1] :> late}]", "6",
                         ">> ChannelSelect[{Receive[Channel[], x_] :> x, Default :> nothing}]", "nothing",
                         ">> ChannelSelect[{Receive[Channel[], x_] :> x, After[0.01] :> late}]", "late",
                         ">> Send[a, 7]; {ChannelSelect[{Receive[a, s_String] :> s, Default :> none}], Receive[a]}", "{none, 7}"))
{
    size_t n = options_split(args);
    Val arms = n == 1 ? args.v[0] : VAL_NONE;

    if (n != 1)
        return options_known(vm, args, 1) ? MESSAGE(vm, "argx", S_ChannelSelect, val_int((int64_t)n)) : NOT_MINE;
    if (!val_is_plain_list(arms))
        TRY(arms = vm_eval(vm, arms));
    if (!val_is_plain_list(arms))
        return bad_arm(vm, args, arms);
    if (expr_len(arms) == 0)
        return MESSAGE0(vm, "empty");
    Task *t = task_of(vm);
    Select *s = select_for(vm, t, expr_len(arms));
    s->compiled = false;
    /* Without options given or set the default needs no reading. */
    s->biased = (args.n > n || definition_find(&vm->definitions, S_ChannelSelect) != NULL)
        && val_is(option_get(vm, args, text_from(vm_heap(vm), "Biased")), S_True);
    for (size_t i = 0; i < s->n; i++) {
        Val bad = read_arm(vm, args, expr_arg(arms, i), s, &s->arm[i]);
        if (!val_is_none(bad))
            return bad;
    }
    return UNLIKELY(s->selective) ? select_selectively(vm, t, s) : run_select(vm, t, s);
}

/* An arm of bytecode, from what it names: *args goes past that.  False: ChannelSelect is to see to it. */
static bool take_arm(Val kind, const Val **args, const Val *end, Arm *a)
{
    if (val_is(kind, S_Receive) && *args < end && val_is_channel(**args)) {
        a->kind = ARM_RECEIVE;
        a->on = val_channel(*(*args)++);
        return true;
    }
    if (val_is(kind, S_Default)) {
        a->kind = ARM_DEFAULT;
        return true;
    }
    if (end - *args < (val_is(kind, S_Send) ? 2 : 1))
        return false;
    if (!set_arm(a, kind, *(*args)++))
        return false;
    if (arm_sends(a))
        a->value = *(*args)++;
    return true;
}

static Val select_arm(Vm *vm, size_t n, const Val *args)
{
    Task *t = task_of(vm);
    size_t arms = n > 0 && val_is_plain_list(args[0]) && expr_len(args[0]) > 0 ? expr_len(args[0]) - 1 : 0;
    bool fits = definition_find(&vm->definitions, S_ChannelSelect) == NULL;
    const Val *next = args + 1;

    if (arms == 0)
        return chosen(vm, 0, S_Null);
    const Val *kinds = expr_args(args[0]);
    bool biased = val_is(kinds[0], S_True);
    if (fits && n == arms + 1 && all_receive(arms, kinds + 1, next))
        return receive_any(vm, t, arms, next, biased);
    Select *s = select_for_bytecode(vm, t, arms, biased);
    for (size_t i = 0; i < arms && fits; i++) {
        Arm *a = &s->arm[i];
        fits = take_arm(kinds[i + 1], &next, args + n, a);
        if (!fits || !arm_sends(a))
            continue;
        Val refused = refuse_arm(vm, (Args){.builtin = &builtin_ChannelSelect}, s, a);
        if (!val_is_none(refused))
            return val_is_unwind(refused) ? UNWIND : chosen(vm, arms + 1, refused);
    }
    if (!fits)
        return chosen(vm, arms, S_Null);
    return run_select(vm, t, s);
}

BUILTIN_AS(SelectArm, "Lyra`Private`selectArm",
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .parks = true, .direct = select_arm,
    .usage = "selectArm[{biased, kind..}, object..] waits for one of the arms of a compiled ChannelSelect: see vm/code/compile_select.c.",
    .examples = EXAMPLES(">> a = Channel[]; Send[a, 5]; With[{b = a}, List @@ Lyra`Private`selectArm[{False, Receive, Default}, b]]", "{0, 5}"))
{
    return args.n > 0 && val_is_plain_list(args.v[0]) ? select_arm(vm, args.n, args.v) : NOT_MINE;
}
