/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parallelize.c -- Parallelize: the Parallel function for a call of an ordinary one.
 */
#include "foreign/par/parallel.h"

/* The call that evaluates [call] in parallel, options left out; VAL_NONE where there is none. */
static Val parallel_call(Vm *vm, Val call)
{
    Heap *h = vm_heap(vm);
    static const struct { int head, parallel; } same[] = {
        {SYM_Map, SYM_ParallelMap}, {SYM_Table, SYM_ParallelTable}, {SYM_Do, SYM_ParallelDo}, {SYM_Sum, SYM_ParallelSum},
        {SYM_Product, SYM_ParallelProduct}, {SYM_Array, SYM_ParallelArray}, {SYM_Select, SYM_ParallelSelect},
    };
    size_t n = val_is_expr(call) ? expr_len(call) : 0;
    Val head = n == 0 ? VAL_NONE : expr_head(call);

    if (!val_is_symbol(head))
        return VAL_NONE;
    for (size_t i = 0; i < COUNT_OF(same); i++)
        if (n >= 2 && val_is(head, val_known(same[i].head)))
            return expr_with_head(h, call, val_known(same[i].parallel));
    Val slot = expr1(h, S_Slot, val_int(1));
    if (val_is(head, S_Scan) && n == 2)
        return expr_with_head(h, call, vm_symbol(vm, "System`ParallelScan", 19));
    if (n == 2 && val_is(head, S_MapApply))
        return expr2(h, S_ParallelMap, expr1(h, S_Function, expr2(h, S_Apply, expr_arg(call, 0), slot)), expr_arg(call, 1));
    if (n == 3 && val_is(head, S_Apply) && val_same(expr_arg(call, 2), list_make(h, 1, (Val[]){val_int(1)})))
        return expr2(h, S_ParallelMap, expr1(h, S_Function, expr2(h, S_Apply, expr_arg(call, 0), slot)), expr_arg(call, 1));
    if (n == 2 && val_is(head, S_MapThread)) {
        Val columns = expr1(h, S_Transpose, expr_arg(call, 1));
        return expr2(h, S_ParallelMap, expr1(h, S_Function, expr2(h, S_Apply, expr_arg(call, 0), slot)), columns);
    }
    if (n == 2 && (val_is(head, S_Cases) || val_is(head, S_Count))) {
        Val part = expr1(h, S_Function, expr2(h, head, slot, expr_arg(call, 1)));
        return expr3(h, S_ParallelCombine, part, expr_arg(call, 0), val_is(head, S_Count) ? S_Plus : S_Join);
    }
    if (n == 1 && (vm_attributes(vm, head) & ATTR_LISTABLE) != 0)
        return expr2(h, S_ParallelMap, head, expr_arg(call, 0));
    return VAL_NONE;
}

/* [call] with the options of Parallelize at its end. */
static Val with_options(Heap *h, Val call, Args args)
{
    Builder b;

    builder_start(&b, h, expr_head(call));
    builder_push_all(&b, expr_len(call), expr_args(call));
    builder_push_all(&b, args.n - 1, args.v + 1);
    return builder_finish(&b);
}

BUILTIN(Parallelize,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "Parallelize[expr] evaluates expr in parallel where it is a call of Map, Table, Sum, Select, MapThread, Cases or the like, or of\n"
             "a listable function.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("Parallelize[Map[f, {a, b}]]", "{f[a], f[b]}", "Parallelize[Table[i^2, {i, 4}]]", "{1, 4, 9, 16}",
                         "Parallelize[Count[Range[100], _?PrimeQ]]", "25", "Parallelize[MapThread[f, {{a, b}, {c, d}}]]", "{f[a, c], f[b, d]}"))
{
    Heap *h = vm_heap(vm);
    Parallel p;
    Val call;

    if (options_split(args) != 1)
        return MESSAGE(vm, "argx", S_Parallelize, val_int((int64_t)args.n));
    PARALLEL_READ(&p);
    if (val_is_call(args.v[0], S_Set, 2) && !val_is_none(call = parallel_call(vm, expr_arg(args.v[0], 1))))
        return expr2(h, S_Set, expr_arg(args.v[0], 0), with_options(h, call, args));
    call = parallel_call(vm, args.v[0]);
    if (val_is_none(call)) {
        Val held = expr1(h, S_HoldForm, args.v[0]);
        vm_message(vm, p.self, "nopar1", 1, &held);
        return args.v[0];
    }
    return with_options(h, call, args);
}
