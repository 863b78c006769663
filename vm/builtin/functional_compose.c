/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * functional_compose.c -- functions made of functions: Composition, OperatorApplied, Curry, Comap, ..
 *
 * All the work is in the .apply hooks: Composition[f, g] stays as it is until it gets arguments.
 */
#include "vm/builtin/items.h"

BUILTIN(Identity,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed = true,
    .quiet_count = true,
    .usage = "Identity[expr] gives expr.",
    .examples = EXAMPLES("Identity[x]", "x", "Identity /@ {a, b}", "{a, b}"))
{
    return count_ok(vm, args, args.n, 1, 1) ? args.v[0] : NOT_MINE;
}

BUILTIN(Construct,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .quiet_count = true,
    .usage = "Construct[f, x1, x2, ..] gives f[x1, x2, ..].",
    .examples = EXAMPLES("Construct[f, a, b]", "f[a, b]"))
{
    if (!count_ok(vm, args, args.n, 1, SIZE_MAX))
        return NOT_MINE;
    return expr_make(vm_heap(vm), args.v[0], args.n - 1, args.v + 1);
}

/* Composition and RightComposition without Identity; alone or empty they are what they stand for. */
static Val simplify_composition(Vm *vm, Args args)
{
    Builder b;

    if (args.n == 0)
        return S_Identity;
    if (args.n == 1)
        return args.v[0];
    builder_start(&b, vm_heap(vm), expr_head(args.expr));
    for (size_t i = 0; i < args.n; i++)
        if (!val_is(args.v[i], S_Identity))
            builder_push(&b, args.v[i]);
    return b.n == args.n ? NOT_MINE : builder_finish(&b);
}

static Val apply_composition(Vm *vm, Args args)
{
    Val head = expr_head(args.expr), x;
    bool right;
    size_t n;

    if (!val_is_symbol(expr_head(head)))
        return NOT_MINE;
    right = val_is(expr_head(head), S_RightComposition);
    n = expr_len(head);
    if (n == 0)
        return NOT_MINE;
    x = expr_make(vm_heap(vm), expr_arg(head, right ? 0 : n - 1), args.n, args.v);
    for (size_t i = 1; i < n; i++)
        x = expr1(vm_heap(vm), expr_arg(head, right ? i : n - 1 - i), x);
    return x;
}

BUILTIN(Composition,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_composition,
    .quiet_count = true,
    .usage = "Composition[f1, f2, ..] or f1 @* f2 @* .. is the composition of functions, the last one applied first.",
    .examples = EXAMPLES("Composition[f, g][x, y]", "f[g[x, y]]", "Composition[]", "Identity"))
{
    return simplify_composition(vm, args);
}

BUILTIN(RightComposition,
    .attrs = ATTR_FLAT | ATTR_ONE_IDENTITY | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_composition,
    .quiet_count = true,
    .usage = "RightComposition[f1, f2, ..] or f1 /* f2 /* .. is the composition of functions, the first one applied first.",
    .examples = EXAMPLES("RightComposition[f, g][x]", "g[f[x]]"))
{
    return simplify_composition(vm, args);
}

/* The arity and order of a curried function: [n], {i1, i2, ..} or {i1, ..} -> n.  order[k] is which of
 * the arguments (from 0) goes to place k; false for anything else. */
static bool read_order(Heap *h, Val spec, size_t *arity, size_t *count, size_t **order)
{
    if (val_is_small(spec) && val_small(spec) >= 0 && val_small(spec) < 10000) {
        *arity = *count = (size_t)val_small(spec);
        *order = sizes_new(h, *count);
        for (size_t i = 0; i < *count; i++)
            (*order)[i] = i;
        return true;
    }
    if (val_is_call(spec, S_Rule, 2)) {
        if (!read_order(h, expr_arg(spec, 0), arity, count, order) || !val_is_small(expr_arg(spec, 1)))
            return false;
        *arity = (size_t)val_small(expr_arg(spec, 1));
        return val_small(expr_arg(spec, 1)) >= (int64_t)*count;
    }
    if (!val_is_plain_list(spec) || expr_len(spec) == 0)
        return false;
    *count = expr_len(spec);
    *arity = 0;
    *order = sizes_new(h, *count);
    for (size_t i = 0; i < *count; i++) {
        Val k = expr_arg(spec, i);

        if (!val_is_small(k) || val_small(k) < 1 || val_small(k) > 10000)
            return false;
        (*order)[i] = (size_t)val_small(k) - 1;
        if ((size_t)val_small(k) > *arity)
            *arity = (size_t)val_small(k);
    }
    return true;
}

/* Name[f, spec][a..][b..]..: f of its arguments in order once there are enough of them; those left over go
 * to the result.  [by_default] is the order of Name[f]. */
static Val apply_curried(Vm *vm, Args args, Val by_default)
{
    Heap *h = vm_heap(vm);
    Val base = args.expr, f, spec, *given, *ordered, result;
    size_t total = 0, arity, count, *order, at;

    while (val_is_expr(expr_head(base))) {
        total += expr_len(base);
        base = expr_head(base);
    }
    if (expr_len(base) < 1 || expr_len(base) > 2)
        return NOT_MINE;
    if (expr_len(base) == 2) {
        f = expr_arg(base, 0);
        spec = expr_arg(base, 1);
    }
    else {
        f = expr_arg(base, 0);
        spec = by_default;
    }
    if (val_is_none(spec) || !read_order(h, spec, &arity, &count, &order) || total < arity || arity == 0)
        return NOT_MINE;
    given = vals_new(h, total);
    at = total;
    for (Val e = args.expr; !val_is(e, base); e = expr_head(e)) {
        at -= expr_len(e);
        memcpy(given + at, expr_args(e), expr_len(e) * sizeof(Val));
    }
    ordered = vals_new(h, count);
    for (size_t k = 0; k < count; k++)
        ordered[k] = given[order[k]];
    result = expr_make(h, f, count, ordered);
    return total > arity ? expr_make(h, result, total - arity, given + arity) : result;
}

static Val apply_swapped(Vm *vm, Args args)
{
    return apply_curried(vm, args, list_make(vm_heap(vm), 2, (Val[]){ val_int(2), val_int(1) }));
}

/* CurryApplied[n][f] is CurryApplied[f, n]. */
static Val apply_curry_applied(Vm *vm, Args args)
{
    Val head = expr_head(args.expr);

    if (args.n == 1 && expr_len(head) == 1 && val_is_symbol(expr_head(head))
        && (val_is_small(expr_arg(head, 0)) || val_is_plain_list(expr_arg(head, 0))))
        return expr2(vm_heap(vm), expr_head(head), args.v[0], expr_arg(head, 0));
    return apply_curried(vm, args, VAL_NONE);
}

BUILTIN(OperatorApplied,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_swapped,
    .quiet_count = true,
    .usage = "OperatorApplied[f][x][y] gives f[y, x]; OperatorApplied[f, n][x1]..[xn] gives f[x1, .., xn];\n"
             "OperatorApplied[f, {i1, i2, ..}] puts the arguments in this order.",
    .examples = EXAMPLES("OperatorApplied[f][x][y]", "f[y, x]", "OperatorApplied[f, {1, 3, 2}][x][y][z]", "f[x, z, y]"))
{
    return NOT_MINE;
}

BUILTIN(Curry,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_swapped,
    .quiet_count = true,
    .usage = "Curry[f][x][y] gives f[y, x]; Curry[f, n][x1]..[xn] gives f[x1, .., xn].",
    .examples = EXAMPLES("Curry[f][x][y]", "f[y, x]", "Curry[f, 3][x][y][z]", "f[x, y, z]"))
{
    return NOT_MINE;
}

BUILTIN(CurryApplied,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_curry_applied,
    .quiet_count = true,
    .usage = "CurryApplied[f, n][x1]..[xn] gives f[x1, .., xn]; CurryApplied[f, {i1, i2, ..}] puts the arguments in this\n"
             "order; CurryApplied[n] is an operator form.",
    .examples = EXAMPLES("CurryApplied[f, 2][x][y]", "f[x, y]", "CurryApplied[2][f][x][y]", "f[x, y]"))
{
    return NOT_MINE;
}

static Val apply_reversed(Vm *vm, Args args)
{
    Val head = expr_head(args.expr), *v;
    size_t n = args.n;

    if (!val_is_symbol(expr_head(head)) || expr_len(head) < 1 || expr_len(head) > 2)
        return NOT_MINE;
    if (expr_len(head) == 2) {
        if (!val_is_small(expr_arg(head, 1)) || val_small(expr_arg(head, 1)) < 0)
            return NOT_MINE;
        if ((size_t)val_small(expr_arg(head, 1)) < n)
            n = (size_t)val_small(expr_arg(head, 1));
    }
    v = vals_new(vm_heap(vm), args.n);
    for (size_t i = 0; i < args.n; i++)
        v[i] = args.v[i < n ? n - 1 - i : i];
    return expr_make(vm_heap(vm), expr_arg(head, 0), args.n, v);
}

BUILTIN(ReverseApplied,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = apply_reversed,
    .quiet_count = true,
    .usage = "ReverseApplied[f][x1, .., xn] gives f[xn, .., x1]; ReverseApplied[f, n] reverses the first n arguments.",
    .examples = EXAMPLES("ReverseApplied[f][a, b, c]", "f[c, b, a]"))
{
    return NOT_MINE;
}

/* f applied to [x] at a level of the functions. */
static Val comap(Vm *vm, Val fs, Val x, int64_t level, bool apply)
{
    Heap *h = vm_heap(vm);
    Items it, xs;
    Val *v;

    if (level == 0) {
        if (!apply)
            return expr1(h, fs, x);
        return items_of(h, x, &xs) ? expr_make(h, fs, xs.n, xs.v) : x;
    }
    if (!items_of(h, fs, &it))
        return fs;
    TRY(vm_check_stack(vm));
    v = vals_new(h, it.n);
    for (size_t i = 0; i < it.n; i++) {
        TRY(vm_poll(vm));
        TRY(v[i] = comap(vm, it.v[i], x, level - 1, apply));
    }
    return items_with(h, &it, v);
}

BUILTIN(Comap,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "Comap[{f1, f2, ..}, x] gives {f1[x], f2[x], ..}.\nComap[fs] is an operator form.",
    .examples = EXAMPLES("Comap[{f, g}, x]", "{f[x], g[x]}", "Comap[{f, g}][x]", "{f[x], g[x]}"))
{
    if (args.n == 1)
        return NOT_MINE;
    return count_ok(vm, args, args.n, 2, 2) ? comap(vm, args.v[0], args.v[1], 1, false) : NOT_MINE;
}

BUILTIN(ComapApply,
    .attrs = ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .apply = operator_last1,
    .quiet_count = true,
    .usage = "ComapApply[{f1, f2, ..}, {x, y, ..}] gives {f1[x, y, ..], f2[x, y, ..], ..}.\nComapApply[fs] is an operator form.",
    .examples = EXAMPLES("ComapApply[{f, g}, {x, y}]", "{f[x, y], g[x, y]}"))
{
    if (args.n == 1)
        return NOT_MINE;
    return count_ok(vm, args, args.n, 2, 2) ? comap(vm, args.v[0], args.v[1], 1, true) : NOT_MINE;
}
