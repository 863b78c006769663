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
        if (!val_is_inert(args[i]) && operate_has_up_values(vm, val_root_symbol(args[i])))
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
    unsigned flags = 0;

    for (size_t i = 0; i < n; i++, from >>= 8) {
        Val a = window[i] = registers[from & 255];
        if (val_is_pointer(a))
            flags |= val_node(a)->flags;
    }
    if (LIKELY((flags & (FLAG_SPLICE | FLAG_OWNED | FLAG_INNER)) == 0 && (!vm->up_values || (flags & FLAG_LIVE) == 0)))
        return true;
    for (size_t i = 0; i < n; i++)
        val_share(window[i]);
    return false;
}

#endif
