/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.c -- scopes: a scope's tasks all end before the scope does.
 *
 * Locks are taken in the order scope, task.  A scope ends with no task left, and nothing but
 * a task of it or its body can start another, so that the count does not rise again from 0.
 */
#include "foreign/task/scope.h"

#include "foreign/task/wait.h"
#include "vm/base/list.h"

static void scope_print(const void *self, Out *to)
{
    const Scope *s = self;

    if (!val_is_none(s->name) && val_is_string(s->name))
        out_format(to, "TaskScope[<%u, %s>]", (unsigned)s->serial, text_data(s->name));
    else
        out_format(to, "TaskScope[<%u>]", (unsigned)s->serial);
}

static Val scope_cancel_object(Vm *vm, void *self)
{
    Scope *s = self;

    TRY(task_point(vm));
    lock_take(&s->lock);
    s->asked = true;
    lock_release(&s->lock);
    return val_bool(scope_cancel(s));
}

const ForeignClass scope_class = {
    .name = "TaskScope", .size = sizeof(Scope), .transfer = TRANSFER_SHARED, .print = scope_print,
    .cancel = scope_cancel_object, .usage = "the scope that tasks belong to: all end before it does",
};

Scope *scope_open(Vm *vm, Task *t, OnError on_error, Val name)
{
    uint32_t serial = ++vm->foreign_serial;
    Scope *s = foreign_state(foreign_new(vm_heap(vm), &scope_class, serial));

    s->outer = t->scope;
    s->owner = t;
    s->on_error = on_error;
    s->failure = VAL_NONE;
    s->name = name;
    s->serial = serial;
    s->frame = cancel_enter(vm, t, NULL);
    t->scope = s;
    return s;
}

const Scope *scope_around(const Task *t)
{
    const Scope *s = t->scope;

    while (s != NULL && s->owner == t)
        s = s->outer;
    return s;
}

bool scope_join(Scope *s, Task *t)
{
    lock_take(&s->lock);
    bool takes = !s->cancelled && !s->closed;
    if (takes) {
        t->scope = s;
        LIST_PREPEND(s->tasks, t, scope_next, scope_previous);
        s->count++;
    }
    lock_release(&s->lock);
    return takes;
}

/* Those whose wait was ended are to be woken when the lock is released: they take it when they leave.  Linked by
 * job.next, since who waits is in no queue of jobs. */
static Task *cancel_tasks_locked(Scope *s, const Task *but)
{
    Task *first = NULL, *last = NULL;

    s->cancelled = true;
    for (Task *t = s->tasks; t != NULL; t = t->scope_next)
        if (t != but)
            (void)task_ask_to_end(t);
    lock_fence_rare();
    for (Task *t = s->tasks; t != NULL; t = t->scope_next) {
        if (t == but || !task_cancel_claim(t))
            continue;
        t->job.next = NULL;
        if (first == NULL)
            first = t;
        else
            last->job.next = &t->job;
        last = t;
    }
    return first;
}

static void wake_cancelled(Task *t)
{
    while (t != NULL) {
        Task *next = t->job.next == NULL ? NULL : job_task(t->job.next);
        task_wake(t, WAKE_CANCELLED, VAL_NONE);
        t = next;
    }
}

void scope_cancel_tasks(Scope *s)
{
    lock_take(&s->lock);
    Task *woken = cancel_tasks_locked(s, NULL);
    lock_release(&s->lock);
    wake_cancelled(woken);
}

bool scope_cancel(Scope *s)
{
    lock_take(&s->lock);
    bool first = !s->cancelled && !s->closed;
    Task *woken = NULL;
    if (first) {
        woken = cancel_tasks_locked(s, NULL);
        cancel_frame(s->frame);
    }
    lock_release(&s->lock);
    wake_cancelled(woken);
    return first;
}

static void unlink_task(Scope *s, Task *t)
{
    LIST_REMOVE(s->tasks, t, scope_next, scope_previous);
    s->count--;
}

static void add_failed(Scope *s, Task *t)
{
    if (s->failed == NULL)
        s->failed = t;
    else
        s->failed_last->scope_next = t;
    s->failed_last = t;
}

void scope_leave_task(Scope *s, Task *t, Heap *h, bool failed)
{
    Task *owner = NULL, *woken = NULL;

    /* A task that was cancelled on its own has not failed its scope. */
    failed = failed && !(t->cancelled_self && task_was_cancelled(t));
    lock_take(&s->lock);
    unlink_task(s, t);
    if (failed && !s->cancelled && s->on_error == ON_ERROR_CANCEL) {
        s->failure = task_value(h, t);
        woken = cancel_tasks_locked(s, t);
        cancel_frame(s->frame);
    } else if (failed && !s->cancelled && s->on_error == ON_ERROR_FUNCTION) {
        add_failed(s, t);
    }
    if ((s->count == 0 || s->failed != NULL) && s->wait != 0 && task_claim(s->owner, s->wait)) {
        s->wait = 0;
        owner = s->owner;
    }
    lock_release(&s->lock);
    wake_cancelled(woken);
    if (owner != NULL)
        task_wake(owner, WAKE_VALUE, S_Null);
}

static void release_scope(Task *t)
{
    lock_release(&((Scope *)t->on)->lock);
}

static Val finish_scope(Vm *vm, Task *t)
{
    Scope *s = t->on;

    lock_take(&s->lock);
    s->wait = 0;
    lock_release(&s->lock);
    t->on = NULL;
    return t->reason == WAKE_VALUE ? S_Null : task_woken_otherwise(vm, t);
}

Val scope_wait(Vm *vm, Scope *s, double seconds)
{
    bool may_park = vm->may_park;
    Val v = S_Null;

    lock_take(&s->lock);
    if (s->count == 0 || s->failed != NULL) {
        lock_release(&s->lock);
        return v;
    }
    vm->may_park = false;
    s->wait = task_wait_open(s->owner, NULL);
    s->owner->on = s;
    v = task_wait(vm, s->owner, release_scope, finish_scope, seconds);
    vm->may_park = may_park;
    return v;
}

bool scope_close(Scope *s)
{
    Task *t = s->owner;

    lock_take(&s->lock);
    s->closed = true;
    lock_release(&s->lock);
    t->scope = s->outer;
    return cancel_leave(t, s->frame);
}
