/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * integers.h -- functions of integers that GMP and FLINT compute: primes, factors, residues,
 * the sequences of combinatorics.
 *
 * Arguments are integers of the language, small or large.  What takes a Vm polls it, because it may
 * take long, and gives UNWIND when it was interrupted.
 */
#ifndef LYRA_MATH_INTEGERS_H
#define LYRA_MATH_INTEGERS_H

#include "vm/num/number.h"
#include "vm/vm.h"

typedef struct Factor { Val prime; uint64_t exp; } Factor;
/* Distinct primes in increasing order; collected memory. */
typedef struct Factors { size_t n; Factor *items; } Factors;

/* ---- primes (primes.c) --------------------------------------------------------------------- */
bool int_is_prime(Val n);                               /* of |n| */
/* n >= 1 into primes; VAL_NONE, or UNWIND. */
MUST_USE Val int_factor(Vm *vm, Val n, Factors *out);
/* The same as True or False, where it may take long: UNWIND if it was interrupted. */
MUST_USE Val int_prime_test(Vm *vm, Val n);
MUST_USE Val int_next_prime(Vm *vm, Val n);              /* the least prime > n */
/* The largest prime < n, or VAL_NONE. */
MUST_USE Val int_previous_prime(Vm *vm, Val n);
/* How many primes are <= n. */
enum { PRIME_PI_MAX_EXPONENT = 13 };                    /* n at most 10^13 */
MUST_USE Val prime_pi(Vm *vm, uint64_t n, uint64_t *count);
MUST_USE Val prime_nth(Vm *vm, uint64_t n, uint64_t *prime);   /* n >= 1 */

/* ---- residues (residues.c) ------------------------------------------------------------------- */
Val int_powmod(Heap *h, Val base, Val exp, Val mod);    /* exp >= 0, mod > 0; poll after it */
Val int_invmod(Heap *h, Val a, Val mod);                /* VAL_NONE where there is none */
Val int_gcdext(Heap *h, Val a, Val b, Val *x, Val *y);  /* a x + b y = gcd */
int int_kronecker(Val a, Val b);
/* A square root of a modulo the prime p, or VAL_NONE. */
Val int_sqrt_mod_prime(Heap *h, Val a, Val p);
/* How often p, |p| > 1, divides n != 0; *rest is what remains. */
uint64_t int_valuation(Heap *h, Val n, Val p, Val *rest);
/* Takes every factor p, |p| > 1, out of an exact real number x != 0; gives how often it was there, less than 0
 * where it was in the denominator. */
int64_t rat_take_factor(Heap *h, Val *x, Val p);

/* ---- sequences (sequences.c) ------------------------------------------------------------------ */
Val int_primorial(Heap *h, uint64_t n);                 /* the product of the primes up to n */
MUST_USE Val int_factorial(Vm *vm, uint64_t n);
Val int_factorial2(Heap *h, uint64_t n);
MUST_USE Val int_binomial(Vm *vm, Val n, uint64_t k);
Val int_fibonacci(Heap *h, uint64_t n);
Val int_lucas(Heap *h, uint64_t n);
Val int_bernoulli(Heap *h, uint64_t n);
Val int_euler(Heap *h, uint64_t n);
Val int_stirling1(Heap *h, uint64_t n, uint64_t k);     /* signed */
Val int_stirling2(Heap *h, uint64_t n, uint64_t k);
Val int_bell(Heap *h, uint64_t n);
Val int_partitions(Heap *h, uint64_t n);
Val int_partitions_distinct(Heap *h, uint64_t n);
Val int_harmonic(Heap *h, uint64_t n);
Val int_sum_of_squares(Heap *h, uint64_t count, Val n);
/* from (from + 1) .. (from + n - 1) */
MUST_USE Val int_multiply_range(Vm *vm, Val from, uint64_t n);
/* The integer part of the n-th root of a >= 0. */
Val int_root(Heap *h, Val a, uint64_t n);

/* ---- bits and digits (digits.c) ----------------------------------------------------------------- */
Val int_and(Heap *h, Val a, Val b);
Val int_or(Heap *h, Val a, Val b);
Val int_xor(Heap *h, Val a, Val b);
Val int_not(Heap *h, Val a);
Val int_shift_bits(Heap *h, Val a, int64_t bits);       /* a 2^bits, rounded down; may be Overflow[] */
bool int_bit(Val a, uint64_t i);
/* Digits of |n| in a base >= 2, most significant first, in collected memory; *count how many
 * (0 for 0). */
Val *int_digits(Heap *h, Val n, Val base, size_t *count);
Val int_from_digit_values(Heap *h, const Val *digits, size_t n, Val base);

#endif
