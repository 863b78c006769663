/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * position.c -- changing an expression at many positions at once.
 *
 * The positions are dealt out among the elements level by level, so that the cost is that of the
 * expression and the positions together, however many there are.
 */
#include "vm/builtin/part.h"
#include "vm/builtin/seqspec.h"

static Position read_position(Heap *h, Val spec, size_t number)
{
    if (val_is_plain_list(spec))
        return (Position){ expr_len(spec), expr_args(spec), number, spec };
    Val *one = vals_new(h, 1);

    one[0] = spec;
    return (Position){ 1, one, number, spec };
}

static bool is_part(Val v)
{
    return val_is_integer(v) || val_is_string(v) || val_is_call(v, S_Key, 1) || val_is(v, S_All)
        || val_has_head(v, S_Span) || val_is_call(v, S_UpTo, 1);
}

bool positions_read(Heap *h, Val spec, size_t *n, Position **positions, bool *single)
{
    spec = val_unpacked(h, spec);
    bool several = val_is_plain_list(spec) && expr_len(spec) > 0;

    for (size_t i = 0; several && i < expr_len(spec); i++)
        several = val_is_list(expr_arg(spec, i));
    *single = !several;
    *n = several ? expr_len(spec) : val_is_plain_list(spec) && expr_len(spec) == 0 ? 0 : 1;
    *positions = heap_alloc(h, (*n + 1) * sizeof(Position));
    for (size_t i = 0; i < *n; i++) {
        Position p = read_position(h, several ? val_unpacked(h, expr_arg(spec, i)) : spec, i);

        for (size_t j = 0; j < p.n; j++)
            if (!is_part(p.parts[j]) && !val_is_plain_list(p.parts[j]))
                return false;
        (*positions)[i] = p;
    }
    return true;
}

typedef struct Change {
    Vm             *vm;
    PositionChange *change;
    void           *state;
    bool            lenient;
    const Position *all;              /* as the caller gave them */
    const Position *missing;
} Change;

/* A position with its first [done] parts gone. */
typedef struct Rest {
    size_t which, done;
} Rest;

static Val change_at(Change *c, Val expr, size_t n, const Rest *rests);

/* The rests that lead into each element: bucket i is order[start[i]] up to order[start[i + 1]]; the
 * head's is bucket it->n. */
static bool deal_out(Change *c, const Items *it, size_t n, const Rest *rests, size_t **start, Rest **order)
{
    Heap *h = vm_heap(c->vm);
    size_t *counts = sizes_new(h, it->n + 2), total = 0;
    struct Chosen { size_t n, *indices; } *chosen = heap_alloc(h, (n + 1) * sizeof *chosen);

    memset(counts, 0, (it->n + 2) * sizeof *counts);
    for (size_t i = 0; i < n; i++) {
        const Position *p = &c->all[rests[i].which];

        if (rests[i].done == p->n)
            continue;
        if (!part_indices(h, it, p->parts[rests[i].done], &chosen[i].n, &chosen[i].indices)) {
            chosen[i].n = 0;
            if (c->lenient)
                continue;
            c->missing = p;
            return false;
        }
        for (size_t j = 0; j < chosen[i].n; j++) {
            if (chosen[i].indices[j] == SIZE_MAX)
                chosen[i].indices[j] = it->n;
            counts[chosen[i].indices[j]]++;
            total++;
        }
    }
    *start = sizes_new(h, it->n + 2);
    *order = heap_alloc_atomic(h, (total + 1) * sizeof(Rest));
    (*start)[0] = 0;
    for (size_t i = 0; i <= it->n; i++) {
        (*start)[i + 1] = (*start)[i] + counts[i];
        counts[i] = (*start)[i];
    }
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < chosen[i].n; j++)
            (*order)[counts[chosen[i].indices[j]]++] = (Rest){ rests[i].which, rests[i].done + 1 };
    return true;
}

static Val change_inside(Change *c, Val expr, size_t n, const Rest *rests)
{
    Heap *h = vm_heap(c->vm);
    size_t *start, kept = 0;
    Rest *order;
    Items it;
    Val *v, head;
    bool gone = false;

    if (!items_of(h, expr, &it)) {
        it = (Items){ .source = expr };
        for (size_t i = 0; i < n && !c->lenient; i++)
            if (rests[i].done < c->all[rests[i].which].n) {
                c->missing = &c->all[rests[i].which];
                return VAL_NONE;
            }
        return expr;
    }
    if (!deal_out(c, &it, n, rests, &start, &order))
        return VAL_NONE;
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        v[i] = it.v[i];
        if (start[i + 1] > start[i])
            TRY(v[i] = change_at(c, it.v[i], start[i + 1] - start[i], order + start[i]));
        if (c->missing)
            return VAL_NONE;
        gone = gone || val_is_none(v[i]);
    }
    head = it.head;
    if (start[it.n + 1] > start[it.n])
        TRY(head = change_at(c, it.head, start[it.n + 1] - start[it.n], order + start[it.n]));
    if (c->missing)
        return VAL_NONE;
    if (val_is_none(head))
        head = S_Sequence;
    if (!gone && val_is(head, it.head))
        return items_with(h, &it, v);
    if (it.entries && val_is(head, it.head)) {
        AssocBuilder b;

        assoc_builder_start(&b, h);
        for (size_t i = 0; i < it.n; i++)
            if (!val_is_none(v[i]))
                assoc_builder_set(&b, it.entries[i].key, v[i]);
        return assoc_builder_finish(&b);
    }
    for (size_t i = 0; i < it.n; i++)
        if (!val_is_none(v[i]))
            v[kept++] = it.entries ? expr2(h, S_Rule, it.entries[i].key, v[i]) : v[i];
    return expr_make(h, head, kept, v);
}

static Val change_at(Change *c, Val expr, size_t n, const Rest *rests)
{
    bool inside = false;

    TRY(vm_check_stack(c->vm));
    TRY(vm_poll(c->vm));
    for (size_t i = 0; i < n; i++)
        inside = inside || rests[i].done < c->all[rests[i].which].n;
    if (inside) {
        TRY(expr = change_inside(c, expr, n, rests));
        if (c->missing)
            return VAL_NONE;
    }
    for (size_t i = 0; i < n; i++)
        if (rests[i].done == c->all[rests[i].which].n && !val_is_none(expr))
            TRY(expr = c->change(c->vm, expr, &c->all[rests[i].which], c->state));
    return expr;
}

Val positions_change(Vm *vm, Val expr, size_t n, const Position *positions, bool lenient,
                     PositionChange *change, void *state, const Position **missing)
{
    Change c = { .vm = vm, .change = change, .state = state, .lenient = lenient, .all = positions };
    Rest *rests = heap_alloc_atomic(vm_heap(vm), (n + 1) * sizeof(Rest));
    Val v;

    *missing = NULL;
    for (size_t i = 0; i < n; i++)
        rests[i] = (Rest){ i, 0 };
    if (n == 0)
        return expr;
    TRY(v = change_at(&c, expr, n, rests));
    *missing = c.missing;
    return c.missing ? VAL_NONE : v;
}
