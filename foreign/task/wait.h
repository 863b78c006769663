/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * wait.h -- how a wait begins and who ends it: what every operation of a channel does, so it is in line.
 *
 * The wait of a task that is in one queue only and has no limit of time is nearly always ended by who finds it in that queue, and
 * so holds the queue's lock.  Such a wait is guarded: Task.guard is that lock, and nobody ends it without.  Then
 * no compare-and-swap is needed; the few others (cancellation, Ctrl-C, a deadlock that is broken) take the guard first.
 * Who has no guard is in several queues, or a timer's: one compare-and-swap on Task.wait decides.
 *
 * Who knows a wait's number but not its guard reads the guard after the number, and finds what was there when that wait
 * opened, or later: the guard is written first.  If later, the wait has ended, which it sees by the number, whatever it locks.
 */
#ifndef LYRA_TASK_WAIT_H
#define LYRA_TASK_WAIT_H

#include "foreign/task/task.h"
#include "vm/base/list.h"

/* What guards a wait of [seconds] in the one queue that [lock] is for. */
static inline Lock *wait_guard(const Vm *vm, double seconds, Lock *lock)
{
    return seconds < 0 && vm->limits == NULL ? lock : NULL;
}

/* Opens a new wait; its number, for waiters.  To be called before anybody can know of the wait, with the guard held. */
static inline uint32_t task_wait_open(Task *t, Lock *guard)
{
    uint32_t wait = (atomic_load_explicit(&t->wait, memory_order_relaxed) | 1) + 2;

    atomic_store_explicit(&t->guard, guard, memory_order_relaxed);
    atomic_store_explicit(&t->wait, wait, memory_order_release);
    return wait;
}

/* Who only wants to know when there may be something to look at is handed nothing.  Its waiter has this bit in `arm`, and the other
 * way round in `wait`, so that nobody claims it: who tries tells it instead.  Its wait has no guard. */
#define WAITER_WATCHES (1u << 31)
static inline bool waiter_watches(const Waiter *w) { return (w->arm & WAITER_WATCHES) != 0; }
/* Ends the wait of one who watches and was in a queue, whose lock is held. */
void waiter_notice(Waiter *w);

/* For task_wait where nothing is held. */
static inline void wait_release_nothing(Task *t)
{
    (void)t;
}

/* Takes the right to end this wait, which has no guard; false where somebody else has it. */
static inline bool task_claim(Task *t, uint32_t wait)
{
    uint32_t expected = wait;

    return atomic_compare_exchange_strong_explicit(&t->wait, &expected, wait & ~1u, memory_order_acq_rel, memory_order_relaxed);
}

/* The same for who holds the lock of a queue that the wait is in, and so its guard if it has one. */
static inline bool task_claim_locked(Task *t, uint32_t wait)
{
    if (UNLIKELY(atomic_load_explicit(&t->guard, memory_order_relaxed) == NULL))
        return task_claim(t, wait);
    if (UNLIKELY(atomic_load_explicit(&t->wait, memory_order_relaxed) != wait))
        return false;
    atomic_store_explicit(&t->wait, wait & ~1u, memory_order_relaxed);
    return true;
}

/* The same for who holds no lock that guards a wait. */
bool task_claim_any(Task *t, uint32_t wait);

static inline void waiters_add(WaiterQueue *q, Waiter *w, void *queue)
{
    w->queue = queue;
    LIST_APPEND(q->first, q->last, w, next, previous);
}

static inline void waiters_remove(WaiterQueue *q, Waiter *w)
{
    if (w->queue == NULL)
        return;
    if (w->next == NULL)
        q->last = w->previous;
    LIST_REMOVE(q->first, w, next, previous);
    w->queue = NULL;
}

static inline void waiters_drop_first(WaiterQueue *q)
{
    Waiter *w = q->first;

    q->first = w->next;
    if (w->next != NULL)
        w->next->previous = NULL;
    else
        q->last = NULL;
    w->next = NULL;
    w->queue = NULL;
}

/* The first, if there is one and its wait could be claimed: calls nothing.  NULL: it is still there.  The queue's lock is held. */
static inline Waiter *waiters_claim_first(WaiterQueue *q)
{
    Waiter *w = q->first;

    if (w == NULL || UNLIKELY(!task_claim_locked(w->task, w->wait)))
        return NULL;
    waiters_drop_first(q);
    return w;
}

/* The first whose wait could be claimed; stale ones are dropped on the way, and who watches is told.  NULL: none.  The queue's lock is held. */
Waiter *waiters_claim_any(WaiterQueue *q);
static inline Waiter *waiters_claim(WaiterQueue *q)
{
    Waiter *w = waiters_claim_first(q);

    return LIKELY(w != NULL) || q->first == NULL ? w : waiters_claim_any(q);
}

/* Who watches is told before any other in the queue. */
static inline void waiters_add_first(WaiterQueue *q, Waiter *w, void *queue)
{
    w->queue = queue;
    LIST_PREPEND(q->first, w, next, previous);
    if (w->next == NULL)
        q->last = w;
}

/* All who watch are told, in a queue that has them first.  Its lock is held. */
static inline void waiters_notice(WaiterQueue *q)
{
    for (Waiter *w; (w = q->first) != NULL && waiter_watches(w); ) {
        waiters_remove(q, w);
        waiter_notice(w);
    }
}

/* The task's own waiter, which it has, for the wait just opened. */
static inline Waiter *waiter_again(Waiter *w, uint32_t wait)
{
    w->wait = wait;
    w->value = VAL_NONE;
    return w;
}
/* The same; made where it has none yet. */
static inline Waiter *task_waiter(Vm *vm, Task *t, uint32_t wait)
{
    if (UNLIKELY(t->waiter == NULL)) {
        t->waiter = heap_alloc_kept(vm_heap(vm), sizeof *t->waiter);
        t->waiter->task = t;
    }
    return waiter_again(t->waiter, wait);
}

/* After waiters_claim: the waiter's task goes on with this value. */
static inline void waiter_wake(Waiter *w, Val value)
{
    w->task->arm = w->arm;
    task_wake(w->task, WAKE_VALUE, value);
}

#endif
