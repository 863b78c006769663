/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulate.c -- the choices of a simulated pool.
 */
#include "foreign/sched/simulate.h"

/* Looks at the clock until a job that only computes gives way, and what time that took; as many points take as
 * long.  Of fewer looks between two points only whole steps count, since what is computed the second time may take
 * a few less.  The most points between two yields. */
enum { LOOKS = 64, LOOKS_NS = 1000000, LOOKS_STEP = 16, YIELDS_MAX = 4 };

void simulate_start(Pool *p, uint64_t seed)
{
    lock_take(&p->lock);
    p->choices = seed * 0xd1342543de82ef95u + 1;
    p->virtual_now = 0;
    p->virtual_worked = 0;
    p->points = 0;
    p->serial = p->objects = 0;
    /* Some runs switch at nearly every point and some hardly ever: they find different mistakes. */
    p->yields = 1 + (unsigned)simulate_draw(p, YIELDS_MAX);
    lock_release(&p->lock);
}

int64_t simulate_now(const Pool *p)
{
    return atomic_load_explicit(&p->virtual_now, memory_order_relaxed);
}

int64_t simulate_worked(const Pool *p)
{
    return atomic_load_explicit(&p->virtual_worked, memory_order_relaxed);
}

uint32_t simulate_number(Pool *p)
{
    lock_take(&p->lock);
    uint32_t number = ++p->serial;
    lock_release(&p->lock);
    return number;
}

bool simulate_advance(Pool *p)
{
    int64_t next = atomic_load_explicit(&p->timers.next, memory_order_relaxed);

    if (next != INT64_MAX && next > simulate_now(p))
        atomic_store_explicit(&p->virtual_now, next, memory_order_relaxed);
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

static void time_passes(Pool *p, int64_t ns)
{
    atomic_store_explicit(&p->virtual_now, simulate_now(p) + ns, memory_order_relaxed);
    atomic_store_explicit(&p->virtual_worked, simulate_worked(p) + ns, memory_order_relaxed);
}

/* Time passes by whole milliseconds: what is done within one has the same time, so its order is the seed's choice. */
bool simulate_yields(Pool *p)
{
    Worker *w = &p->workers[0];

    p->points += 1 + w->tick / LOOKS_STEP * LOOKS_STEP;
    w->tick = 0;
    for (; p->points >= LOOKS; p->points -= LOOKS)
        time_passes(p, LOOKS_NS);
    return simulate_draw(p, p->yields) == 0;
}

bool simulate_looks(Worker *w)
{
    if (++w->tick < LOOKS)
        return false;
    w->tick = 0;
    time_passes(w->pool, LOOKS_NS);
    return true;
}
