/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * heap.c -- allocation on top of the Boehm collector.
 *
 * Small nodes are taken from free lists that GC_generic_malloc_many refills a page at a time; the
 * lists hang off the Heap, which the collector scans.  Interior pointers are off in the heap (C
 * stacks still keep objects alive by interior pointers), so that a 32-byte node costs 32 bytes.
 */
#include "vm/value/arena.h"

#include <malloc.h>
#include <math.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include <gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>

enum { KIND_POINTER_FREE = 0, KIND_NORMAL = 1 };   /* libgc's object kinds */
enum { FREE_ATOMIC_MAX = 256 };                    /* of a class; a page holds no more */
/* A VM that is not one of many has more to itself once it has filled most of what there is at first. */
enum { INITIAL_HEAP = 16 << 20, MORE_HEAP = 24 << 20, LARGE_OBJECT = 100 << 10 };
enum { SEPARATE_BLOCKS = 4 << 20 };   /* bytes: malloc blocks from here on are mapped, so that they can be counted */
enum { LIMIT_LEAST = 64 << 20, ADDRESSES_TAKEN = 1280 << 20, ROOM_UNASKED = 1 << 18 };
enum { SPARE_MAX = 16 << 20 };        /* bytes that are free and not given back, beyond a limit that is in force */
enum { EXPECTED_MIN = 8 << 20 };

/* The size of the heap when it last grew, and where its lowest block begins: kept negated, it is no reference to what
 * lies there. */
static GC_word heap_bytes_before, heap_lowest;

/* What the heap grows by goes into large pages: each page is a fault when it is first touched and an entry of the
 * processor's tables later, and most programs touch them all.  The collector calls this with its lock held and does
 * not say where the new block is; it asks the kernel, which puts it below the others as a rule, and a free block has a
 * header for its first page.  Where it is not there, or where the system has no large pages, nothing is lost. */
static void use_large_pages(GC_word heap_bytes)
{
    enum { PAGE = 4096, LEAST = 2 << 20 };
    GC_word grown = heap_bytes - heap_bytes_before, first = ((GC_word)GC_least_plausible_heap_addr + (PAGE - 1)) & ~(GC_word)(PAGE - 1);
    GC_word end = heap_lowest == 0 ? (GC_word)GC_greatest_plausible_heap_addr : ~heap_lowest;

    if (heap_bytes > heap_bytes_before && grown >= LEAST) {
        while (first < end && !GC_is_heap_ptr((void *)first))
            first += PAGE;
        if (first < end) {
            heap_lowest = ~first;
            (void)madvise((void *)first, grown, MADV_HUGEPAGE);
        }
    }
    heap_bytes_before = heap_bytes;
}

void heap_start(void)
{
    GC_set_all_interior_pointers(0);
    GC_set_finalize_on_demand(1);
    GC_set_dont_precollect(1);           /* there is nothing yet */
    /* A child process (vm/num/heavy.c) begins with the collector's lock free, whatever other threads do. */
    GC_set_handle_fork(1);
    GC_INIT();
    GC_set_on_heap_resize(use_large_pages);
    GC_expand_hp(INITIAL_HEAP);
    GC_set_free_space_divisor(1);          /* collects when as much was allocated as there was */
    GC_set_warn_proc(GC_ignore_warn_proc);
    mallopt(M_MMAP_THRESHOLD, SEPARATE_BLOCKS);
}

/* Three quarters of what the process can have: the rest is for the libraries' own memory, and for the
 * heap itself between passing the limit and the evaluation's end.  The evaluator's stack and the program
 * take addresses that count against RLIMIT_AS. */
bool heap_init(Heap *h)
{
    double most = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE);
    struct rlimit addresses;

    h->lists = heap_try_alloc_root(sizeof *h->lists);
    if (h->lists == NULL)
        return false;
    if (getrlimit(RLIMIT_AS, &addresses) == 0 && addresses.rlim_cur != RLIM_INFINITY)
        most = (double)addresses.rlim_cur - ADDRESSES_TAKEN < most ? (double)addresses.rlim_cur - ADDRESSES_TAKEN : most;
    most *= 0.75;
    h->limit = most < LIMIT_LEAST ? LIMIT_LEAST : (size_t)most;
    h->given = h->limit;
    const char *limit = getenv(HEAP_LIMIT_VARIABLE), *wish = getenv("LYRA_FAIL_ALLOC");
    if (limit != NULL && strtoul(limit, NULL, 10) >= HEAP_LIMIT_LEAST && strtoul(limit, NULL, 10) < h->limit)
        h->limit = strtoul(limit, NULL, 10);
    h->most = h->limit;
    h->fills_first = true;
    if (wish != NULL)
        h->fail_in = strtoul(wish, NULL, 10);
    GC_set_max_heap_size(h->limit);
    return true;
}

void heap_fini(Heap *h)
{
    arena_leave(h);
    heap_free_root(h->lists);
    h->lists = NULL;
}

/* Is it this allocation that LYRA_FAIL_ALLOC wants to fail?  Free lists that are filled count as one. */
static bool fails_by_wish(Heap *h)
{
    if (LIKELY(h->fail_in == 0) || --h->fail_in > 0)
        return false;
    h->refused = INFINITY;
    if (h->pending != NULL)
        h->pending(h);
    return true;
}

bool heap_recover(Heap *h)
{
    h->out_of_memory = false;
    GC_gcollect();
    GC_set_max_heap_size(h->limit);
    return h->limit == 0 || (double)heap_used() < 0.8 * (double)h->limit;
}

void heap_collect(Heap *h)
{
    (void)h;
    GC_gcollect();
}

void heap_drop_free(Heap *h)
{
    arena_leave(h);
    h->lists->arena = NULL;
    memset(h->lists->nodes, 0, sizeof *h->lists - offsetof(FreeLists, nodes));
}

void heap_give_back(Heap *h)
{
    GC_gcollect_and_unmap();
    GC_set_max_heap_size(h->limit == 0 ? 0 : h->limit + GC_get_unmapped_bytes());
    malloc_trim(0);
}

__attribute__((noinline)) void heap_clear_stack(void)
{
    char below[16 << 10];

    explicit_bzero(below, sizeof below);
}

size_t heap_spare(void)
{
    return GC_get_free_bytes();
}

void heap_never_collect(void)
{
    GC_set_max_heap_size(0);
    GC_disable();
}

/* What the collector's heap and malloc have of the machine's memory, free or not. */
static size_t heap_mapped(void)
{
    struct mallinfo2 m = mallinfo2();

    return GC_get_heap_size() + m.hblkhd + m.uordblks;
}

/* Memory that is free in pieces too small for what is asked for counts for the process all the same: it is given back
 * before there is too much of it. */
bool heap_has_room(Heap *h, double bytes)
{
    if (bytes < ROOM_UNASKED || h->most == 0)
        return true;
    if (bytes >= (double)h->most)
        return false;
    if ((double)heap_taken() + bytes < (double)h->most && (double)heap_mapped() + bytes < (double)h->most + SPARE_MAX)
        return true;
    heap_give_back(h);
    return (double)heap_taken() + bytes < (double)h->most;
}

double heap_room(const Heap *h)
{
    double room = (double)h->most - (double)heap_taken();

    return h->most == h->given ? INFINITY : room < 0 ? 0 : room;
}

void heap_expect(Heap *h, size_t bytes)
{
    size_t have = GC_get_free_bytes();

    if (bytes > EXPECTED_MIN && bytes > have && (h->most == 0 || (double)heap_taken() + (double)bytes < 0.5 * (double)h->most))
        GC_expand_hp(bytes - have);
}

bool heap_ask(Heap *h, double bytes)
{
    if (bytes < ROOM_UNASKED || (h->refused == 0 && heap_has_room(h, bytes)))
        return true;
    h->refused = bytes;
    if (h->pending != NULL)
        h->pending(h);
    return false;
}

enum { LOOK_BYTES = 1 << 18, PAGE_BYTES = 4096, HARD_REFILLS = 16, RUN_PAGES = 15 };

/* Whoever fills so much takes its time: the next poll looks if there is what ends the evaluation. */
static void count_bytes(Heap *h, size_t bytes)
{
#ifdef LYRA_HARD
    /* What nobody holds is found out soon. */
    if (++h->refills % HARD_REFILLS == 0)
        GC_gcollect();
#endif
    h->unlooked += bytes;
    if (UNLIKELY(h->unlooked >= LOOK_BYTES)) {
        h->unlooked = 0;
        (void)heap_stopping(h);
    }
}

static void no_turn(void) {}

static struct { void (*take)(void), (*release)(void); } turns = {no_turn, no_turn};

void heap_take_turns(void (*take)(void), void (*release)(void))
{
    turns.take = take;
    turns.release = release;
}

/* A page of nodes, linked by their first word; NULL where there is none.
 *
 * The collector looks for free pages in some 60 lists, by the number of pages that lie together, and where most of the heap is
 * free what there is lies in the last of them (GC_allochblk in allchblk.c of libgc 8.2): 2,600 instructions, more than for the
 * nodes.  Now and then, therefore, a run of pages is taken before the page and given back behind it: between pages in use it
 * stays a short one, and the next pages are found in the first lists. */
static void **new_page(Heap *h, size_t granules, int kind)
{
    void *list = NULL, *run = NULL;

    if (UNLIKELY(++h->pages == INITIAL_HEAP / PAGE_BYTES * 3 / 4) && h->fills_first)
        GC_expand_hp(MORE_HEAP);
    turns.take();
    if (h->pages % (RUN_PAGES + 1) == RUN_PAGES)
        run = GC_malloc_atomic_ignore_off_page(RUN_PAGES * PAGE_BYTES);
    GC_generic_malloc_many(granules * HEAP_GRANULE, kind, &list);
    GC_free(run);
    turns.release();
    return list;
}

static void *must_have(void *p)
{
    if (p == NULL) {
        fputs("lyra: out of memory\n", stderr);
        exit(1);
    }
    return p;
}

typedef struct AtomicRefill {
    void   **list;
    void   **nodes;              /* where they go */
    uint32_t n;
    GC_word  collections;        /* when the list was asked for */
    bool     stale;
} AtomicRefill;

/* Keeps the nodes where the collector sees them; with its lock held.  The collector does not look into the
 * nodes themselves, so a collection by another thread since they were asked for has freed all but the first. */
static void *keep_nodes(void *argument)
{
    AtomicRefill *r = argument;
    void **rest = *r->list;

    r->stale = GC_get_gc_no() != r->collections;
    for (r->n = 0; !r->stale && rest != NULL && r->n < FREE_ATOMIC_MAX; rest = *rest)
        r->nodes[r->n++] = rest;
    return NULL;
}

static void *refill_atomic(Heap *h, size_t granules)
{
    AtomicRefill r;
    size_t room = h->arena == NULL ? FREE_ATOMIC_MAX : ARENA_ATOMIC_MAX;

    if (h->lists->atomic[granules] == NULL)
        h->lists->atomic[granules] = must_have(GC_malloc(room * sizeof(void *)));
    r.nodes = (void **)h->lists->atomic[granules];
    do {
        r.collections = GC_get_gc_no();
        r.list = new_page(h, granules, KIND_POINTER_FREE);
        if (r.list == NULL)
            return heap_alloc_large(h, granules * HEAP_GRANULE, true);
        GC_call_with_alloc_lock(keep_nodes, &r);
    } while (r.stale);
    h->lists->n_atomic[granules] = r.n;
    if (h->arena != NULL)
        arena_note_atomic(h->arena, granules, r.list, r.nodes, r.n);
    return r.list;
}

void *heap_refill(Heap *h, size_t granules, bool atomic)
{
    void **list;

    if (granules == 0)
        granules = 1;
    count_bytes(h, PAGE_BYTES);
    (void)fails_by_wish(h);
    if (atomic)
        return refill_atomic(h, granules);
    list = h->arena == NULL ? NULL : arena_reserve(h->arena, granules);
    if (list == NULL) {
        list = new_page(h, granules, KIND_NORMAL);
        if (list == NULL)
            return heap_alloc_large(h, granules * HEAP_GRANULE, false);
        if (h->arena != NULL)
            arena_note(h->arena, granules, list);
    }
    h->lists->nodes[granules] = *list;
    *list = NULL;
    return list;
}

/* Who asks can't do without: past the limit then, and the next poll ends the evaluation. */
static void go_past_limit(Heap *h)
{
    h->out_of_memory = true;
    GC_set_max_heap_size(0);
}

void *heap_alloc_large(Heap *h, size_t bytes, bool atomic)
{
    void *p = heap_ask(h, (double)bytes) && !fails_by_wish(h) ? heap_try_alloc(h, bytes, atomic) : NULL;

    if (p != NULL)
        return p;
    go_past_limit(h);
    return must_have(heap_try_alloc(h, bytes, atomic));
}

void *heap_alloc_kind(Heap *h, size_t bytes, int kind)
{
    if (h->arena != NULL)
        arena_note_other(h->arena);
    void *p = fails_by_wish(h) ? NULL : GC_malloc_kind(bytes, kind);

    if (p != NULL)
        return p;
    go_past_limit(h);
    return must_have(GC_malloc_kind(bytes, kind));
}

void *heap_try_alloc(Heap *h, size_t bytes, bool atomic)
{
    void *p;

    count_bytes(h, bytes);
    if (h->arena != NULL && !atomic)
        arena_note_other(h->arena);
    /* Interior pointers of a large object count only near its start, so that a stray word is
     * unlikely to keep it alive.  Our pointers always go to the start. */
    if (bytes >= LARGE_OBJECT)
        p = atomic ? GC_malloc_atomic_ignore_off_page(bytes) : GC_malloc_ignore_off_page(bytes);
    else
        p = atomic ? GC_malloc_atomic(bytes) : GC_malloc(bytes);
    if (p == NULL)
        h->out_of_memory = true;
    return p;
}

void *heap_grow(Heap *h, void *old, size_t old_bytes, size_t new_bytes)
{
    void *p = heap_alloc(h, new_bytes);

    if (old_bytes > 0)
        memcpy(p, old, old_bytes);
    return p;
}

bool heap_copy_much(Heap *h, void *to, const void *from, size_t bytes)
{
    enum { PIECE = 8 << 20 };

    for (size_t at = 0; at < bytes; at += PIECE) {
        if (at > 0 && heap_stopping(h))
            return false;
        memcpy((char *)to + at, (const char *)from + at, bytes - at < PIECE ? bytes - at : PIECE);
    }
    return true;
}

size_t heap_size_of(const void *node)
{
    return GC_size(node);
}

/* Roots that were given up, by size, and linked by their first words.  The collector keeps what was freed of uncollectable
 * memory marked while it lies on the collector's list; a list that it takes apart for its next sweep, and that a stray word
 * on a stack leads to, is marked again then and stays so for ever: the more often it collects the more is lost.  So what is
 * small never goes back. */
enum { ROOT_CLASSES = 13, ROOT_SMALL = 1 << (ROOT_CLASSES - 1) };   /* powers of two; above, each has a block and goes back at once */
static void *roots_free[ROOT_CLASSES];

static void *root_taken(void *class)
{
    void **list = class, **p = *list;

    if (p != NULL) {
        *list = *p;
        *p = NULL;
    }
    return p;
}

typedef struct RootGiven { void **list, **root; } RootGiven;

static void *root_given(void *argument)
{
    RootGiven *g = argument;

    *g->root = *g->list;
    *g->list = g->root;
    return NULL;
}

void *heap_try_alloc_root(size_t bytes)
{
    size_t class = bytes <= 1 ? 0 : 64 - (size_t)__builtin_clzll(bytes - 1);
    bool small = bytes <= ROOT_SMALL;
    void *p = small ? GC_call_with_alloc_lock(root_taken, &roots_free[class]) : NULL;

    return p != NULL ? p : GC_malloc_uncollectable(small ? (size_t)1 << class : bytes);
}

void *heap_alloc_root(size_t bytes)
{
    void *p = heap_try_alloc_root(bytes);

    CHECK(p != NULL);
    return p;
}

void heap_free_root(void *p)
{
    if (p == NULL)
        return;
    size_t bytes = GC_size(p), class = 63 - (size_t)__builtin_clzll(bytes);
    if (bytes > ROOT_SMALL) {
        GC_free(p);
        return;
    }
    memset(p, 0, bytes);
    GC_call_with_alloc_lock(root_given, &(RootGiven){&roots_free[class], p});
}

void heap_free(void *p)
{
    GC_free(p);
}

size_t heap_used(void)
{
    size_t heap = GC_get_heap_size(), spare = GC_get_free_bytes();   /* both without what is unmapped */

    /* Other threads allocate between the readings. */
    return heap > spare ? heap - spare : 0;
}

size_t heap_taken(void)
{
    struct mallinfo2 m = mallinfo2();

    return heap_used() + m.hblkhd + m.uordblks;
}

size_t heap_peak(void)
{
    return GC_get_heap_size();
}

Val real_box(Heap *h, double d)
{
    BoxedReal *r = heap_alloc_atomic(h, sizeof *r);

    r->node = (Node){.kind = KIND_REAL};
    r->value = d;
    return val_from_node(r);
}
