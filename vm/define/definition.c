/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * definition.c -- the definition table: pages of definitions, copied when first written after a
 * snapshot.
 */
#include "vm/define/definition.h"

#include "vm/eval/builtin.h"
#include "vm/value/temporary.h"

/* A tree of three levels: what the first write after a snapshot copies is one short node of each. */
enum { FANOUT = TEMPORARY_PAGE };
/* Lists that are prepended to are kept reversed from this length on; so many at a time. */
enum { REVERSED_LENGTH = 64, REVERSED_MOST = 8 };

typedef TemporaryPage Page;     /* of Definition * */

typedef struct DefinitionBranch {
    const void *owner;
    Page       *pages[FANOUT];
} Branch;

struct DefinitionDirectory {
    const void *owner;
    size_t      count;           /* of branches that there is room for */
    struct DefinitionDirectory *temporary;   /* for the numbers from SYMBOL_TEMPORARY; NULL: nothing yet */
    Branch     *branches[];
};

typedef struct DefinitionDirectory Directory;

/* The records whose values are kept reversed.  None is shared with another table: a snapshot puts them right. */
struct ReversedDefinitions {
    size_t      next;            /* whose turn it is to make room */
    Definition *records[REVERSED_MOST];
};

/* A token is an address that nothing else has: collected memory of its own. */
static const void *token_new(Heap *h)
{
    return heap_alloc(h, 1);
}

static Directory *directory_new(Heap *h, const void *owner, size_t count)
{
    Directory *d = heap_alloc(h, sizeof *d + count * sizeof d->branches[0]);

    d->owner = owner;
    d->count = count;
    return d;
}

void definitions_init(DefinitionTable *t, Heap *h)
{
    t->token = token_new(h);
    t->directory = directory_new(h, t->token, symbol_count() / (FANOUT * FANOUT) + 2);
}

static void turn_round(size_t n, Val *v)
{
    for (size_t i = 0, k = n; i + 1 < k; i++) {
        Val x = v[i];
        v[i] = v[--k];
        v[k] = x;
    }
}

static void put_right(const DefinitionTable *t, Definition *d)
{
    turn_round(expr_len(d->value), val_expr(d->value)->args);
    d->reversed = false;
    d->current = true;
    for (size_t i = 0; i < REVERSED_MOST; i++)
        if (t->reversed->records[i] == d)
            t->reversed->records[i] = NULL;
}

void definitions_put_right(DefinitionTable *t)
{
    for (size_t i = 0; t->reversed != NULL && i < REVERSED_MOST; i++)
        if (t->reversed->records[i] != NULL)
            put_right(t, t->reversed->records[i]);
}

void definitions_snapshot(DefinitionTable *copy, DefinitionTable *t, Heap *h)
{
    definitions_put_right(t);
    *copy = *t;
    copy->reversed = NULL;
    copy->token = token_new(h);
    t->token = token_new(h);
}

/* The record of a symbol as it stands. */
static Definition *record_of(const DefinitionTable *t, Val symbol)
{
    size_t number = symbol_number(symbol);
    const Directory *d = t->directory;

    if (val_is(symbol, t->aside))
        return t->aside_record;
    if (UNLIKELY(number / (FANOUT * FANOUT) >= d->count)) {
        d = d->temporary;
        number -= SYMBOL_TEMPORARY;
        if (d == NULL || number / (FANOUT * FANOUT) >= d->count)
            return NULL;
    }
    const Branch *b = d->branches[number / (FANOUT * FANOUT)];
    const Page *p = b == NULL ? NULL : b->pages[number / FANOUT % FANOUT];
    return p == NULL ? NULL : p->items[number % FANOUT];
}

const Definition *definition_find(const DefinitionTable *t, Val symbol)
{
    Definition *d = record_of(t, symbol);

    if (d != NULL && UNLIKELY(d->reversed))
        put_right(t, d);
    return d;
}

/* The node at [place], which the table may write from now on. */
static void *node_to_write(const DefinitionTable *t, Heap *h, void **place, size_t bytes)
{
    const void **node = *place;       /* each node begins with its owner */

    if (node == NULL || *node != t->token) {
        const void **copy = heap_alloc(h, bytes);
        if (node != NULL)
            memcpy(copy, node, bytes);
        *copy = t->token;
        *place = copy;
    }
    return *place;
}

/* The directory at [place], with room for branch [index], which the table may write from now on. */
static Directory *directory_to_write(const DefinitionTable *t, Heap *h, Directory **place, size_t index)
{
    const Directory *old = *place;
    size_t count = old == NULL ? 2 : old->count;

    if (old != NULL && old->owner == t->token && index < count)
        return *place;
    while (index >= count)
        count *= 2;
    *place = directory_new(h, t->token, count);
    if (old != NULL) {
        (*place)->temporary = old->temporary;
        memcpy((*place)->branches, old->branches, old->count * sizeof old->branches[0]);
    }
    return *place;
}

static Definition **temporary_slot_to_write(DefinitionTable *t, Heap *h, Val symbol)
{
    size_t number = symbol_number(symbol) - SYMBOL_TEMPORARY;

    if (UNLIKELY(symbol_number(symbol) == SYMBOL_GONE))
        return heap_alloc(h, sizeof(Definition *));
    Directory *d = directory_to_write(t, h, &directory_to_write(t, h, &t->directory, 0)->temporary, number / (FANOUT * FANOUT));
    Branch *b = node_to_write(t, h, (void **)&d->branches[number / (FANOUT * FANOUT)], sizeof *b);
    Page **page = &b->pages[number / FANOUT % FANOUT];

    if (*page == NULL || (*page)->owner != t->token)
        *page = temporary_page_new(h, symbol_number(symbol), t->token, *page);
    return (Definition **)&(*page)->items[number % FANOUT];
}

/* The slot of a symbol in a page that this table may write. */
static Definition **page_slot_to_write(DefinitionTable *t, Heap *h, Val symbol)
{
    size_t number = symbol_number(symbol), index = number / (FANOUT * FANOUT);

    if (symbol_is_temporary(symbol))
        return temporary_slot_to_write(t, h, symbol);
    Directory *d = directory_to_write(t, h, &t->directory, index);
    Branch *b = node_to_write(t, h, (void **)&d->branches[index], sizeof *b);
    Page *p = node_to_write(t, h, (void **)&b->pages[number / FANOUT % FANOUT], sizeof *p);
    return (Definition **)&p->items[number % FANOUT];
}

static Definition **slot_to_write(DefinitionTable *t, Heap *h, Val symbol)
{
    return val_is(symbol, t->aside) ? &t->aside_record : page_slot_to_write(t, h, symbol);
}

void definition_put_aside(DefinitionTable *t, Heap *h, Val symbol)
{
    Definition *d = record_of(t, symbol);

    if (val_is(symbol, t->aside) || symbol_is_temporary(symbol) || d == NULL || d->owner == t->token)
        return;
    Val before = t->aside;
    t->aside = VAL_NONE;
    if (!val_is_none(before) && record_of(t, before) != t->aside_record)
        *page_slot_to_write(t, h, before) = t->aside_record;
    t->aside = symbol;
    t->aside_record = d;
}

/* The attributes of a symbol of which nothing else is known: the names of System` are Protected, its
 * variables ($Name) are not. */
static uint32_t bare_attributes(Val symbol)
{
    if (val_is(symbol, S_True) || val_is(symbol, S_False))
        return ATTR_PROTECTED | ATTR_LOCKED;
    return symbol_number(symbol) < SYM_KNOWN_COUNT && symbol_name(symbol)[0] != '$' ? ATTR_PROTECTED : 0;
}

Definition *definition_edit(DefinitionTable *t, Heap *h, Val symbol)
{
    Definition **slot = slot_to_write(t, h, symbol);

    if (*slot == NULL) {
        const Builtin *b = val_symbol(symbol)->builtin;
        Definition *d = heap_alloc(h, sizeof *d);
        d->owner = t->token;
        d->attributes = b == NULL ? bare_attributes(symbol) : b->attrs;
        d->current = true;
        *slot = d;
    } else if ((*slot)->owner != t->token) {
        Definition *d = heap_alloc(h, sizeof *d);
        *d = **slot;
        d->owner = t->token;
        d->current = true;
        /* Two records hold the value now. */
        val_share(d->value);
        *slot = d;
    } else if ((*slot)->reversed) {
        put_right(t, *slot);
    }
    return *slot;
}

/* Has the list before its last element, which belongs at its start, reversed from now on. */
static void reverse(DefinitionTable *t, Heap *h, Definition *d)
{
    if (t->reversed == NULL)
        t->reversed = heap_alloc(h, sizeof *t->reversed);
    Definition **place = &t->reversed->records[t->reversed->next];
    t->reversed->next = (t->reversed->next + 1) % REVERSED_MOST;
    if (*place != NULL)
        put_right(t, *place);
    turn_round(expr_len(d->value) - 1, val_expr(d->value)->args);
    d->reversed = true;
    d->current = false;
    *place = d;
}

bool definition_prepend(DefinitionTable *t, Heap *h, Val symbol, Val x)
{
    Definition *d = record_of(t, symbol);

    if (d == NULL || d->owner != t->token || !definition_settable(d)
        || val_is_none(d->value) || !val_has_head(d->value, S_List) || expr_len(d->value) >= EXPR_LEN_MAX)
        return false;
    d->value = expr_append_owned(h, d->value, x);
    size_t n = expr_len(d->value);
    if (d->reversed)
        return true;
    if (n < REVERSED_LENGTH) {
        Val *v = val_expr(d->value)->args;
        memmove(v + 1, v, (n - 1) * sizeof(Val));
        v[0] = x;
    } else {
        reverse(t, h, d);
    }
    return true;
}

/* Records that other tables may see are not written to: their owner's token is nobody's any more. */
static void set_current(const DefinitionTable *t, Definition *d, bool current)
{
    if (d != NULL && d->owner == t->token)
        d->current = current;
}

void definition_restore(DefinitionTable *t, Heap *h, Val symbol, const Definition *before)
{
    Definition **slot = slot_to_write(t, h, symbol);

    if (*slot != NULL && (*slot)->reversed)
        put_right(t, *slot);
    set_current(t, *slot, false);
    *slot = (Definition *)before;
    set_current(t, *slot, true);
}

/* ---- what is different ---- */

typedef struct Comparison {
    const DefinitionTable *since, *now;
    DefinitionChanged changed;
    void *about;
} Comparison;

static void compare_symbol(const Comparison *c, Val symbol)
{
    const Definition *was = record_of(c->since, symbol), *is = record_of(c->now, symbol);

    if (was != is)
        c->changed(c->about, symbol, was, is);
}

static void compare_pages(const Comparison *c, uint32_t first, const Page *was, const Page *is)
{
    for (uint32_t i = 0; i < FANOUT; i++) {
        uint32_t at = first + i;
        Val symbol;
        if ((was == NULL ? NULL : was->items[i]) == (is == NULL ? NULL : is->items[i]))
            continue;
        if (symbol_next(&at, &symbol) && symbol_number(symbol) == first + i && !val_is(symbol, c->since->aside) && !val_is(symbol, c->now->aside))
            compare_symbol(c, symbol);
    }
}

static void compare_branches(const Comparison *c, uint32_t first, const Branch *was, const Branch *is)
{
    for (uint32_t i = 0; i < FANOUT; i++) {
        const Page *a = was == NULL ? NULL : was->pages[i], *b = is == NULL ? NULL : is->pages[i];
        if (a != b)
            compare_pages(c, first + i * FANOUT, a, b);
    }
}

void definitions_compare(const DefinitionTable *since, const DefinitionTable *now, DefinitionChanged changed, void *about)
{
    Comparison c = {since, now, changed, about};
    const Directory *was = since->directory, *is = now->directory;
    size_t n = was->count > is->count ? was->count : is->count;

    for (size_t i = 0; was != is && i < n; i++) {
        const Branch *a = i < was->count ? was->branches[i] : NULL, *b = i < is->count ? is->branches[i] : NULL;
        if (a != b)
            compare_branches(&c, (uint32_t)(i * FANOUT * FANOUT), a, b);
    }
    /* A record aside stands in place of the directory's. */
    if (!val_is_none(since->aside))
        compare_symbol(&c, since->aside);
    if (!val_is_none(now->aside) && !val_is(now->aside, since->aside))
        compare_symbol(&c, now->aside);
}

uint32_t definition_attributes(const DefinitionTable *t, Val symbol)
{
    const Definition *d = definition_find(t, symbol);

    if (d != NULL)
        return d->attributes;
    const Builtin *b = val_symbol(symbol)->builtin;
    return b == NULL ? bare_attributes(symbol) : b->attrs;
}
