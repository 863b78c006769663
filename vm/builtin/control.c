/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * control.c -- non-local exits, limits and cleaning up.
 */
#include <math.h>

#include "vm/eval/builtin.h"
#include "vm/eval/limits.h"
#include "vm/num/number.h"
#include "vm/pattern/match.h"

BUILTIN(Throw,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .packed = true,
    .usage = "Throw[value] ends evaluation up to the nearest Catch, which gives value; Throw[value, tag] up to a Catch whose form matches tag.",
    .messages = MESSAGES("nocatch", "Uncaught `1` returned to top level."),
    .examples = EXAMPLES(">> Catch[1; Throw[a]; 2]", "a"))
{
    Val thrown;

    if (args.n == 0 || args.n > 3)
        return MESSAGE(vm, "argb", S_Throw, val_int((int64_t)args.n), val_int(1), val_int(3));
    thrown = vm_unwind(vm, UNWIND_THROW, args.n >= 2 ? args.v[1] : VAL_NONE, args.v[0]);
    vm->unwind.extra = args.n == 3 ? args.v[2] : VAL_NONE;
    return thrown;
}

BUILTIN(Catch,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Catch[expr] gives what a Throw inside expr throws, or else the value of expr; Catch[expr, form] takes tags that match "
             "form; Catch[expr, form, f] gives f[value, tag].",
    .examples = EXAMPLES(">> Catch[Throw[x, u], u]", "x", ">> Catch[Throw[x, u], u, f]", "f[x, u]", ">> Catch[2 + 3]", "5"))
{
    Val v;

    if (args.n == 0 || args.n > 3)
        return MESSAGE(vm, "argb", S_Catch, val_int((int64_t)args.n), val_int(1), val_int(3));
    v = vm_eval(vm, args.v[0]);
    if (!val_is_unwind(v) || vm->unwind.kind != UNWIND_THROW)
        return v;
    Unwind u = vm->unwind;
    if (args.n == 1)
        return val_is_none(u.tag) ? u.value : UNWIND;
    if (val_is_none(u.tag))
        return UNWIND;
    MatchResult r = vm_match(vm, args.v[1], u.tag);
    if (r == MATCH_UNWIND)
        return UNWIND;
    if (r == MATCH_NO) {
        vm->unwind = u;
        return UNWIND;
    }
    return args.n == 3 ? expr2(vm_heap(vm), args.v[2], u.value, u.tag) : u.value;
}

BUILTIN(Return,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .packed = true,
    .usage = "Return[expr] leaves the function or loop that is being evaluated with the value expr; Return[expr, h] leaves the nearest h.",
    .examples = EXAMPLES(">> f[x_] := (If[x > 5, Return[big]]; small); {f[9], f[1]}", "{big, small}"))
{
    if (args.n > 2)
        return NOT_MINE;
    return vm_unwind(vm, UNWIND_RETURN, args.n == 2 ? args.v[1] : VAL_NONE, args.n >= 1 ? args.v[0] : S_Null);
}

BUILTIN(Break,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "Break[] leaves the nearest Do, For or While.",
    .messages = MESSAGES("nofdw", "No enclosing For, While, or Do found for Break[]."),
    .examples = EXAMPLES(">> n = 0; While[True, If[n > 3, Break[]]; n++]; n", "4"))
{
    return vm_unwind(vm, UNWIND_BREAK, VAL_NONE, VAL_NONE);
}

BUILTIN(Continue,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "Continue[] goes on with the next step of the nearest Do, For or While.",
    .messages = MESSAGES("nofdw", "No enclosing For, While, or Do found for Continue[]."),
    .examples = EXAMPLES(">> s = 0; Do[If[OddQ[i], Continue[]]; s += i, {i, 6}]; s", "12"))
{
    return vm_unwind(vm, UNWIND_CONTINUE, VAL_NONE, VAL_NONE);
}

BUILTIN(Abort,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "",
    .usage = "Abort[] ends the evaluation; the result is $Aborted.",
    .examples = EXAMPLES(">> CheckAbort[Abort[]; 1, 2]", "2"))
{
    if (vm->abort_protected > 0) {
        vm->abort_waiting = true;
        return S_$Aborted;
    }
    return vm_unwind(vm, UNWIND_ABORT, VAL_NONE, VAL_NONE);
}

BUILTIN(CheckAbort,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, fail_",
    .usage = "CheckAbort[expr, fail] gives the value of expr, or that of fail if an abort occurs.",
    .examples = EXAMPLES(">> CheckAbort[Abort[], gone]", "gone"))
{
    Val v = vm_eval(vm, args.v[0]);

    return val_is_unwind(v) && vm->unwind.kind == UNWIND_ABORT ? args.v[1] : v;
}

BUILTIN(AbortProtect,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_",
    .usage = "AbortProtect[expr] evaluates expr and lets aborts wait until it is done.",
    .examples = EXAMPLES(">> CheckAbort[AbortProtect[Abort[]; x = 1]; 2, x]", "1"))
{
    Val v;

    vm->abort_protected++;
    v = vm_eval(vm, args.v[0]);
    vm->abort_protected--;
    TRY(v = vm_protection_ends(vm, v));
    /* A cancellation that was held off comes now. */
    if (vm->abort_protected == 0 && vm->on_poll != NULL)
        TRY(limits_look(vm));
    return v;
}

/* Evaluates [cleanup] on the way out of whatever [v] says, and gives [v] again. */
static Val clean_up(Vm *vm, Val v, Val cleanup)
{
    Unwind saved = vm->unwind;
    unsigned depth = vm->abort_protected;
    Limit *limits = vm->limits;

    /* The limit that is over would end the cleanup too. */
    vm->limits = NULL;
    vm->abort_protected++;
    Val c = vm_eval(vm, cleanup);
    vm->abort_protected = depth;
    vm->limits = limits;
    /* What is cancelled goes on ending, wherever the cleanup would go. */
    if (!val_is_unwind(c) || (val_is_unwind(v) && saved.kind == UNWIND_CANCELLED)) {
        vm->unwind = saved;
        c = v;
    }
    return vm_protection_ends(vm, c);
}

BUILTIN(WithCleanup,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "WithCleanup[expr, cleanup] evaluates cleanup after expr however that ends; WithCleanup[init, expr, cleanup] evaluates init first.  "
             "An abort in init or cleanup waits for its end: one in init then leaves out expr, not cleanup.  Where init throws nothing else is evaluated.",
    .examples = EXAMPLES(">> Catch[WithCleanup[Throw[1], Print[done]]]", "done\n1",
                         ">> CheckAbort[WithCleanup[Abort[], Print[body], Print[done]], aborted]", "done\naborted"))
{
    if (args.n != 2 && args.n != 3)
        return MESSAGE(vm, "argt", S_WithCleanup, val_int((int64_t)args.n), val_int(2), val_int(3));
    if (args.n == 3) {
        vm->abort_protected++;
        Val v = vm_eval(vm, args.v[0]);
        vm->abort_protected--;
        TRY(v);
        if (val_is_unwind(vm_protection_ends(vm, v)))
            return clean_up(vm, UNWIND, args.v[2]);
    }
    return clean_up(vm, vm_eval(vm, args.v[args.n - 2]), args.v[args.n - 1]);
}

/* Evaluates expr under a limit; *hit says that this limit ended it. */
static Val eval_limited(Vm *vm, Val expr, double seconds, size_t bytes, bool *hit)
{
    Limit limit = {vm->limits, ++vm->limit_serial, seconds == INFINITY ? INFINITY : vm_clock(vm) + seconds, bytes};
    Heap *heap = vm_heap(vm);
    size_t depth = vm->depth, most = heap->most;
    Val v;

    vm->limits = &limit;
    vm->budget = 1;
    if (bytes < heap->most || heap->most == 0)
        heap->most = bytes;
    v = vm_eval(vm, expr);
    /* A library's call that the limit ended leaves the unwinding to the next poll, which may be this. */
    if (!val_is_unwind(v) && vm->budget <= 0 && val_is_unwind(vm_poll(vm)))
        v = UNWIND;
    vm->limits = limit.outer;
    heap->most = most;
    *hit = val_is_unwind(v) && (vm->unwind.kind == UNWIND_TIMEOUT || vm->unwind.kind == UNWIND_MEMORY)
           && vm->unwind.serial == limit.serial;
    if (*hit)
        vm->depth = depth;
    return v;
}

BUILTIN(TimeConstrained,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_TIME, .args = "expr_, t_, fail_:$Aborted",
    .usage = "TimeConstrained[expr, t, fail] evaluates expr and stops after t seconds, giving the value of fail (by default $Aborted); t may be Seconds[n], "
             "Minutes[n] or a Quantity.  TimeConstrained[expr, Timeout -> t, OnTimeout -> fail] says the same; a Function there is applied to no arguments.",
    .messages = MESSAGES("timc", "Number of seconds `1` is not a positive machine-sized number or Infinity."),
    .examples = EXAMPLES(">> TimeConstrained[While[True], 0.01, late]", "late", ">> TimeConstrained[1 + 1, 10]", "2",
                         ">> TimeConstrained[Pause[100], Timeout -> Quantity[10, \"Milliseconds\"], OnTimeout -> late]", "late"))
{
    TimeArguments given;
    Val t, v;
    bool hit;
    double seconds;

    if (!limits_arguments((Args){expr_args(args.expr), expr_len(args.expr), args.expr, args.builtin}, &given))
        return MESSAGE(vm, "timc", args.v[1]);
    TRY(t = vm_eval(vm, given.time));
    if ((seconds = duration_seconds(t)) <= 0)
        return MESSAGE(vm, "timc", t);
    v = eval_limited(vm, args.v[0], seconds, SIZE_MAX, &hit);
    return !hit ? v : val_is_none(given.late) ? S_$Aborted : limits_late(vm, &given);
}

BUILTIN(MemoryConstrained,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, b_, fail_:$Aborted",
    .usage = "MemoryConstrained[expr, b, fail] evaluates expr and stops if it takes more than b bytes, giving the value of fail (by default $Aborted).",
    .messages = MESSAGES("mlimc", "Memory limit `1` is not a positive machine-sized number or Infinity."),
    .examples = EXAMPLES(">> MemoryConstrained[1 + 1, 10^7]", "2", ">> MemoryConstrained[Table[f[i], {i, 10^7}], 10^6, large]", "large"))
{
    Val b = vm_eval(vm, args.v[1]), v;
    bool hit;
    size_t bytes = SIZE_MAX;

    TRY(b);
    if (val_is_real_number(b) && num_sign(b) > 0) {
        double most = num_to_double(b) + (double)heap_taken();
        if (most < 1e18)
            bytes = (size_t)most;
    } else if (!val_is_call(b, S_DirectedInfinity, 1)) {
        return MESSAGE(vm, "mlimc", b);
    }
    v = eval_limited(vm, args.v[0], INFINITY, bytes, &hit);
    if (!hit && val_is_unwind(v) && vm->unwind.kind == UNWIND_MEMORY && vm->unwind.serial == 0)
        hit = true;
    return hit ? vm_eval(vm, args.v[2]) : v;
}

/* ---- Sow and Reap ---- */

/* What a Reap gathers: tags in the order of their first Sow, and for each its values. */
typedef struct Harvest {
    struct Harvest *outer;
    Val             patterns;    /* a List of patterns for tags, or VAL_NONE: all tags */
    size_t          n, capacity;
    Val            *tags;
    Builder       **values;
} Harvest;

static bool harvest_takes(Vm *vm, const Harvest *h, Val tag, bool *unwound)
{
    if (val_is_none(h->patterns))
        return true;
    for (size_t i = 0; i < expr_len(h->patterns); i++) {
        MatchResult r = vm_match(vm, expr_arg(h->patterns, i), tag);
        if (r == MATCH_UNWIND)
            *unwound = true;
        if (r != MATCH_NO)
            return true;
    }
    return false;
}

static void harvest_add(Heap *heap, Harvest *h, Val tag, Val value)
{
    size_t i = 0;

    while (i < h->n && !val_same(h->tags[i], tag))
        i++;
    if (i == h->n) {
        if (h->n == h->capacity) {
            size_t capacity = h->capacity == 0 ? 4 : 2 * h->capacity;
            h->tags = heap_grow(heap, h->tags, h->n * sizeof(Val), capacity * sizeof(Val));
            h->values = heap_grow(heap, h->values, h->n * sizeof(Builder *), capacity * sizeof(Builder *));
            h->capacity = capacity;
        }
        h->tags[i] = tag;
        h->values[i] = heap_alloc(heap, sizeof(Builder));
        builder_start(h->values[i], heap, S_List);
        /* The items must not lie inside the builder, which the collector knows by its start only. */
        h->values[i]->items = heap_alloc(heap, 4 * sizeof(Val));
        h->values[i]->capacity = 4;
        h->n++;
    }
    builder_push(h->values[i], value);
}

static Val sow(Vm *vm, Val value, Val tag)
{
    bool unwound = false;

    heap_keep(vm_heap(vm));
    for (Harvest *h = vm->state[STATE_SOW]; h != NULL; h = h->outer) {
        if (!harvest_takes(vm, h, tag, &unwound))
            continue;
        if (unwound)
            return UNWIND;
        harvest_add(vm_heap(vm), h, tag, value);
        break;
    }
    return value;
}

BUILTIN(Sow,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "e_, tag_:None",
    .packed = true,
    .usage = "Sow[e] hands e to the nearest Reap; Sow[e, tag] to the nearest whose patterns match tag; Sow[e, {tag1, ...}] once for each tag.",
    .examples = EXAMPLES(">> Reap[Sow[1]; Sow[2]; x]", "{x, {{1, 2}}}"))
{
    if (!val_is_plain_list(args.v[1]))
        return sow(vm, args.v[0], args.v[1]);
    for (size_t i = 0; i < expr_len(args.v[1]); i++)
        TRY(sow(vm, args.v[0], expr_arg(args.v[1], i)));
    return args.v[0];
}

/* The lists of one Reap, those whose tag matches [pattern] (VAL_NONE: all), with f[tag, list] applied. */
static Val reaped(Vm *vm, const Harvest *h, Val pattern, Val f)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < h->n; i++) {
        if (!val_is_none(pattern)) {
            MatchResult r = vm_match(vm, pattern, h->tags[i]);
            if (r == MATCH_UNWIND)
                return UNWIND;
            if (r == MATCH_NO)
                continue;
        }
        Val list = list_make(vm_heap(vm), h->values[i]->n, h->values[i]->items);
        if (!val_is_none(f))
            TRY(list = vm_call2(vm, f, h->tags[i], list));
        builder_push(&b, list);
    }
    return builder_finish(&b);
}

BUILTIN(Reap,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Reap[expr] gives the value of expr and lists of what was sown in it; Reap[expr, patt] takes tags that match patt; "
             "Reap[expr, {p1, ...}] gives a list for each; Reap[expr, patt, f] gives f[tag, {e1, ...}].",
    .examples = EXAMPLES(">> Reap[Sow[1, x]; Sow[2, y]; Sow[3, x]]", "{3, {{1, 3}, {2}}}",
                         ">> Reap[Sow[1, x]; Sow[2, y], _, f][[2]]", "{f[x, {1}], f[y, {2}]}"))
{
    Harvest *h;
    Val v, patterns = VAL_NONE, f = args.n == 3 ? args.v[2] : VAL_NONE, lists;

    if (args.n == 0 || args.n > 3)
        return MESSAGE(vm, "argb", S_Reap, val_int((int64_t)args.n), val_int(1), val_int(3));
    if (args.n >= 2)
        patterns = val_is_plain_list(args.v[1]) ? args.v[1] : list_make(vm_heap(vm), 1, &args.v[1]);
    h = heap_alloc(vm_heap(vm), sizeof *h);
    h->outer = vm->state[STATE_SOW];
    h->patterns = patterns;
    vm->state[STATE_SOW] = h;
    v = vm_eval(vm, args.v[0]);
    vm->state[STATE_SOW] = h->outer;
    TRY(v);
    if (args.n >= 2 && val_is_plain_list(args.v[1])) {
        Builder b;
        builder_start(&b, vm_heap(vm), S_List);
        for (size_t i = 0; i < expr_len(patterns); i++) {
            TRY(lists = reaped(vm, h, expr_arg(patterns, i), f));
            builder_push(&b, lists);
        }
        lists = builder_finish(&b);
    } else {
        TRY(lists = reaped(vm, h, VAL_NONE, f));
    }
    return list_make(vm_heap(vm), 2, (Val[]){v, lists});
}

static Val quit(Vm *vm, Args args)
{
    return vm_unwind(vm, UNWIND_QUIT, VAL_NONE, args.n == 0 ? val_int(0) : args.v[0]);
}

BUILTIN(Exit,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "n_Integer:0",
    .usage = "Exit[n] ends the program with exit status n, by default 0.",
    .examples = EXAMPLES(">> Hold[Exit[1]]", "Hold[Exit[1]]"))
{
    return quit(vm, args);
}

BUILTIN(Quit,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PROCESS, .args = "n_Integer:0",
    .usage = "Quit[n] ends the program with exit status n, by default 0.",
    .examples = EXAMPLES(">> Hold[Quit[]]", "Hold[Quit[]]"))
{
    return quit(vm, args);
}
