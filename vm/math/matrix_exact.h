/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix_exact.h -- matrices of integers and rationals, by FLINT.
 */
#ifndef LYRA_MATH_MATRIX_EXACT_H
#define LYRA_MATH_MATRIX_EXACT_H

#include "vm/num/number.h"

/* A matrix of any values, by rows. */
typedef struct Matrix {
    size_t rows, cols;
    Val   *v;
} Matrix;

/* Room for a matrix; the entries are VAL_NONE. */
Matrix matrix_new(Heap *h, size_t rows, size_t cols);

/* All of these take matrices whose entries are integers and rationals. */
Matrix exact_product(Heap *h, const Matrix *a, const Matrix *b);
Val exact_det(Heap *h, const Matrix *m);
/* False where [m] is singular. */
bool exact_inverse(Heap *h, const Matrix *m, Matrix *inverse);
/* m x = b for a square [m]; false where [m] is singular. */
bool exact_solve(Heap *h, const Matrix *m, const Matrix *b, Matrix *x);
/* The reduced row echelon form; *rank says how many rows are not zero. */
Matrix exact_row_reduce(Heap *h, const Matrix *m, size_t *rank);
/* The coefficients of det(x - m), constant first, rows + 1 of them into [coefficients]. */
void exact_characteristic(Heap *h, const Matrix *m, Val *coefficients);

#endif
