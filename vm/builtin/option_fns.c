/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * option_fns.c -- options as users see them.
 */
#include "vm/builtin/assignment.h"
#include "vm/eval/options.h"

static Val name_of(Val v)
{
    while (val_is_expr(v))
        v = expr_head(v);
    return v;
}

/* Rules given as options in an expression. */
static Val given_options(Heap *h, Val expr)
{
    Builder b;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(expr); i++)
        if (val_is_rule(expr_arg(expr, i)))
            builder_push(&b, expr_arg(expr, i));
    return builder_finish(&b);
}

static Val select_options(Vm *vm, Val all, Val names)
{
    Heap *h = vm_heap(vm);
    Builder b;
    size_t n = val_is_plain_list(names) ? expr_len(names) : 1;

    builder_start(&b, h, S_List);
    for (size_t i = 0; i < n; i++) {
        Val name = val_is_plain_list(names) ? expr_arg(names, i) : names;
        for (size_t k = 0; k < expr_len(all); k++) {
            Val rule = expr_arg(all, k);
            if (val_is_rule(rule) && !val_is_none(options_find(h, rule, name)))
                builder_push(&b, rule);
        }
    }
    return builder_finish(&b);
}

BUILTIN(Options,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Options[f] gives the options of f with their values; Options[f, name] only that one.",
    .messages = MESSAGES("options", "`1` is not a valid list of options for `2`."),
    .examples = EXAMPLES(">> Options[f] = {a -> 1, b -> 2}; Options[f, b]", "{b -> 2}"))
{
    Val x = args.n >= 1 ? args.v[0] : VAL_NONE, all;

    if (args.n < 1 || args.n > 2)
        return MESSAGE(vm, "argt", S_Options, val_int((int64_t)args.n), val_int(1), val_int(2));
    if (val_is_string(x))
        x = vm_symbol(vm, text_data(x), text_bytes(x));
    if (val_is_symbol(x))
        all = options_of(vm, x);
    else if (val_is_expr(x))
        all = given_options(vm_heap(vm), x);
    else
        return NOT_MINE;
    return args.n == 1 ? all : select_options(vm, all, args.v[1]);
}

BUILTIN(SetOptions,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "SetOptions[f, name -> value, ...] sets options of f for good.",
    .messages = MESSAGES("optnf", "`1` is not a known option for `2`."),
    .examples = EXAMPLES(">> Options[f] = {a -> 1, b -> 2}; SetOptions[f, b -> 5]", "{a -> 1, b -> 5}"))
{
    Heap *h = vm_heap(vm);
    Builder b;
    Val all, given;

    if (args.n < 1 || !val_is_symbol(args.v[0]))
        return NOT_MINE;
    all = options_of(vm, args.v[0]);
    given = list_make(h, args.n - 1, args.v + 1);
    for (size_t i = 1; i < args.n; i++) {
        size_t n = val_is_plain_list(args.v[i]) ? expr_len(args.v[i]) : 1;
        for (size_t k = 0; k < n; k++) {
            Val rule = val_is_plain_list(args.v[i]) ? expr_arg(args.v[i], k) : args.v[i];
            if (!val_is_rule(rule))
                return NOT_MINE;
            if (val_is_none(options_find(h, all, expr_arg(rule, 0))))
                return MESSAGE(vm, "optnf", expr_arg(rule, 0), args.v[0]);
        }
    }
    builder_start(&b, h, S_List);
    for (size_t i = 0; i < expr_len(all); i++) {
        Val rule = expr_arg(all, i), v = options_find(h, given, expr_arg(rule, 0));
        builder_push(&b, val_is_none(v) ? rule : expr_with_arg(h, rule, 1, v));
    }
    all = builder_finish(&b);
    definition_edit(&vm->definitions, h, args.v[0])->options = all;
    vm_changed(vm, args.v[0]);
    return all;
}

/* The value of one option: among the given rules, else among the defaults of f. */
static Val option_value(Vm *vm, Args args, Val f, Val given, Val name)
{
    Heap *h = vm_heap(vm);
    Val v = VAL_NONE;

    TRY(vm_check_stack(vm));
    if (val_is_plain_list(name)) {
        Builder b;
        builder_start(&b, h, S_List);
        for (size_t i = 0; i < expr_len(name); i++) {
            TRY(vm_poll(vm));
            TRY(v = option_value(vm, args, f, given, expr_arg(name, i)));
            builder_push(&b, v);
        }
        return builder_finish(&b);
    }
    if (!val_is_none(given))
        v = options_find(h, given, name);
    if (val_is_none(v)) {
        size_t n = val_is_plain_list(f) ? expr_len(f) : 1;
        for (size_t i = 0; i < n && val_is_none(v); i++) {
            Val source = val_is_plain_list(f) ? expr_arg(f, i) : f;
            TRY(vm_poll(vm));
            if (val_is_rule(source))
                v = options_find(h, source, name);
            else if (val_is_symbol(name_of(source)))
                v = options_find(h, options_of(vm, name_of(source)), name);
        }
    }
    if (val_is_none(v)) {
        MESSAGE(vm, "optnf", name, f);
        return name;
    }
    return v;
}

BUILTIN(OptionValue,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "OptionValue[name] is the value of an option in the right side of a rule whose left side has OptionsPattern; "
             "OptionValue[f, opts, name] the value of name in opts or else in Options[f].",
    .messages = MESSAGES("optnf", "Option name `1` not found in defaults for `2`."),
    .examples = EXAMPLES(">> Options[f] = {n -> 2}; f[x_, OptionsPattern[]] := x^OptionValue[n]; {f[a], f[a, n -> 3]}", "{a^2, a^3}"))
{
    Val v;

    switch (args.n) {
    case 2:
        return option_value(vm, args, args.v[0], VAL_NONE, args.v[1]);
    case 3:
        return option_value(vm, args, args.v[0], args.v[1], args.v[2]);
    case 4:
        TRY(v = option_value(vm, args, args.v[0], args.v[1], args.v[2]));
        return expr1(vm_heap(vm), args.v[3], v);
    default:
        return NOT_MINE;
    }
}

static void push_filtered(Vm *vm, Builder *b, Val rules, Val names)
{
    Heap *h = vm_heap(vm);

    if (val_is_rule(rules)) {
        size_t n = val_is_plain_list(names) ? expr_len(names) : 1;
        for (size_t i = 0; i < n; i++) {
            Val name = val_is_plain_list(names) ? expr_arg(names, i) : names;
            if (val_is_rule(name))
                name = expr_arg(name, 0);
            if (!val_is_none(options_find(h, rules, name))) {
                builder_push(b, rules);
                return;
            }
        }
    } else if (val_is_plain_list(rules)) {
        for (size_t i = 0; i < expr_len(rules); i++)
            push_filtered(vm, b, expr_arg(rules, i), names);
    }
}

BUILTIN(FilterRules,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "rules_, names_",
    .usage = "FilterRules[rules, names] keeps the rules whose left sides are among names.",
    .examples = EXAMPLES(">> FilterRules[{a -> 1, b -> 2}, {b}]", "{b -> 2}"))
{
    Builder b;
    Val names = args.v[1];

    if (val_has_head(names, S_Except) || (val_is_plain_list(names) && (val_flags(names) & FLAG_PATTERN)))
        return NOT_MINE;
    builder_start(&b, vm_heap(vm), S_List);
    push_filtered(vm, &b, args.v[0], names);
    return builder_finish(&b);
}

BUILTIN(OptionQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "OptionQ[x] gives True if x can be an option: a rule or a list of rules.",
    .examples = EXAMPLES(">> OptionQ[{a -> 1}]", "True"))
{
    if (val_is_rule(args.v[0]))
        return S_True;
    if (!val_is_plain_list(args.v[0]))
        return S_False;
    for (size_t i = 0; i < expr_len(args.v[0]); i++)
        if (!val_is_rule(expr_arg(args.v[0], i)))
            return S_False;
    return S_True;
}
