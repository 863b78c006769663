/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sleep.h -- workers that have nothing to do.
 */
#ifndef LYRA_SCHED_SLEEP_H
#define LYRA_SCHED_SLEEP_H

#include "foreign/sched/pool.h"

/* Takes a sleeper off the list: [w], or any where that is NULL.  [spins]: it counts as spinning from now on.  NULL: there
 * is none.  Who took it has to rouse it. */
Worker *sleeper_take(Pool *p, Worker *w, bool spins);
/* One of the pool's own, on that node of memory, for a job that is put into its inbox. */
enum { ANY_NODE = -1 };
Worker *sleeper_near(Pool *p, int node);
void sleeper_rouse(Worker *w);

/* A worker looks for work so many times at most before it sleeps. */
enum { SPIN_ROUNDS = 200 };

/* Sleeps until there may be work, or a timer is due; false where there was none and nobody woke it for some. */
bool worker_sleep(Worker *w);
/* Who woke as the keeper of the time, and has found something else to do: somebody that sleeps is to keep it now. */
void worker_hands_time_on(Worker *w);

#endif
