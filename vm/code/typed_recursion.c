/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * typed_recursion.c -- calls of symbols whose rules have typed code: when it is made, and when it is run.
 */
#include <math.h>

#include "vm/base/shared.h"
#include "vm/code/typed_runtime.h"

#include "vm/code/code.h"
#include "vm/code/gather.h"
#include "vm/define/definition.h"

/* Calls before code is made, and how many more where it was not to be had; runs in vain in a row, after which there are
 * no more; calls with other arguments that pass before they are looked at again. */
enum { CALLS_MIN = 64, TRIES_MAX = 3, FAILURES_MAX = 3, MISSED = 32 };
#define FRAMES_MOST ((size_t)256 << 20)

TypedRecursion *typed_recursion_new(Heap *h)
{
    TypedRecursion *t = heap_alloc(h, sizeof *t);

    t->wait = CALLS_MIN;
    return t;
}

static TypedType type_of(Val v)
{
    if (val_is_packed(v) && val_packed(v)->rank == 1 && val_packed(v)->type != PACKED_COMPLEX)
        return typed_type(TYPED_SLICE, val_packed(v)->type == PACKED_INTEGER ? TYPED_INTEGER_WORDS : TYPED_REAL_WORDS);
    if (val_is_plain_list(v) && expr_len(v) > 0)
        return val_is_small(expr_arg(v, 0)) ? typed_type(TYPED_SLICE, TYPED_INTEGER_VALUES)
               : val_is_real(expr_arg(v, 0)) ? typed_type(TYPED_SLICE, TYPED_REAL_VALUES) : typed_type(TYPED_NONE, 0);
    return val_is_small(v) || val_is_real(v) ? typed_type_of(v) : typed_type(TYPED_NONE, 0);
}

/* Makes code for these arguments; false where there is none. */
static bool make(Vm *vm, const Code *code, TypedRecursion *t, const Val *args)
{
    RuleSet *rules = definition_plain_rules(&vm->definitions, code->symbol);
    size_t n = code->arguments;

    t->code = NULL;
    t->wait = ++t->tries >= TRIES_MAX ? UINT32_MAX : CALLS_MIN;
    t->attributes_epoch = vm->attributes_epoch;
    if (rules == NULL || n == 0 || n > TYPED_ROW_TYPES)
        return false;
    /* The code is that of the rules as they are: rules without patterns come and go without it where they are not in it. */
    const RuleCode *known = rule_set_code(rules);
    if (n >= COUNT_OF(known->code) || !shared_word(known->literals_fixed))
        return false;
    const Code *current = shared_pointer(known->code[n]);
    if (current != code && current != code->origin)
        return false;
    for (size_t i = 0; i < n; i++) {
        t->types[i] = type_of(args[i]);
        if (t->types[i].base == TYPED_NONE)
            return false;
    }
    heap_keep(vm_heap(vm));
    t->code = typed_compile_rules(vm, code->symbol, rules, n, t->types);
    if (t->code == NULL)
        return false;
    t->wait = t->tries = t->failures = 0;
    return true;
}

static NOINLINE bool enter_slowly(Val v, TypedType type, Slot *to)
{
    if (type.base == TYPED_REAL)
        return val_is_real(v) && (to->d = val_real(v), isfinite(to->d));
    if (type.base != TYPED_SLICE || !val_is_packed(v) || !typed_same(type_of(v), type))
        return false;
    to[0].p = val_packed(v)->data.integers;
    to[1].p = val_packed(v)->data.integers + val_packed(v)->count;
    return true;
}

/* Puts the arguments into the first slots. */
ALWAYS_INLINE bool enter(const TypedCode *code, const Val *args, Slot *to)
{
    for (size_t i = 0; i < code->arguments; i++) {
        TypedType type = code->types[i];
        Val v = args[i];
        if (LIKELY(type.base == TYPED_INT)) {
            if (UNLIKELY(!val_is_small(v)))
                return false;
            (to++)->i = val_small(v);
        } else if (type.base == TYPED_SLICE && val_is_plain_list(v) && (type.rank <= TYPED_REAL_VALUES || expr_len(v) == 0)) {
            (to++)->p = expr_args(v);
            (to++)->p = expr_args(v) + expr_len(v);
        } else {
            if (!enter_slowly(v, type, to))
                return false;
            to += typed_width(type);
        }
    }
    return true;
}

Val typed_recursion_call(Vm *vm, const Code *code, const Val *args)
{
    TypedRecursion *t = code->typed;
    Slot frame[TYPED_RECURSION_SLOTS];
    size_t at;

    if (!typed_allowed(vm) || ((t->code == NULL || t->attributes_epoch != vm->attributes_epoch) && !make(vm, code, t, args)))
        return VAL_NONE;
    const TypedCode *typed = t->code;
    if (UNLIKELY(typed->global_count > 0) && !typed_begin(vm, typed, frame))
        return VAL_NONE;
    typed_frame_begin(typed, frame);
    if (UNLIKELY(!enter(typed, args, frame))) {
        t->wait = MISSED;
        return VAL_NONE;
    }
    TypedStatus status = typed_run(vm, typed, frame, &at);
    if (LIKELY(status == TYPED_DONE)) {
        t->failures = 0;
        if (typed_is(typed->result, TYPED_BOOL))
            return val_bool(frame[typed->result_slot].i != 0);
        return typed_box(vm_heap(vm), typed->result, &frame[typed->result_slot]);
    }
    if (status == TYPED_UNWIND)
        return UNWIND;
    if (++t->failures > FAILURES_MAX)
        t->wait = UINT32_MAX;
    return VAL_NONE;
}

/* Where in the frame the argument that [item] gives is, if it is one machine number and the result is fit for the loop;
 * SIZE_MAX where the loop is not for typed code.  The other arguments go into [args]. */
static size_t each_slot(Vm *vm, const TypedEach *e, Val *args, bool *real)
{
    const TypedRecursion *t = e->callee == NULL ? NULL : e->callee->typed;
    size_t slot = 0, found = SIZE_MAX;

    if (t == NULL || t->wait != 0 || t->code == NULL || t->attributes_epoch != vm->attributes_epoch || !typed_allowed(vm)
        || t->code->global_count > 0 || vm->depth >= vm->recursion_limit
        || (e->selects && !typed_is(t->code->result, TYPED_BOOL)))
        return SIZE_MAX;
    for (size_t i = 0; i < t->code->arguments; i++) {
        unsigned at = e->from >> 8 * i & 255;
        TypedType type = t->code->types[i];
        args[i] = at == e->item ? list_item(vm_heap(vm), e->list, e->at) : e->registers[at];
        if (at == e->item) {
            if (found != SIZE_MAX || !(typed_is(type, TYPED_INT) || typed_is(type, TYPED_REAL)))
                return SIZE_MAX;
            found = slot;
            *real = typed_is(type, TYPED_REAL);
        }
        slot += typed_width(type);
    }
    return found;
}

Val typed_recursion_each(Vm *vm, TypedEach *e)
{
    Val args[TYPED_ROW_TYPES];
    Slot start[2 * TYPED_ROW_TYPES], frame[TYPED_RECURSION_SLOTS];
    bool real = false;
    size_t n = list_len(e->list), failed_at, slot = e->at < n ? each_slot(vm, e, args, &real) : SIZE_MAX;

    if (slot == SIZE_MAX || !enter(e->callee->typed->code, args, start))
        return VAL_NONE;
    TypedRecursion *t = e->callee->typed;
    const TypedCode *typed = t->code;
    size_t width = typed_width_of(typed->arguments, typed->types);
    typed_frame_begin(typed, frame);
    for (; e->at < n; e->at++) {
        Val item = list_item(vm_heap(vm), e->list, e->at);
        TRY(vm_poll(vm));
        if (!real && val_is_small(item))
            start[slot].i = val_small(item);
        else if (!real || !val_is_real(item) || !isfinite(start[slot].d = val_real(item)))
            return VAL_NONE;
        for (size_t i = 0; i < width; i++)
            frame[i] = start[i];
        typed_frame_again(typed, frame);
        TypedStatus status = typed_run(vm, typed, frame, &failed_at);
        if (UNLIKELY(status != TYPED_DONE))
            return status == TYPED_UNWIND ? UNWIND : VAL_NONE;
        if (!e->selects)
            gather_push(vm, e->made, typed_box(vm_heap(vm), typed->result, &frame[typed->result_slot]));
        else if (frame[typed->result_slot].i != 0)
            gather_push(vm, e->made, item);
    }
    t->failures = 0;
    return VAL_NONE;
}

Slot *typed_frames_grow(Heap *h, const Slot *frames, size_t room)
{
    size_t bytes = room * sizeof(Slot);

    if (bytes > FRAMES_MOST || !heap_ask(h, 2.0 * (double)bytes))
        return NULL;
    Slot *to = heap_try_alloc(h, 2 * bytes, true);
    return to != NULL && heap_copy(h, to, frames, bytes) ? to : NULL;
}
