/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.c -- scopes: a scope's tasks all end before the scope does.
 */
#include "foreign/task/scope.h"

bool scope_join(Scope *s, Task *t)
{
    lock_take(&s->lock);
    bool takes = !s->cancelled && !s->closed;
    if (takes) {
        t->scope_next = s->tasks;
        t->scope_previous = NULL;
        if (s->tasks != NULL)
            s->tasks->scope_previous = t;
        s->tasks = t;
        s->count++;
    }
    lock_release(&s->lock);
    return takes;
}

static void cancel_tasks_locked(Scope *s, const Task *but)
{
    s->cancelled = true;
    for (Task *t = s->tasks; t != NULL; t = t->scope_next)
        if (t != but)
            task_cancel(NULL, t);
}

void scope_leave_task(Scope *s, Task *t, Val value, bool failed)
{
    Task *owner = NULL;

    lock_take(&s->lock);
    if (t->scope_previous != NULL)
        t->scope_previous->scope_next = t->scope_next;
    else
        s->tasks = t->scope_next;
    if (t->scope_next != NULL)
        t->scope_next->scope_previous = t->scope_previous;
    t->scope_next = t->scope_previous = NULL;
    s->count--;
    if (failed && val_is_none(s->failure) && s->on_error == ON_ERROR_CANCEL && !s->cancelled) {
        s->failure = value;
        cancel_tasks_locked(s, t);
        /* The body is one of them. */
        if (s->wait == 0 && s->owner != NULL) {
            uint32_t wait = atomic_load(&s->owner->wait);
            if ((wait & 1) != 0 && task_claim(s->owner, wait))
                task_wake(s->owner, WAKE_CANCELLED, VAL_NONE);
        }
    }
    if (s->count == 0 && s->wait != 0 && task_claim(s->owner, s->wait))
        owner = s->owner;
    lock_release(&s->lock);
    if (owner != NULL)
        task_wake(owner, WAKE_VALUE, S_Null);
}

void scope_cancel(Vm *vm, Scope *s)
{
    (void)vm;
    lock_take(&s->lock);
    cancel_tasks_locked(s, NULL);
    for (Scope *inner = s->first_child; inner != NULL; inner = inner->next_sibling)
        scope_cancel(vm, inner);
    lock_release(&s->lock);
}
