/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * literals.c -- rules by left side: open addressing, in levels.
 *
 * The topmost level belongs to whoever may write; those below are frozen, each hidden where a level
 * above it has the same left side.  A new level goes on top at the first write after a snapshot, and frozen
 * ones of about the same size are merged then: there are O(log n) of them, and a rule is copied O(log n)
 * times in all.
 */
#include "vm/pattern/literals.h"

#include "vm/value/packed.h"

enum { COPIED_MAX = 64 };          /* so few rules are copied rather than lain under */

/* position: 1 + that in rules; 0: free.  The hash beside it saves looking at the rule of another. */
typedef struct IndexEntry {
    uint32_t hash, position;
} IndexEntry;

struct Literals {
    const void *owner;             /* the token of the definition table that may change it */
    Literal   **rules;             /* in the order of definition; NULL where one was removed */
    size_t      count, capacity;
    IndexEntry *index;
    size_t      index_size;        /* a power of two */
    Literals   *base;              /* the level below; NULL: none */
    size_t      live;              /* rules that can be found, in all levels */
    /* What calls there are: most that have no rule are told by these. */
    uint16_t    lengths;           /* by number of arguments, 15 and more together */
    uint16_t    kinds;             /* by the kind of the first argument */
};

static unsigned kind_bits(Val v)
{
    Kind k = val_kind(v);

    if (val_is_list(v))
        return 1u << KIND_EXPR | 1u << KIND_PACKED;
    return k == KIND_REAL || k == KIND_BIG_REAL ? 1u << KIND_REAL | 1u << KIND_BIG_REAL : 1u << k;
}

static unsigned length_bit(size_t n)
{
    return 1u << (n < 15 ? n : 15);
}

/* The slot of a left side in one level, or the free one where it would go. */
static IndexEntry *slot_of(const Literals *l, Val lhs)
{
    uint32_t hash = val_hash(lhs);
    size_t mask = l->index_size - 1, i = hash >> 1 & mask;   /* its lowest bit is always set */

    for (; l->index[i].position != 0; i = (i + 1) & mask) {
        if (l->index[i].hash != hash)
            continue;
        const Literal *r = l->rules[l->index[i].position - 1];
        if (r != NULL && val_same(r->lhs, lhs))
            break;
    }
    return &l->index[i];
}

static Literal *find_in(const Literals *l, Val lhs)
{
    if (l->index == NULL)
        return NULL;
    const IndexEntry *e = slot_of(l, lhs);
    return e->position == 0 ? NULL : l->rules[e->position - 1];
}

const Literal *literals_find(const Literals *l, Val lhs)
{
    for (; l != NULL; l = l->base) {
        const Literal *r = find_in(l, lhs);
        if (r != NULL)
            return r->removed ? NULL : r;
    }
    return NULL;
}

static bool is_call_of(Val lhs, Val head, size_t n, const Val *args)
{
    if (!val_has_head(lhs, head) || expr_len(lhs) != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!val_same(expr_arg(lhs, i), args[i]))
            return false;
    return true;
}

const Literal *literals_find_call(const Literals *l, Val head, size_t n, const Val *args)
{
    if (l == NULL || (l->lengths & length_bit(n)) == 0 || (n > 0 && (l->kinds & 1u << val_kind(args[0])) == 0))
        return NULL;
    uint32_t hash = val_hash_call(head, n, args);
    for (; l != NULL; l = l->base) {
        size_t mask = l->index_size - 1, i = hash >> 1 & mask;
        for (; l->index != NULL && l->index[i].position != 0; i = (i + 1) & mask) {
            if (l->index[i].hash != hash)
                continue;
            const Literal *r = l->rules[l->index[i].position - 1];
            if (r != NULL && is_call_of(r->lhs, head, n, args))
                return r->removed ? NULL : r;
        }
    }
    return NULL;
}

size_t literals_count(const Literals *l)
{
    return l == NULL ? 0 : l->live;
}

/* ---- one level ---- */

/* Without the removed ones, and less than half full. */
static void rebuild_index(Heap *h, Literals *l)
{
    size_t live = 0;

    for (size_t i = 0; i < l->count; i++)
        if (l->rules[i] != NULL)
            l->rules[live++] = l->rules[i];
    l->count = live;
    l->index_size = 16;
    while (l->index_size < 3 * (live + 1))
        l->index_size *= 2;
    l->index = heap_alloc_atomic(h, l->index_size * sizeof(IndexEntry));
    memset(l->index, 0, l->index_size * sizeof(IndexEntry));
    for (size_t i = 0; i < live; i++)
        *slot_of(l, l->rules[i]->lhs) = (IndexEntry){val_hash(l->rules[i]->lhs), (uint32_t)i + 1};
}

/* Gives the rule that it replaces; NULL. */
static const Literal *put_in(Heap *h, Literals *l, Literal *rule)
{
    if (l->index == NULL || 3 * (l->count + 1) > 2 * l->index_size)
        rebuild_index(h, l);
    IndexEntry *e = slot_of(l, rule->lhs);
    if (e->position != 0) {
        const Literal *before = l->rules[e->position - 1];
        l->rules[e->position - 1] = rule;
        return before;
    }
    if (l->count == l->capacity) {
        size_t capacity = l->capacity < 8 ? 8 : 2 * l->capacity;
        l->rules = heap_grow(h, l->rules, l->count * sizeof(Literal *), capacity * sizeof(Literal *));
        l->capacity = capacity;
    }
    l->rules[l->count++] = rule;
    *e = (IndexEntry){val_hash(rule->lhs), (uint32_t)l->count};
    return NULL;
}

static void put_all(Heap *h, Literals *l, const Literals *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->rules[i] != NULL)
            (void)put_in(h, l, from->rules[i]);
}

/* Two frozen levels as one. */
static Literals *merged(Heap *h, const Literals *top, const Literals *bottom)
{
    Literals *l = heap_alloc(h, sizeof *l);

    l->base = bottom->base;
    put_all(h, l, bottom);
    put_all(h, l, top);
    for (size_t i = 0; i < l->count && l->base == NULL; i++)
        if (l->rules[i]->removed)
            l->rules[i] = NULL;
    return l;
}

Literals *literals_to_write(Heap *h, Literals *l, const void *owner)
{
    if (l != NULL && l->owner == owner)
        return l;
    Literals *top = heap_alloc(h, sizeof *top);
    top->owner = owner;
    if (l == NULL)
        return top;
    top->live = l->live;
    top->lengths = l->lengths;
    top->kinds = l->kinds;
    if (l->base == NULL && l->count <= COPIED_MAX) {
        put_all(h, top, l);
        return top;
    }
    top->base = l;
    while (top->base->base != NULL && 2 * top->base->count >= top->base->base->count)
        top->base = merged(h, top->base, top->base->base);
    return top;
}

void literals_put(Heap *h, Literals *l, Val lhs, Val rhs, bool delayed)
{
    Literal *rule = heap_alloc(h, sizeof *rule);

    *rule = (Literal){.lhs = lhs, .rhs = rhs, .delayed = delayed};
    const Literal *before = put_in(h, l, rule);
    if (before == NULL)
        before = literals_find(l->base, lhs);
    if (before == NULL || before->removed)
        l->live++;
    if (val_is_expr(lhs)) {
        l->lengths |= (uint16_t)length_bit(expr_len(lhs));
        if (expr_len(lhs) > 0)
            l->kinds |= (uint16_t)kind_bits(expr_arg(lhs, 0));
    }
}

bool literals_remove(Heap *h, Literals *l, Val lhs)
{
    if (literals_find(l, lhs) == NULL)
        return false;
    l->live--;
    if (l->base != NULL && literals_find(l->base, lhs) != NULL) {
        Literal *none = heap_alloc(h, sizeof *none);
        none->lhs = lhs;
        none->removed = true;
        (void)put_in(h, l, none);
    } else {
        l->rules[slot_of(l, lhs)->position - 1] = NULL;     /* the index keeps its place */
    }
    return true;
}

/* ---- in order ---- */

/* The levels from the lowest up to [l]: *i is counted down by the rules seen. */
static const Literal *at_level(const Literals *top, const Literals *l, size_t *i)
{
    const Literal *r;

    if (l == NULL)
        return NULL;
    r = at_level(top, l->base, i);
    for (size_t k = 0; k < l->count && r == NULL; k++) {
        bool listed = l->rules[k] == NULL;
        for (const Literals *below = l->base; below != NULL && !listed; below = below->base)
            listed = find_in(below, l->rules[k]->lhs) != NULL;
        if (listed)
            continue;
        const Literal *now = literals_find(top, l->rules[k]->lhs);
        if (now != NULL && (*i)-- == 0)
            r = now;
    }
    return r;
}

const Literal *literals_at(const Literals *l, size_t i)
{
    return l->base == NULL && l->live == l->count ? l->rules[i] : at_level(l, l, &i);
}

static void put_levels(Heap *h, Literals *l, const Literals *from)
{
    if (from->base != NULL)
        put_levels(h, l, from->base);
    put_all(h, l, from);
}

size_t literals_list(Heap *h, const Literals *l, const Literal **rules)
{
    Literals flat = {0};
    size_t n = 0;

    if (l == NULL)
        return 0;
    if (l->base != NULL) {
        put_levels(h, &flat, l);
        l = &flat;
    }
    for (size_t i = 0; i < l->count; i++)
        if (l->rules[i] != NULL && !l->rules[i]->removed)
            rules[n++] = l->rules[i];
    return n;
}
