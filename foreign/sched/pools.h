/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pools.h -- all pools of the process; for pool.c.
 */
#ifndef LYRA_SCHED_POOLS_H
#define LYRA_SCHED_POOLS_H

#include "foreign/sched/pool.h"

void pools_add(Pool *p);
/* One of the pool's threads, or its owner, is done with it. */
void pool_let_go(Pool *p);
/* Frees what ended some time ago. */
void pools_sweep(void);

#endif
