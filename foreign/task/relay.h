/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * relay.h -- what a child process and its parent say to each other, and the child's side of it.
 *
 * Objects that were made before the child was are the parent's: a channel, a future, a token, what is shared.  What the
 * child does with them is sent to the parent, where a task does it in the child's place and sends the value back.
 *
 * What one task of the child asks for, and all that it asks for before it has the answer (in a critical section, say), are a talk,
 * which has a number: the talks of a child know nothing of each other.
 */
#ifndef LYRA_TASK_RELAY_H
#define LYRA_TASK_RELAY_H

#include "foreign/task/task.h"
#include "foreign/task/wire.h"

/* A letter, a kind, the number of a talk, a length, so many bytes. */
typedef enum Message {
    /* From the child: */
    MESSAGE_OUTPUT = 'O', MESSAGE_NOTES = 'N',   /* text for these streams */
    MESSAGE_HEARD = 'H',                         /* a List of the messages that were given */
    MESSAGE_REQUEST = 'R',                       /* an Asking, then the call of a builtin; kind: ASKING_.. */
    MESSAGE_SELECT = 'S',                        /* an Asking, then the arms of a ChannelSelect; see select_question */
    MESSAGE_ENTER = 'C', MESSAGE_LEAVE = 'E',    /* a critical section: an Asking, then its locks */
    MESSAGE_STOP = 'X',                          /* what was asked for is wanted no more; it is answered all the same */
    MESSAGE_REPLY = 'Y',                         /* to a question; kind: REPLY_.. */
    MESSAGE_REST = 'Z',                          /* nothing goes on there until it is told something; talk: so many messages it has heard */
    /* To the child: */
    MESSAGE_GIVEN = 'G',                         /* a List of {HoldForm[name], text}: messages that doing it gave; the answer follows */
    MESSAGE_QUESTION = 'Q',                      /* {k, value}: does arm k take it? */
    MESSAGE_NOT_MINE = 'M', MESSAGE_LATE = 'T',  /* answers: the builtin had nothing to say; the limit of time is over */
    /* An answer, or the last word of the child: */
    MESSAGE_VALUE = 'V',
    MESSAGE_UNWIND = 'U',                        /* {tag, value, calls, extra, serial}; kind: UnwindKind */
    MESSAGE_LOCAL = 'L'                          /* a value that can't be sent */
} Message;
typedef struct Header { uint8_t message, kind; uint32_t talk; uint64_t bytes; } Header;
/* seconds < 0: without limit */
typedef struct Asking { double seconds; } Asking;
/* Nothing is to cancel it; nothing else goes on in the child. */
enum { ASKING_PROTECTED = 1, ASKING_ALONE = 2 };
enum { REPLY_NO, REPLY_YES, REPLY_GIVE_UP };

/* The exit that is under way as a value, as far as its values can go. */
void unwind_write(Vm *vm, Wire *w, Out *to);
/* The exit that [v] tells of is under way: UNWIND; VAL_NONE: it tells of none. */
Val unwind_read(Vm *vm, unsigned kind, Val v);

/* This process is a child whose parent is at [fd]; [vm] evaluates in it for the parent's [task], and [frame] hears its messages. */
void relay_start(Vm *vm, int fd, MessageFrame *frame, Task *task);
/* Waits for the tasks that were started here, and reports those that failed without anybody's notice. */
void relay_wait(Vm *vm);
/* The last word: the value, or how the evaluation ended. */
void relay_finish(Vm *vm, Val v);

/* ---- for the builtins of a child (relay_builtins.c) ---- */

/* Asks for [what]: the value; a Failure where that can't be sent, with the message of [head].  [rules]: those that questions are about. */
MUST_USE Val relay_ask(Vm *vm, Val head, Message message, Val what, Val rules);
/* A critical section around what follows: True where it is entered, and relay_leave is to follow. */
MUST_USE Val relay_enter(Vm *vm, Val locks);
void relay_leave(Vm *vm);
/* What is refused since an object is of another process. */
MUST_USE Val relay_local_failure(Vm *vm);
/* A task is about to be started here: it ends before the child does. */
void relay_open_scope(Vm *vm);
/* Nothing goes on in this process: true where it is a child and its parent may end that, which is told so. */
bool relay_rests(void);
/* The builtins that are about objects are others from here on. */
void relay_replace_builtins(void);

#endif
