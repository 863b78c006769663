/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * factor.c -- quick factorisation: completely below 2^62, by trial division above.
 */
#include <flint/flint.h>
#include <flint/ulong_extras.h>

#include "vm/math/factor.h"
#include "vm/math/integers.h"

enum { TRIAL_LIMIT = 1 << 14 };

static size_t factor_word(uint64_t n, PrimePower *out, size_t room)
{
    n_factor_t f;
    size_t count = 0;

    n_factor_init(&f);
    n_factor(&f, n, 1);
    for (int i = 0; i < f.num; i++) {
        size_t at = count;

        if (count >= room)
            break;
        /* FLINT does not sort them. */
        while (at > 0 && (uint64_t)val_small(out[at - 1].prime) > f.p[i]) {
            out[at] = out[at - 1];
            at--;
        }
        out[at].prime = val_int((int64_t)f.p[i]);
        out[at].exp = f.exp[i];
        count++;
    }
    return count;
}

/* The base of the highest power that [n] is, and the exponent. */
static PrimePower perfect_power(Heap *h, Val n)
{
    PrimePower p = {n, 1};
    static const unsigned primes[] = {2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31};

    for (size_t i = 0; i < COUNT_OF(primes); i++) {
        while (!val_is_small(p.prime)) {
            Val root = int_root_exact(h, p.prime, primes[i]);

            if (val_is_none(root))
                break;
            p.prime = root;
            p.exp *= primes[i];
        }
    }
    return p;
}

/* A number that the primes below TRIAL_LIMIT divide as they divide [n]: short, so that they are quickly tried. */
static Val small_divisors(Heap *h, Val n)
{
    enum { LONG_BITS = 1 << 16 };

    if (int_bits(n) < LONG_BITS)
        return n;
    Val primorial = int_primorial(h, TRIAL_LIMIT);
    return int_mod(h, n, primorial);
}

size_t factor_quickly(Heap *h, Val n, PrimePower out[FACTOR_MAX])
{
    size_t count = 0;
    PrimePower rest;

    if (n.w == val_int(1).w)
        return 0;
    if (val_is_small(n))
        return factor_word((uint64_t)val_small(n), out, FACTOR_MAX);
    Val trial = small_divisors(h, n);
    for (int64_t p = 2; p < TRIAL_LIMIT && count < FACTOR_MAX - 1; p += p == 2 ? 1 : 2) {
        if (p > 7 && (p % 3 == 0 || p % 5 == 0 || p % 7 == 0))
            continue;
        if (!val_is(int_mod(h, trial, val_int(p)), val_int(0)))
            continue;
        uint64_t exp = int_valuation(h, n, val_int(p), &n);
        if (exp == 0)                  /* a composite of primes that are out already */
            continue;
        out[count++] = (PrimePower){val_int(p), exp};
        if (val_is_small(n))
            break;
    }
    if (n.w == val_int(1).w)
        return count;
    if (val_is_small(n))
        return count + factor_word((uint64_t)val_small(n), out + count, FACTOR_MAX - count);
    rest = perfect_power(h, n);
    if (rest.exp > 1 && val_is_small(rest.prime)) {
        size_t from = count;

        count += factor_word((uint64_t)val_small(rest.prime), out + count, FACTOR_MAX - count);
        for (size_t i = from; i < count; i++)
            out[i].exp *= rest.exp;
        return count;
    }
    out[count++] = rest;
    return count;
}
