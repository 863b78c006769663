/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * flow.c -- choosing and sequencing: If, Which, Switch, CompoundExpression, While, For; holding.
 */
#include "vm/code/code.h"
#include "vm/eval/eval.h"
#include "vm/pattern/match.h"

BUILTIN(If,
    .attrs = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage = "If[condition, t, f] gives t if condition is True and f if it is False; If[condition, t, f, u] gives u if it is neither.",
    .messages = MESSAGES("argb", "`1` called with `2` arguments; between `3` and `4` arguments are expected."),
    .examples = EXAMPLES(">> If[1 < 2, a, b]", "a", ">> If[x, 1, 2]", "If[x, 1, 2]", ">> If[x, 1, 2, 3]", "3", ">> If[False, 1]", "Null"))
{
    if (args.n < 2 || args.n > 4) {
        if (args.n == 1)
            return MESSAGE(vm, "argbu", S_If, val_int(2), val_int(4));
        return MESSAGE(vm, "argb", S_If, val_int((int64_t)args.n), val_int(2), val_int(4));
    }
    if (val_is(args.v[0], S_True))
        return args.v[1];
    if (val_is(args.v[0], S_False))
        return args.n >= 3 ? args.v[2] : S_Null;
    return args.n == 4 ? args.v[3] : NOT_MINE;
}

BUILTIN(Which,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage = "Which[test1, value1, test2, value2, ...] gives the value that belongs to the first test that is True.",
    .messages = MESSAGES("argct", "`1` called with `2` arguments."),
    .examples = EXAMPLES(">> Which[1 > 2, a, 2 > 1, b]", "b", ">> Which[False, a]", "Null", ">> Which[x, a, True, b]", "Which[x, a, True, b]"))
{
    if (args.n % 2 != 0) {
        if (args.n == 1)
            return MESSAGE(vm, "argctu", S_Which);
        return MESSAGE(vm, "argct", S_Which, val_int((int64_t)args.n));
    }
    for (size_t i = 0; i < args.n; i += 2) {
        Val test = vm_eval(vm, args.v[i]);
        TRY(test);
        if (val_is(test, S_True))
            return args.v[i + 1];
        if (!val_is(test, S_False)) {
            if (i == 0 && val_same(test, args.v[0]))
                return NOT_MINE;
            /* What was settled falls away; the open test stands in its evaluated form. */
            Val rest = expr_make(vm_heap(vm), S_Which, args.n - i, args.v + i);
            return expr_with_arg(vm_heap(vm), rest, 0, test);
        }
    }
    return S_Null;
}

BUILTIN(Switch,
    .attrs = ATTR_HOLD_REST | ATTR_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage = "Switch[expr, form1, value1, form2, value2, ...] gives the value that belongs to the first form that expr matches.",
    .messages = MESSAGES("argct", "`1` called with `2` arguments. `1` must be called with an odd number of arguments."),
    .examples = EXAMPLES(">> Switch[3, _String, s, _Integer, i]", "i", ">> Switch[x, 1, a]", "Switch[x, 1, a]"))
{
    if (args.n % 2 == 0)
        return args.n == 0 ? MESSAGE(vm, "argmu", S_Switch, val_int(1)) : MESSAGE(vm, "argct", S_Switch, val_int((int64_t)args.n));
    for (size_t i = 1; i < args.n; i += 2) {
        Val form = vm_eval(vm, args.v[i]);
        TRY(form);
        MatchResult r = vm_match(vm, form, args.v[0]);
        if (r == MATCH_UNWIND)
            return UNWIND;
        if (r == MATCH_YES)
            return args.v[i + 1];
    }
    return NOT_MINE;
}

BUILTIN(CompoundExpression,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .usage = "CompoundExpression[e1, e2, ...], written e1; e2; ..., evaluates each in turn and gives the value of the last.",
    .messages = MESSAGES("nolabel", "Label `1` not found."),
    .examples = EXAMPLES(">> x = 1; x + 1", "2", ">> 1;", ""))
{
    Val v = S_Null;

    for (size_t i = 0; i < args.n; i++) {
        v = vm_eval(vm, args.v[i]);
        /* Goto: on with what follows the label, if it is here. */
        if (val_is_unwind(v) && vm->unwind.kind == UNWIND_GOTO) {
            size_t k = 0;
            while (k < args.n && !(val_is_call(args.v[k], S_Label, 1) && val_same(expr_arg(args.v[k], 0), vm->unwind.tag)))
                k++;
            if (k < args.n) {
                TRY(vm_poll(vm));
                v = S_Null;
                i = k;
                continue;
            }
        }
        TRY(v);
    }
    return v;
}

BUILTIN(Label,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Label[tag] is a place in a compound expression where Goto[tag] goes.",
    .examples = EXAMPLES(">> i = 0; Label[a]; i++; If[i < 3, Goto[a]]; i", "3"))
{
    return NOT_MINE;
}

BUILTIN(Goto,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_STATE, .args = "tag_",
    .usage = "Goto[tag] continues after Label[tag] in an enclosing compound expression.",
    .messages = MESSAGES("nolabel", "Label `1` not found."),
    .examples = EXAMPLES(">> Goto[b]; 1; Label[b]; 2", "2"))
{
    return vm_unwind(vm, UNWIND_GOTO, args.v[0], VAL_NONE);
}

/* What a loop makes of an unwind of its body: *stop with the value to give, or go on, or pass it on. */
typedef enum LoopExit { LOOP_ON, LOOP_STOP, LOOP_UNWIND } LoopExit;

static LoopExit loop_exit(Vm *vm, Val v, Val *value)
{
    if (!val_is_unwind(v))
        return LOOP_ON;
    if (vm->unwind.kind == UNWIND_CONTINUE)
        return LOOP_ON;
    if (vm->unwind.kind == UNWIND_BREAK) {
        *value = S_Null;
        return LOOP_STOP;
    }
    if (vm->unwind.kind == UNWIND_RETURN && val_is_none(vm->unwind.tag)) {
        *value = vm->unwind.value;
        return LOOP_STOP;
    }
    return LOOP_UNWIND;
}

BUILTIN(While,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "test_, body_:Null",
    .usage = "While[test, body] evaluates body as long as test is True.",
    .examples = EXAMPLES(">> n = 1; While[n < 100, n = 2 n]; n", "128"))
{
    Val value = S_Null, whole = code_run_loop(vm, args.expr);

    if (!val_is_none(whole))
        return whole;
    for (;;) {
        Val test = vm_eval(vm, args.v[0]);
        TRY(vm_poll(vm));
        switch (loop_exit(vm, test, &value)) {
        case LOOP_UNWIND: return UNWIND;
        case LOOP_STOP:   return value;
        default:          break;
        }
        if (!val_is(test, S_True))
            return S_Null;
        switch (loop_exit(vm, vm_eval(vm, args.v[1]), &value)) {
        case LOOP_UNWIND: return UNWIND;
        case LOOP_STOP:   return value;
        default:          break;
        }
    }
}

BUILTIN(For,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "start_, test_, incr_, body_:Null",
    .usage = "For[start, test, incr, body] evaluates start, then body and incr as long as test is True.",
    .examples = EXAMPLES(">> s = 0; For[i = 1, i <= 4, i++, s += i]; s", "10"))
{
    Val value = S_Null, whole = code_run_loop(vm, args.expr);

    if (!val_is_none(whole))
        return whole;
    TRY(vm_eval(vm, args.v[0]));
    for (;;) {
        Val test = vm_eval(vm, args.v[1]);
        TRY(test);
        TRY(vm_poll(vm));
        if (!val_is(test, S_True))
            return S_Null;
        switch (loop_exit(vm, vm_eval(vm, args.v[3]), &value)) {
        case LOOP_UNWIND: return UNWIND;
        case LOOP_STOP:   return value;
        default:          break;
        }
        TRY(vm_eval(vm, args.v[2]));
    }
}

/* ---- holding ---- */

SYMBOL(Hold, .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Hold[expr] keeps expr unevaluated.");
SYMBOL(HoldForm, .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "HoldForm[expr] keeps expr unevaluated and prints as expr.");
SYMBOL(HoldComplete, .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "HoldComplete[expr] keeps expr wholly unevaluated: Sequence and up-values do nothing in it.");
SYMBOL(Unevaluated, .attrs = ATTR_HOLD_ALL_COMPLETE | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Unevaluated[expr] stands for expr unevaluated where it is an argument.");
SYMBOL(HoldPattern, .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "HoldPattern[expr] is expr as a pattern, kept unevaluated.");

BUILTIN(Evaluate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS,
    .usage = "Evaluate[expr] makes expr be evaluated where it is an argument that would be held.",
    .examples = EXAMPLES(">> Hold[Evaluate[1 + 1]]", "Hold[2]"))
{
    return args.n == 1 ? args.v[0] : expr_make(vm_heap(vm), S_Sequence, args.n, args.v);
}

static Val release(Vm *vm, Val v)
{
    if (!val_is_expr(v))
        return v;
    TRY(vm_check_stack(vm));
    Val head = expr_head(v);
    if (val_is(head, S_Hold) || val_is(head, S_HoldForm) || val_is(head, S_HoldPattern) || val_is(head, S_HoldComplete))
        return expr_len(v) == 1 ? expr_arg(v, 0) : expr_make(vm_heap(vm), S_Sequence, expr_len(v), expr_args(v));
    Builder b;
    builder_start(&b, vm_heap(vm), head);
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x = release(vm, expr_arg(v, i));
        TRY(x);
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(ReleaseHold,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .args = "expr_",
    .usage = "ReleaseHold[expr] takes Hold, HoldForm, HoldPattern and HoldComplete away.",
    .examples = EXAMPLES(">> ReleaseHold[{Hold[1 + 1], HoldForm[2 + 2]}]", "{2, 4}"))
{
    TRY(vm_check_stack(vm));
    return release(vm, args.v[0]);
}
