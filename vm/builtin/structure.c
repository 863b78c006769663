/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * structure.c -- what an expression looks like: Head, Length, Depth, Level, Dimensions, VectorQ, ..
 */
#include "vm/builtin/levelspec.h"

BUILTIN(Head,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Head[expr] gives the head of expr; Head[expr, h] wraps it in h.",
    .examples = EXAMPLES("Head[f[x]]", "f", "Head[{a}]", "List", "Head[3]", "Integer", "Head[1/2]", "Rational"))
{
    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    return args.n == 2 ? expr1(vm_heap(vm), args.v[1], val_head(args.v[0])) : val_head(args.v[0]);
}

BUILTIN(Length,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Length[expr] gives the number of elements of expr; 0 for atoms.",
    .examples = EXAMPLES("Length[{a, b}]", "2", "Length[f[]]", "0", "Length[x]", "0", "Length[<|x -> 1|>]", "1"))
{
    Val x;

    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    x = args.v[0];
    return val_int((int64_t)(val_is_expr(x) ? expr_len(x) : val_is_packed(x) ? list_len(x)
                             : val_is_assoc(x) ? assoc_len(x) : val_is_bytes(x) ? val_bytes(x)->len : 0));
}

BUILTIN(AtomQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "AtomQ[expr] gives True if expr has no parts, False otherwise.",
    .examples = EXAMPLES("AtomQ[x]", "True", "AtomQ[1/2]", "True", "AtomQ[f[x]]", "False"))
{
    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    return val_is_expr(args.v[0]) || val_is_packed(args.v[0]) ? S_False : S_True;
}

BUILTIN(ListQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "ListQ[expr] gives True if the head of expr is List, False otherwise.",
    .examples = EXAMPLES("ListQ[{a}]", "True", "ListQ[f[a]]", "False"))
{
    if (!count_ok(vm, args, args.n, 1, 1))
        return NOT_MINE;
    return val_is_list(args.v[0]) ? S_True : S_False;
}

BUILTIN(Depth,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Heads -> False",
    .packed = true,
    .quiet_count = true,
    .usage = "Depth[expr] gives one more than the number of indices that the deepest part of expr takes.",
    .examples = EXAMPLES("Depth[x]", "1", "Depth[{{a}}]", "3"))
{
    MatchResult heads;

    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    heads = option_true(vm, args, S_Heads);
    return heads == MATCH_UNWIND ? UNWIND : level_depth(vm, args.v[0], heads == MATCH_YES);
}

/* The number of atoms of a number: a rational or complex number counts as the expression it stands for. */
static int64_t number_leaves(Val v)
{
    if (val_is_rational(v))
        return 3;
    if (val_is_complex(v))
        return 1 + number_leaves(cplx_re(v)) + number_leaves(cplx_im(v));
    return 1;
}

static Val leaf_count(Vm *vm, Val expr, bool heads);

/* Adds the leaves of [expr]. */
static inline Val add_leaves(Vm *vm, Val expr, bool heads, int64_t *total)
{
    Val n = val_int(1);

    if (!val_is_small(expr) && !val_is_symbol(expr))
        TRY(n = leaf_count(vm, expr, heads));
    *total += val_small(n);
    return VAL_NONE;
}

/* The same for what is no expression of parts. */
static Val leaf_count_of_other(Vm *vm, Val expr, bool heads)
{
    int64_t total = 0;
    Items it;

    if (val_is_number(expr))
        return val_int(number_leaves(expr));
    if (val_is_packed(expr)) {
        const Packed *p = val_packed(expr);
        size_t lists = 1;

        for (size_t i = 0, n = 1; i + 1 < p->rank; i++)
            lists += n *= p->dims[i];
        if (p->type != PACKED_COMPLEX)
            return val_int((int64_t)(p->count + (heads ? lists : 0)));
    }
    if (!items_of(vm_heap(vm), expr, &it))
        return val_int(1);
    if (heads)
        TRY(add_leaves(vm, it.head, heads, &total));
    for (size_t i = 0; i < it.n; i++) {
        TRY(vm_poll(vm));
        TRY(add_leaves(vm, it.entries ? items_rule(vm_heap(vm), &it, i) : it.v[i], heads, &total));
    }
    return val_int(total);
}

static Val leaf_count(Vm *vm, Val expr, bool heads)
{
    int64_t total = 0;

    TRY(vm_check_stack(vm));
    /* It goes on with the last part: a chain takes no stack. */
    while (val_is_expr(expr)) {
        size_t n = expr_len(expr);
        TRY(vm_poll(vm));
        if (heads)
            TRY(add_leaves(vm, expr_head(expr), heads, &total));
        if (n == 0)
            return val_int(total);
        for (size_t i = 0; i + 1 < n; i++)
            TRY(add_leaves(vm, expr_arg(expr, i), heads, &total));
        expr = expr_arg(expr, n - 1);
    }
    Val last = leaf_count_of_other(vm, expr, heads);
    TRY(last);
    return val_int(total + val_small(last));
}

BUILTIN(LeafCount,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Heads -> True",
    .packed = true,
    .quiet_count = true,
    .usage = "LeafCount[expr] gives the number of indivisible parts of expr.",
    .examples = EXAMPLES("LeafCount[f[x, y]]", "3", "LeafCount[1/2]", "3", "LeafCount[{a, {b}}]", "4"))
{
    MatchResult heads;

    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    heads = option_true(vm, args, S_Heads);
    return heads == MATCH_UNWIND ? UNWIND : leaf_count(vm, args.v[0], heads == MATCH_YES);
}

static LevelStep gather_part(__attribute__((unused)) Vm *vm, Val part, __attribute__((unused)) const LevelPath *path, void *state)
{
    valarray_push(state, part);
    return LEVEL_GO;
}

BUILTIN(Level,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "Heads -> False",
    .apply = operator_first1,
    .quiet_count = true,
    .usage = "Level[expr, levelspec] gives a list of the parts of expr on these levels; Level[expr, levelspec, f] gives\n"
             "f of them.",
    .examples = EXAMPLES(
        "Level[{a, {b}}, {1}]", "{a, {b}}", "Level[{a, {b}}, {-1}]", "{a, b}", "Level[a + f[x], 2]", "{a, x, f[x]}"))
{
    size_t n = options_split(args);
    ValArray parts = valarray(vm_heap(vm));
    LevelSpec spec;
    MatchResult heads;

    if (n == 1)
        return NOT_MINE;
    if (!count_ok(vm, args, n, 2, 3))
        return NOT_MINE;
    heads = option_true(vm, args, S_Heads);
    if (heads == MATCH_UNWIND)
        return UNWIND;
    if (!levelspec_read(val_unpacked(vm_heap(vm), args.v[1]), &spec))
        return MESSAGE(vm, "level", args.v[1]);
    if (level_visit(vm, args.v[0], spec, heads == MATCH_YES, gather_part, &parts) == LEVEL_UNWIND)
        return UNWIND;
    return expr_make(vm_heap(vm), n == 3 ? args.v[2] : S_List, parts.n, parts.v);
}

/* The dimensions of [v] as a full array with this head, at most *rank of them: *rank is cut down to
 * where it stops being one. */
static Val array_dims(Vm *vm, Val v, Val head, size_t *rank, size_t *dims)
{
    Items it;

    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (*rank == 0)
        return VAL_NONE;
    if (val_is_packed(v) && val_is(head, S_List)) {
        const Packed *p = val_packed(v);

        if (*rank > p->rank)
            *rank = p->rank;
        memcpy(dims, p->dims, *rank * sizeof *dims);
        return VAL_NONE;
    }
    if (!items_of(vm_heap(vm), v, &it) || !val_same(it.head, head)) {
        *rank = 0;
        return VAL_NONE;
    }
    dims[0] = it.n;
    size_t below = it.n ? *rank - 1 : 0;
    size_t *mine = dims + 1, *other = below ? sizes_new(vm_heap(vm), below) : NULL;

    for (size_t i = 0; i < it.n && below > 0; i++) {
        size_t here = below, k = 0;

        TRY(array_dims(vm, it.v[i], head, &here, i == 0 ? mine : other));
        if (i == 0) {
            below = here;
            continue;
        }
        while (k < here && k < below && mine[k] == other[k])
            k++;
        below = k;
    }
    *rank = 1 + below;
    return VAL_NONE;
}

enum { MAX_RANK = 256 };

BUILTIN(Dimensions,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "AllowedHeads -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "Dimensions[expr] gives the dimensions of expr as a full array; Dimensions[expr, n] down to level n.",
    .examples = EXAMPLES(
        "Dimensions[{{a, b, c}, {d, e, f}}]", "{2, 3}", "Dimensions[{{a}, {b, c}}]", "{2}", "Dimensions[x]", "{}"))
{
    size_t rank = MAX_RANK, dims[MAX_RANK], given, n = options_split(args);
    bool up_to;
    Val v[MAX_RANK];

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    if (n == 2) {
        if (!read_count(args.v[1], &given, &up_to))
            return MESSAGE(vm, "innf", val_int(2), args.expr);
        if (given < rank)
            rank = given;
    }
    TRY(array_dims(vm, args.v[0], val_head(args.v[0]), &rank, dims));
    if (val_is_atom(args.v[0]))
        rank = 0;
    for (size_t i = 0; i < rank; i++)
        v[i] = val_int((int64_t)dims[i]);
    return list_make(vm_heap(vm), rank, v);
}

BUILTIN(ArrayDepth,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .options = "AllowedHeads -> Automatic",
    .packed = true,
    .quiet_count = true,
    .usage = "ArrayDepth[expr] gives the number of dimensions of expr as a full array.",
    .examples = EXAMPLES("ArrayDepth[{{a, b}, {c, d}}]", "2", "ArrayDepth[x]", "0"))
{
    size_t rank = MAX_RANK, dims[MAX_RANK];

    if (!count_ok(vm, args, options_split(args), 1, 1))
        return NOT_MINE;
    TRY(array_dims(vm, args.v[0], val_head(args.v[0]), &rank, dims));
    return val_int(val_is_atom(args.v[0]) ? 0 : (int64_t)rank);
}

/* Do all elements at depth [rank] of the list [v] satisfy [test] (VAL_NONE: being no list)? */
static MatchResult elements_satisfy(Vm *vm, Val v, size_t rank, Val test)
{
    Items it;

    if (val_is_unwind(vm_check_stack(vm)) || val_is_unwind(vm_poll(vm)))
        return MATCH_UNWIND;
    if (rank == 0)
        return val_is_none(test) ? (val_is_list(v) ? MATCH_NO : MATCH_YES) : call_test1(vm, test, v);
    if (val_is_packed(v) && val_is_none(test))
        return MATCH_YES;
    if (!items_of(vm_heap(vm), v, &it))
        return MATCH_NO;
    for (size_t i = 0; i < it.n; i++) {
        MatchResult r = elements_satisfy(vm, it.v[i], rank - 1, test);

        if (r != MATCH_YES)
            return r;
    }
    return MATCH_YES;
}

/* Is args.v[0] a full array of lists of this depth (0: any), with elements that satisfy [test]? */
static Val is_array(Vm *vm, Val v, size_t depth, Val test, const Pattern *depths)
{
    size_t rank = MAX_RANK, dims[MAX_RANK];
    Bindings bindings;

    if (!val_is_list(v))
        return S_False;
    if (depth)
        rank = depth + 1;
    TRY(array_dims(vm, v, S_List, &rank, dims));
    if (depth && val_is_none(test) ? rank != depth : rank < depth)
        return S_False;
    if (depth && rank > depth)
        rank = depth;
    if (depths) {
        MatchResult r = pattern_match(vm, depths, val_int((int64_t)rank), &bindings);

        if (r != MATCH_YES)
            return r == MATCH_UNWIND ? UNWIND : S_False;
    }
    switch (elements_satisfy(vm, v, rank, test)) {
    case MATCH_UNWIND:
        return UNWIND;
    case MATCH_NO:
        return S_False;
    case MATCH_YES:
        break;
    }
    return S_True;
}

BUILTIN(ArrayQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "ArrayQ[expr] gives True if expr is a full array; ArrayQ[expr, patt] if its depth matches patt;\n"
             "ArrayQ[expr, patt, test] if also test gives True for every element.",
    .examples = EXAMPLES("ArrayQ[{{a, b}, {c, d}}]", "True", "ArrayQ[{{a}, {b, c}}]", "False", "ArrayQ[{1, 2}, 1, IntegerQ]", "True"))
{
    if (!count_ok(vm, args, args.n, 1, 3))
        return NOT_MINE;
    return is_array(vm, args.v[0], 0, args.n == 3 ? args.v[2] : VAL_NONE,
                    args.n > 1 ? pattern_compile(vm, args.v[1]) : NULL);
}

BUILTIN(VectorQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "VectorQ[expr] gives True if expr is a list with no lists among its elements; VectorQ[expr, test] if test\n"
             "gives True for every element.",
    .examples = EXAMPLES("VectorQ[{a, b}]", "True", "VectorQ[{a, {b}}]", "False", "VectorQ[{1, x}, NumberQ]", "False"))
{
    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!val_is_list(args.v[0]))
        return S_False;
    switch (elements_satisfy(vm, args.v[0], 1, args.n == 2 ? args.v[1] : VAL_NONE)) {
    case MATCH_UNWIND:
        return UNWIND;
    case MATCH_YES:
        return val_is_packed(args.v[0]) && val_packed(args.v[0])->rank > 1 && args.n == 1 ? S_False : S_True;
    case MATCH_NO:
        break;
    }
    return S_False;
}

BUILTIN(MatrixQ,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "MatrixQ[expr] gives True if expr is a list of lists of the same length with no lists among its elements;\n"
             "MatrixQ[expr, test] if test gives True for every element.",
    .examples = EXAMPLES("MatrixQ[{{a, b}, {c, d}}]", "True", "MatrixQ[{a, b}]", "False"))
{
    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    return is_array(vm, args.v[0], 2, args.n == 2 ? args.v[1] : VAL_NONE, NULL);
}

/* The source index of each part of the result counts along its own dimensions. */
typedef struct Transposing {
    Heap   *h;
    size_t  rank, result_rank;
    size_t *to;              /* level k of the source goes to level to[k] of the result */
    size_t *dims;            /* of the result */
    size_t *index;
} Transposing;

static Val transpose_level(Transposing *t, Val source, size_t level)
{
    Val *v;

    if (level == t->result_rank) {
        for (size_t k = 0; k < t->rank; k++)
            source = list_item(t->h, source, t->index[t->to[k]]);
        return source;
    }
    v = vals_new(t->h, t->dims[level]);
    for (size_t i = 0; i < t->dims[level]; i++) {
        t->index[level] = i;
        v[i] = transpose_level(t, source, level + 1);
    }
    return list_make(t->h, t->dims[level], v);
}

/* Reads {n1, n2, ..} into t->to; false where it is no permutation of levels. */
static bool read_levels(Transposing *t, Val spec)
{
    t->rank = expr_len(spec);
    t->result_rank = 0;
    for (size_t k = 0; k < t->rank; k++) {
        Val n = expr_arg(spec, k);

        if (!val_is_small(n) || val_small(n) < 1 || val_small(n) > (int64_t)t->rank)
            return false;
        t->to[k] = (size_t)val_small(n) - 1;
        if (t->to[k] + 1 > t->result_rank)
            t->result_rank = t->to[k] + 1;
    }
    for (size_t j = 0; j < t->result_rank; j++) {
        bool used = false;

        for (size_t k = 0; k < t->rank; k++)
            used = used || t->to[k] == j;
        if (!used)
            return false;
    }
    return true;
}

static bool list_of_atoms(Val list)
{
    for (size_t i = 0; val_is_plain_list(list) && i < expr_len(list); i++)
        if (val_is_list(expr_arg(list, i)))
            return false;
    return true;
}

/* A matrix of machine numbers. */
static Val transpose_packed(Heap *h, const Packed *a)
{
    size_t rows = a->dims[0], cols = a->rank == 2 ? a->dims[1] : 0, words = a->type == PACKED_COMPLEX ? 2 : 1;
    Packed *r = a->rank == 2 && a->count > 0 ? packed_new(h, (PackedType)a->type, 2, (size_t[]){cols, rows}) : NULL;

    if (r == NULL)
        return VAL_NONE;
    for (size_t i = 0; i < rows; i++)
        for (size_t j = 0; j < cols; j++)
            memcpy(&r->data.integers[(j * rows + i) * words], &a->data.integers[(i * cols + j) * words],
                   words * sizeof(int64_t));
    return val_from_node(r);
}

BUILTIN(Transpose,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Transpose[list] exchanges the first two levels of list; Transpose[list, {n1, n2, ..}] puts level k of list\n"
             "at level n_k of the result; Transpose[list, m <-> n] exchanges levels m and n.",
    .messages = MESSAGES(
        "nmtx", "The first two levels of `1` cannot be transposed.",
        "perm", "`1` is not a permutation.",
        "newdims", "Transpose dimensions `1` are not valid for `2`."),
    .examples = EXAMPLES(
        "Transpose[{{a, b}, {c, d}}]", "{{a, c}, {b, d}}",
        "Transpose[{{a, b}, {c, d}}, {1, 1}]", "{a, d}"))
{
    Heap *h = vm_heap(vm);
    size_t dims[MAX_RANK], rank = MAX_RANK;
    Transposing t = { .h = h };
    Val spec = VAL_NONE;
    int64_t a, b;

    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    if (!val_is_list(args.v[0]))
        return NOT_MINE;
    Val own[2], quick;

    if (args.n == 1 && val_is_packed(args.v[0]) && !val_is_none(quick = transpose_packed(h, val_packed(args.v[0]))))
        return quick;
    for (size_t i = 0; i < args.n; i++)
        own[i] = val_unpacked(h, args.v[i]);
    args.v = own;
    TRY(array_dims(vm, args.v[0], S_List, &rank, dims));
    if (args.n == 1 && rank == 1 && list_of_atoms(args.v[0]))
        return args.v[0];
    if (args.n == 2)
        spec = val_unpacked(h, args.v[1]);
    if (args.n == 2 && val_is_plain_list(spec) && expr_len(spec) <= MAX_RANK) {
        t.to = sizes_new(h, expr_len(spec));
        if (!read_levels(&t, spec) || t.rank > rank)
            return MESSAGE(vm, "perm", spec);
    }
    else {
        a = 1;
        b = 2;
        if (args.n == 2 && !(val_is_call(spec, S_TwoWayRule, 2) && read_int(expr_arg(spec, 0), &a)
                             && read_int(expr_arg(spec, 1), &b)))
            return MESSAGE(vm, "perm", spec);
        if (a < 1 || b < 1 || a > (int64_t)rank || b > (int64_t)rank)
            return MESSAGE(vm, "nmtx", args.v[0]);
        t.rank = t.result_rank = (size_t)(a > b ? a : b);
        t.to = sizes_new(h, t.rank);
        for (size_t k = 0; k < t.rank; k++)
            t.to[k] = k;
        t.to[a - 1] = (size_t)b - 1;
        t.to[b - 1] = (size_t)a - 1;
    }
    t.dims = sizes_new(h, t.result_rank);
    t.index = sizes_new(h, t.result_rank);
    for (size_t j = 0; j < t.result_rank; j++) {
        t.dims[j] = SIZE_MAX;
        for (size_t k = 0; k < t.rank; k++)
            if (t.to[k] == j && dims[k] < t.dims[j])
                t.dims[j] = dims[k];
    }
    return transpose_level(&t, args.v[0], 0);
}
