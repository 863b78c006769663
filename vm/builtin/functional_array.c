/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * functional_array.c -- sums and sliding windows over arrays: Total, ListCorrelate, BlockMap, ArrayReduce, ..
 */
#include "vm/builtin/levelspec.h"

#include <math.h>

/* A sum of machine reals with the rounding errors carried along (Neumaier). */
typedef struct RealSum {
    double sum, error;
} RealSum;

static inline void add_real(RealSum *s, double x)
{
    double t = s->sum + x;

    s->error += fabs(s->sum) >= fabs(x) ? (s->sum - t) + x : (x - t) + s->sum;
    s->sum = t;
}

static inline double real_sum(const RealSum *s)
{
    return isfinite(s->error) ? s->sum + s->error : s->sum;
}

/* The sum of a packed vector; VAL_NONE where it is something else. */
static Val sum_packed(Heap *h, Val list)
{
    const Packed *p = val_packed(list);
    int64_t sum = 0;
    RealSum reals = { 0, 0 };
    Val total = val_int(0);

    if (p->rank != 1 || p->type == PACKED_COMPLEX)
        return VAL_NONE;
    if (p->type == PACKED_REAL) {
        for (size_t i = 0; i < p->count; i++)
            add_real(&reals, p->data.reals[i]);
        return val_real_new(h, real_sum(&reals));
    }
    for (size_t i = 0; i < p->count; i++) {
        int64_t next;

        if (__builtin_add_overflow(sum, p->data.integers[i], &next)) {
            total = num_add(h, total, int_from_i64(h, sum));
            next = p->data.integers[i];
        }
        sum = next;
    }
    return num_add(h, total, int_from_i64(h, sum));
}

/* The sum of [n] values, unevaluated where some are no numbers. */
static Val sum_values(Heap *h, size_t n, const Val *v)
{
    size_t numbers = 0, reals = 0;
    Val sum = val_int(0);

    for (size_t i = 0; i < n; i++) {
        numbers += val_is_number(v[i]);
        reals += val_is_real(v[i]);
    }
    if (numbers < n)
        return expr_make(h, S_Plus, n, v);
    if (reals == n && n > 2) {
        RealSum s = { 0, 0 };

        for (size_t i = 0; i < n; i++)
            add_real(&s, val_real(v[i]));
        return val_real_new(h, real_sum(&s));
    }
    for (size_t i = 0; i < n; i++)
        sum = num_add(h, sum, v[i]);
    return sum;
}

typedef struct Totaling {
    Vm  *vm;
    bool any_head;           /* AllowedHeads -> All */
    bool ragged;
} Totaling;

static bool is_total_list(const Totaling *t, Val v, Items *it)
{
    if (!val_is_list(v) && !val_is_assoc(v) && !(t->any_head && val_is_expr(v)))
        return false;
    return items_of(vm_heap(t->vm), v, it);
}

static Val gather_total(Totaling *t, Val v, int64_t levels, ValArray *out)
{
    Items it;

    TRY(vm_check_stack(t->vm));
    TRY(vm_poll(t->vm));
    if (levels == 0 || !is_total_list(t, v, &it)) {
        valarray_push(out, v);
        return VAL_NONE;
    }
    for (size_t i = 0; i < it.n; i++)
        TRY(gather_total(t, it.v[i], levels == LEVEL_INFINITY ? levels : levels - 1, out));
    return VAL_NONE;
}

/* Levels [from] to [to] of [v] summed. */
static Val total(Totaling *t, Val v, int64_t from, int64_t to)
{
    Heap *h = vm_heap(t->vm);
    ValArray all = valarray(h);
    Items it;
    Val *inner;

    TRY(vm_check_stack(t->vm));
    if (val_is_packed(v) && from == 1) {
        Val sum = sum_packed(h, v);

        if (!val_is_none(sum))
            return sum;
    }
    if (!is_total_list(t, v, &it))
        return v;
    if (from > 1) {
        if (it.n == 0)
            return val_int(0);
        inner = vals_new(h, it.n);
        for (size_t i = 0; i < it.n; i++)
            TRY(inner[i] = total(t, it.v[i], from - 1, to == LEVEL_INFINITY ? to : to - 1));
        return items_with(h, &it, inner);
    }
    TRY(gather_total(t, v, to, &all));
    for (size_t i = 1; i < all.n; i++)
        if (val_is_list(all.v[i]) && val_is_list(all.v[0]) && list_len(all.v[i]) != list_len(all.v[0])) {
            t->ragged = true;
            return v;
        }
    return sum_values(h, all.n, all.v);
}

/* A level counted from the end as one from the start, by the depth of [v]. */
static Val from_depth(Vm *vm, Val v, int64_t *level)
{
    Val depth;

    if (*level >= 0)
        return VAL_NONE;
    TRY(depth = level_depth(vm, v, false));
    *level += val_small(depth);
    return VAL_NONE;
}

BUILTIN(Total,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "AllowedHeads -> Automatic, Method -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "Total[list] gives the total of the elements of list; Total[list, n] of all elements down to level n;\n"
             "Total[list, {n}] of those at level n; Total[list, {n1, n2}] of those at levels n1 to n2.",
    .messages = MESSAGES("tllen", "Lists of unequal length in `1` cannot be added."),
    .examples = EXAMPLES(
        "Total[{1, 2, 3}]", "6", "Total[{{a, b}, {c, d}}]", "{a + c, b + d}",
        "Total[{{a, b}, {c, d}}, {2}]", "{a + b, c + d}", "Total[<|x -> 1, y -> 2|>]", "3"))
{
    size_t n = options_split(args);
    Totaling t = { .vm = vm };
    LevelSpec levels = LEVEL_ONE;
    Items it;
    Val heads;

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    if (n < args.n) {
        TRY(heads = option_get(vm, args, S_AllowedHeads));
        t.any_head = val_is(heads, S_All);
    }
    if (!val_is_packed(args.v[0]) && !is_total_list(&t, args.v[0], &it))
        return val_is_number(args.v[0]) ? MESSAGE(vm, "normal", val_int(1), args.expr) : NOT_MINE;
    if (n == 2 && !levelspec_read(val_unpacked(vm_heap(vm), args.v[1]), &levels))
        return MESSAGE(vm, "level", args.v[1]);
    TRY(from_depth(vm, args.v[0], &levels.from));
    TRY(from_depth(vm, args.v[0], &levels.to));
    if (levels.from < 1 || levels.to < levels.from)
        return args.v[0];
    Val sum = total(&t, args.v[0], levels.from, levels.to);

    TRY(sum);
    return t.ragged ? MESSAGE(vm, "tllen", args.v[0]) : sum;
}

/* A correlation of any number of dimensions. */
typedef struct Correlation {
    Vm     *vm;
    size_t  rank;
    size_t  kernel_dims[8], list_dims[8];
    int64_t first[8], last[8];   /* places of the kernel's first element, from 0, per dimension */
    Val     pad;                 /* VAL_NONE: around the ends */
    Val     g, h;
    int64_t at[8];
    bool    drop;                /* what lies outside is left out */
} Correlation;

/* The element of the list at these places, or of the padding; VAL_NONE: none. */
static Val correlation_element(const Correlation *c, Val list, const int64_t *places)
{
    Val x = list, pad = c->pad;
    bool outside = false;
    Heap *h = vm_heap(c->vm);

    for (size_t k = 0; k < c->rank; k++)
        outside = outside || places[k] < 0 || places[k] >= (int64_t)c->list_dims[k];
    if (outside && c->drop)
        return VAL_NONE;
    if (outside && !val_is_none(pad)) {
        for (size_t k = 0; k < c->rank && val_is_list(pad) && list_len(pad) > 0; k++) {
            int64_t n = (int64_t)list_len(pad);

            pad = list_item(h, pad, (size_t)(((places[k] % n) + n) % n));
        }
        return pad;
    }
    for (size_t k = 0; k < c->rank; k++) {
        int64_t n = (int64_t)c->list_dims[k];

        x = list_item(h, x, (size_t)(((places[k] % n) + n) % n));
    }
    return x;
}

static void add_terms(Correlation *c, Val kernel, Val list, size_t level, int64_t *places, ValArray *terms)
{
    Heap *h = vm_heap(c->vm);
    Val x;

    if (level == c->rank) {
        x = correlation_element(c, list, places);
        if (val_is_none(x))
            return;
        if (val_is(c->g, S_Times) && val_is_number(kernel) && val_is_number(x))
            valarray_push(terms, num_mul(h, kernel, x));
        else
            valarray_push(terms, expr2(h, c->g, kernel, x));
        return;
    }
    for (size_t i = 0; i < c->kernel_dims[level]; i++) {
        places[level] = c->at[level] + (int64_t)i;
        add_terms(c, list_item(h, kernel, i), list, level + 1, places, terms);
    }
}

static Val correlate(Correlation *c, Val kernel, Val list, size_t level)
{
    Heap *h = vm_heap(c->vm);
    Builder b;

    if (level == c->rank) {
        ValArray terms = valarray(h);
        int64_t places[8];

        TRY(vm_poll(c->vm));
        add_terms(c, kernel, list, 0, places, &terms);
        return val_is(c->h, S_Plus) ? sum_values(h, terms.n, terms.v) : expr_make(h, c->h, terms.n, terms.v);
    }
    builder_start(&b, h, S_List);
    for (c->at[level] = c->first[level]; c->at[level] <= c->last[level]; c->at[level]++) {
        Val x;

        TRY(x = correlate(c, kernel, list, level + 1));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* The dimensions of a full array of lists, at most 8; the number of them. */
static size_t list_dims(Heap *h, Val v, size_t *dims)
{
    size_t rank = 0;

    while (rank < 8 && val_is_list(v)) {
        dims[rank++] = list_len(v);
        if (list_len(v) == 0)
            break;
        v = list_item(h, v, 0);
    }
    return rank;
}

static Val reverse_all(Heap *h, Val v, size_t rank)
{
    size_t n;
    Val *out;

    if (rank == 0 || !val_is_list(v))
        return v;
    n = list_len(v);
    out = vals_new(h, n);
    for (size_t i = 0; i < n; i++)
        out[i] = reverse_all(h, list_item(h, v, n - 1 - i), rank - 1);
    return list_make(h, n, out);
}

/* The alignment kL or kR of dimension [k]: a place in the kernel from 1. */
static bool read_place(Val spec, size_t k, int64_t sign, int64_t size, int64_t *place)
{
    if (val_is_plain_list(spec)) {
        if (k >= expr_len(spec))
            return false;
        spec = expr_arg(spec, k);
    }
    if (!read_int(spec, place))
        return false;
    *place *= sign;
    if (*place < 0)
        *place += size + 1;
    return *place >= 1 && *place <= size;
}

static Val convolution(Vm *vm, Args args, bool reversed)
{
    Heap *h = vm_heap(vm);
    Correlation c = { .vm = vm, .pad = VAL_NONE, .g = S_Times, .h = S_Plus };
    Val left = val_int(reversed ? -1 : 1), right = val_int(reversed ? 1 : -1), kernel;
    size_t rank;

    if (!count_ok(vm, args, args.n, 2, 7))
        return NOT_MINE;
    if (!val_is_list(args.v[0]) || !val_is_list(args.v[1]))
        return NOT_MINE;
    c.rank = list_dims(h, args.v[0], c.kernel_dims);
    rank = list_dims(h, args.v[1], c.list_dims);
    if (c.rank == 0 || rank < c.rank)
        return MESSAGE(vm, "kldims", args.v[0], args.v[1]);
    for (size_t k = 0; k < c.rank; k++)
        if (c.kernel_dims[k] == 0 || c.list_dims[k] == 0)
            return NOT_MINE;
    if (args.n > 2) {
        Val spec = val_unpacked(h, args.v[2]);

        left = right = spec;
        if (val_is_call(spec, S_List, 2)) {
            left = expr_arg(spec, 0);
            right = expr_arg(spec, 1);
        }
    }
    for (size_t k = 0; k < c.rank; k++) {
        int64_t size = (int64_t)c.kernel_dims[k], l, r;

        if (!read_place(left, k, reversed ? -1 : 1, size, &l) || !read_place(right, k, reversed ? -1 : 1, size, &r))
            return NOT_MINE;
        c.first[k] = 1 - l;
        c.last[k] = (int64_t)c.list_dims[k] - r;
    }
    if (args.n > 3) {
        c.pad = args.v[3];
        c.drop = val_is_plain_list(c.pad) && expr_len(c.pad) == 0;
    }
    if (args.n > 4)
        c.g = args.v[4];
    if (args.n > 5)
        c.h = args.v[5];
    kernel = reversed ? reverse_all(h, args.v[0], c.rank) : args.v[0];
    return correlate(&c, kernel, args.v[1], 0);
}

BUILTIN(ListCorrelate,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "ListCorrelate[ker, list] gives the correlation of the kernel with list; ListCorrelate[ker, list, {kL, kR}]\n"
             "aligns the first element of list with place kL of the kernel and the last with kR, around the ends;\n"
             "ListCorrelate[ker, list, k, padding, g, h] pads, and has g for Times and h for Plus.",
    .messages = MESSAGES("kldims", "The kernel `1` and list `2` are not both non-empty lists with the same depth."),
    .examples = EXAMPLES(
        "ListCorrelate[{x, y}, {a, b, c}]", "{a*x + b*y, b*x + c*y}",
        "ListCorrelate[{1, 2}, {3, 4, 5}, 1]", "{11, 14, 11}"))
{
    return convolution(vm, args, false);
}

BUILTIN(ListConvolve,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "ListConvolve[ker, list] gives the convolution of the kernel with list; further arguments are as those of\n"
             "ListCorrelate.",
    .messages = MESSAGES("kldims", "The kernel `1` and list `2` are not both non-empty lists with the same depth."),
    .examples = EXAMPLES("ListConvolve[{x, y}, {a, b, c}]", "{b*x + a*y, c*x + b*y}"))
{
    return convolution(vm, args, true);
}

BUILTIN(BlockMap,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "BlockMap[f, list, n] applies f to blocks of n elements of list; BlockMap[f, list, n, d] to blocks with\n"
             "offset d.",
    .examples = EXAMPLES("BlockMap[f, {a, b, c, d}, 2]", "{f[{a, b}], f[{c, d}]}"))
{
    Heap *h = vm_heap(vm);
    Val spec, blocks;
    int64_t rank;

    if (!count_ok(vm, args, args.n, 3, 4))
        return NOT_MINE;
    if (val_is_atom(args.v[1]))
        return MESSAGE(vm, "normal", val_int(2), args.expr);
    spec = val_unpacked(h, args.v[2]);
    rank = val_is_plain_list(spec) ? (int64_t)expr_len(spec) : 1;
    TRY(blocks = vm_eval(vm, expr_make(h, S_Partition, args.n - 1, args.v + 1)));
    if (val_has_head(blocks, S_Partition))
        return NOT_MINE;
    return expr3(h, S_Map, args.v[0], blocks, expr1(h, S_List, val_int(rank)));
}

BUILTIN(MovingMap,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "MovingMap[f, list, n] applies f to each element with the n before it; MovingMap[f, list, n, padding] begins\n"
             "with padding in front of list.",
    .examples = EXAMPLES("MovingMap[f, {a, b, c}, 1]", "{f[{a, b}], f[{b, c}]}"))
{
    Heap *h = vm_heap(vm);
    int64_t n;
    Val list;

    if (!count_ok(vm, args, args.n, 3, 4))
        return NOT_MINE;
    if (!val_is_list(args.v[1]) || !read_int(args.v[2], &n) || n < 0)
        return NOT_MINE;
    list = args.v[1];
    if (args.n == 4)
        TRY(list = vm_eval(vm, expr3(h, S_ArrayPad, list, list_make(h, 1, (Val[]){
            list_make(h, 2, (Val[]){ args.v[2], val_int(0) }) }), args.v[3])));
    return expr2(h, S_Map, args.v[0], expr3(h, S_Partition, list, val_int(n + 1), val_int(1)));
}

BUILTIN(ArrayReduce,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "ArrayReduce[f, array, n] reduces dimension n of array by f; ArrayReduce[f, array, {n1, n2, ..}] several.",
    .examples = EXAMPLES(
        "ArrayReduce[f, {{a, b}, {c, d}}, 1]", "{f[{a, c}], f[{b, d}]}",
        "ArrayReduce[f, {{a, b}, {c, d}}, 2]", "{f[{a, b}], f[{c, d}]}"))
{
    Heap *h = vm_heap(vm);
    size_t dims[8], rank, count, next = 0;
    Val spec, perm[8];
    bool reduced[8] = { false };

    if (!count_ok(vm, args, args.n, 3, 3) || !val_is_list(args.v[1]))
        return NOT_MINE;
    rank = list_dims(h, args.v[1], dims);
    spec = val_unpacked(h, args.v[2]);
    count = val_is_plain_list(spec) ? expr_len(spec) : 1;
    for (size_t i = 0; i < count; i++) {
        Val n = val_is_plain_list(spec) ? expr_arg(spec, i) : spec;
        int64_t k;

        if (!read_int(n, &k))
            return NOT_MINE;
        if (k < 0)
            k += (int64_t)rank + 1;
        if (k < 1 || k > (int64_t)rank || reduced[k - 1])
            return NOT_MINE;
        reduced[k - 1] = true;
        perm[k - 1] = val_int((int64_t)(rank - count + i) + 1);
    }
    for (size_t k = 0; k < rank; k++)
        if (!reduced[k])
            perm[k] = val_int((int64_t)++next);
    return expr3(h, S_Map, args.v[0], expr2(h, S_Transpose, args.v[1], list_make(h, rank, perm)),
                 expr1(h, S_List, val_int((int64_t)(rank - count))));
}
