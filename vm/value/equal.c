/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * equal.c -- SameQ.
 */
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

static bool packed_same_as_list(Val packed, Val list)
{
    struct Heap scratch = {.out_of_memory = false};   /* items of rank 1 are mostly immediate */

    if (!val_is_plain_list(list) || expr_len(list) != list_len(packed))
        return false;
    for (size_t i = 0; i < expr_len(list); i++)
        if (!val_same(packed_item(&scratch, packed, i), expr_arg(list, i)))
            return false;
    return true;
}

static bool same_exprs(Val a, Val b)
{
    const Expr *x = val_expr(a), *y = val_expr(b);

    if (x->len != y->len || x->node.bloom != y->node.bloom)
        if (x->len != y->len || (x->node.flags & y->node.flags) == 0)
            return false;
    if (x->node.hash != 0 && y->node.hash != 0 && x->node.hash != y->node.hash)
        return false;
    if (!val_same(x->head, y->head))
        return false;
    for (uint32_t i = 0; i < x->len; i++)
        if (!val_same(x->args[i], y->args[i]))
            return false;
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
        return same_exprs(a, b);
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
