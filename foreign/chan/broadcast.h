/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * broadcast.h -- channels each of whose subscribers gets every value.
 */
#ifndef LYRA_CHAN_BROADCAST_H
#define LYRA_CHAN_BROADCAST_H

#include "foreign/chan/channel.h"

extern const ForeignClass broadcast_class;

/* Send[broadcast, v]: never waits. */
Val broadcast_send(Vm *vm, Args args, Val v);

#endif
