/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * radical.c -- the normal form of products of roots.
 *
 * A product of roots of numbers is brought to powers of primes, of -1 and of positive constants.
 * The exponent of a prime, counted together with the prime's power in the coefficient, is split
 * into its integer part, which goes to the coefficient, and a rest between -1 and 1.  What has the
 * same exponent but for sign is put under one root again:
 *   Sqrt[6] Sqrt[2] = 2 Sqrt[3],  Sqrt[6]/2 = Sqrt[3/2],  12^(1/3) = 2^(2/3) 3^(1/3).
 * The exponent of -1 is kept between 0 and 1; (-1)^(1/2) is I.
 */
#include "vm/builtin/arith.h"
#include "vm/math/factor.h"
#include "vm/math/integers.h"

void radicals_start(RadicalSet *s, Heap *h, Val coef)
{
    s->heap = h;
    s->coef = coef;
    s->items = s->inline_items;
    s->n = 0;
    s->capacity = COUNT_OF(s->inline_items);
}

static Radical *find_base(const RadicalSet *s, Val base)
{
    for (size_t i = 0; i < s->n; i++)
        if (val_same(s->items[i].base, base))
            return &s->items[i];
    return NULL;
}

bool radicals_has(const RadicalSet *s, Val base)
{
    return find_base(s, base) != NULL;
}

void radicals_put(RadicalSet *s, Val base, Val exp)
{
    Radical *at = find_base(s, base);

    if (at != NULL) {
        at->exp = num_add(s->heap, at->exp, exp);
        return;
    }
    if (s->n == s->capacity) {
        Radical *more = heap_alloc(s->heap, 2 * s->capacity * sizeof *more);

        memcpy(more, s->items, s->n * sizeof *more);
        s->items = more;
        s->capacity *= 2;
    }
    s->items[s->n++] = (Radical){base, exp};
}

static void put_integer(RadicalSet *s, Val n, Val exp)
{
    PrimePower factors[FACTOR_MAX];
    size_t count = factor_quickly(s->heap, n, factors);

    for (size_t i = 0; i < count; i++)
        radicals_put(s, factors[i].prime, num_mul(s->heap, exp, int_from_u64(s->heap, factors[i].exp)));
}

void radicals_put_number(RadicalSet *s, Val base, Val exp)
{
    Heap *h = s->heap;

    if (num_sign(base) < 0) {
        radicals_put(s, val_int(-1), exp);
        base = num_neg(h, base);
    }
    put_integer(s, rat_numerator(base), exp);
    if (val_is_rational(base))
        put_integer(s, rat_denominator(base), num_neg(h, exp));
}

/* The power of [p] in the coefficient, a complex one too. */
static int64_t take_from_coefficient(RadicalSet *s, Val p)
{
    Heap *h = s->heap;
    Val re, im;
    int64_t a, b;

    if (!val_is_complex(s->coef))
        return rat_take_factor(h, &s->coef, p);
    re = cplx_re(s->coef);
    im = cplx_im(s->coef);
    if (num_is_zero(re)) {
        a = rat_take_factor(h, &im, p);
        s->coef = cplx_new(h, re, im);
        return a;
    }
    a = rat_take_factor(h, &re, p);
    b = rat_take_factor(h, &im, p);
    if (b < a)
        a = b;
    if (a != 0)
        s->coef = num_mul(h, s->coef, num_pow(h, p, val_int(-a)));
    return a;
}

/* The exponent of -1 modulo 2, between 0 and 1; with the coefficient's I put in and taken out. */
static Val reduce_minus_one(RadicalSet *s, Val exp)
{
    Heap *h = s->heap;
    Val turns;

    if (val_is_complex(s->coef) && num_is_zero(cplx_re(s->coef)) && !val_is_integer(exp)) {
        s->coef = cplx_im(s->coef);
        exp = num_add(h, exp, half(h));
    }
    turns = num_floor(h, exp);
    exp = num_sub(h, exp, turns);
    if (int_is_odd(turns))
        s->coef = num_neg(h, s->coef);
    if (val_is_rational(exp) && val_is(rat_denominator(exp), val_int(2))) {
        s->coef = num_mul(h, s->coef, cplx_i(h));
        exp = val_int(0);
    }
    return exp;
}

static bool is_prime_base(Val base)
{
    return val_is_integer(base) && !val_is_minus_one(base);
}

static void reduce_exponents(RadicalSet *s)
{
    Heap *h = s->heap;

    for (size_t i = 0; i < s->n; i++) {
        Radical *r = &s->items[i];
        Val whole;

        if (!is_prime_base(r->base))
            continue;
        r->exp = num_add(h, r->exp, val_int(take_from_coefficient(s, r->base)));
        whole = num_truncate(h, r->exp);
        if (!val_is_zero(whole)) {
            s->coef = num_mul(h, s->coef, num_pow(h, r->base, whole));
            r->exp = num_sub(h, r->exp, whole);
        }
    }
    for (size_t i = 0; i < s->n; i++)
        if (val_is_minus_one(s->items[i].base))
            s->items[i].exp = reduce_minus_one(s, s->items[i].exp);
}

/* Puts all bases from [first] on that have its exponent, but for sign, under one root. */
static void push_group(RadicalSet *s, size_t first, Builder *out)
{
    Heap *h = s->heap;
    Val exp = num_abs(h, s->items[first].exp), number = val_int(1), base;
    bool minus = false, down = true;
    Builder up, constants;

    builder_start(&up, h, S_Times);
    builder_start(&constants, h, S_Times);
    for (size_t i = first; i < s->n; i++)
        if (val_same(num_abs(h, s->items[i].exp), exp) && num_sign(s->items[i].exp) > 0
            && !val_is_minus_one(s->items[i].base))
            down = false;
    for (size_t i = first; i < s->n; i++) {
        Radical *r = &s->items[i];
        bool inverse;

        if (!val_same(num_abs(h, r->exp), exp))
            continue;
        inverse = !val_is_minus_one(r->base) && (num_sign(r->exp) < 0) != down;
        if (val_is_minus_one(r->base))
            minus = true;
        else if (val_is_number(r->base))
            number = inverse ? num_div(h, number, r->base) : num_mul(h, number, r->base);
        else
            builder_push(&constants, inverse ? expr2(h, S_Power, r->base, val_int(-1)) : r->base);
        r->exp = val_int(0);
    }
    if (minus && (down || constants.n > 0)) {
        builder_push(out, expr2(h, S_Power, val_int(-1), exp));
        minus = false;
    }
    if (minus)
        number = num_neg(h, number);
    if (!val_is_one(number) || constants.n == 0) {
        if (constants.n == 0 && val_is_one(number))
            return;
        if (!val_is_one(number))
            builder_push(&up, number);
    }
    builder_push_all(&up, constants.n, constants.items);
    base = up.n == 1 ? up.items[0] : builder_finish(&up);
    if (down)
        exp = num_neg(h, exp);
    /* Sqrt[1/Pi] is 1/Sqrt[Pi]. */
    builder_push(out, val_is_one(exp) ? base : expr2(h, S_Power, base, exp));
}

void radicals_finish(RadicalSet *s, Builder *out)
{
    reduce_exponents(s);
    for (size_t i = 0; i < s->n; i++) {
        Radical *r = &s->items[i];

        if (num_is_zero(r->exp))
            continue;
        if (val_is_integer(r->exp))           /* of a constant */
            builder_push(out, val_is_one(r->exp) ? r->base : expr2(s->heap, S_Power, r->base, r->exp));
        else
            push_group(s, i, out);
    }
}
