/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * functional.c -- repeated application: Nest, Fold, FixedPoint, NestWhile and their lists.
 */
#include "vm/builtin/items.h"

#include "vm/code/code.h"
#include "vm/code/typed.h"

/* Nobody knows how many steps there will be: after some there is typed code, or the rest is done by bytecode. */
enum { CALLS_UNKNOWN = 1, STEPS_BEFORE_CODE = 40 };

/* The loop of head[f, ..] as bytecode, where there is some: [size] steps. */
#define AS_BYTECODE(head, values, size)                                                             \
    do {                                                                                            \
        const Code *code_ = code_for_functional(vm, (head), args.v[0], args.n, (size));             \
        if (code_ != NULL)                                                                          \
            return code_execute(vm, code_, (values));                                               \
    } while (0)

/* The same, or as typed code. */
#define AS_LOOP(head, size)                                                                         \
    do {                                                                                            \
        Val typed_ = typed_apply(vm, (head), args.n, args.v);                                       \
        if (!val_is_none(typed_))                                                                   \
            return typed_;                                                                          \
        AS_BYTECODE(head, args.v, size);                                                            \
    } while (0)

/* Nest and NestList. */
static Val nest(Vm *vm, Args args, bool list)
{
    Builder b;
    int64_t n;
    Val x;

    if (!count_ok(vm, args, args.n, 3, 3))
        return NOT_MINE;
    if (!read_int(args.v[2], &n) || n < 0)
        return val_is_number(args.v[2]) ? MESSAGE(vm, "intnm", args.expr, val_int(3)) : NOT_MINE;
    AS_LOOP(list ? S_NestList : S_Nest, (size_t)n);
    x = args.v[1];
    if (!list) {
        for (; n > 0; n--)
            TRY(x = vm_call1(vm, args.v[0], x));
        return x;
    }
    TRY(vm_check_length(vm, (double)n + 1, sizeof(Val)));
    builder_start(&b, vm_heap(vm), S_List);
    builder_push(&b, x);
    for (; n > 0; n--) {
        TRY(x = vm_call1(vm, args.v[0], x));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(Nest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Nest[f, expr, n] applies f n times to expr.",
    .examples = EXAMPLES("Nest[f, x, 3]", "f[f[f[x]]]", "Nest[f, x, 0]", "x"))
{
    return nest(vm, args, false);
}

BUILTIN(NestList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "NestList[f, expr, n] gives a list of the results of applying f 0 to n times to expr.",
    .examples = EXAMPLES("NestList[f, x, 2]", "{x, f[x], f[f[x]]}"))
{
    return nest(vm, args, true);
}

/* The values so far of NestWhile and FoldWhile: kept whole where the test or the result asks for it. */
typedef struct History {
    ValArray all;
    int64_t  tested;         /* how many of the last values the test gets; INT64_MAX: all */
    int64_t  least;          /* how many there must be before the first test */
    Caller   test;           /* of so many */
} History;

/* m, {mmin, m}, All; false for anything else. */
static bool read_tested(Val spec, History *hist)
{
    Val m = spec;

    hist->least = -1;
    if (val_is_call(spec, S_List, 2)) {
        if (!read_int(expr_arg(spec, 0), &hist->least))
            return false;
        m = expr_arg(spec, 1);
    }
    if (val_is(m, S_All) || val_is_plus_infinity(m)) {
        hist->tested = INT64_MAX;
        if (hist->least < 0)
            hist->least = 1;
        return true;
    }
    if (!read_int(m, &hist->tested) || hist->tested < 0)
        return false;
    if (hist->least < 0)
        hist->least = hist->tested;
    return true;
}

/* [calls]: about how many of the test are to come. */
static void start_test(Vm *vm, History *hist, Val test, size_t calls)
{
    caller_start(vm, &hist->test, test, hist->tested < CALLER_ARGS_MAX ? (size_t)hist->tested : CALLER_ARGS_MAX, calls);
}

/* Does the test say to go on? */
static MatchResult goes_on(Vm *vm, History *hist)
{
    size_t n = hist->all.n, take = hist->tested < (int64_t)n ? (size_t)hist->tested : n;

    if ((int64_t)n < hist->least)
        return MATCH_YES;
    const Val *last = hist->all.v + (n - take);
    return take == hist->test.n ? caller_test(vm, &hist->test, last) : call_test(vm, hist->test.f, take, last);
}

/* NestWhile and NestWhileList: [f, expr, test, m, max, n]. */
static Val nest_while(Vm *vm, Args args, bool list)
{
    History hist = { .all = valarray(vm_heap(vm)), .tested = 1, .least = 1 };
    int64_t max = INT64_MAX, extra = 0;
    Caller f;
    Val x;

    if (!count_ok(vm, args, args.n, 3, 6))
        return NOT_MINE;
    if (args.n > 3 && !read_tested(args.v[3], &hist))
        return NOT_MINE;
    if (args.n > 4 && !val_is_plus_infinity(args.v[4]) && (!read_int(args.v[4], &max) || max < 0))
        return NOT_MINE;
    if (args.n > 5 && !read_int(args.v[5], &extra))
        return NOT_MINE;
    caller_start(vm, &f, args.v[0], 1, CALLS_UNKNOWN);
    start_test(vm, &hist, args.v[2], CALLS_UNKNOWN);
    x = args.v[1];
    if (args.n == 3 && !list && !caller_may(&f, &x))
        AS_BYTECODE(S_NestWhile, args.v, SIZE_MAX);
    valarray_push(&hist.all, x);
    for (int64_t done = 0; done < max; done++) {
        if (done == STEPS_BEFORE_CODE && args.n == 3 && !list && (!caller_is_typed(vm, &f, &x) || !caller_is_typed(vm, &hist.test, &x)))
            AS_BYTECODE(S_NestWhile, ((Val[]){args.v[0], x, args.v[2]}), SIZE_MAX);
        MatchResult r = goes_on(vm, &hist);

        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_NO)
            break;
        TRY(x = caller_call1(vm, &f, x));
        if (!list && extra == 0 && hist.tested == 1)
            hist.all.n = 0;
        valarray_push(&hist.all, x);
    }
    for (; extra > 0; extra--) {
        TRY(x = caller_call1(vm, &f, x));
        valarray_push(&hist.all, x);
    }
    if (extra < 0)
        hist.all.n = (int64_t)hist.all.n + extra > 1 ? hist.all.n - (size_t)-extra : 1;
    if (list)
        return list_make(vm_heap(vm), hist.all.n, hist.all.v);
    return hist.all.v[hist.all.n - 1];
}

BUILTIN(NestWhile,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "NestWhile[f, expr, test] applies f to expr again and again while test gives True; NestWhile[f, expr, test, m]\n"
             "gives the last m results to test, All or {mmin, m}; NestWhile[f, expr, test, m, max] applies f at most max\n"
             "times; NestWhile[f, expr, test, m, max, n] n times more, or takes back -n.",
    .examples = EXAMPLES("NestWhile[#/2 &, 48, EvenQ]", "3"))
{
    return nest_while(vm, args, false);
}

BUILTIN(NestWhileList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "NestWhileList[f, expr, test] gives a list of the results of NestWhile, from expr on.",
    .examples = EXAMPLES("NestWhileList[#/2 &, 12, EvenQ]", "{12, 6, 3}"))
{
    return nest_while(vm, args, true);
}

static Val fixed_point(Vm *vm, Args args, bool list)
{
    ValArray all = valarray(vm_heap(vm));
    int64_t max = INT64_MAX;
    size_t n = options_split(args);
    Caller f, same_test;
    Val x, next, test;

    if (!count_ok(vm, args, n, 2, 3))
        return NOT_MINE;
    if (n == 3 && !val_is_plus_infinity(args.v[2]) && (!read_int(args.v[2], &max) || max < 0))
        return val_is_number(args.v[2]) ? MESSAGE(vm, "innf", val_int(3), args.expr) : NOT_MINE;
    caller_start(vm, &f, args.v[0], 1, CALLS_UNKNOWN);
    x = args.v[1];
    if (args.n == 2 && !list && !caller_may(&f, &x))
        AS_BYTECODE(S_FixedPoint, args.v, SIZE_MAX);
    TRY(test = option_get(vm, args, S_SameTest));
    if (val_is(test, S_Automatic) || val_is(test, S_SameQ))
        test = VAL_NONE;
    caller_start(vm, &same_test, val_is_none(test) ? S_Null : test, 2, CALLS_UNKNOWN);
    valarray_push(&all, x);
    for (int64_t done = 0; done < max; done++) {
        MatchResult same;

        if (done == STEPS_BEFORE_CODE && args.n == 2 && !list && !caller_is_typed(vm, &f, &x))
            AS_BYTECODE(S_FixedPoint, ((Val[]){args.v[0], x}), SIZE_MAX);
        TRY(next = caller_call1(vm, &f, x));
        TRY(vm_poll(vm));
        if (list)
            valarray_push(&all, next);
        same = val_is_none(test) ? (MatchResult)val_same(x, next) : caller_test(vm, &same_test, (Val[]){x, next});
        if (same == MATCH_UNWIND)
            return UNWIND;
        x = next;
        if (same == MATCH_YES)
            break;
    }
    return list ? list_make(vm_heap(vm), all.n, all.v) : x;
}

BUILTIN(FixedPoint,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .quiet_count = true,
    .usage = "FixedPoint[f, expr] applies f to expr until the result no longer changes; FixedPoint[f, expr, n] at most n\n"
             "times.",
    .examples = EXAMPLES("FixedPoint[Floor[#/2] &, 100]", "0"))
{
    return fixed_point(vm, args, false);
}

BUILTIN(FixedPointList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "SameTest -> Automatic",
    .quiet_count = true,
    .usage = "FixedPointList[f, expr] gives a list of the results of applying f until they no longer change.",
    .examples = EXAMPLES("FixedPointList[Floor[#/2] &, 5]", "{5, 2, 1, 0, 0}"))
{
    return fixed_point(vm, args, true);
}

/* The arguments f, x, list, or f, list, whose first element is the x.  YES: go on; *from: where the
 * list begins.  *empty: it was the second form with an empty list. */
static MatchResult fold_read(Vm *vm, Args args, size_t n, Val *x, Items *it, size_t *from, bool *empty)
{
    *empty = false;
    if (!items_of(vm_heap(vm), args.v[n - 1], it)) {
        MESSAGE(vm, "normal", val_int((int64_t)n), args.expr);
        return MATCH_NO;
    }
    *from = n == 2;
    if (n == 3)
        *x = args.v[1];
    else if (it->n > 0)
        *x = it->v[0];
    else
        *empty = true;
    return MATCH_YES;
}

BUILTIN(Fold,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .apply = operator_last12,
    .quiet_count = true,
    .usage = "Fold[f, x, {a, b, ..}] gives f[.. f[f[x, a], b], ..]; Fold[f, {a, b, ..}] begins with a.\n"
             "Fold[f] and Fold[f, x] are operator forms.",
    .examples = EXAMPLES("Fold[f, x, {a, b}]", "f[f[x, a], b]", "Fold[Plus, {1, 2, 3}]", "6"))
{
    Items it;
    size_t from;
    bool empty;
    Val x = VAL_NONE;

    if (args.n < 2 || !count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3 && code_loops_over(vm, args.v[2]))
        AS_LOOP(S_Fold, list_len(args.v[2]));
    if (fold_read(vm, args, args.n, &x, &it, &from, &empty) != MATCH_YES || empty)
        return NOT_MINE;
    for (size_t i = from; i < it.n; i++)
        TRY(x = vm_call2(vm, args.v[0], x, it.v[i]));
    return x;
}

BUILTIN(FoldList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .apply = operator_last12,
    .quiet_count = true,
    .usage = "FoldList[f, x, {a, b, ..}] gives {x, f[x, a], f[f[x, a], b], ..}; FoldList[f, {a, b, ..}] begins with a.\n"
             "FoldList[f] is an operator form.",
    .examples = EXAMPLES("FoldList[f, x, {a, b}]", "{x, f[x, a], f[f[x, a], b]}", "FoldList[Plus, {1, 2, 3}]", "{1, 3, 6}"))
{
    Items it;
    size_t from;
    bool empty;
    Val x = VAL_NONE;
    Builder b;

    if (args.n < 2 || !count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (args.n == 3 && code_loops_over(vm, args.v[2]))
        AS_LOOP(S_FoldList, list_len(args.v[2]));
    if (fold_read(vm, args, args.n, &x, &it, &from, &empty) != MATCH_YES)
        return NOT_MINE;
    if (empty)
        return args.v[1];
    if (it.entries && args.n == 2) {
        Val *v = vals_new(vm_heap(vm), it.n);

        v[0] = x;
        for (size_t i = 1; i < it.n; i++)
            TRY(v[i] = vm_call2(vm, args.v[0], v[i - 1], it.v[i]));
        return items_with(vm_heap(vm), &it, v);
    }
    builder_start(&b, vm_heap(vm), items_list_head(&it));
    builder_push(&b, x);
    for (size_t i = from; i < it.n; i++) {
        TRY(x = vm_call2(vm, args.v[0], x, it.v[i]));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* FoldWhile[f, x, list, test, m, n] and FoldWhile[f, list, test, m, n], and their lists. */
static Val fold_while(Vm *vm, Args args, bool list)
{
    History hist = { .all = valarray(vm_heap(vm)), .tested = 1, .least = 1 };
    int64_t extra = 0;
    size_t test_at, next;
    Caller f;
    Items it;
    Val x;

    if (args.n < 3 || !count_ok(vm, args, args.n, 3, 6))
        return NOT_MINE;
    test_at = args.n == 3 || val_is_atom(args.v[2]) || val_has_head(args.v[2], S_Function) ? 2 : 3;
    if (args.n > test_at + 1 && !read_tested(args.v[test_at + 1], &hist))
        return NOT_MINE;
    if (args.n > test_at + 2 && !read_int(args.v[test_at + 2], &extra))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[test_at - 1], &it))
        return MESSAGE(vm, "normal", val_int((int64_t)test_at), args.expr);
    if (test_at == 2 && it.n == 0)
        return list ? args.v[1] : NOT_MINE;
    x = test_at == 2 ? it.v[0] : args.v[1];
    next = test_at == 2;
    caller_start(vm, &f, args.v[0], 2, it.n);
    start_test(vm, &hist, args.v[test_at], it.n);
    valarray_push(&hist.all, x);
    for (;;) {
        MatchResult r = goes_on(vm, &hist);

        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_NO || next == it.n)
            break;
        TRY(x = caller_call2(vm, &f, x, it.v[next++]));
        valarray_push(&hist.all, x);
    }
    for (; extra > 0 && next < it.n; extra--) {
        TRY(x = caller_call2(vm, &f, x, it.v[next++]));
        valarray_push(&hist.all, x);
    }
    if (extra < 0)
        hist.all.n = (int64_t)hist.all.n + extra > 1 ? hist.all.n - (size_t)-extra : 1;
    return list ? list_make(vm_heap(vm), hist.all.n, hist.all.v) : hist.all.v[hist.all.n - 1];
}

static Val fold_while_operator(Vm *vm, Args args)
{
    return operator_second2(vm, args);
}

BUILTIN(FoldWhile,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = fold_while_operator,
    .quiet_count = true,
    .usage = "FoldWhile[f, x, list, test] folds f over list while test gives True for the result; FoldWhile[f, list, test]\n"
             "begins with the first element; FoldWhile[f, x, list, test, m] gives the last m results to test.",
    .examples = EXAMPLES("FoldWhile[Times, 1, {2, 3, 4, 5}, # < 10 &]", "24"))
{
    return fold_while(vm, args, false);
}

BUILTIN(FoldWhileList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = fold_while_operator,
    .quiet_count = true,
    .usage = "FoldWhileList[f, x, list, test] gives a list of the results of FoldWhile.",
    .examples = EXAMPLES("FoldWhileList[Times, 1, {2, 3, 4, 5}, # < 10 &]", "{1, 2, 6, 24}"))
{
    return fold_while(vm, args, true);
}

/* FoldPair[f, y, list, g]: f gives pairs {result, next state}. */
static Val fold_pair(Vm *vm, Args args, bool list)
{
    size_t n = args.n, from = 0;
    Val y, pair = VAL_NONE, g = VAL_NONE, result;
    Builder b;
    Items it;

    if (n == 1 || !count_ok(vm, args, n, 2, 4))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[n == 2 ? 1 : 2], &it))
        return MESSAGE(vm, "normal", val_int(n == 2 ? 2 : 3), args.expr);
    if (n == 4)
        g = args.v[3];
    if (n == 2) {
        if (it.n == 0)
            return list ? args.v[1] : NOT_MINE;
        from = 1;
    }
    y = n == 2 ? it.v[0] : args.v[1];
    builder_start(&b, vm_heap(vm), S_List);
    result = y;
    for (size_t i = from; i < it.n; i++) {
        TRY(pair = vm_call2(vm, args.v[0], y, it.v[i]));
        pair = val_unpacked(vm_heap(vm), pair);
        if (!val_is_call(pair, S_List, 2))
            return MESSAGE(vm, "fpr", expr3(vm_heap(vm), args.v[0], y, it.v[i], pair), pair);
        y = expr_arg(pair, 1);
        result = expr_arg(pair, 0);
        if (!val_is_none(g) && (list || i + 1 == it.n))
            TRY(result = vm_call1(vm, g, pair));
        if (list)
            builder_push(&b, result);
    }
    return list ? builder_finish(&b) : result;
}

BUILTIN(FoldPair,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "FoldPair[f, y, {a, b, ..}] folds f, which gives pairs {x, y}, and gives the last x; FoldPair[f, y, list, g]\n"
             "gives g of the last pair.",
    .messages = MESSAGES("fpr", "The function gave `2`, which is not a pair."),
    .examples = EXAMPLES("FoldPair[{#1 + #2, #1} &, 1, {2, 3}]", "4"))
{
    return fold_pair(vm, args, false);
}

BUILTIN(FoldPairList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "FoldPairList[f, y, {a, b, ..}] folds f, which gives pairs {x, y}, and gives the list of the x;\n"
             "FoldPairList[f, y, list, g] gives g of each pair.",
    .messages = MESSAGES("fpr", "The function gave `2`, which is not a pair."),
    .examples = EXAMPLES("FoldPairList[{#1 + #2, #2} &, 0, {1, 2, 3}]", "{1, 3, 5}"))
{
    return fold_pair(vm, args, true);
}

BUILTIN(ComposeList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "ComposeList[{f1, f2, ..}, x] gives {x, f1[x], f2[f1[x]], ..}.",
    .examples = EXAMPLES("ComposeList[{f, g}, x]", "{x, f[x], g[f[x]]}"))
{
    Items it;
    Builder b;
    Val x;

    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    x = args.v[1];
    builder_start(&b, vm_heap(vm), S_List);
    builder_push(&b, x);
    for (size_t i = 0; i < it.n; i++) {
        TRY(x = vm_call1(vm, it.v[i], x));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* SequenceFold[f, {x1, .., xn}, list, m]: f gets the last n results and m - n elements. */
static Val sequence_fold(Vm *vm, Args args, bool list)
{
    ValArray all = valarray(vm_heap(vm));
    size_t fresh = 1, n;
    int64_t m;
    Items start, it;
    Val *given, x;

    if (!count_ok(vm, args, args.n, 3, 4))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[1], &start) || !items_of(vm_heap(vm), args.v[2], &it))
        return NOT_MINE;
    n = start.n;
    if (args.n == 4) {
        if (!read_int(args.v[3], &m) || m <= (int64_t)n)
            return NOT_MINE;
        fresh = (size_t)m - n;
    }
    if (n == 0)
        return NOT_MINE;
    for (size_t i = 0; i < n; i++)
        valarray_push(&all, start.v[i]);
    given = vals_new(vm_heap(vm), n + fresh);
    for (size_t i = 0; i + fresh <= it.n; i++) {
        memcpy(given, all.v + all.n - n, n * sizeof(Val));
        memcpy(given + n, it.v + i, fresh * sizeof(Val));
        TRY(x = vm_apply(vm, args.v[0], n + fresh, given));
        valarray_push(&all, x);
    }
    return list ? list_make(vm_heap(vm), all.n, all.v) : all.v[all.n - 1];
}

BUILTIN(SequenceFold,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "SequenceFold[f, {x1, .., xn}, {a1, a2, ..}] applies f to the last n results and the next element, again and\n"
             "again, and gives the last result; SequenceFold[f, {x1, .., xn}, list, m] gives f m - n elements each time.",
    .examples = EXAMPLES("SequenceFold[f, {x, y}, {a, b}]", "f[y, f[x, y, a], b]"))
{
    return sequence_fold(vm, args, false);
}

BUILTIN(SequenceFoldList,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "SequenceFoldList[f, {x1, .., xn}, {a1, a2, ..}] gives a list of the results of SequenceFold, from the x_i on.",
    .examples = EXAMPLES("SequenceFoldList[f, {x, y}, {a}]", "{x, y, f[x, y, a]}"))
{
    return sequence_fold(vm, args, true);
}
