/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * temporary.c -- symbols that the collector may free.
 *
 * All that is known of them lies in memory of malloc, which the collector does not scan, and is looked at
 * and changed with the collector's lock held: what is found there is alive, or was never lost.  The collector
 * marks what the pages of all tables have for a symbol when it marks the symbol, and when it has marked
 * everything, while all threads stand still, what died is taken out (forget_the_dead).  A page that died at
 * the same time is looked at once more than needed.
 */
#include "vm/value/temporary.h"

#include <gc.h>
#include <gc/gc_inline.h>
#include <gc/gc_mark.h>

#include "vm/value/heap.h"

enum { FIRST_BUCKETS = 256, BLOCKS_MAX = 1 << 20 };

typedef struct Block {
    Symbol         *symbols[TEMPORARY_PAGE];
    TemporaryPage **pages;
    size_t          n, capacity;
} Block;

static struct {
    Block   **blocks;
    uint32_t  n_blocks, room;
    uint32_t *free;                /* numbers that are nobody's: there is room for all that there are */
    uint32_t  n_free;
    Symbol  **buckets;
    size_t    bucket_count;        /* a power of two */
    uint32_t  live;
    int       symbol_kind, page_kind;
    GC_on_collection_event_proc next_event;
} temporaries;

/* ---- what the collector asks ---- */

static Symbol **place_of(uint32_t number)
{
    uint32_t i = number - SYMBOL_TEMPORARY;

    return number < SYMBOL_TEMPORARY || i / TEMPORARY_PAGE >= temporaries.n_blocks
        ? NULL : &temporaries.blocks[i / TEMPORARY_PAGE]->symbols[i % TEMPORARY_PAGE];
}

static struct GC_ms_entry *mark_definitions(GC_word *at, struct GC_ms_entry *stack, struct GC_ms_entry *limit, GC_word env)
{
    Symbol *s = (Symbol *)at, **place = place_of(s->number);

    (void)env;
    /* It may be free memory: then it is nobody. */
    if (place == NULL || *place != s)
        return stack;
    uint32_t i = s->number - SYMBOL_TEMPORARY;
    const Block *b = temporaries.blocks[i / TEMPORARY_PAGE];
    for (size_t k = 0; k < b->n; k++) {
        void **item = &b->pages[k]->items[i % TEMPORARY_PAGE];
        if (*item != NULL)
            stack = GC_MARK_AND_PUSH(*item, stack, limit, item);
    }
    return stack;
}

static void unlink_symbol(const Symbol *s)
{
    Symbol **p = &temporaries.buckets[s->node.hash >> 1 & (temporaries.bucket_count - 1)];

    while (*p != s)
        p = &(*p)->next;
    *p = s->next;
}

static void forget_symbol(Block *b, size_t i, uint32_t number)
{
    Symbol *s = b->symbols[i];

    unlink_symbol(s);
    s->number = SYMBOL_GONE;
    b->symbols[i] = NULL;
    for (size_t k = 0; k < b->n; k++)
        b->pages[k]->items[i] = NULL;
    temporaries.free[temporaries.n_free++] = number;
    temporaries.live--;
}

/* Threads stand still and may hold any lock: no malloc here. */
static void forget_the_dead(void)
{
    for (uint32_t k = 0; k < temporaries.n_blocks; k++) {
        Block *b = temporaries.blocks[k];
        size_t n = 0;
        for (size_t i = 0; i < b->n; i++)
            if (GC_is_marked(b->pages[i]))
                b->pages[n++] = b->pages[i];
        b->n = n;
        for (size_t i = 0; i < TEMPORARY_PAGE; i++)
            if (b->symbols[i] != NULL && !GC_is_marked(b->symbols[i]))
                forget_symbol(b, i, (uint32_t)(SYMBOL_TEMPORARY + k * TEMPORARY_PAGE + i));
    }
}

static void on_collection(GC_EventType event)
{
    if (event == GC_EVENT_MARK_END)
        forget_the_dead();
    if (temporaries.next_event != NULL)
        temporaries.next_event(event);
}

void temporaries_start(void)
{
    /* Of a page its first word is scanned: the bit of the highest order is the first word's. */
    GC_word first_word = (GC_word)1 << (8 * sizeof(GC_word) - 1) | GC_DS_BITMAP;

    temporaries.symbol_kind = (int)GC_new_kind(GC_new_free_list(), GC_MAKE_PROC(GC_new_proc(mark_definitions), 0), 0, 1);
    temporaries.page_kind = (int)GC_new_kind(GC_new_free_list(), first_word, 0, 1);
    temporaries.bucket_count = FIRST_BUCKETS;
    temporaries.buckets = calloc(FIRST_BUCKETS, sizeof(Symbol *));
    CHECK(temporaries.buckets != NULL);
    temporaries.next_event = GC_get_on_collection_event();
    GC_set_on_collection_event(on_collection);
}

/* ---- with the collector's lock ---- */

static void *resized(void *old, size_t bytes)
{
    void *p = realloc(old, bytes);

    CHECK(p != NULL);
    return p;
}

static bool add_block(void)
{
    uint32_t k = temporaries.n_blocks;

    if (k == BLOCKS_MAX)
        return false;
    if (k == temporaries.room) {
        temporaries.room = k == 0 ? 8 : 2 * k;
        temporaries.blocks = resized(temporaries.blocks, temporaries.room * sizeof(Block *));
        temporaries.free = resized(temporaries.free, temporaries.room * TEMPORARY_PAGE * sizeof(uint32_t));
    }
    temporaries.blocks[k] = calloc(1, sizeof(Block));
    CHECK(temporaries.blocks[k] != NULL);
    temporaries.n_blocks++;
    for (uint32_t i = TEMPORARY_PAGE; i-- > 0; )
        temporaries.free[temporaries.n_free++] = (uint32_t)SYMBOL_TEMPORARY + k * TEMPORARY_PAGE + i;
    return true;
}

static void link_symbol(Symbol *s)
{
    Symbol **bucket = &temporaries.buckets[s->node.hash >> 1 & (temporaries.bucket_count - 1)];

    s->next = *bucket;
    *bucket = s;
}

static void grow_buckets(void)
{
    free(temporaries.buckets);
    temporaries.bucket_count *= 2;
    temporaries.buckets = calloc(temporaries.bucket_count, sizeof(Symbol *));
    CHECK(temporaries.buckets != NULL);
    for (uint32_t k = 0; k < temporaries.n_blocks; k++)
        for (size_t i = 0; i < TEMPORARY_PAGE; i++)
            if (temporaries.blocks[k]->symbols[i] != NULL)
                link_symbol(temporaries.blocks[k]->symbols[i]);
}

typedef struct Wish {
    const char *context, *name;
    size_t      len;
    uint32_t    hash, number;
    Symbol     *symbol;
    TemporaryPage       *page;
    const TemporaryPage *old;
} Wish;

static void *enter_symbol(void *argument)
{
    Wish *w = argument;

    if (temporaries.n_free == 0 && !add_block())
        return NULL;
    if (temporaries.live >= temporaries.bucket_count)
        grow_buckets();
    w->number = temporaries.free[--temporaries.n_free];
    symbol_init(w->symbol, w->number, w->context, w->name, w->len);
    link_symbol(w->symbol);
    *place_of(w->number) = w->symbol;
    temporaries.live++;
    return w->symbol;
}

static void *find_symbol(void *argument)
{
    const Wish *w = argument;

    for (Symbol *s = temporaries.buckets[w->hash >> 1 & (temporaries.bucket_count - 1)]; s != NULL; s = s->next)
        if (s->node.hash == w->hash && s->context == w->context && s->name_len == w->len && memcmp(s->name, w->name, w->len) == 0)
            return s;
    return NULL;
}

static void *symbol_of_number(void *argument)
{
    Symbol **place = place_of(((const Wish *)argument)->number);

    return place == NULL ? NULL : *place;
}

/* What the old page has now, and nothing that a collection meanwhile has taken out of it. */
static void *enter_page(void *argument)
{
    Wish *w = argument;
    Block *b = temporaries.blocks[(w->number - SYMBOL_TEMPORARY) / TEMPORARY_PAGE];

    if (b->n == b->capacity) {
        b->capacity = b->capacity == 0 ? 2 : 2 * b->capacity;
        b->pages = resized(b->pages, b->capacity * sizeof b->pages[0]);
    }
    if (w->old != NULL)
        memcpy(w->page->items, w->old->items, sizeof w->page->items);
    b->pages[b->n++] = w->page;
    return NULL;
}

/* ---- */

Symbol *temporary_new(struct Heap *h, const char *context, const char *name, size_t len)
{
    /* Its name lies behind it. */
    Symbol *s = heap_alloc_kind(h, sizeof *s + len + 1, temporaries.symbol_kind);
    char *own = (char *)(s + 1);
    Wish w = {.context = context, .name = own, .len = len, .symbol = s};

    memcpy(own, name, len);
    return GC_call_with_alloc_lock(enter_symbol, &w);
}

Symbol *temporary_find(const char *context, const char *name, size_t len, uint32_t hash)
{
    Wish w = {.context = context, .name = name, .len = len, .hash = hash};

    return GC_call_with_alloc_lock(find_symbol, &w);
}

static void *limit_of_numbers(void *argument)
{
    *(uint32_t *)argument = SYMBOL_TEMPORARY + temporaries.n_blocks * TEMPORARY_PAGE;
    return NULL;
}

uint32_t temporary_limit(void)
{
    uint32_t limit;

    GC_call_with_alloc_lock(limit_of_numbers, &limit);
    return limit;
}

Symbol *temporary_at(uint32_t number)
{
    Wish w = {.number = number};

    return GC_call_with_alloc_lock(symbol_of_number, &w);
}

TemporaryPage *temporary_page_new(struct Heap *h, uint32_t number, const void *owner, const TemporaryPage *old)
{
    TemporaryPage *p = heap_alloc_kind(h, sizeof *p, temporaries.page_kind);
    Wish w = {.number = number, .page = p, .old = old};

    p->owner = owner;
    GC_call_with_alloc_lock(enter_page, &w);
    return p;
}

void temporary_keep(Symbol *s)
{
    Symbol **cell = heap_alloc_root(sizeof *cell);

    *cell = s;
}
