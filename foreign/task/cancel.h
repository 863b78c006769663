/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cancel.h -- cancellation of parts of a task's evaluation.
 *
 * A frame is a part of an evaluation that may be cancelled on its own: the body of a scope, or what
 * stands under a token.  While a frame is cancelled, every safe point of its task unwinds, until the
 * frame has been left.  Locks are taken in the order token or scope, task.
 */
#ifndef LYRA_TASK_CANCEL_H
#define LYRA_TASK_CANCEL_H

#include "foreign/task/task.h"
#include "foreign/task/weak.h"

typedef struct Token Token;

/* Collected memory of its own. */
typedef struct CancelFrame {
    struct CancelFrame *outer;       /* of the same task */
    struct CancelFrame *next, *previous;   /* of the same token */
    Task    *task;
    Token   *token;                  /* NULL: a scope's */
    bool     cancelled;              /* under the task's lock */
} CancelFrame;

/* The state of a CancellationToken object. */
struct Token {
    Lock         lock;
    bool         cancelled;
    CancelFrame *frames;
    WeakList     children;           /* tokens that are cancelled with it */
};

extern const ForeignClass token_class;

/* Enters and leaves a part of the running task's evaluation.  cancel_leave: was it cancelled, and nothing
 * around it? */
CancelFrame *cancel_enter(Vm *vm, Task *t, Token *token);
bool cancel_leave(Task *t, CancelFrame *f);
/* That part is to end. */
void cancel_frame(CancelFrame *f);
/* A new task stands under the tokens that its parent stands under; and leaves them when it ends. */
void cancel_inherit(Vm *vm, Task *parent, Task *t);
void cancel_leave_all(CancelFrame *frames);
/* False where it was cancelled before. */
bool token_cancel(Token *token);

#endif
