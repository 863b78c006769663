/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rules.c -- one rule, and the rules of a symbol.
 *
 * Rules whose left side is free of patterns sit in a hash table (literals.c), so that f[1] = .., f[2] = ..
 * cost O(1) each to add and to find.  The others are few: an array, the more specific first, copied when
 * one is added, because a rule may redefine its own symbol while it runs.
 */
#include "vm/base/shared.h"
#include "vm/pattern/direct.h"
#include "vm/pattern/literals.h"
#include "vm/pattern/rules.h"

#include "vm/value/assoc.h"

struct RuleSet {
    const void *owner;            /* the token of the definition table that may change it in place */
    Rule      **patterns;
    size_t      pattern_count;
    Literals   *literals;         /* NULL: none */
    RuleCode    code;
};

/* OptionValue[name] and OptionValue[f, name] with what the OptionsPattern of the left side took. */
static Val with_options(Heap *h, Val v, Val f)
{
    if (!val_is_expr(v) || (val_bloom(v) & val_bloom(S_OptionValue)) == 0)
        return v;
    if (val_is(expr_head(v), S_OptionValue) && (expr_len(v) == 1 || expr_len(v) == 2)) {
        Val options = pattern_options_name(), list = list_make(h, 1, &options);
        return expr3(h, S_OptionValue, expr_len(v) == 2 ? expr_arg(v, 0) : f, list, expr_arg(v, expr_len(v) - 1));
    }
    Builder b;
    builder_start(&b, h, with_options(h, expr_head(v), f));
    for (size_t i = 0; i < expr_len(v); i++)
        builder_push(&b, with_options(h, expr_arg(v, i), f));
    return builder_finish(&b);
}

/* The OptionsPattern[f] or OptionsPattern[] in a compiled pattern; NULL where there is none. */
static const Pattern *options_pattern(const Pattern *p)
{
    if (p == NULL || p->kind == PATTERN_OPTIONS)
        return p;
    const Pattern *found = options_pattern(p->sub);
    for (size_t i = 0; i < p->n && found == NULL; i++)
        found = options_pattern(p->args[i]);
    return found;
}

static Val symbol_of(Val v)
{
    while (val_is_expr(v)) {
        bool wrapped = val_is_call(v, S_Condition, 2) || val_is_call(v, S_HoldPattern, 1);
        v = wrapped ? expr_arg(v, 0) : expr_head(v);
    }
    return v;
}

static void prepare(Vm *vm, Rule *r);

/* body /; test, perhaps inside Module, With or Block: where the condition is, else VAL_NONE. */
static Val condition_of(Val rhs)
{
    while (val_is_expr(rhs) && val_is_symbol(expr_head(rhs))) {
        if (val_is_call(rhs, S_Condition, 2))
            return rhs;
        if (expr_len(rhs) != 2)
            break;
        switch (symbol_switch(expr_head(rhs))) {
        case SYM_Module: case SYM_With: case SYM_Block:
            rhs = expr_arg(rhs, 1);
            continue;
        default:
            return VAL_NONE;
        }
    }
    return VAL_NONE;
}

/* Module[vars, body /; test] as Module[vars, If[test, body, fail]]; the body may hold conditions too. */
static Val as_guarded(Heap *h, Val rhs, Val fail)
{
    if (val_is_none(condition_of(rhs)))
        return rhs;
    if (val_is_call(rhs, S_Condition, 2)) {
        Val parts[] = {expr_arg(rhs, 1), as_guarded(h, expr_arg(rhs, 0), fail), fail, fail};
        return expr_make(h, S_If, 4, parts);
    }
    return expr_with_arg(h, rhs, 1, as_guarded(h, expr_arg(rhs, 1), fail));
}

/* ---- applying ---- */

typedef struct AttemptNext {
    Next        base;
    const Rule *rule;
    Val         result;           /* VAL_NONE while none of the matches satisfied the condition */
} AttemptNext;

static Val filled(Matcher *m, const Skeleton *s, Val expr)
{
    if (s != NULL)
        return skeleton_fill(m, s, false);
    Bindings b = all_bindings(m);
    return bindings_substitute(m->vm, &b, expr);
}

/* The condition on the right side belongs to the match: where it fails the next way is tried. */
static MatchResult attempt_run(Matcher *m, Next *self)
{
    AttemptNext *a = (AttemptNext *)self;
    const Rule *rule = a->rule;
    Val v = VAL_NONE;

    if (rule->inner_guard) {
        Bindings b = all_bindings(m);
        v = vm_eval(m->vm, as_guarded(vm_heap(m->vm), bindings_substitute(m->vm, &b, rule->body), S_$ConditionHold));
        if (!val_is(v, S_$ConditionHold))
            a->result = v;
        return match_flag(!val_is_none(a->result));
    }
    if (skeleton_is_quick(rule->guard_skeleton))
        v = skeleton_quick(m, rule->guard_skeleton);
    if (val_is_none(v))
        v = vm_eval(m->vm, filled(m, rule->guard_skeleton, rule->guard));
    if (val_is_unwind(v))
        return MATCH_UNWIND;
    if (!val_is(v, S_True))
        return MATCH_NO;
    a->result = filled(m, rule->value_skeleton, rule->value);
    return MATCH_YES;
}

static Val apply_pattern(Vm *vm, const Rule *rule, Val expr)
{
    const Pattern *p = rule->pattern;
    MatcherRoom room;
    MatchResult r;

    if (rule->direct != NULL && rule->attributes_epoch == vm->attributes_epoch) {
        Val v = direct_apply(vm, rule->direct, rule->value_skeleton, expr, 0);
        if (!val_is_not_mine(v))
            return v;
    }
    if (p->kind == PATTERN_LITERAL && val_is_none(rule->guard))
        return val_same(p->value, expr) ? rule->body : VAL_NONE;
    Matcher m = matcher_start(vm, p, &room);
    if (val_is_none(rule->guard)) {
        r = p->simple ? match_simple(&m, p, expr) : match_once(&m, p, expr);
        if (r != MATCH_YES)
            return r == MATCH_UNWIND ? UNWIND : VAL_NONE;
        return filled(&m, rule->value_skeleton, rule->body);
    }
    AttemptNext next = {{attempt_run}, rule, VAL_NONE};
    if (p->structural && skeleton_is_quick(rule->guard_skeleton))
        m.early = rule->guard_skeleton;
    r = match_one(&m, p, expr, &next.base);
    return r == MATCH_UNWIND ? UNWIND : next.result;
}

/* f[before___, args.., after___] for a Flat f; VAL_NONE where the head is not Flat.  Under Orderless
 * one rest is enough. */
static Val widened(Vm *vm, Val lhs, Val before, Val after)
{
    Heap *h = vm_heap(vm);

    if (val_is_call(lhs, S_Condition, 2)) {
        Val inner = widened(vm, expr_arg(lhs, 0), before, after);
        return val_is_none(inner) ? VAL_NONE : expr_with_arg(h, lhs, 0, inner);
    }
    if (!val_is_expr(lhs) || !val_is_symbol(expr_head(lhs)))
        return VAL_NONE;
    uint32_t attributes = vm_attributes(vm, expr_head(lhs));
    if ((attributes & ATTR_FLAT) == 0)
        return VAL_NONE;
    Val any = expr0(h, S_BlankNullSequence);
    Builder b;
    builder_start(&b, h, expr_head(lhs));
    if ((attributes & ATTR_ORDERLESS) == 0)
        builder_push(&b, expr2(h, S_Pattern, before, any));
    builder_push_all(&b, expr_len(lhs), expr_args(lhs));
    builder_push(&b, expr2(h, S_Pattern, after, any));
    return builder_finish(&b);
}

static Val inner_head(Val lhs)
{
    while (val_is_call(lhs, S_Condition, 2))
        lhs = expr_arg(lhs, 0);
    return val_is_expr(lhs) ? expr_head(lhs) : VAL_NONE;
}

/* The head of the left side, where it is a symbol that is Flat now. */
static bool is_flat(Vm *vm, Val lhs)
{
    Val head = inner_head(lhs);

    return !val_is_none(head) && val_is_symbol(head) && (vm_attributes(vm, head) & ATTR_FLAT) != 0;
}

/* The rule for part of the arguments of a Flat head: f[before, rhs, after]. */
static Rule *widened_rule(Vm *vm, const Rule *rule)
{
    Heap *h = vm_heap(vm);
    Val head = inner_head(rule->lhs), before = symbol_private("before"), after = symbol_private("after");
    Val body = rule->body;
    Rule *wide = heap_alloc(h, sizeof *wide);

    wide->lhs = widened(vm, rule->lhs, before, after);
    wide->delayed = rule->delayed;
    wide->pattern = pattern_compile(vm, wide->lhs);
    bool conditional = rule->delayed && val_is_call(body, S_Condition, 2);
    Val inner = conditional ? expr_arg(body, 0) : body;
    Val result = (vm_attributes(vm, head) & ATTR_ORDERLESS) ? expr2(h, head, inner, after)
                                                           : expr3(h, head, before, inner, after);
    wide->rhs = wide->body = conditional ? expr2(h, S_Condition, result, expr_arg(body, 1)) : result;
    prepare(vm, wide);
    return wide;
}

static Val apply_to_part(Vm *vm, const Rule *rule, Val expr)
{
    bool fresh = rule->attributes_epoch == vm->attributes_epoch;

    if ((fresh && rule->wide == NULL) || !is_flat(vm, rule->lhs) || !val_has_head(expr, inner_head(rule->lhs)))
        return VAL_NONE;
    return apply_pattern(vm, fresh ? rule->wide : widened_rule(vm, rule), expr);
}

Val rule_apply(Vm *vm, const Rule *rule, Val expr)
{
    if (!rule_may_match(vm, rule, expr))
        return VAL_NONE;
    Val v = apply_pattern(vm, rule, expr);

    if (val_is_none(v) && val_is_expr(expr) && expr_len(expr) > 1)
        return apply_to_part(vm, rule, expr);
    return v;
}

/* ---- making ---- */

/* The symbol that the head of all that [p] matches must be; VAL_NONE where it may be another. */
static Val required_head(const Pattern *p)
{
    Val head = VAL_NONE;

    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_CONDITION || p->kind == PATTERN_TEST)
        p = p->sub;
    if (p->kind == PATTERN_LITERAL && val_is_expr(p->value))
        head = expr_head(p->value);
    else if (p->kind == PATTERN_EXPR && p->sub->kind == PATTERN_LITERAL && (p->n < 2 || p->args_min > 1))
        head = p->sub->value;         /* else it may be a lone argument: OneIdentity */
    switch (symbol_switch(head)) {
    case -1: case SYM_Rational: case SYM_Complex: case SYM_Association:
        return VAL_NONE;
    default:
        return head;
    }
}

static Val required_first(Vm *vm, const Pattern *p)
{
    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_CONDITION || p->kind == PATTERN_TEST)
        p = p->sub;
    if (p->kind != PATTERN_EXPR || p->n == 0 || p->args[0]->min != 1 || p->args[0]->max != 1
        || p->sub->kind != PATTERN_LITERAL || !val_is_symbol(p->sub->value)
        || (vm_attributes(vm, p->sub->value) & (ATTR_FLAT | ATTR_ORDERLESS)))
        return VAL_NONE;
    Val first = required_head(p->args[0]);
    return val_is(first, S_List) ? VAL_NONE : first;          /* it might be packed */
}

/* What can be known of a rule before it is used. */
static void prepare(Vm *vm, Rule *r)
{
    Val condition = r->delayed ? condition_of(r->body) : VAL_NONE;

    r->attributes_epoch = vm->attributes_epoch;
    r->head = required_head(r->pattern);
    r->first = required_first(vm, r->pattern);
    r->guard = VAL_NONE;
    r->value = r->body;
    if (!val_is_none(condition)) {
        r->guard = expr_arg(condition, 1);
        r->inner_guard = !val_is(condition, r->body) || !val_is_none(condition_of(expr_arg(r->body, 0)));
        r->value = expr_arg(condition, 0);
    }
    if (r->pattern->kind == PATTERN_LITERAL || r->inner_guard)
        return;
    if (!val_is_none(r->guard))
        r->guard_skeleton = skeleton_compile(vm, r->pattern, r->guard);
    r->value_skeleton = skeleton_compile(vm, r->pattern, r->value);
    if (val_is_none(r->guard))
        r->direct = direct_compile(vm, r->pattern, r->value_skeleton);
}

Rule *rule_new(Vm *vm, Val lhs, Val rhs, bool delayed)
{
    Rule *r = heap_alloc(vm_heap(vm), sizeof *r);

    while (val_is_call(lhs, S_HoldPattern, 1))
        lhs = expr_arg(lhs, 0);
    r->lhs = lhs;
    r->rhs = rhs;
    r->delayed = delayed;
    r->pattern = pattern_compile(vm, lhs);
    r->body = rhs;
    const Pattern *options = val_contains_symbol(rhs, S_OptionValue) ? options_pattern(r->pattern) : NULL;
    if (options != NULL)
        r->body = with_options(vm_heap(vm), rhs, val_is_none(options->value) ? symbol_of(lhs) : options->value);
    prepare(vm, r);
    if (is_flat(vm, lhs))
        r->wide = widened_rule(vm, r);
    return r;
}

/* ---- sets ---- */

/* Other VMs may compile, and write, what is copied. */
static void copy_code(RuleCode *to, const RuleCode *from)
{
    for (size_t i = 0; i < COUNT_OF(to->code); i++) {
        to->hopeless[i] = shared_word(from->hopeless[i]);
        to->code[i] = shared_pointer(from->code[i]);
    }
    to->literals_fixed = shared_word(from->literals_fixed);
    to->literals_varied = shared_word(from->literals_varied);
}

static RuleSet *set_to_write(Vm *vm, RuleSet *set)
{
    Heap *h = vm_heap(vm);

    if (set != NULL && set->owner == vm->definitions.token)
        return set;
    RuleSet *copy = heap_alloc(h, sizeof *copy);
    if (set != NULL) {
        copy->patterns = set->patterns;
        copy->pattern_count = set->pattern_count;
        copy->literals = set->literals;
        copy_code(&copy->code, &set->code);
    }
    copy->owner = vm->definitions.token;
    return copy;
}

/* The rules are others now: what was compiled is void. */
static void forget_code(RuleSet *set)
{
    uint8_t varied = shared_word(set->code.literals_varied);

    memset(&set->code, 0, sizeof set->code);
    shared_word_set(set->code.literals_varied, varied);
}

static void literals_changed(RuleSet *set)
{
    if (shared_word(set->code.literals_fixed)) {
        forget_code(set);
        shared_word_set(set->code.literals_varied, (uint8_t)(shared_word(set->code.literals_varied) + 1));
    }
}

static void add_literal(Heap *h, RuleSet *set, Val lhs, Val rhs, bool delayed)
{
    literals_changed(set);
    set->literals = literals_to_write(h, set->literals, set->owner);
    literals_put(h, set->literals, lhs, rhs, delayed);
}

/* Are the conditions of two right sides the same, and the constructs around them? */
static bool same_guard(Val a, Val b)
{
    while (!val_is_call(a, S_Condition, 2)) {
        if (val_is_call(b, S_Condition, 2) || !val_is(expr_head(a), expr_head(b)) || !val_same(expr_arg(a, 0), expr_arg(b, 0)))
            return false;
        a = expr_arg(a, 1);
        b = expr_arg(b, 1);
    }
    return val_is_call(b, S_Condition, 2) && val_same(expr_arg(a, 1), expr_arg(b, 1));
}

/* Two rules for the same left side: the names of variables aside, with the same right-hand condition. */
static bool same_left(const Rule *a, const Rule *b)
{
    if (!pattern_equivalent(a->pattern, b->pattern))
        return false;
    Val ca = a->delayed ? condition_of(a->rhs) : VAL_NONE, cb = b->delayed ? condition_of(b->rhs) : VAL_NONE;
    if (val_is_none(ca) || val_is_none(cb))
        return val_is_none(ca) && val_is_none(cb);
    return same_guard(a->rhs, b->rhs);
}

static void add_pattern(Heap *h, RuleSet *set, Rule *rule)
{
    size_t n = set->pattern_count, at = n;
    Rule **rules = heap_alloc(h, (n + 1) * sizeof(Rule *));

    forget_code(set);
    for (size_t i = 0; i < n; i++) {
        if (same_left(set->patterns[i], rule)) {
            memcpy(rules, set->patterns, n * sizeof(Rule *));
            rules[i] = rule;
            set->patterns = rules;
            return;
        }
    }
    for (size_t i = 0; i < n && at == n; i++)
        if (pattern_compare(rule->pattern, set->patterns[i]->pattern) < 0)
            at = i;
    for (size_t i = 0; i < at; i++)
        rules[i] = set->patterns[i];
    rules[at] = rule;
    for (size_t i = at; i < n; i++)
        rules[i + 1] = set->patterns[i];
    set->patterns = rules;
    set->pattern_count = n + 1;
}

RuleSet *rule_set_add(Vm *vm, RuleSet *set, Val lhs, Val rhs, bool delayed)
{
    bool plain = !(delayed && !val_is_none(condition_of(rhs)));

    set = set_to_write(vm, set);
    if (plain && (val_flags(lhs) & FLAG_PATTERN) == 0 && !is_flat(vm, lhs)) {
        add_literal(vm_heap(vm), set, lhs, rhs, delayed);
        return set;
    }
    Rule *rule = rule_new(vm, lhs, rhs, delayed);
    if (plain && rule->pattern->kind == PATTERN_LITERAL && !is_flat(vm, rule->lhs))
        add_literal(vm_heap(vm), set, rule->lhs, rhs, delayed);
    else
        add_pattern(vm_heap(vm), set, rule);
    return set;
}

RuleSet *rule_set_remove(Vm *vm, RuleSet *set, Val lhs, bool *found)
{
    *found = false;
    if (set == NULL)
        return NULL;
    Rule *rule = rule_new(vm, lhs, S_Null, false);
    set = set_to_write(vm, set);
    if (rule->pattern->kind == PATTERN_LITERAL && literals_count(set->literals) > 0) {
        set->literals = literals_to_write(vm_heap(vm), set->literals, set->owner);
        *found = literals_remove(vm_heap(vm), set->literals, rule->lhs);
        if (*found)
            literals_changed(set);
    }
    for (size_t i = 0; i < set->pattern_count && !*found; i++) {
        if (!pattern_equivalent(set->patterns[i]->pattern, rule->pattern))
            continue;
        Rule **rules = heap_alloc(vm_heap(vm), set->pattern_count * sizeof(Rule *));
        memcpy(rules, set->patterns, i * sizeof(Rule *));
        memcpy(rules + i, set->patterns + i + 1, (set->pattern_count - i - 1) * sizeof(Rule *));
        set->patterns = rules;
        set->pattern_count--;
        forget_code(set);
        *found = true;
    }
    return set->pattern_count == 0 && literals_count(set->literals) == 0 ? NULL : set;
}

Val rule_set_apply(Vm *vm, const RuleSet *set, Val expr)
{
    if (set->literals != NULL) {
        const Literal *r = literals_find(set->literals, expr);
        if (r != NULL)
            return r->rhs;
    }
    Rule **rules = set->patterns;
    size_t n = set->pattern_count;
    for (size_t i = 0; i < n; i++) {
        Val v = rule_apply(vm, rules[i], expr);
        if (!val_is_none(v))
            return v;
    }
    return VAL_NONE;
}

size_t rule_set_pattern_count(const RuleSet *set)
{
    return set->pattern_count;
}

const Rule *rule_set_pattern_at(const RuleSet *set, size_t i)
{
    return set->patterns[i];
}

size_t rule_set_literal_count(const RuleSet *set)
{
    return literals_count(set->literals);
}

RuleCode *rule_set_code(RuleSet *set)
{
    return &set->code;
}

Val rule_set_literal(const RuleSet *set, Val head, size_t n, const Val *args)
{
    const Literal *r = literals_find_call(set->literals, head, n, args);

    return r == NULL ? VAL_NONE : r->rhs;
}

const Literal *rule_set_literal_at(const RuleSet *set, size_t i)
{
    return literals_at(set->literals, i);
}

const RuleText *rule_set_all(Vm *vm, const RuleSet *set, size_t *n)
{
    size_t literals = set == NULL ? 0 : literals_count(set->literals), patterns = set == NULL ? 0 : set->pattern_count;
    const Literal **list = heap_alloc(vm_heap(vm), (literals + 1) * sizeof *list);
    RuleText *rules = heap_alloc(vm_heap(vm), (literals + patterns + 1) * sizeof *rules);

    if (literals > 0)
        literals = literals_list(vm_heap(vm), set->literals, list);
    for (size_t i = 0; i < literals; i++)
        rules[i] = (RuleText){list[i]->lhs, list[i]->rhs, list[i]->delayed};
    for (size_t i = 0; i < patterns; i++)
        rules[literals + i] = (RuleText){set->patterns[i]->lhs, set->patterns[i]->rhs, set->patterns[i]->delayed};
    *n = literals + patterns;
    return rules;
}

Val rule_set_list(Vm *vm, const RuleSet *set)
{
    Heap *h = vm_heap(vm);
    Builder b;
    size_t n;

    builder_start(&b, h, S_List);
    const RuleText *rules = rule_set_all(vm, set, &n);
    for (size_t i = 0; i < n; i++) {
        const RuleText *r = &rules[i];
        builder_push(&b, expr2(h, S_RuleDelayed, expr1(h, S_HoldPattern, r->lhs), r->rhs));
    }
    return builder_finish(&b);
}
