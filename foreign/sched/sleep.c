/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * sleep.c -- workers that have nothing to do: who sleeps, who keeps the time meanwhile, and how they are woken.
 */
#include "foreign/sched/sleep.h"

#include <sched.h>

#include "foreign/fiber/fiber.h"
#include "foreign/sched/fork.h"

/* A guest looks now and then whether all are at rest, ever less often. */
enum { FIRST_NAP_NS = 100000000, NAP_DOUBLINGS = 3, REST_NS = 2000000000 };
/* With many timers the keeper wakes so often at most. */
enum { SLACK_NS = 800000 };
/* Who is about to be told that its sleep is over looks for that so often before it lets others run. */
enum { ROUSE_SPINS = 1000 };
/* Who had to be woken as soon as that should have looked for longer. */
enum { SHORT_SLEEP_NS = 50000 };

void sleeper_rouse(Worker *w)
{
    atomic_store_explicit(&w->sleep, 0, memory_order_release);
    futex_wake(&w->sleep, 1);
}

/* The pool's lock is held. */
static Worker *take_off(Pool *p, Worker **link, bool spins)
{
    Worker *found = *link;

    if (found != NULL) {
        *link = found->next_asleep;
        found->next_asleep = NULL;
        found->spins = spins;
        if (!found->reserved)
            atomic_fetch_sub_explicit(&p->sleepers, 1, memory_order_relaxed);
    }
    return found;
}

Worker *sleeper_take(Pool *p, Worker *w, bool spins)
{
    lock_take(&p->lock);
    Worker **link = &p->asleep;
    while (*link != NULL && (w != NULL ? *link != w : spins && (*link)->reserved))
        link = &(*link)->next_asleep;
    Worker *found = take_off(p, link, spins);
    lock_release(&p->lock);
    return found;
}

Worker *sleeper_near(Pool *p, int node)
{
    lock_take(&p->lock);
    Worker **link = &p->asleep;
    while (*link != NULL && ((*link)->guest || (node != ANY_NODE && (*link)->node != node)))
        link = &(*link)->next_asleep;
    Worker *found = take_off(p, link, false);
    lock_release(&p->lock);
    return found;
}

void pool_rouse(Pool *p)
{
    for (Worker *w; (w = sleeper_take(p, NULL, false)) != NULL; )
        sleeper_rouse(w);
}

typedef struct Sleep { Worker *w; int64_t ns; } Sleep;

static void sleep_now(void *argument)
{
    Sleep *s = argument;

    futex_wait(&s->w->sleep, 1, s->ns);
}

static bool any_work(Worker *w)
{
    Pool *p = w->pool;

    if (atomic_load_explicit(&w->inbox, memory_order_seq_cst) != NULL)
        return true;
    if (w->reserved)
        return false;
    if (atomic_load_explicit(&p->waiting, memory_order_seq_cst) != 0
        || (atomic_load_explicit(&p->stopping, memory_order_seq_cst) && pool_live(p) == 0))
        return true;
    for (unsigned i = 0; i < p->count + GUESTS_MAX; i++) {
        Worker *v = i < p->count ? &p->workers[i] : atomic_load_explicit(&p->guest_list[i - p->count], memory_order_acquire);
        if (v != NULL && (deque_size(&v->deque) > 0 || (v != w && fork_on_offer(v))))
            return true;
    }
    return false;
}

/* Has somebody ended the sleep of [w], which is awake?  If not it is off the list now. */
static bool was_roused(Worker *w)
{
    if (atomic_load_explicit(&w->sleep, memory_order_acquire) == 0)
        return true;
    if (sleeper_take(w->pool, w, false) != NULL) {
        atomic_store_explicit(&w->sleep, 0, memory_order_relaxed);
        return false;
    }
    /* It is off the list already: who took it off is about to say so, which must not end the next sleep. */
    for (unsigned n = 0; atomic_load_explicit(&w->sleep, memory_order_acquire) != 0; n++)
        if (n < ROUSE_SPINS)
            spin_hint();
        else
            sched_yield();
    return true;
}

/* How long it sleeps at most; below 0: as long as nobody wakes it. */
static int64_t longest_sleep(const Worker *w, bool rests)
{
    if (rests)
        return REST_NS;
    if (!w->guest || w->until_timer)
        return -1;
    /* That all are at rest counts when it is seen twice: pools_stuck. */
    unsigned doublings = w->seen_progress != UINT64_MAX ? 0 : w->naps < NAP_DOUBLINGS ? w->naps : NAP_DOUBLINGS;
    return (int64_t)FIRST_NAP_NS << doublings;
}

bool worker_sleep(Worker *w)
{
    Pool *p = w->pool;
    Worker *nobody = NULL;
    bool rests = !w->guest && !w->rested && p->options.rest != NULL;
    Sleep s = {w, longest_sleep(w, rests)};
    int64_t slept = 0;

    w->naps++;
    lock_take(&p->lock);
    atomic_store_explicit(&w->sleep, 1, memory_order_relaxed);
    w->next_asleep = p->asleep;
    p->asleep = w;
    if (!w->reserved)
        atomic_fetch_add_explicit(&p->sleepers, 1, memory_order_relaxed);
    lock_release(&p->lock);
    atomic_thread_fence(memory_order_seq_cst);
    bool keeps = atomic_compare_exchange_strong(&p->keeper, &nobody, w);
    /* Not known yet.  Who sets a timer after this sees that, or one that was set before is seen below. */
    if (keeps)
        atomic_store_explicit(&p->kept_until, INT64_MAX, memory_order_seq_cst);
    bool work = any_work(w);
    if (!work) {
        int64_t next = atomic_load_explicit(&p->timers.next, memory_order_seq_cst);
        if (next != INT64_MAX && atomic_load_explicit(&p->timers.many, memory_order_relaxed) && next < w->woke_at + SLACK_NS)
            next = w->woke_at + SLACK_NS;
        int64_t left = keeps && next != INT64_MAX ? next - clock_ns() : INT64_MAX;
        if (left < s.ns || (s.ns < 0 && left != INT64_MAX)) {
            s.ns = left < 0 ? 0 : left;
            rests = false;
        }
        measure(w, &w->counters.parked, 1);
        if (s.ns != 0) {
            int64_t from = clock_ns();
            if (keeps && s.ns > 0)
                atomic_store_explicit(&p->kept_until, from + s.ns, memory_order_seq_cst);
            atomic_store_explicit(&w->asleep_since, from, memory_order_relaxed);
            fiber_blocking(sleep_now, &s);
            atomic_store_explicit(&w->asleep_since, 0, memory_order_relaxed);
            slept = clock_ns() - from;
            measure(w, &w->counters.idle_ns, (uint64_t)slept);
        }
    }
    if (keeps) {
        atomic_store(&p->keeper, NULL);
        w->woke_at = clock_ns();
    }
    w->kept_time = keeps;
    /* Whoever ended the sleep has said before what it is for: w->spins. */
    if (was_roused(w)) {
        if (atomic_exchange_explicit(&w->for_time, false, memory_order_relaxed))
            return false;
        if (slept < SHORT_SLEEP_NS)
            w->spin_rounds = SPIN_ROUNDS;
        return true;
    }
    w->rested = w->rested || (rests && !work);
    if (rests && !work)
        p->options.rest(w);
    return work;
}

/* [w], if that is not NULL, is off the list: it is to sleep again, until the next timer is due. */
static void rouse_for_time(Worker *w)
{
    if (w == NULL)
        return;
    atomic_store_explicit(&w->for_time, true, memory_order_relaxed);
    sleeper_rouse(w);
}

void worker_hands_time_on(Worker *w)
{
    Pool *p = w->pool;

    w->kept_time = false;
    if (atomic_load_explicit(&p->timers.next, memory_order_seq_cst) == INT64_MAX)
        return;
    rouse_for_time(sleeper_take(p, NULL, false));
}

/* By a handler of signals: who is about to sleep finds out by `sleep`. */
void worker_interrupted(void)
{
    Worker *w = worker_self();
    unsigned asleep = 1;

    if (w != NULL && atomic_compare_exchange_strong(&w->sleep, &asleep, 2))
        futex_wake(&w->sleep, 1);
}

void pool_timer_first_and_wait(Pool *p)
{
    Worker *w = worker_self();

    atomic_thread_fence(memory_order_seq_cst);
    /* Keeping the time itself costs nobody a wake-up: it sleeps until then, or hands the time on when it finds a job. */
    if (w != NULL && w->pool == p && atomic_load_explicit(&p->keeper, memory_order_seq_cst) == NULL)
        w->kept_time = true;
    else
        pool_timer_first(p);
}

void pool_timer_first(Pool *p)
{
    atomic_thread_fence(memory_order_seq_cst);
    Worker *keeper = atomic_load_explicit(&p->keeper, memory_order_seq_cst);
    if (keeper != NULL && keeper != worker_self()) {
        /* It looks again soon enough: the timer for which it sleeps may be gone. */
        if (atomic_load_explicit(&p->timers.next, memory_order_seq_cst) >= atomic_load_explicit(&p->kept_until, memory_order_seq_cst))
            return;
        /* Off the list first: who wakes by itself finds out by `sleep` whether it is still there. */
        rouse_for_time(sleeper_take(p, keeper, false));
    } else if (keeper == NULL && atomic_load_explicit(&p->sleepers, memory_order_relaxed) != 0) {
        rouse_for_time(sleeper_take(p, NULL, false));
    }
}

int64_t worker_looks_at_timers(Worker *w)
{
    int64_t now = clock_ns();

    if (now >= atomic_load_explicit(&w->pool->timers.next, memory_order_relaxed))
        timers_fire(&w->pool->timers, now);
    int64_t left = atomic_load_explicit(&w->pool->timers.next, memory_order_relaxed) - now;
    return left > 0 ? left : 0;
}
