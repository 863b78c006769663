/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * interval.h -- functions and comparison of Interval objects.
 */
#ifndef LYRA_BUILTIN_INTERVAL_H
#define LYRA_BUILTIN_INTERVAL_H

#include "vm/builtin/arith.h"

/* head[z] for an interval z; NOT_MINE where the function's image is not known. */
MUST_USE Val interval_function(Vm *vm, Val head, Val z);
/* How two intervals, or an interval and a number, lie. */
enum { INTERVALS_LESS, INTERVALS_LESS_EQUAL, INTERVALS_GREATER, INTERVALS_GREATER_EQUAL, INTERVALS_UNKNOWN };
int interval_compare(Vm *vm, Val a, Val b);

#endif
