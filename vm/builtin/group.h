/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * group.h -- which of n hashed keys are the same.
 */
#ifndef LYRA_BUILTIN_GROUP_H
#define LYRA_BUILTIN_GROUP_H

#include "vm/value/heap.h"

/* Fills leader[i] with the least j for which key j is the same as key i.  [same] is asked only for
 * keys of equal hash.  Returns whether any leader[i] differs from i. */
bool group_keys(Heap *h, size_t n, const uint32_t *hash, bool (*same)(const void *state, size_t i, size_t j),
                const void *state, uint32_t *leader);

#endif
