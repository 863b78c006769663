/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * independent.c -- does it make a difference whether elements are evaluated together or one by one?
 *
 * Elements must not see what others define, so they are evaluated one by one, unless they evidently
 * define nothing.  And an iteration's variable is a global one, unless nobody can tell.  Whatever is not
 * simple enough counts as dependent: that is slower, never wrong.  What a text, a file or another task brings
 * may name anything; the builtins that bring it say so by their effects.
 */
#include "foreign/par/independent.h"

#include "vm/pattern/rules.h"

enum { SEEN_MAX = 64, NODES_MAX = 20000, RULES_MAX = 32, DEPTH_MAX = 200 };

typedef struct Look {
    Vm    *vm;
    Val    variable;
    size_t nodes, seen_count;
    Val    seen[SEEN_MAX];
    Independence found;
} Look;

static void look_at(Look *l, Val v, bool in_body, size_t depth);

static void nothing_known(Look *l)
{
    l->found = (Independence){false, false};
}

/* Heads that hold arguments and yet only evaluate them. */
static bool is_control(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_If: case SYM_Which: case SYM_Switch: case SYM_And: case SYM_Or: case SYM_CompoundExpression:
    case SYM_Table: case SYM_Do: case SYM_Sum: case SYM_Product:
        return true;
    default:
        return false;
    }
}

static void look_at_rules(Look *l, const RuleSet *set)
{
    size_t n;

    if (set == NULL)
        return;
    if (rule_set_pattern_count(set) + rule_set_literal_count(set) > RULES_MAX) {
        nothing_known(l);
        return;
    }
    const RuleText *rules = rule_set_all(l->vm, set, &n);
    for (size_t i = 0; i < n; i++) {
        look_at(l, rules[i].lhs, false, 0);
        look_at(l, rules[i].rhs, false, 0);
    }
}

static void look_at_definition(Look *l, const Definition *d)
{
    if (d == NULL)
        return;
    if (d->rules[RULES_UP] != NULL || d->rules[RULES_N] != NULL) {
        nothing_known(l);
        return;
    }
    if (!val_is_none(d->value))
        look_at(l, d->value, false, 0);
    look_at_rules(l, d->rules[RULES_OWN]);
    look_at_rules(l, d->rules[RULES_DOWN]);
    look_at_rules(l, d->rules[RULES_SUB]);
    look_at_rules(l, d->rules[RULES_FORMAT]);
    look_at_rules(l, d->rules[RULES_DEFAULT]);
    if (!val_is_none(d->options))
        look_at(l, d->options, false, 0);
}

static void look_at_symbol(Look *l, Val symbol, bool in_body)
{
    const Builtin *b = val_symbol(symbol)->builtin;
    const Definition *d;

    if (!in_body && val_is(symbol, l->variable))
        l->found.lexical = false;
    for (size_t i = 0; i < l->seen_count; i++)
        if (val_is(l->seen[i], symbol))
            return;
    if (l->seen_count == SEEN_MAX) {
        nothing_known(l);
        return;
    }
    l->seen[l->seen_count++] = symbol;
    if (val_symbol(symbol)->autoload != 0) {
        nothing_known(l);
        return;
    }
    d = definition_find(&l->vm->definitions, symbol);
    if (b != NULL) {
        if ((b->effects & ~(unsigned)(EFFECT_PURE | EFFECT_CALLS)) != 0 || b->value != NULL)
            l->found.pure = false;
        if ((b->effects & (EFFECT_STATE | EFFECT_IO | EFFECT_CHANNEL)) != 0)
            l->found.lexical = false;
        if (d != NULL && (d->rules[RULES_DOWN] != NULL || d->rules[RULES_OWN] != NULL || d->rules[RULES_SUB] != NULL))
            nothing_known(l);
    }
    if ((vm_attributes(l->vm, symbol) & ATTR_HOLD_ANY) != 0 && !is_control(symbol) && !val_is(symbol, S_Function))
        l->found.lexical = false;
    look_at_definition(l, d);
}

/* Is the variable one of an iteration inside, or a name of a function inside? */
static bool rebinds(const Look *l, Val expr)
{
    if (val_has_head(expr, S_Function))
        return expr_len(expr) != 1 || val_contains_symbol(expr, l->variable);
    if (!is_control(expr_head(expr)))
        return false;
    for (size_t i = 1; i < expr_len(expr); i++) {
        Val x = expr_arg(expr, i);
        if (val_is_plain_list(x) && expr_len(x) > 0 && val_is(expr_arg(x, 0), l->variable))
            return true;
    }
    return false;
}

static void look_at(Look *l, Val v, bool in_body, size_t depth)
{
    if (val_is_symbol(v)) {
        look_at_symbol(l, v, in_body);
        return;
    }
    if (val_is_assoc(v)) {
        if (!val_is_inert(v))
            nothing_known(l);
        return;
    }
    if (val_is_foreign(v))
        nothing_known(l);
    if (!val_is_expr(v) || (!l->found.pure && !l->found.lexical))
        return;
    if (++l->nodes > NODES_MAX || depth > DEPTH_MAX) {
        nothing_known(l);
        return;
    }
    if (!val_is_none(l->variable) && in_body && rebinds(l, v))
        l->found.lexical = false;
    look_at(l, expr_head(v), in_body, depth + 1);
    for (size_t i = 0; i < expr_len(v); i++)
        look_at(l, expr_arg(v, i), in_body, depth + 1);
}

Independence independence_of(Vm *vm, Val expr, Val variable)
{
    Look l = {.vm = vm, .variable = variable, .found = {true, true}};

    look_at(&l, expr, true, 0);
    return l.found;
}
