/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * compile_rules.c -- the rules of a symbol, pure functions and loops to bytecode: what is compiled as a unit.
 *
 * Rules without patterns come first, if they are few and stay as they are: otherwise the code looks for
 * them in the rule set each time.
 */
#include "vm/code/compile.h"

#include "vm/code/typed.h"
#include "vm/eval/builtin.h"

static bool compile_argument(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next);

static bool compile_parts(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next)
{
    Val head = p->sub->value;

    if (p->sub->kind != PATTERN_LITERAL || !val_is_symbol(head) || p->n > 30)
        return false;
    /* What is no normal expression, or may have its arguments in another order, is for the matcher. */
    if (!p->simple || p->attributes_epoch != c->vm->attributes_epoch || val_is(head, S_Rational)
        || val_is(head, S_Complex) || val_is(head, S_Association))
        return false;
    emit_k(c, OP_HEAD, reg, constant_index(c, head));
    emit_jump(c, next);
    for (size_t i = 0; i < p->n; i++)
        if (p->args[i]->min != 1 || p->args[i]->max != 1)
            return false;
    int first = c->next_register;
    for (size_t i = 0; i < p->n; i++)
        (void)register_new(c);
    emit(c, OP_UNPACK, reg, (int)p->n, first);
    emit_jump(c, next);
    for (size_t i = 0; i < p->n; i++)
        if (!compile_argument(c, root, p->args[i], first + (int)i, next))
            return false;
    return true;
}

static bool compile_guard(Compiler *c, Val condition, JumpList *next)
{
    int saved = c->next_register, test = register_new(c);

    compile_condition(c, condition, test, next, next);
    c->next_register = saved;
    return true;
}

void compile_literal(Compiler *c, Val v, int reg, JumpList *next)
{
    if (is_immediate(v))
        emit(c, OP_LITERALI, reg, (int)val_small(v), 0);
    else
        emit_k(c, OP_LITERAL, reg, constant_index(c, v));
    emit_jump(c, next);
}

/* Tests of the value in [reg]; false where the pattern is beyond this compiler. */
static bool compile_argument(Compiler *c, const Pattern *root, const Pattern *p, int reg, JumpList *next)
{
    Local *l;

    switch (p->kind) {
    case PATTERN_LITERAL:
        compile_literal(c, p->value, reg, next);
        return true;
    case PATTERN_BLANK:
        if (val_is_none(p->value))
            return true;
        emit_k(c, OP_HEAD, reg, constant_index(c, p->value));
        emit_jump(c, next);
        return true;
    case PATTERN_NAMED:
        l = local_find(c, root->names[p->slot]);
        if (l != NULL) {
            emit(c, OP_MATCHSAME, reg, l->reg, 0);
            emit_jump(c, next);
        } else {
            local_add(c, root->names[p->slot], reg, false);
        }
        return compile_argument(c, root, p->sub, reg, next);
    case PATTERN_TEST: {
        if (!compile_argument(c, root, p->sub, reg, next) || !val_is_symbol(p->value))
            return false;
        int saved = c->next_register, base = register_new(c), argument = register_new(c);
        emit_k(c, OP_CONST, base, constant_index(c, p->value));
        emit(c, OP_MOVE, argument, reg, 0);
        emit(c, OP_BUILD, base, 1, 0);
        emit(c, OP_GUARD, base, 0, 0);
        emit_jump(c, next);
        c->next_register = saved;
        return (vm_attributes(c->vm, p->value) & ATTR_HOLD_ANY) == 0;
    }
    case PATTERN_CONDITION:
        return compile_argument(c, root, p->sub, reg, next) && compile_guard(c, p->value, next);
    case PATTERN_EXPR:
        return compile_parts(c, root, p, reg, next);
    default:
        return false;
    }
}

/* A body with a loop in it: typed code for its arguments, if they turn out to be machine numbers. */
static void compile_typed(Compiler *c, Val body, size_t n)
{
    Val names[TYPED_ROW_TYPES];

    if (n == 0 || n > TYPED_ROW_TYPES || !typed_worthwhile(body))
        return;
    for (size_t i = 0; i < n; i++)
        names[i] = symbol_private("unnamed");
    for (size_t i = 0; i < c->local_count; i++)
        if (c->locals[i].reg >= 0 && (size_t)c->locals[i].reg < n)
            names[c->locals[i].reg] = c->locals[i].name;
    emit_k(c, OP_TYPED, 0, constant_index(c, list_make(c->heap, 2, (Val[]){list_make(c->heap, n, names), body})));
}

/* One rule; its failing tests go to what comes after it. */
static bool compile_rule(Compiler *c, const Rule *rule, size_t n)
{
    const Pattern *p = rule->pattern, *condition = NULL;
    JumpList next = {0};
    Val body = rule->body;

    c->local_count = 0;
    c->next_register = (int)n + c->keeps_epoch;
    if (p->kind == PATTERN_CONDITION) {
        condition = p;
        p = p->sub;
    }
    if (p->kind != PATTERN_EXPR || p->sub->kind != PATTERN_LITERAL || !val_is(p->sub->value, c->symbol))
        return false;
    if (n < p->args_min || n > p->args_max)
        return true;
    if (p->n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (p->args[i]->min != 1 || p->args[i]->max != 1
            || !compile_argument(c, rule->pattern, p->args[i], (int)i, &next))
            return false;
    if (condition != NULL)
        compile_guard(c, condition->value, &next);
    if (val_is_call(body, S_Condition, 2) && rule->delayed) {
        compile_guard(c, expr_arg(body, 1), &next);
        body = expr_arg(body, 0);
    }
    int to = register_new(c);
    compile_typed(c, body, n);
    compile_tail(c, body, to);
    patch_here(c, &next);
    return !c->failed;
}

/* Module[.., body /; test] makes a condition of a part of the right side: for the tree evaluator. */
static bool has_inner_condition(Val rhs)
{
    if (val_is_call(rhs, S_Condition, 2))
        rhs = expr_arg(rhs, 0);
    while (val_is_expr(rhs) && expr_len(rhs) == 2
           && (val_has_head(rhs, S_Module) || val_has_head(rhs, S_With) || val_has_head(rhs, S_Block))) {
        rhs = expr_arg(rhs, 1);
        if (val_is_call(rhs, S_Condition, 2))
            return true;
    }
    return false;
}

/* Rules for one integer each: one jump leads to the right one.  [from]: the least of them, [count] from it to
 * the largest.  False where there are none. */
static bool integer_rules(const RuleSet *set, Val symbol, int64_t *from, int64_t *count)
{
    int64_t most = INT64_MIN;

    *from = INT64_MAX;
    for (size_t i = 0; i < rule_set_literal_count(set); i++) {
        Val lhs = rule_set_literal_at(set, i)->lhs;
        if (!val_is_call(lhs, symbol, 1) || !is_immediate(expr_arg(lhs, 0)))
            continue;
        int64_t n = val_small(expr_arg(lhs, 0));
        *from = n < *from ? n : *from;
        most = n > most ? n : most;
    }
    if (most == INT64_MIN || (uint64_t)most - (uint64_t)*from >= 16)
        return false;
    *count = most - *from + 1;
    return true;
}

/* The rules without patterns, as tests of all their arguments.  Their order is of no matter. */
static void compile_literals(Compiler *c, const RuleSet *set, size_t n, JumpList *starts)
{
    JumpList cases[17] = {{0}};        /* the last one for anything else */
    int64_t from = 0, count = 0;
    bool table = n == 1 && integer_rules(set, c->symbol, &from, &count);

    for (int pass = !table; pass < 2; pass++) {
        if (pass == 0) {
            jump_add(c, starts, c->count);
            emit(c, OP_SWITCH, 0, (int)from, (int)count);
            for (int64_t i = 0; i <= count; i++)
                emit_jump(c, &cases[i]);
        }
        for (size_t i = 0; i < rule_set_literal_count(set); i++) {
            const Literal *rule = rule_set_literal_at(set, i);
            JumpList next = {0};
            if (!val_is_call(rule->lhs, c->symbol, n))
                continue;
            bool in_table = table && is_immediate(expr_arg(rule->lhs, 0));
            if (in_table != (pass == 0))
                continue;
            c->local_count = 0;
            c->next_register = (int)n + c->keeps_epoch;
            if (!in_table)
                jump_add(c, starts, c->count);
            else
                patch_here(c, &cases[val_small(expr_arg(rule->lhs, 0)) - from]);
            for (size_t k = 0; !in_table && k < n; k++)
                compile_literal(c, expr_arg(rule->lhs, k), (int)k, &next);
            compile_tail(c, rule->rhs, register_new(c));
            patch_here(c, &next);
        }
        /* Integers between, without a rule, and what is none of them. */
        for (int64_t i = 0; pass == 0 && i <= count; i++)
            patch_here(c, &cases[i]);
    }
}

/* Does a rule run anything before it is known whether it applies? */
static bool has_tests(const RuleSet *set)
{
    for (size_t i = 0; i < rule_set_pattern_count(set); i++) {
        const Rule *rule = rule_set_pattern_at(set, i);
        if (!rule->pattern->structural || (rule->delayed && val_is_call(rule->body, S_Condition, 2)))
            return true;
    }
    return false;
}

Code *code_compile(Vm *vm, Val symbol, const RuleSet *set, size_t n, bool fixed)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = symbol, .keeps_epoch = has_tests(set)};
    JumpList starts = {0};
    int by;

    if (n > 60)
        return NULL;
    c.register_count = (int)n + c.keeps_epoch;
    by = switch_argument(set, n);
    if (c.keeps_epoch)
        emit(&c, OP_EPOCH, (int)n, 0, 0);
    if (!fixed)
        emit(&c, OP_LITERALS, 0, 0, 0);
    if (by >= 0)
        emit(&c, OP_HEADS, by, 0, 0);
    if (fixed)
        compile_literals(&c, set, n, &starts);
    for (size_t i = 0; i < rule_set_pattern_count(set); i++) {
        const Rule *rule = rule_set_pattern_at(set, i);
        jump_add(&c, &starts, c.count);
        if (has_inner_condition(rule->body) || !compile_rule(&c, rule, n))
            return NULL;
    }
    if (by >= 0)
        switch_finish(&c, by, &starts);
    emit(&c, c.keeps_epoch ? OP_NOMATCHED : OP_NOMATCH, c.keeps_epoch ? (int)n : 0, 0, 0);
    return compiler_finish(&c, n);
}

Code *code_compile_function(Vm *vm, Val f, size_t n)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = S_Function, .pure = true};
    Val names[30], body;
    int to;

    if (n > COUNT_OF(names) || expr_len(f) > 2)
        return NULL;
    c.register_count = c.next_register = (int)n;
    body = function_body(&c, f, n, names);
    if (val_is_none(body))
        return NULL;
    for (size_t i = 0; i < n; i++)
        local_add(&c, names[i], (int)i, false);
    c.function_depth = 1;
    to = register_new(&c);
    compile_tail(&c, body, to);
    return compiler_finish(&c, n);
}

Code *code_compile_call(Vm *vm, Val e)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = S_Do, .pure = true};
    int to = register_new(&c);

    compile_value(&c, e, to);
    emit(&c, OP_RETURN, to, 0, 0);
    return compiler_finish(&c, 0);
}

Code *code_compile_expression(Vm *vm, Val e)
{
    Compiler c = {.vm = vm, .heap = vm_heap(vm), .symbol = S_Do};
    int to = register_new(&c);

    c.pure = true;
    if (!compile_control(&c, e, to, false))
        return NULL;
    emit(&c, OP_RETURN, to, 0, 0);
    return compiler_finish(&c, 0);
}
