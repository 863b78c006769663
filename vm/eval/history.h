/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * history.h -- what a session remembers of its lines: the rules of In and Out.
 */
#ifndef LYRA_HISTORY_H
#define LYRA_HISTORY_H

#include "vm/vm.h"

/* Line $Line has this input.  It is remembered where somebody may ask for it, at an interactive session. */
void history_input(Vm *vm, Val expr);
/* It has this value; the line that is now $HistoryLength lines old is forgotten. */
void history_output(Vm *vm, Val value);
/* Forgets every line that is older than $HistoryLength lines, after that was made less. */
void history_trim(Vm *vm);

#endif
