/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * catch_builtins.c -- TryCatch, ErrorBoundary and WithResource.
 */
#include "foreign/task/task.h"

/* The value of [expr]; *failure: what went wrong in it, else VAL_NONE.  An exit that is no failure of the
 * expression itself (a limit around it, cancellation, Return, Break) is UNWIND still. */
static Val eval_trying(Vm *vm, Val expr, Val *failure)
{
    MessageFrame frame = {.outer = vm->message_frames, .quiet = VAL_NONE, .on = VAL_NONE, .watched = VAL_NONE, .watch_all = true};
    size_t depth = vm->depth;
    unsigned protected = vm->abort_protected;
    bool noted = vm->notes_calls;

    vm->notes_calls = true;
    vm->message_frames = &frame;
    Val v = vm_eval(vm, expr);
    vm->message_frames = frame.outer;
    vm->notes_calls = noted;
    *failure = VAL_NONE;
    if (val_is_unwind(v)) {
        switch (vm->unwind.kind) {
        case UNWIND_THROW: case UNWIND_ABORT: case UNWIND_TERMINATED:
            *failure = task_failure_of_unwind(vm);
            break;
        case UNWIND_MEMORY:
            if (vm->unwind.serial == 0)
                *failure = task_failure_of_unwind(vm);
            break;
        default:
            break;
        }
        if (!val_is_none(*failure)) {
            vm->depth = depth;
            vm->abort_protected = protected;
        }
        return v;
    }
    if (val_has_head(v, S_Failure))
        *failure = v;
    else if (val_is(v, S_$Failed) && frame.seen)
        *failure = task_failure(vm, "MessageFailure", "The evaluation gave messages and $Failed.", VAL_NONE);
    else if (val_is(v, S_$Aborted))
        *failure = task_failure(vm, "Aborted", "The evaluation was aborted.", VAL_NONE);
    return v;
}

/* Applies what handles failures: error -> body, pattern :> body, or a function. */
static Val handle(Vm *vm, Val handler, Val failure)
{
    Heap *h = vm_heap(vm);

    if (val_is_rule(handler)) {
        Val left = expr_arg(handler, 0);
        if (val_is_symbol(left))
            return expr2(h, S_With, expr1(h, S_List, expr2(h, S_Set, left, failure)), expr_arg(handler, 1));
        return expr2(h, S_Replace, failure, expr2(h, S_RuleDelayed, left, expr_arg(handler, 1)));
    }
    TRY(handler = vm_eval(vm, handler));
    return expr1(h, handler, failure);
}

BUILTIN(TryCatch,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, handler_",
    .usage = "TryCatch[expr, f] gives the value of expr, or f[failure] where expr throws, aborts, exceeds a limit of the evaluator, gives a Failure, or "
             "gives messages and $Failed; TryCatch[expr, error -> body] evaluates body with error standing for the Failure.",
    .examples = EXAMPLES(">> TryCatch[Throw[5], First]", "Thrown", ">> TryCatch[1 + 1, First]", "2",
                         ">> TryCatch[Abort[], error -> {First[error], 1 + 1}]", "{Aborted, 2}"))
{
    Val failure, v = eval_trying(vm, args.v[0], &failure);

    return val_is_none(failure) ? v : handle(vm, args.v[1], failure);
}

BUILTIN(ErrorBoundary,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_, rules_",
    .usage = "ErrorBoundary[expr, rules] gives the value of expr; where it fails as for TryCatch, the first rule whose left side matches the Failure "
             "gives the result, and a failure that no rule matches goes on.",
    .messages = MESSAGES("rules", "`1` is not a rule or a list of rules."),
    .examples = EXAMPLES(">> ErrorBoundary[Throw[5], {Failure[\"Thrown\", a_] :> a[\"Value\"]}]", "5",
                         ">> Catch[ErrorBoundary[Throw[5], {Failure[\"Aborted\", _] :> none}]]", "5"))
{
    Heap *h = vm_heap(vm);
    Val failure, rules = args.v[1];

    if (val_is_rule(rules))
        rules = expr1(h, S_List, rules);
    if (!val_is_plain_list(rules))
        return MESSAGE(vm, "rules", args.v[1]);
    for (size_t i = 0; i < expr_len(rules); i++)
        if (!val_is_rule(expr_arg(rules, i)))
            return MESSAGE(vm, "rules", args.v[1]);
    Val v = eval_trying(vm, args.v[0], &failure);
    if (val_is_none(failure))
        return v;
    /* A test may belong to a rule's right side: whether a rule matches is Replace's to say. */
    Val none = symbol_private("unmatched");
    Unwind unwind = vm->unwind;
    Builder b;
    builder_start(&b, h, S_List);
    builder_push_all(&b, expr_len(rules), expr_args(rules));
    builder_push(&b, expr2(h, S_RuleDelayed, expr0(h, S_Blank), none));
    Val handled = vm_eval(vm, expr2(h, S_Replace, failure, builder_finish(&b)));
    if (!val_is(handled, none))
        return handled;
    vm->unwind = unwind;
    return v;
}

static bool is_binding(Val v)
{
    return val_is_call(v, S_Set, 2) && val_is_symbol(expr_arg(v, 0));
}

/* Closes the resource, whatever [v] says of the way out; the closing's own exit comes before. */
static Val close_resource(Vm *vm, Val resource, Val v)
{
    Unwind unwind = vm->unwind;
    unsigned protected = vm->abort_protected;
    Limit *limits = vm->limits;

    vm->limits = NULL;
    vm->abort_protected++;
    Val closed = vm_eval(vm, expr1(vm_heap(vm), S_Close, resource));
    vm->abort_protected = protected;
    vm->limits = limits;
    if (!val_is_unwind(closed)) {
        vm->unwind = unwind;
        closed = v;
    }
    return vm_protection_ends(vm, closed);
}

static bool closable(Val v)
{
    return val_is_foreign(v) ? foreign_class(v)->close != NULL : val_has_head(v, S_InputStream) || val_has_head(v, S_OutputStream);
}

/* The bindings from [i] on around the body. */
static Val with_resources(Vm *vm, Args args, Val bindings, size_t i, Val body)
{
    Heap *h = vm_heap(vm);

    TRY(vm_check_stack(vm));
    if (i == expr_len(bindings))
        return vm_eval(vm, body);
    Val binding = expr_arg(bindings, i), resource, v;
    TRY(resource = vm_eval(vm, expr_arg(binding, 1)));
    if (val_has_head(resource, S_Failure) || val_is(resource, S_$Failed))
        return resource;
    if (!closable(resource))
        return MESSAGE(vm, "close", resource);
    Val scope = expr1(h, S_List, expr2(h, S_Set, expr_arg(binding, 0), resource));
    if (i + 1 == expr_len(bindings)) {
        v = vm_eval(vm, expr2(h, S_With, scope, body));
    } else {
        Builder b;
        builder_start(&b, h, S_List);
        for (size_t k = i + 1; k < expr_len(bindings); k++)
            builder_push(&b, expr_arg(bindings, k));
        v = vm_eval(vm, expr2(h, S_With, scope, expr2(h, S_WithResource, builder_finish(&b), body)));
    }
    return close_resource(vm, resource, v);
}

BUILTIN(WithResource,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_IO | EFFECT_CHANNEL, .args = "binding_, body_",
    .usage = "WithResource[x = expr, body] evaluates body with x standing for what expr opens (a stream, a channel, a pool), and closes that on every way out; "
             "WithResource[{x = .., y = ..}, body] closes the last first.",
    .messages = MESSAGES("binding", "`1` is not of the form x = expr, or a list of such.", "close", "`1` can't be closed."),
    .examples = EXAMPLES(">> WithResource[s = StringToStream[\"abc def\"], Read[s, Word]]", "abc",
                         ">> {Catch[WithResource[ch = Channel[], keep = ch; Throw[1]]], ClosedQ[keep]}", "{1, True}"))
{
    Val bindings = args.v[0];

    if (is_binding(bindings))
        bindings = expr1(vm_heap(vm), S_List, bindings);
    if (!val_is_plain_list(bindings) || expr_len(bindings) == 0)
        return MESSAGE(vm, "binding", args.v[0]);
    for (size_t i = 0; i < expr_len(bindings); i++)
        if (!is_binding(expr_arg(bindings, i)))
            return MESSAGE(vm, "binding", expr_arg(bindings, i));
    return with_resources(vm, args, bindings, 0, args.v[1]);
}
