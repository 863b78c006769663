/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * packed.c -- packed arrays: rectangular lists of machine numbers, of any rank.
 *
 * A list packs only if all its elements are of one kind, so that packing and unpacking never change
 * a value: {1, 2.} stays an ordinary list.
 */
#include "vm/value/packed.h"

#include <math.h>

#include "vm/num/number.h"

/* Deeper lists are left as they are: nobody computes with them. */
enum { RANK_MAX = 16 };

static size_t element_bytes(PackedType type)
{
    return type == PACKED_COMPLEX ? 2 * sizeof(double) : sizeof(double);
}

static unsigned char *data_at(Packed *p, size_t i)
{
    return (unsigned char *)&p->data + i * element_bytes((PackedType)p->type);
}

Packed *packed_new(Heap *h, PackedType type, size_t rank, const size_t *dims)
{
    size_t count = 1, bytes;

    for (size_t i = 0; i < rank; i++)
        if (__builtin_mul_overflow(count, dims[i], &count))
            return NULL;
    if (__builtin_mul_overflow(count, element_bytes(type), &bytes) || bytes > SIZE_MAX / 2)
        return NULL;
    Packed *p = heap_try_alloc(h, offsetof(Packed, data) + bytes + rank * sizeof(size_t), true);
    if (p == NULL)
        return NULL;
    p->node = (Node){.kind = KIND_PACKED};
    p->type = type;
    p->rank = (uint32_t)rank;
    p->count = count;
    p->dims = (size_t *)((unsigned char *)&p->data + bytes);
    memcpy(p->dims, dims, rank * sizeof(size_t));
    return p;
}

Val packed_number(Heap *h, const Packed *p, size_t i)
{
    switch ((PackedType)p->type) {
    case PACKED_INTEGER:
        return small_fits(p->data.integers[i]) ? val_int(p->data.integers[i])
                                               : int_from_i64(h, p->data.integers[i]);
    case PACKED_REAL:
        return val_real_new(h, p->data.reals[i]);
    case PACKED_COMPLEX:
        break;
    }
    return cplx_new(h, val_real_new(h, p->data.reals[2 * i]), val_real_new(h, p->data.reals[2 * i + 1]));
}

Val packed_item(Heap *h, Val packed, size_t i)
{
    Packed *p = val_packed(packed);

    if (p->rank == 1)
        return packed_number(h, p, i);
    size_t stride = p->count / p->dims[0];
    Packed *row = packed_new(h, (PackedType)p->type, p->rank - 1, p->dims + 1);
    CHECK(row != NULL);
    memcpy(&row->data, data_at(p, i * stride), stride * element_bytes((PackedType)p->type));
    return val_from_node(row);
}

enum { LOOKS = 1 << 16 };     /* elements */

/* The elements from [at] on, [level] levels down, as an ordinary list; VAL_NONE where there is no room, or the next
 * poll unwinds. */
static Val unpack_level(Heap *h, const Packed *p, size_t level, size_t at, size_t count)
{
    size_t n = p->dims[level];

    if (n > EXPR_LEN_MAX)
        return VAL_NONE;
    Expr *e = n < 4096 ? expr_new(h, S_List, n) : heap_try_alloc(h, sizeof(Expr) + n * sizeof(Val), false);
    if (e == NULL)
        return VAL_NONE;
    e->node = (Node){.kind = KIND_EXPR};
    e->len = (uint32_t)n;
    e->head = S_List;
    for (size_t i = 0; i < n; i++) {
        if (UNLIKELY(i % LOOKS == LOOKS - 1) && heap_stopping(h))
            return VAL_NONE;
        if (level + 1 == p->rank) {
            e->args[i] = packed_number(h, p, at + i);
        } else {
            e->args[i] = unpack_level(h, p, level + 1, at + i * (count / n), count / n);
            if (val_is_none(e->args[i]))
                return VAL_NONE;
        }
    }
    return expr_seal(e);
}

Val packed_unpack(Heap *h, Val packed)
{
    const Packed *p = val_packed(packed);
    Val list = heap_ask(h, (double)p->count * sizeof(Val)) ? unpack_level(h, p, 0, 0, p->count) : VAL_NONE;

    if (val_is_none(list)) {
        if (!heap_stopping(h))
            h->refused = INFINITY;
        return expr0(h, S_List);
    }
    return list;
}

/* ---- packing ---- */

static bool number_type(Val v, PackedType *type)
{
    if (val_is_small(v))
        *type = PACKED_INTEGER;
    else if (val_is_real(v))
        *type = PACKED_REAL;
    else if (val_is_complex(v) && val_is_real(cplx_re(v)) && val_is_real(cplx_im(v)))
        *type = PACKED_COMPLEX;
    else
        return false;
    return true;
}

/* Dimensions and element type as the first elements have them; 0 where there is no rectangle. */
static size_t guess_shape(Val v, size_t *dims, PackedType *type)
{
    size_t rank = 0;

    while (val_is_plain_list(v)) {
        if (rank == RANK_MAX || expr_len(v) == 0)
            return 0;
        dims[rank++] = expr_len(v);
        v = expr_arg(v, 0);
    }
    if (val_is_packed(v)) {
        const Packed *p = val_packed(v);
        if (rank + p->rank > RANK_MAX)
            return 0;
        memcpy(dims + rank, p->dims, p->rank * sizeof(size_t));
        *type = (PackedType)p->type;
        return rank + p->rank;
    }
    return number_type(v, type) ? rank : 0;
}

/* Has [v] this shape and type all through? */
static bool fits_shape(Val v, size_t rank, const size_t *dims, PackedType type)
{
    PackedType own;

    if (rank == 0)
        return number_type(v, &own) && own == type;
    if (val_is_packed(v)) {
        const Packed *p = val_packed(v);
        return p->rank == rank && (PackedType)p->type == type
            && memcmp(p->dims, dims, rank * sizeof(size_t)) == 0;
    }
    if (!val_is_plain_list(v) || expr_len(v) != dims[0])
        return false;
    for (size_t i = 0; i < dims[0]; i++)
        if (!fits_shape(expr_arg(v, i), rank - 1, dims + 1, type))
            return false;
    return true;
}

/* Copies the numbers of [v] to element [at] on; gives the place after them. */
static size_t fill(Packed *to, size_t at, Val v)
{
    if (val_is_packed(v)) {
        Packed *p = val_packed(v);
        memcpy(data_at(to, at), &p->data, p->count * element_bytes((PackedType)p->type));
        return at + p->count;
    }
    if (val_is_plain_list(v)) {
        for (size_t i = 0; i < expr_len(v); i++)
            at = fill(to, at, expr_arg(v, i));
        return at;
    }
    switch ((PackedType)to->type) {
    case PACKED_INTEGER:
        to->data.integers[at] = val_small(v);
        break;
    case PACKED_REAL:
        to->data.reals[at] = val_real(v);
        break;
    case PACKED_COMPLEX:
        to->data.reals[2 * at] = val_real(cplx_re(v));
        to->data.reals[2 * at + 1] = val_real(cplx_im(v));
        break;
    }
    return at + 1;
}

Val list_pack(Heap *h, Val list)
{
    size_t dims[RANK_MAX];
    PackedType type;

    if (!val_is_plain_list(list))
        return list;
    size_t rank = guess_shape(list, dims, &type);
    if (rank == 0 || !fits_shape(list, rank, dims, type))
        return list;
    Packed *p = packed_new(h, type, rank, dims);
    if (p == NULL)
        return list;
    fill(p, 0, list);
    return val_from_node(p);
}

/* SameQ's tolerance for machine reals is val_same's business: it is asked wherever bits differ. */
static bool reals_same(double x, double y)
{
    BoxedReal a = {.node = {.kind = KIND_REAL}, .value = x};
    BoxedReal b = {.node = {.kind = KIND_REAL}, .value = y};

    return x == y || val_same_slow(val_from_node(&a), val_from_node(&b));
}

bool packed_same(Val a, Val b)
{
    const Packed *p = val_packed(a), *q = val_packed(b);

    if (p->type != q->type || p->rank != q->rank
        || memcmp(p->dims, q->dims, p->rank * sizeof(size_t)) != 0)
        return false;
    if (p->type == PACKED_INTEGER)
        return memcmp(&p->data, &q->data, p->count * sizeof(int64_t)) == 0;
    size_t n = p->type == PACKED_COMPLEX ? 2 * p->count : p->count;
    for (size_t i = 0; i < n; i++)
        if (!reals_same(p->data.reals[i], q->data.reals[i]))
            return false;
    return true;
}
