/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * generalized.c -- DiracDelta, HeavisideTheta and the boxes and triangles built on steps.
 */
#include "vm/builtin/special.h"

/* The sign of a real numeric argument; SIGN_UNKNOWN for anything else. */
static int sign_of(Vm *vm, Val x)
{
    if (val_is_plus_infinity(x))
        return 1;
    if (val_is_minus_infinity(x))
        return -1;
    return val_is_numeric(vm, x) ? numeric_sign(vm, x) : SIGN_UNKNOWN;
}

BUILTIN(DiracDelta,
    .attrs = ATTR_LISTABLE | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "xs___",
    .usage = "DiracDelta[x] is the Dirac delta function.",
    .examples = EXAMPLES("DiracDelta[1]", "0", "DiracDelta[0]", "DiracDelta[0]", "DiracDelta[-x]", "DiracDelta[x]"))
{
    for (size_t i = 0; i < args.n; i++) {
        int s = sign_of(vm, args.v[i]);

        if (s == 1 || s == -1)
            return val_int(0);
    }
    return args.n == 1 ? even_function(vm, S_DiracDelta, args.v[0]) : NOT_MINE;
}

BUILTIN(HeavisideTheta,
    .attrs = ATTR_LISTABLE | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE,
    .args = "xs___",
    .usage = "HeavisideTheta[x] is 0 for x < 0 and 1 for x > 0.",
    .examples = EXAMPLES("HeavisideTheta[2]", "1", "HeavisideTheta[-Pi]", "0", "HeavisideTheta[0]", "HeavisideTheta[0]"))
{
    Heap *h = vm_heap(vm);
    Builder kept;

    builder_start(&kept, h, S_HeavisideTheta);
    for (size_t i = 0; i < args.n; i++) {
        int s = sign_of(vm, args.v[i]);

        if (s == -1)
            return val_int(0);
        if (s != 1)
            builder_push(&kept, args.v[i]);
    }
    if (kept.n == 0)
        return val_int(1);
    return kept.n == args.n ? NOT_MINE : builder_finish(&kept);
}

/* Compares |x| with [bound]: the sign of |x| - bound. */
static int compare_size(Vm *vm, Val x, Val bound)
{
    Heap *h = vm_heap(vm);
    int s = sign_of(vm, x);

    if (s > 1)
        return SIGN_UNKNOWN;
    if (val_is_infinite(x))
        return 1;
    if (s == -1)
        x = neg_expr(h, x);
    if (val_is_number(x))
        return num_compare(x, bound);
    return numeric_sign(vm, expr2(h, S_Plus, x, num_neg(h, bound)));
}

BUILTIN(HeavisidePi,
    .attrs = ATTR_LISTABLE | ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "HeavisidePi[x] is 1 for |x| < 1/2 and 0 for |x| > 1/2.",
    .examples = EXAMPLES("HeavisidePi[1/3]", "1", "HeavisidePi[-1]", "0", "HeavisidePi[1/2]", "HeavisidePi[1/2]"))
{
    int c = compare_size(vm, args.v[0], half(vm_heap(vm)));

    return c == 1 ? val_int(0) : c == -1 ? val_int(1) : NOT_MINE;
}

BUILTIN(HeavisideLambda,
    .attrs = ATTR_LISTABLE | ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "HeavisideLambda[x] is the triangle 1 - |x| for |x| < 1, and 0 outside.",
    .examples = EXAMPLES("HeavisideLambda[1/3]", "2/3", "HeavisideLambda[2]", "0"))
{
    int c = compare_size(vm, args.v[0], val_int(1));

    if (c == -1)
        return formula1(vm, "1 - Abs[#]", args.v[0]);
    if (c != 1 && c != 0)
        return NOT_MINE;
    return val_is_real(args.v[0]) ? val_real_new(vm_heap(vm), 0.0) : val_int(0);
}

BUILTIN(UnitBox,
    .attrs = ATTR_LISTABLE | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "xs__",
    .usage = "UnitBox[x] is 1 for |x| <= 1/2 and 0 otherwise.",
    .examples = EXAMPLES("UnitBox[1/2]", "1", "UnitBox[1]", "0", "UnitBox[x]", "UnitBox[x]"))
{
    for (size_t i = 0; i < args.n; i++) {
        int c = compare_size(vm, args.v[i], half(vm_heap(vm)));

        if (c == 1)
            return val_int(0);
        if (c > 1)
            return NOT_MINE;
    }
    return val_int(1);
}

BUILTIN(UnitTriangle,
    .attrs = ATTR_LISTABLE | ATTR_ORDERLESS | ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "UnitTriangle[x] is the triangle 1 - |x| for |x| <= 1, and 0 outside.",
    .examples = EXAMPLES("UnitTriangle[1/4]", "3/4", "UnitTriangle[2]", "0"))
{
    int c = compare_size(vm, args.v[0], val_int(1));

    if (c > 1)
        return NOT_MINE;
    return c < 0 ? formula1(vm, "1 - Abs[#]", args.v[0]) : val_int(0);
}

/* x minus the floor of x, for a real number. */
static Val fraction(Heap *h, Val x)
{
    return num_sub(h, x, num_floor(h, x));
}

static bool real_argument(Val x)
{
    return val_is_number(x) && !val_is_complex(x);
}

BUILTIN(SawtoothWave,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, x_.",
    .usage = "SawtoothWave[x] is x - Floor[x]. SawtoothWave[{min, max}, x] runs from min to max.",
    .examples = EXAMPLES("SawtoothWave[1/3]", "1/3", "SawtoothWave[{-1, 1}, 1/4]", "-1/2"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[args.n - 1];

    if (!real_argument(x))
        return NOT_MINE;
    if (args.n == 1)
        return fraction(h, x);
    if (!val_is_call(args.v[0], S_List, 2))
        return NOT_MINE;
    return formula3(vm, "#1 + (#2 - #1) #3", expr_arg(args.v[0], 0), expr_arg(args.v[0], 1), fraction(h, x));
}

BUILTIN(SquareWave,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, x_.",
    .usage = "SquareWave[x] is 1 in the first half of each unit interval and -1 in the second.",
    .examples = EXAMPLES("SquareWave[0.1]", "1", "SquareWave[0.7]", "-1"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[args.n - 1];
    bool first;

    if (!real_argument(x))
        return NOT_MINE;
    first = num_compare(fraction(h, x), half(h)) < 0;
    if (args.n == 1)
        return val_int(first ? 1 : -1);
    return val_is_call(args.v[0], S_List, 2) ? expr_arg(args.v[0], first ? 1 : 0) : NOT_MINE;
}

BUILTIN(TriangleWave,
    .attrs = ATTR_PROTECTED | ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "a_, x_.",
    .usage = "TriangleWave[x] is a triangle wave between -1 and 1 of period 1.",
    .examples = EXAMPLES("TriangleWave[1/4]", "1", "TriangleWave[3/8]", "1/2", "TriangleWave[1]", "0"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[args.n - 1], r;

    if (!real_argument(x))
        return NOT_MINE;
    /* 1 - 4 |1/2 - FractionalPart[x + 1/4]| */
    r = num_sub(h, half(h), fraction(h, num_add(h, x, rat_new(h, val_int(1), val_int(4)))));
    r = num_sub(h, val_int(1), num_mul(h, val_int(4), num_abs(h, r)));
    if (args.n == 1)
        return r;
    if (!val_is_call(args.v[0], S_List, 2))
        return NOT_MINE;
    return formula3(vm, "(#1 + #2)/2 + (#2 - #1)/2 #3", expr_arg(args.v[0], 0), expr_arg(args.v[0], 1), r);
}

BUILTIN(BernsteinBasis,
    .attrs = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "d_, n_, x_",
    .usage = "BernsteinBasis[d, n, x] is the Bernstein basis function Binomial[d, n] x^n (1 - x)^(d - n) on 0 to 1.",
    .examples = EXAMPLES("BernsteinBasis[3, 1, 1/2]", "3/8", "BernsteinBasis[3, 1, 2]", "0"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[2];
    int64_t d, n;
    int low, high;

    if (!val_is_int_in(args.v[0], 0, 1000, &d) || !val_is_int_in(args.v[1], 0, d, &n))
        return NOT_MINE;
    if (d == 0)
        return val_int(1);
    if (!val_is_numeric(vm, x))
        return NOT_MINE;
    low = sign_of(vm, x);
    high = val_is_number(x) && !val_is_complex(x) ? num_compare(x, val_int(1))
         : numeric_sign(vm, expr2(h, S_Plus, x, val_int(-1)));
    if (low > 1 || high > 1)
        return NOT_MINE;
    if (low < 0 || high > 0)
        return val_int(0);
    if (low == 0 || high == 0)
        return val_int(low == 0 ? n == 0 : n == d);
    return formula(vm, "Binomial[#1, #2] #3^#2 (1 - #3)^(#1 - #2)", 3, args.v);
}
