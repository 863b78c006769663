/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * counters.h -- what the processors count: references to the last cache and misses, where the kernel lets us look.
 */
#ifndef LYRA_OBSERVE_COUNTERS_H
#define LYRA_OBSERVE_COUNTERS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct Counters {
    bool     there;                  /* the kernel grants them, and has counted all the time */
    uint64_t references, misses;     /* of all threads together */
} Counters;

typedef struct CountersRun CountersRun;

/* Begins to count, in all threads and those that they start; NULL: not granted. */
CountersRun *counters_start(void);
/* What was counted; [run] may be NULL. */
Counters counters_stop(CountersRun *run);

#endif
