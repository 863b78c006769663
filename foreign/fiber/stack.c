/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * stack.c -- stacks are cut from mappings of many at once.
 *
 * A mapping and a guard page for each stack would meet vm.max_map_count (65,530 by default) at 32,000
 * fibers; so there are no guard pages, and every C function that recurses tests the stack's limit
 * instead.  Only the pages that are touched cost memory.
 *
 * Were all stacks a power of two apart, the ends of hundreds of them, which is all that a task that waits
 * uses of its stack, would compete for a few sets of the caches and of the translation buffers: a switch
 * then cost three times as much.  So they are a page further apart, and each begins at another line of its
 * page (stack_top).
 */
#include "foreign/fiber/stack.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/mman.h>

#include "foreign/fiber/fiber.h"

enum { STACKS_A_MAPPING = 16, KEPT_WHOLE = 64 << 10, PAGE = 4096, STRIDE = FIBER_STACK + PAGE, LINE = 64, COLOURS = 24 };
enum { RESERVE = STACKS_A_MAPPING };     /* free stacks that there are still when it is seen that no more can be had */

/* Free stacks are linked by their topmost words, which stay resident anyway. */
static struct {
    pthread_mutex_t lock;
    char *free[STACK_NODES];
    size_t count[STACK_NODES];
    atomic_bool short_of;
} stacks = {.lock = PTHREAD_MUTEX_INITIALIZER};

static char **link_of(char *low)
{
    return (char **)(low + FIBER_STACK - sizeof(char *));
}

/* The topmost line is the link's. */
char *stack_top(char *low)
{
    size_t colour = (size_t)((uintptr_t)low / PAGE % COLOURS);

    return low + FIBER_STACK - LINE - colour * LINE;
}

static void map_more_locked(unsigned node)
{
    size_t bytes = (size_t)STACKS_A_MAPPING * STRIDE;
    char *p = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);

    atomic_store_explicit(&stacks.short_of, p == MAP_FAILED, memory_order_relaxed);
    if (p == MAP_FAILED)
        return;
    madvise(p, bytes, MADV_NOHUGEPAGE);
    for (size_t i = STACKS_A_MAPPING; i-- > 0; ) {
        char *low = p + i * STRIDE;
        *link_of(low) = stacks.free[node];
        stacks.free[node] = low;
    }
    stacks.count[node] += STACKS_A_MAPPING;
}

bool stacks_are_short(void)
{
    return atomic_load_explicit(&stacks.short_of, memory_order_relaxed);
}

char *stack_take(unsigned node)
{
    pthread_mutex_lock(&stacks.lock);
    if (stacks.count[node] <= RESERVE)
        map_more_locked(node);
    char *low = stacks.free[node];
    if (low != NULL) {
        stacks.free[node] = *link_of(low);
        stacks.count[node]--;
    }
    pthread_mutex_unlock(&stacks.lock);
    return low;
}

void stack_give(char *low, unsigned node)
{
    /* What lies below the first pages was used by some deep recursion: not kept. */
    madvise(low, FIBER_STACK - KEPT_WHOLE, MADV_DONTNEED);
    pthread_mutex_lock(&stacks.lock);
    *link_of(low) = stacks.free[node];
    stacks.free[node] = low;
    stacks.count[node]++;
    pthread_mutex_unlock(&stacks.lock);
}

void stack_clean(char *low)
{
    madvise(low, FIBER_STACK, MADV_DONTNEED);
}

void stacks_clean(void)
{
    pthread_mutex_lock(&stacks.lock);
    for (size_t node = 0; node < STACK_NODES; node++)
        for (char *low = stacks.free[node]; low != NULL; low = *link_of(low))
            madvise(low, FIBER_STACK - PAGE, MADV_DONTNEED);
    pthread_mutex_unlock(&stacks.lock);
}

void stacks_take(void)
{
    pthread_mutex_lock(&stacks.lock);
}

void stacks_release(void)
{
    pthread_mutex_unlock(&stacks.lock);
}
