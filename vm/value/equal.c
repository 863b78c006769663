/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * equal.c -- SameQ.
 *
 * Plain recursion for what is met every day.  Where that goes deep or takes long, the rest is compared
 * with a stack of its own, and pairs once met are not compared again: two expressions that share their
 * parts have few distinct ones, however many they show.
 */
#include <stdlib.h>

#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* SameQ takes machine reals that differ in the last binary digit for the same. */
static bool same_reals(double x, double y)
{
    int64_t a, b;

    if (x == y)
        return true;
    memcpy(&a, &x, sizeof a);
    memcpy(&b, &y, sizeof b);
    if ((a < 0) != (b < 0) || x != x || y != y)
        return false;
    int64_t distance = a - b;
    return distance == 1 || distance == -1;
}

static NOINLINE bool same_items(Val packed, Val list)
{
    struct Heap scratch = {.lists = &(FreeLists){.nodes = {NULL}}};   /* items of rank 1 are mostly immediate */

    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_same(packed_item(&scratch, packed, i), expr_arg(list, i)))
            return false;
    return true;
}

static bool packed_same_as_list(Val packed, Val list)
{
    return val_is_plain_list(list) && expr_len(list) == list_len(packed) && same_items(packed, list);
}

enum { PLAIN_STEPS = 200000 };

/* How far the plain recursion of one comparison has gone. */
typedef struct Plain {
    unsigned depth, steps;
} Plain;

/* Can these two be the same, from what their nodes say? */
static bool alike(const Expr *x, const Expr *y)
{
    if (x->len != y->len || (!val_is(x->head, y->head) && val_is_symbol(x->head) && val_is_symbol(y->head)))
        return false;
    uint32_t a = shared_word(x->node.hash), b = shared_word(y->node.hash);
    return a == 0 || b == 0 || a == b;
}

typedef struct Pair { Val a, b; } Pair;

/* A stack of pairs to compare, and a set of those that were ever on it. */
typedef struct Pairs {
    Pair  *stack, *set;
    size_t n, capacity, set_count, set_size;
} Pairs;

static Pair *pair_slot(const Pairs *p, Pair pair)
{
    size_t mask = p->set_size - 1;
    size_t i = (size_t)((pair.a.w * 0x9E3779B97F4A7C15ULL) ^ (pair.b.w * 0xff51afd7ed558ccdULL) >> 7) >> 4 & mask;

    while (p->set[i].a.w != 0 && (p->set[i].a.w != pair.a.w || p->set[i].b.w != pair.b.w))
        i = (i + 1) & mask;
    return &p->set[i];
}

static void grow_set(Pairs *p)
{
    Pair *old = p->set;
    size_t size = p->set_size;

    p->set_size = size == 0 ? 1024 : 2 * size;
    p->set = calloc(p->set_size, sizeof(Pair));
    CHECK(p->set != NULL);
    for (size_t i = 0; i < size; i++)
        if (old[i].a.w != 0)
            *pair_slot(p, old[i]) = old[i];
    free(old);
}

/* The values of a pair are kept alive by the expressions that they are parts of. */
static void push_pair(Pairs *p, Val a, Val b)
{
    Pair pair = {a, b};

    if (2 * (p->set_count + 1) > p->set_size)
        grow_set(p);
    Pair *slot = pair_slot(p, pair);
    if (slot->a.w != 0)
        return;
    *slot = pair;
    p->set_count++;
    if (p->n == p->capacity) {
        p->capacity = p->capacity == 0 ? 1024 : 2 * p->capacity;
        p->stack = realloc(p->stack, p->capacity * sizeof(Pair));
        CHECK(p->stack != NULL);
    }
    p->stack[p->n++] = pair;
}

/* One difference ends it all, so a pair that was met needs no second look, whatever came of the first. */
static bool same_exprs_deep(Val a, Val b)
{
    Pairs p = {NULL, NULL, 0, 0, 0, 0};
    bool same = true;

    push_pair(&p, a, b);
    while (same && p.n > 0) {
        Pair pair = p.stack[--p.n];
        const Expr *x = val_expr(pair.a), *y = val_expr(pair.b);
        same = alike(x, y);
        for (uint32_t i = 0; same && i <= x->len; i++) {
            Val u = i == 0 ? x->head : x->args[i - 1], v = i == 0 ? y->head : y->args[i - 1];
            if (val_is(u, v))
                continue;
            if (val_is_expr(u) && val_is_expr(v))
                push_pair(&p, u, v);
            else
                same = val_same(u, v);
        }
    }
    free(p.stack);
    free(p.set);
    return same;
}

/* Of two that are alike. */
static bool same_exprs(Val a, Val b, Plain *plain)
{
    const Expr *x = val_expr(a), *y = val_expr(b);

    if (UNLIKELY(plain->depth >= PLAIN_DEPTH || ++plain->steps > PLAIN_STEPS))
        return same_exprs_deep(a, b);
    plain->depth++;
    for (uint32_t i = 0; i <= x->len; i++) {
        Val u = i == 0 ? x->head : x->args[i - 1], v = i == 0 ? y->head : y->args[i - 1];
        if (val_is(u, v))
            continue;
        if (!(val_is_expr(u) && val_is_expr(v) ? alike(val_expr(u), val_expr(v)) && same_exprs(u, v, plain) : val_same(u, v)))
            return false;
    }
    plain->depth--;
    return true;
}

bool val_same_slow(Val a, Val b)
{
    if (val_is_small(a) || val_is_small(b) || val_is_none(a) || val_is_none(b))
        return false;
    Kind ka = val_kind(a), kb = val_kind(b);
    if (ka != kb) {
        if (ka == KIND_PACKED)
            return packed_same_as_list(a, b);
        return kb == KIND_PACKED && packed_same_as_list(b, a);
    }
    switch (ka) {
    case KIND_REAL:
        return same_reals(val_real(a), val_real(b));
    case KIND_INTEGER: case KIND_BIG_REAL: case KIND_RATIONAL: case KIND_COMPLEX:
        return num_same(a, b);
    case KIND_STRING:
        return text_bytes(a) == text_bytes(b) && memcmp(text_data(a), text_data(b), text_bytes(a)) == 0;
    case KIND_SYMBOL:
        return false;
    case KIND_EXPR:
        return alike(val_expr(a), val_expr(b)) && same_exprs(a, b, &(Plain){0, 0});
    case KIND_PACKED:
        return packed_same(a, b);
    case KIND_ASSOC:
        return assoc_same(a, b);
    case KIND_BYTES:
        return val_bytes(a)->len == val_bytes(b)->len
            && memcmp(val_bytes(a)->data, val_bytes(b)->data, val_bytes(a)->len) == 0;
    case KIND_FOREIGN:
        return foreign_class(a) == foreign_class(b) && foreign_class(a)->equal != NULL
            && foreign_class(a)->equal(foreign_state(a), foreign_state(b));
    default:
        return false;
    }
}
