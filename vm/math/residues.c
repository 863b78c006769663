/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * residues.c -- integers modulo an integer.
 */
#include "vm/math/flint_integer.h"
#include "vm/math/integers.h"
#include "vm/num/heavy.h"

#define HEAVY_POWER 1.5e6     /* limbs of exponent times limbs of modulus squared */

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

/* Two integers that a call of GMP may be busy with for long, to be made in a child process. */
typedef struct Two { Val a, b; } Two;

enum { HEAVY_VALUATION = 1 << 21 };     /* bits */

static bool are_long(Val a, Val b)
{
    return int_bits(a) > HEAVY_GCD && int_bits(b) > HEAVY_GCD;
}

static Val inverse(Heap *h, void *state)
{
    const Two *of = state;
    IntView va, vm;
    mpz_t za, zm, r;

    int_read(za, &va, of->a);
    int_read(zm, &vm, of->b);
    mpz_init(r);
    Val v = mpz_invert(r, za, zm) ? int_from_mpz(h, r) : VAL_NONE;
    mpz_clear(r);
    return v;
}

Val int_invmod(Heap *h, Val a, Val mod)
{
    Two of = {a, mod};

    return heavy_value_if(h, are_long(a, mod), inverse, &of);
}

/* {g, x, y} */
static Val extended_gcd(Heap *h, void *state)
{
    const Two *of = state;
    IntView va, vb;
    mpz_t za, zb, g, s, t;

    int_read(za, &va, of->a);
    int_read(zb, &vb, of->b);
    mpz_init(g);
    mpz_init(s);
    mpz_init(t);
    mpz_gcdext(g, s, t, za, zb);
    Val v = list_make(h, 3, (Val[]){int_from_mpz(h, g), int_from_mpz(h, s), int_from_mpz(h, t)});
    mpz_clear(g);
    mpz_clear(s);
    mpz_clear(t);
    return v;
}

Val int_gcdext(Heap *h, Val a, Val b, Val *x, Val *y)
{
    Two of = {a, b};
    Val v = heavy_value_if(h, are_long(a, b), extended_gcd, &of);

    if (val_is_none(v)) {
        *x = *y = val_int(0);
        return val_int(1);
    }
    *x = expr_arg(v, 1);
    *y = expr_arg(v, 2);
    return expr_arg(v, 0);
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

/* {the exponent of b in a, what is left of a} */
static Val valuation(Heap *h, void *state)
{
    const Two *of = state;
    IntView vn, vp;
    mpz_t zn, zp, r;

    int_read(zn, &vn, of->a);
    int_read(zp, &vp, of->b);
    mpz_init(r);
    mp_bitcnt_t k = mpz_remove(r, zn, zp);
    Val v = expr2(h, S_List, int_from_u64(h, k), int_from_mpz(h, r));
    mpz_clear(r);
    return v;
}

uint64_t int_valuation(Heap *h, Val n, Val p, Val *rest)
{
    Two of = {n, p};
    Val v = heavy_value_if(h, int_bits(n) > HEAVY_VALUATION, valuation, &of);

    *rest = val_is_none(v) ? n : expr_arg(v, 1);
    return val_is_none(v) ? 0 : (uint64_t)val_small(expr_arg(v, 0));
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
