/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * apply.c -- the rules, in their order: up-values, down- or sub-values, builtins.
 */
#include <math.h>

#include "vm/code/code.h"
#include "vm/eval/eval.h"
#include "vm/eval/limits.h"
#include "vm/pattern/rules.h"

static Val apply_up_values(Vm *vm, Val expr, Val *user)
{
    Val seen = VAL_NONE;

    for (size_t i = 0; i < expr_len(expr); i++) {
        Val symbol = val_root_symbol(expr_arg(expr, i));
        if (val_is(symbol, seen) || !vm_has_up_values(vm, symbol))
            continue;
        seen = symbol;
        Val v = rule_set_apply(vm, definition_find(&vm->definitions, symbol)->rules[RULES_UP], expr);
        if (!val_is_none(v)) {
            *user = symbol;
            return v;
        }
    }
    return VAL_NONE;
}

/* ---- symbols whose values an object has ---- */

/* The definition of [symbol] if that has a leader, else NULL. */
static const Definition *led_definition(const Vm *vm, Val symbol)
{
    const Definition *d = vm_may_have_up_values(vm, symbol) ? definition_find(&vm->definitions, symbol) : NULL;

    return d == NULL || val_is_none(d->leader) ? NULL : d;
}

/* NOT_MINE where [led], the symbol's definition, is NULL. */
static Val ask_leader(Vm *vm, const Definition *led, Val symbol, Val expr)
{
    if (led == NULL)
        return NOT_MINE;
    return foreign_class(led->leader)->lead(vm, foreign_state(led->leader), symbol, led->attributes, expr);
}

static Val if_led(const Vm *vm, Val symbol)
{
    return led_definition(vm, symbol) == NULL ? VAL_NONE : symbol;
}

enum { TARGET_DEPTH_MAX = 16 };

static Val led_in(Vm *vm, Val target, unsigned depth)
{
    Val symbol = VAL_NONE;

    if (!vm_may_have_up_values(vm, target))
        return VAL_NONE;
    if (!val_is_expr(target) || expr_len(target) == 0 || depth == TARGET_DEPTH_MAX)
        return if_led(vm, val_root_symbol(target));
    switch (symbol_switch(expr_head(target))) {
    case SYM_List:
        for (size_t i = 0; i < expr_len(target) && val_is_none(symbol); i++)
            symbol = led_in(vm, expr_arg(target, i), depth + 1);
        return symbol;
    case SYM_Part: case SYM_Condition: case SYM_HoldPattern:
    case SYM_OwnValues: case SYM_DownValues: case SYM_SubValues: case SYM_UpValues:
        return led_in(vm, expr_arg(target, 0), depth + 1);
    default:
        return if_led(vm, val_root_symbol(target));
    }
}

Val vm_led_target(Vm *vm, Val target)
{
    return led_in(vm, target, 0);
}

/* What the leader of the symbol that is called or changed has to say. */
static Val apply_leader(Vm *vm, Val expr, uint32_t attributes)
{
    Val head = expr_head(expr), symbol = val_root_symbol(head);
    const Definition *led = led_definition(vm, symbol);

    if (led == NULL) {
        if (!val_is_symbol(head) || expr_len(expr) == 0 || (attributes & (ATTR_HOLD_ALL | ATTR_HOLD_FIRST)) == 0)
            return NOT_MINE;
        symbol = expr_arg(expr, 0);
        if (!val_is_symbol(symbol))
            symbol = vm_led_target(vm, symbol);
        led = led_definition(vm, symbol);
    }
    return ask_leader(vm, led, symbol, expr);
}

Val apply_leader_at_once(Vm *vm, Val expr)
{
    Val head = expr_head(expr), symbol = expr_len(expr) == 0 ? VAL_NONE : expr_arg(expr, 0);
    const Builtin *b = val_is_symbol(head) ? val_symbol(head)->builtin : NULL;

    if (b == NULL || (b->attrs & ATTR_HOLD_FIRST) == 0 || !val_is_symbol(symbol) || definition_find(&vm->definitions, head) != NULL)
        return NOT_MINE;
    for (size_t i = 1; i < expr_len(expr); i++)
        if (!val_is_inert(expr_arg(expr, i)))
            return NOT_MINE;
    return ask_leader(vm, led_definition(vm, symbol), symbol, expr);
}

Val vm_lead(Vm *vm, Val symbol, Val expr)
{
    return ask_leader(vm, led_definition(vm, symbol), symbol, expr);
}

bool apply_is_plain(Vm *vm, Val expr)
{
    if (!vm_may_have_up_values(vm, expr))
        return true;
    if (vm->led && expr_len(expr) > 0 && !val_is_none(vm_led_target(vm, expr_arg(expr, 0))))
        return false;
    for (size_t i = 0; i < expr_len(expr); i++)
        if (vm_has_up_values(vm, val_root_symbol(expr_arg(expr, i))))
            return false;
    return true;
}

/* The budget counts evaluations; builtins may take long.  The next poll looks at what there is if one came, or if
 * the last look was some milliseconds ago: in virtual time only where there is something to see, since looks are what it goes by. */
static void look_soon(Vm *vm)
{
    enum { OFTEN_ENOUGH = 4000000 };   /* nanoseconds */

    if (UNLIKELY(interrupt_pending(&vm->interrupt) & (INTERRUPT_ABORT | INTERRUPT_CANCEL)))
        vm->budget = 1;
    else if (UNLIKELY(vm->limits != NULL || vm->on_poll != NULL) && limits_coarse_clock() - vm->looked_at >= OFTEN_ENOUGH
             && (LIKELY(!vm_is_simulated(vm)) || vm->heap.pending(vm_heap(vm))))
        vm->budget = 1;
}

Val builtin_call(Vm *vm, const Builtin *b, Val expr)
{
    Heap *h = vm_heap(vm);

    if (!b->packed) {
        for (size_t i = 0; i < expr_len(expr); i++) {
            if (!val_is_packed(expr_arg(expr, i)))
                continue;
            /* A boxed real takes two words more. */
            TRY(vm_check_length(vm, (double)val_packed(expr_arg(expr, i))->count, 2 * sizeof(Val)));
            Val list = packed_unpack(h, expr_arg(expr, i));
            expr = expr_with_arg(h, expr, i, list);
        }
    }
    Val filled = expr;
    if (b->args != NULL && !argspec_check(vm, b, expr, &filled))
        return NOT_MINE;
    Args args = {expr_args(filled), expr_len(filled), expr, b};
    /* An argument may be incomplete for the same reason. */
    if (UNLIKELY(vm->budget <= 0))
        TRY(vm_poll_slow(vm));
    Val v = b->fn(vm, args);
    /* A value that memory was refused for, or that was left because the next poll unwinds, is incomplete. */
    if (UNLIKELY(vm->heap.refused > 0 || vm->budget <= 0) && !val_is_unwind(v) && !val_is_parked(v))
        TRY(vm_poll_slow(vm));
    look_soon(vm);
    return v;
}

Val vm_next(Vm *vm, Val object)
{
    if (foreign_is_here(object))
        return foreign_class(object)->next(vm, foreign_state(object));
    /* Another process has it, and what that asks for by name goes there. */
    Val v = vm_eval(vm, expr1(vm_heap(vm), S_Receive, object));
    return val_is(v, S_EndOfStream) ? VAL_NONE : v;
}

/* Down-values by bytecode where there is some. */
static Val apply_down_values(Vm *vm, Val head, RuleSet *set, Val expr, uint32_t attributes)
{
    if ((attributes & ~ATTR_PLAIN) == 0) {
        Val v = rule_set_literal(set, head, expr_len(expr), expr_args(expr));
        if (!val_is_none(v))
            return v;
        const Code *code = code_for(vm, head, set, expr_len(expr));
        if (code != NULL)
            return code_execute(vm, code, expr_args(expr));
    }
    return rule_set_apply(vm, set, expr);
}

static Val call_symbol(Vm *vm, Val head, Val expr, uint32_t attributes, Val *user)
{
    const Definition *d = definition_find(&vm->definitions, head);
    const Builtin *b = val_symbol(head)->builtin;
    Val v;

    if (d != NULL && d->rules[RULES_DOWN] != NULL) {
        v = apply_down_values(vm, head, d->rules[RULES_DOWN], expr, attributes);
        if (!val_is_none(v)) {
            *user = head;
            return v;
        }
    }
    if (b == NULL || b->fn == NULL)
        return VAL_NONE;
    v = builtin_call(vm, b, expr);
    if (!val_is_not_mine(v))
        return v;
    /* A builtin that takes packed arrays has looked first; now thread the ordinary way. */
    return (attributes & ATTR_LISTABLE) && b->packed ? thread_listable(vm, expr) : VAL_NONE;
}

static Val call_expr(Vm *vm, Val head, Val expr, Val *user)
{
    Args args = {expr_args(expr), expr_len(expr), expr, NULL};
    Val symbol = val_root_symbol(head), v;

    if (!val_is_none(symbol)) {
        const Definition *d = definition_find(&vm->definitions, symbol);
        const Builtin *b = val_symbol(symbol)->builtin;
        if (d != NULL && d->rules[RULES_SUB] != NULL) {
            v = rule_set_apply(vm, d->rules[RULES_SUB], expr);
            if (!val_is_none(v)) {
                *user = symbol;
                return v;
            }
        }
        if (val_has_head(head, S_Function))
            return function_apply(vm, head, expr, args.n, args.v);
        if (b != NULL && b->apply != NULL) {
            args.builtin = b;
            v = b->apply(vm, args);
            return val_is_not_mine(v) ? VAL_NONE : v;
        }
    }
    return VAL_NONE;
}

static Val call_object(Vm *vm, Val head, Val expr)
{
    Args args = {expr_args(expr), expr_len(expr), expr, NULL};
    Val v = NOT_MINE;

    const Builtin *association = val_symbol(S_Association)->builtin;

    if (val_is_assoc(head) && association != NULL && association->apply != NULL)
        v = association->apply(vm, args);
    else if (val_is_foreign(head) && foreign_class(head)->apply != NULL)
        v = foreign_class(head)->apply(vm, foreign_state(head), args);
    return val_is_not_mine(v) ? VAL_NONE : v;
}

Val apply_rules(Vm *vm, Val expr, uint32_t attributes, Val *user)
{
    Val head = expr_head(expr), v;

    if (vm_may_have_up_values(vm, expr) && (attributes & ATTR_HOLD_ALL_COMPLETE) == 0) {
        if (vm->led && !val_is_not_mine(v = apply_leader(vm, expr, attributes)))
            return v;
        v = apply_up_values(vm, expr, user);
        if (!val_is_none(v))
            return v;
    }
    if (val_is_symbol(head))
        return val_is(head, S_List) ? VAL_NONE : call_symbol(vm, head, expr, attributes, user);
    return val_is_expr(head) ? call_expr(vm, head, expr, user) : call_object(vm, head, expr);
}
