/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * simulated.c -- tasks of simulated pools.
 */
#include "foreign/task/simulated.h"

#include "foreign/sched/simulate.h"

/* When virtual time begins: 1 January 2000, 00:00 UTC.  Above all numbers that those of other tasks begin with. */
#define VIRTUAL_ORIGIN 946684800.0
#define NUMBERS (UINT64_C(1) << 52)
/* From one wait to the next a task has so many numbers for the objects that it makes. */
enum { OBJECTS = 256 };

double simulated_clock(const Vm *vm, clockid_t which)
{
    const Task *t = vm->task;

    if (t == NULL)
        return 0;
    double now = (double)simulate_now(t->job.pool) * 1e-9;
    switch (which) {
    case CLOCK_REALTIME:
        return VIRTUAL_ORIGIN + now;
    case CLOCK_PROCESS_CPUTIME_ID: case CLOCK_THREAD_CPUTIME_ID:
        return (double)simulate_worked(t->job.pool) * 1e-9;
    default:
        return now;
    }
}

uint64_t simulated_numbers(const Task *t)
{
    return NUMBERS + ((uint64_t)task_number_inside(t) << 20);
}

void simulated_begin(Vm *vm, Task *t)
{
    t->random_seed = simulate_draw(t->job.pool, UINT64_MAX) | 1;
    simulated_go_on(vm, t);
}

void simulated_go_on(Vm *vm, const Task *t)
{
    vm->random_seed = t->random_seed;
    vm->foreign_serial = t->job.pool->objects;
    t->job.pool->objects += OBJECTS;
    /* What comes next does not depend on what ran in this VM before. */
    vm->budget = 1;
}

Val simulated_point(Vm *vm)
{
    Task *t = vm->task;

    if (simulate_yields(t->job.pool))
        task_yield(vm, t);
    /* The same; and time may have passed. */
    vm->budget = 1;
    return vm->on_poll(vm);
}

Pool *task_pool_simulated(uint64_t seed, bool (*stuck)(Pool *p))
{
    PoolOptions options = {.workers = 1, .name = "simulated", .order = ORDER_SIMULATED, .seed = seed, .stuck = stuck};

    return task_pool_new(&options);
}
