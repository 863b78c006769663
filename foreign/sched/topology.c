/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.c -- processors that this process may use.
 */
#include "foreign/sched/topology.h"

#include <numa.h>
#include <sched.h>
#include <stdio.h>
#include <unistd.h>

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

    if (sched_getaffinity(getpid(), sizeof set, &set) == 0)
        n = (unsigned)CPU_COUNT(&set);
    return quota > 0 && quota < n ? quota : n;
}

unsigned topology_nodes(void)
{
    return numa_available() < 0 ? 1 : (unsigned)numa_max_node() + 1;
}

/* libnuma finds its tables on first use, and has no lock of its own for that. */
static Lock numa_lock;

static int node_of(int cpu)
{
    lock_take(&numa_lock);
    int node = numa_available() < 0 ? 0 : numa_node_of_cpu(cpu);
    lock_release(&numa_lock);

    return node < 0 ? 0 : node;
}

/* Only what the options' list of nodes names. */
static void keep_nodes(cpu_set_t *set, uint64_t nodes)
{
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
        if (CPU_ISSET(cpu, set)) {
            int node = node_of(cpu);
            if (node >= NODES_MAX || (nodes >> node & 1) == 0)
                CPU_CLR(cpu, set);
        }
}

/* The pool may be made by a worker that is pinned: what counts is what the process may use. */
int topology_pin(Pool *p, unsigned index)
{
    cpu_set_t set, one;
    unsigned k = 0;

    if (sched_getaffinity(getpid(), sizeof set, &set) != 0)
        return 0;
    if (p->options.placement == PLACE_NODES)
        keep_nodes(&set, p->options.nodes);
    unsigned n = (unsigned)CPU_COUNT(&set);
    if (n == 0)
        return 0;
    if (!p->options.pin || p->count > n) {
        sched_setaffinity(0, sizeof set, &set);
        return 0;
    }
    unsigned want = p->options.placement == PLACE_SCATTER ? index * n / p->count : index;
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &set) || k++ != want)
            continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        sched_setaffinity(0, sizeof one, &one);
        return node_of(cpu);
    }
    return 0;
}

unsigned topology_victim(const Pool *p, unsigned thief, unsigned k)
{
    (void)p;
    (void)thief;
    return k;
}
