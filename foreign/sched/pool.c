/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool.c -- workers: finding the next job, sleeping and waking.
 *
 * Sleeping loses no wake-up: who pushes publishes the job, then looks for sleepers; who goes to sleep
 * puts itself among the sleepers, then looks for jobs once more; both with a full fence between.
 */
#include "foreign/sched/pool.h"

#include <gc.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "foreign/fiber/fiber.h"
#include "foreign/sched/fork.h"
#include "foreign/sched/placement.h"
#include "foreign/sched/pools.h"
#include "foreign/sched/simulate.h"
#include "foreign/sched/sleep.h"
#include "vm/value/heap.h"

enum {
    LOOK_TURNS = 13,           /* after so many turns timers are looked at, too, */
    FAIRNESS_LOOKS = 5,        /* and each so many times the queues, in another order */
    FEW = 128,                 /* jobs that many timers brought */
    NEXT_RUNS_MAX = 3,         /* of `next` in a row: a pair that wakes each other starves nobody */
    SPIN_LEAST = 12, SPIN_HINTS = 30,
    DENSE_NS = 2000000,        /* many timers, and the next one sooner than that */
    YOUNG_NS = 3000,           /* a victim's only job is left to its owner for so long */
    SLICE_NS = 1000000, SLICE_TIMERS_NS = 250000     /* the second where timers brought others meanwhile */
};

static __thread Worker *this_worker;

__attribute__((noinline)) Worker *worker_self(void)
{
    Worker *w = this_worker;

    __asm__ volatile("" : "+r"(w));
    return w;
}

void worker_forget(void)
{
    this_worker = NULL;
}

int64_t pool_now(const Pool *p)
{
    return p->options.order == ORDER_SIMULATED ? simulate_now(p) : clock_ns();
}

static uint64_t random_next(Worker *w)
{
    w->random ^= w->random << 13;
    w->random ^= w->random >> 7;
    w->random ^= w->random << 17;
    return w->random;
}

uint64_t worker_random(Worker *w, uint64_t n)
{
    /* The upper half of the product: without a division. */
    return (uint64_t)((unsigned __int128)random_next(w) * n >> 64);
}

/* There is a new job: somebody should be looking. */
static void wake_one(Pool *p)
{
    unsigned none = 0;

    atomic_thread_fence(memory_order_seq_cst);
    if (LIKELY(atomic_load_explicit(&p->sleepers, memory_order_relaxed) == 0
               || atomic_load_explicit(&p->spinners, memory_order_relaxed) != 0))
        return;
    if (!atomic_compare_exchange_strong_explicit(&p->spinners, &none, 1, memory_order_seq_cst, memory_order_relaxed))
        return;
    Worker *w = sleeper_take(p, NULL, true);
    if (w != NULL)
        sleeper_rouse(w);
    else
        atomic_fetch_sub_explicit(&p->spinners, 1, memory_order_seq_cst);
}

void pool_invite(Pool *p)
{
    atomic_thread_fence(memory_order_seq_cst);
    /* Each guest that takes jobs stands for a worker that may sleep. */
    if (atomic_load_explicit(&p->sleepers, memory_order_relaxed) > atomic_load_explicit(&p->looping, memory_order_relaxed))
        wake_one(p);
}

static void wake_worker(Worker *w)
{
    atomic_thread_fence(memory_order_seq_cst);
    if (atomic_load_explicit(&w->sleep, memory_order_relaxed) != 0 && sleeper_take(w->pool, w, false) != NULL)
        sleeper_rouse(w);
}

/* To the worker that looks for work right now, which finds it in this one word. */
static bool give_to_seeker(Pool *p, Job *job)
{
    Job *sought = JOB_SOUGHT;

    return atomic_load_explicit(&p->sought, memory_order_relaxed) == JOB_SOUGHT
        && job->home == NULL && p->options.order == ORDER_STEALING
        && atomic_compare_exchange_strong_explicit(&p->sought, &sought, job, memory_order_release, memory_order_relaxed);
}

/* A worker that looks for work no longer does; what it was given meanwhile.  Where something was, only this worker writes. */
static Job *seek_no_more(Pool *p)
{
    Job *given = atomic_load_explicit(&p->sought, memory_order_acquire);

    if (given == JOB_SOUGHT && (given = atomic_exchange_explicit(&p->sought, NULL, memory_order_acquire)) == JOB_SOUGHT)
        return NULL;
    atomic_store_explicit(&p->sought, NULL, memory_order_relaxed);
    __builtin_prefetch(given);
    return given;
}

static void push_global(Pool *p, Job *job)
{
    if (give_to_seeker(p, job))
        return;
    lock_take(&p->lock);
    if (p->options.order == ORDER_PRIORITY)
        queue_insert(&p->global, job, p->options.before);
    else
        queue_add(&p->global, job);
    atomic_fetch_add_explicit(&p->waiting, 1, memory_order_relaxed);
    lock_release(&p->lock);
    wake_one(p);
}

static Job *take_global(Pool *p)
{
    if (atomic_load_explicit(&p->waiting, memory_order_relaxed) == 0)
        return NULL;
    lock_take(&p->lock);
    Job *job = p->options.order == ORDER_SIMULATED ? simulate_choose(p, &p->global) : queue_take(&p->global);
    if (job != NULL)
        atomic_fetch_sub_explicit(&p->waiting, 1, memory_order_relaxed);
    lock_release(&p->lock);
    return job;
}

/* A new job of this pool. */
static void count_in(Pool *p, Job *job, Worker *me)
{
    if (job->pool != p)             /* who looks at tasks may read it */
        job->pool = p;
    if (me != NULL && me->pool == p)
        counter_add(&me->counters.pushed, 1);
    else
        atomic_fetch_add_explicit(&p->pushed_outside, 1, memory_order_relaxed);
}

void pool_push(Pool *p, Job *job)
{
    Worker *w = worker_self();

    if (w != NULL && w->pool == p && p->options.order == ORDER_STEALING) {
        count_in(p, job, w);
        deque_push(&w->deque, job);
        wake_one(p);
    } else {
        pool_push_last(p, job);
    }
}

void pool_push_last(Pool *p, Job *job)
{
    count_in(p, job, worker_self());
    push_global(p, job);
}

static void inbox_put(Worker *w, Job *job)
{
    Job *newest = atomic_load_explicit(&w->inbox, memory_order_relaxed);

    do
        job->next = newest;
    while (!atomic_compare_exchange_weak_explicit(&w->inbox, &newest, job, memory_order_seq_cst, memory_order_relaxed));
}

void pool_push_near(Pool *p, Job *job, int node)
{
    Worker *me = worker_self(), *w = p->options.order == ORDER_STEALING ? sleeper_near(p, node) : NULL;

    if (w == NULL) {
        pool_push(p, job);
        return;
    }
    count_in(p, job, me);
    inbox_put(w, job);
    sleeper_rouse(w);
}

/* What others resumed for [w], oldest first, to its queue. */
static void empty_inbox(Worker *w)
{
    Job *newest = atomic_exchange_explicit(&w->inbox, NULL, memory_order_acquire), *oldest = NULL;

    while (newest != NULL) {
        Job *next = newest->next;
        newest->next = oldest;
        oldest = newest;
        newest = next;
    }
    while (oldest != NULL) {
        Job *next = oldest->next;
        queue_add(&w->ready, oldest);
        oldest = next;
    }
}

/* From a thread of another pool, or none: straight to who sleeps and is woken for it, unless somebody looks for work anyway. */
static void resume_from_outside(Pool *p, Job *job)
{
    Worker *w = NULL;

    if (p->options.order == ORDER_STEALING && atomic_load_explicit(&p->sleepers, memory_order_relaxed) != 0
        && atomic_load_explicit(&p->spinners, memory_order_relaxed) == 0)
        w = sleeper_near(p, ANY_NODE);
    if (w == NULL) {
        push_global(p, job);
        return;
    }
    inbox_put(w, job);
    sleeper_rouse(w);
}

/* A job that belongs to one worker goes to its inbox. */
static void resume_at_home(Job *job)
{
    inbox_put(job->home, job);
    wake_worker(job->home);
}

/* What was to run next is not any more: it is for others, if some have nothing to do.  With many timers a few jobs are due at a time, and
 * most of them wait again at once: to wake somebody for them costs more than they do.  Those that last are shared when they yield. */
static void displace(Worker *me, Job *job)
{
    bool few = counter_get(&me->ready.count) < FEW && atomic_load_explicit(&me->pool->timers.many, memory_order_relaxed);

    if (job->home == NULL && !few && atomic_load_explicit(&me->pool->sleepers, memory_order_relaxed) != 0)
        push_global(me->pool, job);
    else
        queue_add(&me->ready, job);
}

static void run_next(Worker *me, Job *job)
{
    Job *displaced = me->next;

    me->next = job;
    if (UNLIKELY(displaced != NULL))
        displace(me, displaced);
}

static NOINLINE void resume_elsewhere(Worker *me, Job *job)
{
    if (job->home != NULL && job->home != me) {
        resume_at_home(job);
    } else if (me == NULL || me->pool != job->pool || job->pool->options.order != ORDER_STEALING) {
        resume_from_outside(job->pool, job);
    } else if (me->guest && job->home == NULL && (me->reserved || !atomic_load_explicit(&me->looping, memory_order_relaxed))) {
        /* Where others can take it, should the guest go on for long. */
        deque_push(&me->deque, job);
        wake_one(me->pool);
    } else {
        run_next(me, job);
    }
}

/* The resumed job goes on where it was woken, so that two that talk to each other meet on one worker
 * (as with Go's runnext). */
void pool_resume(Job *job)
{
    Worker *me = worker_self();

    if (LIKELY(me != NULL && me->plain && me->pool == job->pool && job->home == NULL))
        run_next(me, job);
    else
        resume_elsewhere(me, job);
}

/* Half of the resumed jobs go to the others, if some have nothing to do. */
static void share_ready(Worker *w)
{
    if (atomic_load_explicit(&w->pool->sleepers, memory_order_relaxed) == 0)
        return;
    for (size_t n = counter_get(&w->ready.count) / 2; n > 0; n--) {
        Job *job = queue_take(&w->ready);
        if (job->home == NULL)
            push_global(w->pool, job);
        else
            queue_add(&w->ready, job);
    }
}

void worker_yield(Worker *w, Job *job)
{
    measure(w, &w->counters.yielded, 1);
    w->gave_way = true;
    w->turns = 0;
    if (job->pool->options.order != ORDER_STEALING) {
        push_global(job->pool, job);
    } else {
        queue_add(&w->ready, job);
        share_ready(w);
    }
}

/* What is done once in a while: has the machine changed? */
static void look_around(Worker *w, int64_t now)
{
    topology_look(now);
    if (UNLIKELY(w->placed != topology_serial()) && !w->guest)
        worker_place(w);
}

bool worker_must_yield(Worker *w)
{
    if (w->pool->options.order == ORDER_SIMULATED)
        return simulate_looks(w);
    int64_t now = clock_ns();
    if (w->slice_start == 0) {         /* the first look of this job */
        w->slice_start = now;
        w->slice_ns = SLICE_NS;
    }
    if (now >= atomic_load_explicit(&w->pool->timers.next, memory_order_relaxed) && timers_fire(&w->pool->timers, now) != 0)
        w->slice_ns = SLICE_TIMERS_NS;
    if (now - w->slice_start < w->slice_ns)
        return false;
    look_around(w, now);
    if (!worker_is_wanted(w)) {
        w->slice_start = now;
        w->slice_ns = SLICE_NS;
        return false;
    }
    return true;
}

/* A victim's only job may be just what its owner runs next: a thief leaves it alone for a while. */
static bool too_young(Worker *w, Worker *victim)
{
    long long top = atomic_load_explicit(&victim->deque.top, memory_order_relaxed);

    if (deque_size(&victim->deque) != 1)
        return false;
    int64_t now = clock_ns();
    if (w->seen != victim || w->seen_top != top) {
        w->seen = victim;
        w->seen_top = top;
        w->seen_at = now;
    }
    return now - w->seen_at < YOUNG_NS;
}

static Job *steal_from(Worker *w, Worker *victim, bool *again)
{
    if (victim == w)
        return NULL;
    if (deque_size(&victim->deque) == 0)
        return fork_take(victim, again);
    if (too_young(w, victim)) {
        *again = true;
        return NULL;
    }
    Job *job = deque_steal(&victim->deque, again);
    measure(w, job != NULL ? &w->counters.stolen : &w->counters.steals_failed, 1);
    return job;
}

/* One of the first [n] in [who], from any on; of all where that is NULL. */
static Job *steal_among(Worker *w, const uint16_t *who, unsigned n, unsigned workers, bool *again)
{
    Pool *p = w->pool;
    unsigned from = (unsigned)(random_next(w) % n);
    Job *job = NULL;

    for (unsigned k = 0; k < n && job == NULL; k++) {
        unsigned i = (from + k) % n;
        if (who != NULL)
            i = who[i];
        Worker *victim = i < workers ? &p->workers[i]
            : atomic_load_explicit(&p->guest_list[i - workers], memory_order_acquire);
        if (victim != NULL)
            job = steal_from(w, victim, again);
    }
    return job;
}

/* Somebody else's oldest job, of the nearest first; *again: there may still be one. */
static Job *steal(Worker *w, bool *again)
{
    const Victims *v = w->victims;
    unsigned from = 0;
    Job *job = NULL;

    if (v == NULL)
        return steal_among(w, NULL, w->pool->count + GUESTS_MAX, w->pool->count, again);
    for (unsigned c = 0; c < v->classes && job == NULL; from = v->end[c++])
        job = steal_among(w, v->who + from, v->end[c] - from, v->workers, again);
    return job;
}

static inline Job *take_next(Worker *w, unsigned runs)
{
    Job *job = w->next;

    w->next = NULL;
    w->next_runs = runs;
    return job;
}

/* [fairly]: also what would not come by itself while there is other work. */
static NOINLINE Job *own_job_in_turn(Worker *w, bool fairly)
{
    Pool *p = w->pool;
    Job *job;

    /* Whoever gave way is in the ready queue already: what has not started yet must not wait for that one's end. */
    if (UNLIKELY(w->gave_way)) {
        w->gave_way = false;
        if ((w->global_first = !w->global_first) && (job = take_global(p)) != NULL)
            return job;
    }
    if (UNLIKELY(fairly)) {
        empty_inbox(w);
        share_ready(w);
        if ((w->global_first = !w->global_first) && (job = take_global(p)) != NULL)
            return job;
        if ((job = queue_take(&w->ready)) != NULL || (job = take_global(p)) != NULL)
            return job;
    }
    bool others = w->ready.first != NULL || atomic_load_explicit(&w->inbox, memory_order_relaxed) != NULL;
    if (w->next != NULL && (w->next_runs < NEXT_RUNS_MAX || !others))
        return take_next(w, w->next_runs < NEXT_RUNS_MAX ? w->next_runs + 1 : 0);
    w->next_runs = 0;
    if (w->next != NULL) {
        queue_add(&w->ready, w->next);
        w->next = NULL;
    } else if ((job = deque_pop(&w->deque)) != NULL) {
        return job;
    }
    if (atomic_load_explicit(&w->inbox, memory_order_relaxed) != NULL)
        empty_inbox(w);
    if ((job = queue_take(&w->ready)) != NULL)
        return job;
    if ((job = deque_pop(&w->deque)) != NULL)
        return job;
    return take_global(p);
}

/* What the worker has itself, or the pool. */
static inline Job *own_job(Worker *w)
{
    Job *next = w->next;

    if (UNLIKELY(w->turns == 0)) {
        w->turns = LOOK_TURNS;
        return own_job_in_turn(w, ++w->looks % FAIRNESS_LOOKS == 0);
    }
    w->turns--;
    if (LIKELY(next != NULL && w->ready.first == NULL && atomic_load_explicit(&w->inbox, memory_order_relaxed) == NULL)) {
        w->next = NULL;
        return next;
    }
    return own_job_in_turn(w, false);
}

static Job *fire_timers(Worker *w)
{
    Pool *p = w->pool;
    int64_t next = atomic_load_explicit(&p->timers.next, memory_order_relaxed);

    if (next == INT64_MAX || timers_fire(&p->timers, pool_now(p)) == 0)
        return NULL;
    return own_job(w);
}

/* What costs nothing to ask while nobody writes there. */
static bool was_given_work(const Worker *w)
{
    return atomic_load_explicit(&w->pool->sought, memory_order_relaxed) != JOB_SOUGHT
        || atomic_load_explicit(&w->inbox, memory_order_relaxed) != NULL || atomic_load_explicit(&w->pool->waiting, memory_order_relaxed) != 0;
}

/* What comes next is a timer's, and that is soon: who keeps the time wakes whom it needs. */
static bool timers_are_dense(Pool *p)
{
    return atomic_load_explicit(&p->timers.many, memory_order_relaxed)
        && atomic_load_explicit(&p->timers.next, memory_order_relaxed) < clock_ns() + DENSE_NS;
}

/* Looks around for a while; at most one worker does. */
static Job *spin(Worker *w)
{
    Pool *p = w->pool;
    unsigned none = 0;
    Job *job = NULL;
    bool counted = w->spins;       /* who was woken is counted already */

    w->spins = false;
    if (!counted) {
        /* Who finds something at once has kept nobody from being woken, and need not count. */
        if ((job = steal(w, &(bool){false})) != NULL)
            return job;
        /* While all workers sleep, or there is no job at all, what comes is a timer's, or from outside. */
        if (w->guest && (atomic_load_explicit(&p->sleepers, memory_order_relaxed) >= p->count || pool_live(p) == 0))
            return NULL;
        if (!atomic_compare_exchange_strong_explicit(&p->spinners, &none, 1, memory_order_seq_cst, memory_order_relaxed))
            return NULL;
    }
    atomic_store_explicit(&p->sought, JOB_SOUGHT, memory_order_relaxed);
    unsigned rounds = timers_are_dense(p) ? SPIN_LEAST : w->spin_rounds;
    for (unsigned i = 0; i < rounds && job == NULL; i++) {
        if (atomic_load_explicit(&p->sought, memory_order_relaxed) != JOB_SOUGHT)
            break;
        bool again = false, many = atomic_load_explicit(&p->timers.many, memory_order_relaxed);
        if ((job = own_job(w)) == NULL && (job = steal(w, &again)) == NULL && (many || (job = fire_timers(w)) == NULL))
            for (int k = 0; k < SPIN_HINTS && !was_given_work(w); k++)
                spin_hint();
        if (atomic_load_explicit(&p->stopping, memory_order_relaxed))
            break;
    }
    Job *given = seek_no_more(p);
    if (job == NULL)
        job = given;
    else if (given != NULL)
        queue_add(&w->ready, given);
    atomic_fetch_sub_explicit(&p->spinners, 1, memory_order_seq_cst);
    /* The last one that looked has found something: there may be more. */
    if (job != NULL)
        (job_is_fork(job) ? pool_invite : wake_one)(p);
    else if (w->spin_rounds > SPIN_LEAST)
        w->spin_rounds /= 2;
    return job;
}

static bool sleep_for_work(Worker *w)
{
    if (w->naps == 0 && !w->guest)     /* while it has nothing to do, it is nothing to it where */
        look_around(w, clock_ns());
    return worker_sleep(w);
}

/* Time goes on by what computing takes, and to the next timer where nothing can run. */
static Job *next_simulated(Worker *w)
{
    Pool *p = w->pool;
    Job *job;

    for (;;) {
        if (w->spins)
            atomic_fetch_sub_explicit(&p->spinners, 1, memory_order_seq_cst);
        w->spins = false;
        timers_fire(&p->timers, simulate_now(p));
        if ((job = take_global(p)) != NULL)
            return job;
        if (simulate_advance(p))
            continue;
        if (atomic_load_explicit(&p->stopping, memory_order_acquire))
            return NULL;
        if (p->options.stuck == NULL || !p->options.stuck(p))
            (void)sleep_for_work(w);
    }
}

/* For a guest that is reserved: its own job, once that goes on.  What its timers wake is for the others. */
static Job *next_of_its_own(Worker *w)
{
    for (;;) {
        empty_inbox(w);
        Job *job = w->next != NULL ? w->next : queue_take(&w->ready);
        w->next = NULL;
        if (job != NULL)
            return job;
        if (atomic_load_explicit(&w->pool->timers.next, memory_order_relaxed) != INT64_MAX
            && timers_fire(&w->pool->timers, pool_now(w->pool)) != 0)
            continue;
        if (w->interrupted != NULL && w->interrupted(w))
            return NULL;
        if (w->found_nothing != NULL)
            w->found_nothing(w);
        (void)sleep_for_work(w);
    }
}

static Job *next_real(Worker *w)
{
    Pool *p = w->pool;
    bool woken = !w->rested && !w->timed;     /* who rested, or ran what a timer brought, has nothing to look around for */
    Job *job;

    for (;;) {
        if (w->spins && (job = spin(w)) != NULL)
            return job;
        if (UNLIKELY(w->turns == 0) && (job = fire_timers(w)) != NULL)
            return job;
        /* A guest wakes by itself now and then, to see whether it is interrupted: it does not look around for that. */
        if ((job = own_job(w)) != NULL || (job = fire_timers(w)) != NULL || (woken && (job = spin(w)) != NULL))
            return job;
        if (w->interrupted != NULL && w->interrupted(w))
            return NULL;
        if (w->found_nothing != NULL)
            w->found_nothing(w);
        if (w->next != NULL || w->ready.first != NULL)
            continue;
        if (atomic_load_explicit(&p->stopping, memory_order_acquire) && pool_live(p) == 0) {
            pool_stop(p);              /* those who fell asleep before the last job ended */
            return NULL;
        }
        woken = sleep_for_work(w);
        w->timed = !woken;
    }
}

static Job *next_of_any_kind(Worker *w)
{
    Job *job = w->pool->options.order == ORDER_SIMULATED ? next_simulated(w) : w->reserved ? next_of_its_own(w) : next_real(w);

    if (UNLIKELY(w->kept_time))
        worker_hands_time_on(w);
    return job;
}

Job *worker_next(Worker *w)
{
    Job *job;

    while ((job = next_of_any_kind(w)) != NULL && job_is_fork(job))
        fork_run_taken(job);
    if (job != NULL) {
        w->rested = false;
        w->naps = 0;
        counter_add(&w->counters.run, 1);
    }
    return job;
}

Job *worker_next_at_hand(Worker *w)
{
    Job *job;

    if (UNLIKELY(!w->plain) && (w->pool->options.order == ORDER_SIMULATED || w->reserved))
        return NULL;
    if (UNLIKELY(w->turns == 0) && atomic_load_explicit(&w->pool->timers.next, memory_order_relaxed) != INT64_MAX)
        return NULL;
    if ((job = own_job(w)) == NULL)
        return NULL;
    if (UNLIKELY(w->kept_time))
        worker_hands_time_on(w);
    counter_add(&w->counters.run, 1);
    return job;
}

static Worker *worker_init(Worker *w, Pool *p, unsigned index)
{
    w->seen_progress = UINT64_MAX;
    w->spin_rounds = SPIN_ROUNDS;
    w->pool = p;
    w->index = index;
    w->plain = p->options.order == ORDER_STEALING && index < p->count;
    atomic_init(&w->cpu, -1);
    w->random = 0x9e3779b97f4a7c15u * (index + 1);
    deque_init(&w->deque);
    return w;
}

static void *thread_main(void *argument)
{
    Worker *w = argument;
    Pool *p = w->pool;
    pthread_attr_t attr;
    void *low = NULL;
    size_t bytes = 0;

    this_worker = w;
    worker_place(w);
    if (pthread_getattr_np(pthread_self(), &attr) == 0) {
        pthread_attr_getstack(&attr, &low, &bytes);
        pthread_attr_destroy(&attr);
        explicit_bzero(&attr, sizeof attr);      /* the stack's end may be where an object of the collector's begins */
    }
    fiber_thread_start(low);
    fiber_near(w->node);
    p->options.thread(w);
    fiber_thread_end();
    this_worker = NULL;
    atomic_store_explicit(&w->asleep_since, clock_ns(), memory_order_relaxed);
    atomic_fetch_sub(&p->running, 1);
    pool_let_go(p);
    return NULL;
}

Pool *pool_new(const PoolOptions *options)
{
    Pool *p = heap_alloc_root(sizeof *p);
    sigset_t all, before;

    pools_sweep();
    p->options = *options;
    p->count = options->order == ORDER_SIMULATED ? 1 : options->workers;
    p->workers = heap_alloc_root(p->count * sizeof *p->workers);
    atomic_init(&p->timers.next, INT64_MAX);
    if (options->order == ORDER_SIMULATED)
        simulate_start(p, options->seed);
    for (unsigned i = 0; i < p->count; i++)
        worker_init(&p->workers[i], p, i);
    atomic_init(&p->holders, 1);
    /* Signals are for the thread that evaluates; the collector's own get through. */
    sigfillset(&all);
    sigdelset(&all, SIGPWR);
    sigdelset(&all, SIGXCPU);
    sigdelset(&all, SIGSEGV);
    sigdelset(&all, SIGBUS);
    sigdelset(&all, SIGFPE);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    for (unsigned i = 0; i < p->count; i++) {
        atomic_fetch_add(&p->running, 1);
        atomic_fetch_add(&p->holders, 1);
        p->workers[i].started_at = clock_ns();
        if (pthread_create(&p->workers[i].thread, NULL, thread_main, &p->workers[i]) != 0) {
            atomic_fetch_sub(&p->running, 1);
            atomic_fetch_sub(&p->holders, 1);
            p->count = i;
            break;
        }
        char name[THREAD_NAME_BYTES];
        thread_name(name, options->name, i);
        pthread_setname_np(p->workers[i].thread, name);
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    if (p->count == 0) {
        heap_free_root(p->workers);
        heap_free_root(p);
        return NULL;
    }
    pools_add(p);
    return p;
}

Worker *worker_guest(Pool *p)
{
    Worker *w = worker_init(heap_alloc_root(sizeof *w), p, p->count);

    w->guest = true;
    w->thread = pthread_self();
    for (unsigned i = 0; i < GUESTS_MAX; i++) {
        Worker *nobody = NULL;
        if (atomic_compare_exchange_strong(&p->guest_list[i], &nobody, w)) {
            w->index = p->count + i;
            this_worker = w;
            return w;
        }
    }
    deque_drop(&w->deque);
    heap_free_root(w);
    return NULL;
}

void worker_guest_end(Worker *w)
{
    worker_looping(w, false);
    for (Job *job; (job = deque_pop(&w->deque)) != NULL; )
        push_global(w->pool, job);
    atomic_store(&w->pool->guest_list[w->index - w->pool->count], NULL);
    atomic_fetch_add(&w->pool->pushed_outside, counter_get(&w->counters.pushed));
    atomic_fetch_add(&w->pool->ended_outside, counter_get(&w->counters.ended));
    this_worker = NULL;
}

void worker_lend(Worker *w)
{
    if (w->next != NULL) {
        queue_add(&w->ready, w->next);
        w->next = NULL;
    }
    for (size_t n = counter_get(&w->ready.count); n > 0; n--) {
        Job *job = queue_take(&w->ready);
        if (job->home == NULL)
            push_global(w->pool, job);
        else
            queue_add(&w->ready, job);
    }
}

void worker_looping(Worker *w, bool looping)
{
    w->plain = looping && !w->reserved && w->pool->options.order == ORDER_STEALING;
    if (atomic_exchange_explicit(&w->looping, looping, memory_order_seq_cst) != looping)
        atomic_fetch_add_explicit(&w->pool->looping, looping ? 1u : -1u, memory_order_relaxed);
    if (!looping)
        worker_lend(w);
}
