/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * pool.c -- a pool without any language on it: jobs that are counters.  Pushing from inside and outside,
 * resuming, giving way, sleeping and waking, with no wake-up lost.
 */
#include <gc.h>
#include <sched.h>
#include <unistd.h>

#include "foreign/fiber/fiber.h"
#include "foreign/foreign.h"
#include "foreign/sched/pool.h"
#include "tests/unit/tap.h"
#include "vm/value/heap.h"

enum { WORKERS = 3, PLAYERS = 8 };

/* A job that runs [left] turns; each turn wakes its partner, or goes on by itself. */
typedef struct Counter {
    Job             job;
    atomic_long     left;
    atomic_bool     runs;
    struct Counter *partner;
    bool            yields, pushed;
} Counter;

static atomic_long turns, ended, overlaps;

/* A partner's first turn is a push: it has not run before. */
static void wake_partner(Counter *c)
{
    if (c->pushed) {
        pool_resume(&c->job);
        return;
    }
    c->pushed = true;
    pool_push(c->job.pool, &c->job);
}

static void turn(Worker *w, Counter *c)
{
    if (atomic_exchange(&c->runs, true))
        atomic_fetch_add(&overlaps, 1);
    atomic_fetch_add(&turns, 1);
    long left = atomic_fetch_sub(&c->left, 1) - 1;
    atomic_store(&c->runs, false);
    if (left <= 0) {
        atomic_fetch_add(&ended, 1);
        pool_job_ended(w);
        if (c->partner != NULL && left == 0 && atomic_load(&c->partner->left) > 0)
            wake_partner(c->partner);
    } else if (c->partner != NULL) {
        wake_partner(c->partner);
    } else if (c->yields) {
        worker_yield(w, &c->job);
    } else {
        pool_resume(&c->job);
    }
}

static void run_jobs(Worker *w)
{
    for (Job *job; (job = worker_next(w)) != NULL; )
        turn(w, (Counter *)job);
}

static Counter *counter_new(long left)
{
    Counter *c = heap_alloc_root(sizeof *c);

    atomic_init(&c->left, left);
    return c;
}

static bool wait_for(atomic_long *word, long value)
{
    for (long i = 0; i < 60000000 && atomic_load(word) < value; i++)
        if (i < 1000)
            sched_yield();
        else
            usleep(10);
    return atomic_load(word) == value;
}

static void reset(void)
{
    atomic_store(&turns, 0);
    atomic_store(&ended, 0);
}

/* One job at a time from outside: each finds the pool asleep or about to be. */
static void test_wake(Pool *p)
{
    long rounds = tap_rounds(3000), lost = 0;
    Counter *c = counter_new(0);

    reset();
    for (long i = 0; i < rounds && lost == 0; i++) {
        atomic_store(&c->left, 1);
        pool_push(p, &c->job);
        if (i % 16 == 0)
            usleep(50);
        lost += !wait_for(&ended, i + 1);
    }
    tap_ok(lost == 0, "pool: a push from outside wakes somebody, each time");
}

/* Rounds of resuming each other, of giving way and of going on, all at once. */
static void test_rounds(Pool *p)
{
    long rounds = tap_rounds(200000) / PLAYERS;
    Counter *c[PLAYERS];

    reset();
    for (int i = 0; i < PLAYERS; i++) {
        c[i] = counter_new(rounds);
        c[i]->yields = i % 2;
    }
    for (int i = 0; i < PLAYERS; i++)
        pool_push(p, &c[i]->job);
    tap_ok(wait_for(&ended, PLAYERS), "pool: all jobs end");
    tap_ok(atomic_load(&turns) == PLAYERS * rounds, "pool: no turn is lost, none is had twice");
}

/* Two that wake each other, on whatever workers they are. */
static void test_ping_pong(Pool *p)
{
    long rounds = tap_rounds(200000);
    Counter *a = counter_new(rounds), *b = counter_new(rounds);

    reset();
    a->partner = b;
    b->partner = a;
    /* The second is started by the first. */
    b->job.pool = p;
    a->pushed = true;
    pool_push(p, &a->job);
    tap_ok(wait_for(&turns, 2 * rounds), "pool: two that wake each other do so to the end");
}

typedef struct Wake { Timer timer; Pool *pool; Counter *counter; int64_t at; } Wake;

static atomic_long early, fired;

static void wake(Timer *t)
{
    Wake *w = (Wake *)t;

    if (pool_now(w->pool) < w->at)
        atomic_fetch_add(&early, 1);
    atomic_fetch_add(&fired, 1);
    pool_push(w->pool, &w->counter->job);
}

static void test_timers(Pool *p)
{
    enum { N = 300 };

    reset();
    for (int i = 0; i < N; i++) {
        Wake *w = heap_alloc_root(sizeof *w);
        w->timer.fire = wake;
        w->pool = p;
        w->counter = counter_new(1);
        w->at = pool_now(p) + (int64_t)(i * 7919 % 50) * 1000000;
        if (timers_add(&p->timers, &w->timer, w->at))
            pool_timer_first(p);
        if (i % 50 == 0)
            usleep(2000);
    }
    tap_ok(wait_for(&ended, N) && atomic_load(&early) == 0, "pool: timers wake sleepers, never early");
}

int main(void)
{
    foreign_start_process();
    fiber_thread_start((char *)__builtin_frame_address(0) - (1 << 20));
    PoolOptions options = {.workers = WORKERS, .name = "unit", .thread = run_jobs};
    Pool *p = pool_new(&options);

    test_wake(p);
    test_rounds(p);
    test_ping_pong(p);
    test_timers(p);
    tap_ok(atomic_load(&overlaps) == 0, "pool: no job runs on two workers at once");
    pool_stop(p);
    pool_join(p);
    tap_ok(true, "pool: it ends");
    return tap_end();
}
