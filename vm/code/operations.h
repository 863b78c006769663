/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * operations.h -- what instructions do off their fast path: for the loop alone.
 *
 * Each may run programs: after a call the stack of values may have moved.
 */
#ifndef LYRA_CODE_OPERATIONS_H
#define LYRA_CODE_OPERATIONS_H

#include "vm/code/code.h"

MUST_USE Val operate_arithmetic(Vm *vm, Opcode op, Val a, Val b);
MUST_USE Val operate_inverse(Vm *vm, Val a);
/* -1 (a b); a (b c^-1). */
MUST_USE Val operate_negated_product(Vm *vm, Val a, Val b);
MUST_USE Val operate_part_of_number(Vm *vm, Val a, Val b, Val c);
MUST_USE Val operate_combine(Vm *vm, Opcode op, size_t n, const Val *items);
MUST_USE Val operate_divide(Vm *vm, Opcode op, Val a, Val b);
MUST_USE Val operate_compare(Vm *vm, Opcode op, Val a, Val b);
MUST_USE Val operate_part(Vm *vm, Val list, Val index);
MUST_USE Val operate_unary(Vm *vm, Opcode op, Val a);
/* The value of what a builtin that may wait gave: Null mostly, which is its own. */
MUST_USE static inline Val operate_given(Vm *vm, Val v)
{
    if (val_is_inert(v) || (val_is(v, S_Null) && definition_find(&vm->definitions, v) == NULL))
        return v;
    return vm_eval(vm, v);
}
MUST_USE Val operate_template(Vm *vm, Template *t, const Val *registers);
/* Does a value that the template takes from a register mention the symbol? */
bool operate_mentions(const Template *t, const Val *registers, Val symbol);
/* The same without bytecode. */
MUST_USE Val operate_template_by_tree(Vm *vm, Template *t, const Val *registers);
/* Are the arguments of [f] evaluated before it is applied? */
bool operate_evaluates_arguments(const Vm *vm, Val f);
MUST_USE Val operate_set(Vm *vm, Val symbol, Val v);
void operate_bind(Vm *vm, Val symbol, Val v);
MUST_USE Val operate_part_of(Vm *vm, Val symbol, Val index);
MUST_USE Val operate_set_part(Vm *vm, Val symbol, Val index, Val v);
MUST_USE Val operate_set_item(Vm *vm, Val list, Val index, Val v);
MUST_USE Val operate_append(Vm *vm, Val list, Val x);
MUST_USE Val operate_append_to(Vm *vm, Val symbol, Val x);
MUST_USE Val operate_prepend_to(Vm *vm, Val symbol, Val x);
/* The string that is a symbol's value, not shared; VAL_NONE.  grow.c. */
Val operate_text_of(const Vm *vm, Val symbol);
/* A string with others at its end: what the register holds then; the variable is set.  [seen]: what TEXTOF made. */
MUST_USE Val operate_join_text(Vm *vm, Val held, const Val *seen, size_t n, const Val *parts);
MUST_USE Val operate_join_variable(Vm *vm, const Val *seen, size_t n, const Val *parts);
/* x[[..]] and Length[x] for x in a register, or for a symbol (held is VAL_NONE), whose values are not shared. */
MUST_USE Val operate_parts_of(Vm *vm, Val held, const Val *place, size_t n);
MUST_USE Val operate_put_parts(Vm *vm, const Val *place, size_t n, Val v);
MUST_USE Val operate_length_of(Vm *vm, Val symbol);
/* Associations: the value at a key (VAL_NONE: for the evaluator), the association that is a symbol's value. */
MUST_USE Val operate_key_of(Vm *vm, Val assoc, Val key);
Val operate_assoc_of(const Vm *vm, Val symbol);
/* symbol[args..] that is no call of rules with code. */
MUST_USE Val operate_call(Vm *vm, Val symbol, size_t n, const Val *args);
MUST_USE Val operate_set_key(Vm *vm, Val symbol, Val key, Val v);
MUST_USE Val operate_associate(Vm *vm, Val symbol, Val key, Val v);
/* What a register with an association holds after the change. */
MUST_USE Val operate_put_key(Vm *vm, Val held, Val key, Val v);
MUST_USE Val operate_change_key(Vm *vm, const Val *r);
MUST_USE Val operate_change_key_of(Vm *vm, Val held, const Val *r, Val *done);
/* The variable that stands for a register while the evaluator assigns to a part of its value. */
Val operate_register_name(void);
/* A new symbol with the name of [symbol], as Module makes it. */
MUST_USE Val operate_name(Vm *vm, Val symbol);
/* head[args..] whose parts are evaluated. */
MUST_USE Val operate_build(Vm *vm, Val head, size_t n, const Val *args);
/* The same of one argument, for a builtin with a direct way. */
MUST_USE Val operate_direct(Vm *vm, Val head, const Val *arg);
MUST_USE Val operate_list(Vm *vm, size_t n, const Val *items);

#endif
