/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile.h -- what the parts of the compiler know of each other.
 */
#ifndef LYRA_CODE_COMPILE_H
#define LYRA_CODE_COMPILE_H

#include "vm/code/emit.h"

/* Code for the value of [e], to register [to]. */
void compile_value(Compiler *c, Val e, int to);
/* Code for [e] whose value nobody wants; register [to] is free for it. */
void compile_effect(Compiler *c, Val e, int to);
/* The same as the last thing that the function does: it returns. */
void compile_tail(Compiler *c, Val e, int to);
/* Code that goes on where [e] is True, jumps to [no] where it is False, and to [unknown], with its value
 * in register [test], where it is neither. */
void compile_condition(Compiler *c, Val e, int test, JumpList *no, JumpList *unknown);
/* The register of a value: that of a local that nothing changes meanwhile, or a new one. */
int compile_operand(Compiler *c, Val e);
/* [e] by the evaluator, with registers put in for names. */
void compile_template(Compiler *c, Val e, int to);
/* The arguments of [e] in registers one after another; the first is [to] if that is the last one taken. */
int compile_arguments(Compiler *c, Val e, int to);
/* Is there a Sequence, Unevaluated or Evaluate among them? */
bool has_wrapped_argument(Val e);
/* A call, in place of the frame where [tail]; false where it is for the evaluator. */
bool compile_call(Compiler *c, Val e, int to, bool tail);
void compile_list(Compiler *c, Val e, int to);
/* A small integer that fits an instruction. */
bool is_immediate(Val v);
/* The name under which a template finds a test that was neither True nor False. */
Val compile_test_name(void);
/* Code that goes on where the value in [reg] is [v], else to [next].  compile_rules.c. */
void compile_literal(Compiler *c, Val v, int reg, JumpList *next);
/* If, CompoundExpression, loops, exits, Module and With; false for anything else.  compile_control.c. */
bool compile_control(Compiler *c, Val e, int to, bool tail);
/* A branch as the last thing evaluated, or as a value, and then a jump to [end]. */
void compile_branch(Compiler *c, Val e, int to, bool tail, JumpList *end);
/* ChannelSelect; false where its arms are not plain.  compile_select.c. */
bool compile_select(Compiler *c, Val e, int to, bool tail);
/* Has [name], which has no value before [e], one whenever [e] reads it?  flow.c. */
bool assigned_before_read(Compiler *c, Val e, Val name);
/* What stays as it is shows Module's variables as symbols, which have their values: registers for such symbols take the
 * locals' place until c->local_count is put back. */
void show_symbols(Compiler *c, Val e);
/* Is a local given another value in [e]? */
bool assigns_locals(Compiler *c, Val e);
/* A test came out open: the locals that were to get their first value behind it are symbols from here on. */
void locals_open(Compiler *c);
/* If and CompoundExpression whose value nobody wants; false for anything else. */
bool compile_control_effect(Compiler *c, Val e, int to);

/* The argument by whose head the rules for [n] arguments are told apart; -1: there is none.  compile_switch.c. */
int switch_argument(const RuleSet *set, size_t n);
/* All rules are there: where HEADS for the argument goes.  [starts]: where they begin. */
void switch_finish(Compiler *c, int argument, const JumpList *starts);

/* Do and its like; compile_iterate.c. */
bool compile_do(Compiler *c, Val e, int to);
/* The end of a loop: its value is Null; here a Break comes in, and a bound variable is put back. */
void end_loop(Compiler *c, const Loop *loop, size_t from, size_t again, JumpList *breaks);
/* x[key] = v; x[key] += v and its like; Lookup.  compile_keys.c. */
bool compile_set_key(Compiler *c, Val lhs, Val rhs, int to);
bool compile_change_key(Compiler *c, Val e, int to, bool effect);
bool compile_lookup(Compiler *c, Val e, int to);
/* f[x] for a local f, a function or an association, where x is what it is whether f holds it or not. */
bool compile_local_call(Compiler *c, Val e, int to);
/* Map and its like as loops; false where they are to be called.  compile_functional.c. */
bool compile_functional(Compiler *c, Val e, int to);
/* The body of a pure function for [n] arguments, and the names that they have in it; VAL_NONE: not this way. */
Val function_body(Compiler *c, Val f, size_t n, Val *names);
/* Gives the variables in a loop [e] that are no locals cells; gives what cell_count was. */
size_t cells_open(Compiler *c, Val e);
/* Takes the machine reals in a loop [e] into registers, as locals, before it begins. */
void constants_open(Compiler *c, Val e);
/* The cell of a symbol; -1: it has none. */
int cell_find_register(Compiler *c, Val symbol);
/* Assignments to a symbol that has a cell: x = v where it reads x first; x += v, x++ whose value nobody
 * wants; false where that has no instruction. */
bool compile_cell_sum(Compiler *c, Val e, int to);
bool compile_cell_change(Compiler *c, Val e, int to);
bool compile_cell_step(Compiler *c, Val e);
/* x += y and x = x <> y as statements.  grow.c. */
bool compile_cell_pile(Compiler *c, Val e, int to);
bool compile_text_join(Compiler *c, Val e);
/* PrependTo[x, y] as a statement, for a variable that is no local. */
bool compile_prepend(Compiler *c, Val e);
bool compile_parts_of(Compiler *c, Val e, int to);
bool compile_put_parts(Compiler *c, Val lhs, Val rhs, int to);
bool compile_length_of(Compiler *c, Val x, int to);

#endif
