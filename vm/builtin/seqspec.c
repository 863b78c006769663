/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * seqspec.c -- sequence specifications: what Take, Drop, Part and their like call a range.
 *
 * A range may be empty only where its ends are neighbours the wrong way round, so that {4, 3} is a
 * range of a list of three elements and {3, 1} is not.
 */
#include "vm/builtin/seqspec.h"

/* [position] from 1, negative from the end, as a position from 1 that may lie outside. */
static int64_t from_start(int64_t position, size_t n)
{
    return position < 0 ? (int64_t)n + 1 + position : position;
}

static SeqResult make_range(int64_t from, int64_t to, int64_t step, size_t n, SeqRange *out)
{
    int64_t len = (int64_t)n, towards = step > 0 ? 1 : -1;

    out->step = step;
    if (step == 0)
        return SEQ_OUTSIDE;
    if ((to - from) * towards >= 0) {
        if (from < 1 || from > len || to < 1 || to > len)
            return SEQ_OUTSIDE;
        out->from = from - 1;
        out->count = (size_t)((to - from) / step) + 1;
        return SEQ_OK;
    }
    if (to == from - towards && from >= 0 && from <= len + 1) {
        out->from = 0;
        out->count = 0;
        return SEQ_OK;
    }
    return SEQ_OUTSIDE;
}

/* One end of a range: an integer, All, or UpTo[n]. */
static bool read_end(Val v, size_t n, int64_t *position, int64_t all)
{
    if (val_is(v, S_All)) {
        *position = all;
        return true;
    }
    if (val_is_call(v, S_UpTo, 1)) {
        size_t count;
        bool up_to;

        if (!read_count(v, &count, &up_to))
            return false;
        *position = count < n ? (int64_t)count : (int64_t)n;
        return true;
    }
    if (!read_int(v, position))
        return false;
    *position = from_start(*position, n);
    return true;
}

static SeqResult read_range(size_t parts, const Val *v, size_t n, SeqRange *out)
{
    int64_t from, to, step = 1;
    Val last = parts > 1 ? v[1] : v[0];

    out->first = v[0];
    out->last = last;
    if (parts == 1 && !val_is_integer(v[0]))
        return SEQ_NOT_ONE;
    if (parts > 2 && !val_is(v[2], S_All) && !read_int(v[2], &step))
        return SEQ_NOT_ONE;
    if (!read_end(v[0], n, &from, 1) || !read_end(last, n, &to, (int64_t)n))
        return SEQ_NOT_ONE;
    if (step < 0) {
        if (val_is(v[0], S_All))
            from = (int64_t)n;
        if (val_is(last, S_All))
            to = 1;
    }
    return make_range(from, to, step, n, out);
}

/* A Span alone. */
static SeqResult span_resolve(Val span, size_t n, SeqRange *out)
{
    if (!val_has_head(span, S_Span) || expr_len(span) < 2 || expr_len(span) > 3)
        return SEQ_NOT_ONE;
    return read_range(expr_len(span), expr_args(span), n, out);
}

SeqResult seqspec_resolve(Val spec, size_t n, SeqRange *out)
{
    int64_t k;

    *out = (SeqRange){ .step = 1, .first = val_int(1), .last = spec };
    if (val_is(spec, S_All) || val_is_plus_infinity(spec)) {
        out->count = n;
        return SEQ_OK;
    }
    if (val_is(spec, S_None) || (val_is_plain_list(spec) && expr_len(spec) == 0))
        return SEQ_OK;
    if (val_is_call(spec, S_UpTo, 1)) {
        size_t count;
        bool up_to;

        if (!read_count(spec, &count, &up_to))
            return SEQ_NOT_ONE;
        out->count = count < n ? count : n;
        return SEQ_OK;
    }
    if (read_int(spec, &k)) {
        if (k < 0) {
            out->first = spec;
            out->last = val_int(-1);
        }
        if (k > (int64_t)n || -k > (int64_t)n)
            return SEQ_OUTSIDE;
        out->from = k < 0 ? (int64_t)n + k : 0;
        out->count = (size_t)(k < 0 ? -k : k);
        return SEQ_OK;
    }
    if (val_is_integer(spec))
        return SEQ_OUTSIDE;
    if (val_is_plain_list(spec) && expr_len(spec) >= 1 && expr_len(spec) <= 3)
        return read_range(expr_len(spec), expr_args(spec), n, out);
    return span_resolve(spec, n, out);
}

Val items_range(Heap *h, const Items *it, const SeqRange *range)
{
    if (range->step == 1)
        return items_slice(h, it, (size_t)range->from, (size_t)range->from + range->count);
    size_t *which = sizes_new(h, range->count);

    for (size_t i = 0; i < range->count; i++)
        which[i] = (size_t)(range->from + (int64_t)i * range->step);
    return items_select(h, it, range->count, which);
}

Val items_without(Heap *h, const Items *it, const SeqRange *range)
{
    size_t *which = sizes_new(h, it->n), n = 0;
    int64_t low = range->from, high, step = range->step;

    if (range->count == 0)
        return it->source;
    high = range->from + ((int64_t)range->count - 1) * step;
    if (high < low) {
        int64_t swap = low;
        low = high;
        high = swap;
        step = -step;
    }
    for (int64_t i = 0; i < (int64_t)it->n; i++)
        if (i < low || i > high || (i - low) % step != 0)
            which[n++] = (size_t)i;
    return items_select(h, it, n, which);
}
