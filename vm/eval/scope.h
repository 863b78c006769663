/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.h -- dynamic scope: what Block and the variables of loops do to a symbol.
 */
#ifndef LYRA_EVAL_SCOPE_H
#define LYRA_EVAL_SCOPE_H

#include "vm/vm.h"

/* What [symbol] meant is kept in the result and it starts anew; scope_leave puts it back. */
const Definition *scope_enter(Vm *vm, Val symbol);
void scope_leave(Vm *vm, Val symbol, const Definition *before);

#endif
