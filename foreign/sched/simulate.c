/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulate.c -- the choices of a simulated pool.
 */
#include "foreign/sched/simulate.h"

enum { YIELD_ONE_IN = 4 };

int64_t simulate_now(const Pool *p)
{
    return p->virtual_now;
}

void simulate_advance(Pool *p)
{
    int64_t next = atomic_load_explicit(&p->timers.next, memory_order_relaxed);

    if (next != INT64_MAX && next > p->virtual_now)
        p->virtual_now = next;
}

/* splitmix64 (Steele, Lea, Flood 2014). */
uint64_t simulate_draw(Pool *p, uint64_t n)
{
    uint64_t z = p->choices += 0x9e3779b97f4a7c15u;

    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return n == 0 ? 0 : (z ^ (z >> 31)) % n;
}

Job *simulate_choose(Pool *p, JobQueue *q)
{
    Job **link = &q->first, *before = NULL;

    if (q->first == NULL)
        return NULL;
    for (uint64_t skip = simulate_draw(p, q->count); skip > 0; skip--) {
        before = *link;
        link = &before->next;
    }
    Job *job = *link;
    *link = job->next;
    if (q->last == job)
        q->last = before;
    q->count--;
    job->next = NULL;
    return job;
}

bool simulate_yields(Pool *p)
{
    return simulate_draw(p, YIELD_ONE_IN) == 0;
}
