/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * transfer.h -- what may go from one task to another.
 *
 * Values are shared as they are, and so are most foreign objects.  What belongs to one task (a class that says
 * TRANSFER_LOCAL, an open stream) is refused wherever values cross: by channels, promises, new tasks and results.
 * An object of a class that says TRANSFER_MOVED goes over to the other side (moved.h).
 */
#ifndef LYRA_TASK_TRANSFER_H
#define LYRA_TASK_TRANSFER_H

#include "vm/api.h"

Val transfer_look(Vm *vm, Val v);
/* One test: may there be such an object in [v]? */
static inline bool transfer_concerns(Val v) { return UNLIKELY((val_bloom(v) & BLOOM_LOCAL) != 0); }

/* Something in [v] that can't be shared; VAL_NONE: there is nothing.  One test where [v] has neither such an
 * object nor a stream's head; else up to so many of its nodes are looked at: what lies behind
 * those or very deep is found out when it is used there, where it is not open or belongs to another task. */
static inline Val transfer_local(Vm *vm, Val v)
{
    return transfer_concerns(v) ? transfer_look(vm, v) : VAL_NONE;
}

/* For where nothing can be moved either, since it goes to several or to another process: may [v] go there?  Else the
 * builtin's message "local", which is for it to give back. */
bool transfer_refused(Vm *vm, Args args, Val v);
#define TRANSFER_MESSAGE "local", "`1` belongs to one task and can't go to another."

/* Objects on their way: they are not the sender's to use, and not yet anybody else's.  Collected memory; NULL: there are none. */
typedef struct Crossing Crossing;
bool transfer_start(Vm *vm, const Builtin *builtin, Val *v, Crossing **c);
void transfer_finish(Crossing *c, bool went);

/* [*v] is about to go to another task, changed so that new objects stand for the moved ones in it.  False: it is
 * refused as above, and nothing has happened.  transfer_end is to follow before anything else is evaluated
 * in this task. */
MUST_USE static inline bool transfer_begin(Vm *vm, Args args, Val *v, Crossing **c)
{
    *c = NULL;
    return LIKELY(!transfer_concerns(*v)) || transfer_start(vm, args.builtin, v, c);
}
/* It [went]; or it did not, and all objects are the sender's as before: nobody may have seen the value. */
static inline void transfer_end(Crossing *c, bool went)
{
    if (UNLIKELY(c != NULL))
        transfer_finish(c, went);
}

/* Several values of which at most one will go: each adds to *c in the name of its [group], and an object may be in several.
 * VAL_NONE; else what can't go, and transfer_end(*c, false) is to follow. */
MUST_USE Val transfer_add(Vm *vm, Crossing **c, unsigned group, Val *v);
/* The value of that group went. */
void transfer_end_group(Heap *h, Crossing *c, unsigned group);

bool transfer_whole(Vm *vm, Val *v);
Val transfer_part(Vm *vm, Val v);
/* A task's value at its end; false: it can't go. */
MUST_USE static inline bool transfer_result(Vm *vm, Val *v)
{
    return LIKELY(!transfer_concerns(*v)) || transfer_whole(vm, v);
}
/* A part of the result of an evaluation that several tasks share: what belongs to this task goes over, the rest stays. */
static inline Val transfer_owned(Vm *vm, Val v)
{
    return LIKELY(!transfer_concerns(v)) ? v : transfer_part(vm, v);
}

#endif
