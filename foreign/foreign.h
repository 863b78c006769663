/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * foreign.h -- what a program calls to have what foreign/ adds to the language.
 */
#ifndef LYRA_FOREIGN_H
#define LYRA_FOREIGN_H

#include <stdbool.h>

/* For who asks what builtins there are before the process has started: the test runner. */
void foreign_add_builtins(void);
/* Once per process, in place of vm_start_process: it is called here. */
void foreign_start_process(void);
/* For the thread that evaluates, at its start: what becomes of a fault is then said there too. */
void foreign_start_thread(void);
/* By the handler of a signal on that thread, once an interrupt was raised: should it wait for a task, it looks. */
void foreign_interrupted(void);
/* Has a task failed that nobody has looked at, since this was last asked?  It is reported once it is collected. */
bool foreign_task_failed(void);
/* By who evaluates programs, when one has ended: the failures that nobody has looked at are reported. */
void foreign_session_ends(void);

#endif
