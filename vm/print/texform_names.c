/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * texform_names.c -- how functions, operators, symbols and letters are called in TeX.
 */
#include "vm/print/texform.h"

#define F(name, style, tex)          {SYM_##name, TEX_##style, tex, NULL, false},
#define FR(name, style, tex)         {SYM_##name, TEX_##style, tex, NULL, true},
#define D(name, open, close)         {SYM_##name, TEX_DELIMITED, open, close, false},
static const TexFunction functions[] = {
    FR(Sin, CALL, "\\sin") FR(Cos, CALL, "\\cos") FR(Tan, CALL, "\\tan") FR(Cot, CALL, "\\cot")
    FR(Sec, CALL, "\\sec") FR(Csc, CALL, "\\csc") FR(Sinh, CALL, "\\sinh") FR(Cosh, CALL, "\\cosh")
    FR(Tanh, CALL, "\\tanh") FR(Coth, CALL, "\\coth") FR(Sech, CALL, "\\text{sech}")
    FR(Csch, CALL, "\\text{csch}") FR(Log, CALL, "\\log")
    F(ArcSin, CALL, "\\sin ^{-1}") F(ArcCos, CALL, "\\cos ^{-1}") F(ArcTan, CALL, "\\tan ^{-1}")
    F(ArcCot, CALL, "\\cot ^{-1}") F(ArcSec, CALL, "\\sec ^{-1}") F(ArcCsc, CALL, "\\csc ^{-1}")
    F(ArcSinh, CALL, "\\sinh ^{-1}") F(ArcCosh, CALL, "\\cosh ^{-1}") F(ArcTanh, CALL, "\\tanh ^{-1}")
    F(ArcCoth, CALL, "\\coth ^{-1}") F(ArcSech, CALL, "\\text{sech}^{-1}") F(ArcCsch, CALL, "\\text{csch}^{-1}")
    F(Exp, CALL, "\\exp") F(Sign, CALL, "\\text{sgn}") F(Min, CALL, "\\min") F(Max, CALL, "\\max")
    F(GCD, CALL, "\\gcd") F(LCM, CALL, "\\text{lcm}") F(Arg, CALL, "\\arg") F(Re, CALL, "\\Re")
    F(Im, CALL, "\\Im") F(Sinc, CALL, "\\text{sinc}") F(Gamma, CALL, "\\Gamma") F(Zeta, CALL, "\\zeta")
    F(Erf, CALL, "\\text{erf}") F(Erfc, CALL, "\\text{erfc}") F(Erfi, CALL, "\\text{erfi}")
    F(InverseErf, CALL, "\\text{erf}^{-1}") F(InverseErfc, CALL, "\\text{erfc}^{-1}")
    F(Beta, CALL, "B") F(UnitStep, CALL, "\\theta") F(HeavisideTheta, CALL, "\\theta")
    F(DiracDelta, CALL, "\\delta") F(EllipticK, CALL, "K") F(EllipticE, CALL, "E") F(EllipticF, CALL, "F")
    F(EllipticPi, CALL, "\\Pi") F(HypergeometricU, CALL, "U") F(LerchPhi, CALL, "\\Phi")
    F(FresnelC, CALL, "C") F(FresnelS, CALL, "S") F(LogIntegral, CALL, "\\text{li}")
    F(SinIntegral, CALL, "\\text{Si}") F(CosIntegral, CALL, "\\text{Ci}") F(SinhIntegral, CALL, "\\text{Shi}")
    F(CoshIntegral, CALL, "\\text{Chi}") F(ExpIntegralEi, CALL, "\\text{Ei}") F(AiryAi, CALL, "\\text{Ai}")
    F(AiryBi, CALL, "\\text{Bi}") F(LogGamma, CALL, "\\text{log$\\Gamma $}") F(EulerPhi, CALL, "\\phi")
    F(MoebiusMu, CALL, "\\mu") F(PrimePi, CALL, "\\pi") F(ProductLog, CALL, "W")
    F(DedekindEta, CALL, "\\eta") F(LiouvilleLambda, CALL, "\\lambda") F(Hypergeometric2F1, CALL, "\\, _2F_1")
    F(Haversine, CALL, "\\text{hav}") F(Gudermannian, CALL, "\\text{gd}")
    F(BesselJ, INDEX, "J") F(BesselY, INDEX, "Y") F(BesselI, INDEX, "I") F(BesselK, INDEX, "K")
    F(LegendreP, INDEX, "P") F(LegendreQ, INDEX, "Q") F(ChebyshevT, INDEX, "T") F(ChebyshevU, INDEX, "U")
    F(HermiteH, INDEX, "H") F(LaguerreL, INDEX, "L") F(ExpIntegralE, INDEX, "E") F(PolyLog, INDEX, "\\text{Li}")
    F(BernoulliB, INDEX, "B") F(EulerE, INDEX, "E") F(Fibonacci, INDEX, "F") F(LucasL, INDEX, "L")
    F(HankelH1, INDEX, "H^{(1)}") F(SphericalBesselJ, INDEX, "j") F(SphericalBesselY, INDEX, "y")
    F(DivisorSigma, INDEX, "\\sigma") F(StruveH, INDEX, "\\pmb{H}") F(Cyclotomic, INDEX, "C")
    F(KroneckerDelta, INDEX_ONLY, "\\delta") F(LeviCivitaTensor, INDEX_ONLY, "\\varepsilon")
    F(CatalanNumber, INDEX_ONLY, "C") F(Signature, INDEX_ONLY, "\\epsilon") F(Prime, INDEX_ONLY, "p")
    F(BellB, INDEX, "B")
    F(OverBar, ACCENT, "\\bar") F(OverTilde, ACCENT, "\\tilde") F(OverHat, ACCENT, "\\hat")
    F(OverDot, ACCENT, "\\dot") F(OverVector, ACCENT, "\\vec") F(UnderBar, ACCENT, "\\underline")
    F(CubeRoot, ACCENT, "\\sqrt[3]") F(Sqrt, ACCENT, "\\sqrt")
    D(Floor, "\\lfloor", "\\rfloor") D(Ceiling, "\\lceil", "\\rceil") D(AngleBracket, "\\langle", "\\rangle")
    D(Abs, "|", "|") D(Det, "|", "|") D(Norm, "\\|", "\\|") D(BracketingBar, "|", "|")
    D(DoubleBracketingBar, "\\|", "\\|")
};
#undef F
#undef FR
#undef D

const TexFunction *tex_function(Val head)
{
    for (size_t i = 0; i < COUNT_OF(functions); i++)
        if (val_is(head, val_known(functions[i].symbol)))
            return &functions[i];
    return NULL;
}

typedef struct TexOperator {
    uint32_t    symbol;
    int         precedence;
    const char *tex;
} TexOperator;

static const TexOperator operators[] = {
    {SYM_Equal, 290, "="}, {SYM_Unequal, 290, "\\neq"}, {SYM_Less, 290, "<"}, {SYM_LessEqual, 290, "\\leq"},
    {SYM_Greater, 290, ">"}, {SYM_GreaterEqual, 290, "\\geq"}, {SYM_SameQ, 290, "\\text{===}"},
    {SYM_UnsameQ, 290, "\\text{=!=}"},
    {SYM_And, 215, "\\land"}, {SYM_Or, 215, "\\lor"}, {SYM_Xor, 215, "\\veebar"}, {SYM_Nand, 215, "\\barwedge"},
    {SYM_Nor, 215, "\\overline{\\lor}"}, {SYM_Implies, 200, "\\Rightarrow"},
    {SYM_Equivalent, 205, "\\Leftrightarrow"},
    {SYM_Rule, 120, "\\to"}, {SYM_RuleDelayed, 120, ":\\to"}, {SYM_TwoWayRule, 125, "\\leftrightarrow"},
    {SYM_Element, 250, "\\in"}, {SYM_NotElement, 250, "\\notin"}, {SYM_Subset, 250, "\\subset"},
    {SYM_SubsetEqual, 250, "\\subseteq"}, {SYM_Superset, 250, "\\supset"}, {SYM_SupersetEqual, 250, "\\supseteq"},
    {SYM_Union, 300, "\\cup"}, {SYM_Intersection, 305, "\\cap"}, {SYM_Dot, 490, "."}, {SYM_Cross, 500, "\\times"},
    {SYM_CenterDot, 410, "\\cdot"}, {SYM_CirclePlus, 330, "\\oplus"}, {SYM_CircleMinus, 330, "\\ominus"},
    {SYM_CircleTimes, 420, "\\otimes"}, {SYM_CircleDot, 520, "\\odot"}, {SYM_Wedge, 440, "\\wedge"},
    {SYM_Vee, 430, "\\vee"}, {SYM_SmallCircle, 530, "\\circ"}, {SYM_Diamond, 450, "\\diamond"},
    {SYM_Star, 390, "\\star"}, {SYM_Backslash, 460, "\\backslash"}, {SYM_Tilde, 290, "\\sim"},
    {SYM_TildeEqual, 290, "\\simeq"}, {SYM_TildeTilde, 290, "\\approx"}, {SYM_TildeFullEqual, 290, "\\cong"},
    {SYM_Congruent, 290, "\\equiv"}, {SYM_Proportional, 290, "\\propto"}, {SYM_Precedes, 290, "\\prec"},
    {SYM_Succeeds, 290, "\\succ"}, {SYM_LeftArrow, 270, "\\leftarrow"}, {SYM_RightArrow, 270, "\\rightarrow"},
    {SYM_LeftRightArrow, 270, "\\leftrightarrow"}, {SYM_DoubleRightArrow, 270, "\\Rightarrow"},
    {SYM_DoubleLeftArrow, 270, "\\Leftarrow"}, {SYM_UpArrow, 580, "\\uparrow"}, {SYM_DownArrow, 580, "\\downarrow"},
    {SYM_LongRightArrow, 270, "\\longrightarrow"}, {SYM_PlusMinus, 310, "\\pm"}, {SYM_MinusPlus, 310, "\\mp"},
    {SYM_Cup, 340, "\\smile"}, {SYM_Cap, 350, "\\frown"}, {SYM_Therefore, 55, "\\therefore"},
    {SYM_Because, 50, "\\because"}, {SYM_Colon, 80, ":"}, {SYM_VerticalBar, 280, "|"},
    {SYM_Set, 40, "="}, {SYM_SetDelayed, 40, ":="}, {SYM_Alternatives, 160, "|"}, {SYM_StringJoin, 600, "<>"},
    {SYM_Condition, 130, "\\text{/;}"}, {SYM_TensorProduct, 495, "\\otimes"},
    {SYM_TensorWedge, 426, "\\wedge"}, {SYM_NonCommutativeMultiply, 510, "\\text{**}"},
    {SYM_UndirectedEdge, 295, "\\unicode{f3d4}"}, {SYM_DirectedEdge, 295, "\\unicode{f3d5}"},
};

const char *tex_operator(Val head, int *precedence)
{
    for (size_t i = 0; i < COUNT_OF(operators); i++) {
        if (val_is(head, val_known(operators[i].symbol))) {
            *precedence = operators[i].precedence;
            return operators[i].tex;
        }
    }
    return NULL;
}

const char *tex_symbol(Val symbol)
{
    switch (symbol_switch(symbol)) {
    case SYM_Pi:              return "\\pi";
    case SYM_E:               return "e";
    case SYM_I:               return "i";
    case SYM_EulerGamma:      return "\\gamma";
    case SYM_GoldenRatio:     return "\\phi";
    case SYM_Catalan:         return "C";
    case SYM_Glaisher:        return "A";
    case SYM_Khinchin:        return "K";
    case SYM_Degree:          return "{}^{\\circ}";
    case SYM_Infinity:        return "\\infty";
    case SYM_ComplexInfinity: return "\\tilde{\\infty }";
    case SYM_Reals:           return "\\mathbb{R}";
    case SYM_Integers:        return "\\mathbb{Z}";
    case SYM_Complexes:       return "\\mathbb{C}";
    case SYM_Rationals:       return "\\mathbb{Q}";
    case SYM_Primes:          return "\\mathbb{P}";
    case SYM_Booleans:        return "\\mathbb{B}";
    case SYM_Algebraics:      return "\\mathbb{A}";
    default:                  return NULL;
    }
}

static const char *const greek[] = {
    "\\alpha", "\\beta", "\\gamma", "\\delta", "\\epsilon", "\\zeta", "\\eta", "\\theta", "\\iota", "\\kappa",
    "\\lambda", "\\mu", "\\nu", "\\xi", "o", "\\pi", "\\rho", "\\varsigma", "\\sigma", "\\tau", "\\upsilon",
    "\\phi", "\\chi", "\\psi", "\\omega",
};
static const char *const greek_capitals[] = {
    "A", "B", "\\Gamma", "\\Delta", "E", "Z", "H", "\\Theta", "I", "K", "\\Lambda", "M", "N", "\\Xi", "O", "\\Pi",
    "P", NULL, "\\Sigma", "T", "\\Upsilon", "\\Phi", "X", "\\Psi", "\\Omega",
};

const char *tex_letter(uint32_t c)
{
    enum { ALPHA = 0x3B1, CAPITAL_ALPHA = 0x391 };

    if (c >= ALPHA && c < ALPHA + COUNT_OF(greek))
        return greek[c - ALPHA];
    if (c >= CAPITAL_ALPHA && c < CAPITAL_ALPHA + COUNT_OF(greek_capitals))
        return greek_capitals[c - CAPITAL_ALPHA];
    switch (c) {
    case 0x3D5: return "\\varphi";
    case 0x3F5: return "\\varepsilon";
    case 0x210F: return "\\hbar";
    case 0x2113: return "\\ell";
    default: return NULL;
    }
}
