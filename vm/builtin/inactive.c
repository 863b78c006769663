/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * inactive.c -- Inactivate and Activate: heads that wait.
 */
#include "vm/builtin/levelspec.h"
#include "vm/pattern/match.h"

/* Heads of data and of patterns, which Inactivate leaves alone. */
static bool is_data_head(Val head)
{
    switch (symbol_switch(head)) {
    case SYM_List: case SYM_Association: case SYM_Rule: case SYM_RuleDelayed: case SYM_Rational: case SYM_Complex:
    case SYM_Blank: case SYM_BlankSequence: case SYM_BlankNullSequence: case SYM_Pattern: case SYM_Inactive:
    case SYM_Slot: case SYM_SlotSequence: case SYM_Function: case SYM_MessageName: case SYM_HoldForm:
        return true;
    default:
        return false;
    }
}

typedef struct Waiting {
    Val  pattern;      /* for the heads; VAL_NONE: all */
    bool off;          /* Inactivate, not Activate */
} Waiting;

/* Is it a head to change? */
static MatchResult is_wanted(Vm *vm, const Waiting *w, Val head)
{
    if (w->off && (!val_is_symbol(head) || is_data_head(head)))
        return MATCH_NO;
    return val_is_none(w->pattern) ? MATCH_YES : vm_match(vm, w->pattern, head);
}

static Val switch_heads(Vm *vm, const Waiting *w, Val v)
{
    Heap *h = vm_heap(vm);
    Builder b;
    Val head, x;
    MatchResult r;

    if (val_is_packed(v) || !val_is_expr(v))
        return v;
    TRY(vm_check_stack(vm));
    TRY(vm_poll(vm));
    if (!w->off && val_is_call(v, S_Inactive, 1)) {
        r = is_wanted(vm, w, expr_arg(v, 0));
        return r == MATCH_UNWIND ? UNWIND : r == MATCH_YES ? expr_arg(v, 0) : v;
    }
    head = expr_head(v);
    if (val_is(head, S_Inactive))
        return v;
    r = is_wanted(vm, w, head);
    if (r == MATCH_UNWIND)
        return UNWIND;
    if (w->off && r == MATCH_YES)
        head = expr1(h, S_Inactive, head);
    else
        TRY(head = switch_heads(vm, w, head));
    builder_start(&b, h, head);
    for (size_t i = 0; i < expr_len(v); i++) {
        TRY(x = switch_heads(vm, w, expr_arg(v, i)));
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(Inactivate,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_CALLS, .options = "Heads -> False",
    .usage = "Inactivate[expr] puts Inactive[f] in the place of the heads f in expr; Inactivate[expr, patt] of those that match patt.",
    .examples = EXAMPLES(">> Inactivate[2 + 3 4]", "Inactive[Plus][2, Inactive[Times][3, 4]]", ">> Inactivate[Sin[x] + 1, Plus]", "Inactive[Plus][Sin[x], 1]"))
{
    size_t n = options_split(args);

    if (n != 1 && n != 2)
        return MESSAGE(vm, "argt", S_Inactivate, val_int((int64_t)n), val_int(1), val_int(2));
    Waiting w = {n == 2 ? args.v[1] : VAL_NONE, true};
    return switch_heads(vm, &w, args.v[0]);
}

BUILTIN(Activate,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_CALLS, .options = "Heads -> False",
    .usage = "Activate[expr] puts f in the place of Inactive[f] everywhere in expr; Activate[expr, patt] where f matches patt.",
    .examples = EXAMPLES(">> Activate[Inactive[Plus][1, 2] + Inactive[Times][3, 4]]", "15",
                         ">> Activate[Inactive[Plus][1, 2] + Inactive[Times][3, 4], Plus]", "3 + Inactive[Times][3, 4]"))
{
    size_t n = options_split(args);

    if (n != 1 && n != 2)
        return MESSAGE(vm, "argt", S_Activate, val_int((int64_t)n), val_int(1), val_int(2));
    Waiting w = {n == 2 ? args.v[1] : VAL_NONE, false};
    return switch_heads(vm, &w, args.v[0]);
}

SYMBOL(Inactive, .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Inactive[f] is f as a head that does nothing until Activate.");
