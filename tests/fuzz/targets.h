/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * targets.h -- what is fed with arbitrary bytes.
 */
#ifndef LYRA_FUZZ_TARGETS_H
#define LYRA_FUZZ_TARGETS_H

#include <stddef.h>

typedef struct FuzzTarget {
    const char *name;
    void      (*run)(const char *data, size_t n);
} FuzzTarget;

/* Ends with a row whose name is NULL. */
extern const FuzzTarget fuzz_targets[];
/* The target with this name; NULL: there is none. */
const FuzzTarget *fuzz_target(const char *name);
/* Once per process, on the first thread. */
void fuzz_start(void);

#endif
