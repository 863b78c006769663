/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.h -- who must end before whom.
 *
 * A task that is spawned inside a scope, by its body or by one of its tasks, ends before the scope does.
 * The scope that a task is in is Task.scope: what it spawns joins that one.
 */
#ifndef LYRA_TASK_SCOPE_H
#define LYRA_TASK_SCOPE_H

#include "foreign/task/cancel.h"

/* What becomes of the others when a task of a scope fails.  Quiet: nothing, and nobody is told. */
typedef enum OnError { ON_ERROR_CANCEL, ON_ERROR_SUPERVISE, ON_ERROR_FUNCTION, ON_ERROR_QUIET } OnError;

/* The state of a TaskScope object. */
struct Scope {
    Lock      lock;
    Scope    *outer;
    Task     *owner;                 /* whose body it is */
    CancelFrame *frame;              /* the body */
    Task     *tasks;                 /* linked by scope_next */
    Task     *failed, *failed_last;  /* ON_ERROR_FUNCTION: not yet handed to it, linked by scope_next */
    size_t    count;                 /* of tasks that have not ended */
    bool      cancelled, closed, timed_out;
    bool      asked;                 /* Cancel[scope] */
    OnError   on_error;
    Val       failure;               /* the first; VAL_NONE */
    Val       name;
    uint32_t  serial;
    uint32_t  wait;                  /* the owner waits for the end: the number of that wait; 0: no */
};

extern const ForeignClass scope_class;
static inline Val scope_object(const Scope *s) { return val_from_node((const char *)s - offsetof(Foreign, state)); }

/* A scope inside the one that the running task is in, and the task's own from now on. */
Scope *scope_open(Vm *vm, Task *t, OnError on_error, Val name);
/* The innermost scope whose body the task is not itself; NULL: none. */
const Scope *scope_around(const Task *t);
/* A task starts in the scope; false where the scope takes none any more. */
bool scope_join(Scope *s, Task *t);
/* It has ended.  [h]: for a value that is due. */
void scope_leave_task(Scope *s, Task *t, Heap *h, bool failed);
/* Cancels the body and all tasks; scopes inside it go as their owners unwind.  False: it was before. */
bool scope_cancel(Scope *s);
/* The same for its tasks alone. */
void scope_cancel_tasks(Scope *s);
/* Waits until no task is left or, with ON_ERROR_FUNCTION, one has failed; S_Null.  Not where the scope
 * has been cancelled: then until no task is left. */
MUST_USE Val scope_wait(Vm *vm, Scope *s, double seconds);
/* The task is in the outer scope again; nothing joins this one any more.  Was the body cancelled, and
 * nothing around it? */
bool scope_close(Scope *s);

#endif
