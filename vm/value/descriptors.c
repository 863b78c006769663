/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * descriptors.c -- waiting for files, pipes and other programs.
 */
#include "vm/value/descriptors.h"

#include <time.h>

int descriptors_poll(struct pollfd *fds, size_t n, int64_t nanoseconds)
{
    enum { SECOND = 1000000000 };

    return ppoll(fds, n, &(struct timespec){nanoseconds / SECOND, nanoseconds % SECOND}, NULL);
}

int heap_wait(Heap *h, struct pollfd *fds, size_t n, int64_t nanoseconds, bool computes)
{
    return h->wait != NULL ? h->wait(h, fds, n, nanoseconds, computes) : descriptors_poll(fds, n, nanoseconds);
}
