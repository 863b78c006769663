/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * transfer.h -- what may go from one task to another.
 *
 * Values are shared as they are, and so are most foreign objects.  What belongs to one task (a class that says
 * TRANSFER_LOCAL, an open stream) is refused wherever values cross: by channels, promises, new tasks and results.
 */
#ifndef LYRA_TASK_TRANSFER_H
#define LYRA_TASK_TRANSFER_H

#include "vm/api.h"

Val transfer_look(Vm *vm, Val v);
static inline unsigned transfer_bits(void) { return val_bloom(S_InputStream) | val_bloom(S_OutputStream); }

/* Something in [v] that belongs to this task; VAL_NONE: there is nothing.  One test where [v] has neither such an
 * object nor a symbol that hashes to the same bit; else up to so many of its nodes are looked at: what lies behind
 * those or very deep is found out when it is used there, where it is not open. */
static inline Val transfer_local(Vm *vm, Val v)
{
    return LIKELY((val_bloom(v) & transfer_bits()) == 0) ? VAL_NONE : transfer_look(vm, v);
}

/* May [v] go to another task?  Else the builtin's message "local", which is for it to give back. */
bool transfer_refused(Vm *vm, Args args, Val v);
#define TRANSFER_MESSAGE "local", "`1` belongs to one task and can't go to another."

#endif
