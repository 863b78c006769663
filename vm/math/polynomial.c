/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * polynomial.c -- expanding, joining, factoring, greatest common divisors, resultants of expressions.
 */
#include "vm/math/poly_ring.h"
#include "vm/num/heavy.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <flint/fmpq_poly.h>
#include <flint/fmpz_mod_poly.h>
#include <flint/fmpz_mod_poly_factor.h>
#pragma GCC diagnostic pop

/* Opens a ring for these expressions. */
static bool ring_for(PolyRing *r, Heap *h, bool expanding, Val only, size_t n, const Val *v)
{
    ring_start(r, h, expanding, only);
    for (size_t i = 0; i < n; i++)
        ring_collect(r, v[i]);
    return ring_open(r);
}

static void reduce_modulus(PolyRing *r, fmpz_mpoly_t p, const fmpq_t c, Val modulus, bool *ok)
{
    fmpz_t m, z;
    fmpz_mpoly_t q;

    fmpz_init(m);
    fmpz_init(z);
    fmpz_load(m, modulus);
    fmpz_mpoly_init(q, r->ctx);
    *ok = fmpz_is_one(fmpq_denref(c)) || fmpz_invmod(z, fmpq_denref(c), m);
    if (*ok) {
        fmpz_mul(z, fmpz_is_one(fmpq_denref(c)) ? fmpq_denref(c) : z, fmpq_numref(c));
        fmpz_mpoly_scalar_mul_fmpz(p, p, z, r->ctx);
        for (slong i = 0; i < p->length; i++) {
            slong *e = flint_malloc((r->n + 1) * sizeof *e);

            fmpz_mpoly_get_term_coeff_fmpz(z, p, i, r->ctx);
            fmpz_mod(z, z, m);
            fmpz_mpoly_get_term_exp_si(e, p, i, r->ctx);
            if (!fmpz_is_zero(z))
                fmpz_mpoly_push_term_fmpz_ui(q, z, (ulong *)e, r->ctx);
            flint_free(e);
        }
        fmpz_mpoly_swap(p, q, r->ctx);
    }
    fmpz_mpoly_clear(q, r->ctx);
    fmpz_clear(m);
    fmpz_clear(z);
}

Val poly_expand(Heap *h, Val v, Val only, Val modulus, uint32_t stamp)
{
    PolyRing r;
    Fraction f;
    fmpz_mpoly_t p;
    Val result = VAL_NONE;

    if (!ring_for(&r, h, true, only, 1, &v))
        return VAL_NONE;
    fraction_init(&f);
    fmpz_mpoly_init(p, r.ctx);
    if (fraction_from(&r, &f, v) && fraction_side_lazily(&r, p, &f, 1)) {
        bool ok = true;

        if (!val_is(modulus, val_int(0)) && (ok = poly_settle(&r, p))) {
            reduce_modulus(&r, p, f.c, modulus, &ok);
            fmpq_one(f.c);
        }
        if (ok && val_is_none(result = poly_write_plain(&r, p, f.c, stamp)) && poly_settle(&r, p))
            result = poly_to_val(&r, p, f.c);
    }
    fmpz_mpoly_clear(p, r.ctx);
    fraction_clear(&r, &f);
    ring_close(&r);
    return result;
}

/* g *= constant^e */
static void multiply_constant(Fraction *g, const fmpz_t constant, slong e)
{
    fmpq_t q;

    fmpq_init(q);
    fmpq_set_fmpz(q, constant);
    fmpq_pow_si(q, q, e);
    fmpq_mul(g->c, g->c, q);
    fmpq_clear(q);
}

/* g *= p^e, split into irreducible factors. */
static bool multiply_irreducible(PolyRing *r, Fraction *g, const fmpz_mpoly_t p, slong e)
{
    PolyParts parts;

    poly_parts_start(&parts, r);
    bool ok = poly_factor(&parts, p);
    if (ok)
        multiply_constant(g, parts.constant, e);
    for (size_t i = 0; ok && i < parts.n; i++)
        fraction_multiply_poly(r, g, parts.part[i].p, parts.part[i].e * e);
    poly_parts_clear(&parts);
    return ok;
}

/* g *= p^e, split into square-free factors. */
static bool multiply_square_free(PolyRing *r, Fraction *g, const fmpz_mpoly_t p, slong e)
{
    fmpz_mpoly_factor_t parts;

    fmpz_mpoly_factor_init(parts, r->ctx);
    bool ok = fmpz_mpoly_factor_squarefree(parts, p, r->ctx) != 0;
    if (ok && fmpz_is_one(parts->constant_den))
        multiply_constant(g, parts->constant, e);
    for (slong i = 0; ok && i < fmpz_mpoly_factor_length(parts, r->ctx); i++)
        fraction_multiply_poly(r, g, parts->poly + i, fmpz_mpoly_factor_get_exp_si(parts, i, r->ctx) * e);
    fmpz_mpoly_factor_clear(parts, r->ctx);
    return ok;
}

/* Splits each factor into irreducible or square-free ones. */
static bool factor_all(PolyRing *r, Fraction *f, bool irreducible, bool below_only)
{
    Fraction g;
    bool ok = true;

    fraction_init(&g);
    fmpq_set(g.c, f->c);
    for (size_t i = 0; i < f->n && ok; i++) {
        if (below_only && f->f[i].e > 0)
            fraction_multiply_poly(r, &g, f->f[i].p, f->f[i].e);
        else
            ok = (irreducible ? multiply_irreducible : multiply_square_free)(r, &g, f->f[i].p, f->f[i].e);
    }
    if (ok) {
        Fraction swap = *f;

        *f = g;
        g = swap;
    }
    fraction_clear(r, &g);
    return ok;
}

/* A call that FLINT may be busy with for long, to be made in a child process. */
typedef struct PolyCall {
    Val      a, b, x;
    PolyForm form;
    bool     lcm;
} PolyCall;

static bool is_light(const PolyCall *call, double most)
{
    most -= poly_weight(call->a, most);
    if (most > 0 && !val_is_none(call->b))
        most -= poly_weight(call->b, most);
    return most > 0;
}

/* Calls up to these weights take some milliseconds at most; starting a process takes two. */
enum { LIGHT_RATIONAL = 5000, LIGHT_FACTOR = 2500, LIGHT_FACTOR_DEGREE = 60, LIGHT_RESULTANT = 60, LIGHT_RESULTANT_ONE = 2000 };

static Val call_factors(Heap *h, HeavyNumber *f, PolyCall *call)
{
    bool light = call->form == POLY_FACTOR ? is_light(call, LIGHT_FACTOR) && poly_degree(call->a) <= LIGHT_FACTOR_DEGREE
                                           : is_light(call, LIGHT_RATIONAL);

    return heavy_value_if(h, !light, f, call);
}

static Val rational(Heap *h, void *state)
{
    Val v = ((PolyCall *)state)->a;
    PolyForm form = ((PolyCall *)state)->form;
    PolyRing r;
    Fraction f;
    Val result = VAL_NONE;

    if (!ring_for(&r, h, false, VAL_NONE, 1, &v))
        return VAL_NONE;
    fraction_init(&f);
    if (fraction_from(&r, &f, v)) {
        fraction_cancel(&r, &f);
        if (factor_all(&r, &f, form == POLY_FACTOR, form == POLY_TOGETHER))
            result = fraction_to_val(&r, &f);
    }
    fraction_clear(&r, &f);
    ring_close(&r);
    return result;
}

Val poly_rational(Heap *h, Val v, PolyForm form)
{
    return call_factors(h, rational, &(PolyCall){.a = v, .b = VAL_NONE, .form = form});
}

/* Orders the factors as the canonical order does. */
static Val pairs_list(Heap *h, Val constant, size_t n, Val *p, const slong *e)
{
    Expr *list = expr_new(h, S_List, n + 1);

    list->args[0] = expr2(h, S_List, constant, val_int(1));
    for (size_t i = 0; i < n; i++)
        list->args[i + 1] = expr2(h, S_List, p[i], val_int(e[i]));
    return expr_seal(list);
}

static Val factor_list(Heap *h, void *state)
{
    Val v = ((PolyCall *)state)->a;
    PolyForm form = ((PolyCall *)state)->form;
    PolyRing r;
    Fraction f;
    Val result = VAL_NONE;

    if (!ring_for(&r, h, false, VAL_NONE, 1, &v))
        return VAL_NONE;
    fraction_init(&f);
    if (fraction_from(&r, &f, v)) {
        fraction_cancel(&r, &f);
        if (factor_all(&r, &f, form == POLY_FACTOR, false)) {
            Val *p = heap_alloc(h, (f.n + 1) * sizeof *p);
            slong *e = heap_alloc_atomic(h, (f.n + 1) * sizeof *e);
            fmpq_t one;

            fmpq_init(one);
            fmpq_one(one);
            for (size_t i = 0; i < f.n; i++) {
                p[i] = poly_to_val(&r, f.f[i].p, one);
                e[i] = f.f[i].e;
            }
            fmpq_clear(one);
            result = pairs_list(h, rat_from_fmpq(h, f.c), f.n, p, e);
        }
    }
    fraction_clear(&r, &f);
    ring_close(&r);
    return result;
}

Val poly_factor_list(Heap *h, Val v, PolyForm form)
{
    return call_factors(h, factor_list, &(PolyCall){.a = v, .b = VAL_NONE, .form = form});
}

/* Two polynomials in one ring: c * p each. */
typedef struct Pair {
    PolyRing     r;
    Fraction     f[2];
    fmpz_mpoly_t p[2];
    bool         ok;
} Pair;

static bool pair_open(Pair *t, Heap *h, Val a, Val b, Val extra)
{
    Val both[] = {a, b, extra};

    if (!ring_for(&t->r, h, false, VAL_NONE, val_is_none(extra) ? 2 : 3, both))
        return false;
    t->ok = true;
    for (int i = 0; i < 2; i++) {
        fraction_init(&t->f[i]);
        fmpz_mpoly_init(t->p[i], t->r.ctx);
        t->ok = t->ok && fraction_from(&t->r, &t->f[i], both[i]) && fraction_side(&t->r, t->p[i], &t->f[i], 1);
        for (size_t k = 0; k < t->f[i].n; k++)
            t->ok = t->ok && t->f[i].f[k].e > 0;
        if (fmpq_is_zero(t->f[i].c))
            fmpz_mpoly_zero(t->p[i], t->r.ctx);
    }
    return true;
}

static void pair_close(Pair *t)
{
    for (int i = 0; i < 2; i++) {
        fraction_clear(&t->r, &t->f[i]);
        fmpz_mpoly_clear(t->p[i], t->r.ctx);
    }
    ring_close(&t->r);
}

/* gcd or lcm of two rational numbers. */
static void content_join(fmpq_t to, const fmpq_t a, const fmpq_t b, bool lcm)
{
    fmpq_t g;

    fmpq_init(g);
    fmpz_gcd(fmpq_numref(g), fmpq_numref(a), fmpq_numref(b));
    fmpz_lcm(fmpq_denref(g), fmpq_denref(a), fmpq_denref(b));
    fmpq_canonicalise(g);
    if (lcm && !fmpq_is_zero(g)) {
        fmpq_div(g, a, g);
        fmpq_mul(g, g, b);
        fmpz_abs(fmpq_numref(g), fmpq_numref(g));
    }
    fmpq_set(to, g);
    fmpq_clear(g);
}

static Val modular(Heap *h, Val a, Val b, Val x, Val modulus, int what);

/* The single kernel of two polynomials; VAL_NONE where there are several. */
static Val only_kernel(Heap *h, Val a, Val b)
{
    PolyRing r;

    ring_start(&r, h, false, VAL_NONE);
    ring_collect(&r, a);
    ring_collect(&r, b);
    return r.n == 1 && !r.failed ? r.kernels[0].key : VAL_NONE;
}

static Val gcd_or_lcm(Heap *h, void *state)
{
    const PolyCall *call = state;
    Val a = call->a, b = call->b;
    bool lcm = call->lcm;
    Pair t;
    Val result = VAL_NONE;

    if (!pair_open(&t, h, a, b, VAL_NONE))
        return VAL_NONE;
    if (t.ok) {
        fmpz_mpoly_t g;
        fmpq_t c;

        fmpz_mpoly_init(g, t.r.ctx);
        fmpq_init(c);
        if (fmpz_mpoly_gcd(g, t.p[0], t.p[1], t.r.ctx)) {
            content_join(c, t.f[0].c, t.f[1].c, lcm);
            if (lcm && !fmpz_mpoly_is_zero(g, t.r.ctx)) {
                /* The product stays as it is: (a/gcd) b. */
                fmpq_t one;

                fmpq_init(one);
                fmpq_one(one);
                fmpz_mpoly_divides(g, t.p[0], g, t.r.ctx);
                result = expr3(h, S_Times, rat_from_fmpq(h, c), poly_to_val(&t.r, g, one), poly_to_val(&t.r, t.p[1], one));
                fmpq_clear(one);
            } else {
                result = poly_to_val(&t.r, g, c);
            }
        }
        fmpq_clear(c);
        fmpz_mpoly_clear(g, t.r.ctx);
    }
    pair_close(&t);
    return result;
}

Val poly_gcd(Heap *h, Val a, Val b, Val modulus)
{
    if (!val_is(modulus, val_int(0))) {
        Val x = only_kernel(h, a, b);

        return val_is_none(x) ? VAL_NONE : modular(h, a, b, x, modulus, 0);
    }
    PolyCall call = {.a = a, .b = b};
    return heavy_value_if(h, !is_light(&call, LIGHT_RATIONAL), gcd_or_lcm, &call);
}

Val poly_lcm(Heap *h, Val a, Val b, Val modulus)
{
    if (!val_is(modulus, val_int(0))) {
        Val x = only_kernel(h, a, b);

        return val_is_none(x) ? VAL_NONE : modular(h, a, b, x, modulus, 1);
    }
    PolyCall call = {.a = a, .b = b, .lcm = true};
    return heavy_value_if(h, !is_light(&call, LIGHT_RATIONAL), gcd_or_lcm, &call);
}

/* by^e as a rational number. */
static void scale_power(fmpq_t c, const fmpq_t by, slong e)
{
    fmpq_t q;

    fmpq_init(q);
    fmpq_pow_si(q, by, e);
    fmpq_mul(c, c, q);
    fmpq_clear(q);
}

/* In several variables they are of many terms soon. */
static Val call_resultant(Heap *h, HeavyNumber *f, PolyCall *call)
{
    bool light = is_light(call, LIGHT_RESULTANT)
        || (is_light(call, LIGHT_RESULTANT_ONE) && !val_is_none(only_kernel(h, call->a, call->b)));

    return heavy_value_if(h, !light, f, call);
}

static Val resultant(Heap *h, void *state)
{
    const PolyCall *call = state;
    Val a = call->a, b = call->b, x = call->x;
    Pair t;
    Val result = VAL_NONE;

    if (!pair_open(&t, h, a, b, x))
        return VAL_NONE;
    slong k = ring_find(&t.r, x);

    if (t.ok && k >= 0) {
        fmpz_mpoly_t g;
        fmpq_t c;

        fmpz_mpoly_init(g, t.r.ctx);
        fmpq_init(c);
        fmpq_one(c);
        if (fmpz_mpoly_is_zero(t.p[0], t.r.ctx) || fmpz_mpoly_is_zero(t.p[1], t.r.ctx)) {
            result = val_int(0);
        } else if (fmpz_mpoly_resultant(g, t.p[0], t.p[1], k, t.r.ctx)) {
            scale_power(c, t.f[0].c, fmpz_mpoly_degree_si(t.p[1], k, t.r.ctx));
            scale_power(c, t.f[1].c, fmpz_mpoly_degree_si(t.p[0], k, t.r.ctx));
            result = poly_to_val(&t.r, g, c);
        }
        fmpq_clear(c);
        fmpz_mpoly_clear(g, t.r.ctx);
    }
    pair_close(&t);
    return result;
}

Val poly_resultant(Heap *h, Val a, Val b, Val x)
{
    return call_resultant(h, resultant, &(PolyCall){.a = a, .b = b, .x = x});
}

static Val discriminant(Heap *h, void *state)
{
    const PolyCall *call = state;
    Val a = call->a, x = call->b;
    Pair t;
    Val result = VAL_NONE;

    if (!pair_open(&t, h, a, x, VAL_NONE))
        return VAL_NONE;
    slong k = ring_find(&t.r, x);

    if (t.ok && k >= 0) {
        fmpz_mpoly_t g;
        fmpq_t c;
        slong degree = fmpz_mpoly_degree_si(t.p[0], k, t.r.ctx);

        fmpz_mpoly_init(g, t.r.ctx);
        fmpq_init(c);
        fmpq_one(c);
        if (degree < 1) {
            result = val_int(0);
        } else if (fmpz_mpoly_discriminant(g, t.p[0], k, t.r.ctx)) {
            scale_power(c, t.f[0].c, 2 * degree - 2);
            result = poly_to_val(&t.r, g, c);
        }
        fmpq_clear(c);
        fmpz_mpoly_clear(g, t.r.ctx);
    }
    pair_close(&t);
    return result;
}

Val poly_discriminant(Heap *h, Val a, Val x)
{
    return call_resultant(h, discriminant, &(PolyCall){.a = a, .b = x, .x = x});
}

/* A polynomial in x alone as an fmpq_poly. */
static bool univariate(Heap *h, fmpq_poly_t to, Val v, Val x)
{
    Val both[] = {v, x};
    PolyRing r;
    Fraction f;
    fmpz_mpoly_t p;
    bool ok;

    if (!ring_for(&r, h, false, VAL_NONE, 2, both))
        return false;
    fraction_init(&f);
    fmpz_mpoly_init(p, r.ctx);
    ok = r.n == 1 && r.kernels[0].root == 1 && val_same(r.kernels[0].key, x) && fraction_from(&r, &f, v)
        && fraction_side(&r, p, &f, 1);
    for (size_t i = 0; i < f.n; i++)
        ok = ok && f.f[i].e > 0;
    fmpq_poly_zero(to);
    if (ok && fmpz_mpoly_degree_si(p, 0, r.ctx) < 10000000) {
        fmpz_t c;

        fmpz_init(c);
        for (slong i = 0; i < p->length; i++) {
            slong e;

            fmpz_mpoly_get_term_coeff_fmpz(c, p, i, r.ctx);
            fmpz_mpoly_get_term_exp_si(&e, p, i, r.ctx);
            fmpq_poly_set_coeff_fmpz(to, e, c);
        }
        fmpz_clear(c);
        fmpq_poly_scalar_mul_fmpq(to, to, f.c);
    } else {
        ok = false;
    }
    fmpz_mpoly_clear(p, r.ctx);
    fraction_clear(&r, &f);
    ring_close(&r);
    return ok;
}

static Val monomial(Heap *h, Val c, Val x, slong e)
{
    if (e == 0)
        return c;
    return expr2(h, S_Times, c, e == 1 ? x : expr2(h, S_Power, x, val_int(e)));
}

static Val univariate_val(Heap *h, const fmpq_poly_t p, Val x)
{
    Builder b;
    fmpq_t c;

    builder_start(&b, h, S_Plus);
    fmpq_init(c);
    for (slong i = 0; i < fmpq_poly_length(p); i++) {
        fmpq_poly_get_coeff_fmpq(c, p, i);
        if (!fmpq_is_zero(c))
            builder_push(&b, monomial(h, rat_from_fmpq(h, c), x, i));
    }
    fmpq_clear(c);
    return b.n == 1 ? b.items[0] : b.n == 0 ? val_int(0) : builder_finish(&b);
}

static Val modular_val(Heap *h, const fmpz_mod_poly_t p, Val x, const fmpz_mod_ctx_t ctx)
{
    Builder b;
    fmpz_t c;

    builder_start(&b, h, S_Plus);
    fmpz_init(c);
    for (slong i = 0; i < fmpz_mod_poly_length(p, ctx); i++) {
        fmpz_mod_poly_get_coeff_fmpz(c, p, i, ctx);
        if (!fmpz_is_zero(c))
            builder_push(&b, monomial(h, int_from_fmpz(h, c), x, i));
    }
    fmpz_clear(c);
    return b.n == 1 ? b.items[0] : b.n == 0 ? val_int(0) : builder_finish(&b);
}

static bool to_modular(Heap *h, fmpz_mod_poly_t to, Val v, Val x, const fmpz_mod_ctx_t ctx)
{
    fmpq_poly_t q;
    fmpz_poly_t num;
    fmpz_t inverse;
    bool ok;

    fmpq_poly_init(q);
    fmpz_poly_init(num);
    fmpz_init(inverse);
    ok = univariate(h, q, v, x) && fmpz_invmod(inverse, fmpq_poly_denref(q), fmpz_mod_ctx_modulus(ctx));
    if (ok) {
        fmpq_poly_get_numerator(num, q);
        fmpz_mod_poly_set_fmpz_poly(to, num, ctx);
        fmpz_mod_poly_scalar_mul_fmpz(to, to, inverse, ctx);
    }
    fmpq_poly_clear(q);
    fmpz_poly_clear(num);
    fmpz_clear(inverse);
    return ok;
}

/* what: 0 gcd, 1 lcm, 2 {quotient, remainder}, 3 {gcd, {s, t}}.  Of a prime modulus. */
static Val modular(Heap *h, Val a, Val b, Val x, Val modulus, int what)
{
    fmpz_mod_ctx_t ctx;
    fmpz_mod_poly_t p[5];
    fmpz_t m;
    Val result = VAL_NONE;

    fmpz_init(m);
    fmpz_load(m, modulus);
    if (!fmpz_is_probabprime(m)) {
        fmpz_clear(m);
        return VAL_NONE;
    }
    fmpz_mod_ctx_init(ctx, m);
    for (int i = 0; i < 5; i++)
        fmpz_mod_poly_init(p[i], ctx);
    if (to_modular(h, p[0], a, x, ctx) && to_modular(h, p[1], b, x, ctx)) {
        bool zero = fmpz_mod_poly_is_zero(p[1], ctx);

        switch (what) {
        case 0: case 1:
            fmpz_mod_poly_gcd(p[2], p[0], p[1], ctx);
            if (what == 1 && !fmpz_mod_poly_is_zero(p[2], ctx)) {
                fmpz_mod_poly_divrem(p[3], p[4], p[0], p[2], ctx);
                fmpz_mod_poly_mul(p[2], p[3], p[1], ctx);
                fmpz_mod_poly_make_monic(p[2], p[2], ctx);
            }
            result = modular_val(h, p[2], x, ctx);
            break;
        case 2:
            if (!zero) {
                fmpz_mod_poly_divrem(p[2], p[3], p[0], p[1], ctx);
                result = expr2(h, S_List, modular_val(h, p[2], x, ctx), modular_val(h, p[3], x, ctx));
            }
            break;
        default:
            fmpz_mod_poly_xgcd(p[2], p[3], p[4], p[0], p[1], ctx);
            result = expr2(h, S_List, modular_val(h, p[2], x, ctx),
                           expr2(h, S_List, modular_val(h, p[3], x, ctx), modular_val(h, p[4], x, ctx)));
        }
    }
    for (int i = 0; i < 5; i++)
        fmpz_mod_poly_clear(p[i], ctx);
    fmpz_mod_ctx_clear(ctx);
    fmpz_clear(m);
    return result;
}

Val poly_divide(Heap *h, Val a, Val b, Val x, Val modulus)
{
    fmpq_poly_t p[4];
    Val result = VAL_NONE;

    if (!val_is(modulus, val_int(0)))
        return modular(h, a, b, x, modulus, 2);
    for (int i = 0; i < 4; i++)
        fmpq_poly_init(p[i]);
    if (univariate(h, p[0], a, x) && univariate(h, p[1], b, x) && !fmpq_poly_is_zero(p[1])) {
        fmpq_poly_divrem(p[2], p[3], p[0], p[1]);
        result = expr2(h, S_List, univariate_val(h, p[2], x), univariate_val(h, p[3], x));
    }
    for (int i = 0; i < 4; i++)
        fmpq_poly_clear(p[i]);
    return result;
}

static Val extended_gcd(Heap *h, void *state)
{
    const PolyCall *call = state;
    Val x = call->x;
    fmpq_poly_t p[5];
    Val result = VAL_NONE;

    for (int i = 0; i < 5; i++)
        fmpq_poly_init(p[i]);
    if (univariate(h, p[0], call->a, x) && univariate(h, p[1], call->b, x)) {
        fmpq_poly_xgcd(p[2], p[3], p[4], p[0], p[1]);
        result = expr2(h, S_List, univariate_val(h, p[2], x),
                       expr2(h, S_List, univariate_val(h, p[3], x), univariate_val(h, p[4], x)));
    }
    for (int i = 0; i < 5; i++)
        fmpq_poly_clear(p[i]);
    return result;
}

Val poly_xgcd(Heap *h, Val a, Val b, Val x, Val modulus)
{
    PolyCall call = {.a = a, .b = b, .x = x};

    if (!val_is(modulus, val_int(0)))
        return modular(h, a, b, x, modulus, 3);
    return heavy_value_if(h, !is_light(&call, LIGHT_RATIONAL), extended_gcd, &call);
}

Val poly_factor_modulus(Heap *h, Val v, Val prime, PolyForm form)
{
    fmpz_mod_ctx_t ctx;
    fmpz_mod_poly_t p;
    fmpz_mod_poly_factor_t parts;
    fmpz_t m, lead;
    Val x = only_kernel(h, v, v), result = VAL_NONE;

    if (val_is_none(x))
        return VAL_NONE;
    fmpz_init(m);
    fmpz_init(lead);
    fmpz_load(m, prime);
    if (fmpz_is_probabprime(m)) {
        fmpz_mod_ctx_init(ctx, m);
        fmpz_mod_poly_init(p, ctx);
        fmpz_mod_poly_factor_init(parts, ctx);
        if (to_modular(h, p, v, x, ctx) && !fmpz_mod_poly_is_zero(p, ctx)) {
            fmpz_mod_poly_get_coeff_fmpz(lead, p, fmpz_mod_poly_degree(p, ctx), ctx);
            fmpz_mod_poly_make_monic(p, p, ctx);
            if (fmpz_mod_poly_degree(p, ctx) > 0) {
                if (form == POLY_FACTOR)
                    fmpz_mod_poly_factor(parts, p, ctx);
                else
                    fmpz_mod_poly_factor_squarefree(parts, p, ctx);
            }
            Val *f = heap_alloc(h, ((size_t)parts->num + 1) * sizeof *f);

            for (slong i = 0; i < parts->num; i++)
                f[i] = modular_val(h, parts->poly + i, x, ctx);
            result = pairs_list(h, int_from_fmpz(h, lead), (size_t)parts->num, f, parts->exp);
        }
        fmpz_mod_poly_factor_clear(parts, ctx);
        fmpz_mod_poly_clear(p, ctx);
        fmpz_mod_ctx_clear(ctx);
    }
    fmpz_clear(m);
    fmpz_clear(lead);
    return result;
}

Val poly_content(Heap *h, Val v)
{
    PolyRing r;
    Fraction f;
    fmpz_mpoly_t p;
    fmpq_t one;
    Val result = VAL_NONE;

    if (!ring_for(&r, h, false, VAL_NONE, 1, &v))
        return VAL_NONE;
    fraction_init(&f);
    fmpz_mpoly_init(p, r.ctx);
    fmpq_init(one);
    fmpq_one(one);
    if (fraction_from(&r, &f, v)) {
        bool polynomial = true;

        for (size_t i = 0; i < f.n; i++)
            polynomial = polynomial && f.f[i].e > 0;
        if (polynomial && fraction_side(&r, p, &f, 1))
            result = expr2(h, S_List, rat_from_fmpq(h, f.c), poly_to_val(&r, p, one));
    }
    fmpq_clear(one);
    fmpz_mpoly_clear(p, r.ctx);
    fraction_clear(&r, &f);
    ring_close(&r);
    return result;
}
