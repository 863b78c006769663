/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * matrix.h -- what the builtins of linear algebra share: lists as matrices, kinds of entries.
 */
#ifndef LYRA_BUILTIN_MATRIX_H
#define LYRA_BUILTIN_MATRIX_H

#include "vm/builtin/arith.h"
#include "vm/math/matrix_exact.h"
#include "vm/math/matrix_machine.h"

/* What the entries of a matrix are, from the special to the general. */
typedef enum Entries {
    ENTRIES_RATIONAL,        /* integers and rationals */
    ENTRIES_MACHINE,         /* numbers, at least one of them a machine number */
    ENTRIES_NUMBER,          /* other numbers */
    ENTRIES_ANY
} Entries;

/* A non-empty rectangular list of lists whose elements are no lists; false for anything else. */
bool matrix_read(Heap *h, Val list, Matrix *m);
/* A non-empty list of elements that are no lists, as a matrix of one column. */
bool vector_read(Heap *h, Val list, Matrix *m);
Val matrix_list(Heap *h, const Matrix *m);
Val matrix_column_list(Heap *h, const Matrix *m, size_t column);
Matrix matrix_copy(Heap *h, const Matrix *m);
/* The kind of the entries.  Where one is a machine number and all others are numeric, those are made
 * machine numbers in place. */
Entries matrix_entries(Vm *vm, Matrix *m);
bool matrix_is_complex(const Matrix *m);

/* A new entry: evaluated, and as one fraction where it is not a number. */
MUST_USE Val entry_simplify(Vm *vm, Val v);
/* Is an entry certainly zero? */
bool entry_is_zero(Vm *vm, Val v);

/* The reduced row echelon form in place, looking for pivots in the first [cols] columns.
 * VAL_NONE or UNWIND; *rank is set. */
MUST_USE Val matrix_row_reduce(Vm *vm, Matrix *m, Entries kind, size_t cols, size_t *rank);
MUST_USE Val matrix_det(Vm *vm, Matrix *m, Entries kind);

/* Machine matrices, by columns. */
double _Complex *machine_read(Heap *h, const Matrix *m);
Val machine_number(Heap *h, double _Complex z, bool real);
/* The list of [cols] rows, each a column of [a] with [rows] entries. */
Val machine_columns(Heap *h, const double _Complex *a, size_t rows, size_t cols, bool real);
/* The same as a list of rows. */
Val machine_rows(Heap *h, const double _Complex *a, size_t rows, size_t cols, bool real);
/* LAPACK's functions; NULL where there is none. */
const Lapack *vm_lapack(Vm *vm);

/* Reads the file of the library that computes modulo an integer. */
MUST_USE Val matrix_library(Vm *vm);

#endif
