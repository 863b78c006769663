/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * relay_builtins.c -- the builtins that are about objects, in a child process.
 *
 * In the child they are others (Relayed), so that a process without such children pays nothing: one that is called with an
 * object of the parent's sends the call there, and else is what it was.
 */
#include "foreign/task/arm.h"
#include "foreign/task/relay.h"

typedef struct Relayed {
    Builtin        builtin;            /* first: what is called in the child */
    const Builtin *original;
} Relayed;

static bool is_elsewhere(Val v) { return val_is_foreign(v) && !foreign_is_here(v); }

/* Is it, or one of its elements, the parent's? */
static bool mentions_elsewhere(Val v)
{
    if (!val_is_plain_list(v))
        return is_elsewhere(v);
    for (size_t i = 0; i < expr_len(v); i++)
        if (is_elsewhere(expr_arg(v, i)))
            return true;
    return false;
}

/* What is done to the object, or objects, that come first. */
static Val call_there(Vm *vm, Args args)
{
    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n == 0 || !mentions_elsewhere(args.v[0]))
        return args.builtin->fn(vm, args);
    return relay_ask(vm, expr_head(args.expr), MESSAGE_REQUEST, args.expr, VAL_NONE);
}

/* Of a compiled ChannelSelect: the objects come after what says what to do with each. */
static Val select_there(Vm *vm, Args args)
{
    bool there = false;

    args.builtin = ((const Relayed *)args.builtin)->original;
    for (size_t i = 1; i < args.n; i++)
        there = there || is_elsewhere(args.v[i]);
    return there ? relay_ask(vm, S_ChannelSelect, MESSAGE_REQUEST, args.expr, VAL_NONE) : args.builtin->fn(vm, args);
}

/* ---- ChannelSelect ---- */

/* The arms of a ChannelSelect. */
typedef struct Arms {
    Builder arms, rules;               /* {biased, {kind, whether it may decline, operand..}..}; with values in them */
    bool    there;                     /* an object is the parent's */
} Arms;

/* Could this arm leave a value where it is? */
static bool may_decline(Val rule)
{
    Val left = expr_arg(rule, 0), pattern = !val_is_expr(left) || expr_len(left) < 2 ? VAL_NONE : expr_arg(left, expr_len(left) - 1);

    if (val_is_none(pattern) || val_has_head(left, S_Send))
        return false;
    return val_has_head(expr_arg(rule, 1), S_Condition) || !arm_takes_all(pattern);
}

/* False: it is no arm, or what is in it unwinds. */
static bool add_arm(Vm *vm, Arms *a, Val rule)
{
    Val left = val_is_rule(rule) ? expr_arg(rule, 0) : VAL_NONE;
    size_t n = !val_is_none(left) && val_is_expr(left) ? expr_len(left) : 0;

    if (val_is_none(left) || (n == 0 && !val_is(left, S_Default) && !val_is_call(left, S_Default, 0)))
        return false;
    Builder arm;
    builder_start(&arm, vm_heap(vm), S_List);
    builder_push(&arm, n == 0 ? S_Default : expr_head(left));
    builder_push(&arm, val_bool(may_decline(rule)));
    for (size_t i = 0; i < n && (i == 0 || val_has_head(left, S_Send)); i++) {
        Val x = vm_eval(vm, expr_arg(left, i));
        if (val_is_unwind(x))
            return false;
        a->there = a->there || (i == 0 && is_elsewhere(x));
        builder_push(&arm, x);
        left = expr_with_arg(vm_heap(vm), left, i, x);
    }
    builder_push(&a->arms, builder_finish(&arm));
    builder_push(&a->rules, expr_with_arg(vm_heap(vm), rule, 0, left));
    return true;
}

/* The arm that goes, with the value that it goes with: as one of the child's own that can go at once. */
static Val go_on_with(Vm *vm, Val rule, Val value)
{
    Heap *h = vm_heap(vm);
    Val left = expr_arg(rule, 0), right = expr_arg(rule, 1), channel;

    /* That has been found true. */
    if (val_is_call(right, S_Condition, 2))
        rule = expr_with_arg(h, rule, 1, expr_arg(right, 0));
    if (val_has_head(left, S_Receive) || val_has_head(left, S_Await)) {
        TRY(channel = vm_eval(vm, expr0(h, S_Channel)));
        TRY(vm_eval(vm, expr2(h, S_Send, channel, value)));
        left = expr_with_arg(h, expr_with_head(h, left, S_Receive), 0, channel);
    } else {
        left = S_Default;
    }
    rule = expr_with_arg(h, rule, 0, left);
    return expr1(h, S_ChannelSelect, list_make(h, 1, &rule));
}

/* The parent waits for the arms, and asks here whether one that may decline takes a value. */
static Val select_elsewhere(Vm *vm, Args args, Val arms, Val rules)
{
    for (size_t i = 0; i < expr_len(rules); i++) {
        Val left = expr_arg(expr_arg(rules, i), 0);
        /* Whether that condition holds can't be said without the right side. */
        if (!arm_decides_inside(expr_arg(expr_arg(rules, i), 1)) || !val_is_expr(left) || expr_len(left) == 0)
            continue;
        Val object = expr_arg(left, 0);
        vm_message(vm, S_ChannelSelect, "process", 1, &object);
        return relay_local_failure(vm);
    }
    Val chosen = relay_ask(vm, S_ChannelSelect, MESSAGE_SELECT, arms, rules);
    if (!val_is_call(chosen, S_HoldComplete, 2) || !val_is_small(expr_arg(chosen, 0)))
        return val_is_not_mine(chosen) ? args.builtin->fn(vm, args) : chosen;
    size_t k = (size_t)val_small(expr_arg(chosen, 0));
    return k < expr_len(rules) ? go_on_with(vm, expr_arg(rules, k), expr_arg(chosen, 1)) : expr_arg(chosen, 1);
}

static Val channel_select(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val list = args.n > 0 ? args.v[0] : VAL_NONE;
    Arms a = {.there = false};

    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n > 0 && !val_is_plain_list(list))
        TRY(list = vm_eval(vm, list));
    if (args.n == 0 || !val_is_plain_list(list))
        return args.builtin->fn(vm, args);
    builder_start(&a.arms, h, S_List);
    builder_push(&a.arms, option_get(vm, args, text_from(h, "Biased")));
    builder_start(&a.rules, h, S_List);
    for (size_t i = 0; i < expr_len(list); i++)
        if (!add_arm(vm, &a, expr_arg(list, i)))
            return args.builtin->fn(vm, args);
    Val rules = builder_finish(&a.rules);
    args.expr = expr_with_arg(h, args.expr, 0, rules);
    args.v = expr_args(args.expr);
    return a.there ? select_elsewhere(vm, args, builder_finish(&a.arms), rules) : args.builtin->fn(vm, args);
}

/* ---- tasks and sections ---- */

static Val start_here(Vm *vm, Args args)
{
    args.builtin = ((const Relayed *)args.builtin)->original;
    relay_open_scope(vm);
    return args.builtin->fn(vm, args);
}

/* What would have to be told of something while it goes on, which is not done: refused. */
static Val refuse_there(Vm *vm, Args args)
{
    Val v = args.n == 0 ? VAL_NONE : args.v[0];

    if (!val_is_none(v) && !val_is_foreign(v)) {
        v = vm_eval(vm, v);
        TRY(v);
    }
    if (!val_is_none(v) && is_elsewhere(v)) {
        vm_message(vm, expr_head(args.expr), "process", 1, &v);
        return relay_local_failure(vm);
    }
    return start_here(vm, args);
}

/* The parent is in the section while the expression is evaluated here. */
static Val section_there(Vm *vm, Args args)
{
    Val v;

    args.builtin = ((const Relayed *)args.builtin)->original;
    if (args.n != 2)
        return args.builtin->fn(vm, args);
    v = relay_enter(vm, args.v[0]);
    if (!val_is(v, S_True))
        return v;
    bool may_park = vm->may_park;
    vm->may_park = false;
    v = vm_eval(vm, args.v[1]);
    vm->may_park = may_park;
    relay_leave(vm);
    return v;
}

static const struct { const char *name; Val (*fn)(Vm *vm, Args args); } replaced[] = {
    {"Send", call_there}, {"TrySend", call_there}, {"SendAll", call_there}, {"Receive", call_there}, {"TryReceive", call_there},
    {"ReceiveAll", call_there}, {"ChannelLength", call_there}, {"ChannelCapacity", call_there}, {"ClosedQ", call_there},
    {"Subscribe", call_there}, {"Close", call_there}, {"Await", call_there}, {"AwaitAny", call_there}, {"AwaitFirst", call_there},
    {"TryAwait", call_there}, {"WaitAll", call_there}, {"WaitNext", call_there}, {"Resolve", call_there}, {"Reject", call_there},
    {"Cancel", call_there}, {"CancelledQ", call_there}, {"ChildToken", call_there}, {"PoolStatistics", call_there},
    {"Lyra$SharedQ", call_there}, {"Lyra$SharedCall", call_there}, {"Lyra`Private`selectArm", select_there},
    {"ChannelSelect", channel_select},
    {"CriticalSection", section_there}, {"WithCancellation", refuse_there}, {"Then", refuse_there}, {"OnFailure", refuse_there},
    {"Spawn", start_here}, {"Submit", start_here}, {"SpawnBlocking", start_here}, {"ParallelSubmit", start_here}, {"TaskScope", start_here},
};

static Val builtin_symbol(const char *name)
{
    const char *last = strrchr(name, '`');

    return last == NULL ? symbol_find(context_system, name, strlen(name))
         : symbol_find(context_intern(name, (size_t)(last + 1 - name)), last + 1, strlen(last + 1));
}

void relay_replace_builtins(void)
{
    Relayed *copies = heap_alloc_root(COUNT_OF(replaced) * sizeof *copies);

    for (size_t i = 0; i < COUNT_OF(replaced); i++) {
        Val symbol = builtin_symbol(replaced[i].name);
        CHECK(!val_is_none(symbol) && val_symbol(symbol)->builtin != NULL);
        copies[i] = (Relayed){*val_symbol(symbol)->builtin, val_symbol(symbol)->builtin};
        copies[i].builtin.fn = replaced[i].fn;
        copies[i].builtin.direct = NULL;
        val_symbol(symbol)->builtin = &copies[i].builtin;
    }
}
