/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * park.c -- taking bytecode off its stack and putting it back.
 */
#include "vm/code/park.h"

#include "vm/code/operations.h"
#include "vm/code/stack.h"
#include "vm/eval/builtin.h"
#include "vm/eval/eval.h"
#include "vm/vm.h"

struct Suspended {
    uint32_t frame_count, value_count;
    uint32_t frame_room, value_room;
    size_t   depth;
    Frame    frames[];               /* then the values */
};

/* Mostly there is one. */
static inline void copy_frames(Frame *to, const Frame *from, size_t n)
{
    if (LIKELY(n == 1))
        *to = *from;
    else
        memcpy(to, from, n * sizeof *to);
}

static Val *values_of(const Suspended *s)
{
    return (Val *)(s->frames + s->frame_room);
}

Suspended *code_suspend(Vm *vm, Suspended *old)
{
    struct CodeStack *stack = code_stack_of(vm);
    size_t frames = (size_t)(stack->frame - stack->frames);
    size_t values = frames == 0 ? 0 : stack->frame->base + stack->frame->code->registers;
    Suspended *s = old;

    if (frames == 0)             /* the task is one call of a builtin */
        return NULL;
    if (s == NULL || s->frame_room < frames || s->value_room < values) {
        s = heap_alloc(vm_heap(vm), sizeof *s + frames * sizeof(Frame) + values * sizeof(Val));
        s->frame_room = (uint32_t)frames;
        s->value_room = (uint32_t)values;
    }
    s->frame_count = (uint32_t)frames;
    s->value_count = (uint32_t)values;
    s->depth = vm->depth;
    copy_frames(s->frames, stack->frames + 1, frames);
    memcpy(values_of(s), stack->values, values * sizeof(Val));
    stack->frame = stack->frames;
    return s;
}

size_t code_suspended_calls(const Suspended *s, Val *symbols, size_t max)
{
    size_t n = 0;

    for (size_t i = s->frame_count; i-- > 0 && n < max; )
        if (code_has_name(s->frames[i].code))
            symbols[n++] = s->frames[i].code->symbol;
    return n;
}

/* What a call gives is evaluated again, as everywhere: a symbol in it may have got a value meanwhile. */
static inline Val evaluated_again(Vm *vm, Val v)
{
    return val_is_none(v) || val_is_parked(v) || val_is_unwind(v) ? v : operate_given(vm, v);
}

Val code_resume(Vm *vm, const Suspended *s, Val value)
{
    struct CodeStack *stack = code_stack_of(vm);

    if (s == NULL)
        return val_is_unwind(value) ? value : vm_eval(vm, value);
    if (s->value_count > (size_t)(stack->values_end - stack->values))
        TRY(code_stack_grow_values(vm, s->value_count));
    while (s->frame_count + 1 >= (size_t)(stack->frames_end - stack->frames))
        TRY(code_stack_grow_frames(vm));
    copy_frames(stack->frames + 1, s->frames, s->frame_count);
    memcpy(stack->values, values_of(s), s->value_count * sizeof(Val));
    stack->frame = stack->frames + s->frame_count;
    /* The code may be another VM's instance: the instructions are the same. */
    for (Frame *f = stack->frames + 1; f <= stack->frame; f++)
        if (UNLIKELY(f->code->owner != stack))
            f->code = code_instance(vm, (Code *)f->code);
    vm->depth = s->depth;
    return evaluated_again(vm, code_continue(vm, value));
}

enum { ARGUMENTS_MAX = 8 };

/* [expr] with its arguments evaluated; *plain: they are such that its head's rules can be tried at once. */
static Val evaluate_arguments(Vm *vm, Val expr, bool *plain)
{
    Val values[ARGUMENTS_MAX];
    size_t n = expr_len(expr);

    *plain = n <= ARGUMENTS_MAX && (val_flags(expr) & FLAG_SPLICE) == 0;
    if (!*plain)
        return expr;
    for (size_t i = 0; i < n; i++) {
        TRY(values[i] = vm_eval(vm, expr_arg(expr, i)));
        if (val_flags(values[i]) & FLAG_SPLICE)
            *plain = false;
    }
    expr = expr_make(vm_heap(vm), expr_head(expr), n, values);
    *plain = *plain && !vm_may_have_up_values(vm, expr);
    return expr;
}

Val code_call_waiting(Vm *vm, Val head, size_t n, const Val *args, bool may_park)
{
    const Builtin *b = val_symbol(head)->builtin;
    Val v = VAL_NONE;

    vm->may_park = may_park;
    if (b->direct != NULL)
        v = b->direct(vm, n, args);
    if (val_is_none(v)) {
        Val expr = expr_make(vm_heap(vm), head, n, args);
        v = builtin_call(vm, b, expr);
        if (val_is_not_mine(v)) {
            vm->may_park = false;
            return expr;
        }
    }
    vm->may_park = false;
    if (val_is_parked(v) || val_is_unwind(v) || (val_is_expr(v) && (val_is(expr_head(v), head) || val_is(expr_head(v), S_HoldComplete))))
        return v;
    return operate_given(vm, v);
}

/* A builtin that may wait, as all that a task does. */
static Val start_waiting(Vm *vm, Val expr)
{
    bool plain;

    TRY(expr = evaluate_arguments(vm, expr, &plain));
    return plain ? code_call_waiting(vm, expr_head(expr), expr_len(expr), expr_args(expr), true) : vm_eval(vm, expr);
}

enum { LOOK_MAX = 64 };

/* Is a builtin that waits called in [v], among the first nodes of it? */
static bool waits_inside(Val v, unsigned *left)
{
    if (!val_is_expr(v) || val_is_inert(v) || *left == 0)
        return false;
    --*left;
    Val head = expr_head(v);
    if (val_is_symbol(head) && val_symbol(head)->builtin != NULL && val_symbol(head)->builtin->parks)
        return true;
    for (size_t i = 0; i < expr_len(v) && *left > 0; i++)
        if (waits_inside(expr_arg(v, i), left))
            return true;
    return false;
}

/* A builtin that gives another expression for a call: of such is what waits then. */
static Val start_step(Vm *vm, Val expr, const Builtin *b)
{
    bool plain = (val_flags(expr) & FLAG_SPLICE) == 0 && !vm_may_have_up_values(vm, expr);

    if ((b->attrs & ATTR_HOLD_ANY) == 0)
        TRY(expr = evaluate_arguments(vm, expr, &plain));
    if (!plain)
        return vm_eval(vm, expr);
    Val v = builtin_call(vm, b, expr);
    TRY(v);
    return val_is_not_mine(v) ? expr : code_start(vm, v);
}

/* object[args..] */
static Val start_object(Vm *vm, Val expr, Val object)
{
    const ForeignClass *class = foreign_class(object);
    bool plain;

    if (class->apply == NULL)
        return vm_eval(vm, expr);
    TRY(expr = evaluate_arguments(vm, expr_with_head(vm_heap(vm), expr, object), &plain));
    if (!plain)
        return vm_eval(vm, expr);
    Args args = {expr_args(expr), expr_len(expr), expr, NULL};
    Val v = class->apply(vm, foreign_state(object), args);
    TRY(v);
    return val_is_not_mine(v) ? expr : code_start(vm, v);
}

/* Function[..][args..] */
static Val start_function(Vm *vm, Val expr)
{
    Val f = expr_head(expr), v = VAL_NONE;
    bool plain;

    if (expr_len(f) < 1 || expr_len(f) > 2 || (val_flags(f) & FLAG_SPLICE))
        return vm_eval(vm, expr);
    TRY(expr = evaluate_arguments(vm, expr, &plain));
    const Code *code = plain ? code_for_function(vm, f, expr_len(expr)) : NULL;
    if (code != NULL)
        v = evaluated_again(vm, code_execute_task(vm, code, expr_args(expr)));
    return val_is_none(v) ? vm_eval(vm, expr) : v;
}

/* A call of a user's function. */
static Val start_call(Vm *vm, Val expr)
{
    Val head = expr_head(expr), v = VAL_NONE;
    RuleSet *rules = definition_plain_rules(&vm->definitions, head);
    const Definition *d = rules == NULL ? definition_find(&vm->definitions, head) : NULL;
    const Code *waiting;
    unsigned left = LOOK_MAX;
    bool plain;

    if (d != NULL && !val_is_none(d->value) && val_is_foreign(d->value))
        return start_object(vm, expr, d->value);
    if (rules == NULL)
        return vm_eval(vm, expr);
    if (waits_inside(expr, &left) && (waiting = code_for_call(vm, expr)) != NULL)
        return evaluated_again(vm, code_execute_task(vm, waiting, NULL));
    TRY(expr = evaluate_arguments(vm, expr, &plain));
    const Code *code = plain ? code_for(vm, head, rules, expr_len(expr)) : NULL;
    if (code != NULL && val_is_none(rule_set_literal(rules, head, expr_len(expr), expr_args(expr))))
        v = evaluated_again(vm, code_execute_task(vm, code, expr_args(expr)));
    return val_is_none(v) ? vm_eval(vm, expr) : v;
}

/* Builtins of the usual kind, whose whole meaning is their function. */
static bool is_plain_builtin(const Builtin *b)
{
    uint32_t others = b->attrs & ~(uint32_t)(ATTR_PROTECTED | ATTR_READ_PROTECTED | ATTR_LOCKED);

    return b->fn != NULL && (b->effects & EFFECT_CHANNEL) && (others == 0 || others == ATTR_HOLD_ALL);
}

Val code_start(Vm *vm, Val expr)
{
    Val head = val_is_expr(expr) ? expr_head(expr) : VAL_NONE;
    unsigned left = LOOK_MAX;

    if (val_is_none(head) || vm->no_compile || vm->operators_changed)
        return vm_eval(vm, expr);
    if (!val_is_symbol(head))
        return val_is_foreign(head) ? start_object(vm, expr, head)
             : val_has_head(head, S_Function) ? start_function(vm, expr) : vm_eval(vm, expr);
    const Builtin *b = val_symbol(head)->builtin;
    if (b == NULL)
        return start_call(vm, expr);
    if (definition_find(&vm->definitions, head) != NULL)
        return vm_eval(vm, expr);
    if (b->parks && (b->attrs & ATTR_HOLD_ANY) == 0)
        return start_waiting(vm, expr);
    const Code *code = code_for_loop(vm, expr);
    if (code == NULL && (b->attrs & ATTR_HOLD_ANY) == 0 && waits_inside(expr, &left))
        code = code_for_call(vm, expr);
    if (code != NULL)
        return evaluated_again(vm, code_execute_task(vm, code, NULL));
    return is_plain_builtin(b) ? start_step(vm, expr, b) : vm_eval(vm, expr);
}
