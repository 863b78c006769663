/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_ring.c -- from expressions to polynomials in kernels and back.
 *
 * A power with a rational or symbolic exponent is a product of kernels: E^(2 x + 1/2 y) is
 * (E^x)^2 (E^(y/2)).  A kernel that occurs to fractional powers stands for its root, so that x and
 * Sqrt[x] are powers of one indeterminate.
 */
#include "vm/math/poly_ring.h"

#include <math.h>

enum { KERNELS_MAX = 400, TERMS_MAX = 3000000 };

void ring_start(PolyRing *r, Heap *h, bool expanding, Val only)
{
    *r = (PolyRing){.heap = h, .expanding = expanding, .only = only};
}

static slong find(const PolyRing *r, Val key, uint32_t hash)
{
    for (size_t i = 0; i < r->n; i++)
        if (r->kernels[i].hash == hash && val_same(r->kernels[i].key, key))
            return (slong)i;
    return -1;
}

slong ring_find(const PolyRing *r, Val key)
{
    return find(r, key, val_hash(key));
}

static void add_kernel(PolyRing *r, Val key, slong root)
{
    uint32_t hash = val_hash(key);
    slong i = find(r, key, hash);

    if (i < 0) {
        if (r->n >= KERNELS_MAX) {
            r->failed = true;
            return;
        }
        if (r->n == r->capacity) {
            size_t bigger = r->capacity ? 2 * r->capacity : 8;

            r->kernels = heap_grow(r->heap, r->kernels, r->capacity * sizeof(Kernel), bigger * sizeof(Kernel));
            r->capacity = bigger;
        }
        i = (slong)r->n++;
        r->kernels[i] = (Kernel){key, hash, 1};
    }
    if (root > 1) {
        fmpz_t l;

        fmpz_init_set_si(l, r->kernels[i].root);
        fmpz_lcm(l, l, (fmpz_t){root});
        if (fmpz_cmp_si(l, 1000) > 0)
            r->failed = true;
        else
            r->kernels[i].root = fmpz_get_si(l);
        fmpz_clear(l);
    }
}

/* A term c t of an exponent with a rational c. */
static Val exponent_term(Heap *h, Val term, Val *t)
{
    if (val_is_exact_real(term)) {
        *t = val_int(1);
        return term;
    }
    if (val_has_head(term, S_Times) && val_is_exact_real(expr_arg(term, 0)) && expr_len(term) > 1) {
        size_t n = expr_len(term);

        *t = n == 2 ? expr_arg(term, 1) : expr_make(h, S_Times, n - 1, expr_args(term) + 1);
        return expr_arg(term, 0);
    }
    *t = term;
    return val_int(1);
}

static size_t exponent_terms(Val *e, const Val **terms)
{
    if (val_has_head(*e, S_Plus)) {
        *terms = expr_args(*e);
        return expr_len(*e);
    }
    *terms = e;
    return 1;
}

static Val power_key(Heap *h, Val base, Val t)
{
    return val_is(t, val_int(1)) ? base : expr2(h, S_Power, base, t);
}

static bool is_gaussian(Val v)
{
    return val_is_complex(v) && num_is_exact(v);
}

static Val imaginary_unit(Heap *h)
{
    return cplx_new(h, val_int(0), val_int(1));
}

static void collect_power(PolyRing *r, Val base, Val exponent)
{
    const Val *terms;
    size_t n = exponent_terms(&exponent, &terms);

    for (size_t i = 0; i < n; i++) {
        Val t, c = exponent_term(r->heap, terms[i], &t), d = rat_denominator(c);

        if (val_is(t, val_int(1)) && val_is_integer(c) && val_is_exact_real(base))
            continue;
        if (val_is(t, val_int(1)) && val_is_integer(c) && (val_has_head(base, S_Plus) || val_has_head(base, S_Times))) {
            ring_collect(r, base);
            continue;
        }
        if (!val_is_small(d)) {
            r->failed = true;
            return;
        }
        add_kernel(r, power_key(r->heap, base, t), val_small(d));
    }
}

void ring_collect(PolyRing *r, Val v)
{
    if (r->failed || val_is_exact_real(v))
        return;
    if (is_gaussian(v)) {
        add_kernel(r, imaginary_unit(r->heap), 1);
        return;
    }
    if (!val_is_expr(v) || (!val_is_none(r->only) && (val_same(v, r->only) || !val_contains(v, r->only)))) {
        add_kernel(r, v, 1);
        return;
    }
    if (val_has_head(v, S_Plus) || val_has_head(v, S_Times)) {
        for (size_t i = 0; i < expr_len(v); i++)
            ring_collect(r, expr_arg(v, i));
        return;
    }
    if (val_is_call(v, S_Power, 2)) {
        Val base = expr_arg(v, 0), e = expr_arg(v, 1);

        if (val_is_integer(e)) {
            if (!val_is_small(e))
                add_kernel(r, v, 1);
            else if (r->expanding && val_small(e) < 0)
                add_kernel(r, expr2(r->heap, S_Power, base, val_int(-1)), 1);
            else
                ring_collect(r, base);
            return;
        }
        if (!r->expanding) {
            collect_power(r, base, e);
            return;
        }
    }
    add_kernel(r, v, 1);
}

static int order_kernels(const void *a, const void *b)
{
    return val_order(((const Kernel *)a)->key, ((const Kernel *)b)->key);
}

bool ring_open(PolyRing *r)
{
    if (r->failed)
        return false;
    if (r->n > 1)
        qsort(r->kernels, r->n, sizeof(Kernel), order_kernels);
    r->plain = true;
    for (size_t i = 0; i < r->n && r->plain; i++)
        r->plain = r->kernels[i].root == 1 && kernel_is_plain(r->kernels[i].key);
    r->descending = r->expanding && r->plain;
    for (size_t i = 0; r->descending && i < r->n / 2; i++) {
        Kernel swap = r->kernels[i];

        r->kernels[i] = r->kernels[r->n - 1 - i];
        r->kernels[r->n - 1 - i] = swap;
    }
    fmpz_mpoly_ctx_init(r->ctx, (slong)r->n, ORD_LEX);
    r->open = true;
    return true;
}

void ring_close(PolyRing *r)
{
    poly_forget(r);
    if (r->open)
        fmpz_mpoly_ctx_clear(r->ctx);
    r->open = false;
}

void fraction_init(Fraction *f)
{
    fmpq_init(f->c);
    fmpq_one(f->c);
    f->f = NULL;
    f->n = f->capacity = 0;
}

static void drop_factor(const PolyRing *r, Fraction *f, size_t i)
{
    fmpz_mpoly_clear(f->f[i].p, r->ctx);
    f->f[i] = f->f[--f->n];
}

void fraction_clear(const PolyRing *r, Fraction *f)
{
    while (f->n > 0)
        drop_factor(r, f, f->n - 1);
    flint_free(f->f);
    f->f = NULL;
    fmpq_clear(f->c);
}

static void scale(Fraction *f, const fmpz_t by, slong e)
{
    fmpq_t q;

    fmpq_init(q);
    fmpq_set_fmpz(q, by);
    if (e < 0 && fmpq_is_zero(q))
        fmpq_zero(f->c);
    else {
        fmpq_pow_si(q, q, e);
        fmpq_mul(f->c, f->c, q);
    }
    fmpq_clear(q);
}

/* Makes p primitive with a positive leading coefficient; content gets what was taken out. */
static void make_primitive(PolyRing *r, fmpz_mpoly_t p, fmpz_t content)
{
    fmpz_mpoly_get_term_coeff_fmpz(content, p, 0, r->ctx);
    int sign = fmpz_sgn(content);

    _fmpz_vec_content(content, p->coeffs, p->length);
    if (sign < 0)
        fmpz_neg(content, content);
    if (!fmpz_is_one(content))
        fmpz_mpoly_scalar_divexact_fmpz(p, p, content, r->ctx);
}

void fraction_multiply_poly(PolyRing *r, Fraction *f, const fmpz_mpoly_t p, slong e)
{
    fmpz_mpoly_t q;
    fmpz_t content;

    if (e == 0)
        return;
    if (fmpz_mpoly_is_zero(p, r->ctx)) {
        fmpq_zero(f->c);
        r->failed = r->failed || e < 0;
        return;
    }
    fmpz_init(content);
    fmpz_mpoly_init(q, r->ctx);
    fmpz_mpoly_set(q, p, r->ctx);
    make_primitive(r, q, content);
    scale(f, content, e);
    fmpz_clear(content);
    if (fmpz_mpoly_is_fmpz(q, r->ctx)) {
        fmpz_mpoly_clear(q, r->ctx);
        return;
    }
    for (size_t i = 0; i < f->n; i++) {
        if (!fmpz_mpoly_equal(f->f[i].p, q, r->ctx))
            continue;
        f->f[i].e += e;
        if (f->f[i].e == 0)
            drop_factor(r, f, i);
        fmpz_mpoly_clear(q, r->ctx);
        return;
    }
    if (f->n == f->capacity) {
        f->capacity = f->capacity ? 2 * f->capacity : 4;
        f->f = flint_realloc(f->f, f->capacity * sizeof *f->f);
    }
    *f->f[f->n].p = *q;
    f->f[f->n++].e = e;
}

static void multiply(PolyRing *r, Fraction *f, const Fraction *g, slong e)
{
    fmpq_t c;

    if (fmpq_is_zero(g->c)) {
        r->failed = r->failed || e < 0;
        fmpq_zero(f->c);
        return;
    }
    fmpq_init(c);
    fmpq_pow_si(c, g->c, e);
    fmpq_mul(f->c, f->c, c);
    fmpq_clear(c);
    for (size_t i = 0; i < g->n; i++)
        fraction_multiply_poly(r, f, g->f[i].p, g->f[i].e * e);
}

/* How many terms p^e may have. */
static double power_terms(const fmpz_mpoly_t p, slong e)
{
    double terms = 1;

    for (slong i = 1; i < p->length && terms < 1e12; i++)
        terms *= (double)(e + i) / (double)i;
    return terms;
}

/* How many terms there are at most of the degree of to p^e. */
static double terms_of_degree(const PolyRing *r, const fmpz_mpoly_t to, const fmpz_mpoly_t p, slong e)
{
    double terms = 1;

    if (!fmpz_mpoly_total_degree_fits_si(to, r->ctx) || !fmpz_mpoly_total_degree_fits_si(p, r->ctx))
        return INFINITY;
    double degree = (double)fmpz_mpoly_total_degree_si(to, r->ctx) + (double)e * (double)fmpz_mpoly_total_degree_si(p, r->ctx);
    for (size_t i = 1; i <= r->n && terms < 1e12; i++)
        terms *= (degree + (double)i) / (double)i;
    return terms;
}

/* to *= p^e; false where that is too big.  The ring's answer may be [to]. */
static bool multiply_power(PolyRing *r, fmpz_mpoly_t to, const fmpz_mpoly_t p, slong e)
{
    enum { BYTES_PER_TERM = 256 };       /* in the polynomial and in the expression made of it */
    fmpz_mpoly_t q;

    if (!poly_settle(r, to)) {
        r->failed = true;
        return false;
    }
    double terms = fmin(power_terms(p, e) * (double)to->length, terms_of_degree(r, to, p, e));
    bool fits = terms < 50.0 * TERMS_MAX && e < 1000000 && to->length < TERMS_MAX;

    if (p->length == 1 && e < WORD_MAX / 4)
        fits = true;
    if (!fits || r->failed || !heap_ask(r->heap, terms * BYTES_PER_TERM)) {
        r->failed = true;
        return false;
    }
    bool one = fmpz_mpoly_is_one(to, r->ctx);
    if (e == 1) {
        if (one)
            fmpz_mpoly_set(to, p, r->ctx);
        else if (!poly_product(r, to, to, p, terms))
            r->failed = true;
        return !r->failed;
    }
    fmpz_mpoly_init(q, r->ctx);
    if (!poly_power(r, q, p, (ulong)e, fmin(power_terms(p, e), terms)))
        r->failed = true;
    else if (one)
        fmpz_mpoly_swap(to, q, r->ctx);      /* and where the answer is still to come, that is [to] */
    else if (!poly_settle(r, q) || !poly_product(r, to, to, q, terms))
        r->failed = true;
    fmpz_mpoly_clear(q, r->ctx);
    return !r->failed;
}

bool fraction_side(PolyRing *r, fmpz_mpoly_t to, const Fraction *f, int sign)
{
    bool ok = fraction_side_lazily(r, to, f, sign) && poly_settle(r, to);

    poly_forget(r);
    r->failed = r->failed || !ok;
    return ok;
}

bool fraction_side_lazily(PolyRing *r, fmpz_mpoly_t to, const Fraction *f, int sign)
{
    fmpz_mpoly_one(to, r->ctx);
    for (size_t i = 0; i < f->n; i++)
        if (f->f[i].e * sign > 0 && !multiply_power(r, to, f->f[i].p, f->f[i].e * sign))
            return false;
    return true;
}

/* Replaces the factor p by a b in the fraction. */
static void split_factor(PolyRing *r, Fraction *f, const fmpz_mpoly_t p, const fmpz_mpoly_t a, const fmpz_mpoly_t b)
{
    for (size_t i = 0; i < f->n; i++) {
        if (!fmpz_mpoly_equal(f->f[i].p, p, r->ctx))
            continue;
        slong e = f->f[i].e;

        drop_factor(r, f, i);
        fraction_multiply_poly(r, f, a, e);
        fraction_multiply_poly(r, f, b, e);
        return;
    }
}

/* If p and q have a common factor, splits both in all of the fractions. */
static bool split_common(PolyRing *r, size_t n, Fraction *f, const fmpz_mpoly_t p0, const fmpz_mpoly_t q0)
{
    fmpz_mpoly_t g, a, b, p, q;
    bool common = false;

    fmpz_mpoly_init(g, r->ctx);
    if (fmpz_mpoly_gcd(g, p0, q0, r->ctx) && !fmpz_mpoly_is_fmpz(g, r->ctx)) {
        common = true;
        fmpz_mpoly_init(a, r->ctx);
        fmpz_mpoly_init(b, r->ctx);
        fmpz_mpoly_init(p, r->ctx);
        fmpz_mpoly_init(q, r->ctx);
        fmpz_mpoly_set(p, p0, r->ctx);
        fmpz_mpoly_set(q, q0, r->ctx);
        fmpz_mpoly_divides(a, p, g, r->ctx);
        fmpz_mpoly_divides(b, q, g, r->ctx);
        for (size_t i = 0; i < n; i++) {
            if (!fmpz_mpoly_is_fmpz(a, r->ctx))
                split_factor(r, &f[i], p, a, g);
            if (!fmpz_mpoly_is_fmpz(b, r->ctx))
                split_factor(r, &f[i], q, b, g);
        }
        fmpz_mpoly_clear(a, r->ctx);
        fmpz_mpoly_clear(b, r->ctx);
        fmpz_mpoly_clear(p, r->ctx);
        fmpz_mpoly_clear(q, r->ctx);
    }
    fmpz_mpoly_clear(g, r->ctx);
    return common;
}

void fraction_cancel(PolyRing *r, Fraction *f)
{
again:
    for (size_t i = 0; i < f->n; i++)
        for (size_t j = 0; j < f->n; j++)
            if (f->f[i].e > 0 && f->f[j].e < 0 && split_common(r, 1, f, f->f[i].p, f->f[j].p))
                goto again;
}

/* Makes the denominators of the terms powers of coprime polynomials. */
static void refine_denominators(PolyRing *r, size_t n, Fraction *t)
{
again:
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < t[i].n; k++) {
            if (t[i].f[k].e > 0)
                continue;
            for (size_t j = i; j < n; j++)
                for (size_t l = 0; l < t[j].n; l++) {
                    if (t[j].f[l].e > 0 || fmpz_mpoly_equal(t[i].f[k].p, t[j].f[l].p, r->ctx))
                        continue;
                    if (split_common(r, n, t, t[i].f[k].p, t[j].f[l].p))
                        goto again;
                }
        }
}

static slong exponent_in(const PolyRing *r, const Fraction *f, const fmpz_mpoly_t p)
{
    for (size_t i = 0; i < f->n; i++)
        if (fmpz_mpoly_equal(f->f[i].p, p, r->ctx))
            return f->f[i].e;
    return 0;
}

/* The common denominator of the terms, as a fraction 1/(..). */
static void common_denominator(PolyRing *r, size_t n, const Fraction *t, Fraction *den)
{
    fmpz_t l;

    fmpz_init_set_si(l, 1);
    for (size_t i = 0; i < n; i++) {
        fmpz_lcm(l, l, fmpq_denref(t[i].c));
        for (size_t k = 0; k < t[i].n; k++) {
            slong have;

            if (t[i].f[k].e >= 0)
                continue;
            have = exponent_in(r, den, t[i].f[k].p);
            if (t[i].f[k].e < have)
                fraction_multiply_poly(r, den, t[i].f[k].p, t[i].f[k].e - have);
        }
    }
    fmpz_one(fmpq_numref(den->c));
    fmpz_set(fmpq_denref(den->c), l);
    fmpz_clear(l);
}

/* sum = the terms added. */
static void add_fractions(PolyRing *r, size_t n, Fraction *t, Fraction *sum)
{
    fmpz_mpoly_t total, part;
    Fraction over;
    fmpz_t c;

    refine_denominators(r, n, t);
    common_denominator(r, n, t, sum);
    fmpz_mpoly_init(total, r->ctx);
    fmpz_mpoly_init(part, r->ctx);
    fmpz_init(c);
    for (size_t i = 0; i < n && !r->failed; i++) {
        fraction_init(&over);
        multiply(r, &over, &t[i], 1);
        if (!fmpq_is_zero(over.c)) {
            multiply(r, &over, sum, -1);
            fraction_side(r, part, &over, 1);
            fmpz_set(c, fmpq_numref(over.c));
            fmpz_mpoly_scalar_mul_fmpz(part, part, c, r->ctx);
            fmpz_mpoly_add(total, total, part, r->ctx);
        }
        fraction_clear(r, &over);
    }
    fraction_multiply_poly(r, sum, total, 1);
    fmpz_clear(c);
    fmpz_mpoly_clear(total, r->ctx);
    fmpz_mpoly_clear(part, r->ctx);
    if (!r->expanding)
        fraction_cancel(r, sum);
}

static void multiply_kernel(PolyRing *r, Fraction *f, slong i, slong e)
{
    fmpz_mpoly_t x;

    if (i < 0) {
        r->failed = true;
        return;
    }
    fmpz_mpoly_init(x, r->ctx);
    fmpz_mpoly_gen(x, i, r->ctx);
    fraction_multiply_poly(r, f, x, e);
    fmpz_mpoly_clear(x, r->ctx);
}

static void from_number(PolyRing *r, Fraction *f, Val v)
{
    if (val_is_exact_real(v)) {
        fmpz_load(fmpq_numref(f->c), rat_numerator(v));
        fmpz_load(fmpq_denref(f->c), rat_denominator(v));
        return;
    }
    Fraction parts[2];

    fraction_init(&parts[0]);
    fraction_init(&parts[1]);
    from_number(r, &parts[0], cplx_re(v));
    from_number(r, &parts[1], cplx_im(v));
    multiply_kernel(r, &parts[1], ring_find(r, imaginary_unit(r->heap)), 1);
    add_fractions(r, 2, parts, f);
    fraction_clear(r, &parts[0]);
    fraction_clear(r, &parts[1]);
}

static void from_power(PolyRing *r, Fraction *f, Val base, Val exponent)
{
    const Val *terms;
    size_t n = exponent_terms(&exponent, &terms);

    for (size_t i = 0; i < n && !r->failed; i++) {
        Val t, c = exponent_term(r->heap, terms[i], &t), e;
        slong k;

        if (val_is(t, val_int(1)) && val_is_integer(c) && ring_find(r, base) < 0) {
            Fraction b;

            fraction_init(&b);
            if (fraction_from(r, &b, base) && val_is_small(c) && (double)fmpz_bits(fmpq_numref(b.c)) * (double)llabs(val_small(c)) < 1e8)
                multiply(r, f, &b, val_small(c));
            else
                r->failed = true;
            fraction_clear(r, &b);
            continue;
        }
        k = ring_find(r, power_key(r->heap, base, t));
        if (k < 0) {
            r->failed = true;
            return;
        }
        e = num_mul(r->heap, c, val_int(r->kernels[k].root));
        if (!val_is_small(e) || llabs(val_small(e)) > 1000000000) {
            r->failed = true;
            return;
        }
        multiply_kernel(r, f, k, val_small(e));
    }
}

static void from_sum(PolyRing *r, Fraction *f, Val v)
{
    size_t n = expr_len(v), made = 0;
    fmpz_mpoly_t p;

    fmpz_mpoly_init(p, r->ctx);
    bool monomials = poly_from_monomials(r, p, v);
    if (monomials)
        fraction_multiply_poly(r, f, p, 1);
    fmpz_mpoly_clear(p, r->ctx);
    if (monomials)
        return;
    Fraction *t = flint_malloc(n * sizeof *t);

    for (; made < n && !r->failed; made++) {
        fraction_init(&t[made]);
        fraction_from(r, &t[made], expr_arg(v, made));
    }
    if (!r->failed)
        add_fractions(r, n, t, f);
    for (size_t i = 0; i < made; i++)
        fraction_clear(r, &t[i]);
    flint_free(t);
}

bool fraction_from(PolyRing *r, Fraction *f, Val v)
{
    slong k;

    if (r->failed)
        return false;
    if (val_is_exact_real(v) || is_gaussian(v)) {
        from_number(r, f, v);
        return !r->failed;
    }
    k = ring_find(r, v);
    if (k >= 0) {
        multiply_kernel(r, f, k, r->kernels[k].root);
    } else if (val_has_head(v, S_Plus)) {
        from_sum(r, f, v);
    } else if (val_has_head(v, S_Times)) {
        for (size_t i = 0; i < expr_len(v) && !r->failed; i++) {
            Fraction g;

            fraction_init(&g);
            if (fraction_from(r, &g, expr_arg(v, i)))
                multiply(r, f, &g, 1);
            fraction_clear(r, &g);
        }
    } else if (val_is_call(v, S_Power, 2)) {
        Val base = expr_arg(v, 0), e = expr_arg(v, 1);

        if (r->expanding && val_is_small(e) && val_small(e) < 0)
            multiply_kernel(r, f, ring_find(r, expr2(r->heap, S_Power, base, val_int(-1))), -val_small(e));
        else
            from_power(r, f, base, e);
    } else {
        r->failed = true;
    }
    return !r->failed;
}

static Val kernel_val(const PolyRing *r, size_t i)
{
    Heap *h = r->heap;
    Val key = r->kernels[i].key;
    slong root = r->kernels[i].root;

    if (root == 1)
        return key;
    if (val_is_call(key, S_Power, 2))
        return expr2(h, S_Power, expr_arg(key, 0),
                     expr2(h, S_Times, rat_new(h, val_int(1), val_int(root)), expr_arg(key, 1)));
    return expr2(h, S_Power, key, rat_new(h, val_int(1), val_int(root)));
}

/* (the indeterminate i)^e. */
static Val kernel_power(const PolyRing *r, size_t i, slong e)
{
    Heap *h = r->heap;
    Val key = r->kernels[i].key;
    slong root = r->kernels[i].root;
    Val q = rat_new(h, val_int(e), val_int(root));

    if (e == root)
        return key;
    if (val_is_call(key, S_Power, 2) && val_is_integer(expr_arg(key, 1)))
        return expr2(h, S_Power, expr_arg(key, 0), num_mul(h, q, expr_arg(key, 1)));
    if (val_is_call(key, S_Power, 2))
        return expr2(h, S_Power, expr_arg(key, 0), expr2(h, S_Times, q, expr_arg(key, 1)));
    return expr2(h, S_Power, e == 1 ? kernel_val(r, i) : key, e == 1 ? val_int(1) : q);
}

static Val term_to_val(PolyRing *r, const fmpz_mpoly_t p, slong k, const fmpq_t c, slong *exps)
{
    Heap *h = r->heap;
    fmpq_t q;
    fmpz_t z;
    Builder b;
    Val coef;

    fmpz_init(z);
    fmpq_init(q);
    fmpz_mpoly_get_term_coeff_fmpz(z, p, k, r->ctx);
    fmpq_mul_fmpz(q, c, z);
    coef = rat_from_fmpq(h, q);
    fmpz_clear(z);
    fmpq_clear(q);
    fmpz_mpoly_get_term_exp_si(exps, p, k, r->ctx);
    builder_start(&b, h, S_Times);
    if (!val_is(coef, val_int(1)))
        builder_push(&b, coef);
    for (size_t i = 0; i < r->n; i++) {
        size_t at = r->descending ? r->n - 1 - i : i;

        if (exps[at] != 0)
            builder_push(&b, kernel_power(r, at, exps[at]));
    }
    return b.n == 0 ? val_int(1) : b.n == 1 ? b.items[0] : builder_finish(&b);
}

Val poly_to_val(PolyRing *r, const fmpz_mpoly_t p, const fmpq_t c)
{
    slong n = fmpz_mpoly_length(p, r->ctx), *exps = flint_malloc((r->n + 1) * sizeof *exps);
    Val v;

    if (n == 0 || fmpq_is_zero(c)) {
        v = val_int(0);
    } else if (n == 1) {
        v = term_to_val(r, p, 0, c, exps);
    } else {
        Expr *e = expr_new(r->heap, S_Plus, (size_t)n);

        bool stopping = false;
        for (slong k = 0; k < n; k++) {
            stopping = stopping || (k % TERMS_LOOKED_AT == TERMS_LOOKED_AT - 1 && heap_stopping(r->heap));
            e->args[k] = stopping ? val_int(0) : term_to_val(r, p, n - 1 - k, c, exps);
        }
        v = expr_seal(e);
    }
    flint_free(exps);
    return v;
}

Val fraction_to_val(PolyRing *r, const Fraction *f)
{
    Heap *h = r->heap;
    Builder b;
    fmpq_t one;
    size_t sums_above = 0, sums_below = 0, others = 0;
    slong first = -1;
    bool into_numerator, into_denominator;

    if (fmpq_is_zero(f->c))
        return val_int(0);
    for (size_t i = 0; i < f->n; i++) {
        bool sum = fmpz_mpoly_length(f->f[i].p, r->ctx) > 1;

        if (sum && f->f[i].e == 1 && sums_above++ == 0)
            first = (slong)i;
        else if (f->f[i].e > 0)
            others++;
        if (f->f[i].e < 0)
            sums_below += sum && f->f[i].e == -1 ? 1 : 2;
    }
    /* -1/2 (a + b) is written (-a - b)/2, and -1/(a + b) as 1/(-a - b). */
    bool minus = fmpz_equal_si(fmpq_numref(f->c), -1);
    into_numerator = minus && sums_above == 1 && others == 0;
    into_denominator = minus && fmpz_is_one(fmpq_denref(f->c)) && sums_above == 0 && others == 0 && sums_below == 1;
    fmpq_init(one);
    builder_start(&b, h, S_Times);
    fmpq_set(one, f->c);
    if (into_numerator || into_denominator)
        fmpq_neg(one, one);
    builder_push(&b, rat_from_fmpq(h, one));
    for (size_t i = 0; i < f->n; i++) {
        Val p;

        fmpq_set_si(one, (into_numerator && (slong)i == first) || into_denominator ? -1 : 1, 1);
        p = poly_to_val(r, f->f[i].p, one);
        builder_push(&b, f->f[i].e == 1 ? p : expr2(h, S_Power, p, val_int(f->f[i].e)));
    }
    fmpq_clear(one);
    return b.n == 1 ? b.items[0] : builder_finish(&b);
}
