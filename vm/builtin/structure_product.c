/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * structure_product.c -- elements of several lists combined: Outer, Inner, Distribute, Thread.
 */
#include "vm/builtin/seqspec.h"

typedef struct OuterState {
    Val      head;
    size_t   n;              /* lists */
    const Val *lists;
    int64_t *levels;         /* how deep each is taken apart */
    Val     *chosen;
    Caller   f;
} OuterState;

static Val outer(Vm *vm, OuterState *o, size_t k, Val part, int64_t level)
{
    Items it;
    Val *v;

    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (level < o->levels[k] && items_of(vm_heap(vm), part, &it) && val_same(it.head, o->head)) {
        v = vals_new(vm_heap(vm), it.n);
        for (size_t i = 0; i < it.n; i++)
            TRY(v[i] = outer(vm, o, k, it.v[i], level + 1));
        return items_with(vm_heap(vm), &it, v);
    }
    o->chosen[k] = part;
    if (k + 1 == o->n)
        return caller_apply(vm, &o->f, o->chosen);
    return outer(vm, o, k + 1, o->lists[k + 1], 0);
}

BUILTIN(Outer,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Outer[f, list1, list2, ..] gives f of all combinations of elements of the lists, as nested lists;\n"
             "Outer[f, list1, .., n] takes the lists apart to level n; Outer[f, list1, .., n1, n2, ..] list i to n_i.",
    .messages = MESSAGES(
        "heads3", "Heads `1` and `2` at positions `3` and `4` are expected to be the same."),
    .examples = EXAMPLES(
        "Outer[f, {a, b}, {x, y}]", "{{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}",
        "Outer[Times, {1, 2}, {3, 4}]", "{{3, 4}, {6, 8}}",
        "Outer[f, {{a}, {b}}, {c}, 1]", "{{f[{a}, c]}, {f[{b}, c]}}"))
{
    Heap *h = vm_heap(vm);
    OuterState o = { 0 };
    size_t lists = args.n, given;

    if (args.n == 0)
        return NOT_MINE;
    if (args.n == 1)
        return expr0(h, args.v[0]);
    while (lists > 1 && (val_is_small(args.v[lists - 1]) || val_is_plus_infinity(args.v[lists - 1])))
        lists--;
    o.n = lists - 1;
    given = args.n - lists;
    if (o.n == 0)
        return MESSAGE(vm, "normal", val_int(2), args.expr);
    o.lists = args.v + 1;
    o.levels = heap_alloc_atomic(h, (o.n + 1) * sizeof(int64_t));
    o.chosen = vals_new(h, o.n);
    for (size_t k = 0; k < o.n; k++) {
        Val level = given == 0 ? S_Infinity : args.v[lists + (k < given ? k : given - 1)];

        if (!val_is_small(level))
            o.levels[k] = INT64_MAX;
        else
            o.levels[k] = val_small(level);
        if (val_is_atom(o.lists[k]))
            return MESSAGE(vm, "normal", val_int((int64_t)k + 2), args.expr);
        if (k == 0)
            o.head = val_head(o.lists[0]);
        else if (!val_same(val_head(o.lists[k]), o.head))
            return MESSAGE(vm, "heads3", o.head, val_head(o.lists[k]), val_int(2), val_int((int64_t)k + 2));
    }
    caller_start(vm, &o.f, args.v[0], o.n, val_is_plain_list(o.lists[o.n - 1]) ? expr_len(o.lists[o.n - 1]) * 4 : 0);
    return outer(vm, &o, 0, o.lists[0], 0);
}

typedef struct InnerState {
    Val f, g, head;
    bool misfit;
} InnerState;

static bool has_head(Val v, Val head)
{
    return !val_is_atom(v) && val_same(val_head(v), head);
}

/* A vector [a] with the first level of [b]. */
static Val inner_right(Vm *vm, InnerState *s, const Items *a, const Items *b)
{
    Heap *h = vm_heap(vm);
    Items *rows = heap_alloc(h, (b->n + 1) * sizeof(Items)), column = *b;
    Val *v, *cells;
    bool nested = b->n > 0;

    TRY(vm_check_stack(vm));
    for (size_t i = 0; i < b->n && nested; i++)
        nested = has_head(b->v[i], s->head) && items_of(h, b->v[i], &rows[i]) && rows[i].n == rows[0].n;
    if (!nested) {
        v = vals_new(h, a->n);
        for (size_t i = 0; i < a->n; i++)
            TRY(v[i] = vm_call2(vm, s->f, a->v[i], b->v[i]));
        return vm_apply(vm, s->g, a->n, v);
    }
    cells = vals_new(h, b->n);
    v = vals_new(h, rows[0].n);
    column.v = cells;
    for (size_t j = 0; j < rows[0].n; j++) {
        for (size_t i = 0; i < b->n; i++)
            cells[i] = rows[i].v[j];
        TRY(v[j] = inner_right(vm, s, a, &column));
    }
    return expr_make(h, s->head, rows[0].n, v);
}

static Val inner_left(Vm *vm, InnerState *s, Val left, const Items *b)
{
    Items a;
    Val *v;
    bool nested;

    TRY(vm_check_stack(vm));
    items_of(vm_heap(vm), left, &a);
    nested = a.n > 0;
    for (size_t i = 0; i < a.n && nested; i++)
        nested = has_head(a.v[i], s->head);
    if (!nested) {
        if (a.n != b->n) {
            s->misfit = true;
            return left;
        }
        return inner_right(vm, s, &a, b);
    }
    v = vals_new(vm_heap(vm), a.n);
    for (size_t i = 0; i < a.n; i++)
        TRY(v[i] = inner_left(vm, s, a.v[i], b));
    return items_with(vm_heap(vm), &a, v);
}

BUILTIN(Inner,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Inner[f, list1, list2, g] is an inner product with f for Times and g for Plus: the last index of list1 runs\n"
             "with the first of list2.",
    .messages = MESSAGES("incom", "Length `1` of dimension `2` in `3` is incommensurate with length `4` of dimension 1 in `5`."),
    .examples = EXAMPLES(
        "Inner[f, {a, b}, {x, y}, g]", "g[f[a, x], f[b, y]]",
        "Inner[Times, {{a, b}}, {x, y}]", "{a*x + b*y}"))
{
    Heap *h = vm_heap(vm);
    InnerState s = { 0 };
    Items b, a;
    Val v;

    if (!count_ok(vm, args, args.n, 3, 5))
        return NOT_MINE;
    if (args.n == 5)
        return NOT_MINE;
    for (size_t k = 1; k < 3; k++)
        if (val_is_atom(args.v[k]))
            return MESSAGE(vm, "normal", val_int((int64_t)k + 1), args.expr);
    s.f = args.v[0];
    s.g = args.n > 3 ? args.v[3] : S_Plus;
    items_of(h, args.v[1], &a);
    items_of(h, args.v[2], &b);
    s.head = a.head;
    if (a.entries || b.entries)
        return NOT_MINE;
    if (!val_same(a.head, b.head))
        return MESSAGE(vm, "heads", a.head, b.head);
    TRY(v = inner_left(vm, &s, args.v[1], &b));
    if (s.misfit)
        return MESSAGE(vm, "incom", val_int((int64_t)a.n), val_int(1), args.v[1], val_int((int64_t)b.n), args.v[2]);
    return v;
}

BUILTIN(Distribute,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Distribute[f[x1, x2, ..]] distributes f over Plus in any of the x_i; Distribute[expr, g] over g;\n"
             "Distribute[expr, g, f] only if the head of expr is f; Distribute[expr, g, f, gp, fp] puts gp and fp for g\n"
             "and f in the result.",
    .examples = EXAMPLES(
        "Distribute[f[a + b, c]]", "f[a, c] + f[b, c]",
        "Distribute[f[{a, b}, {x}], List]", "{f[a, x], f[b, x]}"))
{
    Heap *h = vm_heap(vm);
    Val expr, g, gp, fp, *chosen;
    size_t n, *at, *counts;
    double total = 1;
    Builder out;

    if (!count_ok(vm, args, args.n, 1, 5))
        return NOT_MINE;
    expr = args.v[0];
    g = args.n > 1 ? args.v[1] : S_Plus;
    if (!val_is_expr(expr) || (args.n > 2 && !val_same(expr_head(expr), args.v[2])))
        return expr;
    gp = args.n > 3 ? args.v[3] : g;
    fp = args.n > 4 ? args.v[4] : expr_head(expr);
    n = expr_len(expr);
    at = sizes_new(h, n);
    counts = sizes_new(h, n);
    chosen = vals_new(h, n);
    for (size_t i = 0; i < n; i++) {
        at[i] = 0;
        counts[i] = val_has_head(expr_arg(expr, i), g) ? expr_len(expr_arg(expr, i)) : SIZE_MAX;
        if (counts[i] != SIZE_MAX)
            total *= (double)counts[i];
    }
    TRY(vm_check_length(vm, total, sizeof(Val) * (n + 4)));
    builder_start(&out, h, gp);
    for (double k = 0; k < total; k++) {
        TRY(vm_poll(vm));
        for (size_t i = 0; i < n; i++)
            chosen[i] = counts[i] == SIZE_MAX ? expr_arg(expr, i) : expr_arg(expr_arg(expr, i), at[i]);
        builder_push(&out, expr_make(h, fp, n, chosen));
        for (size_t i = n; i-- > 0;) {
            if (counts[i] == SIZE_MAX)
                continue;
            if (++at[i] < counts[i])
                break;
            at[i] = 0;
        }
    }
    return builder_finish(&out);
}

BUILTIN(Thread,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Thread[f[args]] threads f over the lists among args; Thread[f[args], h] over what has the head h;\n"
             "Thread[f[args], h, n] over the first n arguments, or those of a sequence specification.",
    .messages = MESSAGES("tdlen", "Objects of unequal length in `1` cannot be combined."),
    .examples = EXAMPLES(
        "Thread[f[{a, b}, x]]", "{f[a, x], f[b, x]}",
        "Thread[{a, b} -> {1, 2}]", "{a -> 1, b -> 2}",
        "Thread[f[a + b], Plus]", "f[a] + f[b]"))
{
    Heap *h = vm_heap(vm);
    Val expr, head, *v, *row;
    size_t length = SIZE_MAX, n;
    SeqRange range;
    bool *chosen;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    expr = val_unpacked(h, args.v[0]);
    head = args.n > 1 ? args.v[1] : S_List;
    if (!val_is_expr(expr))
        return expr;
    n = expr_len(expr);
    if (seqspec_resolve(args.n == 3 ? args.v[2] : S_All, n, &range) != SEQ_OK)
        return MESSAGE(vm, "seqs", args.expr, val_int(3));
    chosen = heap_alloc(h, n + 1);
    for (size_t i = 0; i < range.count; i++) {
        size_t k = (size_t)(range.from + (int64_t)i * range.step);
        Val x = val_unpacked(h, expr_arg(expr, k));

        if (!val_has_head(x, head))
            continue;
        chosen[k] = true;
        if (length != SIZE_MAX && expr_len(x) != length) {
            MESSAGE(vm, "tdlen", expr);
            return expr;
        }
        length = expr_len(x);
    }
    if (length == SIZE_MAX)
        return expr;
    v = vals_new(h, length);
    row = vals_new(h, n);
    for (size_t j = 0; j < length; j++) {
        for (size_t i = 0; i < n; i++)
            row[i] = !chosen[i] ? expr_arg(expr, i)
                : val_is_packed(expr_arg(expr, i)) ? list_item(h, expr_arg(expr, i), j) : expr_arg(expr_arg(expr, i), j);
        v[j] = expr_make(h, expr_head(expr), n, row);
    }
    return expr_make(h, head, length, v);
}
