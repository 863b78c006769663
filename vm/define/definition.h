/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * definition.h -- what symbols mean in one VM: the definition table and its snapshots.
 *
 * Two levels: a directory of pages of pointers to definitions.  Each directory, page and
 * definition carries the token of the table that may change it in place; anything else is shared
 * and copied on the first write.  A snapshot shares the directory and gives both sides new tokens:
 * O(1), whatever the number of definitions.
 */
#ifndef LYRA_DEFINE_DEFINITION_H
#define LYRA_DEFINE_DEFINITION_H

#include "vm/value/expr.h"

enum {
#define ATTRIBUTE(c_name, name) ATTR_BIT_##c_name,
#include "vm/define/attributes.def"
#undef ATTRIBUTE
    ATTR_COUNT
};
enum {
#define ATTRIBUTE(c_name, name) ATTR_##c_name = 1 << ATTR_BIT_##c_name,
#include "vm/define/attributes.def"
#undef ATTRIBUTE
    ATTR_HOLD_ANY = ATTR_HOLD_ALL | ATTR_HOLD_ALL_COMPLETE | ATTR_HOLD_FIRST | ATTR_HOLD_REST,
    /* Those that say nothing about how a call is evaluated: bytecode may take it. */
    ATTR_PLAIN = ATTR_PROTECTED | ATTR_READ_PROTECTED | ATTR_LOCKED | ATTR_TEMPORARY
};

typedef struct RuleSet RuleSet;      /* vm/pattern/rules.h */

typedef enum RuleKind {
    RULES_OWN, RULES_DOWN, RULES_SUB, RULES_UP, RULES_N, RULES_FORMAT, RULES_DEFAULT, RULES_MESSAGE,
    RULES_KIND_COUNT
} RuleKind;

typedef struct Definition {
    const void *owner;                        /* the token of the table that may change it */
    uint32_t    attributes;
    Val         value;                        /* of an unconditional own-value; VAL_NONE: none */
    bool        value_delayed;                /* it was made by SetDelayed */
    bool        current;                      /* it is what the owner's table has for the symbol now */
    bool        has_up_values;                /* it has, or had: an assignment may be the matter of one */
    bool        reversed;                     /* the value is a list from its end to its start: definition_prepend */
    Val         options;                      /* a List of rules, or VAL_NONE */
    Val         leader;                       /* the object that has its values (ForeignClass.lead), or VAL_NONE */
    RuleSet    *rules[RULES_KIND_COUNT];      /* NULL: none */
} Definition;

typedef struct DefinitionTable {
    struct DefinitionDirectory *directory;
    /* The record of one symbol, in place of what the directory has for it: a variable that takes a value after each of many
     * snapshots costs its record each time, and no nodes of the directory.  VAL_NONE: of none. */
    Val         aside;
    Definition *aside_record;                 /* NULL: it has none */
    const void *token;
    struct ReversedDefinitions *reversed;     /* NULL: no record ever was */
} DefinitionTable;

void definitions_init(DefinitionTable *t, Heap *h);
/* [copy] becomes a snapshot of [t]: both see what [t] has now; writes to one are not seen in the other. */
void definitions_snapshot(DefinitionTable *copy, DefinitionTable *t, Heap *h);

/* The definition of a symbol, to read; NULL where it has none of its own. */
const Definition *definition_find(const DefinitionTable *t, Val symbol);
/* The down-values of a symbol whose calls are nothing but their rules: no own-value, no attribute that says how a
 * call is evaluated.  NULL for any other.  Bytecode may take such calls. */
static inline RuleSet *definition_plain_rules(const DefinitionTable *t, Val symbol)
{
    const Definition *d = definition_find(t, symbol);

    return d == NULL || !val_is_none(d->value) || (d->attributes & ~ATTR_PLAIN) != 0 ? NULL : d->rules[RULES_DOWN];
}
/* Does it say what the symbol's own value is?  NULL says nothing. */
static inline bool definition_has_value(const Definition *d)
{
    return d != NULL && (!val_is_none(d->value) || d->rules[RULES_OWN] != NULL);
}
/* Is an assignment to the symbol nothing but another value in the record? */
static inline bool definition_settable(const Definition *d)
{
    return (d->attributes & ATTR_PROTECTED) == 0 && !d->value_delayed && !d->has_up_values;
}
/* The definition of a symbol, to change in place; made (with the builtin's attributes) if it was not there. */
Definition *definition_edit(DefinitionTable *t, Heap *h, Val symbol);
/* Keeps the record of the symbol aside from now on, if it is one that a snapshot holds too. */
void definition_put_aside(DefinitionTable *t, Heap *h, Val symbol);
/* Do both have the same records? */
static inline bool definitions_same(const DefinitionTable *a, const DefinitionTable *b)
{
    return a->directory == b->directory && val_is(a->aside, b->aside) && a->aside_record == b->aside_record;
}
/* Puts [x] before the list that is the value of a symbol, in place and amortised O(1) where nothing else holds the
 * list; false: not a variable with a list, nothing was done.  A long list is kept reversed, in a record that is not
 * `current` and that no link may point to; whoever comes by it through this table finds it put right. */
bool definition_prepend(DefinitionTable *t, Heap *h, Val symbol, Val x);
/* No list is kept reversed now, and no record because of that. */
void definitions_put_right(DefinitionTable *t);
/* Puts back what definition_find gave before (NULL included): how Block ends. */
void definition_restore(DefinitionTable *t, Heap *h, Val symbol, const Definition *before);
/* Calls [changed] for each symbol, but temporary ones, that has another record in [now] than in [since]: two snapshots, or a snapshot and
 * a table that is not written to meanwhile.  A record is NULL where there is none.  What they have in common costs nothing. */
typedef void (*DefinitionChanged)(void *about, Val symbol, const Definition *was, const Definition *is);
void definitions_compare(const DefinitionTable *since, const DefinitionTable *now, DefinitionChanged changed, void *about);
/* The attributes in force: the definition's, or else the builtin's. */
uint32_t definition_attributes(const DefinitionTable *t, Val symbol);

#endif
