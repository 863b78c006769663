/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool_object.h -- ThreadPool objects.
 */
#ifndef LYRA_TASK_POOL_OBJECT_H
#define LYRA_TASK_POOL_OBJECT_H

#include "foreign/task/task.h"

/* The pool of a ThreadPool object that is open; NULL for anything else. */
Pool *pool_object_pool(Val v);
/* The pool of any ThreadPool object, closed ones included; NULL: it is none. */
Pool *pool_object_any(Val v);
/* The name that the object was given; VAL_NONE: none. */
Val pool_object_name(Val v);
/* A new one; VAL_NONE where there are no threads.  [given]: the options as a list of rules; [before]: a
 * comparison function or VAL_NONE. */
Val pool_object_new(Vm *vm, PoolOptions *options, Val name, Val given, Val before);
/* The session's own pool as an object. */
Val pool_object_session(Vm *vm);
/* Failure["Closed", ..] where [v] is a pool that is closed; else VAL_NONE. */
Val pool_object_closed(Vm *vm, Val v);
/* Where [pool] orders its tasks by a function: the place of the new task [t] among those that wait. */
void pool_object_rank(Vm *vm, Pool *pool, Task *t);

#endif
