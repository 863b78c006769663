/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assoc_fns.h -- what the builtins about associations share with each other and with the evaluator.
 */
#ifndef LYRA_BUILTIN_ASSOC_FNS_H
#define LYRA_BUILTIN_ASSOC_FNS_H

#include "vm/builtin/items.h"


/* Puts the rules of [v] (as above) into [b]; false, with [b] half filled, where it is no such thing. */
static inline AssocEntry rule_entry(Val rule)
{
    return (AssocEntry){.key = expr_arg(rule, 0), .value = expr_arg(rule, 1),
                        .delayed = val_is(expr_head(rule), S_RuleDelayed)};
}
/* An association, or a list of rules (the empty list is one): [*assoc] is it. */
bool val_as_assoc(Heap *h, Val v, Val *assoc);
/* Key[k] is k; anything else is itself. */
Val key_plain(Val v);

/* Values gathered under keys, keys in order of their first coming. */
typedef struct Group {
    Val    key;
    size_t n, capacity;
    Val   *items;
} Group;
typedef struct Groups {
    Heap  *heap;
    ValSet keys;
    Group *groups;           /* keys.n of them */
    size_t capacity;
} Groups;

#endif
