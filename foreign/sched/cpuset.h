/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cpuset.h -- sets of processors, by the kernel's numbers; as large as any machine's.
 */
#ifndef LYRA_SCHED_CPUSET_H
#define LYRA_SCHED_CPUSET_H

#include <stdbool.h>
#include <stdint.h>

enum { CPUS_MAX = 4096 };

/* Laid out as the kernel wants it. */
typedef struct CpuSet { unsigned long words[CPUS_MAX / (8 * sizeof(long))]; } CpuSet;

enum { CPUS_A_WORD = 8 * sizeof(long) };

static inline void cpuset_add(CpuSet *s, unsigned cpu)
{
    if (cpu < CPUS_MAX)
        s->words[cpu / CPUS_A_WORD] |= 1ul << cpu % CPUS_A_WORD;
}
static inline bool cpuset_has(const CpuSet *s, unsigned cpu)
{
    return cpu < CPUS_MAX && (s->words[cpu / CPUS_A_WORD] >> cpu % CPUS_A_WORD & 1) != 0;
}
static inline unsigned cpuset_count(const CpuSet *s)
{
    unsigned n = 0;

    for (unsigned i = 0; i < CPUS_MAX / CPUS_A_WORD; i++)
        n += (unsigned)__builtin_popcountl(s->words[i]);
    return n;
}

#endif
