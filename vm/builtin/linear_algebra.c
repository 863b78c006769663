/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * linear_algebra.c -- products, determinants, inverses, linear equations.
 *
 * Decompositions and what follows from these in the language are in lib/linear_algebra.wl.
 */
#include "vm/builtin/matrix.h"
#include "vm/num/heavy.h"

/* ---- Dot -------------------------------------------------------------------------------------- */

enum { RANK_MAX = 16 };

/* A full array: its dimensions and its leaves. */
typedef struct Tensor {
    size_t rank, count, dims[RANK_MAX];
    Matrix leaves;                         /* one row */
} Tensor;

static bool tensor_fill(Heap *h, Tensor *t, Val v, size_t level, size_t *at)
{
    if (level == t->rank) {
        if (val_is_list(v))
            return false;
        t->leaves.v[(*at)++] = v;
        return true;
    }
    v = val_unpacked(h, v);
    if (!val_is_plain_list(v) || expr_len(v) != t->dims[level])
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (!tensor_fill(h, t, expr_arg(v, i), level + 1, at))
            return false;
    return true;
}

/* False where [v] is no full array of at least one dimension. */
static bool tensor_read(Heap *h, Val v, Tensor *t)
{
    size_t at = 0;
    Val x = v;

    t->rank = 0;
    t->count = 1;
    while (val_is_list(x) && t->rank < RANK_MAX) {
        t->dims[t->rank] = list_len(x);
        t->count *= t->dims[t->rank++];
        if (list_len(x) == 0)
            break;
        x = list_item(h, x, 0);
    }
    if (t->rank == 0 || val_is_list(x) != (t->count == 0))
        return false;
    t->leaves = matrix_new(h, 1, t->count);
    return tensor_fill(h, t, v, 0, &at);
}

static Val tensor_build(Heap *h, const size_t *dims, size_t rank, const Val *leaves, size_t *at)
{
    if (rank == 0)
        return leaves[(*at)++];
    Expr *e = expr_new(h, S_List, dims[0]);
    for (size_t i = 0; i < dims[0]; i++)
        e->args[i] = tensor_build(h, dims + 1, rank - 1, leaves, at);
    return expr_seal(e);
}

/* Sum of the products of row [i] and column [j]. */
static Val inner_product(Vm *vm, const Matrix *a, const Matrix *b, size_t i, size_t j, bool numbers)
{
    Heap *h = vm_heap(vm);
    Val sum = val_int(0);
    Builder terms;

    if (numbers) {
        for (size_t k = 0; k < a->cols; k++)
            sum = num_add(h, sum, num_mul(h, a->v[i * a->cols + k], b->v[k * b->cols + j]));
        return sum;
    }
    builder_start(&terms, h, S_Plus);
    for (size_t k = 0; k < a->cols; k++)
        builder_push(&terms, expr2(h, S_Times, a->v[i * a->cols + k], b->v[k * b->cols + j]));
    return vm_eval(vm, builder_finish(&terms));
}

static Val product_general(Vm *vm, const Matrix *a, const Matrix *b, bool numbers, Matrix *c)
{
    *c = matrix_new(vm_heap(vm), a->rows, b->cols);
    for (size_t i = 0; i < c->rows; i++)
        for (size_t j = 0; j < c->cols; j++) {
            TRY(vm_poll(vm));
            TRY(c->v[i * c->cols + j] = inner_product(vm, a, b, i, j, numbers));
        }
    return VAL_NONE;
}

/* By rows, unlike machine_read. */
static double *reals_of(Heap *h, const Matrix *m)
{
    double *d = heap_alloc_atomic(h, (m->rows * m->cols + 1) * sizeof *d);

    for (size_t i = 0; i < m->rows * m->cols; i++)
        d[i] = num_to_double(m->v[i]);
    return d;
}

static Matrix product_reals(Vm *vm, const Matrix *a, const Matrix *b)
{
    Heap *h = vm_heap(vm);
    Matrix c = matrix_new(h, a->rows, b->cols);
    double *d = heap_alloc_atomic(h, (c.rows * c.cols + 1) * sizeof *d);
    bool large = (double)a->rows * (double)a->cols * (double)b->cols > 32768;

    machine_product(h, large ? vm_lapack(vm) : NULL, d, reals_of(h, a), reals_of(h, b), a->rows, a->cols, b->cols);
    for (size_t i = 0; i < c.rows * c.cols; i++)
        c.v[i] = val_real_new(h, d[i]);
    return c;
}

static Val matrix_product(Vm *vm, Matrix *a, Matrix *b, Matrix *c)
{
    Heap *h = vm_heap(vm);
    Matrix all = matrix_new(h, 1, a->rows * a->cols + b->rows * b->cols);

    memcpy(all.v, a->v, a->rows * a->cols * sizeof(Val));
    memcpy(all.v + a->rows * a->cols, b->v, b->rows * b->cols * sizeof(Val));
    bool numbers = true, rational = true, machine = false, inexact = false;
    for (size_t i = 0; i < all.cols; i++) {
        Val x = all.v[i];
        numbers = numbers && val_is_number(x);
        rational = rational && val_is_exact_real(x);
        machine = machine || val_is_real(x);
        inexact = inexact || val_is_complex(x) || val_is_big_real(x);
    }
    if (rational && a->rows * a->cols * b->cols > 27) {
        *c = exact_product(h, a, b);
        return VAL_NONE;
    }
    if (numbers && machine && !inexact) {
        *c = product_reals(vm, a, b);
        return VAL_NONE;
    }
    return product_general(vm, a, b, numbers, c);
}

/* Two packed arrays of reals, without making values of their elements; VAL_NONE for others. */
static Val dot_packed(Vm *vm, Val x, Val y)
{
    Heap *h = vm_heap(vm);
    const Packed *a, *b;
    size_t rank, dims[RANK_MAX], k;

    if (!val_is_packed(x) || !val_is_packed(y))
        return VAL_NONE;
    a = val_packed(x);
    b = val_packed(y);
    if (a->type != PACKED_REAL || b->type != PACKED_REAL || a->rank + b->rank > RANK_MAX || a->count == 0 || b->count == 0)
        return VAL_NONE;
    k = b->dims[0];
    if (a->dims[a->rank - 1] != k)
        return VAL_NONE;
    rank = a->rank + b->rank - 2;
    memcpy(dims, a->dims, (a->rank - 1) * sizeof *dims);
    memcpy(dims + a->rank - 1, b->dims + 1, (b->rank - 1) * sizeof *dims);
    if (rank == 0) {
        double sum;

        machine_product(h, NULL, &sum, a->data.reals, b->data.reals, 1, k, 1);
        return val_real_new(h, sum);
    }
    TRY(vm_check_length(vm, (double)(a->count / k) * (double)(b->count / k), sizeof(double)));
    Packed *c = packed_new(h, PACKED_REAL, rank, dims);
    if (c == NULL)
        return VAL_NONE;
    machine_product(h, (double)a->count * (double)(b->count / k) > 32768 ? vm_lapack(vm) : NULL, c->data.reals, a->data.reals,
                    b->data.reals, a->count / k, k, b->count / k);
    TRY(vm_poll(vm));
    for (size_t i = 0; i < c->count; i++)
        if (!(c->data.reals[i] - c->data.reals[i] == 0))
            return VAL_NONE;
    return val_from_node(c);
}

/* The product of two lists; NOT_MINE where they are no tensors that fit. */
static Val dot(Vm *vm, Val x, Val y, bool *misfit)
{
    Heap *h = vm_heap(vm);
    Tensor a, b;
    size_t dims[2 * RANK_MAX], k, at = 0;
    Matrix ma, mb, c;
    Val packed;

    TRY(packed = dot_packed(vm, x, y));
    if (!val_is_none(packed))
        return packed;
    if (!tensor_read(h, x, &a) || !tensor_read(h, y, &b))
        return NOT_MINE;
    k = b.dims[0];
    *misfit = a.dims[a.rank - 1] != k;
    if (*misfit)
        return NOT_MINE;
    ma = (Matrix){ .rows = 1, .cols = k, .v = a.leaves.v };
    mb = (Matrix){ .rows = k, .cols = 1, .v = b.leaves.v };
    for (size_t i = 0; i + 1 < a.rank; i++)
        ma.rows *= a.dims[i];
    for (size_t i = 1; i < b.rank; i++)
        mb.cols *= b.dims[i];
    TRY(vm_check_length(vm, (double)ma.rows * (double)mb.cols, sizeof(Val)));
    TRY(matrix_product(vm, &ma, &mb, &c));
    memcpy(dims, a.dims, (a.rank - 1) * sizeof *dims);
    memcpy(dims + a.rank - 1, b.dims + 1, (b.rank - 1) * sizeof *dims);
    x = tensor_build(h, dims, a.rank + b.rank - 2, c.v, &at);
    return c.rows * c.cols >= PACKED_LENGTH_MIN ? list_pack(h, x) : x;
}

BUILTIN(Dot,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .quiet_count = true,
    .usage = "Dot[a, b, ...] or a.b.... gives the product of vectors, matrices and tensors.",
    .messages = MESSAGES("dotsh", "Tensors `1` and `2` have incompatible shapes."),
    .examples = EXAMPLES(
        "{1, 2, 3} . {x, y, z}", "x + 2*y + 3*z",
        "{{1, 2}, {3, 4}} . {5, 6}", "{17, 39}"))
{
    Builder rest;
    bool changed = false;

    if (args.n == 0)
        return NOT_MINE;
    if (args.n == 1)
        return args.v[0];
    builder_start(&rest, vm_heap(vm), S_Dot);
    builder_push(&rest, args.v[0]);
    for (size_t i = 1; i < args.n; i++) {
        Val last = rest.items[rest.n - 1], x = NOT_MINE;
        bool misfit = false;

        if (val_is_list(last) && val_is_list(args.v[i]))
            TRY(x = dot(vm, last, args.v[i], &misfit));
        if (misfit)
            return MESSAGE(vm, "dotsh", last, args.v[i]);
        if (val_is_not_mine(x)) {
            builder_push(&rest, args.v[i]);
        } else {
            rest.items[rest.n - 1] = x;
            changed = true;
        }
    }
    if (!changed)
        return NOT_MINE;
    return rest.n == 1 ? rest.items[0] : builder_finish(&rest);
}

/* ---- square matrices --------------------------------------------------------------------------- */

static bool read_square(Heap *h, Val v, Matrix *m)
{
    return matrix_read(h, v, m) && m->rows == m->cols;
}

BUILTIN(Det,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .options = "Method -> Automatic, Modulus -> 0, ZeroTest -> Automatic",
    .usage = "Det[m] gives the determinant of the square matrix m.",
    .examples = EXAMPLES(
        "Det[{{1, 2}, {3, 4}}]", "-2",
        "Det[{{a, b}, {c, d}}]", "-(b*c) + a*d"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    Entries kind;
    Val modulus, det;

    if (!read_square(h, args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matsq", args.v[0], val_int(1)) : NOT_MINE;
    TRY(modulus = option_get(vm, args, S_Modulus));
    kind = matrix_entries(vm, &m);
    if (kind == ENTRIES_MACHINE) {
        bool real = !matrix_is_complex(&m);
        double _Complex *a = machine_read(h, &m), d = 1;
        size_t *perm = heap_alloc_atomic(h, (m.rows + 1) * sizeof *perm);

        if (!machine_lu(h, a, m.rows, perm))
            return val_real_new(h, 0);
        for (size_t i = 0; i < m.rows; i++)
            d *= perm[i] == i ? a[i * m.rows + i] : -a[i * m.rows + i];
        return machine_number(h, d, real);
    }
    TRY(det = matrix_det(vm, &m, kind));
    return val_is_zero(modulus) ? det : expr2(h, S_Mod, det, modulus);
}

/* The matrix without a row and a column. */
static Matrix without(Heap *h, const Matrix *m, size_t row, size_t col)
{
    Matrix r = matrix_new(h, m->rows - 1, m->cols - 1);
    size_t at = 0;

    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->cols; j++)
            if (i != row && j != col)
                r.v[at++] = m->v[i * m->cols + j];
    return r;
}

enum { ADJUGATE_MAX = 6 };

/* Symbolic: cofactors over the determinant while that is feasible, then elimination.  VAL_NONE where
 * the matrix is singular. */
static Val inverse_symbolic(Vm *vm, Matrix *m, Entries kind, Matrix *inverse)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows;
    Val det, tidy;

    TRY(det = matrix_det(vm, m, kind));
    TRY(tidy = entry_simplify(vm, det));
    if (entry_is_zero(vm, tidy) || val_is_zero(tidy))
        return VAL_NONE;
    *inverse = matrix_new(h, n, n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            Matrix minor = without(h, m, j, i);
            Val x = val_int(1);

            if (n > 1)
                TRY(x = matrix_det(vm, &minor, matrix_entries(vm, &minor)));
            if ((i + j) & 1)
                TRY(x = vm_eval(vm, neg_expr(h, x)));
            TRY(inverse->v[i * n + j] = vm_eval(vm, val_is_numeric(vm, det) ? expr1(h, S_Together, div_expr(h, x, det))
                                                                            : div_expr(h, x, det)));
        }
    return det;
}

/* The inverse by elimination beside an identity matrix; VAL_NONE where there is none. */
static Val inverse_eliminate(Vm *vm, const Matrix *m, Entries kind, Matrix *inverse)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows, rank;
    Matrix wide = matrix_new(h, n, 2 * n);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < n; j++) {
            wide.v[i * 2 * n + j] = m->v[i * n + j];
            wide.v[i * 2 * n + n + j] = val_int(i == j);
        }
    TRY(matrix_row_reduce(vm, &wide, kind, n, &rank));
    if (rank < n)
        return VAL_NONE;
    *inverse = matrix_new(h, n, n);
    for (size_t i = 0; i < n; i++)
        memcpy(inverse->v + i * n, wide.v + i * 2 * n + n, n * sizeof(Val));
    return S_True;
}

/* VAL_NONE where the matrix is singular; else a list. */
static Val inverse_machine(Vm *vm, const Matrix *m)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows, *perm = heap_alloc_atomic(h, (n + 1) * sizeof *perm);
    double _Complex *a = machine_read(h, m), *b = heap_alloc_atomic(h, (n * n + 1) * sizeof *b);

    if (!machine_lu(h, a, n, perm))
        return VAL_NONE;
    for (size_t i = 0; i < n * n; i++)
        b[i] = i / n == i % n;
    machine_lu_solve(h, a, n, perm, b, n);
    return machine_rows(h, b, n, n, !matrix_is_complex(m));
}

BUILTIN(Inverse,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .options = "Method -> Automatic, Modulus -> 0, ZeroTest -> Automatic",
    .usage = "Inverse[m] gives the inverse of the square matrix m.",
    .messages = MESSAGES("sing", "Matrix `1` is singular."),
    .examples = EXAMPLES(
        "Inverse[{{1, 2}, {3, 4}}]", "{{-2, 1}, {3/2, -1/2}}",
        "Inverse[{{1, 1}, {1, 1}}]", "Inverse::sing: Matrix {{1, 1}, {1, 1}} is singular.\nInverse[{{1, 1}, {1, 1}}]"))
{
    Heap *h = vm_heap(vm);
    Matrix m, inverse;
    Entries kind;
    Val x = VAL_NONE, modulus;

    if (!read_square(h, args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matsq", args.v[0], val_int(1)) : NOT_MINE;
    TRY(modulus = option_get(vm, args, S_Modulus));
    kind = matrix_entries(vm, &m);
    if (!val_is_zero(modulus)) {
        Val wanted[] = {args.v[0], modulus};
        TRY(matrix_library(vm));
        return vm_apply(vm, vm_symbol(vm, "Lyra`Private`inverseModulo", 26), 2, wanted);
    }
    if (kind == ENTRIES_MACHINE) {
        x = inverse_machine(vm, &m);
        return val_is_none(x) ? MESSAGE(vm, "sing", args.v[0]) : x;
    }
    if (kind == ENTRIES_RATIONAL)
        TRY(x = exact_inverse(h, &m, &inverse) ? S_True : vm_poll(vm));
    else if (kind == ENTRIES_ANY && m.rows <= ADJUGATE_MAX)
        TRY(x = inverse_symbolic(vm, &m, kind, &inverse));
    else
        TRY(x = inverse_eliminate(vm, &m, kind, &inverse));
    return val_is_none(x) ? MESSAGE(vm, "sing", args.v[0]) : matrix_list(h, &inverse);
}

/* ---- linear equations --------------------------------------------------------------------------- */

/* Solves m x = b by elimination, free variables zero: VAL_NONE where there is no solution. */
static Val solve_eliminate(Vm *vm, const Matrix *m, const Matrix *b, Entries kind, Matrix *x)
{
    Heap *h = vm_heap(vm);
    size_t width = m->cols + b->cols, rank, row = 0;
    Matrix wide = matrix_new(h, m->rows, width);

    for (size_t i = 0; i < m->rows; i++) {
        memcpy(wide.v + i * width, m->v + i * m->cols, m->cols * sizeof(Val));
        memcpy(wide.v + i * width + m->cols, b->v + i * b->cols, b->cols * sizeof(Val));
    }
    TRY(matrix_row_reduce(vm, &wide, kind, m->cols, &rank));
    for (size_t i = rank; i < m->rows; i++)
        for (size_t j = m->cols; j < width; j++) {
            Val rest = wide.v[i * width + j];
            if (!entry_is_zero(vm, rest) && !(kind == ENTRIES_MACHINE && num_log10(rest) < -10))
                return VAL_NONE;
        }
    *x = matrix_new(h, m->cols, b->cols);
    for (size_t i = 0; i < m->cols * b->cols; i++)
        x->v[i] = kind == ENTRIES_MACHINE ? val_real_new(h, 0) : val_int(0);
    for (size_t col = 0; col < m->cols && row < rank; col++) {
        if (entry_is_zero(vm, wide.v[row * width + col]))
            continue;
        memcpy(x->v + col * b->cols, wide.v + row * width + m->cols, b->cols * sizeof(Val));
        row++;
    }
    return S_True;
}

/* From a thousand rows on, LAPACK takes a good part of a tenth of a second. */
enum { SOLVE_PACKED_MIN = 32, SOLVE_HEAVY_MIN = 1000 };

static Val solve(Vm *vm, Matrix *m, Matrix *b, Matrix *x)
{
    Heap *h = vm_heap(vm);
    Matrix all = matrix_new(h, 1, m->rows * (m->cols + b->cols));
    size_t split = m->rows * m->cols;
    Entries kind;

    memcpy(all.v, m->v, split * sizeof(Val));
    memcpy(all.v + split, b->v, m->rows * b->cols * sizeof(Val));
    kind = matrix_entries(vm, &all);
    m->v = all.v;
    b->v = all.v + split;
    if (kind == ENTRIES_MACHINE && m->rows == m->cols) {
        size_t n = m->rows, *perm = heap_alloc_atomic(h, (n + 1) * sizeof *perm);
        double _Complex *a = machine_read(h, m), *r = machine_read(h, b);

        if (machine_lu(h, a, n, perm)) {
            bool real = !matrix_is_complex(&all);
            machine_lu_solve(h, a, n, perm, r, b->cols);
            *x = matrix_new(h, n, b->cols);
            for (size_t i = 0; i < n * b->cols; i++)
                x->v[i] = machine_number(h, r[i % b->cols * n + i / b->cols], real);
            return S_True;
        }
    }
    if (kind == ENTRIES_RATIONAL && m->rows == m->cols && exact_solve(h, m, b, x))
        return S_True;
    return solve_eliminate(vm, m, b, kind, x);
}

typedef struct SolveCall {
    const Lapack *lapack;
    const Packed *a, *b;
} SolveCall;

static bool solve_reals(double *to, void *state)
{
    const SolveCall *call = state;

    memcpy(to, call->b->data.reals, call->b->count * sizeof *to);
    return machine_solve(call->lapack, call->a->data.reals, call->a->dims[0], to);
}

/* Packed reals, large enough for the library to pay: VAL_NONE for others, and where the matrix is singular. */
static Val solve_packed(Vm *vm, Val matrix, Val right)
{
    const Packed *a = val_is_packed(matrix) ? val_packed(matrix) : NULL, *b = val_is_packed(right) ? val_packed(right) : NULL;
    const Lapack *lapack;
    Packed *x;

    if (a == NULL || b == NULL || a->type != PACKED_REAL || b->type != PACKED_REAL || a->rank != 2 || b->rank != 1
        || a->dims[0] != a->dims[1] || a->dims[0] != b->dims[0] || a->dims[0] < SOLVE_PACKED_MIN
        || (lapack = vm_lapack(vm)) == NULL || (x = packed_new(vm_heap(vm), PACKED_REAL, 1, b->dims)) == NULL)
        return VAL_NONE;
    SolveCall call = {lapack, a, b};
    bool good = a->dims[0] < SOLVE_HEAVY_MIN ? solve_reals(x->data.reals, &call)
                                             : heavy_reals(vm_heap(vm), solve_reals, &call, x->data.reals, x->count);
    TRY(vm_poll(vm));
    return good ? val_from_node(x) : VAL_NONE;
}

BUILTIN(LinearSolve,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .packed = true,
    .args = "m_, b_:Automatic",
    .options = "Method -> Automatic, Modulus -> 0, ZeroTest -> Automatic",
    .usage = "LinearSolve[m, b] finds an x that solves the equation m.x == b.\n"
             "LinearSolve[m] gives a LinearSolveFunction to be applied to different b.",
    .messages = MESSAGES("nosol", "Linear equation encountered that has no solution.",
                         "lslc", "Coefficient matrix and target vector(s) or matrix do not have the same dimensions."),
    .examples = EXAMPLES(
        "LinearSolve[{{1, 2}, {3, 4}}, {5, 6}]", "{-4, 9/2}",
        "LinearSolve[{{1, 1}, {1, 1}}, {1, 2}]",
        "LinearSolve::nosol: Linear equation encountered that has no solution.\nLinearSolve[{{1, 1}, {1, 1}}, {1, 2}]"))
{
    Heap *h = vm_heap(vm);
    Matrix m, b, x;
    bool vector;
    Val done, modulus;

    if (!val_is_none(done = solve_packed(vm, args.v[0], args.v[1])) && options_split(args) == args.n)
        return done;
    if (!matrix_read(h, args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matrix", args.v[0], val_int(1)) : NOT_MINE;
    if (val_is(args.v[1], S_Automatic)) {
        Val dims[] = {val_int((int64_t)m.rows), val_int((int64_t)m.cols)};
        return expr2(h, S_LinearSolveFunction, list_make(h, 2, dims), args.v[0]);
    }
    vector = vector_read(h, args.v[1], &b);
    if (!vector && !matrix_read(h, args.v[1], &b))
        return NOT_MINE;
    if (b.rows != m.rows)
        return MESSAGE0(vm, "lslc");
    TRY(modulus = option_get(vm, args, S_Modulus));
    if (!val_is_zero(modulus)) {
        Val wanted[] = {args.v[0], args.v[1], modulus};
        TRY(matrix_library(vm));
        return vm_apply(vm, vm_symbol(vm, "Lyra`Private`solveModulo", 24), 3, wanted);
    }
    TRY(done = solve(vm, &m, &b, &x));
    if (val_is_none(done))
        return MESSAGE0(vm, "nosol");
    return vector ? matrix_column_list(h, &x, 0) : matrix_list(h, &x);
}

/* LinearSolveFunction[dims, m][b] */
static Val apply_linear_solve(Vm *vm, Args args)
{
    Val f = expr_head(args.expr);

    if (args.n != 1 || expr_len(f) != 2)
        return NOT_MINE;
    return expr2(vm_heap(vm), S_LinearSolve, expr_arg(f, 1), args.v[0]);
}

SYMBOL(LinearSolveFunction,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage = "LinearSolveFunction[dimensions, matrix] stands for the function that LinearSolve[matrix] gives.",
    .apply = apply_linear_solve,
    .examples = EXAMPLES("LinearSolve[{{1, 2}, {3, 4}}][{5, 6}]", "{-4, 9/2}"));
