/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * rewrite.c -- rules applied again and again: each pass looks only where the one before it changed something.
 *
 * What ReplaceRepeated does is passes of ReplaceAll, with an evaluation after each.  Where rules go by the form of
 * an expression alone, and no symbol that they take apart or make anything of means anything, all is its own value
 * all the time and nobody sees what is between the passes.  So the expression is changed in place: a Spot is a node of
 * it that is ours, with the way up.  A pass is in two steps, since its matches are those of the expression as it was
 * before: first all places are found, those around others first, and what is inside of them is forgotten; then
 * they change.  Places to be looked at in the next pass are what is new, and the nodes so far up that a pattern
 * reaches down to it.
 *
 * Where rules can be applied to a graph, graph.c does that before.  What is not plain enough ends this before the pass
 * changes anything: the caller goes on as ever.
 */
#include "vm/pattern/direct.h"
#include "vm/pattern/replace.h"

enum { DEPTH_ANY = 1 << 20 };         /* of a pattern that compares subexpressions as a whole */

typedef struct Spot {
    Expr        *expr;                /* nobody else's: changed in place.  Flags and bloom word may say too much */
    struct Spot *parent;              /* NULL: stands around the whole */
    struct Spot *child, *next, *prev;
    uint32_t     index;               /* its argument number in the parent */
    uint32_t     pass;                /* when it was last put on the list to be looked at again */
    bool         gone;                /* it, or something around it, is to be replaced */
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
} Change;

typedef struct Rewrite {
    Vm          *vm;
    const Rules *rules;
    ReplaceMemo *memo;
    uint32_t     epoch;
    uint32_t     pass;
    size_t       reach;               /* the depth of the deepest pattern */
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

bool rewrite_is_plain_head(Vm *vm, Val head)
{
    return val_is_symbol(head) && (val_is(head, S_List) || vm_is_bare(vm, head));
}

/* What the pattern takes apart is made of plain heads. */
static bool is_plain_pattern(Vm *vm, const Pattern *p)
{
    if (p->kind == PATTERN_NAMED)
        return is_plain_pattern(vm, p->sub);
    if (p->kind != PATTERN_EXPR)
        return true;
    for (size_t i = 0; i < p->n; i++)
        if (!is_plain_pattern(vm, p->args[i]))
            return false;
    return rewrite_is_plain_head(vm, p->sub->value);
}

static bool is_plain_value(Vm *vm, const Skeleton *s)
{
    if (s->kind != SKELETON_CALL)
        return s->kind == SKELETON_SLOT || ((val_flags(s->expr) & FLAG_SPLICE) == 0 && vm_settle_all(vm, s->expr));
    for (size_t i = 0; i < s->n; i++)
        if (!is_plain_value(vm, s->args[i]))
            return false;
    return rewrite_is_plain_head(vm, s->head->expr);
}

static bool is_plain_rule(Vm *vm, const Rule *r)
{
    if (r->pattern->kind == PATTERN_LITERAL)
        return val_is_none(r->guard) && (val_flags(r->body) & FLAG_SPLICE) == 0 && vm_settle_all(vm, r->body);
    return r->direct != NULL && r->wide == NULL && is_plain_pattern(vm, r->pattern) && is_plain_value(vm, r->value_skeleton);
}

/* The deepest pattern; 0 where the rules are not plain. */
static size_t reach_of(Vm *vm, const Rules *rs)
{
    size_t most = 1;

    if (!rs->structural || rs->index != NULL || rs->others.n > 0)
        return 0;
    for (size_t i = 0; i < rs->n; i++) {
        uint64_t named = 0;
        size_t depth = pattern_depth(rs->rules[i]->pattern, &named);
        if (!is_plain_rule(vm, rs->rules[i]))
            return 0;
        most = depth > most ? depth : most;
    }
    return most > DEPTH_ANY ? DEPTH_ANY : most;
}

/* The same, kept while nothing is defined. */
static size_t reach_known(Vm *vm, Rules *rs)
{
    if (rs->reach_epoch != vm->epoch || rs->reach_attributes != vm->attributes_epoch) {
        rs->reach_epoch = vm_epoch(vm);
        rs->reach_attributes = vm->attributes_epoch;
        rs->reach = reach_of(vm, rs);
        rs->orthogonal = rs->reach > 0 && rs->reach < DEPTH_ANY && rules_are_orthogonal(rs);
    }
    return rs->reach;
}

/* ---- lists ---- */

static void push_fresh(Rewrite *w, Place p)
{
    w->fresh = list_with_room(vm_heap(w->vm), w->fresh, w->fresh_count, &w->fresh_room, sizeof *w->fresh);
    w->fresh[w->fresh_count++] = p;
}

static void push_again(Rewrite *w, Spot *s)
{
    if (s->pass == w->pass)
        return;
    s->pass = w->pass;
    w->again = list_with_room(vm_heap(w->vm), w->again, w->again_count, &w->again_room, sizeof *w->again);
    w->again[w->again_count++] = s;
}

static void push_change(Rewrite *w, Change c)
{
    w->changes = list_with_room(vm_heap(w->vm), w->changes, w->change_count, &w->change_room, sizeof *w->changes);
    w->changes[w->change_count++] = c;
}

/* ---- spots ---- */

static Spot *spot_new(Heap *h, Expr *e, Spot *parent, uint32_t index)
{
    Spot *s = heap_alloc(h, sizeof *s);

    s->expr = e;
    s->parent = parent;
    s->index = index;
    if (parent != NULL) {
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
    while (s != NULL && expr_inherit(s->expr, v))
        s = s->parent;
}

/* A node on the way down, which becomes a spot when something below it is to change. */
typedef struct Trail {
    struct Trail   *up;
    uint32_t        index;
    Val             v;
    const Skeleton *made;
    Spot           *spot;
} Trail;

/* The spot of the node; NULL where it must not be changed. */
static Spot *spot_of(Rewrite *w, Trail *t)
{
    if (t->spot != NULL)
        return t->spot;
    Spot *parent = spot_of(w, t->up);
    if (parent == NULL)
        return NULL;
    Expr *e = val_expr(t->v);
    if (t->made == NULL) {
        if (!rewrite_is_plain_head(w->vm, e->head) || (e->node.flags & FLAG_SPLICE))
            return NULL;
        e = expr_copy(vm_heap(w->vm), t->v);
        parent->expr->args[t->index] = val_from_node(e);
    }
    e->stamp = w->epoch;
    t->spot = spot_new(vm_heap(w->vm), e, parent, t->index);
    return t->spot;
}

/* ---- a pass ---- */

/* [value], which the rule [by] gave, goes in there. */
static void note_change(Rewrite *w, Spot *s, uint32_t index, Val value, const Rule *by)
{
    const Skeleton *made = by->direct == NULL ? NULL : by->value_skeleton;

    push_change(w, (Change){{s, index, made}, value});
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
        Val x = expr_arg(v, i);
        if (!val_is_pointer(x) || !rules_may_hold_match(w->rules, x))
            continue;
        Outcome o = search(w, t, i, x, t->made == NULL ? NULL : t->made->args[i]);
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

/* The places in [v], argument [index] of [up], that are to change: the outermost.  Something in it may match. */
static Outcome search(Rewrite *w, Trail *up, uint32_t index, Val v, const Skeleton *made)
{
    const Rule *by;

    if (made != NULL && made->kind != SKELETON_CALL)
        made = NULL;
    if (made == NULL && replace_memo_knows(w->vm, w->memo, v))
        return NOTHING;
    if (val_is_unwind(vm_check_stack(w->vm)) || val_is_unwind(vm_poll(w->vm)))
        return UNWOUND;
    Val r = rules_apply_by(w->vm, w->rules, v, w->epoch, &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (!val_is_none(r)) {
        Spot *s = spot_of(w, up);
        if (s == NULL)
            return TOO_HARD;
        note_change(w, s, index, r, by);
        return FOUND;
    }
    if (val_is_assoc(v) || (val_is_expr(v) && !val_is_symbol(expr_head(v))))
        return TOO_HARD;
    if (!val_is_expr(v))
        return NOTHING;
    Trail t = {up, index, v, made, NULL};
    return search_parts(w, &t);
}

static Outcome search_fresh(Rewrite *w, const Place *p)
{
    Val v = p->spot->expr->args[p->index];
    Trail up = {NULL, 0, VAL_NONE, NULL, p->spot};

    if (!val_is_pointer(v) || !rules_may_hold_match(w->rules, v))
        return NOTHING;
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
    Val r = rules_apply_by(w->vm, w->rules, val_from_node(s->expr), w->epoch, &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (val_is_none(r))
        return NOTHING;
    forget(s);
    note_change(w, s->parent, s->index, r, by);
    return FOUND;
}

/* All that is to change; nothing of what anybody can see has changed yet.  Outer nodes were put on the list after
 * inner ones. */
static Outcome find_changes(Rewrite *w)
{
    w->change_count = 0;
    for (size_t i = w->again_count; i-- > 0; ) {
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

/* Makes the change; false where there is none. */
static bool change(Rewrite *w, const Change *c)
{
    Spot *s = c->place.spot;
    Val *at = &s->expr->args[c->place.index];
    bool same = val_same(*at, c->value);

    *at = c->value;
    note_inside(s, c->value);
    push_fresh(w, c->place);
    for (size_t k = 1; !same && k < w->reach && s->parent != NULL; k++, s = s->parent) {
        if (w->reach == DEPTH_ANY && s->pass == w->pass)
            break;
        push_again(w, s);
    }
    return !same;
}

/* Gives whether anything is different. */
static bool make_changes(Rewrite *w)
{
    bool changed = false;

    w->pass++;
    w->fresh_count = w->again_count = 0;
    for (size_t i = 0; i < w->change_count; i++)
        if (!w->changes[i].place.spot->gone)
            changed = change(w, &w->changes[i]) || changed;
    return changed;
}

Val rules_rewrite(Vm *vm, Rules *rs, ReplaceMemo *memo, Val expr, int64_t limit, int64_t *passes, bool *done)
{
    uint32_t attributes_epoch = vm->attributes_epoch;

    *passes = 0;
    *done = false;
    if (memo == NULL || rs->attributes_epoch != attributes_epoch || vm->up_values || vm->epoch == UINT32_MAX)
        return expr;
    Rewrite w = {.vm = vm, .rules = rs, .memo = memo, .reach = reach_known(vm, rs), .epoch = vm_epoch(vm)};
    if (w.reach == 0 || (val_flags(expr) & FLAG_SPLICE) || !vm_settle_all(vm, expr))
        return expr;
    if (rs->orthogonal && limit == INT64_MAX) {
        TRY(expr = graph_rewrite(vm, rs, memo, expr, w.reach, done));
        if (*done)
            return expr;
    }
    Expr *whole = expr_new(vm_heap(vm), S_List, 1);
    whole->args[0] = expr;
    Spot *root = spot_new(vm_heap(vm), val_expr(expr_seal(whole)), NULL, 0);
    push_fresh(&w, (Place){root, 0, NULL});
    while (!*done && *passes < limit && w.pass < UINT32_MAX && vm->epoch == w.epoch) {
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
