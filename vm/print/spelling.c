/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * spelling.c -- the operators as InputForm spells them.
 */
#include "vm/print/internal.h"

static const Operator table[] = {
#define INFIX(name, precedence, text)   {SYM_##name, OPERATOR_FLAT, precedence, text},
#define LEFT(name, precedence, text)    {SYM_##name, OPERATOR_LEFT, precedence, text},
#define RIGHT(name, precedence, text)   {SYM_##name, OPERATOR_RIGHT, precedence, text},
#define PREFIX(name, precedence, text)  {SYM_##name, OPERATOR_PREFIX, precedence, text},
#define POSTFIX(name, precedence, text) {SYM_##name, OPERATOR_POSTFIX, precedence, text},
    RIGHT(Set, 40, " = ") RIGHT(SetDelayed, 40, " := ") RIGHT(UpSet, 40, " ^= ")
    RIGHT(UpSetDelayed, 40, " ^:= ")
    INFIX(Therefore, 50, " \u2234 ") INFIX(Because, 50, " \u2235 ") INFIX(Colon, 80, " \u2236 ")
    RIGHT(AddTo, 100, " += ") RIGHT(SubtractFrom, 100, " -= ") RIGHT(TimesBy, 100, " *= ")
    RIGHT(DivideBy, 100, " /= ")
    LEFT(ReplaceAll, 110, " /. ") LEFT(ReplaceRepeated, 110, " //. ")
    RIGHT(Rule, 120, " -> ") RIGHT(RuleDelayed, 120, " :> ") INFIX(TwoWayRule, 125, " <-> ")
    LEFT(Condition, 130, " /; ") INFIX(StringExpression, 135, "~~") INFIX(Alternatives, 160, " | ")
    POSTFIX(Repeated, 170, "..") POSTFIX(RepeatedNull, 170, "...")
    INFIX(Equivalent, 205, " \u29E6 ")
    INFIX(Or, 215, " || ") INFIX(And, 215, " && ")
    INFIX(Equal, 290, " == ") INFIX(Unequal, 290, " != ") INFIX(Less, 290, " < ")
    INFIX(LessEqual, 290, " <= ") INFIX(Greater, 290, " > ") INFIX(GreaterEqual, 290, " >= ")
    INFIX(SameQ, 290, " === ") INFIX(UnsameQ, 290, " =!= ")
    INFIX(LongRightArrow, 270, " \u27F6 ") INFIX(Congruent, 290, " \u2261 ") INFIX(Tilde, 290, " \u223C ")
    INFIX(UndirectedEdge, 295, " \uF3D4 ") INFIX(DirectedEdge, 295, " \uF3D5 ")
    INFIX(Span, 305, " ;; ")
    INFIX(CirclePlus, 330, " \u2295 ") INFIX(Cup, 350, " \u2323 ") INFIX(Cap, 360, " \u2322 ")
    INFIX(CenterDot, 410, " \u00B7 ") INFIX(CircleTimes, 420, " \u2297 ") INFIX(Diamond, 430, " \u22C4 ")
    INFIX(Wedge, 440, " \u22C0 ") INFIX(Vee, 430, " \u22C1 ") INFIX(Backslash, 460, " \u2216 ")
    INFIX(Dot, 490, " . ") INFIX(TensorProduct, 495, " \uF3DA ") INFIX(NonCommutativeMultiply, 510, "**")
    INFIX(CircleDot, 520, " \u2299 ")
    INFIX(StringJoin, 600, "<>") POSTFIX(Factorial, 610, "!") POSTFIX(Factorial2, 610, "!!")
    RIGHT(Map, 620, " /@ ") RIGHT(MapAll, 620, " //@ ") RIGHT(Apply, 620, " @@ ") RIGHT(MapApply, 620, " @@@ ")
    INFIX(RightComposition, 624, " /* ") INFIX(Composition, 625, " @* ")
    PREFIX(PreIncrement, 660, "++") PREFIX(PreDecrement, 660, "--")
    POSTFIX(Increment, 660, "++") POSTFIX(Decrement, 660, "--")
#undef INFIX
#undef LEFT
#undef RIGHT
#undef PREFIX
#undef POSTFIX
};

const Operator *operator_of(Val head, size_t n)
{
    if (!val_is_symbol(head) || symbol_number(head) >= SYM_KNOWN_COUNT)
        return NULL;
    for (size_t i = 0; i < COUNT_OF(table); i++) {
        if (table[i].symbol != symbol_number(head))
            continue;
        switch (table[i].kind) {
        case OPERATOR_FLAT:    return n >= 2 ? &table[i] : NULL;
        case OPERATOR_LEFT:
        case OPERATOR_RIGHT:   return n == 2 ? &table[i] : NULL;
        case OPERATOR_PREFIX:
        case OPERATOR_POSTFIX: return n == 1 ? &table[i] : NULL;
        }
    }
    return NULL;
}
