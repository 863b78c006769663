/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * message_context.h -- Quiet, Check and the count of messages, across tasks that evaluate in a caller's name.
 *
 * The caller's frames lie on its stack, which it may leave while they still run, so they get copies, and the caller is told
 * at the end what came.
 */
#ifndef LYRA_PAR_MESSAGE_CONTEXT_H
#define LYRA_PAR_MESSAGE_CONTEXT_H

#include "vm/api.h"

typedef struct MessageContext {
    MessageFrame *frames;        /* innermost first; copies that have seen nothing yet */
    Val      given;              /* how often each message came before */
    size_t   count;              /* how many have come, */
    Val      list;               /* and which */
} MessageContext;

/* What [vm]'s evaluation has around it. */
MessageContext message_context_of(Vm *vm);
/* A task begins to evaluate in [caller]'s name: what message_context_leave needs in the end.  Entering a snapshot later leaves
 * the frames out; they are put back with vm->message_frames = context.frames. */
MessageContext message_context_enter(Vm *vm, const MessageContext *caller);
/* The task has ended: [caller] has seen what it gave. */
void message_context_leave(Vm *vm, MessageContext *caller, const MessageContext *own);
/* The caller's evaluation goes on, and has seen what [c] has. */
void message_context_join(Vm *vm, const MessageContext *c);

#endif
