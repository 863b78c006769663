/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * blocking.c -- SpawnBlocking: tasks on threads of their own.
 *
 * What blocks its thread (a library, a command, a read from a terminal) would keep a worker of the pool from
 * its other tasks.  Each such task gets a pool of one thread, whose ended tasks' threads serve again.  How many
 * there may be at once is a matter of the pool that the task is started from: its MaxBlockingThreads, or
 * BLOCKING_MAX for all other pools together.  Further tasks wait in order until one of those has ended.
 */
#include "foreign/task/blocking.h"

#include "foreign/task/isolate.h"
#include "foreign/task/pool_object.h"
#include "foreign/task/transfer.h"

enum { BLOCKING_MAX = 64, IDLE_MAX = 64 };

/* Who may have how many threads; collected memory, held by the pool. */
typedef struct BlockingGroup {
    unsigned max, running;
    JobQueue waiting;
} BlockingGroup;

/* The process's threads; their pools are uncollectable. */
static struct {
    Lock          lock;              /* guards the groups too */
    unsigned      idle_count;
    Pool         *idle[IDLE_MAX];
    BlockingGroup others;            /* of the pools without a limit of their own */
} blocking;

/* Tells when the task of a thread has ended. */
typedef struct Departure {
    Listener       listener;         /* first */
    BlockingGroup *group;
} Departure;

/* What the pool that a task was started from says of it, which may be gone when it runs: Task.work. */
typedef struct Isolation { unsigned retries; } Isolation;

/* The group of tasks that are started from a pool's. */
static BlockingGroup *group_of(Heap *h, Pool *p)
{
    BlockingGroup *g = NULL;

    lock_take(&blocking.lock);
    g = p->blocking;
    lock_release(&blocking.lock);
    if (g != NULL || p->options.blocking_max == 0)
        return g == NULL ? &blocking.others : g;
    BlockingGroup *made = heap_alloc_kept(h, sizeof *made);

    made->max = p->options.blocking_max;
    lock_take(&blocking.lock);
    if (p->blocking == NULL)
        p->blocking = made;
    g = p->blocking;
    lock_release(&blocking.lock);
    return g;
}

/* A thread that has nothing to do, or a new one; NULL: none can be had. */
static Pool *thread_take(BlockingGroup *g)
{
    Pool *p = NULL;

    lock_take(&blocking.lock);
    if (blocking.idle_count > 0)
        p = blocking.idle[--blocking.idle_count];
    lock_release(&blocking.lock);
    if (p == NULL) {
        PoolOptions options = {.workers = 1, .name = "blocking", .beside = true};
        p = task_pool_new(&options);
    }
    if (p != NULL) {
        lock_take(&blocking.lock);
        p->blocking = g;
        lock_release(&blocking.lock);
    }
    return p;
}

/* The thread serves the next task of the group, or waits to be used again. */
static void departed(Listener *l, Task *t)
{
    BlockingGroup *g = ((Departure *)l)->group;
    Pool *p = t->job.pool, *surplus = NULL;

    lock_take(&blocking.lock);
    Job *next = queue_take(&g->waiting);
    if (next == NULL) {
        g->running--;
        p->blocking = NULL;
        if (blocking.idle_count < IDLE_MAX)
            blocking.idle[blocking.idle_count++] = p;
        else
            surplus = p;
    }
    lock_release(&blocking.lock);
    if (next != NULL)
        pool_push(p, next);
    if (surplus != NULL)
        pool_abandon(surplus);
}

/* Has the group a thread for one more?  Else the task waits its turn. */
static bool may_run(BlockingGroup *g, Task *t)
{
    lock_take(&blocking.lock);
    if (g == &blocking.others && g->max == 0)
        g->max = BLOCKING_MAX;
    bool runs = g->running < g->max;
    if (runs)
        g->running++;
    else
        queue_add(&g->waiting, &t->job);
    lock_release(&blocking.lock);
    return runs;
}

/* There is no thread for a task that may run. */
static void give_up(BlockingGroup *g)
{
    lock_take(&blocking.lock);
    g->running--;
    lock_release(&blocking.lock);
}

/* The thread waits for a child process, which the task is evaluated in. */
static Val isolated_body(Vm *vm, Task *t)
{
    if (atomic_load_explicit(&t->cancelled, memory_order_acquire))
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    return isolate_evaluate(vm, ((const Isolation *)t->work)->retries, t->value);
}

static void isolate(Vm *vm, Task *t, const Pool *from)
{
    Isolation *i = heap_alloc_kept(vm_heap(vm), sizeof *i);

    i->retries = from->options.retries;
    t->work = i;
    t->body = isolated_body;
}

static Task *start(Vm *vm, Pool *from, Val expr, Val name)
{
    BlockingGroup *g = group_of(vm_heap(vm), from);
    Departure *d = heap_alloc_kept(vm_heap(vm), sizeof *d);
    Task *t = task_prepare(vm, from, expr, name);

    if (atomic_load(&t->done))
        return t;
    /* Nobody else knows of it yet. */
    if (from->options.isolated)
        isolate(vm, t, from);
    d->listener.ended = departed;
    d->listener.task = t;
    d->group = g;
    t->listeners = &d->listener;
    if (!may_run(g, t))
        return t;
    Pool *thread = thread_take(g);
    if (thread == NULL) {
        give_up(g);
        t->listeners = NULL;
        task_complete(t, task_failure(vm, "Thread", "There is no thread to be had.", VAL_NONE), true);
        return NULL;
    }
    pool_push(thread, &t->job);
    return t;
}

void blocking_forget(void)
{
    blocking.lock = (Lock){0};
    blocking.idle_count = 0;
    blocking.others = (BlockingGroup){0};
}

BUILTIN(SpawnBlocking,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = "Name -> None, Pool -> Automatic",
    .usage = "SpawnBlocking[expr] evaluates expr in a task on a thread of its own, for what blocks the thread itself, and gives a Future at once. How many "
             "threads there may be is said by MaxBlockingThreads of the pool that it is evaluated in, or of Pool -> pool; further tasks wait for their turn. Where that pool evaluates in "
             "child processes, so does the thread.",
    .messages = MESSAGES("thread", "There is no thread to be had.", "pool", "`1` is not a pool that takes tasks.", TRANSFER_MESSAGE, NAME_MESSAGE),
    .examples = EXAMPLES(">> Await[SpawnBlocking[1 + 1]]", "2"))
{
    size_t n = options_split(args);

    if (n != 1)
        return options_known(vm, args, 1) ? builtin_message(vm, args.builtin, "argx", 2, (Val[]){S_SpawnBlocking, val_int((int64_t)n)}) : NOT_MINE;
    Val name, pool;
    if (!task_name_option(vm, args, &name))
        return name;
    TRY(pool = option_get(vm, args, S_Pool));
    Pool *from = val_is(pool, S_Automatic) ? task_of(vm)->job.pool : pool_object_pool(pool);
    if (from == NULL) {
        Val closed = pool_object_closed(vm, pool);
        return val_is_none(closed) ? MESSAGE(vm, "pool", pool) : closed;
    }
    Val expr = args.v[0];
    Crossing *c = NULL;
    if (from->options.isolated ? transfer_refused(vm, args, expr) : !transfer_begin(vm, args, &expr, &c))
        return NOT_MINE;
    /* Where every choice comes from the seed there is one thread only. */
    Task *t = from->options.order == ORDER_SIMULATED ? task_spawn(vm, from, expr, name) : start(vm, from, expr, name);
    transfer_end(c, t != NULL && !task_never_ran(t));
    return t == NULL ? MESSAGE0(vm, "thread") : task_future(t);
}
