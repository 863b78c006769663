/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pools.c -- all pools of the process: when one is empty, when all are at rest, and freeing them.
 *
 * How many jobs a pool has that have not ended is the sum of its workers' counters, so that neither a
 * new job nor the end of one touches a word that workers share.  A pool that has ended is freed a while
 * later: whoever woke its last job may still be looking for a sleeper to wake.
 */
#include "foreign/sched/pools.h"

#include <stdio.h>
#include <stdlib.h>

#include "foreign/fiber/fiber.h"
#include "foreign/sched/topology.h"
#include "vm/base/list.h"
#include "vm/value/heap.h"

enum { BURIED_NS = 1000000000 };

static struct {
    Lock        lock;
    Pool       *first, *buried;
    atomic_int  outside;
} pools;

void pools_add(Pool *p)
{
    lock_take(&pools.lock);
    LIST_PREPEND(pools.first, p, next, previous);
    lock_release(&pools.lock);
}

void pool_let_go(Pool *p)
{
    if (atomic_fetch_sub(&p->holders, 1) != 1)
        return;
    pool_unplace(p);
    lock_take(&pools.lock);
    LIST_REMOVE(pools.first, p, next, previous);
    p->ended_at = clock_ns();
    p->next = pools.buried;
    pools.buried = p;
    lock_release(&pools.lock);
}

static void pool_free(Pool *p)
{
    for (unsigned i = 0; i < p->count; i++) {
        deque_drop(&p->workers[i].deque);
        free(p->workers[i].victims);
    }
    timers_drop(&p->timers);
    heap_free_root(p->workers);
    heap_free_root(p);
}

void pools_sweep(void)
{
    Pool *dead = NULL, **link = &pools.buried;
    int64_t now = clock_ns();

    lock_take(&pools.lock);
    while (*link != NULL) {
        Pool *p = *link;
        if (now - p->ended_at < BURIED_NS) {
            link = &p->next;
            continue;
        }
        *link = p->next;
        p->next = dead;
        dead = p;
    }
    lock_release(&pools.lock);
    while (dead != NULL) {
        Pool *p = dead;
        dead = p->next;
        pool_free(p);
    }
}

void pools_each(void (*f)(Pool *p, void *argument), void *argument)
{
    lock_take(&pools.lock);
    for (Pool *p = pools.first; p != NULL; p = p->next)
        f(p, argument);
    lock_release(&pools.lock);
}

bool pools_has(const Pool *pool)
{
    Pool *p;

    lock_take(&pools.lock);
    for (p = pools.first; p != NULL && p != pool; p = p->next)
        continue;
    lock_release(&pools.lock);
    return p != NULL;
}

void pools_forget(void)
{
    pools.lock = (Lock){0};
    pools.first = pools.buried = NULL;
    atomic_store(&pools.outside, 0);
}

/* ---- the end of a pool ---- */

void pool_stop(Pool *p)
{
    atomic_store(&p->closing, true);
    atomic_store(&p->stopping, true);
    pool_rouse(p);
}

static void join_all(void *argument)
{
    Pool *p = argument;

    for (unsigned i = 0; i < p->count; i++)
        pthread_join(p->workers[i].thread, NULL);
}

void pool_join(Pool *p)
{
    fiber_blocking(join_all, p);
    pool_let_go(p);
}

void pool_abandon(Pool *p)
{
    pool_stop(p);
    for (unsigned i = 0; i < p->count; i++)
        pthread_detach(p->workers[i].thread);
    pool_let_go(p);
}

/* ---- how many jobs there are ---- */

static Worker *worker_at(const Pool *p, unsigned i)
{
    return i < p->count ? &p->workers[i] : atomic_load_explicit(&p->guest_list[i - p->count], memory_order_acquire);
}

/* Ends are counted before beginnings, so that none seems to have ended that had not begun. */
uint64_t pool_live(const Pool *p)
{
    uint64_t ended = counter_get(&p->ended_outside), pushed = 0;

    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++) {
        const Worker *w = worker_at(p, i);
        if (w != NULL)
            ended += counter_get(&w->counters.ended);
    }
    atomic_thread_fence(memory_order_seq_cst);
    pushed = counter_get(&p->pushed_outside);
    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++) {
        const Worker *w = worker_at(p, i);
        if (w != NULL)
            pushed += counter_get(&w->counters.pushed);
    }
    return pushed - ended;
}

void pool_closing(Pool *p)
{
    atomic_store(&p->closing, true);
}

void pool_job_ended(Worker *w)
{
    Pool *p = w->pool;

    counter_add(&w->counters.ended, 1);
    if (LIKELY(!atomic_load_explicit(&p->closing, memory_order_relaxed)))
        return;
    atomic_thread_fence(memory_order_seq_cst);
    if (p->options.emptied != NULL)
        p->options.emptied(p);
    if (atomic_load(&p->stopping) && pool_live(p) == 0)
        pool_stop(p);
}

size_t pool_queued(Pool *p, Job **jobs, size_t max)
{
    size_t n = 0;

    lock_take(&p->lock);
    for (Job *job = p->global.first; job != NULL && n < max; job = job->next)
        jobs[n++] = job;
    lock_release(&p->lock);
    return n;
}

size_t worker_queued(const Worker *w)
{
    long long size = deque_size((Deque *)&w->deque);

    return (size > 0 ? (size_t)size : 0) + (size_t)counter_get(&w->ready.count);
}

void thread_name(char *to, const char *pool, unsigned worker)
{
    char number[THREAD_NAME_BYTES];
    size_t digits = (size_t)snprintf(number, sizeof number, "-%u", worker), n;

    if (pool[0] == '\0')
        pool = "lyra";
    if ((n = strlen(pool)) > THREAD_NAME_BYTES - 1 - digits)
        for (n = THREAD_NAME_BYTES - 1 - digits; n > 0 && ((unsigned char)pool[n] & 0xc0) == 0x80; )
            n--;
    memcpy(to, pool, n);
    memcpy(to + n, number, digits + 1);
}

void worker_label(const Worker *w, char *label, size_t room)
{
    if (w->guest)
        snprintf(label, room, "main thread");
    else if (pthread_getname_np(pthread_self(), label, room) != 0)
        snprintf(label, room, "worker %u", w->index);
}

/* ---- rest ---- */

void pools_outside(int change)
{
    atomic_fetch_add(&pools.outside, change);
}

static bool worker_rests(const Worker *w, const Worker *me)
{
    if (deque_size((Deque *)&w->deque) > 0 || atomic_load_explicit(&w->inbox, memory_order_seq_cst) != NULL)
        return false;
    if (w->guest && !atomic_load_explicit(&w->looping, memory_order_seq_cst))
        return false;
    return w == me || atomic_load_explicit(&w->sleep, memory_order_seq_cst) != 0;
}

static bool pool_rests(const Pool *p, const Worker *me, uint64_t *progress)
{
    if (atomic_load_explicit(&p->running, memory_order_seq_cst) == 0)
        return true;
    if (atomic_load_explicit(&p->waiting, memory_order_seq_cst) != 0
        || atomic_load_explicit(&p->timers.next, memory_order_seq_cst) != INT64_MAX)
        return false;
    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++) {
        const Worker *w = worker_at(p, i);
        if (w == NULL)
            continue;
        if (!worker_rests(w, me))
            return false;
        *progress += counter_get(&w->counters.run);
    }
    return true;
}

/* Found at rest twice with the same count of turns: between the two looks nobody can have pushed a job
 * to a pool that had been looked at, since to do so takes a turn. */
bool pools_stuck(Worker *w)
{
    uint64_t progress = 0, before = w->seen_progress;
    bool rests = atomic_load(&pools.outside) == 0 && pool_rests(w->pool, w, &progress);

    if (rests) {
        progress = 0;
        lock_take(&pools.lock);
        for (Pool *p = pools.first; p != NULL && rests; p = p->next)
            rests = pool_rests(p, w, &progress);
        lock_release(&pools.lock);
    }
    w->seen_progress = rests ? progress : UINT64_MAX;
    return rests && progress == before;
}
