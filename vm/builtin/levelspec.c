/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * levelspec.c -- level specifications, and the walk over the levels of an expression.
 *
 * Both walks go through parts from the inside out, which is the order that the language documents;
 * the depth that negative levels ask for is then known when a part's turn comes.
 */
#include "vm/builtin/levelspec.h"

static bool read_level(Val v, int64_t *level)
{
    if (val_is_plus_infinity(v)) {
        *level = LEVEL_INFINITY;
        return true;
    }
    if (val_is_minus_infinity(v)) {
        *level = -LEVEL_INFINITY;
        return true;
    }
    return read_int(v, level);
}

bool levelspec_read(Val spec, LevelSpec *out)
{
    if (val_is(spec, S_All)) {
        *out = (LevelSpec){0, LEVEL_INFINITY};
        return true;
    }
    if (read_level(spec, &out->to)) {
        out->from = 1;
        return true;
    }
    spec = val_is_plain_list(spec) ? spec : VAL_NONE;
    if (val_is_none(spec))
        return false;
    if (expr_len(spec) == 1 && read_level(expr_arg(spec, 0), &out->from)) {
        out->to = out->from;
        return true;
    }
    return expr_len(spec) == 2 && read_level(expr_arg(spec, 0), &out->from)
        && read_level(expr_arg(spec, 1), &out->to);
}

Val levelpath_list(const LevelPath *path)
{
    return list_make(path->heap, path->n, path->v);
}

static void path_push(LevelPath *p, Val x)
{
    if (p->n == p->capacity) {
        size_t capacity = p->capacity ? p->capacity * 2 : 16;

        p->v = heap_grow(p->heap, p->v, p->capacity * sizeof(Val), capacity * sizeof(Val));
        p->capacity = capacity;
    }
    p->v[p->n++] = x;
}

typedef struct Walk {
    Vm         *vm;
    LevelSpec   spec;
    bool        heads, needs_depth;
    LevelVisit *visit;
    LevelMap   *map;
    void       *state;
    LevelPath   path;
} Walk;

static void walk_start(Walk *w, Vm *vm, LevelSpec spec, bool heads, void *state)
{
    *w = (Walk){ .vm = vm, .spec = spec, .heads = heads, .state = state, .path.heap = vm_heap(vm) };
    if (w->spec.to == -1)         /* every part is at least an atom */
        w->spec.to = LEVEL_INFINITY;
    w->needs_depth = w->spec.from < 0 || w->spec.to < 0;
}

static bool on_level(const Walk *w, int64_t level, int64_t depth)
{
    return (w->spec.from >= 0 ? level >= w->spec.from : -depth >= w->spec.from)
        && (w->spec.to >= 0 ? level <= w->spec.to : -depth <= w->spec.to);
}

static bool goes_below(const Walk *w, int64_t level)
{
    return w->needs_depth || level < w->spec.to;
}

static LevelStep visit_part(Walk *w, Val part, int64_t level, int64_t *depth)
{
    int64_t deepest = 0, inner;
    Items it;

    if (val_is_unwind(vm_check_stack(w->vm)) || val_is_unwind(vm_poll(w->vm)))
        return LEVEL_UNWIND;
    if (goes_below(w, level) && items_of(vm_heap(w->vm), part, &it)) {
        LevelStep step;

        if (w->heads) {
            path_push(&w->path, val_int(0));
            step = visit_part(w, it.head, level + 1, &inner);
            w->path.n--;
            if (step != LEVEL_GO)
                return step;
        }
        for (size_t i = 0; i < it.n; i++) {
            path_push(&w->path, items_position(w->path.heap, &it, i));
            step = visit_part(w, it.v[i], level + 1, &inner);
            w->path.n--;
            if (step != LEVEL_GO)
                return step;
            if (inner > deepest)
                deepest = inner;
        }
        *depth = deepest + 1;
        if (it.n == 0)
            *depth = 2;
    }
    else
        *depth = 1;
    return on_level(w, level, *depth) ? w->visit(w->vm, part, &w->path, w->state) : LEVEL_GO;
}

LevelStep level_visit(Vm *vm, Val expr, LevelSpec spec, bool heads, LevelVisit *visit, void *state)
{
    Walk w;
    int64_t depth;

    walk_start(&w, vm, spec, heads, state);
    w.visit = visit;
    return visit_part(&w, expr, 0, &depth);
}

static Val map_part(Walk *w, Val part, int64_t level, int64_t *depth);

/* The parts of [it] mapped: the new expression, or UNWIND. */
static Val map_inside(Walk *w, const Items *it, int64_t level, int64_t *depth)
{
    Heap *h = vm_heap(w->vm);
    Val head = it->head, *v = vals_new(h, it->n);
    int64_t deepest = 0, inner;
    bool same = true, gone = false;

    if (w->heads) {
        path_push(&w->path, val_int(0));
        TRY(head = map_part(w, it->head, level + 1, &inner));
        w->path.n--;
        if (val_is_none(head))
            head = S_Sequence;
        same = val_is(head, it->head);
    }
    for (size_t i = 0; i < it->n; i++) {
        path_push(&w->path, items_position(h, it, i));
        TRY(v[i] = map_part(w, it->v[i], level + 1, &inner));
        w->path.n--;
        if (inner > deepest)
            deepest = inner;
        same = same && val_is(v[i], it->v[i]);
        gone = gone || val_is_none(v[i]);
    }
    *depth = it->n ? deepest + 1 : 2;
    if (same)
        return it->source;
    if (it->entries && val_is(head, it->head)) {
        AssocBuilder b;

        assoc_builder_start(&b, h);
        for (size_t i = 0; i < it->n; i++)
            if (!val_is_none(v[i]))
                assoc_builder_put(&b, (AssocEntry){ it->entries[i].key, v[i],
                    it->entries[i].delayed && val_is(v[i], it->v[i]) });
        return assoc_builder_finish(&b);
    }
    size_t n = it->n;

    if (gone) {
        n = 0;
        for (size_t i = 0; i < it->n; i++)
            if (!val_is_none(v[i]))
                v[n++] = v[i];
    }
    return expr_make(h, head, n, v);
}

static Val map_part(Walk *w, Val part, int64_t level, int64_t *depth)
{
    Items it;

    TRY(vm_check_stack(w->vm));
    TRY(vm_poll(w->vm));
    *depth = 1;
    if (goes_below(w, level) && items_of(vm_heap(w->vm), part, &it))
        TRY(part = map_inside(w, &it, level, depth));
    return on_level(w, level, *depth) ? w->map(w->vm, part, &w->path, w->state) : part;
}

Val level_map(Vm *vm, Val expr, LevelSpec spec, bool heads, LevelMap *map, void *state)
{
    Walk w;
    int64_t depth;

    walk_start(&w, vm, spec, heads, state);
    w.map = map;
    return map_part(&w, expr, 0, &depth);
}

Val level_depth(Vm *vm, Val expr, bool heads)
{
    int64_t deepest = 0;
    Items it;
    Val inner;

    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (val_is_packed(expr))
        return val_int((int64_t)val_packed(expr)->rank + 1);
    if (!items_of(vm_heap(vm), expr, &it))
        return val_int(1);
    if (heads) {
        TRY(inner = level_depth(vm, it.head, heads));
        deepest = val_small(inner);
    }
    for (size_t i = 0; i < it.n; i++) {
        TRY(inner = level_depth(vm, it.v[i], heads));
        if (val_small(inner) > deepest)
            deepest = val_small(inner);
    }
    return val_int(it.n || heads ? deepest + 1 : 2);
}
