/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * arena.c -- nodes that are taken again.
 *
 * All nodes that an arena has are in its logs, which the collector scans: it frees none of them, whatever is done with
 * them here.  Free lists are consumed in the order of the logs, so that those used are the ones before the list's head.
 *
 * What a large block, or a node beyond the arena's room, refers to is not known.  Where there are such, what the value
 * leads to is looked through whole; else only what lies on pages of the arena.
 */
#include "vm/value/arena.h"

#include <gc.h>

#include "vm/num/number.h"
#include "vm/value/packed.h"

enum {
    ARENA_BYTES = 512 << 10,     /* the nodes of one: they stay in the processor's second cache */
    PAGE_SHIFT = 12, PAGE_PLACES = 1024, PAGES_MAX = PAGE_PLACES / 2,
    OUT_WORDS = 4096,            /* a greater value is left where it is, with all that was made */
    OUT_DEPTH = 128,
    LOG_FIRST = 256, ENTRIES_MAX = 32,
    PASSED_MAX = 255,
    /* So many evaluations that use next to nothing: what an arena costs is more than it saves, for so many more. */
    TINY_MAX = 256, TINY_PASSED = 1000
};

/* Of a class, in the order in which the nodes are linked. */
typedef struct Log {
    void **nodes;                /* somewhere in `all` */
    size_t n;
    size_t given;                /* the first of them, to the free list; the others are in reserve, linked among themselves */
    void **all, **end;           /* the memory there is */
} Log;

/* Of a cache, to be cleared. */
typedef struct Entry { void *place; size_t bytes; } Entry;

typedef struct Arena {
    FreeLists  inside;
    FreeLists *outside;          /* while it is in force */
    Log        nodes[HEAP_CLASSES], atomic[HEAP_CLASSES];
    size_t     bytes;            /* of the nodes in the logs */
    uintptr_t  pages[PAGE_PLACES];   /* numbers of those that they lie on, or others that were left lie on; 0: free */
    size_t     page_count;
    Entry      entries[ENTRIES_MAX];
    size_t     entry_count;
    bool       worn;             /* enough was used to be taken again */
    /* Where something is kept each time there is nothing to gain: so many evaluations go without, and are to do so next time. */
    unsigned   passes, passed;
    unsigned   tiny;             /* evaluations in a row that did not use enough, together */
    bool       mixed;            /* there is other memory that may refer to its nodes */
} Arena;

/* ---- what it has ---- */

static uintptr_t *page_place(Arena *a, const void *node)
{
    uintptr_t page = (uintptr_t)node >> PAGE_SHIFT, i = page * 0x9E3779B97F4A7C15u >> 40;

    while (a->pages[i & (PAGE_PLACES - 1)] != page && a->pages[i & (PAGE_PLACES - 1)] != 0)
        i++;
    return &a->pages[i & (PAGE_PLACES - 1)];
}

static bool is_inside(Arena *a, const void *node)
{
    return *page_place(a, node) != 0;
}

static bool add_page(Arena *a, const void *node)
{
    uintptr_t *page = page_place(a, node);

    if (*page != 0)
        return true;
    if (a->page_count == PAGES_MAX)
        return false;
    a->page_count++;
    *page = (uintptr_t)node >> PAGE_SHIFT;
    return true;
}

/* Those that only nodes that were left lie on, go. */
static void count_pages_again(Arena *a)
{
    a->page_count = 0;
    memset(a->pages, 0, sizeof a->pages);
    for (size_t class = 1; class < HEAP_CLASSES; class++) {
        for (size_t i = 0; i < a->nodes[class].n; i++)
            (void)add_page(a, a->nodes[class].nodes[i]);
        for (size_t i = 0; i < a->atomic[class].n; i++)
            (void)add_page(a, a->atomic[class].nodes[i]);
    }
}

/* Room for one more; false where there is none. */
static bool log_grow(Log *log)
{
    size_t room = (size_t)(log->end - log->all);

    if (2 * log->n < room) {
        memmove(log->all, log->nodes, log->n * sizeof *log->nodes);
        memset(log->all + log->n, 0, (room - log->n) * sizeof *log->nodes);
    } else {
        room = room == 0 ? LOG_FIRST : 2 * room;
        void **all = GC_malloc(room * sizeof *all);
        if (all == NULL)
            return false;
        if (log->n > 0)
            memcpy(all, log->nodes, log->n * sizeof *all);
        log->all = all;
        log->end = all + room;
    }
    log->nodes = log->all;
    return true;
}

static bool log_add(Arena *a, Log *log, void *node, size_t granules)
{
    if ((log->nodes + log->n == log->end && !log_grow(log)) || !add_page(a, node))
        return false;
    log->nodes[log->n++] = node;
    a->bytes += granules * HEAP_GRANULE;
    return true;
}

/* The first [n] are no longer its. */
static void log_drop(Arena *a, Log *log, size_t n, size_t granules)
{
    if (n == 0)
        return;
    memset(log->nodes, 0, n * sizeof *log->nodes);
    log->nodes += n;
    log->n -= n;
    log->given -= n < log->given ? n : log->given;
    a->bytes -= n * granules * HEAP_GRANULE;
}

void arena_note(Arena *a, size_t granules, void **list)
{
    Log *log = &a->nodes[granules];

    a->worn = true;
    while (list != NULL && a->bytes < ARENA_BYTES && log_add(a, log, list, granules))
        list = *list;
    a->mixed |= list != NULL;
    log->given = log->n;
}

void arena_note_atomic(Arena *a, size_t granules, void *node, void **nodes, size_t n)
{
    Log *log = &a->atomic[granules];

    a->worn = true;
    if (log->n + n >= ARENA_ATOMIC_MAX || a->bytes >= ARENA_BYTES || !log_add(a, log, node, granules))
        return;
    for (size_t i = 0; i < n && log_add(a, log, nodes[i], granules); i++)
        ;
}

void arena_note_other(Arena *a)
{
    a->mixed = true;
}

void **arena_reserve(Arena *a, size_t granules)
{
    Log *log = &a->nodes[granules];

    if (log->given == log->n)
        return NULL;
    void **first = log->nodes[log->given];
    a->worn = true;
    log->given = log->n;
    return first;
}

/* How many of the class were used: all that were given but those from the free list's head on.  *rest: the head is one of
 * them. */
static size_t used(const Arena *a, size_t class, bool *rest)
{
    const Log *log = &a->nodes[class];
    const void *head = a->inside.nodes[class];
    size_t n = 0;

    while (n < log->given && log->nodes[n] != head)
        n++;
    *rest = n < log->given;
    return n;
}

void arena_keep_entry(Heap *h, Val key, void *entry, size_t bytes)
{
    Arena *a = h->arena;

    if (a == NULL || !is_inside(a, val_node(key)) || a->entry_count == ENTRIES_MAX)
        heap_keep(h);
    else
        a->entries[a->entry_count++] = (Entry){entry, bytes};
}

/* ---- its end ---- */

#ifndef LYRA_HARD
/* A node is short: compilers would make the loop an instruction, or a call, that begins slowly. */
ALWAYS_INLINE void clear_node(void *node, size_t granules, void *next)
{
    if (__builtin_constant_p(granules))
        memset(node, 0, granules * HEAP_GRANULE);
    else
        for (uint64_t *p = node, *end = p + 2 * granules; p < end; p += 2) {
            p[0] = p[1] = 0;
            __asm__("" : "+r"(p));
        }
    *(void **)node = next;
}

/* Those of the log that were given, up to [head], are a list again. */
ALWAYS_INLINE void link_nodes(const Log *log, const void *head, size_t granules)
{
    void **at = log->nodes, **last = at + log->given - 1;

    for (; at < last && *at != head; at++)
        clear_node(*at, granules, at[1]);
    if (at == last && *at != head)
        clear_node(*at, granules, NULL);
}

/* The same; the sizes of most nodes have a loop of their own. */
static void link_given(const Log *log, const void *head, size_t granules)
{
    switch (granules) {
    case 1:  link_nodes(log, head, 1); break;
    case 2:  link_nodes(log, head, 2); break;
    case 3:  link_nodes(log, head, 3); break;
    case 4:  link_nodes(log, head, 4); break;
    default: link_nodes(log, head, granules);
    }
}

/* Nobody refers to what was used: it is free.  Half of a class is for the free list, and half in reserve: who comes to that
 * has used enough for it to pay. */
static void take_nodes(Arena *a, size_t class)
{
    Log *log = &a->nodes[class];
    const void *head = a->inside.nodes[class];
    size_t half = log->n / 2;

    if (log->given > 0)
        link_given(log, head, class);
    a->inside.nodes[class] = log->given == 0 ? NULL : log->nodes[0];
    if (log->given == log->n && half > 0) {
        *(void **)log->nodes[half - 1] = NULL;
        log->given = half;
    }
}

static void take_again(Arena *a)
{
    for (size_t class = 1; class < HEAP_CLASSES; class++) {
        const Log *log = &a->atomic[class];
        if (a->nodes[class].n > 0)
            take_nodes(a, class);
        else
            a->inside.nodes[class] = NULL;
        if (log->n > 0) {
            memcpy(a->inside.atomic[class], log->nodes, log->n * sizeof(void *));
            a->inside.n_atomic[class] = (uint32_t)log->n;
        }
    }
    a->worn = false;
    a->passed /= 2;
    a->tiny = 0;
}
#endif

/* What was used is the collector's; what was not, stays. */
static void leave_used(Arena *a)
{
    a->passes = a->passed;
    a->passed = 2 * a->passed < PASSED_MAX ? 2 * a->passed + 1 : PASSED_MAX;
    for (size_t class = 1; class < HEAP_CLASSES; class++) {
        bool rest = false;
        size_t n = used(a, class, &rest);
        if (!rest)
            a->inside.nodes[class] = NULL;
        log_drop(a, &a->nodes[class], n, class);
        log_drop(a, &a->atomic[class], a->atomic[class].n, class);
    }
    if (a->page_count > PAGES_MAX * 3 / 4)
        count_pages_again(a);
}

#ifdef LYRA_HARD
/* Whoever comes back to what should be forgotten sees at once that it is nothing. */
static void spoil(Arena *a)
{
    enum { NOTHING = 0xA6 };

    for (size_t class = 1; class < HEAP_CLASSES; class++) {
        bool rest;
        size_t n = used(a, class, &rest);
        for (size_t i = 0; i < n; i++)
            memset(a->nodes[class].nodes[i], NOTHING, class * HEAP_GRANULE);
        a->inside.n_atomic[class] = 0;
        for (size_t i = 0; i < a->atomic[class].n; i++)
            memset(a->atomic[class].nodes[i], NOTHING, class * HEAP_GRANULE);
    }
}
#endif

/* ---- the value ---- */

/* What [v] refers to, *n values; none for what holds no pointers. */
static Val *parts_of(Val v, size_t *n)
{
    bool expr = val_is_expr(v), pair = val_is_rational(v) || val_is_complex(v);

    *n = expr ? expr_len(v) + 1 : pair ? 2 : 0;
    return expr ? &val_expr(v)->head : pair ? num_parts(v) : NULL;
}

/* May [v] lead to something inside? */
static bool is_to_be_followed(Arena *a, Val v)
{
    return val_is_pointer(v) && !val_is_symbol(v) && (a->mixed || is_inside(a, val_node(v)));
}

/* Can what [v] leads to be copied where it has to be?  At most *words of it. */
static bool may_go_out(Arena *a, Val v, int depth, long *words)
{
    if (!is_to_be_followed(a, v))
        return true;
    size_t n;
    const Val *parts = parts_of(v, &n);
    if (parts == NULL)
        return val_is_number(v) || val_is_string(v) || (val_is_packed(v) && !is_inside(a, val_node(v)));
    if ((*words -= (long)n) < 0 || depth == OUT_DEPTH)
        return false;
    for (size_t i = 0; i < n; i++)
        if (!may_go_out(a, parts[i], depth + 1, words))
            return false;
    return true;
}

static Val copied(Heap *h, Val v, bool atomic)
{
    size_t bytes = val_is_expr(v) ? sizeof(Expr) + expr_len(v) * sizeof(Val) : heap_size_of(val_node(v));

    return val_from_node(memcpy(atomic ? heap_alloc_atomic(h, bytes) : heap_alloc(h, bytes), val_node(v), bytes));
}

/* [v], where it leads to nothing inside; else a copy. */
static Val outside(Heap *h, Arena *a, Val v)
{
    size_t n;

    if (!is_to_be_followed(a, v))
        return v;
    const Val *parts = parts_of(v, &n);
    Val copy = is_inside(a, val_node(v)) ? copied(h, v, parts == NULL) : v;
    for (size_t i = 0; i < n; i++) {
        Val x = outside(h, a, parts[i]);
        if (val_is(x, parts[i]))
            continue;
        if (val_is(copy, v))
            copy = copied(h, v, false);
        parts_of(copy, &n)[i] = x;
    }
    return copy;
}

/* ---- */

void arena_begin(Heap *h)
{
    Arena *a = h->lists->arena;

    CHECK(h->arena == NULL);
    if (a == NULL)
        a = h->lists->arena = heap_alloc(h, sizeof *a);
    if (a->passes > 0) {
        a->passes--;
        return;
    }
    a->outside = h->lists;
    a->mixed = false;
    a->entry_count = 0;
    memcpy(a->inside.caches, h->lists->caches, sizeof a->inside.caches);
    h->lists = &a->inside;
    h->arena = a;
    h->kept = false;
}

static Arena *out_of_force(Heap *h)
{
    Arena *a = h->arena;

    h->lists = a->outside;
    memcpy(h->lists->caches, a->inside.caches, sizeof a->inside.caches);
    a->outside = NULL;
    h->arena = NULL;
    return a;
}

Val arena_end(Heap *h, Val v)
{
    long words = OUT_WORDS;

    if (h->arena == NULL)
        return v;
    Arena *a = out_of_force(h);
    if (h->kept || val_is_unwind(v) || !may_go_out(a, v, 0, &words)) {
        leave_used(a);
        return v;
    }
    for (size_t i = 0; i < a->entry_count; i++)
        memset(a->entries[i].place, 0, a->entries[i].bytes);
    v = outside(h, a, v);
#ifdef LYRA_HARD
    spoil(a);
    leave_used(a);
#else
    if (a->worn) {
        take_again(a);
    } else if (++a->tiny == TINY_MAX) {
        a->tiny = TINY_MAX / 2;
        a->passes = TINY_PASSED;
    }
#endif
    return v;
}

void arena_leave(Heap *h)
{
    if (h->arena != NULL)
        leave_used(out_of_force(h));
}
