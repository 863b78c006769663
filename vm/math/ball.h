/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * ball.h -- numbers of the language to and from Arb's balls, and the functions that Arb computes.
 *
 * A ball is a midpoint with a bound of the error, so that what is computed with balls is certain:
 * signs, digits, and whether a number is real.  Only vm/math includes this.
 */
#ifndef LYRA_MATH_BALL_H
#define LYRA_MATH_BALL_H

#include <flint/flint.h>
#include <flint/fmpz.h>
#include <acb.h>
#include <arb.h>

#include "vm/math/numeric.h"

/* Any number as a ball.  With [error], an inexact number's uncertainty becomes the radius; without,
 * it is taken for exact. */
void ball_load(acb_t z, Val number, slong prec, bool error);
/* Machine numbers for the middle of [z]; VAL_NONE if z is not finite. */
Val ball_to_machine(Heap *h, const acb_t z, bool real);
/* Arbitrary-precision numbers with as many digits as the radius leaves, and at most [digits]. */
Val ball_to_big(Heap *h, const acb_t z, double digits, bool real);
/* The same for a number whose absolute error is 10^log_error. */
Val ball_to_big_error(Heap *h, const acb_t z, double log_error, bool real);
/* Does the ball settle [bits] bits of its number?  A part that is known to be small beside the
 * other needs not be settled. */
bool ball_is_accurate(const acb_t z, slong bits);

/* How Arb computes a function: [a] points at its arguments. */
typedef void BallFunction(acb_t result, acb_srcptr a, size_t n, slong prec);

/* r = a^b with the principal branch, and exact where a is an exact zero or b an integer. */
void ball_power(acb_t r, const acb_t a, const acb_t b, slong prec);

#endif
