/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool_object.h -- ThreadPool objects.
 */
#ifndef LYRA_TASK_POOL_OBJECT_H
#define LYRA_TASK_POOL_OBJECT_H

#include "foreign/task/task.h"

/* The pool of a ThreadPool object that is open; NULL for anything else. */
Pool *pool_object_pool(Val v);

#endif
