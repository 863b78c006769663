/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * graph.c -- rules applied until nothing changes, to each shared subexpression once.
 *
 * Rules that are orthogonal (left-linear, and no two of them ever want the same nodes) lead to one normal form
 * whatever is rewritten first, and to it for sure where every outermost match has its turn (M. J. O'Donnell,
 * Computing in Systems Described by Equations, 1977; Baader and Nipkow, Term Rewriting and All That, sections 6.3 and
 * 9).  Where nobody counts the passes of ReplaceRepeated, such rules may so be applied to the expression as a
 * graph: what stands in several places, as the value of a variable that a right side names twice does, is rewritten
 * once for all of them (C. P. Wadsworth's graph reduction, 1971).
 *
 * A Cell is a node of the graph in or below which something may still change.  Its value is a node of our own as soon
 * as something below it is a cell, and is changed in place then: a Use says which argument of which cell's
 * value it is.  What rewrites to itself would end the passes of ReplaceRepeated early, with what is below it left as
 * it is: that, and all that is not plain, is left to rewrite.c.
 */
#include "vm/pattern/direct.h"
#include "vm/pattern/replace.h"

typedef struct Use Use;

typedef struct Cell {
    Val             value;
    const Skeleton *made;             /* the nodes of the value that this has as calls are nobody else's */
    struct Cell    *same;             /* NULL, or where this one's value is kept from now on */
    Use            *uses;             /* some may be over */
    Val             origin;           /* a node that is not ours, by which this one is found */
    uint32_t        count;            /* uses that are not over */
    uint32_t        pass;             /* when it was last put on the list to be looked at again */
    uint32_t        levels;           /* and how many of what is above it then were */
    uint32_t        needed;           /* the pass in which what a change makes of something has it */
    bool            linked;           /* the value is ours, and its arguments that are cells know so */
    bool            settled;          /* nothing in the value will ever change */
    bool            gone;             /* nothing uses it any more */
} Cell;

/* Argument [index] of [expr], for as long as that is the value of [parent]. */
struct Use {
    Use     *next;
    Cell    *parent;
    Expr    *expr;
    uint32_t index;
};

typedef struct Entry {
    Val   key;
    Cell *cell;
} Entry;

typedef struct Change {
    Cell       *cell;
    Val         value;
    const Rule *by;
} Change;

typedef struct CellList {
    Cell **cells;
    size_t n, room;
} CellList;

typedef struct Graph {
    Vm          *vm;
    const Rules *rules;
    ReplaceMemo *memo;
    uint32_t     epoch, pass;
    uint32_t     reach;
    bool         older;               /* what was looked at last is a value that its cell had before */
    Entry       *table;               /* cells by the nodes that are, or were in this pass, their values */
    size_t       table_count, table_size;
    CellList     fresh;               /* with values that were not looked at yet */
    CellList     again;
    CellList     behind;              /* whose values had older values of cells in them when they were tried */
    CellList     unused;              /* perhaps: what was made in this pass may still use them */
    CellList     upward;
    Change      *changes;
    size_t       change_count, change_room;
} Graph;

typedef enum Outcome { FINE, TOO_HARD, UNWOUND } Outcome;

/* ---- what rules are orthogonal ---- */

static const Pattern *unnamed(const Pattern *p)
{
    return p->kind == PATTERN_NAMED ? p->sub : p;
}

/* May [v] match?  Patterns of other kinds than those below may match anything. */
static bool may_match(const Pattern *p, Val v)
{
    p = unnamed(p);
    if (p->kind == PATTERN_LITERAL)
        return val_same(p->value, v);
    if (p->kind == PATTERN_BLANK)
        return val_is_none(p->value) || val_same(p->value, val_head(v));
    if (p->kind != PATTERN_EXPR)
        return true;
    if (!val_is_expr(v) || expr_len(v) != p->n || !val_same(p->sub->value, expr_head(v)))
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!may_match(p->args[i], expr_arg(v, i)))
            return false;
    return true;
}

/* May something match both? */
static bool overlap(const Pattern *p, const Pattern *q)
{
    p = unnamed(p);
    q = unnamed(q);
    if (p->kind == PATTERN_LITERAL)
        return may_match(q, p->value);
    if (q->kind == PATTERN_LITERAL)
        return may_match(p, q->value);
    if (p->kind == PATTERN_BLANK && q->kind == PATTERN_EXPR)
        return val_is_none(p->value) || val_same(p->value, q->sub->value);
    if (q->kind == PATTERN_BLANK && p->kind == PATTERN_EXPR)
        return val_is_none(q->value) || val_same(q->value, p->sub->value);
    if (p->kind != PATTERN_EXPR || q->kind != PATTERN_EXPR)
        return true;
    if (p->n != q->n || !val_same(p->sub->value, q->sub->value))
        return false;
    for (size_t i = 0; i < p->n; i++)
        if (!overlap(p->args[i], q->args[i]))
            return false;
    return true;
}

static bool any_matches(const Rules *rs, Val v)
{
    for (size_t i = 0; i < rs->n; i++)
        if (may_match(rs->rules[i]->pattern, v))
            return true;
    if (val_is_expr(v))
        for (size_t i = 0; i < expr_len(v); i++)
            if (any_matches(rs, expr_arg(v, i)))
                return true;
    return false;
}

/* May a rule match at a place inside that [p], part of a left side, says something of? */
static bool overlaps_inside(const Rules *rs, const Pattern *p)
{
    p = unnamed(p);
    switch (p->kind) {
    case PATTERN_LITERAL:
        return any_matches(rs, p->value);
    case PATTERN_BLANK:
        if (val_is_none(p->value))
            return false;
        break;
    case PATTERN_EXPR:
        for (size_t i = 0; i < p->n; i++)
            if (overlaps_inside(rs, p->args[i]))
                return true;
        break;
    default:
        return true;
    }
    for (size_t i = 0; i < rs->n; i++)
        if (overlap(p, rs->rules[i]->pattern))
            return true;
    return false;
}

/* Does nothing match in what the right side always has?  Who shared that would come to cyclic graphs. */
static bool has_still_constants(const Rules *rs, const Skeleton *s)
{
    if (s->kind == SKELETON_CONSTANT)
        return !any_matches(rs, s->expr);
    for (size_t i = 0; s->kind == SKELETON_CALL && i < s->n; i++)
        if (!has_still_constants(rs, s->args[i]))
            return false;
    return true;
}

/* Left-linear they are where their reach is known. */
bool rules_are_orthogonal(const Rules *rs)
{
    for (size_t i = 0; i < rs->n; i++) {
        const Rule *r = rs->rules[i];
        const Pattern *p = r->pattern;
        if (p->kind == PATTERN_LITERAL) {
            if (!val_is_expr(p->value) || any_matches(rs, r->body))
                return false;
            for (size_t k = 0; k < expr_len(p->value); k++)
                if (any_matches(rs, expr_arg(p->value, k)))
                    return false;
        } else if (p->kind == PATTERN_EXPR) {
            if (!has_still_constants(rs, r->value_skeleton))
                return false;
            for (size_t k = 0; k < p->n; k++)
                if (overlaps_inside(rs, p->args[k]))
                    return false;
        } else {
            return false;
        }
        for (size_t k = 0; k < i; k++)
            if (overlap(p, rs->rules[k]->pattern))
                return false;
    }
    return true;
}

/* ---- lists ---- */

static void push(Graph *g, CellList *l, Cell *c)
{
    l->cells = list_with_room(vm_heap(g->vm), l->cells, l->n, &l->room, sizeof *l->cells);
    l->cells[l->n++] = c;
}

static void push_change(Graph *g, Change c)
{
    g->changes = list_with_room(vm_heap(g->vm), g->changes, g->change_count, &g->change_room, sizeof *g->changes);
    g->changes[g->change_count++] = c;
}

/* ---- cells ---- */

static Cell *resolve(Cell *c)
{
    /* Halving the way, so that a long one is gone once. */
    while (c != NULL && c->same != NULL) {
        if (c->same->same != NULL)
            c->same = c->same->same;
        c = c->same;
    }
    return c;
}

static Entry *find_entry(const Graph *g, Val key)
{
    size_t i = identity_place(key, g->table_size);

    while (!val_is_none(g->table[i].key) && !val_is(g->table[i].key, key))
        i = (i + 1) & (g->table_size - 1);
    return &g->table[i];
}

/* The cell that [v] is the value of, or was when what holds it was made; NULL: there is none. */
static Cell *cell_of(const Graph *g, Val v)
{
    Cell *c = resolve(find_entry(g, v)->cell);

    return c == NULL || c->gone ? NULL : c;
}

/* A table of its size, with what is in [old]. */
static void take_table(Graph *g, const Entry *old, size_t size)
{
    g->table = heap_alloc(vm_heap(g->vm), g->table_size * sizeof *g->table);
    for (size_t i = 0; i < size; i++)
        if (old[i].cell != NULL)
            *find_entry(g, old[i].key) = old[i];
}

/* Between passes: what holds a value that is another one by now has been seen to. */
static void shrink_table(Graph *g)
{
    Entry *old = g->table;
    size_t size = g->table_size, kept = 0;

    for (size_t i = 0; i < size; i++) {
        const Cell *c = resolve(old[i].cell);
        if (c == NULL || c->gone || (!val_is(old[i].key, c->value) && !val_is(old[i].key, old[i].cell->origin)))
            old[i].cell = NULL;
        kept += old[i].cell != NULL;
    }
    while (g->table_size < 4 * kept)
        g->table_size *= 2;
    g->table_count = kept;
    take_table(g, old, size);
}

static void enter(Graph *g, Val key, Cell *c)
{
    if (2 * (g->table_count + 1) > g->table_size) {
        g->table_size *= 2;
        take_table(g, g->table, g->table_size / 2);
    }
    Entry *e = find_entry(g, key);
    g->table_count += e->cell == NULL;
    *e = (Entry){key, c};
}

static Cell *cell_new(Graph *g, Val value)
{
    Cell *c = heap_alloc(vm_heap(g->vm), sizeof *c);

    c->value = value;
    enter(g, value, c);
    return c;
}

static bool is_over(const Use *u) { return u->parent->gone || !val_is(u->parent->value, val_from_node(u->expr)); }

static void add_use(Graph *g, Cell *c, Cell *parent, uint32_t index)
{
    Use *u = heap_alloc(vm_heap(g->vm), sizeof *u);

    *u = (Use){c->uses, parent, val_expr(parent->value), index};
    c->uses = u;
    c->count++;
}

static void settle(Graph *g, Cell *c)
{
    c->settled = true;
    if (val_is_expr(c->value) && rules_may_hold_match(g->rules, c->value))
        replace_memo_add(g->vm, g->memo, c->value);
}

/* The value is no longer what the cell had: what it used is used by one less. */
static void unlink_value(Graph *g, Cell *c)
{
    const Expr *e = val_expr(c->value);

    c->linked = false;
    for (uint32_t i = 0; i < e->len; i++) {
        Cell *part = val_is_pointer(e->args[i]) ? cell_of(g, e->args[i]) : NULL;
        if (part != NULL && part->count > 0 && --part->count == 0)
            push(g, &g->unused, part);
    }
}

/* What [v], made as it says, has of cells stays, used or not. */
static void need(const Graph *g, Val v, const Skeleton *made)
{
    Cell *c = val_is_pointer(v) ? cell_of(g, v) : NULL;

    if (c != NULL)
        c->needed = g->pass;
    else if (made->kind == SKELETON_CALL && val_is_expr(v))
        for (size_t i = 0; i < made->n; i++)
            need(g, expr_arg(v, i), made->args[i]);
}

static void drop_unused(Graph *g)
{
    CellList *l = &g->unused;
    size_t kept = 0;

    while (l->n > kept) {
        Cell *c = resolve(l->cells[--l->n]);
        if (c->count > 0 || c->gone)
            continue;
        if (c->needed == g->pass) {
            l->cells[l->n++] = l->cells[kept];
            l->cells[kept++] = c;
            continue;
        }
        if (c->linked)
            unlink_value(g, c);
        c->gone = true;
    }
}

/* What is known of [v] holds for all that is around the cell. */
static void note_inside(Graph *g, Cell *c, Val v)
{
    push(g, &g->upward, c);
    while (g->upward.n > 0)
        for (const Use *u = g->upward.cells[--g->upward.n]->uses; u != NULL; u = u->next)
            if (!is_over(u) && expr_inherit(u->expr, v))
                push(g, &g->upward, u->parent);
}

/* ---- a pass ---- */

/* All that uses the cell has this value; uses that are over are left out from now on. */
static void put_value(Cell *c, Val v)
{
    for (Use **at = &c->uses; *at != NULL; ) {
        if (is_over(*at)) {
            *at = (*at)->next;
        } else {
            (*at)->expr->args[(*at)->index] = v;
            at = &(*at)->next;
        }
    }
}

/* The value of the cell, as a node that may be changed, takes the values of the cells among its arguments. */
static void link_value(Graph *g, Cell *c, const Skeleton *made, Cell **parts)
{
    Expr *e = val_expr(c->value);

    if (made == NULL) {
        e = expr_copy(vm_heap(g->vm), c->value);
        c->origin = c->value;
        c->value = val_from_node(e);
        enter(g, c->value, c);
        put_value(c, c->value);
    }
    e->stamp = g->epoch;
    c->linked = true;
    for (uint32_t i = 0; i < e->len; i++) {
        if (parts[i] == NULL)
            continue;
        e->args[i] = parts[i]->value;
        add_use(g, parts[i], c, i);
        (void)expr_inherit(e, e->args[i]);
    }
}

static Outcome look_inside(Graph *g, Val v, const Skeleton *made, Cell **cell);

/* The cell for [v], which [made] says who has; *cell: NULL where nothing in it will ever change. */
static Outcome look(Graph *g, Val v, const Skeleton *made, Cell **cell)
{
    *cell = NULL;
    g->older = false;
    if (!val_is_pointer(v) || !rules_may_hold_match(g->rules, v))
        return FINE;
    *cell = cell_of(g, v);
    if (*cell != NULL) {
        g->older = !val_is((*cell)->value, v);
        if ((*cell)->settled && !g->older)
            *cell = NULL;
        return FINE;
    }
    if (made != NULL && made->kind != SKELETON_CALL)
        made = NULL;
    if (made == NULL && replace_memo_knows(g->vm, g->memo, v))
        return FINE;
    return look_inside(g, v, made, cell);
}

/* The same where that needs to be found out; *cell: the one that has [v], or NULL. */
static Outcome look_inside(Graph *g, Val v, const Skeleton *made, Cell **cell)
{
    const Rule *by;

    if (val_is_unwind(vm_check_stack(g->vm)) || val_is_unwind(vm_poll(g->vm)))
        return UNWOUND;
    Val r = rules_apply_by(g->vm, g->rules, v, g->epoch, &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (!val_is_none(r)) {
        if (*cell == NULL)
            *cell = cell_new(g, v);
        push_change(g, (Change){*cell, r, by});
        return val_same(r, v) ? TOO_HARD : FINE;
    }
    if (val_is_assoc(v) || (val_is_expr(v) && (!rewrite_is_plain_head(g->vm, expr_head(v)) || (val_flags(v) & FLAG_SPLICE))))
        return TOO_HARD;
    uint32_t n = val_is_expr(v) ? val_expr(v)->len : 0;
    Cell *few[8], **parts = n <= COUNT_OF(few) ? few : heap_alloc(vm_heap(g->vm), n * sizeof *parts);
    bool any = false, behind = false;
    for (uint32_t i = 0; i < n; i++) {
        Outcome o = look(g, expr_arg(v, i), made == NULL ? NULL : made->args[i], &parts[i]);
        if (o != FINE)
            return o;
        any = any || parts[i] != NULL;
        behind = behind || g->older;
    }
    if (!any) {
        if (*cell != NULL)
            settle(g, *cell);
        return FINE;
    }
    for (uint32_t i = 0; i < n; i++)
        if (parts[i] == NULL && val_is_expr(expr_arg(v, i)) && rules_may_hold_match(g->rules, expr_arg(v, i)))
            replace_memo_add(g->vm, g->memo, expr_arg(v, i));
    if (*cell == NULL)
        *cell = cell_new(g, v);
    link_value(g, *cell, made, parts);
    note_inside(g, *cell, (*cell)->value);
    if (behind)
        push(g, &g->behind, *cell);
    g->older = false;
    return FINE;
}

static Outcome look_again(Graph *g, Cell *c)
{
    const Rule *by;

    if (val_is_unwind(vm_poll(g->vm)))
        return UNWOUND;
    Val r = rules_apply_by(g->vm, g->rules, c->value, g->epoch, &by);
    if (val_is_unwind(r))
        return UNWOUND;
    if (!val_is_none(r))
        push_change(g, (Change){c, r, by});
    return !val_is_none(r) && val_same(r, c->value) ? TOO_HARD : FINE;
}

static Outcome find_changes(Graph *g)
{
    Outcome o = FINE;

    g->change_count = 0;
    for (size_t i = 0; o == FINE && i < g->again.n; i++) {
        Cell *c = g->again.cells[i];
        if (c->linked && !c->gone)
            o = look_again(g, c);
    }
    for (size_t i = 0; o == FINE && i < g->fresh.n; i++) {
        Cell *c = g->fresh.cells[i];
        if (!c->gone && c->same == NULL)
            o = look_inside(g, c->value, c->made, &c);
    }
    g->fresh.n = g->again.n = 0;
    return o;
}

/* What uses the cell, [levels] up, so far as a pattern reaches down to it, is to be looked at again. */
static void push_again(Graph *g, const Cell *c, uint32_t levels)
{
    for (const Use *u = levels > 0 ? c->uses : NULL; u != NULL; u = u->next) {
        Cell *parent = u->parent;
        bool listed = parent->pass == g->pass;
        if (is_over(u) || parent->uses == NULL || (listed && parent->levels >= levels))
            continue;
        parent->pass = g->pass;
        parent->levels = levels;
        if (!listed)
            push(g, &g->again, parent);
        push_again(g, parent, levels - 1);
    }
}

/* [c] has the value of another from now on. */
static void join(Cell *c, Cell *other)
{
    Use **end = &c->uses;

    while (*end != NULL)
        end = &(*end)->next;
    *end = other->uses;
    other->uses = c->uses;
    other->count += c->count;
    c->uses = NULL;
    c->same = other;
}

static void change(Graph *g, const Change *by)
{
    Cell *c = by->cell, *other = val_is_pointer(by->value) ? cell_of(g, by->value) : NULL;
    Val v = other == NULL ? by->value : other->value;

    if (c->linked)
        unlink_value(g, c);
    put_value(c, v);
    c->value = v;
    c->made = by->by->direct != NULL && by->by->value_skeleton->kind == SKELETON_CALL ? by->by->value_skeleton : NULL;
    note_inside(g, c, v);
    push_again(g, c, g->reach - 1);
    if (other != NULL) {
        join(c, other);
        return;
    }
    if (val_is_pointer(v))
        enter(g, v, c);
    if (!val_is_pointer(v) || !rules_may_hold_match(g->rules, v) || (c->made == NULL && replace_memo_knows(g->vm, g->memo, v)))
        settle(g, c);
    else
        push(g, &g->fresh, c);
}

static void make_changes(Graph *g)
{
    for (size_t i = 0; i < g->change_count; i++)
        if (!g->changes[i].cell->linked && g->changes[i].by->direct != NULL)
            need(g, g->changes[i].value, g->changes[i].by->value_skeleton);
    drop_unused(g);
    if (2 * (g->table_count + 3 * g->change_count) > g->table_size)
        shrink_table(g);
    g->pass++;
    for (size_t i = 0; i < g->behind.n; i++) {
        Cell *c = g->behind.cells[i];
        c->pass = g->pass;
        c->levels = 0;
        push(g, &g->again, c);
        push_again(g, c, g->reach - 1);
    }
    g->behind.n = 0;
    for (size_t i = 0; i < g->change_count; i++)
        if (!g->changes[i].cell->gone)
            change(g, &g->changes[i]);
}

Val graph_rewrite(Vm *vm, const Rules *rs, ReplaceMemo *memo, Val expr, size_t reach, bool *done)
{
    Graph g = {.vm = vm, .rules = rs, .memo = memo, .pass = 1, .reach = (uint32_t)reach, .epoch = vm_epoch(vm), .table_size = 64};
    Expr *whole = expr_new(vm_heap(vm), S_List, 1);
    uint32_t attributes_epoch = vm->attributes_epoch;
    Outcome o;

    whole->args[0] = expr;
    take_table(&g, NULL, 0);
    Cell *root = cell_new(&g, expr_seal(whole)), *first;
    root->count = 1;
    o = look(&g, expr, NULL, &first);
    if (o == FINE && first != NULL)
        link_value(&g, root, NULL, &first);
    while (o == FINE && g.change_count + g.behind.n > 0 && g.pass < UINT32_MAX && vm->epoch == g.epoch && vm->attributes_epoch == attributes_epoch) {
        make_changes(&g);
        o = find_changes(&g);
    }
    if (o == UNWOUND)
        return UNWIND;
    *done = o == FINE && g.change_count + g.behind.n == 0;
    return *done ? expr_arg(root->value, 0) : expr;
}
