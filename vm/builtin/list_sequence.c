/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_sequence.c -- runs of elements found by pattern: SequenceCases, SequencePosition, ..
 *
 * At each place the longest run that matches is taken.  A pattern in which nothing can stand for
 * several elements fixes the length, which makes the search linear.
 */
#include "vm/builtin/items.h"

typedef enum Overlaps { OVERLAPS_NO, OVERLAPS_YES, OVERLAPS_ALL } Overlaps;

typedef struct Run {
    size_t from, to;         /* elements [from, to) */
    Val    value;            /* of the rule, or the run itself */
} Run;

typedef struct Runs {
    Vm       *vm;
    Items     it;
    const Pattern *pattern;
    const Rules   *rules;
    size_t    length;        /* of every run; 0: any */
    size_t    limit;
    Overlaps  overlaps;
    size_t    n, capacity;
    Run      *v;
} Runs;

/* How many elements a pattern matches, where that is plain to see; 0: not known. */
static size_t fixed_length(Val p)
{
    static const int many[] = {
        SYM_BlankSequence, SYM_BlankNullSequence, SYM_Repeated, SYM_RepeatedNull, SYM_PatternSequence,
        SYM_OrderlessPatternSequence, SYM_Optional, SYM_OptionsPattern, SYM_Sequence, SYM_Splice
    };

    while (val_is_expr(p) && expr_len(p) > 0
           && (val_is_rule(p) || val_has_head(p, S_Condition) || val_has_head(p, S_HoldPattern) || val_is_call(p, S_Pattern, 2)))
        p = expr_arg(p, val_has_head(p, S_Pattern) ? 1 : 0);
    if (!val_is_plain_list(p))
        return 0;
    for (size_t i = 0; i < COUNT_OF(many); i++)
        if (val_contains_symbol(p, val_known(many[i])))
            return 0;
    return expr_len(p);
}

static void add_run(Runs *r, Run run)
{
    if (r->n == r->capacity) {
        size_t capacity = r->capacity ? r->capacity * 2 : 16;

        r->v = heap_grow(vm_heap(r->vm), r->v, r->capacity * sizeof(Run), capacity * sizeof(Run));
        r->capacity = capacity;
    }
    r->v[r->n++] = run;
}

/* Does the run [from, to) match?  It is then added. */
static MatchResult try_run(Runs *r, size_t from, size_t to)
{
    Val run = list_make(vm_heap(r->vm), to - from, r->it.v + from), value;
    Bindings bindings;
    MatchResult m;

    if (r->rules) {
        value = rules_apply(r->vm, r->rules, run);
        m = val_is_unwind(value) ? MATCH_UNWIND : val_is_none(value) ? MATCH_NO : MATCH_YES;
    }
    else {
        value = run;
        m = pattern_match(r->vm, r->pattern, run, &bindings);
    }
    if (m == MATCH_YES)
        add_run(r, (Run){ from, to, value });
    return m;
}

static Val find_runs(Runs *r)
{
    size_t n = r->it.n, from = 0;

    while (from < n && r->n < r->limit) {
        size_t longest = n - from, shortest = 1, next = from + 1;

        if (r->length) {
            if (r->length > longest)
                break;
            longest = shortest = r->length;
        }
        for (size_t length = longest; length >= shortest && r->n < r->limit; length--) {
            MatchResult m;

            TRY(vm_poll(r->vm));
            m = try_run(r, from, from + length);
            if (m == MATCH_UNWIND)
                return UNWIND;
            if (m == MATCH_YES && r->overlaps != OVERLAPS_ALL) {
                if (r->overlaps == OVERLAPS_NO)
                    next = from + length;
                break;
            }
        }
        from = next;
    }
    return VAL_NONE;
}

/* Reads list, pattern or rules, n and the option Overlaps.  YES: go on. */
static MatchResult runs_start(Vm *vm, Args args, Runs *r, bool rules, bool overlapping)
{
    size_t n = overlapping ? options_split(args) : args.n;
    bool up_to;
    Val overlaps;

    *r = (Runs){ .vm = vm, .limit = SIZE_MAX };
    if (n == 1 || !count_ok(vm, args, n, 2, 3))
        return MATCH_NO;
    if (!items_of(vm_heap(vm), args.v[0], &r->it)) {
        MESSAGE(vm, "normal", val_int(1), args.expr);
        return MATCH_NO;
    }
    if (n == 3 && !read_count(args.v[2], &r->limit, &up_to))
        return MATCH_NO;
    if (overlapping) {
        overlaps = option_get(vm, args, S_Overlaps);
        if (val_is_unwind(overlaps))
            return MATCH_UNWIND;
        r->overlaps = val_is(overlaps, S_True) ? OVERLAPS_YES : val_is(overlaps, S_All) ? OVERLAPS_ALL : OVERLAPS_NO;
    }
    if (rules && (val_is_rule(args.v[1]) || (val_is_plain_list(args.v[1]) && expr_len(args.v[1]) > 0
                                             && val_is_rule(expr_arg(args.v[1], 0)))))
        r->rules = rules_compile(vm, args.v[1]);
    if (!r->rules)
        r->pattern = pattern_compile(vm, args.v[1]);
    r->length = val_is_rule(args.v[1]) || !r->rules ? fixed_length(args.v[1]) : 0;
    return MATCH_YES;
}

#define RUNS(r, rules, overlapping)                                            \
    do {                                                                       \
        MatchResult runs_result_ = runs_start(vm, args, (r), (rules), (overlapping)); \
        if (runs_result_ != MATCH_YES)                                         \
            return runs_result_ == MATCH_UNWIND ? UNWIND : NOT_MINE;           \
        TRY(find_runs(r));                                                     \
    } while (0)

BUILTIN(SequenceCases,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Overlaps -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SequenceCases[list, pattern] gives the runs of elements in list that match; SequenceCases[list, pattern ->\n"
             "rhs] the values of rhs; SequenceCases[list, pattern, n] the first n.",
    .examples = EXAMPLES("SequenceCases[{a, 1, 2, b, 3}, {__Integer}]", "{{1, 2}, {3}}"))
{
    Runs r;
    Builder b;

    RUNS(&r, true, true);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < r.n; i++)
        builder_push(&b, r.v[i].value);
    return builder_finish(&b);
}

BUILTIN(SequenceCount,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Overlaps -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SequenceCount[list, pattern] gives how many runs of elements in list match.",
    .examples = EXAMPLES("SequenceCount[{a, b, c, a, b}, {a, b}]", "2"))
{
    Runs r;

    RUNS(&r, false, true);
    return val_int((int64_t)r.n);
}

BUILTIN(SequencePosition,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Overlaps -> True",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SequencePosition[list, pattern] gives the places {first, last} of runs of elements in list that match.",
    .examples = EXAMPLES("SequencePosition[{a, b, c, a, b}, {a, b}]", "{{1, 2}, {4, 5}}"))
{
    Runs r;
    Builder b;

    RUNS(&r, false, true);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < r.n; i++)
        builder_push(&b, expr2(vm_heap(vm), S_List, val_int((int64_t)r.v[i].from + 1), val_int((int64_t)r.v[i].to)));
    return builder_finish(&b);
}

BUILTIN(SequenceReplace,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SequenceReplace[list, rules] replaces runs of elements that match; SequenceReplace[list, rules, n] the\n"
             "first n of them.",
    .examples = EXAMPLES("SequenceReplace[{a, b, c, a, b}, {a, b} -> x]", "{x, c, x}"))
{
    Runs r;
    Builder b;
    size_t next = 0;

    RUNS(&r, true, false);
    if (!r.rules)
        return MESSAGE(vm, "reps", args.v[1]);
    builder_start(&b, vm_heap(vm), items_list_head(&r.it));
    for (size_t i = 0; i < r.n; i++) {
        builder_push_all(&b, r.v[i].from - next, r.it.v + next);
        builder_push(&b, r.v[i].value);
        next = r.v[i].to;
    }
    builder_push_all(&b, r.it.n - next, r.it.v + next);
    return builder_finish(&b);
}

BUILTIN(SequenceSplit,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SequenceSplit[list, pattern] splits list at runs of elements that match; SequenceSplit[list, pattern -> rhs]\n"
             "puts the value of rhs between; SequenceSplit[list, pattern, n] gives at most n pieces.",
    .examples = EXAMPLES("SequenceSplit[{a, x, b, x, c}, {x}]", "{{a}, {b}, {c}}"))
{
    Runs r;
    Builder b;
    size_t next = 0, pieces = 1, most = SIZE_MAX;
    bool up_to;

    RUNS(&r, true, false);
    if (args.n == 3)
        read_count(args.v[2], &most, &up_to);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < r.n && pieces < most; i++) {
        if (r.v[i].from > next) {
            builder_push(&b, expr_make(vm_heap(vm), items_list_head(&r.it), r.v[i].from - next, r.it.v + next));
            pieces++;
        }
        if (r.rules)
            builder_push(&b, r.v[i].value);
        next = r.v[i].to;
    }
    if (next < r.it.n)
        builder_push(&b, expr_make(vm_heap(vm), items_list_head(&r.it), r.it.n - next, r.it.v + next));
    return builder_finish(&b);
}
