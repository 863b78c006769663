/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * direct.h -- rules that need no matcher.
 */
#ifndef LYRA_PATTERN_DIRECT_H
#define LYRA_PATTERN_DIRECT_H

#include "vm/pattern/matcher.h"

typedef struct Direct Direct;

/* The left side [p], whose right side is [value], as tests; NULL where it needs the matcher. */
Direct *direct_compile(Vm *vm, const Pattern *p, const Skeleton *value);

/* The right side for [expr]; VAL_NONE where it does not match; NOT_MINE: the matcher has to say.  Valid while the attributes are what
 * they were when the rule was compiled.  [stamp]: 0, or what all that is made is stamped with: its caller knows it to be its own
 * value. */
Val direct_apply(Vm *vm, const Direct *d, const Skeleton *value, Val expr, uint32_t stamp);

#endif
