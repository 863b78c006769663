/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * broadcast.h -- channels each of whose subscribers gets every value.
 */
#ifndef LYRA_CHAN_BROADCAST_H
#define LYRA_CHAN_BROADCAST_H

#include "foreign/chan/channel.h"

extern const ForeignClass broadcast_class;

static inline bool val_is_broadcast(Val v) { return val_is_foreign_of(v, &broadcast_class); }

/* Send[broadcast, v]: never waits. */
Val broadcast_send(Vm *vm, Args args, Val v);
/* The same for the state of one, and a value that may go to other tasks; false: it is closed. */
bool broadcast_push(Vm *vm, void *state, Val v);
bool broadcast_is_closed(Val broadcast);
/* What the slowest subscriber has not received yet, and how much that can be. */
size_t broadcast_length(Val broadcast);
int64_t broadcast_capacity(Val broadcast);

#endif
