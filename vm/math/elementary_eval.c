/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * elementary_eval.c -- the elementary functions in balls.
 *
 * Where Arb's choice on a branch cut is not the language's (which follows from
 * ArcSin[z] = -I Log[I z + Sqrt[1 - z^2]] and its like), the function is computed otherwise.
 */
#include "vm/math/ball.h"
#include "vm/math/eval_table.h"

#define SIMPLE(name, arb_function)                                              \
    void ball_##name##_1(acb_t r, acb_srcptr a, size_t n, slong prec)           \
    {                                                                           \
        (void)n;                                                                \
        arb_function(r, a, prec);                                               \
    }
/* f(1/z) */
#define RECIPROCAL(name, of)                                                    \
    void ball_##name##_1(acb_t r, acb_srcptr a, size_t n, slong prec)           \
    {                                                                           \
        acb_t t;                                                                \
                                                                                \
        acb_init(t);                                                            \
        acb_inv(t, a, prec);                                                    \
        ball_##of##_1(r, t, n, prec);                                           \
        acb_clear(t);                                                           \
    }

SIMPLE(Exp, acb_exp)
SIMPLE(Log, acb_log)
SIMPLE(Sin, acb_sin)
SIMPLE(Cos, acb_cos)
SIMPLE(Tan, acb_tan)
SIMPLE(Cot, acb_cot)
SIMPLE(Sec, acb_sec)
SIMPLE(Csc, acb_csc)
SIMPLE(Sinh, acb_sinh)
SIMPLE(Cosh, acb_cosh)
SIMPLE(Tanh, acb_tanh)
SIMPLE(Coth, acb_coth)
SIMPLE(Sech, acb_sech)
SIMPLE(Csch, acb_csch)
SIMPLE(Sinc, acb_sinc)
SIMPLE(Sqrt, acb_sqrt)

void ball_Log_2(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t;

    (void)n;
    acb_init(t);
    acb_log(t, a, prec);
    acb_log(r, a + 1, prec);
    acb_div(r, r, t, prec);
    acb_clear(t);
}

static void log_base(acb_t r, acb_srcptr a, ulong base, slong prec)
{
    arb_t t;

    arb_init(t);
    arb_log_ui(t, base, prec);
    acb_log(r, a, prec);
    acb_div_arb(r, r, t, prec);
    arb_clear(t);
}
void ball_Log2_1(acb_t r, acb_srcptr a, size_t n, slong prec)  { (void)n; log_base(r, a, 2, prec); }
void ball_Log10_1(acb_t r, acb_srcptr a, size_t n, slong prec) { (void)n; log_base(r, a, 10, prec); }

/* f of the real part; the result is real. */
static void apply_real(acb_t r, acb_srcptr a, void (*f)(arb_t, const arb_t, slong), slong prec)
{
    arb_t x;

    arb_init(x);
    f(x, acb_realref(a), prec);
    acb_set_arb(r, x);
    arb_clear(x);
}

/* Is the ball a real number above [bound] in size, where ArcSin and ArcCos have their cuts? */
static bool on_outer_cut(acb_srcptr a)
{
    return acb_is_real(a) && arf_cmpabs_d(arb_midref(acb_realref(a)), 1.0) > 0;
}

/* Is the ball a real number between -1 and 1, the ends included? */
static bool in_unit_interval(acb_srcptr a)
{
    return acb_is_real(a) && arf_cmpabs_d(arb_midref(acb_realref(a)), 1.0) <= 0;
}

void ball_ArcSin_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    if (in_unit_interval(a)) {
        apply_real(r, a, arb_asin, prec);
        return;
    }
    acb_asin(r, a, prec);
    /* Above 1: Pi/2 - I ArcCosh[x]; below -1 the negative of that. */
    if (on_outer_cut(a) && acb_is_finite(r)) {
        bool above = arf_sgn(arb_midref(acb_realref(a))) > 0, positive = arf_sgn(arb_midref(acb_imagref(r))) > 0;

        if (above == positive)
            arb_neg(acb_imagref(r), acb_imagref(r));
    }
}

void ball_ArcCos_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t, sine;

    if (in_unit_interval(a)) {
        apply_real(r, a, arb_acos, prec);
        return;
    }
    if (!on_outer_cut(a)) {
        acb_acos(r, a, prec);
        return;
    }
    acb_init(t);
    acb_init(sine);
    ball_ArcSin_1(sine, a, n, prec);
    acb_const_pi(t, prec);
    acb_mul_2exp_si(t, t, -1);
    acb_sub(r, t, sine, prec);
    if (arf_sgn(arb_midref(acb_realref(a))) > 0)
        arb_zero(acb_realref(r));
    acb_clear(sine);
    acb_clear(t);
}

SIMPLE(ArcTan, acb_atan)
SIMPLE(ArcSinh, acb_asinh)

void ball_ArcTan_2(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t, size;

    (void)n;
    if (acb_is_real(a) && acb_is_real(a + 1)) {
        arb_atan2(acb_realref(r), acb_realref(a + 1), acb_realref(a), prec);
        arb_zero(acb_imagref(r));
        return;
    }
    /* -I Log[(x + I y)/Sqrt[x^2 + y^2]] */
    acb_init(t);
    acb_init(size);
    acb_mul(t, a, a, prec);
    acb_addmul(t, a + 1, a + 1, prec);
    acb_sqrt(size, t, prec);
    acb_mul_onei(t, a + 1);
    acb_add(t, t, a, prec);
    acb_div(t, t, size, prec);
    acb_log(t, t, prec);
    acb_div_onei(r, t);
    acb_clear(size);
    acb_clear(t);
}

void ball_ArcCosh_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    if (acb_is_real(a) && arf_cmp_d(arb_midref(acb_realref(a)), 1.0) >= 0) {
        apply_real(r, a, arb_acosh, prec);
        return;
    }
    acb_acosh(r, a, prec);
}

void ball_ArcTanh_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    if (in_unit_interval(a)) {
        apply_real(r, a, arb_atanh, prec);
        return;
    }
    acb_atanh(r, a, prec);
    /* Above 1 the imaginary part is -Pi/2, below -1 it is Pi/2. */
    if (on_outer_cut(a) && acb_is_finite(r)) {
        bool above = arf_sgn(arb_midref(acb_realref(a))) > 0, positive = arf_sgn(arb_midref(acb_imagref(r))) > 0;

        if (above == positive)
            arb_neg(acb_imagref(r), acb_imagref(r));
    }
}

void ball_ArcCot_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    if (acb_is_zero(a)) {
        acb_const_pi(r, prec);
        acb_mul_2exp_si(r, r, -1);
        return;
    }
    acb_t t;
    acb_init(t);
    acb_inv(t, a, prec);
    ball_ArcTan_1(r, t, n, prec);
    acb_clear(t);
}
RECIPROCAL(ArcSec, ArcCos)
RECIPROCAL(ArcCsc, ArcSin)

void ball_ArcCoth_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t;

    if (acb_is_zero(a)) {
        arb_zero(acb_realref(r));
        arb_const_pi(acb_imagref(r), prec);
        arb_mul_2exp_si(acb_imagref(r), acb_imagref(r), -1);
        return;
    }
    acb_init(t);
    acb_inv(t, a, prec);
    ball_ArcTanh_1(r, t, n, prec);
    acb_clear(t);
}
RECIPROCAL(ArcSech, ArcCosh)
RECIPROCAL(ArcCsch, ArcSinh)

void ball_Haversine_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    acb_mul_2exp_si(r, a, -1);
    acb_sin(r, r, prec);
    acb_mul(r, r, r, prec);
}

void ball_InverseHaversine_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t;

    acb_init(t);
    acb_sqrt(t, a, prec);
    ball_ArcSin_1(r, t, n, prec);
    acb_mul_2exp_si(r, r, 1);
    acb_clear(t);
}

/* 2 ArcTan[Tanh[z/2]] */
void ball_Gudermannian_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    acb_mul_2exp_si(r, a, -1);
    acb_tanh(r, r, prec);
    acb_atan(r, r, prec);
    acb_mul_2exp_si(r, r, 1);
}

void ball_InverseGudermannian_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    acb_t t;

    acb_init(t);
    acb_mul_2exp_si(t, a, -1);
    acb_tan(t, t, prec);
    ball_ArcTanh_1(r, t, n, prec);
    acb_mul_2exp_si(r, r, 1);
    acb_clear(t);
}

void ball_LogisticSigmoid_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    acb_neg(r, a);
    acb_exp(r, r, prec);
    acb_add_ui(r, r, 1, prec);
    acb_inv(r, r, prec);
}

void ball_Abs_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    arb_t t;

    (void)n;
    arb_init(t);
    acb_abs(t, a, prec);
    acb_set_arb(r, t);
    arb_clear(t);
}

void ball_Arg_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    arb_t t;

    (void)n;
    arb_init(t);
    acb_arg(t, a, prec);
    acb_set_arb(r, t);
    arb_clear(t);
}

void ball_Re_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    (void)prec;
    acb_set_arb(r, acb_realref(a));
}

void ball_Im_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    (void)prec;
    acb_set_arb(r, acb_imagref(a));
}

void ball_Conjugate_1(acb_t r, acb_srcptr a, size_t n, slong prec)
{
    (void)n;
    (void)prec;
    acb_conj(r, a);
}
