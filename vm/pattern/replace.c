/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * replace.c -- lists of rules as ReplaceAll and its like use them.
 *
 * Rules with literal left sides are found by one look-up in a hash table, however many there are.
 * Which rule is first counts: a literal rule found at position i yields to a pattern before i.
 */
#include "vm/pattern/replace.h"

#include "vm/pattern/direct.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"

enum {
    INDEX_FROM = 4,            /* with fewer literal rules a look-up costs more than it saves */
    GROUPS_COST_MAX = 1 << 16
};

static bool has_flat_head(Vm *vm, Val lhs)
{
    Val head = val_is_expr(lhs) ? expr_head(lhs) : VAL_NONE;

    return !val_is_none(head) && val_is_symbol(head) && (vm_attributes(vm, head) & ATTR_FLAT) != 0;
}

/* Found by hash: nothing but the very expression can match. */
static bool is_literal(Vm *vm, const Rule *r)
{
    return r->pattern->kind == PATTERN_LITERAL && val_is_none(r->guard) && !has_flat_head(vm, r->lhs);
}

/* Is it one whether compiled or not, so that it need not be? */
static bool is_plainly_literal(Vm *vm, Val rule)
{
    return (val_flags(expr_arg(rule, 0)) & FLAG_PATTERN) == 0 && !has_flat_head(vm, expr_arg(rule, 0))
        && (val_has_head(rule, S_Rule) || !val_contains_symbol(expr_arg(rule, 1), S_Condition));
}

static IndexEntry *find_slot(const Rules *rs, Val key)
{
    uint32_t hash = val_hash(key);
    size_t mask = rs->index_size - 1, i = hash >> 1 & mask;

    while (rs->index[i].position != 0
           && (rs->index[i].hash != hash || !val_same(rs->literals[rs->index[i].position - 1].key, key)))
        i = (i + 1) & mask;
    return &rs->index[i];
}

static Group *find_group(const Rules *rs, Val head)
{
    size_t mask = rs->groups_size - 1, i = head.w * 0x9E3779B97F4A7C15u >> 32 & mask;

    while (!val_is_none(rs->groups[i].head) && !val_is(rs->groups[i].head, head))
        i = (i + 1) & mask;
    return &rs->groups[i];
}

static void group_add(Heap *h, Group *g, size_t position)
{
    if ((g->n & (g->n - 1)) == 0)        /* 0 and the powers of two */
        g->positions = heap_grow(h, g->positions, g->n * sizeof(uint32_t), (g->n == 0 ? 1 : 2 * g->n) * sizeof(uint32_t));
    g->positions[g->n++] = (uint32_t)position;
}

/* Each head's rules and those for any head, merged.  [loose]: so many positions of the others. */
static void build_groups(Heap *h, Rules *rs, const uint32_t *loose, size_t n)
{
    size_t general = 0;

    for (size_t i = 0; i < n; i++)
        general += val_is_none(rs->rules[loose[i]]->head);
    bool by_head = (n - general) * general <= GROUPS_COST_MAX;
    rs->groups_size = 4;
    while (by_head && rs->groups_size < 2 * (n - general + 1))
        rs->groups_size *= 2;
    rs->groups = heap_alloc(h, rs->groups_size * sizeof(Group));
    for (size_t i = 0; i < n && by_head; i++)
        if (!val_is_none(rs->rules[loose[i]]->head))
            find_group(rs, rs->rules[loose[i]]->head)->head = rs->rules[loose[i]]->head;
    for (size_t i = 0; i < n; i++) {
        Val head = rs->rules[loose[i]]->head;
        if (by_head && !val_is_none(head)) {
            group_add(h, find_group(rs, head), loose[i]);
            continue;
        }
        group_add(h, &rs->others, loose[i]);
        for (size_t k = 0; k < rs->groups_size; k++)
            if (!val_is_none(rs->groups[k].head))
                group_add(h, &rs->groups[k], loose[i]);
    }
}

/* Indexes the literal rules, whose entries are there; the others go into groups. */
static void build_index(Vm *vm, Rules *rs, size_t literals)
{
    Heap *h = vm_heap(vm);
    size_t n = 0;
    uint32_t *loose = heap_alloc_atomic(h, (rs->n - literals + 1) * sizeof(uint32_t));

    if (literals > 0) {
        rs->index_size = 16;
        while (rs->index_size < 2 * literals)
            rs->index_size *= 2;
        rs->index = heap_alloc_atomic(h, rs->index_size * sizeof(IndexEntry));
        memset(rs->index, 0, rs->index_size * sizeof(IndexEntry));
    }
    for (size_t i = 0; i < rs->n; i++) {
        if (val_is_none(rs->literals[i].key)) {
            loose[n++] = (uint32_t)i;
            continue;
        }
        IndexEntry *e = find_slot(rs, rs->literals[i].key);
        if (e->position == 0)
            *e = (IndexEntry){val_hash(rs->literals[i].key), (uint32_t)i + 1};
    }
    build_groups(h, rs, loose, n);
}

/* The bits of the symbols that are surely in whatever is the same as [v]; the bloom word of a node may have more. */
static unsigned sure_bloom(Val v, unsigned depth)
{
    unsigned bloom = 0;

    if (val_is_symbol(v))
        return val_is(v, S_List) ? 0 : val_bloom(v);          /* a packed array has no bits */
    if (!val_is_expr(v) || depth > 4)
        return 0;
    bloom = sure_bloom(expr_head(v), depth + 1);
    for (size_t i = 0; i < expr_len(v) && i < 8; i++)
        bloom |= sure_bloom(expr_arg(v, i), depth + 1);
    return bloom;
}

static unsigned required_bloom(const Pattern *p, unsigned depth)
{
    unsigned bloom = 0;

    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_CONDITION || p->kind == PATTERN_TEST)
        p = p->sub;
    if (p->kind == PATTERN_LITERAL)
        return sure_bloom(p->value, depth);
    /* Where OneIdentity, or what is no normal expression, might come in, nothing is sure. */
    if (p->kind != PATTERN_EXPR || depth > 4 || p->sub->kind != PATTERN_LITERAL || (p->n >= 2 && p->args_min <= 1)
        || val_is(p->sub->value, S_Rational) || val_is(p->sub->value, S_Complex) || val_is(p->sub->value, S_Association))
        return 0;
    bloom = sure_bloom(p->sub->value, depth);
    for (size_t i = 0; i < p->n; i++)
        if (p->args[i]->min == 1 && p->args[i]->max == 1)
            bloom |= required_bloom(p->args[i], depth + 1);
    return bloom;
}

/* Keeps the least demanding masks; too many, or one that demands nothing: none. */
static void build_masks(Rules *rs)
{
    for (size_t i = 0; i < rs->n; i++) {
        unsigned mask = rs->rules[i] == NULL ? sure_bloom(rs->literals[i].key, 0)
                                             : required_bloom(rs->rules[i]->pattern, 0);
        bool covered = false;
        size_t kept = 0;
        for (size_t k = 0; k < rs->mask_count; k++)
            covered = covered || (rs->masks[k] & mask) == rs->masks[k];
        if (covered)
            continue;
        for (size_t k = 0; k < rs->mask_count; k++)
            if ((rs->masks[k] & mask) != mask)
                rs->masks[kept++] = rs->masks[k];
        rs->mask_count = kept;
        if (mask == 0 || kept == MASKS_MAX) {
            rs->mask_count = 0;
            return;
        }
        rs->masks[rs->mask_count++] = (uint16_t)mask;
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

static bool is_structural(const Rule *r)
{
    return r->pattern->structural && val_is_none(r->guard);
}

/* Compiles rule [i]; where [indexed], what is literal gets its entry.  Gives whether it is. */
static bool compile_rule(Vm *vm, Rules *rs, size_t i, Val rule, bool indexed)
{
    if (indexed && is_plainly_literal(vm, rule)) {
        rs->literals[i] = (LiteralRule){expr_arg(rule, 0), expr_arg(rule, 1)};
        return true;
    }
    Rule *r = rule_new(vm, expr_arg(rule, 0), expr_arg(rule, 1), val_has_head(rule, S_RuleDelayed));
    rs->rules[i] = r;
    rs->structural = rs->structural && is_structural(r);
    if (!indexed || !is_literal(vm, r))
        return false;
    rs->literals[i] = (LiteralRule){r->pattern->value, r->body};
    return true;
}

Rules *rules_compile(Vm *vm, Val expr)
{
    Heap *h = vm_heap(vm);
    Builder b;
    size_t literals = 0;

    builder_start(&b, h, S_List);
    if (!push_rules(&b, h, expr))
        return NULL;
    Rules *rs = heap_alloc(h, sizeof *rs);
    rs->n = b.n;
    rs->rules = heap_alloc(h, (b.n + 1) * sizeof(Rule *));
    rs->literals = heap_alloc(h, (b.n + 1) * sizeof(LiteralRule));
    rs->structural = true;
    rs->attributes_epoch = vm->attributes_epoch;
    for (size_t i = 0; i < b.n && literals < INDEX_FROM; i++)
        literals += is_plainly_literal(vm, b.items[i]);
    bool indexed = literals >= INDEX_FROM;
    literals = 0;
    for (size_t i = 0; i < b.n; i++)
        literals += compile_rule(vm, rs, i, b.items[i], indexed);
    build_index(vm, rs, literals);
    build_masks(rs);
    return rs;
}

Val rules_apply_by(Vm *vm, const Rules *rs, Val expr, uint32_t stamp, const Rule **by)
{
    Val head = val_is_expr(expr) ? expr_head(expr) : val_is_packed(expr) ? S_List : VAL_NONE;
    const Group *g = &rs->others;
    size_t literal = rs->n;

    if (val_is_symbol(head)) {
        g = find_group(rs, head);
        if (val_is_none(g->head))
            g = &rs->others;
    }
    if (rs->index != NULL) {
        uint32_t position = find_slot(rs, expr)->position;
        if (position != 0)
            literal = position - 1;
    }
    for (size_t i = 0; i < g->n && g->positions[i] < literal; i++) {
        const Rule *r = rs->rules[g->positions[i]];
        bool direct = r->direct != NULL && r->wide == NULL && r->attributes_epoch == vm->attributes_epoch;
        Val v = direct ? direct_apply(vm, r->direct, r->value_skeleton, expr, stamp) : NOT_MINE;
        if (val_is_not_mine(v))
            v = rule_apply(vm, r, expr);
        if (!val_is_none(v)) {
            *by = r;
            return v;
        }
    }
    *by = NULL;
    return literal == rs->n ? VAL_NONE : rs->literals[literal].body;
}

Val rules_apply(Vm *vm, const Rules *rs, Val expr)
{
    const Rule *by;

    return rules_apply_by(vm, rs, expr, 0, &by);
}

/* ---- what is known to hold no match ---- */

static size_t memo_slot(const ReplaceMemo *m, Val v)
{
    size_t i = identity_place(v, m->size);

    while (!val_is_none(m->known[i]) && !val_is(m->known[i], v))
        i = (i + 1) & (m->size - 1);
    return i;
}

ReplaceMemo *replace_memo_new(Vm *vm, const Rules *rs)
{
    if (!rs->structural)
        return NULL;
    ReplaceMemo *m = heap_alloc(vm_heap(vm), sizeof *m);
    m->size = 64;
    m->known = heap_alloc(vm_heap(vm), m->size * sizeof(Val));
    m->attributes_epoch = vm->attributes_epoch;
    return m;
}

bool replace_memo_knows(const Vm *vm, const ReplaceMemo *m, Val v)
{
    return m != NULL && m->n > 0 && m->attributes_epoch == vm->attributes_epoch && val_is(m->known[memo_slot(m, v)], v);
}

void replace_memo_add(Vm *vm, ReplaceMemo *m, Val v)
{
    if (2 * (m->n + 1) > m->size) {
        ReplaceMemo old = *m;
        m->size *= 2;
        m->known = heap_alloc(vm_heap(vm), m->size * sizeof(Val));
        for (size_t i = 0; i < old.size; i++)
            if (!val_is_none(old.known[i]))
                m->known[memo_slot(m, old.known[i])] = old.known[i];
    }
    size_t slot = memo_slot(m, v);
    m->n += val_is_none(m->known[slot]);
    m->known[slot] = v;
}

/* The parts of a changed expression that did not change hold no match. */
static void memo_note(Vm *vm, const Rules *rs, ReplaceMemo *m, const Expr *before, const Expr *after)
{
    for (size_t i = 0; i < before->len; i++)
        if (val_is(before->args[i], after->args[i]) && val_is_expr(before->args[i]) && rules_may_hold_match(rs, before->args[i]))
            replace_memo_add(vm, m, before->args[i]);
}

/* ---- ReplaceAll ---- */

static Val replace_all(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr);

static Val replace_in_assoc(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr)
{
    AssocBuilder b;
    AssocEntry e;
    bool changed = false;

    assoc_builder_start(&b, vm_heap(vm));
    for (AssocIter it = assoc_iter(expr); assoc_next(&it, &e); ) {
        Val v = replace_all(vm, rs, memo, e.value);
        TRY(v);
        if (!val_is_none(v)) {
            e.value = v;
            changed = true;
        }
        assoc_builder_put(&b, e);
    }
    return changed ? assoc_builder_finish(&b) : VAL_NONE;
}

static Val replace_in_parts(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr)
{
    Expr *copy = NULL;
    Val v = replace_all(vm, rs, memo, expr_head(expr));

    TRY(v);
    if (!val_is_none(v))
        copy = val_expr(expr_with_head(vm_heap(vm), expr, v));
    for (size_t i = 0; i < expr_len(expr); i++) {
        v = replace_all(vm, rs, memo, expr_arg(expr, i));
        TRY(v);
        if (val_is_none(v))
            continue;
        if (copy == NULL) {
            copy = expr_new(vm_heap(vm), expr_head(expr), expr_len(expr));
            memcpy(copy->args, expr_args(expr), expr_len(expr) * sizeof(Val));
        }
        copy->args[i] = v;
    }
    if (copy == NULL)
        return VAL_NONE;
    if (memo != NULL && memo->attributes_epoch == vm->attributes_epoch)
        memo_note(vm, rs, memo, val_expr(expr), copy);
    v = expr_seal(copy);
    vm_settle(vm, v);
    return v;
}

static Val replace_all(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr)
{
    if (!rules_may_hold_match(rs, expr) || (val_is_pointer(expr) && replace_memo_knows(vm, memo, expr)))
        return VAL_NONE;
    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    Val v = rules_apply(vm, rs, expr);
    if (!val_is_none(v))
        return v;
    if (val_is_packed(expr) && rs->mask_count == 0)
        expr = packed_unpack(vm_heap(vm), expr);
    if (val_is_assoc(expr))
        return replace_in_assoc(vm, rs, memo, expr);
    return val_is_expr(expr) ? replace_in_parts(vm, rs, memo, expr) : VAL_NONE;
}

Val rules_replace_all(Vm *vm, const Rules *rs, Val expr)
{
    return replace_all(vm, rs, NULL, expr);
}

Val rules_replace_again(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr)
{
    return replace_all(vm, rs, memo, expr);
}
