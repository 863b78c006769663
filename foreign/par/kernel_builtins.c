/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * kernel_builtins.c -- kernels, which are the workers here; ParallelEvaluate, ParallelTry, ParallelSubmit.
 */
#include "foreign/par/parallel.h"
#include "foreign/sched/processors.h"
#include "foreign/task/isolate.h"
#include "foreign/task/transfer.h"
#include "vm/snapshot.h"

SYMBOL(KernelObject, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "KernelObject[n, \"local\"] stands for worker n of the session's pool.");

static Val kernels(Vm *vm)
{
    Heap *h = vm_heap(vm);
    Val head = vm_symbol(vm, "System`KernelObject", 19);
    Builder b;

    builder_start(&b, h, S_List);
    for (unsigned i = 1; i <= parallel_kernels(vm); i++)
        builder_push(&b, expr2(h, head, val_int(i), text_from(h, "local")));
    return builder_finish(&b);
}

BUILTIN(Kernels,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "",
    .usage = "Kernels[] gives the kernels that there are: one for each worker of the session's pool.",
    .examples = EXAMPLES("Length[Kernels[]] == $KernelCount", "True"))
{
    return kernels(vm);
}

BUILTIN(LaunchKernels,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "n_:Automatic",
    .usage = "LaunchKernels[] gives the kernels that there are; workers need not be launched, LaunchKernels[n] is the same.",
    .messages = MESSAGES("number", "`1` is not a number of kernels."),
    .examples = EXAMPLES("LaunchKernels[] === Kernels[]", "True"))
{
    if (!val_is(args.v[0], S_Automatic) && !(val_is_small(args.v[0]) && val_small(args.v[0]) > 0))
        return MESSAGE(vm, "number", args.v[0]);
    return kernels(vm);
}

#define KERNEL_MESSAGE "kernel", "`1` is not one of the kernels, or a list of such."

/* Is [v] a kernel of [count]?  *number is its. */
static bool read_kernel(Vm *vm, Val v, size_t count, Val *number)
{
    if (!val_is_expr(v) || !val_is(expr_head(v), vm_symbol(vm, "System`KernelObject", 19)) || expr_len(v) == 0)
        return false;
    *number = expr_arg(v, 0);
    return val_is_small(*number) && val_small(*number) >= 1 && (size_t)val_small(*number) <= count;
}

/* The numbers of a kernel, a list of kernels or All, [count] at present; VAL_NONE where [v] is nothing of the kind. */
static Val kernel_numbers(Vm *vm, Val v, size_t count)
{
    Heap *h = vm_heap(vm);
    bool all = val_is(v, S_All), one = !all && !val_is_plain_list(v);
    size_t n = all ? count : one ? 1 : expr_len(v);
    Val *numbers = vals_new(h, n);

    for (size_t i = 0; i < n; i++)
        if (all)
            numbers[i] = val_int((int64_t)i + 1);
        else if (!read_kernel(vm, one ? v : expr_arg(v, i), count, &numbers[i]))
            return VAL_NONE;
    return list_make(h, n, numbers);
}

BUILTIN(CloseKernels,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "kernels_:All",
    .usage = "CloseKernels[] gives the kernels; idle workers cost nothing and stay.  So does CloseKernels[kernels].",
    .messages = MESSAGES(KERNEL_MESSAGE),
    .examples = EXAMPLES("CloseKernels[] === Kernels[]", "True"))
{
    if (val_is_none(kernel_numbers(vm, args.v[0], parallel_kernels(vm))))
        return MESSAGE(vm, "kernel", args.v[0]);
    return kernels(vm);
}

static Val kernel_count(Vm *vm) { return val_int(parallel_kernels(vm)); }

static Val evaluate_element(Vm *vm, Split *s, size_t i);

static Val kernel_id(Vm *vm)
{
    size_t at;
    const Split *s = vm->task == NULL ? NULL : split_of(vm->task, &at);
    const Worker *w = worker_self();

    if (s != NULL && (s->element == evaluate_element || s->isolated == evaluate_element))
        return expr_arg(s->extra, at);
    /* The session's thread, which helps while it waits, has no kernel of its own: it does what one of them would. */
    return val_int(s == NULL || w == NULL ? isolate_kernel() : (int64_t)(w->index % w->pool->count) + 1);
}

SYMBOL_AS(KernelCount_, "$KernelCount", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = kernel_count,
    .usage = "$KernelCount is the number of workers of the session's pool.");
SYMBOL_AS(KernelID_, "$KernelID", .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = kernel_id,
    .usage = "$KernelID is the number of the worker that evaluates an element of a Parallel function, or whose child process this is, from 1 to $KernelCount; 0 elsewhere.");

/* ---- on all kernels ---- */

/* s->extra: the kernels' numbers. */
static Val evaluate_element(Vm *vm, Split *s, size_t i)
{
    isolate_be_kernel((unsigned)val_small(expr_arg(s->extra, i)));
    return vm_eval(vm, s->f);
}

BUILTIN(ParallelEvaluate,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS,
    .usage = "ParallelEvaluate[expr] evaluates expr once for each kernel and gives the list of the results; ParallelEvaluate[expr, kernels] for\n"
             "these, a list or one of Kernels[]. What expr defines is forgotten: the session's own definitions are seen everywhere without it.",
    .messages = MESSAGES(PARALLEL_MESSAGES, KERNEL_MESSAGE),
    .examples = EXAMPLES("ParallelEvaluate[$KernelID] === Range[$KernelCount]", "True"))
{
    size_t n = options_split(args);
    Val which = n == 2 ? args.v[1] : S_All;
    Parallel p;

    if (!count_ok(vm, args, n, 1, 2))
        return NOT_MINE;
    PARALLEL_READ(&p);
    Val numbers = kernel_numbers(vm, which, p.how.pool->count);
    if (val_is_none(numbers))
        return MESSAGE(vm, "kernel", which);
    Split *s = split_new(vm, p.how, expr_len(numbers));
    s->f = args.v[0];
    s->extra = numbers;
    s->element = evaluate_element;
    TRY(split_run(vm, s, p.self));
    return val_is_expr(which) && !val_is_plain_list(which) ? s->values[0] : list_make(vm_heap(vm), s->n, s->values);
}

/* ---- the first that succeed ---- */

/* s->extra: how many results are wanted. */
static void try_heard(Vm *vm, Split *s, Val v)
{
    if (!val_is(v, S_$Failed))
        split_found(vm, s, v, (size_t)val_small(s->extra));
}

/* In a child process it is the parent who hears. */
static Val try_element(Vm *vm, Split *s, size_t i)
{
    Val v;

    TRY(v = vm_call1(vm, s->f, s->v[i]));
    if (s->isolated == NULL)
        try_heard(vm, s, v);
    return v;
}

BUILTIN(ParallelTry,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .options = PARALLEL_OPTIONS, .quiet_count = true,
    .usage = "ParallelTry[f, {a1, a2, ...}] evaluates f[ai] in parallel and gives the first value that is not $Failed; the others are cancelled;\n"
             "ParallelTry[f, list, k] gives the list of the first k.",
    .messages = MESSAGES(PARALLEL_MESSAGES),
    .examples = EXAMPLES("ParallelTry[If[# > 2, #, $Failed] &, {1, 2, 3}]", "3", "ParallelTry[$Failed &, {1, 2}]", "$Failed"))
{
    Heap *h = vm_heap(vm);
    size_t n = options_split(args), wanted = 1;
    bool up_to;
    Parallel p;
    Items it;

    if (n == 1)
        return NOT_MINE;
    PARALLEL_ITEMS(&p, n, 2, 3, 2, &it);
    if (n == 3 && !read_count(args.v[2], &wanted, &up_to))
        return MESSAGE(vm, "innf", val_int(3), args.expr);
    if (wanted > it.n)
        wanted = it.n;
    if (n == 3 && wanted == 0)
        return list_make(h, 0, NULL);
    p.how.grain = 1;
    Split *s = split_new(vm, p.how, it.n);
    s->f = args.v[0];
    s->v = it.v;
    s->extra = val_int((int64_t)wanted);
    s->element = try_element;
    s->heard = try_heard;
    TRY(split_run(vm, s, p.self));
    if (n == 3)
        return s->found_count == 0 ? list_make(h, 0, NULL) : list_make(h, s->found_count, s->found);
    return s->found_count == 0 ? S_$Failed : s->found[0];
}

/* ---- futures by their other names ---- */

BUILTIN(ParallelSubmit,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL,
    .usage = "ParallelSubmit[expr] starts the evaluation of expr and gives a Future for WaitAll and WaitNext; ParallelSubmit[{v1, v2, ...}, expr]\n"
             "with the present values of the variables put in.",
    .messages = MESSAGES(TRANSFER_MESSAGE, "variable", "`1` in `2` is not a variable."),
    .examples = EXAMPLES("WaitAll[Table[ParallelSubmit[{i}, i^2], {i, 3}]]", "{1, 4, 9}"))
{
    Heap *h = vm_heap(vm);
    Pool *pool = task_pool(vm);
    Val expr = args.v[args.n == 2];

    if (args.n < 1 || args.n > 2)
        return MESSAGE(vm, "argt", S_ParallelSubmit, val_int((int64_t)args.n), val_int(1), val_int(2));
    if (args.n == 2) {
        if (!val_is_plain_list(args.v[0]))
            return MESSAGE(vm, "list", val_int(1), args.expr);
        size_t n = expr_len(args.v[0]);
        Val *values = heap_alloc(h, n * sizeof *values);
        for (size_t i = 0; i < n; i++) {
            if (!val_is_symbol(expr_arg(args.v[0], i)))
                return MESSAGE(vm, "variable", expr_arg(args.v[0], i), args.expr);
            TRY(values[i] = vm_eval(vm, expr_arg(args.v[0], i)));
        }
        expr = names_substitute(vm, n, expr_args(args.v[0]), values, expr);
    }
    return task_spawn_for(vm, args, pool, expr, VAL_NONE);
}

static Val wait_all(Vm *vm, Val v);

static Val wait_all_values(Vm *vm, Val assoc)
{
    AssocBuilder b;

    assoc_builder_start(&b, vm_heap(vm));
    for (size_t i = 0; i < assoc_len(assoc); i++) {
        AssocEntry e = assoc_at(assoc, i);
        TRY(e.value = wait_all(vm, e.value));
        assoc_builder_put(&b, e);
    }
    return assoc_builder_finish(&b);
}

/* [v] with all futures in it, at any depth, replaced by their values. */
static Val wait_all(Vm *vm, Val v)
{
    Builder b;
    Val x;

    TRY(vm_check_stack(vm));
    if (val_is_foreign_of(v, &future_class))
        return task_await(vm, v, -1);
    if (val_is_assoc(v))
        return wait_all_values(vm, v);
    if (!val_is_expr(v))
        return v;
    builder_start(&b, vm_heap(vm), expr_head(v));
    for (size_t i = 0; i < expr_len(v); i++) {
        TRY(x = wait_all(vm, expr_arg(v, i)));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

/* A future, or a list of nothing but futures and atoms: what Await does. */
static Val wait_all_direct(Vm *vm, size_t n, const Val *args)
{
    if (n != 1 || !(val_is_list(args[0]) || val_is_foreign_of(args[0], &future_class)))
        return VAL_NONE;
    for (size_t i = 0; val_is_expr(args[0]) && i < expr_len(args[0]); i++)
        if (val_is_expr(expr_arg(args[0], i)) || val_is_assoc(expr_arg(args[0], i)))
            return VAL_NONE;
    return task_await(vm, args[0], -1);
}

BUILTIN(WaitAll,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "expr_", .parks = true, .direct = wait_all_direct,
    .usage = "WaitAll[expr] waits for all futures in expr and puts their values in their places.",
    .examples = EXAMPLES("WaitAll[{ParallelSubmit[1 + 1], x, {ParallelSubmit[2 + 2]}}]", "{2, x, {4}}"))
{
    Val v = wait_all_direct(vm, args.n, args.v);
    bool may_park = vm->may_park;

    if (!val_is_none(v))
        return v;
    vm->may_park = false;
    v = wait_all(vm, args.v[0]);
    vm->may_park = may_park;
    return v;
}

BUILTIN(WaitNext,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "list_",
    .usage = "WaitNext[{f1, f2, ...}] waits for one of the futures and gives {its value, the future, the other futures}.",
    .messages = MESSAGES("futures", "`1` is not a list of futures."),
    .examples = EXAMPLES("f = ParallelSubmit[5]; {WaitNext[{f}][[1]], WaitNext[{f}][[3]]}", "{5, {}}"))
{
    Heap *h = vm_heap(vm);
    size_t n = val_is_list(args.v[0]) ? list_len(args.v[0]) : 0, at = 0;
    Builder rest;
    Val v;

    for (size_t i = 0; i < n; i++)
        if (!val_is_foreign_of(list_item(h, args.v[0], i), &future_class))
            n = 0;
    if (n == 0)
        return MESSAGE(vm, "futures", args.v[0]);
    TRY(v = vm_call1(vm, vm_symbol(vm, "System`AwaitAny", 15), args.v[0]));
    v = val_unpacked(h, v);
    if (val_is_call(v, S_List, 2) && val_is_small(expr_arg(v, 1)))
        at = (size_t)val_small(expr_arg(v, 1)) - 1;
    TRY(v = vm_call1(vm, S_Await, expr_arg(args.v[0], at)));
    builder_start(&rest, h, S_List);
    for (size_t i = 0; i < n; i++)
        if (i != at)
            builder_push(&rest, expr_arg(args.v[0], i));
    return list_make(h, 3, (Val[]){v, expr_arg(args.v[0], at), builder_finish(&rest)});
}

/* ---- accepted for programs written for other systems ---- */

BUILTIN(DistributeDefinitions,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "DistributeDefinitions[s1, s2, ...] does nothing: every task sees the definitions of the session.",
    .examples = EXAMPLES("f[x_] := x + 1; DistributeDefinitions[f]; ParallelMap[f, {1, 2}]", "{2, 3}"))
{
    return S_Null;
}

BUILTIN(ParallelNeeds,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .args = "context_String",
    .usage = "ParallelNeeds[\"context`\"] is Needs[\"context`\"]: every task sees the contexts of the session.",
    .examples = EXAMPLES("ParallelNeeds[\"System`\"]", "Null"))
{
    return expr1(vm_heap(vm), S_Needs, args.v[0]);
}

BUILTIN(WithComputationArena,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr__",
    .usage = "WithComputationArena[expr] evaluates expr so that the memory of what it makes on the way is free at once when the value is there,\n"
             "without a collection, where the value is all that is left of it.  Elements of the Parallel functions and tasks have that by themselves.",
    .examples = EXAMPLES("WithComputationArena[Length[Expand[(x + y)^20]]]", "21",
                         "WithComputationArena[kept = Range[3]; Total[kept]]; kept", "{1, 2, 3}"))
{
    Val v = VAL_NONE;
    const VmSnapshot *before = vm_snapshot(vm);
    bool begun = vm_arena_begin(vm);

    for (size_t i = 0; i < args.n && !val_is_unwind(v); i++)
        v = vm_eval(vm, args.v[i]);
    if (!begun)
        return v;
    if (!vm_sees(vm, before))
        heap_keep(vm_heap(vm));
    return vm_arena_end(vm, v);
}

/* ---- how many ---- */

static Val processor_count(Vm *vm)
{
    CpuSet allowed;

    (void)vm;
    processors_allowed(&allowed);
    return val_int(cpuset_count(&allowed));
}

SYMBOL_AS(ProcessorCount_, "$ProcessorCount",
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .value = processor_count,
    .usage = "$ProcessorCount is the number of processors that this process may run on.",
    .examples = EXAMPLES("$ProcessorCount >= 1", "True"));

BUILTIN(OptimalWorkerCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "",
    .usage = "OptimalWorkerCount[] is the number of processors that this process can keep busy: those that it may run on, or what its control group grants of their time if that is less.",
    .examples = EXAMPLES("1 <= OptimalWorkerCount[] <= $ProcessorCount", "True"))
{
    return val_int(processors_usable());
}

BUILTIN(ThreadCount,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "",
    .usage = "ThreadCount[] is the number of workers of the session's pool.",
    .examples = EXAMPLES("ThreadCount[] == $KernelCount", "True"))
{
    return val_int(parallel_kernels(vm));
}

/* A piece for [n] elements: some for each worker, so that they end at about the same time.  At least [least] where
 * that leaves one for each. */
static Val chunk_size(Val n, size_t workers, int64_t least)
{
    enum { PIECES_EACH = 4 };

    if (!val_is_small(n) || val_small(n) < 0)
        return NOT_MINE;
    int64_t each = val_small(n) / (int64_t)(workers == 0 ? 1 : workers), size = each / PIECES_EACH;
    if (size < least)
        size = each < least ? each : least;
    return val_int(size < 1 ? 1 : size);
}

BUILTIN(OptimalChunkSize,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "n_, f_:None", .packed = true,
    .usage = "OptimalChunkSize[n, f] is a good number of elements a piece for f over n elements, or over the list n: more where f changes nothing, so that many are evaluated at once.",
    .examples = EXAMPLES("OptimalChunkSize[1, Sin]", "1", "OptimalChunkSize[{}, Sin]", "1"))
{
    Val n = val_is_list(args.v[0]) ? val_int((int64_t)list_len(args.v[0])) : args.v[0];

    return chunk_size(n, parallel_kernels(vm), independence_of(vm, args.v[1], VAL_NONE).pure ? BLOCK_FIRST : 1);
}

BUILTIN(CalculateOptimalChunkSize,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "n_, workers_",
    .usage = "CalculateOptimalChunkSize[n, workers] is a good number of elements a piece for n elements and so many workers.",
    .examples = EXAMPLES("CalculateOptimalChunkSize[1000, 2]", "125"))
{
    if (!val_is_small(args.v[1]) || val_small(args.v[1]) < 1)
        return NOT_MINE;
    return chunk_size(args.v[0], (size_t)val_small(args.v[1]), 1);
}
