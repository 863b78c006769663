/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * descriptors.h -- waiting for files, pipes and other programs.
 */
#ifndef LYRA_VALUE_DESCRIPTORS_H
#define LYRA_VALUE_DESCRIPTORS_H

#include <poll.h>

#include "vm/value/heap.h"

/* Waits until one of [n] descriptors is ready as poll says (negative ones never are), at most [nanoseconds], perhaps shorter; gives
 * what poll gives.  Other tasks go on meanwhile.  [computes]: what is waited for takes a processor and much memory itself,
 * so not too many tasks are let into such a wait at once.  An evaluation that is to end ends no wait: to be asked in a loop, with
 * heap_stopping. */
int heap_wait(Heap *h, struct pollfd *fds, size_t n, int64_t nanoseconds, bool computes);
/* The same for who has nobody beside. */
int descriptors_poll(struct pollfd *fds, size_t n, int64_t nanoseconds);
/* write, of which no signal comes where nobody reads: that gives EPIPE. */
ssize_t descriptor_write(int fd, const void *bytes, size_t n);

#endif
