/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * poly_terms.c -- long sums of monomials, to and from FLINT without anything in between.
 *
 * Most of what algebra costs at a large size is this: a hundred thousand terms are made in the time in which FLINT
 * multiplies a million.  A monomial is read straight into FLINT's sparse form.  On the way back each power of a kernel
 * is one node that all terms share, the terms come in canonical order (the kernel that is last in that order
 * counts most), and a caller that knows them to be in evaluated form has them stamped so.
 */
#include "vm/math/poly_ring.h"

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <flint/mpoly.h>
#pragma GCC diagnostic pop

bool kernel_is_plain(Val key)
{
    if (val_is_expr(key))
        key = expr_head(key);
    return val_is_symbol(key) && symbol_context(key) != context_system;
}

/* The power of a kernel that [v] is; e < 0: none. */
static slong kernel_exponent(const PolyRing *r, Val v, slong *e)
{
    *e = 1;
    if (val_is_call(v, S_Power, 2)) {
        Val power = expr_arg(v, 1);

        *e = val_is_small(power) && val_small(power) > 0 && val_small(power) < 1000000 ? (slong)val_small(power) : -1;
        v = expr_arg(v, 0);
    }
    if (*e < 0)
        return -1;
    if (val_is_symbol(v))
        for (size_t i = 0; i < r->n; i++)
            if (val_is(r->kernels[i].key, v))
                return (slong)i;
    return val_is_expr(v) ? ring_find(r, v) : -1;
}

/* Adds the exponents of a product of kernels; false where it is something else. */
static bool add_exponents(const PolyRing *r, ulong *exps, Val v)
{
    slong e, i = kernel_exponent(r, v, &e);

    if (i < 0)
        return false;
    exps[i] += (ulong)e;
    return true;
}

static bool push_monomial(const PolyRing *r, fmpz_mpoly_t p, ulong *exps, fmpz_t c, Val v)
{
    size_t from = 0;
    bool ok = true;

    memset(exps, 0, r->n * sizeof *exps);
    fmpz_one(c);
    if (val_is_integer(v)) {
        fmpz_load(c, v);
    } else if (val_has_head(v, S_Times)) {
        if (val_is_integer(expr_arg(v, 0)))
            fmpz_load(c, expr_arg(v, from++));
        for (size_t i = from; ok && i < expr_len(v); i++)
            ok = add_exponents(r, exps, expr_arg(v, i));
    } else {
        ok = add_exponents(r, exps, v);
    }
    if (ok && !fmpz_is_zero(c))
        fmpz_mpoly_push_term_fmpz_ui(p, c, exps, r->ctx);
    return ok;
}

bool poly_from_monomials(const PolyRing *r, fmpz_mpoly_t p, Val sum)
{
    ulong *exps;
    fmpz_t c;
    bool ok = r->plain && r->n > 0;

    if (!ok)
        return false;
    exps = flint_malloc(r->n * sizeof *exps);
    fmpz_init(c);
    fmpz_mpoly_zero(p, r->ctx);
    for (size_t i = 0; ok && i < expr_len(sum); i++)
        ok = push_monomial(r, p, exps, c, expr_arg(sum, i));
    if (ok) {
        fmpz_mpoly_sort_terms(p, r->ctx);
        fmpz_mpoly_combine_like_terms(p, r->ctx);
    }
    fmpz_clear(c);
    flint_free(exps);
    return ok;
}

/* A part, and what a node that has it inherits of it, as in a node's first word. */
typedef struct Power { Val v; uint64_t marks; } Power;
/* A kernel: where its exponent is, and its powers, made when first needed; of the last term that was written, how many of
 * the factors from this kernel's on there are, and what a term inherits of them. */
typedef struct Factor {
    Power *powers;
    slong  offset, shift;
    size_t n;
    uint64_t marks;
} Factor;

static uint64_t marks_of(Val v)
{
    return val_is_pointer(v) ? node_word(val_node(v)) : 0;
}

/* What making the terms of one polynomial takes. */
typedef struct Writer {
    Heap    *heap;
    size_t   n;              /* kernels, the one that is first in canonical order first */
    Factor  *factors;        /* of each kernel; one more for the head */
    Val     *end;            /* of the term's factors, which are before it */
    ulong    mask;
    bool     one_word;       /* holds all exponents, the kernels' in order */
    ulong    last;           /* the word of the last term */
    uint64_t marks;          /* of all terms so far */
    uint8_t  kernels_up_to[FLINT_BITS];    /* how many have bits of the word up to this one */
    uint32_t stamp;
    const fmpz *coeffs;
    const ulong *limbs;      /* in their place: the next coefficient of a child's answer */
    const ulong *exps;
    slong    words;
    const fmpz *scale_num, *scale_den;
    bool     scaled;
} Writer;

enum { POWER_MAX = 1 << 16 };

/* As expr_seal does; the arguments are in order, and in evaluated form where there is a stamp. */
static Val finish(const Writer *w, Expr *e, uint64_t marks)
{
    node_begin(&e->node, KIND_EXPR, marks | NODE_FLAGS(FLAG_SORTED), FLAG_INHERITED | FLAG_SORTED);
    if (marks & NODE_FLAGS(FLAG_LIVE))
        e->stamp = w->stamp;
    return val_from_node(e);
}

static void make_power(const Writer *w, size_t i, ulong e)
{
    Expr *power = expr_new(w->heap, S_Power, 2);

    power->args[0] = w->factors[i].powers[1].v;
    power->args[1] = val_int((int64_t)e);
    uint64_t marks = marks_of(S_Power) | w->factors[i].powers[1].marks;
    w->factors[i].powers[e] = (Power){finish(w, power, marks), marks};
}

/* The next one of a child's answer. */
static inline Val next_coefficient(const Writer *w, const ulong **at)
{
    ulong word = *(*at)++;

    if (LIKELY(POLY_IS_SHORT(word)))
        return val_int(POLY_SHORT_VALUE(word));
    const ulong *limbs = *at;
    *at += POLY_LONG_SIZE(word);
    return int_from_limbs(w->heap, limbs, POLY_LONG_SIZE(word), POLY_LONG_NEGATIVE(word));
}

static Val coefficient(const Writer *w, slong k)
{
    fmpq_t q;

    if (!w->scaled)
        return int_from_fmpz(w->heap, w->coeffs + k);
    fmpq_init(q);
    fmpz_mul(fmpq_numref(q), w->coeffs + k, w->scale_num);
    fmpz_set(fmpq_denref(q), w->scale_den);
    Val v = rat_from_fmpq(w->heap, q);
    fmpq_clear(q);
    return v;
}

/* Times of a coefficient, where it is not 1, and the [n] factors before [end]. */
static inline Val write_product(const Writer *w, bool has_coefficient, Val c, size_t n, uint64_t marks)
{
    Expr *product = heap_alloc(w->heap, sizeof(Expr) + (n + has_coefficient) * sizeof(Val));
    const Val *from = w->end - n;
    Val *to = product->args;

    product->len = (uint32_t)(n + has_coefficient);
    product->head = S_Times;
    if (has_coefficient)
        *to++ = c;
    if (n & 1)
        *to++ = *from++;
    for (; from < w->end; from += 2, to += 2)
        memcpy(to, from, 2 * sizeof(Val));
    return finish(w, product, marks);
}

/* The factors of the first [kernels] have other exponents than in the last term. */
static inline void change_factors(const Writer *w, const ulong *exps, size_t kernels)
{
    Val *end = w->end;

    for (size_t i = kernels; i-- > 0; ) {
        Factor *f = &w->factors[i];
        const Factor *after = f + 1;
        ulong e = (exps[f->offset] >> f->shift) & w->mask;
        const Power *p = &f->powers[e];
        if (UNLIKELY(val_is_none(p->v)))
            make_power(w, i, e);
        end[-(ptrdiff_t)after->n - 1] = p->v;
        f->n = after->n + (e != 0);
        f->marks = after->marks | p->marks;
    }
}

/* The [n] terms of the sum from the last one in the polynomial, number [last] there, down; what they have in common with
 * the term before need not be looked at, as they are in order: then the first kernels are those that change.  [one_word],
 * [streamed]: the same for all calls for one sum, and known where this is compiled. */
static inline __attribute__((always_inline)) void write_terms(Writer *w, Val *terms, slong n, slong last, bool one_word, bool streamed)
{
    const ulong *limbs = w->limbs, *exps = w->exps + last * w->words;
    ulong word = w->last;
    uint64_t whole = w->marks;

    for (slong k = 0; k < n; k++, exps -= one_word ? 1 : w->words) {
        Val c = streamed ? next_coefficient(w, &limbs) : coefficient(w, last - k);
        if (!one_word)
            change_factors(w, exps, w->n);
        else if (LIKELY(*exps != word))
            change_factors(w, exps, w->kernels_up_to[FLINT_BITS - 1 - __builtin_clzl(*exps ^ word)]);
        word = *exps;
        size_t factors = w->factors[0].n;
        bool has_coefficient = !val_is(c, val_int(1));
        uint64_t marks = w->factors[0].marks | marks_of(c);
        whole |= marks;
        if (UNLIKELY(factors + has_coefficient <= 1))
            terms[k] = factors == 0 ? c : w->end[-1];
        else
            terms[k] = write_product(w, has_coefficient, c, factors, marks);
    }
    w->limbs = limbs;
    w->last = word;
    w->marks = whole;
}

/* All [n] terms; where the evaluation is to end, the rest of them is 0. */
static void write_sum(Writer *w, Val *terms, slong n)
{
    for (slong k = 0; k < n; k += TERMS_LOOKED_AT) {
        slong count = n - k < TERMS_LOOKED_AT ? n - k : TERMS_LOOKED_AT, last = n - 1 - k;
        if (k > 0 && heap_stopping(w->heap)) {
            for (; k < n; k++)
                terms[k] = val_int(0);
            return;
        }
        if (w->one_word && w->limbs != NULL)
            write_terms(w, terms + k, count, last, true, true);
        else if (w->one_word)
            write_terms(w, terms + k, count, last, true, false);
        else
            write_terms(w, terms + k, count, last, false, w->limbs != NULL);
    }
}

/* Room for the powers of each kernel, up to the highest one in p; false where that is too high. */
static bool power_tables(Writer *w, const PolyRing *r, const fmpz_mpoly_struct *p)
{
    slong *degrees = flint_malloc(r->n * sizeof *degrees);
    bool narrow = p->bits <= 12, ok = narrow || fmpz_mpoly_degrees_fit_si(p, r->ctx);

    /* Where few bits hold an exponent, nobody looks for the highest. */
    for (size_t i = 0; narrow && i < r->n; i++)
        degrees[i] = (1 << p->bits) - 1;
    if (ok && !narrow)
        fmpz_mpoly_degrees_si(degrees, p, r->ctx);
    w->factors = heap_alloc(w->heap, (r->n + 1) * sizeof *w->factors);
    w->factors[r->n].marks = marks_of(S_Times);
    for (size_t i = 0; ok && i < r->n; i++) {
        size_t at = r->n - 1 - i;

        ok = degrees[at] < POWER_MAX;
        if (!ok)
            break;
        Power *powers = heap_alloc(w->heap, ((size_t)degrees[at] + 2) * sizeof(Power));
        powers[0] = (Power){.v = val_int(1)};
        powers[1] = (Power){r->kernels[at].key, marks_of(r->kernels[at].key)};
        w->factors[i] = (Factor){.powers = powers};
        mpoly_gen_offset_shift_sp(&w->factors[i].offset, &w->factors[i].shift, (slong)at, p->bits, r->ctx->minfo);
    }
    flint_free(degrees);
    return ok;
}

Val poly_write_plain(PolyRing *r, const fmpz_mpoly_t from, const fmpq_t c, uint32_t stamp)
{
    const fmpz_mpoly_struct *p = from;
    fmpz_mpoly_struct answer = {0};
    Writer w = {.heap = r->heap, .n = r->n, .stamp = stamp, .coeffs = p->coeffs,
                .scale_num = fmpq_numref(c), .scale_den = fmpq_denref(c), .scaled = !fmpq_is_one(c)};

    if (r->answer != NULL) {
        if (w.scaled)
            return VAL_NONE;
        ulong *words = (ulong *)(r->answer + 1);
        answer = (fmpz_mpoly_struct){.exps = words, .length = r->answer->length, .bits = r->answer->bits};
        w.limbs = words + (size_t)answer.length * r->answer->words;
        p = &answer;
    }
    w.exps = p->exps;

    if (!r->plain || !r->descending || r->n == 0 || p->length < 2 || p->bits > FLINT_BITS || !power_tables(&w, r, p))
        return VAL_NONE;
    w.end = (Val *)heap_alloc(r->heap, (r->n + 2) * sizeof(Val)) + r->n + 1;
    w.words = mpoly_words_per_exp_sp(p->bits, r->ctx->minfo);
    w.mask = p->bits == FLINT_BITS ? ~(ulong)0 : ((ulong)1 << p->bits) - 1;
    w.one_word = w.words == 1;
    for (size_t i = 0, bit = 0; w.one_word && i < r->n; i++) {
        size_t last = i + 1 == r->n ? FLINT_BITS : (size_t)w.factors[i + 1].shift;
        w.one_word = last > bit;
        for (; bit < last; bit++)
            w.kernels_up_to[bit] = (uint8_t)(i + 1);
    }
    w.last = ~w.exps[p->length - 1];           /* all are new in the first one */
    heap_expect(r->heap, (size_t)p->length * (sizeof(Expr) + (r->n + 3) * sizeof(Val)));
    Expr *sum = expr_new(r->heap, S_Plus, (size_t)p->length);
    w.marks = marks_of(S_Plus);
    write_sum(&w, sum->args, p->length);
    return finish(&w, sum, w.marks);
}
