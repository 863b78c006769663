/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * processors.c -- affinity and the quotas of control groups, of version 1 and 2.
 */
#include "foreign/sched/processors.h"

#include <sched.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

enum { PATH_LENGTH = 1024 };

void processors_allowed(CpuSet *set)
{
    *set = (CpuSet){0};
    /* Of the first thread, which nobody here binds. */
    if (sched_getaffinity(getpid(), sizeof *set, (cpu_set_t *)set) != 0)
        cpuset_add(set, 0);
}

/* The first [n] numbers of a file; "max" and whatever else is no number ends them.  How many there were. */
static int read_numbers(const char *path, double *v, int n)
{
    FILE *f = fopen(path, "re");
    int found = 0;

    if (f == NULL)
        return 0;
    while (found < n && fscanf(f, "%lf", &v[found]) == 1)
        found++;
    fclose(f);
    return found;
}

/* Version 2 has both numbers in one file, version 1 each in its own; 0: no limit. */
static double quota_at(const char *folder, bool version_2)
{
    char path[PATH_LENGTH + 32];
    double v[2] = {0, 0};

    if (version_2) {
        snprintf(path, sizeof path, "%s/cpu.max", folder);
        read_numbers(path, v, 2);
    } else {
        snprintf(path, sizeof path, "%s/cpu.cfs_quota_us", folder);
        read_numbers(path, &v[0], 1);
        snprintf(path, sizeof path, "%s/cpu.cfs_period_us", folder);
        read_numbers(path, &v[1], 1);
    }
    return v[0] > 0 && v[1] > 0 ? v[0] / v[1] : 0;
}

/* The least of the limits of the group, below [top], and of those around it, [top] itself included.  In a
 * container the group's path may be one that is not seen from inside: then only [top] is found. */
static double quota_up_from(const char *top, const char *group, bool version_2)
{
    char path[PATH_LENGTH];
    double quota = 0;

    if (strlen(top) + strlen(group) >= sizeof path || strstr(group, "..") != NULL || strcmp(group, "/") == 0)
        group = "";
    snprintf(path, sizeof path, "%s%s", top, group);
    for (;;) {
        double here = quota_at(path, version_2);
        if (here > 0 && (quota == 0 || here < quota))
            quota = here;
        char *slash = strrchr(path, '/');
        if (slash == NULL || (size_t)(slash - path) < strlen(top))
            return quota;
        *slash = 0;
    }
}

/* Is "cpu" among the controllers, as in "cpu,cpuacct"? */
static bool names_cpu(const char *controllers)
{
    for (const char *s = controllers; s != NULL; s = strchr(s, ',')) {
        s += *s == ',';
        if (strncmp(s, "cpu", 3) == 0 && (s[3] == 0 || s[3] == ','))
            return true;
    }
    return false;
}

/* One line of /proc/self/cgroup: hierarchy:controllers:path, none of version 2's controllers being named. */
static double quota_of_line(const char *root, char *line)
{
    char top[PATH_LENGTH], *controllers = strchr(line, ':'), *group;

    if (controllers == NULL || (group = strchr(controllers + 1, ':')) == NULL)
        return 0;
    *controllers++ = 0;
    *group++ = 0;
    group[strcspn(group, "\n")] = 0;
    if (*controllers != 0 && !names_cpu(controllers))
        return 0;
    snprintf(top, sizeof top, "%s/sys/fs/cgroup%s%s", root, *controllers != 0 ? "/" : "", controllers);
    if (*controllers == 0) {
        /* Beside version 1, version 2 has a folder of its own. */
        double quota = quota_up_from(top, group, true);
        snprintf(top, sizeof top, "%s/sys/fs/cgroup/unified", root);
        return quota != 0 ? quota : quota_up_from(top, group, true);
    }
    double quota = quota_up_from(top, group, false);
    if (quota != 0 || strcmp(controllers, "cpu") == 0)
        return quota;
    snprintf(top, sizeof top, "%s/sys/fs/cgroup/cpu", root);
    return quota_up_from(top, group, false);
}

unsigned processors_quota(const char *root)
{
    char path[PATH_LENGTH], line[PATH_LENGTH];
    double quota = 0;

    snprintf(path, sizeof path, "%s/proc/self/cgroup", root);
    FILE *f = fopen(path, "re");
    while (f != NULL && fgets(line, sizeof line, f) != NULL) {
        double one = quota_of_line(root, line);
        if (one > 0 && (quota == 0 || one < quota))
            quota = one;
    }
    if (f != NULL)
        fclose(f);
    if (!(quota > 0 && quota < CPUS_MAX))
        return 0;
    unsigned whole = (unsigned)quota;
    return whole + (quota > whole);
}

unsigned processors_usable(void)
{
    CpuSet set;
    unsigned quota = processors_quota("");

    processors_allowed(&set);
    unsigned n = cpuset_count(&set);
    if (quota > 0 && quota < n)
        n = quota;
    return n == 0 ? 1 : n;
}
