/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * polynomial.h -- expressions as polynomials and rational functions, by FLINT.
 *
 * An expression is taken apart into sums, products and integer powers; whatever else stands in it is
 * a kernel, an indeterminate of its own: x, Sin[x], E^x, Sqrt[2], I.  Results are built of the kernels
 * and not evaluated: relations such as Sqrt[2]^2 = 2 come out when the caller evaluates them.
 * VAL_NONE means that the thing is no polynomial, or too big.
 */
#ifndef LYRA_MATH_POLYNOMIAL_H
#define LYRA_MATH_POLYNOMIAL_H

#include "vm/num/number.h"

/* Products and powers of sums multiplied out.  Denominators are kernels.  Where [only] is not
 * VAL_NONE, what is free of it stays as it is.  [modulus] is 0 or a positive integer.  The result is stamped as
 * evaluated in the epoch [stamp] where that can be known; 0: never. */
Val poly_expand(Heap *h, Val v, Val only, Val modulus, uint32_t stamp);

/* The forms of a rational function. */
typedef enum PolyForm {
    POLY_TOGETHER,       /* one fraction, common factors cancelled */
    POLY_FACTOR,         /* the same, factored over the integers */
    POLY_SQUARE_FREE     /* the same, factored into square-free parts */
} PolyForm;
Val poly_rational(Heap *h, Val v, PolyForm form);
/* {{constant, 1}, {factor, exponent}, ..} */
Val poly_factor_list(Heap *h, Val v, PolyForm form);
/* The same for coefficients modulo a prime, of a polynomial in one kernel. */
Val poly_factor_modulus(Heap *h, Val v, Val prime, PolyForm form);

/* Of two polynomials; [modulus] as above (one kernel then). */
Val poly_gcd(Heap *h, Val a, Val b, Val modulus);
Val poly_lcm(Heap *h, Val a, Val b, Val modulus);
Val poly_resultant(Heap *h, Val a, Val b, Val x);
Val poly_discriminant(Heap *h, Val a, Val x);
/* {quotient, remainder} in one variable x with rational coefficients. */
Val poly_divide(Heap *h, Val a, Val b, Val x, Val modulus);
/* {gcd, {s, t}} with s a + t b = gcd, monic. */
Val poly_xgcd(Heap *h, Val a, Val b, Val x, Val modulus);
/* The content: {content, primitive part}. */
Val poly_content(Heap *h, Val v);

#endif
