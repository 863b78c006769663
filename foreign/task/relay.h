/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * relay.h -- what a child process and its parent say to each other, and the child's side of it.
 *
 * Objects that were made before the child was are the parent's: a channel, a future, a token, what is shared.  What the
 * child does with them is sent to the parent, whose task does it in the child's place and sends the value back.
 */
#ifndef LYRA_TASK_RELAY_H
#define LYRA_TASK_RELAY_H

#include "foreign/task/task.h"
#include "foreign/task/wire.h"

/* A letter, a kind, a length, so many bytes. */
typedef enum Message {
    MESSAGE_OUTPUT = 'O', MESSAGE_NOTES = 'N',   /* text for these streams */
    MESSAGE_HEARD = 'H',                         /* a List of the messages that were given, either way */
    MESSAGE_REQUEST = 'R',                       /* an Asking, then the call of a builtin; kind: ASKING_.. */
    MESSAGE_ENTER = 'C', MESSAGE_LEAVE = 'E',    /* a critical section: an Asking, then its locks */
    MESSAGE_VALUE = 'V',                         /* in answer to these, or the last word of the child */
    MESSAGE_UNWIND = 'U',                        /* the same: {tag, value, calls, extra, serial}; kind: UnwindKind */
    MESSAGE_LOCAL = 'L',                         /* the same: a value that can't be sent */
    MESSAGE_NOT_MINE = 'M', MESSAGE_LATE = 'T'   /* answers: the builtin had nothing to say; the limit of time is over */
} Message;
typedef struct Header { uint8_t message, kind; uint64_t bytes; } Header;
/* seconds < 0: without limit */
typedef struct Asking { double seconds; } Asking;
enum { ASKING_PROTECTED = 1, ASKING_QUIET = 2 };     /* nothing is to cancel it; its messages are not to be shown */

/* False: there is nobody any more. */
bool message_send(int fd, Message message, unsigned kind, const char *text, size_t n);
/* Sends the exit that is under way, as far as its values can go. */
bool message_send_unwind(Vm *vm, Wire *w, int fd);
/* The exit that [v] tells of is under way: UNWIND; VAL_NONE: it tells of none. */
Val message_unwind(Vm *vm, unsigned kind, Val v);

/* The messages of that List count here, where they were not shown. */
void message_hear(Vm *vm, Val names);

/* This process is a child whose parent is at [fd]; [vm] evaluates in it for the parent's [task], and [frame] hears its messages. */
void relay_start(Vm *vm, int fd, MessageFrame *frame, Task *task);
/* Waits for the tasks that were started here, and reports those that failed without anybody's notice. */
void relay_wait(Vm *vm);
/* The last word: the value, or how the evaluation ended. */
void relay_finish(Vm *vm, Val v);

#endif
