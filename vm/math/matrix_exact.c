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

/* The operands of a function that gives the list of the entries of a matrix; VAL_NONE: there is none. */
typedef struct Pair { const Matrix *m, *b; } Pair;

static Val unload_list(Heap *h, const fmpq_mat_t from)
{
    Matrix m = unload(h, from);

    return expr_make(h, S_List, m.rows * m.cols, m.v);
}

/* The most limbs that an entry has. */
static double limbs_of(const Matrix *m)
{
    size_t most = 0;

    for (size_t i = 0; i < m->rows * m->cols; i++) {
        size_t bits = int_bits(rat_numerator(m->v[i])) + int_bits(rat_denominator(m->v[i]));
        most = bits > most ? bits : most;
    }
    return 1 + (double)most / GMP_NUMB_BITS;
}

/* FLINT's work is made in a child process where it may take some hundredths of a second: on so many limbs where matrices are
 * reduced, on so many products of limbs (with fast multiplication) where they are multiplied. */
#define HEAVY_LIMBS_REDUCED 3600.0
#define HEAVY_LIMBS_MULTIPLIED 2e7

static bool is_heavy(const Matrix *m)
{
    return (double)m->rows * (double)m->cols * limbs_of(m) >= HEAVY_LIMBS_REDUCED;
}

/* The matrix with the entries that f gives; false: it gives none, or was ended. */
static bool matrix_of(Heap *h, HeavyNumber *f, Pair *pair, bool heavy, size_t rows, size_t cols, Matrix *x)
{
    Val entries = heavy_value_if(h, heavy, f, pair);

    if (val_is_none(entries))
        return false;
    *x = matrix_new(h, rows, cols);
    for (size_t i = 0; i < rows * cols; i++)
        x->v[i] = expr_arg(entries, i);
    return true;
}

static Val integer_product(Heap *h, const Matrix *a, const Matrix *b)
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
    return expr_make(h, S_List, m.rows * m.cols, m.v);
}

static Val product_of(Heap *h, void *state)
{
    const Matrix *a = ((const Pair *)state)->m, *b = ((const Pair *)state)->b;
    fmpq_mat_t fa, fb, fc;

    if (is_integral(a) && is_integral(b))
        return integer_product(h, a, b);
    load(fa, a);
    load(fb, b);
    fmpq_mat_init(fc, (slong)a->rows, (slong)b->cols);
    fmpq_mat_mul(fc, fa, fb);
    Val entries = unload_list(h, fc);
    fmpq_mat_clear(fa);
    fmpq_mat_clear(fb);
    fmpq_mat_clear(fc);
    return entries;
}

Matrix exact_product(Heap *h, const Matrix *a, const Matrix *b)
{
    double limbs = fmax(limbs_of(a), limbs_of(b));
    double work = (double)a->rows * (double)a->cols * (double)b->cols * limbs * sqrt(limbs);
    Matrix m;

    if (matrix_of(h, product_of, &(Pair){a, b}, work >= HEAVY_LIMBS_MULTIPLIED, a->rows, b->cols, &m))
        return m;
    m = matrix_new(h, a->rows, b->cols);
    for (size_t i = 0; i < m.rows * m.cols; i++)
        m.v[i] = val_int(0);
    return m;
}

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

    return heavy_value_if(h, is_heavy(m), det_of, &copy);
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
    return matrix_of(h, inverse_of, &(Pair){m, NULL}, is_heavy(m), m->rows, m->cols, inverse);
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
    return matrix_of(h, solution_of, &(Pair){m, b}, is_heavy(m) || is_heavy(b), m->cols, b->cols, x);
}

/* The entries, and then the rank. */
static Val reduced_of(Heap *h, void *state)
{
    const Matrix *m = ((const Pair *)state)->m;
    fmpq_mat_t q;
    Builder b;

    load(q, m);
    int64_t rank = fmpq_mat_rref(q, q);
    Matrix r = unload(h, q);
    fmpq_mat_clear(q);
    builder_start(&b, h, S_List);
    builder_push_all(&b, r.rows * r.cols, r.v);
    builder_push(&b, val_int(rank));
    return builder_finish(&b);
}

Matrix exact_row_reduce(Heap *h, const Matrix *m, size_t *rank)
{
    Pair pair = {m, NULL};
    Val entries = heavy_value_if(h, is_heavy(m), reduced_of, &pair);
    size_t n = m->rows * m->cols;
    Matrix r = matrix_new(h, m->rows, m->cols);

    for (size_t i = 0; i < n; i++)
        r.v[i] = val_is_none(entries) ? m->v[i] : expr_arg(entries, i);
    *rank = val_is_none(entries) ? 0 : (size_t)val_small(expr_arg(entries, n));
    return r;
}

static Val characteristic_of(Heap *h, void *state)
{
    const Matrix *m = ((const Pair *)state)->m;
    fmpq_mat_t q;
    fmpq_poly_t p;
    fmpq_t c;
    Builder b;

    load(q, m);
    fmpq_poly_init(p);
    fmpq_init(c);
    fmpq_mat_charpoly(p, q);
    builder_start(&b, h, S_List);
    for (size_t i = 0; i <= m->rows; i++) {
        fmpq_poly_get_coeff_fmpq(c, p, (slong)i);
        builder_push(&b, rat_from_fmpq(h, c));
    }
    fmpq_clear(c);
    fmpq_poly_clear(p);
    fmpq_mat_clear(q);
    return builder_finish(&b);
}

void exact_characteristic(Heap *h, const Matrix *m, Val *coefficients)
{
    Pair pair = {m, NULL};
    Val list = heavy_value_if(h, is_heavy(m), characteristic_of, &pair);

    for (size_t i = 0; i <= m->rows; i++)
        coefficients[i] = val_is_none(list) ? val_int(i == m->rows) : expr_arg(list, i);
}
