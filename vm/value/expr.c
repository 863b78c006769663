/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * expr.c -- making normal expressions, and the builder.
 */
#include "vm/value/expr.h"

#include <math.h>

#include "vm/base/shared.h"
#include "vm/value/assoc.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"

enum { SHORT_MAX = 32 };      /* arguments that are filled in and looked at in one go */

Expr *expr_new(Heap *h, Val head, size_t n)
{
    CHECK(n <= EXPR_LEN_MAX);
    Expr *e = heap_alloc(h, sizeof(Expr) + n * sizeof(Val));

    e->node.kind = KIND_EXPR;
    e->len = (uint32_t)n;
    e->head = head;
    return e;
}

Val expr_seal(Expr *e)
{
    unsigned flags = val_flags(e->head), bloom = val_bloom(e->head);
    uint64_t all = 0;

    /* An object that is inert by itself is not when it is applied. */
    if (UNLIKELY(val_is_assoc(e->head) || val_is_foreign(e->head)))
        flags |= FLAG_LIVE;
    for (uint32_t i = 0; i < e->len; i++) {
        if (val_is_pointer(e->args[i]))
            all |= node_word(val_node(e->args[i]));
    }
    e->node.flags = (uint8_t)((flags | node_word_flags(all)) & FLAG_INHERITED);
    e->node.bloom = (uint16_t)(bloom | node_word_bloom(all));
    return val_from_node(e);
}

Val expr_make(Heap *h, Val head, size_t n, const Val *args)
{
    if (UNLIKELY(n > SHORT_MAX || !val_is_symbol(head))) {
        Expr *e = expr_new(h, head, n);
        if (n > 0)
            memcpy(e->args, args, n * sizeof(Val));
        return expr_seal(e);
    }
    Expr *e = heap_alloc(h, sizeof(Expr) + n * sizeof(Val));
    uint64_t all = node_word(val_node(head));
    e->len = (uint32_t)n;
    e->head = head;
    for (size_t i = 0; i < n; i++) {
        Val v = e->args[i] = args[i];
        if (val_is_pointer(v))
            all |= node_word(val_node(v));
    }
    node_begin(&e->node, KIND_EXPR, all, FLAG_INHERITED);
    return val_from_node(e);
}

Val list_make(Heap *h, size_t n, const Val *items)
{
    return expr_make(h, S_List, n, items);
}

Val expr_with_head(Heap *h, Val expr, Val head)
{
    return expr_make(h, head, expr_len(expr), expr_args(expr));
}

Val expr_with_arg(Heap *h, Val expr, size_t i, Val x)
{
    Expr *e = expr_new(h, expr_head(expr), expr_len(expr));

    memcpy(e->args, expr_args(expr), expr_len(expr) * sizeof(Val));
    e->args[i] = x;
    return expr_seal(e);
}

Val expr_with_args(Heap *h, Val expr, size_t n, const Val *args)
{
    return expr_make(h, expr_head(expr), n, args);
}

Val expr_selection(Heap *h, Val expr, size_t n, const Val *args)
{
    if (val_is(expr_head(expr), S_List))
        return list_of_elements(h, 1, &expr, n, args);
    Expr *e = expr_new(h, expr_head(expr), n);
    memcpy(e->args, args, n * sizeof(Val));
    return expr_seal(e);
}

/* Elements that stand for themselves make a list that does, as of the oldest stamp that says so. */
Val list_of_elements(Heap *h, size_t count, const Val *lists, size_t n, const Val *items)
{
    unsigned flags = 0, bloom = val_bloom(S_List);
    uint32_t stamp = UINT32_MAX;
    size_t total = 0;
    Expr *e = expr_new(h, S_List, n);

    for (size_t i = 0; i < count; i++) {
        uint32_t own = val_is_inert(lists[i]) ? UINT32_MAX : val_is_plain_list(lists[i]) ? shared_word(val_expr(lists[i])->stamp) : 0;
        flags |= val_flags(lists[i]) & FLAG_INHERITED;
        bloom |= val_bloom(lists[i]);
        stamp = own < stamp ? own : stamp;
        total += val_is_list(lists[i]) ? list_len(lists[i]) : assoc_len(lists[i]);
    }
    if (n > 0)
        memcpy(e->args, items, n * sizeof(Val));
    e->node.flags = (uint8_t)flags;
    e->node.bloom = (uint16_t)bloom;
    if (2 * n < total)              /* what has the flags may have been left out */
        expr_seal(e);
    if ((flags & FLAG_SPLICE) == 0 && stamp != UINT32_MAX)
        e->stamp = stamp;
    return val_from_node(e);
}

Val val_head(Val v)
{
    switch (val_kind(v)) {
    case KIND_INTEGER:  return S_Integer;
    case KIND_REAL:
    case KIND_BIG_REAL: return S_Real;
    case KIND_RATIONAL: return S_Rational;
    case KIND_COMPLEX:  return S_Complex;
    case KIND_STRING:   return S_String;
    case KIND_SYMBOL:   return S_Symbol;
    case KIND_EXPR:     return expr_head(v);
    case KIND_PACKED:   return S_List;
    case KIND_ASSOC:    return S_Association;
    case KIND_BYTES:    return S_ByteArray;
    case KIND_FOREIGN: {
        const char *name = foreign_class(v)->name;
        return symbol_intern(context_system, name, strlen(name));
    }
    default:            UNREACHABLE();
    }
}

/* The lists in a copy are those of the original too. */
static void share_parts(const Expr *e)
{
    for (uint32_t i = 0; i < e->len; i++)
        val_share(e->args[i]);
}

Expr *expr_copy(Heap *h, Val expr)
{
    Expr *e = expr_new(h, expr_head(expr), expr_len(expr));

    if (e->len > 0)
        memcpy(e->args, expr_args(expr), e->len * sizeof(Val));
    node_begin(&e->node, KIND_EXPR, node_word(val_node(expr)), FLAG_INHERITED);
    return e;
}

Val expr_copy_to_own(Heap *h, Val expr)
{
    share_parts(val_expr(expr));
    return val_from_node(expr_copy(h, expr));
}

Val expr_set_owned(Heap *h, Val expr, size_t i, Val x)
{
    val_share(x);
    if ((val_node(expr)->flags & FLAG_OWNED) == 0)
        expr = expr_copy_to_own(h, expr);
    return expr_put_owned(expr, i, x, FLAG_OWNED);
}

Val expr_append_owned(Heap *h, Val expr, Val x)
{
    Expr *e = val_expr(expr);
    size_t n = e->len, need = sizeof(Expr) + (n + 1) * sizeof(Val);

    val_share(x);
    if ((e->node.flags & FLAG_OWNED) == 0 || heap_size_of(e) < need) {
        if (!heap_ask(h, (double)(need + need / 2)))
            return expr;
        Expr *copy = heap_alloc(h, need + need / 2);
        share_parts(e);
        memcpy(copy, e, sizeof(Expr) + n * sizeof(Val));
        e = copy;
    }
    e->args[n] = x;
    e->len = (uint32_t)n + 1;
    return expr_owned_changed(e, x, FLAG_OWNED);
}

void builder_start(Builder *b, Heap *h, Val head)
{
    b->heap = h;
    b->head = head;
    b->items = b->inline_items;
    b->n = 0;
    b->capacity = COUNT_OF(b->inline_items);
}

/* Room for [n] in all; false where there is none, and then what is built is never seen. */
static bool reserve(Builder *b, size_t n)
{
    if (n <= b->capacity)
        return true;
    size_t capacity = b->capacity * 2;
    if (capacity < n)
        capacity = n;
    if (!heap_ask(b->heap, n > EXPR_LEN_MAX ? INFINITY : (double)capacity * sizeof(Val)))
        return false;
    b->items = heap_grow(b->heap, b->items, b->n * sizeof(Val), capacity * sizeof(Val));
    b->capacity = capacity;
    return true;
}

void builder_push_slow(Builder *b, Val x)
{
    if (reserve(b, b->n + 1))
        b->items[b->n++] = x;
}

void builder_push_all(Builder *b, size_t n, const Val *items)
{
    if (!reserve(b, b->n + n))
        return;
    if (n > 0)
        memcpy(b->items + b->n, items, n * sizeof(Val));
    b->n += n;
}

Val builder_finish(Builder *b)
{
    if (!heap_ask(b->heap, (double)b->n * sizeof(Val)))
        b->n = 0;
    return expr_make(b->heap, b->head, b->n, b->items);
}
