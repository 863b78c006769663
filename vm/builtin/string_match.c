/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_match.c -- asking whether, where and how often a string pattern matches.
 */
#include "vm/builtin/items.h"
#include "vm/builtin/string_pattern.h"

#include "vm/builtin/string_util.h"

/* Overlaps -> False, True, All. */
typedef enum Overlaps { OVERLAPS_NO, OVERLAPS_YES, OVERLAPS_ALL } Overlaps;

/* What a builtin of this file does to each string. */
typedef struct MatchJob {
    Args           args;
    StringPattern *pattern;
    StringRules    rules;
    Overlaps       overlaps;
    int64_t        max;
    bool           negate;           /* StringFreeQ */
    Builder        found;
    int64_t        count;
} MatchJob;

static Val read_overlaps(Vm *vm, Args args, Overlaps *overlaps)
{
    Val v;

    TRY(v = option_get(vm, args, S_Overlaps));
    *overlaps = val_is(v, S_All) ? OVERLAPS_ALL : val_is(v, S_True) ? OVERLAPS_YES : OVERLAPS_NO;
    return VAL_NONE;
}

/* Compiles the rules of the job with the call's options; NOT_MINE after a message. */
static Val compile_job(Vm *vm, MatchJob *job, StringMode mode, unsigned flags)
{
    bool ignore_case, unwound;

    TRY(string_option_true(vm, job->args, S_IgnoreCase, &ignore_case));
    if (ignore_case)
        flags |= STRING_IGNORE_CASE;
    job->pattern = string_pattern_compile(vm, job->rules.n, job->rules.patterns, mode, flags, &unwound);
    return job->pattern != NULL ? VAL_NONE : unwound ? UNWIND : NOT_MINE;
}

static Val test_string(Vm *vm, Val s, void *state)
{
    MatchJob *job = state;

    switch (string_pattern_test(vm, job->pattern, s)) {
    case MATCH_UNWIND: return UNWIND;
    case MATCH_YES:    return val_bool(!job->negate);
    default:           return val_bool(job->negate);
    }
}

/* The common work of the five predicates. */
static Val test_strings(Vm *vm, Args args, StringMode mode, bool negate)
{
    MatchJob job = {.args = args, .negate = negate};
    Val failed, pattern;

    if (options_split(args) == 1)
        return NOT_MINE;
    if (options_split(args) != 2)
        return string_count_message(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    pattern = args.v[1];
    job.rules = (StringRules){1, &pattern, NULL};
    failed = compile_job(vm, &job, mode, mode == STRING_WHOLE ? STRING_WILDCARDS : 0);
    if (!val_is_none(failed))
        return failed;
    return string_thread(vm, args.v[0], test_string, &job);
}

#define TEST_OPTIONS                                                                     \
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS,                                    \
    .options = "IgnoreCase -> False", .apply = operator_first

BUILTIN(StringMatchQ,
    TEST_OPTIONS,
    .usage   = "StringMatchQ[\"string\", patt] gives True if the whole string matches the string pattern patt. "
               "In a plain string * stands for any characters and @ for characters that are not upper case.",
    .examples = EXAMPLES("StringMatchQ[\"acggtATTCaagc\", __ ~~ \"aT\" ~~ __]", "False",
                         "StringMatchQ[\"apple\", \"a*\"]", "True"))
{
    return test_strings(vm, args, STRING_WHOLE, false);
}

BUILTIN(StringContainsQ,
    TEST_OPTIONS,
    .usage   = "StringContainsQ[\"string\", patt] gives True if some part of the string matches patt.",
    .examples = EXAMPLES("StringContainsQ[\"bcde\", \"c\" ~~ __ ~~ \"e\"]", "True"))
{
    return test_strings(vm, args, STRING_SEARCH, false);
}

BUILTIN(StringFreeQ,
    TEST_OPTIONS,
    .usage   = "StringFreeQ[\"string\", patt] gives True if no part of the string matches patt.",
    .examples = EXAMPLES("StringFreeQ[\"bcde\", \"a\" ~~ __ ~~ \"e\"]", "True"))
{
    return test_strings(vm, args, STRING_SEARCH, true);
}

BUILTIN(StringStartsQ,
    TEST_OPTIONS,
    .usage   = "StringStartsQ[\"string\", patt] gives True if the string begins with something that matches patt.",
    .examples = EXAMPLES("StringStartsQ[\"abcd\", \"a\"]", "True"))
{
    return test_strings(vm, args, STRING_PREFIX, false);
}

BUILTIN(StringEndsQ,
    TEST_OPTIONS,
    .usage   = "StringEndsQ[\"string\", patt] gives True if the string ends with something that matches patt.",
    .examples = EXAMPLES("StringEndsQ[\"abcd\", \"d\"]", "True"))
{
    return test_strings(vm, args, STRING_SUFFIX, false);
}

/* Checks and compiles for StringCases, StringCount and StringPosition. */
static Val start_search(Vm *vm, MatchJob *job, bool rules)
{
    Args args = job->args;
    size_t positional = options_split(args);
    Val failed;

    if (positional == 1)
        return NOT_MINE;
    if (positional < 1 || positional > 3)
        return string_count_message(vm, args, 1, 3);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (!string_read_times(args, positional, 2, &job->max))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    if (rules)
        (void)string_rules_split(vm_heap(vm), args.v[1], true, &job->rules);
    else {
        bool list = val_is_plain_list(args.v[1]);
        size_t n = list ? expr_len(args.v[1]) : 1;
        Val *patterns = heap_alloc(vm_heap(vm), (n + 1) * sizeof(Val));

        memcpy(patterns, list ? expr_args(args.v[1]) : &args.v[1], n * sizeof(Val));
        job->rules = (StringRules){n, patterns, NULL};
    }
    TRY(read_overlaps(vm, args, &job->overlaps));
    failed = compile_job(vm, job, job->overlaps == OVERLAPS_ALL ? STRING_ALL : STRING_SEARCH, 0);
    return failed;
}

/* Runs over the matches of a string in the way that Overlaps asks for. */
static MatchResult each_match(Vm *vm, MatchJob *job, Val s, StringVisitor *visit)
{
    StringScan scan;
    StringMatch m;
    MatchResult r;

    if (job->max <= 0)
        return MATCH_NO;
    if (job->overlaps == OVERLAPS_ALL)
        return string_scan_all(vm, job->pattern, s, visit, job);
    string_scan_start(&scan, vm, job->pattern, s, job->overlaps == OVERLAPS_YES);
    while ((r = string_scan_next(&scan, &m)) == MATCH_YES)
        if ((r = visit(vm, s, &m, job)) != MATCH_NO)
            break;
    string_scan_end(&scan);
    return r;
}

static MatchResult visit_case(Vm *vm, Val s, const StringMatch *m, void *state)
{
    MatchJob *job = state;
    Val right = job->rules.values[m->rule], x;

    x = val_is_none(right) ? text_new(vm_heap(vm), text_data(s) + m->start, m->end - m->start)
                           : string_match_value(vm, s, m, right);
    if (val_is_unwind(x))
        return MATCH_UNWIND;
    builder_push(&job->found, x);
    return ++job->count >= job->max ? MATCH_YES : MATCH_NO;
}

static Val cases_of_string(Vm *vm, Val s, void *state)
{
    MatchJob *job = state;

    builder_start(&job->found, vm_heap(vm), S_List);
    job->count = 0;
    if (each_match(vm, job, s, visit_case) == MATCH_UNWIND)
        return UNWIND;
    return builder_finish(&job->found);
}

BUILTIN(StringCases,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False, Overlaps -> False",
    .apply   = operator_first,
    .usage   = "StringCases[\"string\", patt] gives a list of the substrings that match patt; "
               "StringCases[\"string\", lhs -> rhs] gives the values of rhs; n at most n of them.",
    .examples = EXAMPLES("StringCases[\"abcadcacb\", \"a\" ~~ _ ~~ \"c\"]", "{abc, adc}",
                         "StringCases[\"a1b2\", x:LetterCharacter ~~ y:DigitCharacter -> {y, x}]", "{{1, a}, {2, b}}"))
{
    MatchJob job = {.args = args};
    Val failed = start_search(vm, &job, true);

    return val_is_none(failed) ? string_thread(vm, args.v[0], cases_of_string, &job) : failed;
}

static MatchResult visit_count(Vm *vm, Val s, const StringMatch *m, void *state)
{
    MatchJob *job = state;

    (void)vm, (void)s, (void)m;
    job->count++;
    return MATCH_NO;
}

static Val count_of_string(Vm *vm, Val s, void *state)
{
    MatchJob *job = state;

    job->count = 0;
    if (each_match(vm, job, s, visit_count) == MATCH_UNWIND)
        return UNWIND;
    return val_int(job->count);
}

BUILTIN(StringCount,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False, Overlaps -> False",
    .apply   = operator_first,
    .usage   = "StringCount[\"string\", patt] gives the number of substrings that match patt.",
    .examples = EXAMPLES("StringCount[\"abracadabra\", \"a\"]", "5"))
{
    MatchJob job = {.args = args};
    Val failed = start_search(vm, &job, false);

    return val_is_none(failed) ? string_thread(vm, args.v[0], count_of_string, &job) : failed;
}

/* Byte offsets to positions, walking forward from the last one asked for. */
typedef struct PositionJob {
    MatchJob job;                    /* first: visitors get a pointer to it */
    size_t   byte, chars;
} PositionJob;

static int64_t chars_before(PositionJob *p, Val s, size_t byte)
{
    if (text_is_ascii(s))
        return (int64_t)byte;
    if (byte < p->byte)
        p->byte = p->chars = 0;
    p->chars += utf8_count(text_data(s) + p->byte, byte - p->byte);
    p->byte = byte;
    return (int64_t)p->chars;
}

static MatchResult visit_position(Vm *vm, Val s, const StringMatch *m, void *state)
{
    PositionJob *p = state;
    Heap *h = vm_heap(vm);
    int64_t start = chars_before(p, s, m->start), inside;

    inside = text_is_ascii(s) ? (int64_t)(m->end - m->start)
                              : (int64_t)utf8_count(text_data(s) + m->start, m->end - m->start);
    builder_push(&p->job.found, list_make(h, 2, (Val[]){val_int(start + 1), val_int(start + inside)}));
    return ++p->job.count >= p->job.max ? MATCH_YES : MATCH_NO;
}

static Val positions_in_string(Vm *vm, Val s, void *state)
{
    PositionJob *p = state;

    builder_start(&p->job.found, vm_heap(vm), S_List);
    p->job.count = 0;
    p->byte = p->chars = 0;
    if (each_match(vm, &p->job, s, visit_position) == MATCH_UNWIND)
        return UNWIND;
    return builder_finish(&p->job.found);
}

BUILTIN(StringPosition,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "IgnoreCase -> False, Overlaps -> True",
    .apply   = operator_first,
    .usage   = "StringPosition[\"string\", patt] gives a list of the first and last positions of the substrings "
               "that match patt; n at most n of them.",
    .examples = EXAMPLES("StringPosition[\"abXYZaaabXYZaaaaXYZXYZ\", \"XYZ\"]", "{{3, 5}, {10, 12}, {17, 19}, {20, 22}}"))
{
    PositionJob p = {.job = {.args = args}};
    Val failed = start_search(vm, &p.job, false);

    return val_is_none(failed) ? string_thread(vm, args.v[0], positions_in_string, &p) : failed;
}
