/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * independent.h -- does it make a difference whether elements are evaluated together or one by one?
 */
#ifndef LYRA_PAR_INDEPENDENT_H
#define LYRA_PAR_INDEPENDENT_H

#include "vm/api.h"

typedef struct Independence {
    bool pure;               /* it changes nothing and draws no random numbers: many may be done at once */
    bool lexical;            /* the variable may be put in, as by a function of it */
} Independence;

/* What evaluating [expr] can do, through the definitions of all that it names, as far as that is easy to
 * tell.  [variable]: of an iteration; VAL_NONE: none. */
Independence independence_of(Vm *vm, Val expr, Val variable);

#endif
