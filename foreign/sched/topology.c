/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.c -- processors that this process may use.
 */
#include "foreign/sched/topology.h"

#include <sched.h>
#include <stdio.h>

/* Processors' worth of time that the control group grants; 0: no limit is known. */
static unsigned group_quota(void)
{
    double quota = 0, period = 0;
    FILE *f = fopen("/sys/fs/cgroup/cpu.max", "r");

    if (f != NULL) {
        if (fscanf(f, "%lf %lf", &quota, &period) != 2)
            quota = 0;
        fclose(f);
    }
    return quota > 0 && period > 0 ? (unsigned)((quota + period - 1) / period) : 0;
}

unsigned topology_processors(void)
{
    cpu_set_t set;
    unsigned n = 1, quota = group_quota();

    if (sched_getaffinity(0, sizeof set, &set) == 0)
        n = (unsigned)CPU_COUNT(&set);
    return quota > 0 && quota < n ? quota : n;
}

void topology_pin(Pool *p, unsigned index)
{
    cpu_set_t set, one;
    unsigned k = 0;

    if (sched_getaffinity(0, sizeof set, &set) != 0 || p->count > (unsigned)CPU_COUNT(&set))
        return;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &set) || k++ != index)
            continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        sched_setaffinity(0, sizeof one, &one);
        return;
    }
}

unsigned topology_victim(const Pool *p, unsigned thief, unsigned k)
{
    (void)p;
    (void)thief;
    return k;
}
