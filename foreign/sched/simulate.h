/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulate.h -- a pool of one thread, virtual time, and every choice drawn from a seed.
 */
#ifndef LYRA_SCHED_SIMULATE_H
#define LYRA_SCHED_SIMULATE_H

#include "foreign/sched/pool.h"

/* Virtual time in ns. */
int64_t simulate_now(const Pool *p);
/* Time moves to the next deadline: nothing is left that could run before. */
void simulate_advance(Pool *p);
/* One of the queue's jobs, taken out; the pool's lock is held. */
Job *simulate_choose(Pool *p, JobQueue *q);
/* Should the running job give way here? */
bool simulate_yields(Pool *p);
/* A number below n. */
uint64_t simulate_draw(Pool *p, uint64_t n);

#endif
