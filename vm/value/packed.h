/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * packed.h -- packed arrays: rectangular lists of machine numbers, of any rank.
 *
 * To the user a packed array is an ordinary list.  C code that takes lists asks val_is_list,
 * list_len and list_item, which serve both representations; a builtin not declared `.packed = true`
 * never sees one, because the caller unpacks its arguments.
 */
#ifndef LYRA_VALUE_PACKED_H
#define LYRA_VALUE_PACKED_H

#include "vm/value/expr.h"

typedef enum PackedType { PACKED_INTEGER, PACKED_REAL, PACKED_COMPLEX } PackedType;

typedef struct Packed {
    Node       node;
    uint32_t   type;         /* PackedType */
    uint32_t   rank;         /* at least 1 */
    size_t     count;        /* the product of the dimensions */
    size_t    *dims;         /* rank of them, inside this node, after the data */
    union {
        int64_t integers[1];
        double  reals[1];    /* PACKED_COMPLEX: count pairs re, im */
    } data;
} Packed;

/* Lists made element by element pack from this length on. */
enum { PACKED_LENGTH_MIN = 256 };

static inline Packed *val_packed(Val v)   { return (Packed *)v.w; }
static inline bool val_is_list(Val v)     { return val_is_plain_list(v) || val_is_packed(v); }

/* Uninitialised packed array of these dimensions; NULL where the memory can't be had. */
Packed *packed_new(Heap *h, PackedType type, size_t rank, const size_t *dims);
/* Number [i] of all, in row-major order. */
Val packed_number(Heap *h, const Packed *packed, size_t i);
/* Element [i] of the first level: a number, or a packed array of one rank less. */
Val packed_item(Heap *h, Val packed, size_t i);
/* The ordinary nested List with the same elements; an empty one that is never seen where the memory can't be had. */
Val packed_unpack(Heap *h, Val packed);
/* [list] packed if it is a rectangular list of machine integers, reals or complexes; else as it is. */
Val list_pack(Heap *h, Val list);

bool packed_same(Val a, Val b);      /* SameQ of two packed arrays */

/* For either kind of list. */
static inline size_t list_len(Val list)
{
    return val_is_packed(list) ? val_packed(list)->dims[0] : expr_len(list);
}
static inline Val list_item(Heap *h, Val list, size_t i)
{
    return val_is_packed(list) ? packed_item(h, list, i) : expr_arg(list, i);
}
/* An ordinary expression for a packed array; anything else unchanged. */
static inline Val val_unpacked(Heap *h, Val v) { return val_is_packed(v) ? packed_unpack(h, v) : v; }

#endif
