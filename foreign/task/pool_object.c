/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pool_object.c -- ThreadPool.
 */
#include "foreign/task/pool_object.h"

typedef struct PoolObject {
    Pool *pool;                    /* NULL: closed */
} PoolObject;

static void pool_object_drop(void *self)
{
    PoolObject *o = self;

    if (o->pool != NULL)
        pool_stop(o->pool);
}

static const ForeignClass pool_class = {
    .name = "ThreadPool", .size = sizeof(PoolObject), .transfer = TRANSFER_SHARED, .drop = pool_object_drop,
    .usage = "a pool of worker threads",
};

Pool *pool_object_pool(Val v)
{
    return val_is_foreign_of(v, &pool_class) ? ((PoolObject *)foreign_state(v))->pool : NULL;
}

BUILTIN(ThreadPool,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL | EFFECT_STATE,
    .usage = "ThreadPool[] is a pool of workers, one for each processor; ThreadPool[n] has n.",
    .messages = MESSAGES("workers", "`1` is not a number of workers from 1 to 1024."),
    .examples = EXAMPLES(">> Await[Spawn[1 + 1, Pool -> ThreadPool[2]]]", "2"))
{
    PoolOptions options = {.workers = pool_processors(), .name = "pool", .pin = true};
    size_t n = options_split(args);

    if (n == 1 && (!val_is_small(args.v[0]) || val_small(args.v[0]) < 1 || val_small(args.v[0]) > 1024))
        return MESSAGE(vm, "workers", args.v[0]);
    if (n == 1)
        options.workers = (unsigned)val_small(args.v[0]);
    if (options.workers > pool_processors())
        options.pin = false;
    (void)task_of(vm);
    Val v = foreign_new(vm_heap(vm), &pool_class, ++vm->foreign_serial);
    ((PoolObject *)foreign_state(v))->pool = task_pool_new(&options);
    return v;
}
