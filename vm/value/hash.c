/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * hash.c -- the structural hash behind definitions, associations, Union and Tally.
 *
 * Same values have the same hash.  Machine reals hash by their leading bits only, because SameQ
 * forgives the last one: two that straddle a boundary may hash apart, and are then two keys.
 *
 * Hashes of integers that follow each other differ in their lowest bits only, eight of them at a time, and so do
 * those of f[1], f[2], ..: a table in which such keys are looked for in turn is read a cache line at a time.
 */
#include <stdlib.h>

#include "vm/num/number.h"
#include "vm/value/assoc.h"
#include "vm/value/bytes.h"
#include "vm/value/foreign.h"
#include "vm/value/packed.h"
#include "vm/value/text.h"

/* The lowest bits, which are not scrambled: of these the last is always set. */
enum { PLAIN_BITS = 4, PLAIN = (1 << PLAIN_BITS) - 1 };

static uint32_t mix(uint32_t h, uint32_t x)
{
    h = (h ^ x >> PLAIN_BITS) * 0x9E3779B1u;
    h ^= h >> 15;
    return h ^ (x & PLAIN);
}

static uint32_t hash_word(uint64_t w)
{
    w ^= w >> 33;
    w *= 0xff51afd7ed558ccdULL;
    w ^= w >> 33;
    return (uint32_t)w;
}

static uint32_t hash_small(uint64_t w)
{
    return (hash_word(w >> PLAIN_BITS) & ~(uint32_t)PLAIN) | (uint32_t)(w & PLAIN);
}

static uint32_t hash_bytes(const void *data, size_t n)
{
    const unsigned char *p = data;
    uint64_t h = 0xcbf29ce484222325ULL ^ n, w;

    for (; n >= 8; p += 8, n -= 8) {
        memcpy(&w, p, 8);
        h = (h ^ w) * 0x9E3779B97F4A7C15ULL;
        h ^= h >> 29;
    }
    w = 0;
    memcpy(&w, p, n);
    return hash_word((h ^ w) * 0x9E3779B97F4A7C15ULL);
}

static uint32_t hash_real(double d)
{
    uint64_t bits;

    d += 0.0;       /* -0. is 0. */
    memcpy(&bits, &d, sizeof bits);
    return hash_word((bits + 1) >> 2);
}

static uint32_t hash_at(Val v, unsigned depth);

static bool lacks_hash(Val v)
{
    return val_is_expr(v) && shared_word(val_node(v)->hash) == 0;
}

/* Gives every expression inside [v] its hash, the inner ones first. */
static void hash_inside(Val v)
{
    size_t n = 1, capacity = 1024;
    Val *stack = malloc(capacity * sizeof(Val));

    CHECK(stack != NULL);
    stack[0] = v;
    while (n > 0) {
        Val top = stack[n - 1];
        size_t before = n;
        for (size_t i = 0; lacks_hash(top) && i <= expr_len(top); i++) {
            Val part = i == 0 ? expr_head(top) : expr_arg(top, i - 1);
            if (!lacks_hash(part))
                continue;
            if (n == capacity) {
                capacity *= 2;
                stack = realloc(stack, capacity * sizeof(Val));
                CHECK(stack != NULL);
            }
            stack[n++] = part;
        }
        if (n == before) {
            (void)hash_at(top, 0);
            n--;
        }
    }
    free(stack);
}

static uint32_t hash_expr(Val v, unsigned depth)
{
    size_t n = expr_len(v);
    uint32_t h = mix(hash_at(expr_head(v), depth), (uint32_t)n);

    for (size_t i = 0; i < n; i++)
        h = mix(h, hash_at(expr_arg(v, i), depth));
    return h;
}

/* As the list that it stands for. */
static NOINLINE uint32_t hash_packed(Val v)
{
    struct Heap scratch = {.lists = &(FreeLists){.nodes = {NULL}}};
    size_t n = list_len(v);
    uint32_t h = mix(hash_at(S_List, 0), (uint32_t)n);

    for (size_t i = 0; i < n; i++)
        h = mix(h, hash_at(packed_item(&scratch, v, i), 0));
    return h;
}

uint32_t val_hash_call(Val head, size_t n, const Val *args)
{
    uint32_t h = mix(val_hash(head), (uint32_t)n);

    for (size_t i = 0; i < n; i++)
        h = mix(h, val_hash(args[i]));
    return h | 1;
}

static uint32_t hash_node(Val v, unsigned depth)
{
    switch (val_kind(v)) {
    case KIND_STRING:  return hash_bytes(text_data(v), text_bytes(v));
    case KIND_EXPR:    return hash_expr(v, depth);
    case KIND_PACKED:  return hash_packed(v);
    case KIND_ASSOC:   return assoc_hash(v);
    case KIND_BYTES:   return hash_bytes(val_bytes(v)->data, val_bytes(v)->len);
    case KIND_FOREIGN:
        if (foreign_class(v)->hash != NULL)
            return hash_word(foreign_class(v)->hash(foreign_state(v)));
        return hash_word(v.w);
    default:           return num_hash(v);
    }
}

static uint32_t hash_at(Val v, unsigned depth)
{
    if (val_is_small(v))
        return hash_small(v.w) | 1;
    if (val_is_real(v))
        return hash_real(val_real(v)) | 1;
    Node *node = val_node(v);
    if (shared_word(node->hash) == 0) {
        if (UNLIKELY(depth >= PLAIN_DEPTH) && val_is_expr(v))
            hash_inside(v);
        else
            shared_word_set(node->hash, hash_node(v, depth + 1) | 1);
    }
    return shared_word(node->hash);
}

uint32_t val_hash(Val v)
{
    return hash_at(v, 0);
}
