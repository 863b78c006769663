/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bytes.h -- byte arrays.
 */
#ifndef LYRA_VALUE_BYTES_H
#define LYRA_VALUE_BYTES_H

#include "vm/value/heap.h"

typedef struct Bytes {
    Node          node;
    size_t        len;
    unsigned char data[];
} Bytes;

static inline Bytes *val_bytes(Val v) { return (Bytes *)v.w; }
Val bytes_new(Heap *h, const unsigned char *data, size_t len);

#endif
