/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_pad.c -- Partition, PadLeft, PadRight, ArrayPad, ArrayReshape.
 *
 * A list of padding is laid out over all places as if it went on for ever in both directions, and the
 * elements cover it: that is how the language numbers padding.
 */
#include "vm/builtin/items.h"

static size_t wrap(int64_t i, size_t n)
{
    int64_t m = (int64_t)n;

    return (size_t)(((i % m) + m) % m);
}

typedef struct PartitionLevel {
    int64_t n, step, start, last;      /* sublists begin at start, start + step, .. up to last */
    bool    up_to;
} PartitionLevel;

typedef struct Partitioning {
    size_t          rank;
    PartitionLevel *levels;
    Val             pad;               /* VAL_NONE: the list itself, around its ends */
    Val             f;                 /* what each sublist of the first level is headed with, or VAL_NONE */
    bool            aligned;
    int64_t        *left, *right;      /* alignment by level */
    bool            shallow;           /* the list has too few levels */
} Partitioning;

/* arrays[r][j].. at depth [depth] gathered over r: the transpose that blocks need. */
static Val zip(Heap *h, Val head, size_t n, const Val *arrays, size_t depth)
{
    size_t m;
    Val *v, *column;

    if (depth == 0)
        return expr_make(h, head, n, arrays);
    m = n ? list_len(arrays[0]) : 0;
    for (size_t r = 1; r < n; r++)
        if (list_len(arrays[r]) < m)
            m = list_len(arrays[r]);
    v = vals_new(h, m);
    column = vals_new(h, n);
    for (size_t j = 0; j < m; j++) {
        for (size_t r = 0; r < n; r++)
            column[r] = list_item(h, arrays[r], j);
        v[j] = zip(h, head, n, column, depth - 1);
    }
    return list_make(h, m, v);
}

/* The sublist that begins at [start]: fills [v], gives its length. */
static size_t fill_block(const Partitioning *p, const Items *it, int64_t start, int64_t n, Val *v)
{
    size_t k = 0;

    for (int64_t i = start; i < start + n; i++)
        if (i >= 0 && i < (int64_t)it->n)
            v[k++] = it->v[i];
        else if (val_is_none(p->pad)) {
            if (it->n)
                v[k++] = it->v[wrap(i, it->n)];
        }
        else if (!val_is_plain_list(p->pad))
            v[k++] = p->pad;
        else if (expr_len(p->pad) > 0)
            v[k++] = expr_arg(p->pad, wrap(i, expr_len(p->pad)));
    return k;
}

static Val partition(Vm *vm, Partitioning *p, Val list, size_t level)
{
    Heap *h = vm_heap(vm);
    PartitionLevel l = p->levels[level];
    Items it;
    Builder b;
    Val *v;

    TRY(vm_check_stack(vm));
    if (!items_of(h, list, &it)) {
        p->shallow = true;
        return expr0(h, S_List);
    }
    l.start = -(p->left[level] > 0 ? p->left[level] - 1 : l.n + p->left[level]);
    l.last = (int64_t)it.n - (p->right[level] > 0 ? p->right[level] : l.n + 1 + p->right[level]);
    if (l.up_to) {
        l.start = 0;
        l.last = (int64_t)it.n - 1;
        if (l.n > (int64_t)it.n)
            l.n = (int64_t)it.n;
    }
    TRY(vm_check_length(vm, (double)l.n, sizeof(Val)));
    builder_start(&b, h, it.head);
    v = vals_new(h, (size_t)l.n);
    for (int64_t start = l.start; start <= l.last; start += l.step) {
        size_t k;
        Val block;

        TRY(vm_poll(vm));
        k = fill_block(p, &it, start, l.up_to && start + l.n > (int64_t)it.n ? (int64_t)it.n - start : l.n, v);
        if (level + 1 < p->rank) {
            for (size_t i = 0; i < k; i++)
                TRY(v[i] = partition(vm, p, v[i], level + 1));
            block = zip(h, it.head, k, v, p->rank - level - 1);
        }
        else
            block = expr_make(h, level == 0 && !val_is_none(p->f) ? p->f : items_list_head(&it), k, v);
        builder_push(&b, block);
    }
    if (it.entries)
        b.head = S_List;
    return builder_finish(&b);
}

/* Element [i] of a specification that may be one for all levels. */
static Val spec_at(Val spec, size_t i)
{
    return val_is_plain_list(spec) ? (i < expr_len(spec) ? expr_arg(spec, i) : VAL_NONE) : spec;
}

static bool read_alignment(Partitioning *p, Val k, size_t rank)
{
    for (size_t i = 0; i < rank; i++) {
        Val left = k, right = k;

        if (val_is_call(k, S_List, 2)) {
            left = spec_at(expr_arg(k, 0), i);
            right = spec_at(expr_arg(k, 1), i);
        }
        else if (val_is_call(k, S_List, 1))
            left = right = expr_arg(k, 0);
        if (val_is(left, S_Automatic) || val_is(left, S_None))
            left = val_int(1);
        if (val_is(right, S_Automatic) || val_is(right, S_None))
            right = val_int(-1);
        if (!read_int(left, &p->left[i]) || !read_int(right, &p->right[i]) || !p->left[i] || !p->right[i])
            return false;
    }
    return true;
}

enum { PACKED_RANK_MAX = 16 };

/* Sublists of one length that follow each other are what lies there; VAL_NONE where it is something else. */
static Val partition_packed(Heap *h, Val list, Val size)
{
    size_t dims[PACKED_RANK_MAX];
    const Packed *a = val_is_packed(list) ? val_packed(list) : NULL;

    if (a == NULL || a->rank >= PACKED_RANK_MAX || !val_is_small(size) || val_small(size) < 1
        || (uint64_t)val_small(size) > a->dims[0])
        return VAL_NONE;
    dims[1] = (size_t)val_small(size);
    dims[0] = a->dims[0] / dims[1];
    memcpy(dims + 2, a->dims + 1, (a->rank - 1) * sizeof *dims);
    Packed *r = packed_new(h, (PackedType)a->type, a->rank + 1, dims);
    if (r == NULL)
        return VAL_NONE;
    memcpy(r->data.integers, a->data.integers, r->count * (a->type == PACKED_COMPLEX ? 2 : 1) * sizeof(int64_t));
    return val_from_node(r);
}

BUILTIN(Partition,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Partition[list, n] gives sublists of length n; Partition[list, n, d] with offset d;\n"
             "Partition[list, n, d, {kL, kR}] where the first element is at place kL of the first sublist and the\n"
             "last at or after place kR of the last; Partition[list, n, d, k, padding] with padding;\n"
             "Partition[list, {n1, n2, ..}, {d1, d2, ..}, ..] in blocks; Partition[list, UpTo[n]] leaves a rest.",
    .messages = MESSAGES(
        "pdep", "Depth `1` requested in object `2`.",
        "ilsmp", "Single or list of positive machine-sized integers expected at position `1` of `2`."),
    .examples = EXAMPLES(
        "Partition[{a, b, c, d, e}, 2]", "{{a, b}, {c, d}}",
        "Partition[{a, b, c, d}, 2, 1]", "{{a, b}, {b, c}, {c, d}}",
        "Partition[{a, b, c}, 2, 2, {1, 1}, x]", "{{a, b}, {c, x}}",
        "Partition[{a, b, c}, UpTo[2]]", "{{a, b}, {c}}",
        "Partition[{{a, b}, {c, d}}, {1, 1}]", "{{{{a}}, {{b}}}, {{{c}}, {{d}}}}"))
{
    Heap *h = vm_heap(vm);
    Partitioning p = { .pad = VAL_NONE, .f = VAL_NONE };
    Val sizes, offsets;

    Val unpacked[6], quick;

    if (!count_ok(vm, args, args.n, 2, 6))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    if (args.n == 2 && !val_is_none(quick = partition_packed(h, args.v[0], args.v[1])))
        return quick;
    for (size_t i = 0; i < args.n; i++)
        unpacked[i] = val_unpacked(h, args.v[i]);
    args.v = unpacked;
    sizes = val_unpacked(h, args.v[1]);
    offsets = args.n > 2 ? val_unpacked(h, args.v[2]) : sizes;
    p.rank = val_is_plain_list(sizes) ? expr_len(sizes) : 1;
    p.levels = heap_alloc_atomic(h, (p.rank + 1) * sizeof *p.levels);
    p.left = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    p.right = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    if (p.rank == 0)
        return NOT_MINE;
    for (size_t i = 0; i < p.rank; i++) {
        PartitionLevel *l = &p.levels[i];
        Val size = spec_at(sizes, i), offset = spec_at(offsets, i);

        l->up_to = val_is_call(size, S_UpTo, 1);
        if (l->up_to && val_is(size, offset))
            offset = expr_arg(size, 0);
        if (val_is_none(offset))
            offset = l->up_to ? expr_arg(size, 0) : size;
        if (l->up_to)
            size = expr_arg(size, 0);
        if (!read_int(size, &l->n) || l->n < 0 || (l->n == 0 && args.n < 3))
            return MESSAGE(vm, "ilsmp", val_int(2), args.expr);
        if (!read_int(offset, &l->step) || l->step < 1)
            return MESSAGE(vm, "ilsmp", val_int(3), args.expr);
        p.left[i] = 1;
        p.right[i] = -1;
    }
    if (args.n > 3 && !read_alignment(&p, val_unpacked(h, args.v[3]), p.rank))
        return NOT_MINE;
    if (args.n > 4)
        p.pad = val_unpacked(h, args.v[4]);
    if (args.n > 5)
        p.f = args.v[5];
    Val blocks = partition(vm, &p, args.v[0], 0);

    TRY(blocks);
    if (p.shallow)
        return MESSAGE(vm, "pdep", val_int((int64_t)p.rank), args.v[0]);
    return blocks;
}

/* Which element of a list of [n] a named padding shows at place [i], counted from the list's start;
 * *negate says that it is its negative. */
static bool named_source(Val mode, int64_t i, size_t n, size_t *at, bool *negate)
{
    int64_t m = (int64_t)n;

    *negate = false;
    if (text_is(mode, "Fixed"))
        *at = i < 0 ? 0 : n - 1;
    else if (text_is(mode, "Periodic") || text_is(mode, "Cyclic"))
        *at = wrap(i, n);
    else if (text_is(mode, "Reflected") || text_is(mode, "ReflectedNegation")) {
        size_t k = m > 1 ? wrap(i, 2 * n - 2) : 0;

        *at = k < n ? k : 2 * n - 2 - k;
        *negate = text_is(mode, "ReflectedNegation");
    }
    else if (text_is(mode, "Reversed") || text_is(mode, "ReversedNegation")) {
        size_t k = wrap(i, 2 * n);

        *at = k < n ? k : 2 * n - 1 - k;
        *negate = text_is(mode, "ReversedNegation");
    }
    else
        return false;
    return true;
}

typedef struct Padding {
    size_t   rank;
    int64_t *sizes, *starts;    /* by level: length of the result, where the list begins in it */
    bool    *from_end;          /* by level: the list is put at the end (PadLeft), and padding counted from there */
    bool     failed;
} Padding;

/* How deep lists are nested, as far as that matters here. */
enum { DEPTH_MAX = 64 };
static size_t list_depth_below(Val list, size_t limit)
{
    size_t deepest = 0;

    if (limit == 0 || !val_is_plain_list(list))
        return val_is_packed(list) ? val_packed(list)->rank : 0;
    for (size_t i = 0; i < expr_len(list) && deepest + 1 < limit; i++) {
        size_t d = list_depth_below(expr_arg(list, i), limit - 1);

        if (d > deepest)
            deepest = d;
    }
    return deepest + 1;
}

static size_t list_depth(Val list)
{
    return list_depth_below(list, DEPTH_MAX);
}

static Val pad(Vm *vm, Padding *p, Val list, Val padding, size_t level)
{
    Heap *h = vm_heap(vm);
    int64_t size = p->sizes[level], start = p->starts[level];
    bool named = val_is_string(padding), last = level + 1 == p->rank, consumes;
    size_t filled = 0;
    Items it = { .head = S_List };
    Val *v;

    TRY(vm_check_stack(vm));
    if (!val_is_none(list) && !items_of(h, list, &it)) {
        p->failed = true;
        return list;
    }
    if (p->from_end[level])
        start = size - p->starts[level] - (int64_t)it.n;
    consumes = val_is_plain_list(padding) && list_depth(padding) >= p->rank - level;
    TRY(vm_check_length(vm, (double)size, sizeof(Val)));
    v = vals_new(h, (size_t)size);
    for (int64_t i = 0; i < size; i++) {
        int64_t k = i - start;
        Val inner = padding, item = VAL_NONE;
        bool negate = false;
        size_t at;

        TRY(vm_poll(vm));
        if (consumes && expr_len(padding) > 0)
            inner = expr_arg(padding, wrap(p->from_end[level] ? k - (int64_t)it.n : k, expr_len(padding)));
        if (k >= 0 && k < (int64_t)it.n)
            item = it.v[k];
        else if (named && it.n > 0) {
            if (!named_source(padding, k, it.n, &at, &negate))
                item = padding;
            else
                item = negate ? expr2(h, S_Times, val_int(-1), it.v[at]) : it.v[at];
        }
        if (val_is_none(item) && val_is_plain_list(padding) && expr_len(padding) == 0)
            continue;
        if (last)
            v[filled] = val_is_none(item) ? inner : item;
        else
            TRY(v[filled] = pad(vm, p, item, inner, level + 1));
        filled++;
    }
    return expr_make(h, items_list_head(&it), filled, v);
}

/* The levels down to which [list] is made of lists alone, and the greatest length at each. */
static void ragged_dims(Heap *h, Val list, size_t level, size_t *rank, size_t *dims)
{
    Items it;

    if (level >= *rank)
        return;
    if (!val_is_list(list)) {
        *rank = level;
        return;
    }
    items_of(h, list, &it);
    if (it.n > dims[level])
        dims[level] = it.n;
    for (size_t i = 0; i < it.n && level + 1 < *rank; i++)
        ragged_dims(h, it.v[i], level + 1, rank, dims);
}

static Val pad_list(Vm *vm, Args args, bool left)
{
    Heap *h = vm_heap(vm);
    Padding p = { 0 };
    Val sizes, padding = args.n > 2 ? val_unpacked(h, args.v[2]) : val_int(0), v;
    size_t *dims = NULL;

    if (!count_ok(vm, args, args.n, 1, 4))
        return NOT_MINE;
    if (val_is_atom(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    sizes = args.n > 1 ? val_unpacked(h, args.v[1]) : S_Automatic;
    if (val_is(sizes, S_Automatic)) {
        p.rank = list_depth(args.v[0]);
        if (p.rank == 0)
            return args.v[0];
        dims = sizes_new(h, p.rank);
        memset(dims, 0, p.rank * sizeof *dims);
        ragged_dims(h, args.v[0], 0, &p.rank, dims);
    }
    else
        p.rank = val_is_plain_list(sizes) ? expr_len(sizes) : 1;
    if (p.rank == 0)
        return args.v[0];
    p.sizes = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    p.starts = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    p.from_end = heap_alloc(h, p.rank + 1);
    for (size_t i = 0; i < p.rank; i++) {
        Val margin = args.n > 3 ? spec_at(args.v[3], i) : val_int(0);

        p.from_end[i] = left;
        if (dims)
            p.sizes[i] = (int64_t)dims[i];
        else if (!read_int(spec_at(sizes, i), &p.sizes[i]))
            return MESSAGE(vm, "ilsm", args.expr);
        if (p.sizes[i] < 0) {
            p.sizes[i] = -p.sizes[i];
            p.from_end[i] = !left;
        }
        if (val_is_none(margin))
            margin = val_int(0);
        if (!read_int(margin, &p.starts[i]))
            return NOT_MINE;
    }
    TRY(v = pad(vm, &p, args.v[0], padding, 0));
    return p.failed ? NOT_MINE : v;
}

BUILTIN(PadLeft,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PadLeft[list, n] makes a list of length n by padding with zeros on the left; PadLeft[list, n, x] with x;\n"
             "PadLeft[list, n, {x1, x2, ..}] with the x_i in turn; PadLeft[list, n, padding, m] leaves a margin of m\n"
             "on the right; PadLeft[list, {n1, n2, ..}] pads a nested list; PadLeft[list] fills up a ragged one.",
    .messages = MESSAGES("ilsm", "Machine-sized integer or list of machine-sized integers expected at position 2 of `1`."),
    .examples = EXAMPLES(
        "PadLeft[{a, b}, 4]", "{0, 0, a, b}",
        "PadLeft[{a, b}, 5, {x, y, z}]", "{y, z, x, a, b}",
        "PadLeft[{a, b, c}, 2]", "{b, c}"))
{
    return pad_list(vm, args, true);
}

BUILTIN(PadRight,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "PadRight[list, n] makes a list of length n by padding with zeros on the right; PadRight[list, n, x] with\n"
             "x; PadRight[list, n, {x1, x2, ..}] with the x_i in turn; PadRight[list, n, padding, m] leaves a margin of\n"
             "m on the left; PadRight[list, {n1, n2, ..}] pads a nested list; PadRight[list] fills up a ragged one.",
    .messages = MESSAGES("ilsm", "Machine-sized integer or list of machine-sized integers expected at position 2 of `1`."),
    .examples = EXAMPLES(
        "PadRight[{a, b}, 4]", "{a, b, 0, 0}",
        "PadRight[{{a}, {b, c}}]", "{{a, 0}, {b, c}}",
        "PadRight[{a, b}, 4, x]", "{a, b, x, x}"))
{
    return pad_list(vm, args, false);
}

BUILTIN(ArrayPad,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "ArrayPad[array, m] pads an array with m zeros on every side; ArrayPad[array, {m, n}] with m before and n\n"
             "after; ArrayPad[array, {{m1, n1}, {m2, n2}, ..}] by level; ArrayPad[array, spec, padding] with padding.",
    .examples = EXAMPLES(
        "ArrayPad[{a, b}, 1]", "{0, a, b, 0}",
        "ArrayPad[{a, b, c}, {0, 2}, x]", "{a, b, c, x, x}",
        "ArrayPad[{{a}}, 1]", "{{0, 0, 0}, {0, a, 0}, {0, 0, 0}}"))
{
    Heap *h = vm_heap(vm);
    Padding p = { 0 };
    Val spec, padding = args.n > 2 ? val_unpacked(h, args.v[2]) : val_int(0), v;
    size_t *dims;

    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    if (!val_is_list(args.v[0]))
        return NOT_MINE;
    spec = val_unpacked(h, args.v[1]);
    p.rank = list_depth(args.v[0]);
    dims = sizes_new(h, p.rank);
    memset(dims, 0, p.rank * sizeof *dims);
    ragged_dims(h, args.v[0], 0, &p.rank, dims);
    p.sizes = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    p.starts = heap_alloc_atomic(h, (p.rank + 1) * sizeof(int64_t));
    p.from_end = heap_alloc(h, p.rank + 1);
    for (size_t i = 0; i < p.rank; i++) {
        Val one = spec, before, after;
        int64_t after_count;

        if (val_is_plain_list(spec) && expr_len(spec) > 0 && val_is_plain_list(expr_arg(spec, 0)))
            one = spec_at(spec, i);
        if (val_is_none(one))
            return NOT_MINE;
        before = after = one;
        if (val_is_plain_list(one) && (expr_len(one) == 1 || expr_len(one) == 2)) {
            before = expr_arg(one, 0);
            after = expr_arg(one, expr_len(one) - 1);
        }
        if (!read_int(before, &p.starts[i]) || !read_int(after, &after_count))
            return NOT_MINE;
        p.sizes[i] = p.starts[i] + (int64_t)dims[i] + after_count;
        if (p.sizes[i] < 0)
            return NOT_MINE;
    }
    TRY(v = pad(vm, &p, args.v[0], padding, 0));
    return p.failed ? NOT_MINE : v;
}

static Val flatten_lists(Vm *vm, Val list, ValArray *out)
{
    Items it;

    TRY(vm_check_stack(vm));
    if (!val_is_list(list)) {
        valarray_push(out, list);
        return VAL_NONE;
    }
    items_of(vm_heap(vm), list, &it);
    for (size_t i = 0; i < it.n; i++)
        TRY(flatten_lists(vm, it.v[i], out));
    return VAL_NONE;
}

static Val shape(Vm *vm, const ValArray *flat, size_t *next, Val padding, size_t rank, const size_t *dims)
{
    Heap *h = vm_heap(vm);
    Val *v;

    if (rank == 0) {
        size_t k = (*next)++;

        if (k < flat->n)
            return flat->v[k];
        if (!val_is_plain_list(padding) || expr_len(padding) == 0)
            return padding;
        return expr_arg(padding, (k - flat->n) % expr_len(padding));
    }
    v = vals_new(h, dims[0]);
    for (size_t i = 0; i < dims[0]; i++) {
        TRY(vm_poll(vm));
        TRY(v[i] = shape(vm, flat, next, padding, rank - 1, dims + 1));
    }
    return list_make(h, dims[0], v);
}

BUILTIN(ArrayReshape,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "ArrayReshape[list, dims] arranges the elements of list into an array of these dimensions, padded with\n"
             "zeros; ArrayReshape[list, dims, padding] with padding.",
    .examples = EXAMPLES(
        "ArrayReshape[{a, b, c, d}, {2, 2}]", "{{a, b}, {c, d}}",
        "ArrayReshape[{a, b, c}, {2, 2}, x]", "{{a, b}, {c, x}}"))
{
    Heap *h = vm_heap(vm);
    ValArray flat = valarray(h);
    Val spec, padding = args.n > 2 ? val_unpacked(h, args.v[2]) : val_int(0);
    size_t rank, *dims, next = 0;
    double total = 1;

    if (!count_ok(vm, args, args.n, 2, 3))
        return NOT_MINE;
    spec = val_unpacked(h, args.v[1]);
    if (!val_is_list(args.v[0]) && !val_is_expr(args.v[0]))
        return NOT_MINE;
    rank = val_is_plain_list(spec) ? expr_len(spec) : 1;
    dims = sizes_new(h, rank);
    for (size_t i = 0; i < rank; i++) {
        Val d = spec_at(spec, i);

        if (!val_is_small(d) || val_small(d) < 0)
            return NOT_MINE;
        dims[i] = (size_t)val_small(d);
        total *= (double)dims[i];
    }
    TRY(vm_check_length(vm, total, sizeof(Val)));
    TRY(flatten_lists(vm, val_is_list(args.v[0]) ? args.v[0] : expr_with_head(h, args.v[0], S_List), &flat));
    return shape(vm, &flat, &next, padding, rank, dims);
}
