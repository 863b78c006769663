/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * number_heads.c -- Integer, Rational, Real, Complex: the heads of numbers, which also make them.
 */
#include "vm/builtin/integers.h"

SYMBOL(Integer,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Integer is the head used for integers.",
    .examples = EXAMPLES(">> MatchQ[3, _Integer]", "True"));

SYMBOL(Real,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Real is the head used for real (floating-point) numbers.",
    .examples = EXAMPLES(">> MatchQ[3., _Real]", "True"));

BUILTIN(Rational,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "p_, q_",
    .usage   = "Rational[p, q] is the head used for rational numbers; it makes the number p/q of integers p and q.",
    .messages = MESSAGES("infy", "Infinite expression `1` encountered.",
                         "indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES(">> Rational[6, 4]", "3/2"))
{
    Heap *h = vm_heap(vm);
    Val p = args.v[0], q = args.v[1];

    if (!val_is_integer(p) || !val_is_integer(q))
        return NOT_MINE;
    if (num_is_zero(q))
        MESSAGE(vm, num_is_zero(p) ? "indet" : "infy", div_expr(h, p, q));
    return rat_new(h, p, q);
}

BUILTIN(Complex,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "re_, im_",
    .usage   = "Complex[re, im] is the head used for complex numbers; it makes the number re + I im of real numbers re and im.",
    .examples = EXAMPLES(">> Complex[2, 3]", "2 + 3*I", ">> Complex[2, 0]", "2"))
{
    if (!val_is_real_number(args.v[0]) || !val_is_real_number(args.v[1]))
        return NOT_MINE;
    return cplx_new(vm_heap(vm), args.v[0], args.v[1]);
}
