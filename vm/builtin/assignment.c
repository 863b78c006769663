/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assignment.c -- what the left side of an assignment may be, and where its rule goes.
 */
#include "vm/builtin/assignment.h"

#include "vm/builtin/part.h"
#include "vm/define/attribute_names.h"
#include "vm/eval/eval.h"
#include "vm/pattern/rules.h"
#include "vm/value/owned.h"

static Val splice(Heap *h, Val v)
{
    return splice_sequences(h, v, expr_head(v));
}

static AssignResult fail(Vm *vm, Val self, const char *tag, Val a, Val b)
{
    Val args[] = {a, b};

    vm_message(vm, self, tag, val_is_none(b) ? 1 : 2, args);
    return ASSIGN_FAILED;
}

bool assign_allowed(Vm *vm, Val self, Val symbol)
{
    if ((vm_attributes(vm, symbol) & ATTR_PROTECTED) == 0)
        return true;
    fail(vm, self, "wrsym", symbol, VAL_NONE);
    return false;
}

bool assign_unlocked(Vm *vm, Val self, Val symbol)
{
    if ((vm_attributes(vm, symbol) & ATTR_LOCKED) == 0)
        return true;
    fail(vm, self, "locked", symbol, VAL_NONE);
    return false;
}

void assign_symbol_raw(Vm *vm, Val symbol, Val value)
{
    Definition *d = definition_edit(&vm->definitions, vm_heap(vm), symbol);

    d->value = value;
    d->value_delayed = false;
    vm_changed(vm, symbol);
}

/* Adds or replaces a rule of a kind. */
static void assign_rule(Vm *vm, Val symbol, RuleKind kind, Val lhs, Val rhs, bool delayed)
{
    Definition *d = definition_edit(&vm->definitions, vm_heap(vm), symbol);
    RuleSet *set = rule_set_add(vm, d->rules[kind], lhs, rhs, delayed);

    /* Compiling the pattern runs nothing, but look again all the same: it is cheap. */
    d = definition_edit(&vm->definitions, vm_heap(vm), symbol);
    d->rules[kind] = set;
    if (kind == RULES_UP) {
        d->has_up_values = true;
        vm->up_values |= val_bloom(symbol);
    }
    vm_changed(vm, symbol);
}

static AssignResult assign_symbol(Vm *vm, Val self, Val symbol, Val rhs, bool delayed)
{
    const Builtin *b = val_symbol(symbol)->builtin;

    if (b != NULL && b->assign != NULL) {
        Val v = b->assign(vm, rhs);
        return val_is_unwind(v) ? ASSIGN_UNWIND : val_is_not_mine(v) ? ASSIGN_FAILED : ASSIGN_DONE;
    }
    if (!assign_allowed(vm, self, symbol))
        return ASSIGN_FAILED;
    /* x := v /; c is a rule; anything else is simply the value. */
    if (delayed && val_is_call(rhs, S_Condition, 2)) {
        assign_rule(vm, symbol, RULES_OWN, symbol, rhs, true);
        return ASSIGN_DONE;
    }
    assign_symbol_raw(vm, symbol, rhs);
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->value_delayed = delayed;
    return ASSIGN_DONE;
}

static AssignResult assign_list(Vm *vm, Val self, Val lhs, Val rhs, bool delayed)
{
    Val values = val_unpacked(vm_heap(vm), rhs);

    if (!val_is_plain_list(values) || expr_len(values) != expr_len(lhs))
        return fail(vm, self, "shape", lhs, rhs);
    AssignResult all = ASSIGN_DONE;
    for (size_t i = 0; i < expr_len(lhs); i++) {
        AssignResult r = assign(vm, self, VAL_NONE, expr_arg(lhs, i), expr_arg(values, i), delayed);
        if (r == ASSIGN_UNWIND)
            return r;
        if (r == ASSIGN_FAILED)
            all = r;
    }
    return all;
}

/* symbol[[parts]] = rhs in place; false: not that simple. */
static bool put_part(Vm *vm, Val symbol, Val object, Val parts, Val rhs)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d == NULL || d->owner != vm->definitions.token || d->value_delayed || !val_is(d->value, object)
        || (val_flags(rhs) & FLAG_SPLICE))
        return false;
    Val v = owned_set_part(vm_heap(vm), object, expr_len(parts), expr_args(parts), rhs);
    if (val_is_none(v))
        return false;
    ((Definition *)d)->value = v;
    vm_value_changed(vm, symbol);
    return true;
}

static AssignResult assign_part(Vm *vm, Val self, Val lhs, Val rhs)
{
    Val symbol = expr_len(lhs) == 0 ? VAL_NONE : expr_arg(lhs, 0), object, v;
    Val parts = VAL_NONE;

    if (val_is_none(symbol) || !val_is_symbol(symbol))
        return fail(vm, self, "setps", lhs, VAL_NONE);
    if (!assign_allowed(vm, self, symbol))
        return ASSIGN_FAILED;
    const Definition *d = definition_find(&vm->definitions, symbol);
    if (d == NULL || val_is_none(d->value))
        return fail(vm, self, "noval", symbol, VAL_NONE);
    object = d->value;
    if (d->value_delayed) {
        object = vm_eval(vm, object);
        if (val_is_unwind(object))
            return ASSIGN_UNWIND;
    }
    Builder b;
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 1; i < expr_len(lhs); i++) {
        v = vm_eval(vm, expr_arg(lhs, i));
        if (val_is_unwind(v))
            return ASSIGN_UNWIND;
        builder_push(&b, v);
    }
    parts = splice(vm_heap(vm), builder_finish(&b));
    if (put_part(vm, symbol, object, parts, rhs))
        return ASSIGN_DONE;
    v = part_assign(vm, object, expr_len(parts), expr_args(parts), rhs);
    if (val_is_unwind(v))
        return ASSIGN_UNWIND;
    if (val_is_none(v))
        return ASSIGN_FAILED;
    assign_symbol_raw(vm, symbol, v);
    return ASSIGN_DONE;
}

/* The arguments evaluated as the head's attributes say, the head's rules not applied. */
static Val eval_left(Vm *vm, Val lhs)
{
    Val head = expr_head(lhs), x;

    if (val_is_expr(head))
        TRY(head = eval_left(vm, head));
    else if (val_is_symbol(head)) {
        /* A symbol whose value is another symbol stands for that. */
        const Definition *d = definition_find(&vm->definitions, head);
        if (d != NULL && !val_is_none(d->value) && (val_is_symbol(d->value) || val_is_expr(d->value)))
            TRY(head = vm_eval(vm, head));
    }
    uint32_t attributes = val_is_symbol(head) ? vm_attributes(vm, head) : 0;
    Builder b;
    builder_start(&b, vm_heap(vm), head);
    for (size_t i = 0; i < expr_len(lhs); i++) {
        bool held = (attributes & (ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE)) || (i == 0 && (attributes & ATTR_HOLD_FIRST))
                    || (i > 0 && (attributes & ATTR_HOLD_REST));
        x = expr_arg(lhs, i);
        if (held && val_is_call(x, S_Evaluate, 1))
            TRY(x = vm_eval(vm, expr_arg(x, 0)));
        else if (!held && !val_is_call(x, S_Unevaluated, 1))
            TRY(x = vm_eval(vm, x));
        builder_push(&b, x);
    }
    Val v = splice(vm_heap(vm), builder_finish(&b));
    if (attributes & ATTR_FLAT)
        v = flatten_flat(vm_heap(vm), v, head);
    if ((attributes & ATTR_ORDERLESS) && expr_len(v) > 1)
        v = sort_orderless(vm_heap(vm), v);
    return v;
}

/* Where a rule for [inner] goes when it has no tag: the symbol, and the kind. */
static AssignResult add_rule(Vm *vm, Val self, Val inner, Val lhs, Val rhs, bool delayed)
{
    Val symbol = val_root_symbol(inner);

    if (val_is_none(symbol))
        return fail(vm, self, "setraw", inner, VAL_NONE);
    if (vm_attributes(vm, symbol) & ATTR_PROTECTED)
        return fail(vm, self, "write", symbol, inner);
    assign_rule(vm, symbol, val_is_symbol(expr_head(inner)) ? RULES_DOWN : RULES_SUB, lhs, rhs, delayed);
    return ASSIGN_DONE;
}

static bool mentions_tag(Val x, Val tag)
{
    while (val_is_call(x, S_Pattern, 2) || val_is_call(x, S_HoldPattern, 1) || val_is_call(x, S_Condition, 2)
           || val_is_call(x, S_PatternTest, 2) || val_is_call(x, S_Optional, 2))
        x = expr_arg(x, val_has_head(x, S_Pattern) ? 1 : 0);
    if (val_has_head(x, S_Blank) || val_has_head(x, S_BlankSequence) || val_has_head(x, S_BlankNullSequence))
        return expr_len(x) == 1 && val_is(expr_arg(x, 0), tag);
    return val_is(val_root_symbol(x), tag);
}

static AssignResult add_tagged(Vm *vm, Val self, Val tag, Val inner, Val lhs, Val rhs, bool delayed)
{
    if (vm_attributes(vm, tag) & ATTR_PROTECTED)
        return fail(vm, self, "write", tag, inner);
    if (val_is(val_root_symbol(inner), tag))
        return add_rule(vm, self, inner, lhs, rhs, delayed);
    for (size_t i = 0; i < expr_len(inner); i++) {
        if (mentions_tag(expr_arg(inner, i), tag)) {
            assign_rule(vm, tag, RULES_UP, lhs, rhs, delayed);
            return ASSIGN_DONE;
        }
    }
    return fail(vm, self, "tagnf", tag, inner);
}

/* What the head of [lhs] stands for: a variable's value, or the head itself; VAL_NONE: nothing. */
static Val assigned_in(const Vm *vm, Val lhs)
{
    Val head = expr_head(lhs);

    if (!val_is_symbol(head))
        return head;
    const Definition *d = definition_find(&vm->definitions, head);
    return d == NULL ? VAL_NONE : d->value;
}

/* a["key"] = v where a is [in], an association. */
static bool assign_key(Vm *vm, Val in, Val lhs, Val rhs)
{
    Val symbol = expr_head(lhs);

    if (!val_is_assoc(in) || !val_is_symbol(symbol) || expr_len(lhs) != 1 || (vm_attributes(vm, symbol) & ATTR_PROTECTED))
        return false;
    assign_symbol_raw(vm, symbol, assoc_set(vm_heap(vm), in, expr_arg(lhs, 0), rhs));
    return true;
}

/* object[..] = v, where the object says what that means. */
static AssignResult assign_object(Vm *vm, Val object, Val lhs, Val rhs)
{
    Val v = foreign_class(object)->assign(vm, foreign_state(object), lhs, rhs);

    if (val_is_unwind(v))
        return ASSIGN_UNWIND;
    return val_is_not_mine(v) ? ASSIGN_FAILED : ASSIGN_DONE;
}

static AssignResult assign_expr(Vm *vm, Val self, Val tag, Val lhs, Val rhs, bool delayed)
{
    Val inner = lhs, conditions[8], v;
    size_t n = 0;

    /* f[x_] /; c, HoldPattern[f[x_]]: the rule is for what is inside. */
    for (;;) {
        if (val_is_call(inner, S_Condition, 2) && n < COUNT_OF(conditions)) {
            conditions[n++] = expr_arg(inner, 1);
            inner = expr_arg(inner, 0);
        } else if (val_is_call(inner, S_HoldPattern, 1)) {
            inner = expr_arg(inner, 0);
            lhs = inner;
            goto held;
        } else {
            break;
        }
    }
    if (val_is_symbol(inner) && n > 0) {
        lhs = expr2(vm_heap(vm), S_Condition, inner, conditions[0]);
        if (!assign_allowed(vm, self, inner))
            return ASSIGN_FAILED;
        assign_rule(vm, inner, RULES_OWN, lhs, rhs, delayed);
        return ASSIGN_DONE;
    }
    if (!val_is_expr(inner))
        return fail(vm, self, "setraw", inner, VAL_NONE);
    v = eval_left(vm, inner);
    if (val_is_unwind(v))
        return ASSIGN_UNWIND;
    inner = lhs = v;
    if (val_is_none(tag) && n == 0 && val_is_expr(inner)) {
        Val in = assigned_in(vm, inner);
        if (assign_key(vm, in, inner, rhs))
            return ASSIGN_DONE;
        if (!delayed && val_is_foreign(in) && foreign_class(in)->assign != NULL)
            return assign_object(vm, in, inner, rhs);
    }
held:
    if (!val_is_expr(inner))
        return assign(vm, self, tag, inner, rhs, delayed);
    for (size_t i = n; i-- > 0; )
        lhs = expr2(vm_heap(vm), S_Condition, lhs, conditions[i]);
    if (!val_is_none(tag))
        return add_tagged(vm, self, tag, inner, lhs, rhs, delayed);
    return add_rule(vm, self, inner, lhs, rhs, delayed);
}

/* ---- left sides with a meaning of their own ---- */

static AssignResult assign_attributes(Vm *vm, Val self, Val symbol, Val rhs)
{
    uint32_t bits = 0;

    if (val_is_string(symbol))
        symbol = vm_symbol(vm, text_data(symbol), text_bytes(symbol));
    if (!val_is_symbol(symbol))
        return ASSIGN_FAILED;
    if (!assign_unlocked(vm, self, symbol))
        return ASSIGN_FAILED;
    size_t n = val_is_plain_list(rhs) ? expr_len(rhs) : 1;
    for (size_t i = 0; i < n; i++) {
        Val a = val_is_plain_list(rhs) ? expr_arg(rhs, i) : rhs;
        if (!val_is_symbol(a) || attribute_bit(a) == 0)
            return fail(vm, S_Attributes, "attnf", a, VAL_NONE);
        bits |= attribute_bit(a);
    }
    definition_edit(&vm->definitions, vm_heap(vm), symbol)->attributes = bits;
    vm_attributes_changed(vm);
    vm_changed(vm, symbol);
    return ASSIGN_DONE;
}

static AssignResult assign_options(Vm *vm, Val self, Val symbol, Val rhs)
{
    Heap *h = vm_heap(vm);

    if (!val_is_symbol(symbol) || !assign_unlocked(vm, self, symbol))
        return ASSIGN_FAILED;
    if (val_is_rule(rhs))
        rhs = list_make(h, 1, &rhs);
    if (val_is_assoc(rhs))
        rhs = assoc_rules(h, rhs);
    if (!val_is_plain_list(rhs))
        return fail(vm, S_Options, "options", rhs, symbol);
    definition_edit(&vm->definitions, h, symbol)->options = rhs;
    vm_changed(vm, symbol);
    return ASSIGN_DONE;
}

static AssignResult assign_message(Vm *vm, Val lhs, Val rhs)
{
    Val symbol = expr_len(lhs) >= 2 ? expr_arg(lhs, 0) : VAL_NONE;
    Val tag = expr_len(lhs) >= 2 ? expr_arg(lhs, 1) : VAL_NONE;

    if (val_is_none(symbol) || !val_is_symbol(symbol))
        return ASSIGN_FAILED;
    if (val_is_symbol(tag))
        tag = text_from(vm_heap(vm), symbol_name(tag));
    assign_rule(vm, symbol, RULES_MESSAGE, expr2(vm_heap(vm), S_MessageName, symbol, tag), rhs, false);
    return ASSIGN_DONE;
}

/* DownValues[f] = {lhs :> rhs, ..}. */
static AssignResult assign_values(Vm *vm, Val self, Val symbol, RuleKind kind, Val rhs)
{
    if (!val_is_symbol(symbol) || !assign_allowed(vm, self, symbol))
        return ASSIGN_FAILED;
    if (!val_is_plain_list(rhs))
        return fail(vm, self, "vlist", rhs, symbol);
    Definition *d = definition_edit(&vm->definitions, vm_heap(vm), symbol);
    d->rules[kind] = NULL;
    if (kind == RULES_OWN)
        d->value = VAL_NONE;
    vm_changed(vm, symbol);
    for (size_t i = 0; i < expr_len(rhs); i++) {
        Val rule = expr_arg(rhs, i);
        if (!val_is_rule(rule))
            continue;
        Val lhs = expr_arg(rule, 0);
        while (val_is_call(lhs, S_HoldPattern, 1))
            lhs = expr_arg(lhs, 0);
        if (kind == RULES_OWN && val_is(lhs, symbol) && !val_is_call(expr_arg(rule, 1), S_Condition, 2)) {
            assign_symbol_raw(vm, symbol, expr_arg(rule, 1));
            definition_edit(&vm->definitions, vm_heap(vm), symbol)->value_delayed = val_has_head(rule, S_RuleDelayed);
        } else {
            assign_rule(vm, symbol, kind, lhs, expr_arg(rule, 1), true);
        }
    }
    return ASSIGN_DONE;
}

/* Format[f[x_], form] := .., N[f[x_]] := ..: rules of another kind with the symbol inside. */
static AssignResult assign_inner(Vm *vm, Val self, Val lhs, Val rhs, RuleKind kind)
{
    Val inner = expr_arg(lhs, 0);

    while (val_is_call(inner, S_Condition, 2) || val_is_call(inner, S_HoldPattern, 1))
        inner = expr_arg(inner, 0);
    Val symbol = val_root_symbol(inner);
    if (val_is_none(symbol))
        return fail(vm, self, "setraw", inner, VAL_NONE);
    if (kind == RULES_N && !assign_allowed(vm, self, symbol))
        return ASSIGN_FAILED;
    assign_rule(vm, symbol, kind, lhs, rhs, true);
    return ASSIGN_DONE;
}

/* *handled: whether [lhs] was one of these. */
static AssignResult assign_special(Vm *vm, Val self, Val lhs, Val rhs, bool delayed, bool *handled)
{
    size_t n = expr_len(lhs);
    Val first = n > 0 ? expr_arg(lhs, 0) : VAL_NONE;

    *handled = true;
    switch (symbol_switch(expr_head(lhs))) {
    case SYM_List:
        return assign_list(vm, self, lhs, rhs, delayed);
    case SYM_Part:
        return assign_part(vm, self, lhs, rhs);
    case SYM_Attributes:
        if (n == 1) return assign_attributes(vm, self, first, rhs);
        break;
    case SYM_Options:
        if (n == 1) return assign_options(vm, self, first, rhs);
        break;
    case SYM_MessageName:
        return assign_message(vm, lhs, rhs);
    case SYM_Default:
        if (n >= 1 && val_is_symbol(first)) {
            assign_rule(vm, first, RULES_DEFAULT, lhs, rhs, delayed);
            return ASSIGN_DONE;
        }
        break;
    case SYM_Format: if (n >= 1) return assign_inner(vm, self, lhs, rhs, RULES_FORMAT); break;
    case SYM_N:      if (n >= 1) return assign_inner(vm, self, lhs, rhs, RULES_N); break;
    case SYM_OwnValues:    if (n == 1) return assign_values(vm, self, first, RULES_OWN, rhs); break;
    case SYM_DownValues:   if (n == 1) return assign_values(vm, self, first, RULES_DOWN, rhs); break;
    case SYM_SubValues:    if (n == 1) return assign_values(vm, self, first, RULES_SUB, rhs); break;
    case SYM_UpValues:     if (n == 1) { vm->up_values |= val_bloom(first); return assign_values(vm, self, first, RULES_UP, rhs); } break;
    case SYM_NValues:      if (n == 1) return assign_values(vm, self, first, RULES_N, rhs); break;
    case SYM_FormatValues: if (n == 1) return assign_values(vm, self, first, RULES_FORMAT, rhs); break;
    case SYM_DefaultValues: if (n == 1) return assign_values(vm, self, first, RULES_DEFAULT, rhs); break;
    default:
        break;
    }
    *handled = false;
    return ASSIGN_DONE;
}

/* *led: whether a leader has done [call], which assigns to [lhs]. */
static AssignResult assign_led(Vm *vm, Val lhs, Val call, bool *led)
{
    Val symbol = val_is_plain_list(lhs) ? VAL_NONE : vm_led_target(vm, lhs), v = NOT_MINE;

    if (!val_is_none(symbol))
        v = vm_lead(vm, symbol, call);
    *led = !val_is_not_mine(v);
    return val_is_unwind(v) ? ASSIGN_UNWIND : ASSIGN_DONE;
}

AssignResult assign(Vm *vm, Val self, Val tag, Val lhs, Val rhs, bool delayed)
{
    if (UNLIKELY(vm->led) && val_is_none(tag) && vm_may_have_up_values(vm, lhs)) {
        bool led;
        AssignResult r = assign_led(vm, lhs, expr2(vm_heap(vm), delayed ? S_SetDelayed : S_Set, lhs, rhs), &led);
        if (led)
            return r;
    }
    if (val_is_symbol(lhs)) {
        if (!val_is_none(tag) && !val_is(tag, lhs))
            return fail(vm, self, "tagnf", tag, lhs);
        return assign_symbol(vm, self, lhs, rhs, delayed);
    }
    if (!val_is_expr(lhs))
        return fail(vm, self, "setraw", lhs, VAL_NONE);
    if (val_is_none(tag) || val_is(tag, expr_head(lhs))) {
        bool handled;
        AssignResult r = assign_special(vm, self, lhs, rhs, delayed, &handled);
        if (handled)
            return r;
    }
    return assign_expr(vm, self, tag, lhs, rhs, delayed);
}

AssignResult assign_up(Vm *vm, Val self, Val lhs, Val rhs, bool delayed)
{
    Val inner = lhs, condition = VAL_NONE, seen = VAL_NONE;
    bool any = false;

    if (val_is_call(inner, S_Condition, 2)) {
        condition = expr_arg(inner, 1);
        inner = expr_arg(inner, 0);
    }
    if (!val_is_expr(inner))
        return fail(vm, self, "normal", val_int(1), expr2(vm_heap(vm), self, lhs, rhs));
    inner = eval_left(vm, inner);
    if (val_is_unwind(inner))
        return ASSIGN_UNWIND;
    lhs = val_is_none(condition) ? inner : expr2(vm_heap(vm), S_Condition, inner, condition);
    for (size_t i = 0; i < expr_len(inner); i++) {
        Val x = expr_arg(inner, i), symbol;
        if (val_is_call(x, S_Pattern, 2))
            x = expr_arg(x, 1);
        symbol = val_has_head(x, S_Blank) && expr_len(x) == 1 ? expr_arg(x, 0) : val_root_symbol(x);
        if (val_is_none(symbol) || !val_is_symbol(symbol) || val_is(symbol, seen) || val_is(symbol, S_Blank))
            continue;
        seen = symbol;
        if (vm_attributes(vm, symbol) & ATTR_PROTECTED) {
            fail(vm, self, "write", symbol, inner);
            continue;
        }
        assign_rule(vm, symbol, RULES_UP, lhs, rhs, delayed);
        any = true;
    }
    return any ? ASSIGN_DONE : fail(vm, self, "nosym", inner, VAL_NONE);
}

static AssignResult remove_rule(Vm *vm, Val self, Val symbol, RuleKind kind, Val lhs)
{
    bool found = false;
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (d != NULL && d->rules[kind] != NULL) {
        RuleSet *set = rule_set_remove(vm, d->rules[kind], lhs, &found);
        definition_edit(&vm->definitions, vm_heap(vm), symbol)->rules[kind] = set;
        vm_changed(vm, symbol);
    }
    return found ? ASSIGN_DONE : fail(vm, self, "norep", lhs, symbol);
}

/* DownValues[f] =. and its like: all rules of a kind go. */
static bool values_kind(Val head, RuleKind *kind)
{
    switch (symbol_switch(head)) {
    case SYM_OwnValues:     *kind = RULES_OWN; return true;
    case SYM_DownValues:    *kind = RULES_DOWN; return true;
    case SYM_SubValues:     *kind = RULES_SUB; return true;
    case SYM_UpValues:      *kind = RULES_UP; return true;
    case SYM_NValues:       *kind = RULES_N; return true;
    case SYM_FormatValues:  *kind = RULES_FORMAT; return true;
    case SYM_DefaultValues: *kind = RULES_DEFAULT; return true;
    case SYM_Messages:      *kind = RULES_MESSAGE; return true;
    default:                return false;
    }
}

AssignResult unassign(Vm *vm, Val self, Val tag, Val lhs)
{
    RuleKind kind;

    if (UNLIKELY(vm->led) && val_is_none(tag) && vm_may_have_up_values(vm, lhs)) {
        bool led;
        AssignResult r = assign_led(vm, lhs, expr1(vm_heap(vm), S_Unset, lhs), &led);
        if (led)
            return r;
    }
    if (val_is_symbol(lhs)) {
        if (!assign_allowed(vm, self, lhs))
            return ASSIGN_FAILED;
        Definition *d = definition_edit(&vm->definitions, vm_heap(vm), lhs);
        d->value = VAL_NONE;
        d->rules[RULES_OWN] = NULL;
        vm_changed(vm, lhs);
        return ASSIGN_DONE;
    }
    if (val_is_plain_list(lhs)) {
        for (size_t i = 0; i < expr_len(lhs); i++)
            if (unassign(vm, self, tag, expr_arg(lhs, i)) == ASSIGN_UNWIND)
                return ASSIGN_UNWIND;
        return ASSIGN_DONE;
    }
    if (!val_is_expr(lhs))
        return fail(vm, self, "usraw", lhs, VAL_NONE);
    if (expr_len(lhs) == 1 && val_is_symbol(expr_arg(lhs, 0)) && val_is_none(tag) && values_kind(expr_head(lhs), &kind))
        return assign_values(vm, self, expr_arg(lhs, 0), kind, list_make(vm_heap(vm), 0, NULL));
    if (val_is_call(lhs, S_Options, 1) && val_is_symbol(expr_arg(lhs, 0)) && val_is_none(tag))
        return assign_options(vm, self, expr_arg(lhs, 0), list_make(vm_heap(vm), 0, NULL));
    if (val_is_call(lhs, S_Attributes, 1) && val_is_symbol(expr_arg(lhs, 0)) && val_is_none(tag))
        return assign_attributes(vm, self, expr_arg(lhs, 0), list_make(vm_heap(vm), 0, NULL));
    if (val_has_head(lhs, S_MessageName) && expr_len(lhs) == 2 && val_is_symbol(expr_arg(lhs, 0)))
        return remove_rule(vm, self, expr_arg(lhs, 0), RULES_MESSAGE, lhs);
    if (val_has_head(lhs, S_Part) && expr_len(lhs) == 2 && val_is_symbol(expr_arg(lhs, 0)))
        lhs = expr1(vm_heap(vm), expr_arg(lhs, 0), expr_arg(lhs, 1));
    lhs = eval_left(vm, lhs);
    if (val_is_unwind(lhs))
        return ASSIGN_UNWIND;
    Val symbol = val_is_none(tag) ? val_root_symbol(lhs) : tag;
    if (val_is_none(symbol))
        return fail(vm, self, "usraw", lhs, VAL_NONE);
    const Definition *d = definition_find(&vm->definitions, symbol);
    if (d != NULL && expr_len(lhs) == 1 && !val_is_none(d->value) && val_is_assoc(d->value)) {
        assign_symbol_raw(vm, symbol, assoc_remove(vm_heap(vm), d->value, expr_arg(lhs, 0)));
        return ASSIGN_DONE;
    }
    if (vm_attributes(vm, symbol) & ATTR_PROTECTED)
        return fail(vm, self, "write", symbol, lhs);
    if (!val_is(symbol, val_root_symbol(lhs)))
        return remove_rule(vm, self, symbol, RULES_UP, lhs);
    return remove_rule(vm, self, symbol, val_is_symbol(expr_head(lhs)) ? RULES_DOWN : RULES_SUB, lhs);
}
