/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * scope.c -- dynamic scope.
 */
#include "vm/eval/scope.h"

const Definition *scope_enter(Vm *vm, Val symbol)
{
    const Definition *before = definition_find(&vm->definitions, symbol);
    uint32_t attributes = vm_attributes(vm, symbol);

    definition_restore(&vm->definitions, vm_heap(vm), symbol, NULL);
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->attributes = attributes;
    vm_changed(vm, symbol);
    return before;
}

void scope_leave(Vm *vm, Val symbol, const Definition *before)
{
    definition_restore(&vm->definitions, vm_heap(vm), symbol, before);
    vm_changed(vm, symbol);
}
