/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * messages_fns.c -- messages: giving, silencing and watching them.
 */
#include "vm/builtin/assignment.h"
#include "vm/eval/message.h"
#include "vm/pattern/rules.h"

/* symbol::tag as written, with the tag a string; VAL_NONE where it is none. */
static Val as_name(Vm *vm, Val v)
{
    Val tag;

    if (val_is_call(v, S_HoldForm, 1) || val_is_call(v, S_Hold, 1))
        v = expr_arg(v, 0);
    if (!val_has_head(v, S_MessageName) || expr_len(v) < 2 || !val_is_symbol(expr_arg(v, 0)))
        return VAL_NONE;
    tag = expr_arg(v, 1);
    if (val_is_symbol(tag))
        tag = text_from(vm_heap(vm), symbol_name(tag));
    return val_is_string(tag) ? expr2(vm_heap(vm), S_MessageName, expr_arg(v, 0), tag) : VAL_NONE;
}

BUILTIN(MessageName,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE,
    .usage = "MessageName[symbol, \"tag\"], written symbol::tag, is the name and the text of a message.",
    .messages = MESSAGES("messg", "Message `1` cannot be set to `2`. It must be set to a string."),
    .examples = EXAMPLES(">> f::bad = \"Bad `1`.\"; f::bad", "Bad `1`."))
{
    Val name = as_name(vm, args.expr), text;

    if (val_is_none(name))
        return NOT_MINE;
    text = message_text(vm, expr_arg(name, 0), text_data(expr_arg(name, 1)));
    /* General's texts are found when a message is given, not when its name is looked at. */
    const Definition *d = definition_find(&vm->definitions, expr_arg(name, 0));
    bool own = d != NULL && d->rules[RULES_MESSAGE] != NULL;
    if (val_is_none(text) || (!own && val_symbol(expr_arg(name, 0))->builtin == NULL && !val_is(expr_arg(name, 0), S_General)))
        return NOT_MINE;
    return text;
}

BUILTIN(Message,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_IO,
    .usage = "Message[symbol::tag, e1, e2, ...] gives the message with e1, e2, ... in the place of `1`, `2`, ....",
    .messages = MESSAGES("name", "Message name `1` is not of the form symbol::name or symbol::name::language."),
    .examples = EXAMPLES(">> f::bad = \"Bad `1`.\"; Message[f::bad, 3]", "f::bad: Bad 3."))
{
    Val name = args.n == 0 ? VAL_NONE : as_name(vm, args.v[0]), text;

    if (val_is_none(name)) {
        if (args.n == 0)
            return MESSAGE(vm, "argmu", S_Message, val_int(1));
        return MESSAGE(vm, "name", args.v[0]);
    }
    text = message_text(vm, expr_arg(name, 0), text_data(expr_arg(name, 1)));
    if (val_is_none(text) || !val_is_string(text))
        text = text_from(vm_heap(vm), "-- Message text not found --");
    message_give(vm, name, text, args.n - 1, args.v + 1);
    return S_Null;
}

/* A message specification as a List of names: f::tag, {f::a, f::b}, "group"; VAL_NONE: all or none. */
static Val as_names(Vm *vm, Val spec)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    if (val_is_plain_list(spec)) {
        for (size_t i = 0; i < expr_len(spec); i++) {
            Val name = as_name(vm, expr_arg(spec, i));
            if (!val_is_none(name))
                builder_push(&b, name);
        }
    } else {
        Val name = as_name(vm, spec);
        if (val_is_none(name))
            return VAL_NONE;
        builder_push(&b, name);
    }
    return builder_finish(&b);
}

static bool is_spec(Vm *vm, Val v)
{
    if (val_is_string(v) || val_is(v, S_All) || val_is(v, S_None) || !val_is_none(as_name(vm, v)))
        return true;
    if (!val_is_plain_list(v))
        return false;
    for (size_t i = 0; i < expr_len(v); i++)
        if (val_is_none(as_name(vm, expr_arg(v, i))) && !val_is_string(expr_arg(v, i)))
            return false;
    return true;
}

BUILTIN(Quiet,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Quiet[expr] evaluates expr without messages; Quiet[expr, {s1::t1, ...}] without these; Quiet[expr, off, on] with those of on.",
    .messages = MESSAGES("conflict", "In `1` the message name(s) {`2`} appear in both the list of messages to switch off and the list of messages to switch on.",
                         "anmlist", "Argument `1` of `2` should be All, None, a message name, a string giving a message group, or a list of these."),
    .examples = EXAMPLES(">> Quiet[1/0]", "ComplexInfinity"))
{
    MessageFrame frame = {.outer = vm->message_frames, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE};
    Val v;

    if (args.n == 0 || args.n > 3)
        return MESSAGE(vm, "argb", S_Quiet, val_int((int64_t)args.n), val_int(1), val_int(3));
    for (size_t i = 1; i < args.n; i++)
        if (!is_spec(vm, args.v[i]))
            return MESSAGE(vm, "anmlist", val_int((int64_t)i + 1), args.expr);
    if (args.n == 1 || val_is(args.v[1], S_All))
        frame.quiet_all = true;
    else if (!val_is(args.v[1], S_None))
        frame.quiet = as_names(vm, args.v[1]);
    if (args.n == 3)
        frame.on = as_names(vm, args.v[2]);
    if (args.n == 3 && !val_is_none(frame.quiet) && !val_is_none(frame.on)) {
        for (size_t i = 0; i < expr_len(frame.quiet); i++)
            for (size_t k = 0; k < expr_len(frame.on); k++)
                if (val_same(expr_arg(frame.quiet, i), expr_arg(frame.on, k)))
                    return MESSAGE(vm, "conflict", args.expr, expr1(vm_heap(vm), S_HoldForm, expr_arg(frame.on, k)));
    }
    vm->message_frames = &frame;
    v = vm_eval(vm, args.v[0]);
    vm->message_frames = frame.outer;
    return v;
}

BUILTIN(Check,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Check[expr, failexpr] gives the value of expr, or that of failexpr if a message was given; Check[expr, failexpr, {s1::t1, ...}] "
             "looks for these only.",
    .messages = MESSAGES("name", "Message name `1` is not of the form symbol::name or symbol::name::language."),
    .examples = EXAMPLES(">> Quiet[Check[1/0, oops]]", "oops", ">> Check[2, oops]", "2"))
{
    MessageFrame frame = {.outer = vm->message_frames, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE};
    Val v;

    if (args.n < 2) {
        if (args.n == 1)
            return MESSAGE(vm, "argmu", S_Check, val_int(2));
        return MESSAGE(vm, "argm", S_Check, val_int(0), val_int(2));
    }
    if (args.n == 2) {
        frame.watch_all = true;
    } else {
        for (size_t i = 2; i < args.n; i++)
            if (!is_spec(vm, args.v[i]))
                return MESSAGE(vm, "name", args.v[i]);
        frame.watched = args.n == 3 ? as_names(vm, args.v[2])
                                    : as_names(vm, list_make(vm_heap(vm), args.n - 2, args.v + 2));
        if (val_is_none(frame.watched))
            frame.watch_all = true;
    }
    vm->message_frames = &frame;
    v = vm_eval(vm, args.v[0]);
    vm->message_frames = frame.outer;
    TRY(v);
    return frame.seen ? args.v[1] : v;
}

static void switch_off(Vm *vm, Val name, bool off)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(vm->messages_off); i++)
        if (!val_same(expr_arg(vm->messages_off, i), name))
            builder_push(&b, expr_arg(vm->messages_off, i));
    if (off)
        builder_push(&b, name);
    vm->messages_off = builder_finish(&b);
}

static Val switch_all(Vm *vm, Args args, bool off)
{
    for (size_t i = 0; i < args.n; i++) {
        Val names = as_names(vm, args.v[i]);
        if (val_is_none(names)) {
            if (val_is_string(args.v[i]) || val_is_symbol(args.v[i]))
                continue;
            MESSAGE(vm, "name", args.v[i]);
            continue;
        }
        for (size_t k = 0; k < expr_len(names); k++)
            switch_off(vm, expr_arg(names, k), off);
    }
    return S_Null;
}

BUILTIN(Off,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "Off[symbol::tag] switches a message off.",
    .messages = MESSAGES("name", "Message name `1` is not of the form symbol::name or symbol::name::language."),
    .examples = EXAMPLES(">> Off[Power::infy]; 1/0", "ComplexInfinity"))
{
    return switch_all(vm, args, true);
}

BUILTIN(On,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_STATE,
    .usage = "On[symbol::tag] switches a message on again.",
    .messages = MESSAGES("name", "Message name `1` is not of the form symbol::name or symbol::name::language."),
    .examples = EXAMPLES(">> f::a = \"text\"; Off[f::a]; On[f::a]; Message[f::a]", "f::a: text"))
{
    return switch_all(vm, args, false);
}

BUILTIN(Messages,
    .attrs = ATTR_PROTECTED | ATTR_HOLD_ALL, .effects = EFFECT_STATE, .args = "symbol_",
    .usage = "Messages[symbol] gives the messages that were set for symbol, as a list of rules.",
    .examples = EXAMPLES(">> f::a = \"text\"; Messages[f]", "{HoldPattern[MessageName[f, a]] :> text}"))
{
    Val x = args.v[0];

    if (val_is_string(x))
        x = vm_symbol(vm, text_data(x), text_bytes(x));
    if (!val_is_symbol(x))
        return MESSAGE(vm, "sym", x, val_int(1));
    const Definition *d = definition_find(&vm->definitions, x);
    return rule_set_list(vm, d == NULL ? NULL : d->rules[RULES_MESSAGE]);
}

static Val message_list_value(Vm *vm)
{
    return vm->message_list;
}

SYMBOL_AS(MessageList_, "$MessageList", .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE, .value = message_list_value,
    .usage = "$MessageList is the list of the messages given in the present line.");

SYMBOL(General, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "General is the symbol whose messages any symbol can give.");

BUILTIN(Assert,
    .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Assert[test] gives a message if test is not True; On[Assert] switches it on.",
    .messages = MESSAGES("asrtf", "Assertion `1` failed.", "asrttf", "Assertion `1` failed."),
    .examples = EXAMPLES(">> Assert[1 == 2]", ""))
{
    return S_Null;
}
