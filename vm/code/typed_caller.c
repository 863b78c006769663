/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_caller.c -- calls of one function from C code, by typed code where there is some.
 *
 * For what calls a function for each element, for each step, for each comparison, and keeps the values itself: SortBy,
 * MapThread, NestWhile, Sort[list, p].  The code is of the exact dialect, so a call that fails has done nothing, and the
 * evaluator does it.  Between two calls anything may have happened: whether code still stands, and what the symbols hold
 * that it reads, is looked at each time.
 */
#include "vm/code/typed.h"

enum { FAILURES_MAX = 3, TURNS_MAX = 16 };

void caller_start(Vm *vm, Caller *c, Val f, size_t n, size_t calls)
{
    *c = (Caller){.f = f, .n = n, .epoch = vm->attributes_epoch, .calls = calls};
    c->off = n > CALLER_ARGS_MAX || n == 0 || !typed_allowed(vm) || (!val_has_head(f, S_Function) && !val_is_symbol(f));
}

/* Gets the code for arguments like these. */
static bool turn_to(Vm *vm, Caller *c, const Val *args)
{
    bool same = true, tried;

    for (size_t i = 0; i < c->n; i++) {
        TypedType type = c->indexed && i + 1 == c->n ? typed_type(TYPED_INT, 1) : typed_type_of(args[i]);
        if (type.base == TYPED_NONE) {
            c->code = NULL;
            c->off = c->turns++ == 0 || c->turns > TURNS_MAX;    /* symbols, strings: no use in looking at each */
            return false;
        }
        same &= typed_same(type, c->types[i]);
        c->types[i] = type;
    }
    if (same && c->turns > 0 && c->known)
        return false;
    if (!same && c->turns++ == TURNS_MAX) {
        c->off = true;
        return false;
    }
    c->code = typed_function_code(vm, c->f, c->n, c->types, c->calls, &tried);
    c->known = tried;
    c->calls = 1;
    if (c->code == NULL)
        return false;
    c->frame = heap_alloc(vm_heap(vm), (c->code->slots + 1) * sizeof(Slot));
    typed_enter(c->code, c->frame);
    return true;
}

static Val by_evaluator(Vm *vm, Caller *c, const Val *args)
{
    Val all[CALLER_ARGS_MAX];

    if (!c->indexed)
        return vm_apply(vm, c->f, c->n, args);
    memcpy(all, args, c->n * sizeof(Val));
    all[c->n - 1] = list_make(vm_heap(vm), 1, &args[c->n - 1]);
    return vm_apply(vm, c->f, c->n, all);
}

/* Puts the arguments into the frame. */
static bool load(Vm *vm, Caller *c, const Val *args)
{
    size_t at = 0;

    for (size_t i = 0; i < c->n; i++) {
        if (val_is_small(args[i]) && c->types[i].base == TYPED_INT)
            c->frame[at].i = val_small(args[i]);
        else if (val_is_flonum(args[i]) && c->types[i].base == TYPED_REAL)
            c->frame[at].d = val_real(args[i]);
        else if (!typed_same(typed_type_of(args[i]), c->types[i]) || !typed_unbox(vm_heap(vm), args[i], c->types[i], true, &c->frame[at]))
            return false;
        at += typed_width(c->types[i]);
    }
    return true;
}

static bool is_ready(Vm *vm, Caller *c, const Val *args)
{
    if (UNLIKELY(c->epoch != vm->attributes_epoch || !typed_allowed(vm))) {
        c->off = true;
        return false;
    }
    if (UNLIKELY(c->code == NULL || !load(vm, c, args)) && (!turn_to(vm, c, args) || !load(vm, c, args)))
        return false;
    return c->code->global_count == 0 || (typed_begin(vm, c->code, c->frame) && load(vm, c, args));
}

bool caller_is_typed(Vm *vm, Caller *c, const Val *args)
{
    return !c->off && is_ready(vm, c, args);
}

Val caller_apply(Vm *vm, Caller *c, const Val *args)
{
    size_t at;

    if (c->off || !is_ready(vm, c, args))
        return by_evaluator(vm, c, args);
    TRY(vm_poll(vm));
    switch (typed_run(vm, c->code, c->frame, &at)) {
    case TYPED_DONE:
        return typed_box(vm_heap(vm), c->code->result, &c->frame[c->code->result_slot]);
    case TYPED_UNWIND:
        return UNWIND;
    default:
        c->off = ++c->failures > FAILURES_MAX;
        return by_evaluator(vm, c, args);
    }
}
