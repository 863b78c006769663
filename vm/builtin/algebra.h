/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * algebra.h -- what the builtins of symbolic algebra and calculus share.
 */
#ifndef LYRA_BUILTIN_ALGEBRA_H
#define LYRA_BUILTIN_ALGEBRA_H

#include "vm/builtin/formula.h"
#include "vm/builtin/items.h"

static inline bool val_is_one(Val v)  { return v.w == val_int(1).w; }
static inline bool val_is_zero(Val v) { return v.w == val_int(0).w; }

/* A function of lib/ that is no part of the language: its name begins with Lyra$. */
static inline Val library_symbol(const char *name)
{
    return symbol_intern(context_system, name, strlen(name));
}

/* The terms of a sum, the factors of a product: of anything else, itself. */
static inline size_t terms_of(Val *v, Val head, const Val **terms)
{
    if (val_has_head(*v, head)) {
        *terms = expr_args(*v);
        return expr_len(*v);
    }
    *terms = v;
    return 1;
}

/* Expand: products and powers of sums multiplied out; expand.c. */
MUST_USE Val expand(Vm *vm, Val v);
/* The same, leaving alone what is free of x. */
MUST_USE Val expand_in(Vm *vm, Val v, Val x);
/* f over the elements of a list, an equation, an inequality or a logical combination; NOT_MINE for
 * anything else.  [self] is called again with the first argument replaced. */
Val thread_first(Heap *h, Args args);

#endif
