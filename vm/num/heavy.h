/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heavy.h -- single calls of the libraries that run too long to wait for.
 */
#ifndef LYRA_NUM_HEAVY_H
#define LYRA_NUM_HEAVY_H

#include "vm/num/big.h"

/* From this many limbs of result on, a product takes a good part of a second. */
#define HEAVY_LIMBS ((size_t)1 << 19)

/* The same for r = f(a, b, n); [limbs] bound the result.  VAL_NONE where it was ended. */
typedef void HeavyFunction(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n);
Val heavy_integer(Heap *h, HeavyFunction *f, Val a, Val b, unsigned long n, size_t limbs);

#endif
