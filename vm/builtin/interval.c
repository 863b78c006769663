/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * interval.c -- arithmetic of Interval[{a, b}, ..].
 */
#include "vm/builtin/arith.h"

Val interval_plus(Vm *vm, Args args)
{
    (void)vm;
    (void)args;
    return NOT_MINE;
}

Val interval_times(Vm *vm, Args args)
{
    (void)vm;
    (void)args;
    return NOT_MINE;
}

Val interval_power(Vm *vm, Val base, Val exp)
{
    (void)vm;
    (void)base;
    (void)exp;
    return NOT_MINE;
}
