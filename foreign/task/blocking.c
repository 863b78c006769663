/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * blocking.c -- SpawnBlocking: tasks on threads of their own.
 *
 * What blocks its thread (a library, a command, a read from a terminal) would keep a worker of the pool from
 * its other tasks.  Each such task gets a pool of one thread; threads are used again, and there are at most
 * BLOCKING_MAX: further tasks wait behind others.
 */
#include "foreign/task/task.h"
#include "foreign/task/transfer.h"

enum { BLOCKING_MAX = 64 };

typedef struct BlockingThread {
    Pool       *pool;
    atomic_uint tasks;               /* on it, or waiting for it */
} BlockingThread;

/* The process's threads; uncollectable, as pools are. */
static struct {
    Lock           lock;
    unsigned       count;
    BlockingThread threads[BLOCKING_MAX];
} blocking;

/* Tells the thread when its task has ended. */
typedef struct Departure {
    Listener        listener;        /* first */
    BlockingThread *thread;
} Departure;

static void departed(Listener *l, Task *t)
{
    (void)t;
    atomic_fetch_sub(&((Departure *)l)->thread->tasks, 1);
}

/* A thread with nothing to do, a new one, or the one with the least; NULL: none can be had. */
static BlockingThread *thread_take(void)
{
    BlockingThread *least = NULL;

    lock_take(&blocking.lock);
    for (unsigned i = 0; i < blocking.count; i++)
        if (least == NULL || atomic_load(&blocking.threads[i].tasks) < atomic_load(&least->tasks))
            least = &blocking.threads[i];
    if ((least == NULL || atomic_load(&least->tasks) > 0) && blocking.count < BLOCKING_MAX) {
        PoolOptions options = {.workers = 1, .name = "blocking"};
        Pool *p = task_pool_new(&options);
        if (p != NULL) {
            least = &blocking.threads[blocking.count++];
            least->pool = p;
        }
    }
    if (least != NULL)
        atomic_fetch_add(&least->tasks, 1);
    lock_release(&blocking.lock);
    return least;
}

BUILTIN(SpawnBlocking,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = "Name -> None",
    .usage = "SpawnBlocking[expr] evaluates expr in a task on a thread of its own, for what blocks the thread itself, and gives a Future at once.",
    .messages = MESSAGES("thread", "There is no thread to be had.", TRANSFER_MESSAGE),
    .examples = EXAMPLES(">> Await[SpawnBlocking[1 + 1]]", "2"))
{
    size_t n = options_split(args);

    if (n != 1)
        return builtin_message(vm, args.builtin, "argx", 2, (Val[]){S_SpawnBlocking, val_int((int64_t)n)});
    if (transfer_refused(vm, args, args.v[0]))
        return NOT_MINE;
    Val name = option_get(vm, args, S_Name);
    TRY(name);
    (void)task_of(vm);
    BlockingThread *thread = thread_take();
    if (thread == NULL)
        return MESSAGE0(vm, "thread");
    Departure *d = heap_alloc(vm_heap(vm), sizeof *d);
    d->listener.ended = departed;
    d->thread = thread;
    Task *t = task_prepare(vm, thread->pool, args.v[0], val_is(name, S_None) ? VAL_NONE : name);
    if (atomic_load(&t->done)) {
        departed(&d->listener, t);
        return task_future(t);
    }
    /* Nobody else knows of it yet. */
    d->listener.task = t;
    t->listeners = &d->listener;
    pool_push(thread->pool, &t->job);
    return task_future(t);
}
