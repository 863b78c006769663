/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * conditional.c -- values that hold under a condition, and values found once.
 */
#include "vm/eval/builtin.h"

BUILTIN(ConditionalExpression,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "expr_, cond_",
    .usage = "ConditionalExpression[expr, cond] is expr where cond is True, and Undefined where it is False.",
    .examples = EXAMPLES(">> ConditionalExpression[x^2, True]", "x^2", ">> ConditionalExpression[x^2, x > 0] /. x -> -1", "Undefined"))
{
    if (val_is(args.v[1], S_True))
        return args.v[0];
    return val_is(args.v[1], S_False) ? S_Undefined : NOT_MINE;
}

/* The expressions that Once has met and their values are an association that the session keeps. */
BUILTIN(Once,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS | EFFECT_STATE, .args = "expr_",
    .usage = "Once[expr] evaluates expr the first time, and gives the same value after that.",
    .examples = EXAMPLES(">> f := (Print[working]; 5); {Once[f], Once[f]}", "working\n{5, 5}"))
{
    Heap *h = vm_heap(vm);
    Val key = expr1(h, S_Hold, args.v[0]), v;
    void *kept = vm->state[STATE_ONCE];

    if (kept != NULL) {
        v = assoc_get(val_from_node(kept), key);
        if (!val_is_none(v))
            return v;
    }
    TRY(v = vm_eval(vm, args.v[0]));
    kept = vm->state[STATE_ONCE];
    vm->state[STATE_ONCE] = val_node(assoc_set(h, kept == NULL ? assoc_empty(h) : val_from_node(kept), key, v));
    return v;
}
