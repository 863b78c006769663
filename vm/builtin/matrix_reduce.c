/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix_reduce.c -- row reduction and what follows from it; traces; the numerical decompositions.
 *
 * The symbols in Lyra`Private` are what lib/linear_algebra.wl builds on.
 */
#include "vm/builtin/matrix.h"
#include "vm/num/heavy.h"

#include <math.h>

/* With Modulus -> p everything goes to the library. */
static Val modular(Vm *vm, Args args, const char *name, size_t len)
{
    Val modulus;

    TRY(modulus = option_get(vm, args, S_Modulus));
    if (val_is_zero(modulus))
        return VAL_NONE;
    TRY(matrix_library(vm));
    return vm_call2(vm, vm_symbol(vm, name, len), args.v[0], modulus);
}

#define MODULAR(vm, args, name) modular(vm, args, "Lyra`Private`" name, sizeof("Lyra`Private`" name) - 1)

BUILTIN(RowReduce,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .options = "Method -> Automatic, Modulus -> 0, Tolerance -> Automatic, ZeroTest -> Automatic",
    .usage = "RowReduce[m] gives the reduced row echelon form of the matrix m.",
    .examples = EXAMPLES("RowReduce[{{1, 2, 3}, {4, 5, 6}}]", "{{1, 0, -1}, {0, 1, 2}}"))
{
    Matrix m;
    Entries kind;
    size_t rank;
    Val x;

    if (!matrix_read(vm_heap(vm), args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matrix", args.v[0], val_int(1)) : NOT_MINE;
    TRY(x = MODULAR(vm, args, "rowReduceModulo"));
    if (!val_is_none(x))
        return x;
    kind = matrix_entries(vm, &m);
    TRY(matrix_row_reduce(vm, &m, kind, m.cols, &rank));
    for (size_t i = 0; kind == ENTRIES_MACHINE && i < m.rows * m.cols; i++)
        m.v[i] = num_to_machine(vm_heap(vm), m.v[i]);
    return matrix_list(vm_heap(vm), &m);
}

BUILTIN(MatrixRank,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .options = "Method -> Automatic, Modulus -> 0, Tolerance -> Automatic, ZeroTest -> Automatic",
    .usage = "MatrixRank[m] gives the rank of the matrix m.",
    .examples = EXAMPLES("MatrixRank[{{1, 2}, {2, 4}}]", "1"))
{
    Matrix m;
    Entries kind;
    size_t rank;
    Val x;

    if (!matrix_read(vm_heap(vm), args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matrix", args.v[0], val_int(1)) : NOT_MINE;
    TRY(x = MODULAR(vm, args, "rankModulo"));
    if (!val_is_none(x))
        return x;
    kind = matrix_entries(vm, &m);
    TRY(matrix_row_reduce(vm, &m, kind, m.cols, &rank));
    return val_int((int64_t)rank);
}

/* Divides a vector by the contents of its rational entries' denominators: NullSpace of an exact
 * matrix is given free of fractions. */
static void clear_denominators(Heap *h, size_t n, Val *v)
{
    Val common = val_int(1);

    for (size_t i = 0; i < n; i++)
        if (!val_is_exact_real(v[i]))
            return;
    for (size_t i = 0; i < n; i++)
        common = int_lcm(h, common, rat_denominator(v[i]));
    for (size_t i = 0; i < n; i++)
        v[i] = num_mul(h, v[i], common);
}

BUILTIN(NullSpace,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .options = "Method -> Automatic, Modulus -> 0, Tolerance -> Automatic, ZeroTest -> Automatic",
    .usage = "NullSpace[m] gives a basis of the vectors x with m.x == 0.",
    .examples = EXAMPLES(
        "NullSpace[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}]", "{{1, -2, 1}}",
        "NullSpace[{{1, 2}, {3, 4}}]", "{}"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    Entries kind;
    size_t rank, row = 0, *pivots, n = 0;
    Val x;
    Builder basis;

    if (!matrix_read(h, args.v[0], &m))
        return val_is_list(args.v[0]) ? MESSAGE(vm, "matrix", args.v[0], val_int(1)) : NOT_MINE;
    TRY(x = MODULAR(vm, args, "nullSpaceModulo"));
    if (!val_is_none(x))
        return x;
    kind = matrix_entries(vm, &m);
    TRY(matrix_row_reduce(vm, &m, kind, m.cols, &rank));
    pivots = heap_alloc_atomic(h, (m.cols + 1) * sizeof *pivots);
    for (size_t j = 0; j < m.cols && row < rank; j++)
        if (!entry_is_zero(vm, m.v[row * m.cols + j])) {
            pivots[n++] = j;
            row++;
        }
    builder_start(&basis, h, S_List);
    for (size_t j = m.cols; j-- > 0; ) {
        bool pivot = false;
        Val *v = heap_alloc(h, (m.cols + 1) * sizeof(Val));

        for (size_t k = 0; k < m.cols; k++)
            v[k] = val_int(k == j);
        for (size_t k = 0; k < n; k++) {
            pivot = pivot || pivots[k] == j;
            TRY(v[pivots[k]] = vm_eval(vm, neg_expr(h, m.v[k * m.cols + j])));
        }
        if (pivot)
            continue;
        if (kind == ENTRIES_RATIONAL)
            clear_denominators(h, m.cols, v);
        builder_push(&basis, list_make(h, m.cols, v));
    }
    x = builder_finish(&basis);
    if (kind == ENTRIES_MACHINE && expr_len(x) > 0)
        return expr1(h, S_Orthogonalize, expr1(h, S_N, x));
    return x;
}

/* ---- traces -------------------------------------------------------------------------------------- */

/* The elements with all indices the same, down to [levels] levels, given to [out]. */
static Val trace_element(Heap *h, Val v, size_t i, size_t levels)
{
    for (size_t k = 0; k < levels; k++) {
        if (!val_is_list(v) || i >= list_len(v))
            return VAL_NONE;
        v = list_item(h, v, i);
    }
    return v;
}

BUILTIN(Tr,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "list_, f_:Plus, n_:Automatic",
    .usage = "Tr[list] gives the trace of a matrix or tensor: the sum of its diagonal elements.\n"
             "Tr[list, f] gives f of the diagonal elements; Tr[list, f, n] goes down to level n.",
    .messages = MESSAGES("trlev", "Positive machine-sized integer or Infinity expected at position 3 in `1`."),
    .examples = EXAMPLES("Tr[{{1, 2}, {3, 4}}]", "5", "Tr[{{a, b}, {c, d}}, List]", "{a, d}"))
{
    Heap *h = vm_heap(vm);
    Val list = args.v[0], x = list;
    size_t levels = 0, shortest = SIZE_MAX;
    Builder diagonal;

    if (!val_is_list(list))
        return val_is_number(list) || val_is_symbol(list) ? list : NOT_MINE;
    for (; val_is_list(x); levels++) {
        size_t n = list_len(x);

        shortest = n < shortest ? n : shortest;
        if (val_is_small(args.v[2]) && (int64_t)levels >= val_small(args.v[2]))
            break;
        if (n == 0) {
            levels++;
            break;
        }
        x = list_item(h, x, 0);
    }
    builder_start(&diagonal, h, args.v[1]);
    for (size_t i = 0; i < shortest; i++) {
        x = trace_element(h, list, i, levels);
        if (val_is_none(x))
            break;
        builder_push(&diagonal, x);
    }
    return builder_finish(&diagonal);
}

/* ---- for the library --------------------------------------------------------------------------- */

BUILTIN_AS(MatrixCharacteristic, "Lyra`Private`matrixCharacteristic",
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .usage = "matrixCharacteristic[m] gives the coefficients of Det[x - m] for a matrix of rationals, constant first.",
    .examples = EXAMPLES("Lyra`Private`matrixCharacteristic[{{1, 2}, {3, 4}}]", "{-2, -5, 1}"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    Val *c;

    if (!matrix_read(h, args.v[0], &m) || m.rows != m.cols || matrix_entries(vm, &m) != ENTRIES_RATIONAL)
        return NOT_MINE;
    c = heap_alloc(h, (m.rows + 2) * sizeof(Val));
    exact_characteristic(h, &m, c);
    return list_make(h, m.rows + 1, c);
}

static bool is_hermitian(const double _Complex *a, size_t n)
{
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j <= i; j++)
            if (a[i * n + j] != conj(a[j * n + i]))
                return false;
    return true;
}

/* By decreasing absolute value; of equal ones a positive imaginary part first, then as they came. */
static void sort_eigenvalues(size_t n, const double _Complex *values, size_t *order)
{
    for (size_t i = 0; i < n; i++) {
        size_t j = i;
        double size = cabs(values[i]);

        for (; j > 0; j--) {
            double other = cabs(values[order[j - 1]]);
            bool close = fabs(size - other) <= 1e-14 * (size + other);

            if (close ? cimag(values[i]) <= cimag(values[order[j - 1]]) : size < other)
                break;
            order[j] = order[j - 1];
        }
        order[j] = i;
    }
}

/* A call of LAPACK whose results lie one after another in one buffer. */
typedef struct LapackCall {
    const Lapack *l;
    bool real, hermitian;
    size_t rows, cols;
    double _Complex *a;
} LapackCall;

enum { HEAVY_ROWS = 80 };      /* with more a call takes too long to wait for it */

static bool call_lapack(Vm *vm, HeavyReals *f, LapackCall *call, double *to, size_t n)
{
    return call->rows < HEAVY_ROWS && call->cols < HEAVY_ROWS ? f(to, call) : heavy_reals(vm_heap(vm), f, call, to, n);
}

static bool eigen_reals(double *to, void *state)
{
    const LapackCall *c = state;
    double _Complex *values = (double _Complex *)(void *)to;

    return machine_eigen(c->l, c->real, c->hermitian, c->rows, c->a, values, values + c->rows);
}

static bool svd_reals(double *to, void *state)
{
    const LapackCall *c = state;
    double _Complex *u = (double _Complex *)(void *)to, *vh = u + c->rows * c->rows;

    return machine_svd(c->l, c->rows, c->cols, c->a, (double *)(void *)(vh + c->cols * c->cols), u, vh);
}

static bool schur_reals(double *to, void *state)
{
    const LapackCall *c = state;
    double _Complex *q = (double _Complex *)(void *)to;
    bool good = machine_schur(c->l, c->real, c->rows, c->a, q);

    memcpy(q + c->rows * c->rows, c->a, c->rows * c->rows * sizeof *q);
    return good;
}

/* A vector's sign as LAPACK leaves it is an accident: the language makes no promise either. */
BUILTIN_AS(MatrixEigen, "Lyra`Private`matrixEigen",
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .usage = "matrixEigen[m] gives {values, vectors} for a matrix of machine numbers.",
    .examples = EXAMPLES("First[Lyra`Private`matrixEigen[{{2., 0.}, {0., 3.}}]]", "{3., 2.}"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    const Lapack *l = vm_lapack(vm);
    Val list[2];

    if (l == NULL || !matrix_read(h, args.v[0], &m) || m.rows != m.cols || matrix_entries(vm, &m) != ENTRIES_MACHINE)
        return NOT_MINE;
    size_t n = m.rows, *order = heap_alloc_atomic(h, (n + 1) * sizeof *order);
    double _Complex *a = machine_read(h, &m), *values = heap_alloc_atomic(h, (n * n + n + 1) * sizeof *values),
                    *vectors = values + n,
                    *sorted = heap_alloc_atomic(h, (n * n + n + 1) * sizeof *sorted);
    bool real = !matrix_is_complex(&m);
    LapackCall call = {l, real, is_hermitian(a, n), n, n, a};
    bool good = call_lapack(vm, eigen_reals, &call, (double *)(void *)values, 2 * (n * n + n));
    TRY(vm_poll(vm));
    if (!good)
        return NOT_MINE;
    sort_eigenvalues(n, values, order);
    for (size_t j = 0; j < n; j++) {
        memcpy(sorted + j * n, vectors + order[j] * n, n * sizeof *sorted);
        sorted[n * n + j] = values[order[j]];
        real = real && cimag(values[j]) == 0;
    }
    list[0] = expr_arg(machine_columns(h, sorted + n * n, n, 1, real), 0);
    list[1] = machine_columns(h, sorted, n, n, real);
    return list_make(h, 2, list);
}

BUILTIN_AS(MatrixSvd, "Lyra`Private`matrixSvd",
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .usage = "matrixSvd[m] gives {u, s, vh}, s a list, for a matrix of machine numbers.",
    .examples = EXAMPLES("Lyra`Private`matrixSvd[{{2.}}][[2]]", "{2.}"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    const Lapack *l = vm_lapack(vm);
    Val list[3];

    if (l == NULL || !matrix_read(h, args.v[0], &m) || matrix_entries(vm, &m) != ENTRIES_MACHINE)
        return NOT_MINE;
    bool real = !matrix_is_complex(&m);
    size_t k = m.rows < m.cols ? m.rows : m.cols;
    size_t numbers = 2 * (m.rows * m.rows + m.cols * m.cols) + k;
    double *all = heap_alloc_atomic(h, (numbers + 1) * sizeof *all), *s = all + numbers - k;
    double _Complex *u = (double _Complex *)(void *)all, *vh = u + m.rows * m.rows;
    LapackCall call = {l, real, false, m.rows, m.cols, machine_read(h, &m)};
    bool good = call_lapack(vm, svd_reals, &call, all, numbers);
    TRY(vm_poll(vm));
    if (!good)
        return NOT_MINE;
    Expr *values = expr_new(h, S_List, k);
    for (size_t i = 0; i < k; i++)
        values->args[i] = val_real_new(h, s[i]);
    list[0] = machine_rows(h, u, m.rows, m.rows, real);
    list[1] = expr_seal(values);
    list[2] = machine_rows(h, vh, m.cols, m.cols, real);
    return list_make(h, 3, list);
}

BUILTIN_AS(MatrixSchur, "Lyra`Private`matrixSchur",
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .args = "m_",
    .usage = "matrixSchur[m] gives {q, t} for a square matrix of machine numbers.",
    .examples = EXAMPLES("Lyra`Private`matrixSchur[{{2.}}]", "{{{1.}}, {{2.}}}"))
{
    Heap *h = vm_heap(vm);
    Matrix m;
    const Lapack *l = vm_lapack(vm);
    Val list[2];

    if (l == NULL || !matrix_read(h, args.v[0], &m) || m.rows != m.cols || matrix_entries(vm, &m) != ENTRIES_MACHINE)
        return NOT_MINE;
    bool real = !matrix_is_complex(&m);
    size_t count = m.rows * m.rows;
    double _Complex *q = heap_alloc_atomic(h, (2 * count + 1) * sizeof *q);
    LapackCall call = {l, real, false, m.rows, m.rows, machine_read(h, &m)};
    bool good = call_lapack(vm, schur_reals, &call, (double *)(void *)q, 4 * count);
    TRY(vm_poll(vm));
    if (!good)
        return NOT_MINE;
    list[0] = machine_rows(h, q, m.rows, m.rows, real);
    list[1] = machine_rows(h, q + count, m.rows, m.rows, real);
    return list_make(h, 2, list);
}
