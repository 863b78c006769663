/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * descriptors.c -- waiting for files, pipes and other programs.
 */
#include "vm/value/descriptors.h"

#include <errno.h>
#include <signal.h>
#include <time.h>
#include <unistd.h>

int descriptors_poll(struct pollfd *fds, size_t n, int64_t nanoseconds)
{
    enum { SECOND = 1000000000 };

    return ppoll(fds, n, &(struct timespec){nanoseconds / SECOND, nanoseconds % SECOND}, NULL);
}

int heap_wait(Heap *h, struct pollfd *fds, size_t n, int64_t nanoseconds, bool computes)
{
    return h->wait != NULL ? h->wait(h, fds, n, nanoseconds, computes) : descriptors_poll(fds, n, nanoseconds);
}

ssize_t descriptor_write(int fd, const void *bytes, size_t n)
{
    sigset_t pipe, before;

    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    sigprocmask(SIG_BLOCK, &pipe, &before);
    ssize_t written = write(fd, bytes, n);
    int error = errno;
    if (written < 0 && error == EPIPE)
        sigtimedwait(&pipe, NULL, &(struct timespec){0});
    sigprocmask(SIG_SETMASK, &before, NULL);
    errno = error;
    return written;
}
