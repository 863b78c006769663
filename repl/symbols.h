/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * symbols.h -- which symbols are worth showing to the user.
 */
#ifndef LYRA_REPL_SYMBOLS_H
#define LYRA_REPL_SYMBOLS_H

#include "vm/api.h"

/* Does [symbol] mean something here, and can it be written without its context? */
bool symbol_is_visible(Vm *vm, Val symbol);

#endif
