/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sequences.c -- factorials, binomials and the other sequences of combinatorics.
 *
 * The callers have predicted the size of the result: nothing here checks it.
 */
#include <stdlib.h>

#include "vm/math/flint_integer.h"
#include "vm/math/integers.h"
#include "vm/num/heavy.h"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <flint/arith.h>
#include <bernoulli.h>
#include <partitions.h>
#pragma GCC diagnostic pop

typedef void MpzOfUi(mpz_ptr, unsigned long);
typedef void FmpzOfUi(fmpz_t, ulong);
typedef void FmpzOfTwo(fmpz_t, ulong, ulong);

/* A call that is made in a child process when it takes long. */
typedef struct Call {
    MpzOfUi   *mpz;
    FmpzOfUi  *fmpz;
    FmpzOfTwo *fmpz2;
    uint64_t   n, k;
} Call;

static void answer(mpz_ptr r, void *state)
{
    const Call *c = state;
    fmpz_t z;

    if (c->mpz != NULL) {
        c->mpz(r, c->n);
        return;
    }
    fmpz_init(z);
    if (c->fmpz != NULL)
        c->fmpz(z, c->n);
    else
        c->fmpz2(z, c->n, c->k);
    fmpz_get_mpz(r, z);
    fmpz_clear(z);
}

/* Where it was ended, what it gives does not matter: the next poll unwinds. */
static Val by_child(Heap *h, Call call, double bits)
{
    return heavy_or_overflow(h, heavy_answer(h, answer, &call, (size_t)(bits / 64) + 2));
}

/* log2 of n! bounds what these numbers have of bits. */
static double factorial_bits(uint64_t n)
{
    return (double)n * log2((double)n + 2) + 64;
}

enum { HEAVY_INDEX = 1 << 23, HEAVY_FACTORIAL = 1 << 19, HEAVY_RECURRENCE = 1 << 11 };
enum { HEAVY_BERNOULLI = 5000, HEAVY_HARMONIC = 20000, HEAVY_DISTINCT = 20000, HEAVY_DIVISORS_BITS = 64, HEAVY_SQUARES_BITS = 12 };

static Val by_mpz(Heap *h, uint64_t n, MpzOfUi *f)
{
    if (n > (f == mpz_2fac_ui ? HEAVY_FACTORIAL : HEAVY_INDEX))
        return by_child(h, (Call){.mpz = f, .n = n}, f == mpz_2fac_ui ? factorial_bits(n) : (double)n);
    mpz_t z;

    mpz_init(z);
    f(z, n);
    Val v = int_from_mpz(h, z);
    mpz_clear(z);
    return v;
}

static Val by_fmpz(Heap *h, uint64_t n, FmpzOfUi *f)
{
    fmpz_t z;

    if (f == partitions_fmpz_ui ? n > (uint64_t)HEAVY_INDEX << 5 : n > HEAVY_RECURRENCE)
        return by_child(h, (Call){.fmpz = f, .n = n}, f == partitions_fmpz_ui ? 4 * sqrt((double)n) : factorial_bits(n));

    fmpz_init(z);
    f(z, n);
    Val v = int_from_fmpz(h, z);
    fmpz_clear(z);
    return v;
}

static Val by_fmpz2(Heap *h, uint64_t n, uint64_t k, FmpzOfTwo *f)
{
    fmpz_t z;

    if (n > HEAVY_RECURRENCE)
        return by_child(h, (Call){.fmpz2 = f, .n = n, .k = k}, factorial_bits(n));

    fmpz_init(z);
    f(z, n, k);
    Val v = int_from_fmpz(h, z);
    fmpz_clear(z);
    return v;
}

Val int_factorial2(Heap *h, uint64_t n) { return by_mpz(h, n, mpz_2fac_ui); }
Val int_primorial(Heap *h, uint64_t n)  { return by_mpz(h, n, mpz_primorial_ui); }
Val int_fibonacci(Heap *h, uint64_t n)  { return by_mpz(h, n, mpz_fib_ui); }
Val int_lucas(Heap *h, uint64_t n)      { return by_mpz(h, n, mpz_lucnum_ui); }
Val int_euler(Heap *h, uint64_t n)      { return by_fmpz(h, n, arith_euler_number); }
Val int_bell(Heap *h, uint64_t n)       { return by_fmpz(h, n, arith_bell_number); }
Val int_partitions(Heap *h, uint64_t n) { return by_fmpz(h, n, partitions_fmpz_ui); }
Val int_stirling1(Heap *h, uint64_t n, uint64_t k) { return by_fmpz2(h, n, k, arith_stirling_number_1); }
Val int_stirling2(Heap *h, uint64_t n, uint64_t k) { return by_fmpz2(h, n, k, arith_stirling_number_2); }

/* In a child process where that takes long: as by_child. */
static Val maybe_by_child(Heap *h, HeavyNumber *f, void *state, bool long_work)
{
    return heavy_or_overflow(h, heavy_value_if(h, long_work, f, state));
}

static Val bernoulli(Heap *h, void *n)
{
    fmpq_t q;

    fmpq_init(q);
    bernoulli_fmpq_ui(q, *(const uint64_t *)n);
    Val v = rat_from_fmpq(h, q);
    fmpq_clear(q);
    return v;
}

Val int_bernoulli(Heap *h, uint64_t n)
{
    return maybe_by_child(h, bernoulli, &n, n > HEAVY_BERNOULLI);
}

static Val harmonic(Heap *h, void *n)
{
    fmpq_t q;

    fmpq_init(q);
    arith_harmonic_number(q, *(const slong *)n);
    Val v = rat_from_fmpq(h, q);
    fmpq_clear(q);
    return v;
}

Val int_harmonic(Heap *h, uint64_t n)
{
    return maybe_by_child(h, harmonic, &n, n > HEAVY_HARMONIC);
}

/* The product over k of (1 - x^(2 k))/(1 - x^k): Euler's pentagonal numbers g = j (3 j - 1)/2, with the sign of (-1)^j, for
 * the numerator, partitions for the rest.  (Andrews, "The Theory of Partitions", chapter 1.) */
static Val partitions_distinct(Heap *h, void *state)
{
    uint64_t n = *(const uint64_t *)state;
    fmpz_t sum, p;

    fmpz_init(sum);
    fmpz_init(p);
    for (uint64_t j = 0; j * (3 * j - 1) <= n || j == 0; j++)
        for (int side = j == 0; side < 2; side++) {
            uint64_t twice = side == 0 ? j * (3 * j - 1) : j * (3 * j + 1);
            if (twice > n)
                continue;
            partitions_fmpz_ui(p, n - twice);
            if (j % 2 == 0)
                fmpz_add(sum, sum, p);
            else
                fmpz_sub(sum, sum, p);
        }
    Val v = int_from_fmpz(h, sum);
    fmpz_clear(sum);
    fmpz_clear(p);
    return v;
}

Val int_partitions_distinct(Heap *h, uint64_t n)
{
    return maybe_by_child(h, partitions_distinct, &n, n > HEAVY_DISTINCT);
}

typedef struct Squares { uint64_t count; Val n; } Squares;

static Val sum_of_squares(Heap *h, void *state)
{
    const Squares *s = state;
    fmpz_t r, z;

    fmpz_init(r);
    fmpz_init(z);
    fmpz_load(z, s->n);
    arith_sum_of_squares(r, s->count, z);
    Val v = int_from_fmpz(h, r);
    fmpz_clear(r);
    fmpz_clear(z);
    return v;
}

Val int_sum_of_squares(Heap *h, uint64_t count, Val n)
{
    bool by_divisors = count <= 2 || count == 4;

    return maybe_by_child(h, sum_of_squares, &(Squares){count, n}, int_bits(n) > (by_divisors ? HEAVY_DIVISORS_BITS : HEAVY_SQUARES_BITS));
}

/* The product of from + i for low <= i < high, in halves; false if interrupted. */
static bool multiply_range(Vm *vm, fmpz_t r, const fmpz_t from, uint64_t low, uint64_t high)
{
    fmpz_t other;

    if (high - low <= 8) {
        fmpz_one(r);
        fmpz_init(other);
        for (; low < high; low++) {
            fmpz_add_ui(other, from, low);
            fmpz_mul(r, r, other);
        }
        fmpz_clear(other);
        return true;
    }
    fmpz_init(other);
    uint64_t mid = low + (high - low) / 2;
    bool ok = multiply_range(vm, r, from, low, mid) && multiply_range(vm, other, from, mid, high);
    if (ok && high - low > 4096)
        ok = !val_is_unwind(vm_poll_slow(vm));
    if (ok)
        fmpz_mul(r, r, other);
    fmpz_clear(other);
    return ok;
}

Val int_multiply_range(Vm *vm, Val from, uint64_t n)
{
    fmpz_t r, z;

    fmpz_init(r);
    fmpz_init(z);
    fmpz_load(z, from);
    Val v = multiply_range(vm, r, z, 0, n) ? int_from_fmpz(vm_heap(vm), r) : UNWIND;
    fmpz_clear(r);
    fmpz_clear(z);
    return v;
}

/* Up to here GMP takes a tenth of a second at most; beyond, something that can be interrupted. */
enum { FACTORIAL_AT_ONCE = 1 << 20, BINOMIAL_AT_ONCE = 200000 };

Val int_factorial(Vm *vm, uint64_t n)
{
    if (n <= FACTORIAL_AT_ONCE)
        return by_mpz(vm_heap(vm), n, mpz_fac_ui);
    Val v = by_child(vm_heap(vm), (Call){.mpz = mpz_fac_ui, .n = n}, factorial_bits(n));
    TRY(vm_poll(vm));
    return v;
}

Val int_binomial(Vm *vm, Val n, uint64_t k)
{
    Heap *h = vm_heap(vm);
    Val top, bottom;

    if (k > BINOMIAL_AT_ONCE) {
        TRY(top = int_multiply_range(vm, num_sub(h, n, int_from_u64(h, k - 1)), k));
        TRY(bottom = int_factorial(vm, k));
        return int_divexact(h, top, bottom);
    }
    IntView view;
    mpz_t z, r;
    int_read(z, &view, n);
    mpz_init(r);
    mpz_bin_ui(r, z, k);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

Val int_root(Heap *h, Val a, uint64_t n)
{
    IntView view;
    mpz_t z, r;

    int_read(z, &view, a);
    mpz_init(r);
    mpz_root(r, z, n);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}
