/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * lock.c -- the slow half of the lock, and the futex.
 *
 * `sleepers` is set by who goes to sleep, before it tries the lock once more, and put back by a releaser that has given up the lock
 * and then wakes one thread.  That one sets it again before it tries the lock, so for others that sleep it stands in: either it
 * gets the lock, and wakes the next when it releases, or somebody else has the lock and sees `sleepers`.  Who is about to sleep
 * when `sleepers` is put back does not: the kernel compares that word.  Who sets it after that finds the lock released.  So
 * it must be put back after the release and before anybody is woken, each time.
 * (So works mutex 2 of Drepper, "Futexes Are Tricky", with one word for both.)
 */
#include "foreign/sched/lock.h"

#include <errno.h>
#include <linux/futex.h>
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* Who waits looks ever less often: each look takes the lock's line of the cache away from who has the lock. */
enum { PAUSE_MOST = 64, PAUSES = 512 };

bool lock_fence_is_theirs;

void futex_wait(atomic_uint *word, unsigned value, int64_t nanoseconds)
{
    struct timespec t = {nanoseconds / 1000000000, nanoseconds % 1000000000};

    syscall(SYS_futex, word, FUTEX_WAIT_PRIVATE, value, nanoseconds < 0 ? NULL : &t, NULL, 0);
}

void futex_wake(atomic_uint *word, int how_many)
{
    syscall(SYS_futex, word, FUTEX_WAKE_PRIVATE, how_many, NULL, NULL, 0);
}

static bool register_fence(void)
{
    return syscall(SYS_membarrier, MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED, 0, 0) == 0;
}

static bool fence_everywhere(void)
{
    return syscall(SYS_membarrier, MEMBARRIER_CMD_PRIVATE_EXPEDITED, 0, 0) == 0;
}

void lock_start_process(void)
{
    lock_fence_is_theirs = register_fence() && fence_everywhere();
}

void lock_fence_rare(void)
{
    if (!lock_fence_is_theirs)
        atomic_thread_fence(memory_order_seq_cst);
    else if (!fence_everywhere())
        /* A child process of before the kernel kept that. */
        CHECK(register_fence() && fence_everywhere());
}

void lock_wait(Lock *l)
{
    for (int n = 1, i = 0; i < PAUSES; i += n, n = n < PAUSE_MOST ? 2 * n : n) {
        for (int k = 0; k < n; k++)
            spin_hint();
        if (atomic_load_explicit(&l->held, memory_order_relaxed) == 0 && lock_try(l))
            return;
    }
    for (;;) {
        atomic_store_explicit(&l->sleepers, 1, memory_order_relaxed);
        /* Whoever releases from now on sees that, or has released already, and that is seen here. */
        lock_fence_rare();
        if (lock_try(l))
            return;
        futex_wait(&l->sleepers, 1, -1);
    }
}

void lock_wake(Lock *l)
{
    atomic_store_explicit(&l->sleepers, 0, memory_order_release);
    futex_wake(&l->sleepers, 1);
}
