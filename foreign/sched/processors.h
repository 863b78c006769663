/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * processors.h -- what the kernel lets this process use: processors, and time of them.
 */
#ifndef LYRA_SCHED_PROCESSORS_H
#define LYRA_SCHED_PROCESSORS_H

#include "foreign/sched/cpuset.h"

/* The processors that the process may run on: its affinity, within its cpuset.  Not what the calling thread
 * is bound to. */
void processors_allowed(CpuSet *set);
/* Processors' worth of time that the control groups grant, rounded up; 0: no limit is known.  The files are
 * looked for under [root], which is empty but in tests. */
unsigned processors_quota(const char *root);
/* How many may be busy at once: the affinity and the quota, at least 1. */
unsigned processors_usable(void);

#endif
