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

/* UNSURE: for the matcher to say.  Valid while the attributes are what they were when [p] was compiled. */
typedef enum DirectMatch { DIRECT_NO, DIRECT_YES, DIRECT_UNSURE } DirectMatch;
enum { DIRECT_VALUES = 24 };
DirectMatch direct_match(Vm *vm, const Direct *d, Val expr, Val *values);
/* The right side with the values of a match put in. */
Val direct_fill(Vm *vm, const Direct *d, const Skeleton *s, const Val *values);

#endif
