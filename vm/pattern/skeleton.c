/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * skeleton.c -- right sides and conditions prepared for being filled in from a match.
 *
 * A skeleton is an expression in which the names of a pattern are slots.  Filling it gives what
 * substitution (bind.c) would give, without looking for names: parts that have none are shared, runs of
 * elements go in without a Sequence in between, and new parts that evidently evaluate to themselves are
 * stamped.  What needs more care (scoping constructs, associations, very deep expressions) has no
 * skeleton and is substituted.
 */
#include "vm/pattern/matcher.h"

#include "vm/value/assoc.h"

enum { DEPTH_MAX = 60 };

static Skeleton *compile(Vm *vm, const Pattern *root, Val expr, unsigned depth);

static bool is_quick_head(Val head, size_t n)
{
    if (!val_is_symbol(head) || !val_symbol(head)->is_operator)
        return false;
    switch (symbol_switch(head)) {
    case SYM_Plus: case SYM_Times: case SYM_And: case SYM_Or:
        return n >= 1;
    case SYM_Mod: case SYM_Less: case SYM_LessEqual: case SYM_Greater: case SYM_GreaterEqual: case SYM_Equal:
    case SYM_Unequal: case SYM_SameQ: case SYM_UnsameQ:
        return n == 2;
    case SYM_EvenQ: case SYM_OddQ: case SYM_Not: case SYM_IntegerQ:
        return n == 1;
    default:
        return false;
    }
}

static Skeleton *skeleton_new(Heap *h, SkeletonKind kind, Val expr)
{
    Skeleton *s = heap_alloc(h, sizeof *s);

    s->kind = kind;
    s->expr = expr;
    return s;
}

static bool has_name(const Pattern *root, Val expr)
{
    for (size_t i = 0; i < root->name_count; i++)
        if (val_contains_symbol(expr, root->names[i]))
            return true;
    return false;
}

/* A scoping construct with names of its own: substitution may have to rename them. */
static bool binds_names(Vm *vm, Val expr)
{
    Builder bound;

    if (!val_is_symbol(expr_head(expr)) || (val_flags(expr_head(expr)) & FLAG_SCOPE) == 0)
        return false;
    builder_start(&bound, vm_heap(vm), S_List);
    scope_bound_names(&bound, expr);
    return bound.n > 0;
}

/* A part that is its own value, whatever is defined. */
static bool is_fixed(Val v)
{
    return val_is_inert(v) || val_is(v, S_True) || val_is(v, S_False);
}

static Skeleton *compile_call(Vm *vm, const Pattern *root, Val expr, unsigned depth)
{
    Skeleton *s = skeleton_new(vm_heap(vm), SKELETON_CALL, expr);

    s->head = compile(vm, root, expr_head(expr), depth + 1);
    s->n = expr_len(expr);
    s->args = heap_alloc(vm_heap(vm), (s->n + 1) * sizeof(Skeleton *));
    s->quick = s->head != NULL && s->head->kind == SKELETON_CONSTANT && is_quick_head(expr_head(expr), s->n);
    for (size_t i = 0; i < s->n && s->head != NULL; i++) {
        Skeleton *arg = s->args[i] = compile(vm, root, expr_arg(expr, i), depth + 1);
        if (arg == NULL)
            return NULL;
        arg->splices = arg->kind == SKELETON_SLOT || (arg->kind == SKELETON_CALL && arg->head->kind != SKELETON_CONSTANT);
        s->runs = s->runs || arg->kind == SKELETON_SLOT;
        s->quick = s->quick && (arg->kind == SKELETON_CONSTANT ? is_fixed(arg->expr) : arg->quick);
    }
    return s->head == NULL ? NULL : s;
}

static Skeleton *compile(Vm *vm, const Pattern *root, Val expr, unsigned depth)
{
    if (val_is_symbol(expr))
        for (size_t i = 0; i < root->name_count; i++)
            if (val_is(root->names[i], expr)) {
                Skeleton *s = skeleton_new(vm_heap(vm), SKELETON_SLOT, expr);
                s->slot = (int)i;
                s->quick = true;
                return s;
            }
    if (!has_name(root, expr))
        return skeleton_new(vm_heap(vm), SKELETON_CONSTANT, expr);
    if (!val_is_expr(expr) || depth > DEPTH_MAX || binds_names(vm, expr))
        return NULL;
    return compile_call(vm, root, expr, depth);
}

Skeleton *skeleton_compile(Vm *vm, const Pattern *root, Val expr)
{
    return compile(vm, root, expr, 0);
}

bool skeleton_is_quick(const Skeleton *s)
{
    return s != NULL && s->quick && s->kind == SKELETON_CALL;
}

/* ---- filling ---- */

static Val slot_filled(Matcher *m, const Skeleton *s, bool partial)
{
    if (m->slots[s->slot].bound)
        return slot_value(m, s->slot);
    return partial ? s->expr : expr0(vm_heap(m->vm), S_Sequence);
}

/* Something to be spliced that is no run of a slot: substitution knows how. */
static COLD Val filled_slowly(Matcher *m, const Skeleton *s, bool partial)
{
    Bindings b = partial ? bindings_now(m) : all_bindings(m);

    return bindings_substitute(m->vm, &b, s->expr);
}

static size_t filled_length(const Matcher *m, const Skeleton *s, bool partial)
{
    size_t n = s->n;

    for (size_t i = 0; i < s->n; i++)
        if (s->args[i]->kind == SKELETON_SLOT) {
            const Slot *slot = &m->slots[s->args[i]->slot];
            n += (slot->bound ? slot->n : partial ? 1 : 0) - 1;
        }
    return n;
}

static inline bool is_sequence(Val v)
{
    return UNLIKELY(val_flags(v) & FLAG_SPLICE) && val_has_head(v, S_Sequence);
}

static Val fill_call(Matcher *m, const Skeleton *s, bool partial)
{
    Val head = s->head->kind == SKELETON_CONSTANT ? s->head->expr : skeleton_fill(m, s->head, partial);
    Expr *e = expr_new(vm_heap(m->vm), head, s->runs ? filled_length(m, s, partial) : s->n);
    size_t k = 0;

    for (size_t i = 0; i < s->n; i++) {
        const Skeleton *arg = s->args[i];
        if (arg->kind == SKELETON_CONSTANT) {
            e->args[k++] = arg->expr;
        } else if (arg->kind == SKELETON_SLOT) {
            const Slot *slot = &m->slots[arg->slot];
            if (slot->bound) {
                if (slot->n == 1 && is_sequence(slot->items[0]))
                    return filled_slowly(m, s, partial);
                for (size_t j = 0; j < slot->n; j++)
                    e->args[k++] = slot->items[j];
            } else if (partial) {
                e->args[k++] = arg->expr;
            }
        } else {
            Val v = fill_call(m, arg, partial);
            if (arg->splices && is_sequence(v))
                return filled_slowly(m, s, partial);
            e->args[k++] = v;
        }
    }
    Val v = expr_seal(e);
    vm_settle(m->vm, v);
    return v;
}

Val skeleton_fill(Matcher *m, const Skeleton *s, bool partial)
{
    switch (s->kind) {
    case SKELETON_CONSTANT: return s->expr;
    case SKELETON_SLOT:     return slot_filled(m, s, partial);
    default:                return fill_call(m, s, partial);
    }
}

/* ---- quick values ---- */

static Val quick(const Matcher *m, const Skeleton *s);

static Val quick_sum(const Matcher *m, const Skeleton *s, bool product)
{
    int64_t total = product;

    for (size_t i = 0; i < s->n; i++)
        if (!small_total(product, &total, quick(m, s->args[i])))
            return VAL_NONE;
    return small_fits(total) ? val_int(total) : VAL_NONE;
}

static Val quick_logic(const Matcher *m, const Skeleton *s, Val stops)
{
    for (size_t i = 0; i < s->n; i++) {
        Val v = quick(m, s->args[i]);
        if (val_is(v, stops))
            return v;
        if (!val_is(v, S_True) && !val_is(v, S_False))
            return VAL_NONE;
    }
    return val_is(stops, S_True) ? S_False : S_True;
}

static Val quick_pair(int64_t number, Val a, Val b)
{
    if (number == SYM_SameQ || number == SYM_UnsameQ)
        return val_bool(val_same(a, b) == (number == SYM_SameQ));
    if (!val_both_small(a, b))
        return VAL_NONE;
    int64_t x = val_small(a), y = val_small(b);
    switch (number) {
    case SYM_Less:         return val_bool(x < y);
    case SYM_LessEqual:    return val_bool(x <= y);
    case SYM_Greater:      return val_bool(x > y);
    case SYM_GreaterEqual: return val_bool(x >= y);
    case SYM_Equal:        return val_bool(x == y);
    case SYM_Unequal:      return val_bool(x != y);
    case SYM_Mod:          return y > 0 ? val_int((x % y + y) % y) : VAL_NONE;
    default:               return VAL_NONE;
    }
}

static Val quick_call(const Matcher *m, const Skeleton *s)
{
    int64_t number = symbol_switch(s->head->expr);
    Val a, b;

    switch (number) {
    case SYM_Plus:  return quick_sum(m, s, false);
    case SYM_Times: return quick_sum(m, s, true);
    case SYM_And:   return quick_logic(m, s, S_False);
    case SYM_Or:    return quick_logic(m, s, S_True);
    default:        break;
    }
    a = quick(m, s->args[0]);
    if (val_is_none(a))
        return a;
    switch (number) {
    case SYM_EvenQ: case SYM_OddQ:
        return val_is_small(a) ? val_bool((val_small(a) & 1) == (number == SYM_OddQ)) : VAL_NONE;
    case SYM_IntegerQ:
        return val_bool(val_is_integer(a));
    case SYM_Not:
        return val_is(a, S_True) ? S_False : val_is(a, S_False) ? S_True : VAL_NONE;
    default:
        b = quick(m, s->args[1]);
        return val_is_none(b) ? b : quick_pair(number, a, b);
    }
}

/* Only what is inert goes in: nothing else is sure to be its own value. */
static Val quick(const Matcher *m, const Skeleton *s)
{
    if (s->kind == SKELETON_CALL)
        return quick_call(m, s);
    if (s->kind == SKELETON_CONSTANT)
        return s->expr;
    const Slot *slot = &m->slots[s->slot];
    return slot->bound && slot->n == 1 && val_is_inert(slot->items[0]) ? slot->items[0] : VAL_NONE;
}

Val skeleton_quick(const Matcher *m, const Skeleton *s)
{
    return m->vm->operators_changed ? VAL_NONE : quick_call(m, s);
}
