/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * owned.c -- nested lists and strings that one variable holds, changed in place.
 */
#include "vm/value/owned.h"

#include "vm/num/number.h"
#include "vm/value/text.h"

/* A position counted from 0; SIZE_MAX where it is none of a list of [n]. */
static size_t position(Val at, size_t n)
{
    if (!val_is_small(at))
        return SIZE_MAX;
    int64_t i = val_small(at);
    if (i < 0)
        i += (int64_t)n + 1;
    return i >= 1 && (uint64_t)i <= n ? (size_t)i - 1 : SIZE_MAX;
}

/* The number of the element that [n] positions lead to, in a packed array of at least that rank. */
static size_t packed_place(const Packed *p, size_t n, const Val *at)
{
    size_t place = 0, stride = p->count;

    for (size_t i = 0; i < n; i++) {
        size_t k = position(at[i], p->dims[i]);
        if (k == SIZE_MAX)
            return SIZE_MAX;
        stride /= p->dims[i];
        place += k * stride;
    }
    return place;
}

Val owned_part(Heap *h, Val list, size_t n, const Val *at)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = val_is_list(list) ? position(at[i], list_len(list)) : SIZE_MAX;
        if (k == SIZE_MAX)
            return VAL_NONE;
        if (val_is_packed(list) && val_packed(list)->rank > 1 && val_packed(list)->rank == n - i) {
            /* A number: no row is made on the way. */
            Packed *p = val_packed(list);
            k = packed_place(p, n - i, at + i);
            return k == SIZE_MAX ? VAL_NONE : packed_number(h, p, k);
        }
        list = list_item(h, list, k);
    }
    val_share(list);
    return list;
}

/* Can the array hold [x] below [n] positions? */
static bool packed_holds(const Packed *p, size_t n, Val x)
{
    if (n == p->rank)
        switch ((PackedType)p->type) {
        case PACKED_INTEGER: return val_is_small(x);
        case PACKED_REAL:    return val_is_real(x);
        case PACKED_COMPLEX: return val_is_complex(x) && val_is_real(cplx_re(x)) && val_is_real(cplx_im(x));
        }
    if (n > p->rank || !val_is_packed(x))
        return false;
    const Packed *row = val_packed(x);
    return row->type == p->type && row->rank == p->rank - n && memcmp(row->dims, p->dims + n, row->rank * sizeof(size_t)) == 0;
}

static void packed_put(Packed *p, size_t place, Val x)
{
    size_t width = p->type == PACKED_COMPLEX ? 2 : 1;

    if (val_is_packed(x)) {
        memmove(p->data.reals + place * width, val_packed(x)->data.reals, val_packed(x)->count * width * sizeof(double));
        return;
    }
    switch ((PackedType)p->type) {
    case PACKED_INTEGER:
        p->data.integers[place] = val_small(x);
        break;
    case PACKED_REAL:
        p->data.reals[place] = val_real(x);
        break;
    case PACKED_COMPLEX:
        p->data.reals[2 * place] = val_real(cplx_re(x));
        p->data.reals[2 * place + 1] = val_real(cplx_im(x));
        break;
    }
}

/* In [list], held as [mark] says; the positions are known to be there. */
static Val set_part(Heap *h, Val list, unsigned mark, size_t n, const Val *at, Val x)
{
    bool held = (val_node(list)->flags & mark) != 0;

    if (val_is_packed(list) && packed_holds(val_packed(list), n, x)) {
        Packed *p = val_packed(list);
        if (!held) {
            Packed *copy = packed_new(h, (PackedType)p->type, p->rank, p->dims);
            if (copy != NULL) {
                memcpy(&copy->data, &p->data, p->count * (p->type == PACKED_COMPLEX ? 2 : 1) * sizeof(double));
                p = copy;
                held = true;
            }
        }
        if (held) {
            packed_put(p, packed_place(p, n, at), x);
            p->node.hash = 0;
            p->node.flags = (uint8_t)mark;
            return val_from_node(p);
        }
    }
    if (val_is_packed(list)) {
        list = packed_unpack(h, list);
        /* There was no room: what is made is never seen. */
        if (expr_len(list) == 0)
            return list;
    } else if (!held) {
        list = expr_copy_to_own(h, list);
    }
    size_t k = position(at[0], expr_len(list));
    if (n > 1)
        x = set_part(h, expr_arg(list, k), FLAG_INNER, n - 1, at + 1, x);
    return expr_put_owned(list, k, x, mark);
}

Val owned_set_part(Heap *h, Val list, size_t n, const Val *at, Val x)
{
    if (n == 0 || val_is_none(owned_part(h, list, n, at)))
        return VAL_NONE;
    val_share(x);
    return set_part(h, list, FLAG_OWNED, n, at, x);
}

Val owned_text_join(Heap *h, Val text, Val more)
{
    Text *t = val_text(text);
    size_t bytes = t->bytes + text_bytes(more), chars = t->chars + text_chars(more), need = sizeof(Text) + bytes + 1;

    if ((t->node.flags & FLAG_OWNED) == 0 || heap_size_of(t) < need || val_is(text, more)) {
        Text *copy = heap_alloc_atomic(h, need + need / 2);
        copy->node = (Node){.kind = KIND_STRING, .flags = FLAG_OWNED};
        memcpy(copy->data, t->data, t->bytes);
        copy->bytes = t->bytes;
        t = copy;
    }
    memcpy(t->data + t->bytes, text_data(more), text_bytes(more));
    t->data[bytes] = '\0';
    t->bytes = bytes;
    t->chars = chars;
    t->node.hash = 0;
    t->node.flags = FLAG_OWNED;          /* and no table of the characters' places: see text.c */
    return val_from_node(t);
}
