/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_select.c -- elements chosen by a test: Select, SelectFirst, Discard, Pick, AllTrue, ..
 */
#include "vm/builtin/levelspec.h"

#include "vm/code/code.h"
#include "vm/code/typed.h"

/* Select, or with [keep] false its opposite. */
static Val select_items(Vm *vm, Args args, bool keep)
{
    size_t limit = SIZE_MAX, found = 0, n = 0, *which;
    bool up_to;
    Caller test;
    Items it;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 2 && keep && code_loops_over(vm, args.v[0])) {
        Val typed = typed_apply(vm, S_Select, 2, args.v);
        if (!val_is_none(typed))
            return typed;
        const Code *code = code_for_functional(vm, S_Select, args.v[1], 2, list_len(args.v[0]));
        if (code != NULL)
            return code_execute(vm, code, args.v);
    }
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 3 && !read_count(args.v[2], &limit, &up_to))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    which = sizes_new(vm_heap(vm), it.n);
    caller_start(vm, &test, args.v[1], 1, it.n);
    for (size_t i = 0; i < it.n; i++) {
        MatchResult r = MATCH_NO;

        if (found < limit)
            r = caller_test(vm, &test, &it.v[i]);
        else if (keep)
            break;
        if (r == MATCH_UNWIND)
            return UNWIND;
        found += r == MATCH_YES;
        if ((r == MATCH_YES) == keep)
            which[n++] = i;
    }
    return n == it.n && !val_is_packed(it.source) ? it.source : items_select(vm_heap(vm), &it, n, which);
}

BUILTIN(Select,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Select[list, crit] gives the elements of list for which crit gives True; Select[list, crit, n] the first\n"
             "n of them.  Select[crit] is an operator form.",
    .examples = EXAMPLES(
        "Select[{1, 2, 3, 4}, EvenQ]", "{2, 4}",
        "Select[<|x -> 1, y -> 2|>, OddQ]", "<|x -> 1|>",
        "Select[EvenQ][f[1, 2]]", "f[2]",
        "Select[1, EvenQ]", "Select::normal: Nonatomic expression expected at position 1 in Select[1, EvenQ].\nSelect[1, EvenQ]"))
{
    return select_items(vm, args, true);
}

BUILTIN(Discard,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Discard[list, crit] gives list without the elements for which crit gives True; Discard[list, crit, n]\n"
             "without the first n of them.",
    .examples = EXAMPLES("Discard[{1, 2, 3, 4}, EvenQ]", "{1, 3}"))
{
    return select_items(vm, args, false);
}

BUILTIN(SelectFirst,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SelectFirst[list, crit] gives the first element for which crit gives True; SelectFirst[list, crit, default]\n"
             "gives default where there is none.  SelectFirst[crit] is an operator form.",
    .examples = EXAMPLES(
        "SelectFirst[{1, 2, 3}, EvenQ]", "2", "SelectFirst[{1}, EvenQ]", "Missing[NotFound]"))
{
    Caller test;
    Items it;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    caller_start(vm, &test, args.v[1], 1, it.n);
    for (size_t i = 0; i < it.n; i++)
        switch (caller_test(vm, &test, &it.v[i])) {
        case MATCH_UNWIND:
            return UNWIND;
        case MATCH_YES:
            return it.v[i];
        case MATCH_NO:
            break;
        }
    if (args.n == 3)
        return args.v[2];
    return expr1(vm_heap(vm), S_Missing, text_from(vm_heap(vm), "NotFound"));
}

typedef struct Picking {
    const Pattern *pattern;
    bool           misfit;
} Picking;

/* What is picked from [expr]; VAL_NONE: nothing. */
static Val pick(Vm *vm, Picking *p, Val expr, Val selector)
{
    Items it, sel;
    Bindings bindings;
    size_t *which, n = 0;
    Val *v;

    TRY(vm_check_stack(vm));
    switch (pattern_match(vm, p->pattern, selector, &bindings)) {
    case MATCH_UNWIND:
        return UNWIND;
    case MATCH_YES:
        return expr;
    case MATCH_NO:
        break;
    }
    if (!items_of(vm_heap(vm), selector, &sel) || !items_of(vm_heap(vm), expr, &it))
        return VAL_NONE;
    if (it.n != sel.n) {
        p->misfit = true;
        return VAL_NONE;
    }
    which = sizes_new(vm_heap(vm), it.n);
    v = vals_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++) {
        v[i] = it.v[i];
        Val one = pick(vm, p, it.v[i], sel.v[i]);

        TRY(one);
        if (!val_is_none(one)) {
            v[i] = one;
            which[n++] = i;
        }
    }
    expr = items_with(vm_heap(vm), &it, v);
    items_of(vm_heap(vm), expr, &it);
    return items_select(vm_heap(vm), &it, n, which);
}

BUILTIN(Pick,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Pick[list, sel] gives the elements of list for which the corresponding element of sel is True;\n"
             "Pick[list, sel, pattern] those for which it matches pattern.",
    .messages = MESSAGES("incomp", "Expressions `1` and `2` have incompatible shapes."),
    .examples = EXAMPLES(
        "Pick[{a, b, c}, {True, False, True}]", "{a, c}",
        "Pick[{a, b, c}, {1, 2, 3}, _?OddQ]", "{a, c}"))
{
    Picking p = { 0 };
    Val v;

    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    p.pattern = pattern_of(vm, args.n == 3 ? args.v[2] : S_True);
    TRY(v = pick(vm, &p, args.v[0], args.v[1]));
    if (p.misfit)
        return MESSAGE(vm, "incomp", args.v[0], args.v[1]);
    return val_is_none(v) ? expr0(vm_heap(vm), S_Sequence) : v;
}

/* AllTrue, AnyTrue, NoneTrue: the result that ends the search, and the head that gathers what is
 * neither True nor False. */
typedef struct Testing {
    Val     decisive;
    Caller  f;
    Val     open_head;
    Builder open;
    bool    decided;
} Testing;

static LevelStep test_visit(Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    Testing *t = state;
    Val v = caller_call1(vm, &t->f, part);

    if (val_is_unwind(v))
        return LEVEL_UNWIND;
    if (val_is(v, t->decisive)) {
        t->decided = true;
        return LEVEL_STOP;
    }
    if (!val_is(v, S_True) && !val_is(v, S_False))
        builder_push(&t->open, v);
    return LEVEL_GO;
}

static Val test_all(Vm *vm, Args args, Val decisive, Val open_head, Val if_decided, Val if_not)
{
    Testing t = { .decisive = decisive };
    LevelSpec levels = LEVEL_ONE;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3) {
        if (!val_is_small(args.v[2]) || val_small(args.v[2]) < 0)
            return MESSAGE(vm, "intnn", val_int(3));
        levels.from = levels.to = val_small(args.v[2]);
    }
    caller_start(vm, &t.f, args.v[1], 1, val_is_list(args.v[0]) ? list_len(args.v[0]) : 1);
    builder_start(&t.open, vm_heap(vm), open_head);
    if (level_visit(vm, args.v[0], levels, false, test_visit, &t) == LEVEL_UNWIND)
        return UNWIND;
    if (t.decided)
        return if_decided;
    return t.open.n ? builder_finish(&t.open) : if_not;
}

BUILTIN(AllTrue,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "AllTrue[list, test] gives True if test gives True for every element; AllTrue[expr, test, level] for every\n"
             "part at a level.  AllTrue[test] is an operator form.",
    .examples = EXAMPLES("AllTrue[{2, 4}, EvenQ]", "True", "AllTrue[{2, 3}, EvenQ]", "False", "AllTrue[{}, EvenQ]", "True"))
{
    return test_all(vm, args, S_False, S_And, S_False, S_True);
}

BUILTIN(AnyTrue,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "AnyTrue[list, test] gives True if test gives True for an element; AnyTrue[expr, test, level] for a part at\n"
             "a level.  AnyTrue[test] is an operator form.",
    .examples = EXAMPLES("AnyTrue[{1, 2}, EvenQ]", "True", "AnyTrue[{}, EvenQ]", "False"))
{
    return test_all(vm, args, S_True, S_Or, S_True, S_False);
}

BUILTIN(NoneTrue,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "NoneTrue[list, test] gives True if test gives True for no element; NoneTrue[expr, test, level] for no part\n"
             "at a level.  NoneTrue[test] is an operator form.",
    .examples = EXAMPLES("NoneTrue[{1, 3}, EvenQ]", "True", "NoneTrue[{1, 2}, EvenQ]", "False"))
{
    return test_all(vm, args, S_True, S_Nor, S_False, S_True);
}

BUILTIN(AllSameBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "AllSameBy[list, f] gives True if f has the same value for all elements.\nAllSameBy[f] is an operator form.",
    .examples = EXAMPLES("AllSameBy[{1, -1}, Abs]", "True", "AllSameBy[{1, 2}, Abs]", "False"))
{
    Val first = VAL_NONE, x;
    Items it;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    for (size_t i = 0; i < it.n; i++) {
        TRY(x = vm_call1(vm, args.v[1], it.v[i]));
        if (i > 0 && !val_same(first, x))
            return S_False;
        first = x;
    }
    return S_True;
}

/* AllMatch and AnyMatch: patterns in place of tests. */
typedef struct MatchingAll {
    const Pattern *pattern;
    MatchResult    decisive;
    bool           decided;
} MatchingAll;

static LevelStep match_visit(Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    MatchingAll *m = state;
    Bindings bindings;
    MatchResult r = pattern_match(vm, m->pattern, part, &bindings);

    if (r == MATCH_UNWIND)
        return LEVEL_UNWIND;
    m->decided = r == m->decisive;
    return m->decided ? LEVEL_STOP : LEVEL_GO;
}

static Val match_all(Vm *vm, Args args, MatchResult decisive, Val if_decided, Val if_not)
{
    MatchingAll m = { .decisive = decisive };
    LevelSpec levels = LEVEL_ONE;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3) {
        if (!val_is_small(args.v[2]) || val_small(args.v[2]) < 0)
            return MESSAGE(vm, "intnn", val_int(3));
        levels.from = levels.to = val_small(args.v[2]);
    }
    m.pattern = pattern_of(vm, args.v[1]);
    if (level_visit(vm, args.v[0], levels, false, match_visit, &m) == LEVEL_UNWIND)
        return UNWIND;
    return m.decided ? if_decided : if_not;
}

BUILTIN(AllMatch,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "AllMatch[list, pattern] gives True if every element matches.",
    .examples = EXAMPLES("AllMatch[{1, 2}, _Integer]", "True", "AllMatch[{1, a}, _Integer]", "False"))
{
    return match_all(vm, args, MATCH_NO, S_False, S_True);
}

BUILTIN(AnyMatch,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "AnyMatch[list, pattern] gives True if an element matches.",
    .examples = EXAMPLES("AnyMatch[{1, a}, _Symbol]", "True", "AnyMatch[{}, _]", "False"))
{
    return match_all(vm, args, MATCH_YES, S_True, S_False);
}
