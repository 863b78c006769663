/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_edit.c -- lists joined, reversed, rotated, riffled, split, and running sums.
 */
#include "vm/builtin/items.h"

static Val join_level(Vm *vm, Args args, size_t n, const Val *lists, int64_t level);

/* The lists joined at the top. */
static Val join_all(Vm *vm, Args args, size_t n, const Val *lists)
{
    Heap *h = vm_heap(vm);
    Items first, it;
    Builder b;
    AssocBuilder ab;
    bool assoc = false, packed = false;
    size_t count = 0;

    for (size_t i = 0; i < n; i++) {
        packed = packed || val_is_packed(lists[i]);
        if (!items_of(h, lists[i], &it)) {
            MESSAGE(vm, "normal", val_int((int64_t)i + 1), args.expr);
            return VAL_NONE;
        }
        if (i == 0) {
            first = it;
            assoc = it.entries != NULL;
            if (assoc)
                assoc_builder_start(&ab, h);
            else
                builder_start(&b, h, it.head);
        }
        if (assoc != (it.entries != NULL) || !val_same(first.head, it.head)) {
            MESSAGE(vm, "heads", first.head, it.head);
            return VAL_NONE;
        }
        /* The builder's array may double, and then comes the list. */
        TRY(vm_check_length(vm, (double)(count += it.n) * 3, sizeof(Val)));
        if (!assoc)
            builder_push_all(&b, it.n, it.v);
        else
            for (size_t j = 0; j < it.n; j++)
                assoc_builder_put(&ab, it.entries[j]);
    }
    if (assoc)
        return assoc_builder_finish(&ab);
    Val joined = builder_finish(&b);

    if (!val_is_plain_list(joined) || expr_len(joined) < PACKED_LENGTH_MIN)
        return joined;
    /* Rows that were no array stay what they are: whoever goes through them wants lists. */
    return packed || val_is_number(expr_arg(joined, 0)) ? list_pack(h, joined) : joined;
}

/* The elements of the lists joined with each other, place by place. */
static Val join_inside(Vm *vm, Args args, size_t n, const Val *lists, int64_t level)
{
    Heap *h = vm_heap(vm);
    Items *its = heap_alloc(h, (n + 1) * sizeof(Items));
    size_t longest = 0;
    Val *v, *column;

    for (size_t i = 0; i < n; i++) {
        if (!items_of(h, lists[i], &its[i]) || its[i].entries) {
            MESSAGE(vm, "normal", val_int((int64_t)i + 1), args.expr);
            return VAL_NONE;
        }
        if (!val_same(its[i].head, its[0].head)) {
            MESSAGE(vm, "heads", its[0].head, its[i].head);
            return VAL_NONE;
        }
        if (its[i].n > longest)
            longest = its[i].n;
    }
    v = vals_new(h, longest);
    column = vals_new(h, n);
    for (size_t j = 0; j < longest; j++) {
        size_t k = 0;

        for (size_t i = 0; i < n; i++)
            if (j < its[i].n)
                column[k++] = its[i].v[j];
        TRY(v[j] = join_level(vm, args, k, column, level - 1));
        if (val_is_none(v[j]))
            return VAL_NONE;
    }
    return expr_make(h, its[0].head, longest, v);
}

static Val join_level(Vm *vm, Args args, size_t n, const Val *lists, int64_t level)
{
    TRY(vm_check_stack(vm));
    return level <= 1 ? join_all(vm, args, n, lists) : join_inside(vm, args, n, lists, level);
}

BUILTIN(Join,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Join[list1, list2, ..] puts lists or other expressions with the same head together.\n"
             "Join[list1, list2, .., n] joins the objects at level n.",
    .examples = EXAMPLES(
        "Join[{a, b}, {c}, {d}]", "{a, b, c, d}",
        "Join[{{a}, {b}}, {{c}, {d}}, 2]", "{{a, c}, {b, d}}",
        "Join[<|x -> 1|>, <|y -> 2, x -> 3|>]", "<|x -> 3, y -> 2|>"))
{
    size_t n = args.n;
    int64_t level = 1;
    Val v;

    if (n == 0)
        return expr0(vm_heap(vm), S_List);
    if (n > 1 && read_int(args.v[n - 1], &level)) {
        n--;
        if (level < 1)
            return NOT_MINE;
    }
    v = join_level(vm, args, n, args.v, level);
    return val_is_none(v) ? NOT_MINE : v;
}

static Val add_rules_to_assoc(Heap *h, Val assoc, Val rules, bool front)
{
    if (val_is_rule(rules)) {
        AssocEntry entry = { expr_arg(rules, 0), expr_arg(rules, 1), val_has_head(rules, S_RuleDelayed) };

        assoc = assoc_remove(h, assoc, entry.key);
        return front ? assoc_prepend(h, assoc, entry) : assoc_put(h, assoc, entry);
    }
    if (val_is_assoc(rules))
        rules = assoc_rules(h, rules);
    if (!val_is_plain_list(rules))
        return VAL_NONE;
    for (size_t i = 0; i < expr_len(rules) && !val_is_none(assoc) && !heap_stops_at(h, i); i++)
        assoc = add_rules_to_assoc(h, assoc, expr_arg(rules, front ? expr_len(rules) - 1 - i : i), front);
    return assoc;
}

/* [x] with one more argument at an end. */
static Val expr_with_end(Heap *h, Val x, Val end, bool front)
{
    size_t n = expr_len(x);
    Expr *e = expr_new(h, expr_head(x), n + 1);

    memcpy(e->args + front, expr_args(x), n * sizeof(Val));
    e->args[front ? 0 : n] = end;
    return expr_seal(e);
}

static Val add_element(Vm *vm, Args args, bool front)
{
    Heap *h = vm_heap(vm);
    Val x = args.n ? args.v[0] : VAL_NONE;

    if (args.n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (val_is_assoc(x)) {
        Val with = add_rules_to_assoc(h, x, args.v[1], front);

        return val_is_none(with) ? MESSAGE(vm, "invdt", args.v[1]) : with;
    }
    if (!val_is_expr(x))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    return expr_with_end(h, x, args.v[1], front);
}

/* The same for an ordinary list that bytecode has at hand. */
static Val append_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 2 && val_is_plain_list(args[0]) ? expr_with_end(vm_heap(vm), args[0], args[1], false) : VAL_NONE;
}

static Val prepend_direct(Vm *vm, size_t n, const Val *args)
{
    return n == 2 && val_is_plain_list(args[0]) ? expr_with_end(vm_heap(vm), args[0], args[1], true) : VAL_NONE;
}

BUILTIN(Append,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .direct = append_direct,
    .quiet_count = true,
    .usage = "Append[expr, elem] gives expr with elem appended.\nAppend[elem] is an operator form.",
    .messages = MESSAGES("invdt", "The argument `1` is not a rule or a list of rules."),
    .examples = EXAMPLES(
        "Append[{a, b}, c]", "{a, b, c}", "Append[f[a], b]", "f[a, b]", "Append[<|x -> 1|>, y -> 2]", "<|x -> 1, y -> 2|>"))
{
    return add_element(vm, args, false);
}

BUILTIN(Prepend,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .apply = operator_first1,
    .direct = prepend_direct,
    .quiet_count = true,
    .usage = "Prepend[expr, elem] gives expr with elem prepended.\nPrepend[elem] is an operator form.",
    .messages = MESSAGES("invdt", "The argument `1` is not a rule or a list of rules."),
    .examples = EXAMPLES("Prepend[{a, b}, c]", "{c, a, b}"))
{
    return add_element(vm, args, true);
}

/* [expr] reversed at the levels in [levels]; those are counted from [level] = 1. */
static Val reverse(Vm *vm, Val expr, int64_t level, size_t n, const int64_t *levels)
{
    Heap *h = vm_heap(vm);
    bool here = false, below = false;
    size_t *order;
    Items it;

    if (!items_of(h, expr, &it))
        return expr;
    for (size_t i = 0; i < n; i++) {
        here = here || levels[i] == level;
        below = below || levels[i] > level;
    }
    if (!here && !below)
        return expr;
    TRY(vm_poll(vm));
    TRY(vm_check_stack(vm));
    if (below) {
        Val *v = vals_new(h, it.n);

        for (size_t i = 0; i < it.n; i++)
            TRY(v[i] = reverse(vm, it.v[i], level + 1, n, levels));
        expr = items_with(h, &it, v);
        items_of(h, expr, &it);
    }
    if (!here)
        return expr;
    order = sizes_new(h, it.n);
    for (size_t i = 0; i < it.n; i++)
        order[i] = it.n - 1 - i;
    return items_select(h, &it, it.n, order);
}

BUILTIN(Reverse,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Reverse[expr] reverses the elements of expr; Reverse[expr, n] those at level n;\n"
             "Reverse[expr, {n1, n2, ..}] those at several levels.",
    .messages = MESSAGES("ilsmp", "Positive machine-sized integer or list of positive machine-sized integers expected "
                         "at position 2 of `1`."),
    .examples = EXAMPLES(
        "Reverse[{a, b, c}]", "{c, b, a}",
        "Reverse[{{a, b}, {c, d}}, 2]", "{{b, a}, {d, c}}",
        "Reverse[<|x -> 1, y -> 2|>]", "<|y -> 2, x -> 1|>"))
{
    Val spec = args.n > 1 ? val_unpacked(vm_heap(vm), args.v[1]) : val_int(1);
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;
    int64_t *levels = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof(int64_t));

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    for (size_t i = 0; i < n; i++)
        if (!read_int(val_is_plain_list(spec) ? expr_arg(spec, i) : spec, &levels[i]) || levels[i] < 1)
            return MESSAGE(vm, "ilsmp", args.expr);
    return reverse(vm, args.v[0], 1, n, levels);
}

/* [expr] rotated to the left by shifts[0], its elements by shifts[1], .. */
static Val rotate(Vm *vm, Val expr, size_t n, const int64_t *shifts)
{
    Heap *h = vm_heap(vm);
    size_t *order, shift;
    Items it;

    if (n == 0 || !items_of(h, expr, &it) || it.n == 0)
        return expr;
    TRY(vm_check_stack(vm));
    if (n > 1) {
        Val *v = vals_new(h, it.n);

        for (size_t i = 0; i < it.n; i++)
            TRY(v[i] = rotate(vm, it.v[i], n - 1, shifts + 1));
        expr = items_with(h, &it, v);
        items_of(h, expr, &it);
    }
    shift = (size_t)(((shifts[0] % (int64_t)it.n) + (int64_t)it.n) % (int64_t)it.n);
    if (shift == 0)
        return expr;
    order = sizes_new(h, it.n);
    for (size_t i = 0; i < it.n; i++)
        order[i] = (i + shift) % it.n;
    return items_select(h, &it, it.n, order);
}

static Val rotate_by(Vm *vm, Args args, int64_t sign)
{
    Val spec = args.n > 1 ? val_unpacked(vm_heap(vm), args.v[1]) : val_int(1);
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;
    int64_t *shifts = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof(int64_t));

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    for (size_t i = 0; i < n; i++) {
        if (!read_int(val_is_plain_list(spec) ? expr_arg(spec, i) : spec, &shifts[i]))
            return MESSAGE(vm, "rspec", spec);
        shifts[i] *= sign;
    }
    return rotate(vm, args.v[0], n, shifts);
}

BUILTIN(RotateLeft,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "RotateLeft[expr, n] moves the elements of expr n places to the left, by default 1, around its ends;\n"
             "RotateLeft[expr, {n1, n2, ..}] at successive levels.",
    .messages = MESSAGES("rspec", "Rotation specification `1` should be a machine-sized integer or list of machine-sized integers."),
    .examples = EXAMPLES(
        "RotateLeft[{a, b, c, d}]", "{b, c, d, a}", "RotateLeft[{{a, b}, {c, d}}, {1, 1}]", "{{d, c}, {b, a}}"))
{
    return rotate_by(vm, args, 1);
}

BUILTIN(RotateRight,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "RotateRight[expr, n] moves the elements of expr n places to the right, by default 1, around its ends;\n"
             "RotateRight[expr, {n1, n2, ..}] at successive levels.",
    .messages = MESSAGES("rspec", "Rotation specification `1` should be a machine-sized integer or list of machine-sized integers."),
    .examples = EXAMPLES("RotateRight[{a, b, c, d}]", "{d, a, b, c}"))
{
    return rotate_by(vm, args, -1);
}

/* How many places from [from] to [to] in steps there are in a list of [len]; 0 where they lie outside. */
static int64_t count_places(int64_t from, int64_t to, int64_t step, int64_t len)
{
    from = from < 0 ? from + len + 1 : from;
    to = to < 0 ? to + len + 1 : to;
    if (from < 1 || from > len || to < 1 || (to - from) * (step > 0 ? 1 : -1) < 0)
        return 0;
    return (to - from) / step + 1;
}

/* Where Riffle puts its elements: positions from, from + step, .. of the result, count of them.  The
 * result is as long as makes the specification true of it; the longest such is taken. */
static bool riffle_places(Val spec, size_t n, bool same_length, int64_t *from, int64_t *step, size_t *count)
{
    int64_t last = same_length ? -1 : -2, len = (int64_t)n, m;
    bool given = false;

    *from = *step = 2;
    if (val_is_small(spec)) {
        *from = *step = val_small(spec);
        if (*from < 2)
            return false;
    }
    else if (val_is_call(spec, S_List, 3)) {
        given = true;
        if (!read_int(expr_arg(spec, 0), from) || !read_int(expr_arg(spec, 1), &last) || !read_int(expr_arg(spec, 2), step))
            return false;
    }
    else if (!val_is_none(spec))
        return false;
    if (*step == 0 || *from == 0 || last == 0 || *step > 1000000000 || *from > 1000000000 || *from < -1000000000)
        return false;
    for (m = 2 * len + 4; m > 0; m--)
        if (count_places(*from, last, *step, len + m) == m) {
            int64_t first = *from < 0 ? *from + len + m + 1 : *from, end = first + (m - 1) * *step;

            if (end >= 1 && end <= len + m)
                break;
        }
    if (m == 0 && given && *from > 0 && last > 0)
        return false;
    if (m == 0 && !val_is_none(spec) && val_is_small(spec) && *from == len + 1)    /* the first place is always taken */
        m = 1;
    if (m > 0 && *from < 0)
        *from += len + m + 1;
    if (m > 0 && *step < 0) {
        *from += (m - 1) * *step;
        *step = -*step;
    }
    *count = (size_t)m;
    return true;
}

BUILTIN(Riffle,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Riffle[{e1, e2, ..}, x] gives {e1, x, e2, x, ..}; Riffle[list, {x1, x2, ..}] takes the x_i in turn;\n"
             "Riffle[list, x, n] makes every n-th element x; Riffle[list, x, {imin, imax, n}] from imin to imax.",
    .messages = MESSAGES("rspec", "Riffle specification `1` is not valid."),
    .examples = EXAMPLES(
        "Riffle[{a, b, c}, x]", "{a, x, b, x, c}",
        "Riffle[{a, b}, {x, y}]", "{a, x, b, y}",
        "Riffle[{a, b, c, d, e}, x, 3]", "{a, b, x, c, d, x, e}"))
{
    Heap *h = vm_heap(vm);
    Items it, xs;
    bool many;
    int64_t from, step;
    size_t count, next = 0, put = 0;
    Val *v;

    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (!items_of(h, args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    many = val_is_list(args.v[1]) && items_of(h, args.v[1], &xs) && xs.n > 0;
    if (it.n == 0)
        return args.v[0];
    if (!riffle_places(args.n == 3 ? val_unpacked(h, args.v[2]) : VAL_NONE, it.n, many && xs.n == it.n, &from, &step, &count))
        return MESSAGE(vm, "rspec", args.v[2]);
    v = vals_new(h, it.n + count);
    for (size_t i = 0; i < it.n + count; i++)
        if (put < count && (int64_t)i + 1 == from + (int64_t)put * step) {
            v[i] = many ? xs.v[put % xs.n] : args.v[1];
            put++;
        }
        else
            v[i] = it.v[next++];
    return items_make(h, &it, it.n + count, v);
}

/* Runs of elements: [same] says of each but the first whether it goes with the one before. */
static Val split_runs(Heap *h, const Items *it, const bool *same)
{
    Builder b;
    size_t start = 0;

    builder_start(&b, h, items_list_head(it));
    for (size_t i = 1; i <= it->n; i++)
        if (i == it->n || !same[i]) {
            builder_push(&b, expr_make(h, items_list_head(it), i - start, it->v + start));
            start = i;
        }
    return it->n == 0 ? expr0(h, items_list_head(it)) : builder_finish(&b);
}

BUILTIN(Split,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Split[list] gives the runs of equal neighbours in list; Split[list, test] of neighbours for which\n"
             "test gives True.",
    .examples = EXAMPLES(
        "Split[{a, a, b, a}]", "{{a, a}, {b}, {a}}", "Split[{1, 2, 4, 5}, #2 - #1 == 1 &]", "{{1, 2}, {4, 5}}"))
{
    Items it;
    bool *same;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    same = heap_alloc_atomic(vm_heap(vm), it.n + 1);
    for (size_t i = 1; i < it.n; i++) {
        MatchResult r = args.n == 1 ? (MatchResult)val_same(it.v[i - 1], it.v[i])
                                    : call_test2(vm, args.v[1], it.v[i - 1], it.v[i]);

        if (r == MATCH_UNWIND)
            return UNWIND;
        same[i] = r == MATCH_YES;
    }
    return split_runs(vm_heap(vm), &it, same);
}

static Val split_by(Vm *vm, Val list, size_t n, const Val *fs)
{
    Heap *h = vm_heap(vm);
    Caller f;
    Items it;
    bool *same;
    Val last = VAL_NONE, x, runs, *v;

    if (n == 0 || !items_of(h, list, &it))
        return list;
    TRY(vm_check_stack(vm));
    same = heap_alloc_atomic(h, it.n + 1);
    caller_start(vm, &f, fs[0], 1, it.n);
    for (size_t i = 0; i < it.n; i++) {
        TRY(x = caller_call1(vm, &f, it.v[i]));
        same[i] = i > 0 && val_same(last, x);
        last = x;
    }
    runs = split_runs(h, &it, same);
    if (n == 1)
        return runs;
    items_of(h, runs, &it);
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++)
        TRY(v[i] = split_by(vm, it.v[i], n - 1, fs + 1));
    return items_with(h, &it, v);
}

BUILTIN(SplitBy,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "SplitBy[list, f] gives the runs of neighbours for which f has the same value;\n"
             "SplitBy[list, {f1, f2, ..}] splits by f1, the runs by f2, and so on.\n"
             "SplitBy[f] is an operator form.",
    .examples = EXAMPLES("SplitBy[{1, 3, 2, 4, 5}, OddQ]", "{{1, 3}, {2, 4}, {5}}"))
{
    if (args.n == 1 || !count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (val_is_plain_list(args.v[1]))
        return split_by(vm, args.v[0], expr_len(args.v[1]), expr_args(args.v[1]));
    return split_by(vm, args.v[0], 1, &args.v[1]);
}

static Val binary(Vm *vm, Val head, Val a, Val b)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(a) && val_is_number(b) && !val_is(head, S_Divide))
        return val_is(head, S_Plus) ? num_add(h, a, b) : num_sub(h, a, b);
    if (val_is(head, S_Subtract))
        return vm_call2(vm, S_Plus, a, expr2(h, S_Times, val_int(-1), b));
    if (val_is(head, S_Divide))
        return vm_call2(vm, S_Times, a, expr2(h, S_Power, b, val_int(-1)));
    return vm_call2(vm, head, a, b);
}

/* Of a vector of machine numbers; VAL_NONE where a sum is not one. */
static Val accumulate_packed(Heap *h, const Packed *a)
{
    bool real = a->type == PACKED_REAL, fine = true;
    Packed *r = a->rank == 1 && a->type != PACKED_COMPLEX ? packed_new(h, (PackedType)a->type, 1, a->dims) : NULL;

    if (r == NULL)
        return VAL_NONE;
    if (real) {
        double sum = 0;

        for (size_t i = 0; i < a->count; i++)
            r->data.reals[i] = sum = i == 0 ? a->data.reals[0] : sum + a->data.reals[i];
        return a->count == 0 || sum - sum == 0 ? val_from_node(r) : VAL_NONE;
    }
    int64_t sum = 0;

    for (size_t i = 0; i < a->count && fine; i++) {
        fine = !__builtin_add_overflow(sum, a->data.integers[i], &sum) && small_fits(sum);
        r->data.integers[i] = sum;
    }
    return fine ? val_from_node(r) : VAL_NONE;
}

BUILTIN(Accumulate,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Accumulate[list] gives the running totals of list.",
    .examples = EXAMPLES("Accumulate[{a, b, c}]", "{a, a + b, a + b + c}", "Accumulate[{1, 2, 3}]", "{1, 3, 6}"))
{
    Items it;
    Val *v;

    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    if (val_is_packed(args.v[0])) {
        Val sums = accumulate_packed(vm_heap(vm), val_packed(args.v[0]));

        if (!val_is_none(sums))
            return sums;
    }
    if (!items_of(vm_heap(vm), args.v[0], &it))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    v = vals_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++) {
        TRY(vm_poll(vm));
        if (i == 0)
            v[i] = it.v[i];
        else
            TRY(v[i] = binary(vm, S_Plus, v[i - 1], it.v[i]));
    }
    return items_with(vm_heap(vm), &it, v);
}

/* One step of Differences or Ratios: elements [lag] apart. */
static Val step_once(Vm *vm, Val list, Val head, size_t lag)
{
    Items it;
    size_t n;
    Val *v;

    if (!items_of(vm_heap(vm), list, &it))
        return list;
    n = it.n > lag ? it.n - lag : 0;
    v = vals_new(vm_heap(vm), n);
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        TRY(v[i] = binary(vm, head, it.v[i + lag], it.v[i]));
    }
    return items_make(vm_heap(vm), &it, n, v);
}

static Val steps(Vm *vm, Val list, Val head, size_t n, const int64_t *counts, size_t lag)
{
    Items it;
    Val *v;

    if (n == 0)
        return list;
    TRY(vm_check_stack(vm));
    for (int64_t i = 0; i < counts[0]; i++) {
        TRY(list = step_once(vm, list, head, lag));
        if (val_is_list(list) && list_len(list) == 0)
            break;
    }
    if (n == 1 || !items_of(vm_heap(vm), list, &it))
        return list;
    v = vals_new(vm_heap(vm), it.n);
    for (size_t i = 0; i < it.n; i++)
        TRY(v[i] = steps(vm, it.v[i], head, n - 1, counts + 1, lag));
    return items_with(vm_heap(vm), &it, v);
}

static Val steps_of(Vm *vm, Args args, Val head)
{
    Val spec = args.n > 1 ? val_unpacked(vm_heap(vm), args.v[1]) : val_int(1);
    size_t n = val_is_plain_list(spec) ? expr_len(spec) : 1;
    int64_t *counts = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof(int64_t)), lag = 1;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    if (!val_is_list(args.v[0]))
        return val_is_number(args.v[0]) ? MESSAGE(vm, "list", val_int(1), args.expr) : NOT_MINE;
    for (size_t i = 0; i < n; i++)
        if (!read_int(val_is_plain_list(spec) ? expr_arg(spec, i) : spec, &counts[i]) || counts[i] < 0)
            return NOT_MINE;
    if (n > 1 && list_len(args.v[0]) > 0 && !val_is_list(list_item(vm_heap(vm), args.v[0], 0)))
        return NOT_MINE;
    if (args.n == 3 && (!read_int(args.v[2], &lag) || lag < 1))
        return NOT_MINE;
    return steps(vm, args.v[0], head, n, counts, (size_t)lag);
}

BUILTIN(Differences,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Differences[list] gives the differences of neighbours in list; Differences[list, n] the n-th ones;\n"
             "Differences[list, n, s] of elements s apart; Differences[list, {n1, n2, ..}] at successive levels.",
    .examples = EXAMPLES(
        "Differences[{1, 4, 9, 16}]", "{3, 5, 7}", "Differences[{1, 4, 9, 16}, 2]", "{2, 2}"))
{
    return steps_of(vm, args, S_Subtract);
}

BUILTIN(Ratios,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Ratios[list] gives the ratios of neighbours in list; Ratios[list, n] the n-th iterated ones.",
    .examples = EXAMPLES("Ratios[{1, 2, 6, 24}]", "{2, 3, 4}"))
{
    return steps_of(vm, args, S_Divide);
}
