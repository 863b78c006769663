/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * steps.c -- counting the values of an iterator.
 */
#include "vm/eval/steps.h"

#include <math.h>

#include "vm/num/number.h"

static bool is_infinite(Val v)
{
    return val_is_call(v, S_DirectedInfinity, 1) && val_is(expr_arg(v, 0), val_int(1));
}

Val steps_count(Vm *vm, Val from, Val to, Val step)
{
    Val steps, count;

    if (val_both_small(from, to) && val_is(step, val_int(1)))
        return val_small(to) < val_small(from) ? val_int(0) : val_int(val_small(to) - val_small(from) + 1);
    if (is_infinite(to))
        return S_Infinity;
    TRY(steps = vm_call2(vm, S_Subtract, to, from));
    if (!val_is(step, val_int(1))) {
        if (val_is_number(step) && num_is_zero(step))
            return VAL_NONE;
        TRY(steps = vm_call2(vm, S_Divide, steps, step));
    }
    if (val_is_real(steps)) {
        double d = val_real(steps);
        /* Rounding must not lose the last value: {0., 1., 0.1} has eleven. */
        if (fabs(d - nearbyint(d)) < 1e-9 * (1 + fabs(d)))
            steps = val_real_new(vm_heap(vm), nearbyint(d));
    }
    TRY(count = vm_call1(vm, S_Floor, steps));
    if (!val_is_integer(count))
        return VAL_NONE;
    if (!val_is_small(count))
        return num_sign(count) < 0 ? val_int(0) : S_Infinity;
    return val_small(count) < 0 ? val_int(0) : val_int(val_small(count) + 1);
}
