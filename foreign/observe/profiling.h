/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * profiling.h -- what EnableConcurrencyProfiling asked for.
 */
#ifndef LYRA_OBSERVE_PROFILING_H
#define LYRA_OBSERVE_PROFILING_H

#include "foreign/observe/flame.h"

typedef struct Profiling {
    double seconds;                  /* between samples */
    bool   stacks, picture;
} Profiling;

/* NULL: nothing. */
const Profiling *profiling_now(const Vm *vm);

#endif
