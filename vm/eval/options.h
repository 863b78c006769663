/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * options.h -- the options of symbols, and finding one among rules.
 */
#ifndef LYRA_EVAL_OPTIONS_H
#define LYRA_EVAL_OPTIONS_H

#include "vm/vm.h"

/* Options[symbol]: what SetOptions or Options[f] = made them, or the builtin's; a List of rules. */
Val options_of(Vm *vm, Val symbol);
/* The value of option [name] (a symbol or a string) in a rule, an association or a list of these,
 * nested; VAL_NONE where it is not there. */
Val options_find(Heap *h, Val rules, Val name);

#endif
