/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope_builtins.c -- TaskScope.
 */
#include "foreign/task/scope.h"
#include "vm/num/number.h"

#include <math.h>

typedef struct ScopeTimer {
    Timer  timer;                    /* first */
    Scope *scope;
} ScopeTimer;

static void scope_timed_out(Timer *timer)
{
    Scope *s = ((ScopeTimer *)timer)->scope;

    lock_take(&s->lock);
    if (!s->cancelled && !s->closed)
        s->timed_out = true;
    lock_release(&s->lock);
    scope_cancel(s);
}

static ScopeTimer *start_timer(Vm *vm, Scope *s, double seconds)
{
    Pool *p = s->owner->job.pool;

    if (seconds == INFINITY)
        return NULL;
    ScopeTimer *timer = heap_alloc(vm_heap(vm), sizeof *timer);
    timer->timer.fire = scope_timed_out;
    timer->scope = s;
    if (timers_add(&p->timers, &timer->timer, task_deadline(p, seconds)))
        pool_timer_first(p);
    return timer;
}

/* What the function says to the failures so far; UNWIND if it does not return. */
static Val hand_over_failures(Vm *vm, Scope *s, Val function)
{
    Val decision;

    for (;;) {
        lock_take(&s->lock);
        Task *t = s->failed;
        if (t != NULL)
            s->failed = t->scope_next;
        lock_release(&s->lock);
        if (t == NULL)
            return S_Null;
        t->scope_next = NULL;
        t->observed = true;
        TRY(decision = vm_eval(vm, expr1(vm_heap(vm), function, task_value(vm_heap(vm), t))));
        if (val_is_string(decision) && text_is(decision, "CancelSiblings")) {
            Val failure = task_value(vm_heap(vm), t);
            lock_take(&s->lock);
            if (val_is_none(s->failure))
                s->failure = failure;
            s->failed = NULL;
            lock_release(&s->lock);
            scope_cancel_tasks(s);
        }
    }
}

/* The body has ended with [v]: waits for the tasks.  What there is now to end with: [v], a Failure, UNWIND. */
static Val wait_for_tasks(Vm *vm, Scope *s, Val v, Val function)
{
    for (;;) {
        Val waited = scope_wait(vm, s, -1);
        if (val_is_unwind(waited) || !val_is(waited, S_Null))
            return waited;
        if (s->on_error == ON_ERROR_FUNCTION)
            TRY(hand_over_failures(vm, s, function));
        lock_take(&s->lock);
        bool over = s->count == 0 && s->failed == NULL;
        lock_release(&s->lock);
        if (over)
            return v;
    }
}

static size_t tasks_left(Scope *s)
{
    lock_take(&s->lock);
    size_t n = s->count;
    lock_release(&s->lock);
    return n;
}

/* Waits for tasks that were cancelled, whatever happens, but for a Ctrl-C and [seconds]. */
static void drain(Vm *vm, Args args, Scope *s, double seconds)
{
    Limit *limits = vm->limits;
    Unwind unwind = vm->unwind;
    bool waits = true;

    lock_take(&s->lock);
    s->failed = NULL;
    lock_release(&s->lock);
    vm->limits = NULL;
    s->owner->closing = true;
    while (waits && tasks_left(s) > 0) {
        Val v = scope_wait(vm, s, seconds == INFINITY ? -1 : seconds);
        waits = val_is(v, S_Null) || (val_is_unwind(v) && vm->unwind.kind == UNWIND_CANCELLED);
    }
    s->owner->closing = false;
    vm->limits = limits;
    lock_take(&s->lock);
    size_t left = s->count;
    lock_release(&s->lock);
    if (left > 0) {
        vm->abort_protected++;
        MESSAGE(vm, "left", val_int((int64_t)left));
        vm->abort_protected--;
    }
    vm->unwind = unwind;
}

/* What the scope gives in place of [v]. */
static Val scope_value(Vm *vm, const Scope *s, Val v, bool absorbed)
{
    if (val_is_unwind(v) && (!absorbed || vm->unwind.kind != UNWIND_CANCELLED))
        return v;
    Val (*failure)(Vm *, const char *, const char *, Val) = val_is_unwind(v) ? task_failure_of_exit : task_failure;

    if (s->timed_out)
        return failure(vm, "Timeout", "The scope took longer than its limit.", val_is_none(s->name) ? VAL_NONE : s->name);
    if (!val_is_none(s->failure))
        return s->failure;
    return val_is_unwind(v) || s->asked ? failure(vm, "Cancelled", "The scope was cancelled.", VAL_NONE) : v;
}

static Val run_scope(Vm *vm, Args args, Scope *s, Val function, double timeout, double shutdown)
{
    ScopeTimer *timer = start_timer(vm, s, timeout);
    Task *t = s->owner;
    Val v = vm_eval(vm, args.v[0]);

    if (val_has_head(v, S_Failure) && s->on_error == ON_ERROR_CANCEL) {
        lock_take(&s->lock);
        if (val_is_none(s->failure))
            s->failure = v;
        lock_release(&s->lock);
        scope_cancel_tasks(s);
    }
    if (!val_is_unwind(v)) {
        Val w = wait_for_tasks(vm, s, v, function);
        /* Nothing can end the tasks. */
        if (!val_is_unwind(w) && tasks_left(s) > 0)
            s->failure = w;
        v = w;
    }
    if (tasks_left(s) > 0) {
        scope_cancel_tasks(s);
        drain(vm, args, s, shutdown);
    }
    if (timer != NULL)
        timers_remove(&t->job.pool->timers, &timer->timer);
    bool absorbed = scope_close(s);
    return scope_value(vm, s, v, absorbed);
}

/* The duration that an option says; < 0: none. */
static double duration_option(Vm *vm, Args args, Val name, Val *v)
{
    *v = option_get(vm, args, name);
    if (val_is(*v, S_None) || val_is(*v, S_Automatic) || val_is_call(*v, S_DirectedInfinity, 1))
        return INFINITY;
    return duration_seconds(*v);
}

/* Can it be applied to something?  Any symbol or expression may get a definition that can; these mean something else. */
static bool may_be_function(Val v)
{
    if (val_is_symbol(v))
        return !val_is(v, S_None) && !val_is(v, S_Automatic) && !val_is(v, S_All) && !val_is(v, S_True) && !val_is(v, S_False) && !val_is(v, S_Null);
    return (val_is_expr(v) && !val_is_list(v) && !val_is_rule(v)) || val_is_foreign(v);
}

BUILTIN(TaskScope,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .options = "Name -> None, OnError -> \"CancelSiblings\", ShutdownTimeout -> Infinity, Timeout -> Infinity",
    .usage = "TaskScope[body] evaluates body, and ends when every task that was spawned in it has ended. The first that fails cancels the others, and its "
             "Failure is the result. OnError -> \"Supervise\" lets the others go on; OnError -> f applies f to each Failure, and cancels where that gives "
             "\"CancelSiblings\".",
    .messages = MESSAGES("onerror", "The value `1` of OnError is not \"CancelSiblings\", \"Supervise\" or a function.",
                         "time", "The value `1` of `2` is not a time.", NAME_MESSAGE,
                         "left", "`1` tasks of the scope have not ended, and were left alone."),
    .examples = EXAMPLES(">> n = Channel[]; TaskScope[Spawn[Pause[0.01]; Send[n, 1]]; Spawn[Send[n, 2]]; done]; Sort[ReceiveAll[n]]", "{1, 2}",
                         ">> First[TaskScope[Spawn[Pause[100]]; Spawn[Throw[1]]; Pause[100]]]", "Thrown",
                         ">> First[TaskScope[Pause[100], Timeout -> 0.01]]", "Timeout"))
{
    size_t n = options_split(args);
    Val on_error, v, name, function = VAL_NONE;
    OnError mode = ON_ERROR_CANCEL;

    if (n != 1)
        return options_known(vm, args, 1) ? builtin_message(vm, args.builtin, "argx", 2, (Val[]){S_TaskScope, val_int((int64_t)n)}) : NOT_MINE;
    TRY(on_error = option_get(vm, args, S_OnError));
    if (val_is_string(on_error) && text_is(on_error, "Supervise")) {
        mode = ON_ERROR_SUPERVISE;
    } else if (may_be_function(on_error)) {
        mode = ON_ERROR_FUNCTION;
        function = on_error;
    } else if (!val_is_string(on_error) || !text_is(on_error, "CancelSiblings")) {
        return MESSAGE(vm, "onerror", on_error);
    }
    double timeout = duration_option(vm, args, S_Timeout, &v);
    if (timeout < 0)
        return MESSAGE(vm, "time", v, S_Timeout);
    double shutdown = duration_option(vm, args, S_ShutdownTimeout, &v);
    if (shutdown < 0)
        return MESSAGE(vm, "time", v, S_ShutdownTimeout);
    if (!task_name_option(vm, args, &name))
        return name;
    Scope *s = scope_open(vm, task_of(vm), mode, name);
    return run_scope(vm, args, s, function, timeout, shutdown);
}

BUILTIN(CurrentScope,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "CurrentScope[] is the innermost TaskScope that the evaluation is in, for Cancel and CancelledQ; None outside of any.",
    .examples = EXAMPLES(">> CurrentScope[]", "None", ">> First[TaskScope[Cancel[CurrentScope[]]; Pause[100]]]", "Cancelled"))
{
    Scope *s = task_of(vm)->scope;

    return s == NULL ? S_None : scope_object(s);
}
