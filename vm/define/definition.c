/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * definition.c -- the definition table: pages of definitions, copied when first written after a
 * snapshot.
 */
#include "vm/define/definition.h"

#include "vm/eval/builtin.h"

/* A tree of three levels: what the first write after a snapshot copies is one short node of each. */
enum { FANOUT = 32 };

typedef struct DefinitionPage {
    const void *owner;
    Definition *items[FANOUT];
} Page;

typedef struct DefinitionBranch {
    const void *owner;
    Page       *pages[FANOUT];
} Branch;

struct DefinitionDirectory {
    const void *owner;
    size_t      count;           /* of branches that there is room for */
    Branch     *branches[];
};

typedef struct DefinitionDirectory Directory;

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

void definitions_snapshot(DefinitionTable *copy, DefinitionTable *t, Heap *h)
{
    copy->directory = t->directory;
    copy->token = token_new(h);
    t->token = token_new(h);
}

const Definition *definition_find(const DefinitionTable *t, Val symbol)
{
    size_t number = symbol_number(symbol);
    const Directory *d = t->directory;

    if (number / (FANOUT * FANOUT) >= d->count)
        return NULL;
    const Branch *b = d->branches[number / (FANOUT * FANOUT)];
    const Page *p = b == NULL ? NULL : b->pages[number / FANOUT % FANOUT];
    return p == NULL ? NULL : p->items[number % FANOUT];
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

/* The slot of a symbol in a page that this table may write. */
static Definition **slot_to_write(DefinitionTable *t, Heap *h, Val symbol)
{
    size_t number = symbol_number(symbol), index = number / (FANOUT * FANOUT);

    if (t->directory->owner != t->token || index >= t->directory->count) {
        size_t count = t->directory->count;
        while (index >= count)
            count *= 2;
        Directory *d = directory_new(h, t->token, count);
        memcpy(d->branches, t->directory->branches, t->directory->count * sizeof d->branches[0]);
        t->directory = d;
    }
    Branch *b = node_to_write(t, h, (void **)&t->directory->branches[index], sizeof *b);
    Page *p = node_to_write(t, h, (void **)&b->pages[number / FANOUT % FANOUT], sizeof *p);
    return &p->items[number % FANOUT];
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
