/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fork.c -- fork and join: what happens when a job is offered, taken and waited for.
 *
 * The word Forks.offer holds two places, top and split: jobs below top are taken, from there to below split on offer.
 * A thief adds one to top, the owner moves split; both by compare-and-swap or addition on the one word, so a
 * job is either still there for its owner or taken, and nothing needs a fence between two words (as the bottom and
 * the top of a Chase-Lev deque do).
 *
 * 1. slot[i] is written before split goes past i, by an addition with release order; a thief's compare-and-swap with
 *    acquire order reads from that addition, or from other modifications of the word that follow it (a release
 *    sequence; only a join's reset is a plain store, and then nothing is on offer).  So the thief sees the slot and the job.
 * 2. It reads slot[i] after it has taken place i.  The owner writes that slot again only after it has joined the job,
 *    thus after the thief has run it: places are depths in the owner's stack and not ever-growing numbers.  So it does not matter
 *    either that the word may have had another value in between (ABA).
 * 3. The result of a job that was taken is seen by its owner: the state is set with release order and read with
 *    acquire order.
 * 4. No request is lost.  Who goes to sleep counts itself among the sleepers, passes a full fence, asks (`wanted`)
 *    and looks at what is on offer.  Who offers puts `wanted` back, makes the offer, passes a full fence and looks
 *    for sleepers.  Of two fences one is first: either the sleeper sees the offer, or it is seen asleep.  Were one lost all
 *    the same, only time would be: each job is run at the latest by who joins it.
 *
 * Nobody waits in a circle.  A strand waits for jobs of its topmost frame only.  Whoever took such a job has begun it, and has
 * above it on its stack only what it began later; if that waits in turn, it is for a job that was taken later still.
 */
#include "foreign/sched/fork.h"

#include <gc.h>
#include <string.h>

enum {
    FIRST_ROOM = 64,
    WAIT_SPINS = 400, WAIT_HINTS = 8,
    SLEEP_NS = 50000, SLEEP_NS_MAX = 1000000,
    STACK_LEFT = FIBER_STACK / 2   /* with less than this nobody helps: that may go as deep again */
};

static inline uint64_t offer_of(uint32_t top, uint32_t split) { return (uint64_t)split << 32 | top; }
static inline uint32_t offer_top(uint64_t offer)   { return (uint32_t)offer; }
static inline uint32_t offer_split(uint64_t offer) { return (uint32_t)(offer >> 32); }

Forks *forks_here(void)
{
    Fiber *fiber = fiber_current();
    Worker *w = worker_self();
    Forks *f = fiber->forks;

    CHECK(w != NULL);
    if (f == NULL) {
        f = fiber->forks = GC_malloc(sizeof *f);
        CHECK(f != NULL);
        f->low = fiber->low;
    }
    /* Should the strand go on on another worker later, thieves still find it here. */
    f->pool = w->pool;
    atomic_store_explicit(&w->forks, f, memory_order_release);
    atomic_store_explicit(&f->wanted, true, memory_order_relaxed);
    return f;
}

bool forks_may_wait(const Fiber *on)
{
    const Forks *f = on->forks;

    return f == NULL || f->depth == 0;
}

COLD void forks_grow(Forks *f)
{
    uint32_t room = f->room == 0 ? FIRST_ROOM : 2 * f->room;
    /* What it points to lies on stacks.  A thief that still reads the old one keeps it. */
    Fork **slot = GC_malloc_atomic(room * sizeof *slot);

    CHECK(slot != NULL && room > f->room);
    if (f->bottom > 0)
        memcpy(slot, f->slot, f->bottom * sizeof *slot);
    f->slot = slot;
    f->room = room;
    atomic_store_explicit(&f->slots, slot, memory_order_release);
}

/* The older half of what is private. */
COLD void forks_offer(Forks *f)
{
    uint32_t n = (f->bottom - f->split + 1) / 2;

    atomic_store_explicit(&f->wanted, false, memory_order_relaxed);
    f->split += n;
    atomic_fetch_add_explicit(&f->offer, offer_of(0, n), memory_order_release);
    pool_invite(f->pool);
}

/* The oldest on offer. */
static Fork *forks_steal(Forks *f, bool *again)
{
    uint64_t offer = atomic_load_explicit(&f->offer, memory_order_relaxed);

    if (offer_top(offer) >= offer_split(offer)) {
        if (!atomic_load_explicit(&f->wanted, memory_order_relaxed))
            atomic_store_explicit(&f->wanted, true, memory_order_relaxed);
        return NULL;
    }
    if (!atomic_compare_exchange_strong_explicit(&f->offer, &offer, offer + 1, memory_order_acquire, memory_order_relaxed)) {
        *again = true;
        return NULL;
    }
    return atomic_load_explicit(&f->slots, memory_order_acquire)[offer_top(offer)];
}

/* Takes the youngest job on offer back, and half of the others; false: it was taken. */
static bool take_back(Forks *f, uint32_t at)
{
    uint64_t offer = atomic_load_explicit(&f->offer, memory_order_relaxed);
    uint32_t split;

    do {
        uint32_t top = offer_top(offer);
        if (top > at)
            return false;
        split = top + (at - top) / 2;
    } while (!atomic_compare_exchange_weak_explicit(&f->offer, &offer, offer_of(offer_top(offer), split),
                                                    memory_order_relaxed, memory_order_relaxed));
    f->split = split;
    return true;
}

/* On the strand [f], which took it. */
static void run_taken(Fork *job, Forks *f)
{
    uint32_t bottom = f->bottom;

    atomic_store_explicit(&job->thief, f, memory_order_release);
    f->depth++;
    job->run(job, f);
    f->depth--;
    CHECK(f->bottom == bottom);
    /* Whoever waits may be gone from here on; waking a word that nobody sleeps at does no harm. */
    if (atomic_exchange_explicit(&job->state, FORK_DONE, memory_order_release) == FORK_AWAITED)
        futex_wake(&job->state, 1);
}

typedef struct Sleep { Fork *job; int64_t ns; } Sleep;

static void sleep_now(void *argument)
{
    const Sleep *s = argument;

    futex_wait(&s->job->state, FORK_AWAITED, s->ns);
}

/* Runs what the thief has forked meanwhile, or sleeps, until the job is done. */
static void wait_for(Forks *f, Fork *job)
{
    Sleep s = {job, SLEEP_NS};

    for (unsigned idle = 0; atomic_load_explicit(&job->state, memory_order_acquire) != FORK_DONE; ) {
        Forks *thief = atomic_load_explicit(&job->thief, memory_order_acquire);
        bool again = false, deep = (const char *)__builtin_frame_address(0) - f->low < STACK_LEFT;
        Fork *other = thief == NULL || deep ? NULL : forks_steal(thief, &again);
        if (other != NULL) {
            run_taken(other, f);
            idle = 0;
            s.ns = SLEEP_NS;
            continue;
        }
        if (idle++ < WAIT_SPINS) {
            for (int i = 0; i < WAIT_HINTS; i++)
                spin_hint();
            continue;
        }
        /* What only this worker would run must not wait as well. */
        worker_lend(worker_self());
        unsigned open = FORK_OPEN;
        atomic_compare_exchange_strong_explicit(&job->state, &open, FORK_AWAITED, memory_order_relaxed, memory_order_relaxed);
        if (open != FORK_DONE)
            fiber_blocking(sleep_now, &s);
        s.ns = 2 * s.ns < SLEEP_NS_MAX ? 2 * s.ns : SLEEP_NS_MAX;
    }
}

COLD void fork_join_offered(Forks *f, Fork *job)
{
    uint32_t at = f->bottom - 1;

    if (take_back(f, at)) {
        f->bottom = at;
        f->depth++;
        job->run(job, f);
        f->depth--;
        return;
    }
    /* The job keeps its place, which its thief may not have read yet; what is run meanwhile forks above it. */
    wait_for(f, job);
    f->bottom = f->split = at;
    atomic_store_explicit(&f->offer, offer_of(at, at), memory_order_relaxed);
}

typedef struct RangeJob {
    Fork       fork;               /* first */
    size_t     from, to, grain;
    RangeBody *body;
    void      *argument;
} RangeJob;

static void run_range(Fork *job, Forks *here)
{
    RangeJob *r = (RangeJob *)job;

    while (r->to - r->from > r->grain) {
        if (atomic_load_explicit(&here->wanted, memory_order_relaxed)) {
            size_t middle = r->from + (r->to - r->from + 1) / 2;
            RangeJob upper = {.from = middle, .to = r->to, .grain = r->grain, .body = r->body, .argument = r->argument};
            r->to = middle;
            fork_push(here, &upper.fork, run_range);
            run_range(job, here);
            fork_join(here, &upper.fork);
            return;
        }
        r->body(r->argument, r->from, r->from + r->grain);
        r->from += r->grain;
    }
    if (r->from < r->to)
        r->body(r->argument, r->from, r->to);
}

void fork_range(Forks *here, size_t from, size_t to, size_t grain, RangeBody *body, void *argument)
{
    RangeJob all = {.from = from, .to = to, .grain = grain == 0 ? 1 : grain, .body = body, .argument = argument};

    if (from < to)
        run_range(&all.fork, here);
}

Job *fork_take(Worker *victim, bool *again)
{
    Forks *f = atomic_load_explicit(&victim->forks, memory_order_acquire);
    Fork *job = f == NULL ? NULL : forks_steal(f, again);

    return job == NULL ? NULL : (Job *)((uintptr_t)job | 1);
}

void fork_run_taken(Job *job)
{
    run_taken((Fork *)((uintptr_t)job - 1), forks_here());
}

bool fork_on_offer(Worker *victim)
{
    Forks *f = atomic_load_explicit(&victim->forks, memory_order_acquire);

    if (f == NULL)
        return false;
    atomic_store_explicit(&f->wanted, true, memory_order_relaxed);
    uint64_t offer = atomic_load_explicit(&f->offer, memory_order_relaxed);
    return offer_top(offer) < offer_split(offer);
}
