/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heap.h -- where values live.
 *
 * A Heap belongs to one VM and is used by one thread at a time.  Small nodes come from free lists
 * that the collector refills many at a time, which saves its lock on the common path.  Roots are
 * the Heap itself and its lists (they lie in uncollectable memory, the Heap inside the Vm), C stacks and static data.
 */
#ifndef LYRA_VALUE_HEAP_H
#define LYRA_VALUE_HEAP_H

#include "vm/value/val.h"

enum { HEAP_GRANULE = 16, HEAP_CLASSES = 33 };   /* nodes up to 512 bytes have a free list */
enum { HEAP_CACHES = 5 };

/* What is the thread's, and so goes from Heap to Heap with it: the free nodes that a Heap takes from, */
typedef struct FreeLists {
    struct Arena *arena;                /* that takes nodes again (arena.h), made when first needed */
    void  *caches[HEAP_CACHES];         /* and what others keep there to save time: CACHE in vm/state.def */
    void  *nodes[HEAP_CLASSES];         /* that may hold pointers, linked by their first word */
    /* Those that hold none.  The collector does not scan them, so no list may be threaded through
     * them: each class has an array of pointers to free nodes. */
    void **atomic[HEAP_CLASSES];
    uint32_t n_atomic[HEAP_CLASSES];
} FreeLists;

struct pollfd;

struct Heap {
    FreeLists *lists;                   /* in memory of its own that is scanned and not collected */
    bool   out_of_memory;               /* the limit was passed or memory is out; see heap_recover */
    /* Is there an interrupt, or is a time limit over, so that the next poll unwinds?  NULL: nobody knows. */
    bool (*pending)(struct Heap *h);
    /* heap_wait (descriptors.h), where others can go on meanwhile; NULL: there are none. */
    int  (*wait)(struct Heap *h, struct pollfd *fds, size_t n, int64_t nanoseconds, bool computes);
    size_t limit;                       /* bytes of heap that there may be; 0: no limit is known */
    size_t given;                       /* what that would be if nobody had set another */
    size_t most;                        /* the limit now: less while a MemoryConstrained is in force */
    size_t fail_in;                     /* tests: the allocation that is to fail, counted down; 0: none */
    size_t refills;                     /* --enable-hard: of lists, and large blocks, so far */
    size_t pages;                       /* of nodes that it took */
    bool   fills_first;                 /* when that is most of what there was at first, there is to be more */
    struct Arena *arena;                /* in force; NULL: none */
    bool   kept;                        /* something that was made since it began lasts longer */
    size_t unlooked;                    /* bytes that were allocated since `pending` was asked */
    double refused;                     /* bytes that were asked for and not to be had: the next poll unwinds */
};

/* Does the next poll unwind?  For loops that have no VM: what they leave undone nobody will see. */
static inline bool heap_stopping(Heap *h) { return h->pending != NULL && h->pending(h); }
/* The same for step [i] of a long loop: asked now and then. */
static inline bool heap_stops_at(Heap *h, size_t i)
{
    return UNLIKELY((i & 0x3FFF) == 0x3FFF) && heap_stopping(h);
}
/* memcpy of much; false where it left the rest undone because the next poll unwinds. */
bool heap_copy_much(Heap *h, void *to, const void *from, size_t bytes);
static inline bool heap_copy(Heap *h, void *to, const void *from, size_t bytes)
{
    if (UNLIKELY(bytes > (8 << 20)))
        return heap_copy_much(h, to, from, bytes);
    memcpy(to, from, bytes);
    return true;
}

/* Starts the collector; once per process, before anything else here. */
void heap_start(void);

/* From here on threads call [take] before they ask the collector for a page, and [release] after it.  Once per process. */
void heap_take_turns(void (*take)(void), void (*release)(void));

/* Bytes that a Heap may take at most; so few are needed at least. */
#define HEAP_LIMIT_VARIABLE "LYRA_MEMORY"
enum { HEAP_LIMIT_LEAST = 16 << 20 };
/* A Heap's limit, from that variable, the machine's memory and the process's limits.  False: there is not the little memory that it begins with. */
bool heap_init(Heap *h);
/* What it has of its own is given back. */
void heap_fini(Heap *h);
/* What is being made may be referred to after the evaluation that makes it: by a cache, another task, a definition that
 * others see.  To be called before or after, in every evaluation that does such a thing. */
static inline void heap_keep(Heap *h) { h->kept = true; }
/* Each takes the other's free lists and caches; no arena is in force. */
static inline void heap_swap_lists(Heap *a, Heap *b)
{
    FreeLists *lists = a->lists;

    CHECK(a->arena == NULL && b->arena == NULL);
    a->lists = b->lists;
    b->lists = lists;
}
/* The free lists are empty; what was on them is the collector's again. */
void heap_drop_free(Heap *h);
/* After out_of_memory: collects, puts the limit back in force; false where what is live is still near it. */
bool heap_recover(Heap *h);
/* What nothing refers to any more is gone. */
void heap_collect(Heap *h);
/* The same, and the machine has back what is free. */
void heap_give_back(Heap *h);
/* What earlier calls have left on the stack below the caller is gone: it would lie in the frames of those that come, which
 * are never written whole, and keep things alive. */
void heap_clear_stack(void);
/* Bytes that are free and not given back. */
size_t heap_spare(void);
/* For the rest of the process: memory is only taken. */
void heap_never_collect(void);
/* How many bytes more are to be had, where somebody has set a limit; else INFINITY. */
double heap_room(const Heap *h);
/* Are [bytes] more to be had? */
bool heap_has_room(Heap *h, double bytes);
/* The same; if not, whoever asked goes on with something smaller that nobody will see: `refused` is set. */
bool heap_ask(Heap *h, double bytes);

void *heap_refill(Heap *h, size_t granules, bool atomic);
void *heap_alloc_large(Heap *h, size_t bytes, bool atomic);

/* The same as heap_alloc, if there is a free node at hand; else NULL. */
static inline void *heap_alloc_ready(Heap *h, size_t bytes)
{
    size_t g = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;
    FreeLists *lists = h->lists;
    void **p = LIKELY(g < HEAP_CLASSES) ? lists->nodes[g] : NULL;

    if (LIKELY(p != NULL)) {
        lists->nodes[g] = *p;
        *p = NULL;
    }
    return p;
}

/* Zeroed memory of [bytes], scanned for pointers.  Never NULL. */
static inline void *heap_alloc(Heap *h, size_t bytes)
{
    size_t g = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;
    void *p = heap_alloc_ready(h, bytes);

    if (LIKELY(p != NULL))
        return p;
    return g < HEAP_CLASSES ? heap_refill(h, g, false) : heap_alloc_large(h, bytes, false);
}

/* The same for what is referred to after the evaluation that makes it. */
static inline void *heap_alloc_kept(Heap *h, size_t bytes)
{
    heap_keep(h);
    return heap_alloc(h, bytes);
}

/* Memory of [bytes] that will never hold a pointer; not zeroed. */
static inline void *heap_alloc_atomic(Heap *h, size_t bytes)
{
    size_t g = (bytes + HEAP_GRANULE - 1) / HEAP_GRANULE;

    if (LIKELY(g < HEAP_CLASSES)) {
        FreeLists *lists = h->lists;
        if (LIKELY(lists->n_atomic[g] > 0)) {
            void **slot = &lists->atomic[g][--lists->n_atomic[g]], *p = *slot;
            *slot = NULL;
            return p;
        }
        return heap_refill(h, g, true);
    }
    return heap_alloc_large(h, bytes, true);
}

/* Memory of one of the collector's kinds, zeroed.  Never NULL. */
void *heap_alloc_kind(Heap *h, size_t bytes, int kind);
/* So many bytes of small nodes come now and stay: room for them, so that nothing is looked through meanwhile in vain. */
void heap_expect(Heap *h, size_t bytes);
/* Allocation whose size the user chose: NULL where it can't be had.  Scanned unless [atomic]. */
void *heap_try_alloc(Heap *h, size_t bytes, bool atomic);
/* A growable buffer's new size; keeps the contents. */
void *heap_grow(Heap *h, void *old, size_t old_bytes, size_t new_bytes);
/* How many bytes there are at a node, at least those that were asked for. */
size_t heap_size_of(const void *node);
/* Gives back at once what nothing points to any more. */
void heap_free(void *p);
/* Memory that is scanned and never collected, zeroed: for what a C structure points to by hand.  The second one gives NULL where
 * there is none. */
void *heap_alloc_root(size_t bytes);
void *heap_try_alloc_root(size_t bytes);
void heap_free_root(void *p);
/* Bytes in use now, and the most that were; heap_taken counts what is malloc's too. */
size_t heap_used(void);
size_t heap_taken(void);
size_t heap_peak(void);

#endif
