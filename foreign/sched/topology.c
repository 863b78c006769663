/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.c -- processors that this process may use.
 */
#include "foreign/sched/topology.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The first [n] numbers of a file; "max" and whatever else is no number ends them.  How many there were. */
static int read_numbers(const char *path, double *v, int n)
{
    FILE *f = fopen(path, "r");
    int found = 0;

    if (f == NULL)
        return 0;
    while (found < n && fscanf(f, "%lf", &v[found]) == 1)
        found++;
    fclose(f);
    return found;
}

static double least(double a, double b)
{
    return a == 0 || (b != 0 && b < a) ? b : a;
}

/* Version 2: the limits of the process's group and of those around it.  0: none. */
static double quota_of_group(void)
{
    char line[512], path[640];
    double quota = 0, v[2];
    FILE *f = fopen("/proc/self/cgroup", "r");

    snprintf(line, sizeof line, "0::/");
    while (f != NULL && fgets(line, sizeof line, f) != NULL && strncmp(line, "0::", 3) != 0)
        continue;
    if (f != NULL)
        fclose(f);
    char *group = strncmp(line, "0::", 3) == 0 ? line + 3 : line + strlen(line);
    group[strcspn(group, "\n")] = 0;
    for (;;) {
        snprintf(path, sizeof path, "/sys/fs/cgroup%s/cpu.max", group);
        if (read_numbers(path, v, 2) == 2 && v[0] > 0 && v[1] > 0)
            quota = least(quota, v[0] / v[1]);
        char *slash = strrchr(group, '/');
        if (slash == NULL)
            return quota;
        *slash = 0;
    }
}

/* Version 1. */
static double quota_of_controller(void)
{
    double quota, period;

    if (read_numbers("/sys/fs/cgroup/cpu/cpu.cfs_quota_us", &quota, 1) == 1 && quota > 0
        && read_numbers("/sys/fs/cgroup/cpu/cpu.cfs_period_us", &period, 1) == 1 && period > 0)
        return quota / period;
    return 0;
}

/* Processors' worth of time that the control groups grant, rounded up; 0: no limit is known. */
static unsigned group_quota(void)
{
    double quota = least(quota_of_group(), quota_of_controller());
    unsigned whole = (unsigned)quota;

    return whole + (quota > whole);
}

unsigned topology_processors(void)
{
    cpu_set_t set;
    unsigned n = 1, quota = group_quota();

    if (sched_getaffinity(getpid(), sizeof set, &set) == 0)
        n = (unsigned)CPU_COUNT(&set);
    return quota > 0 && quota < n ? quota : n;
}

/* libnuma's tables are made by whoever asks first and are gone while the process ends: no thing for threads
 * that begin. */
static int node_of(int cpu)
{
    char path[80];

    for (int node = 0; node < NODES_MAX; node++) {
        snprintf(path, sizeof path, "/sys/devices/system/cpu/cpu%d/node%d", cpu, node);
        if (access(path, F_OK) == 0)
            return node;
    }
    return 0;
}

/* The node of the processor that the calling thread is on. */
static int node_here(void)
{
    unsigned cpu, node;

    return getcpu(&cpu, &node) == 0 && node < NODES_MAX ? (int)node : 0;
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
        return node_here();
    }
    return 0;
}

unsigned topology_victim(const Pool *p, unsigned thief, unsigned k)
{
    (void)p;
    (void)thief;
    return k;
}
