/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * temporary.h -- symbols that go when no value mentions them any more, and what definition tables keep
 * of them: for symbol.c and definition.c.
 *
 * A definition usually mentions its own symbol, so a table that held it would hold the symbol for ever.  The pages
 * of tables with the definitions of temporary symbols are therefore not scanned: a symbol holds
 * what all pages have for it.  Once it is gone its places in them are emptied, and its number is another's.
 */
#ifndef LYRA_VALUE_TEMPORARY_H
#define LYRA_VALUE_TEMPORARY_H

#include "vm/value/symbol.h"

struct Heap;

enum { TEMPORARY_PAGE = 32 };    /* numbers that lie together */

/* The number of a symbol that is gone, for what finalizers may still see of it. */
#define SYMBOL_GONE UINT32_MAX

/* What one table, or several after a snapshot, have for so many numbers. */
typedef struct TemporaryPage {
    const void *owner;
    void       *items[TEMPORARY_PAGE];
} TemporaryPage;

/* A page for the numbers around [number], with what [old] has (NULL: nothing). */
TemporaryPage *temporary_page_new(struct Heap *h, uint32_t number, const void *owner, const TemporaryPage *old);

/* symbol.c's: fills in a symbol whose name stays where it is. */
void symbol_init(Symbol *s, uint32_t number, const char *context, const char *name, size_t len);

/* Once per process, after heap_start. */
void temporaries_start(void);
/* A new one.  NULL where there are as many as can be. */
Symbol *temporary_new(struct Heap *h, const char *context, const char *name, size_t len);
/* The one with this name, or NULL. */
Symbol *temporary_find(const char *context, const char *name, size_t len, uint32_t hash);
/* Those that there are now have numbers from SYMBOL_TEMPORARY to below this; some numbers are nobody's: NULL. */
uint32_t temporary_limit(void);
Symbol *temporary_at(uint32_t number);
/* It stays for ever. */
void temporary_keep(Symbol *s);

#endif
