/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assignment.h -- giving symbols values and rules.
 */
#ifndef LYRA_BUILTIN_ASSIGNMENT_H
#define LYRA_BUILTIN_ASSIGNMENT_H

#include "vm/eval/builtin.h"
#include "vm/eval/scope.h"

typedef enum AssignResult { ASSIGN_DONE, ASSIGN_FAILED, ASSIGN_UNWIND } AssignResult;

/* lhs = rhs or lhs := rhs; [self] is the symbol that messages name (Set, SetDelayed, ..); [tag] that
 * of TagSet, or VAL_NONE. */
MUST_USE AssignResult assign(Vm *vm, Val self, Val tag, Val lhs, Val rhs, bool delayed);
/* f[g[x]] ^= rhs: rules with the symbols of the arguments. */
MUST_USE AssignResult assign_up(Vm *vm, Val self, Val lhs, Val rhs, bool delayed);
/* lhs =. */
MUST_USE AssignResult unassign(Vm *vm, Val self, Val tag, Val lhs);

/* symbol = value, without any checks. */
void assign_symbol_raw(Vm *vm, Val symbol, Val value);
/* False, with a message, where [symbol] is Protected. */
bool assign_allowed(Vm *vm, Val self, Val symbol);
/* The same for Locked. */
bool assign_unlocked(Vm *vm, Val self, Val symbol);

#endif
