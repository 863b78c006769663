/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heavy.h -- single calls of the libraries that run too long to wait for.
 */
#ifndef LYRA_NUM_HEAVY_H
#define LYRA_NUM_HEAVY_H

#include "vm/num/big.h"

/* From this many limbs of result on, a product takes a good part of a tenth of a second. */
#define HEAVY_LIMBS ((size_t)1 << 18)
/* And a product of real numbers with so many digits. */
#define HEAVY_REAL_DIGITS 2.5e6
/* And so do the digits of a number. */
#define HEAVY_DIGITS ((size_t)1 << 15)

/* Calls f(result, state) in a child process, which an interrupt or a limit ends at once; f gives how
 * many bytes it wrote to [result], which has room for [bytes].  Gives shared memory to be handed to
 * heavy_free, or NULL where it was ended or failed: the next poll unwinds then, or the result is too
 * big. */
void *heavy_call(Heap *h, size_t bytes, size_t (*f)(void *result, void *state), void *state, size_t *written);
void heavy_free(void *result, size_t bytes);
/* In the child: GMP's numbers get memory that is quickly had. */
void heavy_memory_start(void);
/* The integer that f computes from its state; [limbs] bound it.  VAL_NONE where it was ended. */
typedef void HeavyAnswer(mpz_ptr r, void *state);
Val heavy_answer(Heap *h, HeavyAnswer *f, void *state, size_t limbs);
/* The number that f computes, which may allocate.  *done is false where it was ended. */
typedef Val HeavyNumber(Heap *h, void *state);
/* The same for any expression of numbers, texts and symbols that there are already.  VAL_NONE where it was ended;
 * what can't be handed over is computed here after all. */
Val heavy_value(Heap *h, HeavyNumber *f, void *state);
/* f(h, state), in a child process where it is heavy. */
static inline Val heavy_value_if(Heap *h, bool heavy, HeavyNumber *f, void *state)
{
    return heavy ? heavy_value(h, f, state) : f(h, state);
}
/* What these give, with a number in the place of VAL_NONE: nobody will see it, since the next poll unwinds. */
Val heavy_or_overflow(Heap *h, Val v);

/* The bits of both numbers from which their greatest common divisor is such a call. */
enum { HEAVY_GCD = 1 << 18 };

/* The doubles that f writes to [to], [n] of them at most, into [to]; false where f says so, or it was ended. */
typedef bool HeavyReals(double *to, void *state);
bool heavy_reals(Heap *h, HeavyReals *f, void *state, double *to, size_t n);
Val heavy_number(Heap *h, HeavyNumber *f, void *state, size_t bytes, bool *done);
/* The same for r = f(a, b, n). */
typedef void HeavyFunction(mpz_ptr r, mpz_srcptr a, mpz_srcptr b, unsigned long n);
Val heavy_integer(Heap *h, HeavyFunction *f, Val a, Val b, unsigned long n, size_t limbs);

#endif
