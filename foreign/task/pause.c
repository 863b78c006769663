/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pause.c -- a task waits for time to pass.
 */
#include <math.h>

#include "foreign/task/evaluator.h"
#include "foreign/task/wait.h"

/* The timer's end is the value of this wait, unless a limit around it came first. */
static Val finish_pause(Vm *vm, Task *t)
{
    if (t->reason != WAKE_TIMEOUT)
        return task_woken_otherwise(vm, t);
    TRY(limits_look(vm));
    double left = t->until - (double)pool_now(t->job.pool) * 1e-9;
    if (left <= 0)
        return S_Null;
    task_wait_open(t, NULL);
    return task_wait(vm, t, wait_release_nothing, finish_pause, left);
}

Val task_pause(Vm *vm, double seconds)
{
    Task *t = task_of(vm);

    if (UNLIKELY(!evaluator_may_leave(vm->may_park)))
        return evaluator_refuses(vm);
    t->until = (double)pool_now(t->job.pool) * 1e-9 + seconds;
    task_wait_open(t, NULL);
    return task_wait(vm, t, wait_release_nothing, finish_pause, t->simulated && seconds == INFINITY ? -1 : seconds);
}
