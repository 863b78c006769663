/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * blocking.h -- tasks on threads of their own.
 */
#ifndef LYRA_TASK_BLOCKING_H
#define LYRA_TASK_BLOCKING_H

#include "foreign/task/task.h"

/* This process is a child without those threads. */
void blocking_forget(void);

#endif
