/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * unbound.h -- what this process starts is not bound to where the calling thread is.
 *
 * A thread may be bound to one processor and to memory near it; what it starts would be so too, for good.
 */
#ifndef LYRA_BUILTIN_UNBOUND_H
#define LYRA_BUILTIN_UNBOUND_H

#include <stdbool.h>

enum { UNBOUND_CPUS = 4096, UNBOUND_NODES = 64 };

typedef struct Unbound {
    bool          bound;
    int           policy;                                        /* -1: it stays */
    unsigned long nodes;
    unsigned long cpus[UNBOUND_CPUS / (8 * sizeof(long))];
} Unbound;

/* Between the two the calling thread may run where the process may. */
void unbound_begin(Unbound *u);
void unbound_end(const Unbound *u);

#endif
