/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool_object.c -- ThreadPool: making, asking and closing pools.
 *
 * A pool whose object is gone stops by itself: its threads end with its last task.  Close waits for
 * that; the session's own pool is never closed.
 */
#include "foreign/task/pool_object.h"

#include <math.h>

#include "foreign/task/method.h"
#include "foreign/task/wait.h"
#include "foreign/task/waitgraph.h"
#include "vm/num/number.h"

enum { WORKERS_MAX = 1024, QUEUE_LOOK = 4096, SHORT_WAITS = 3 };
#define SHORT_WAIT 0.001

/* What tasks know of their pool: Pool.user.  Collected memory, held by the pool. */
typedef struct PoolExtra {
    Lock        lock;
    WaiterQueue closers;               /* who waits for the last task */
    Val         before;                /* the comparison function; VAL_NONE: none */
} PoolExtra;

typedef struct PoolObject {
    Pool       *pool;
    PoolExtra  *extra;                 /* NULL: the session's */
    Val         name, options;         /* as they were given; VAL_NONE */
    atomic_bool closed;
    Pool       *twin;                  /* in a child process, of a pool that was made before: see twin_of */
} PoolObject;

static void pool_object_drop(void *self)
{
    PoolObject *o = self;

    if (o->pool != NULL && o->extra != NULL)
        pool_abandon(o->pool);
}

static void pool_object_print(const void *self, Out *to)
{
    const PoolObject *o = self;
    Val v = val_from_node((const char *)self - offsetof(Foreign, state));

    if (o->extra == NULL)
        out_str(to, "$Pool");
    else if (val_is_string(o->name))
        out_format(to, "ThreadPool[<%u, %s>]", (unsigned)foreign_serial(v), text_data(o->name));
    else
        out_format(to, "ThreadPool[<%u>]", (unsigned)foreign_serial(v));
}

static bool pool_object_equal(const void *a, const void *b)
{
    return ((const PoolObject *)a)->pool == ((const PoolObject *)b)->pool;
}

static uint64_t pool_object_hash(const void *self)
{
    return (uint64_t)(uintptr_t)((const PoolObject *)self)->pool >> 4;
}

static Val pool_object_apply(Vm *vm, void *self, Args args);
static Val pool_object_close(Vm *vm, void *self, Args args);

static const ForeignClass pool_class = {
    .name = "ThreadPool", .size = sizeof(PoolObject), .transfer = TRANSFER_SHARED, .drop = pool_object_drop,
    .print = pool_object_print, .equal = pool_object_equal, .hash = pool_object_hash, .apply = pool_object_apply,
    .close = pool_object_close, .usage = "a pool of worker threads",
};

/* In a child process: of what stands for a pool of the parent's nothing is known. */
static bool stands_for_one(Val v) { return ((const Foreign *)val_node(v))->process == FOREIGN_STANDS; }

static PoolObject *pool_object(Val v)
{
    return val_is_foreign_of(v, &pool_class) && !stands_for_one(v) ? foreign_state(v) : NULL;
}

Pool *pool_object_any(Val v)
{
    PoolObject *o = pool_object(v);

    return o == NULL ? NULL : o->pool;
}

/* What a child process starts in a pool of its parent's runs in one of its own, of the same options: it is the child's
 * definitions that its tasks see, and none of the parent's workers are here. */
static Pool *twin_of(Val v)
{
    PoolObject *o = foreign_state(v);

    if (o->twin == NULL) {
        PoolOptions options = o->pool->options;
        o->twin = task_pool_new(&options);
        if (o->twin != NULL && o->extra != NULL) {
            o->extra->lock = (Lock){0};
            o->extra->closers = (WaiterQueue){0};
            o->twin->user = o->extra;
        }
    }
    return o->twin;
}

Pool *pool_object_pool(Val v)
{
    PoolObject *o = pool_object(v);

    if (o == NULL || atomic_load(&o->closed))
        return NULL;
    return foreign_is_here(v) ? o->pool : twin_of(v);
}

Val pool_object_name(Val v)
{
    PoolObject *o = pool_object(v);

    return o == NULL ? VAL_NONE : o->name;
}

Val pool_object_closed(Vm *vm, Val v)
{
    PoolObject *o = pool_object(v);

    return o == NULL || !atomic_load(&o->closed) ? VAL_NONE : task_failure(vm, "Closed", "The pool is closed.", VAL_NONE);
}

Val pool_object_session(Vm *vm)
{
    (void)task_of(vm);
    Val v = foreign_new(vm_heap(vm), &pool_class, 0);

    ((PoolObject *)foreign_state(v))->pool = task_pool(vm);
    return v;
}

/* ---- priorities ---- */

/* A task as the comparison function sees it. */
static Val described(Heap *h, const Task *t)
{
    AssocBuilder b;

    assoc_builder_start(&b, h);
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Name"), .value = val_is_none(t->name) ? S_None : t->name});
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Task"), .value = val_int((int64_t)t->serial)});
    assoc_builder_put(&b, (AssocEntry){.key = text_from(h, "Expression"), .value = expr1(h, S_HoldComplete, t->value)});
    return assoc_builder_finish(&b);
}

static bool goes_before(Vm *vm, Val f, const Task *a, const Task *b)
{
    Heap *h = vm_heap(vm);

    return val_is(vm_eval(vm, expr_make(h, f, 2, (Val[]){described(h, a), described(h, b)})), S_True);
}

static bool rank_before(const Job *a, const Job *b)
{
    return job_task((Job *)a)->rank < job_task((Job *)b)->rank;
}

/* Halves the queue as it is now; the function runs with no lock held, and the rank found is good
 * whatever becomes of the queue meanwhile. */
void pool_object_rank(Vm *vm, Pool *pool, Task *t)
{
    PoolExtra *x = pool->user;
    bool may_park = vm->may_park;

    if (x == NULL || val_is_none(x->before))
        return;
    Job **queued = heap_alloc(vm_heap(vm), QUEUE_LOOK * sizeof *queued);
    size_t n = pool_queued(pool, queued, QUEUE_LOOK), low = 0, high = n;
    vm->may_park = false;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (goes_before(vm, x->before, t, job_task(queued[middle])))
            high = middle;
        else
            low = middle + 1;
    }
    vm->may_park = may_park;
    double left = low > 0 ? job_task(queued[low - 1])->rank : -INFINITY, right = low < n ? job_task(queued[low])->rank : INFINITY;
    if (isinf(left) && isinf(right))
        t->rank = 0;
    else if (isinf(left))
        t->rank = right - 1;
    else
        t->rank = isinf(right) ? left + 1 : left + (right - left) / 2;
}

/* ---- closing ---- */

static void wake_closers(Pool *p)
{
    PoolExtra *x = p->user;
    Waiter *w;

    if (x == NULL || pool_live(p) > 1)     /* 1: perhaps the closer itself */
        return;
    lock_take(&x->lock);
    while ((w = waiters_claim(&x->closers)) != NULL)
        waiter_wake(w, S_Null);
    lock_release(&x->lock);
}

static void release_closer(Task *t)
{
    lock_release(&((PoolObject *)t->on)->extra->lock);
}

static void leave_closers(Task *t, PoolObject *o)
{
    lock_take(&o->extra->lock);
    waiters_remove(&o->extra->closers, t->waiter);
    lock_release(&o->extra->lock);
}

/* A task of the pool that closes it does not wait for itself. */
static bool is_empty(const Task *t, const Pool *p)
{
    return pool_live(p) <= (t->kind == TASK_SPAWNED && t->job.pool == p ? 1 : 0);
}

static void cancel_rest(Vm *vm, const Task *self, const Pool *p)
{
    size_t n;
    Task **live = tasks_live(vm_heap(vm), &n);

    for (size_t i = 0; i < n; i++)
        if (live[i]->job.pool == p && live[i]->kind == TASK_SPAWNED && live[i] != self)
            task_cancel(vm, live[i]);
}

static Val finish_close(Vm *vm, Task *t);

/* The first waits are short: a task may have ended without having seen that somebody waits. */
static Val wait_for_end(Vm *vm, Task *t, PoolObject *o)
{
    double left = t->until < 0 ? -1 : fmax(t->until - (double)pool_now(t->job.pool) * 1e-9, 0);

    lock_take(&o->extra->lock);
    if (is_empty(t, o->pool)) {
        lock_release(&o->extra->lock);
        t->on = NULL;
        pool_stop(o->pool);
        return S_Null;
    }
    uint32_t wait = task_wait_open(t, NULL);
    waiters_add(&o->extra->closers, task_waiter(vm, t, wait), o);
    t->on = o;
    if (t->index++ < SHORT_WAITS && !(left >= 0 && left < SHORT_WAIT))
        left = SHORT_WAIT;
    return task_wait(vm, t, release_closer, finish_close, left);
}

static Val finish_close(Vm *vm, Task *t)
{
    PoolObject *o = t->on;

    if (t->reason != WAKE_VALUE)
        leave_closers(t, o);
    if (t->reason == WAKE_TIMEOUT) {
        TRY(limits_look(vm));
        if (t->until >= 0 && (double)pool_now(t->job.pool) * 1e-9 >= t->until) {
            t->until = -1;
            t->index = 0;
            cancel_rest(vm, t, o->pool);
        }
    } else if (t->reason != WAKE_VALUE) {
        t->on = NULL;
        return task_woken_otherwise(vm, t);
    }
    return wait_for_end(vm, t, o);
}

static Val pool_object_close(Vm *vm, void *self, Args args)
{
    PoolObject *o = self;
    Task *t = task_of(vm);
    double seconds = -1;
    bool may_park = vm->may_park;

    if (o->extra == NULL)
        return task_failure(vm, "Refused", "The session's own pool is not closed.", VAL_NONE);
    if (args.n > 1 && !task_limit(args.v[1], &seconds))
        return task_failure(vm, "Refused", "The second argument of Close is not a time.", args.v[1]);
    atomic_store(&o->closed, true);
    pool_closing(o->pool);
    t->index = 0;
    t->until = seconds < 0 ? -1 : (double)pool_now(t->job.pool) * 1e-9 + seconds;
    vm->may_park = false;
    Val v = wait_for_end(vm, t, o);
    vm->may_park = may_park;
    return v;
}

/* ---- asking ---- */

/* Is [name] this word, with a small or a capital first letter? */
static bool names(Val name, const char *word)
{
    const char *s = text_data(name);

    return text_bytes(name) == strlen(word) && (s[0] | 32) == (word[0] | 32) && strcmp(s + 1, word + 1) == 0;
}

static Val property(Vm *vm, const PoolObject *o, Val name)
{
    if (names(name, "Name"))
        return o->extra == NULL ? text_from(vm_heap(vm), "$Pool") : val_is_none(o->name) ? S_None : o->name;
    if (names(name, "Workers"))
        return val_int((int64_t)o->pool->count);
    if (names(name, "Closed"))
        return val_bool(atomic_load(&o->closed));
    if (names(name, "Tasks"))
        return val_int((int64_t)pool_live(o->pool));
    if (names(name, "Options"))
        return val_is_none(o->options) ? expr0(vm_heap(vm), S_List) : o->options;
    return VAL_NONE;
}

static Val pool_object_apply(Vm *vm, void *self, Args args)
{
    Heap *h = vm_heap(vm);
    Val pool = val_from_node((char *)self - offsetof(Foreign, state)), name = args.n > 0 ? args.v[0] : VAL_NONE;
    Builder b;

    if (!val_is_string(name))
        return NOT_MINE;
    if (args.n == 1 && !stands_for_one(pool)) {
        Val v = property(vm, self, name);
        if (!val_is_none(v))
            return v;
    }
    if (names(name, "Submit") || names(name, "Close") || names(name, "Statistics")) {
        builder_start(&b, h, names(name, "Submit") ? S_Submit : names(name, "Close") ? S_Close : S_PoolStatistics);
        builder_push(&b, pool);
        for (size_t i = 1; i < args.n; i++)
            builder_push(&b, args.v[i]);
        return builder_finish(&b);
    }
    if (text_bytes(name) > 8 && (strncmp(text_data(name), "Parallel", 8) == 0 || strncmp(text_data(name), "parallel", 8) == 0)) {
        Val word = text_format(h, "P%s", text_data(name) + 1);
        builder_start(&b, h, vm_symbol(vm, text_data(word), text_bytes(word)));
        for (size_t i = 1; i < args.n; i++)
            builder_push(&b, args.v[i]);
        builder_push(&b, expr2(h, S_Rule, S_Pool, pool));
        return builder_finish(&b);
    }
    return method_none(vm, pool, name);
}

Val pool_object_new(Vm *vm, PoolOptions *options, Val name, Val given, Val before)
{
    Heap *h = vm_heap(vm);
    Val v = foreign_new(h, &pool_class, ++vm->foreign_serial);
    PoolObject *o = foreign_state(v);

    (void)task_of(vm);
    o->name = name;
    o->options = given;
    o->extra = heap_alloc(h, sizeof *o->extra);
    o->extra->before = before;
    options->emptied = wake_closers;
    options->before = rank_before;
    o->pool = task_pool_new(options);
    if (o->pool == NULL)
        return VAL_NONE;
    o->pool->user = o->extra;
    return v;
}
