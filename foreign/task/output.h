/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * output.h -- what tasks print: whole lines of one at a time, to where the main VM's text goes.
 */
#ifndef LYRA_TASK_OUTPUT_H
#define LYRA_TASK_OUTPUT_H

#include "foreign/task/task.h"

/* A VM's line that is not finished; all zeros but for the heap at first. */
typedef struct Output {
    Heap  *heap;
    char  *line;
    size_t length, room;
    Stream to;
} Output;

/* As Vm.write; [output] is the VM's write_state.  Whole lines go out as they are; the rest waits for its end. */
void output_write(void *output, Stream to, const char *text, size_t n);
/* The line goes out unfinished: its task ends, or waits. */
void output_write_line(Output *o);
static inline void output_flush(Output *o)
{
    if (UNLIKELY(o->length > 0))
        output_write_line(o);
}
/* One line about a failure that nobody looked at. */
void task_report_failure(Task *t);
/* One about [n] others of that kind. */
void task_report_more(size_t n);
/* The process's text goes to where this VM's does. */
void output_goes_with(Vm *vm);
/* In a child process: nobody else is writing. */
void output_alone(void);

#endif
