/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * certify.h -- N and what is decided by computing with enough digits.
 */
#ifndef LYRA_BUILTIN_CERTIFY_H
#define LYRA_BUILTIN_CERTIFY_H

#include "vm/builtin/arith.h"

/* N of any expression; digits 0: machine precision.  Numeric parts are computed again with more
 * digits until they have the precision that was asked for, $MaxExtraPrecision at most. */
MUST_USE Val n_value(Vm *vm, Val expr, double digits);
/* One evaluation with every number and constant replaced by its value of [digits] digits: the
 * result has the precision that is left. */
MUST_USE Val n_once(Vm *vm, Val expr, double digits);

typedef enum RoundMode { ROUND_FLOOR, ROUND_CEILING, ROUND_NEAREST, ROUND_TRUNCATE } RoundMode;

Val round_real(Heap *h, Val real, RoundMode mode);
/* The integer (Gaussian integer) that a numeric expression rounds to, computed with as many digits
 * as it takes; VAL_NONE where that can't be settled. */
MUST_USE Val certified_round(Vm *vm, Val expr, RoundMode mode);
/* Floor[..] and its like of anything; VAL_NONE where it stays as it is. */
MUST_USE Val round_value(Vm *vm, Val x, RoundMode mode);
/* The sign of a numeric expression as numeric_sign gives it, but computed where its form does not
 * tell; SIGN_UNWIND if that unwound. */
enum { SIGN_UNWIND = 4 };
int certified_sign(Vm *vm, Val expr);
/* The sign of a - b, likewise; infinities are allowed. */
int certified_compare(Vm *vm, Val a, Val b);
/* A precision as the user gives it: MachinePrecision is 0, Infinity INFINITY.  False where it is none. */
bool precision_read(Vm *vm, Val v, double *digits);

/* f[x] for each inexact or exact number x in [expr], structure kept. */
typedef Val NumberMap(Heap *h, Val number, const void *state);
MUST_USE Val map_numbers(Vm *vm, Val expr, NumberMap *f, const void *state);

#endif
