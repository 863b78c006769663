/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * list_nearest.c -- Nearest: the elements closest to a point.
 *
 * Every distance is found, and the elements are sorted by it; an index would pay only for many
 * questions about one list.
 */
#include "vm/builtin/list_sort.h"
#include "vm/builtin/seqspec.h"

#include <math.h>

typedef struct Neighbours {
    Items  points;
    const Val *labels;       /* what is given for each */
    Val    distance;         /* the function, or VAL_NONE */
    size_t count;            /* how many; SIZE_MAX: all that are in the radius */
    bool   closest;          /* only those at the least distance */
    Val    radius;           /* or VAL_NONE */
} Neighbours;

static Val default_distance(Vm *vm, Val a, Val b)
{
    Heap *h = vm_heap(vm);

    if (val_is_real_number(a) && val_is_real_number(b))
        return num_abs(h, num_sub(h, a, b));
    if (val_is_string(a) && val_is_string(b))
        return vm_call2(vm, S_EditDistance, a, b);
    if (val_is_list(a) || val_is_list(b))
        return vm_call1(vm, S_Norm, expr2(h, S_Plus, a, expr2(h, S_Times, val_int(-1), b)));
    return vm_call1(vm, S_Abs, expr2(h, S_Plus, a, expr2(h, S_Times, val_int(-1), b)));
}

/* The neighbours of one point; VAL_NONE where distances are no numbers. */
static Val find_neighbours(Vm *vm, const Neighbours *q, Val x)
{
    Heap *h = vm_heap(vm);
    size_t n = q->points.n, *order = sizes_new(h, n), taken = 0;
    Val *distances = vals_new(h, n), *v = vals_new(h, n);

    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        if (val_is_none(q->distance))
            TRY(distances[i] = default_distance(vm, q->points.v[i], x));
        else
            TRY(distances[i] = vm_call2(vm, q->distance, x, q->points.v[i]));
    }
    TRY(sort_numeric_keys(vm, n, distances, distances));
    for (size_t i = 0; i < n; i++)
        if (!val_is_real_number(distances[i]))
            return VAL_NONE;
    if (!sort_order(vm, n, order, sort_by_numeric_keys, distances))
        return UNWIND;
    for (size_t i = 0; i < n && taken < q->count; i++) {
        if (q->closest && num_compare(distances[order[i]], distances[order[0]]) != 0)
            break;
        if (!val_is_none(q->radius) && num_compare(distances[order[i]], q->radius) > 0)
            break;
        v[taken++] = q->labels[order[i]];
    }
    return list_make(h, taken, v);
}

/* Reads list, list -> labels, list -> "Index" and the like, or {p1 -> l1, ..}. */
static bool read_points(Heap *h, Val spec, Neighbours *q)
{
    Val points = spec, labels = VAL_NONE;
    Items it;
    Val *v;

    if (val_is_call(spec, S_Rule, 2)) {
        points = expr_arg(spec, 0);
        labels = val_unpacked(h, expr_arg(spec, 1));
    }
    if ((!val_is_list(points) && !val_is_assoc(points)) || !items_of(h, points, &it) || it.n == 0)
        return false;
    q->points = it;
    q->labels = it.v;
    if (val_is_none(labels) && val_is_call(it.v[0], S_Rule, 2)) {
        Val *keys = vals_new(h, it.n);

        v = vals_new(h, it.n);
        for (size_t i = 0; i < it.n; i++) {
            if (!val_is_call(it.v[i], S_Rule, 2))
                return false;
            keys[i] = expr_arg(it.v[i], 0);
            v[i] = expr_arg(it.v[i], 1);
        }
        q->points.v = keys;
        q->labels = v;
        return true;
    }
    if (val_is_none(labels) || text_is(labels, "Element"))
        return true;
    if (val_is(labels, S_Automatic) || text_is(labels, "Index")) {
        v = vals_new(h, it.n);
        for (size_t i = 0; i < it.n; i++)
            v[i] = val_int((int64_t)i + 1);
        q->labels = v;
        return true;
    }
    if (!val_is_plain_list(labels) || expr_len(labels) != it.n)
        return false;
    q->labels = expr_args(labels);
    return true;
}

/* n, {n, r}, {All, r}. */
static bool read_wanted(Val spec, Neighbours *q)
{
    bool up_to;

    q->closest = false;
    if (val_is_call(spec, S_List, 2)) {
        if (!val_is_real_number(expr_arg(spec, 1)) && !val_is_plus_infinity(expr_arg(spec, 1)))
            return false;
        q->radius = val_is_plus_infinity(expr_arg(spec, 1)) ? VAL_NONE : expr_arg(spec, 1);
        spec = expr_arg(spec, 0);
    }
    if (val_is(spec, S_All))
        spec = S_Infinity;
    return read_count(spec, &q->count, &up_to);
}

/* Is [x] a list of points rather than a point? */
static bool is_point_list(const Neighbours *q, Val x)
{
    return val_is_list(x) && list_len(x) > 0 && !val_is_list(q->points.v[0]);
}

static Val nearest(Vm *vm, Args args, const Val *given, size_t n)
{
    Heap *h = vm_heap(vm);
    Neighbours q = { .distance = VAL_NONE, .radius = VAL_NONE, .count = SIZE_MAX, .closest = true };
    Val x = val_unpacked(h, given[1]), v;
    Items xs;

    if (!read_points(h, given[0], &q))
        return MESSAGE(vm, "near1", given[0]);
    if (n == 3 && !read_wanted(val_unpacked(h, given[2]), &q))
        return NOT_MINE;
    TRY(q.distance = option_get(vm, args, S_DistanceFunction));
    if (val_is(q.distance, S_Automatic))
        q.distance = VAL_NONE;
    bool nested = val_is_plain_list(x) && expr_len(x) > 0 && val_is_list(expr_arg(x, 0)) && val_is_list(q.points.v[0])
        && !(val_is_plain_list(q.points.v[0]) && expr_len(q.points.v[0]) > 0 && val_is_list(expr_arg(q.points.v[0], 0)));

    if (!nested && !is_point_list(&q, x)) {
        TRY(v = find_neighbours(vm, &q, x));
        return val_is_none(v) ? NOT_MINE : v;
    }
    items_of(h, x, &xs);
    Val *all = vals_new(h, xs.n);

    for (size_t i = 0; i < xs.n; i++) {
        TRY(all[i] = find_neighbours(vm, &q, xs.v[i]));
        if (val_is_none(all[i]))
            return NOT_MINE;
    }
    return list_make(h, xs.n, all);
}

/* Nearest[list][x] and Nearest[list][x, n]. */
static Val apply_nearest(Vm *vm, Args args)
{
    Val head = expr_head(args.expr), v[8];
    size_t n = 0;

    if (!val_is_symbol(expr_head(head)) || expr_len(head) < 1 || expr_len(head) > 4 || args.n < 1 || args.n > 2)
        return NOT_MINE;
    v[n++] = expr_arg(head, 0);
    for (size_t i = 0; i < args.n; i++)
        v[n++] = args.v[i];
    for (size_t i = 1; i < expr_len(head); i++)
        v[n++] = expr_arg(head, i);
    return expr_make(vm_heap(vm), S_Nearest, n, v);
}

BUILTIN(Nearest,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .options = "DistanceFunction -> Automatic, Method -> Automatic, WorkingPrecision -> Automatic",
    .apply = apply_nearest,
    .quiet_count = true,
    .usage = "Nearest[{e1, e2, ..}, x] gives the e_i nearest to x; Nearest[list, x, n] the n nearest; Nearest[list, x, {n, r}]\n"
             "at most n within the radius r; Nearest[list -> labels, x] the labels of the nearest, Nearest[list -> \"Index\",\n"
             "x] their positions; Nearest[list] is a function.",
    .messages = MESSAGES("near1", "`1` is neither a list of real points nor a valid list of rules."),
    .examples = EXAMPLES("Nearest[{1, 5, 10}, 6]", "{5}", "Nearest[{1, 5, 10}, 6, 2]", "{5, 10}", "Nearest[{1, 5}][3]", "{1, 5}"))
{
    size_t n = options_split(args);

    if (n < 2)
        return NOT_MINE;
    return count_ok(vm, args, n, 2, 3) ? nearest(vm, args, args.v, n) : NOT_MINE;
}

static Val apply_nearest_to(Vm *vm, Args args)
{
    Val head = expr_head(args.expr), v[8];
    size_t n = expr_len(head);

    if (!val_is_symbol(expr_head(head)) || args.n != 1 || n < 1 || n > 4)
        return NOT_MINE;
    v[0] = args.v[0];
    for (size_t i = 0; i < n; i++)
        v[i + 1] = expr_arg(head, i);
    return expr_make(vm_heap(vm), S_Nearest, n + 1, v);
}

BUILTIN(NearestTo,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_nearest_to,
    .quiet_count = true,
    .usage = "NearestTo[x][list] gives Nearest[list, x]; NearestTo[x, n][list] gives Nearest[list, x, n].",
    .examples = EXAMPLES("NearestTo[6][{1, 5, 10}]", "{5}"))
{
    return NOT_MINE;
}
