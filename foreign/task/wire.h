/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * wire.h -- values between a process and the child process that was made of it.
 *
 * Shared objects go by name: the address that they have in the parent.  In the child each is the object that it was
 * when the child was made, or one made in its place; neither is ever looked into there (relay.h).
 */
#ifndef LYRA_TASK_WIRE_H
#define LYRA_TASK_WIRE_H

#include "foreign/sched/lock.h"
#include "vm/api.h"

/* One end, which tasks share.  Collected memory that somebody holds. */
typedef struct Wire {
    bool in_child;
    Lock lock;               /* guards `known` */
    Val  known;              /* objects by their names, which keeps them alive in the parent: an association */
} Wire;

void wire_start(Wire *w, Heap *h, bool in_child);
/* [v] as bytes; false where something in it can't go: *refused, or VAL_NONE where memory is out. */
MUST_USE bool wire_write(Vm *vm, Wire *w, Out *to, Val v, Val *refused);
/* The same with what it prints as in the place of each object that can't. */
void wire_write_all(Vm *vm, Wire *w, Out *to, Val v);
/* VAL_NONE: these bytes are no value. */
Val wire_read(Vm *vm, Wire *w, const char *data, size_t n);

#endif
