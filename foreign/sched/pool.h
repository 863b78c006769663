/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool.h -- a pool of workers that share jobs.  Knows nothing of what a job is.
 *
 * Each worker has a deque of jobs that have not started (its own end is LIFO, thieves take the oldest),
 * a queue of jobs that go on after a wait and stay with it, and an inbox where other threads put such
 * jobs.  The pool has a FIFO for what comes from outside.  At most one worker spins looking for work; a
 * push wakes one only if none does (as in the Go scheduler).
 *
 * A thread that is not one of the pool's may be its guest: it pushes to a deque of its own and, while
 * it waits for something, runs jobs like a worker.
 */
#ifndef LYRA_SCHED_POOL_H
#define LYRA_SCHED_POOL_H

#include <pthread.h>

#include "foreign/sched/deque.h"
#include "foreign/sched/lock.h"
#include "foreign/sched/timer.h"

typedef struct Pool Pool;
typedef struct Worker Worker;

/* The first member of what a pool runs. */
typedef struct Job {
    struct Job *next;              /* in one queue at a time */
    Worker     *home;              /* the guest that alone may run it; NULL: anybody in its pool */
    Pool       *pool;
} Job;

typedef struct JobQueue { Job *first, *last; size_t count; } JobQueue;

typedef struct WorkerCounters {
    uint64_t run, stolen, steals_failed, parked, yielded, busy_ns;
} WorkerCounters;

struct Worker {
    Pool     *pool;
    unsigned  index;               /* below the pool's count; guests come after */
    bool      guest;
    Job      *next;                /* what the running job woke last: runs next */
    unsigned  next_runs;           /* how many times in a row `next` was taken */
    JobQueue  ready;               /* resumed jobs of its own; only its thread touches it */
    Deque     deque;
    _Atomic(Job *) inbox;          /* resumed jobs from other threads, newest first */
    atomic_bool looping;           /* a guest: it takes jobs at present */
    atomic_uint sleep;             /* futex: 1 while it sleeps or is about to */
    Worker   *next_asleep;
    bool      spins;               /* it was woken to look for work, and counts among the spinners */
    uint32_t  tick;
    uint64_t  random;
    long long seen_top;            /* of a victim whose only job it left alone, and since when */
    Worker   *seen;
    int64_t   seen_at;
    int64_t   slice_start;         /* of the running job, by the monotonic clock, in ns */
    uint64_t  started_busy;
    WorkerCounters counters;
    bool    (*interrupted)(Worker *w);   /* a guest's: should its wait end?  NULL: no */
    void     *user;                /* the layer's above */
    pthread_t thread;
};

typedef enum PoolOrder { ORDER_STEALING, ORDER_FIFO, ORDER_PRIORITY, ORDER_SIMULATED } PoolOrder;

typedef struct PoolOptions {
    unsigned    workers;
    const char *name;              /* of the threads; copied */
    bool        pin;
    PoolOrder   order;
    uint64_t    seed;              /* ORDER_SIMULATED: of every choice */
    /* What a worker's thread runs: worker_next until it gives NULL. */
    void      (*thread)(Worker *w);
    /* ORDER_PRIORITY: should [a] run before [b]? */
    bool      (*before)(const Job *a, const Job *b);
} PoolOptions;

struct Pool {
    PoolOptions options;
    unsigned  count;
    Worker   *workers;
    Lock      lock;                /* guards what follows, up to the atomics */
    JobQueue  global;
    Worker   *asleep;
    _Atomic(Worker *) guest_list[8];
    int64_t   virtual_now;         /* a simulated pool's time, */
    uint64_t  choices;             /* and the state of its generator */
    atomic_uint sleepers, spinners;
    atomic_size_t waiting;         /* jobs in `global` */
    atomic_bool stopping;
    atomic_uint running;           /* threads not yet ended */
    Timers    timers;
    _Atomic(Worker *) keeper;      /* the sleeper that wakes for the timers */
    void     *user;                /* the layer's above */
};

/* Starts the threads; NULL where that fails.  The pool lies in uncollectable memory. */
Pool *pool_new(const PoolOptions *options);
/* Lets the workers end once they find nothing more to do; pool_join waits for them and frees the pool. */
void pool_stop(Pool *p);
void pool_join(Pool *p);
/* How many processors this process may use: its affinity and its group's quota. */
unsigned pool_processors(void);

/* The worker that the calling thread is now; NULL for other threads.  A fiber that went on on another
 * thread is on another worker: what this gives must not be kept across a switch. */
Worker *worker_self(void);
/* Makes the calling thread a guest of the pool; NULL where there are too many. */
Worker *worker_guest(Pool *p);
void worker_guest_end(Worker *w);
/* A guest starts and stops taking jobs; when it stops, what it has goes to the others. */
void worker_looping(Worker *w, bool looping);

/* The next job to run; sleeps where there is none.  NULL: the pool stops, or the guest's
 * `interrupted` says so. */
Job *worker_next(Worker *w);
/* A new job: to the calling worker's deque if it is one of this pool, else to the pool's queue. */
void pool_push(Pool *p, Job *job);
/* A job that had started goes on: on the calling worker, if it is one of the job's pool. */
void pool_resume(Job *job);
/* The running job gives way: it goes to the end of its home's queue.  The caller then switches away. */
void worker_yield(Worker *w, Job *job);
/* Has the running job used up its slice while others wait? */
bool worker_must_yield(Worker *w);
/* A timer was added that is the first to fire: whoever keeps the time must know. */
void pool_timer_first(Pool *p);

/* The monotonic clock in nanoseconds; virtual in a simulated pool. */
int64_t pool_now(const Pool *p);
int64_t clock_ns(void);

#endif
