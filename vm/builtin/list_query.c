/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_query.c -- parts found by pattern: Cases, Count, Position, MemberQ, FreeQ, ..
 *
 * Each compiles its pattern once and walks the levels asked for.
 */
#include "vm/builtin/levelspec.h"

/* A search under way. */
typedef struct Search {
    const Pattern *pattern;
    Caller         test;         /* of _?test, of numbers */
    bool           tests;
    const Rules   *rules;        /* of Cases[list, lhs :> rhs]; else NULL */
    size_t         limit;
    size_t         found;
    ValArray       out;
    bool           positions;    /* what is gathered are positions */
} Search;

static LevelStep search_visit(Vm *vm, Val part, const LevelPath *path, void *state)
{
    Search *s = state;
    Bindings bindings;
    Val x = part;

    if (s->rules) {
        x = rules_apply(vm, s->rules, part);
        if (val_is_unwind(x))
            return LEVEL_UNWIND;
        if (val_is_none(x))
            return LEVEL_GO;
    }
    else
        switch (s->tests && val_is_number(part) ? caller_test(vm, &s->test, &part) : pattern_match(vm, s->pattern, part, &bindings)) {
        case MATCH_UNWIND:
            return LEVEL_UNWIND;
        case MATCH_NO:
            return LEVEL_GO;
        case MATCH_YES:
            break;
        }
    s->found++;
    if (s->out.heap)
        valarray_push(&s->out, s->positions ? levelpath_list(path) : x);
    return s->found >= s->limit ? LEVEL_STOP : LEVEL_GO;
}

/* The arguments expr, pattern, levelspec, n, with options taken off. */
typedef struct Query {
    Search    search;
    LevelSpec levels;
    bool      heads;
    size_t    n;                 /* arguments that are no options */
} Query;

/* Reads what Cases and its like have in common.  YES: go on; NO: not ours (a message was given). */
static MatchResult query_read(Vm *vm, Args args, Query *q, size_t max, size_t level_at, LevelSpec levels, bool rules)
{
    Val spec;
    bool up_to;

    *q = (Query){ .levels = levels };
    q->n = options_split(args);
    q->search.limit = SIZE_MAX;
    if (q->n == 1)
        return MATCH_NO;
    if (!count_ok(vm, args, q->n, 2, max))
        return MATCH_NO;
    switch (option_true(vm, args, S_Heads)) {
    case MATCH_UNWIND:
        return MATCH_UNWIND;
    case MATCH_YES:
        q->heads = true;
        break;
    case MATCH_NO:
        break;
    }
    if (q->n > level_at) {
        spec = val_unpacked(vm_heap(vm), args.v[level_at]);
        if (!levelspec_read(spec, &q->levels)) {
            MESSAGE(vm, "level", spec);
            return MATCH_NO;
        }
    }
    if (q->n > level_at + 1 && !read_count(args.v[level_at + 1], &q->search.limit, &up_to)) {
        MESSAGE(vm, "innf", val_int((int64_t)level_at + 2), args.expr);
        return MATCH_NO;
    }
    if (rules && val_is_rule(args.v[1]))
        q->search.rules = rules_of(vm, args.v[1]);
    else
        q->search.pattern = pattern_of(vm, args.v[1]);
    q->search.tests = q->search.rules == NULL && val_is_call(args.v[1], S_PatternTest, 2) && val_is_call(expr_arg(args.v[1], 0), S_Blank, 0);
    if (q->search.tests)
        caller_start(vm, &q->search.test, expr_arg(args.v[1], 1), 1, val_is_list(args.v[0]) ? list_len(args.v[0]) : 1);
    return MATCH_YES;
}

#define QUERY(...)                                                       \
    do {                                                                 \
        MatchResult query_result_ = query_read(vm, args, __VA_ARGS__);   \
        if (query_result_ != MATCH_YES)                                  \
            return query_result_ == MATCH_UNWIND ? UNWIND : NOT_MINE;    \
    } while (0)

/* Runs the search; false if it unwound. */
static bool query_run(Vm *vm, Query *q, Val expr)
{
    if (q->search.limit == 0)
        return true;
    return level_visit(vm, expr, q->levels, q->heads, search_visit, &q->search) != LEVEL_UNWIND;
}

static Val found_list(Vm *vm, const Search *s)
{
    return list_make(vm_heap(vm), s->out.n, s->out.v);
}

BUILTIN(Cases,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Cases[{e1, e2, ..}, pattern] gives a list of the e_i that match; Cases[list, pattern -> rhs] the values\n"
             "of rhs; Cases[expr, pattern, levelspec] looks on these levels; Cases[expr, pattern, levelspec, n] gives\n"
             "the first n.  Cases[pattern] is an operator form.",
    .examples = EXAMPLES(
        "Cases[{1, a, 2, b}, _Integer]", "{1, 2}",
        "Cases[{f[1], g[2], f[3]}, f[x_] :> x]", "{1, 3}",
        "Cases[{{1, a}, {b, 2}}, _Integer, {2}]", "{1, 2}",
        "Cases[_Symbol][{1, a}]", "{a}"))
{
    Query q;

    QUERY(&q, 4, 2, LEVEL_ONE, true);
    q.search.out = valarray(vm_heap(vm));
    return query_run(vm, &q, args.v[0]) ? found_list(vm, &q.search) : UNWIND;
}

/* How many elements of an ordinary list are this symbol, string or small integer. */
static int64_t count_literal(Val list, Val literal)
{
    const Val *args = expr_args(list);
    size_t len = expr_len(list);
    int64_t n = 0;

    if (val_is_string(literal)) {
        for (size_t i = 0; i < len; i++)
            n += val_same(args[i], literal);
    } else {                    /* nothing else is the same as a symbol or a small integer */
        for (size_t i = 0; i < len; i++)
            n += val_is(args[i], literal);
    }
    return n;
}

BUILTIN(Count,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Count[list, pattern] gives how many elements of list match; Count[expr, pattern, levelspec] looks on these\n"
             "levels.  Count[pattern] is an operator form.",
    .examples = EXAMPLES("Count[{a, b, a}, a]", "2", "Count[{{1, a}, {2}}, _Integer, {2}]", "2"))
{
    Query q;

    if (args.n == 2 && val_is_plain_list(args.v[0]) && (val_is_symbol(args.v[1]) || val_is_string(args.v[1]) || val_is_small(args.v[1])))
        return val_int(count_literal(args.v[0], args.v[1]));
    QUERY(&q, 3, 2, LEVEL_ONE, false);
    return query_run(vm, &q, args.v[0]) ? val_int((int64_t)q.search.found) : UNWIND;
}

BUILTIN(Position,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> True",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Position[expr, pattern] gives the positions of the parts of expr that match; Position[expr, pattern,\n"
             "levelspec] looks on these levels; Position[expr, pattern, levelspec, n] gives the first n.\n"
             "Position[pattern] is an operator form.",
    .examples = EXAMPLES(
        "Position[{a, b, a}, a]", "{{1}, {3}}",
        "Position[{{a}, {b, a}}, a]", "{{1, 1}, {2, 2}}",
        "Position[<|x -> 1, y -> 2|>, 2]", "{{Key[y]}}"))
{
    Query q;

    QUERY(&q, 4, 2, ((LevelSpec){0, LEVEL_INFINITY}), false);
    q.search.out = valarray(vm_heap(vm));
    q.search.positions = true;
    return query_run(vm, &q, args.v[0]) ? found_list(vm, &q.search) : UNWIND;
}

static Val not_found(Vm *vm)
{
    return expr1(vm_heap(vm), S_Missing, text_from(vm_heap(vm), "NotFound"));
}

static Val first_of(Vm *vm, Args args, LevelSpec levels, bool positions)
{
    Query q;

    QUERY(&q, 4, 3, levels, !positions);
    q.search.out = valarray(vm_heap(vm));
    q.search.positions = positions;
    q.search.limit = 1;
    if (!query_run(vm, &q, args.v[0]))
        return UNWIND;
    return q.search.found ? q.search.out.v[0] : q.n > 2 ? args.v[2] : not_found(vm);
}

BUILTIN(FirstPosition,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> True",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "FirstPosition[expr, pattern] gives the position of the first part of expr that matches;\n"
             "FirstPosition[expr, pattern, default] gives default where none does.",
    .examples = EXAMPLES(
        "FirstPosition[{a, b, c, b}, b]", "{2}",
        "FirstPosition[{a}, x]", "Missing[NotFound]"))
{
    return first_of(vm, args, (LevelSpec){0, LEVEL_INFINITY}, true);
}

BUILTIN(FirstCase,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "FirstCase[list, pattern] gives the first element that matches; FirstCase[list, pattern -> rhs] the value\n"
             "of rhs; FirstCase[list, pattern, default] gives default where none does.",
    .examples = EXAMPLES("FirstCase[{a, 1, 2}, _Integer]", "1", "FirstCase[{a}, _Integer, none]", "none"))
{
    return first_of(vm, args, LEVEL_ONE, false);
}

static Val delete_map(Vm *vm, Val part, const LevelPath *path, void *state)
{
    Search *s = state;
    LevelStep step;
    size_t before = s->found;

    if (s->found >= s->limit)
        return part;
    step = search_visit(vm, part, path, state);
    return step == LEVEL_UNWIND ? UNWIND : s->found > before ? VAL_NONE : part;
}

BUILTIN(DeleteCases,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "DeleteCases[expr, pattern] deletes the elements of expr that match; DeleteCases[expr, pattern, levelspec]\n"
             "those on these levels; DeleteCases[expr, pattern, levelspec, n] the first n.\n"
             "DeleteCases[pattern] is an operator form.",
    .examples = EXAMPLES(
        "DeleteCases[{1, a, 2, b}, _Integer]", "{a, b}",
        "DeleteCases[{a, {a, b}}, a, Infinity]", "{{b}}"))
{
    Query q;
    Val v;

    QUERY(&q, 4, 2, LEVEL_ONE, false);
    TRY(v = level_map(vm, args.v[0], q.levels, q.heads, delete_map, &q.search));
    return val_is_none(v) ? expr0(vm_heap(vm), S_Sequence) : v;
}

BUILTIN(MemberQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "MemberQ[list, form] gives True if an element of list matches form; MemberQ[list, form, levelspec] looks on\n"
             "these levels.  MemberQ[form] is an operator form.",
    .examples = EXAMPLES("MemberQ[{a, b}, a]", "True", "MemberQ[{a, {b}}, b]", "False"))
{
    Query q;

    QUERY(&q, 3, 2, LEVEL_ONE, false);
    q.search.limit = 1;
    if (!query_run(vm, &q, args.v[0]))
        return UNWIND;
    return q.search.found ? S_True : S_False;
}

BUILTIN(FreeQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "Heads -> True",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "FreeQ[expr, form] gives True if no part of expr matches form; FreeQ[expr, form, levelspec] looks on these\n"
             "levels.  FreeQ[form] is an operator form.",
    .examples = EXAMPLES("FreeQ[{a, f[b]}, b]", "False", "FreeQ[{a, f[b]}, c]", "True"))
{
    Query q;

    QUERY(&q, 3, 2, ((LevelSpec){0, LEVEL_INFINITY}), false);
    if (q.n == 2 && q.heads) {
        Rules *rules;
        Val replaced;

        if (val_is_symbol(args.v[1]))
            return val_contains_symbol(args.v[0], args.v[1]) ? S_False : S_True;
        /* As rules see it: part of a Flat expression counts, a + b in a + b + c. */
        rules = rules_compile(vm, expr2(vm_heap(vm), S_Rule, args.v[1], S_Null));
        TRY(replaced = rules_replace_all(vm, rules, args.v[0]));
        return val_is_none(replaced) ? S_True : S_False;
    }
    q.search.limit = 1;
    if (!query_run(vm, &q, args.v[0]))
        return UNWIND;
    return q.search.found ? S_False : S_True;
}
