/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_distance.c -- distances between strings or lists, and what they have in common.
 *
 * Both kinds of argument become arrays of keys first: the characters of a string, or small numbers
 * for the elements of lists, the same number for elements that are SameQ.  The dynamic programmes
 * then compare integers only.
 */
#include <unicase.h>

#include "vm/builtin/string_util.h"

/* Two sequences to compare. */
typedef struct Pair {
    Val      a, b;
    int64_t *x, *y;
    size_t   m, n;
    bool     strings;
} Pair;

static int64_t *string_keys(Heap *h, Val s, bool ignore_case, size_t *n)
{
    int64_t *keys = heap_alloc_atomic(h, (text_chars(s) + 1) * sizeof *keys);
    const char *at = text_data(s), *end = at + text_bytes(s);

    for (*n = 0; at < end; (*n)++) {
        uint32_t c;

        at += utf8_decode(at, end, &c);
        keys[*n] = ignore_case ? uc_tolower(c) : c;
    }
    return keys;
}

static int64_t *list_keys(Heap *h, Val list, AssocBuilder *numbers, size_t *count, size_t *n)
{
    int64_t *keys = heap_alloc_atomic(h, (expr_len(list) + 1) * sizeof *keys);

    *n = expr_len(list);
    for (size_t i = 0; i < *n; i++) {
        Val x = expr_arg(list, i), number = assoc_builder_get(numbers, x);

        if (val_is_none(number)) {
            number = val_int((int64_t)(*count)++);
            assoc_builder_set(numbers, x, number);
        }
        keys[i] = val_small(number);
    }
    return keys;
}

/* Reads two strings or two lists; false where they are neither. */
static bool read_pair(Heap *h, Val a, Val b, bool ignore_case, Pair *p)
{
    *p = (Pair){.a = a, .b = b, .strings = val_is_string(a)};
    if (val_is_string(a) && val_is_string(b)) {
        p->x = string_keys(h, a, ignore_case, &p->m);
        p->y = string_keys(h, b, ignore_case, &p->n);
        return true;
    }
    if (val_is_plain_list(a) && val_is_plain_list(b)) {
        AssocBuilder numbers;
        size_t count = 0;

        assoc_builder_start(&numbers, h);
        p->x = list_keys(h, a, &numbers, &count, &p->m);
        p->y = list_keys(h, b, &numbers, &count, &p->n);
        (void)assoc_builder_finish(&numbers);
        return true;
    }
    return false;
}

/* Elements [from, to) of one of the two, as a string or a list. */
static Val piece(Heap *h, const Pair *p, Val whole, size_t from, size_t to)
{
    return p->strings ? text_slice(h, whole, from, to) : list_make(h, to - from, expr_args(whole) + from);
}

/* The two arguments of a function with the option IgnoreCase; NOT_MINE after a message. */
static Val read_arguments(Vm *vm, Args args, Pair *p)
{
    bool ignore_case = false;

    if (options_split(args) != 2)
        return string_count_message(vm, args, 2, 2);
    if (args.builtin->options != NULL)
        TRY(string_option_true(vm, args, S_IgnoreCase, &ignore_case));
    if (read_pair(vm_heap(vm), args.v[0], args.v[1], ignore_case, p))
        return VAL_NONE;
    if (val_is_string(args.v[0]) || val_is_plain_list(args.v[0]))
        return MESSAGE(vm, "smtype", args.v[0], args.v[1]);
    return NOT_MINE;
}

static size_t least(size_t a, size_t b, size_t c)
{
    size_t m = a < b ? a : b;

    return m < c ? m : c;
}

/* Rows of the distance table are kept as long as they are needed: two, or three with transpositions. */
static Val edit_distance(Vm *vm, const Pair *p, bool transpositions)
{
    size_t *rows[3], n = p->n;

    TRY(vm_check_length(vm, 3.0 * ((double)n + 1), sizeof(size_t)));
    for (int i = 0; i < 3; i++)
        rows[i] = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof(size_t));
    for (size_t j = 0; j <= n; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= p->m; i++) {
        size_t *now = rows[i % 3], *last = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

        TRY(vm_poll(vm));
        now[0] = i;
        for (size_t j = 1; j <= n; j++) {
            bool same = p->x[i - 1] == p->y[j - 1];

            now[j] = least(last[j] + 1, now[j - 1] + 1, last[j - 1] + !same);
            if (transpositions && i > 1 && j > 1 && p->x[i - 1] == p->y[j - 2] && p->x[i - 2] == p->y[j - 1]
                && before[j - 2] + 1 < now[j])
                now[j] = before[j - 2] + 1;
        }
    }
    return val_int((int64_t)rows[p->m % 3][n]);
}

#define DISTANCE_MESSAGES                                                                \
    MESSAGES("smtype", "The arguments `1` and `2` are not both strings or both lists.",  \
             "idim", "`1` and `2` must have the same length.")

BUILTIN(EditDistance,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "EditDistance[u, v] gives the number of insertions, deletions and substitutions that turn the string or "
               "list u into v.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("EditDistance[\"kitten\", \"sitting\"]", "3"))
{
    Pair p;
    Val failed = read_arguments(vm, args, &p);

    return val_is_none(failed) ? edit_distance(vm, &p, false) : failed;
}

BUILTIN(DamerauLevenshteinDistance,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "DamerauLevenshteinDistance[u, v] gives the number of insertions, deletions, substitutions and "
               "transpositions of neighbours that turn the string or list u into v.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("DamerauLevenshteinDistance[\"abc\", \"acb\"]", "1"))
{
    Pair p;
    Val failed = read_arguments(vm, args, &p);

    return val_is_none(failed) ? edit_distance(vm, &p, true) : failed;
}

BUILTIN(HammingDistance,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "HammingDistance[u, v] gives the number of places at which the strings or lists u and v, of the same "
               "length, differ.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("HammingDistance[\"karolin\", \"kathrin\"]", "3"))
{
    Pair p;
    Val failed = read_arguments(vm, args, &p);
    int64_t count = 0;

    if (!val_is_none(failed))
        return failed;
    if (p.m != p.n)
        return MESSAGE(vm, "idim", p.a, p.b);
    for (size_t i = 0; i < p.n; i++)
        count += p.x[i] != p.y[i];
    return val_int(count);
}

/* The longest run in both: its length, and where it begins.  Of several, the one whose places have
 * the least sum. */
static Val longest_run(Vm *vm, const Pair *p, size_t *len, size_t *i0, size_t *j0)
{
    size_t *row = heap_alloc_atomic(vm_heap(vm), (p->n + 1) * sizeof *row);

    *len = *i0 = *j0 = 0;
    memset(row, 0, (p->n + 1) * sizeof *row);
    for (size_t i = 1; i <= p->m; i++) {
        TRY(vm_poll(vm));
        for (size_t j = p->n; j >= 1; j--) {
            row[j] = p->x[i - 1] == p->y[j - 1] ? row[j - 1] + 1 : 0;
            if (row[j] > *len || (row[j] > 0 && row[j] == *len && i + j - 2 * row[j] < *i0 + *j0)) {
                *len = row[j];
                *i0 = i - row[j];
                *j0 = j - row[j];
            }
        }
    }
    return VAL_NONE;
}

BUILTIN(LongestCommonSubsequence,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "LongestCommonSubsequence[s1, s2] gives the longest contiguous piece that the strings or lists s1 and s2 "
               "have in common.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("LongestCommonSubsequence[\"thisisatest\", \"testing123\"]", "test"))
{
    Pair p;
    size_t len, i, j;
    Val failed = read_arguments(vm, args, &p);

    if (!val_is_none(failed))
        return failed;
    TRY(longest_run(vm, &p, &len, &i, &j));
    return piece(vm_heap(vm), &p, p.a, i, i + len);
}

static Val span_pair(Heap *h, size_t from, size_t len)
{
    return list_make(h, 2, (Val[]){val_int((int64_t)from + 1), val_int((int64_t)(from + len))});
}

BUILTIN(LongestCommonSubsequencePositions,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "LongestCommonSubsequencePositions[s1, s2] gives where in s1 and in s2 their longest common contiguous "
               "piece is.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("LongestCommonSubsequencePositions[\"abc\", \"xbc\"]", "{{2, 3}, {2, 3}}"))
{
    Heap *h = vm_heap(vm);
    Pair p;
    size_t len, i, j;
    Val failed = read_arguments(vm, args, &p);

    if (!val_is_none(failed))
        return failed;
    TRY(longest_run(vm, &p, &len, &i, &j));
    if (len == 0)
        return list_make(h, 0, NULL);
    return list_make(h, 2, (Val[]){span_pair(h, i, len), span_pair(h, j, len)});
}

/* Pairs of places, from 0, of a longest common sequence that need not be contiguous; *count of them. */
static Val common_sequence(Vm *vm, const Pair *p, size_t (**places)[2], size_t *count)
{
    size_t w = p->n + 1, n = 0;
    uint32_t *t;

    TRY(vm_check_length(vm, ((double)p->m + 1) * (double)w, sizeof *t));
    t = heap_alloc_atomic(vm_heap(vm), (p->m + 1) * w * sizeof *t);
    memset(t, 0, w * sizeof *t);
    for (size_t i = 1; i <= p->m; i++) {
        uint32_t *now = t + i * w, *last = now - w;

        TRY(vm_poll(vm));
        now[0] = 0;
        for (size_t j = 1; j <= p->n; j++)
            now[j] = p->x[i - 1] == p->y[j - 1] ? last[j - 1] + 1 : last[j] >= now[j - 1] ? last[j] : now[j - 1];
    }
    n = t[p->m * w + p->n];
    *count = n;
    *places = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof **places);
    for (size_t i = p->m, j = p->n; i > 0 && j > 0; ) {
        if (p->x[i - 1] == p->y[j - 1]) {
            n--, i--, j--;
            (*places)[n][0] = i;
            (*places)[n][1] = j;
        } else if (t[(i - 1) * w + j] >= t[i * w + j - 1])
            i--;
        else
            j--;
    }
    return VAL_NONE;
}

BUILTIN(LongestCommonSequence,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "LongestCommonSequence[s1, s2] gives the longest sequence of elements, not necessarily contiguous, that "
               "the strings or lists s1 and s2 have in common.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("LongestCommonSequence[\"abcd\", \"acbd\"]", "abd"))
{
    Heap *h = vm_heap(vm);
    Pair p;
    size_t (*places)[2], n;
    Val failed = read_arguments(vm, args, &p), v;
    Builder b;

    if (!val_is_none(failed))
        return failed;
    TRY(common_sequence(vm, &p, &places, &n));
    builder_start(&b, h, p.strings ? S_StringJoin : S_List);
    for (size_t i = 0; i < n; i++)
        builder_push(&b, p.strings ? text_slice(h, p.a, places[i][0], places[i][0] + 1) : expr_arg(p.a, places[i][0]));
    v = builder_finish(&b);
    return v;
}

/* Runs of places that follow each other, as {from, to}; [side] 0 or 1. */
static Val place_runs(Heap *h, size_t (*places)[2], size_t n, int side)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < n; ) {
        size_t from = i;

        for (i++; i < n && places[i][side] == places[i - 1][side] + 1; i++)
            ;
        builder_push(&b, span_pair(h, places[from][side], i - from));
    }
    return builder_finish(&b);
}

BUILTIN(LongestCommonSequencePositions,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "LongestCommonSequencePositions[s1, s2] gives where in s1 and in s2 the pieces of their longest common "
               "sequence are.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("LongestCommonSequencePositions[\"abcd\", \"acbd\"]", "{{{1, 2}, {4, 4}}, {{1, 1}, {3, 4}}}"))
{
    Heap *h = vm_heap(vm);
    Pair p;
    size_t (*places)[2], n;
    Val failed = read_arguments(vm, args, &p);

    if (!val_is_none(failed))
        return failed;
    TRY(common_sequence(vm, &p, &places, &n));
    if (n == 0)
        return list_make(h, 0, NULL);
    return list_make(h, 2, (Val[]){place_runs(h, places, n, 0), place_runs(h, places, n, 1)});
}

/* The table of alignment scores: 1 for a match, -1 for a difference or a gap.  Local scores stop at 0. */
static Val score_table(Vm *vm, const Pair *p, bool local, int32_t **table, int32_t *best)
{
    size_t w = p->n + 1;
    int32_t *t;

    TRY(vm_check_length(vm, ((double)p->m + 1) * (double)w, sizeof *t));
    t = *table = heap_alloc_atomic(vm_heap(vm), (p->m + 1) * w * sizeof *t);
    *best = 0;
    for (size_t i = 0; i <= p->m; i++) {
        TRY(vm_poll(vm));
        for (size_t j = 0; j <= p->n; j++) {
            int32_t *c = t + i * w + j, up, left, across;

            if (i == 0 || j == 0) {
                *c = local ? 0 : -(int32_t)(i + j);
                continue;
            }
            across = c[-(ptrdiff_t)w - 1] + (p->x[i - 1] == p->y[j - 1] ? 1 : -1);
            up = c[-(ptrdiff_t)w] - 1;
            left = c[-1] - 1;
            *c = across >= up && across >= left ? across : up >= left ? up : left;
            if (local && *c < 0)
                *c = 0;
            if (*c > *best)
                *best = *c;
        }
    }
    return VAL_NONE;
}

BUILTIN(NeedlemanWunschSimilarity,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "NeedlemanWunschSimilarity[u, v] gives the score of the best global alignment of the strings or lists u "
               "and v.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("NeedlemanWunschSimilarity[\"abcde\", \"ace\"]", "1."))
{
    Pair p;
    int32_t *t, best;
    Val failed = read_arguments(vm, args, &p);

    if (!val_is_none(failed))
        return failed;
    TRY(score_table(vm, &p, false, &t, &best));
    return val_real_new(vm_heap(vm), t[(p.m + 1) * (p.n + 1) - 1]);
}

BUILTIN(SmithWatermanSimilarity,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "SmithWatermanSimilarity[u, v] gives the score of the best local alignment of the strings or lists u and v.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("SmithWatermanSimilarity[\"abc\", \"abd\"]", "2."))
{
    Pair p;
    int32_t *t, best;
    Val failed = read_arguments(vm, args, &p);

    if (!val_is_none(failed))
        return failed;
    TRY(score_table(vm, &p, true, &t, &best));
    return val_real_new(vm_heap(vm), best);
}

BUILTIN(SequenceAlignment,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "IgnoreCase -> False",
    .usage   = "SequenceAlignment[s1, s2] gives an optimal alignment of two strings or lists: pieces they share, and "
               "pairs of pieces that differ.",
    .messages = DISTANCE_MESSAGES,
    .examples = EXAMPLES("SequenceAlignment[\"abcde\", \"abxde\"]", "{ab, {c, x}, de}"))
{
    Heap *h = vm_heap(vm);
    Pair p;
    int32_t *t, best;
    Val failed = read_arguments(vm, args, &p), *pieces;
    size_t w, n = 0, i, j;

    if (!val_is_none(failed))
        return failed;
    TRY(score_table(vm, &p, false, &t, &best));
    w = p.n + 1;
    pieces = heap_alloc(h, (p.m + p.n + 1) * sizeof(Val));
    for (i = p.m, j = p.n; i > 0 || j > 0; n++) {
        size_t i1 = i, j1 = j;

        /* Back along the best path: as long as elements are the same, or as long as they are not. */
        while (i > 0 && j > 0 && p.x[i - 1] == p.y[j - 1] && t[i * w + j] == t[(i - 1) * w + j - 1] + 1)
            i--, j--;
        if (i < i1) {
            pieces[n] = piece(h, &p, p.a, i, i1);
            continue;
        }
        while (i > 0 || j > 0) {
            if (i > 0 && j > 0 && p.x[i - 1] == p.y[j - 1] && t[i * w + j] == t[(i - 1) * w + j - 1] + 1)
                break;
            if (i > 0 && j > 0 && p.x[i - 1] != p.y[j - 1] && t[i * w + j] == t[(i - 1) * w + j - 1] - 1)
                i--, j--;
            else if (i > 0 && t[i * w + j] == t[(i - 1) * w + j] - 1)
                i--;
            else
                j--;
        }
        pieces[n] = list_make(h, 2, (Val[]){piece(h, &p, p.a, i, i1), piece(h, &p, p.b, j, j1)});
    }
    for (size_t k = 0; k < n / 2; k++) {
        Val swap = pieces[k];

        pieces[k] = pieces[n - 1 - k];
        pieces[n - 1 - k] = swap;
    }
    return list_make(h, n, pieces);
}

/* Patience sorting: for each length the sequence that ends in the least element, the last found. */
static Val longest_ordered(Vm *vm, Val list, Val order, bool ordered_by)
{
    Heap *h = vm_heap(vm);
    size_t n = expr_len(list), length = 0;
    size_t *ends = heap_alloc_atomic(h, (n + 1) * sizeof *ends), *before = heap_alloc_atomic(h, (n + 1) * sizeof *before);
    Val *kept;

    for (size_t i = 0; i < n; i++) {
        size_t low = 0, high = length;

        TRY(vm_poll(vm));
        while (low < high) {
            size_t middle = (low + high) / 2;
            Val a = expr_arg(list, ends[middle]), b = expr_arg(list, i), verdict;
            bool fits;

            if (ordered_by) {
                TRY(verdict = vm_call2(vm, order, a, b));
                fits = val_is(verdict, S_True) || (val_is_small(verdict) && val_small(verdict) >= 0);
            } else
                fits = val_order(a, b) <= 0;
            if (fits)
                low = middle + 1;
            else
                high = middle;
        }
        before[i] = low > 0 ? ends[low - 1] : SIZE_MAX;
        ends[low] = i;
        if (low == length)
            length++;
    }
    kept = heap_alloc(h, (length + 1) * sizeof(Val));
    for (size_t i = length, at = length > 0 ? ends[length - 1] : 0; i-- > 0; at = before[at])
        kept[i] = expr_arg(list, at);
    return expr_with_args(h, list, length, kept);
}

BUILTIN(LongestOrderedSequence,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "LongestOrderedSequence[list] gives the longest sequence of elements of list that are in canonical order; "
               "LongestOrderedSequence[list, p] in the order of p.",
    .examples = EXAMPLES("LongestOrderedSequence[{1, 3, 2, 4}]", "{1, 2, 4}"))
{
    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_expr(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    return longest_ordered(vm, args.v[0], args.v[args.n - 1], args.n == 2);
}
