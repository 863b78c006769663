/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * part_take.c -- Take, Drop, First, Last, Rest, Most and what else keeps one end of a list.
 */
#include "vm/builtin/seqspec.h"

static Val say_seqs(Vm *vm, Args args, size_t position)
{
    return MESSAGE(vm, "seqs", args.expr, val_int((int64_t)position));
}

/* Take or Drop by args.v[level + 1] and deeper; VAL_NONE after a message. */
static Val cut(Vm *vm, Args args, Val expr, size_t level, bool drop)
{
    Heap *h = vm_heap(vm);
    SeqRange range;
    Items it;
    Val *v;

    if (level + 1 == args.n)
        return expr;
    TRY(vm_check_stack(vm));
    if (!items_of(h, expr, &it)) {
        if (level == 0)
            MESSAGE(vm, "normal", val_int(1), args.expr);
        else
            MESSAGE(vm, drop ? "drop" : "take", args.v[level + 1], args.v[level + 1], expr);
        return VAL_NONE;
    }
    switch (seqspec_resolve(args.v[level + 1], it.n, &range)) {
    case SEQ_NOT_ONE:
        say_seqs(vm, args, level + 2);
        return VAL_NONE;
    case SEQ_OUTSIDE:
        MESSAGE(vm, drop ? "drop" : "take", range.first, range.last, expr);
        return VAL_NONE;
    case SEQ_OK:
        break;
    }
    expr = drop ? items_without(h, &it, &range) : items_range(h, &it, &range);
    if (level + 2 == args.n || !items_of(h, expr, &it))
        return expr;
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        TRY(v[i] = cut(vm, args, it.v[i], level + 1, drop));
        if (val_is_none(v[i]))
            return VAL_NONE;
    }
    return items_with(h, &it, v);
}

static Val take_or_drop(Vm *vm, Args args, bool drop)
{
    Val v;

    if (args.n == 0)
        return NOT_MINE;
    if (args.n == 1)
        return args.v[0];
    v = cut(vm, args, args.v[0], 0, drop);
    return val_is_none(v) ? NOT_MINE : v;
}

BUILTIN(Take,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Take[list, n] gives the first n elements of list; Take[list, -n] the last n.\n"
             "Take[list, {m, n}] gives elements m through n; Take[list, {m, n, s}] in steps of s.\n"
             "Take[list, seq1, seq2, ..] takes at successive levels.",
    .messages = MESSAGES("take", "Cannot take positions `1` through `2` in `3`."),
    .examples = EXAMPLES(
        "Take[{a, b, c, d, e}, 2]", "{a, b}",
        "Take[{a, b, c, d, e}, {2, -2}]", "{b, c, d}",
        "Take[<|x -> 1, y -> 2, z -> 3|>, -2]", "<|y -> 2, z -> 3|>",
        "Take[{a, b}, UpTo[5]]", "{a, b}",
        "Take[{a, b}, 5]", "Take::take: Cannot take positions 1 through 5 in {a, b}.\nTake[{a, b}, 5]"))
{
    return take_or_drop(vm, args, false);
}

BUILTIN(Drop,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Drop[list, n] gives list without its first n elements; Drop[list, -n] without its last n.\n"
             "Drop[list, {m, n}] drops elements m through n; Drop[list, {m, n, s}] in steps of s.\n"
             "Drop[list, seq1, seq2, ..] drops at successive levels.",
    .messages = MESSAGES("drop", "Cannot drop positions `1` through `2` in `3`."),
    .examples = EXAMPLES(
        "Drop[{a, b, c, d, e}, 2]", "{c, d, e}",
        "Drop[{a, b, c, d, e}, {1, -1, 2}]", "{b, d}",
        "Drop[f[a, b, c], -1]", "f[a, b]"))
{
    return take_or_drop(vm, args, true);
}

/* One end of an expression, or the default given. */
static Val end_of(Vm *vm, Args args, bool last)
{
    Val x, tag_args[2];
    size_t n;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    x = args.v[0];
    if (val_is_atom(x)) {
        if (args.n == 2)
            return args.v[1];
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    }
    n = val_is_expr(x) ? expr_len(x) : val_is_assoc(x) ? assoc_len(x) : list_len(x);
    if (n == 0) {
        if (args.n == 2)
            return args.v[1];
        tag_args[0] = x;
        return builtin_message(vm, args.builtin, last ? "nolast" : "nofirst", 1, tag_args);
    }
    n = last ? n - 1 : 0;
    return val_is_expr(x) ? expr_arg(x, n) : val_is_assoc(x) ? assoc_at(x, n).value : packed_item(vm_heap(vm), x, n);
}

/* The ends of an ordinary list that bytecode has at hand. */
static Val first_direct(Vm *vm, size_t n, const Val *args)
{
    (void)vm;
    return n == 1 && val_is_plain_list(args[0]) && expr_len(args[0]) > 0 ? expr_arg(args[0], 0) : VAL_NONE;
}

static Val last_direct(Vm *vm, size_t n, const Val *args)
{
    (void)vm;
    return n == 1 && val_is_plain_list(args[0]) && expr_len(args[0]) > 0 ? expr_arg(args[0], expr_len(args[0]) - 1) : VAL_NONE;
}

static Val rest_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 1 && val_is_plain_list(args[0]) && expr_len(args[0]) > 0
           ? list_make(vm_heap(vm), expr_len(args[0]) - 1, expr_args(args[0]) + 1) : VAL_NONE;
}

static Val most_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 1 && val_is_plain_list(args[0]) && expr_len(args[0]) > 0
           ? list_make(vm_heap(vm), expr_len(args[0]) - 1, expr_args(args[0])) : VAL_NONE;
}

BUILTIN(First,
    .attrs = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .direct = first_direct,
    .packed = true,
    .quiet_count = true,
    .usage = "First[expr] gives the first element of expr.\nFirst[expr, def] gives def where there is none.",
    .messages = MESSAGES("nofirst", "`1` has zero length and no first element."),
    .examples = EXAMPLES(
        "First[{a, b, c}]", "a",
        "First[<|x -> 1|>]", "1",
        "First[{}, d]", "d",
        "First[{}]", "First::nofirst: {} has zero length and no first element.\nFirst[{}]"))
{
    return end_of(vm, args, false);
}

BUILTIN(Last,
    .attrs = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .direct = last_direct,
    .packed = true,
    .quiet_count = true,
    .usage = "Last[expr] gives the last element of expr.\nLast[expr, def] gives def where there is none.",
    .messages = MESSAGES("nolast", "`1` has zero length and no last element."),
    .examples = EXAMPLES("Last[{a, b, c}]", "c", "Last[{}, d]", "d"))
{
    return end_of(vm, args, true);
}

static Val without_end(Vm *vm, Args args, bool last)
{
    Items it;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (it.n == 0)
        return MESSAGE(vm, last ? "nomost" : "norest", args.v[0]);
    return items_slice(vm_heap(vm), &it, last ? 0 : 1, last ? it.n - 1 : it.n);
}

BUILTIN(Rest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .direct = rest_direct,
    .packed = true,
    .quiet_count = true,
    .usage = "Rest[expr] gives expr without its first element.",
    .messages = MESSAGES("norest", "Cannot take Rest of expression `1` with length zero."),
    .examples = EXAMPLES("Rest[{a, b, c}]", "{b, c}", "Rest[<|x -> 1, y -> 2|>]", "<|y -> 2|>"))
{
    return without_end(vm, args, false);
}

BUILTIN(Most,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .direct = most_direct,
    .packed = true,
    .quiet_count = true,
    .usage = "Most[expr] gives expr without its last element.",
    .messages = MESSAGES("nomost", "Cannot take Most of expression `1` with length zero."),
    .examples = EXAMPLES("Most[{a, b, c}]", "{a, b}"))
{
    return without_end(vm, args, true);
}

BUILTIN(TakeDrop,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "TakeDrop[list, seq] gives {list1, list2}: what Take and what Drop give for seq.",
    .messages = MESSAGES("take", "Cannot take positions `1` through `2` in `3`."),
    .examples = EXAMPLES("TakeDrop[{a, b, c, d, e}, 2]", "{{a, b}, {c, d, e}}"))
{
    Val taken, dropped;

    if (args.n < 2)
        return NOT_MINE;
    taken = cut(vm, args, args.v[0], 0, false);
    if (val_is_none(taken))
        return NOT_MINE;
    TRY(taken);
    TRY(dropped = cut(vm, args, args.v[0], 0, true));
    return val_is_none(dropped) ? NOT_MINE : expr2(vm_heap(vm), S_List, taken, dropped);
}

/* arrays[r][j].. gathered over r at this depth. */
static Val gather_rows(Heap *h, Val head, size_t n, const Val *arrays, size_t depth)
{
    Val *v, *column = vals_new(h, n);
    size_t m;

    if (depth == 0)
        return expr_make(h, head, n, arrays);
    m = n ? expr_len(arrays[0]) : 0;
    v = vals_new(h, m);
    for (size_t j = 0; j < m; j++) {
        for (size_t r = 0; r < n; r++)
            column[r] = expr_arg(arrays[r], j);
        v[j] = gather_rows(h, head, n, column, depth - 1);
    }
    return list_make(h, m, v);
}

/* TakeList[expr, {seq1, ..}]: each sequence taken from what the ones before left. */
static Val take_list(Vm *vm, Args args, Val expr, size_t level)
{
    Heap *h = vm_heap(vm);
    Val seqs = val_unpacked(h, args.v[level + 1]);
    Builder b;
    Items it, piece_items;

    TRY(vm_check_stack(vm));
    if (!val_is_plain_list(seqs))
        return VAL_NONE;
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(seqs); i++) {
        SeqRange range;
        Val piece, *rows;

        if (!items_of(h, expr, &it))
            return VAL_NONE;
        switch (seqspec_resolve(expr_arg(seqs, i), it.n, &range)) {
        case SEQ_NOT_ONE:
            say_seqs(vm, args, level + 2);
            return VAL_NONE;
        case SEQ_OUTSIDE:
            MESSAGE(vm, "take", range.first, range.last, expr);
            return VAL_NONE;
        case SEQ_OK:
            break;
        }
        piece = items_range(h, &it, &range);
        expr = items_without(h, &it, &range);
        if (level + 2 < args.n && items_of(h, piece, &piece_items)) {
            rows = vals_new(h, piece_items.n);
            for (size_t r = 0; r < piece_items.n; r++) {
                TRY(rows[r] = take_list(vm, args, piece_items.v[r], level + 1));
                if (val_is_none(rows[r]))
                    return VAL_NONE;
            }
            piece = gather_rows(h, items_list_head(&piece_items), piece_items.n, rows, args.n - level - 2);
        }
        builder_push(&b, piece);
    }
    return builder_finish(&b);
}

BUILTIN(TakeList,
    .attrs = ATTR_N_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "TakeList[list, {seq1, seq2, ..}] takes successive sequences from list.",
    .messages = MESSAGES("take", "Cannot take positions `1` through `2` in `3`."),
    .examples = EXAMPLES(
        "TakeList[{a, b, c, d, e}, {2, 3}]", "{{a, b}, {c, d, e}}",
        "TakeList[{a, b, c, d, e}, {1, -1, All}]", "{{a}, {e}, {b, c, d}}"))
{
    Val v;

    if (args.n < 2)
        return NOT_MINE;
    v = take_list(vm, args, args.v[0], 0);
    return val_is_none(v) ? NOT_MINE : v;
}

/* How many elements at the start satisfy the criterion; SIZE_MAX: unwound. */
static size_t count_while(Vm *vm, const Items *it, Val crit)
{
    for (size_t i = 0; i < it->n; i++)
        switch (call_test1(vm, crit, it->v[i])) {
        case MATCH_UNWIND:
            return SIZE_MAX;
        case MATCH_NO:
            return i;
        case MATCH_YES:
            break;
        }
    return it->n;
}

BUILTIN(TakeWhile,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "TakeWhile[list, crit] gives the elements at the start of list for which crit gives True.",
    .examples = EXAMPLES("TakeWhile[{2, 4, 5, 6}, EvenQ]", "{2, 4}"))
{
    Items it;
    size_t n;

    if (args.n == 1 || !count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    n = count_while(vm, &it, args.v[1]);
    return n == SIZE_MAX ? UNWIND : items_slice(vm_heap(vm), &it, 0, n);
}

BUILTIN(LengthWhile,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "LengthWhile[list, crit] gives how many elements at the start of list give crit[e] True.",
    .examples = EXAMPLES("LengthWhile[{1, 1, 2, 3, 1}, OddQ]", "2"))
{
    Items it;
    size_t n;

    if (args.n == 1 || !count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    n = count_while(vm, &it, args.v[1]);
    return n == SIZE_MAX ? UNWIND : val_int((int64_t)n);
}
