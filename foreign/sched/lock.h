/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * lock.h -- a mutual exclusion lock: spins a little, then sleeps in the kernel.
 *
 * It may be released by another thread than the one that took it, which a pthread mutex forbids: a task
 * that parks leaves its channel's lock to whoever runs next on its worker.
 *
 * Taking a free lock is one compare-and-swap, releasing it a plain store.  Then the releaser must see whether
 * somebody sleeps, and who goes to sleep must see whether the lock is free: each writes one word and reads the
 * other, which takes a full fence on both sides.  Releasing is frequent and sleeping is rare, so where the kernel has
 * membarrier the sleeper runs the fence on all processors, and the releaser needs none (Dice, Huang, Yang,
 * "Asymmetric Dekker Synchronization", Sun Microsystems 2001).  A fence and a locked instruction cost as much as all else
 * that an operation of a channel does.
 *
 * What the lock lies in must live on until lock_release returns.
 */
#ifndef LYRA_SCHED_LOCK_H
#define LYRA_SCHED_LOCK_H

#include <stdatomic.h>
#include <stdbool.h>

#include "vm/base/check.h"

typedef struct Lock {
    atomic_uint held;              /* 0 or 1 */
    atomic_uint sleepers;          /* a futex; 1: somebody sleeps, or is about to */
} Lock;

/* Once per process, before it has other threads.  Without it locks work as well, with fences. */
void lock_start_process(void);
extern bool lock_fence_is_theirs;  /* the sleeper's fence is run on all processors */

/* Of two that each write one word and then read the other's, at least one sees what the other wrote, where the one who does so
 * often calls the first between, and the other the second. */
static inline void lock_fence_frequent(void)
{
    if (LIKELY(lock_fence_is_theirs))
        atomic_signal_fence(memory_order_seq_cst);
    else
        atomic_thread_fence(memory_order_seq_cst);
}
void lock_fence_rare(void);

void lock_wait(Lock *l);
void lock_wake(Lock *l);

static inline bool lock_try(Lock *l)
{
    unsigned free = 0;

    return atomic_compare_exchange_strong_explicit(&l->held, &free, 1, memory_order_acquire, memory_order_relaxed);
}
static inline void lock_take(Lock *l)
{
    if (UNLIKELY(!lock_try(l)))
        lock_wait(l);
}
static inline void lock_release(Lock *l)
{
    atomic_store_explicit(&l->held, 0, memory_order_release);
    lock_fence_frequent();
    if (UNLIKELY(atomic_load_explicit(&l->sleepers, memory_order_relaxed) != 0))
        lock_wake(l);
}
/* Waits until *word is no longer [value], for at most [nanoseconds] (< 0: without end). */
void futex_wait(atomic_uint *word, unsigned value, int64_t nanoseconds);
void futex_wake(atomic_uint *word, int how_many);

/* The processor may give the other hyperthread more while a loop spins. */
static inline void spin_hint(void)
{
#if defined(__x86_64__)
    __builtin_ia32_pause();
#elif defined(__aarch64__)
    __asm__ volatile("yield");
#endif
}

#endif
