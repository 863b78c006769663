/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rational.c -- rational numbers: a pair of integers in lowest terms.
 */
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
