/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * output.h -- what tasks print: whole lines of one at a time, to where the main VM's text goes.
 */
#ifndef LYRA_TASK_OUTPUT_H
#define LYRA_TASK_OUTPUT_H

#include "foreign/task/task.h"

typedef struct Lines Lines;
/* What a VM's task has written of lines that are not finished; all zeros but for the heap at first. */
typedef struct Output {
    Heap  *heap;
    Lines *lines;                      /* NULL: nothing */
} Output;

/* As Vm.write; [output] is the VM's write_state.  Whole lines go out as they are; the rest stays with the task until the line is
 * finished, the task has ended, or somebody else is about to write to the same place: [n] is 0. */
void output_write(void *output, Stream to, const char *text, size_t n);
/* The lines go out unfinished. */
void output_write_unfinished(Output *o);
static inline void output_flush(Output *o)
{
    if (UNLIKELY(o->lines != NULL))
        output_write_unfinished(o);
}
/* The task leaves its VM, before vm_leave; and goes on in this one: its lines go with it. */
void output_put_aside(Vm *vm);
void output_take_up(Vm *vm);
/* Those of tasks that have not ended go out. */
void output_session_ends(void);
/* One line about a failure that nobody looked at. */
void task_report_failure(Task *t);
/* One about [n] others of that kind. */
void task_report_more(size_t n);
/* The process's text goes to where this VM's does. */
void output_goes_with(Vm *vm);
/* In a child process: nobody else is writing. */
void output_alone(void);

#endif
