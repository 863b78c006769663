/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * fork.h -- fork and join for C functions: a job lies in its caller's frame, and joining one that nobody
 * took is a call.
 *
 *     typedef struct Sum { Fork fork; const double *from; size_t n; double sum; } Sum;
 *     ..
 *     Sum half = {.from = x->from + x->n / 2, .n = x->n - x->n / 2};
 *     fork_push(here, &half.fork, sum);     from now on another worker may run it
 *     ..                                    does the other half itself
 *     fork_join(here, &half.fork);          runs it here, or waits until whoever took it is done
 *
 * A strand (a C stack) keeps what it has forked and not yet joined in a stack, and joins in reverse order.  The younger
 * part of that stack is private: forking and joining there is plain loads and stores.  The older part is on offer.
 * It grows only when somebody without work has asked (`wanted`), and shrinks when the owner has come down to it.
 * The border between both and the place of the oldest job not yet taken are one atomic word, so every job on offer
 * is taken by one compare-and-swap: a thief's, or its owner's.  (Faxen, "Wool - A Work Stealing Library", SIGARCH
 * Computer Architecture News 36, 2008; van Dijk and van de Pol, "Lace: Non-blocking Split Deque for Work-Stealing",
 * Euro-Par 2014.)  Who must wait for a job that was taken helps who took it (Wagner and Calder, "Leapfrogging: A
 * Portable Technique for Implementing Efficient Futures", PPoPP 1993), else sleeps.
 *
 * What a job may do: compute, allocate nothing in a VM's heap, fork and join.  It has no VM and belongs to no task, so it
 * can neither be cancelled nor wait for anything but its own forks: waiting for a channel, a future or a timer in
 * one, even when it is run by its caller, is a broken invariant that park_under_c (foreign/task/evaluator.c) finds.  Hence who
 * waits for a job waits for something that is being computed: it never depends on what another task does.
 * Between fork and join the forking task itself may wait, and may go on on another worker.
 * A job gives nobody the processor until it ends: it should last no longer than a slice (1 ms), or be cut smaller.
 * In a simulated pool there is one worker, so all jobs are run where they are joined.
 */
#ifndef LYRA_SCHED_FORK_H
#define LYRA_SCHED_FORK_H

#include "foreign/fiber/fiber.h"
#include "foreign/sched/pool.h"

typedef struct Fork Fork;
typedef struct Forks Forks;
typedef void ForkBody(Fork *job, Forks *here);

typedef enum ForkState { FORK_OPEN, FORK_DONE, FORK_AWAITED } ForkState;

/* The first member of what a job works on; lies in the frame of who forks it. */
struct Fork {
    ForkBody        *run;
    _Atomic(Forks *) thief;        /* the strand that took it; NULL: none, or it is just about to say so */
    atomic_uint      state;        /* a futex: FORK_AWAITED while its owner sleeps until it is done */
};

/* A strand's jobs.  Collected memory: a thief may look at them for as long as it likes. */
struct Forks {
    /* The owner's; slot[i] for i below split is on offer or taken, from there up to bottom private. */
    Fork   **slot;
    uint32_t bottom, split, room;
    uint32_t depth;                /* bodies that are running on this strand, one inside the other */
    const char *low;               /* of its stack */
    Pool    *pool;
    char     apart[64];
    /* Low half: the oldest job not taken; high half: split. */
    _Atomic uint64_t offer;
    _Atomic(Fork **) slots;        /* `slot` for thieves */
    char     apart_too[64];
    atomic_bool wanted;            /* somebody has looked and found nothing on offer */
};

/* Those of the strand that the caller, a worker or a guest, is on: for its first fork. */
Forks *forks_here(void);
/* May the caller wait for other things: is it not inside a job? */
bool forks_may_wait(const Fiber *on);

/* The slow halves. */
void forks_grow(Forks *f);
void forks_offer(Forks *f);
void fork_join_offered(Forks *f, Fork *job);

static inline void fork_push(Forks *f, Fork *job, ForkBody *run)
{
    job->run = run;
    atomic_store_explicit(&job->thief, NULL, memory_order_relaxed);
    atomic_store_explicit(&job->state, FORK_OPEN, memory_order_relaxed);
    if (UNLIKELY(f->bottom == f->room))
        forks_grow(f);
    f->slot[f->bottom++] = job;
    if (UNLIKELY(atomic_load_explicit(&f->wanted, memory_order_relaxed)))
        forks_offer(f);
}

/* The jobs of a strand are joined in reverse order, each once, before the function returns that forked them. */
static inline void fork_join(Forks *f, Fork *job)
{
    uint32_t at = f->bottom - 1;

    CHECK(f->bottom != 0 && f->slot[at] == job);
    if (UNLIKELY(at < f->split)) {
        fork_join_offered(f, job);
        return;
    }
    f->bottom = at;
    f->depth++;
    job->run(job, f);
    f->depth--;
}

/* Calls body(argument, a, b) for pieces [a, b) of [from, to), of [grain] at most, that together are all of it.  While nobody else
 * wants work that is a loop; who wants some is given the upper half of what is left (Tzannes, Caragea, Barua and
 * Vishkin, "Lazy Binary-Splitting: A Run-Time Adaptive Work-Stealing Scheduler", PPoPP 2010). */
typedef void RangeBody(void *argument, size_t from, size_t to);
void fork_range(Forks *here, size_t from, size_t to, size_t grain, RangeBody *body, void *argument);

/* For pool.c: what a worker's strands have on offer, as a Job that only fork_run_taken knows. */
Job *fork_take(Worker *victim, bool *again);
static inline bool job_is_fork(const Job *job) { return ((uintptr_t)job & 1) != 0; }
void fork_run_taken(Job *job);
/* Before [w] sleeps: has [victim] jobs on offer?  If not, it is to say when it has. */
bool fork_on_offer(Worker *victim);

#endif
