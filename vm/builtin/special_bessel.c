/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special_bessel.c -- Bessel, Hankel, Airy, Struve and Coulomb functions.
 */
#include "vm/builtin/special.h"

enum { ATTRS_BESSEL = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED };

/* f[-n, z] and f[n, -z] for an integer n, each with the sign (-1)^n if [by_order], [by_argument]. */
static Val integer_order(Vm *vm, Val head, Args args, int by_order, bool by_argument)
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], z = args.v[1], body, r;
    bool odd;

    if (!val_is_integer(n))
        return NOT_MINE;
    odd = int_is_odd(n);
    if (num_sign(n) < 0 && by_order != 0) {
        r = expr2(h, head, num_neg(h, n), z);
        return odd && by_order < 0 ? neg_expr(h, r) : r;
    }
    if (by_argument && expr_is_negative(h, z, &body)) {
        r = expr2(h, head, n, body);
        return odd ? neg_expr(h, r) : r;
    }
    return NOT_MINE;
}

/* At z = 0: 1 for order 0, 0 for positive order. */
static Val at_zero_regular(Val n)
{
    if (val_is_zero(n))
        return val_int(1);
    if (val_is_exact_real(n) && num_sign(n) > 0)
        return val_int(0);
    return val_is_integer(n) ? val_int(0) : NOT_MINE;
}

BUILTIN(BesselJ,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "BesselJ[n, z] is the Bessel function of the first kind.",
    .examples = EXAMPLES("BesselJ[0, 0]", "1", "BesselJ[-1, x]", "-BesselJ[1, x]", "BesselJ[0, 1.]", "0.7651976865579666"))
{
    Val n = args.v[0], z = args.v[1];

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(z))
        return at_zero_regular(n);
    RETURN_IF_POINT(vm, z, "oo=0;-oo=0");
    if (val_is_expr(z) && val_is(expr_head(z), S_BesselJZero) && val_same(expr_arg(z, 0), n) && val_is_number(n))
        return val_int(0);
    if (val_same(n, half(vm_heap(vm))) && !val_is_number(z))
        return formula1(vm, "Sqrt[2/Pi] Sin[#]/Sqrt[#]", z);
    if (val_same(n, num_neg(vm_heap(vm), half(vm_heap(vm)))) && !val_is_number(z))
        return formula1(vm, "Sqrt[2/Pi] Cos[#]/Sqrt[#]", z);
    return integer_order(vm, S_BesselJ, args, -1, true);
}

BUILTIN(BesselY,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "BesselY[n, z] is the Bessel function of the second kind.",
    .examples = EXAMPLES("BesselY[0, 0]", "-Infinity", "BesselY[-1, x]", "-BesselY[1, x]"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], z = args.v[1];

    if (val_is_number(z) && num_is_zero(z) && val_is_number(n))
        return num_is_zero(n) ? infinity_new(h, val_int(-1)) : complex_infinity(h);
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, z, "oo=0;-oo=0");
    if (val_is_expr(z) && val_is(expr_head(z), S_BesselYZero) && val_same(expr_arg(z, 0), n) && val_is_number(n))
        return val_int(0);
    return integer_order(vm, S_BesselY, args, -1, false);
}

BUILTIN(BesselI,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "BesselI[n, z] is the modified Bessel function of the first kind.",
    .examples = EXAMPLES("BesselI[0, 0]", "1", "BesselI[-2, x]", "BesselI[2, x]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[1]))
        return at_zero_regular(args.v[0]);
    RETURN_IF_POINT(vm, args.v[1], "oo=Infinity");
    return integer_order(vm, S_BesselI, args, 1, true);
}

BUILTIN(BesselK,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "BesselK[n, z] is the modified Bessel function of the second kind.",
    .examples = EXAMPLES("BesselK[0, 0]", "Infinity", "BesselK[-n, x]", "BesselK[n, x]"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], z = args.v[1], body;

    if (val_is_number(z) && num_is_zero(z) && val_is_number(n))
        return num_is_zero(n) ? infinity_new(h, val_int(1)) : complex_infinity(h);
    RETURN_IF_NUMERIC(vm, args);
    RETURN_IF_POINT(vm, z, "oo=0");
    return expr_is_negative(h, n, &body) ? expr2(h, S_BesselK, body, z) : NOT_MINE;
}

BUILTIN(HankelH1,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "HankelH1[n, z] is the Hankel function of the first kind, BesselJ[n, z] + I BesselY[n, z].",
    .examples = EXAMPLES("HankelH1[n, z]", "HankelH1[n, z]"))
{
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(HankelH2,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "HankelH2[n, z] is the Hankel function of the second kind, BesselJ[n, z] - I BesselY[n, z].",
    .examples = EXAMPLES("HankelH2[n, z]", "HankelH2[n, z]"))
{
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(SphericalBesselJ,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "SphericalBesselJ[n, z] is the spherical Bessel function of the first kind.",
    .examples = EXAMPLES("SphericalBesselJ[0, 0]", "1", "SphericalBesselJ[1, x]", "SphericalBesselJ[1, x]"))
{
    if (val_is_zero(args.v[1]))
        return at_zero_regular(args.v[0]);
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(SphericalBesselY,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "SphericalBesselY[n, z] is the spherical Bessel function of the second kind.",
    .examples = EXAMPLES("SphericalBesselY[0, 0]", "ComplexInfinity", "SphericalBesselY[1, x]", "SphericalBesselY[1, x]"))
{
    if (val_is_zero(args.v[1]) && val_is_number(args.v[0]))
        return complex_infinity(vm_heap(vm));
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(AiryAi,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "AiryAi[z] is the Airy function Ai(z).",
    .examples = EXAMPLES("AiryAi[0]", "1/(3^(2/3)*Gamma[2/3])", "AiryAi[Infinity]", "0"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=3^(-2/3)/Gamma[2/3];oo=0;-oo=0");
}

BUILTIN(AiryBi,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "AiryBi[z] is the Airy function Bi(z).",
    .examples = EXAMPLES("AiryBi[0]", "1/(3^(1/6)*Gamma[2/3])", "AiryBi[Infinity]", "Infinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=3^(-1/6)/Gamma[2/3];oo=Infinity;-oo=0");
}

BUILTIN(AiryAiPrime,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "AiryAiPrime[z] is the derivative of the Airy function Ai(z).",
    .examples = EXAMPLES("AiryAiPrime[0]", "-(1/(3^(1/3)*Gamma[1/3]))"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=-3^(-1/3)/Gamma[1/3];oo=0");
}

BUILTIN(AiryBiPrime,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "z_",
    .usage = "AiryBiPrime[z] is the derivative of the Airy function Bi(z).",
    .examples = EXAMPLES("AiryBiPrime[0]", "3^(1/6)/Gamma[1/3]"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=3^(1/6)/Gamma[1/3];oo=Infinity");
}

BUILTIN(StruveH,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "StruveH[n, z] is the Struve function of order n.",
    .examples = EXAMPLES("StruveH[0, 0]", "0", "StruveH[n, z]", "StruveH[n, z]"))
{
    if (val_is_zero(args.v[1]) && val_is_exact_real(args.v[0]) && num_compare(args.v[0], val_int(-1)) > 0)
        return val_int(0);
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

BUILTIN(StruveL,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "n_, z_",
    .usage = "StruveL[n, z] is the modified Struve function of order n.",
    .examples = EXAMPLES("StruveL[0, 0]", "0", "StruveL[n, z]", "StruveL[n, z]"))
{
    if (val_is_zero(args.v[1]) && val_is_exact_real(args.v[0]) && num_compare(args.v[0], val_int(-1)) > 0)
        return val_int(0);
    RETURN_IF_NUMERIC(vm, args);
    return NOT_MINE;
}

/* Without charge the Coulomb functions are spherical Bessel functions. */
static Val coulomb(Vm *vm, Args args, const char *at_zero, const char *general)
{
    RETURN_IF_NUMERIC(vm, args);
    if (!val_is_zero(args.v[1]))
        return NOT_MINE;
    return formula(vm, val_is_zero(args.v[0]) ? at_zero : general, 3, args.v);
}

BUILTIN(CoulombF,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "l_, eta_, r_",
    .usage = "CoulombF[l, eta, r] is the regular Coulomb wave function.",
    .examples = EXAMPLES("CoulombF[0, 0, z]", "Sin[z]"))
{
    return coulomb(vm, args, "Sin[#3]", "#3 SphericalBesselJ[#1, #3]");
}

BUILTIN(CoulombG,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "l_, eta_, r_",
    .usage = "CoulombG[l, eta, r] is the irregular Coulomb wave function.",
    .examples = EXAMPLES("CoulombG[0, 0, z]", "Cos[z]"))
{
    return coulomb(vm, args, "Cos[#3]", "-#3 SphericalBesselY[#1, #3]");
}

BUILTIN(CoulombH1,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "l_, eta_, r_",
    .usage = "CoulombH1[l, eta, r] is the outgoing Coulomb wave function.",
    .examples = EXAMPLES("CoulombH1[0, 0, z]", "E^(I*z)"))
{
    return coulomb(vm, args, "E^(I #3)", "I #3 SphericalHankelH1[#1, #3]");
}

BUILTIN(CoulombH2,
    .attrs = ATTRS_BESSEL, .effects = EFFECT_PURE, .args = "l_, eta_, r_",
    .usage = "CoulombH2[l, eta, r] is the incoming Coulomb wave function.",
    .examples = EXAMPLES("CoulombH2[0, 0, z]", "E^(-I*z)"))
{
    return coulomb(vm, args, "E^(-I #3)", "-I #3 SphericalHankelH2[#1, #3]");
}
