/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_sort.h -- stable sorting by orders that may run programs.
 */
#ifndef LYRA_BUILTIN_LIST_SORT_H
#define LYRA_BUILTIN_LIST_SORT_H

#include "vm/builtin/items.h"

typedef enum Compared { COMPARED_IN_ORDER, COMPARED_SWAP, COMPARED_UNWIND } Compared;
/* Should element [b] come before element [a] that now stands before it? */
typedef Compared SortCompare(Vm *vm, size_t a, size_t b, void *state);
/* Numbers from 0 to n - 1 in sorted order into [order]; false if it unwound. */
MUST_USE bool sort_order(Vm *vm, size_t n, size_t *order, SortCompare *compare, void *state);


/* The keys by which to compare numerically: numbers for what N makes a real number of. */
MUST_USE Val sort_numeric_keys(Vm *vm, size_t n, const Val *v, Val *keys);
/* Order by such keys: numbers by value, others after them in canonical order. */
int sort_compare_numeric(Val a, Val b);
/* The SortCompare of such keys; [state] is the array. */
Compared sort_by_numeric_keys(Vm *vm, size_t a, size_t b, void *state);

#endif
