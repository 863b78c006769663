/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * task.c -- making tasks, ending them, and waking those that wait.
 */
#include "foreign/task/task.h"

#include <sched.h>

#include "foreign/sched/simulate.h"
#include "foreign/task/cancel.h"
#include "foreign/task/evaluator.h"
#include "foreign/task/method.h"
#include "foreign/task/pool_object.h"
#include "foreign/task/scope.h"
#include "foreign/task/trace.h"
#include "foreign/task/unobserved.h"
#include "foreign/task/wait.h"
#include "vm/base/list.h"
#include "vm/snapshot.h"

enum { SAVE_SPINS = 1000 };

static void future_print(const void *self, Out *to)
{
    const Task *t = self;

    if (!val_is_none(t->name) && val_is_string(t->name))
        out_format(to, "Future[<%u, %s>]", (unsigned)task_number(t), text_data(t->name));
    else
        out_format(to, "Future[<%u>]", (unsigned)task_number(t));
}

static Val future_cancel(Vm *vm, void *self)
{
    TRY(task_point(vm));
    return val_bool(task_cancel(vm, self));
}

static Val future_apply(Vm *vm, void *self, Args args)
{
    static const Method methods[] = {
        {"Await", SYM_Await}, {"Cancel", SYM_Cancel}, {"Cancelled", SYM_CancelledQ}, {"Then", SYM_Then}, {"OnFailure", SYM_OnFailure},
        {"Resolve", SYM_Resolve}, {"Reject", SYM_Reject},
    };

    return method_apply(vm, task_future(self), args, methods, COUNT_OF(methods));
}

const ForeignClass future_class = {
    .apply = future_apply,
    .name = "Future", .size = sizeof(Task), .transfer = TRANSFER_SHARED, .print = future_print,
    .cancel = future_cancel,
    .usage = "a value to come: of a task, or of a promise",
};

bool task_name_option(Vm *vm, Args args, Val *name)
{
    Val v = option_get(vm, args, S_Name);
    bool good = val_is_string(v) || val_is(v, S_None);

    if (val_is(v, S_None))
        *name = VAL_NONE;
    else
        *name = good || val_is_unwind(v) ? v : builtin_message(vm, args.builtin, "name", 1, &v);
    return good;
}

void task_name_cut(const Task *t, char *label, size_t room)
{
    const char *name = t->kind == TASK_MAIN ? "Main" : val_is_string(t->name) ? text_data(t->name) : "Task";
    size_t n = strlen(name);

    if (n >= room)
        for (n = room - 1; n > 0 && ((unsigned char)name[n] & 0xc0) == 0x80; )
            n--;
    memset(label, 0, room);
    memcpy(label, name, n);
}

uint32_t task_number(const Task *t)
{
    const Worker *w = worker_self();

    return w != NULL && w->pool->options.order == ORDER_SIMULATED ? task_number_inside(t) : t->serial;
}

/* [simulated]: the pool that counts it; NULL: none. */
static Task *make(Vm *vm, TaskKind kind, Pool *simulated)
{
    uint32_t serial = task_serial_next(), number = UNLIKELY(simulated != NULL) ? simulate_number(simulated) : serial;
    Task *t = foreign_state(foreign_new(vm_heap(vm), &future_class, number));
    const Task *maker = vm->task;

    t->kind = (uint8_t)kind;
    t->serial = serial;
    t->profile = maker == NULL ? 0 : maker->profile;
    return t;
}

static inline Pool *pool_that_counts(const Task *maker)
{
    return maker != NULL && maker->simulated ? maker->job.pool : NULL;
}

Task *task_new(Vm *vm, TaskKind kind)
{
    return make(vm, kind, pool_that_counts(vm->task));
}

static Task *make_for(Vm *vm, Pool *pool)
{
    bool simulated = pool->options.order == ORDER_SIMULATED;
    Task *t = make(vm, TASK_SPAWNED, simulated ? pool : pool_that_counts(task_of(vm)));

    t->job.pool = pool;
    t->simulated = t->careful = simulated;
    return t;
}

Task *task_new_body(Vm *vm, Pool *pool, Val (*body)(Vm *vm, Task *t), void *work)
{
    Task *t = make_for(vm, pool);

    t->value = S_Null;
    t->observed = true;
    t->body = body;
    t->work = work;
    return t;
}

Task *task_prepare(Vm *vm, Pool *pool, Val expr, Val name)
{
    Task *parent = task_of(vm), *t = make_for(vm, pool);

    t->value = expr;
    t->name = name;
    t->snapshot = vm_snapshot(vm);
    if (parent->frames != NULL)
        cancel_inherit(vm, parent, t);
    if (parent->scope != NULL && !scope_join(parent->scope, t)) {
        t->observed = true;
        task_complete(t, task_failure(vm, "Cancelled", "The scope has ended.", VAL_NONE), true);
    }
    if (UNLIKELY(pool->options.order == ORDER_PRIORITY))
        pool_object_rank(vm, pool, t);
    return t;
}

Task *task_spawn(Vm *vm, Pool *pool, Val expr, Val name)
{
    Task *t = task_prepare(vm, pool, expr, name);

    if (LIKELY(!atomic_load_explicit(&t->done, memory_order_relaxed)))
        pool_push(pool, &t->job);
    return t;
}

/* ---- waits ---- */

bool task_claim_any(Task *t, uint32_t wait)
{
    Lock *guard = atomic_load_explicit(&t->guard, memory_order_acquire);

    if (atomic_load_explicit(&t->wait, memory_order_relaxed) != wait)
        return false;
    if (guard == NULL)
        return task_claim(t, wait);
    lock_take(guard);
    bool mine = atomic_load_explicit(&t->wait, memory_order_relaxed) == wait;
    if (mine)
        atomic_store_explicit(&t->wait, wait & ~1u, memory_order_relaxed);
    lock_release(guard);
    return mine;
}

COLD NOINLINE Waiter *waiters_claim_any(WaiterQueue *q)
{
    Waiter *w;

    while ((w = q->first) != NULL) {
        waiters_drop_first(q);
        if (task_claim_locked(w->task, w->wait))
            break;
        if (waiter_watches(w))
            waiter_notice(w);
    }
    return w;
}

void waiter_notice(Waiter *w)
{
    if (!task_claim(w->task, w->wait ^ WAITER_WATCHES))
        return;
    w->task->arm = w->arm ^ WAITER_WATCHES;
    task_wake(w->task, WAKE_VALUE, S_Null);
}

Waiter *waiter_new(Vm *vm, Task *t, uint32_t wait, uint32_t arm)
{
    Waiter *w = heap_alloc_kept(vm_heap(vm), sizeof *w);

    w->task = t;
    w->wait = wait;
    w->arm = arm;
    return w;
}

/* Timers and cancellation know of a wait before the task is off its stack: they wait for that. */
static inline bool is_saved(const Task *t)
{
    uint32_t wait = atomic_load_explicit(&t->wait, memory_order_relaxed) | 1;

    return atomic_load_explicit(&t->saved, memory_order_acquire) == wait;
}

static void wait_saved(const Task *t)
{
    for (unsigned n = 0; !is_saved(t); n++)
        if (n < SAVE_SPINS)
            spin_hint();
        else
            sched_yield();
}

static inline void release_wait(Task *t, Lock *guard, void (*release)(Task *))
{
    if (LIKELY(guard != NULL))
        lock_release(guard);
    else
        release(t);
}

/* It was cancelled before its state was saved. */
static COLD NOINLINE void let_go_cancelled(Task *t, uint32_t wait, Lock *guard, void (*release)(Task *))
{
    bool mine = task_claim_locked(t, wait);

    release_wait(t, guard, release);
    if (mine)
        task_wake(t, WAKE_CANCELLED, VAL_NONE);
}

void task_let_go(Task *t)
{
    void (*release)(Task *) = t->release;
    Lock *guard = atomic_load_explicit(&t->guard, memory_order_relaxed);
    uint32_t wait = atomic_load_explicit(&t->wait, memory_order_relaxed) | 1;
    bool shielded = atomic_load_explicit(&t->shielded, memory_order_relaxed);

    atomic_store_explicit(&t->saved, wait, memory_order_release);
    /* Who cancels sets the flag, then looks for a saved wait; here it is the other way round. */
    lock_fence_frequent();
    if (LIKELY(shielded || !atomic_load_explicit(&t->cancelled, memory_order_relaxed)))
        release_wait(t, guard, release);
    else
        let_go_cancelled(t, wait, guard, release);
}

static COLD NOINLINE void wake_when_saved(Task *t, WakeReason reason, Val value)
{
    wait_saved(t);
    task_wake(t, reason, value);
}

static COLD NOINLINE void resume_traced(Task *t)
{
    trace(TRACE_WAKE, t);
    pool_resume(&t->job);
}

/* What is seldom is called last, so that the rest needs no frame. */
void task_wake(Task *t, WakeReason reason, Val value)
{
    if (UNLIKELY(!is_saved(t))) {
        wake_when_saved(t, reason, value);
        return;
    }
    t->reason = (uint8_t)reason;
    t->woken = value;
    if (LIKELY(!trace_is_on()))
        pool_resume(&t->job);
    else
        resume_traced(t);
}

/* ---- ending ---- */

bool task_listen(Task *t, Listener *l)
{
    lock_take(&t->lock);
    bool waits = !atomic_load_explicit(&t->done, memory_order_relaxed);
    if (waits) {
        l->task = t;
        LIST_PREPEND(t->listeners, l, next, previous);
        t->observed = true;
    }
    lock_release(&t->lock);
    return waits;
}

void task_unlisten(Task *t, Listener *l)
{
    lock_take(&t->lock);
    if (l->task == t) {
        LIST_REMOVE(t->listeners, l, next, previous);
        l->task = NULL;
    }
    lock_release(&t->lock);
}

static void tell_listeners(Task *t, Listener *l)
{
    while (l != NULL) {
        Listener *next = l->next;
        l->ended(l, t);
        l = next;
    }
}

/* [h]: of the value that is due; NULL: it is there. */
static bool complete(Task *t, Val value, bool failed, Heap *h)
{
    Listener *listeners;

    lock_take(&t->lock);
    if (atomic_load_explicit(&t->done, memory_order_relaxed)) {
        lock_release(&t->lock);
        return false;
    }
    t->value = value;
    t->failed = failed;
    atomic_store_explicit(&t->value_due, h != NULL, memory_order_relaxed);
    t->snapshot = NULL;
    t->suspended = NULL;
    t->waiter = NULL;
    t->select = NULL;
    t->timer = NULL;
    Scope *scope = t->scope;
    CancelFrame *frames = t->frames;
    t->scope = NULL;
    t->frames = NULL;
    listeners = t->listeners;
    t->listeners = NULL;
    for (Listener *l = listeners; l != NULL; l = l->next)
        l->task = NULL;
    atomic_store_explicit(&t->done, true, memory_order_release);
    for (Waiter *w; (w = waiters_claim(&t->awaiting)) != NULL; )
        waiter_wake(w, task_value_locked(h, t));
    lock_release(&t->lock);
    tell_listeners(t, listeners);
    if (frames != NULL)
        cancel_leave_all(frames);
    if (failed && !t->observed && (scope == NULL || scope->on_error == ON_ERROR_SUPERVISE))
        unobserved_add(t);
    if (scope != NULL)
        scope_leave_task(scope, t, h, failed);
    return true;
}

bool task_complete(Task *t, Val value, bool failed)
{
    return complete(t, value, failed, NULL);
}

bool task_complete_cancelled(Heap *h, Task *t, Val calls)
{
    return complete(t, calls, true, h);
}

static bool claim_if_saved(Task *t)
{
    uint32_t wait = atomic_load_explicit(&t->saved, memory_order_acquire);

    return (wait & 1) != 0 && !atomic_load_explicit(&t->shielded, memory_order_relaxed) && task_claim_any(t, wait);
}

/* After t->cancelled was set. */
static bool claim_saved(Task *t)
{
    if (claim_if_saved(t))
        return true;
    lock_fence_rare();
    return claim_if_saved(t);
}

void task_poke(Task *t)
{
    if (claim_saved(t))
        task_wake(t, WAKE_CANCELLED, VAL_NONE);
}

bool task_ask_to_end(Task *t)
{
    lock_take(&t->lock);
    bool first = !t->cancelled_self && !atomic_load_explicit(&t->done, memory_order_relaxed);
    if (first) {
        t->cancelled_self = true;
        t->observed = true;            /* who cancels it knows how it ends */
        atomic_store_explicit(&t->cancelled, true, memory_order_seq_cst);
    }
    lock_release(&t->lock);
    return first;
}

bool task_cancel_claim(Task *t)
{
    return claim_if_saved(t);
}

bool task_cancel(Vm *vm, Task *t)
{
    if (t->kind == TASK_PROMISE) {
        t->observed = true;
        return task_complete(t, task_failure(vm, "Cancelled", "The promise was cancelled.", VAL_NONE), true);
    }
    bool first = task_ask_to_end(t);
    if (first)
        task_poke(t);
    return first;
}
