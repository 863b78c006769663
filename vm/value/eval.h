/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * eval.h -- the upward calls: what matching, printing and builtins ask of the evaluator.
 *
 * Defined in vm/eval/.  Each may run any program, so each may return UNWIND: use TRY.
 */
#ifndef LYRA_VALUE_EVAL_H
#define LYRA_VALUE_EVAL_H

#include "vm/value/val.h"

MUST_USE Val vm_eval(Vm *vm, Val expr);
/* Is the value evidently its own: has nothing that it depends on changed since it was found to be? */
bool vm_is_settled(Vm *vm, Val v);
/* Stamps a new expression that evidently evaluates to itself: its head has no meaning and its arguments
 * are settled already.  Runs nothing. */
void vm_settle(Vm *vm, Val expr);
/* [v] was settled, and nothing has changed since but the value of [symbol]: it is again, unless that is in there.  Epochs are kept for
 * groups of symbols: another one of its group is no reason to evaluate it again, with its messages. */
void vm_settle_but(Vm *vm, Val v, Val symbol);
/* The same for all parts of [v], unless they are very deep; is it its own value then? */
enum { SETTLE_DEPTH_MAX = 50 };
bool vm_settle_all(Vm *vm, Val v);
/* The value of head[args..], a call that bytecode leaves to the evaluator. */
MUST_USE Val vm_eval_call(Vm *vm, Val head, size_t n, const Val *args);
/* The same for a symbol that vm_is_bare said yes of: it has no rules. */
MUST_USE Val vm_eval_construct(Vm *vm, Val head, size_t n, const Val *args);
/* The same of at most 4 arguments: byte i of [from] says in which register argument i is. */
MUST_USE Val vm_eval_construct_from(Vm *vm, Val head, size_t n, const Val *registers, uint32_t from);
/* Does nothing say what f[..] is for this symbol?  Holds until the symbol changes (vm_changed). */
bool vm_is_bare(const Vm *vm, Val symbol);
/* The value of f[args..]. */
MUST_USE Val vm_apply(Vm *vm, Val f, size_t n, const Val *args);
MUST_USE Val vm_call1(Vm *vm, Val f, Val a);
MUST_USE Val vm_call2(Vm *vm, Val f, Val a, Val b);
MUST_USE Val vm_call3(Vm *vm, Val f, Val a, Val b, Val c);

#endif
