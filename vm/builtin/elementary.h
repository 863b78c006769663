/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * elementary.h -- what the circular and hyperbolic functions share.
 */
#ifndef LYRA_BUILTIN_ELEMENTARY_H
#define LYRA_BUILTIN_ELEMENTARY_H

#include "vm/builtin/arith.h"
#include "vm/builtin/formula.h"
#include "vm/math/numeric.h"

typedef enum Trig { TRIG_SIN, TRIG_COS, TRIG_TAN, TRIG_COT, TRIG_SEC, TRIG_CSC } Trig;

static inline bool trig_is_even(Trig f) { return f == TRIG_COS || f == TRIG_SEC; }
Val trig_symbol(Trig f);              /* Sin, Cos, .. */
Val trig_hyperbolic_symbol(Trig f);   /* Sinh, Cosh, .. */

/* The formula, # being x, of sin, cos or tan of the inverse function x stands in; NULL if it is none. */
typedef const char *InverseFormula(Trig f, Val inverse);
/* f[ArcSin[x]] and its like, by such formulas; the other three functions are reciprocals. */
MUST_USE Val trig_of_inverse(Vm *vm, Trig f, Val z, InverseFormula *formula);

/* The value of head[args] where an argument is an inexact number; NOT_MINE where none is. */
Val function_numeric(Vm *vm, Val head, Args args);
/* z/I if z is an imaginary multiple of something without one: 2 I x gives 2 x.  VAL_NONE if not. */
Val imaginary_part_of(Heap *h, Val z);
/* The rational number that Log[z]/Log[base] is, for exact positive numbers; VAL_NONE if it is none. */
Val logarithm_ratio(Heap *h, Val base, Val z);
/* q if [z] is q Pi with a number q, else VAL_NONE. */
Val pi_multiple(Val z);
/* Splits a sum into q Pi and the rest; q is 0 where there is no such term. */
Val split_pi(Heap *h, Val sum, Val *rest);

#endif
