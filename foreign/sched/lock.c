/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * lock.c -- the slow half of the lock, and the futex.
 */
#include "foreign/sched/lock.h"

#include <errno.h>
#include <linux/futex.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { SPINS = 60 };

void futex_wait(atomic_uint *word, unsigned value, int64_t nanoseconds)
{
    struct timespec t = {nanoseconds / 1000000000, nanoseconds % 1000000000};

    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, nanoseconds < 0 ? NULL : &t, NULL, 0);
}

void futex_wake(atomic_uint *word, int how_many)
{
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, how_many, NULL, NULL, 0);
}

void lock_wait(Lock *l)
{
    for (int i = 0; i < SPINS; i++) {
        spin_hint();
        if (atomic_load_explicit(&l->word, memory_order_relaxed) == 0 && lock_try(l))
            return;
    }
    while (atomic_exchange_explicit(&l->word, 2, memory_order_acquire) != 0)
        futex_wait(&l->word, 2, -1);
}

void lock_wake(Lock *l)
{
    futex_wake(&l->word, 1);
}
