/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * group.c -- which of n hashed keys are the same: how sums and products find their like terms.
 */
#include "vm/builtin/group.h"

static bool group_few(size_t n, const uint32_t *hash, bool (*same)(const void *, size_t, size_t),
                      const void *state, uint32_t *leader)
{
    bool any = false;

    for (size_t i = 0; i < n; i++) {
        leader[i] = (uint32_t)i;
        for (size_t j = 0; j < i; j++) {
            if (hash[i] == hash[j] && leader[j] == j && same(state, i, j)) {
                leader[i] = (uint32_t)j;
                any = true;
                break;
            }
        }
    }
    return any;
}

bool group_keys(Heap *h, size_t n, const uint32_t *hash, bool (*same)(const void *state, size_t i, size_t j),
                const void *state, uint32_t *leader)
{
    bool any = false;
    size_t capacity = 64, mask;
    uint32_t *slots;            /* 1 + the index of a leader; 0: empty */

    if (n <= 12)
        return group_few(n, hash, same, state, leader);
    while (capacity < 2 * n)
        capacity *= 2;
    mask = capacity - 1;
    slots = heap_alloc_atomic(h, capacity * sizeof *slots);
    memset(slots, 0, capacity * sizeof *slots);
    for (size_t i = 0; i < n; i++) {
        size_t at = hash[i] >> 1 & mask;       /* keys that come one after another lie together: see hash.c */

        leader[i] = (uint32_t)i;
        for (; slots[at] != 0; at = (at + 1) & mask) {
            size_t j = slots[at] - 1;

            if (hash[j] == hash[i] && same(state, i, j)) {
                leader[i] = (uint32_t)j;
                any = true;
                break;
            }
        }
        if (slots[at] == 0)
            slots[at] = (uint32_t)i + 1;
    }
    return any;
}
