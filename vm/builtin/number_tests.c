/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * number_tests.c -- predicates on numbers: NumberQ and its like, signs, parity.
 */
#include "vm/builtin/integers.h"

BUILTIN(NumericQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "NumericQ[expr] gives True if expr is a numeric quantity, and False otherwise.",
    .examples = EXAMPLES(">> NumericQ[Sqrt[2] + Pi]", "True", ">> NumericQ[x]", "False"))
{
    return val_bool(val_is_numeric(vm, args.v[0]));
}

BUILTIN(NumberQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "NumberQ[expr] gives True if expr is a number, and False otherwise.",
    .examples = EXAMPLES(">> NumberQ[2 + 3 I]", "True", ">> NumberQ[Pi]", "False"))
{
    return val_bool(val_is_number(args.v[0]));
}

BUILTIN(IntegerQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "IntegerQ[expr] gives True if expr is an integer, and False otherwise.",
    .examples = EXAMPLES(">> IntegerQ[3]", "True", ">> IntegerQ[3.]", "False"))
{
    return val_bool(val_is_integer(args.v[0]));
}

BUILTIN(ExactNumberQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "ExactNumberQ[expr] gives True if expr is an exact real or complex number, and False otherwise.",
    .examples = EXAMPLES(">> ExactNumberQ[2/3]", "True", ">> ExactNumberQ[0.5]", "False"))
{
    return val_bool(val_is_number(args.v[0]) && num_is_exact(args.v[0]));
}

BUILTIN(InexactNumberQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "InexactNumberQ[expr] gives True if expr is an inexact real or complex number, and False otherwise.",
    .examples = EXAMPLES(">> InexactNumberQ[2. + I]", "True", ">> InexactNumberQ[Pi]", "False"))
{
    return val_bool(val_is_number(args.v[0]) && !num_is_exact(args.v[0]));
}

BUILTIN(MachineNumberQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "MachineNumberQ[expr] gives True if expr is a machine-precision real or complex number, and False otherwise.",
    .examples = EXAMPLES(">> MachineNumberQ[1.5]", "True", ">> MachineNumberQ[1.5`20]", "False"))
{
    Val x = args.v[0];

    return val_bool(val_is_number(x) && val_is_real(cplx_re(x)) && (!val_is_complex(x) || val_is_real(cplx_im(x))));
}

/* ---- signs ----------------------------------------------------------------------------------- */

enum { SAYS_NEGATIVE = 1, SAYS_ZERO = 2, SAYS_POSITIVE = 4 };

/* Which signs an interval has; 0 where that is not known. */
static unsigned interval_signs(Vm *vm, Val x)
{
    unsigned signs = 0;

    for (size_t i = 0; i < expr_len(x); i++) {
        Val pair = expr_arg(x, i);
        if (!val_is_call(pair, S_List, 2))
            return 0;
        int low = certified_compare(vm, expr_arg(pair, 0), val_int(0));
        int high = certified_compare(vm, expr_arg(pair, 1), val_int(0));
        if (low > 1 || high > 1)
            return 0;
        signs |= (low < 0 ? SAYS_NEGATIVE : 0) | (high > 0 ? SAYS_POSITIVE : 0)
               | (low <= 0 && high >= 0 ? SAYS_ZERO : 0);
    }
    return signs;
}

/* Abs[x] and positive multiples of it are not negative. */
static bool is_non_negative(Vm *vm, Val x)
{
    if (val_is_call(x, S_Abs, 1))
        return true;
    return val_is_call(x, S_Times, 2) && val_is_call(expr_arg(x, 1), S_Abs, 1) && numeric_sign(vm, expr_arg(x, 0)) == 1;
}

/* Is the sign of the argument among [signs]? */
static Val sign_is(Vm *vm, Args args, unsigned signs)
{
    Val x = args.v[0];

    if (val_is_complex(x))
        return S_False;
    if (val_is_plus_infinity(x))
        return val_bool((signs & SAYS_POSITIVE) != 0);
    if (val_is_minus_infinity(x))
        return val_bool((signs & SAYS_NEGATIVE) != 0);
    if (val_is_complex_infinity(x))
        return S_False;
    if (val_is_interval(x)) {
        unsigned has = interval_signs(vm, x);
        return has == 0 ? NOT_MINE : (has & ~signs) == 0 ? S_True : (has & signs) == 0 ? S_False : NOT_MINE;
    }
    if (is_non_negative(vm, x)) {
        unsigned has = SAYS_ZERO | SAYS_POSITIVE;
        return (has & ~signs) == 0 ? S_True : (has & signs) == 0 ? S_False : NOT_MINE;
    }
    if (!val_is_numeric(vm, x))
        return NOT_MINE;
    switch (certified_sign(vm, x)) {
    case -1: return val_bool((signs & SAYS_NEGATIVE) != 0);
    case 0:  return val_bool((signs & SAYS_ZERO) != 0);
    case 1:  return val_bool((signs & SAYS_POSITIVE) != 0);
    case SIGN_COMPLEX: return S_False;
    case SIGN_UNWIND:  return UNWIND;
    default: return NOT_MINE;
    }
}

BUILTIN(Positive,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Positive[x] gives True if x is a positive number.",
    .examples = EXAMPLES(">> Positive[Pi - 3]", "True", ">> Positive[{0, x}]", "{False, Positive[x]}"))
{
    return sign_is(vm, args, SAYS_POSITIVE);
}

BUILTIN(Negative,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Negative[x] gives True if x is a negative number.",
    .examples = EXAMPLES(">> Negative[-3/4]", "True", ">> Negative[2 + I]", "False"))
{
    return sign_is(vm, args, SAYS_NEGATIVE);
}

BUILTIN(NonNegative,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "NonNegative[x] gives True if x is a non-negative number.",
    .examples = EXAMPLES(">> NonNegative[0]", "True", ">> NonNegative[Abs[x]]", "True"))
{
    return sign_is(vm, args, SAYS_ZERO | SAYS_POSITIVE);
}

BUILTIN(NonPositive,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "NonPositive[x] gives True if x is a non-positive number.",
    .examples = EXAMPLES(">> NonPositive[0]", "True", ">> NonPositive[Pi]", "False"))
{
    return sign_is(vm, args, SAYS_ZERO | SAYS_NEGATIVE);
}

/* ---- parity ---------------------------------------------------------------------------------- */

/* Even: divisible by 2, for Gaussian integers by 1 + I. */
static Val parity(Vm *vm, Args args, bool odd)
{
    Val n = args.v[0], gaussian;

    if (LIKELY(val_is_integer(n)))
        return val_bool(int_is_odd(n) == odd);
    if (!val_is_gaussian(n))
        return S_False;
    TRY(gaussian = option_get(vm, args, S_GaussianIntegers));
    if (!val_is(gaussian, S_True))
        return S_False;
    return val_bool((int_is_odd(cplx_re(n)) != int_is_odd(cplx_im(n))) == odd);
}

BUILTIN(EvenQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .options = "GaussianIntegers -> False",
    .usage   = "EvenQ[expr] gives True if expr is an even integer, and False otherwise.",
    .examples = EXAMPLES(">> EvenQ[{2, 3, x}]", "{True, False, False}"))
{
    return parity(vm, args, false);
}

BUILTIN(OddQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .options = "GaussianIntegers -> False",
    .usage   = "OddQ[expr] gives True if expr is an odd integer, and False otherwise.",
    .examples = EXAMPLES(">> OddQ[{2, 3, x}]", "{False, True, False}"))
{
    return parity(vm, args, true);
}

BUILTIN(Boole,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "Boole[expr] gives 1 if expr is True and 0 if it is False.",
    .examples = EXAMPLES(">> Boole[{True, False, x}]", "{1, 0, Boole[x]}"))
{
    if (val_is(args.v[0], S_True))
        return val_int(1);
    return val_is(args.v[0], S_False) ? val_int(0) : NOT_MINE;
}

/* ---- steps and deltas -------------------------------------------------------------------------- */

BUILTIN(UnitStep,
    .attrs   = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "xs___",
    .usage   = "UnitStep[x] is 0 for x < 0 and 1 for x >= 0; UnitStep[x1, x2, ...] is 1 only if none of the xi is negative.",
    .examples = EXAMPLES(">> UnitStep[{-1, 0, 1}]", "{0, 1, 1}", ">> UnitStep[1, x]", "UnitStep[x]"))
{
    Builder left;

    builder_start(&left, vm_heap(vm), S_UnitStep);
    for (size_t i = 0; i < args.n; i++) {
        int s = certified_compare(vm, args.v[i], val_int(0));
        if (s == SIGN_UNWIND)
            return UNWIND;
        if (s == -1)
            return val_int(0);
        if (s > 1)
            builder_push(&left, args.v[i]);
    }
    if (left.n == 0)
        return val_int(1);
    return left.n == args.n ? NOT_MINE : builder_finish(&left);
}

BUILTIN(Ramp,
    .attrs   = ATTR_LISTABLE | ATTR_NUMERIC_FUNCTION | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "Ramp[x] gives x if x >= 0 and 0 otherwise.",
    .examples = EXAMPLES(">> Ramp[{-2, 0, 3/2}]", "{0, 0, 3/2}"))
{
    Val x = args.v[0];
    int s = certified_compare(vm, x, val_int(0));

    if (s == SIGN_UNWIND)
        return UNWIND;
    if (s > 1)
        return NOT_MINE;
    if (s >= 0)
        return x;
    return val_is_real(x) ? val_real_new(vm_heap(vm), 0.0) : val_int(0);
}

/* Are all arguments equal numbers ([zero]: equal to 0)?  1 yes, 0 no, -1 not known, -2 unwound. */
static int all_equal(Vm *vm, Args args, bool zero)
{
    Val first = zero || args.n == 1 ? val_int(0) : args.v[0];
    bool known = true;

    for (size_t i = zero || args.n == 1 ? 0 : 1; i < args.n; i++) {
        Val x = args.v[i];
        if (val_is_number(x) && val_is_number(first)) {
            if (!num_equal(x, first))
                return 0;
            continue;
        }
        if (val_same(x, first))
            continue;
        int c = certified_compare(vm, x, first);
        if (c == SIGN_UNWIND)
            return -2;
        if (c == -1 || c == 1)
            return 0;
        if (c > 1)
            known = false;
    }
    return known ? 1 : -1;
}

BUILTIN(KroneckerDelta,
    .attrs   = ATTR_NUMERIC_FUNCTION | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "ns___",
    .usage   = "KroneckerDelta[n1, n2, ...] gives 1 if all the ni are equal, and 0 otherwise.",
    .examples = EXAMPLES(">> KroneckerDelta[2, 2]", "1", ">> KroneckerDelta[1, 2]", "0",
                         ">> KroneckerDelta[i, j]", "KroneckerDelta[i, j]"))
{
    int equal = all_equal(vm, args, false);

    return equal == -2 ? UNWIND : equal < 0 ? NOT_MINE : val_int(equal);
}

BUILTIN(DiscreteDelta,
    .attrs   = ATTR_NUMERIC_FUNCTION | ATTR_ORDERLESS | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "ns___",
    .usage   = "DiscreteDelta[n1, n2, ...] gives 1 if all the ni are zero, and 0 otherwise.",
    .examples = EXAMPLES(">> DiscreteDelta[0, 0]", "1", ">> DiscreteDelta[0, 1]", "0"))
{
    int equal = all_equal(vm, args, true);

    return equal == -2 ? UNWIND : equal < 0 ? NOT_MINE : val_int(equal);
}
