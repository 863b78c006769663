/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heavy_memory.c -- memory for the numbers of a child process that does one call and ends.
 *
 * The C library locks for each block that grows, for the sake of threads that the child does not have, and FLINT's and
 * GMP's numbers grow all the time: a fifth of what a large power of a polynomial costs.  Here blocks come in sizes a
 * quarter of a power of two apart, so that few have to move when they grow, and are kept for the next of their size.
 * What was there before the fork is copied when it grows, and never given back.
 */
#include "vm/num/heavy.h"

#include <gmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum { CLASSES = 4 * 40, BLOCK_ALIGN = 16 };
#define REGION_BYTES ((size_t)1 << 38)           /* of addresses: pages come when they are touched */

typedef struct FreeBlock { struct FreeBlock *next; } FreeBlock;

typedef struct HeavyMemory {
    char      *at, *start, *end;
    FreeBlock *free[CLASSES];
} HeavyMemory;

static HeavyMemory heavy_memory;

/* The class of blocks of at least [n] bytes, and how many those have: 16, 32, 48, 64, 80, 96, 112, 128, 160, .. */
static unsigned class_of(size_t n, size_t *bytes)
{
    size_t units = (n + BLOCK_ALIGN - 1) / BLOCK_ALIGN;

    if (units <= 8) {
        units += units == 0;
        *bytes = units * BLOCK_ALIGN;
        return (unsigned)units - 1;
    }
    unsigned high = 63 - (unsigned)__builtin_clzl(units - 1), shift = high - 2;
    size_t quarters = ((units - 1) >> shift) + 1;              /* 5 .. 8 */
    *bytes = (quarters << shift) * BLOCK_ALIGN;
    return 8 + (high - 3) * 4 + (unsigned)(quarters - 5);
}

static void *heavy_take(size_t n)
{
    size_t bytes;
    unsigned c = class_of(n, &bytes);
    FreeBlock *b = heavy_memory.free[c];

    if (b != NULL) {
        heavy_memory.free[c] = b->next;
        return b;
    }
    if (bytes > (size_t)(heavy_memory.end - heavy_memory.at))
        _exit(EXIT_FAILURE);
    void *p = heavy_memory.at;
    heavy_memory.at += bytes;
    return p;
}

static bool is_ours(const void *p)
{
    return (const char *)p >= heavy_memory.start && (const char *)p < heavy_memory.end;
}

static void heavy_give(void *p, size_t n)
{
    size_t bytes;

    if (!is_ours(p))
        return;
    FreeBlock *b = p;
    unsigned c = class_of(n, &bytes);
    b->next = heavy_memory.free[c];
    heavy_memory.free[c] = b;
}

static void *heavy_move(void *p, size_t old, size_t n)
{
    size_t had, has;

    if (is_ours(p) && class_of(old, &had) == class_of(n, &has))
        return p;
    void *to = heavy_take(n);
    memcpy(to, p, old < n ? old : n);
    heavy_give(p, old);
    return to;
}

void heavy_memory_start(void)
{
    char *region = mmap(NULL, REGION_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

    if (region == MAP_FAILED)           /* addresses are limited: the C library's will do */
        return;
    heavy_memory = (HeavyMemory){.at = region, .start = region, .end = region + REGION_BYTES};
    mp_set_memory_functions(heavy_take, heavy_move, heavy_give);
}
