/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * inverse_trig.c -- ArcSin .. ArcCsc, ArcSinh .. ArcCsch, ArcTan[x, y].
 *
 * Exact values are found backwards: the machine value, as a fraction of Pi, suggests an angle, and
 * the circular function of that angle is then compared with the argument.
 */
#include <math.h>

#include "vm/builtin/elementary.h"
#include "vm/builtin/interval.h"

static Val arc_symbol(Trig f)
{
    switch (f) {
    case TRIG_SIN: return S_ArcSin;
    case TRIG_COS: return S_ArcCos;
    case TRIG_TAN: return S_ArcTan;
    case TRIG_COT: return S_ArcCot;
    case TRIG_SEC: return S_ArcSec;
    default:       return S_ArcCsc;
    }
}

static Val arc_hyperbolic_symbol(Trig f)
{
    switch (f) {
    case TRIG_SIN: return S_ArcSinh;
    case TRIG_COS: return S_ArcCosh;
    case TRIG_TAN: return S_ArcTanh;
    case TRIG_COT: return S_ArcCoth;
    case TRIG_SEC: return S_ArcSech;
    default:       return S_ArcCsch;
    }
}

/* The machine value of a real numeric expression; NAN where it has none. */
static double machine_value(Heap *h, Val v)
{
    Val x = math_n(h, v, 0, 20);

    return val_is_none(x) || !val_is_real_number(x) ? NAN : num_to_double(x);
}

/* arc f of an exact number, if it is a multiple of Pi/60. */
static Val exact_angle(Vm *vm, Trig f, Val z)
{
    Heap *h = vm_heap(vm);
    double t = machine_value(h, expr1(h, arc_symbol(f), z)) * 60 / M_PI, k = rint(t);
    Val angle, back;

    if (isnan(t) || fabs(t - k) > 1e-9)
        return NOT_MINE;
    angle = expr2(h, S_Times, rat_new(h, val_int((int64_t)k), val_int(60)), S_Pi);
    TRY(back = vm_call1(vm, trig_symbol(f), angle));
    return val_same(back, z) ? angle : NOT_MINE;
}

/* ArcSin[Sin[t]] and its like for a real number t: t moved to where the inverse has its values. */
static Val arc_of_circular(Vm *vm, Trig f, Val z)
{
    Heap *h = vm_heap(vm);
    Val t, shifted;
    double x, k;

    if (!val_is_call(z, trig_symbol(f), 1))
        return NOT_MINE;
    t = expr_arg(z, 0);
    if (!val_is_numeric(vm, t))
        return NOT_MINE;
    x = machine_value(h, t);
    if (isnan(x) || fabs(x) > 1e12)
        return NOT_MINE;
    if (f == TRIG_COS || f == TRIG_SEC) {
        k = rint(x / (2 * M_PI));
        shifted = expr2(h, S_Plus, t, expr2(h, S_Times, val_int(-2 * (int64_t)k), S_Pi));
        return x - 2 * k * M_PI < 0 ? neg_expr(h, shifted) : shifted;
    }
    k = rint(x / M_PI);
    shifted = expr2(h, S_Plus, t, expr2(h, S_Times, val_int(-(int64_t)k), S_Pi));
    return (f == TRIG_SIN || f == TRIG_CSC) && fmod(k, 2) != 0 ? neg_expr(h, shifted) : shifted;
}

static Val arc_at_infinity(Heap *h, Vm *vm, Trig f, Val z)
{
    bool plus = val_is_plus_infinity(z), minus = val_is_minus_infinity(z);

    switch (f) {
    case TRIG_SIN:
        if (plus || minus)
            return infinity_new(h, cplx_new(h, val_int(0), val_int(plus ? -1 : 1)));
        break;
    case TRIG_COS:
        if (plus || minus)
            return infinity_new(h, cplx_new(h, val_int(0), val_int(plus ? 1 : -1)));
        break;
    case TRIG_TAN:
        if (plus || minus)
            return formula0(vm, plus ? "Pi/2" : "-Pi/2");
        return val_is_complex_infinity(z) ? formula0(vm, "Interval[{-Pi/2, Pi/2}]") : NOT_MINE;
    case TRIG_COT: case TRIG_CSC:
        return val_int(0);
    case TRIG_SEC:
        return formula0(vm, "Pi/2");
    }
    return val_is_complex_infinity(z) ? z : NOT_MINE;
}

/* Values at 0, 1 and -1 where the circular function has none to compare with. */
static Val arc_at_zero(Heap *h, Vm *vm, Trig f)
{
    switch (f) {
    case TRIG_SIN: case TRIG_TAN: return val_int(0);
    case TRIG_COS: case TRIG_COT: return formula0(vm, "Pi/2");
    default: return complex_infinity(h);
    }
}

static Val arc_circular(Vm *vm, Trig f, Args args)
{
    Heap *h = vm_heap(vm);
    Val z, r, body;

    z = args.v[0];
    if (val_is_number(z) && !num_is_exact(z)) {
        r = function_numeric(vm, arc_symbol(f), args);
        return val_is_not_mine(r) && num_is_zero(z) ? complex_infinity(h) : r;
    }
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_interval(z))
        return interval_function(vm, arc_symbol(f), z);
    if (val_is_zero(z))
        return arc_at_zero(h, vm, f);
    if (val_is_infinite(z))
        return arc_at_infinity(h, vm, f, z);
    if (val_is_numeric(vm, z)) {
        TRY(r = arc_of_circular(vm, f, z));
        if (!val_is_not_mine(r))
            return r;
        TRY(r = exact_angle(vm, f, z));
        if (!val_is_not_mine(r))
            return r;
    }
    body = f == TRIG_COS || f == TRIG_SEC ? VAL_NONE : imaginary_part_of(h, z);
    if (!val_is_none(body)) {
        r = expr1(h, arc_hyperbolic_symbol(f), body);
        return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(f == TRIG_SIN || f == TRIG_TAN ? 1 : -1)), r);
    }
    if (f != TRIG_COS && f != TRIG_SEC && expr_is_negative(h, z, &body))
        return neg_expr(h, expr1(h, arc_symbol(f), body));
    return NOT_MINE;
}

BUILTIN(ArcSin,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcSin[z] is the arc sine of z, in radians.",
    .examples = EXAMPLES("ArcSin[1/2]", "Pi/6", "ArcSin[-x]", "-ArcSin[x]", "ArcSin[Sin[10]]", "-10 + 3*Pi"))
{
    return arc_circular(vm, TRIG_SIN, args);
}

BUILTIN(ArcCos,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCos[z] is the arc cosine of z, in radians.",
    .examples = EXAMPLES("ArcCos[-1/2]", "(2*Pi)/3", "ArcCos[0]", "Pi/2"))
{
    return arc_circular(vm, TRIG_COS, args);
}

BUILTIN(ArcCot,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCot[z] is the arc cotangent of z, in radians.",
    .examples = EXAMPLES("ArcCot[Sqrt[3]]", "Pi/6", "ArcCot[-x]", "-ArcCot[x]"))
{
    return arc_circular(vm, TRIG_COT, args);
}

BUILTIN(ArcSec,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcSec[z] is the arc secant of z, in radians.",
    .examples = EXAMPLES("ArcSec[2]", "Pi/3", "ArcSec[-1]", "Pi"))
{
    return arc_circular(vm, TRIG_SEC, args);
}

BUILTIN(ArcCsc,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCsc[z] is the arc cosecant of z, in radians.",
    .examples = EXAMPLES("ArcCsc[1]", "Pi/2", "ArcCsc[Infinity]", "0"))
{
    return arc_circular(vm, TRIG_CSC, args);
}

/* The angle of the point (x, y). */
static Val angle_of_point(Vm *vm, Args args)
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0], y = args.v[1], ratio;
    int sx, sy;

    if (val_is_number(x) && val_is_number(y) && num_is_zero(x) && num_is_zero(y)) {
        if (num_is_exact(x) && num_is_exact(y)) {
            vm_message(vm, S_ArcTan, "indet", 1, &args.expr);
            return S_Indeterminate;
        }
    }
    if (val_is_number(x) && val_is_number(y) && (val_is_inexact(x) || val_is_inexact(y)))
        return function_numeric(vm, S_ArcTan, args);
    if (val_is_infinite(x) || val_is_infinite(y)) {
        if (val_is_plus_infinity(x) && val_is_numeric(vm, y))
            return val_int(0);
        if (val_is_minus_infinity(x) && val_is_numeric(vm, y))
            return numeric_sign(vm, y) < 0 ? formula0(vm, "-Pi") : S_Pi;
        if (val_is_numeric(vm, x) && (val_is_plus_infinity(y) || val_is_minus_infinity(y)))
            return formula0(vm, val_is_plus_infinity(y) ? "Pi/2" : "-Pi/2");
        return NOT_MINE;
    }
    if (!val_is_numeric(vm, x) || !val_is_numeric(vm, y))
        return NOT_MINE;
    sx = numeric_sign(vm, x);
    sy = numeric_sign(vm, y);
    if (sx > 1 || sy > 1)
        return NOT_MINE;
    if (sx == 0)
        return formula0(vm, sy > 0 ? "Pi/2" : "-Pi/2");
    if (sy == 0)
        return sx > 0 ? val_int(0) : S_Pi;
    ratio = expr1(h, S_ArcTan, div_expr(h, y, x));
    if (sx > 0)
        return ratio;
    return expr2(h, S_Plus, ratio, sy > 0 ? S_Pi : neg_expr(h, S_Pi));
}

BUILTIN(ArcTan,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "x_, y_.",
    .usage = "ArcTan[z] is the arc tangent of z, in radians. ArcTan[x, y] is the angle of the point (x, y).",
    .messages = MESSAGES("indet", "Indeterminate expression `1` encountered."),
    .examples = EXAMPLES("ArcTan[1]", "Pi/4", "ArcTan[-3, 4]", "Pi - ArcTan[4/3]", "ArcTan[-x]", "-ArcTan[x]"))
{
    if (args.n == 2)
        return angle_of_point(vm, args);
    return arc_circular(vm, TRIG_TAN, args);
}

/* Exact values of the inverse hyperbolic functions at 0, 1, -1 and the infinities; "" for none. */
static const char *arc_hyperbolic_value(Trig f, Val z)
{
    bool zero = val_is_zero(z), one = val_is_one(z), minus = val_is_minus_one(z);
    bool plus_infinity = val_is_plus_infinity(z), minus_infinity = val_is_minus_infinity(z);
    bool infinite = val_is_complex_infinity(z);

    switch (f) {
    case TRIG_SIN:
        return zero ? "0" : plus_infinity ? "Infinity" : minus_infinity ? "-Infinity" : infinite ? "ComplexInfinity" : "";
    case TRIG_COS:
        return zero ? "I Pi/2" : one ? "0" : minus ? "I Pi" : plus_infinity || minus_infinity || infinite ? "Infinity" : "";
    case TRIG_TAN:
        return zero ? "0" : one ? "Infinity" : minus ? "-Infinity" : plus_infinity ? "-I Pi/2"
             : minus_infinity ? "I Pi/2" : infinite ? "Interval[{-I Pi/2, I Pi/2}]" : "";
    case TRIG_COT:
        return zero ? "I Pi/2" : one ? "Infinity" : minus ? "-Infinity"
             : plus_infinity || minus_infinity || infinite ? "0" : "";
    case TRIG_SEC:
        return zero ? "Infinity" : one ? "0" : minus ? "I Pi" : plus_infinity || minus_infinity ? "I Pi/2" : "";
    default:
        return zero ? "ComplexInfinity" : plus_infinity || minus_infinity || infinite ? "0" : "";
    }
}

static Val arc_hyperbolic(Vm *vm, Trig f, Args args)
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], r, body;
    const char *value;

    if (val_is_number(z) && !num_is_exact(z)) {
        r = function_numeric(vm, arc_hyperbolic_symbol(f), args);
        if (val_is_not_mine(r) && num_is_zero(z))
            return f == TRIG_SEC ? S_Indeterminate : complex_infinity(h);
        return r;
    }
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_interval(z))
        return interval_function(vm, arc_hyperbolic_symbol(f), z);
    value = arc_hyperbolic_value(f, z);
    if (value[0] != '\0')
        return formula0(vm, value);
    if (val_is_call(z, S_DirectedInfinity, 1) && val_is_complex(expr_arg(z, 0)) && f == TRIG_TAN)
        return formula0(vm, num_sign(cplx_im(expr_arg(z, 0))) > 0 ? "I Pi/2" : "-I Pi/2");
    if (f == TRIG_COS || f == TRIG_SEC) {
        if (!val_is_numeric(vm, z))
            return NOT_MINE;
        /* -1 < z < 1: I times the angle. */
        TRY(r = exact_angle(vm, f, z));
        return val_is_not_mine(r) ? r : expr2(h, S_Times, cplx_i(h), r);
    }
    body = imaginary_part_of(h, z);
    if (!val_is_none(body)) {
        r = expr1(h, arc_symbol(f), body);
        return expr2(h, S_Times, cplx_new(h, val_int(0), val_int(f == TRIG_SIN || f == TRIG_TAN ? 1 : -1)), r);
    }
    if (expr_is_negative(h, z, &body))
        return neg_expr(h, expr1(h, arc_hyperbolic_symbol(f), body));
    return NOT_MINE;
}

BUILTIN(ArcSinh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcSinh[z] is the inverse hyperbolic sine of z.",
    .examples = EXAMPLES("ArcSinh[0]", "0", "ArcSinh[-x]", "-ArcSinh[x]", "ArcSinh[1.]", "0.881373587019543"))
{
    return arc_hyperbolic(vm, TRIG_SIN, args);
}

BUILTIN(ArcCosh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCosh[z] is the inverse hyperbolic cosine of z.",
    .examples = EXAMPLES("ArcCosh[1]", "0", "ArcCosh[0]", "I/2*Pi"))
{
    return arc_hyperbolic(vm, TRIG_COS, args);
}

BUILTIN(ArcTanh,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcTanh[z] is the inverse hyperbolic tangent of z.",
    .examples = EXAMPLES("ArcTanh[0]", "0", "ArcTanh[1]", "Infinity"))
{
    return arc_hyperbolic(vm, TRIG_TAN, args);
}

BUILTIN(ArcCoth,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCoth[z] is the inverse hyperbolic cotangent of z.",
    .examples = EXAMPLES("ArcCoth[Infinity]", "0", "ArcCoth[1]", "Infinity"))
{
    return arc_hyperbolic(vm, TRIG_COT, args);
}

BUILTIN(ArcSech,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcSech[z] is the inverse hyperbolic secant of z.",
    .examples = EXAMPLES("ArcSech[1]", "0", "ArcSech[0]", "Infinity"))
{
    return arc_hyperbolic(vm, TRIG_SEC, args);
}

BUILTIN(ArcCsch,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "ArcCsch[z] is the inverse hyperbolic cosecant of z.",
    .examples = EXAMPLES("ArcCsch[0]", "ComplexInfinity", "ArcCsch[Infinity]", "0"))
{
    return arc_hyperbolic(vm, TRIG_CSC, args);
}
