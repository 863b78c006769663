/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * seqspec.h -- sequence specifications: what Take, Drop, Part and their like call a range.
 */
#ifndef LYRA_BUILTIN_SEQSPEC_H
#define LYRA_BUILTIN_SEQSPEC_H

#include "vm/builtin/items.h"

/* Positions from, from + step, ..: count of them, counted from 0. */
typedef struct SeqRange {
    int64_t from, step;
    size_t  count;
    Val     first, last;       /* as given, for messages */
} SeqRange;

typedef enum SeqResult { SEQ_OK, SEQ_OUTSIDE, SEQ_NOT_ONE } SeqResult;

/* n, -n, {n}, {m, n}, {m, n, s}, UpTo[n], All, None, Span, for a sequence of [n] elements. */
SeqResult seqspec_resolve(Val spec, size_t n, SeqRange *out);

/* The elements in the range. */
Val items_range(Heap *h, const Items *it, const SeqRange *range);
/* The elements outside of it. */
Val items_without(Heap *h, const Items *it, const SeqRange *range);

#endif
