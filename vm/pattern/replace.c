/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * replace.c -- lists of rules as ReplaceAll and its like use them.
 *
 * Rules with literal left sides are found by one look-up in a hash table, however many there are.
 * Which rule is first counts: a literal rule found at position i yields to a pattern before i.
 */
#include "vm/pattern/rules.h"

#include "vm/value/assoc.h"
#include "vm/value/packed.h"

enum { INDEX_FROM = 8 };           /* with fewer literal rules a look-up costs more than it saves */

struct Rules {
    size_t    n;
    Rule    **rules;
    uint32_t *index;               /* of literal rules: 1 + position; NULL: none is kept */
    size_t    index_size;
    size_t    pattern_count;       /* rules that are not in the index */
    uint32_t *pattern_positions;
    unsigned  bloom;               /* of all literal left sides; ~0 where there are patterns */
};

static bool is_literal(const Rule *r)
{
    return r->pattern->kind == PATTERN_LITERAL && !val_is_expr(r->pattern->value);
}

static size_t find_slot(const Rules *rs, Val key)
{
    size_t mask = rs->index_size - 1, i = val_hash(key) >> 1 & mask;

    while (rs->index[i] != 0 && !val_same(rs->rules[rs->index[i] - 1]->pattern->value, key))
        i = (i + 1) & mask;
    return i;
}

static void build_index(Heap *h, Rules *rs)
{
    rs->index_size = 16;
    while (rs->index_size < 2 * rs->n)
        rs->index_size *= 2;
    rs->index = heap_alloc(h, rs->index_size * sizeof(uint32_t));
    rs->pattern_positions = heap_alloc(h, (rs->n + 1) * sizeof(uint32_t));
    for (size_t i = 0; i < rs->n; i++) {
        if (!is_literal(rs->rules[i])) {
            rs->pattern_positions[rs->pattern_count++] = (uint32_t)i;
            continue;
        }
        size_t slot = find_slot(rs, rs->rules[i]->pattern->value);
        if (rs->index[slot] == 0)
            rs->index[slot] = (uint32_t)i + 1;
    }
}

static bool push_rules(Builder *b, Heap *h, Val rules)
{
    if (val_is_rule(rules)) {
        builder_push(b, rules);
        return true;
    }
    if (val_is_call(rules, S_Dispatch, 1))
        return push_rules(b, h, expr_arg(rules, 0));
    if (val_is_assoc(rules))
        rules = assoc_rules(h, rules);
    if (!val_is_plain_list(rules))
        return false;
    for (size_t i = 0; i < expr_len(rules); i++)
        if (!push_rules(b, h, expr_arg(rules, i)))
            return false;
    return true;
}

Rules *rules_compile(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    Builder b;

    builder_start(&b, h, S_List);
    if (!push_rules(&b, h, expr))
        return NULL;
    Rules *rs = heap_alloc(h, sizeof *rs);
    rs->n = b.n;
    rs->rules = heap_alloc(h, (b.n + 1) * sizeof(Rule *));
    for (size_t i = 0; i < b.n; i++) {
        Rule *r = rule_new(vm, expr_arg(b.items[i], 0), expr_arg(b.items[i], 1),
                           val_has_head(b.items[i], S_RuleDelayed));
        rs->rules[i] = r;
        if (r->pattern->kind == PATTERN_LITERAL && val_is_pointer(r->pattern->value)
            && val_bloom(r->pattern->value) != 0)
            rs->bloom |= val_bloom(r->pattern->value);
        else
            rs->bloom = ~0u;
    }
    if (rs->n >= INDEX_FROM)
        build_index(h, rs);
    return rs;
}

Val rules_apply(Vm *vm, const Rules *rs, Val expr)
{
    size_t literal = rs->n;

    if (rs->index == NULL) {
        for (size_t i = 0; i < rs->n; i++) {
            Val v = rule_apply(vm, rs->rules[i], expr);
            if (!val_is_none(v))
                return v;
        }
        return VAL_NONE;
    }
    size_t slot = find_slot(rs, expr);
    if (rs->index[slot] != 0)
        literal = rs->index[slot] - 1;
    for (size_t i = 0; i < rs->pattern_count && rs->pattern_positions[i] < literal; i++) {
        Val v = rule_apply(vm, rs->rules[rs->pattern_positions[i]], expr);
        if (!val_is_none(v))
            return v;
    }
    return literal == rs->n ? VAL_NONE : rule_apply(vm, rs->rules[literal], expr);
}

static Val replace_in_assoc(Vm *vm, const Rules *rs, Val expr)
{
    AssocBuilder b;
    AssocEntry e;
    bool changed = false;

    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(expr); assoc_next(&it, &e); ) {
        Val v = rules_replace_all(vm, rs, e.value);
        TRY(v);
        if (!val_is_none(v)) {
            e.value = v;
            changed = true;
        }
        assoc_builder_put(&b, e);
    }
    return changed ? assoc_builder_finish(&b) : VAL_NONE;
}

Val rules_replace_all(Vm *vm, const Rules *rs, Val expr)
{
    /* Nothing in here can match a literal whose symbols do not occur. */
    if (rs->bloom != ~0u && (val_bloom(expr) & rs->bloom) == 0)
        return VAL_NONE;
    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    Val v = rules_apply(vm, rs, expr);
    if (!val_is_none(v))
        return v;
    if (val_is_packed(expr) && rs->bloom == ~0u)
        expr = packed_unpack(vm_heap(vm), expr);
    if (val_is_assoc(expr))
        return replace_in_assoc(vm, rs, expr);
    if (!val_is_expr(expr))
        return VAL_NONE;
    Expr *copy = NULL;
    v = rules_replace_all(vm, rs, expr_head(expr));
    TRY(v);
    if (!val_is_none(v))
        copy = val_expr(expr_with_head(vm_heap(vm), expr, v));
    for (size_t i = 0; i < expr_len(expr); i++) {
        v = rules_replace_all(vm, rs, expr_arg(expr, i));
        TRY(v);
        if (val_is_none(v))
            continue;
        if (copy == NULL)
            copy = val_expr(expr_with_head(vm_heap(vm), expr, expr_head(expr)));
        copy->args[i] = v;
    }
    return copy == NULL ? VAL_NONE : expr_seal(copy);
}
