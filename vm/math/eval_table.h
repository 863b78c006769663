/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * eval_table.h -- declares ball_NAME_n for each row of functions.def.
 */
#ifndef LYRA_MATH_EVAL_TABLE_H
#define LYRA_MATH_EVAL_TABLE_H

#include "vm/math/ball.h"

#define FUNCTION(name, n, machine, lo, hi) BallFunction ball_##name##_##n;
#include "vm/math/functions.def"
#undef FUNCTION

struct MathFunction {
    uint32_t      symbol;
    unsigned      n;
    double      (*machine)(double);
    double        lo, hi;
    BallFunction *ball;
};

#endif
