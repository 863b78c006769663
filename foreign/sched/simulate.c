/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulate.c -- the choices of a simulated pool.
 */
#include "foreign/sched/simulate.h"

/* Looks at the clock until a job that only computes gives way, and what time that took; the most points
 * between two yields. */
enum { LOOKS = 64, LOOKS_NS = 1000000, YIELDS_MAX = 4 };

void simulate_start(Pool *p, uint64_t seed)
{
    lock_take(&p->lock);
    p->choices = seed * 0xd1342543de82ef95u + 1;
    p->virtual_now = 0;
    p->serial = 0;
    /* Some runs switch at nearly every point and some hardly ever: they find different mistakes. */
    p->yields = 1 + (unsigned)simulate_draw(p, YIELDS_MAX);
    lock_release(&p->lock);
}

int64_t simulate_now(const Pool *p)
{
    return p->virtual_now;
}

bool simulate_advance(Pool *p)
{
    int64_t next = atomic_load_explicit(&p->timers.next, memory_order_relaxed);

    if (next != INT64_MAX && next > p->virtual_now)
        p->virtual_now = next;
    return next != INT64_MAX;
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
    p->workers[0].tick = 0;
    return simulate_draw(p, p->yields) == 0;
}

bool simulate_looks(Worker *w)
{
    if (++w->tick < LOOKS)
        return false;
    w->tick = 0;
    w->pool->virtual_now += LOOKS_NS;
    return true;
}
