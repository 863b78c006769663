/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * descriptor_wait.c -- tasks that wait for files, pipes and other programs.
 *
 * Such a wait sleeps in the kernel, on its worker, while nobody else wants that worker: so it ends as soon as what it waits
 * for is there.  Where somebody does, the task waits aside, for a timer, and looks again when that has fired.  The first VM's own
 * waits keep its thread: there is nothing else for it to do.
 */
#include "foreign/task/descriptor_wait.h"

#include "foreign/task/evaluator.h"
#include "foreign/task/wait.h"
#include "vm/value/descriptors.h"

/* Tasks that wait aside for what computes: a child process each. */
static atomic_uint computing;

static bool task_pending(Heap *h)
{
    Vm *vm = vm_of_heap(h);
    Task *t = vm->task;

    if (t != NULL && atomic_load_explicit(&t->cancelled, memory_order_relaxed) && vm->abort_protected == 0) {
        vm->budget = 0;
        return true;
    }
    return limits_pending(h);
}

bool descriptor_waits_enough(const Pool *p)
{
    return atomic_load_explicit(&computing, memory_order_relaxed) >= p->count;
}

/* However it ended: who asked looks for himself. */
static Val finish_aside(Vm *vm, Task *t)
{
    (void)vm;
    (void)t;
    return S_Null;
}

static void wait_aside(Vm *vm, Task *t, int64_t nanoseconds)
{
    bool may_park = vm->may_park;

    vm->may_park = false;
    task_wait_open(t, NULL);
    Val woken = task_wait(vm, t, wait_release_nothing, finish_aside, (double)nanoseconds * 1e-9);
    (void)woken;
    vm->may_park = may_park;
}

static int task_wait_descriptors(Heap *h, struct pollfd *fds, size_t n, int64_t nanoseconds, bool computes)
{
    Vm *vm = vm_of_heap(h);
    Task *t = vm->task;
    Worker *w = worker_self();

    if (t == NULL || w == NULL || t->kind == TASK_MAIN || t->simulated)
        return descriptors_poll(fds, n, nanoseconds);
    int64_t due = worker_looks_at_timers(w);
    /* A guest's own job goes on in any case; the others have workers. */
    bool wanted = w->guest ? worker_has_resumed(w) : worker_is_wanted(w) && !(computes && descriptor_waits_enough(w->pool));
    if (!wanted || !evaluator_may_leave(false))
        return descriptors_poll(fds, n, due < nanoseconds ? due : nanoseconds);
    int ready = descriptors_poll(fds, n, 0);
    if (ready != 0)
        return ready;
    if (computes)
        atomic_fetch_add_explicit(&computing, 1, memory_order_relaxed);
    wait_aside(vm, t, nanoseconds);
    if (computes)
        atomic_fetch_sub_explicit(&computing, 1, memory_order_relaxed);
    return descriptors_poll(fds, n, 0);
}

void descriptor_wait_start(Vm *vm)
{
    vm->heap.pending = task_pending;
    vm->heap.wait = task_wait_descriptors;
}
