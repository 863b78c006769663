/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * boxes.c -- MakeBoxes and ToBoxes; the heads of boxes.
 */
#include "vm/eval/builtin.h"
#include "vm/print/print.h"

BUILTIN(MakeBoxes,
    .attrs   = ATTR_HOLD_ALL_COMPLETE,
    .effects = EFFECT_CALLS,
    .usage   = "MakeBoxes[expr] converts expr into boxes, without evaluating it.\n"
               "MakeBoxes[expr, form] is the boxes for expr in the given form.",
    .examples = EXAMPLES(
        "MakeBoxes[a/b]", "FractionBox[a, b]",
        "MakeBoxes[1 + 2]", "RowBox[{1, +, 2}]"))
{
    if (args.n < 1 || args.n > 2)
        return NOT_MINE;
    return print_boxes(vm, args.v[0], args.n == 2 && val_is(args.v[1], S_TraditionalForm));
}

BUILTIN(ToBoxes,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_CALLS,
    .args    = "expr_, form_:StandardForm",
    .usage   = "ToBoxes[expr] generates boxes corresponding to the printed form of expr in StandardForm.\n"
               "ToBoxes[expr, form] gives the boxes corresponding to output in the given form.",
    .examples = EXAMPLES(
        "ToBoxes[x^2]", "SuperscriptBox[x, 2]",
        "ToBoxes[f[x]]", "RowBox[{f, [, x, ]}]"))
{
    bool traditional = args.n >= 2 && val_is(args.v[1], S_TraditionalForm);
    Val box = print_boxes(vm, args.v[0], traditional);

    TRY(box);
    return traditional ? expr2(vm_heap(vm), S_FormBox, box, S_TraditionalForm) : box;
}
