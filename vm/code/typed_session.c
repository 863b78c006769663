/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_session.c -- loops at the top level: typed code that keeps the session's variables in slots.
 *
 * Typed code calls nobody, so nobody sees that a variable's own-value is behind while it runs; the slots are written
 * back when it ends, be it by an interrupt.  A run that fails has written nothing: the evaluator begins again.
 */
#include "vm/code/typed.h"

enum { STEPS_MIN = 500, FAILURES_MAX = 3 };

typedef struct Variables {
    size_t    n;
    bool      too_many;
    Val       names[TYPED_ROW_TYPES];
    TypedType types[TYPED_ROW_TYPES];
} Variables;

/* The record of a variable of the session that holds nothing but a value; NULL for anything else. */
static const Definition *plain_variable(const Vm *vm, Val symbol)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || val_is_none(d->value) || !definition_settable(d) || (d->attributes & ATTR_LOCKED) != 0
        || val_symbol(symbol)->builtin != NULL || val_symbol(symbol)->is_operator)
        return NULL;
    return d;
}

static void note(const Vm *vm, Variables *to, Val symbol)
{
    const Definition *d = plain_variable(vm, symbol);
    TypedType type = d == NULL ? typed_type(TYPED_NONE, 0) : typed_type_of(d->value);

    if (type.base == TYPED_NONE)
        return;
    for (size_t i = 0; i < to->n; i++)
        if (val_is(to->names[i], symbol))
            return;
    if (to->n == TYPED_ROW_TYPES) {
        to->too_many = true;
        return;
    }
    to->names[to->n] = symbol;
    to->types[to->n++] = type;
}

static bool assigns(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_Set: case SYM_AddTo: case SYM_SubtractFrom: case SYM_TimesBy: case SYM_DivideBy:
    case SYM_Increment: case SYM_Decrement: case SYM_PreIncrement: case SYM_PreDecrement:
        return true;
    default:
        return false;
    }
}

/* The variables that [e] assigns to and that hold machine numbers.  False: there is no typed code for [e]. */
static bool gather(Vm *vm, Val e, Variables *to, unsigned depth)
{
    if (!val_is_expr(e))
        return true;
    if (depth > 100 || !val_is_symbol(expr_head(e)))
        return false;
    if (assigns(expr_head(e)) && expr_len(e) >= 1 && val_is_symbol(expr_arg(e, 0)))
        note(vm, to, expr_arg(e, 0));
    for (size_t i = 0; i < expr_len(e); i++)
        if (!gather(vm, expr_arg(e, i), to, depth + 1))
            return false;
    return !to->too_many;
}

/* How many steps an iterator makes, as far as a look tells; STEPS_MIN where it does not. */
static int64_t steps(const Vm *vm, Val iterator)
{
    size_t n = val_is_plain_list(iterator) ? expr_len(iterator) : 0;
    Val last = n == 0 ? iterator : expr_arg(iterator, n == 1 ? 0 : n == 2 ? 1 : 2);

    if (val_is_symbol(last)) {
        const Definition *d = definition_find(&vm->definitions, last);
        last = d == NULL ? VAL_NONE : d->value;
    }
    return val_is_small(last) ? val_small(last) : STEPS_MIN;
}

static bool long_enough(const Vm *vm, Val loop)
{
    int64_t all = 1;

    if (!val_has_head(loop, S_Do))
        return true;
    for (size_t i = 1; i < expr_len(loop) && all < STEPS_MIN; i++) {
        int64_t n = steps(vm, expr_arg(loop, i));
        all = n <= 0 ? 0 : n >= STEPS_MIN ? STEPS_MIN : all * n;
    }
    return all >= STEPS_MIN;
}

static const TypedCode *code_of(Vm *vm, Val loop, const Variables *v)
{
    bool found;
    TypedRow *r = typed_cached(vm, loop, v->n, v->types, &found);

    if (!found) {
        TypedCode *code = typed_compile_loop(vm, v->n, v->names, v->types, loop);
        r = typed_cache_put(vm, loop, v->n, v->types, code);
    }
    return r->failures > FAILURES_MAX ? NULL : r->code;
}

/* The variables are what the slots say. */
static void write_back(Vm *vm, const Variables *v, const Slot *frame)
{
    for (size_t i = 0; i < v->n; i++) {
        Definition *d = definition_edit(&vm->definitions, vm_heap(vm), v->names[i]);
        d->value = typed_box(vm_heap(vm), v->types[i], frame);
        vm_changed(vm, v->names[i]);
        frame += typed_width(v->types[i]);
    }
}

Val typed_loop(Vm *vm, Val loop)
{
    Variables v = {0};
    const TypedCode *code;
    size_t at = 0;
    bool found;

    if (vm->no_compile || vm->operators_changed || !long_enough(vm, loop) || !gather(vm, loop, &v, 0) || v.n == 0
        || (code = code_of(vm, loop, &v)) == NULL)
        return VAL_NONE;
    Slot frame[code->slots];
    if (!typed_begin(vm, code, frame))
        return VAL_NONE;
    for (size_t i = 0; i < v.n; i++) {
        if (!typed_unbox(vm_heap(vm), plain_variable(vm, v.names[i])->value, v.types[i], true, &frame[at]))
            return VAL_NONE;
        at += typed_width(v.types[i]);
    }
    TypedStatus s = typed_run(vm, code, frame, &at);
    if (s == TYPED_DONE || s == TYPED_UNWIND) {
        write_back(vm, &v, frame);
        return s == TYPED_DONE ? S_Null : UNWIND;
    }
    typed_cached(vm, loop, v.n, v.types, &found)->failures++;
    return VAL_NONE;
}
