/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix.c -- lists as matrices, and elimination over entries of any kind.
 *
 * Rationals go to FLINT, machine numbers to loops and LAPACK; what is here is for the rest: numbers
 * of other kinds and symbolic entries, which are kept as one fraction each so that zeros show.
 */
#include "vm/builtin/matrix.h"

#include <math.h>

#include "vm/eval/library.h"
#include "vm/math/numeric.h"

bool matrix_read(Heap *h, Val list, Matrix *m)
{
    size_t rows, cols = 0;

    list = val_unpacked(h, list);
    if (!val_is_plain_list(list) || expr_len(list) == 0)
        return false;
    rows = expr_len(list);
    for (size_t i = 0; i < rows; i++) {
        Val row = expr_arg(list, i);

        if (!val_is_list(row) || list_len(row) == 0 || (i > 0 && list_len(row) != cols))
            return false;
        cols = list_len(row);
    }
    *m = matrix_new(h, rows, cols);
    for (size_t i = 0; i < rows; i++) {
        Val row = val_unpacked(h, expr_arg(list, i));

        for (size_t j = 0; j < cols; j++) {
            Val x = expr_arg(row, j);
            if (val_is_list(x))
                return false;
            m->v[i * cols + j] = x;
        }
    }
    return true;
}

bool vector_read(Heap *h, Val list, Matrix *m)
{
    list = val_unpacked(h, list);
    if (!val_is_plain_list(list) || expr_len(list) == 0)
        return false;
    *m = matrix_new(h, expr_len(list), 1);
    for (size_t i = 0; i < m->rows; i++) {
        m->v[i] = expr_arg(list, i);
        if (val_is_list(m->v[i]))
            return false;
    }
    return true;
}

Val matrix_list(Heap *h, const Matrix *m)
{
    Expr *rows = expr_new(h, S_List, m->rows);

    for (size_t i = 0; i < m->rows; i++)
        rows->args[i] = list_make(h, m->cols, m->v + i * m->cols);
    return expr_seal(rows);
}

Val matrix_column_list(Heap *h, const Matrix *m, size_t column)
{
    Expr *e = expr_new(h, S_List, m->rows);

    for (size_t i = 0; i < m->rows; i++)
        e->args[i] = m->v[i * m->cols + column];
    return expr_seal(e);
}

Matrix matrix_copy(Heap *h, const Matrix *m)
{
    Matrix copy = matrix_new(h, m->rows, m->cols);

    memcpy(copy.v, m->v, m->rows * m->cols * sizeof(Val));
    return copy;
}

static bool is_machine(Val v)
{
    return val_is_real(v) || (val_is_complex(v) && (val_is_real(cplx_re(v)) || val_is_real(cplx_im(v))));
}

Entries matrix_entries(Vm *vm, Matrix *m)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows * m->cols;
    bool machine = false, numbers = true, rational = true;

    for (size_t i = 0; i < n; i++) {
        Val v = m->v[i];

        rational = rational && val_is_exact_real(v);
        numbers = numbers && val_is_number(v);
        machine = machine || is_machine(v);
    }
    if (rational)
        return ENTRIES_RATIONAL;
    for (size_t i = 0; machine && i < n; i++)
        if (!val_is_number(m->v[i])) {
            Val x = val_is_numeric(vm, m->v[i]) ? numeric_n(vm, m->v[i], 0) : VAL_NONE;

            if (val_is_none(x) || val_is_unwind(x) || !val_is_number(x))
                return ENTRIES_ANY;
            m->v[i] = x;
        }
    if (machine) {
        for (size_t i = 0; i < n; i++)
            m->v[i] = num_to_machine(h, m->v[i]);
        return ENTRIES_MACHINE;
    }
    return numbers ? ENTRIES_NUMBER : ENTRIES_ANY;
}

bool matrix_is_complex(const Matrix *m)
{
    for (size_t i = 0; i < m->rows * m->cols; i++)
        if (val_is_complex(m->v[i]))
            return true;
    return false;
}

Val entry_simplify(Vm *vm, Val v)
{
    if (val_is_number(v))
        return v;
    TRY(v = vm_eval(vm, v));
    if (val_is_atom(v))
        return v;
    return vm_call1(vm, S_Together, v);
}

bool entry_is_zero(Vm *vm, Val v)
{
    if (val_is_number(v))
        return num_is_zero(v);
    return val_is_numeric(vm, v) && math_sign(vm_heap(vm), v) == MATH_ZERO;
}

/* a - f b */
static Val subtract_multiple(Vm *vm, Val a, Val f, Val b)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(a) && val_is_number(b) && val_is_number(f))
        return num_sub(h, a, num_mul(h, f, b));
    return entry_simplify(vm, expr2(h, S_Plus, a, expr3(h, S_Times, val_int(-1), f, b)));
}

static Val divide(Vm *vm, Val a, Val b)
{
    Heap *h = vm_heap(vm);

    if (val_is_number(a) && val_is_number(b))
        return num_div(h, a, b);
    return entry_simplify(vm, div_expr(h, a, b));
}

/* How large an entry is, for the choice of a pivot. */
static double magnitude(Val v)
{
    return val_is_number(v) ? num_log10(v) : 0;
}

/* The row of the pivot in [col] from row [from] on; SIZE_MAX: none.  Inexact entries that are tiny
 * beside what the matrix began with count as zero. */
static size_t find_pivot(Vm *vm, Matrix *m, Entries kind, size_t from, size_t col, double floor_log)
{
    size_t best = SIZE_MAX;

    for (size_t i = from; i < m->rows; i++) {
        Val *x = &m->v[i * m->cols + col];

        if (kind == ENTRIES_MACHINE && magnitude(*x) < floor_log)
            *x = val_int(0);
        if (entry_is_zero(vm, *x)) {
            *x = val_int(0);
            continue;
        }
        if (kind == ENTRIES_ANY || num_is_exact(*x))
            return i;
        if (best == SIZE_MAX || magnitude(*x) > magnitude(m->v[best * m->cols + col]))
            best = i;
    }
    return best;
}

static void exchange_rows(Matrix *m, size_t a, size_t b)
{
    for (size_t j = 0; a != b && j < m->cols; j++) {
        Val t = m->v[a * m->cols + j];
        m->v[a * m->cols + j] = m->v[b * m->cols + j];
        m->v[b * m->cols + j] = t;
    }
}

/* Row [r] less a multiple of the pivot's row, so that its entry in [col] is gone. */
static Val clear_row(Vm *vm, Matrix *m, size_t r, size_t pivot, size_t col)
{
    Val f = m->v[r * m->cols + col];

    if (r == pivot || entry_is_zero(vm, f))
        return VAL_NONE;
    TRY(vm_poll(vm));
    m->v[r * m->cols + col] = val_int(0);
    for (size_t j = col + 1; j < m->cols; j++) {
        Val b = m->v[pivot * m->cols + j];

        if (!val_is_zero(b))
            TRY(m->v[r * m->cols + j] = subtract_multiple(vm, m->v[r * m->cols + j], f, b));
    }
    return VAL_NONE;
}

Val matrix_row_reduce(Vm *vm, Matrix *m, Entries kind, size_t cols, size_t *rank)
{
    Heap *h = vm_heap(vm);
    size_t row = 0;
    double floor_log = -INFINITY;

    *rank = 0;
    if (kind == ENTRIES_RATIONAL && cols == m->cols) {
        *m = exact_row_reduce(h, m, rank);
        return VAL_NONE;
    }
    for (size_t i = 0; i < m->rows * m->cols; i++)
        if (kind == ENTRIES_MACHINE && magnitude(m->v[i]) > floor_log)
            floor_log = magnitude(m->v[i]);
    floor_log -= 13;
    for (size_t col = 0; col < cols && row < m->rows; col++) {
        size_t pivot = find_pivot(vm, m, kind, row, col, floor_log);

        if (pivot == SIZE_MAX)
            continue;
        exchange_rows(m, pivot, row);
        Val p = m->v[row * m->cols + col];
        for (size_t j = col; j < m->cols; j++)
            if (!val_is_zero(m->v[row * m->cols + j]))
                TRY(m->v[row * m->cols + j] = divide(vm, m->v[row * m->cols + j], p));
        for (size_t i = 0; i < m->rows; i++)
            TRY(clear_row(vm, m, i, row, col));
        row++;
    }
    *rank = row;
    return VAL_NONE;
}

/* ---- determinants -------------------------------------------------------------------------- */

/* By elimination: the product of the pivots. */
static Val det_eliminate(Vm *vm, Matrix *m, Entries kind)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows;
    Val det = val_int(1);

    for (size_t k = 0; k < n; k++) {
        size_t pivot = find_pivot(vm, m, kind, k, k, -INFINITY);

        if (pivot == SIZE_MAX)
            return kind == ENTRIES_MACHINE ? val_real_new(h, 0) : val_int(0);
        if (pivot != k)
            det = neg_expr(h, det);
        exchange_rows(m, pivot, k);
        Val p = m->v[k * n + k];
        TRY(det = entry_simplify(vm, expr2(h, S_Times, det, p)));
        for (size_t i = k + 1; i < n; i++) {
            Val x = m->v[i * n + k], f;

            if (entry_is_zero(vm, x))
                continue;
            TRY(vm_poll(vm));
            TRY(f = divide(vm, x, p));
            for (size_t j = k + 1; j < n; j++)
                TRY(m->v[i * n + j] = subtract_multiple(vm, m->v[i * n + j], f, m->v[k * n + j]));
        }
    }
    return vm_eval(vm, det);
}

/* By minors of the first rows, each computed once: no division, so that the result is a polynomial
 * in the entries.  minors[S] for a set S of k columns belongs to the first k rows. */
static Val det_minors(Vm *vm, const Matrix *m)
{
    Heap *h = vm_heap(vm);
    size_t n = m->rows, sets = (size_t)1 << n;
    Val *minors = heap_alloc(h, sets * sizeof(Val));

    minors[0] = val_int(1);
    for (size_t s = 1; s < sets; s++) {
        size_t row = (size_t)__builtin_popcountl(s) - 1, k = row;
        Builder sum;

        TRY(vm_poll(vm));
        builder_start(&sum, h, S_Plus);
        for (size_t j = 0; j < n; j++) {
            Val x = m->v[row * n + j], rest;

            if (!(s >> j & 1))
                continue;
            rest = minors[s & ~((size_t)1 << j)];
            if (!val_is_zero(x) && !val_is_zero(rest))
                builder_push(&sum, expr3(h, S_Times, val_int(k & 1 ? -1 : 1), x, rest));
            k--;
        }
        TRY(minors[s] = vm_eval(vm, expr1(h, S_Expand, builder_finish(&sum))));
    }
    return minors[sets - 1];
}

enum { MINORS_MAX = 9 };

Val matrix_det(Vm *vm, Matrix *m, Entries kind)
{
    Matrix copy;
    Val det;

    if (kind == ENTRIES_RATIONAL)
        return val_is_none(det = exact_det(vm_heap(vm), m)) ? vm_poll(vm) : det;
    if (kind == ENTRIES_ANY && m->rows <= MINORS_MAX)
        return det_minors(vm, m);
    copy = matrix_copy(vm_heap(vm), m);
    return det_eliminate(vm, &copy, kind);
}

/* ---- machine numbers -------------------------------------------------------------------------- */

double _Complex *machine_read(Heap *h, const Matrix *m)
{
    double _Complex *a = heap_alloc_atomic(h, (m->rows * m->cols + 1) * sizeof *a);

    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->cols; j++) {
            Val x = m->v[i * m->cols + j];
            a[j * m->rows + i] = num_to_double(cplx_re(x)) + I * num_to_double(cplx_im(x));
        }
    return a;
}

Val machine_number(Heap *h, double _Complex z, bool real)
{
    if (real || cimag(z) == 0)
        return val_real_new(h, creal(z));
    return cplx_new(h, val_real_new(h, creal(z)), val_real_new(h, cimag(z)));
}

Val machine_columns(Heap *h, const double _Complex *a, size_t rows, size_t cols, bool real)
{
    Expr *list = expr_new(h, S_List, cols);

    for (size_t j = 0; j < cols; j++) {
        Expr *column = expr_new(h, S_List, rows);
        for (size_t i = 0; i < rows; i++)
            column->args[i] = machine_number(h, a[j * rows + i], real);
        list->args[j] = expr_seal(column);
    }
    return expr_seal(list);
}

Val machine_rows(Heap *h, const double _Complex *a, size_t rows, size_t cols, bool real)
{
    Expr *list = expr_new(h, S_List, rows);

    for (size_t i = 0; i < rows; i++) {
        Expr *row = expr_new(h, S_List, cols);
        for (size_t j = 0; j < cols; j++)
            row->args[j] = machine_number(h, a[j * rows + i], real);
        list->args[i] = expr_seal(row);
    }
    return expr_seal(list);
}

const Lapack *vm_lapack(Vm *vm)
{
    if (*vm_cache(vm, CACHE_LAPACK) == NULL) {
        heap_keep(vm_heap(vm));
        Lapack *l = heap_alloc_atomic(vm_heap(vm), lapack_bytes());

        if (!lapack_load(l))
            return NULL;
        *vm_cache(vm, CACHE_LAPACK) = l;
    }
    return *vm_cache(vm, CACHE_LAPACK);
}

Val matrix_library(Vm *vm)
{
    unsigned file = val_symbol(S_LUDecomposition)->autoload;

    return file > 0 ? library_load(vm, file - 1) : S_Null;
}
