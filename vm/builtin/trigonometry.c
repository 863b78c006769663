/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * trigonometry.c -- Sin, Cos, Tan, Cot, Sec, Csc.
 *
 * All six go through circular(): exact values at multiples of Pi/12 and Pi/10, other multiples of
 * Pi brought between 0 and Pi/4, shifts by multiples of Pi/2, parity, imaginary arguments, inverse
 * functions.
 */
#include "vm/builtin/elementary.h"
#include "vm/builtin/interval.h"

Val trig_symbol(Trig f)
{
    switch (f) {
    case TRIG_SIN: return S_Sin;
    case TRIG_COS: return S_Cos;
    case TRIG_TAN: return S_Tan;
    case TRIG_COT: return S_Cot;
    case TRIG_SEC: return S_Sec;
    default:       return S_Csc;
    }
}

Val trig_hyperbolic_symbol(Trig f)
{
    switch (f) {
    case TRIG_SIN: return S_Sinh;
    case TRIG_COS: return S_Cosh;
    case TRIG_TAN: return S_Tanh;
    case TRIG_COT: return S_Coth;
    case TRIG_SEC: return S_Sech;
    default:       return S_Csch;
    }
}

/* f(x + Pi/2) is [sign] times which function of x? */
static Trig quarter_turn(Trig f, int *sign)
{
    switch (f) {
    case TRIG_SIN: return TRIG_COS;
    case TRIG_COS: *sign = -*sign; return TRIG_SIN;
    case TRIG_TAN: *sign = -*sign; return TRIG_COT;
    case TRIG_COT: *sign = -*sign; return TRIG_TAN;
    case TRIG_SEC: *sign = -*sign; return TRIG_CSC;
    default:       return TRIG_SEC;
    }
}

/* The values in the first quadrant, by 60 times the angle over Pi. */
static const struct { int angle; const char *sine, *tangent, *cosecant; } exact_values[] = {
    {0,  "0",                       "0",                      "DirectedInfinity[]"},
    {5,  "(-1 + Sqrt[3])/(2 Sqrt[2])", "2 - Sqrt[3]",         "Sqrt[2] (1 + Sqrt[3])"},
    {6,  "(-1 + Sqrt[5])/4",        "Sqrt[1 - 2/Sqrt[5]]",    "1 + Sqrt[5]"},
    {10, "1/2",                     "1/Sqrt[3]",              "2"},
    {12, "Sqrt[5/8 - Sqrt[5]/8]",   "Sqrt[5 - 2 Sqrt[5]]",    "1/Sqrt[5/8 - Sqrt[5]/8]"},
    {15, "1/Sqrt[2]",               "1",                      "Sqrt[2]"},
    {18, "(1 + Sqrt[5])/4",         "Sqrt[1 + 2/Sqrt[5]]",    "-1 + Sqrt[5]"},
    {20, "Sqrt[3]/2",               "Sqrt[3]",                "2/Sqrt[3]"},
    {24, "Sqrt[5/8 + Sqrt[5]/8]",   "Sqrt[5 + 2 Sqrt[5]]",    "1/Sqrt[5/8 + Sqrt[5]/8]"},
    {25, "(1 + Sqrt[3])/(2 Sqrt[2])", "2 + Sqrt[3]",          "Sqrt[2] (-1 + Sqrt[3])"},
    {30, "1",                       "DirectedInfinity[]",     "1"},
};

/* f(q Pi) for 0 <= q <= 1/2, exactly; VAL_NONE where there is no short form. */
static Val value_in_first_quadrant(Vm *vm, Trig f, Val q)
{
    Heap *h = vm_heap(vm);
    Val k;

    if (f == TRIG_COS || f == TRIG_COT || f == TRIG_SEC) {
        q = num_sub(h, half(h), q);
        f = f == TRIG_COS ? TRIG_SIN : f == TRIG_COT ? TRIG_TAN : TRIG_CSC;
    }
    k = num_mul(h, q, val_int(60));
    if (!val_is_small(k))
        return VAL_NONE;
    for (size_t i = 0; i < COUNT_OF(exact_values); i++)
        if (exact_values[i].angle == val_small(k))
            return formula0(vm, f == TRIG_SIN ? exact_values[i].sine
                              : f == TRIG_TAN ? exact_values[i].tangent : exact_values[i].cosecant);
    return VAL_NONE;
}

static Val with_sign(Heap *h, int sign, Val v)
{
    return sign < 0 ? neg_expr(h, v) : v;
}

/* f(q unit) for a rational q counted in [per_pi]ths of Pi; NOT_MINE if it is in normal form. */
static Val at_multiple_of_pi(Vm *vm, Trig f, Val q, Val unit, Val per_pi)
{
    Heap *h = vm_heap(vm);
    Val angle = num_div(h, q, per_pi), turns = num_floor(h, num_mul(h, angle, val_int(2))), reduced, value, original = angle;
    Trig original_f = f;
    int sign = 1;
    int64_t m = val_small(int_mod(h, turns, val_int(4)));

    angle = num_sub(h, angle, num_div(h, turns, val_int(2)));
    for (int64_t i = 0; i < m; i++)
        f = quarter_turn(f, &sign);
    value = value_in_first_quadrant(vm, f, angle);
    if (!val_is_none(value))
        return with_sign(h, sign, value);
    if (num_compare(num_mul(h, angle, val_int(4)), val_int(1)) > 0) {
        /* cofunctions: sin(x) = cos(Pi/2 - x) */
        int ignored = 1;

        angle = num_sub(h, half(h), angle);
        f = quarter_turn(f, &ignored);
    }
    if (f == original_f && val_same(angle, original))
        return NOT_MINE;
    reduced = num_mul(h, angle, per_pi);
    return with_sign(h, sign, expr1(h, trig_symbol(f),
        val_is_one(reduced) ? unit : expr2(h, S_Times, reduced, unit)));
}

Val pi_multiple(Val z)
{
    if (val_is(z, S_Pi))
        return val_int(1);
    if (val_is_call(z, S_Times, 2) && val_is_number(expr_arg(z, 0)) && val_is(expr_arg(z, 1), S_Pi))
        return expr_arg(z, 0);
    return VAL_NONE;
}

static Val degree_multiple(Val z)
{
    if (val_is(z, S_Degree))
        return val_int(1);
    if (val_is_call(z, S_Times, 2) && val_is_exact_real(expr_arg(z, 0)) && val_is(expr_arg(z, 1), S_Degree))
        return expr_arg(z, 0);
    return VAL_NONE;
}

Val split_pi(Heap *h, Val sum, Val *rest)
{
    Val q = val_int(0);
    Builder b;

    builder_start(&b, h, S_Plus);
    for (size_t i = 0; i < expr_len(sum); i++) {
        Val c = pi_multiple(expr_arg(sum, i));

        if (!val_is_none(c) && val_is_zero(q))
            q = c;
        else
            builder_push(&b, expr_arg(sum, i));
    }
    *rest = b.n == 1 ? b.items[0] : builder_finish(&b);
    return q;
}

Val imaginary_part_of(Heap *h, Val z)
{
    Val c, body;
    Builder b;

    if (val_has_head(z, S_Plus)) {
        builder_start(&b, h, S_Plus);
        for (size_t i = 0; i < expr_len(z); i++) {
            Val part = imaginary_part_of(h, expr_arg(z, i));

            if (val_is_none(part))
                return VAL_NONE;
            builder_push(&b, part);
        }
        return builder_finish(&b);
    }
    c = coefficient_split(h, z, &body);
    if (!val_is_complex(c) || !num_is_exact_zero(cplx_re(c)))
        return VAL_NONE;
    c = cplx_im(c);
    if (val_is_number(z))
        return c;
    return val_is_one(c) ? body : expr2(h, S_Times, c, body);
}

/* f(rest + q Pi): shifts by multiples of Pi/2 are carried out. */
static Val shift_by_pi(Vm *vm, Trig f, Val sum)
{
    Heap *h = vm_heap(vm);
    Val rest, q = split_pi(h, sum, &rest), m;
    int sign = 1;

    if (val_is_zero(q) || !val_is_exact_real(q)
        || num_compare(num_abs(h, num_mul(h, q, val_int(4))), val_int(1)) <= 0)
        return NOT_MINE;
    m = num_ceiling(h, num_sub(h, num_mul(h, q, val_int(2)), half(h)));
    q = num_sub(h, q, num_mul(h, m, half(h)));
    for (int64_t i = val_small(int_mod(h, m, val_int(4))); i > 0; i--)
        f = quarter_turn(f, &sign);
    if (!val_is_zero(q))
        rest = expr2(h, S_Plus, rest, expr2(h, S_Times, q, S_Pi));
    return with_sign(h, sign, expr1(h, trig_symbol(f), rest));
}

static Val at_infinity(Vm *vm, Trig f, Val z)
{
    if (val_is_complex_infinity(z))
        return S_Indeterminate;
    if (val_is_plus_infinity(z) || val_is_minus_infinity(z)) {
        switch (f) {
        case TRIG_SIN: case TRIG_COS:
            return formula0(vm, "Interval[{-1, 1}]");
        case TRIG_TAN: case TRIG_COT:
            return formula0(vm, "Interval[{-Infinity, Infinity}]");
        default:
            return formula0(vm, "Interval[{-Infinity, -1}, {1, Infinity}]");
        }
    }
    if (val_is_call(z, S_DirectedInfinity, 1) && val_is_complex(expr_arg(z, 0))
        && num_is_exact_zero(cplx_re(expr_arg(z, 0)))) {
        bool up = num_sign(cplx_im(expr_arg(z, 0))) > 0;

        switch (f) {
        case TRIG_SIN: return formula0(vm, up ? "DirectedInfinity[I]" : "DirectedInfinity[-I]");
        case TRIG_COS: return formula0(vm, "Infinity");
        case TRIG_TAN: return formula0(vm, up ? "I" : "-I");
        case TRIG_COT: return formula0(vm, up ? "-I" : "I");
        default:       return val_int(0);
        }
    }
    return NOT_MINE;
}

/* sin, cos, tan of the inverse functions; the other three are their reciprocals. */
static const char *circular_of_inverse(Trig f, Val inverse)
{
    switch (symbol_switch(inverse)) {
    case SYM_ArcSin:
        return f == TRIG_SIN ? "#" : f == TRIG_COS ? "Sqrt[1 - #^2]" : "#/Sqrt[1 - #^2]";
    case SYM_ArcCos:
        return f == TRIG_SIN ? "Sqrt[1 - #^2]" : f == TRIG_COS ? "#" : "Sqrt[1 - #^2]/#";
    case SYM_ArcTan:
        return f == TRIG_SIN ? "#/Sqrt[1 + #^2]" : f == TRIG_COS ? "1/Sqrt[1 + #^2]" : "#";
    case SYM_ArcCot:
        return f == TRIG_SIN ? "1/(# Sqrt[1 + #^(-2)])" : f == TRIG_COS ? "1/Sqrt[1 + #^(-2)]" : "1/#";
    case SYM_ArcSec:
        return f == TRIG_SIN ? "Sqrt[1 - #^(-2)]" : f == TRIG_COS ? "1/#" : "# Sqrt[1 - #^(-2)]";
    case SYM_ArcCsc:
        return f == TRIG_SIN ? "1/#" : f == TRIG_COS ? "Sqrt[1 - #^(-2)]" : "1/(# Sqrt[1 - #^(-2)])";
    default:
        return NULL;
    }
}

Val trig_of_inverse(Vm *vm, Trig f, Val z, InverseFormula *of_inverse)
{
    static const Trig reciprocal[] = {[TRIG_COT] = TRIG_TAN, [TRIG_SEC] = TRIG_COS, [TRIG_CSC] = TRIG_SIN};
    bool invert = f >= TRIG_COT;
    const char *text;
    Val v;

    if (!val_is_expr(z) || expr_len(z) != 1)
        return NOT_MINE;
    text = of_inverse(invert ? reciprocal[f] : f, expr_head(z));
    if (text == NULL)
        return NOT_MINE;
    v = formula1(vm, text, expr_arg(z, 0));
    return invert ? expr2(vm_heap(vm), S_Power, v, val_int(-1)) : v;
}

Val function_numeric(Vm *vm, Val head, Args args)
{
    const MathFunction *f;
    bool inexact = false;
    Val v;

    for (size_t i = 0; i < args.n; i++) {
        if (!val_is_number(args.v[i]))
            return NOT_MINE;
        inexact = inexact || val_is_inexact(args.v[i]);
    }
    if (!inexact)
        return NOT_MINE;
    f = math_function(head, args.n);
    if (f == NULL)
        return NOT_MINE;
    v = math_evaluate(vm_heap(vm), f, args.n, args.v);
    if (val_is_none(v))
        return NOT_MINE;
    if (val_is_call(v, S_Overflow, 0))
        vm_message(vm, S_General, "ovfl", 0, NULL);
    return v;
}

static Val circular(Vm *vm, Trig f, Args args)
{
    Heap *h = vm_heap(vm);
    Val z, q, r, body;

    z = args.v[0];
    if (val_is_number(z) && !num_is_exact(z)) {
        r = function_numeric(vm, trig_symbol(f), args);
        return val_is_not_mine(r) && num_is_zero(z) ? complex_infinity(h) : r;
    }
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_interval(z))
        return interval_function(vm, trig_symbol(f), z);
    if (val_is_zero(z))
        return formula0(vm, f == TRIG_COT || f == TRIG_CSC ? "DirectedInfinity[]" : trig_is_even(f) ? "1" : "0");
    if (val_is_infinite(z))
        return at_infinity(vm, f, z);
    q = pi_multiple(z);
    if (!val_is_none(q) && val_is_exact_real(q))
        return at_multiple_of_pi(vm, f, q, S_Pi, val_int(1));
    if (!val_is_none(q) && val_is_complex(q) && !num_is_exact_zero(cplx_re(q)) && num_is_exact(q)
        && val_is_integer(num_mul(h, val_int(2), cplx_re(q))))
        return shift_by_pi(vm, f, expr2(h, S_Plus, expr2(h, S_Times, cplx_re(q), S_Pi),
            expr2(h, S_Times, cplx_new(h, val_int(0), cplx_im(q)), S_Pi)));
    q = degree_multiple(z);
    if (!val_is_none(q))
        return at_multiple_of_pi(vm, f, q, S_Degree, val_int(180));
    body = imaginary_part_of(h, z);
    if (!val_is_none(body)) {
        r = expr1(h, trig_hyperbolic_symbol(f), body);
        if (trig_is_even(f))
            return r;
        return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(f == TRIG_SIN || f == TRIG_TAN ? 1 : -1)), r);
    }
    if (val_has_head(z, S_Plus)) {
        int sign = 1;

        if (expr_is_negative(h, z, &body)) {
            TRY(body = vm_eval(vm, body));
            sign = trig_is_even(f) ? 1 : -1;
            r = val_has_head(body, S_Plus) ? shift_by_pi(vm, f, body) : NOT_MINE;
            return with_sign(h, sign, val_is_not_mine(r) ? expr1(h, trig_symbol(f), body) : r);
        }
        r = shift_by_pi(vm, f, z);
        if (!val_is_not_mine(r))
            return r;
    }
    r = trig_of_inverse(vm, f, z, circular_of_inverse);
    if (!val_is_not_mine(r))
        return r;
    if (expr_is_negative(h, z, &body)) {
        r = expr1(h, trig_symbol(f), body);
        return trig_is_even(f) ? r : neg_expr(h, r);
    }
    return NOT_MINE;
}

BUILTIN(Sin,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Sin[z] is the sine of z.",
    .examples = EXAMPLES("Sin[Pi/3]", "Sqrt[3]/2", "Sin[-x]", "-Sin[x]", "Sin[x + Pi/2]", "Cos[x]",
        "Sin[2 I]", "I*Sinh[2]", "Sin[0.5]", "0.479425538604203"))
{
    return circular(vm, TRIG_SIN, args);
}

BUILTIN(Cos,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Cos[z] is the cosine of z.",
    .examples = EXAMPLES("Cos[Pi/5]", "(1 + Sqrt[5])/4", "Cos[-x]", "Cos[x]", "Cos[ArcSin[x]]", "Sqrt[1 - x^2]"))
{
    return circular(vm, TRIG_COS, args);
}

BUILTIN(Tan,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Tan[z] is the tangent of z.",
    .examples = EXAMPLES("Tan[Pi/4]", "1", "Tan[Pi/2]", "ComplexInfinity", "Tan[ArcTan[x]]", "x"))
{
    return circular(vm, TRIG_TAN, args);
}

BUILTIN(Cot,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Cot[z] is the cotangent of z.",
    .examples = EXAMPLES("Cot[Pi/6]", "Sqrt[3]", "Cot[0]", "ComplexInfinity"))
{
    return circular(vm, TRIG_COT, args);
}

BUILTIN(Sec,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Sec[z] is the secant of z.",
    .examples = EXAMPLES("Sec[Pi/3]", "2", "Sec[0]", "1"))
{
    return circular(vm, TRIG_SEC, args);
}

BUILTIN(Csc,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Csc[z] is the cosecant of z.",
    .examples = EXAMPLES("Csc[Pi/6]", "2", "Csc[-x]", "-Csc[x]"))
{
    return circular(vm, TRIG_CSC, args);
}
