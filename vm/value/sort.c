/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sort.c -- sorting without asking: machine numbers by their digits, values by merging.
 *
 * Numbers are distributed by eleven bits at a time, least first, over the bits in which they differ at all; each
 * pass keeps the order of the one before.  Values that are all machine numbers, strings, or calls of one function that
 * differ in such an argument, are distributed by the number that their beginning makes, so that few need to be looked
 * at to be compared; others are merged by val_order.
 */
#include <stdlib.h>

#include "vm/value/sort.h"
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
enum { PIECE = 1 << 17 };

/* False: it was left. */
static bool distribute(Heap *h, size_t n, const uint64_t *from, uint64_t *to, unsigned shift)
{
    size_t count[DIGITS] = {0}, before = 0;

    for (size_t i = 0; i < n; i++)
        count[(from[i] >> shift) & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = count[d];
        count[d] = before;
        before += here;
    }
    for (size_t low = 0; low < n; low += PIECE) {
        if (n > PIECE && heap_stopping(h))
            return false;
        for (size_t i = low; i < n && i < low + PIECE; i++)
            to[count[(from[i] >> shift) & (DIGITS - 1)]++] = from[i];
    }
    return true;
}

/* All are at least [low], at most [high].  Where it is left each is [low]: they may be values, which somebody looks at. */
static void sort_between(Heap *h, size_t n, uint64_t *v, uint64_t low, uint64_t high)
{
    uint64_t *from = v, *to = heap_alloc_atomic(h, n * sizeof *to);
    unsigned bits = high == low ? 0 : 64 - (unsigned)__builtin_clzll(high - low);

    for (size_t i = 0; i < n; i++)
        v[i] -= low;
    for (unsigned shift = 0; shift < bits; shift += DIGIT_BITS) {
        if (!distribute(h, n, from, to, shift)) {
            for (size_t i = 0; i < n; i++)
                v[i] = low;
            return;
        }
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

/* A value to be sorted: its number among them, and a key that it may be ordered by: where two keys differ they say
 * the order, where they are equal val_order does, unless that gives 0 then. */
typedef struct Place {
    uint64_t key;
    size_t   i;
} Place;

typedef enum KeyKind { KEYS_NONE, KEYS_INTEGERS, KEYS_REALS, KEYS_STRINGS } KeyKind;

static KeyKind key_kind(Val v)
{
    return val_is_small(v) ? KEYS_INTEGERS : val_is_flonum(v) ? KEYS_REALS : val_is_string(v) ? KEYS_STRINGS : KEYS_NONE;
}

static uint64_t key_of(Val v, KeyKind kind)
{
    const uint64_t sign = (uint64_t)1 << 63;
    uint64_t bits;

    if (kind == KEYS_INTEGERS)
        return (uint64_t)val_small(v) ^ sign;
    if (kind == KEYS_STRINGS)
        return text_order_key(v);
    double d = val_real(v);
    memcpy(&bits, &d, sizeof bits);
    return bits & sign ? ~bits : bits | sign;
}

/* The values, or what they have at a position if that is not SIZE_MAX, as keys; KEYS_NONE if they are not all of a
 * kind. */
static KeyKind keys_at(size_t n, const Val *v, size_t at, Place *p)
{
    KeyKind kind = key_kind(at == SIZE_MAX ? v[p[0].i] : expr_arg(v[p[0].i], at));

    for (size_t k = 0; k < n && kind != KEYS_NONE; k++) {
        Val x = at == SIZE_MAX ? v[p[k].i] : expr_arg(v[p[k].i], at);
        if (key_kind(x) != kind)
            return KEYS_NONE;
        p[k].key = key_of(x, kind);
    }
    return kind;
}

/* Have all these expressions the same at this position? */
static bool same_at(size_t n, const Val *v, size_t at, const Place *p)
{
    for (size_t k = 1; k < n; k++)
        if (!val_is(expr_arg(v[p[k].i], at), expr_arg(v[p[0].i], at)))
            return false;
    return true;
}

/* f[x, ..], f[y, ..]: same head and length, which are ordered by the first argument in which they differ.  *whole:
 * by nothing else. */
static KeyKind keys_of_parts(size_t n, const Val *v, Place *p, bool *whole)
{
    Val first = v[p[0].i];

    if (!val_is_expr(first) || expr_len(first) == 0 || val_is(expr_head(first), S_Times) || val_is(expr_head(first), S_Plus)
        || val_is(expr_head(first), S_Power))
        return KEYS_NONE;
    for (size_t k = 0; k < n; k++) {
        Val x = v[p[k].i];
        if (!val_is_expr(x) || !val_is(expr_head(x), expr_head(first)) || expr_len(x) != expr_len(first))
            return KEYS_NONE;
    }
    size_t at = 0, last = expr_len(first) - 1;
    while (at < last && same_at(n, v, at, p))
        at++;
    *whole = at == last;
    return keys_at(n, v, at, p);
}

/* Sets the keys; *whole: what has the same key is the same.  False: there are none, all are 0. */
static bool make_keys(size_t n, const Val *v, Place *p, bool *whole)
{
    *whole = true;
    KeyKind kind = keys_at(n, v, SIZE_MAX, p);
    if (kind == KEYS_NONE)
        kind = keys_of_parts(n, v, p, whole);
    if (kind == KEYS_STRINGS)
        *whole = false;
    for (size_t k = 0; k < n && kind == KEYS_NONE; k++)
        p[k].key = 0;
    return kind != KEYS_NONE;
}

static void distribute_places(size_t n, const Place *from, Place *to, unsigned shift)
{
    size_t count[DIGITS] = {0}, before = 0;

    for (size_t i = 0; i < n; i++)
        count[(from[i].key >> shift) & (DIGITS - 1)]++;
    for (size_t d = 0; d < DIGITS; d++) {
        size_t here = count[d];
        count[d] = before;
        before += here;
    }
    for (size_t i = 0; i < n; i++)
        to[count[(from[i].key >> shift) & (DIGITS - 1)]++] = from[i];
}

/* One run: whether it is to stop because the next poll unwinds; then the order is that of before. */
typedef struct Sorter {
    Heap      *heap;
    const Val *v;
    size_t     left;             /* comparisons until it looks again */
    bool       stopped;
} Sorter;

enum { COMPARISONS = 1 << 13 };

/* Sorts by key, in [from] or [to], which it gives. */
static Place *sort_by_keys(Sorter *s, size_t n, Place *from, Place *to)
{
    uint64_t low = UINT64_MAX, high = 0;

    for (size_t i = 0; i < n; i++) {
        low = from[i].key < low ? from[i].key : low;
        high = from[i].key > high ? from[i].key : high;
    }
    unsigned bits = high == low ? 0 : 64 - (unsigned)__builtin_clzll(high - low);
    for (size_t i = 0; i < n; i++)
        from[i].key -= low;
    for (unsigned shift = 0; shift < bits && !s->stopped; shift += DIGIT_BITS) {
        distribute_places(n, from, to, shift);
        Place *swap = from;
        from = to;
        to = swap;
        s->stopped = n > PIECE && heap_stopping(s->heap);
    }
    return from;
}

static inline bool in_order(const Val *v, const Place *a, const Place *b)
{
    return a->key != b->key ? a->key < b->key : val_order(v[a->i], v[b->i]) <= 0;
}

static void merge(Sorter *s, const Place *from, size_t low, size_t mid, size_t high, Place *to)
{
    size_t i = low, j = mid, k = low;

    if (mid >= high || in_order(s->v, &from[mid - 1], &from[mid])) {
        memcpy(to + low, from + low, (high - low) * sizeof *to);
        return;
    }
    while (i < mid && j < high) {
        to[k++] = in_order(s->v, &from[i], &from[j]) ? from[i++] : from[j++];
        if (UNLIKELY(--s->left == 0)) {
            s->left = COMPARISONS;
            s->stopped = heap_stopping(s->heap);
            if (s->stopped)
                return;
        }
    }
    memcpy(to + k, from + i, (mid - i) * sizeof *to);
    k += mid - i;
    memcpy(to + k, from + j, (high - j) * sizeof *to);
}

/* Merges runs bottom up, in [from] or [to], which it gives. */
static Place *sort_by_merging(Sorter *s, size_t n, Place *from, Place *to)
{
    for (size_t width = 1; width < n && !s->stopped; width *= 2) {
        for (size_t low = 0; low < n && !s->stopped; low += 2 * width) {
            size_t mid = low + width < n ? low + width : n, high = mid + width < n ? mid + width : n;

            merge(s, from, low, mid, high, to);
        }
        Place *swap = from;
        from = to;
        to = swap;
    }
    return from;
}

/* What is all of a rank; [p] has the numbers, and at the end the order.  [scratch] is as long. */
static void sort_alike(Sorter *s, size_t n, Place *p, Place *scratch)
{
    enum { FEW = 128 };
    bool whole;
    Place *sorted;

    if (n < 2 || s->stopped)
        return;
    if (!make_keys(n, s->v, p, &whole) || n < FEW) {
        sorted = sort_by_merging(s, n, p, scratch);
    } else {
        sorted = sort_by_keys(s, n, p, scratch);
        Place *other = sorted == p ? scratch : p;
        for (size_t low = 0, high; low < n && !whole && !s->stopped; low = high) {
            for (high = low + 1; high < n && sorted[high].key == sorted[low].key; high++)
                ;
            if (sort_by_merging(s, high - low, sorted + low, other + low) != sorted + low)
                memcpy(sorted + low, other + low, (high - low) * sizeof *p);
        }
    }
    if (sorted != p)
        memcpy(p, sorted, n * sizeof *p);
}

void vals_sort_order(Heap *h, size_t n, const Val *v, size_t *order)
{
    Place *p = heap_alloc_atomic(h, 2 * n * sizeof *p);
    size_t count[ORDER_RANKS] = {0}, start[ORDER_RANKS], before = 0;
    Sorter s = {.heap = h, .v = v, .left = COMPARISONS};

    /* Numbers come before strings, those before expressions: each are sorted by themselves. */
    for (size_t i = 0; i < n; i++)
        count[val_order_rank(v[i])]++;
    for (size_t r = 0; r < ORDER_RANKS; r++) {
        start[r] = before;
        before += count[r];
    }
    for (size_t i = 0; i < n; i++)
        p[start[val_order_rank(v[i])]++] = (Place){0, i};
    for (size_t r = 0; r < ORDER_RANKS; r++)
        sort_alike(&s, count[r], p + start[r] - count[r], p + n);
    for (size_t i = 0; i < n; i++)
        order[i] = s.stopped ? i : p[i].i;
}

void vals_sort(Heap *h, size_t n, Val *v)
{
    size_t smalls = 0;

    if (n < 2)
        return;
    while (smalls < n && val_is_small(v[smalls]))
        smalls++;
    if (smalls == n) {          /* equal ones are the same: stability is nothing to them */
        sort_words(h, n, (int64_t *)v);
        return;
    }
    size_t *order = heap_alloc_atomic(h, n * sizeof *order);
    Val *sorted = heap_alloc(h, n * sizeof *sorted);

    vals_sort_order(h, n, v, order);
    for (size_t i = 0; i < n; i++)
        sorted[i] = v[order[i]];
    memcpy(v, sorted, n * sizeof *v);
}
