/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rational.c -- rational numbers: a pair of integers in lowest terms.
 */
#include <stdlib.h>

#include "vm/num/big.h"

Val rat_make(Heap *h, Val num, Val den)
{
    if (val_is(den, val_int(1)))
        return num;
    Rational *r = heap_alloc(h, sizeof *r);
    memset(&r->node, 0, sizeof r->node);
    r->node.kind = KIND_RATIONAL;
    r->num = num;
    r->den = den;
    return val_from_node(r);
}

Val rat_new(Heap *h, Val n, Val d)
{
    if (num_is_exact_zero(d))
        return num_is_exact_zero(n) ? S_Indeterminate : S_ComplexInfinity;
    if (num_sign(d) < 0) {
        n = int_neg(h, n);
        d = int_neg(h, d);
    }
    Val g = int_gcd(h, n, d);
    if (!val_is(g, val_int(1))) {
        n = int_divexact(h, n, g);
        d = int_divexact(h, d, g);
    }
    return rat_make(h, n, d);
}

Val rat_numerator(Val v)
{
    return val_is_rational(v) ? val_rational(v)->num : v;
}

Val rat_denominator(Val v)
{
    return val_is_rational(v) ? val_rational(v)->den : val_int(1);
}

void rat_load(mpq_t q, Val v)
{
    int_load(mpq_numref(q), rat_numerator(v));
    int_load(mpq_denref(q), rat_denominator(v));
}

Val rat_from_mpq(Heap *h, const mpq_t q)
{
    return rat_make(h, int_from_mpz(h, mpq_numref(q)), int_from_mpz(h, mpq_denref(q)));
}

/* ---- a long one and a short one --------------------------------------------------------------------- */

/* The denominators from this many limbs on to that many, the limb passes being short enough to wait for. */
enum { LONG_LIMBS_MIN = 2, LONG_LIMBS_MAX = 1 << 20 };

/* [to], with room for a.n + 1 limbs, = |a| m; how many limbs. */
static size_t times_limb(mp_limb_t *to, const mp_limb_t *a, size_t n, mp_limb_t m)
{
    mp_limb_t carry = mpn_mul_1(to, a, (mp_size_t)n, m);

    to[n] = carry;
    return n + (carry != 0);
}

static size_t trimmed(const mp_limb_t *limbs, size_t n)
{
    while (n > 0 && limbs[n - 1] == 0)
        n--;
    return n;
}

/* The magnitude of x + y or of their difference, x and y not being 0, which may be [to]; whether it is negative. */
static bool add_magnitudes(mp_limb_t *to, size_t *n, const mp_limb_t *x, size_t xn, bool x_negative,
                           const mp_limb_t *y, size_t yn, bool y_negative)
{
    bool swap = xn != yn ? xn < yn : mpn_cmp(x, y, (mp_size_t)xn) < 0;
    const mp_limb_t *more = swap ? y : x, *less = swap ? x : y;
    size_t more_n = swap ? yn : xn, less_n = swap ? xn : yn;

    if (x_negative == y_negative) {
        to[more_n] = mpn_add(to, more, (mp_size_t)more_n, less, (mp_size_t)less_n);
        *n = more_n + (to[more_n] != 0);
    } else {
        mpn_sub(to, more, (mp_size_t)more_n, less, (mp_size_t)less_n);
        *n = trimmed(to, more_n);
    }
    return swap ? y_negative : x_negative;
}

/* Knuth's way (4.5.1), in passes over the limbs of the long one: with g the common factor of the denominators, the
 * numerator has at most a factor of g in common with the new denominator. */
static Val add_short(Heap *h, const IntView *an, const IntView *ad, Val long_den, const IntView *bn, const IntView *bd)
{
    mp_limb_t d = bd->limbs[0], g = mpn_gcd_1(ad->limbs, ad->n, d), rest = d / g, common = 1;
    size_t dn = (size_t)ad->n, room = (an->n > ad->n ? (size_t)an->n : dn) + 2;
    Big *sum = big_new(h, room);
    mp_limb_t *quotient = malloc((2 * dn + 1) * sizeof *quotient), *y = quotient + dn;
    const mp_limb_t *q = ad->limbs, *x = an->limbs;
    size_t qn = dn, xn = (size_t)an->n, yn, n;

    if (g != 1) {
        mpn_divexact_1(quotient, ad->limbs, ad->n, g);
        q = quotient;
        qn = trimmed(q, dn);
    }
    if (rest != 1) {
        xn = times_limb(sum->limbs, x, xn, rest);
        x = sum->limbs;
    }
    yn = times_limb(y, q, qn, bn->limbs[0]);
    bool negative = add_magnitudes(sum->limbs, &n, x, xn, an->negative, y, yn, bn->negative);
    if (n > 0 && g != 1 && (common = mpn_gcd_1(sum->limbs, (mp_size_t)n, g)) != 1)
        mpn_divexact_1(sum->limbs, sum->limbs, (mp_size_t)n, common);
    Val num = big_seal(sum, n, negative), den = long_den;
    if (d / common != g) {
        Big *product = big_new(h, dn + 1);
        n = times_limb(product->limbs, q, qn, d / common);
        den = big_seal(product, n, false);
    }
    free(quotient);
    return rat_make(h, num, den);
}

Val rat_add_short(Heap *h, Val a, Val b, bool subtract)
{
    IntView an, ad, bn, bd;

    if (val_is_small(rat_denominator(a)) && val_is_small(rat_denominator(b)))
        return VAL_NONE;
    int_view(&ad, rat_denominator(a));
    int_view(&bd, rat_denominator(b));
    int_view(&an, rat_numerator(a));
    int_view(&bn, rat_numerator(b));
    bn.negative ^= subtract;
    if (an.n == 0 || bn.n == 0)
        return VAL_NONE;
    if (ad.n >= LONG_LIMBS_MIN && ad.n <= LONG_LIMBS_MAX && an.n <= LONG_LIMBS_MAX && bd.n == 1 && bn.n == 1)
        return add_short(h, &an, &ad, rat_denominator(a), &bn, &bd);
    if (bd.n >= LONG_LIMBS_MIN && bd.n <= LONG_LIMBS_MAX && bn.n <= LONG_LIMBS_MAX && ad.n == 1 && an.n == 1)
        return add_short(h, &bn, &bd, rat_denominator(b), &an, &ad);
    return VAL_NONE;
}
