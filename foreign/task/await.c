/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * await.c -- waiting for futures.
 */
#include <math.h>

#include "foreign/task/wait.h"
#include "foreign/task/waitgraph.h"
#include "vm/num/number.h"

static void release_future(Task *t)
{
    lock_release(&((Task *)t->on)->lock);
}

static Val finish_await(Vm *vm, Task *t);

/* A value that an Await of several goes through, at place [i]; VAL_NONE after the last. */
static Val part_of(Vm *vm, Val subject, size_t i)
{
    if (val_is_list(subject))
        return i < list_len(subject) ? list_item(vm_heap(vm), subject, i) : VAL_NONE;
    return i == 0 ? subject : VAL_NONE;
}

Val future_value_of(Heap *h, Val v)
{
    if (!val_is_foreign_of(v, &future_class))
        return v;
    Task *f = future_task(v);
    atomic_store_explicit(&f->observed, true, memory_order_relaxed);
    return task_value(h, f);
}

Val future_values(Vm *vm, Val subject)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (!val_is_list(subject))
        return future_value_of(h, subject);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < list_len(subject); i++)
        builder_push(&b, future_value_of(h, list_item(h, subject, i)));
    return builder_finish(&b);
}

static Val await_ended(Vm *vm, Task *t, Val v)
{
    Task *f = val_is_foreign_of(t->subject, &future_class) ? future_task(t->subject) : NULL;

    t->subject = VAL_NONE;
    t->on = NULL;
    atomic_store_explicit(&t->awaits, NULL, memory_order_relaxed);
    return f != NULL && f->kind == TASK_PROMISE && f->work != NULL ? gathering_ended(vm, f->work, v) : v;
}

/* Goes on from t->index: waits for the first future that is not complete. */
static Val await_rest(Vm *vm, Task *t)
{
    double left = -1;

    for (Val v; !val_is_none(v = part_of(vm, t->subject, t->index)); t->index++) {
        Task *f = val_is_foreign_of(v, &future_class) ? future_task(v) : NULL;
        if (f == NULL || atomic_load_explicit(&f->done, memory_order_acquire))
            continue;
        if (t->until >= 0)
            left = t->until - (double)pool_now(t->job.pool) * 1e-9;
        lock_take(&f->lock);
        if (atomic_load_explicit(&f->done, memory_order_relaxed)) {
            lock_release(&f->lock);
            continue;
        }
        atomic_store_explicit(&f->observed, true, memory_order_relaxed);
        if (left < 0 && t->until >= 0)
            left = 0;
        uint32_t wait = task_wait_open(t, wait_guard(vm, left, &f->lock));
        Val cycle = wait_begins_for(vm, t, f);
        if (UNLIKELY(!val_is_none(cycle))) {
            lock_release(&f->lock);
            return await_ended(vm, t, task_failure_located(vm, cycle));
        }
        waiters_add(&f->awaiting, task_waiter(vm, t, wait), f);
        t->on = f;
        return task_wait(vm, t, release_future, finish_await, left);
    }
    return await_ended(vm, t, future_values(vm, t->subject));
}

static Val finish_await(Vm *vm, Task *t)
{
    Task *f = t->on;

    if (t->reason == WAKE_VALUE)
        return await_rest(vm, t);
    lock_take(&f->lock);
    waiters_remove(&f->awaiting, t->waiter);
    lock_release(&f->lock);
    return await_ended(vm, t, task_woken_otherwise(vm, t));
}

Val task_await(Vm *vm, Val subject, double seconds)
{
    Task *t = task_of(vm);

    t->subject = subject;
    if (atomic_load_explicit(&t->cancelled, memory_order_relaxed) && vm->abort_protected == 0)
        return await_ended(vm, t, vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE));
    if (val_is_unwind(task_point(vm)))
        return await_ended(vm, t, UNWIND);
    t->index = 0;
    t->until = seconds < 0 ? -1 : (double)pool_now(t->job.pool) * 1e-9 + seconds;
    return await_rest(vm, t);
}

bool task_limit(Val v, double *seconds)
{
    if (val_is(v, S_None)) {
        *seconds = -1;
        return true;
    }
    double d = duration_seconds(v);
    *seconds = d == INFINITY ? -1 : d;
    return d >= 0;
}
