/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bytes.c -- byte arrays.
 */
#include "vm/value/bytes.h"

Val bytes_new(Heap *h, const unsigned char *data, size_t len)
{
    Bytes *b = heap_alloc_atomic(h, sizeof(Bytes) + len);

    b->node = (Node){.kind = KIND_BYTES};
    b->len = len;
    if (len > 0)
        memcpy(b->data, data, len);
    return val_from_node(b);
}
