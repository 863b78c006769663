/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix_machine.h -- matrices of machine numbers, by LAPACK.
 *
 * Matrices are by columns, as LAPACK has them; complex ones are pairs re, im.
 */
#ifndef LYRA_MATH_MATRIX_MACHINE_H
#define LYRA_MATH_MATRIX_MACHINE_H

#include <complex.h>
#include <stdbool.h>
#include <stddef.h>

#include "vm/value/heap.h"

/* LAPACK's functions, found at first use: linking it would cost every start several milliseconds. */
typedef struct Lapack Lapack;

/* NULL where the library can't be had.  The table lies in static memory and is filled once. */
size_t lapack_bytes(void);
bool lapack_load(Lapack *to);

/* c = a b; a is n by k, b is k by m, all by rows, as packed arrays are. */
/* The rest of c is left undone where the next poll unwinds. */
void machine_product(Heap *h, const Lapack *l, double *c, const double *a, const double *b, size_t n, size_t k, size_t m);
void machine_product_complex(const Lapack *l, double _Complex *c, const double _Complex *a, const double _Complex *b,
                             size_t n, size_t k, size_t m);
/* Solves a x = b for a real matrix; [x] holds b and becomes the solution.  False: singular. */
bool machine_solve(const Lapack *l, const double *a, size_t size, double *x);
/* LU with partial pivoting in place; perm[i]: which row was exchanged with row i (from 0).
 * False where a pivot is zero. */
bool machine_lu(Heap *h, double _Complex *a, size_t n, size_t *perm);
void machine_lu_solve(Heap *h, const double _Complex *lu, size_t n, const size_t *perm, double _Complex *b, size_t columns);

/* Eigenvalues and right eigenvectors (columns of [vectors], NULL: none), each of norm 1.  The
 * matrix is overwritten.  [hermitian]: values are real, ascending.  Gives false where LAPACK failed. */
bool machine_eigen(const Lapack *l, bool real, bool hermitian, size_t n, double _Complex *a, double _Complex *values,
                   double _Complex *vectors);
/* a = u diag(s) vh, full u (m by m) and vh (n by n); s descending. */
bool machine_svd(const Lapack *l, size_t m, size_t n, double _Complex *a, double *s, double _Complex *u,
                 double _Complex *vh);
/* The Schur form of a square matrix: a = q t q^H; real ones give a quasi-triangular t. */
bool machine_schur(const Lapack *l, bool real, size_t n, double _Complex *a, double _Complex *q);
/* a = q r, thin: [a] m by n becomes q (m by k), r is k by n, k the smaller. */
bool machine_qr(const Lapack *l, size_t m, size_t n, double _Complex *a, double _Complex *r);

#endif
