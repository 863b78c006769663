/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special_integrals.c -- error functions, Fresnel and exponential integrals, ProductLog.
 */
#include <math.h>

#include "vm/builtin/special.h"

/* f[I x] = I times g[x], with the sign given. */
static Val at_imaginary(Vm *vm, Val z, Val image, int sign)
{
    Heap *h = vm_heap(vm);
    Val body = imaginary_part_of(h, z);

    if (val_is_none(body))
        return NOT_MINE;
    return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(sign)), expr1(h, image, body));
}

BUILTIN(Erf,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_, z1_.",
    .usage = "Erf[z] is the error function. Erf[z0, z1] is Erf[z1] - Erf[z0].",
    .examples = EXAMPLES("Erf[0]", "0", "Erf[Infinity]", "1", "Erf[-x]", "-Erf[x]", "Erf[1.]", "0.8427007929497149"))
{
    Val z = args.v[0], r;

    if (args.n == 2)
        return expr2(vm_heap(vm), S_Subtract, expr1(vm_heap(vm), S_Erf, args.v[1]), expr1(vm_heap(vm), S_Erf, z));
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, z, "0=0;oo=1;-oo=-1;~oo=Indeterminate;Ioo=I Infinity;-Ioo=-I Infinity");
    if (val_is_call(z, S_InverseErf, 1))
        return expr_arg(z, 0);
    r = at_imaginary(vm, z, S_Erfi, 1);
    return val_is_not_mine(r) ? odd_function(vm, S_Erf, z) : r;
}

BUILTIN(Erfc,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Erfc[z] is the complementary error function, 1 - Erf[z].",
    .examples = EXAMPLES("Erfc[0]", "1", "Erfc[Infinity]", "0", "Erfc[-Infinity]", "2"))
{
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=1;oo=0;-oo=2;~oo=Indeterminate");
    return val_is_call(args.v[0], S_InverseErfc, 1) ? expr_arg(args.v[0], 0) : NOT_MINE;
}

BUILTIN(Erfi,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Erfi[z] is the imaginary error function, Erf[I z]/I.",
    .examples = EXAMPLES("Erfi[0]", "0", "Erfi[I x]", "I*Erf[x]"))
{
    Val r;

    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=Infinity;-oo=-Infinity;~oo=Indeterminate;Ioo=I;-Ioo=-I");
    r = at_imaginary(vm, args.v[0], S_Erf, 1);
    return val_is_not_mine(r) ? odd_function(vm, S_Erfi, args.v[0]) : r;
}

BUILTIN(InverseErf,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_",
    .usage = "InverseErf[s] is the inverse of the error function.",
    .examples = EXAMPLES("InverseErf[0]", "0", "InverseErf[1]", "Infinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;1=Infinity;-1=-Infinity");
    return odd_function(vm, S_InverseErf, args.v[0]);
}

BUILTIN(InverseErfc,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "s_",
    .usage = "InverseErfc[s] is the inverse of the complementary error function.",
    .examples = EXAMPLES("InverseErfc[1]", "0", "InverseErfc[0]", "Infinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "1=0;0=Infinity");
    return val_is(args.v[0], val_int(2)) ? infinity_new(vm_heap(vm), val_int(-1)) : NOT_MINE;
}

BUILTIN(DawsonF,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "DawsonF[z] is the Dawson integral.",
    .examples = EXAMPLES("DawsonF[0]", "0", "DawsonF[Infinity]", "0"))
{
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=0;-oo=0");
    return odd_function(vm, S_DawsonF, args.v[0]);
}

BUILTIN(FresnelS,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "FresnelS[z] is the integral of Sin[Pi t^2/2] for t from 0 to z.",
    .examples = EXAMPLES("FresnelS[0]", "0", "FresnelS[Infinity]", "1/2", "FresnelS[-x]", "-FresnelS[x]"))
{
    Val r;

    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=1/2;-oo=-1/2;~oo=Indeterminate;Ioo=-I/2;-Ioo=I/2");
    r = at_imaginary(vm, args.v[0], S_FresnelS, -1);
    return val_is_not_mine(r) ? odd_function(vm, S_FresnelS, args.v[0]) : r;
}

BUILTIN(FresnelC,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "FresnelC[z] is the integral of Cos[Pi t^2/2] for t from 0 to z.",
    .examples = EXAMPLES("FresnelC[0]", "0", "FresnelC[-Infinity]", "-1/2"))
{
    Val r;

    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=1/2;-oo=-1/2;~oo=Indeterminate;Ioo=I/2;-Ioo=-I/2");
    r = at_imaginary(vm, args.v[0], S_FresnelC, 1);
    return val_is_not_mine(r) ? odd_function(vm, S_FresnelC, args.v[0]) : r;
}

BUILTIN(ExpIntegralE,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "ExpIntegralE[n, z] is the exponential integral E_n(z).",
    .examples = EXAMPLES("ExpIntegralE[2, 0]", "1", "ExpIntegralE[0, z]", "1/(E^z*z)"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], z = args.v[1];

    if (val_is_number(z) && num_is_zero(z) && val_is_exact_real(n)) {
        if (num_compare(n, val_int(1)) <= 0)
            return complex_infinity(h);
        n = num_inv(h, num_sub(h, n, val_int(1)));
        return val_is_zero(z) ? n : num_n(h, n, 0);
    }
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(n))
        return formula1(vm, "E^(-#)/#", z);
    return value_at_point(vm, z, "oo=0");
}

BUILTIN(ExpIntegralEi,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ExpIntegralEi[z] is the exponential integral Ei(z).",
    .examples = EXAMPLES("ExpIntegralEi[0]", "-Infinity", "ExpIntegralEi[-Infinity]", "0"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=-Infinity;oo=Infinity;-oo=0;Ioo=I Pi;-Ioo=-I Pi");
}

BUILTIN(LogIntegral,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "LogIntegral[z] is the logarithmic integral li(z).",
    .examples = EXAMPLES("LogIntegral[0]", "0", "LogIntegral[1]", "-Infinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=0;1=-Infinity;oo=Infinity");
}

BUILTIN(SinIntegral,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "SinIntegral[z] is the integral of Sin[t]/t for t from 0 to z.",
    .examples = EXAMPLES("SinIntegral[0]", "0", "SinIntegral[Infinity]", "Pi/2", "SinIntegral[-x]", "-SinIntegral[x]"))
{
    Val r;

    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=Pi/2;-oo=-Pi/2;~oo=Indeterminate;Ioo=I Infinity;-Ioo=-I Infinity");
    r = at_imaginary(vm, args.v[0], S_SinhIntegral, 1);
    return val_is_not_mine(r) ? odd_function(vm, S_SinIntegral, args.v[0]) : r;
}

BUILTIN(CosIntegral,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "CosIntegral[z] is the cosine integral Ci(z).",
    .examples = EXAMPLES("CosIntegral[0]", "-Infinity", "CosIntegral[Infinity]", "0"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=-Infinity;oo=0;-oo=I Pi;~oo=Indeterminate");
}

BUILTIN(SinhIntegral,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "SinhIntegral[z] is the integral of Sinh[t]/t for t from 0 to z.",
    .examples = EXAMPLES("SinhIntegral[0]", "0", "SinhIntegral[Infinity]", "Infinity"))
{
    Val r;

    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, args.v[0], "0=0;oo=Infinity;-oo=-Infinity;~oo=Indeterminate;Ioo=I Pi/2;-Ioo=-I Pi/2");
    r = at_imaginary(vm, args.v[0], S_SinIntegral, 1);
    return val_is_not_mine(r) ? odd_function(vm, S_SinhIntegral, args.v[0]) : r;
}

BUILTIN(CoshIntegral,
    .attrs = ATTRS_SPECIAL & ~ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "CoshIntegral[z] is the hyperbolic cosine integral Chi(z).",
    .examples = EXAMPLES("CoshIntegral[0]", "-Infinity", "CoshIntegral[Infinity]", "Infinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=-Infinity;oo=Infinity;-oo=Infinity;~oo=Indeterminate;Ioo=I Pi/2;-Ioo=-I Pi/2");
}

BUILTIN(ProductLog,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "k_, z_.",
    .usage = "ProductLog[z] is the principal solution w of z = w E^w. ProductLog[k, z] is the k-th solution.",
    .examples = EXAMPLES("ProductLog[0]", "0", "ProductLog[E]", "1", "ProductLog[-1/E]", "-1", "ProductLog[1.]", "0.5671432904097838"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[args.n - 1], minus_one_over_e = formula0(vm, "Times[-1, Power[E, -1]]");

    if (args.n == 2 && val_is_zero(args.v[0]))
        return expr1(h, S_ProductLog, z);
    /* at the branch point the digits do not settle */
    if (val_is_real(z) && fabs(val_real(z) + 0.36787944117144233) < 1e-16
        && (args.n == 1 || val_is_minus_one(args.v[0])))
        return val_real_new(h, -1.0);
    RETURN_IF_NUMERIC(vm, args);
    if (val_same(z, minus_one_over_e) && (args.n == 1 || val_is_minus_one(args.v[0])))
        return val_int(-1);
    if (args.n == 2)
        return val_is_zero(z) ? infinity_new(h, val_int(-1)) : NOT_MINE;
    RETURN_IF_POINT(vm, z, "0=0;oo=Infinity;~oo=Infinity;-oo=Infinity");
    if (val_is(z, S_E))
        return val_int(1);
    if (!val_is_none(pi_multiple(z)) && val_same(pi_multiple(z), num_neg(h, half(h))))
        return formula0(vm, "I Pi/2");
    return NOT_MINE;
}

BUILTIN(LambertW,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "k_, z_.",
    .usage = "LambertW[z] is another name of ProductLog[z].",
    .examples = EXAMPLES("LambertW[E]", "1", "LambertW[k, z]", "ProductLog[k, z]"))
{
    return expr_make(vm_heap(vm), S_ProductLog, args.n, args.v);
}
