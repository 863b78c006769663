/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * unbound.c -- what this process starts is not bound to where the calling thread is.
 */
#include "vm/builtin/unbound.h"

#include <linux/mempolicy.h>
#include <sched.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* The first thread's number is the process's, and nobody binds that one. */
void unbound_begin(Unbound *u)
{
    unsigned long all[UNBOUND_CPUS / (8 * sizeof(long))] = {0};

    *u = (Unbound){.policy = -1};
    if (syscall(SYS_gettid) == getpid() || sched_getaffinity(0, sizeof u->cpus, (cpu_set_t *)u->cpus) != 0
        || sched_getaffinity(getpid(), sizeof all, (cpu_set_t *)all) != 0)
        return;
    u->bound = memcmp(all, u->cpus, sizeof all) != 0;
    if (u->bound)
        sched_setaffinity(0, sizeof all, (const cpu_set_t *)all);
    /* Preferring a node is what goes with being bound. */
    int policy = MPOL_DEFAULT;
    if (syscall(SYS_get_mempolicy, &policy, &u->nodes, UNBOUND_NODES + 1, NULL, 0) == 0 && policy == MPOL_PREFERRED) {
        u->policy = policy;
        syscall(SYS_set_mempolicy, MPOL_DEFAULT, NULL, 0);
    }
}

void unbound_end(const Unbound *u)
{
    if (u->bound)
        sched_setaffinity(0, sizeof u->cpus, (const cpu_set_t *)u->cpus);
    if (u->policy >= 0)
        syscall(SYS_set_mempolicy, u->policy, &u->nodes, UNBOUND_NODES + 1);
}
