/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulate.h -- a pool of one thread, virtual time, and every choice drawn from a seed.
 */
#ifndef LYRA_SCHED_SIMULATE_H
#define LYRA_SCHED_SIMULATE_H

#include "foreign/sched/pool.h"

/* From the beginning, with another seed: nothing of the pool's may be running or waiting. */
void simulate_start(Pool *p, uint64_t seed);
/* Virtual time in ns, and what of it was computed: the rest passed while all waited. */
int64_t simulate_now(const Pool *p);
int64_t simulate_worked(const Pool *p);
/* Time moves to the next deadline: nothing is left that could run before.  False: there is none. */
bool simulate_advance(Pool *p);
/* The next number of a task, from 1. */
uint32_t simulate_number(Pool *p);
/* One of the queue's jobs, taken out; the pool's lock is held. */
Job *simulate_choose(Pool *p, JobQueue *q);
/* Should the running job give way here, before something that others can see? */
bool simulate_yields(Pool *p);
/* Should it at a look at the clock?  What it computes for itself nobody sees: only if it takes long. */
bool simulate_looks(Worker *w);
/* A number below n. */
uint64_t simulate_draw(Pool *p, uint64_t n);

#endif
