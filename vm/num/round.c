/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * round.c -- real numbers to integers.
 */
#include "vm/num/big.h"

static Val from_mpfr_rounded(Heap *h, Val real, mpfr_rnd_t mode)
{
    mpfr_t x;
    mpz_t z;

    if (val_is_real(real)) {
        double d = val_real(real);
        d = mode == MPFR_RNDD ? floor(d) : mode == MPFR_RNDU ? ceil(d) : mode == MPFR_RNDZ ? trunc(d) : rint(d);
        if (fabs(d) < 4e18)
            return val_int((int64_t)d);
        mpz_init_set_d(z, d);
    } else {
        real_read(x, real);
        mpz_init(z);
        mpfr_get_z(z, x, mode);
    }
    Val v = int_from_mpz(h, z);
    mpz_clear(z);
    return v;
}

Val num_floor(Heap *h, Val real)
{
    if (val_is_integer(real))
        return real;
    if (val_is_rational(real))
        return int_quotient(h, rat_numerator(real), rat_denominator(real));
    return from_mpfr_rounded(h, real, MPFR_RNDD);
}

Val num_ceiling(Heap *h, Val real)
{
    if (val_is_integer(real))
        return real;
    if (val_is_rational(real))
        return int_add(h, num_floor(h, real), val_int(1));
    return from_mpfr_rounded(h, real, MPFR_RNDU);
}

Val num_truncate(Heap *h, Val real)
{
    if (val_is_integer(real))
        return real;
    if (val_is_rational(real))
        return num_sign(real) < 0 ? num_ceiling(h, real) : num_floor(h, real);
    return from_mpfr_rounded(h, real, MPFR_RNDZ);
}

Val num_round(Heap *h, Val real)
{
    if (val_is_integer(real))
        return real;
    if (!val_is_rational(real))
        return from_mpfr_rounded(h, real, MPFR_RNDN);
    /* floor(x + 1/2), one less where that tie came out odd */
    Val n = rat_numerator(real), d = rat_denominator(real);
    Val up = int_quotient(h, int_add(h, int_add(h, n, n), d), int_add(h, d, d));
    if (val_is(d, val_int(2)) && int_is_odd(up))
        return int_sub(h, up, val_int(1));
    return up;
}
