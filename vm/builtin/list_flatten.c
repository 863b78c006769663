/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_flatten.c -- Flatten in all its forms, ArrayFlatten.
 *
 * The form that rearranges levels, Flatten[list, {{s11, ..}, {s21, ..}}], gathers the elements with
 * their indices, sorts them by the indices in their new order and cuts the result into lists again:
 * ragged lists come out as they should.
 */
#include "vm/builtin/items.h"

static Val flatten_into(Vm *vm, Builder *b, Val expr, Val head, int64_t levels)
{
    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    for (size_t i = 0; i < expr_len(expr); i++) {
        Val x = expr_arg(expr, i);

        if (val_is_packed(x) && val_is(head, S_List)) {
            TRY(vm_check_length(vm, (double)val_packed(x)->count, sizeof(Val)));
            x = packed_unpack(vm_heap(vm), x);
        }
        if (levels > 0 && val_is_expr(x) && val_same(expr_head(x), head))
            TRY(flatten_into(vm, b, x, head, levels - 1));
        else
            builder_push(b, x);
    }
    return VAL_NONE;
}

static Val flatten(Vm *vm, Val expr, Val head, int64_t levels)
{
    Builder b;

    if (val_is_packed(expr)) {
        const Packed *p = val_packed(expr);
        Packed *flat;

        if (p->rank == 1 || levels == 0)
            return expr;
        if (levels >= (int64_t)p->rank - 1 && (flat = packed_new(vm_heap(vm), (PackedType)p->type, 1, &p->count)) != NULL) {
            memcpy(flat->data.reals, p->data.reals, p->count * sizeof(double) * (p->type == PACKED_COMPLEX ? 2 : 1));
            return val_from_node(flat);
        }
        expr = packed_unpack(vm_heap(vm), expr);
    }
    builder_start(&b, vm_heap(vm), expr_head(expr));
    TRY(flatten_into(vm, &b, expr, head, levels));
    return builder_finish(&b);
}

typedef struct Leaf {
    Val      element;
    int64_t *index;         /* one per level, in their new order */
} Leaf;

typedef struct Rearranging {
    Vm      *vm;
    size_t   levels;        /* how many are taken apart */
    size_t   groups;
    size_t  *group_size;
    size_t  *order;         /* order[k]: which old level the k-th new index is */
    int64_t *index;         /* of the walk, by old level */
    Leaf    *leaves;
    size_t   n, capacity;
    Val      head;
    bool     ragged;        /* something ended above the last level */
} Rearranging;

static Val gather_leaves(Rearranging *r, Val expr, size_t level)
{
    Heap *h = vm_heap(r->vm);

    TRY(vm_poll(r->vm));
    if (level == r->levels) {
        Leaf leaf = { expr, heap_alloc_atomic(h, (r->levels + 1) * sizeof(int64_t)) };

        for (size_t k = 0; k < r->levels; k++)
            leaf.index[k] = r->index[r->order[k]];
        if (r->n == r->capacity) {
            size_t capacity = r->capacity ? r->capacity * 2 : 64;

            r->leaves = heap_grow(h, r->leaves, r->capacity * sizeof(Leaf), capacity * sizeof(Leaf));
            r->capacity = capacity;
        }
        r->leaves[r->n++] = leaf;
        return VAL_NONE;
    }
    expr = val_unpacked(h, expr);
    if (!val_is_expr(expr) || !val_same(expr_head(expr), r->head)) {
        r->ragged = true;
        return VAL_NONE;
    }
    for (size_t i = 0; i < expr_len(expr); i++) {
        r->index[level] = (int64_t)i;
        TRY(gather_leaves(r, expr_arg(expr, i), level + 1));
    }
    return VAL_NONE;
}

static int compare_leaves(const void *a, const void *b, void *levels)
{
    const Leaf *x = a, *y = b;

    for (size_t k = 0; k < *(const size_t *)levels; k++)
        if (x->index[k] != y->index[k])
            return x->index[k] < y->index[k] ? -1 : 1;
    return 0;
}

/* The leaves [from, to), which agree in the groups before [group], as nested lists. */
static Val nest_leaves(Rearranging *r, size_t from, size_t to, size_t group, size_t first_index)
{
    Builder b;
    size_t size;

    if (group == r->groups)
        return r->leaves[from].element;
    size = r->group_size[group];
    builder_start(&b, vm_heap(r->vm), r->head);
    while (from < to) {
        size_t end = from + 1;

        while (end < to && memcmp(r->leaves[end].index + first_index, r->leaves[from].index + first_index,
                                  size * sizeof(int64_t)) == 0)
            end++;
        builder_push(&b, nest_leaves(r, from, end, group + 1, first_index + size));
        from = end;
    }
    return builder_finish(&b);
}

/* Reads {{s11, ..}, ..}; levels that are not named come last, each by itself.  False: not such a thing. */
static bool read_groups(Heap *h, Val spec, Rearranging *r)
{
    size_t n = expr_len(spec), total = 0, used = 0;
    bool *seen;

    for (size_t i = 0; i < n; i++) {
        Val g = expr_arg(spec, i);

        if (!val_is_plain_list(g))
            return false;
        total += expr_len(g);
        for (size_t j = 0; j < expr_len(g); j++) {
            if (!val_is_small(expr_arg(g, j)) || val_small(expr_arg(g, j)) < 1 || val_small(expr_arg(g, j)) > 100)
                return false;
            if ((size_t)val_small(expr_arg(g, j)) > r->levels)
                r->levels = (size_t)val_small(expr_arg(g, j));
        }
    }
    r->group_size = sizes_new(h, n + r->levels);
    r->order = sizes_new(h, total + r->levels);
    r->index = heap_alloc_atomic(h, (r->levels + 1) * sizeof(int64_t));
    seen = heap_alloc(h, r->levels + 1);
    for (size_t i = 0; i < n; i++) {
        Val g = expr_arg(spec, i);

        if (expr_len(g) == 0)
            continue;
        r->group_size[r->groups++] = expr_len(g);
        for (size_t j = 0; j < expr_len(g); j++) {
            size_t level = (size_t)val_small(expr_arg(g, j)) - 1;

            if (seen[level])
                return false;
            seen[level] = true;
            r->order[used++] = level;
        }
    }
    for (size_t level = 0; level < r->levels; level++)
        if (!seen[level]) {
            r->group_size[r->groups++] = 1;
            r->order[used++] = level;
        }
    return true;
}

static Val rearrange(Vm *vm, Args args, Val spec, Val head)
{
    Heap *h = vm_heap(vm);
    Rearranging r = { .vm = vm, .head = head };

    if (expr_len(spec) > 0 && val_is_small(expr_arg(spec, 0)))
        spec = list_make(h, 1, &spec);
    if (!read_groups(h, spec, &r))
        return MESSAGE(vm, "flpi", spec);
    if (r.groups == 0)
        return args.v[0];
    TRY(gather_leaves(&r, args.v[0], 0));
    if (r.ragged)
        return MESSAGE(vm, "fldep", spec, args.v[0]);
    qsort_r(r.leaves, r.n, sizeof(Leaf), compare_leaves, &r.levels);
    return nest_leaves(&r, 0, r.n, 0, 0);
}

/* All numbers of a packed array in one level. */
static Val flatten_packed(Heap *h, const Packed *a)
{
    Packed *r = packed_new(h, (PackedType)a->type, 1, &a->count);

    if (r == NULL)
        return VAL_NONE;
    memcpy(r->data.integers, a->data.integers, a->count * (a->type == PACKED_COMPLEX ? 2 : 1) * sizeof(int64_t));
    return val_from_node(r);
}

BUILTIN(Flatten,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Flatten[list] flattens nested lists; Flatten[list, n] to level n; Flatten[list, n, h] parts with head h;\n"
             "Flatten[list, {{s11, s12, ..}, {s21, ..}, ..}] puts all levels s_ij together to make level i.",
    .messages = MESSAGES(
        "normal", "Nonatomic expression expected at position `1` in `2`.",
        "flpi", "Levels to be flattened together in `1` should be lists of distinct positive integers.",
        "flev", "The level argument `1` in `2` should be a non-negative integer or Infinity.",
        "fldep", "Levels specified in `1` exceed the levels that can be flattened together in `2`."),
    .examples = EXAMPLES(
        "Flatten[{{a, b}, {c, {d}}}]", "{a, b, c, d}",
        "Flatten[{{a, b}, {c, {d}}}, 1]", "{a, b, c, {d}}",
        "Flatten[f[f[a], g[b]]]", "f[a, g[b]]",
        "Flatten[{{a, b}, {c, d}}, {{2}, {1}}]", "{{a, c}, {b, d}}"))
{
    Val spec, head;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    if (val_is_assoc(args.v[0]))
        return args.v[0];
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 1 && val_is_packed(args.v[0]) && !val_is_none(head = flatten_packed(vm_heap(vm), val_packed(args.v[0]))))
        return head;
    head = args.n == 3 ? args.v[2] : val_head(args.v[0]);
    spec = args.n > 1 ? val_unpacked(vm_heap(vm), args.v[1]) : S_Infinity;
    if (val_is_plus_infinity(spec) || val_is(spec, S_All))
        return flatten(vm, args.v[0], head, INT64_MAX);
    if (val_is_small(spec) && val_small(spec) >= 0)
        return flatten(vm, args.v[0], head, val_small(spec));
    if (val_is_plain_list(spec))
        return rearrange(vm, args, spec, head);
    return MESSAGE(vm, "flev", spec, args.expr);
}

/* The rows and columns of a block, from its neighbours where it is a number; 0: not known. */
static void block_sizes(const Items *rows, size_t *heights, size_t *widths)
{
    for (size_t i = 0; i < rows->n; i++)
        for (size_t j = 0; j < expr_len(rows->v[i]); j++) {
            Val block = expr_arg(rows->v[i], j);

            if (val_is_plain_list(block) && expr_len(block) > 0 && val_is_plain_list(expr_arg(block, 0))) {
                heights[i] = expr_len(block);
                widths[j] = expr_len(expr_arg(block, 0));
            }
        }
}

BUILTIN(ArrayFlatten,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "ArrayFlatten[{{m11, m12, ..}, {m21, ..}, ..}] makes one matrix of a matrix of matrices; a number stands\n"
             "for a block filled with it; ArrayFlatten[a, r] flattens r pairs of levels.",
    .examples = EXAMPLES(
        "ArrayFlatten[{{{{1}}, {{2}}}, {{{3}}, {{4}}}}]", "{{1, 2}, {3, 4}}",
        "ArrayFlatten[{{{{1, 2}, {3, 4}}, 0}, {0, {{5}}}}]", "{{1, 2, 0}, {3, 4, 0}, {0, 0, 5}}"))
{
    Heap *h = vm_heap(vm);
    int64_t rank = 2;
    size_t columns = 0, *heights, *widths;
    Items rows;
    Builder b;

    if (!count_ok(vm, args, args.n, 1, 2) || !val_is_plain_list(args.v[0]))
        return NOT_MINE;
    if (args.n == 2 && !read_int(args.v[1], &rank))
        return NOT_MINE;
    items_of(h, args.v[0], &rows);
    if (rank == 1)
        return flatten(vm, args.v[0], S_List, 1);
    if (rank != 2)
        return NOT_MINE;
    for (size_t i = 0; i < rows.n; i++) {
        if (!val_is_plain_list(rows.v[i]) || (i > 0 && expr_len(rows.v[i]) != columns))
            return NOT_MINE;
        columns = expr_len(rows.v[i]);
    }
    heights = heap_alloc(h, (rows.n + 1) * sizeof(size_t));
    widths = heap_alloc(h, (columns + 1) * sizeof(size_t));
    block_sizes(&rows, heights, widths);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < rows.n; i++)
        for (size_t k = 0; k < (heights[i] ? heights[i] : 1); k++) {
            Builder row;

            builder_start(&row, h, S_List);
            for (size_t j = 0; j < columns; j++) {
                Val block = expr_arg(rows.v[i], j);

                if (!val_is_plain_list(block))
                    for (size_t l = 0; l < (widths[j] ? widths[j] : 1); l++)
                        builder_push(&row, block);
                else if (expr_len(block) != heights[i] || !val_is_plain_list(expr_arg(block, k))
                         || expr_len(expr_arg(block, k)) != widths[j])
                    return NOT_MINE;
                else
                    builder_push_all(&row, widths[j], expr_args(expr_arg(block, k)));
            }
            builder_push(&b, builder_finish(&row));
        }
    return builder_finish(&b);
}
