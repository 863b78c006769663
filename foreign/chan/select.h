/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * select.h -- the arms of a ChannelSelect, for the two ways of waiting for them.
 */
#ifndef LYRA_CHAN_SELECT_H
#define LYRA_CHAN_SELECT_H

#include "foreign/chan/channel.h"

#include "foreign/task/transfer.h"

typedef enum ArmKind { ARM_RECEIVE, ARM_SEND, ARM_AWAIT, ARM_AFTER, ARM_DEFAULT, ARM_BROADCAST } ArmKind;

typedef struct Arm {
    ArmKind  kind;
    void    *on;                   /* the state of the channel or the Task */
    Val      value;                /* to be sent */
    Val      pattern;              /* for what comes; VAL_NONE: it is not named */
    Val      body;
    double   seconds;
    Waiter  *waiter;
    /* Of a selective select: */
    Val      rule;                 /* pattern :> body; VAL_NONE: it takes whatever comes */
    Val      given;                /* what is to be sent, as it was before objects in it were taken */
    Val      seen;                 /* what would come, which the rule does not take; VAL_NONE: nothing does */
    bool     ended;                /* that is all that will ever come */
    WaiterQueue *in;               /* where the waiter is */
} Arm;

/* Collected memory. */
typedef struct Select {
    size_t n, locks, room;         /* there is room for so many arms */
    Lock **lock;                   /* without doubles, in the order of their addresses */
    bool   biased, moves;          /* moves: objects may be in what is to be sent */
    bool   selective;              /* an arm takes only what matches its pattern: selective.c */
    bool   compiled;               /* the arms' right sides are bytecode: see vm/code/compile_select.c */
    Crossing *crossing;            /* the objects in what is to be sent, in groups by arm; NULL: there are none */
    Arm    arm[];
} Select;

static inline Lock *arm_lock(const Arm *a)
{
    return a->kind == ARM_AWAIT ? &((Task *)a->on)->lock : &((Channel *)a->on)->lock;
}

static inline bool arm_waits(const Arm *a)
{
    return a->kind == ARM_RECEIVE || a->kind == ARM_SEND || a->kind == ARM_AWAIT;
}

static inline bool arm_sends(const Arm *a)
{
    return a->kind == ARM_SEND || a->kind == ARM_BROADCAST;
}

/* The locks of all arms that wait, in their order. */
void select_locks(Select *s);
void select_take_all(Select *s);
void select_release_all(Select *s);
void select_release(Task *t);
/* Which arm goes is known: the objects in what it sends go with it, the others are the sender's again.  NULL: no arm sends. */
static inline void select_settle(Vm *vm, Select *s, const Arm *goes)
{
    if (LIKELY(s->crossing == NULL))
        return;
    if (goes == NULL || goes->kind != ARM_SEND)
        transfer_end(s->crossing, false);
    else
        transfer_end_group(vm_heap(vm), s->crossing, (unsigned)(goes - s->arm));
    s->crossing = NULL;
}
/* What the arms send, with new objects for those in it; false: one can't go, and the message was given. */
bool select_take_objects(Vm *vm, Select *s);
/* Can this arm go at once?  It has gone then, but for waking *woken.  Its lock is held. */
bool select_try_arm(Vm *vm, Arm *a, Val *value, Waiter **woken);
/* It goes: the value of its body. */
Val select_arm_value(Vm *vm, const Select *s, const Arm *a, Val value);
WaiterQueue *select_queue_of(const Arm *a);
Arm *select_first_timeout(Select *s);
/* The name x of a pattern x_, where the body can be no condition: needs no matching.  VAL_NONE: otherwise. */
Val select_plain_name(const Arm *a);
/* The select has ended: its room is the next one's, what it was about is let go. */
Val select_done(Task *t, Select *s, Val v);

/* Does the arm take only some of what may come?  selective.c. */
bool arm_is_selective(const Arm *a);
/* The whole of a select that has such an arm, once its arms are read. */
MUST_USE Val select_selectively(Vm *vm, Task *t, Select *s);

#endif
