/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * unobserved.h -- failures that nobody has looked at.
 *
 * Each is reported once: when its future is collected, or when the session ends.
 */
#ifndef LYRA_TASK_UNOBSERVED_H
#define LYRA_TASK_UNOBSERVED_H

#include "foreign/task/task.h"

/* [t] has ended with a failure, and nobody waits for it. */
void unobserved_add(Task *t);
/* Was there such a one since this was last asked? */
bool unobserved_since(void);
/* The session ends: whatever is left is reported, in the order of the tasks' numbers. */
void unobserved_report(void);
/* In a child process: what there is is the parent's to report. */
void unobserved_alone(void);

#endif
