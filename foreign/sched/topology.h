/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * topology.h -- how many workers, where, and who is near whom.
 */
#ifndef LYRA_SCHED_TOPOLOGY_H
#define LYRA_SCHED_TOPOLOGY_H

#include "foreign/sched/pool.h"

/* How many processors this process may use: its affinity and its group's quota. */
unsigned topology_processors(void);
/* Binds the calling thread, worker number [index], as the pool's options say; does nothing where that is
 * not possible.  The node of memory that it is bound to; 0 where it is bound to none. */
int topology_pin(Pool *p, unsigned index);
/* The worker (or guest) that [thief] tries at its [k]-th attempt. */
unsigned topology_victim(const Pool *p, unsigned thief, unsigned k);

#endif
