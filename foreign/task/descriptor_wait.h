/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * descriptor_wait.h -- what a task's Heap asks: is the task to end; and waiting for files, pipes and other programs.
 */
#ifndef LYRA_TASK_DESCRIPTOR_WAIT_H
#define LYRA_TASK_DESCRIPTOR_WAIT_H

#include "foreign/task/task.h"

/* From now on this VM's Heap asks its task. */
void descriptor_wait_start(Vm *vm);
/* Does a task for each worker wait aside for a program that computes?  Who can choose starts no more then. */
bool descriptor_waits_enough(const Pool *p);

#endif
