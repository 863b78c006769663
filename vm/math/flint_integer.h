/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flint_integer.h -- integers to and from FLINT's fmpz.
 */
#ifndef LYRA_MATH_FLINT_INTEGER_H
#define LYRA_MATH_FLINT_INTEGER_H

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <flint/fmpz.h>
#include <flint/fmpq.h>
#pragma GCC diagnostic pop

#include "vm/num/big.h"

static inline void fmpz_load(fmpz_t to, Val v)
{
    IntView view;
    mpz_t z;

    if (val_is_small(v)) {
        fmpz_set_si(to, val_small(v));
        return;
    }
    int_read(z, &view, v);
    fmpz_set_mpz(to, z);
}

static inline Val int_from_fmpz(Heap *h, const fmpz_t from)
{
    return COEFF_IS_MPZ(*from) ? int_from_mpz(h, COEFF_TO_PTR(*from)) : int_from_i64(h, *from);
}

static inline Val rat_from_fmpq(Heap *h, const fmpq_t from)
{
    return rat_new(h, int_from_fmpz(h, fmpq_numref(from)), int_from_fmpz(h, fmpq_denref(from)));
}

#endif
