/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * parallelize.c -- Parallelize: the Parallel function for a call of an ordinary one.
 */
#include "foreign/par/parallel.h"

/* What is to be evaluated for a call, and whether that is in parallel. */
typedef struct Plan {
    Val  call;                   /* UNWIND: evaluating an argument ended so */
    bool parallel;
} Plan;

static Plan plan(Val call, bool parallel)
{
    return (Plan){call, parallel};
}

static Val slot(Heap *h)
{
    return expr1(h, S_Slot, val_int(1));
}

/* f @@ row for each row. */
static Val apply_to_rows(Heap *h, Val f, Val rows)
{
    return expr2(h, S_ParallelMap, expr1(h, S_Function, expr2(h, S_Apply, f, slot(h))), rows);
}

/* Has [lists] elements, which are lists of one length from 1 on? */
static bool are_rows(Heap *h, Val lists)
{
    size_t n = val_is_list(lists) ? list_len(lists) : 0, columns = 0;

    for (size_t i = 0; i < n; i++) {
        Val row = list_item(h, lists, i);
        if (!val_is_list(row) || list_len(row) == 0 || (i > 0 && list_len(row) != columns))
            return false;
        columns = list_len(row);
    }
    return n > 0;
}

static Plan plan_map_thread(Vm *vm, Val f, Val lists)
{
    Heap *h = vm_heap(vm);

    if (!are_rows(h, lists))
        return plan(expr2(h, S_MapThread, f, lists), false);
    return plan(apply_to_rows(h, f, expr1(h, S_Transpose, lists)), true);
}

static Plan plan_map_indexed(Vm *vm, Val f, Val list)
{
    Heap *h = vm_heap(vm);
    Builder rows;

    if (!val_is_list(list))
        return plan(expr2(h, S_MapIndexed, f, list), false);
    builder_start(&rows, h, S_List);
    for (size_t i = 0; i < list_len(list); i++) {
        Val place = val_int((int64_t)i + 1);
        builder_push(&rows, list_make(h, 2, (Val[]){list_item(h, list, i), list_make(h, 1, &place)}));
    }
    return plan(apply_to_rows(h, f, builder_finish(&rows)), true);
}

/* Each element of the first list with the others: the only element of Outer of a list of it. */
static Plan plan_outer(Vm *vm, Val call)
{
    Heap *h = vm_heap(vm);
    Val one = slot(h), list = expr_arg(call, 1);

    for (size_t i = 1; i < expr_len(call); i++)
        if (!val_is_list(expr_arg(call, i)))
            return plan(call, false);
    Val part = expr_with_arg(h, call, 1, list_make(h, 1, &one));
    return plan(expr2(h, S_ParallelMap, expr1(h, S_Function, expr1(h, S_First, part)), list), true);
}

static Plan plan_cases(Vm *vm, Val head, Val expr, Val form)
{
    Heap *h = vm_heap(vm);

    if (!val_is_list(expr) && !val_is_assoc(expr))
        return plan(expr2(h, head, expr, form), false);
    return plan(expr3(h, S_ParallelCombine, expr1(h, S_Function, expr2(h, head, slot(h), form)), expr, val_is(head, S_Count) ? S_Plus : S_Join), true);
}

/* Those that have a Parallel function of their own name. */
static Plan plan_same(Heap *h, Val call)
{
    static const struct { int head, parallel; } same[] = {
        {SYM_Map, SYM_ParallelMap}, {SYM_Table, SYM_ParallelTable}, {SYM_Do, SYM_ParallelDo}, {SYM_Sum, SYM_ParallelSum},
        {SYM_Product, SYM_ParallelProduct}, {SYM_Array, SYM_ParallelArray}, {SYM_Select, SYM_ParallelSelect},
    };
    size_t n = expr_len(call);

    /* What has options of its own is for the function that knows them. */
    for (size_t i = 0; n >= 2 && !val_is_rule(expr_arg(call, n - 1)) && i < COUNT_OF(same); i++)
        if (val_is(expr_head(call), val_known(same[i].head)))
            return plan(expr_with_head(h, call, val_known(same[i].parallel)), true);
    return plan(call, false);
}

/* [call] with its arguments from [from] on evaluated. */
static Val evaluated(Vm *vm, Val call, size_t from)
{
    Val x;

    for (size_t i = from; i < expr_len(call); i++) {
        TRY(x = vm_eval(vm, expr_arg(call, i)));
        call = expr_with_arg(vm_heap(vm), call, i, x);
    }
    return call;
}

/* Those whose arguments decide, once they are evaluated. */
static Plan plan_by_arguments(Vm *vm, Val call)
{
    Heap *h = vm_heap(vm);
    Val head = expr_head(call);
    size_t n = expr_len(call);
    bool cases = n == 2 && (val_is(head, S_Cases) || val_is(head, S_Count));
    bool two = n == 2 && (val_is(head, S_MapThread) || val_is(head, S_MapIndexed));
    bool listable = n == 1 && (vm_attributes(vm, head) & (ATTR_LISTABLE | ATTR_HOLD_ANY)) == ATTR_LISTABLE;

    if (!cases && !two && !listable && !(n >= 2 && val_is(head, S_Outer)))
        return plan_same(h, call);
    if (val_is_unwind(call = evaluated(vm, call, 0)))
        return plan(UNWIND, false);
    if (cases)
        return plan_cases(vm, head, expr_arg(call, 0), expr_arg(call, 1));
    if (two && val_is(head, S_MapThread))
        return plan_map_thread(vm, expr_arg(call, 0), expr_arg(call, 1));
    if (two)
        return plan_map_indexed(vm, expr_arg(call, 0), expr_arg(call, 1));
    if (!listable)
        return plan_outer(vm, call);
    Val list = expr_arg(call, 0);
    return val_is_list(list) || val_is_assoc(list) ? plan(expr2(h, S_ParallelMap, head, list), true) : plan(call, false);
}

static Plan plan_call(Vm *vm, Val call)
{
    Heap *h = vm_heap(vm);
    Val head = val_is_expr(call) && expr_len(call) > 0 ? expr_head(call) : VAL_NONE;
    size_t n = val_is_none(head) ? 0 : expr_len(call);

    if (!val_is_symbol(head))
        return plan(call, false);
    if (val_is(head, S_Scan) && n == 2)
        return plan(expr_with_head(h, call, vm_symbol(vm, "System`ParallelScan", 19)), true);
    if (n == 2 && val_is(head, S_MapApply))
        return plan(apply_to_rows(h, expr_arg(call, 0), expr_arg(call, 1)), true);
    if (n == 3 && val_is(head, S_Apply) && val_same(expr_arg(call, 2), list_make(h, 1, (Val[]){val_int(1)})))
        return plan(apply_to_rows(h, expr_arg(call, 0), expr_arg(call, 1)), true);
    return plan_by_arguments(vm, call);
}

/* [call] with the options of Parallelize that say something at its end. */
static Val with_options(Vm *vm, Val call, Args args)
{
    Heap *h = vm_heap(vm);
    const char *const names[] = {"Method", "Pool", "ChunkSize", "chunkSize"};
    Builder b;
    Val v;

    builder_start(&b, h, expr_head(call));
    builder_push_all(&b, expr_len(call), expr_args(call));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        Val name = vm_symbol(vm, names[i], strlen(names[i]));
        TRY(v = option_get(vm, args, name));
        if (!val_is(v, S_Automatic))
            builder_push(&b, expr2(h, S_Rule, name, v));
    }
    return builder_finish(&b);
}

BUILTIN(Parallelize,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "Parallelize[expr] evaluates expr in parallel where it is a call of Map, Table, Sum, Select, MapThread, Outer, Cases or the like, or of\n"
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
    bool sets = val_is_call(args.v[0], S_Set, 2);
    Plan what = plan_call(vm, sets ? expr_arg(args.v[0], 1) : args.v[0]);
    TRY(call = what.call);
    if (what.parallel) {
        TRY(call = with_options(vm, call, args));
    } else {
        Val held = expr1(h, S_HoldForm, args.v[0]);
        vm_message(vm, p.self, "nopar1", 1, &held);
    }
    return sets ? expr_with_arg(h, args.v[0], 1, call) : call;
}
