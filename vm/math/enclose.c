/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * enclose.c -- balls around the value of an exact expression: certified digits and signs.
 */
#include <math.h>

#include "vm/math/eval_table.h"
#include "vm/math/flint_integer.h"
#include "vm/num/heavy.h"

enum { DEPTH_MAX = 400 };

static bool constant_ball(acb_t r, Val symbol, slong prec)
{
    arb_ptr x = acb_realref(r);

    arb_zero(acb_imagref(r));
    switch (symbol_switch(symbol)) {
    case SYM_Pi:         arb_const_pi(x, prec); return true;
    case SYM_E:          arb_const_e(x, prec); return true;
    case SYM_EulerGamma: arb_const_euler(x, prec); return true;
    case SYM_Catalan:    arb_const_catalan(x, prec); return true;
    case SYM_Khinchin:   arb_const_khinchin(x, prec); return true;
    case SYM_Glaisher:   arb_const_glaisher(x, prec); return true;
    case SYM_Degree:
        arb_const_pi(x, prec);
        arb_div_ui(x, x, 180, prec);
        return true;
    case SYM_GoldenRatio:
        arb_sqrt_ui(x, 5, prec);
        arb_add_ui(x, x, 1, prec);
        arb_mul_2exp_si(x, x, -1);
        return true;
    case SYM_GoldenAngle: {
        arb_t t;

        arb_init(t);
        arb_sqrt_ui(x, 5, prec);
        arb_sub_ui(x, x, 3, prec);
        arb_neg(x, x);
        arb_const_pi(t, prec);
        arb_mul(x, x, t, prec);
        arb_clear(t);
        return true;
    }
    default:
        return false;
    }
}

/* Much quicker than of a number of as many digits where the denominator is small. */
static void gamma_of_rational(acb_t r, Val v, slong prec)
{
    fmpq_t q;

    fmpq_init(q);
    fmpz_load(fmpq_numref(q), rat_numerator(v));
    fmpz_load(fmpq_denref(q), rat_denominator(v));
    arb_gamma_fmpq(acb_realref(r), q, prec);
    arb_zero(acb_imagref(r));
    fmpq_clear(q);
}

static bool enclose(acb_t r, Val v, slong prec, int depth)
{
    acb_ptr a;
    const MathFunction *f;
    size_t n;
    bool ok = true;

    if (val_is_number(v)) {
        ball_load(r, v, prec, true);
        return true;
    }
    if (val_is_symbol(v))
        return constant_ball(r, v, prec);
    if (!val_is_expr(v) || depth > DEPTH_MAX)
        return false;
    n = expr_len(v);
    if (val_is(expr_head(v), S_Plus) || val_is(expr_head(v), S_Times)) {
        bool plus = val_is(expr_head(v), S_Plus);
        acb_t t;

        acb_init(t);
        if (plus)
            acb_zero(r);
        else
            acb_one(r);
        for (size_t i = 0; ok && i < n; i++) {
            ok = enclose(t, expr_arg(v, i), prec, depth + 1);
            if (ok && plus)
                acb_add(r, r, t, prec);
            else if (ok)
                acb_mul(r, r, t, prec);
        }
        acb_clear(t);
        return ok;
    }
    f = math_function(expr_head(v), n);
    if (f == NULL && !val_is_call(v, S_Power, 2))
        return false;
    if (val_is_call(v, S_Gamma, 1) && val_is_exact_real(expr_arg(v, 0))) {
        gamma_of_rational(r, expr_arg(v, 0), prec);
        return true;
    }
    a = _acb_vec_init((slong)n);
    for (size_t i = 0; ok && i < n; i++)
        ok = enclose(&a[i], expr_arg(v, i), prec, depth + 1);
    if (ok && f != NULL)
        f->ball(r, a, n, prec);
    else if (ok)
        ball_power(r, &a[0], &a[1], prec);
    _acb_vec_clear(a, (slong)n);
    return ok;
}

static Val constant_value(Heap *h, Val symbol, double digits)
{
    acb_t r;
    Val v = VAL_NONE;

    acb_init(r);
    if (constant_ball(r, symbol, (slong)real_bits(digits) + 128))
        v = digits == 0 ? ball_to_machine(h, r, true) : ball_to_big(h, r, digits, true);
    acb_clear(r);
    return v;
}

static Val value_of(Heap *h, Val expr, double digits, double extra)
{
    /* all bits of the result's node are to be right, those behind its precision too */
    double wanted = digits == 0 ? 18 : (double)real_bits(digits) / 3.3219280948873626, most = wanted + extra;
    Val v = VAL_NONE;
    acb_t r;

    acb_init(r);
    for (double work = wanted + 10; ; work = wanted + (work - wanted) * 2) {
        slong bits = (slong)(wanted * 3.3219280948873626) + 2;

        if (work > most)
            work = most;
        if (!enclose(r, expr, (slong)(work * 3.3219280948873626) + 16, 0))
            break;
        if (acb_is_finite(r)) {
            bool real = acb_is_real(r), done = work >= most && digits == 0;

            /* Each part to its own precision. */
            if (!real && !done && !arb_is_zero(acb_realref(r)) && !arb_is_zero(acb_imagref(r)))
                done = arb_rel_accuracy_bits(acb_realref(r)) >= bits && arb_rel_accuracy_bits(acb_imagref(r)) >= bits;
            else if (!done)
                done = ball_is_accurate(r, bits);
            if (done) {
                v = digits == 0 ? ball_to_machine(h, r, real) : ball_to_big(h, r, digits, real);
                break;
            }
        }
        if (work >= most)
            break;
    }
    acb_clear(r);
    return v;
}

MathSign math_sign(Heap *h, Val expr)
{
    MathSign sign = MATH_CLOSE;
    acb_t r;

    (void)h;
    acb_init(r);
    for (slong prec = 64; prec <= 1024 && sign == MATH_CLOSE; prec *= 4) {
        if (!enclose(r, expr, prec, 0)) {
            sign = MATH_UNKNOWN;
            break;
        }
        if (!acb_is_finite(r))
            continue;
        if (!arb_contains_zero(acb_imagref(r)))
            sign = MATH_NOT_REAL;
        else if (acb_is_zero(r))
            sign = MATH_ZERO;
        else if (!acb_is_real(r))
            continue;
        else if (arb_is_positive(acb_realref(r)))
            sign = MATH_POSITIVE;
        else if (arb_is_negative(acb_realref(r)))
            sign = MATH_NEGATIVE;
    }
    acb_clear(r);
    return sign;
}

/* ---- in a child process where there are very many digits: Arb can't be interrupted ---- */

#define HEAVY_DIGIT_COUNT 1.5e4

typedef struct Request {
    Val    expr;
    double digits, extra;
} Request;

static Val request_constant(Heap *h, void *state)
{
    const Request *r = state;

    return constant_value(h, r->expr, r->digits);
}

static Val request_value(Heap *h, void *state)
{
    const Request *r = state;

    return value_of(h, r->expr, r->digits, r->extra);
}

/* Where it was ended the answer does not matter: the next poll unwinds. */
static Val request(Heap *h, HeavyNumber *f, Request r)
{
    bool done;

    return heavy_number(h, f, &r, (size_t)r.digits * 2 + 4096, &done);
}

Val math_constant(Heap *h, Val symbol, double digits)
{
    return digits > HEAVY_DIGIT_COUNT ? request(h, request_constant, (Request){symbol, digits, 0})
                                      : constant_value(h, symbol, digits);
}

/* Is there a function in [v] that takes longer than the elementary ones? */
static bool has_special(Val v, int depth)
{
    if (!val_is_expr(v) || depth == 0)
        return false;
    const MathFunction *f = math_function(expr_head(v), expr_len(v));
    bool found = f != NULL && f->machine == NULL;
    for (size_t i = 0; !found && i < expr_len(v); i++)
        found = has_special(expr_arg(v, i), depth - 1);
    return found;
}

Val math_n(Heap *h, Val expr, double digits, double extra)
{
    enum { SPECIAL_DIGITS = 1500, SPECIAL_DEPTH = 20 };
    return digits > HEAVY_DIGIT_COUNT || (digits > SPECIAL_DIGITS && has_special(expr, SPECIAL_DEPTH)) ? request(h, request_value, (Request){expr, digits, extra})
                                      : value_of(h, expr, digits, extra);
}
