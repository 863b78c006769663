/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * packed_listable.h -- Listable functions of packed arrays as loops over machine numbers.
 */
#ifndef LYRA_EVAL_PACKED_LISTABLE_H
#define LYRA_EVAL_PACKED_LISTABLE_H

#include "vm/vm.h"

/* The value of head[args..] with at least one packed array among machine numbers and packed arrays of
 * the same shape; VAL_NONE where a machine loop has no exact answer (overflow, a complex or infinite
 * result, another head): then the function is threaded element by element. */
Val packed_listable(Vm *vm, Val expr);

#endif
