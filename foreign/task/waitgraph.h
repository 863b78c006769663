/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * waitgraph.h -- which tasks there are, what they wait for, and what is done when nothing can end it.
 */
#ifndef LYRA_TASK_WAITGRAPH_H
#define LYRA_TASK_WAITGRAPH_H

#include "foreign/task/task.h"

/* All tasks that have not ended, by serial; promises not.  Walks the heap: costs a collection. */
Task **tasks_live(Heap *h, size_t *n);
/* All objects of a foreign class that are reachable, as a List; the same cost. */
Val foreign_objects(Heap *h, const ForeignClass *class);
/* Does it wait at this moment? */
bool task_waits(const Task *t);
/* What a waiting task waits for: a foreign object, a List of futures (as of those who evaluate its elements), a lock in HoldForm, "Tasks" of its scope, "Process" of
 * which all tasks wait, "Several", or "Time". */
Val task_waits_for(Heap *h, Task *const *live, size_t n, const Task *t);
/* What a task is called in reports: "Main", its name, or its number. */
Val task_label(Heap *h, const Task *t);
/* Cycles of tasks of which each waits for the next: a List of Lists of labels. */
Val wait_cycles(Heap *h, Task *const *live, size_t n);

/* The task has opened a wait for [f], whose lock it holds, and is in no queue yet: the Failure of the cycle of tasks, each of
 * which waits for the next alone and without a limit of time, that this closes; then the wait is over.  Else VAL_NONE. */
Val wait_closes_cycle(Vm *vm, Task *t);
static inline Val wait_begins_for(Vm *vm, Task *t, Task *f)
{
    if (atomic_load_explicit(&t->guard, memory_order_relaxed) == NULL)
        return VAL_NONE;
    atomic_store_explicit(&t->shielded, t->closing || vm->abort_protected > 0, memory_order_relaxed);
    atomic_store_explicit(&t->awaits, f, memory_order_release);
    /* Of those who close a cycle at once one at least sees all the others. */
    atomic_thread_fence(memory_order_seq_cst);
    return UNLIKELY(atomic_load_explicit(&f->awaits, memory_order_acquire) != NULL) ? wait_closes_cycle(vm, t) : VAL_NONE;
}
/* Nothing can end any wait any more: all of them end with a Failure. */
void deadlock_break(Vm *vm);
/* The same for the tasks of a scope and those that do their work, in a pool where nothing is running.  False: none of them waits,
 * or one is in another pool, so that more may come. */
bool deadlock_break_scope(Heap *h, Scope *s, const Pool *pool);
/* What the last deadlock was; VAL_NONE: there was none. */
Val deadlock_last(void);

#endif
