/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * numa.c -- pages and nodes, as the kernel has them.
 *
 * A policy belongs to addresses, not to what lies there: whoever binds a block has to unbind it before the
 * collector gives its addresses to something else.  It also costs one or two of the mappings that a process may
 * have (65,530), so only large blocks get one; the pages of others are just moved, and where the kernel balances
 * nodes it may move them again.
 * These are system calls; libnuma around them would fill its tables first, and has no lock for that.
 */
#include "foreign/sched/numa.h"

#include <numaif.h>
#include <sched.h>
#include <stdint.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

static uintptr_t page_size(void)
{
    return (uintptr_t)sysconf(_SC_PAGESIZE);
}

/* Pages that the kernel's own balancing watches are not found until they are used. */
static void use(void *const *at, size_t n)
{
    for (size_t i = 0; i < n; i++)
        (void)*(const volatile char *)at[i];
}

bool numa_nodes_at(void *const *at, size_t n, int *nodes)
{
    use(at, n);
    if (syscall(SYS_move_pages, 0, (unsigned long)n, at, NULL, nodes, 0) < 0)
        return false;
    for (size_t i = 0; i < n; i++)
        if (nodes[i] < 0)
            nodes[i] = -1;
    return true;
}

/* Now and then the kernel has a page in its hands and leaves it where it is: then it is asked again. */
bool numa_move(void *const *pages, size_t n, const int *nodes)
{
    enum { BATCH = 512, ATTEMPTS = 4 };
    int status[BATCH];

    for (size_t i = 0; i < n; i += BATCH) {
        size_t m = n - i < BATCH ? n - i : BATCH;
        bool moved = false;
        for (int k = 0; k < ATTEMPTS && !moved; k++) {
            use(pages + i, m);
            if (syscall(SYS_move_pages, 0, (unsigned long)m, pages + i, nodes + i, status, MPOL_MF_MOVE) < 0)
                return false;
            moved = numa_nodes_at(pages + i, m, status) && memcmp(status, nodes + i, m * sizeof *nodes) == 0;
        }
    }
    return true;
}

unsigned numa_turn(const void *page, size_t in_block, size_t place)
{
    uintptr_t huge = page_size() * page_size() / sizeof(void *);

    return (unsigned)(in_block < 2 * huge / page_size() ? place : (uintptr_t)page / huge);
}

static uintptr_t first_page(const void *start)
{
    return ((uintptr_t)start + page_size() - 1) & ~(page_size() - 1);
}

size_t numa_page_count(const void *start, size_t bytes)
{
    uintptr_t from = first_page(start), to = ((uintptr_t)start + bytes) & ~(page_size() - 1);

    return to > from ? (to - from) / page_size() : 0;
}

size_t numa_page_list(const void *start, size_t bytes, size_t skip, void **pages, size_t max)
{
    size_t n = numa_page_count(start, bytes), k = 0;

    for (; k < max && skip + k < n; k++)
        pages[k] = (void *)(first_page(start) + (skip + k) * page_size());
    return k;
}

static bool set_policy(void *start, size_t bytes, int mode, uint64_t nodes)
{
    size_t n = numa_page_count(start, bytes);
    unsigned long mask = nodes;

    return n > 0 && syscall(SYS_mbind, first_page(start), n * page_size(), mode, mode == MPOL_DEFAULT ? NULL : &mask,
                            mode == MPOL_DEFAULT ? 0 : NODES_MAX + 1, 0) == 0;
}

bool numa_bind(void *start, size_t bytes, uint64_t nodes)
{
    return set_policy(start, bytes, (nodes & (nodes - 1)) != 0 ? MPOL_INTERLEAVE : MPOL_PREFERRED, nodes);
}

void numa_unbind(void *start, size_t bytes)
{
    set_policy(start, bytes, MPOL_DEFAULT, 0);
}

int numa_here(void)
{
    unsigned cpu, node;

    return getcpu(&cpu, &node) == 0 ? (int)node : 0;
}
