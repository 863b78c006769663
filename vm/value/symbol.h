/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * symbol.h -- symbols and the table that interns them.
 *
 * A symbol is a name in a context and a number.  What it means lives in a VM's definition table
 * (vm/eval/definition.h).  Symbols are never freed, but for temporary ones (vm/value/temporary.h): those go when
 * no value mentions them.  Interning is the only locked thing in vm/.
 */
#ifndef LYRA_VALUE_SYMBOL_H
#define LYRA_VALUE_SYMBOL_H

#include "vm/value/val.h"

struct Builtin;

typedef struct Symbol {
    Node        node;
    uint32_t    number;         /* dense, from 0; from SYMBOL_TEMPORARY those of temporary symbols */
    uint32_t    name_len;
    const char *name;           /* without the context */
    const char *context;        /* interned, ends in a backquote: equal contexts are equal pointers */
    const struct Builtin *builtin;   /* what C says of it; NULL for most */
    struct Symbol *next;        /* in its hash bucket */
    bool        is_operator;    /* bytecode has instructions for it */
    uint16_t    autoload;       /* 1 + the file of lib/ that defines it; 0: none */
} Symbol;

#define SYMBOL_TEMPORARY 0x80000000u

/* The symbols that C code names; one row a name in symbols.def. */
enum {
#define KNOWN(name) SYM_##name,
#include "vm/value/symbols.def"
#undef KNOWN
    SYM_KNOWN_COUNT
};
extern Symbol symbol_known[SYM_KNOWN_COUNT];
#define val_known(number) ((Val){(uintptr_t)&symbol_known[number]})
#include "vm/value/known.h"      /* generated: #define S_Plus val_known(SYM_Plus) */

/* Fills the table with the known symbols; once per process. */
void symbols_start(void);

static inline Symbol *val_symbol(Val v)          { return (Symbol *)v.w; }
static inline uint32_t symbol_number(Val v)      { return val_symbol(v)->number; }
static inline const char *symbol_name(Val v)     { return val_symbol(v)->name; }
static inline const char *symbol_context(Val v)  { return val_symbol(v)->context; }
/* The number of a symbol for a switch over SYM_..; -1 for any value but a symbol. */
static inline int64_t symbol_switch(Val v)       { return val_is_symbol(v) ? (int64_t)symbol_number(v) : -1; }

extern const char *const context_system;    /* "System`", interned */
extern const char *const context_global;    /* "Global`", interned */
/* The interned form of a context's name, which must end in a backquote. */
const char *context_intern(const char *name, size_t len);

/* The symbol with this name in this (interned) context; made if it was not there. */
Val symbol_intern(const char *context, const char *name, size_t len);
/* The same; one that is made may be collected once no value mentions it. */
Val symbol_intern_temporary(struct Heap *h, const char *context, const char *name, size_t len);
static inline bool symbol_is_temporary(Val v)    { return val_symbol(v)->number >= SYMBOL_TEMPORARY; }
/* A temporary symbol is not to be collected any more. */
void symbol_keep(Val v);
/* A name of our own that no program sees, in the context of the library's private names. */
Val symbol_private(const char *name);
/* The same as symbol_intern, or VAL_NONE where there is none. */
Val symbol_find(const char *context, const char *name, size_t len);
/* Around fork: no other thread is in the middle of the above, or the child would wait for it for ever. */
void symbols_take(void);
void symbols_release(void);
/* How many symbols there are that stay. */
uint32_t symbol_count(void);
/* Gives all symbols, one at a call; false at the end.  [at] is 0 at the start. */
bool symbol_next(uint32_t *at, Val *symbol);

/* [n] numbers that nobody else gets, greater than all before: the first; 0 where there are none left.  They
 * are the epochs of VMs (vm/vm.h). */
uint32_t symbols_take_epochs(uint32_t n);

/* Does the pattern, with * for any characters and @ for any but capitals, match the whole name? */
bool symbol_name_matches(const char *pattern, const char *name);

#endif
