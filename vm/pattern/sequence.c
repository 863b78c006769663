/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sequence.c -- matching arguments: sequences of several lengths, Flat and Orderless heads, defaults.
 *
 * The order of attempts is the documented one: the leftmost pattern takes the fewest elements first
 * (the most for Longest and for optional arguments); under Orderless, elements in canonical order.
 */
#include "vm/pattern/matcher.h"

#include "vm/pattern/rules.h"

typedef struct ArgsNext {
    Next          base;
    Pattern     **ps;
    size_t        np;
    const Val    *items;
    size_t        n;
    const Within *within;
    Next         *next;
} ArgsNext;

static MatchResult args_run(Matcher *m, Next *self)
{
    ArgsNext *a = (ArgsNext *)self;

    return match_args(m, a->ps, a->np, a->items, a->n, a->within, a->next);
}

/* Can [p] stand for several elements of a Flat head at once, wrapped in the head? */
static bool pattern_takes_flat(const Pattern *p, Val head)
{
    switch (p->kind) {
    case PATTERN_BLANK:
        return val_is_none(p->value) || val_is(p->value, head);
    case PATTERN_NAMED: case PATTERN_CONDITION: case PATTERN_TEST: case PATTERN_OPTIONAL:
    case PATTERN_LONGEST: case PATTERN_SHORTEST:
        return pattern_takes_flat(p->sub, head);
    default:
        return false;
    }
}

static size_t saturating_add(size_t a, size_t b)
{
    return a > SEQUENCE_MAX - b ? SEQUENCE_MAX : a + b;
}

/* What the patterns can take together. */
static void lengths_of(Pattern **ps, size_t np, const Within *w, size_t *min, size_t *max)
{
    *min = *max = 0;
    for (size_t i = 0; i < np; i++) {
        bool flat = w != NULL && (w->attributes & ATTR_FLAT) && pattern_takes_flat(ps[i], w->head);
        *min = saturating_add(*min, ps[i]->min);
        *max = saturating_add(*max, flat ? SEQUENCE_MAX : ps[i]->max);
    }
}

/* Several elements of a Flat head seen as one: f[a, b]. */
static Val wrap_flat(Matcher *m, const Within *w, const Val *items, size_t n)
{
    if (n == 1 && ((vm_attributes(m->vm, w->head) & ATTR_ONE_IDENTITY)))
        return items[0];
    return expr_make(vm_heap(m->vm), w->head, n, items);
}

/* [p] takes these elements; under Flat, where it is a pattern for one expression, wrapped. */
static MatchResult match_taken(Matcher *m, const Pattern *p, const Val *items, size_t n, const Within *w, Next *next)
{
    bool flat = w != NULL && (w->attributes & ATTR_FLAT) && n >= 1 && pattern_takes_flat(p, w->head);

    if (!flat)
        return n == 1 && p->min == 1 && p->max == 1 ? match_one(m, p, items[0], next)
                                                   : match_run(m, p, items, n, w, next);
    if (n == 1) {
        size_t mark = m->bound;
        MatchResult r = match_one(m, p, items[0], next);
        if (r != MATCH_NO || (vm_attributes(m->vm, w->head) & ATTR_ONE_IDENTITY))
            return r;
        matcher_undo(m, mark);
    }
    return match_one(m, p, wrap_flat(m, w, items, n), next);
}

/* How many of the elements at most a typed sequence can take: the first of another head ends it. */
static size_t typed_limit(const Pattern *p, const Val *items, size_t most)
{
    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_LONGEST || p->kind == PATTERN_SHORTEST)
        p = p->sub;
    if ((p->kind != PATTERN_BLANK_SEQUENCE && p->kind != PATTERN_BLANK_NULL_SEQUENCE) || val_is_none(p->value))
        return most;
    for (size_t i = 0; i < most; i++)
        if (!val_same(p->value, val_head(items[i])))
            return i;
    return most;
}

static MatchResult match_lengths(Matcher *m, Pattern **ps, size_t np, const Val *items, size_t n, const Within *w,
                                 Next *next)
{
    const Pattern *p = ps[0];
    bool flat = w != NULL && (w->attributes & ATTR_FLAT) && pattern_takes_flat(p, w->head);
    size_t rest_min, rest_max, least = p->min, most = flat ? SEQUENCE_MAX : p->max;

    if (matcher_is_lost(m))
        return MATCH_NO;
    lengths_of(ps + 1, np - 1, w, &rest_min, &rest_max);
    if (n < rest_min)
        return MATCH_NO;
    if (rest_max != SEQUENCE_MAX && n > rest_max && least < n - rest_max)
        least = n - rest_max;
    if (most > n - rest_min)
        most = n - rest_min;
    if (most >= least && least < most)
        most = typed_limit(p, items, most);
    size_t mark = m->bound;
    for (size_t i = 0; most >= least && i <= most - least; i++) {
        size_t take = p->longest ? most - i : least + i;
        ArgsNext rest = {{args_run}, ps + 1, np - 1, items + take, n - take, w, next};
        if (val_is_unwind(vm_poll(m->vm)))
            return MATCH_UNWIND;
        MatchResult r = match_taken(m, p, items, take, w, np == 1 ? next : &rest.base);
        if (r != MATCH_NO)
            return r;
        matcher_undo(m, mark);
    }
    return MATCH_NO;
}

MatchResult match_args(Matcher *m, Pattern **ps, size_t np, const Val *items, size_t n, const Within *w, Next *next)
{
    size_t mark = m->bound;
    MatchResult r;

    if (val_is_unwind(vm_check_stack(m->vm)))
        return MATCH_UNWIND;
    while (np > 0 && ps[0]->simple && !(w != NULL && (w->attributes & ATTR_FLAT))) {
        r = n == 0 ? MATCH_NO : match_simple(m, ps[0], items[0]);
        if (r != MATCH_YES) {
            matcher_undo(m, mark);
            return r;
        }
        ps++, np--, items++, n--;
    }
    if (np == 0)
        r = n == 0 ? next->run(m, next) : MATCH_NO;
    else
        r = match_lengths(m, ps, np, items, n, w, next);
    if (r == MATCH_NO)
        matcher_undo(m, mark);
    return r;
}

/* ---- Orderless ---- */

typedef struct Pool {
    const Val     *items;
    size_t         n, left;
    unsigned char *used;
    Val           *rest;        /* room for what the last pattern takes: one attempt at a time has it */
} Pool;

typedef struct OrderlessNext {
    Next          base;
    Pattern     **ps;
    size_t        np;
    Pool         *pool;
    const Within *within;
    Next         *next;
} OrderlessNext;

static MatchResult match_pool(Matcher *m, Pattern **ps, size_t np, Pool *pool, const Within *w, Next *next);

static MatchResult orderless_run(Matcher *m, Next *self)
{
    OrderlessNext *o = (OrderlessNext *)self;

    return match_pool(m, o->ps, o->np, o->pool, o->within, o->next);
}

static MatchResult take_one(Matcher *m, Pattern **ps, size_t np, Pool *pool, const Within *w, Next *next)
{
    OrderlessNext rest = {{orderless_run}, ps + 1, np - 1, pool, w, next};
    size_t mark = m->bound, last = SIZE_MAX;

    for (size_t i = 0; i < pool->n; i++) {
        if (pool->used[i])
            continue;
        /* Equal elements stand side by side: trying the second where the first failed is in vain. */
        if (last != SIZE_MAX && val_same(pool->items[last], pool->items[i]))
            continue;
        last = i;
        if (val_is_unwind(vm_poll(m->vm)))
            return MATCH_UNWIND;
        pool->used[i] = 1;
        pool->left--;
        MatchResult r = match_one(m, ps[0], pool->items[i], &rest.base);
        pool->used[i] = 0;
        pool->left++;
        if (r != MATCH_NO)
            return r;
        matcher_undo(m, mark);
    }
    return MATCH_NO;
}

typedef struct Choice {
    Val    *chosen;
    size_t  size;
    Pattern **ps;
    size_t  np;
    Pool   *pool;
    const Within *within;
    Next   *next;
} Choice;

/* Chooses elements from position [from] on until the choice has its size, then matches. */
static MatchResult choose(Matcher *m, Choice *c, size_t have, size_t from)
{
    if (have == c->size) {
        OrderlessNext rest = {{orderless_run}, c->ps + 1, c->np - 1, c->pool, c->within, c->next};
        size_t mark = m->bound;
        Val *items = heap_alloc(vm_heap(m->vm), (c->size + 1) * sizeof(Val));
        memcpy(items, c->chosen, c->size * sizeof(Val));
        MatchResult r = match_taken(m, c->ps[0], items, c->size, c->within, &rest.base);
        if (r == MATCH_NO)
            matcher_undo(m, mark);
        return r;
    }
    size_t open = 0;
    for (size_t i = from; i < c->pool->n; i++)
        open += !c->pool->used[i];
    /* An element passed over is lost to this choice: stop when too few are left. */
    for (size_t i = from; i < c->pool->n && open >= c->size - have; i++) {
        if (c->pool->used[i])
            continue;
        open--;
        if (val_is_unwind(vm_poll(m->vm)))
            return MATCH_UNWIND;
        c->pool->used[i] = 1;
        c->pool->left--;
        c->chosen[have] = c->pool->items[i];
        MatchResult r = choose(m, c, have + 1, i + 1);
        c->pool->used[i] = 0;
        c->pool->left++;
        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

/* The last pattern takes all that is left. */
static MatchResult take_rest(Matcher *m, Pattern *p, Pool *pool, const Within *w, Next *next)
{
    size_t n = 0, mark = m->bound;

    if (pool->rest == NULL)
        pool->rest = heap_alloc(vm_heap(m->vm), (pool->n + 1) * sizeof(Val));
    for (size_t i = 0; i < pool->n; i++)
        if (!pool->used[i])
            pool->rest[n++] = pool->items[i];
    MatchResult r = match_taken(m, p, pool->rest, n, w, next);
    if (r == MATCH_NO)
        matcher_undo(m, mark);
    return r;
}

static MatchResult take_several(Matcher *m, Pattern **ps, size_t np, Pool *pool, const Within *w, Next *next)
{
    const Pattern *p = ps[0];
    bool flat = (w->attributes & ATTR_FLAT) && pattern_takes_flat(p, w->head);
    size_t rest_min, rest_max, least = p->min, most = flat ? SEQUENCE_MAX : p->max;

    if (matcher_is_lost(m))
        return MATCH_NO;
    lengths_of(ps + 1, np - 1, w, &rest_min, &rest_max);
    if (pool->left < rest_min)
        return MATCH_NO;
    if (rest_max != SEQUENCE_MAX && pool->left > rest_max && least < pool->left - rest_max)
        least = pool->left - rest_max;
    if (most > pool->left - rest_min)
        most = pool->left - rest_min;
    if (np == 1)
        return least <= pool->left && pool->left <= most ? take_rest(m, ps[0], pool, w, next) : MATCH_NO;
    Val *chosen = heap_alloc(vm_heap(m->vm), (pool->n + 1) * sizeof(Val));
    Choice c = {chosen, 0, ps, np, pool, w, next};
    for (size_t i = 0; most >= least && i <= most - least; i++) {
        c.size = p->longest ? most - i : least + i;
        MatchResult r = choose(m, &c, 0, 0);
        if (r != MATCH_NO)
            return r;
    }
    return MATCH_NO;
}

static MatchResult match_pool(Matcher *m, Pattern **ps, size_t np, Pool *pool, const Within *w, Next *next)
{
    if (val_is_unwind(vm_check_stack(m->vm)))
        return MATCH_UNWIND;
    if (np == 0)
        return pool->left == 0 ? next->run(m, next) : MATCH_NO;
    bool flat = (w->attributes & ATTR_FLAT) && pattern_takes_flat(ps[0], w->head);
    if (!flat && ps[0]->min == 1 && ps[0]->max == 1)
        return take_one(m, ps, np, pool, w, next);
    return take_several(m, ps, np, pool, w, next);
}

/* Literals can be struck out first: whatever else is chosen, they need their own element. */
static bool strike_literals(Matcher *m, Pattern **ps, size_t np, Pool *pool, Pattern **rest, size_t *rest_count)
{
    (void)m;
    *rest_count = 0;
    for (size_t i = 0; i < np; i++) {
        if (ps[i]->kind != PATTERN_LITERAL) {
            rest[(*rest_count)++] = ps[i];
            continue;
        }
        size_t k = 0;
        while (k < pool->n && (pool->used[k] || !val_same(ps[i]->value, pool->items[k])))
            k++;
        if (k == pool->n)
            return false;
        pool->used[k] = 1;
        pool->left--;
    }
    return true;
}

/* Could [e] be what [p] takes, by its head?  Says no only where that is certain. */
static bool may_take(const Pattern *p, Val e)
{
    while (p->kind == PATTERN_NAMED || p->kind == PATTERN_CONDITION || p->kind == PATTERN_TEST)
        p = p->sub;
    if (p->kind == PATTERN_BLANK)
        return val_is_none(p->value) || val_same(p->value, val_head(e));
    if (p->kind == PATTERN_EXPR && p->sub->kind == PATTERN_LITERAL && (p->n < 2 || p->args_min > 1))
        return val_same(p->sub->value, val_head(e));
    return true;
}

enum { MATCHING_MAX = 16 };

/* Kuhn's algorithm: an element for pattern [i], moving others' elements where need be. */
static bool find_element(Pattern **ps, size_t i, const Pool *pool, unsigned char *seen, int *taken_by)
{
    for (size_t k = 0; k < pool->n; k++) {
        if (pool->used[k] || seen[k] || !may_take(ps[i], pool->items[k]))
            continue;
        seen[k] = 1;
        if (taken_by[k] < 0 || find_element(ps, (size_t)taken_by[k], pool, seen, taken_by)) {
            taken_by[k] = (int)i;
            return true;
        }
    }
    return false;
}

/* Is there an element of its own, of a head that fits, for each pattern of one element?  Where not, no
 * order has to be tried. */
static bool has_matching(Matcher *m, Pattern **ps, size_t np, const Pool *pool)
{
    Heap *h = vm_heap(m->vm);
    size_t picky = 0;

    for (size_t i = 0; i < np; i++)
        picky += ps[i]->min == 1 && ps[i]->max == 1;
    if (picky < 3 || np > MATCHING_MAX)
        return true;
    unsigned char *seen = heap_alloc_atomic(h, pool->n + 1);
    int *taken_by = heap_alloc_atomic(h, (pool->n + 1) * sizeof(int));
    for (size_t k = 0; k < pool->n; k++)
        taken_by[k] = -1;
    for (size_t i = 0; i < np; i++) {
        if (ps[i]->min != 1 || ps[i]->max != 1)
            continue;
        memset(seen, 0, pool->n);
        if (!find_element(ps, i, pool, seen, taken_by))
            return false;
    }
    return true;
}

/* Patterns that can do without an element choose after all others; their order is kept otherwise. */
static void optional_last(Pattern **ps, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        Pattern *p = ps[i];
        size_t k = i;
        if (p->kind == PATTERN_OPTIONAL)
            continue;
        for (; k > 0 && ps[k - 1]->kind == PATTERN_OPTIONAL; k--)
            ps[k] = ps[k - 1];
        ps[k] = p;
    }
}

MatchResult match_orderless(Matcher *m, Pattern **ps, size_t np, const Val *items, size_t n, const Within *w,
                            Next *next)
{
    Heap *h = vm_heap(m->vm);
    Pool pool = {items, n, n, heap_alloc(h, n + 1), NULL};
    Pattern **rest = heap_alloc(h, (np + 1) * sizeof(Pattern *));
    size_t rest_count, min, max;

    lengths_of(ps, np, w, &min, &max);
    if (n < min || n > max || !strike_literals(m, ps, np, &pool, rest, &rest_count))
        return MATCH_NO;
    if ((w->attributes & ATTR_FLAT) == 0 && !has_matching(m, rest, rest_count, &pool))
        return MATCH_NO;
    optional_last(rest, rest_count);
    return match_pool(m, rest, rest_count, &pool, w, next);
}

/* ---- defaults ---- */

/* Default[f, i, n] as the builtins have it, or as the user defined it; VAL_NONE for none. */
static Val default_of_head(Matcher *m, const Within *w, size_t position)
{
    Heap *h = vm_heap(m->vm);
    const Definition *d;

    if (!val_is_symbol(w->head))
        return VAL_NONE;
    d = definition_find(&m->vm->definitions, w->head);
    if (d != NULL && d->rules[RULES_DEFAULT] != NULL) {
        Val forms[] = {
            expr3(h, S_Default, w->head, val_int((int64_t)position), val_int((int64_t)w->n)),
            expr2(h, S_Default, w->head, val_int((int64_t)position)),
            expr1(h, S_Default, w->head),
        };
        for (size_t i = 0; i < COUNT_OF(forms); i++) {
            Val v = rule_set_apply(m->vm, d->rules[RULES_DEFAULT], forms[i]);
            if (!val_is_none(v))
                return v;
        }
    }
    switch (symbol_switch(w->head)) {
    case SYM_Plus:  return val_int(0);
    case SYM_Times: return val_int(1);
    case SYM_Power: return position == 2 ? val_int(1) : VAL_NONE;
    default:        return VAL_NONE;
    }
}

MatchResult match_default(Matcher *m, const Pattern *p, const Within *w, Next *next)
{
    const Pattern *optional = p;
    Val v;

    while (optional->kind != PATTERN_OPTIONAL)
        optional = optional->sub;
    v = optional->value;
    if (val_is_none(v)) {
        size_t position = 1;
        if (w == NULL)
            return MATCH_NO;
        while (position <= w->n && w->first[position - 1] != p)
            position++;
        v = default_of_head(m, w, position);
        if (val_is_unwind(v))
            return MATCH_UNWIND;
        if (val_is_none(v))
            return MATCH_NO;
    }
    Val *item = heap_alloc(vm_heap(m->vm), sizeof(Val));
    *item = v;
    for (const Pattern *sub = optional->sub; sub != NULL; sub = sub->sub)
        if (sub->kind == PATTERN_NAMED && !slot_bind(m, sub->slot, item, 1))
            return MATCH_NO;
    return next->run(m, next);
}
