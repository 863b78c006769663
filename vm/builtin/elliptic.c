/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * elliptic.c -- elliptic integrals, Jacobi elliptic functions, Carlson's forms, modular functions.
 */
#include "vm/builtin/special.h"

BUILTIN(EllipticK,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "m_",
    .usage = "EllipticK[m] is the complete elliptic integral of the first kind.",
    .examples = EXAMPLES("EllipticK[0]", "Pi/2", "EllipticK[1]", "ComplexInfinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=Pi/2;1=ComplexInfinity;oo=0;-oo=0");
}

/* The upper limit phi of an integral is minus that of -phi. */
static Val odd_in_first(Vm *vm, Val head, Args args)
{
    Heap *h = vm_heap(vm);
    Val body;

    return expr_is_negative(h, args.v[0], &body) ? neg_expr(h, expr2(h, head, body, args.v[1])) : NOT_MINE;
}

static bool is_half_pi(Heap *h, Val v)
{
    Val q = pi_multiple(v);

    return !val_is_none(q) && val_same(q, half(h));
}

BUILTIN(EllipticE,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "phi_, m_.",
    .usage = "EllipticE[m] is the complete elliptic integral of the second kind. EllipticE[phi, m] is the incomplete one.",
    .examples = EXAMPLES("EllipticE[0]", "Pi/2", "EllipticE[1]", "1", "EllipticE[x, 0]", "x"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (args.n == 1)
        return value_at_point(vm, args.v[0], "0=Pi/2;1=1;oo=ComplexInfinity");
    if (val_is_zero(args.v[0]) || val_is_zero(args.v[1]))
        return args.v[0];
    if (is_half_pi(vm_heap(vm), args.v[0]))
        return expr1(vm_heap(vm), S_EllipticE, args.v[1]);
    return odd_in_first(vm, S_EllipticE, args);
}

BUILTIN(EllipticF,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "phi_, m_",
    .usage = "EllipticF[phi, m] is the elliptic integral of the first kind.",
    .examples = EXAMPLES("EllipticF[0, m]", "0", "EllipticF[x, 0]", "x", "EllipticF[Pi/2, m]", "EllipticK[m]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[0]) || val_is_zero(args.v[1]))
        return args.v[0];
    if (is_half_pi(vm_heap(vm), args.v[0]))
        return expr1(vm_heap(vm), S_EllipticK, args.v[1]);
    return odd_in_first(vm, S_EllipticF, args);
}

BUILTIN(EllipticPi,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "n_, phi_, m_.",
    .usage = "EllipticPi[n, m] is the complete elliptic integral of the third kind. EllipticPi[n, phi, m] is the incomplete one.",
    .examples = EXAMPLES("EllipticPi[0, m]", "EllipticK[m]", "EllipticPi[n, m]", "EllipticPi[n, m]"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (args.n == 2) {
        if (val_is_zero(args.v[0]))
            return expr1(vm_heap(vm), S_EllipticK, args.v[1]);
        return val_is_zero(args.v[1]) ? formula1(vm, "Pi/(2 Sqrt[1 - #])", args.v[0]) : NOT_MINE;
    }
    if (val_is_zero(args.v[1]))
        return args.v[1];
    return val_is_zero(args.v[0]) ? expr2(vm_heap(vm), S_EllipticF, args.v[1], args.v[2]) : NOT_MINE;
}

/* One of the twelve functions pq: values at u = 0, m = 0 and m = 1, and its parity. */
static Val jacobi(Vm *vm, Args args, const char *at_zero, const char *circular, const char *hyperbolic, bool odd)
{
    Heap *h = vm_heap(vm);
    Val u = args.v[0], m = args.v[1], body, r;

    if (val_is_number(u) && num_is_zero(u)) {
        r = formula0(vm, at_zero);
        return num_is_exact(u) && (!val_is_number(m) || num_is_exact(m)) ? r : expr1(h, S_N, r);
    }
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(m) || val_is_one(m))
        return formula1(vm, val_is_zero(m) ? circular : hyperbolic, u);
    if (!expr_is_negative(h, u, &body))
        return NOT_MINE;
    r = expr2(h, expr_head(args.expr), body, m);
    return odd ? neg_expr(h, r) : r;
}

/* The same for a function that is a quotient of sn, cn and dn, which gives its numbers. */
static Val jacobi_quotient(Vm *vm, Args args, const char *quotient, const char *at_zero, const char *circular,
                           const char *hyperbolic, bool odd)
{
    Val u = args.v[0], m = args.v[1];

    if (val_is_number(u) && val_is_number(m) && !num_is_zero(u) && (val_is_inexact(u) || val_is_inexact(m)))
        return formula2(vm, quotient, u, m);
    return jacobi(vm, args, at_zero, circular, hyperbolic, odd);
}

BUILTIN(JacobiSN,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiSN[u, m] is the Jacobi elliptic function sn.",
    .examples = EXAMPLES("JacobiSN[0, m]", "0", "JacobiSN[u, 0]", "Sin[u]", "JacobiSN[u, 1]", "Tanh[u]"))
{
    return jacobi(vm, args, "0", "Sin[#]", "Tanh[#]", true);
}

BUILTIN(JacobiCN,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiCN[u, m] is the Jacobi elliptic function cn.",
    .examples = EXAMPLES("JacobiCN[u, 0]", "Cos[u]", "JacobiCN[u, 1]", "Sech[u]", "JacobiCN[-u, m]", "JacobiCN[u, m]"))
{
    return jacobi(vm, args, "1", "Cos[#]", "Sech[#]", false);
}

BUILTIN(JacobiDN,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiDN[u, m] is the Jacobi elliptic function dn.",
    .examples = EXAMPLES("JacobiDN[u, 0]", "1", "JacobiDN[u, 1]", "Sech[u]"))
{
    return jacobi(vm, args, "1", "1", "Sech[#]", false);
}

BUILTIN(JacobiNS,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiNS[u, m] is the Jacobi elliptic function ns, 1/sn.",
    .examples = EXAMPLES("JacobiNS[u, 0]", "Csc[u]", "JacobiNS[u, 1]", "Coth[u]"))
{
    return jacobi_quotient(vm, args, "1/JacobiSN[#1, #2]", "ComplexInfinity", "Csc[#]", "Coth[#]", true);
}

BUILTIN(JacobiNC,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiNC[u, m] is the Jacobi elliptic function nc, 1/cn.",
    .examples = EXAMPLES("JacobiNC[u, 0]", "Sec[u]"))
{
    return jacobi_quotient(vm, args, "1/JacobiCN[#1, #2]", "1", "Sec[#]", "Cosh[#]", false);
}

BUILTIN(JacobiND,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiND[u, m] is the Jacobi elliptic function nd, 1/dn.",
    .examples = EXAMPLES("JacobiND[u, 1]", "Cosh[u]"))
{
    return jacobi_quotient(vm, args, "1/JacobiDN[#1, #2]", "1", "1", "Cosh[#]", false);
}

BUILTIN(JacobiSC,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiSC[u, m] is the Jacobi elliptic function sc, sn/cn.",
    .examples = EXAMPLES("JacobiSC[u, 0]", "Tan[u]"))
{
    return jacobi_quotient(vm, args, "JacobiSN[#1, #2]/JacobiCN[#1, #2]", "0", "Tan[#]", "Sinh[#]", true);
}

BUILTIN(JacobiCS,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiCS[u, m] is the Jacobi elliptic function cs, cn/sn.",
    .examples = EXAMPLES("JacobiCS[u, 0]", "Cot[u]"))
{
    return jacobi_quotient(vm, args, "JacobiCN[#1, #2]/JacobiSN[#1, #2]", "ComplexInfinity", "Cot[#]", "Csch[#]", true);
}

BUILTIN(JacobiSD,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiSD[u, m] is the Jacobi elliptic function sd, sn/dn.",
    .examples = EXAMPLES("JacobiSD[u, 1]", "Sinh[u]"))
{
    return jacobi_quotient(vm, args, "JacobiSN[#1, #2]/JacobiDN[#1, #2]", "0", "Sin[#]", "Sinh[#]", true);
}

BUILTIN(JacobiDS,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiDS[u, m] is the Jacobi elliptic function ds, dn/sn.",
    .examples = EXAMPLES("JacobiDS[u, 0]", "Csc[u]"))
{
    return jacobi_quotient(vm, args, "JacobiDN[#1, #2]/JacobiSN[#1, #2]", "ComplexInfinity", "Csc[#]", "Csch[#]", true);
}

BUILTIN(JacobiCD,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiCD[u, m] is the Jacobi elliptic function cd, cn/dn.",
    .examples = EXAMPLES("JacobiCD[u, 1]", "1"))
{
    return jacobi_quotient(vm, args, "JacobiCN[#1, #2]/JacobiDN[#1, #2]", "1", "Cos[#]", "1", false);
}

BUILTIN(JacobiDC,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "u_, m_",
    .usage = "JacobiDC[u, m] is the Jacobi elliptic function dc, dn/cn.",
    .examples = EXAMPLES("JacobiDC[u, 0]", "Sec[u]"))
{
    return jacobi_quotient(vm, args, "JacobiDN[#1, #2]/JacobiCN[#1, #2]", "1", "Sec[#]", "1", false);
}

BUILTIN(EllipticNomeQ,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "m_",
    .usage = "EllipticNomeQ[m] is the nome E^(-Pi EllipticK[1 - m]/EllipticK[m]).",
    .examples = EXAMPLES("EllipticNomeQ[0]", "0", "EllipticNomeQ[1/2]", "E^(-Pi)"))
{
    RETURN_IF_NUMERIC(vm, args);
    return value_at_point(vm, args.v[0], "0=0;1=1;1/2=E^(-Pi)");
}

BUILTIN(EllipticTheta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "a_, u_, q_.",
    .usage = "EllipticTheta[a, u, q] is the theta function of index a, 1 to 4.",
    .examples = EXAMPLES("EllipticTheta[3, z, 0]", "1", "EllipticTheta[1, 0, q]", "0"))
{
    int64_t a;

    if (args.n == 2)
        return expr3(vm_heap(vm), S_EllipticTheta, args.v[0], val_int(0), args.v[1]);
    if (!val_is_int_in(args.v[0], 1, 4, &a))
        return NOT_MINE;
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[2]))
        return val_int(a >= 3);
    return a == 1 && val_is_zero(args.v[1]) ? val_int(0) : NOT_MINE;
}

BUILTIN(CarlsonRC,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "x_, y_",
    .usage = "CarlsonRC[x, y] is Carlson's degenerate elliptic integral.",
    .examples = EXAMPLES("CarlsonRC[1, 1]", "1", "CarlsonRC[0, 9]", "Pi/6", "CarlsonRC[4, 0]", "ComplexInfinity"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(args.v[1]))
        return complex_infinity(vm_heap(vm));
    if (val_same(args.v[0], args.v[1]))
        return formula1(vm, "1/Sqrt[#]", args.v[0]);
    return val_is_zero(args.v[0]) ? formula1(vm, "Pi/(2 Sqrt[#])", args.v[1]) : NOT_MINE;
}

BUILTIN(CarlsonRF,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "x_, y_, z_",
    .usage = "CarlsonRF[x, y, z] is Carlson's elliptic integral of the first kind.",
    .examples = EXAMPLES("CarlsonRF[1, 1, 1]", "1", "CarlsonRF[2, 3, 3]", "CarlsonRC[2, 3]"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], y = args.v[1], z = args.v[2];

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_zero(x) + val_is_zero(y) + val_is_zero(z) >= 2)
        return complex_infinity(h);
    if (val_same(y, z))
        return expr2(h, S_CarlsonRC, x, y);
    if (val_same(x, y))
        return expr2(h, S_CarlsonRC, z, x);
    return val_same(x, z) ? expr2(h, S_CarlsonRC, y, x) : NOT_MINE;
}

BUILTIN(CarlsonRG,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "x_, y_, z_",
    .usage = "CarlsonRG[x, y, z] is Carlson's elliptic integral of the second kind.",
    .examples = EXAMPLES("CarlsonRG[2, 2, 2]", "Sqrt[2]", "CarlsonRG[0, 0, 4]", "1"))
{
    Val x = args.v[0], y = args.v[1], z = args.v[2];

    RETURN_IF_NUMERIC(vm, args);
    if (val_same(x, y) && val_same(y, z))
        return formula1(vm, "Sqrt[#]", x);
    if (val_is_zero(x) && val_is_zero(y))
        return formula1(vm, "Sqrt[#]/2", z);
    return val_is_zero(x) && val_same(y, z) ? formula1(vm, "Pi Sqrt[#]/4", y) : NOT_MINE;
}

BUILTIN(CarlsonRD,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "x_, y_, z_",
    .usage = "CarlsonRD[x, y, z] is Carlson's elliptic integral, CarlsonRJ[x, y, z, z].",
    .examples = EXAMPLES("CarlsonRD[w, w, w]", "w^(-3/2)"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_same(args.v[0], args.v[1]) && val_same(args.v[1], args.v[2]))
        return formula1(vm, "#^(-3/2)", args.v[0]);
    return NOT_MINE;
}

BUILTIN(CarlsonRJ,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "x_, y_, z_, rho_",
    .usage = "CarlsonRJ[x, y, z, rho] is Carlson's elliptic integral of the third kind.",
    .examples = EXAMPLES("CarlsonRJ[2, 2, 2, 2]", "1/(2*Sqrt[2])"))
{
    const Val *v = args.v;

    RETURN_IF_NUMERIC(vm, args);
    if (val_is_number(v[0]) && val_same(v[0], v[1]) && val_same(v[1], v[2]) && val_same(v[2], v[3]))
        return formula1(vm, "#^(-3/2)", v[0]);
    return NOT_MINE;
}

BUILTIN(DedekindEta,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "tau_",
    .usage = "DedekindEta[tau] is the Dedekind eta modular function.",
    .examples = EXAMPLES("DedekindEta[I]", "Gamma[1/4]/(2*Pi^(3/4))"))
{
    RETURN_IF_NUMERIC(vm, args);
    if (val_is_complex(args.v[0]) && val_same(args.v[0], cplx_i(vm_heap(vm))))
        return formula0(vm, "Gamma[1/4]/(2 Pi^(3/4))");
    return NOT_MINE;
}

BUILTIN(KleinInvariantJ,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "tau_",
    .usage = "KleinInvariantJ[tau] is the absolute invariant J of Klein.",
    .examples = EXAMPLES("KleinInvariantJ[I]", "1"))
{
    RETURN_IF_NUMERIC(vm, args);
    return val_is_complex(args.v[0]) && val_same(args.v[0], cplx_i(vm_heap(vm))) ? val_int(1) : NOT_MINE;
}

BUILTIN(ModularLambda,
    .attrs = ATTRS_SPECIAL, .effects = EFFECT_PURE, .args = "tau_",
    .usage = "ModularLambda[tau] is the modular lambda function.",
    .examples = EXAMPLES("ModularLambda[I]", "1/2"))
{
    RETURN_IF_NUMERIC(vm, args);
    return val_is_complex(args.v[0]) && val_same(args.v[0], cplx_i(vm_heap(vm))) ? half(vm_heap(vm)) : NOT_MINE;
}
