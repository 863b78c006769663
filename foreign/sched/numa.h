/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numa.h -- on which nodes of memory pages lie, and moving them.
 */
#ifndef LYRA_SCHED_NUMA_H
#define LYRA_SCHED_NUMA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "foreign/sched/pool.h"

/* The node of the page at each address, all of which may be read, by the kernel's numbers; -1 where it is not
 * known.  False: the kernel does not say. */
bool numa_nodes_at(void *const *at, size_t n, int *nodes);
/* The pages that lie in a block of memory: how many there are, or as many of them as [max] from number [skip]
 * on.  Those that it shares with its neighbours don't count. */
size_t numa_page_count(const void *start, size_t bytes);
size_t numa_page_list(const void *start, size_t bytes, size_t skip, void **pages, size_t max);
/* Moves each page to the node beside it.  False: the kernel does not let us. */
bool numa_move(void *const *pages, size_t n, const int *nodes);
/* Whose turn it is when the pages of a block of so many are dealt out: by huge pages where it may have some, since
 * the kernel moves those whole; else by the page's place. */
unsigned numa_turn(const void *page, size_t in_block, size_t place);
/* Pages of the block that are on these nodes, a bit for each, stay where they are; new ones go there, in turn.
 * False: the kernel does not let us. */
bool numa_bind(void *start, size_t bytes, uint64_t nodes);
void numa_unbind(void *start, size_t bytes);
/* The node that the calling thread is on. */
int numa_here(void);

#endif
