/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * factor.h -- quick factorisation, as far as simplifying radicals needs it.
 */
#ifndef LYRA_MATH_FACTOR_H
#define LYRA_MATH_FACTOR_H

#include "vm/num/number.h"

typedef struct PrimePower { Val prime; uint64_t exp; } PrimePower;

enum { FACTOR_MAX = 64 };

/* The factors of [n] >= 1, in increasing order, as far as they are found quickly: what is left of a
 * large number may be composite, and is then given as the base of the highest power that it is.
 * Gives how many; at most FACTOR_MAX. */
size_t factor_quickly(Heap *h, Val n, PrimePower out[FACTOR_MAX]);

#endif
