/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_make.c -- lists made from a description: Range, Array, ConstantArray, Subdivide, ..
 */
#include "vm/builtin/items.h"

#include <math.h>

static Val plus(Heap *h, Val a, Val b)
{
    return val_is_number(a) && val_is_number(b) ? num_add(h, a, b) : expr2(h, S_Plus, a, b);
}

static Val times(Heap *h, Val a, Val b)
{
    return val_is_number(a) && val_is_number(b) ? num_mul(h, a, b) : expr2(h, S_Times, a, b);
}

enum { LOOKS = 1 << 14 };     /* elements */

static Val range_of_integers(Vm *vm, int64_t from, int64_t step, double count)
{
    size_t n;

    TRY(vm_check_length(vm, count, sizeof(int64_t)));
    n = (size_t)count;
    if (n >= PACKED_LENGTH_MIN) {
        Packed *p = packed_new(vm_heap(vm), PACKED_INTEGER, 1, &n);

        if (p) {
            for (size_t i = 0; i < n; i++) {
                if (UNLIKELY(i % LOOKS == LOOKS - 1))
                    TRY(vm_poll(vm));
                p->data.integers[i] = from + (int64_t)i * step;
            }
            return val_from_node(p);
        }
    }
    Expr *list = expr_new(vm_heap(vm), S_List, n);
    for (size_t i = 0; i < n; i++)
        list->args[i] = val_int(from + (int64_t)i * step);
    return expr_seal(list);
}

/* Of machine integers that are far from the largest. */
static Val range_direct(Vm *vm, size_t n, const Val *args)
{
    const int64_t far = (int64_t)1 << 60;
    int64_t of[3] = {1, 1, 1};

    if (n == 0 || n > 3)
        return VAL_NONE;
    for (size_t i = 0; i < n; i++) {
        if (!val_is_small(args[i]) || val_small(args[i]) > far || val_small(args[i]) < -far)
            return VAL_NONE;
        of[n == 1 ? 1 : i] = val_small(args[i]);
    }
    int64_t from = of[0], gap = of[1] - from, step = of[2];
    if (step == 0)
        return VAL_NONE;
    if (gap != 0 && (gap < 0) != (step < 0))
        return expr0(vm_heap(vm), S_List);
    return range_of_integers(vm, from, step, (double)(gap / step) + 1);
}

/* How many steps there are from [a] to [b]: *steps; false where that is no real number. */
static Val range_steps(Vm *vm, Val a, Val b, Val step, double *steps)
{
    Heap *h = vm_heap(vm);
    Val q;

    *steps = NAN;
    if (val_is_real_number(a) && val_is_real_number(b) && val_is_real_number(step)) {
        if (num_is_zero(step))
            return VAL_NONE;
        q = num_div(h, num_sub(h, b, a), step);
    }
    else {
        TRY(q = vm_eval(vm, expr2(h, S_Divide, expr2(h, S_Subtract, b, a), step)));
        if (!val_is_number(q))
            TRY(q = vm_eval(vm, expr1(h, S_N, q)));
    }
    if (!val_is_real_number(q))
        return VAL_NONE;
    if (val_is_exact_real(q))
        *steps = num_to_double(num_floor(h, q));
    else {
        double d = num_to_double(q);

        *steps = floor(d + 1e-13 * fmax(1, fabs(d)));
    }
    return VAL_NONE;
}

static Val range_generic(Vm *vm, Val a, Val step, double count)
{
    Heap *h = vm_heap(vm);
    bool real = val_is_inexact_real(a) || val_is_inexact_real(step);
    Val *v;
    size_t n;

    TRY(vm_check_length(vm, count, sizeof(Val)));
    n = (size_t)count;
    v = vals_new(h, n);
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        v[i] = i == 0 ? a : plus(h, a, times(h, val_int((int64_t)i), step));
        if (real && val_is_exact_real(v[i]))
            v[i] = num_n(h, v[i], 0);
    }
    return list_of(h, n, v);
}

BUILTIN(Range,
    .attrs = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .direct = range_direct,
    .quiet_count = true,
    .usage = "Range[n] gives {1, 2, .., n}; Range[a, b] gives {a, a + 1, ..} up to b; Range[a, b, s] steps by s.",
    .messages = MESSAGES("range", "Range specification in `1` does not have appropriate bounds."),
    .examples = EXAMPLES(
        "Range[4]", "{1, 2, 3, 4}",
        "Range[0, 1, 1/4]", "{0, 1/4, 1/2, 3/4, 1}",
        "Range[5, 1, -2]", "{5, 3, 1}",
        "Range[{1, 3}]", "{{1}, {1, 2, 3}}",
        "Length[Range[1000]]", "1000"))
{
    Val a = val_int(1), b, step = val_int(1);
    double steps;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    b = args.v[args.n == 1 ? 0 : 1];
    if (args.n > 1)
        a = args.v[0];
    if (args.n == 3)
        step = args.v[2];
    TRY(range_steps(vm, a, b, step, &steps));
    if (isnan(steps) || isinf(steps))
        return MESSAGE(vm, "range", args.expr);
    if (steps < 0)
        return expr0(vm_heap(vm), S_List);
    if (val_is_small(a) && val_is_small(step)
        && fabs((double)val_small(a)) + steps * fabs((double)val_small(step)) < 4e18)
        return range_of_integers(vm, val_small(a), val_small(step), steps + 1);
    return range_generic(vm, a, step, steps + 1);
}

typedef struct ArrayMake {
    Val     head;
    size_t  rank;
    size_t *dims;
    Val    *origins, *steps;
    Val    *index;
    Caller  f;
} ArrayMake;

static Val array_level(Vm *vm, ArrayMake *a, size_t level)
{
    Heap *h = vm_heap(vm);
    Builder b;

    if (level == a->rank)
        return caller_apply(vm, &a->f, a->index);
    builder_start(&b, h, a->head);
    for (size_t i = 0; i < a->dims[level]; i++) {
        Val x;

        TRY(vm_poll(vm));
        a->index[level] = plus(h, a->origins[level], times(h, val_int((int64_t)i), a->steps[level]));
        if (!val_is_number(a->index[level]))
            TRY(a->index[level] = vm_eval(vm, a->index[level]));
        TRY(x = array_level(vm, a, level + 1));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* The origin of one level: r, or {a, b} for n values evenly from a to b. */
static Val array_origin(Vm *vm, ArrayMake *a, size_t level, Val origin)
{
    Heap *h = vm_heap(vm);
    size_t n = a->dims[level];
    Val from, to;

    a->origins[level] = origin;
    a->steps[level] = val_int(1);
    if (!val_is_call(origin, S_List, 2))
        return VAL_NONE;
    from = expr_arg(origin, 0);
    to = expr_arg(origin, 1);
    a->origins[level] = from;
    if (n == 1)
        TRY(a->origins[level] = vm_eval(vm, expr2(h, S_Divide, expr2(h, S_Plus, from, to), val_int(2))));
    else if (n > 1)
        TRY(a->steps[level] = vm_eval(vm, expr2(h, S_Divide, expr2(h, S_Subtract, to, from), val_int((int64_t)n - 1))));
    return VAL_NONE;
}

/* Dimensions: a count or a list of counts; false for anything else. */
static bool read_dims(Heap *h, Val v, size_t *rank, size_t **dims)
{
    v = val_unpacked(h, v);
    *rank = val_is_plain_list(v) ? expr_len(v) : 1;
    *dims = sizes_new(h, *rank);
    for (size_t i = 0; i < *rank; i++) {
        Val d = val_is_plain_list(v) ? expr_arg(v, i) : v;

        if (!val_is_small(d) || val_small(d) < 0)
            return false;
        (*dims)[i] = (size_t)val_small(d);
    }
    return true;
}

BUILTIN(Array,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Array[f, n] gives {f[1], .., f[n]}; Array[f, n, r] begins at f[r]; Array[f, n, {a, b}] takes n\n"
             "values from a to b; Array[f, {n1, n2, ..}] makes nested lists; Array[f, dims, r, h] uses the head h.",
    .messages = MESSAGES(
        "plen", "`1` and `2` should have the same length.",
        "ilsmn", "Single or list of non-negative machine-sized integers expected at position `1` of `2`."),
    .examples = EXAMPLES(
        "Array[f, 3]", "{f[1], f[2], f[3]}",
        "Array[f, {2, 2}, 0]", "{{f[0, 0], f[0, 1]}, {f[1, 0], f[1, 1]}}",
        "Array[f, 3, {0, 1}]", "{f[0], f[1/2], f[1]}",
        "Array[f, 3, 1, Plus]", "f[1] + f[2] + f[3]"))
{
    Heap *h = vm_heap(vm);
    ArrayMake a = { .head = S_List };
    double total = 1;

    if (!count_ok(vm, args, args.n, 2, 4))
        return NOT_MINE;
    if (args.n == 4)
        a.head = args.v[3];
    if (!read_dims(h, args.v[1], &a.rank, &a.dims))
        return MESSAGE(vm, "ilsmn", val_int(2), args.expr);
    a.origins = vals_new(h, a.rank);
    a.steps = vals_new(h, a.rank);
    a.index = vals_new(h, a.rank);
    for (size_t i = 0; i < a.rank; i++) {
        Val origin = args.n > 2 ? args.v[2] : val_int(1);

        if (val_is_plain_list(args.v[1]) && val_is_plain_list(origin)) {
            if (expr_len(origin) != a.rank)
                return MESSAGE(vm, "plen", args.v[1], origin);
            origin = expr_arg(origin, i);
        }
        TRY(array_origin(vm, &a, i, origin));
    }
    for (size_t i = 0; i < a.rank; i++)
        total *= (double)a.dims[i];
    TRY(vm_check_length(vm, total, sizeof(Val)));
    caller_start(vm, &a.f, args.v[0], a.rank, total < 1e6 ? (size_t)total : 1000000);
    return array_level(vm, &a, 0);
}

/* Is there a symbol among these dimensions, and nothing but symbols and counts? */
static bool is_symbolic(Val dims)
{
    bool found = val_is_symbol(dims);

    for (size_t i = 0; val_is_plain_list(dims) && i < expr_len(dims); i++) {
        Val d = expr_arg(dims, i);

        found = found || val_is_symbol(d);
        if (!val_is_symbol(d) && !(val_is_small(d) && val_small(d) >= 0))
            return false;
    }
    return found;
}

BUILTIN(ConstantArray,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "ConstantArray[c, n] gives a list of n copies of c; ConstantArray[c, {n1, n2, ..}] a nested one.",
    .messages = MESSAGES("ilsmn", "Single or list of non-negative machine-sized integers expected at position `1` of `2`."),
    .examples = EXAMPLES(
        "ConstantArray[c, 3]", "{c, c, c}",
        "ConstantArray[0, {2, 2}]", "{{0, 0}, {0, 0}}"))
{
    Heap *h = vm_heap(vm);
    size_t rank, *dims;
    double total = 1;
    Val x;

    if (!count_ok(vm, args, args.n, 2, 2))
        return NOT_MINE;
    if (!read_dims(h, args.v[1], &rank, &dims)) {
        if (is_symbolic(args.v[1]) && (val_is(args.v[0], val_int(0)) || val_is(args.v[0], val_int(1))))
            return expr1(h, val_is(args.v[0], val_int(0)) ? S_SymbolicZerosArray : S_SymbolicOnesArray,
                         val_is_list(args.v[1]) ? args.v[1] : expr1(h, S_List, args.v[1]));
        return MESSAGE(vm, "ilsmn", val_int(2), args.expr);
    }
    x = args.v[0];
    for (size_t i = 0; i < rank; i++)
        total *= (double)dims[i];
    TRY(vm_check_length(vm, total, sizeof(Val)));
    if (total >= PACKED_LENGTH_MIN && rank > 0 && (val_is_small(x) || val_is_real(x))) {
        Packed *p = packed_new(h, val_is_small(x) ? PACKED_INTEGER : PACKED_REAL, rank, dims);

        for (size_t i = 0; p && i < p->count && !heap_stops_at(h, i); i++)
            if (val_is_small(x))
                p->data.integers[i] = val_small(x);
            else
                p->data.reals[i] = val_real(x);
        if (p)
            return val_from_node(p);
    }
    for (size_t i = rank; i-- > 0;) {
        Val *v = vals_new(h, dims[i]);

        for (size_t j = 0; j < dims[i]; j++) {
            if (UNLIKELY(j % LOOKS == LOOKS - 1))
                TRY(vm_poll(vm));
            v[j] = x;
        }
        x = list_make(h, dims[i], v);
    }
    return x;
}

BUILTIN(Subdivide,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "Subdivide[n] divides 0 to 1 into n equal parts; Subdivide[b, n] 0 to b; Subdivide[a, b, n] a to b.",
    .examples = EXAMPLES(
        "Subdivide[4]", "{0, 1/4, 1/2, 3/4, 1}",
        "Subdivide[2, 6, 4]", "{2, 3, 4, 5, 6}"))
{
    Heap *h = vm_heap(vm);
    Val a = val_int(0), b = val_int(1), last, *v;
    int64_t n;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    last = args.v[args.n - 1];
    if (val_is_real(last) && fabs(val_real(last)) < 1e15 && val_real(last) == floor(val_real(last)))
        last = val_int((int64_t)val_real(last));
    if (!read_int(last, &n) || n <= 0)
        return MESSAGE(vm, "intp", args.expr, val_int((int64_t)args.n));
    if (args.n > 1)
        b = args.v[args.n - 2];
    if (args.n == 3)
        a = args.v[0];
    TRY(vm_check_length(vm, (double)n + 1, sizeof(Val)));
    v = vals_new(h, (size_t)n + 1);
    if (val_is_number(a) && val_is_number(b)) {
        Val width = num_sub(h, b, a);
        bool real = !num_is_exact(a) || !num_is_exact(b);

        for (int64_t i = 0; i <= n; i++) {
            TRY(vm_poll(vm));
            v[i] = i == n ? b : num_add(h, a, num_div(h, num_mul(h, width, val_int(i)), val_int(n)));
            if (real && num_is_exact(v[i]))
                v[i] = num_n(h, v[i], 0);
        }
    }
    else
        for (int64_t i = 0; i <= n; i++) {
            Val from = expr2(h, S_Times, rat_new(h, val_int(n - i), val_int(n)), a);

            v[i] = i == 0 ? a : i == n ? b : expr2(h, S_Plus, from, expr2(h, S_Times, rat_new(h, val_int(i), val_int(n)), b));
        }
    return list_of(h, (size_t)n + 1, v);
}

BUILTIN(PowerRange,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "PowerRange[b] gives {1, 10, 100, ..} up to b; PowerRange[a, b] begins at a; PowerRange[a, b, r]\n"
             "multiplies by r.",
    .messages = MESSAGES(
        "range", "Range specification in `1` does not have appropriate bounds.",
        "factor", "Factor cannot be `1`."),
    .examples = EXAMPLES(
        "PowerRange[1, 1000]", "{1, 10, 100, 1000}",
        "PowerRange[1, 20, 2]", "{1, 2, 4, 8, 16}"))
{
    Heap *h = vm_heap(vm);
    Val a = val_int(1), b, r = val_int(10), count;

    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    b = args.v[args.n == 1 ? 0 : 1];
    if (args.n > 1)
        a = args.v[0];
    if (args.n == 3)
        r = args.v[2];
    if (num_is_one(r) || (val_is_number(r) && num_is_zero(r)))
        return MESSAGE(vm, "factor", r);
    if (args.n == 2 && val_is_real_number(a) && val_is_real_number(b) && num_sign(a) > 0 && num_compare(b, a) < 0)
        r = rat_new(h, val_int(1), val_int(10));
    TRY(count = vm_eval(vm, expr1(h, S_Floor, expr2(h, S_Log, r, expr2(h, S_Divide, b, a)))));
    if (!val_is_small(count))
        return MESSAGE(vm, "range", args.expr);
    if (val_small(count) < 0)
        return expr0(h, S_List);
    TRY(vm_check_length(vm, (double)val_small(count) + 1, sizeof(Val)));
    Val *v = vals_new(h, (size_t)val_small(count) + 1);

    v[0] = a;
    for (int64_t i = 1; i <= val_small(count); i++)
        TRY(v[i] = vm_eval(vm, times(h, v[i - 1], r)));
    return list_of(h, (size_t)val_small(count) + 1, v);
}

/* A matrix of zeros with [v] on the diagonal [k] above the main one; of machine reals if one is among them. */
static Val diagonal(Vm *vm, size_t rows, size_t columns, size_t n, const Val *v, int64_t k)
{
    Heap *h = vm_heap(vm);
    Val *row_values, zero = val_int(0);

    TRY(vm_check_length(vm, (double)rows * (double)columns, sizeof(Val)));
    row_values = vals_new(h, rows);
    for (size_t i = 0; i < n; i++)
        if (val_is_real(v[i]))
            zero = val_real_new(h, 0.0);
    for (size_t i = 0; i < rows; i++) {
        Val *row = vals_new(h, columns);
        int64_t at = (int64_t)i + k;
        size_t which = k >= 0 ? i : (size_t)at;

        TRY(vm_poll(vm));
        for (size_t j = 0; j < columns; j++)
            row[j] = zero;
        if (at >= 0 && at < (int64_t)columns && which < n)
            row[at] = val_is_real(zero) && val_is_number(v[which]) ? num_n(h, v[which], 0) : v[which];
        row_values[i] = list_make(h, columns, row);
    }
    Val m = list_make(h, rows, row_values);

    return rows * columns >= PACKED_LENGTH_MIN ? list_pack(h, m) : m;
}

BUILTIN(IdentityMatrix,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "TargetStructure -> Automatic, WorkingPrecision -> Infinity",
    .quiet_count = true,
    .usage = "IdentityMatrix[n] gives the n by n identity matrix; IdentityMatrix[{m, n}] an m by n one.",
    .messages = MESSAGES("intm", "Positive machine-sized integer expected at position 1 in `1`."),
    .examples = EXAMPLES("IdentityMatrix[2]", "{{1, 0}, {0, 1}}"))
{
    Heap *h = vm_heap(vm);
    size_t rank, *dims, rows, columns, n = options_split(args);
    Val *ones;

    if (!count_ok(vm, args, n, 1, 1))
        return NOT_MINE;
    if (!read_dims(h, args.v[0], &rank, &dims) || rank < 1 || rank > 2)
        return val_is_number(args.v[0]) ? MESSAGE(vm, "intm", args.expr) : NOT_MINE;
    rows = dims[0];
    columns = dims[rank - 1];
    TRY(vm_check_length(vm, (double)rows * (double)columns, sizeof(Val)));
    ones = vals_new(h, rows);
    for (size_t i = 0; i < rows; i++)
        ones[i] = val_int(1);
    return diagonal(vm, rows, columns, rows, ones, 0);
}

BUILTIN(DiagonalMatrix,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "TargetStructure -> Automatic",
    .quiet_count = true,
    .usage = "DiagonalMatrix[list] gives a matrix with list on its diagonal; DiagonalMatrix[list, k] on the k-th\n"
             "diagonal above it; DiagonalMatrix[list, k, n] in an n by n matrix.",
    .examples = EXAMPLES(
        "DiagonalMatrix[{a, b}]", "{{a, 0}, {0, b}}",
        "DiagonalMatrix[{a}, 1]", "{{0, a}, {0, 0}}"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args), rank, *dims, size, rows, columns;
    int64_t k = 0;
    Items it;

    if (!count_ok(vm, args, n, 1, 3))
        return NOT_MINE;
    if (!val_is_list(args.v[0]) || !items_of(h, args.v[0], &it))
        return NOT_MINE;
    if (n > 1 && !read_int(args.v[1], &k))
        return NOT_MINE;
    if (k > 1000000 || k < -1000000)
        return NOT_MINE;
    size = it.n + (size_t)(k < 0 ? -k : k);
    rows = columns = size;
    if (n == 3) {
        if (!read_dims(h, args.v[2], &rank, &dims) || rank < 1 || rank > 2)
            return NOT_MINE;
        rows = dims[0];
        columns = dims[rank - 1];
    }
    return diagonal(vm, rows, columns, it.n, it.v, k);
}

BUILTIN(UnitVector,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .quiet_count = true,
    .usage = "UnitVector[k] gives the k-th unit vector of the plane; UnitVector[n, k] that of n dimensions.",
    .messages = MESSAGES("nokun", "There is no unit vector in direction `1` in `2` dimensions."),
    .examples = EXAMPLES("UnitVector[3, 2]", "{0, 1, 0}", "UnitVector[1]", "{1, 0}"))
{
    int64_t n = 2, k;
    Val *v;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!read_int(args.v[args.n - 1], &k) || (args.n == 2 && !read_int(args.v[0], &n)))
        return NOT_MINE;
    if (k < 1 || k > n)
        return MESSAGE(vm, "nokun", val_int(k), val_int(n));
    TRY(vm_check_length(vm, (double)n, sizeof(Val)));
    v = vals_new(vm_heap(vm), (size_t)n);
    for (int64_t i = 0; i < n; i++)
        v[i] = val_int(i + 1 == k);
    return list_of(vm_heap(vm), (size_t)n, v);
}
