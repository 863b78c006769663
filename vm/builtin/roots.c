/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * roots.c -- Subtract, Divide, Minus, Sqrt, CubeRoot, Surd: what is said in terms of Plus, Times and Power.
 */
#include "vm/builtin/arith.h"

BUILTIN(Subtract,
    .attrs   = ATTRS_FUNCTION, .effects = EFFECT_PURE,
    .args    = "x_, y_",
    .usage   = "Subtract[x, y], x - y, is x + (-1) y.",
    .examples = EXAMPLES("Subtract[5, 3]", "2", "a - b", "a - b"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], y = args.v[1];

    if (val_is_number(x) && val_is_number(y))
        return num_sub(h, x, y);
    return expr2(h, S_Plus, x, neg_expr(h, y));
}

BUILTIN(Divide,
    .attrs   = ATTRS_FUNCTION, .effects = EFFECT_PURE,
    .args    = "x_, y_",
    .usage   = "Divide[x, y], x / y, is x y^-1.",
    .messages = MESSAGES("infy", "Infinite expression `1` encountered."),
    .examples = EXAMPLES("Divide[6, 4]", "3/2", "a / b", "a/b"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], y = args.v[1];

    if (val_is_number(x) && val_is_number(y) && !num_is_zero(y))
        return num_div(h, x, y);
    return div_expr(h, x, y);
}

BUILTIN(Minus,
    .attrs   = ATTRS_FUNCTION, .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Minus[x], -x, is (-1) x.",
    .examples = EXAMPLES("Minus[3]", "-3", "Minus[x]", "-x"))
{
    return neg_expr(vm_heap(vm), args.v[0]);
}

BUILTIN(Sqrt,
    .attrs   = ATTRS_FUNCTION, .effects = EFFECT_PURE,
    .args    = "z_",
    .usage   = "Sqrt[z] is the square root of z, z^(1/2).",
    .examples = EXAMPLES("Sqrt[16]", "4", "Sqrt[8]", "2*Sqrt[2]", "Sqrt[-9]", "3*I", "Sqrt[2.]", "1.4142135623730951"))
{
    return sqrt_expr(vm_heap(vm), args.v[0]);
}

/* The real n-th root; [whole] for the message. */
static Val real_root(Vm *vm, const Builtin *builtin, Val x, Val n, Val whole)
{
    Heap *h = vm_heap(vm);
    int sign;

    if (!val_is_integer(n))
        return NOT_MINE;
    if (val_is_zero(n)) {
        builtin_message(vm, builtin, "indet", 1, &whole);
        return S_Indeterminate;
    }
    if (!val_is_numeric(vm, x))
        return NOT_MINE;
    sign = val_is_real_number(x) ? num_sign(x) : numeric_sign(vm, x);
    if (sign > 1) {
        if (sign == SIGN_COMPLEX)
            builtin_message(vm, builtin, "preal", 1, &whole);
        return NOT_MINE;
    }
    if (sign < 0 && !int_is_odd(n)) {
        builtin_message(vm, builtin, "noneg", 0, NULL);
        return S_Indeterminate;
    }
    if (sign >= 0)
        return expr2(h, S_Power, x, num_inv(h, n));
    return neg_expr(h, expr2(h, S_Power, neg_expr(h, x), num_inv(h, n)));
}

BUILTIN(Surd,
    .attrs   = ATTRS_FUNCTION, .effects = EFFECT_PURE,
    .args    = "x_, n_",
    .usage   = "Surd[x, n] is the real-valued n-th root of x.",
    .messages = MESSAGES("noneg", "Surd is not defined for even roots of negative values.",
                         "indet", "Indeterminate expression `1` encountered.",
                         "preal", "The parameter `1` should be real-valued."),
    .examples = EXAMPLES("Surd[-8, 3]", "-2", "Surd[16, 4]", "2", "Surd[2., 3]", "1.2599210498948732",
        "Surd[-4, 2]", "Surd::noneg: Surd is not defined for even roots of negative values.\nIndeterminate"))
{
    return real_root(vm, args.builtin, args.v[0], args.v[1], args.expr);
}

BUILTIN(CubeRoot,
    .attrs   = ATTRS_FUNCTION | ATTR_READ_PROTECTED, .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "CubeRoot[x] is the real-valued cube root of x.",
    .examples = EXAMPLES("CubeRoot[-27]", "-3", "CubeRoot[2]", "2^(1/3)"))
{
    return expr2(vm_heap(vm), S_Surd, args.v[0], val_int(3));
}
