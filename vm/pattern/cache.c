/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cache.c -- the patterns and rules compiled last, by the identity of the expression.
 *
 * A function that says expr /. rules or MatchQ[expr, form] gives the same expression each time.  One that a
 * variable may change in place is not remembered.
 */
#include "vm/pattern/pattern.h"
#include "vm/value/arena.h"

enum { PLACES = 32 };          /* a power of two */

typedef struct Compiled {
    Val      expr;
    Pattern *pattern;
    Rules   *rules;
    uint32_t attributes_epoch;
    bool     used;             /* since the last collection */
} Compiled;

/* The entry of [expr], emptied if it was another's; NULL where it must not be remembered. */
static Compiled *entry_of(Vm *vm, Val expr)
{
    if (!val_is_expr(expr) || (val_flags(expr) & (FLAG_OWNED | FLAG_INNER)))
        return NULL;
    if (*vm_cache(vm, CACHE_PATTERNS) == NULL)
        *vm_cache(vm, CACHE_PATTERNS) = heap_alloc_kept(vm_heap(vm), PLACES * sizeof(Compiled));
    Compiled *all = *vm_cache(vm, CACHE_PATTERNS), *c = &all[(expr.w >> 4) * 0x9E3779B97F4A7C15u >> 40 & (PLACES - 1)];
    if (!val_is(c->expr, expr) || c->attributes_epoch != vm->attributes_epoch)
        *c = (Compiled){.expr = expr, .attributes_epoch = vm->attributes_epoch};
    c->used = true;
    return c;
}

void pattern_cache_age(Vm *vm)
{
    Compiled *all = *vm_cache(vm, CACHE_PATTERNS);

    for (size_t i = 0; all != NULL && i < PLACES; i++) {
        if (!all[i].used)
            all[i] = (Compiled){.expr = VAL_NONE};
        all[i].used = false;
    }
}

Rules *rules_of(Vm *vm, Val expr)
{
    Compiled *c = entry_of(vm, expr);

    if (c == NULL)
        return rules_compile(vm, expr);
    if (c->rules == NULL) {
        arena_keep_entry(vm_heap(vm), expr, c, sizeof *c);
        c->rules = rules_compile(vm, expr);
    }
    return c->rules;
}

const Pattern *pattern_of(Vm *vm, Val expr)
{
    Compiled *c = entry_of(vm, expr);

    if (c == NULL)
        return pattern_compile(vm, expr);
    if (c->pattern == NULL) {
        arena_keep_entry(vm_heap(vm), expr, c, sizeof *c);
        c->pattern = pattern_compile(vm, expr);
    }
    return c->pattern;
}
