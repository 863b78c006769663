/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_edit.c -- inserting into strings, replacing parts by position, and joining lists into text.
 */
#include "vm/builtin/string_util.h"

/* Appends characters [from, to) of [s], counted from 0. */
static void out_chars(Out *out, Val s, int64_t from, int64_t to)
{
    size_t a = text_offset(s, (size_t)from), b = text_offset(s, (size_t)to);

    out_bytes(out, text_data(s) + a, b - a);
}

static int compare_positions(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static Val insert_in_string(Vm *vm, Val s, void *state)
{
    Args args = *(Args *)state;
    Heap *h = vm_heap(vm);
    Val where = args.v[2], added = args.v[1], v;
    int64_t len = (int64_t)text_chars(s), copied = 0, *at;
    size_t n = val_is_plain_list(where) ? expr_len(where) : 1;
    Out out;

    at = heap_alloc_atomic(h, (n + 1) * sizeof *at);
    for (size_t i = 0; i < n; i++) {
        Val x = val_is_plain_list(where) ? expr_arg(where, i) : where;

        if (!val_is_small(x))
            return MESSAGE(vm, "psl", where, args.expr);
        at[i] = val_small(x) < 0 ? len + 1 + val_small(x) : val_small(x) - 1;
        if (val_small(x) == 0 || at[i] < 0 || at[i] > len)
            return MESSAGE(vm, "ins", x, s);
    }
    qsort(at, n, sizeof *at, compare_positions);
    out_init(&out);
    for (size_t i = 0; i < n; i++) {
        out_chars(&out, s, copied, at[i]);
        out_bytes(&out, text_data(added), text_bytes(added));
        copied = at[i];
    }
    out_chars(&out, s, copied, len);
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static Val insert_operator(Vm *vm, Args args)
{
    Val head = expr_head(args.expr);
    Val v[3];

    if (args.n != 1 || !val_is_expr(head) || expr_len(head) != 2)
        return NOT_MINE;
    v[0] = args.v[0], v[1] = expr_arg(head, 0), v[2] = expr_arg(head, 1);
    return expr_make(vm_heap(vm), expr_head(head), 3, v);
}

BUILTIN(StringInsert,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply   = insert_operator,
    .usage   = "StringInsert[\"string\", \"snew\", n] gives a string with snew inserted at position n; -n counts from "
               "the end; a list of positions inserts at each.",
    .messages = MESSAGES("ins", "Cannot insert at position `1` in `2`.",
                         "psl", "Position specification `1` in `2` is not a machine-sized integer or a list of "
                         "machine-sized integers."),
    .examples = EXAMPLES("StringInsert[\"abcdefgh\", \"XYZ\", 2]", "aXYZbcdefgh",
                         "StringInsert[\"abc\", \"-\", {2, -1}]", "a-bc-"))
{
    if (args.n == 2)
        return NOT_MINE;
    CHECK_COUNT(vm, args, 3, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (!val_is_string(args.v[1]))
        return MESSAGE(vm, "string", val_int(2), args.expr);
    return string_thread(vm, args.v[0], insert_in_string, &args);
}

/* One replacement: characters [from, to) by a string. */
typedef struct Patch { int64_t from, to; Val by; } Patch;

static int compare_patches(const void *a, const void *b)
{
    return compare_positions(&((const Patch *)a)->from, &((const Patch *)b)->from);
}

static Val replace_part_of_string(Vm *vm, Val s, void *state)
{
    Args args = *(Args *)state;
    Val by = args.v[1], where = args.v[2], v;
    bool many = val_is_plain_list(where) && expr_len(where) > 0 && val_is_plain_list(expr_arg(where, 0));
    size_t n = many ? expr_len(where) : 1;
    int64_t len = (int64_t)text_chars(s), copied = 0;
    Patch *patches = heap_alloc(vm_heap(vm), n * sizeof *patches);
    Out out;

    if (val_is_plain_list(by) && (!many || expr_len(by) != n))
        return MESSAGE(vm, "len", args.expr);
    for (size_t i = 0; i < n; i++) {
        CharSpan span;
        Val spec = many ? expr_arg(where, i) : where;

        if (char_span(spec, len, &span) != SPAN_OK || span.step != 1)
            return MESSAGE(vm, "seqs", args.expr, val_int(3));
        patches[i] = (Patch){span.first - 1, span.last, val_is_plain_list(by) ? expr_arg(by, i) : by};
        if (!val_is_string(patches[i].by))
            return MESSAGE(vm, "string", val_int(2), args.expr);
    }
    qsort(patches, n, sizeof *patches, compare_patches);
    out_init(&out);
    for (size_t i = 0; i < n; i++) {
        if (patches[i].from < copied)
            continue;
        out_chars(&out, s, copied, patches[i].from);
        out_bytes(&out, text_data(patches[i].by), text_bytes(patches[i].by));
        copied = patches[i].to;
    }
    out_chars(&out, s, copied, len);
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(StringReplacePart,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply   = insert_operator,
    .usage   = "StringReplacePart[\"string\", \"snew\", {m, n}] replaces characters m to n by snew; a list of pairs "
               "replaces each of them, by one string or by a list of strings.",
    .messages = MESSAGES("len", "The lists of new strings and of positions in `1` should have the same length."),
    .examples = EXAMPLES("StringReplacePart[\"abcdefghijkl\", \"ABC\", {1, 6}]", "ABCghijkl",
                         "StringReplacePart[\"abcdef\", {\"x\", \"y\"}, {{1, 2}, {4, 5}}]", "xcyf"))
{
    if (args.n == 2)
        return NOT_MINE;
    CHECK_COUNT(vm, args, 3, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], replace_part_of_string, &args);
}

/* A separator of StringRiffle: what goes before, between and after. */
typedef struct Riffle { Val left, between, right; } Riffle;

static bool read_separator(Heap *h, Val v, Riffle *r)
{
    Val empty = text_new(h, "", 0);

    *r = (Riffle){empty, v, empty};
    if (val_is_string(v))
        return true;
    if (!val_is_plain_list(v) || expr_len(v) != 3)
        return false;
    *r = (Riffle){expr_arg(v, 0), expr_arg(v, 1), expr_arg(v, 2)};
    return val_is_string(r->left) && val_is_string(r->between) && val_is_string(r->right);
}

/* Appends a string in place of [v]; UNWIND if finding it unwound. */
static Val riffle_into(Vm *vm, Out *out, Val v, const Riffle *levels, size_t n, size_t level)
{
    Val s;

    TRY(vm_check_stack(vm));
    if (!val_is_plain_list(v) || level >= n) {
        TRY(s = string_of(vm, v));
        out_bytes(out, text_data(s), text_bytes(s));
        return VAL_NONE;
    }
    s = levels[level].left;
    out_bytes(out, text_data(s), text_bytes(s));
    for (size_t i = 0; i < expr_len(v); i++) {
        if (i > 0) {
            s = levels[level].between;
            out_bytes(out, text_data(s), text_bytes(s));
        }
        TRY(riffle_into(vm, out, expr_arg(v, i), levels, n, level + 1));
    }
    s = levels[level].right;
    out_bytes(out, text_data(s), text_bytes(s));
    return VAL_NONE;
}

/* How many levels of lists [v] has, all elements alike. */
static size_t list_levels(Val v)
{
    size_t n = 0;

    while (val_is_plain_list(v)) {
        n++;
        if (expr_len(v) == 0)
            break;
        v = expr_arg(v, 0);
    }
    return n;
}

static Val default_separator(Heap *h, size_t from_inside)
{
    char newlines[32];

    if (from_inside == 0)
        return text_from(h, " ");
    if (from_inside > sizeof newlines)
        from_inside = sizeof newlines;
    memset(newlines, '\n', from_inside);
    return text_new(h, newlines, from_inside);
}

BUILTIN(StringRiffle,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "StringRiffle[{s1, s2, ...}] joins the elements with spaces between them; StringRiffle[list, sep] with "
               "sep, which may be {left, sep, right}; StringRiffle[list, sep1, sep2, ...] joins lists of lists.",
    .messages = MESSAGES("list", "List expected at position `1` in `2`.",
                         "mulsep", "Multiple separators can only be used with lists of lists."),
    .examples = EXAMPLES("StringRiffle[{\"a\", \"b\", \"c\"}]", "a b c",
                         "StringRiffle[{1, 2, 3}, {\"(\", \",\", \")\"}]", "(1,2,3)",
                         "StringRiffle[{{\"a\", \"b\"}, {\"c\", \"d\"}}, \";\", \",\"]", "a,b;c,d"))
{
    Heap *h = vm_heap(vm);
    size_t levels, depth;
    Riffle *separators;
    Out out;
    Val v;

    if (args.n == 0)
        return string_count_message(vm, args, 1, 2);
    if (!val_is_plain_list(args.v[0]))
        return MESSAGE(vm, "list", val_int(1), args.expr);
    depth = list_levels(args.v[0]);
    levels = args.n - 1 > depth ? args.n - 1 : depth;
    if (args.n - 1 > depth && args.n > 2)
        return MESSAGE0(vm, "mulsep");
    separators = heap_alloc(h, levels * sizeof *separators);
    for (size_t i = 0; i < levels; i++) {
        Val separator = i + 1 < args.n ? args.v[i + 1] : default_separator(h, levels - 1 - i);

        if (!read_separator(h, separator, &separators[i]))
            return MESSAGE(vm, "string", val_int((int64_t)i + 2), args.expr);
    }
    out_init(&out);
    v = riffle_into(vm, &out, args.v[0], separators, levels, 0);
    if (val_is_none(v))
        v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

/* One paragraph broken at blanks into lines of at most [width] characters; longer words are cut. */
static void break_line(Out *out, const char *s, size_t bytes, int64_t width)
{
    size_t line = 0;                     /* where the line being filled begins */

    while (line < bytes) {
        size_t at = line, blank = SIZE_MAX;
        int64_t n = 0;

        while (at < bytes && n < width) {
            at = string_step_utf8(s, bytes, at);
            n++;
            if (at < bytes && s[at] == ' ')
                blank = at;
        }
        if (at >= bytes) {
            out_bytes(out, s + line, bytes - line);
            return;
        }
        if (blank != SIZE_MAX && blank > line) {
            out_bytes(out, s + line, blank - line);
            line = blank + 1;
        } else {
            out_bytes(out, s + line, at - line);
            line = at;
        }
        out_char(out, '\n');
    }
}

BUILTIN(InsertLinebreaks,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "InsertLinebreaks[\"string\", n] inserts newlines so that no line is longer than n characters; n is 78 "
               "where omitted.",
    .messages = MESSAGES("intpm", "Positive machine-sized integer expected at position `2` in `1`."),
    .examples = EXAMPLES("InsertLinebreaks[\"hello world foo bar\", 7]", "hello\nworld\nfoo bar"))
{
    Val s = args.n > 0 ? args.v[0] : VAL_NONE, v;
    int64_t width = 78;
    const char *at, *end;
    Out out;

    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_string(s))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    if (args.n == 2 && !val_is_plus_infinity(args.v[1])) {
        if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 1)
            return MESSAGE(vm, "intpm", args.expr, val_int(2));
        width = val_small(args.v[1]);
    } else if (args.n == 2)
        width = INT64_MAX;
    out_init(&out);
    for (at = text_data(s), end = at + text_bytes(s); ; ) {
        const char *newline = memchr(at, '\n', (size_t)(end - at));

        break_line(&out, at, (size_t)((newline ? newline : end) - at), width);
        if (newline == NULL)
            break;
        out_char(&out, '\n');
        at = newline + 1;
    }
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}
