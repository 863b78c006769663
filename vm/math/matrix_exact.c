/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix_exact.c -- matrices of integers and rationals, by FLINT.
 *
 * FLINT's matrices lie in malloc memory and hold no values; every function clears what it made.
 */
#include "vm/math/matrix_exact.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <flint/fmpq_mat.h>
#include <flint/fmpq_poly.h>
#pragma GCC diagnostic pop

#include "vm/math/flint_integer.h"
#include "vm/num/heavy.h"

Matrix matrix_new(Heap *h, size_t rows, size_t cols)
{
    return (Matrix){ .rows = rows, .cols = cols, .v = heap_alloc(h, (rows * cols + 1) * sizeof(Val)) };
}

static bool is_integral(const Matrix *m)
{
    for (size_t i = 0; i < m->rows * m->cols; i++)
        if (!val_is_integer(m->v[i]))
            return false;
    return true;
}

static void load(fmpq_mat_t to, const Matrix *m)
{
    fmpq_mat_init(to, (slong)m->rows, (slong)m->cols);
    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->cols; j++) {
            fmpq *q = fmpq_mat_entry(to, (slong)i, (slong)j);
            fmpz_load(fmpq_numref(q), rat_numerator(m->v[i * m->cols + j]));
            fmpz_load(fmpq_denref(q), rat_denominator(m->v[i * m->cols + j]));
        }
}

static void load_integers(fmpz_mat_t to, const Matrix *m)
{
    fmpz_mat_init(to, (slong)m->rows, (slong)m->cols);
    for (size_t i = 0; i < m->rows; i++)
        for (size_t j = 0; j < m->cols; j++)
            fmpz_load(fmpz_mat_entry(to, (slong)i, (slong)j), m->v[i * m->cols + j]);
}

static Matrix unload(Heap *h, const fmpq_mat_t from)
{
    Matrix m = matrix_new(h, (size_t)fmpq_mat_nrows(from), (size_t)fmpq_mat_ncols(from));

    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.cols; j++)
            m.v[i * m.cols + j] = rat_from_fmpq(h, fmpq_mat_entry(from, (slong)i, (slong)j));
    return m;
}

static Matrix integer_product(Heap *h, const Matrix *a, const Matrix *b)
{
    fmpz_mat_t fa, fb, fc;
    Matrix m = matrix_new(h, a->rows, b->cols);

    load_integers(fa, a);
    load_integers(fb, b);
    fmpz_mat_init(fc, (slong)a->rows, (slong)b->cols);
    fmpz_mat_mul(fc, fa, fb);
    for (size_t i = 0; i < m.rows; i++)
        for (size_t j = 0; j < m.cols; j++)
            m.v[i * m.cols + j] = int_from_fmpz(h, fmpz_mat_entry(fc, (slong)i, (slong)j));
    fmpz_mat_clear(fa);
    fmpz_mat_clear(fb);
    fmpz_mat_clear(fc);
    return m;
}

Matrix exact_product(Heap *h, const Matrix *a, const Matrix *b)
{
    fmpq_mat_t fa, fb, fc;
    Matrix m;

    if (is_integral(a) && is_integral(b))
        return integer_product(h, a, b);
    load(fa, a);
    load(fb, b);
    fmpq_mat_init(fc, (slong)a->rows, (slong)b->cols);
    fmpq_mat_mul(fc, fa, fb);
    m = unload(h, fc);
    fmpq_mat_clear(fa);
    fmpq_mat_clear(fb);
    fmpq_mat_clear(fc);
    return m;
}

/* FLINT's work on matrices of this many rows is made in a child process. */
enum { HEAVY_ROWS = 60 };

static Val det_of(Heap *h, void *state)
{
    const Matrix *m = state;
    Val det;

    if (is_integral(m)) {
        fmpz_mat_t z;
        fmpz_t d;

        load_integers(z, m);
        fmpz_init(d);
        fmpz_mat_det(d, z);
        det = int_from_fmpz(h, d);
        fmpz_clear(d);
        fmpz_mat_clear(z);
        return det;
    }
    fmpq_mat_t q;
    fmpq_t d;

    load(q, m);
    fmpq_init(d);
    fmpq_mat_det(d, q);
    det = rat_from_fmpq(h, d);
    fmpq_clear(d);
    fmpq_mat_clear(q);
    return det;
}

Val exact_det(Heap *h, const Matrix *m)
{
    Matrix copy = *m;

    return m->rows < HEAVY_ROWS ? det_of(h, &copy) : heavy_value(h, det_of, &copy);
}

/* The operands of a function that gives the list of the entries of a matrix; VAL_NONE: there is none. */
typedef struct Pair { const Matrix *m, *b; } Pair;

static Val unload_list(Heap *h, const fmpq_mat_t from)
{
    Matrix m = unload(h, from);

    return expr_make(h, S_List, m.rows * m.cols, m.v);
}

static bool solve_pair(Heap *h, HeavyNumber *f, Pair *pair, size_t cols, Matrix *x)
{
    Val entries = pair->m->rows < HEAVY_ROWS ? f(h, pair) : heavy_value(h, f, pair);

    if (val_is_none(entries))
        return false;
    *x = matrix_new(h, pair->m->cols, cols);
    for (size_t i = 0; i < x->rows * cols; i++)
        x->v[i] = expr_arg(entries, i);
    return true;
}

static Val inverse_of(Heap *h, void *state)
{
    const Matrix *m = ((const Pair *)state)->m;
    fmpq_mat_t q, r;

    load(q, m);
    fmpq_mat_init(r, (slong)m->rows, (slong)m->cols);
    Val entries = VAL_NONE;
    bool regular = fmpq_mat_inv(r, q) != 0;
    if (regular)
        entries = unload_list(h, r);
    fmpq_mat_clear(q);
    fmpq_mat_clear(r);
    return entries;
}

bool exact_inverse(Heap *h, const Matrix *m, Matrix *inverse)
{
    return solve_pair(h, inverse_of, &(Pair){m, NULL}, m->cols, inverse);
}

static Val solution_of(Heap *h, void *state)
{
    const Matrix *m = ((const Pair *)state)->m, *b = ((const Pair *)state)->b;
    fmpq_mat_t q, r, s;

    load(q, m);
    load(r, b);
    fmpq_mat_init(s, (slong)m->cols, (slong)b->cols);
    Val entries = VAL_NONE;
    bool regular = fmpq_mat_solve(s, q, r) != 0;
    if (regular)
        entries = unload_list(h, s);
    fmpq_mat_clear(q);
    fmpq_mat_clear(r);
    fmpq_mat_clear(s);
    return entries;
}

bool exact_solve(Heap *h, const Matrix *m, const Matrix *b, Matrix *x)
{
    return solve_pair(h, solution_of, &(Pair){m, b}, b->cols, x);
}

Matrix exact_row_reduce(Heap *h, const Matrix *m, size_t *rank)
{
    fmpq_mat_t q;
    Matrix r;

    load(q, m);
    *rank = (size_t)fmpq_mat_rref(q, q);
    r = unload(h, q);
    fmpq_mat_clear(q);
    return r;
}

void exact_characteristic(Heap *h, const Matrix *m, Val *coefficients)
{
    fmpq_mat_t q;
    fmpq_poly_t p;
    fmpq_t c;

    load(q, m);
    fmpq_poly_init(p);
    fmpq_init(c);
    fmpq_mat_charpoly(p, q);
    for (size_t i = 0; i <= m->rows; i++) {
        fmpq_poly_get_coeff_fmpq(c, p, (slong)i);
        coefficients[i] = rat_from_fmpq(h, c);
    }
    fmpq_clear(c);
    fmpq_poly_clear(p);
    fmpq_mat_clear(q);
}
