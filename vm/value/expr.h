/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * expr.h -- normal expressions: a head and arguments.
 */
#ifndef LYRA_VALUE_EXPR_H
#define LYRA_VALUE_EXPR_H

#include "vm/value/heap.h"
#include "vm/value/symbol.h"

typedef struct Expr {
    Node     node;
    uint32_t len;
    uint32_t stamp;      /* the epoch in which it evaluated to itself; 0: never (vm/eval/eval.c) */
    Val      head;
    Val      args[];
} Expr;

static inline Expr *val_expr(Val v)            { return (Expr *)v.w; }
static inline Val expr_head(Val v)             { return val_expr(v)->head; }
static inline size_t expr_len(Val v)           { return val_expr(v)->len; }
static inline Val expr_arg(Val v, size_t i)    { return val_expr(v)->args[i]; }   /* from 0 */
static inline const Val *expr_args(Val v)      { return val_expr(v)->args; }

/* Is [v] a normal expression with this head?  A packed array is not: see packed.h. */
static inline bool val_has_head(Val v, Val head)
{
    return val_is_expr(v) && val_is(expr_head(v), head);
}
/* head[x] with exactly [n] arguments. */
static inline bool val_is_call(Val v, Val head, size_t n)
{
    return val_has_head(v, head) && expr_len(v) == n;
}
/* A list that is not packed. */
static inline bool val_is_plain_list(Val v)    { return val_has_head(v, S_List); }
/* a -> b or a :> b. */
static inline bool val_is_rule(Val v)
{
    return val_is_call(v, S_Rule, 2) || val_is_call(v, S_RuleDelayed, 2);
}
/* Infinity, evaluated or not yet; -Infinity. */
static inline bool val_is_plus_infinity(Val v)
{
    return val_is(v, S_Infinity) || (val_is_call(v, S_DirectedInfinity, 1) && val_is(expr_arg(v, 0), val_int(1)));
}
static inline bool val_is_minus_infinity(Val v)
{
    return val_is_call(v, S_DirectedInfinity, 1) && val_is(expr_arg(v, 0), val_int(-1));
}
static inline Val val_bool(bool b)             { return b ? S_True : S_False; }
/* The symbol f of f, f[..], f[..][..]; VAL_NONE where there is none. */
static inline Val val_root_symbol(Val v)
{
    while (val_is_expr(v))
        v = expr_head(v);
    return val_is_symbol(v) ? v : VAL_NONE;
}

enum { EXPR_LEN_MAX = UINT32_MAX / 2 };

/* Room for head[..] of [n] arguments, all VAL_NONE: fill them, then seal.  Never NULL; check a
 * length that the user chose with vm_check_length first. */
Expr *expr_new(Heap *h, Val head, size_t n);
/* Computes the inherited flags once the arguments are there; gives the finished value. */
Val expr_seal(Expr *e);
Val expr_make(Heap *h, Val head, size_t n, const Val *args);
static inline Val expr0(Heap *h, Val head)               { return expr_make(h, head, 0, NULL); }
static inline Val expr1(Heap *h, Val head, Val a)        { return expr_make(h, head, 1, &a); }
static inline Val expr2(Heap *h, Val head, Val a, Val b) { Val v[] = {a, b}; return expr_make(h, head, 2, v); }
static inline Val expr3(Heap *h, Val head, Val a, Val b, Val c)
{
    Val v[] = {a, b, c};
    return expr_make(h, head, 3, v);
}
Val list_make(Heap *h, size_t n, const Val *items);
/* The same expression with another head; with argument [i] replaced; with these arguments. */
Val expr_with_head(Heap *h, Val expr, Val head);
Val expr_with_arg(Heap *h, Val expr, size_t i, Val x);
Val expr_with_args(Heap *h, Val expr, size_t n, const Val *args);
/* The same head with some of the arguments of [expr], in any order: what is known of them stays known. */
Val expr_selection(Heap *h, Val expr, size_t n, const Val *args);
/* A List of elements of these lists (or associations). */
Val list_of_elements(Heap *h, size_t count, const Val *lists, size_t n, const Val *items);
/* A copy that is nobody else's yet, with what is inherited of its parts. */
Expr *expr_copy(Heap *h, Val expr);
/* An expression that is ours has [x] in it from now on, however deep; false where that was known of it. */
static inline bool expr_inherit(Expr *e, Val x)
{
    unsigned flags = e->node.flags | (val_flags(x) & FLAG_INHERITED), bloom = e->node.bloom | val_bloom(x);

    if (flags == e->node.flags && bloom == e->node.bloom)
        return false;
    e->node.flags = (uint8_t)flags;
    e->node.bloom = (uint16_t)bloom;
    return true;
}
/* A part of an expression that is ours to change became [x]: what is cached of the whole follows, and its [mark] is that. */
static inline Val expr_owned_changed(Expr *e, Val x, unsigned mark)
{
    uint64_t all = node_word(&e->node) | NODE_FLAGS(mark);

    if (val_is_pointer(x))
        all |= node_word(val_node(x));
    node_begin(&e->node, KIND_EXPR, all, FLAG_INHERITED | mark);
    e->stamp = 0;
    return val_from_node(e);
}
/* Changing an expression that only one variable holds (FLAG_OWNED); of any other a copy is made and
 * changed, which is such an expression.  Appending costs O(1) amortised: there is room to grow. */
Val expr_set_owned(Heap *h, Val expr, size_t i, Val x);
Val expr_append_owned(Heap *h, Val expr, Val x);
/* The two halves of expr_set_owned: a copy in which nothing is marked; element [i] of an expression that only one
 * variable or owned list holds, which [mark] (FLAG_OWNED, FLAG_INNER) says. */
Val expr_copy_to_own(Heap *h, Val expr);
static inline Val expr_put_owned(Val expr, size_t i, Val x, unsigned mark)
{
    val_expr(expr)->args[i] = x;
    return expr_owned_changed(val_expr(expr), x, mark);
}
/* The value is about to be held by something else too. */
static inline void val_share(Val v)
{
    if (val_is_pointer(v) && UNLIKELY(val_node(v)->flags & (FLAG_OWNED | FLAG_INNER)))
        val_node(v)->flags &= (uint8_t)~(FLAG_OWNED | FLAG_INNER);
}
/* The head of anything: Integer for 3, List for a packed array, .. */
Val val_head(Val v);
/* Does the symbol [sym] occur anywhere in [v], heads included? */
bool val_contains_symbol(Val v, Val sym);
/* Does anything SameQ to [part] occur in [v]? */
bool val_contains(Val v, Val part);

/* A builder: an expression whose length is not known yet.  Lives on the C stack. */
typedef struct Builder {
    Heap  *heap;
    Val    head;
    Val   *items;            /* `inline_items` until that is full, then collected memory */
    size_t n, capacity;
    Val    inline_items[16];
} Builder;

void builder_start(Builder *b, Heap *h, Val head);
void builder_push_slow(Builder *b, Val x);
static inline void builder_push(Builder *b, Val x)
{
    if (LIKELY(b->n < b->capacity))
        b->items[b->n++] = x;
    else
        builder_push_slow(b, x);
}
void builder_push_all(Builder *b, size_t n, const Val *items);
Val builder_finish(Builder *b);

#endif
