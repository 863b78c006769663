/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_fns.c -- joining strings and taking them apart by position.
 *
 * Positions count characters.  In an ASCII string a character is a byte; elsewhere text_slice and
 * text_offset walk the bytes, so that loops over positions here walk once rather than per position.
 */
#include <math.h>

#include "vm/builtin/string_util.h"

BUILTIN(StringExpression,
    .attrs   = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "parts___",
    .usage   = "StringExpression[s1, s2, ...] or s1 ~~ s2 ~~ ... is a sequence of strings and string patterns; "
               "strings that stand together are joined.",
    .messages = MESSAGES("invld", "Element `1` is not a valid string or pattern element in `2`."),
    .examples = EXAMPLES("\"a\" ~~ \"b\"", "ab"))
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (args.n == 0)
        return text_new(h, "", 0);
    builder_start(&b, h, S_StringExpression);
    for (size_t i = 0; i < args.n; ) {
        size_t run = i;
        Out out;

        while (run < args.n && val_is_string(args.v[run]))
            run++;
        if (run < i + 2) {
            builder_push(&b, args.v[i++]);
            continue;
        }
        out_init(&out);
        for (; i < run; i++)
            out_bytes(&out, text_data(args.v[i]), text_bytes(args.v[i]));
        builder_push(&b, text_from_out(h, &out));
        out_fini(&out);
    }
    if (b.n == 1 && val_is_string(b.items[0]))
        return b.items[0];
    return b.n == args.n ? NOT_MINE : builder_finish(&b);
}

BUILTIN(StringQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "StringQ[expr] gives True if expr is a string, and False otherwise.",
    .examples = EXAMPLES("StringQ[\"abc\"]", "True", "StringQ[abc]", "False"))
{
    return val_bool(val_is_string(args.v[0]));
}

enum { STRINGS_LOOKED_AT = 1 << 10 };

/* Adds up the sizes of the strings in [v]: VAL_NONE, NOT_MINE where there is something else, or UNWIND. */
static Val measure(Vm *vm, Val v, double *bytes, size_t *chars)
{
    if (val_is_string(v)) {
        *bytes += (double)text_bytes(v);
        *chars += text_chars(v);
        return VAL_NONE;
    }
    if (!val_is_plain_list(v))
        return NOT_MINE;
    TRY(vm_check_stack(vm));
    for (size_t i = 0; i < expr_len(v); i++) {
        if (i % STRINGS_LOOKED_AT == 0)
            TRY(vm_poll(vm));
        Val r = measure(vm, expr_arg(v, i), bytes, chars);

        if (!val_is_none(r))
            return r;
    }
    return VAL_NONE;
}

/* Copies what measure has seen; gives the place after it, or NULL where the next poll unwinds. */
static char *join_into(Heap *h, char *to, Val v)
{
    enum { LOOKS = 1 << 18 };

    if (val_is_string(v))
        return heap_copy(h, to, text_data(v), text_bytes(v)) ? to + text_bytes(v) : NULL;
    for (size_t i = 0; i < expr_len(v) && to != NULL; i++)
        to = i % LOOKS == LOOKS - 1 && heap_stopping(h) ? NULL : join_into(h, to, expr_arg(v, i));
    return to;
}

BUILTIN(StringJoin,
    .attrs   = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "strings___",
    .usage   = "StringJoin[s1, s2, ...] or s1 <> s2 <> ... joins strings; StringJoin[{s1, s2, ...}] joins "
               "the strings in a list.",
    .examples = EXAMPLES("\"ab\" <> \"cd\"", "abcd", "StringJoin[{\"a\", {\"b\", \"c\"}}]", "abc",
                         "StringJoin[]", ""))
{
    Val v = VAL_NONE;
    double bytes = 0;
    size_t chars = 0, i;

    for (i = 0; i < args.n && val_is_none(v); i++)
        v = measure(vm, args.v[i], &bytes, &chars);
    if (val_is_not_mine(v))
        return MESSAGE(vm, "string", val_int((int64_t)i), args.expr);
    TRY(v);
    TRY(vm_check_length(vm, bytes, 1));
    Text *text = text_start(vm_heap(vm), (size_t)bytes, chars);
    char *to = text->data;
    for (i = 0; i < args.n && to != NULL; i++)
        to = join_into(vm_heap(vm), to, args.v[i]);
    TRY(vm_poll(vm));
    return to == NULL ? NOT_MINE : text_finish(text);
}

static Val length_direct(Vm *vm, size_t n, const Val *args)
{
    (void)vm;
    return n == 1 && val_is_string(args[0]) ? val_int((int64_t)text_chars(args[0])) : VAL_NONE;
}

BUILTIN(StringLength,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .direct  = length_direct,
    .usage   = "StringLength[\"string\"] gives the number of characters in a string.",
    .examples = EXAMPLES("StringLength[\"tiger\"]", "5", "StringLength[{\"a\", \"\"}]", "{1, 0}"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return val_int((int64_t)text_chars(args.v[0]));
}

/* The characters of [s] at the positions of a span. */
static Val take_span(Heap *h, Val s, CharSpan span)
{
    Out out;
    Val v;

    if ((span.step > 0) != (span.first <= span.last) && span.first != span.last)
        return text_new(h, "", 0);
    if (span.step == 1)
        return text_slice(h, s, (size_t)span.first - 1, (size_t)span.last);
    out_init(&out);
    for (int64_t i = span.first; span.step > 0 ? i <= span.last : i >= span.last; i += span.step) {
        size_t from = text_offset(s, (size_t)i - 1), to = string_utf8_next(s, from);

        out_bytes(&out, text_data(s) + from, to - from);
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

/* The characters of [s] that are not at the positions of a span. */
static Val drop_span(Heap *h, Val s, CharSpan span)
{
    int64_t step = span.step < 0 ? -span.step : span.step, low, high;
    const char *data = text_data(s);
    size_t at = 0, bytes = text_bytes(s);
    Out out;
    Val v;

    if ((span.step > 0) != (span.first <= span.last) && span.first != span.last)
        return s;
    low = span.step > 0 ? span.first : span.first - (span.first - span.last) / step * step;
    high = span.step > 0 ? span.last : span.first;
    out_init(&out);
    for (int64_t i = 1; at < bytes; i++) {
        size_t next = string_utf8_next(s, at);

        if (i < low || i > high || (i - low) % step != 0)
            out_bytes(&out, data + at, next - at);
        at = next;
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

/* The ends of a range as they were written, for messages. */
static void span_ends(Val spec, Val *first, Val *last)
{
    *first = *last = spec;
    if (val_is_small(spec) && val_small(spec) > 0)
        *first = val_int(1);
    else if (val_is_small(spec))
        *last = val_int(-1);
    else if (val_is_expr(spec) && expr_len(spec) > 0) {
        *first = expr_arg(spec, 0);
        *last = expr_arg(spec, expr_len(spec) > 1 ? 1 : 0);
    }
}

typedef struct SpanJob {
    Args args;
    Val  spec;
    bool drop;
} SpanJob;

/* StringTake or StringDrop of one string with one specification. */
static Val span_of_string(Vm *vm, Val s, void *state)
{
    SpanJob *job = state;
    Args args = job->args;
    Heap *h = vm_heap(vm);
    int64_t len = (int64_t)text_chars(s);
    CharSpan span;
    Val first, last;

    if (val_is_plain_list(job->spec) && expr_len(job->spec) == 0 && job->drop)
        return s;
    switch (char_span(job->spec, len, &span)) {
    case SPAN_OK:
        return job->drop ? drop_span(h, s, span) : take_span(h, s, span);
    case SPAN_RANGE:
        span_ends(job->spec, &first, &last);
        return MESSAGE(vm, job->drop ? "drop" : "take", first, last, s);
    default:
        return MESSAGE(vm, "seqs", args.expr, val_int(2));
    }
}

static Val take_each_spec(Vm *vm, Val s, void *state)
{
    SpanJob *job = state;
    Val specs = job->spec;
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(specs); i++) {
        SpanJob one = *job;
        Val x;

        one.spec = expr_arg(specs, i);
        x = span_of_string(vm, s, &one);
        if (val_is_unwind(x))
            return x;
        if (val_is_not_mine(x))
            x = expr2(vm_heap(vm), expr_head(job->args.expr), s, one.spec);
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(StringTake,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, spec_",
    .usage   = "StringTake[\"string\", n] gives the first n characters; -n the last n; {m, n} characters m to n; "
               "{m, n, s} in steps of s; UpTo[n] at most n; a list of specifications gives a list.",
    .examples = EXAMPLES("StringTake[\"abcdefghijklm\", 6]", "abcdef", "StringTake[\"abcdefghijklm\", {5, 10}]", "efghij",
                         "StringTake[\"abcdefghijklm\", {{1, 3}, {-1}}]", "{abc, m}",
                         "StringTake[\"abc\", UpTo[5]]", "abc"))
{
    SpanJob job = {args, args.v[1], false};
    bool many = is_span_list(args.v[1]);

    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], many ? take_each_spec : span_of_string, &job);
}

BUILTIN(StringDrop,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, spec_",
    .usage   = "StringDrop[\"string\", n] gives the string without its first n characters; -n without the last n; "
               "{n}, {m, n} and {m, n, s} without those.",
    .examples = EXAMPLES("StringDrop[\"abcdefghijklm\", 4]", "efghijklm", "StringDrop[\"abcdef\", {2, 4}]", "aef"))
{
    SpanJob job = {args, args.v[1], true};

    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], span_of_string, &job);
}

/* [state] is a job for each half. */
static Val take_and_drop(Vm *vm, Val s, void *state)
{
    SpanJob **jobs = state;
    Val taken = span_of_string(vm, s, jobs[0]), rest;

    if (val_is_not_mine(taken) || val_is_unwind(taken))
        return taken;
    rest = span_of_string(vm, s, jobs[1]);
    return val_is_not_mine(rest) || val_is_unwind(rest) ? rest : list_make(vm_heap(vm), 2, (Val[]){taken, rest});
}

BUILTIN(StringTakeDrop,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, spec_",
    .usage   = "StringTakeDrop[\"string\", spec] gives the list {StringTake[string, spec], StringDrop[string, spec]}.",
    .examples = EXAMPLES("StringTakeDrop[\"Hello World\", 5]", "{Hello,  World}"))
{
    SpanJob take = {args, args.v[1], false}, drop = {args, args.v[1], true};

    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], take_and_drop, (SpanJob *[]){&take, &drop});
}

/* One character by its position; false where there is none. */
static bool char_at(Heap *h, Val s, int64_t at, Val *out)
{
    int64_t len = (int64_t)text_chars(s);

    if (at < 0)
        at += len + 1;
    if (at < 1 || at > len)
        return false;
    *out = text_slice(h, s, (size_t)at - 1, (size_t)at);
    return true;
}

static Val part_of_string(Vm *vm, Val s, void *state)
{
    Args args = *(Args *)state;
    Val spec = args.v[1], c;
    Heap *h = vm_heap(vm);
    int64_t len = (int64_t)text_chars(s);
    Builder b;

    if (val_is_small(spec))
        return char_at(h, s, val_small(spec), &c) ? c : MESSAGE(vm, "partw", spec, s);
    builder_start(&b, h, S_List);
    if (val_is(spec, S_All) || val_has_head(spec, S_Span)) {
        CharSpan span;

        if (char_span(spec, len, &span) != SPAN_OK)
            return MESSAGE(vm, "take", expr_arg(spec, 0), expr_arg(spec, expr_len(spec) - 1), s);
        for (int64_t i = span.first; span.step > 0 ? i <= span.last : i >= span.last; i += span.step)
            if (char_at(h, s, i, &c))
                builder_push(&b, c);
        return builder_finish(&b);
    }
    if (!val_is_plain_list(spec))
        return MESSAGE(vm, "pkspec1", spec);
    for (size_t i = 0; i < expr_len(spec); i++) {
        Val at = expr_arg(spec, i);

        if (!val_is_small(at))
            return MESSAGE(vm, "pkspec1", at);
        if (!char_at(h, s, val_small(at), &c))
            return MESSAGE(vm, "partw", at, s);
        builder_push(&b, c);
    }
    return builder_finish(&b);
}

BUILTIN(StringPart,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, n_",
    .usage   = "StringPart[\"string\", n] gives the n-th character; a list of positions gives a list of characters.",
    .examples = EXAMPLES("StringPart[\"abcdefgh\", 3]", "c", "StringPart[\"abcdefgh\", {1, -1}]", "{a, h}"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], part_of_string, &args);
}

BUILTIN(StringReverse,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "StringReverse[\"string\"] reverses the order of the characters.",
    .examples = EXAMPLES("StringReverse[\"live\"]", "evil"))
{
    Val s = args.v[0], v;
    Out out;

    if (!val_is_string(s))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    out_init(&out);
    for (size_t to = text_bytes(s); to > 0; ) {
        size_t from = to - 1;

        while (from > 0 && ((unsigned char)text_data(s)[from] & 0xC0) == 0x80)
            from--;
        out_bytes(&out, text_data(s) + from, to - from);
        to = from;
    }
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

/* [s] with its first [n] characters moved to the end. */
static Val rotated(Heap *h, Val s, int64_t n)
{
    int64_t len = (int64_t)text_chars(s);
    size_t cut;
    Out out;
    Val v;

    if (len == 0)
        return s;
    n %= len;
    cut = text_offset(s, (size_t)(n < 0 ? n + len : n));
    out_init(&out);
    out_bytes(&out, text_data(s) + cut, text_bytes(s) - cut);
    out_bytes(&out, text_data(s), cut);
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

BUILTIN(StringRotateLeft,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, n_Integer:1",
    .usage   = "StringRotateLeft[\"string\", n] cycles the characters n positions to the left; n is 1 where omitted.",
    .examples = EXAMPLES("StringRotateLeft[\"abcdef\", 2]", "cdefab"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return val_is_small(args.v[1]) ? rotated(vm_heap(vm), args.v[0], val_small(args.v[1])) : NOT_MINE;
}

BUILTIN(StringRotateRight,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, n_Integer:1",
    .usage   = "StringRotateRight[\"string\", n] cycles the characters n positions to the right; n is 1 where omitted.",
    .examples = EXAMPLES("StringRotateRight[\"abcdef\", 2]", "efabcd"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return val_is_small(args.v[1]) ? rotated(vm_heap(vm), args.v[0], -val_small(args.v[1])) : NOT_MINE;
}

/* [n] characters of [pad], repeated as if it began [skip] characters before the first one. */
static void pad_into(Out *out, Val pad, int64_t skip, int64_t n)
{
    int64_t len = (int64_t)text_chars(pad), at = skip % len;
    size_t from = text_offset(pad, (size_t)at);

    for (; n > 0; n--) {
        size_t to = string_utf8_next(pad, from);

        out_bytes(out, text_data(pad) + from, to - from);
        from = to;
        if (from >= text_bytes(pad))
            from = 0;
    }
}

typedef struct PadJob { Val pad; int64_t n; bool left; } PadJob;

static Val pad_string(Vm *vm, Val s, void *state)
{
    PadJob *job = state;
    int64_t len = (int64_t)text_chars(s), n = job->n, pad = (int64_t)text_chars(job->pad);
    Out out;
    Val v;

    if (n <= len)
        return job->left ? text_slice(vm_heap(vm), s, (size_t)(len - n), (size_t)len)
                         : text_slice(vm_heap(vm), s, 0, (size_t)n);
    out_init(&out);
    if (job->left)
        pad_into(&out, job->pad, pad - 1 - (n - 1) % pad, n - len);
    out_bytes(&out, text_data(s), text_bytes(s));
    if (!job->left)
        pad_into(&out, job->pad, len, n - len);
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

/* The common work of StringPadLeft and StringPadRight. */
static Val pad_strings(Vm *vm, Args args, bool left)
{
    PadJob job = {text_from(vm_heap(vm), " "), 0, left};
    Val s = args.v[0];

    if (!is_string_or_list(s))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (args.n == 3) {
        if (!val_is_string(args.v[2]) || text_bytes(args.v[2]) == 0)
            return MESSAGE(vm, "string", val_int(3), args.expr);
        job.pad = args.v[2];
    }
    if (args.n == 1) {
        for (size_t i = 0; val_is_plain_list(s) && i < expr_len(s); i++)
            if ((int64_t)text_chars(expr_arg(s, i)) > job.n)
                job.n = (int64_t)text_chars(expr_arg(s, i));
        return val_is_string(s) ? s : string_thread(vm, s, pad_string, &job);
    }
    if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 0)
        return MESSAGE(vm, "intnm", args.expr, val_int(2));
    job.n = val_small(args.v[1]);
    TRY(vm_check_length(vm, (double)job.n, 4));
    return string_thread(vm, s, pad_string, &job);
}

BUILTIN(StringPadLeft,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StringPadLeft[\"string\", n] makes a string of length n by padding on the left with spaces or "
               "dropping characters; StringPadLeft[\"string\", n, \"padding\"] pads with repeated padding; "
               "StringPadLeft[{s1, s2, ...}] pads all to the length of the longest.",
    .examples = EXAMPLES("StringPadLeft[\"7\", 3, \"0\"]", "007", "StringPadLeft[\"hello\", 3]", "llo"))
{
    CHECK_COUNT(vm, args, 1, 3);
    return pad_strings(vm, args, true);
}

BUILTIN(StringPadRight,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StringPadRight[\"string\", n] makes a string of length n by padding on the right with spaces or "
               "dropping characters; StringPadRight[\"string\", n, \"padding\"] pads with repeated padding; "
               "StringPadRight[{s1, s2, ...}] pads all to the length of the longest.",
    .examples = EXAMPLES("StringPadRight[\"ab\", 5, \"-\"]", "ab---", "StringPadRight[\"hello\", 3]", "hel"))
{
    CHECK_COUNT(vm, args, 1, 3);
    return pad_strings(vm, args, false);
}

/* [s] n times, by pieces of some kilobytes. */
static Val repeat_into(Vm *vm, Out *out, Val s, int64_t n)
{
    int64_t times = text_bytes(s) > 4096 || n < 64 ? 1 : 8192 / (int64_t)(text_bytes(s) + 1);
    Val v = VAL_NONE;
    Out piece;

    out_init(&piece);
    out_init(out);
    for (int64_t i = 0; i < times; i++)
        out_bytes(&piece, text_data(s), text_bytes(s));
    for (int64_t i = 0; i < n && !val_is_unwind(v); i += times) {
        out_bytes(out, piece.data, n - i < times ? (size_t)(n - i) * text_bytes(s) : piece.len);
        v = vm_poll(vm);
    }
    out_fini(&piece);
    if (val_is_unwind(v))
        out_fini(out);
    return v;
}

BUILTIN(StringRepeat,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StringRepeat[\"string\", n] repeats a string n times; StringRepeat[\"string\", n, max] gives at most "
               "max characters.",
    .examples = EXAMPLES("StringRepeat[\"ab\", 3]", "ababab", "StringRepeat[\"abcde\", 3, 7]", "abcdeab"))
{
    Val s = args.n > 0 ? args.v[0] : VAL_NONE, limit = args.n > 2 ? args.v[2] : S_Infinity, v;
    int64_t chars, n, max;
    Out out;

    CHECK_COUNT(vm, args, 2, 3);
    if (!val_is_string(s))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 0)
        return MESSAGE(vm, "intnm", args.expr, val_int(2));
    if (!val_is_plus_infinity(limit) && (!val_is_small(limit) || val_small(limit) < 0))
        return MESSAGE(vm, "intnm", args.expr, val_int(3));
    chars = (int64_t)text_chars(s);
    n = chars == 0 ? 0 : val_small(args.v[1]);
    max = val_is_small(limit) ? val_small(limit) : INT64_MAX;
    if (chars > 0 && n > max / chars)
        n = max / chars + 1;
    TRY(vm_check_length(vm, (double)n * (double)text_bytes(s), 1));
    TRY(repeat_into(vm, &out, s, n));
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return (int64_t)text_chars(v) > max ? text_slice(vm_heap(vm), v, 0, (size_t)max) : v;
}

static Val partition_string(Vm *vm, Val s, void *state)
{
    Args args = *(Args *)state;
    int64_t len = (int64_t)text_chars(s), n, step;
    bool up_to = val_is_call(args.v[1], S_UpTo, 1);
    Val size = up_to ? expr_arg(args.v[1], 0) : args.v[1], offset = args.n == 3 ? args.v[2] : size;
    Builder b;

    if (!val_is_small(size) || val_small(size) < 1)
        return MESSAGE(vm, "intpm", args.expr, val_int(2));
    if (!val_is_small(offset) || val_small(offset) < 1)
        return MESSAGE(vm, "intpm", args.expr, val_int(3));
    n = val_small(size);
    step = val_small(offset);
    builder_start(&b, vm_heap(vm), S_List);
    for (int64_t i = 0; up_to ? i < len : n <= len && i <= len - n; i += step) {
        int64_t end = n > len - i ? len : i + n;

        TRY(vm_poll(vm));
        builder_push(&b, text_slice(vm_heap(vm), s, (size_t)i, (size_t)end));
        if (step > len)
            break;
    }
    return builder_finish(&b);
}

BUILTIN(StringPartition,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StringPartition[\"string\", n] divides a string into pieces of n characters; StringPartition["
               "\"string\", n, d] with offset d; UpTo[n] also gives a last piece that is shorter.",
    .examples = EXAMPLES("StringPartition[\"abcdefgh\", 3]", "{abc, def}",
                         "StringPartition[\"abcdefgh\", UpTo[3]]", "{abc, def, gh}"))
{
    CHECK_COUNT(vm, args, 2, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], partition_string, &args);
}
