/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * elementary.c -- Exp, Log, Log2, Log10, Sinc, Haversine, Gudermannian, LogisticSigmoid.
 */
#include <math.h>

#include "vm/builtin/elementary.h"
#include "vm/builtin/interval.h"
#include "vm/builtin/items.h"
#include "vm/math/integers.h"

BUILTIN(Exp,
    .attrs = ATTRS_FUNCTION | ATTR_READ_PROTECTED, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Exp[z] is E^z.",
    .examples = EXAMPLES("Exp[x]", "E^x", "Exp[0]", "1", "Exp[1.]", "2.718281828459045"))
{
    if (val_is_number(args.v[0]) && val_is_inexact(args.v[0]))
        return function_numeric(vm, S_Exp, args);
    return expr2(vm_heap(vm), S_Power, S_E, args.v[0]);
}

/* Log[base^exp] where that is exp Log[base] on the principal branch; NOT_MINE else. */
static Val log_of_power(Vm *vm, Val base, Val exp)
{
    Heap *h = vm_heap(vm);

    Val value, turns;

    if (!val_is_numeric(vm, exp))
        return NOT_MINE;
    if (numeric_sign(vm, exp) <= 1) {
        if (val_is(base, S_E))
            return exp;
        if (!numeric_is_positive(vm, base))
            return val_is_minus_one(base) && val_is_exact_real(exp)
                ? expr2(h, S_Times, exp, formula0(vm, "I Pi")) : NOT_MINE;
        return expr2(h, S_Times, exp, expr1(h, S_Log, base));
    }
    if (!val_is(base, S_E))
        return NOT_MINE;
    /* a complex exponent, moved by 2 Pi I to have its imaginary part between -Pi and Pi */
    value = math_n(h, exp, 0, 20);
    if (val_is_none(value) || !val_is_real_number(cplx_im(value)) || fabs(num_to_double(cplx_im(value))) > 1e15)
        return NOT_MINE;
    turns = int_from_i64(h, -(int64_t)rint(num_to_double(cplx_im(value)) / (2 * M_PI)));
    return expr2(h, S_Plus, exp, formula1(vm, "2 I Pi #", turns));
}

static Val log_natural(Vm *vm, Val z)
{
    Heap *h = vm_heap(vm);
    Val body;

    if (val_is_zero(z))
        return infinity_new(h, val_int(-1));
    if (val_is_one(z))
        return val_int(0);
    if (val_is(z, S_E))
        return val_int(1);
    if (val_is(z, S_Indeterminate))
        return z;
    if (val_is_interval(z))
        return interval_function(vm, S_Log, z);
    if (val_is_infinite(z))
        return infinity_new(h, val_int(1));
    if (val_is_exact_real(z)) {
        if (num_sign(z) < 0) {
            Val i_pi = formula0(vm, "I Pi");

            return val_is_minus_one(z) ? i_pi : expr2(h, S_Plus, i_pi, expr1(h, S_Log, num_neg(h, z)));
        }
        if (num_compare(z, val_int(1)) < 0)
            return neg_expr(h, expr1(h, S_Log, num_inv(h, z)));
        return NOT_MINE;
    }
    if (val_is_complex(z) && num_is_exact(z) && num_is_exact_zero(cplx_re(z))) {
        Val im = cplx_im(z), i_pi = formula0(vm, num_sign(im) > 0 ? "I Pi/2" : "-I Pi/2");

        im = num_abs(h, im);
        return val_is_one(im) ? i_pi : expr2(h, S_Plus, i_pi, expr1(h, S_Log, im));
    }
    if (val_is_call(z, S_Power, 2))
        return log_of_power(vm, expr_arg(z, 0), expr_arg(z, 1));
    if (val_is_numeric(vm, z) && expr_is_negative(h, z, &body) && numeric_is_positive(vm, body))
        return expr2(h, S_Plus, formula0(vm, "I Pi"), expr1(h, S_Log, body));
    return NOT_MINE;
}

/* The exponent n for which base^n is z, both exact; VAL_NONE if there is none. */
static Val exact_logarithm(Heap *h, Val base, Val z)
{
    bool inverted = false, small_base = false;

    if (!val_is_exact_real(base) || !val_is_exact_real(z) || num_sign(base) <= 0 || num_sign(z) <= 0
        || val_is_one(base))
        return VAL_NONE;
    if (num_compare(base, val_int(1)) < 0) {
        base = num_inv(h, base);
        small_base = true;
    }
    if (num_compare(z, val_int(1)) < 0) {
        z = num_inv(h, z);
        inverted = true;
    }
    uint64_t n = 0, below = 0;
    Val rest = rat_denominator(z);
    if (!val_is_one(rat_denominator(base)))
        below = int_valuation(h, rest, rat_denominator(base), &rest);
    if (!val_is_one(rest))
        return VAL_NONE;
    n = int_valuation(h, rat_numerator(z), rat_numerator(base), &rest);
    if (!val_is_one(rest) || (n != below && !val_is_one(rat_denominator(base))))
        return VAL_NONE;
    return val_int(inverted != small_base ? -(int64_t)n : (int64_t)n);
}

/* p/q with base^p = z^q for integers of which both are powers of one number. */
Val logarithm_ratio(Heap *h, Val base, Val z)
{
    Val whole = exact_logarithm(h, base, z);
    bool inverted = false;

    if (!val_is_none(whole))
        return whole;
    if (val_is_rational(z) && val_is_one(rat_numerator(z))) {
        z = rat_denominator(z);
        inverted = true;
    }
    if (!val_is_integer(base) || !val_is_integer(z) || num_sign(base) <= 0 || num_sign(z) <= 0)
        return VAL_NONE;
    for (uint64_t q = 2; q <= 64 && q < int_bits(base); q++) {
        Val root = int_root_exact(h, base, q), p;

        if (val_is_none(root))
            continue;
        p = exact_logarithm(h, root, z);
        if (!val_is_none(p)) {
            p = rat_new(h, p, int_from_u64(h, q));
            return inverted ? num_neg(h, p) : p;
        }
    }
    return VAL_NONE;
}

static Val log_to_base(Vm *vm, Val base, Val z)
{
    Heap *h = vm_heap(vm);
    Val n;

    if (val_is_one(z) && !val_is_one(base) && !val_is_zero(base))
        return val_int(0);
    if (val_is_zero(base))
        return val_is_zero(z) ? S_Indeterminate : val_int(0);
    if (val_is_one(base))
        return val_is_one(z) ? S_Indeterminate : complex_infinity(h);
    if (val_is(base, S_E))
        return expr1(h, S_Log, z);
    if (val_same(base, z))
        return val_int(1);
    n = logarithm_ratio(h, base, z);
    if (!val_is_none(n))
        return n;
    if (val_is_call(z, S_Power, 2) && val_same(expr_arg(z, 0), base) && val_is_exact_real(expr_arg(z, 1))
        && numeric_is_positive(vm, base))
        return expr_arg(z, 1);
    return div_expr(h, expr1(h, S_Log, z), expr1(h, S_Log, base));
}

/* Log["level", ..] writes a line, whatever else is a list. */
static bool is_log_line(Val expr)
{
    return expr_len(expr) > 1 && val_is_string(expr_arg(expr, 0));
}

static Val log_line(Vm *vm, Args args)
{
    Val v = vm_eval(vm, expr_make(vm_heap(vm), S_LogMessage, args.n, args.v));

    return val_has_head(v, S_LogMessage) ? NOT_MINE : v;
}

BUILTIN(Log,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .whole = is_log_line,
    .usage = "Log[z] is the natural logarithm of z. Log[b, z] is the logarithm to base b. Log[\"level\", expr, ..] writes a line with time, level, worker "
             "and task, where $LogLevel lets it; the levels are \"Trace\", \"Debug\", \"Info\", \"Warning\" and \"Error\".",
    .messages = MESSAGES("indet", "Indeterminate expression `1` encountered.",
                         "infy", "Infinite expression `1` encountered.",
                         "level", "`1` is not a level: \"Trace\", \"Debug\", \"Info\", \"Warning\" or \"Error\"."),
    .examples = EXAMPLES("Log[E^2]", "2", "Log[-1]", "I*Pi", "Log[2, 8]", "3", "Log[0]", "-Infinity",
        "Log[1/2]", "-Log[2]", "Log[2.]", "0.6931471805599453", "Log[\"Debug\", \"x is \", {1, 2}]", "Null"))
{
    bool two = args.n == 2;

    if (is_log_line(args.expr))
        return log_line(vm, args);
    if (!count_ok(vm, args, args.n, 1, 2))
        return NOT_MINE;
    Val z = args.v[two ? 1 : 0];
    if (two) {
        Val n = function_numeric(vm, S_Log, args);

        if (!val_is_not_mine(n))
            return n;
        if (val_is_number(z) && val_is_inexact(z) && num_is_zero(z))
            return NOT_MINE;
        return log_to_base(vm, args.v[0], z);
    }
    if (val_is_number(z) && val_is_inexact(z)) {
        if (num_is_zero(z))
            return S_Indeterminate;
        return function_numeric(vm, S_Log, args);
    }
    return log_natural(vm, z);
}

static Val log_fixed(Vm *vm, Args args, int64_t base)
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0];

    if (val_is_number(z) && val_is_inexact(z)) {
        if (num_is_zero(z))
            return S_Indeterminate;
        return function_numeric(vm, base == 2 ? S_Log2 : S_Log10, args);
    }
    return expr2(h, S_Log, val_int(base), z);
}

BUILTIN(Log2,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Log2[z] is the logarithm of z to base 2.",
    .examples = EXAMPLES("Log2[1024]", "10", "Log2[x]", "Log[x]/Log[2]", "Log2[8.]", "3."))
{
    return log_fixed(vm, args, 2);
}

BUILTIN(Log10,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Log10[z] is the logarithm of z to base 10.",
    .examples = EXAMPLES("Log10[1000]", "3", "Log10[x]", "Log[x]/Log[10]"))
{
    return log_fixed(vm, args, 10);
}

BUILTIN(Sinc,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Sinc[z] is Sin[z]/z, and 1 for z = 0.",
    .examples = EXAMPLES("Sinc[0]", "1", "Sinc[Pi]", "0", "Sinc[Pi/2]", "2/Pi", "Sinc[x]", "Sinc[x]"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], body, sine;

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_Sinc, args);
    if (val_is_zero(z))
        return val_int(1);
    if (val_is_plus_infinity(z) || val_is_minus_infinity(z))
        return val_int(0);
    if (val_is_complex_infinity(z) || val_is(z, S_Indeterminate))
        return S_Indeterminate;
    if (!val_is_none(pi_multiple(z))) {
        TRY(sine = vm_call1(vm, S_Sin, z));
        if (!val_contains_symbol(sine, S_Sin) && !val_contains_symbol(sine, S_Cos))
            return div_expr(h, sine, z);
    }
    body = imaginary_part_of(h, z);
    if (!val_is_none(body))
        return div_expr(h, expr1(h, S_Sinh, body), body);
    if (expr_is_negative(h, z, &body))
        return expr1(h, S_Sinc, body);
    return NOT_MINE;
}

BUILTIN(Haversine,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Haversine[z] is Sin[z/2]^2.",
    .examples = EXAMPLES("Haversine[Pi/3]", "1/4", "Haversine[0]", "0", "Haversine[Pi]", "1"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], q = pi_multiple(z), body;

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_Haversine, args);
    if (val_is_zero(z))
        return z;
    if (!val_is_none(q) && val_is_exact_real(q)) {
        TRY(body = vm_call1(vm, S_Cos, z));
        if (!val_contains_symbol(body, S_Sin) && !val_contains_symbol(body, S_Cos))
            return expr2(h, S_Times, half(h), expr2(h, S_Plus, val_int(1), neg_expr(h, body)));
    }
    if (expr_is_negative(h, z, &body))
        return expr1(h, S_Haversine, body);
    return NOT_MINE;
}

BUILTIN(InverseHaversine,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "InverseHaversine[z] is 2 ArcSin[Sqrt[z]].",
    .examples = EXAMPLES("InverseHaversine[1/4]", "Pi/3", "InverseHaversine[1]", "Pi"))
{
    Val z = args.v[0], angle;

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_InverseHaversine, args);
    if (!val_is_number(z))
        return NOT_MINE;
    TRY(angle = vm_eval(vm, formula1(vm, "2 ArcSin[Sqrt[#]]", z)));
    return val_contains_symbol(angle, S_ArcSin) || val_contains_symbol(angle, S_ArcSinh) ? NOT_MINE : angle;
}

BUILTIN(Gudermannian,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "Gudermannian[z] is 2 ArcTan[Tanh[z/2]].",
    .examples = EXAMPLES("Gudermannian[0]", "0", "Gudermannian[Infinity]", "Pi/2", "Gudermannian[-x]", "-Gudermannian[x]"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], body;

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_Gudermannian, args);
    if (val_is_zero(z))
        return z;
    if (val_is_plus_infinity(z) || val_is_minus_infinity(z))
        return formula0(vm, val_is_plus_infinity(z) ? "Pi/2" : "-Pi/2");
    body = imaginary_part_of(h, z);
    if (!val_is_none(body) && !val_is_none(pi_multiple(body)))
        return formula1(vm, "2 I ArcTanh[Tan[#/2]]", body);
    if (expr_is_negative(h, z, &body))
        return neg_expr(h, expr1(h, S_Gudermannian, body));
    return NOT_MINE;
}

BUILTIN(InverseGudermannian,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "InverseGudermannian[z] is 2 ArcTanh[Tan[z/2]].",
    .examples = EXAMPLES("InverseGudermannian[0]", "0", "InverseGudermannian[Pi/2]", "Infinity"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0], body;

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_InverseGudermannian, args);
    if (val_is_zero(z))
        return z;
    if (!val_is_none(pi_multiple(z)) && val_same(num_abs(h, pi_multiple(z)), half(h)))
        return infinity_new(h, val_int(num_sign(pi_multiple(z))));
    if (expr_is_negative(h, z, &body))
        return neg_expr(h, expr1(h, S_InverseGudermannian, body));
    return NOT_MINE;
}

BUILTIN(LogisticSigmoid,
    .attrs = ATTRS_FUNCTION, .effects = EFFECT_PURE, .args = "z_",
    .usage = "LogisticSigmoid[z] is 1/(1 + E^-z).",
    .examples = EXAMPLES("LogisticSigmoid[0]", "1/2", "LogisticSigmoid[Infinity]", "1"))
{
    Heap *h = vm_heap(vm);
    Val z = args.v[0];

    if (val_is_number(z) && val_is_inexact(z))
        return function_numeric(vm, S_LogisticSigmoid, args);
    if (val_is_zero(z))
        return half(h);
    if (val_is_plus_infinity(z) || val_is_minus_infinity(z))
        return val_int(val_is_plus_infinity(z));
    return NOT_MINE;
}
