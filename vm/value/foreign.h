/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * foreign.h -- the box around a foreign object: all that vm/ knows of what waits, shares or talks
 * to the outside.
 *
 * `drop` may run on any thread and must not touch a VM; `visit` runs with the world stopped; only
 * `apply` may run programs.
 */
#ifndef LYRA_VALUE_FOREIGN_H
#define LYRA_VALUE_FOREIGN_H

#include "vm/base/out.h"
#include "vm/value/heap.h"

typedef enum Transfer { TRANSFER_LOCAL, TRANSFER_MOVED, TRANSFER_SHARED } Transfer;

typedef struct Visitor Visitor;
typedef struct Mover Mover;
typedef struct Args Args;

typedef struct ForeignClass {
    const char *name;                            /* prints as name[...]; _name matches it  */
    size_t      size;                            /* bytes of its own state                 */
    Transfer    transfer;                        /* what happens when it is sent to a task */
    const char *usage;
    void      (*drop) (void *self);              /* last reference gone; NULL: nothing     */
    void      (*visit)(void *self, Visitor *to); /* every Val it holds; NULL: none         */
    void      (*print)(const void *self, Out *to);    /* NULL: name[<serial>]              */
    bool      (*equal)(const void *a, const void *b); /* NULL: identity                    */
    uint64_t  (*hash) (const void *self);        /* NULL: address.  Given with equal       */
    Val       (*apply)(Vm *vm, void *self, Args args);/* obj[...]; NULL: inert             */
    Val       (*next) (Vm *vm, void *self);      /* the next value for an iteration over it; VAL_NONE: the
                                                  * end; UNWIND, of Return where it failed: the iteration's value
                                                  * then.  NULL: it can't be iterated over */
    Val       (*close)(Vm *vm, void *self, Args args);/* Close[obj, ..]; NULL: it can't be closed */
    Val       (*cancel)(Vm *vm, void *self);     /* Cancel[obj]; NULL: there is nothing to cancel */
    Val       (*normal)(Vm *vm, void *self);     /* Normal[obj]; NULL: itself */
    /* obj[..] = value, of [left], which is obj[..]: NOT_MINE: it can't be, and the message was given.  NULL: nothing of it can */
    Val       (*assign)(Vm *vm, void *self, Val left, Val value);
    /* Definition.leader only: what [expr] gives, a call of [symbol] or of a builtin that holds its first argument, where the
     * symbol, which has [attributes] here, is what would change.  VAL_NONE: it stays as it is; NOT_MINE: it is evaluated as any other. */
    Val       (*lead)(Vm *vm, void *self, Val symbol, uint32_t attributes, Val expr);
    /* TRANSFER_MOVED only (foreign/task/moved.h): a new object's state [to] gets what is in [self], which is to be left as it
     * is, with mover_value of each value; false: not now.  [to] NULL: what is in [self] is forgotten. */
    bool      (*move)(void *self, void *to, Mover *by);
} ForeignClass;

typedef struct Foreign {
    Node                node;
    uint32_t            serial;
    uint32_t            process;                 /* that it was made in; FOREIGN_STANDS: it stands for one of the parent's */
    const ForeignClass *class;
    _Alignas(16) unsigned char state[];
} Foreign;

/* Which process this is: so many evaluations in child processes (foreign/task/isolate.c) are around it.  An object
 * of a process further out is a copy here, which nobody is to look into or change. */
#define FOREIGN_STANDS UINT32_MAX
extern uint32_t foreign_process;

/* A new object of zeroed state; [serial] is what it prints with. */
Val foreign_new(Heap *h, const ForeignClass *class, uint32_t serial);
static inline const ForeignClass *foreign_class(Val v) { return ((Foreign *)v.w)->class; }
static inline void *foreign_state(Val v)               { return ((Foreign *)v.w)->state; }
static inline uint32_t foreign_serial(Val v)           { return ((Foreign *)v.w)->serial; }
static inline bool foreign_is_here(Val v)              { return LIKELY(((Foreign *)v.w)->process == foreign_process); }
static inline bool val_is_foreign_of(Val v, const ForeignClass *class)
{
    return val_is_foreign(v) && foreign_class(v) == class;
}
void foreign_print(Val v, Out *to);

#endif
