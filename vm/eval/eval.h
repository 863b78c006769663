/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * eval.h -- what the parts of the evaluator know of each other.
 */
#ifndef LYRA_EVAL_EVAL_H
#define LYRA_EVAL_EVAL_H

#include "vm/eval/builtin.h"

/* The first symbol with a leader that an assignment to [target] changes; VAL_NONE: there is none. */
Val vm_led_target(Vm *vm, Val target);
/* What the leader of [symbol], which has one, says of [expr] (ForeignClass.lead). */
MUST_USE Val vm_lead(Vm *vm, Val symbol, Val expr);
/* Have no up-value and no leader of an argument a say in the call? */
bool apply_is_plain(Vm *vm, Val expr);
/* The same of a call as simple as x++ or x = 5, before its parts are looked at. */
MUST_USE Val apply_leader_at_once(Vm *vm, Val expr);
/* One try of rules and builtins on an expression whose parts are evaluated: the new expression, or
 * VAL_NONE where nothing applies, or UNWIND.  *user: the symbol whose rule applied, if it was a
 * user's.  apply.c. */
MUST_USE Val apply_rules(Vm *vm, Val expr, uint32_t attributes, Val *user);

/* Calls a builtin on the arguments of [expr] after checking them: NOT_MINE, a value, UNWIND. */
MUST_USE Val builtin_call(Vm *vm, const Builtin *b, Val expr);

/* Does the argument specification fit?  Fills defaults in; a wrong count gives a message.
 * *filled is [expr], or a copy with the defaults. argspec.c. */
bool argspec_check(Vm *vm, const Builtin *b, Val expr, Val *filled);

/* Application of pure functions: VAL_NONE where [f] is none.  function.c. */
MUST_USE Val function_apply(Vm *vm, Val f, Val expr, size_t n, const Val *args);
/* The attributes of a head that is Function[.., .., attributes]. */
uint32_t function_attributes(Val f);

/* The steps of the standard sequence that attributes ask for.  attributes.c. */
Val splice_sequences(Heap *h, Val expr, Val head);
Val flatten_flat(Heap *h, Val expr, Val head);
Val sort_orderless(Heap *h, Val expr);
/* f[{a, b}, c] as {f[a, c], f[b, c]}; VAL_NONE where there is nothing to thread over. */
Val thread_listable(Vm *vm, Val expr);

/* Does a Return that is under way end here?  It ends the innermost function of the user's that is being
 * evaluated, or the one (or the construct) that it names. */
bool return_ends_here(Vm *vm, Val expr, Val user);

/* From now on the evaluation is that of a function's right side; vm_eval unlinks it.  calls.c. */
void eval_frame_link(Vm *vm, EvalFrame *f);

/* The value of a symbol, one step; VAL_NONE where it has none. */
MUST_USE Val symbol_value(Vm *vm, Val symbol);

#endif
