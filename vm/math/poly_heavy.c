/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_heavy.c -- powers and products of polynomials that take too long to wait for.
 *
 * FLINT can't be interrupted: a child process computes them, and what it found comes as it lies in memory, exponents
 * first, then the coefficients from the last one on: a short one as POLY_SHORT says, another as its size and sign and
 * its limbs.
 */
#include "vm/math/poly_ring.h"

#include "vm/num/heavy.h"

#include <math.h>

/* What takes a good part of a tenth of a second: products of terms, by limbs of their coefficients, at up to 14 ns each. */
#define HEAVY_TERMS 2.5e6

typedef struct PolyWork {
    PolyRing                 *r;
    const fmpz_mpoly_struct  *a, *b;     /* b: NULL for the power e of a */
    ulong                     e;
    size_t                    bytes;
} PolyWork;

static bool compute(fmpz_mpoly_t to, const PolyWork *w)
{
    if (w->b == NULL)
        return fmpz_mpoly_pow_ui(to, w->a, w->e, w->r->ctx) != 0;
    fmpz_mpoly_mul(to, w->a, w->b, w->r->ctx);
    return true;
}

static size_t write_poly(void *result, void *state)
{
    const PolyWork *w = state;
    PolyHeader *header = result;
    ulong *at = (ulong *)(header + 1), *end = (ulong *)result + w->bytes / sizeof(ulong);
    fmpz_mpoly_t p;

    fmpz_mpoly_init(p, w->r->ctx);
    if (!compute(p, w)) {
        header->length = -1;
        return sizeof *header;
    }
    size_t words = (size_t)mpoly_words_per_exp(p->bits, w->r->ctx->minfo), n = words * (size_t)p->length;
    *header = (PolyHeader){p->length, p->bits, words};
    if (n > (size_t)(end - at))
        _exit(EXIT_FAILURE);
    memcpy(at, p->exps, n * sizeof(ulong));
    at += n;
    for (slong i = p->length - 1; i >= 0; i--) {
        fmpz c = p->coeffs[i];
        size_t size = COEFF_IS_MPZ(c) ? mpz_size(COEFF_TO_PTR(c)) : 0;
        if (size + 1 > (size_t)(end - at))
            _exit(EXIT_FAILURE);
        if (!COEFF_IS_MPZ(c)) {
            *at++ = POLY_SHORT(c);
            continue;
        }
        *at++ = POLY_LONG(size, mpz_sgn(COEFF_TO_PTR(c)) < 0);
        memcpy(at, COEFF_TO_PTR(c)->_mp_d, size * sizeof(ulong));
        at += size;
    }
    return (size_t)((char *)at - (char *)result);
}

void poly_forget(PolyRing *r)
{
    if (r->answer != NULL)
        heavy_free(r->answer, r->answer_bytes);
    r->answer = NULL;
}

static bool read_poly(PolyRing *r, fmpz_mpoly_t to, const PolyHeader *header)
{
    enum { LOOKS = 1 << 14 };
    const ulong *at = (const ulong *)(header + 1);
    size_t n = (size_t)header->length * header->words;

    if (header->length < 0)
        return false;
    fmpz_mpoly_fit_length_reset_bits(to, header->length, header->bits, r->ctx);
    memcpy(to->exps, at, n * sizeof(ulong));
    at += n;
    for (slong i = header->length - 1; i >= 0; i--) {
        ulong word = *at++;
        if (i % LOOKS == 0 && heap_stopping(r->heap)) {
            _fmpz_mpoly_set_length(to, 0, r->ctx);
            return false;
        }
        if (POLY_IS_SHORT(word)) {
            fmpz_set_si(to->coeffs + i, POLY_SHORT_VALUE(word));
            continue;
        }
        fmpz_set_ui_array(to->coeffs + i, at, (slong)POLY_LONG_SIZE(word));
        if (POLY_LONG_NEGATIVE(word))
            fmpz_neg(to->coeffs + i, to->coeffs + i);
        at += POLY_LONG_SIZE(word);
    }
    _fmpz_mpoly_set_length(to, header->length, r->ctx);
    return true;
}

bool poly_settle(PolyRing *r, fmpz_mpoly_t to)
{
    bool ok = r->answer == NULL || read_poly(r, to, r->answer);

    poly_forget(r);
    return ok;
}

static double limbs_in(const fmpz_mpoly_struct *p)
{
    return 1 + (double)FLINT_ABS(_fmpz_vec_max_bits(p->coeffs, p->length)) / FLINT_BITS;
}

/* [terms]: those of the result at most. */
static bool work(PolyRing *r, fmpz_mpoly_t to, PolyWork *w, double terms, double operations, double limbs)
{
    size_t written;

    if (operations * limbs < HEAVY_TERMS || heap_stopping(r->heap))
        return !heap_stopping(r->heap) && compute(to, w);
    double bytes = terms * 8 * (limbs + 2 + (double)mpoly_words_per_exp(w->a->bits + 16, r->ctx->minfo)) + (1 << 20);
    w->bytes = bytes > 1e12 ? (size_t)1e12 : (size_t)bytes;
    PolyHeader *header = heavy_call(r->heap, w->bytes, write_poly, w, &written);
    if (header == NULL)
        return !heap_stopping(r->heap) && compute(to, w);
    r->answer = header;
    r->answer_bytes = w->bytes;
    if (header->length > 0 || poly_settle(r, to))
        return true;
    return false;
}

bool poly_power(PolyRing *r, fmpz_mpoly_t to, const fmpz_mpoly_t p, ulong e, double terms)
{
    PolyWork w = {.r = r, .a = p, .e = e};
    double log_length = 0;

    if (e == 2)
        return poly_product(r, to, p, p, terms);

    for (slong n = p->length; n > 0; n >>= 1)
        log_length++;
    return work(r, to, &w, terms, terms * (double)p->length,
                1 + (double)e * (log_length + (double)FLINT_ABS(_fmpz_vec_max_bits(p->coeffs, p->length))) / FLINT_BITS);
}

bool poly_product(PolyRing *r, fmpz_mpoly_t to, const fmpz_mpoly_t a, const fmpz_mpoly_t b, double terms)
{
    PolyWork w = {.r = r, .a = a, .b = b};
    double operations = (double)a->length * (double)b->length;

    return work(r, to, &w, fmin(terms, operations), operations, limbs_in(a) + limbs_in(b));
}
