/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * vm.c -- making, cloning and ending a VM, and the process's start.
 */
#include "vm/vm.h"

#include <gc.h>
#include <math.h>
#include <stdint.h>

#include "vm/eval/builtin.h"
#include "vm/eval/library.h"
#include "vm/eval/limits.h"
#include "vm/snapshot.h"
#include "vm/value/text.h"

enum { RECURSION_LIMIT = 1024, ITERATION_LIMIT = 4096, PAGE_WIDTH = 78 };

static void builtins_start(void)
{
    for (size_t i = 0; i < builtin_count(); i++) {
        const Builtin *b = builtin_at(i);
        const char *name = b->name, *context = context_system, *mark = strrchr(name, '`');
        if (mark != NULL) {
            context = context_intern(name, (size_t)(mark - name) + 1);
            name = mark + 1;
        }
        val_symbol(symbol_intern(context, name, strlen(name)))->builtin = b;
    }
}

/* The symbols that bytecode has instructions for: redefining one switches bytecode off. */
static void mark_operators(void)
{
    static const int numbers[] = {
        SYM_Plus, SYM_Times, SYM_Power, SYM_Subtract, SYM_Mod, SYM_Quotient, SYM_Part, SYM_Length, SYM_Less, SYM_LessEqual,
        SYM_Greater, SYM_GreaterEqual, SYM_Equal, SYM_Unequal, SYM_SameQ, SYM_UnsameQ, SYM_EvenQ, SYM_OddQ, SYM_Not, SYM_And, SYM_Or,
        SYM_If, SYM_Which, SYM_Switch,
        SYM_CompoundExpression, SYM_While, SYM_For, SYM_Module, SYM_With, SYM_Set, SYM_Increment, SYM_Decrement,
        SYM_PreIncrement, SYM_PreDecrement, SYM_AddTo, SYM_SubtractFrom, SYM_TimesBy, SYM_Return, SYM_Break, SYM_Continue,
        SYM_List, SYM_Unequal, SYM_UnsameQ, SYM_IntegerQ, SYM_Do, SYM_Map, SYM_Scan, SYM_Select, SYM_Fold, SYM_FoldList,
        SYM_Nest, SYM_NestList, SYM_NestWhile, SYM_FixedPoint, SYM_Lookup, SYM_Table, SYM_AppendTo, SYM_PrependTo, SYM_AssociateTo,
    };

    for (size_t i = 0; i < COUNT_OF(numbers); i++)
        symbol_known[numbers[i]].is_operator = true;
}

void vm_start_process(void)
{
    heap_start();
    symbols_start();
    mark_operators();
    builtins_start();
    library_start();
}

static void set_contexts(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Val path[] = {text_from(h, "System`"), text_from(h, "Global`")};

    vm->context = context_global;
    vm->context_path = list_make(h, 2, path);
    vm->packages = list_make(h, 2, path);
}

static void write_nothing(void *state, Stream to, const char *text, size_t n)
{
    (void)state;
    (void)to;
    (void)text;
    (void)n;
}

/* Blocks of epochs: who has used up one takes a larger one next. Stamps of a block are lost when the next does not follow it, since
 * another VM has taken one meanwhile; so what is stamped in a row should seldom need two. */
enum { EPOCHS_FIRST = 1 << 12, EPOCHS_MOST = 1 << 18 };

void vm_take_epochs(Vm *vm)
{
    if (vm->epochs_block == 0)
        vm->epochs_block = EPOCHS_FIRST;
    else if (vm->epoch >= vm->epochs_end && vm->epochs_block < EPOCHS_MOST)
        vm->epochs_block *= 2;
    uint32_t first = symbols_take_epochs(vm->epochs_block);

    if (first == 0) {             /* there are none left: nothing is stamped any more */
        vm->epoch = vm->own_epochs = vm->epochs_end = UINT32_MAX;
        return;
    }
    if (first != vm->epochs_end)
        vm->own_epochs = first;
    vm->epoch = first;
    vm->epochs_end = first + vm->epochs_block;
}

/* A large object begins at a page.  Were each VM to do so, hundreds that take turns would compete for the same sets of the
 * caches: they begin at different lines. */
static Vm *vm_allocate(void)
{
    enum { PAGE = 4096, LINE = 64, COLOURS = (PAGE - sizeof(Vm) % PAGE) / LINE + 1 };
    char *p = heap_try_alloc_root(sizeof(Vm) + (COLOURS - 1) * LINE);

    return p == NULL ? NULL : (Vm *)(p + (uintptr_t)p / PAGE % COLOURS * LINE);
}

Vm *vm_try_new(void)
{
    Vm *vm = vm_allocate();

    if (vm == NULL)
        return NULL;
    if (!heap_init(&vm->heap)) {
        heap_free_root(GC_base(vm));
        return NULL;
    }
    vm->heap.pending = limits_pending;
    definitions_init(&vm->definitions, &vm->heap);
    vm_take_epochs(vm);
    vm->recursion_limit = RECURSION_LIMIT;
    vm->iteration_limit = ITERATION_LIMIT;
    vm->module_number = 1;
    vm->first_stream = 3;
    vm->history_length = SIZE_MAX;
    vm->line = 1;
    vm->page_width = PAGE_WIDTH;
    vm->messages_off = list_make(&vm->heap, 0, NULL);
    vm->message_list = vm->messages_given = vm->no_messages = vm->messages_off;
    vm->stack_reserve = LIMITS_STACK_RESERVE;
    vm->write = write_nothing;
    set_contexts(vm);
    return vm;
}

Vm *vm_new(void)
{
    Vm *vm = vm_try_new();

    CHECK(vm != NULL);
    return vm;
}

void vm_free(Vm *vm)
{
    heap_fini(&vm->heap);
    heap_free_root(GC_base(vm));
}

Vm *vm_clone(Vm *vm)
{
    Vm *clone = vm_new();
    uint32_t lineage = vm->lineage * 31 + ++vm->clones;

    vm_enter(clone, vm_snapshot(vm), heap_alloc(&clone->heap, 1), lineage == 0 ? 1 : lineage);
    clone->stack_limit = vm->stack_limit;
    clone->stack_reserve = vm->stack_reserve;
    clone->module_number = vm->module_number;
    clone->write = vm->write;
    clone->write_state = vm->write_state;
    return clone;
}

void vm_write(Vm *vm, Stream to, const char *text, size_t n)
{
    vm->write(vm->write_state, to, text, n);
}
