/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * residues.c -- integers modulo an integer.
 */
#include "vm/math/flint_integer.h"
#include "vm/math/integers.h"
#include "vm/num/heavy.h"

#define HEAVY_POWER 3e8     /* limbs of exponent times limbs of modulus squared */

typedef struct Residue {
    mpz_srcptr base, exp, mod;
} Residue;

static void answer_power(mpz_ptr r, void *state)
{
    const Residue *s = state;

    mpz_powm(r, s->base, s->exp, s->mod);
}

Val int_powmod(Heap *h, Val base, Val exp, Val mod)
{
    IntView b, e, m;
    mpz_t zb, ze, zm, r;

    int_read(zb, &b, base);
    int_read(ze, &e, exp);
    int_read(zm, &m, mod);
    if ((double)e.n * (double)m.n * (double)m.n > HEAVY_POWER) {
        Residue state = {zb, ze, zm};
        Val answer = heavy_answer(h, answer_power, &state, (size_t)m.n + 1);
        return val_is_none(answer) ? val_int(0) : answer;
    }
    mpz_init(r);
    mpz_powm(r, zb, ze, zm);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

Val int_invmod(Heap *h, Val a, Val mod)
{
    IntView va, vm;
    mpz_t za, zm, r;

    int_read(za, &va, a);
    int_read(zm, &vm, mod);
    mpz_init(r);
    Val v = mpz_invert(r, za, zm) ? int_from_mpz(h, r) : VAL_NONE;
    mpz_clear(r);
    return v;
}

Val int_gcdext(Heap *h, Val a, Val b, Val *x, Val *y)
{
    IntView va, vb;
    mpz_t za, zb, g, s, t;

    int_read(za, &va, a);
    int_read(zb, &vb, b);
    mpz_init(g);
    mpz_init(s);
    mpz_init(t);
    mpz_gcdext(g, s, t, za, zb);
    *x = int_from_mpz(h, s);
    *y = int_from_mpz(h, t);
    Val v = int_from_mpz(h, g);
    mpz_clear(g);
    mpz_clear(s);
    mpz_clear(t);
    return v;
}

int int_kronecker(Val a, Val b)
{
    IntView va, vb;
    mpz_t za, zb;

    int_read(za, &va, a);
    int_read(zb, &vb, b);
    return mpz_kronecker(za, zb);
}

Val int_sqrt_mod_prime(Heap *h, Val a, Val p)
{
    fmpz_t za, zp, r;

    fmpz_init(za);
    fmpz_init(zp);
    fmpz_init(r);
    fmpz_load(za, a);
    fmpz_load(zp, p);
    fmpz_mod(za, za, zp);
    Val v = fmpz_sqrtmod(r, za, zp) ? int_from_fmpz(h, r) : VAL_NONE;
    fmpz_clear(za);
    fmpz_clear(zp);
    fmpz_clear(r);
    return v;
}

uint64_t int_valuation(Heap *h, Val n, Val p, Val *rest)
{
    IntView vn, vp;
    mpz_t zn, zp, r;

    int_read(zn, &vn, n);
    int_read(zp, &vp, p);
    mpz_init(r);
    uint64_t k = mpz_remove(r, zn, zp);
    *rest = int_from_mpz(h, r);
    mpz_clear(r);
    return k;
}

int64_t rat_take_factor(Heap *h, Val *x, Val p)
{
    Val n = rat_numerator(*x), d = rat_denominator(*x);

    if (num_is_zero(int_mod(h, n, p))) {
        int64_t count = (int64_t)int_valuation(h, n, p, &n);
        *x = rat_new(h, n, d);
        return count;
    }
    if (num_is_one(d) || !num_is_zero(int_mod(h, d, p)))
        return 0;
    int64_t count = (int64_t)int_valuation(h, d, p, &d);
    *x = rat_new(h, n, d);
    return -count;
}
