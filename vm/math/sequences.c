/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sequences.c -- factorials, binomials and the other sequences of combinatorics.
 *
 * The callers have predicted the size of the result: nothing here checks it.
 */
#include <stdlib.h>

#include "vm/math/flint_integer.h"
#include "vm/math/integers.h"
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#include <flint/arith.h>
#include <bernoulli.h>
#include <partitions.h>
#pragma GCC diagnostic pop

typedef void MpzOfUi(mpz_ptr, unsigned long);

static Val by_mpz(Heap *h, uint64_t n, MpzOfUi *f)
{
    mpz_t z;

    mpz_init(z);
    f(z, n);
    Val v = int_from_mpz(h, z);
    mpz_clear(z);
    return v;
}

typedef void FmpzOfUi(fmpz_t, ulong);

static Val by_fmpz(Heap *h, uint64_t n, FmpzOfUi *f)
{
    fmpz_t z;

    fmpz_init(z);
    f(z, n);
    Val v = int_from_fmpz(h, z);
    fmpz_clear(z);
    return v;
}

typedef void FmpzOfTwo(fmpz_t, ulong, ulong);

static Val by_fmpz2(Heap *h, uint64_t n, uint64_t k, FmpzOfTwo *f)
{
    fmpz_t z;

    fmpz_init(z);
    f(z, n, k);
    Val v = int_from_fmpz(h, z);
    fmpz_clear(z);
    return v;
}

Val int_factorial(Heap *h, uint64_t n)  { return by_mpz(h, n, mpz_fac_ui); }
Val int_factorial2(Heap *h, uint64_t n) { return by_mpz(h, n, mpz_2fac_ui); }
Val int_fibonacci(Heap *h, uint64_t n)  { return by_mpz(h, n, mpz_fib_ui); }
Val int_lucas(Heap *h, uint64_t n)      { return by_mpz(h, n, mpz_lucnum_ui); }
Val int_euler(Heap *h, uint64_t n)      { return by_fmpz(h, n, arith_euler_number); }
Val int_bell(Heap *h, uint64_t n)       { return by_fmpz(h, n, arith_bell_number); }
Val int_partitions(Heap *h, uint64_t n) { return by_fmpz(h, n, partitions_fmpz_ui); }
Val int_stirling1(Heap *h, uint64_t n, uint64_t k) { return by_fmpz2(h, n, k, arith_stirling_number_1); }
Val int_stirling2(Heap *h, uint64_t n, uint64_t k) { return by_fmpz2(h, n, k, arith_stirling_number_2); }

Val int_binomial(Heap *h, Val n, uint64_t k)
{
    IntView view;
    mpz_t z, r;

    int_read(z, &view, n);
    mpz_init(r);
    mpz_bin_ui(r, z, k);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}

Val int_bernoulli(Heap *h, uint64_t n)
{
    fmpq_t q;

    fmpq_init(q);
    bernoulli_fmpq_ui(q, n);
    Val v = rat_from_fmpq(h, q);
    fmpq_clear(q);
    return v;
}

Val int_harmonic(Heap *h, uint64_t n)
{
    fmpq_t q;

    fmpq_init(q);
    arith_harmonic_number(q, (slong)n);
    Val v = rat_from_fmpq(h, q);
    fmpq_clear(q);
    return v;
}

/* Partitions into distinct parts: the coefficients of (1 + x)(1 + x^2)..., by Euler's recurrence
 * through the partitions into odd parts: n q(n) = sum over k of q(n - k) times the sum of the odd
 * divisors of k. */
Val int_partitions_distinct(Heap *h, uint64_t n)
{
    fmpz *q = calloc(n + 1, sizeof *q);
    uint64_t *odd = calloc(n + 1, sizeof *odd);
    CHECK(q != NULL && odd != NULL);
    for (uint64_t d = 1; d <= n; d += 2)
        for (uint64_t m = d; m <= n; m += d)
            odd[m] += d;
    fmpz_set_ui(q, 1);
    for (uint64_t i = 1; i <= n; i++) {
        for (uint64_t k = 1; k <= i; k++)
            fmpz_addmul_ui(q + i, q + (i - k), odd[k]);
        fmpz_divexact_ui(q + i, q + i, i);
    }
    Val v = int_from_fmpz(h, q + n);
    for (uint64_t i = 0; i <= n; i++)
        fmpz_clear(q + i);
    free(q);
    free(odd);
    return v;
}

Val int_sum_of_squares(Heap *h, uint64_t count, Val n)
{
    fmpz_t r, z;

    fmpz_init(r);
    fmpz_init(z);
    fmpz_load(z, n);
    arith_sum_of_squares(r, count, z);
    Val v = int_from_fmpz(h, r);
    fmpz_clear(r);
    fmpz_clear(z);
    return v;
}

static void multiply_range(fmpz_t r, const fmpz_t from, uint64_t low, uint64_t high)
{
    fmpz_t other;

    if (high - low == 1) {
        fmpz_add_ui(r, from, low);
        return;
    }
    fmpz_init(other);
    multiply_range(r, from, low, low + (high - low) / 2);
    multiply_range(other, from, low + (high - low) / 2, high);
    fmpz_mul(r, r, other);
    fmpz_clear(other);
}

Val int_multiply_range(Heap *h, Val from, uint64_t n)
{
    fmpz_t r, z;

    if (n == 0)
        return val_int(1);
    fmpz_init(r);
    fmpz_init(z);
    fmpz_load(z, from);
    multiply_range(r, z, 0, n);
    Val v = int_from_fmpz(h, r);
    fmpz_clear(r);
    fmpz_clear(z);
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
