/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * hyperbolic.c -- Sinh, Cosh, Tanh, Coth, Sech, Csch: parity, imaginary arguments, shifts by
 * multiples of I Pi/2, inverse functions.
 */
#include "vm/builtin/elementary.h"
#include "vm/builtin/interval.h"

/* f(x + I Pi/2) is [factor] times which function of x? */
static Trig quarter_turn(Heap *h, Trig f, Val *factor)
{
    Val i = cplx_i(h);

    switch (f) {
    case TRIG_SIN: *factor = num_mul(h, *factor, i); return TRIG_COS;
    case TRIG_COS: *factor = num_mul(h, *factor, i); return TRIG_SIN;
    case TRIG_TAN: return TRIG_COT;
    case TRIG_COT: return TRIG_TAN;
    case TRIG_SEC: *factor = num_mul(h, *factor, num_neg(h, i)); return TRIG_CSC;
    default:       *factor = num_mul(h, *factor, num_neg(h, i)); return TRIG_SEC;
    }
}

/* f(z) by the circular function of I z. */
static Val by_circular(Heap *h, Trig f, Val iz)
{
    Val r = expr1(h, trig_symbol(f), iz);

    if (trig_is_even(f))
        return r;
    return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(f == TRIG_SIN || f == TRIG_TAN ? -1 : 1)), r);
}

static Val times_i(Heap *h, Val v)
{
    Expr *e;

    if (!val_has_head(v, S_Plus))
        return expr2(h, S_Times, cplx_i(h), v);
    e = expr_new(h, S_Plus, expr_len(v));
    for (size_t i = 0; i < expr_len(v); i++)
        e->args[i] = expr2(h, S_Times, cplx_i(h), expr_arg(v, i));
    return expr_seal(e);
}

/* f(rest + I q Pi). */
static Val shift_by_i_pi(Heap *h, Trig f, Val sum)
{
    Val rest, q = split_pi(h, sum, &rest), twice, factor = val_int(1), r;

    if (!val_is_complex(q) || !num_is_exact(q) || !num_is_exact_zero(cplx_re(q)))
        return NOT_MINE;
    twice = num_mul(h, cplx_im(q), val_int(2));
    if (!val_is_integer(twice))
        return by_circular(h, f, times_i(h, sum));
    for (int64_t i = val_small(int_mod(h, twice, val_int(4))); i > 0; i--)
        f = quarter_turn(h, f, &factor);
    r = expr1(h, trig_hyperbolic_symbol(f), rest);
    return val_is_one(factor) ? r : expr2(h, S_Times, factor, r);
}

static Val at_infinity(Heap *h, Trig f, Val z)
{
    bool plus = val_is_plus_infinity(z), minus = val_is_minus_infinity(z);
    Val iz;

    if (val_is_complex_infinity(z))
        return S_Indeterminate;
    if (plus || minus) {
        switch (f) {
        case TRIG_SIN: return z;
        case TRIG_COS: return infinity_new(h, val_int(1));
        case TRIG_TAN: case TRIG_COT: return val_int(plus ? 1 : -1);
        default:       return val_int(0);
        }
    }
    if (val_is_call(z, S_DirectedInfinity, 1) && val_is_complex(expr_arg(z, 0))
        && num_is_exact_zero(cplx_re(expr_arg(z, 0)))) {
        iz = infinity_new(h, num_mul(h, expr_arg(z, 0), cplx_i(h)));
        return by_circular(h, f, iz);
    }
    return NOT_MINE;
}

static const char *hyperbolic_of_inverse(Trig f, Val inverse)
{
    switch (symbol_switch(inverse)) {
    case SYM_ArcSinh:
        return f == TRIG_SIN ? "#" : f == TRIG_COS ? "Sqrt[1 + #^2]" : "#/Sqrt[1 + #^2]";
    case SYM_ArcCosh:
        return f == TRIG_SIN ? "Sqrt[(-1 + #)/(1 + #)] (1 + #)" : f == TRIG_COS ? "#"
             : "Sqrt[(-1 + #)/(1 + #)] (1 + #)/#";
    case SYM_ArcTanh:
        return f == TRIG_SIN ? "#/Sqrt[1 - #^2]" : f == TRIG_COS ? "1/Sqrt[1 - #^2]" : "#";
    case SYM_ArcCoth:
        return f == TRIG_SIN ? "1/(# Sqrt[1 - #^(-2)])" : f == TRIG_COS ? "1/Sqrt[1 - #^(-2)]" : "1/#";
    case SYM_ArcSech:
        return f == TRIG_SIN ? "Sqrt[(1 - #)/(1 + #)] (1 + #)/#" : f == TRIG_COS ? "1/#"
             : "Sqrt[(1 - #)/(1 + #)] (1 + #)";
    case SYM_ArcCsch:
        return f == TRIG_SIN ? "1/#" : f == TRIG_COS ? "Sqrt[1 + #^(-2)]" : "1/(# Sqrt[1 + #^(-2)])";
    default:
        return NULL;
    }
}

/* Sinh[Log[x]] and its like are rational functions of x. */
static Val of_logarithm(Vm *vm, Trig f, Val z)
{
    static const char *const text[] = {
        [TRIG_SIN] = "(-1 + #^2)/(2 #)", [TRIG_COS] = "(1 + #^2)/(2 #)", [TRIG_TAN] = "(-1 + #^2)/(1 + #^2)",
        [TRIG_COT] = "(1 + #^2)/(-1 + #^2)", [TRIG_SEC] = "2 #/(1 + #^2)", [TRIG_CSC] = "2 #/(-1 + #^2)"};

    return val_is_call(z, S_Log, 1) ? formula1(vm, text[f], expr_arg(z, 0)) : NOT_MINE;
}

static Val hyperbolic(Vm *vm, Trig f, Args args)
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], r, body;

    if (val_is_number(z) && !num_is_exact(z)) {
        r = function_numeric(vm, trig_hyperbolic_symbol(f), args);
        return val_is_not_mine(r) && num_is_zero(z) ? complex_infinity(h) : r;
    }
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_interval(z))
        return interval_function(vm, trig_hyperbolic_symbol(f), z);
    if (val_is_zero(z))
        return f == TRIG_COT || f == TRIG_CSC ? complex_infinity(h) : val_int(trig_is_even(f));
    if (val_is_infinite(z))
        return at_infinity(h, f, z);
    r = pi_multiple(z);
    if (!val_is_none(r) && val_is_complex(r) && num_is_exact(r) && !num_is_exact_zero(cplx_re(r))
        && val_is_integer(num_mul(h, val_int(2), cplx_im(r))))
        return shift_by_i_pi(h, f, expr2(h, S_Plus, expr2(h, S_Times, cplx_new(h, val_int(0), cplx_im(r)), S_Pi),
            expr2(h, S_Times, cplx_re(r), S_Pi)));
    body = imaginary_part_of(h, z);
    if (!val_is_none(body)) {
        r = expr1(h, trig_symbol(f), body);
        if (trig_is_even(f))
            return r;
        return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(f == TRIG_SIN || f == TRIG_TAN ? 1 : -1)), r);
    }
    if (val_has_head(z, S_Plus)) {
        r = shift_by_i_pi(h, f, z);
        if (!val_is_not_mine(r))
            return r;
    }
    r = of_logarithm(vm, f, z);
    if (!val_is_not_mine(r))
        return r;
    r = trig_of_inverse(vm, f, z, hyperbolic_of_inverse);
    if (!val_is_not_mine(r))
        return r;
    if (expr_is_negative(h, z, &body)) {
        r = expr1(h, trig_hyperbolic_symbol(f), body);
        return trig_is_even(f) ? r : neg_expr(h, r);
    }
    return NOT_MINE;
}

BUILTIN(Sinh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Sinh[z] is the hyperbolic sine of z.",
    .examples = EXAMPLES("Sinh[0]", "0", "Sinh[I x]", "I*Sin[x]", "Sinh[1.]", "1.1752011936438014"))
{
    return hyperbolic(vm, TRIG_SIN, args);
}

BUILTIN(Cosh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Cosh[z] is the hyperbolic cosine of z.",
    .examples = EXAMPLES("Cosh[-x]", "Cosh[x]", "Cosh[I Pi]", "-1"))
{
    return hyperbolic(vm, TRIG_COS, args);
}

BUILTIN(Tanh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Tanh[z] is the hyperbolic tangent of z.",
    .examples = EXAMPLES("Tanh[-x]", "-Tanh[x]", "Tanh[Infinity]", "1"))
{
    return hyperbolic(vm, TRIG_TAN, args);
}

BUILTIN(Coth,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Coth[z] is the hyperbolic cotangent of z.",
    .examples = EXAMPLES("Coth[0]", "ComplexInfinity", "Coth[ArcCoth[x]]", "x"))
{
    return hyperbolic(vm, TRIG_COT, args);
}

BUILTIN(Sech,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Sech[z] is the hyperbolic secant of z.",
    .examples = EXAMPLES("Sech[0]", "1", "Sech[Infinity]", "0"))
{
    return hyperbolic(vm, TRIG_SEC, args);
}

BUILTIN(Csch,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Csch[z] is the hyperbolic cosecant of z.",
    .examples = EXAMPLES("Csch[-x]", "-Csch[x]", "Csch[0]", "ComplexInfinity"))
{
    return hyperbolic(vm, TRIG_CSC, args);
}
