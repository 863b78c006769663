/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bind.c -- putting values in the place of names.
 *
 * Parts that cannot contain a name (by the bloom bits of their nodes) are shared, not copied.  A
 * nested scoping construct shadows the names that it binds; its own variables are renamed (x to x$)
 * where a value would be captured, and always in Function, as the Wolfram Language does.
 */
#include "vm/pattern/match.h"

#include "vm/value/assoc.h"

enum { NAMES_MAX = 64 };       /* of one construct: nobody writes more by hand */

typedef struct Substitution {
    Vm        *vm;
    Heap      *heap;
    size_t     n;
    const Val *names, *values;
    unsigned   bloom;
    bool       lexical;      /* names that a nested construct binds itself are left alone there */
} Substitution;

static Substitution substitution_of(Vm *vm, size_t n, const Val *names, const Val *values, bool lexical)
{
    Substitution s = {vm, vm_heap(vm), n, names, values, 0, lexical};

    for (size_t i = 0; i < n; i++)
        s.bloom |= val_bloom(names[i]);
    return s;
}

static Val value_of_name(const Substitution *s, Val symbol)
{
    for (size_t i = 0; i < s->n; i++)
        if (val_is(s->names[i], symbol))
            return s->values[i];
    return symbol;
}

/* The variables that a list of locals binds: x, x = v, x := v. */
static void push_local(Builder *b, Val v)
{
    if (val_is_symbol(v))
        builder_push(b, v);
    else if ((val_has_head(v, S_Set) || val_has_head(v, S_SetDelayed)) && expr_len(v) == 2
             && val_is_symbol(expr_arg(v, 0)))
        builder_push(b, expr_arg(v, 0));
}

static void push_pattern_names(Builder *b, Val v)
{
    if (!val_is_expr(v) || (val_flags(v) & FLAG_PATTERN) == 0)
        return;
    if (val_is_call(v, S_Pattern, 2) && val_is_symbol(expr_arg(v, 0)))
        builder_push(b, expr_arg(v, 0));
    push_pattern_names(b, expr_head(v));
    for (size_t i = 0; i < expr_len(v); i++)
        push_pattern_names(b, expr_arg(v, i));
}

void scope_bound_names(Builder *b, Val v)
{
    size_t n = expr_len(v);

    switch (symbol_switch(expr_head(v))) {
    case SYM_Function:
        if (n < 2)
            break;
        /* Function[Null, body] has slots and binds no name. */
        if (val_is_symbol(expr_arg(v, 0)) && !val_is(expr_arg(v, 0), S_Null))
            builder_push(b, expr_arg(v, 0));
        else if (val_is_plain_list(expr_arg(v, 0)))
            for (size_t i = 0; i < expr_len(expr_arg(v, 0)); i++)
                push_local(b, expr_arg(expr_arg(v, 0), i));
        break;
    case SYM_Module: case SYM_With: case SYM_Block: case SYM_DynamicModule:
        if (n >= 2)
            for (size_t k = 0; k + 1 < n; k++)
                if (val_is_plain_list(expr_arg(v, k)))
                    for (size_t i = 0; i < expr_len(expr_arg(v, k)); i++)
                        push_local(b, expr_arg(expr_arg(v, k), i));
        break;
    case SYM_RuleDelayed: case SYM_Rule: case SYM_SetDelayed: case SYM_Set: case SYM_UpSetDelayed: case SYM_UpSet:
        if (n == 2)
            push_pattern_names(b, expr_arg(v, 0));
        break;
    case SYM_TagSetDelayed: case SYM_TagSet:
        if (n == 3)
            push_pattern_names(b, expr_arg(v, 1));
        break;
    default:
        break;
    }
}

static Val substitute_below(const Substitution *s, Val v);

static inline Val substitute(const Substitution *s, Val v)
{
    if (!val_is_pointer(v) || (val_node(v)->bloom & s->bloom) == 0)
        return v;
    return val_is_symbol(v) ? value_of_name(s, v) : substitute_below(s, v);
}

static bool captures(const Substitution *s, Val name)
{
    for (size_t i = 0; i < s->n; i++)
        if (val_contains_symbol(s->values[i], name))
            return true;
    return false;
}

static bool any_name_in(const Substitution *s, Val v)
{
    for (size_t i = 0; i < s->n; i++)
        if (val_contains_symbol(v, s->names[i]))
            return true;
    return false;
}

static Val renamed(Heap *h, Val symbol)
{
    char name[512];
    int n = snprintf(name, sizeof name, "%s$", symbol_name(symbol));

    (void)h;
    if (n < 0 || (size_t)n >= sizeof name)
        return symbol;
    return symbol_intern(symbol_context(symbol), name, (size_t)n);
}

enum { FEW_PARTS = 8 };

/* Has [x] come for [part] as a run of elements, that goes in as so many arguments? */
static inline bool is_run(Val x, Val part)
{
    return val_has_head(x, S_Sequence) && !val_is(x, part) && !val_has_head(part, S_Sequence);
}

static Val substitute_parts(const Substitution *s, Val v)
{
    Val head = substitute(s, expr_head(v));
    size_t n = expr_len(v), i = 0;
    bool same = val_is(head, expr_head(v));

    /* Most parts do not change: copy only from the first that does. */
    Val changed = VAL_NONE;
    for (; same && i < n; i++) {
        changed = substitute(s, expr_arg(v, i));
        if (!val_is(changed, expr_arg(v, i)))
            break;
    }
    if (same && i == n)
        return v;
    Val few[FEW_PARTS];
    if (n <= FEW_PARTS) {
        memcpy(few, expr_args(v), i * sizeof(Val));
        while (i < n) {
            Val x = val_is_none(changed) ? substitute(s, expr_arg(v, i)) : changed;
            if (is_run(x, expr_arg(v, i))) {
                changed = x;
                break;
            }
            changed = VAL_NONE;
            few[i++] = x;
        }
        if (i == n)
            return expr_make(s->heap, head, n, few);
    }
    Builder b;
    builder_start(&b, s->heap, head);
    builder_push_all(&b, i, n <= FEW_PARTS ? few : expr_args(v));
    for (; i < n; i++) {
        Val x = val_is_none(changed) ? substitute(s, expr_arg(v, i)) : changed;
        changed = VAL_NONE;
        if (is_run(x, expr_arg(v, i)))
            builder_push_all(&b, expr_len(x), expr_args(x));
        else
            builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* The initial values of Module[{x = v}, ..] are outside its scope: shadowed names have their outer
 * meaning there. */
static Val substitute_initial_values(const Substitution *s, Val v)
{
    Val list = expr_len(v) >= 2 ? expr_arg(v, 0) : VAL_NONE;

    if (val_is_none(list) || !val_is_plain_list(list) || val_is(expr_head(v), S_Function))
        return v;
    for (size_t i = 0; i < expr_len(list); i++) {
        Val item = expr_arg(list, i);
        if (val_is_call(item, S_Set, 2) || val_is_call(item, S_SetDelayed, 2))
            list = expr_with_arg(s->heap, list, i, expr_with_arg(s->heap, item, 1, substitute(s, expr_arg(item, 1))));
    }
    return expr_with_arg(s->heap, v, 0, list);
}

/* A scoping construct: its own names are not touched inside. */
static Val substitute_scope(const Substitution *s, Val v, const Builder *bound)
{
    Val names[NAMES_MAX] = {VAL_NONE}, values[NAMES_MAX] = {VAL_NONE};
    Val old_names[NAMES_MAX], new_names[NAMES_MAX];
    size_t n = 0, renames = 0;
    bool function = val_is(expr_head(v), S_Function), any_shadowed = false;

    for (size_t i = 0; i < s->n && n < NAMES_MAX; i++) {
        bool shadowed = false;
        for (size_t k = 0; k < bound->n && s->lexical; k++)
            shadowed = shadowed || val_is(bound->items[k], s->names[i]);
        any_shadowed = any_shadowed || shadowed;
        /* What is not put in here captures nothing. */
        if (!shadowed && val_contains_symbol(v, s->names[i])) {
            names[n] = s->names[i];
            values[n++] = s->values[i];
        }
    }
    Substitution inner = substitution_of(s->vm, n, names, values, s->lexical);
    if (any_shadowed)
        v = substitute_initial_values(s, v);
    if (!any_name_in(&inner, v))
        return v;
    if (!val_is(expr_head(v), S_Block))
        for (size_t k = 0; k < bound->n && renames < NAMES_MAX; k++)
            if (function || captures(&inner, bound->items[k])) {
                old_names[renames] = bound->items[k];
                new_names[renames++] = renamed(s->heap, bound->items[k]);
            }
    if (renames > 0) {
        Substitution rename = substitution_of(s->vm, renames, old_names, new_names, false);
        v = substitute_parts(&rename, v);
    }
    return substitute_parts(&inner, v);
}

static Val substitute_assoc(const Substitution *s, Val v)
{
    AssocBuilder b;
    AssocEntry e;

    assoc_builder_start(&b, s->heap);
    for (AssocIter it = assoc_iter(v); assoc_next(&it, &e); ) {
        e.key = substitute(s, e.key);
        e.value = substitute(s, e.value);
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

/* Where parts are shared, an expression of a few nodes may be large: an interrupt or a limit is looked for as at a poll,
 * which comes later and unwinds. */
static bool is_stopping(const Substitution *s)
{
    if (LIKELY(s->vm->budget > 0)) {
        s->vm->budget--;
        return false;
    }
    return heap_stopping(s->heap);
}

static Val substitute_below(const Substitution *s, Val v)
{
    if (is_stopping(s))
        return v;
    if (val_is_assoc(v))
        return substitute_assoc(s, v);
    if (!val_is_expr(v) || val_is_unwind(vm_check_stack(s->vm)))
        return v;
    if ((val_flags(v) & FLAG_SCOPE) && val_is_symbol(expr_head(v)) && (val_flags(expr_head(v)) & FLAG_SCOPE)) {
        Builder bound;
        builder_start(&bound, s->heap, S_List);
        scope_bound_names(&bound, v);
        if (bound.n > 0)
            return substitute_scope(s, v, &bound);
    }
    return substitute_parts(s, v);
}

Val names_substitute(Vm *vm, size_t n, const Val *names, const Val *values, Val expr)
{
    if (n == 0)
        return expr;
    Substitution s = substitution_of(vm, n, names, values, true);
    return substitute(&s, expr);
}

Val bindings_substitute(Vm *vm, const Bindings *b, Val expr)
{
    if (b->n == 0)
        return expr;
    /* A pattern variable is replaced everywhere, as the Wolfram Language does. */
    Substitution s = substitution_of(vm, b->n, b->names, b->values, false);
    return substitute(&s, expr);
}
