/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * integer.c -- integers: immediate while they fit 63 bits, else limbs inline in an atomic node.
 *
 * Sums and products go through mpn_* straight into the new node; the rarer operations compute in a
 * short-lived mpz_t and copy.
 */
#include <stdlib.h>

#include "vm/num/heavy.h"

Big *big_new(Heap *h, size_t limbs)
{
    Big *b = heap_alloc_atomic(h, sizeof(Big) + limbs * sizeof(mp_limb_t));

    memset(&b->node, 0, sizeof b->node);
    b->node.kind = KIND_INTEGER;
    return b;
}

Val big_seal(Big *b, size_t n, bool negative)
{
    while (n > 0 && b->limbs[n - 1] == 0)
        n--;
    if (n == 0)
        return val_int(0);
    if (n == 1) {
        mp_limb_t m = b->limbs[0];
        if (m <= (mp_limb_t)VAL_INT_MAX)
            return val_int(negative ? -(int64_t)m : (int64_t)m);
        if (negative && m == (mp_limb_t)VAL_INT_MAX + 1)
            return val_int(VAL_INT_MIN);
    }
    b->size = negative ? -(int64_t)n : (int64_t)n;
    return val_from_node(b);
}

Val int_from_limbs(Heap *h, const mp_limb_t *limbs, size_t n, bool negative)
{
    Big *b = big_new(h, n);

    memcpy(b->limbs, limbs, n * sizeof(mp_limb_t));
    return big_seal(b, n, negative);
}

Val int_from_i64(Heap *h, int64_t i)
{
    if (LIKELY(small_fits(i)))
        return val_int(i);
    mp_limb_t m = i < 0 ? -(mp_limb_t)i : (mp_limb_t)i;
    return int_from_limbs(h, &m, 1, i < 0);
}

Val int_from_u64(Heap *h, uint64_t i)
{
    if (LIKELY(i <= (uint64_t)VAL_INT_MAX))
        return val_int((int64_t)i);
    mp_limb_t m = i;
    return int_from_limbs(h, &m, 1, false);
}

void int_view(IntView *view, Val v)
{
    if (val_is_small(v)) {
        int64_t i = val_small(v);
        view->negative = i < 0;
        view->own = i < 0 ? -(mp_limb_t)i : (mp_limb_t)i;
        view->limbs = &view->own;
        view->n = i != 0;
    } else if (UNLIKELY(!val_is_integer(v))) {
        /* Overflow[] from a heavy call that was ended, see heavy_or_overflow: 0 until the next poll unwinds. */
        int_view(view, val_int(0));
    } else {
        const Big *b = (const Big *)v.w;
        view->negative = b->size < 0;
        view->limbs = b->limbs;
        view->n = b->size < 0 ? -b->size : b->size;
    }
}

void int_read(mpz_t z, IntView *view, Val v)
{
    int_view(view, v);
    mpz_roinit_n(z, view->limbs, view->negative ? -view->n : view->n);
}

void int_load(mpz_t z, Val v)
{
    IntView view;
    mpz_t source;

    int_read(source, &view, v);
    mpz_set(z, source);
}

Val int_from_mpz(Heap *h, const mpz_t z)
{
    return int_from_limbs(h, mpz_limbs_read(z), mpz_size(z), mpz_sgn(z) < 0);
}

bool int_fits_i64(Val v, int64_t *i)
{
    if (val_is_small(v)) {
        *i = val_small(v);
        return true;
    }
    const Big *b = (const Big *)v.w;
    if (!val_is_integer(v) || (b->size != 1 && b->size != -1))
        return false;
    if (b->size > 0 && b->limbs[0] <= INT64_MAX) {
        *i = (int64_t)b->limbs[0];
        return true;
    }
    if (b->size < 0 && b->limbs[0] <= (mp_limb_t)INT64_MAX + 1) {
        *i = (int64_t)-b->limbs[0];
        return true;
    }
    return false;
}

Val int_from_digits(Heap *h, const char *digits, size_t n, int base)
{
    uint64_t small = 0;
    size_t i;

    for (i = 0; i < n; i++) {
        char c = digits[i];
        int d = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'z' ? c - 'a' + 10
              : c >= 'A' && c <= 'Z' ? c - 'A' + 10 : 99;
        if (d >= base)
            return VAL_NONE;
        if (i < 11)
            small = small * (uint64_t)base + (uint64_t)d;
        else if (i < 18 && base <= 10)
            small = small * (uint64_t)base + (uint64_t)d;
    }
    if (n == 0)
        return VAL_NONE;
    if (n <= 11 || (n <= 18 && base <= 10))
        return val_int((int64_t)small);

    char *copy = malloc(n + 1);
    mpz_t z;
    CHECK(copy != NULL);
    memcpy(copy, digits, n);
    copy[n] = '\0';
    mpz_init(z);
    mpz_set_str(z, copy, base);
    free(copy);
    Val v = int_from_mpz(h, z);
    mpz_clear(z);
    return v;
}

int int_compare(Val a, Val b)
{
    if (val_both_small(a, b))
        return (val_small(a) > val_small(b)) - (val_small(a) < val_small(b));
    IntView x, y;
    int_view(&x, a);
    int_view(&y, b);
    if (x.negative != y.negative)
        return x.negative ? -1 : 1;
    int c = x.n != y.n ? (x.n > y.n ? 1 : -1) : mpn_cmp(x.limbs, y.limbs, x.n);
    return x.negative ? -c : c;
}

static Val add_views(Heap *h, const IntView *x, const IntView *y, bool y_negative)
{
    const IntView *swap;

    if (x->n < y->n || (x->n == y->n && mpn_cmp(x->limbs, y->limbs, x->n) < 0)) {
        bool x_negative = x->negative;
        swap = x, x = y, y = swap;
        /* x is now the larger one */
        if (x_negative == y_negative)
            goto same_sign;
        Big *d = big_new(h, (size_t)x->n);
        mpn_sub(d->limbs, x->limbs, x->n, y->limbs, y->n);
        return big_seal(d, (size_t)x->n, y_negative);
    }
    if (x->negative != y_negative) {
        if (y->n == 0)
            return int_from_limbs(h, x->limbs, (size_t)x->n, x->negative);
        Big *d = big_new(h, (size_t)x->n);
        mpn_sub(d->limbs, x->limbs, x->n, y->limbs, y->n);
        return big_seal(d, (size_t)x->n, x->negative);
    }
same_sign:;
    Big *s = big_new(h, (size_t)x->n + 1);
    if (y->n == 0) {
        memcpy(s->limbs, x->limbs, (size_t)x->n * sizeof(mp_limb_t));
        s->limbs[x->n] = 0;
    } else {
        s->limbs[x->n] = mpn_add(s->limbs, x->limbs, x->n, y->limbs, y->n);
    }
    return big_seal(s, (size_t)x->n + 1, y_negative);
}

Val int_add(Heap *h, Val a, Val b)
{
    if (val_both_small(a, b))
        return int_from_i64(h, val_small(a) + val_small(b));
    IntView x, y;
    int_view(&x, a);
    int_view(&y, b);
    if (x.n == 0)
        return b;
    if (y.n == 0)
        return a;
    return add_views(h, &x, &y, y.negative);
}

Val int_sub(Heap *h, Val a, Val b)
{
    if (val_both_small(a, b))
        return int_from_i64(h, val_small(a) - val_small(b));
    IntView x, y;
    int_view(&x, a);
    int_view(&y, b);
    if (y.n == 0)
        return a;
    if (x.n == 0)
        return int_from_limbs(h, y.limbs, (size_t)y.n, !y.negative);
    return add_views(h, &x, &y, !y.negative);
}

Val int_neg(Heap *h, Val a)
{
    return int_sub(h, val_int(0), a);
}

static void heavy_mul(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)n;
    mpz_mul(r, a, b);
}

static void heavy_pow(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)b;
    mpz_pow_ui(r, a, n);
}

enum { HEAVY_SHORT = 1000 };   /* limbs; a product with less is quick */

Val int_mul(Heap *h, Val a, Val b)
{
    int64_t p;

    if (val_both_small(a, b) && !__builtin_mul_overflow(val_small(a), val_small(b), &p))
        return int_from_i64(h, p);
    IntView x, y;
    int_view(&x, a);
    int_view(&y, b);
    if (x.n == 0 || y.n == 0)
        return val_int(0);
    size_t n = (size_t)(x.n + y.n);
    if (n > INT_LIMBS_MAX)
        return num_overflow(h);
    if (n > HEAVY_LIMBS && x.n > HEAVY_SHORT && y.n > HEAVY_SHORT)
        return heavy_or_overflow(h, heavy_integer(h, heavy_mul, a, b, 0, n));
    Big *r = big_new(h, n);
    if (x.limbs == y.limbs)
        mpn_sqr(r->limbs, x.limbs, x.n);
    else if (x.n >= y.n)
        mpn_mul(r->limbs, x.limbs, x.n, y.limbs, y.n);
    else
        mpn_mul(r->limbs, y.limbs, y.n, x.limbs, x.n);
    return big_seal(r, n, x.negative != y.negative);
}

Val int_by_mpz(Heap *h, Val a, Val b, MpzBinary *f)
{
    IntView x, y;
    mpz_t za, zb, r;

    int_read(za, &x, a);
    int_read(zb, &y, b);
    mpz_init(r);
    f(r, za, zb);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

/* Only what was to be another number is 0 here: as in int_view. */
static bool divides_nothing(Val b)
{
    return UNLIKELY(val_is(b, val_int(0)) || !val_is_integer(b));
}

Val int_quotient(Heap *h, Val a, Val b)
{
    if (divides_nothing(b))
        return b;
    if (val_both_small(a, b)) {
        int64_t x = val_small(a), y = val_small(b), q = x / y;
        if (x % y != 0 && (x < 0) != (y < 0))
            q--;
        return int_from_i64(h, q);
    }
    return int_by_mpz(h, a, b, mpz_fdiv_q);
}

Val int_mod(Heap *h, Val a, Val b)
{
    if (divides_nothing(b))
        return b;
    if (val_both_small(a, b)) {
        int64_t y = val_small(b);
        if (y == -1)
            return val_int(0);
        int64_t r = val_small(a) % y;
        return val_int(r != 0 && (r < 0) != (y < 0) ? r + y : r);
    }
    return int_by_mpz(h, a, b, mpz_fdiv_r);
}

Val int_divexact(Heap *h, Val a, Val b)
{
    if (divides_nothing(b))
        return b;
    if (val_both_small(a, b))
        return int_from_i64(h, val_small(a) / val_small(b));
    return int_by_mpz(h, a, b, mpz_divexact);
}

static uint64_t gcd_u64(uint64_t a, uint64_t b)
{
    if (a == 0 || b == 0)
        return a | b;
    int shift = __builtin_ctzll(a | b);
    a >>= __builtin_ctzll(a);
    do {
        b >>= __builtin_ctzll(b);
        if (a > b) {
            uint64_t t = a;
            a = b, b = t;
        }
        b -= a;
    } while (b != 0);
    return a << shift;
}

enum { HEAVY_ROOT = 1 << 21 };   /* bits */

static void heavy_gcd(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)n;
    mpz_gcd(r, a, b);
}

Val int_gcd(Heap *h, Val a, Val b)
{
    if (val_both_small(a, b)) {
        int64_t x = val_small(a), y = val_small(b);
        return int_from_u64(h, gcd_u64(x < 0 ? -(uint64_t)x : (uint64_t)x, y < 0 ? -(uint64_t)y : (uint64_t)y));
    }
    if (int_bits(a) > HEAVY_GCD && int_bits(b) > HEAVY_GCD) {
        uint64_t bits = int_bits(a) < int_bits(b) ? int_bits(a) : int_bits(b);
        return heavy_or_overflow(h, heavy_integer(h, heavy_gcd, a, b, 0, (size_t)(bits / GMP_NUMB_BITS + 1)));
    }
    return int_by_mpz(h, a, b, mpz_gcd);
}

Val int_lcm(Heap *h, Val a, Val b)
{
    if (val_is(a, val_int(0)) || val_is(b, val_int(0)))
        return val_int(0);
    return num_abs(h, int_mul(h, int_divexact(h, a, int_gcd(h, a, b)), b));
}

bool int_is_odd(Val v)
{
    IntView x;

    if (val_is_small(v))
        return (val_small(v) & 1) != 0;
    int_view(&x, v);
    return (x.limbs[0] & 1) != 0;
}

size_t int_bits(Val v)
{
    IntView x;

    int_view(&x, v);
    if (x.n == 0)
        return 0;
    return (size_t)x.n * 64 - (size_t)__builtin_clzll(x.limbs[x.n - 1]);
}

Val int_pow_u64(Heap *h, Val a, uint64_t n)
{
    IntView x;
    mpz_t z, r;

    if (n == 0 || val_is(a, val_int(1)))
        return val_int(1);
    if (val_is(a, val_int(0)) || n == 1)
        return a;
    if (val_is(a, val_int(-1)))
        return val_int(n & 1 ? -1 : 1);
    if (num_pow_too_big(a, int_from_u64(h, n)))
        return num_overflow(h);
    double limbs = (double)int_bits(a) * (double)n / 64 + 2;
    if (limbs > HEAVY_LIMBS)
        return heavy_or_overflow(h, heavy_integer(h, heavy_pow, a, a, n, (size_t)limbs));
    int_read(z, &x, a);
    mpz_init(r);
    mpz_pow_ui(r, z, n);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

/* The root where there is an exact one, else 0. */
static void heavy_root(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)b;
    if (!mpz_root(r, a, n))
        mpz_set_ui(r, 0);
}

Val int_root_exact(Heap *h, Val a, uint64_t n)
{
    IntView x;
    mpz_t z, r;

    if (n == 1 || (val_is_small(a) && val_small(a) >= -1 && val_small(a) <= 1))
        return a;
    if (n == 0 || n >= int_bits(a))
        return VAL_NONE;
    if (int_bits(a) > HEAVY_ROOT) {
        Val root = heavy_integer(h, heavy_root, a, a, n, (size_t)(int_bits(a) / n / GMP_NUMB_BITS + 2));
        return val_is_none(root) || val_is(root, val_int(0)) ? VAL_NONE : root;
    }
    int_read(z, &x, a);
    mpz_init(r);
    int exact = mpz_root(r, z, n);
    Val v = exact ? int_from_mpz(h, r) : VAL_NONE;
    mpz_clear(r);
    return v;
}

Val int_shift(Heap *h, Val a, int64_t bits)
{
    IntView x;
    mpz_t z, r;

    if (val_is(a, val_int(0)))
        return a;
    if (bits > 0 && ((uint64_t)bits >> 33 != 0 || int_bits(a) + (uint64_t)bits > (uint64_t)1 << 33))
        return num_overflow(h);
    int_read(z, &x, a);
    mpz_init(r);
    if (bits >= 0)
        mpz_mul_2exp(r, z, (mp_bitcnt_t)bits);
    else
        mpz_fdiv_q_2exp(r, z, -(mp_bitcnt_t)bits);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

void int_print(Out *to, Val v, int base)
{
    IntView x;
    mpz_t z;

    if (val_is_small(v) && base == 10) {
        out_format(to, "%lld", (long long)val_small(v));
        return;
    }
    int_read(z, &x, v);
    size_t size = mpz_sizeinbase(z, base) + 2;
    if (size > OUT_LENGTH_MAX) {
        to->failed = true;
        return;
    }
    char *text = malloc(size);
    CHECK(text != NULL);
    mpz_get_str(text, base, z);
    out_str(to, text);
    free(text);
}
