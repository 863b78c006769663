/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * primes.c -- primality, factoring, counting primes.
 *
 * Factoring strips small primes, then perfect powers; what is small enough for it goes to FLINT's quadratic sieve,
 * in a child process where that takes long; before, or beyond, elliptic curves are tried in growing batches with
 * a poll after each curve.
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "vm/math/flint_integer.h"
#include "vm/math/integers.h"
#include "vm/num/heavy.h"
#include "vm/value/packed.h"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <flint/fmpz_factor.h>
#include <flint/ulong_extras.h>
#pragma GCC diagnostic pop

/* a b / 2^32 modulo the odd n, where [inverse] is 1/n modulo 2^32. */
static inline uint64_t mont_mul(uint64_t a, uint64_t b, uint64_t n, uint32_t inverse)
{
    uint64_t t = a * b, m = (uint32_t)((uint32_t)t * inverse), high = t >> 32, less = m * n >> 32;

    return high >= less ? high - less : high + n - less;
}

/* Does x = base^d, or one of its squares, say that n may be prime? */
static bool is_strong(uint64_t x, unsigned twos, uint64_t one, uint64_t n, uint32_t inverse)
{
    if (x == one || x == n - one)
        return true;
    for (unsigned i = 1; i < twos; i++) {
        x = mont_mul(x, x, n, inverse);
        if (x == n - one)
            return true;
    }
    return false;
}

/* The strong test for the bases 2, 7 and 61, which no composite number below 4759123141 passes.  [n] is odd and above 61. */
static bool is_prime32(uint32_t n)
{
    unsigned twos = (unsigned)__builtin_ctz(n - 1), bits = 32 - (unsigned)__builtin_clz((n - 1) >> twos);
    uint32_t d = (n - 1) >> twos, inverse = n * (2 - n * n);           /* of its three lowest bits n is its own inverse */
    uint64_t one = -n % n, x = one, y, seven, sixty_one;

    for (int i = 0; i < 3; i++)
        inverse *= 2 - n * inverse;
    for (unsigned i = bits; i-- > 0;) {
        x = mont_mul(x, x, n, inverse) << (d >> i & 1);
        x -= x >= n ? n : 0;
    }
    if (!is_strong(x, twos, one, n, inverse))
        return false;
    x = seven = 7 * one % n;
    y = sixty_one = 61 * one % n;
    for (unsigned i = bits - 1; i-- > 0;) {
        x = mont_mul(x, x, n, inverse);
        y = mont_mul(y, y, n, inverse);
        if (d >> i & 1) {
            x = mont_mul(x, seven, n, inverse);
            y = mont_mul(y, sixty_one, n, inverse);
        }
    }
    return is_strong(x, twos, one, n, inverse) && is_strong(y, twos, one, n, inverse);
}

/* Most composite numbers have a small factor, and a product tells it in a nanosecond: n is divisible by the odd p
 * where n / p modulo 2^64 is not too large. */
static bool word_is_prime(uint64_t n)
{
#define ODD_PRIMES(P) P(3, 0xaaaaaaaaaaaaaaab) P(5, 0xcccccccccccccccd) P(7, 0x6db6db6db6db6db7) \
    P(11, 0x2e8ba2e8ba2e8ba3) P(13, 0x4ec4ec4ec4ec4ec5) P(17, 0xf0f0f0f0f0f0f0f1) P(19, 0x86bca1af286bca1b) \
    P(23, 0xd37a6f4de9bd37a7) P(29, 0x34f72c234f72c235) P(31, 0xef7bdef7bdef7bdf) P(37, 0x14c1bacf914c1bad)
#define DIVIDES(p, inverse) if (n * (uint64_t)inverse <= UINT64_MAX / p) return n == p;
    if (n % 2 == 0 || n < 3)
        return n == 2;
    ODD_PRIMES(DIVIDES)
    return n < 41 * 41 || (n <= UINT32_MAX ? is_prime32((uint32_t)n) : n_is_prime(n));
#undef DIVIDES
#undef ODD_PRIMES
}

bool int_is_prime(Val n)
{
    IntView view;
    mpz_t z;

    if (val_is_small(n))
        return word_is_prime((uint64_t)(val_small(n) < 0 ? -val_small(n) : val_small(n)));
    int_read(z, &view, n);
    if (view.n <= 1)
        return view.n == 1 && word_is_prime(view.limbs[0]);
    return mpz_probab_prime_p(z, 25) != 0;
}

enum { HEAVY_TEST = 6000, HEAVY_SEARCH = 1500 };     /* bits */

static void test_prime(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)b;
    (void)n;
    mpz_set_ui(r, mpz_probab_prime_p(a, 25) != 0);
}

static void search_prime(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n)
{
    (void)b;
    (void)n;
    mpz_nextprime(r, a);
}

Val int_prime_test(Vm *vm, Val n)
{
    if (val_is_small(n))
        return val_bool(int_is_prime(n));
    if (int_bits(n) > HEAVY_TEST) {
        Val v = heavy_integer(vm_heap(vm), test_prime, n, n, 0, 1);
        if (!val_is_none(v))
            return val_bool(val_is(v, val_int(1)));
        TRY(vm_poll(vm));
    }
    return val_bool(int_is_prime(n));
}

Val int_next_prime(Vm *vm, Val n)
{
    Heap *h = vm_heap(vm);
    IntView view;
    mpz_t z, p;

    if (num_compare(n, val_int(2)) < 0)
        return val_int(2);
    if (int_bits(n) > HEAVY_SEARCH) {
        Val found = heavy_integer(h, search_prime, n, n, 0, int_bits(n) / 64 + 2);
        if (!val_is_none(found))
            return found;
        TRY(vm_poll(vm));
    }
    int_read(z, &view, n);
    mpz_init(p);
    mpz_nextprime(p, z);
    Val v = int_from_mpz(h, p);
    mpz_clear(p);
    return v;
}

Val int_previous_prime(Vm *vm, Val n)
{
    Heap *h = vm_heap(vm);

    if (num_compare(n, val_int(2)) <= 0)
        return VAL_NONE;
    if (num_compare(n, val_int(3)) == 0)
        return val_int(2);
    n = int_sub(h, n, val_int(int_is_odd(n) ? 2 : 1));
    for (;;) {
        Val prime;
        TRY(prime = int_prime_test(vm, n));
        if (val_is(prime, S_True))
            return n;
        TRY(vm_poll(vm));
        n = int_sub(h, n, val_int(2));
    }
}

/* ---- factoring ------------------------------------------------------------------------------- */

/* Up to so many digits the sieve is quicker than the first, the first two, three batches of curves. */
enum { SIEVE_DIGITS = 50, SIEVE_DIGITS_AFTER_CURVES = 60, SIEVE_DIGITS_THEN = 66, SIEVE_DIGITS_AT_LAST = 75 };

/* A proper factor of a composite number without small primes, by elliptic curves; false where
 * the sieve is to be used, unless [to_the_end].  -1: interrupted. */
static int split_by_curves(Vm *vm, fmpz_t factor, const fmpz_t n, flint_rand_t state, bool to_the_end)
{
    static const struct { mp_limb_t b1, b2; int curves; } levels[] = {
        {2000, 147396, 25}, {11000, 1873422, 90}, {50000, 12746592, 214}, {250000, 128992510, 430},
        {1000000, 1045563762, 904},
    };
    size_t digits = fmpz_sizeinbase(n, 10);

    for (size_t level = 0; ; level++) {
        bool last = level >= COUNT_OF(levels) - 1;
        size_t at = last ? COUNT_OF(levels) - 1 : level;
        if (!to_the_end && (digits <= SIEVE_DIGITS || (level >= 1 && digits <= SIEVE_DIGITS_AFTER_CURVES)
            || (level >= 2 && digits <= SIEVE_DIGITS_THEN) || (level >= 3 && digits <= SIEVE_DIGITS_AT_LAST)))
            return 0;
        for (int i = 0; i < levels[at].curves; i++) {
            if (val_is_unwind(vm_poll(vm)) || val_is_unwind(vm_poll_slow(vm)))
                return -1;
            if (fmpz_factor_ecm(factor, 1, levels[at].b1, levels[at].b2, state, n) > 0
                && fmpz_cmp_ui(factor, 1) > 0 && fmpz_cmp(factor, n) < 0)
                return 1;
        }
    }
}

typedef struct SieveWork {
    fmpz *n;
    char  folder[sizeof "/tmp/lyra-sieve-XXXXXX"];
} SieveWork;

/* FLINT's quadratic sieve keeps its relations in a file in the working folder, where two sieves at once may spoil
 * each other's, and where it stays if one is ended. */
static void sieve(mpz_ptr r, void *state)
{
    SieveWork *work = state;
    fmpz_factor_t sieved;

    if (chdir(work->folder) != 0)
        _exit(1);
    fmpz_factor_init(sieved);
    fmpz_factor_no_trial(sieved, work->n);
    fmpz_get_mpz(r, sieved->p);
    fmpz_factor_clear(sieved);
}

/* With the files in it: what FLINT calls its own depends on the version. */
static void remove_folder(const char *path)
{
    DIR *folder = opendir(path);

    for (struct dirent *e = NULL; folder != NULL && (e = readdir(folder)) != NULL; )
        (void)unlinkat(dirfd(folder), e->d_name, 0);
    if (folder != NULL)
        closedir(folder);
    rmdir(path);
}

/* A prime of a composite number, by the sieve, in a child process with a folder of its own; 0 where there can
 * be none, -1: interrupted. */
static int split_by_sieve(Vm *vm, fmpz_t factor, fmpz_t n)
{
    SieveWork work = {n, "/tmp/lyra-sieve-XXXXXX"};

    if (mkdtemp(work.folder) == NULL)
        return 0;
    Val found = heavy_answer(vm_heap(vm), sieve, &work, (size_t)fmpz_size(n));
    remove_folder(work.folder);
    if (val_is_none(found))
        return val_is_unwind(vm_poll(vm)) ? -1 : 0;
    fmpz_load(factor, found);
    return 1;
}

/* Appends the primes of n > 1 to [out]; false if interrupted. */
static bool factor_rest(Vm *vm, fmpz_factor_t out, const fmpz_t n, ulong exp, flint_rand_t state)
{
    fmpz_t root, other;
    bool ok = true;

    if (fmpz_abs_fits_ui(n)) {
        n_factor_t f;
        n_factor_init(&f);
        n_factor(&f, fmpz_get_ui(n), 0);
        for (int i = 0; i < f.num; i++)
            _fmpz_factor_append_ui(out, f.p[i], exp * (ulong)f.exp[i]);
        return true;
    }
    if (fmpz_is_probabprime(n)) {
        _fmpz_factor_append(out, n, exp);
        return true;
    }
    fmpz_init(root);
    fmpz_init(other);
    int power = fmpz_is_perfect_power(root, n);
    if (power > 1) {
        ok = factor_rest(vm, out, root, exp * (ulong)power, state);
    } else {
        int found = split_by_curves(vm, root, n, state, false);
        fmpz_set(other, n);
        if (found == 0)
            found = split_by_sieve(vm, root, other);
        if (found == 0)
            found = split_by_curves(vm, root, n, state, true);
        ok = found > 0;
        if (ok) {
            fmpz_divexact(other, n, root);
            ok = factor_rest(vm, out, root, exp, state) && factor_rest(vm, out, other, exp, state);
        }
    }
    fmpz_clear(root);
    fmpz_clear(other);
    return ok;
}

static int compare_factors(const void *a, const void *b)
{
    return num_compare(((const Factor *)a)->prime, ((const Factor *)b)->prime);
}

static void gather(Heap *h, const fmpz_factor_t f, Factors *out)
{
    out->items = heap_alloc(h, ((size_t)f->num + 1) * sizeof *out->items);
    out->n = 0;
    for (slong i = 0; i < f->num; i++)
        out->items[out->n++] = (Factor){int_from_fmpz(h, f->p + i), f->exp[i]};
    qsort(out->items, out->n, sizeof *out->items, compare_factors);
    size_t kept = 0;
    for (size_t i = 0; i < out->n; i++) {
        if (kept > 0 && num_compare(out->items[kept - 1].prime, out->items[i].prime) == 0)
            out->items[kept - 1].exp += out->items[i].exp;
        else
            out->items[kept++] = out->items[i];
    }
    out->n = kept;
}

static Val factor_here(Vm *vm, Val n, Factors *out)
{
    Heap *h = vm_heap(vm);
    fmpz_factor_t f, small;
    fmpz_t z, p;
    flint_rand_t state;
    bool ok = true;

    fmpz_factor_init(f);
    fmpz_init(z);
    fmpz_load(z, n);
    if (fmpz_abs_fits_ui(z)) {
        fmpz_factor(f, z);
    } else {
        /* small primes first; what FLINT leaves unfactored is the last entry */
        fmpz_init(p);
        fmpz_factor_init(small);
        int complete = fmpz_factor_trial(small, z, 3512);
        flint_randinit(state);
        for (slong i = 0; i < small->num && ok; i++) {
            if (complete || i < small->num - 1)
                _fmpz_factor_append(f, small->p + i, small->exp[i]);
            else
                ok = factor_rest(vm, f, small->p + i, small->exp[i], state);
        }
        flint_randclear(state);
        fmpz_factor_clear(small);
        fmpz_clear(p);
    }
    if (ok)
        gather(h, f, out);
    fmpz_factor_clear(f);
    fmpz_clear(z);
    return ok ? VAL_NONE : UNWIND;
}

typedef struct LongNumber { Vm *vm; Val n; } LongNumber;

/* {p1, e1, p2, e2, ..} */
static Val factor_list(Heap *h, void *state)
{
    const LongNumber *number = state;
    Factors f;
    Builder b;

    if (val_is_unwind(factor_here(number->vm, number->n, &f)))
        return VAL_NONE;
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < f.n; i++) {
        builder_push(&b, f.items[i].prime);
        builder_push(&b, int_from_u64(h, f.items[i].exp));
    }
    return builder_finish(&b);
}

Val int_factor(Vm *vm, Val n, Factors *out)
{
    Heap *h = vm_heap(vm);
    LongNumber number = {vm, n};

    /* Trial division and the test for a prime take long by themselves. */
    if (int_bits(n) <= HEAVY_TEST)
        return factor_here(vm, n, out);
    Val list = heavy_value(h, factor_list, &number);
    if (val_is_none(list)) {
        TRY(vm_poll(vm));
        return vm_unwind(vm, UNWIND_MEMORY, VAL_NONE, VAL_NONE);
    }
    out->n = list_len(list) / 2;
    out->items = heap_alloc(h, (out->n + 1) * sizeof *out->items);
    for (size_t i = 0; i < out->n; i++)
        out->items[i] = (Factor){list_item(h, list, 2 * i), (uint64_t)val_small(list_item(h, list, 2 * i + 1))};
    return VAL_NONE;
}

/* ---- counting ---------------------------------------------------------------------------------- */

static uint64_t isqrt(uint64_t n)
{
    uint64_t r = (uint64_t)sqrt((double)n);

    while (r > 0 && r * r > n)
        r--;
    while ((r + 1) * (r + 1) <= n)
        r++;
    return r;
}

/* For every v = n/i the numbers up to v that survive the sieve by the primes up to p; when p passes
 * sqrt(n), these are the primes.  O(n^(3/4)). */
Val prime_pi(Vm *vm, uint64_t n, uint64_t *count)
{
    if (n < 1000000) {
        *count = n < 2 ? 0 : n_prime_pi(n);
        return VAL_NONE;
    }
    uint64_t r = isqrt(n);
    uint64_t *low = calloc(r + 1, sizeof *low), *high = calloc(r + 1, sizeof *high);
    if (low == NULL || high == NULL) {
        free(low);
        free(high);
        return vm_unwind(vm, UNWIND_MEMORY, VAL_NONE, VAL_NONE);
    }
    for (uint64_t i = 1; i <= r; i++) {
        low[i] = i - 1;
        high[i] = n / i - 1;
    }
    bool ok = true;
    for (uint64_t p = 2; p <= r && ok; p++) {
        if (low[p] == low[p - 1])
            continue;
        uint64_t before = low[p - 1], p2 = p * p, end = r < n / p2 ? r : n / p2;
        for (uint64_t i = 1; i <= end; i++) {
            uint64_t d = i * p;
            high[i] -= (d <= r ? high[d] : low[n / d]) - before;
        }
        for (uint64_t i = r; i >= p2; i--)
            low[i] -= low[i / p] - before;
        ok = !val_is_unwind(vm_poll(vm)) && (end < 10000 || !val_is_unwind(vm_poll_slow(vm)));
    }
    *count = high[1];
    free(low);
    free(high);
    return ok ? VAL_NONE : UNWIND;
}

/* Riemann's approximation of the number of primes up to x. */
static double riemann_r(double x)
{
    double sum = 1, term = 1, log_x = log(x);

    for (int k = 1; k < 400; k++) {
        term *= log_x / k;
        double zeta = 1;
        for (int j = 2; j < 60; j++) {
            double t = pow(j, -(k + 1));
            zeta += t;
            if (t < 1e-17)
                break;
        }
        if (k == 1)
            zeta = M_PI * M_PI / 6;
        double add = term / (k * zeta);
        sum += add;
        if (add < 1e-17 * sum)
            break;
    }
    return sum;
}

Val prime_nth(Vm *vm, uint64_t n, uint64_t *prime)
{
    if (n < 200000) {
        *prime = n_nth_prime(n);
        return VAL_NONE;
    }
    /* invert the approximation, count exactly there, walk the rest */
    double x = (double)n * log((double)n), target = (double)n;
    for (int i = 0; i < 30; i++) {
        double step = (riemann_r(x) - target) * log(x);
        x -= step;
        if (fabs(step) < 0.5)
            break;
    }
    uint64_t at = (uint64_t)x, count;
    TRY(prime_pi(vm, at, &count));
    if (count >= n) {
        /* down to the n-th prime */
        at++;
        for (; count >= n; count--) {
            do {
                at--;
            } while (!n_is_prime(at));
            TRY(vm_poll(vm));
        }
    } else {
        for (; count < n; count++) {
            at = n_nextprime(at, 1);
            TRY(vm_poll(vm));
        }
    }
    *prime = at;
    return VAL_NONE;
}
