/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_replace.c -- replacing, splitting and trimming by string patterns.
 *
 * A result is built in one buffer as long as every replacement is a string; from the first that is
 * not, the pieces become arguments of a StringExpression.
 */
#include "vm/builtin/items.h"
#include "vm/builtin/string_pattern.h"

#include "vm/builtin/string_util.h"

/* What a builtin of this file does to each string. */
typedef struct EditJob {
    Args           args;
    StringPattern *pattern, *suffix;
    StringRules    rules;
    int64_t        max;              /* replacements, or pieces */
    bool           keep_empty;       /* StringSplit: at the ends too */
    Builder        found;
} EditJob;

static Val compile_rules(Vm *vm, EditJob *job, StringMode mode, StringPattern **out)
{
    bool ignore_case, unwound;

    TRY(string_option_true(vm, job->args, S_IgnoreCase, &ignore_case));
    *out = string_pattern_compile(vm, job->rules.n, job->rules.patterns, mode,
                                  ignore_case ? STRING_IGNORE_CASE : 0, &unwound);
    return *out != NULL ? VAL_NONE : unwound ? UNWIND : NOT_MINE;
}

/* Text under construction: finished arguments, then the string that is still growing. */
typedef struct Pieces {
    Heap   *heap;
    Out     text;
    Builder parts;
} Pieces;

static void pieces_start(Pieces *p, Heap *h)
{
    p->heap = h;
    out_init(&p->text);
    builder_start(&p->parts, h, S_StringExpression);
}

static void pieces_add(Pieces *p, Val x)
{
    if (val_is_string(x)) {
        out_bytes(&p->text, text_data(x), text_bytes(x));
        return;
    }
    if (p->text.len > 0)
        builder_push(&p->parts, text_new(p->heap, out_text(&p->text), p->text.len));
    p->text.len = 0;
    builder_push(&p->parts, x);
}

static Val pieces_finish(Pieces *p)
{
    Val v;

    if (p->parts.n == 0)
        v = text_new(p->heap, out_text(&p->text), p->text.len);
    else {
        if (p->text.len > 0)
            builder_push(&p->parts, text_new(p->heap, out_text(&p->text), p->text.len));
        v = builder_finish(&p->parts);
    }
    out_fini(&p->text);
    return v;
}

static Val replace_in_string(Vm *vm, Val s, void *state)
{
    EditJob *job = state;
    const char *data = text_data(s);
    size_t copied = 0;
    StringScan scan;
    StringMatch m;
    MatchResult r = MATCH_NO;
    Pieces p;

    pieces_start(&p, vm_heap(vm));
    string_scan_start(&scan, vm, job->pattern, s, false);
    for (int64_t n = 0; n < job->max && (r = string_scan_next(&scan, &m)) == MATCH_YES; n++) {
        Val x = string_match_value(vm, s, &m, job->rules.values[m.rule]);

        if (val_is_unwind(x)) {
            r = MATCH_UNWIND;
            break;
        }
        out_bytes(&p.text, data + copied, m.start - copied);
        pieces_add(&p, x);
        copied = m.end;
    }
    string_scan_end(&scan);
    if (r == MATCH_UNWIND) {
        out_fini(&p.text);
        return UNWIND;
    }
    if (copied == 0 && p.parts.n == 0 && p.text.len == 0 && text_bytes(s) > 0 && r == MATCH_NO) {
        out_fini(&p.text);
        return s;
    }
    out_bytes(&p.text, data + copied, text_bytes(s) - copied);
    return pieces_finish(&p);
}

/* Checks the arguments of StringReplace and StringReplaceList and compiles the rules. */
static Val start_replacing(Vm *vm, EditJob *job, StringMode mode)
{
    Args args = job->args;
    size_t positional = options_split(args);

    if (args.n == 1)
        return NOT_MINE;
    if (args.n > 1 && positional < 2)
        positional = 2;              /* {} is a list of rules and a list of options */
    if (args.n == 0 || positional > 3)
        return string_count_message(vm, args, 1, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (!string_read_times(args, positional, 2, &job->max))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    if (!string_rules_split(vm_heap(vm), args.v[1], false, &job->rules))
        return MESSAGE(vm, "srep", args.v[1]);
    return compile_rules(vm, job, mode, &job->pattern);
}

BUILTIN(StringReplace,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False",
    .apply   = operator_first,
    .usage   = "StringReplace[\"string\", s -> sp] replaces the substrings that match the string pattern s by sp; "
               "a list of rules replaces by the first that matches at each place; n at most n times.",
    .messages = MESSAGES("srep", "`1` is not a valid string replacement rule."),
    .examples = EXAMPLES("StringReplace[\"abbaabbaa\", \"ab\" -> \"X\"]", "XbaXbaa",
                         "StringReplace[\"a1b22\", x:DigitCharacter.. :> \"<\" <> x <> \">\"]", "a<1>b<22>",
                         "StringReplace[\"John Smith\", RegularExpression[\"(\\\\w+) (\\\\w+)\"] -> \"$2 $1\"]",
                         "Smith John"))
{
    EditJob job = {.args = args};
    Val failed = start_replacing(vm, &job, STRING_SEARCH);

    return val_is_none(failed) ? string_thread(vm, args.v[0], replace_in_string, &job) : failed;
}

static MatchResult visit_replacement(Vm *vm, Val s, const StringMatch *m, void *state)
{
    EditJob *job = state;
    Val x = string_match_value(vm, s, m, job->rules.values[m->rule]);
    Pieces p;

    if (val_is_unwind(x))
        return MATCH_UNWIND;
    pieces_start(&p, vm_heap(vm));
    out_bytes(&p.text, text_data(s), m->start);
    pieces_add(&p, x);
    out_bytes(&p.text, text_data(s) + m->end, text_bytes(s) - m->end);
    builder_push(&job->found, pieces_finish(&p));
    return (int64_t)job->found.n >= job->max ? MATCH_YES : MATCH_NO;
}

static Val replacements_of_string(Vm *vm, Val s, void *state)
{
    EditJob *job = state;

    builder_start(&job->found, vm_heap(vm), S_List);
    if (job->max > 0 && string_scan_all(vm, job->pattern, s, visit_replacement, job) == MATCH_UNWIND)
        return UNWIND;
    return builder_finish(&job->found);
}

BUILTIN(StringReplaceList,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False",
    .apply   = operator_first,
    .usage   = "StringReplaceList[\"string\", rules] gives the strings that come of replacing one substring in each "
               "possible way; n at most n of them.",
    .messages = MESSAGES("srep", "`1` is not a valid string replacement rule."),
    .examples = EXAMPLES("StringReplaceList[\"aaa\", \"aa\" -> \"X\"]", "{Xa, aX}"))
{
    EditJob job = {.args = args};
    Val failed = start_replacing(vm, &job, STRING_ALL);

    return val_is_none(failed) ? string_thread(vm, args.v[0], replacements_of_string, &job) : failed;
}

BUILTIN(StringDelete,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False",
    .apply   = operator_first,
    .usage   = "StringDelete[\"string\", patt] deletes all substrings that match patt.",
    .examples = EXAMPLES("StringDelete[\"abaqwwabc\", \"ab\"]", "aqwwc"))
{
    EditJob job = {.args = args, .max = INT64_MAX};
    Val empty = text_new(vm_heap(vm), "", 0), pattern, failed;

    if (options_split(args) == 1)
        return NOT_MINE;
    if (options_split(args) != 2)
        return string_count_message(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    pattern = args.v[1];
    job.rules = (StringRules){1, &pattern, &empty};
    failed = compile_rules(vm, &job, STRING_SEARCH, &job.pattern);
    return val_is_none(failed) ? string_thread(vm, args.v[0], replace_in_string, &job) : failed;
}

static bool is_empty_string(Val v)
{
    return val_is_string(v) && text_bytes(v) == 0;
}

/* White space in ASCII, as the regular expression for Whitespace has it. */
static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next separator of a text at or after [at]: white space in ASCII, or the bytes of [literal].  False: none. */
static bool next_separator(Val s, Val literal, size_t at, StringMatch *m)
{
    const char *data = text_data(s);
    size_t n = text_bytes(s);

    if (val_is_none(literal)) {
        while (at < n && !is_blank(data[at]))
            at++;
        for (m->start = at; at < n && is_blank(data[at]); )
            at++;
        m->end = at;
        return m->start < n;
    }
    const char *found = at <= n ? memmem(data + at, n - at, text_data(literal), text_bytes(literal)) : NULL;
    if (found == NULL)
        return false;
    m->start = (size_t)(found - data);
    m->end = m->start + text_bytes(literal);
    return true;
}

/* Does it take no regular expression to find where [s] is to be split?  *literal: at what; VAL_NONE: at white space. */
static bool splits_plainly(const EditJob *job, Val s, Val *literal)
{
    Val pattern = job->rules.n == 1 && val_is_none(job->rules.values[0]) ? job->rules.patterns[0] : VAL_NONE;

    if (options_split(job->args) != job->args.n || val_is_none(pattern))
        return false;
    *literal = val_is_string(pattern) && text_bytes(pattern) > 0 ? pattern : VAL_NONE;
    return !val_is_none(*literal) || (val_is(pattern, S_Whitespace) && text_is_ascii(s));
}

/* What was split, without the empty pieces at the ends if they are not wanted. */
static Val split_pieces(const EditJob *job, Builder *b)
{
    size_t first = 0, last = b->n;

    if (!job->keep_empty) {
        while (first < last && is_empty_string(b->items[first]))
            first++;
        while (last > first && is_empty_string(b->items[last - 1]))
            last--;
    }
    return list_make(b->heap, last - first, b->items + first);
}

static Val split_plainly(Vm *vm, Val s, Val literal, const EditJob *job)
{
    Heap *h = vm_heap(vm);
    size_t from = 0;
    StringMatch m;
    Builder b;

    builder_start(&b, h, S_List);
    for (int64_t pieces = 1; pieces < job->max && next_separator(s, literal, from, &m); pieces++) {
        TRY(vm_poll(vm));
        builder_push(&b, text_new(h, text_data(s) + from, m.start - from));
        from = m.end;
    }
    builder_push(&b, text_new(h, text_data(s) + from, text_bytes(s) - from));
    return split_pieces(job, &b);
}

static Val split_string(Vm *vm, Val s, void *state)
{
    EditJob *job = state;
    Heap *h = vm_heap(vm);
    const char *data = text_data(s);
    size_t from = 0;
    int64_t pieces = 1;
    Val literal;
    StringScan scan;
    StringMatch m;
    MatchResult r = MATCH_NO;
    Builder b;

    if (splits_plainly(job, s, &literal))
        return split_plainly(vm, s, literal, job);
    builder_start(&b, h, S_List);
    string_scan_start(&scan, vm, job->pattern, s, false);
    while (pieces < job->max && (r = string_scan_next(&scan, &m)) == MATCH_YES) {
        Val value = job->rules.values[m.rule];

        builder_push(&b, text_new(h, data + from, m.start - from));
        if (!val_is_none(value)) {
            value = string_match_value(vm, s, &m, value);
            if (val_is_unwind(value)) {
                r = MATCH_UNWIND;
                break;
            }
            builder_push(&b, value);
        }
        from = m.end;
        pieces++;
    }
    string_scan_end(&scan);
    if (r == MATCH_UNWIND)
        return UNWIND;
    builder_push(&b, text_new(h, data + from, text_bytes(s) - from));
    return split_pieces(job, &b);
}

BUILTIN(StringSplit,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False",
    .usage   = "StringSplit[\"string\"] splits a string at whitespace; StringSplit[\"string\", patt] at substrings "
               "that match patt; patt -> val puts val where it was split; n gives at most n pieces; All keeps "
               "empty strings at the ends.",
    .examples = EXAMPLES("StringSplit[\"a bbb  cccc aa   d\"]", "{a, bbb, cccc, aa, d}",
                         "StringSplit[\"a-b:c-d:e-f-g\", {\":\", \"-\"}]", "{a, b, c, d, e, f, g}",
                         "StringSplit[\":a:b:c:\", \":\", All]", "{, a, b, c, }"))
{
    EditJob job = {.args = args, .max = INT64_MAX};
    size_t positional = options_split(args);
    Val failed, spec = S_Whitespace;

    if (positional < 1 || positional > 3)
        return string_count_message(vm, args, 1, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (positional > 1)
        spec = args.v[1];
    if (positional > 2) {
        job.keep_empty = true;
        if (!val_is(args.v[2], S_All) && !string_read_times(args, positional, 2, &job.max))
            return MESSAGE(vm, "innf", val_int(3), args.expr);
    }
    (void)string_rules_split(vm_heap(vm), spec, true, &job.rules);
    failed = compile_rules(vm, &job, STRING_SEARCH, &job.pattern);
    return val_is_none(failed) ? string_thread(vm, args.v[0], split_string, &job) : failed;
}

static Val trim_string(Vm *vm, Val s, void *state)
{
    EditJob *job = state;
    StringScan scan;
    StringMatch m;
    MatchResult r;

    for (int end = 0; end < 2; end++) {
        string_scan_start(&scan, vm, end ? job->suffix : job->pattern, s, false);
        r = string_scan_next(&scan, &m);
        string_scan_end(&scan);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_YES)
            s = end ? text_new(vm_heap(vm), text_data(s), m.start)
                    : text_new(vm_heap(vm), text_data(s) + m.end, text_bytes(s) - m.end);
    }
    return s;
}

BUILTIN(StringTrim,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False",
    .usage   = "StringTrim[\"string\"] trims whitespace from the ends of a string; StringTrim[\"string\", patt] "
               "trims substrings that match patt.",
    .examples = EXAMPLES("StringTrim[\"  abc  \"]", "abc", "StringTrim[\"xxabcxx\", \"x\"..]", "abc"))
{
    EditJob job = {.args = args};
    size_t positional = options_split(args);
    Val pattern, failed;

    if (positional < 1 || positional > 2)
        return string_count_message(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    pattern = positional == 2 ? args.v[1] : S_Whitespace;
    job.rules = (StringRules){1, &pattern, NULL};
    failed = compile_rules(vm, &job, STRING_PREFIX, &job.pattern);
    if (!val_is_none(failed))
        return failed;
    failed = compile_rules(vm, &job, STRING_SUFFIX, &job.suffix);
    return val_is_none(failed) ? string_thread(vm, args.v[0], trim_string, &job) : failed;
}

/* The pieces of [s] between matches of [separator]; empty ones stay unless it is whitespace. */
static Val blocks_of(Vm *vm, Args args, Val s, Val separator)
{
    EditJob job = {.args = args, .max = INT64_MAX, .keep_empty = !val_is(separator, S_Whitespace)};
    Val none = VAL_NONE;
    bool unwound;

    job.rules = (StringRules){1, &separator, &none};
    job.pattern = string_pattern_compile(vm, 1, &separator, STRING_SEARCH, 0, &unwound);
    if (job.pattern == NULL)
        return unwound ? UNWIND : NOT_MINE;
    return split_string(vm, s, &job);
}

/* Position [v] among [n] blocks, from 0; false where it is no position at all; [n] where it is absent. */
static bool block_index(Val v, int64_t n, int64_t *at)
{
    if (!val_is_small(v))
        return false;
    *at = val_small(v) < 0 ? n + val_small(v) : val_small(v) - 1;
    if (*at < 0 || *at >= n)
        *at = n;
    return true;
}

static Val extract_string(Vm *vm, Val s, void *state);

/* What specification [i] picks of [s], and the specifications after it of that. */
typedef struct ExtractJob { Args args; size_t i; } ExtractJob;

static Val extract_further(Vm *vm, const ExtractJob *job, Val block)
{
    ExtractJob next = {job->args, job->i + 1};

    return next.i < job->args.n ? extract_string(vm, block, &next) : block;
}

static Val missing_part(Heap *h, Val at)
{
    return expr2(h, S_Missing, text_from(h, "PartAbsent"), at);
}

static Val extract_string(Vm *vm, Val s, void *state)
{
    ExtractJob *job = state;
    Args args = job->args;
    Heap *h = vm_heap(vm);
    Val spec = args.v[job->i], separator = S_Whitespace, blocks, where = spec;
    int64_t n, at, to;
    Builder b;

    TRY(vm_check_stack(vm));
    if (val_is_rule(spec)) {
        separator = expr_arg(spec, 0);
        where = expr_arg(spec, 1);
    }
    blocks = blocks_of(vm, args, s, separator);
    if (val_is_not_mine(blocks) || val_is_unwind(blocks))
        return blocks;
    n = (int64_t)expr_len(blocks);
    if (val_is_small(where)) {
        (void)block_index(where, n, &at);
        return at == n ? missing_part(h, where) : extract_further(vm, job, expr_arg(blocks, (size_t)at));
    }
    builder_start(&b, h, S_List);
    if (val_is(where, S_All) || val_is_call(where, S_Span, 2)) {
        at = 0, to = n - 1;
        if (!val_is(where, S_All)) {
            Val first = expr_arg(where, 0), last = expr_arg(where, 1);

            if ((!val_is(first, S_All) && !val_is_small(first)) || (!val_is(last, S_All) && !val_is_small(last)))
                return NOT_MINE;
            if (val_is_small(first))
                at = val_small(first) < 0 ? n + val_small(first) : val_small(first) - 1;
            if (val_is_small(last))
                to = val_small(last) < 0 ? n + val_small(last) : val_small(last) - 1;
            at = at < 0 ? 0 : at >= n ? n - 1 : at;
            to = to >= n ? n - 1 : to;
        }
        for (; at >= 0 && at <= to; at++) {
            Val x = extract_further(vm, job, expr_arg(blocks, (size_t)at));

            if (val_is_not_mine(x) || val_is_unwind(x))
                return x;
            builder_push(&b, x);
        }
        return builder_finish(&b);
    }
    if (!val_is_plain_list(where))
        return NOT_MINE;
    for (size_t i = 0; i < expr_len(where); i++) {
        Val x;

        if (!block_index(expr_arg(where, i), n, &at))
            return NOT_MINE;
        x = at == n ? missing_part(h, expr_arg(where, i)) : extract_further(vm, job, expr_arg(blocks, (size_t)at));
        if (val_is_not_mine(x) || val_is_unwind(x))
            return x;
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(StringExtract,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage   = "StringExtract[\"string\", pos] gives the block at a position among those separated by whitespace; "
               "StringExtract[\"string\", sep -> pos] among those separated by sep; further specifications go on "
               "within the blocks.",
    .examples = EXAMPLES("StringExtract[\"a bbb cccc aa d\", 2]", "bbb",
                         "StringExtract[\"a-b-c,d-e\", \",\" -> 1, \"-\" -> 3]", "c"))
{
    ExtractJob job = {args, 1};

    if (args.n < 2)
        return args.n == 1 ? NOT_MINE : string_count_message(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], extract_string, &job);
}
