/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * format.h -- the rules that programs give for how their expressions are printed.
 */
#ifndef LYRA_PRINT_FORMAT_H
#define LYRA_PRINT_FORMAT_H

#include "vm/vm.h"

/* What Format[v] (or Format[v, form], form a symbol like OutputForm) is by the rules of the
 * program, evaluated; VAL_NONE where no rule applies; or UNWIND. */
MUST_USE Val format_value(Vm *vm, Val v, Val form);

#endif
