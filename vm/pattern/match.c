/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * match.c -- the matcher for single expressions; sequence.c has what chooses lengths and orders.
 */
#include "vm/pattern/matcher.h"

#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/packed.h"

bool slot_bind(Matcher *m, int index, const Val *items, size_t n)
{
    Slot *s = &m->slots[index];

    if (s->bound) {
        if (s->n != n)
            return false;
        for (size_t i = 0; i < n; i++)
            if (!val_same(s->items[i], items[i]))
                return false;
        return true;
    }
    s->bound = true;
    s->items = items;
    s->n = n;
    s->value = n == 1 ? items[0] : VAL_NONE;
    m->trail[m->bound++] = index;
    return true;
}

/* A one-element binding must not point at a C local of the caller: it goes into the slot itself. */
static bool bind_value(Matcher *m, int index, Val v)
{
    if (!slot_bind(m, index, &v, 1))
        return false;
    Slot *s = &m->slots[index];
    if (s->items == &v)
        s->items = &s->value;
    return true;
}

Val slot_value(Matcher *m, int index)
{
    Slot *s = &m->slots[index];

    if (val_is_none(s->value))
        s->value = expr_make(vm_heap(m->vm), S_Sequence, s->n, s->items);
    return s->value;
}

bool matcher_is_lost(const Matcher *m)
{
    return m->early != NULL && val_is(skeleton_quick(m, m->early), S_False);
}

void matcher_undo(Matcher *m, size_t mark)
{
    while (m->bound > mark)
        m->slots[m->trail[--m->bound]].bound = false;
}

static MatchResult done_run(Matcher *m, Next *self)
{
    (void)m;
    (void)self;
    return MATCH_YES;
}

MatchResult match_once(Matcher *m, const Pattern *p, Val e)
{
    Next done = {done_run};

    return match_one(m, p, e, &done);
}

Bindings bindings_now(Matcher *m)
{
    Heap *h = vm_heap(m->vm);
    Val *names = heap_alloc(h, (m->bound + 1) * sizeof(Val));
    Val *values = heap_alloc(h, (m->bound + 1) * sizeof(Val));

    for (size_t i = 0; i < m->bound; i++) {
        names[i] = m->root->names[m->trail[i]];
        values[i] = slot_value(m, m->trail[i]);
    }
    return (Bindings){m->bound, names, values};
}

static MatchResult holds(Matcher *m, const Pattern *condition)
{
    Val v = skeleton_is_quick(condition->test) ? skeleton_quick(m, condition->test) : VAL_NONE;

    if (val_is_none(v) && condition->test != NULL) {
        v = vm_eval(m->vm, skeleton_fill(m, condition->test, true));
    } else if (val_is_none(v)) {
        Bindings b = bindings_now(m);
        v = vm_eval(m->vm, bindings_substitute(m->vm, &b, condition->value));
    }
    if (val_is_unwind(v))
        return MATCH_UNWIND;
    return match_flag(val_is(v, S_True));
}

static MatchResult passes(Matcher *m, Val test, Val e)
{
    Val v = vm_call1(m->vm, test, e);

    if (val_is_unwind(v))
        return MATCH_UNWIND;
    return match_flag(val_is(v, S_True));
}

typedef struct ConditionNext {
    Next           base;
    const Pattern *pattern;
    Next          *next;
} ConditionNext;

static MatchResult condition_run(Matcher *m, Next *self)
{
    ConditionNext *c = (ConditionNext *)self;
    MatchResult r = holds(m, c->pattern);

    return r == MATCH_YES ? c->next->run(m, c->next) : r;
}

typedef struct TestNext {
    Next           base;
    const Pattern *pattern;
    const Val     *items;
    size_t         n;
    Next          *next;
} TestNext;

static MatchResult test_run(Matcher *m, Next *self)
{
    TestNext *t = (TestNext *)self;

    for (size_t i = 0; i < t->n; i++) {
        MatchResult r = passes(m, t->pattern->value, t->items[i]);
        if (r != MATCH_YES)
            return r;
    }
    return t->next->run(m, t->next);
}

/* Rational[1, 2], Complex[1, 2], packed arrays and associations seen as expressions. */
static Val made_expr(Heap *h, Val e)
{
    switch (val_kind(e)) {
    case KIND_PACKED:   return packed_unpack(h, e);
    case KIND_RATIONAL: return expr2(h, S_Rational, rat_numerator(e), rat_denominator(e));
    case KIND_COMPLEX:  return expr2(h, S_Complex, cplx_re(e), cplx_im(e));
    case KIND_ASSOC: {
        Val rules = assoc_rules(h, e);
        return expr_make(h, S_Association, expr_len(rules), expr_args(rules));
    }
    default:            return e;
    }
}

static Val as_expr(Matcher *m, Val e)
{
    Val made = made_expr(vm_heap(m->vm), e);

    if (UNLIKELY(m->root->name_count > MATCHER_ROOM) && !val_is(made, e))
        m->kept = expr2(vm_heap(m->vm), S_List, val_is_none(m->kept) ? S_Null : m->kept, made);
    return made;
}

static bool blank_takes(const Pattern *p, Val e)
{
    return val_is_none(p->value) || val_same(p->value, val_is_expr(e) ? expr_head(e) : val_head(e));
}

static const Pattern *literal_head(const Pattern *p)
{
    return p->sub->kind == PATTERN_LITERAL && val_is_symbol(p->sub->value) ? p->sub : NULL;
}

/* The lone expression for argument number [chosen], defaults for the others. */
static MatchResult match_one_chosen(Matcher *m, const Pattern *p, Val e, const Within *w, size_t chosen, Next *next)
{
    size_t mark = m->bound;
    Next done = {done_run};
    MatchResult r = MATCH_YES;

    for (size_t i = 0; i < p->n; i++)
        if (i != chosen && p->args[i]->kind != PATTERN_OPTIONAL)
            return MATCH_NO;
    for (size_t i = 0; i < p->n && r == MATCH_YES; i++)
        if (i != chosen)
            r = match_default(m, p->args[i], w, &done);
    if (r == MATCH_YES)
        r = match_one(m, p->args[chosen], e, next);
    if (r == MATCH_NO)
        matcher_undo(m, mark);
    return r;
}

/* f[x_, y_:d] also matches a lone a where f has OneIdentity: x is a, y its default.  Where all have
 * defaults, the last that can takes it. */
static MatchResult match_one_identity(Matcher *m, const Pattern *p, Val e, Val head, Next *next)
{
    Within w = {head, 0, p->args, p->n};

    if (p->n < 2 || p->args_min > 1)
        return MATCH_NO;
    for (size_t i = 0; i < p->n; i++)
        if (p->args[i]->min >= 1)
            return match_one_chosen(m, p, e, &w, i, next);
    for (size_t i = p->n; i-- > 0; ) {
        MatchResult r = match_one_chosen(m, p, e, &w, i, next);
        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

typedef struct ExprNext {
    Next           base;
    const Pattern *pattern;
    Val            expr;
    Next          *next;
} ExprNext;

/* The head has matched; now the arguments. */
static MatchResult match_expr_args(Matcher *m, const Pattern *p, Val e, Next *next)
{
    Val head = expr_head(e);
    unsigned attributes = 0;

    if (val_is_symbol(head) && !p->in_order)
        attributes = vm_attributes(m->vm, head) & (ATTR_FLAT | ATTR_ORDERLESS);
    Within w = {head, attributes, p->args, p->n};
    if (expr_len(e) < p->args_min || (expr_len(e) > p->args_max && (attributes & ATTR_FLAT) == 0))
        return MATCH_NO;
    if (attributes & ATTR_ORDERLESS)
        return match_orderless(m, p->args, p->n, expr_args(e), expr_len(e), &w, next);
    return match_args(m, p->args, p->n, expr_args(e), expr_len(e), &w, next);
}

static MatchResult expr_args_run(Matcher *m, Next *self)
{
    ExprNext *x = (ExprNext *)self;

    return match_expr_args(m, x->pattern, x->expr, x->next);
}

static MatchResult match_expr(Matcher *m, const Pattern *p, Val e, Next *next)
{
    const Pattern *head = literal_head(p);

    if (head != NULL) {
        if (!val_is(head->value, val_is_expr(e) ? expr_head(e) : val_head(e))) {
            if (vm_attributes(m->vm, head->value) & ATTR_ONE_IDENTITY)
                return match_one_identity(m, p, e, head->value, next);
            return MATCH_NO;
        }
        e = as_expr(m, e);
        return val_is_expr(e) ? match_expr_args(m, p, e, next) : MATCH_NO;
    }
    if (!val_is_expr(e)) {
        e = as_expr(m, e);
        if (!val_is_expr(e) || val_is_number(e))
            return MATCH_NO;
    }
    ExprNext args = {{expr_args_run}, p, e, next};
    return match_one(m, p->sub, expr_head(e), &args.base);
}

/* As many arguments as patterns, each one way. */
static MatchResult match_simple_args(Matcher *m, const Pattern *p, Val e)
{
    if (expr_len(e) != p->n)
        return MATCH_NO;
    for (size_t i = 0; i < p->n; i++) {
        MatchResult r = match_simple(m, p->args[i], expr_arg(e, i));
        if (r != MATCH_YES)
            return r;
    }
    return MATCH_YES;
}

static MatchResult match_simple_expr(Matcher *m, const Pattern *p, Val e)
{
    const Pattern *head = literal_head(p);

    if (val_is_unwind(vm_check_stack(m->vm)))
        return MATCH_UNWIND;
    if (!val_is_expr(e)) {
        if (head == NULL || val_is_small(e) || !val_is(head->value, val_head(e)))
            return match_once(m, p, e);
        e = as_expr(m, e);
        if (!val_is_expr(e))
            return MATCH_NO;
    } else if (head == NULL) {
        MatchResult r = match_simple(m, p->sub, expr_head(e));
        if (r != MATCH_YES)
            return r;
    } else if (!val_is(head->value, expr_head(e))) {
        return MATCH_NO;
    }
    /* Attributes given since may make it a matter of choices. */
    if (UNLIKELY(p->attributes_epoch != m->vm->attributes_epoch) && val_is_symbol(expr_head(e)) && !p->in_order
        && (vm_attributes(m->vm, expr_head(e)) & (ATTR_FLAT | ATTR_ORDERLESS))) {
        Next done = {done_run};
        return match_expr_args(m, p, e, &done);
    }
    return match_simple_args(m, p, e);
}

MatchResult match_simple(Matcher *m, const Pattern *p, Val e)
{
    MatchResult r;

    for (;;) {
        switch (p->kind) {
        case PATTERN_LITERAL:
            return match_flag(val_same(p->value, e));
        case PATTERN_BLANK:
            return match_flag(blank_takes(p, e));
        case PATTERN_NAMED:
            if (!bind_value(m, p->slot, e))
                return MATCH_NO;
            p = p->sub;
            continue;
        case PATTERN_EXPR:
            return match_simple_expr(m, p, e);
        case PATTERN_TEST:
            r = match_simple(m, p->sub, e);
            return r == MATCH_YES ? passes(m, p->value, e) : r;
        case PATTERN_CONDITION:
            r = match_simple(m, p->sub, e);
            return r == MATCH_YES ? holds(m, p) : r;
        default:
            return match_once(m, p, e);
        }
    }
}

static MatchResult match_alternatives(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w,
                                      Next *next)
{
    size_t mark = m->bound;

    for (size_t i = 0; i < p->n; i++) {
        if (n < p->args[i]->min || n > p->args[i]->max)
            continue;
        MatchResult r = n == 1 ? match_one(m, p->args[i], items[0], next)
                               : match_run(m, p->args[i], items, n, w, next);
        if (r != MATCH_NO)
            return r;
        matcher_undo(m, mark);
    }
    return MATCH_NO;
}

typedef struct KeyNext {
    Next           base;
    const Pattern *pattern;
    size_t         index;
    Val            rules;
    Next          *next;
} KeyNext;

static MatchResult key_run(Matcher *m, Next *self)
{
    KeyNext *k = (KeyNext *)self;

    if (k->index == k->pattern->n)
        return k->next->run(m, k->next);
    KeyNext rest = *k;
    rest.index++;
    size_t mark = m->bound;
    for (size_t i = 0; i < expr_len(k->rules); i++) {
        MatchResult r = match_one(m, k->pattern->args[k->index], expr_arg(k->rules, i), &rest.base);
        if (r != MATCH_NO)
            return r;
        matcher_undo(m, mark);
    }
    return MATCH_NO;
}

static MatchResult match_key_value(Matcher *m, const Pattern *p, Val e, Next *next)
{
    if (val_is_assoc(e)) {
        e = assoc_rules(vm_heap(m->vm), e);
    } else {
        if (!val_is_plain_list(e))
            return MATCH_NO;
        for (size_t i = 0; i < expr_len(e); i++)
            if (!val_is_rule(expr_arg(e, i)))
                return MATCH_NO;
    }
    KeyNext first = {{key_run}, p, 0, e, next};
    return key_run(m, &first.base);
}

static bool is_option(Val e)
{
    if (val_is_rule(e) || val_is_assoc(e))
        return true;
    if (!val_is_plain_list(e))
        return false;
    for (size_t i = 0; i < expr_len(e); i++)
        if (!is_option(expr_arg(e, i)))
            return false;
    return true;
}

static MatchResult match_except(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next)
{
    size_t mark = m->bound;
    Next done = {done_run};
    MatchResult r = MATCH_NO;

    if (n >= p->args[0]->min && n <= p->args[0]->max)
        r = match_run(m, p->args[0], items, n, w, &done);
    if (r == MATCH_UNWIND)
        return r;
    matcher_undo(m, mark);
    if (r == MATCH_YES)
        return MATCH_NO;
    return p->sub == NULL ? next->run(m, next) : match_run(m, p->sub, items, n, w, next);
}

typedef struct RepeatNext {
    Next           base;
    const Pattern *pattern;
    const Val     *items;
    size_t         n, count;     /* elements left; repetitions so far */
    const Within  *within;
    Next          *next;
} RepeatNext;

static MatchResult repeat_run(Matcher *m, Next *self)
{
    RepeatNext *r = (RepeatNext *)self;
    const Pattern *p = r->pattern;
    MatchResult result;

    if (val_is_unwind(vm_check_stack(m->vm)))
        return MATCH_UNWIND;
    if (r->n == 0)
        return r->count >= p->repeat_min ? r->next->run(m, r->next) : MATCH_NO;
    if (r->count == p->repeat_max)
        return MATCH_NO;
    size_t most = p->sub->max < r->n ? p->sub->max : r->n;
    size_t mark = m->bound;
    for (size_t take = p->sub->min == 0 ? 1 : p->sub->min; take <= most; take++) {
        RepeatNext rest = *r;
        rest.items += take;
        rest.n -= take;
        rest.count++;
        result = match_run(m, p->sub, r->items, take, r->within, &rest.base);
        if (result != MATCH_NO)
            return result;
        matcher_undo(m, mark);
    }
    return MATCH_NO;
}

static MatchResult match_repeated(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next)
{
    if (p->one_by_one) {
        size_t mark = m->bound;
        if (n < p->repeat_min || n > p->repeat_max)
            return MATCH_NO;
        for (size_t i = 0; i < n; i++) {
            MatchResult r = match_once(m, p->sub, items[i]);
            if (r != MATCH_YES) {
                matcher_undo(m, mark);
                return r;
            }
        }
        return next->run(m, next);
    }
    RepeatNext first = {{repeat_run}, p, items, n, 0, w, next};
    return repeat_run(m, &first.base);
}

static MatchResult match_sequence_pattern(Matcher *m, const Pattern *p, const Val *items, size_t n, Next *next)
{
    Within w = {S_Sequence, p->kind == PATTERN_ORDERLESS_SEQUENCE ? ATTR_ORDERLESS : 0, p->args, p->n};

    if (p->kind == PATTERN_ORDERLESS_SEQUENCE)
        return match_orderless(m, p->args, p->n, items, n, &w, next);
    return match_args(m, p->args, p->n, items, n, &w, next);
}

static MatchResult match_named(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next)
{
    size_t mark = m->bound;
    bool bound = n == 1 ? bind_value(m, p->slot, items[0]) : slot_bind(m, p->slot, items, n);

    if (!bound)
        return MATCH_NO;
    MatchResult r = match_run(m, p->sub, items, n, w, next);
    if (r == MATCH_NO)
        matcher_undo(m, mark);
    return r;
}

MatchResult match_run(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next)
{
    switch (p->kind) {
    case PATTERN_BLANK_SEQUENCE:
    case PATTERN_BLANK_NULL_SEQUENCE:
        if (n < p->min)
            return MATCH_NO;
        if (!val_is_none(p->value))
            for (size_t i = 0; i < n; i++)
                if (!blank_takes(p, items[i]))
                    return MATCH_NO;
        return next->run(m, next);
    case PATTERN_NAMED:
        return match_named(m, p, items, n, w, next);
    case PATTERN_TEST: {
        TestNext test = {{test_run}, p, items, n, next};
        return match_run(m, p->sub, items, n, w, &test.base);
    }
    case PATTERN_CONDITION: {
        ConditionNext condition = {{condition_run}, p, next};
        return match_run(m, p->sub, items, n, w, &condition.base);
    }
    case PATTERN_REPEATED:
        return match_repeated(m, p, items, n, w, next);
    case PATTERN_OPTIONAL:
        return n == 0 ? match_default(m, p, w, next) : match_run(m, p->sub, items, n, w, next);
    case PATTERN_ALTERNATIVES:
        return match_alternatives(m, p, items, n, w, next);
    case PATTERN_EXCEPT:
        return match_except(m, p, items, n, w, next);
    case PATTERN_LONGEST:
    case PATTERN_SHORTEST:
        return match_run(m, p->sub, items, n, w, next);
    case PATTERN_SEQUENCE:
    case PATTERN_ORDERLESS_SEQUENCE:
        return match_sequence_pattern(m, p, items, n, next);
    case PATTERN_OPTIONS:
        for (size_t i = 0; i < n; i++)
            if (!is_option(items[i]))
                return MATCH_NO;
        /* Of two OptionsPattern in one pattern the first is the one that OptionValue means. */
        if (!m->slots[p->slot].bound)
            (void)slot_bind(m, p->slot, items, n);
        return next->run(m, next);
    default:
        return n == 1 ? match_one(m, p, items[0], next) : MATCH_NO;
    }
}

MatchResult match_one(Matcher *m, const Pattern *p, Val e, Next *next)
{
    if (val_is_unwind(vm_check_stack(m->vm)))
        return MATCH_UNWIND;
    switch (p->kind) {
    case PATTERN_LITERAL:
        return val_same(p->value, e) ? next->run(m, next) : MATCH_NO;
    case PATTERN_BLANK:
        return blank_takes(p, e) ? next->run(m, next) : MATCH_NO;
    case PATTERN_NAMED: {
        size_t mark = m->bound;
        if (!bind_value(m, p->slot, e))
            return MATCH_NO;
        MatchResult r = match_one(m, p->sub, e, next);
        if (r == MATCH_NO)
            matcher_undo(m, mark);
        return r;
    }
    case PATTERN_EXPR:
        return match_expr(m, p, e, next);
    case PATTERN_KEY_VALUE:
        return match_key_value(m, p, e, next);
    default: {
        /* The element lives on, for whatever keeps a run of it, in collected memory. */
        Val *item = heap_alloc(vm_heap(m->vm), sizeof(Val));
        *item = e;
        return match_run(m, p, item, 1, NULL, next);
    }
    }
}

Matcher matcher_start(Vm *vm, const Pattern *p, MatcherRoom *room)
{
    Matcher m = {.vm = vm, .root = p, .slots = room->slots, .trail = room->trail};

    if (p->name_count > MATCHER_ROOM) {
        m.slots = heap_alloc(vm_heap(vm), p->name_count * sizeof(Slot));
        m.trail = heap_alloc(vm_heap(vm), p->name_count * sizeof(int));
    }
    for (size_t i = 0; i < p->name_count; i++)
        m.slots[i].bound = false;
    if (p->early)
        m.early = p->test;
    return m;
}

Bindings all_bindings(Matcher *m)
{
    const Pattern *p = m->root;
    Val *values = heap_alloc(vm_heap(m->vm), (p->name_count + 1) * sizeof(Val));

    for (size_t i = 0; i < p->name_count; i++)
        values[i] = m->slots[i].bound ? slot_value(m, (int)i) : expr0(vm_heap(m->vm), S_Sequence);
    return (Bindings){p->name_count, p->names, values};
}

MatchResult pattern_match(Vm *vm, const Pattern *p, Val expr, Bindings *bindings)
{
    if (p->kind == PATTERN_LITERAL) {
        if (bindings != NULL)
            *bindings = (Bindings){0, NULL, NULL};
        return match_flag(val_same(p->value, expr));
    }
    MatcherRoom room;
    Matcher m = matcher_start(vm, p, &room);
    MatchResult r = p->simple ? match_simple(&m, p, expr) : match_once(&m, p, expr);
    if (r == MATCH_YES && bindings != NULL)
        *bindings = all_bindings(&m);
    return r;
}

typedef struct VisitNext {
    Next          base;
    MatchVisitor *visit;
    void         *state;
} VisitNext;

static MatchResult visit_run(Matcher *m, Next *self)
{
    VisitNext *v = (VisitNext *)self;
    Bindings b = all_bindings(m);

    return match_flag(v->visit(m->vm, &b, v->state));
}

MatchResult pattern_match_each(Vm *vm, const Pattern *p, Val expr, MatchVisitor *visit, void *state)
{
    MatcherRoom room;
    Matcher m = matcher_start(vm, p, &room);
    VisitNext next = {{visit_run}, visit, state};

    return match_one(&m, p, expr, &next.base);
}

MatchResult vm_match(Vm *vm, Val pattern, Val expr)
{
    if ((val_flags(pattern) & FLAG_PATTERN) == 0)
        return match_flag(val_same(pattern, expr));
    return pattern_match(vm, pattern_of(vm, pattern), expr, NULL);
}
