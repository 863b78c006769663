/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sort_machine.c -- sorting without asking: machine numbers by their digits, values by merging.
 *
 * Numbers are distributed by eleven bits at a time, least first, over the bits in which they differ at all; each
 * pass keeps the order of the one before.  Values are merged by val_order; strings carry the number that their
 * beginning makes, so that most comparisons do not look at the strings.
 */
#include <stdlib.h>

#include "vm/builtin/items.h"
#include "vm/value/text.h"

enum { DIGIT_BITS = 11, DIGITS = 1 << DIGIT_BITS, SMALL = 48 };

static void insert_words(size_t n, uint64_t *v)
{
    for (size_t i = 1; i < n; i++) {
        uint64_t x = v[i];
        size_t at = i;

        for (; at > 0 && v[at - 1] > x; at--)
            v[at] = v[at - 1];
        v[at] = x;
    }
}

/* Long loops are gone through in pieces: what is left undone because the next poll unwinds nobody will see. */
enum { PIECE = 1 << 20 };

static void distribute(Heap *h, size_t n, const uint64_t *from, uint64_t *to, unsigned shift)
{
    size_t count[DIGITS] = {0}, before = 0;

    for (size_t i = 0; i < n; i++)
        count[(from[i] >> shift) & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = count[d];
        count[d] = before;
        before += here;
    }
    for (size_t low = 0; low < n && !(n > PIECE && heap_stopping(h)); low += PIECE)
        for (size_t i = low; i < n && i < low + PIECE; i++)
            to[count[(from[i] >> shift) & (DIGITS - 1)]++] = from[i];
}

/* All are at least [low], at most [high]. */
static void sort_between(Heap *h, size_t n, uint64_t *v, uint64_t low, uint64_t high)
{
    uint64_t *from = v, *to = heap_alloc_atomic(h, n * sizeof *to);
    unsigned bits = high == low ? 0 : 64 - (unsigned)__builtin_clzll(high - low);

    for (size_t i = 0; i < n; i++)
        v[i] -= low;
    for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
        if (n > PIECE && heap_stopping(h))
            return;
        distribute(h, n, from, to, shift);
        uint64_t *swap = from;
        from = to;
        to = swap;
    }
    for (size_t i = 0; i < n; i++)
        v[i] = from[i] + low;
}

static void sort_unsigned(Heap *h, size_t n, uint64_t *v)
{
    uint64_t low = UINT64_MAX, high = 0;
    bool sorted = true;

    if (n <= SMALL) {
        insert_words(n, v);
        return;
    }
    for (size_t i = 0; i < n; i++) {
        low = v[i] < low ? v[i] : low;
        high = v[i] > high ? v[i] : high;
        sorted = sorted && (i == 0 || v[i - 1] <= v[i]);
    }
    if (!sorted)
        sort_between(h, n, v, low, high);
}

void sort_words(Heap *h, size_t n, int64_t *v)
{
    uint64_t *w = (uint64_t *)v;

    for (size_t i = 0; i < n; i++)
        w[i] ^= (uint64_t)1 << 63;
    sort_unsigned(h, n, w);
    for (size_t i = 0; i < n; i++)
        w[i] ^= (uint64_t)1 << 63;
}

static int compare_reals(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

void sort_reals(Heap *h, size_t n, double *v)
{
    const uint64_t sign = (uint64_t)1 << 63;
    uint64_t *w = (uint64_t *)(void *)v;

    /* -0. equals 0., which its bits do not show. */
    for (size_t i = 0; i < n; i++)
        if (w[i] == sign || v[i] != v[i]) {
            qsort(v, n, sizeof *v, compare_reals);
            return;
        }
    for (size_t i = 0; i < n; i++)
        w[i] = w[i] & sign ? ~w[i] : w[i] | sign;
    sort_unsigned(h, n, w);
    for (size_t i = 0; i < n; i++)
        w[i] = w[i] & sign ? w[i] & ~sign : ~w[i];
}

/* A value to be sorted: its number among them, and what its beginning says where all are strings. */
typedef struct Place {
    uint64_t key;
    size_t   i;
} Place;

static inline bool in_order(const Val *v, const Place *a, const Place *b)
{
    return a->key != b->key ? a->key < b->key : val_order(v[a->i], v[b->i]) <= 0;
}

enum { COMPARISONS = 1 << 13 };

/* Merges two runs; false where it stopped. [*left]: comparisons until it looks whether it is to stop. */
static bool merge(Heap *h, const Val *v, const Place *from, size_t low, size_t mid, size_t high, Place *to, size_t *left)
{
    size_t i = low, j = mid, k = low;

    if (mid >= high || in_order(v, &from[mid - 1], &from[mid])) {
        memcpy(to + low, from + low, (high - low) * sizeof *to);
        return true;
    }
    while (i < mid && j < high) {
        to[k++] = in_order(v, &from[i], &from[j]) ? from[i++] : from[j++];
        if (UNLIKELY(--*left == 0)) {
            *left = COMPARISONS;
            if (heap_stopping(h))
                return false;
        }
    }
    memcpy(to + k, from + i, (mid - i) * sizeof *to);
    k += mid - i;
    memcpy(to + k, from + j, (high - j) * sizeof *to);
    return true;
}

/* Merges runs bottom up.  Where it stops, the order is that of before. */
void vals_sort_order(Heap *h, size_t n, const Val *v, size_t *order)
{
    Place *from = heap_alloc_atomic(h, n * sizeof *from), *to = heap_alloc_atomic(h, n * sizeof *to);
    bool strings = true, stopped = false;
    size_t left = COMPARISONS;

    for (size_t i = 0; i < n && strings; i++)
        strings = val_is_string(v[i]);
    for (size_t i = 0; i < n; i++)
        from[i] = (Place){strings ? text_order_key(v[i]) : 0, i};
    for (size_t width = 1; width < n && !stopped; width *= 2) {
        for (size_t low = 0; low < n && !stopped; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n, high = mid + width < n ? mid + width : n;

            stopped = !merge(h, v, from, low, mid, high, to, &left);
        }
        Place *swap = from;
        from = to;
        to = swap;
    }
    for (size_t i = 0; i < n; i++)
        order[i] = stopped ? i : from[i].i;
}
