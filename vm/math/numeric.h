/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numeric.h -- numerical values of functions and constants, and certified signs of expressions.
 */
#ifndef LYRA_MATH_NUMERIC_H
#define LYRA_MATH_NUMERIC_H

#include "vm/num/number.h"

/* One row of functions.def: a function with a fixed number of arguments that vm/math computes. */
typedef struct MathFunction MathFunction;

/* How the function with this symbol and number of arguments is computed; NULL where it is not. */
const MathFunction *math_function(Val symbol, size_t n);
/* Its value for numbers, of which at least one is inexact: to machine precision as soon as one is a
 * machine number, else to the precision that they allow.  VAL_NONE where no value can be had: a
 * pole, or digits that could not be settled. */
Val math_evaluate(Heap *h, const MathFunction *f, size_t n, const Val *args);

/* The generalized hypergeometric function, for numbers of which at least one is inexact. */
Val math_pfq(Heap *h, size_t p, const Val *a, size_t q, const Val *b, Val z);

/* A constant's value to [digits] digits, 0: machine precision.  VAL_NONE for no constant. */
Val math_constant(Heap *h, Val symbol, double digits);

/* The value of an expression built of numbers, constants and functions that vm/math knows, to
 * [digits] digits (0: machine precision), every digit certain.  VAL_NONE where that can't be had.
 * [limit] bounds the working precision in digits: N's $MaxExtraPrecision. */
Val math_n(Heap *h, Val expr, double digits, double extra);
/* The sign of such an expression. */
typedef enum MathSign {
    MATH_NEGATIVE = -1, MATH_ZERO = 0, MATH_POSITIVE = 1,
    MATH_NOT_REAL,           /* certainly */
    MATH_CLOSE,              /* could not be told from zero with all the extra precision */
    MATH_UNKNOWN             /* no such expression */
} MathSign;
MathSign math_sign(Heap *h, Val expr);

#endif
