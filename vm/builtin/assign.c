/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * assign.c -- Set and its family, Clear, and the operators that change a variable.
 */
#include "vm/builtin/assignment.h"

#include "vm/eval/eval.h"
#include "vm/num/number.h"
#include "vm/pattern/rules.h"
#include "vm/value/owned.h"

#define ASSIGN_MESSAGES                                                                            \
    "shape", "Lists `1` and `2` are not the same shape.",                                          \
    "tagnf", "Tag `1` not found or too deep for an assigned rule in `2`.",                         \
    "nosym", "`1` does not contain a symbol to attach a rule to.",                                 \
    "setps", "`1` in the part assignment is not a symbol.",                                        \
    "vlist", "`1` is not a list of rules for `2`."

static Val outcome(AssignResult r, Val done, Val failed)
{
    return r == ASSIGN_UNWIND ? UNWIND : r == ASSIGN_DONE ? done : failed;
}

BUILTIN(Set,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "lhs_, rhs_",
    .packed = true,
    .usage = "Set[lhs, rhs], written lhs = rhs, evaluates rhs and makes it the value of lhs from now on.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> x = 5; x + 1", "6", ">> {a, b} = {1, 2}; b", "2", ">> l = {1, 2, 3}; l[[2]] = 9; l", "{1, 9, 3}"))
{
    bool settled = val_is_symbol(args.v[0]) && vm_is_settled(vm, args.v[1]);
    Val v = outcome(assign(vm, S_Set, VAL_NONE, args.v[0], args.v[1], false), args.v[1], args.v[1]);

    if (settled && val_is(v, args.v[1]))
        vm_settle_but(vm, v, args.v[0]);
    return v;
}

BUILTIN(SetDelayed,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "lhs_, rhs_",
    .usage = "SetDelayed[lhs, rhs], written lhs := rhs, makes rhs, unevaluated, the value of lhs.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> f[x_] := x^2; f[3]", "9", ">> g[n_ /; n > 0] := 1; {g[1], g[-1]}", "{1, g[-1]}"))
{
    return outcome(assign(vm, S_SetDelayed, VAL_NONE, args.v[0], args.v[1], true), S_Null, S_$Failed);
}

BUILTIN(UpSet,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "lhs_, rhs_",
    .packed = true,
    .usage = "UpSet[lhs, rhs], written lhs ^= rhs, evaluates rhs and attaches the rule to the symbols in the arguments of lhs.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> area[square] ^= 1; area[square]", "1"))
{
    if (!val_is_expr(args.v[0]))
        return MESSAGE(vm, "normal", val_int(1), args.expr);
    return outcome(assign_up(vm, S_UpSet, args.v[0], args.v[1], false), args.v[1], args.v[1]);
}

BUILTIN(UpSetDelayed,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "lhs_, rhs_",
    .usage = "UpSetDelayed[lhs, rhs], written lhs ^:= rhs, attaches the delayed rule to the symbols in the arguments of lhs.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> plus[gauss[a_], gauss[b_]] ^:= gauss[a + b]; plus[gauss[1], gauss[2]]", "gauss[3]"))
{
    return outcome(assign_up(vm, S_UpSetDelayed, args.v[0], args.v[1], true), S_Null, S_$Failed);
}

BUILTIN(TagSet,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "f_, lhs_, rhs_",
    .usage = "TagSet[f, lhs, rhs], written f /: lhs = rhs, evaluates rhs and attaches the rule to f.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> s /: s + t = u; s + t", "u"))
{
    Val rhs;

    if (!val_is_symbol(args.v[0]))
        return MESSAGE(vm, "sym", args.v[0], val_int(1));
    TRY(rhs = vm_eval(vm, args.v[2]));
    return outcome(assign(vm, S_TagSet, args.v[0], args.v[1], rhs, false), rhs, rhs);
}

BUILTIN(TagSetDelayed,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD,
    .effects = EFFECT_STATE | EFFECT_CALLS,
    .args = "f_, lhs_, rhs_",
    .usage = "TagSetDelayed[f, lhs, rhs], written f /: lhs := rhs, attaches the delayed rule to f.",
    .messages = MESSAGES(ASSIGN_MESSAGES),
    .examples = EXAMPLES(">> mod /: mod[a_] + mod[b_] := mod[a + b]; mod[1] + mod[2]", "mod[3]"))
{
    if (!val_is_symbol(args.v[0]))
        return MESSAGE(vm, "sym", args.v[0], val_int(1));
    return outcome(assign(vm, S_TagSetDelayed, args.v[0], args.v[1], args.v[2], true), S_Null, S_$Failed);
}

BUILTIN(Unset,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_STATE,
    .args = "lhs_",
    .usage = "Unset[lhs], written lhs =., removes the rule whose left side is lhs.",
    .messages = MESSAGES("norep", "Assignment on `2` for `1` not found.", "usraw", "Cannot unset raw object `1`."),
    .examples = EXAMPLES(">> x = 1; x =.; x", "x"))
{
    return outcome(unassign(vm, S_Unset, VAL_NONE, args.v[0]), S_Null, S_$Failed);
}

BUILTIN(TagUnset,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_STATE,
    .args = "f_, lhs_",
    .usage = "TagUnset[f, lhs], written f /: lhs =., removes the rule for lhs that is attached to f.",
    .messages = MESSAGES("norep", "Assignment on `2` for `1` not found.", "usraw", "Cannot unset raw object `1`."),
    .examples = EXAMPLES(">> s /: s + t = u; s /: s + t =.; s + t", "s + t"))
{
    if (!val_is_symbol(args.v[0]))
        return MESSAGE(vm, "sym", args.v[0], val_int(1));
    return outcome(unassign(vm, S_TagUnset, args.v[0], args.v[1]), S_Null, S_$Failed);
}

/* ---- clearing ---- */

typedef enum Clearing { CLEAR_VALUES, CLEAR_ALL, CLEAR_REMOVE } Clearing;

static Val clear_symbol(Vm *vm, Val self, Val symbol, Clearing how)
{
    const Definition *d = definition_find(&vm->definitions, symbol);

    if (!assign_allowed(vm, self, symbol) || (how != CLEAR_VALUES && !assign_unlocked(vm, self, symbol)) || d == NULL)
        return S_Null;
    /* The values of a shared symbol go, and it stays shared. */
    if (!val_is_none(d->leader) && how != CLEAR_REMOVE)
        return vm_lead(vm, symbol, expr1(vm_heap(vm), self, symbol));
    Definition fresh = {.owner = d->owner, .attributes = d->attributes, .options = d->options};
    fresh.rules[RULES_MESSAGE] = d->rules[RULES_MESSAGE];
    if (how != CLEAR_VALUES) {
        fresh.attributes = 0;
        fresh.options = VAL_NONE;
        fresh.rules[RULES_MESSAGE] = NULL;
    } else {
        fresh.rules[RULES_DEFAULT] = d->rules[RULES_DEFAULT];
    }
    Definition *edit = definition_edit(&vm->definitions, vm_heap(vm), symbol);
    bool attributes = edit->attributes != fresh.attributes;
    fresh.owner = edit->owner;
    fresh.current = edit->current;
    *edit = fresh;
    if (attributes)
        vm_attributes_changed(vm);
    vm_changed(vm, symbol);
    return S_Null;
}

static Val clear_matching(Vm *vm, Val self, const char *pattern, Clearing how)
{
    const char *mark = strrchr(pattern, '`');
    bool found = false;
    Val s;

    for (uint32_t at = 0; symbol_next(&at, &s); ) {
        if (mark == NULL ? symbol_context(s) != vm->context
                         : strncmp(symbol_context(s), pattern, (size_t)(mark - pattern) + 1) != 0)
            continue;
        if (!symbol_name_matches(mark == NULL ? pattern : mark + 1, symbol_name(s)))
            continue;
        found = true;
        if (vm_attributes(vm, s) & (ATTR_PROTECTED | ATTR_LOCKED) && strpbrk(pattern, "*@") != NULL)
            continue;
        TRY(clear_symbol(vm, self, s, how));
    }
    return found ? S_True : S_False;
}

static Val clear_each(Vm *vm, Val self, size_t n, const Val *items, Clearing how)
{
    for (size_t i = 0; i < n; i++) {
        Val x = items[i];
        if (val_is_symbol(x)) {
            TRY(clear_symbol(vm, self, x, how));
        } else if (val_is_string(x)) {
            Val found = clear_matching(vm, self, text_data(x), how);
            TRY(found);
            if (val_is(found, S_False))
                vm_message(vm, self, "notfound", 1, &x);
        } else if (val_is_plain_list(x)) {
            TRY(clear_each(vm, self, expr_len(x), expr_args(x), how));
        } else {
            vm_message(vm, self, "ssym", 1, &x);
        }
    }
    return S_Null;
}

#define CLEAR_MESSAGES "ssym", "`1` is not a symbol or a string.", "notfound", "Symbol `1` not found."

BUILTIN(Clear,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .usage = "Clear[s1, s2, ...] removes the values of symbols, or of all whose names match a string.",
    .messages = MESSAGES(CLEAR_MESSAGES),
    .examples = EXAMPLES(">> x = 1; Clear[x]; x", "x"))
{
    return clear_each(vm, S_Clear, args.n, args.v, CLEAR_VALUES);
}

BUILTIN(ClearAll,
    .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .usage = "ClearAll[s1, s2, ...] removes values, attributes, options and messages of symbols.",
    .messages = MESSAGES(CLEAR_MESSAGES),
    .examples = EXAMPLES(">> SetAttributes[f, Flat]; ClearAll[f]; Attributes[f]", "{}"))
{
    return clear_each(vm, S_ClearAll, args.n, args.v, CLEAR_ALL);
}

BUILTIN(Remove,
    .attrs = ATTR_HOLD_ALL | ATTR_LOCKED | ATTR_PROTECTED,
    .effects = EFFECT_STATE,
    .usage = "Remove[s1, s2, ...] removes symbols with all that is known of them.",
    .messages = MESSAGES("ssym", "`1` is not a symbol or a string.", "notfound", "Symbol `1` not found.",
                         "rmnsm", "There are no symbols matching \"`1`\"."),
    .examples = EXAMPLES(">> x = 1; Remove[x]; x", "x"))
{
    return clear_each(vm, S_Remove, args.n, args.v, CLEAR_REMOVE);
}

/* ---- variables changed in place ---- */

/* Is evaluating a part's position sure to change nothing? */
static bool is_quiet_position(Val e, int depth)
{
    if (!val_is_expr(e))
        return true;
    switch (symbol_switch(expr_head(e))) {
    case SYM_Plus: case SYM_Times: case SYM_Mod: case SYM_Quotient: case SYM_Subtract:
        break;
    default:
        return false;
    }
    for (size_t i = 0; i < expr_len(e); i++)
        if (depth == 0 || !is_quiet_position(expr_arg(e, i), depth - 1))
            return false;
    return true;
}

/* symbol[[i, ..]] without the symbol's value being seen, so that it can be changed in place; VAL_NONE: not that
 * simple. */
static Val part_to_change(Vm *vm, Val place)
{
    enum { DEEPEST = 8 };
    Val symbol = expr_len(place) == 0 ? VAL_NONE : expr_arg(place, 0), at[DEEPEST] = {VAL_NONE};
    size_t n = expr_len(place) - 1;

    if (val_is_none(symbol) || !val_is_symbol(symbol) || n == 0 || n > DEEPEST || vm->operators_changed || vm_may_have_up_values(vm, place))
        return VAL_NONE;
    const Definition *d = definition_find(&vm->definitions, symbol);
    if (d == NULL || val_is_none(d->value) || d->value_delayed || !val_is_list(d->value))
        return VAL_NONE;
    for (size_t i = 0; i < n; i++)
        if (!is_quiet_position(expr_arg(place, i + 1), 3))
            return VAL_NONE;
    for (size_t i = 0; i < n; i++)
        TRY(at[i] = vm_eval(vm, expr_arg(place, i + 1)));
    d = definition_find(&vm->definitions, symbol);
    return d == NULL || !val_is_list(d->value) ? VAL_NONE : owned_part(vm_heap(vm), d->value, n, at);
}

/* The present value of a variable or part, which must have one. */
static Val value_to_change(Vm *vm, Args args, Val place)
{
    if (val_is_symbol(place)) {
        const Definition *d = definition_find(&vm->definitions, place);
        if (!definition_has_value(d))
            return MESSAGE(vm, "rvalue", place);
        return vm_eval(vm, place);
    }
    if (!val_is_expr(place))
        return MESSAGE(vm, "rvalue", place);
    Val v = val_has_head(place, S_Part) ? part_to_change(vm, place) : VAL_NONE;
    if (val_is_none(v))
        v = vm_eval(vm, place);
    else if (!val_is_unwind(v) && !val_is_inert(v))
        v = vm_eval(vm, v);
    TRY(v);
    if (val_same(v, place))
        return MESSAGE(vm, "rvalue", place);
    return v;
}

/* place = f[place, x]; gives the new value, or the old one. */
static Val change(Vm *vm, Args args, Val self, Val f, Val x, bool give_old)
{
    Val place = args.v[0], old, new;

    TRY(old = value_to_change(vm, args, place));
    if (val_is_not_mine(old))
        return NOT_MINE;
    TRY(new = vm_call2(vm, f, old, x));
    /* Append and Prepend that could not: there is nothing to assign. */
    if (val_is_call(new, f, 2) && (val_is(f, S_Append) || val_is(f, S_Prepend)))
        return NOT_MINE;
    return outcome(assign(vm, self, VAL_NONE, place, new, false), give_old ? old : new, NOT_MINE);
}

BUILTIN(Increment,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_",
    .usage = "Increment[x], written x++, adds 1 to the value of x and gives the old value.",
    .examples = EXAMPLES(">> x = 5; {x++, x}", "{5, 6}"))
{
    return change(vm, args, S_Increment, S_Plus, val_int(1), true);
}

BUILTIN(Decrement,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_",
    .usage = "Decrement[x], written x--, subtracts 1 from the value of x and gives the old value.",
    .examples = EXAMPLES(">> x = 5; {x--, x}", "{5, 4}"))
{
    return change(vm, args, S_Decrement, S_Plus, val_int(-1), true);
}

BUILTIN(PreIncrement,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_",
    .usage = "PreIncrement[x], written ++x, adds 1 to the value of x and gives the new value.",
    .examples = EXAMPLES(">> x = 5; ++x", "6"))
{
    return change(vm, args, S_PreIncrement, S_Plus, val_int(1), false);
}

BUILTIN(PreDecrement,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_",
    .usage = "PreDecrement[x], written --x, subtracts 1 from the value of x and gives the new value.",
    .examples = EXAMPLES(">> x = 5; --x", "4"))
{
    return change(vm, args, S_PreDecrement, S_Plus, val_int(-1), false);
}

BUILTIN(AddTo,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, dx_",
    .packed = true,
    .usage = "AddTo[x, dx], written x += dx, adds dx to the value of x and gives the new value.",
    .examples = EXAMPLES(">> x = 5; x += 2", "7"))
{
    return change(vm, args, S_AddTo, S_Plus, args.v[1], false);
}

BUILTIN(SubtractFrom,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, dx_",
    .packed = true,
    .usage = "SubtractFrom[x, dx], written x -= dx, subtracts dx from the value of x and gives the new value.",
    .examples = EXAMPLES(">> x = 5; x -= 2", "3"))
{
    return change(vm, args, S_SubtractFrom, S_Subtract, args.v[1], false);
}

BUILTIN(TimesBy,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, c_",
    .packed = true,
    .usage = "TimesBy[x, c], written x *= c, multiplies the value of x by c and gives the new value.",
    .examples = EXAMPLES(">> x = 5; x *= 2", "10"))
{
    return change(vm, args, S_TimesBy, S_Times, args.v[1], false);
}

BUILTIN(DivideBy,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, c_",
    .packed = true,
    .usage = "DivideBy[x, c], written x /= c, divides the value of x by c and gives the new value.",
    .examples = EXAMPLES(">> x = 6; x /= 2", "3"))
{
    return change(vm, args, S_DivideBy, S_Divide, args.v[1], false);
}

BUILTIN(AppendTo,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, elem_",
    .usage = "AppendTo[x, elem] appends elem to the value of x and gives the new value.",
    .examples = EXAMPLES(">> l = {1, 2}; AppendTo[l, 3]; l", "{1, 2, 3}"))
{
    return change(vm, args, S_AppendTo, S_Append, args.v[1], false);
}

BUILTIN(PrependTo,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, elem_",
    .usage = "PrependTo[x, elem] prepends elem to the value of x and gives the new value.",
    .examples = EXAMPLES(">> l = {1, 2}; PrependTo[l, 0]; l", "{0, 1, 2}"))
{
    return change(vm, args, S_PrependTo, S_Prepend, args.v[1], false);
}

BUILTIN(ApplyTo,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_STATE | EFFECT_CALLS, .args = "x_, f_",
    .usage = "ApplyTo[x, f], written x //= f, replaces the value of x by f of it and gives the new value.",
    .examples = EXAMPLES(">> x = 3; x //= f", "f[3]"))
{
    Val place = args.v[0], v;

    TRY(v = value_to_change(vm, args, place));
    if (val_is_not_mine(v))
        return NOT_MINE;
    TRY(v = vm_call1(vm, args.v[1], v));
    return outcome(assign(vm, S_ApplyTo, VAL_NONE, place, v, false), v, NOT_MINE);
}
