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

/* Without a locked instruction: one thread alone writes it, and anybody reads. */
static inline void counter_add(_Atomic uint64_t *counter, uint64_t n)
{
    atomic_store_explicit(counter, atomic_load_explicit(counter, memory_order_relaxed) + n, memory_order_relaxed);
}
static inline uint64_t counter_get(const _Atomic uint64_t *counter)
{
    return atomic_load_explicit(counter, memory_order_relaxed);
}

/* Only who owns it touches it, or holds its lock; but how many there are anybody may ask. */
typedef struct JobQueue { Job *first, *last; _Atomic uint64_t count; } JobQueue;

static inline void queue_add(JobQueue *q, Job *job)
{
    job->next = NULL;
    if (q->last != NULL)
        q->last->next = job;
    else
        q->first = job;
    q->last = job;
    counter_add(&q->count, 1);
}

static inline Job *queue_take(JobQueue *q)
{
    Job *job = q->first;

    if (job != NULL) {
        q->first = job->next;
        if (q->first == NULL)
            q->last = NULL;
        counter_add(&q->count, -1ull);
        job->next = NULL;
    }
    return job;
}

/* Before the first job that it should run before. */
static inline void queue_insert(JobQueue *q, Job *job, bool (*before)(const Job *a, const Job *b))
{
    Job **link = &q->first;

    while (*link != NULL && !before(job, *link))
        link = &(*link)->next;
    job->next = *link;
    if (*link == NULL)
        q->last = job;
    *link = job;
    counter_add(&q->count, 1);
}

/* Each is written by its worker's thread alone. */
typedef struct WorkerCounters {
    _Atomic uint64_t pushed, ended;   /* new jobs; jobs that are done for good */
    _Atomic uint64_t run;             /* turns: a job that waited has several */
    _Atomic uint64_t stolen, steals_failed, parked, yielded;
    _Atomic uint64_t idle_ns;         /* asleep, the present sleep not counted */
} WorkerCounters;

struct Worker {
    Pool     *pool;
    unsigned  index;               /* below the pool's count; guests come after */
    bool      guest;
    bool      plain;               /* it takes any job of a pool that steals: what a job wakes here is for here, and runs next */
    unsigned  next_runs;           /* how many times in a row `next` was taken */
    Job      *next;                /* what the running job woke last: runs next */
    unsigned  turns;               /* left until it looks at more than that, */
    unsigned  looks;               /* and how many times it has */
    JobQueue  ready;               /* resumed jobs of its own, and those that gave way; only its thread touches it */
    Deque     deque;
    _Atomic(Job *) inbox;          /* resumed jobs from other threads, newest first */
    atomic_bool looping;           /* a guest: it takes jobs at present */
    bool      reserved;            /* a guest: it waits for its own job and takes no other, which might keep it for long */
    atomic_uint sleep;             /* futex: 1 while it sleeps or is about to; 2: but for a signal */
    Worker   *next_asleep;
    bool      spins;               /* it was woken to look for work, and counts among the spinners */
    unsigned  spin_rounds;         /* how long it looks before it sleeps: less where that has found nothing */
    uint32_t  tick;                /* of a simulated pool: since its job last could give way */
    uint64_t  random;
    long long seen_top;            /* of a victim whose only job it left alone, and since when */
    Worker   *seen;
    int64_t   seen_at;
    bool      gave_way, global_first;
    bool      rested;              /* options.rest was called since its last job */
    atomic_bool for_time;          /* it was woken to be the keeper: there is no work for it */
    bool      timed;               /* it woke by itself last */
    int64_t   woke_at;             /* as the keeper, for a timer */
    bool      kept_time;           /* it has woken as the pool's keeper, and fires the timers still */
    unsigned  naps;                /* how often it went to sleep since its last job */
    int64_t   slice_start;         /* of the running job, by the monotonic clock, in ns; 0: not known yet */
    int64_t   slice_ns;            /* how long it is */
    int64_t   started_at;          /* its thread, by the monotonic clock */
    _Atomic int64_t asleep_since;  /* 0: awake */
    bool      until_timer;         /* of a guest: its own wait ends at a time, so it need not look whether all are at rest */
    uint64_t  seen_progress;       /* of all pools, when they were last found at rest; UINT64_MAX: they were not */
    _Atomic int cpu, node;         /* the processor that it is bound to, -1: none; its node of memory, else 0 */
    unsigned  placed;              /* by which topology it was, */
    struct Victims *victims;       /* and whom it steals from; NULL: from all alike */
    WorkerCounters counters;
    bool    (*interrupted)(Worker *w);   /* a guest's: should its wait end?  NULL: no */
    void    (*found_nothing)(Worker *w); /* a guest's, each time before it sleeps; NULL: nothing */
    _Atomic(struct Forks *) forks; /* of the strand that forked last: see fork.h */
    void     *user;                /* the layer's above */
    pthread_t thread;
};

typedef enum PoolOrder { ORDER_STEALING, ORDER_FIFO, ORDER_PRIORITY, ORDER_SIMULATED } PoolOrder;

/* Automatic: compact, but nowhere in particular where a quota gives the process a part of the machine. */
typedef enum PoolPlacement { PLACE_NONE, PLACE_AUTOMATIC, PLACE_COMPACT, PLACE_SCATTER, PLACE_NODES } PoolPlacement;
enum { NODES_MAX = 64, GUESTS_MAX = 8, THREAD_NAME_BYTES = 16 };

typedef struct PoolOptions {
    unsigned    workers;
    char        name[THREAD_NAME_BYTES];   /* of the threads, before their numbers; "": lyra */
    PoolPlacement placement;       /* where its workers are bound to */
    uint64_t    nodes;             /* PLACE_NODES: a bit for each */
    unsigned    blocking_max;      /* threads beside the workers, for what blocks them; 0: from what all pools share */
    bool        beside;            /* it is such a thread */
    bool        unmeasured;        /* nothing is counted but what the pool itself needs */
    size_t      stack_bytes;       /* of each task; 0: as much as a stack has */
    PoolOrder   order;
    uint64_t    seed;              /* ORDER_SIMULATED: of every choice */
    /* ORDER_SIMULATED: nothing can run, and no timer is set.  True: now something can. */
    bool      (*stuck)(Pool *p);
    bool        isolated;          /* tasks are evaluated in child processes, */
    unsigned    retries;           /* as often again when those die */
    /* What a worker's thread runs: worker_next until it gives NULL. */
    void      (*thread)(Worker *w);
    /* ORDER_PRIORITY: should [a] run before [b]? */
    bool      (*before)(const Job *a, const Job *b);
    /* On a worker's thread that has had nothing to do for a while, once; NULL: nothing. */
    void      (*rest)(Worker *w);
    /* The pool is closing and its last job has ended; on one of its threads. */
    void      (*emptied)(Pool *p);
} PoolOptions;

struct Pool {
    PoolOptions options;
    unsigned  count;
    Worker   *workers;
    Lock      lock;                /* guards what follows, up to the atomics */
    JobQueue  global;
    Worker   *asleep;
    _Atomic(Worker *) guest_list[GUESTS_MAX];
    _Atomic int64_t virtual_now, virtual_worked;   /* a simulated pool's time, and what of it was computed: its worker writes them; */
    unsigned  points;              /* those since that grew last, */
    uint64_t  choices;             /* the state of its generator, */
    unsigned  yields;              /* at one in so many points the running job gives way, */
    uint32_t  serial, objects;     /* and what it has numbered: tasks, and other objects */
    atomic_uint sleepers, spinners;
    atomic_uint looping;           /* guests that take jobs at present */
    atomic_size_t waiting;         /* jobs in `global` */
    atomic_bool closing;           /* somebody wants to know when it is empty */
    atomic_bool stopping;
    atomic_uint running;           /* threads not yet ended */
    atomic_uint holders;           /* those, and the owner: the last one lets the memory go */
    _Atomic uint64_t pushed_outside, ended_outside;
    Pool     *next, *previous;     /* in the list of all pools */
    int64_t   ended_at;
    Timers    timers;
    struct Topology *topology;     /* by which its workers were placed, */
    struct Place *places;          /* and where */
    _Atomic(Worker *) keeper;      /* the sleeper that wakes for the timers */
    _Atomic int64_t kept_until;    /* until when it sleeps at most; INT64_MAX: that is not known */
    char      apart[64];
    _Atomic(Job *) sought;         /* JOB_SOUGHT while a worker looks for work: who has some puts it here.  NULL: nobody looks */
    char      apart_too[64];
    void     *user;                /* the layer's above */
    struct BlockingGroup *blocking;   /* of the threads beside its workers; the layer's above too */
};

#define JOB_SOUGHT ((Job *)1)

/* What is only there to be looked at. */
static inline void measure(const Worker *w, _Atomic uint64_t *counter, uint64_t n)
{
    if (!w->pool->options.unmeasured)
        counter_add(counter, n);
}

/* Starts the threads; NULL where that fails.  The pool lies in uncollectable memory. */
Pool *pool_new(const PoolOptions *options);
/* Lets the workers end once all jobs have; pool_join waits for them and frees the pool. */
void pool_stop(Pool *p);
void pool_join(Pool *p);
/* The same without waiting: the owner is done with the pool, whose last thread lets its memory go. */
void pool_abandon(Pool *p);
/* From now on [emptied] is called whenever the last job has ended. */
void pool_closing(Pool *p);
/* New jobs that have not ended for good yet. */
uint64_t pool_live(const Pool *p);
/* The running job has ended for good. */
void pool_job_ended(Worker *w);
/* Up to [max] jobs of the pool's queue, in order; how many. */
size_t pool_queued(Pool *p, Job **jobs, size_t max);
/* Has the worker, which runs here, nothing to do once its job waits?  Never in simulated pools. */
static inline bool worker_is_done(Worker *w)
{
    return w->next == NULL && w->ready.first == NULL && deque_size(&w->deque) == 0
        && atomic_load_explicit(&w->inbox, memory_order_relaxed) == NULL
        && atomic_load_explicit(&w->pool->waiting, memory_order_relaxed) == 0 && w->pool->options.order == ORDER_STEALING;
}
/* How many jobs wait in a worker's own queues, about: started and not. */
size_t worker_queued(const Worker *w);
/* What its thread is called, pool and worker; by that thread, in [room] for 16 bytes at least. */
void worker_label(const Worker *w, char *label, size_t room);
/* That of a pool's thread: as much of the pool's name as there is room for, whole letters of UTF-8, and the worker's number. */
void thread_name(char *to, const char *pool, unsigned worker);

/* The worker that the calling thread is now; NULL for other threads.  A fiber that went on on another
 * thread is on another worker: what this gives must not be kept across a switch. */
Worker *worker_self(void);
/* The calling thread is no worker any more: the process is a child, where no other threads are. */
void worker_forget(void);
/* Makes the calling thread a guest of the pool; NULL where there are too many. */
Worker *worker_guest(Pool *p);
void worker_guest_end(Worker *w);
/* A guest starts and stops taking jobs; when it stops, what it has goes to the others. */
void worker_looping(Worker *w, bool looping);

/* The next job to run; sleeps where there is none.  NULL: the pool stops, or the guest's
 * `interrupted` says so. */
Job *worker_next(Worker *w);
/* By the handler of a signal, on a thread that may be a worker: a sleep ends, also one that is about to begin. */
void worker_interrupted(void);
/* The next job where one is at hand, for who can't let other things happen now: no timer fires, nobody
 * sleeps.  NULL: ask worker_next. */
Job *worker_next_at_hand(Worker *w);
/* A new job: to the calling worker's deque if it is one of this pool, else to the pool's queue. */
void pool_push(Pool *p, Job *job);
/* The same to the pool's queue in any case: workers look there when they have nothing else. */
void pool_push_last(Pool *p, Job *job);
/* The same; a worker on that node of memory that sleeps is woken for it, if there is one. */
void pool_push_near(Pool *p, Job *job, int node);
/* There is work that need not be shared: somebody is woken if a processor has nothing to do. */
void pool_invite(Pool *p);
/* What only this worker would run goes to the others: it will be held up. */
void worker_lend(Worker *w);
/* All who sleep look around. */
void pool_rouse(Pool *p);
/* A job that had started goes on: on the calling worker, if it is one of the job's pool. */
void pool_resume(Job *job);
/* The running job gives way: it goes to the end of its home's queue.  The caller then switches away. */
void worker_yield(Worker *w, Job *job);
/* Has a job been resumed that goes on here? */
static inline bool worker_has_resumed(const Worker *w)
{
    return w->next != NULL || w->ready.first != NULL || atomic_load_explicit(&w->inbox, memory_order_relaxed) != NULL;
}
/* Is there any job that this worker could run now? */
static inline bool worker_is_wanted(Worker *w)
{
    return worker_has_resumed(w) || deque_size(&w->deque) != 0
        || atomic_load_explicit(&w->pool->waiting, memory_order_relaxed) != 0;
}
/* For a job that lets its worker sleep: timers that are due fire; nanoseconds until the next one. */
int64_t worker_looks_at_timers(Worker *w);
/* Has the running job used up its slice while others wait? */
bool worker_must_yield(Worker *w);
/* A number below n. */
uint64_t worker_random(Worker *w, uint64_t n);
/* A timer was added that is the first to fire: whoever keeps the time must know. */
void pool_timer_first(Pool *p);
/* The same where the calling job waits next. */
void pool_timer_first_and_wait(Pool *p);

/* Calls f for each pool there is; no pool ends meanwhile. */
void pools_each(void (*f)(Pool *p, void *argument), void *argument);
/* Is there such a pool?  In a child process not those that it was born with. */
bool pools_has(const Pool *pool);
/* This process is a child, where the threads of all these pools are not. */
void pools_forget(void);
/* Something outside the pools will resume a job later: a thread that blocks, a process, the network. */
void pools_outside(int change);
/* Nobody in any pool has anything to do, no timer runs, nothing is outside, and it was so the last time
 * that [w] asked, with nothing done in between.  To be asked by a guest that has nothing to do either. */
bool pools_stuck(Worker *w);

/* clock_ns; virtual in a simulated pool. */
int64_t pool_now(const Pool *p);

#endif
