/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * definition.c -- the definition table: pages of definitions, copied when first written after a
 * snapshot.
 */
#include "vm/define/definition.h"

#include "vm/eval/builtin.h"

enum { PAGE_SIZE = 256 };

typedef struct DefinitionPage {
    const void *owner;
    Definition *items[PAGE_SIZE];
} DefinitionPage;

struct DefinitionDirectory {
    const void     *owner;
    size_t          count;           /* of pages that there is room for */
    DefinitionPage *pages[];
};

typedef struct DefinitionDirectory Directory;

/* A token is an address that nothing else has: collected memory of its own. */
static const void *token_new(Heap *h)
{
    return heap_alloc(h, 1);
}

static Directory *directory_new(Heap *h, const void *owner, size_t count)
{
    Directory *d = heap_alloc(h, sizeof *d + count * sizeof d->pages[0]);

    d->owner = owner;
    d->count = count;
    return d;
}

void definitions_init(DefinitionTable *t, Heap *h)
{
    t->token = token_new(h);
    t->directory = directory_new(h, t->token, symbol_count() / PAGE_SIZE + 16);
}

void definitions_snapshot(DefinitionTable *copy, DefinitionTable *t, Heap *h)
{
    copy->directory = t->directory;
    copy->token = token_new(h);
    t->token = token_new(h);
}

const Definition *definition_find(const DefinitionTable *t, Val symbol)
{
    uint32_t number = symbol_number(symbol);
    const Directory *d = t->directory;

    if (number / PAGE_SIZE >= d->count || d->pages[number / PAGE_SIZE] == NULL)
        return NULL;
    return d->pages[number / PAGE_SIZE]->items[number % PAGE_SIZE];
}

/* The slot of a symbol in a page that this table may write. */
static Definition **slot_to_write(DefinitionTable *t, Heap *h, Val symbol)
{
    size_t index = symbol_number(symbol) / PAGE_SIZE;

    if (t->directory->owner != t->token || index >= t->directory->count) {
        size_t count = t->directory->count;
        while (index >= count)
            count *= 2;
        Directory *d = directory_new(h, t->token, count);
        memcpy(d->pages, t->directory->pages, t->directory->count * sizeof d->pages[0]);
        t->directory = d;
    }
    DefinitionPage **page = &t->directory->pages[index];
    if (*page == NULL || (*page)->owner != t->token) {
        DefinitionPage *p = heap_alloc(h, sizeof *p);
        if (*page != NULL)
            *p = **page;
        p->owner = t->token;
        *page = p;
    }
    return &(*page)->items[symbol_number(symbol) % PAGE_SIZE];
}

/* The attributes of a symbol of which nothing else is known: the names of System` are Protected, its
 * variables ($Name) are not. */
static uint32_t bare_attributes(Val symbol)
{
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
    }
    return *slot;
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

    set_current(t, *slot, false);
    *slot = (Definition *)before;
    set_current(t, *slot, true);
}

uint32_t definition_attributes(const DefinitionTable *t, Val symbol)
{
    const Definition *d = definition_find(t, symbol);

    if (d != NULL)
        return d->attributes;
    const Builtin *b = val_symbol(symbol)->builtin;
    return b == NULL ? bare_attributes(symbol) : b->attrs;
}
