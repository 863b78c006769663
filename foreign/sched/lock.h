/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * lock.h -- a mutual exclusion lock of one word: spins a little, then sleeps in the kernel.
 *
 * The word is 0: free, 1: held, 2: held and somebody sleeps (Drepper, "Futexes Are Tricky", mutex 2).
 * It may be released by another thread than the one that took it, which a pthread mutex forbids: a task
 * that parks leaves its channel's lock to whoever runs next on its worker.
 */
#ifndef LYRA_SCHED_LOCK_H
#define LYRA_SCHED_LOCK_H

#include <stdatomic.h>
#include <stdbool.h>

#include "vm/base/check.h"

typedef struct Lock { atomic_uint word; } Lock;

void lock_wait(Lock *l);
void lock_wake(Lock *l);

static inline bool lock_try(Lock *l)
{
    unsigned free = 0;

    return atomic_compare_exchange_strong_explicit(&l->word, &free, 1, memory_order_acquire, memory_order_relaxed);
}
static inline void lock_take(Lock *l)
{
    if (UNLIKELY(!lock_try(l)))
        lock_wait(l);
}
static inline void lock_release(Lock *l)
{
    if (UNLIKELY(atomic_exchange_explicit(&l->word, 0, memory_order_release) == 2))
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
