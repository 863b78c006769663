/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * session_pool.c -- the session's own pool, made when it is first asked for.
 */
#include "foreign/sched/processors.h"
#include "foreign/task/evaluator.h"

static struct {
    Lock  lock;
    Pool *pool;
} session;

Pool *task_session_pool(void)
{
    lock_take(&session.lock);
    if (session.pool == NULL) {
        PoolOptions options = {.workers = processors_usable(), .name = "lyra", .placement = PLACE_AUTOMATIC};
        session.pool = task_pool_new(&options);
    }
    Pool *p = session.pool;
    lock_release(&session.lock);
    return p;
}

Pool *task_pool(Vm *vm)
{
    const Task *t = vm->task;

    if (t != NULL && t->kind == TASK_SPAWNED && !t->job.pool->options.beside)
        return t->job.pool;
    return task_session_pool();
}

void session_pool_forget(void)
{
    session.lock = (Lock){0};
    session.pool = NULL;
}
