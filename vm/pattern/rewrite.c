/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rewrite.c -- rules applied again and again: each pass looks only where the one before it changed something.
 *
 * What ReplaceRepeated does is passes of ReplaceAll, with an evaluation after each.  Where rules go by the form of
 * an expression alone and all that they make is its own value at once, nobody sees what is between the passes.
 * So the expression is changed in place: a Spot is a node of it that is ours, with the way up.  A pass is in
 * two steps, since its matches are those of the expression as it was before: first all places are found, then
 * they change, outer ones first, and what is inside of them is forgotten.  Places to be looked at in the next
 * pass are what is new, and the nodes so far up that a pattern reaches down to it.
 *
 * What is not plain enough ends this before the pass changes anything: the caller goes on as ever.
 */
#include "vm/pattern/direct.h"
#include "vm/pattern/replace.h"

enum { DEPTH_ANY = 1 << 20 };         /* of a pattern that compares subexpressions as a whole */

typedef struct Spot {
    Expr        *expr;                /* nobody else's: changed in place.  Flags and bloom word may say too much */
    struct Spot *parent;              /* NULL: stands around the whole */
    struct Spot *child, *next, *prev;
    uint32_t     index;               /* its argument number in the parent */
    uint32_t     depth;
    int64_t      pass;                /* when it was last put on the list to be looked at again */
    bool         gone;                /* something around it was replaced */
} Spot;

/* An argument of a spot that is new.  Of what [made] says were calls the nodes are nobody else's. */
typedef struct Place {
    Spot           *spot;
    uint32_t        index;
    const Skeleton *made;
} Place;

/* A place that is to change. */
typedef struct Change {
    Place place;
    Val   value;
    Spot *own;                        /* the spot that is there; NULL: none */
} Change;

typedef struct Rewrite {
    Vm          *vm;
    const Rules *rules;
    ReplaceMemo *memo;
    uint32_t     epoch;
    int64_t      pass;
    size_t       reach;               /* the depth of the deepest pattern */
    bool         inner;               /* a change is at a spot: others may be inside */
    Place       *fresh;
    size_t       fresh_count, fresh_room;
    Spot       **again;
    size_t       again_count, again_room;
    Change      *changes;
    size_t       change_count, change_room;
} Rewrite;

/* What a step comes to: FOUND says that something is to change. */
typedef enum Outcome { NOTHING, FOUND, TOO_HARD, UNWOUND } Outcome;

/* ---- what rules are plain ---- */

static size_t literal_depth(Val v)
{
    size_t most = 0;

    if (!val_is_expr(v))
        return val_is_atom(v) ? 1 : DEPTH_ANY;
    for (size_t i = 0; i < expr_len(v); i++) {
        size_t depth = literal_depth(expr_arg(v, i));
        most = depth > most ? depth : most;
    }
    return most + 1;
}

/* How far down a pattern looks; [named]: a bit for each slot that was met. */
static size_t pattern_depth(const Pattern *p, uint64_t *named)
{
    size_t most = 0;

    switch (p->kind) {
    case PATTERN_LITERAL:
        return literal_depth(p->value);
    case PATTERN_BLANK: case PATTERN_BLANK_SEQUENCE: case PATTERN_BLANK_NULL_SEQUENCE:
        return !val_is_none(p->value);
    case PATTERN_NAMED:
        if (p->slot >= 64 || (*named >> p->slot & 1))
            return DEPTH_ANY;
        *named |= 1ULL << p->slot;
        return pattern_depth(p->sub, named);
    case PATTERN_EXPR:
        for (size_t i = 0; i < p->n; i++) {
            size_t depth = pattern_depth(p->args[i], named);
            most = depth > most ? depth : most;
        }
        return most + 1;
    default:
        return DEPTH_ANY;
    }
}

/* The deepest pattern; 0 where the rules are not plain. */
static size_t reach_of(const Rules *rs)
{
    size_t most = 1;

    if (!rs->structural || rs->index != NULL || rs->others.n > 0)
        return 0;
    for (size_t i = 0; i < rs->n; i++) {
        uint64_t named = 0;
        if (rs->rules[i] == NULL || rs->rules[i]->wide != NULL)
            return 0;
        size_t depth = pattern_depth(rs->rules[i]->pattern, &named);
        most = depth > most ? depth : most;
    }
    return most > DEPTH_ANY ? DEPTH_ANY : most;
}

/* ---- lists ---- */

static void *with_room(Heap *h, void *list, size_t n, size_t *room, size_t bytes)
{
    if (n < *room)
        return list;
    *room = *room == 0 ? 16 : 2 * *room;
    return heap_grow(h, list, n * bytes, *room * bytes);
}

static void push_fresh(Rewrite *w, Place p)
{
    w->fresh = with_room(vm_heap(w->vm), w->fresh, w->fresh_count, &w->fresh_room, sizeof *w->fresh);
    w->fresh[w->fresh_count++] = p;
}

static void push_again(Rewrite *w, Spot *s)
{
    if (s->pass == w->pass)
        return;
    s->pass = w->pass;
    w->again = with_room(vm_heap(w->vm), w->again, w->again_count, &w->again_room, sizeof *w->again);
    w->again[w->again_count++] = s;
}

static void push_change(Rewrite *w, Change c)
{
    w->changes = with_room(vm_heap(w->vm), w->changes, w->change_count, &w->change_room, sizeof *w->changes);
    w->changes[w->change_count++] = c;
}

/* ---- spots ---- */

static Spot *spot_new(Heap *h, Expr *e, Spot *parent, uint32_t index)
{
    Spot *s = heap_alloc(h, sizeof *s);

    s->expr = e;
    s->pass = -1;
    s->parent = parent;
    s->index = index;
    if (parent != NULL) {
        s->depth = parent->depth + 1;
        s->next = parent->child;
        if (s->next != NULL)
            s->next->prev = s;
        parent->child = s;
    }
    return s;
}

/* The spot and all inside of it are no more. */
static void forget(Spot *s)
{
    if (s->prev != NULL)
        s->prev->next = s->next;
    else
        s->parent->child = s->next;
    if (s->next != NULL)
        s->next->prev = s->prev;
    for (Spot *at = s;;) {
        at->gone = true;
        if (at->child != NULL) {
            at = at->child;
            continue;
        }
        while (at != s && at->next == NULL)
            at = at->parent;
        if (at == s)
            return;
        at = at->next;
    }
}

/* What is known of [v] holds for all that is around it. */
static void note_inside(Spot *s, Val v)
{
    if (!val_is_pointer(v))
        return;
    for (; s != NULL; s = s->parent) {
        Node *n = &s->expr->node;
        unsigned flags = n->flags | (val_flags(v) & FLAG_INHERITED), bloom = n->bloom | val_bloom(v);
        if (flags == n->flags && bloom == n->bloom)
            return;
        n->flags = (uint8_t)flags;
        n->bloom = (uint16_t)bloom;
    }
}

/* A node on the way down, which becomes a spot when something below it is to change. */
typedef struct Trail {
    struct Trail   *up;
    uint32_t        index;
    Val             v;
    const Skeleton *made;
    Spot           *spot;
} Trail;

/* May the node's arguments change, and it stays its own value? */
static bool stays_settled(Rewrite *w, Val v)
{
    return (val_is(expr_head(v), S_List) || vm_is_bare(w->vm, expr_head(v))) && (val_flags(v) & FLAG_SPLICE) == 0
           && vm_settle_all(w->vm, v);
}

/* The spot of the node; NULL where it must not be changed. */
static Spot *spot_of(Rewrite *w, Trail *t)
{
    if (t->spot != NULL)
        return t->spot;
    Spot *parent = spot_of(w, t->up);
    if (parent == NULL || !stays_settled(w, t->v))
        return NULL;
    Expr *e = val_expr(t->v);
    if (t->made == NULL) {
        size_t bytes = sizeof(Expr) + e->len * sizeof(Val);
        e = heap_alloc(vm_heap(w->vm), bytes);
        memcpy(e, val_expr(t->v), bytes);
        e->node.flags &= FLAG_INHERITED;
        e->node.hash = 0;
        parent->expr->args[t->index] = val_from_node(e);
    }
    e->stamp = w->epoch;
    t->spot = spot_new(vm_heap(w->vm), e, parent, t->index);
    return t->spot;
}

/* ---- a pass ---- */

static const Skeleton *made_by(const Rewrite *w, const Rule *by)
{
    bool direct = by != NULL && by->direct != NULL && by->attributes_epoch == w->vm->attributes_epoch;

    return direct && by->value_skeleton->kind == SKELETON_CALL ? by->value_skeleton : NULL;
}

/* [value] goes in there, if it is its own value. */
static Outcome note_change(Rewrite *w, Place place, Val value, const Rule *by, Spot *own)
{
    if (!vm_settle_all(w->vm, value) || (val_flags(value) & FLAG_SPLICE))
        return TOO_HARD;
    place.made = made_by(w, by);
    push_change(w, (Change){place, value, own});
    return FOUND;
}

static Outcome search(Rewrite *w, Trail *up, uint32_t index, Val v, const Skeleton *made);

/* Nothing in [v] matches. */
static void note_without(Rewrite *w, Val v)
{
    if (val_is_expr(v) && rules_may_hold_match(w->rules, v) && !replace_memo_knows(w->vm, w->memo, v))
        replace_memo_add(w->vm, w->memo, v);
}

static Outcome search_parts(Rewrite *w, Trail *t)
{
    Val v = t->v;
    uint32_t n = val_expr(v)->len;
    uint64_t without = 0;             /* of the first arguments: nothing in them changes */
    bool found = false;

    for (uint32_t i = 0; i < n; i++) {
        Outcome o = search(w, t, i, expr_arg(v, i), t->made == NULL ? NULL : t->made->args[i]);
        if (o > FOUND)
            return o;
        found = found || o == FOUND;
        if (o == NOTHING && i < 64)
            without |= 1ULL << i;
    }
    /* They need not be looked at again, where they are in another place one day. */
    for (; found && without != 0; without &= without - 1)
        note_without(w, expr_arg(v, __builtin_ctzll(without)));
    return found ? FOUND : NOTHING;
}

/* The places in [v], argument [index] of [up], that are to change: the outermost. */
static Outcome search(Rewrite *w, Trail *up, uint32_t index, Val v, const Skeleton *made)
{
    const Rule *by;

    if (!val_is_pointer(v) || !rules_may_hold_match(w->rules, v) || replace_memo_knows(w->vm, w->memo, v))
        return NOTHING;
    if (val_is_unwind(vm_check_stack(w->vm)) || val_is_unwind(vm_poll(w->vm)))
        return UNWOUND;
    Val r = rules_apply_by(w->vm, w->rules, v, &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (!val_is_none(r)) {
        Spot *s = spot_of(w, up);
        return s == NULL ? TOO_HARD : note_change(w, (Place){s, index, NULL}, r, by, NULL);
    }
    if (val_is_assoc(v) || (val_is_expr(v) && !val_is_symbol(expr_head(v))))
        return TOO_HARD;
    if (!val_is_expr(v))
        return NOTHING;
    Trail t = {up, index, v, made != NULL && made->kind == SKELETON_CALL ? made : NULL, NULL};
    return search_parts(w, &t);
}

static Outcome search_fresh(Rewrite *w, const Place *p)
{
    Val v = p->spot->expr->args[p->index];
    Trail up = {NULL, 0, VAL_NONE, NULL, p->spot};
    Outcome o = search(w, &up, p->index, v, p->made);

    if (o == NOTHING)
        note_without(w, v);
    return o;
}

static Outcome look_again(Rewrite *w, Spot *s)
{
    const Rule *by;

    if (val_is_unwind(vm_poll(w->vm)))
        return UNWOUND;
    Val r = rules_apply_by(w->vm, w->rules, val_from_node(s->expr), &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (val_is_none(r))
        return NOTHING;
    w->inner = true;
    return note_change(w, (Place){s->parent, s->index, NULL}, r, by, s);
}

/* All that is to change; nothing of what anybody can see has changed yet. */
static Outcome find_changes(Rewrite *w)
{
    w->change_count = 0;
    w->inner = false;
    for (size_t i = 0; i < w->again_count; i++) {
        Outcome o = w->again[i]->gone ? NOTHING : look_again(w, w->again[i]);
        if (o > FOUND)
            return o;
    }
    for (size_t i = 0; i < w->fresh_count; i++) {
        Outcome o = w->fresh[i].spot->gone ? NOTHING : search_fresh(w, &w->fresh[i]);
        if (o > FOUND)
            return o;
    }
    return w->change_count > 0 ? FOUND : NOTHING;
}

static int by_depth(const void *a, const void *b)
{
    uint32_t x = ((const Change *)a)->place.spot->depth, y = ((const Change *)b)->place.spot->depth;

    return x < y ? -1 : x > y;
}

/* Makes the change; false where there is none. */
static bool change(Rewrite *w, const Change *c)
{
    Spot *s = c->place.spot;
    Val *at = &s->expr->args[c->place.index];

    if (val_same(*at, c->value)) {
        if (c->own != NULL)
            push_again(w, c->own);
        else
            push_fresh(w, (Place){s, c->place.index, NULL});
        return false;
    }
    if (c->own != NULL)
        forget(c->own);
    *at = c->value;
    note_inside(s, c->value);
    push_fresh(w, c->place);
    for (size_t k = 1; k < w->reach && s->parent != NULL; k++, s = s->parent) {
        if (w->reach == DEPTH_ANY && s->pass == w->pass)
            break;
        push_again(w, s);
    }
    return true;
}

/* Outer ones first: what is inside of them goes with them.  Gives whether anything is different. */
static bool make_changes(Rewrite *w)
{
    bool changed = false;

    w->pass++;
    w->fresh_count = w->again_count = 0;
    if (w->inner && w->change_count > 1)
        qsort(w->changes, w->change_count, sizeof *w->changes, by_depth);
    for (size_t i = 0; i < w->change_count; i++) {
        const Change *c = &w->changes[i];
        if (!c->place.spot->gone)
            changed = change(w, c) || changed;
    }
    return changed;
}

Val rules_rewrite(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr, int64_t limit, int64_t *passes, bool *done)
{
    Rewrite w = {.vm = vm, .rules = rs, .memo = memo, .epoch = vm_epoch(vm), .reach = reach_of(rs)};
    uint32_t attributes_epoch = vm->attributes_epoch;

    *passes = 0;
    *done = false;
    if (w.reach == 0 || memo == NULL || rs->attributes_epoch != attributes_epoch || vm->epoch == UINT32_MAX)
        return expr;
    Expr *whole = expr_new(vm_heap(vm), S_List, 1);
    whole->args[0] = expr;
    Spot *root = spot_new(vm_heap(vm), val_expr(expr_seal(whole)), NULL, 0);
    push_fresh(&w, (Place){root, 0, NULL});
    while (!*done && *passes < limit && vm->epoch == w.epoch && vm->attributes_epoch == attributes_epoch) {
        Outcome o = find_changes(&w);
        if (o == UNWOUND)
            return UNWIND;
        if (o == TOO_HARD || vm->epoch != w.epoch || vm->attributes_epoch != attributes_epoch)
            break;
        *done = o == NOTHING || !make_changes(&w);
        *passes += !*done;
    }
    return whole->args[0];
}
