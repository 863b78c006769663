/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.h -- who must end before whom.
 */
#ifndef LYRA_TASK_SCOPE_H
#define LYRA_TASK_SCOPE_H

#include "foreign/task/task.h"

/* What becomes of the others when a task of a scope fails. */
typedef enum OnError { ON_ERROR_CANCEL, ON_ERROR_SUPERVISE, ON_ERROR_FUNCTION } OnError;

/* Collected memory of its own. */
struct Scope {
    Lock      lock;
    Scope    *outer;
    Scope    *first_child, *next_sibling, *previous_sibling;
    Task     *owner;                 /* whose body it is */
    Task     *tasks;                 /* linked by scope_next */
    size_t    count;                 /* of tasks that have not ended */
    bool      cancelled, closed;
    OnError   on_error;
    Val       failure;               /* the first; VAL_NONE */
    Val       failures;              /* with ON_ERROR_FUNCTION: not yet handed to it, a List */
    Val       name;
    uint32_t  serial;
    uint32_t  wait;                  /* the owner waits for the end: the number of that wait; 0: no */
};

/* A task starts in the scope; false where the scope takes none any more. */
bool scope_join(Scope *s, Task *t);
/* It has ended. */
void scope_leave_task(Scope *s, Task *t, Val value, bool failed);
/* Cancels all tasks in it and in the scopes inside it. */
void scope_cancel(Vm *vm, Scope *s);

#endif
