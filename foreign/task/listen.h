/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * listen.h -- the parent's side of what a child process and its parent say to each other (relay.h).
 *
 * The task that a child is for listens to it.  What the child asks for while nothing else goes on there is done by that task itself,
 * so that its wait is one that others see; else by a task of the session's own pool for each talk.
 */
#ifndef LYRA_TASK_LISTEN_H
#define LYRA_TASK_LISTEN_H

#include "foreign/task/relay.h"
#include "foreign/task/cancel.h"

/* One thing that is done for a child: relay.h.  Collected memory. */
typedef struct Talk {
    struct Talk *next, *previous;
    struct Child *child;
    uint32_t number;
    bool     listens;                /* it is done by the task that listens; else by: */
    Task    *servant;
    bool     stops;                  /* the child does not want it any more */
    bool     works;                  /* and not: waits for what the child says */
    CancelFrame *frame;              /* what it does; under child->lock, as these */
    Task    *expected, *told;        /* a promise: it is to hear what is said to it; told NULL: that has been said, or nothing is */
    Header   header;                 /* that */
    const char *text;
    struct Stance *stance;           /* of its VM, while that works for the child */
    bool     entered, gave_up;       /* the section was; a question was not answered */
} Talk;

/* The state of an object that nobody sees but what is evaluated for the child. */
typedef struct Child {
    pid_t    pid;
    int      fd, end;                /* what it says; readable when it has ended, < 0: there is no such thing */
    bool     gone;                   /* it has ended, and was waited for */
    bool     unheard;                /* it has ended and not heard the last that was said to it */
    bool     ending;                 /* it was asked to end, since this task is to: */
    Unwind   why;
    double   until;                  /* and has until then */
    atomic_bool over;                /* nothing more is to be heard or said: */
    Val      last;                   /* its last word; VAL_NONE: it died before */
    Wire     wire;
    Lock     writing;                /* of one message */
    Lock     lock;
    Talk    *talks;                  /* innermost first */
    uint32_t said;                   /* so many messages were said to it, or are about to be */
    bool     rests;                  /* nothing goes on in it until it is told something */
    bool     waits, busy;            /* who listens waits as tasks do; it was told something since */
    Val      answered, answer;       /* by `writing`: the value that was said last, if one was, and the call that gave it; VAL_NONE */
} Child;

extern const ForeignClass child_class;
Child *child_new(Vm *vm, pid_t pid, int fd, int end);
static inline Val child_object(const Child *c) { return val_from_node((const char *)c - offsetof(Foreign, state)); }

/* What the child has to say, until it has ended or, in one of this task's own talks, what that waits for is here. */
void listen_to(Vm *vm, Child *c, Talk *own);
/* Nobody does anything for it any more. */
void listen_end(Vm *vm, Child *c);
/* The listening task is to end, and so is the child. */
void child_ask_to_end(const Vm *vm, Child *c);
/* A message of a talk; false: it will not be heard.  [call], [v]: the value that it has, and what gave it; VAL_NONE. */
bool child_tell(Vm *vm, Child *c, const Talk *t, Message message, unsigned kind, Out *text, Val call, Val v);
/* From here on what the child says in this talk is kept for talk_hear: to be called before what it answers is said. */
void talk_expects(Vm *vm, Talk *t);
/* Waits for it: t->header, t->text; false: nothing comes any more. */
bool talk_hear(Vm *vm, Talk *t);

/* serve.c: does what the child asks for, and answers. */
void serve(Vm *vm, Talk *t);
/* What was taken for a child that did not get it goes back. */
void serve_give_back(Vm *vm, Val call, Val v);

#endif
