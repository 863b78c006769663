/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_factor.c -- a polynomial into irreducible ones, by way of smaller ones where it has a shape.
 *
 * FLINT takes seconds over x^480 - 1, which has few factors over the integers and many modulo any prime.  So a homogeneous
 * polynomial is factored with one variable less, and one in powers x^g, y^g, .. as the polynomial in x, y, ..; the prime
 * divisors of g are put back one after the other, after each of which the factors come apart in few.  Of a cyclotomic
 * polynomial it is known in which: Phi_n(x^q) is Phi_nq(x) where the prime q divides n, or else Phi_nq(x) Phi_n(x)
 * (Lang, "Algebra", chapter VI, section 3).
 */
#include "vm/math/poly_ring.h"

#include <flint/fmpz_poly.h>
#include <flint/ulong_extras.h>

/* Whether a polynomial of a greater degree is cyclotomic is not asked: that makes it dense. */
enum { DENSE_DEGREE_MAX = 100000 };

void poly_parts_start(PolyParts *to, const PolyRing *r)
{
    *to = (PolyParts){.ring = r};
    fmpz_init_set_si(to->constant, 1);
}

void poly_parts_clear(PolyParts *parts)
{
    for (size_t i = 0; i < parts->n; i++)
        fmpz_mpoly_clear(parts->part[i].p, parts->ring->ctx);
    flint_free(parts->part);
    fmpz_clear(parts->constant);
}

/* One more part, which takes [p] over. */
static void add(PolyParts *to, fmpz_mpoly_t p, slong e, ulong cyclotomic)
{
    if (to->n == to->capacity) {
        to->capacity = 2 * to->capacity + 8;
        to->part = flint_realloc(to->part, to->capacity * sizeof *to->part);
    }
    PolyPart *part = &to->part[to->n++];
    fmpz_mpoly_init(part->p, to->ring->ctx);
    fmpz_mpoly_swap(part->p, p, to->ring->ctx);
    part->e = e;
    part->cyclotomic = cyclotomic;
}

static void scale(PolyParts *to, const fmpz_t c, slong e)
{
    fmpz_t power;

    fmpz_init(power);
    fmpz_pow_ui(power, c, (ulong)e);
    fmpz_mul(to->constant, to->constant, power);
    fmpz_clear(power);
}

/* The variable of a polynomial in one; -1: it has none, or several. */
static slong only_variable(const PolyRing *r, const fmpz_mpoly_t p)
{
    slong only = -1;

    for (slong i = 0; i < (slong)r->n; i++) {
        if (fmpz_mpoly_degree_si(p, i, r->ctx) <= 0)
            continue;
        if (only >= 0)
            return -1;
        only = i;
    }
    return only;
}

/* The n of which [p] is the cyclotomic polynomial, or 0. */
static ulong cyclotomic_index(const PolyRing *r, const fmpz_mpoly_t p)
{
    slong x = only_variable(r, p);
    fmpz_poly_t dense;
    ulong n = 0;

    if (x < 0 || fmpz_mpoly_degree_si(p, x, r->ctx) > DENSE_DEGREE_MAX)
        return 0;
    fmpz_poly_init(dense);
    if (fmpz_mpoly_get_fmpz_poly(dense, p, x, r->ctx))
        n = fmpz_poly_is_cyclotomic(dense);
    fmpz_poly_clear(dense);
    return n;
}

/* The parts of p^e as they come from FLINT. */
static bool add_factors(PolyParts *to, const fmpz_mpoly_t p, slong e)
{
    const PolyRing *r = to->ring;
    fmpz_mpoly_factor_t found;
    fmpz_mpoly_t q;
    ulong n = cyclotomic_index(r, p);

    if (n > 0) {
        fmpz_mpoly_init(q, r->ctx);
        fmpz_mpoly_set(q, p, r->ctx);
        add(to, q, e, n);
        fmpz_mpoly_clear(q, r->ctx);
        return true;
    }
    fmpz_mpoly_factor_init(found, r->ctx);
    bool ok = fmpz_mpoly_factor(found, p, r->ctx) != 0 && fmpz_is_one(found->constant_den);
    if (ok)
        scale(to, found->constant, e);
    for (slong i = 0; ok && i < fmpz_mpoly_factor_length(found, r->ctx); i++) {
        n = cyclotomic_index(r, found->poly + i);
        add(to, found->poly + i, fmpz_mpoly_factor_get_exp_si(found, i, r->ctx) * e, n);
    }
    fmpz_mpoly_factor_clear(found, r->ctx);
    return ok;
}

/* How the exponents lie: of each variable the least, and the greatest common divisor of the differences. */
typedef struct Lattice {
    slong n;
    fmpz *shift, *stride;
    fmpz *none, *step;           /* zeros; the same number for each variable */
} Lattice;

static void lattice_start(Lattice *l, const PolyRing *r)
{
    l->n = (slong)r->n;
    l->shift = _fmpz_vec_init(l->n);
    l->stride = _fmpz_vec_init(l->n);
    l->none = _fmpz_vec_init(l->n);
    l->step = _fmpz_vec_init(l->n);
}

static void lattice_clear(Lattice *l)
{
    _fmpz_vec_clear(l->shift, l->n);
    _fmpz_vec_clear(l->stride, l->n);
    _fmpz_vec_clear(l->none, l->n);
    _fmpz_vec_clear(l->step, l->n);
}

static const fmpz *lattice_step(Lattice *l, ulong g)
{
    for (slong i = 0; i < l->n; i++)
        fmpz_set_ui(l->step + i, g);
    return l->step;
}

/* The greatest common divisor of the strides; 1 where it is very large. */
static ulong lattice_stride(const Lattice *l)
{
    fmpz_t g;
    ulong stride = 1;

    fmpz_init(g);
    for (slong i = 0; i < l->n; i++)
        fmpz_gcd(g, g, l->stride + i);
    if (fmpz_sgn(g) > 0 && fmpz_abs_fits_ui(g))
        stride = fmpz_get_ui(g);
    fmpz_clear(g);
    return stride;
}

/* Adds the parts of f(x^q, y^q, ..)^e. */
static bool add_inflated(PolyParts *to, const PolyPart *f, Lattice *l, ulong q)
{
    const PolyRing *r = to->ring;
    fmpz_mpoly_t p;
    bool ok = true;

    fmpz_mpoly_init(p, r->ctx);
    fmpz_mpoly_inflate(p, f->p, l->none, lattice_step(l, q), r->ctx);
    if (f->cyclotomic == 0) {
        ok = add_factors(to, p, f->e);
    } else if (f->cyclotomic % q == 0) {
        add(to, p, f->e, f->cyclotomic * q);
    } else {
        fmpz_mpoly_t rest;

        fmpz_mpoly_init(rest, r->ctx);
        ok = fmpz_mpoly_divides(rest, p, f->p, r->ctx) != 0;
        fmpz_mpoly_set(p, f->p, r->ctx);
        add(to, rest, f->e, f->cyclotomic * q);
        add(to, p, f->e, f->cyclotomic);
        fmpz_mpoly_clear(rest, r->ctx);
    }
    fmpz_mpoly_clear(p, r->ctx);
    return ok;
}

/* The parts in [parts] with x^q for x, y^q for y, ..; these are the parts then. */
static bool inflate(PolyParts *parts, Lattice *l, ulong q)
{
    PolyParts next;
    bool ok = true;

    poly_parts_start(&next, parts->ring);
    fmpz_set(next.constant, parts->constant);
    for (size_t i = 0; ok && i < parts->n; i++)
        ok = add_inflated(&next, &parts->part[i], l, q);
    PolyParts before = *parts;
    *parts = next;
    poly_parts_clear(&before);
    return ok;
}

/* The parts of a polynomial in x^g, y^g, ..; nothing divides it that is a variable. */
static bool add_deflated(PolyParts *to, const fmpz_mpoly_t p, Lattice *l)
{
    const PolyRing *r = to->ring;
    ulong g = lattice_stride(l);
    fmpz_mpoly_t q;
    PolyParts parts;
    n_factor_t primes;

    if (g <= 1)
        return add_factors(to, p, 1);
    poly_parts_start(&parts, r);
    fmpz_mpoly_init(q, r->ctx);
    fmpz_mpoly_deflate(q, p, l->none, lattice_step(l, g), r->ctx);
    bool ok = add_factors(&parts, q, 1);
    fmpz_mpoly_clear(q, r->ctx);
    n_factor_init(&primes);
    n_factor(&primes, g, 1);
    /* Each prime for the first time before any for the second: that only spreads the terms of a cyclotomic polynomial. */
    for (bool more = true, first = true; more && ok; first = false) {
        more = first;
        for (int i = 0; i < primes.num && ok; i++)
            if (primes.exp[i] > 0) {
                ok = inflate(&parts, l, primes.p[i]);
                more = --primes.exp[i] > 0 || more;
            }
    }
    scale(to, parts.constant, 1);
    for (size_t i = 0; i < parts.n; i++)
        add(to, parts.part[i].p, parts.part[i].e, parts.part[i].cyclotomic);
    poly_parts_clear(&parts);
    return ok;
}

/* The degree that all terms have; -1: they don't. */
static slong common_degree(const PolyRing *r, const fmpz_mpoly_t p, slong *exponents)
{
    slong common = -1;

    for (slong i = 0; i < p->length; i++) {
        slong degree = 0;

        fmpz_mpoly_get_term_exp_si(exponents, p, i, r->ctx);
        for (size_t k = 0; k < r->n; k++)
            degree += exponents[k];
        if (i > 0 && degree != common)
            return -1;
        common = degree;
    }
    return common;
}

/* [p] with powers of the variable x put in, such that all terms have one degree. */
static void make_homogeneous(const PolyRing *r, fmpz_mpoly_t p, slong x, slong *exponents)
{
    slong degree = fmpz_mpoly_total_degree_si(p, r->ctx);
    fmpz_mpoly_t q;
    fmpz_t c;

    fmpz_mpoly_init(q, r->ctx);
    fmpz_init(c);
    for (slong i = 0; i < p->length; i++) {
        slong rest = degree;

        fmpz_mpoly_get_term_exp_si(exponents, p, i, r->ctx);
        for (size_t k = 0; k < r->n; k++)
            rest -= exponents[k];
        exponents[x] = rest;
        fmpz_mpoly_get_term_coeff_fmpz(c, p, i, r->ctx);
        fmpz_mpoly_push_term_fmpz_ui(q, c, (const ulong *)exponents, r->ctx);
    }
    fmpz_mpoly_sort_terms(q, r->ctx);
    fmpz_mpoly_swap(p, q, r->ctx);
    fmpz_clear(c);
    fmpz_mpoly_clear(q, r->ctx);
}

/* The parts of a homogeneous polynomial in several variables, of which x is one; nothing divides it that is a variable. */
static bool add_homogeneous(PolyParts *to, const fmpz_mpoly_t p, slong x, slong *exponents)
{
    const PolyRing *r = to->ring;
    size_t first = to->n;
    fmpz_mpoly_t q;
    fmpz_t one;

    fmpz_mpoly_init(q, r->ctx);
    fmpz_init_set_si(one, 1);
    bool ok = fmpz_mpoly_evaluate_one_fmpz(q, p, x, one, r->ctx) && poly_factor(to, q);
    fmpz_clear(one);
    fmpz_mpoly_clear(q, r->ctx);
    for (size_t i = first; i < to->n; i++) {
        make_homogeneous(r, to->part[i].p, x, exponents);
        to->part[i].cyclotomic = 0;
    }
    return ok;
}

bool poly_factor(PolyParts *to, const fmpz_mpoly_t p)
{
    const PolyRing *r = to->ring;
    fmpz_mpoly_t q;
    Lattice l;
    slong x = -1;
    bool ok, several = false;

    if (p->length < 2 || !fmpz_mpoly_total_degree_fits_si(p, r->ctx))
        return add_factors(to, p, 1);
    lattice_start(&l, r);
    fmpz_mpoly_init(q, r->ctx);
    fmpz_mpoly_deflation(l.shift, l.stride, p, r->ctx);
    for (slong i = 0; i < l.n; i++) {
        if (!fmpz_is_zero(l.shift + i)) {
            fmpz_mpoly_gen(q, i, r->ctx);
            add(to, q, fmpz_get_si(l.shift + i), 0);
        }
        if (!fmpz_is_zero(l.stride + i)) {
            several = x >= 0;
            x = i;
        }
    }
    fmpz_mpoly_deflate(q, p, l.shift, lattice_step(&l, 1), r->ctx);
    slong *exponents = flint_malloc((r->n + 1) * sizeof *exponents);
    if (several && common_degree(r, q, exponents) > 0)
        ok = add_homogeneous(to, q, x, exponents);
    else
        ok = add_deflated(to, q, &l);
    flint_free(exponents);
    fmpz_mpoly_clear(q, r->ctx);
    lattice_clear(&l);
    return ok;
}
