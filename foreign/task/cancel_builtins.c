/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * cancel_builtins.c -- tokens, and asking about cancellation.
 */
#include "foreign/task/scope.h"

static Val token_cancel_object(Vm *vm, void *self)
{
    TRY(task_point(vm));
    return val_bool(token_cancel(self));
}

const ForeignClass token_class = {
    .name = "CancellationToken", .size = sizeof(Token), .transfer = TRANSFER_SHARED, .cancel = token_cancel_object,
    .usage = "what evaluations stand under that are cancelled together",
};

static Val token_new(Vm *vm)
{
    return foreign_new(vm_heap(vm), &token_class, ++vm->foreign_serial);
}

BUILTIN(CancellationToken,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "CancellationToken[] is a token for WithCancellation, which Cancel cancels.",
    .examples = EXAMPLES(">> t = CancellationToken[]; {CancelledQ[t], Cancel[t], Cancel[t], CancelledQ[t]}", "{False, True, False, True}"))
{
    return token_new(vm);
}

#define TOKEN_MESSAGES MESSAGES("token", "`1` is not a cancellation token.")

BUILTIN(ChildToken,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "token_", .messages = TOKEN_MESSAGES,
    .usage = "ChildToken[token] is a new token that is cancelled with token, or alone.",
    .examples = EXAMPLES(">> t = CancellationToken[]; a = ChildToken[t]; b = ChildToken[t]; Cancel[a]; {CancelledQ[t], CancelledQ[b]}", "{False, False}",
                         ">> t = CancellationToken[]; a = ChildToken[t]; Cancel[t]; CancelledQ[a]", "True"))
{
    if (!val_is_foreign_of(args.v[0], &token_class))
        return MESSAGE(vm, "token", args.v[0]);
    Token *parent = foreign_state(args.v[0]);
    Val child = token_new(vm);
    lock_take(&parent->lock);
    if (parent->cancelled)
        ((Token *)foreign_state(child))->cancelled = true;
    else
        weak_add(vm_heap(vm), &parent->children, child);
    lock_release(&parent->lock);
    return child;
}

static bool token_is_cancelled(Token *token)
{
    lock_take(&token->lock);
    bool cancelled = token->cancelled;
    lock_release(&token->lock);
    return cancelled;
}

static bool scope_is_cancelled(Scope *s)
{
    lock_take(&s->lock);
    bool cancelled = s->cancelled;
    lock_release(&s->lock);
    return cancelled;
}

BUILTIN(CancelledQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "x_:None",
    .usage = "CancelledQ[x] says whether a token, a future or a scope was cancelled; CancelledQ[] whether the evaluation itself was: "
             "where AbortProtect holds cancellation off.",
    .messages = MESSAGES("cancel", "`1` is nothing that can be cancelled."),
    .examples = EXAMPLES(">> f = Spawn[Pause[10]]; {CancelledQ[f], Cancel[f], CancelledQ[f]}", "{False, True, True}"))
{
    Val x = args.v[0];

    TRY(task_point(vm));
    if (val_is(x, S_None))
        return val_bool(atomic_load(&task_of(vm)->cancelled));
    if (val_is_foreign_of(x, &token_class))
        return val_bool(token_is_cancelled(foreign_state(x)));
    if (val_is_foreign_of(x, &scope_class))
        return val_bool(scope_is_cancelled(foreign_state(x)));
    if (!val_is_foreign_of(x, &future_class))
        return MESSAGE(vm, "cancel", x);
    Task *t = future_task(x);
    lock_take(&t->lock);
    bool cancelled = t->cancelled_self || task_was_cancelled(t);
    lock_release(&t->lock);
    return val_bool(cancelled);
}

BUILTIN(CheckCancelled,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CHANNEL, .args = "",
    .usage = "CheckCancelled[] ends the evaluation if it was cancelled; else it gives Null.",
    .examples = EXAMPLES("CheckCancelled[]", "Null"))
{
    TRY(task_point(vm));
    if (atomic_load(&task_of(vm)->cancelled) && vm->abort_protected == 0)
        return vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    return S_Null;
}

BUILTIN(WithCancellation,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_CHANNEL, .args = "token_, expr_", .messages = TOKEN_MESSAGES,
    .usage = "WithCancellation[token, expr] gives the value of expr, or Failure[\"Cancelled\", ..] once the token is cancelled; the tasks that expr "
             "spawns stand under the token too.",
    .examples = EXAMPLES(">> t = CancellationToken[]; WithCancellation[t, 1 + 1]", "2",
                         ">> t = CancellationToken[]; Spawn[Cancel[t]]; First[WithCancellation[t, While[True]]]", "Cancelled",
                         ">> t = CancellationToken[]; Cancel[t]; First[WithCancellation[t, Print[never]; Pause[10]]]", "Cancelled"))
{
    Val token = vm_eval(vm, args.v[0]), v;

    TRY(token);
    if (!val_is_foreign_of(token, &token_class))
        return MESSAGE(vm, "token", token);
    Task *t = task_of(vm);
    CancelFrame *f = cancel_enter(vm, t, foreign_state(token));
    if (atomic_load(&t->cancelled) && vm->abort_protected == 0)
        v = vm_unwind(vm, UNWIND_CANCELLED, VAL_NONE, VAL_NONE);
    else
        v = vm_eval(vm, args.v[1]);
    if (cancel_leave(t, f) && val_is_unwind(v) && vm->unwind.kind == UNWIND_CANCELLED)
        return task_failure(vm, "Cancelled", "The token was cancelled.", VAL_NONE);
    return v;
}
