/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * pattern_fns.c -- the constructs that patterns are made of.  What they match is in vm/pattern/.
 */
#include "vm/eval/builtin.h"

SYMBOL(Blank, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Blank[], written _, stands for any expression; Blank[h], written _h, for any with head h.");
SYMBOL(BlankSequence, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "BlankSequence[], written __, stands for one or more expressions; BlankSequence[h] for such with head h.");
SYMBOL(BlankNullSequence, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "BlankNullSequence[], written ___, stands for any number of expressions; BlankNullSequence[h] for such with head h.");
SYMBOL(Alternatives, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Alternatives[p1, p2, ...], written p1 | p2 | ..., matches what any of the patterns matches.");
SYMBOL(Repeated, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Repeated[p], written p.., matches one or more expressions that p matches; Repeated[p, {m, n}] from m to n of them.");
SYMBOL(RepeatedNull, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "RepeatedNull[p], written p..., matches any number of expressions that p matches.");
SYMBOL(Except, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Except[c] matches what c does not; Except[c, p] what p matches and c does not.");
SYMBOL(Longest, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Longest[p] matches as p, the longest sequence first.");
SYMBOL(Shortest, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Shortest[p] matches as p, the shortest sequence first.");
SYMBOL(Verbatim, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Verbatim[expr] matches just expr, pattern constructs in it included.");
SYMBOL(OptionsPattern, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "OptionsPattern[] matches a sequence of options; OptionsPattern[f] one whose defaults are those of f.");
SYMBOL(KeyValuePattern, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "KeyValuePattern[{k1 -> p1, ...}] matches an association or a list of rules that has such entries.");
SYMBOL(PatternSequence, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "PatternSequence[p1, p2, ...] matches a sequence of arguments.");
SYMBOL(OrderlessPatternSequence, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "OrderlessPatternSequence[p1, p2, ...] matches a sequence of arguments in any order.");
SYMBOL(PatternTest, .attrs = ATTR_HOLD_REST | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "PatternTest[p, test], written p?test, matches what p matches and for which test gives True.");
SYMBOL(Condition, .attrs = ATTR_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Condition[p, test], written p /; test, matches what p matches if test gives True.");
SYMBOL(Optional, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Optional[p, v], written p:v, matches what p matches, or nothing, which stands for v.");

BUILTIN(Pattern,
    .attrs = ATTR_HOLD_FIRST | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Pattern[name, p], written name:p, matches what p matches and calls it name.",
    .messages = MESSAGES("patvar", "First element in pattern `1` is not a valid pattern name."),
    .examples = EXAMPLES(">> {1, 2} /. {x_, y_} :> {y, x}", "{2, 1}"))
{
    if (args.n == 2 && !val_is_symbol(args.v[0]))
        return MESSAGE(vm, "patvar", args.expr);
    return NOT_MINE;
}

SYMBOL(Rule, .attrs = ATTR_PROTECTED | ATTR_SEQUENCE_HOLD, .effects = EFFECT_PURE,
    .usage = "Rule[lhs, rhs], written lhs -> rhs, is a rule that puts rhs in the place of lhs.");
SYMBOL(RuleDelayed, .attrs = ATTR_HOLD_REST | ATTR_PROTECTED | ATTR_SEQUENCE_HOLD, .effects = EFFECT_PURE,
    .usage = "RuleDelayed[lhs, rhs], written lhs :> rhs, is a rule whose right side is evaluated only when it is used.");
SYMBOL(List, .attrs = ATTR_LOCKED | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "List[e1, e2, ...], written {e1, e2, ...}, is a list.");
SYMBOL(Sequence, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Sequence[e1, e2, ...] is a sequence of arguments that goes into any function it is given to.");
SYMBOL(Nothing, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Nothing is taken out of lists.");
SYMBOL(Splice, .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Splice[{e1, e2, ...}] goes into a list as so many elements; Splice[list, h] into an expression with head h.");
SYMBOL(Slot, .attrs = ATTR_N_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "Slot[n], written #n, is the n-th argument of a pure function; Slot[\"name\"], written #name, the value of a key.");
SYMBOL(SlotSequence, .attrs = ATTR_N_HOLD_ALL | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .usage = "SlotSequence[n], written ##n, is the sequence of arguments of a pure function from the n-th on.");
