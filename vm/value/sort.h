/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sort.h -- sorting without asking anybody: canonical order, machine numbers.
 */
#ifndef LYRA_VALUE_SORT_H
#define LYRA_VALUE_SORT_H

#include "vm/value/expr.h"

/* Canonical sort, stable, of [n] values (or of the numbers that go with them). */
void vals_sort(Heap *h, size_t n, Val *v);
void vals_sort_order(Heap *h, size_t n, const Val *v, size_t *order);
/* Sorts machine integers; the words of Vals that are all small integers are in the order of what they stand for. */
void sort_words(Heap *h, size_t n, int64_t *v);
/* Sorts machine reals; what is equal stays in its order. */
void sort_reals(Heap *h, size_t n, double *v);

#endif
