/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arguments.h -- the arguments of calls between functions in bytecode, inline: for the loop alone.
 */
#ifndef LYRA_CODE_ARGUMENTS_H
#define LYRA_CODE_ARGUMENTS_H

#include "vm/code/code.h"
#include "vm/code/operations.h"
#include "vm/code/typed.h"
#include "vm/vm.h"

/* Is it time to try a call in typed code? */
ALWAYS_INLINE bool may_be_typed(const Code *code)
{
    TypedRecursion *t = code->typed;

    return UNLIKELY(t != NULL) && (t->wait == 0 || --t->wait == 0);
}

/* The arguments of a call to where they belong: byte i of [from] says in which register argument i is. */
ALWAYS_INLINE void move_arguments(size_t n, Val *window, const Val *registers, uint32_t from)
{
    for (size_t i = 0; i < n; i++, from >>= 8) {
        window[i] = registers[from & 255];
        val_share(window[i]);
    }
}

/* Are there no up-values for the arguments? */
static NOINLINE bool without_up_values(const Vm *vm, size_t n, const Val *args)
{
    for (size_t i = 0; i < n; i++)
        if (vm_has_up_values(vm, val_root_symbol(args[i])))
            return false;
    return true;
}

/* Are the arguments such that the call is a plain one?  Only a pointer can have flags. */
ALWAYS_INLINE bool plain_arguments(const Vm *vm, size_t n, const Val *args)
{
    for (size_t i = 0; i < n; i++)
        if (val_is_pointer(args[i]) && UNLIKELY(val_node(args[i])->flags & FLAG_SPLICE))
            return false;
    return LIKELY(!vm->up_values) || without_up_values(vm, n, args);
}

/* The same while they go to where they belong; false: some are shared from now on, or no plain ones. */
ALWAYS_INLINE bool move_plain_arguments(const Vm *vm, size_t n, Val *window, const Val *registers, uint32_t from)
{
    uint64_t all = 0;

    for (size_t i = 0; i < n; i++, from >>= 8) {
        Val a = window[i] = registers[from & 255];
        if (val_is_pointer(a))
            all |= node_word(val_node(a));
    }
    if (LIKELY((all & NODE_FLAGS(FLAG_SPLICE | FLAG_OWNED | FLAG_INNER)) == 0 && (node_word_bloom(all) & vm->up_values) == 0))
        return true;
    for (size_t i = 0; i < n; i++)
        val_share(window[i]);
    return false;
}

/* Where the rules begin that may match [v]. */
ALWAYS_INLINE uint32_t rules_for(const HeadSwitch *t, Val v)
{
    uintptr_t key;

    if (val_is_small(v))
        return t->integer;
    if (!val_is_pointer(v))
        return t->other;
    Kind kind = (Kind)val_node(v)->kind;
    if (LIKELY(kind == KIND_EXPR))
        key = expr_head(v).w;
    else if (kind == KIND_SYMBOL)
        key = v.w | SWITCH_SYMBOL;
    else if (kind == KIND_PACKED)
        key = S_List.w;
    else
        return t->other;
    size_t place = head_switch_place(t, key);
    if (LIKELY(t->slots[place].key != 0))
        return t->slots[place].target;
    return kind == KIND_SYMBOL ? t->symbol : t->expr;
}

/* The first instruction of [code] that has something to do for these arguments. */
ALWAYS_INLINE const Instruction *rules_begin(const Code *code, const Val *args)
{
    const Instruction *first = code->ins;

    return INS_OP(*first) == OP_HEADS ? first + rules_for(code->heads, args[INS_A(*first)]) : first;
}

/* What the instruction gives as the value of the call, if that is a constant: such a call takes no frame.  Else VAL_NONE. */
ALWAYS_INLINE Val constant_at(Vm *vm, const Code *code, const Instruction *at)
{
    if (INS_OP(*at) == OP_RETURNI)
        return val_int(INS_I(*at));
    if (INS_OP(*at) == OP_RETURNK)
        return code->constants[INS_K(*at)];
    if (INS_OP(*at) == OP_VALUE) {
        Val v = code->constants[INS_K(*at)];
        const Instruction *then = at + 2 + INS_J(at[1]);
        if (INS_OP(*then) == OP_RETURN && INS_A(*then) == INS_A(*at)
            && LIKELY(vm_stamp_holds(vm, shared_word(val_expr(v)->stamp), val_bloom(v))))
            return v;
    }
    return VAL_NONE;
}

#endif
