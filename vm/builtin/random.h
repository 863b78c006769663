/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * random.h -- what tasks that share one computation need of the random generators.
 */
#ifndef LYRA_BUILTIN_RANDOM_H
#define LYRA_BUILTIN_RANDOM_H

#include "vm/vm.h"

/* The next 64 bits of the VM's generator. */
uint64_t random_draw(Vm *vm);
/* From now on the VM's random numbers are those of part [number] of the computation that drew [base]. */
void random_restart(Vm *vm, uint64_t base, uint64_t number);

#endif
