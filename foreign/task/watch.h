/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * watch.h -- the end of a process ends what is done for it.
 */
#ifndef LYRA_TASK_WATCH_H
#define LYRA_TASK_WATCH_H

#include "foreign/task/cancel.h"

/* On the stack of the task. */
typedef struct Watch {
    struct Watch *next, *previous;
    Task        *task;
    CancelFrame *frame;              /* what the task does for that process; NULL: it listens */
    int          fd;
    bool         ended;              /* it can be read */
} Watch;

/* From here on the end of the process, which the descriptor is of (process_descriptor), cancels the frame, and ends waits in it that
 * are shielded from cancellation.  Without a frame the descriptor is of anything, and a wait of the task ends as soon as it can be
 * read; false: nobody looks. */
bool watch_begin(Watch *w, int fd, Task *t, CancelFrame *frame);
/* Until here. */
void watch_end(Watch *w);
/* A descriptor that can be read once that child of this process has ended; < 0: there is none to be had. */
int process_descriptor(int pid);
/* In a child process: the parent's watches are not its own. */
void watch_forget(void);

#endif
