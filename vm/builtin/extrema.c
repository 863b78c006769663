/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * extrema.c -- Max, Min, MinMax.
 */
#include "vm/builtin/certify.h"

/* The best number so far, and what can't be compared. */
typedef struct Extremum {
    Vm     *vm;
    int     direction;       /* 1: Max, -1: Min */
    Val     best;            /* VAL_NONE: none yet */
    Builder rest;
    bool    indeterminate, unwound;
} Extremum;

static void take(Extremum *e, Val x)
{
    Heap *h = vm_heap(e->vm);

    if (e->unwound || e->indeterminate)
        return;
    if (val_is_list(x)) {
        if (val_is_unwind(vm_check_stack(e->vm))) {
            e->unwound = true;
            return;
        }
        for (size_t i = 0; i < list_len(x); i++)
            take(e, list_item(h, x, i));
        return;
    }
    if (val_is_assoc(x)) {
        AssocEntry entry;
        for (AssocIter it = assoc_iter(x); assoc_next(&it, &entry); )
            take(e, entry.value);
        return;
    }
    if (val_is_interval(x) && expr_len(x) > 0) {
        for (size_t i = 0; i < expr_len(x); i++)
            if (val_is_call(expr_arg(x, i), S_List, 2))
                take(e, expr_arg(expr_arg(x, i), e->direction > 0 ? 1 : 0));
        return;
    }
    if (val_is(x, S_Indeterminate) || (val_is_number(x) && num_is_nan(cplx_re(x)))) {
        e->indeterminate = true;
        return;
    }
    bool comparable = val_is_real_number(x) || val_is_plus_infinity(x) || val_is_minus_infinity(x)
                   || (!val_is_complex(x) && val_is_numeric(e->vm, x));
    if (comparable && val_is_none(e->best)) {
        /* a numeric expression that is not real does not count */
        if (val_is_number(x) || val_is_infinite(x) || certified_sign(e->vm, x) <= 1)
            e->best = x;
        else
            builder_push(&e->rest, x);
        return;
    }
    int c = comparable ? certified_compare(e->vm, x, e->best) : SIGN_UNKNOWN;
    if (c == SIGN_UNWIND)
        e->unwound = true;
    else if (c > 1)
        builder_push(&e->rest, x);
    else if (c * e->direction > 0)
        e->best = x;
    else if (c == 0 && val_is_inexact(x) && val_is_number(e->best) && num_is_exact(e->best))
        e->best = x;
}

static Val extremum(Vm *vm, Args args, int direction)
{
    Heap *h = vm_heap(vm);
    Extremum e = {.vm = vm, .direction = direction, .best = VAL_NONE};
    Val head = direction > 0 ? S_Max : S_Min;

    builder_start(&e.rest, h, head);
    for (size_t i = 0; i < args.n; i++) {
        TRY(vm_poll(vm));
        take(&e, args.v[i]);
    }
    if (e.unwound)
        return UNWIND;
    if (e.indeterminate)
        return S_Indeterminate;
    Val worst = infinity_new(h, val_int(-direction));
    if (e.rest.n == 0)
        return val_is_none(e.best) ? worst : e.best;
    /* the unbounded end swallows everything, the other one is nothing */
    if (!val_is_none(e.best) && val_is_infinite(e.best)) {
        if (val_is(expr_arg(e.best, 0), val_int(direction)))
            return e.best;
        e.best = VAL_NONE;
    }
    Builder all;
    builder_start(&all, h, head);
    if (!val_is_none(e.best))
        builder_push(&all, e.best);
    for (size_t i = 0; i < e.rest.n; i++) {
        bool seen = false;
        for (size_t j = 0; j < i && !seen && e.rest.n <= 1000; j++)
            seen = val_same(e.rest.items[i], e.rest.items[j]);
        if (!seen)
            builder_push(&all, e.rest.items[i]);
    }
    if (all.n == 1)
        return all.items[0];
    Val result = builder_finish(&all);
    return val_same(result, args.expr) ? NOT_MINE : result;
}

BUILTIN(Max,
    .attrs   = ATTR_FLAT | ATTR_NUMERIC_FUNCTION | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed  = true,
    .usage   = "Max[x1, x2, ...] gives the numerically largest of the xi; lists are taken apart.",
    .examples = EXAMPLES(
        ">> Max[{1, 5, 3}, 4]", "5",
        ">> Max[2, x, 7]",      "Max[7, x]",
        ">> Max[]",             "-Infinity"))
{
    return extremum(vm, args, 1);
}

BUILTIN(Min,
    .attrs   = ATTR_FLAT | ATTR_NUMERIC_FUNCTION | ATTR_ONE_IDENTITY | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .packed  = true,
    .usage   = "Min[x1, x2, ...] gives the numerically smallest of the xi; lists are taken apart.",
    .examples = EXAMPLES(
        ">> Min[{1, 5, 3}, 4]", "1",
        ">> Min[Pi, 3]",        "3",
        ">> Min[]",             "Infinity"))
{
    return extremum(vm, args, -1);
}

BUILTIN(MinMax,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "list_, delta_.",
    .packed  = true,
    .usage   = "MinMax[list] gives the list {Min[list], Max[list]}; MinMax[list, d] widens it by d on both sides; "
               "MinMax[list, Scaled[s]] by s times its width.",
    .examples = EXAMPLES(
        ">> MinMax[{3, 1, 4}]",         "{1, 4}",
        ">> MinMax[{3, 1, 4}, 1]",      "{0, 5}",
        ">> MinMax[{3, 1, 4}, {1, 2}]", "{0, 6}"))
{
    Heap *h = vm_heap(vm);
    Val min, max, low = val_int(0), high = val_int(0);

    if (!val_is_list(args.v[0]) && !val_is_assoc(args.v[0]) && !val_is_interval(args.v[0]))
        return NOT_MINE;
    TRY(min = vm_call1(vm, S_Min, args.v[0]));
    TRY(max = vm_call1(vm, S_Max, args.v[0]));
    if (args.n == 2) {
        Val d = args.v[1];
        low = high = d;
        if (val_is_call(d, S_List, 2)) {
            low = expr_arg(d, 0);
            high = expr_arg(d, 1);
        }
        Val width = expr2(h, S_Plus, max, neg_expr(h, min));
        if (val_is_call(low, S_Scaled, 1))
            low = expr2(h, S_Times, expr_arg(low, 0), width);
        if (val_is_call(high, S_Scaled, 1))
            high = expr2(h, S_Times, expr_arg(high, 0), width);
        min = expr2(h, S_Plus, min, neg_expr(h, low));
        max = expr2(h, S_Plus, max, high);
    }
    return expr2(h, S_List, min, max);
}
