/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fault.h -- what becomes of a fault of the processor (SIGSEGV, SIGBUS, SIGFPE).
 */
#ifndef LYRA_TASK_FAULT_H
#define LYRA_TASK_FAULT_H

/* Once per process: from now on a fault is seen. */
void fault_start_process(void);
/* This process is a child whose parent says what became of it: faults just end it. */
void fault_forget(void);
/* The calling thread gets a stack of its own for that; before the thread ends, no more. */
void fault_thread_start(void);
void fault_thread_end(void);

#endif
