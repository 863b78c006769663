/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * hypergeometric_eval.c -- orthogonal polynomials, hypergeometric, elliptic and modular functions in balls.
 */
#include <acb_elliptic.h>
#include <acb_hypgeom.h>
#include <acb_modular.h>

#include "vm/math/eval_table.h"

#define F(name, count) void ball_##name##_##count(acb_t r, acb_srcptr a, __attribute__((unused)) size_t n, slong prec)

F(LegendreP, 2)
{
    acb_t zero;

    acb_init(zero);
    acb_hypgeom_legendre_p(r, a, zero, a + 1, 0, prec);
    acb_clear(zero);
}
F(LegendreP, 3) { acb_hypgeom_legendre_p(r, a, a + 1, a + 2, 0, prec); }
F(LegendreQ, 2)
{
    acb_t zero;

    acb_init(zero);
    acb_hypgeom_legendre_q(r, a, zero, a + 1, 0, prec);
    acb_clear(zero);
}
F(LegendreQ, 3)   { acb_hypgeom_legendre_q(r, a, a + 1, a + 2, 0, prec); }
F(HermiteH, 2)    { acb_hypgeom_hermite_h(r, a, a + 1, prec); }
F(LaguerreL, 2)
{
    acb_t zero;

    acb_init(zero);
    acb_hypgeom_laguerre_l(r, a, zero, a + 1, prec);
    acb_clear(zero);
}
F(LaguerreL, 3)   { acb_hypgeom_laguerre_l(r, a, a + 1, a + 2, prec); }
F(ChebyshevT, 2)  { acb_hypgeom_chebyshev_t(r, a, a + 1, prec); }
F(ChebyshevU, 2)  { acb_hypgeom_chebyshev_u(r, a, a + 1, prec); }
F(GegenbauerC, 3) { acb_hypgeom_gegenbauer_c(r, a, a + 1, a + 2, prec); }
F(JacobiP, 4)     { acb_hypgeom_jacobi_p(r, a, a + 1, a + 2, a + 3, prec); }

F(Hypergeometric0F1, 2)            { acb_hypgeom_0f1(r, a, a + 1, 0, prec); }
F(Hypergeometric0F1Regularized, 2) { acb_hypgeom_0f1(r, a, a + 1, 1, prec); }
F(Hypergeometric1F1, 3)            { acb_hypgeom_m(r, a, a + 1, a + 2, 0, prec); }
F(Hypergeometric1F1Regularized, 3) { acb_hypgeom_m(r, a, a + 1, a + 2, 1, prec); }
F(Hypergeometric2F1, 4)            { acb_hypgeom_2f1(r, a, a + 1, a + 2, a + 3, 0, prec); }
F(Hypergeometric2F1Regularized, 4) { acb_hypgeom_2f1(r, a, a + 1, a + 2, a + 3, 1, prec); }
F(HypergeometricU, 3)              { acb_hypgeom_u(r, a, a + 1, a + 2, prec); }

/* E^(-z/2) z^(m + 1/2) f[m - k + 1/2, 1 + 2 m, z] */
static void whittaker(acb_t r, acb_srcptr a, bool second, slong prec)
{
    acb_t p, q, t;

    acb_init(p);
    acb_init(q);
    acb_init(t);
    acb_set_d(t, 0.5);
    acb_add(t, t, a + 1, prec);
    acb_sub(p, t, a, prec);
    acb_mul_2exp_si(q, t, 1);
    if (second)
        acb_hypgeom_u(r, p, q, a + 2, prec);
    else
        acb_hypgeom_m(r, p, q, a + 2, 0, prec);
    ball_power(t, a + 2, t, prec);
    acb_mul(r, r, t, prec);
    acb_mul_2exp_si(t, a + 2, -1);
    acb_neg(t, t);
    acb_exp(t, t, prec);
    acb_mul(r, r, t, prec);
    acb_clear(t);
    acb_clear(q);
    acb_clear(p);
}
F(WhittakerM, 3) { whittaker(r, a, false, prec); }
F(WhittakerW, 3) { whittaker(r, a, true, prec); }

F(EllipticK, 1)  { acb_elliptic_k(r, a, prec); }
F(EllipticE, 1)  { acb_elliptic_e(r, a, prec); }
F(EllipticE, 2)  { acb_elliptic_e_inc(r, a, a + 1, 0, prec); }
F(EllipticF, 2)  { acb_elliptic_f(r, a, a + 1, 0, prec); }
F(EllipticPi, 2) { acb_elliptic_pi(r, a, a + 1, prec); }
F(EllipticPi, 3) { acb_elliptic_pi_inc(r, a, a + 1, a + 2, 0, prec); }
F(CarlsonRF, 3)  { acb_elliptic_rf(r, a, a + 1, a + 2, 0, prec); }
F(CarlsonRC, 2)  { acb_elliptic_rf(r, a, a + 1, a + 1, 0, prec); }
F(CarlsonRG, 3)  { acb_elliptic_rg(r, a, a + 1, a + 2, 0, prec); }
F(CarlsonRJ, 4)  { acb_elliptic_rj(r, a, a + 1, a + 2, a + 3, 0, prec); }
F(CarlsonRD, 3)  { acb_elliptic_rj(r, a, a + 1, a + 2, a + 2, 0, prec); }

/* E^(-Pi K(1 - m)/K(m)) */
F(EllipticNomeQ, 1)
{
    acb_t k, t;

    if (acb_is_zero(a)) {
        acb_zero(r);
        return;
    }
    acb_init(k);
    acb_init(t);
    acb_elliptic_k(k, a, prec);
    acb_sub_ui(t, a, 1, prec);
    acb_neg(t, t);
    acb_elliptic_k(t, t, prec);
    acb_div(t, t, k, prec);
    acb_const_pi(k, prec);
    acb_mul(t, t, k, prec);
    acb_neg(t, t);
    acb_exp(r, t, prec);
    acb_clear(t);
    acb_clear(k);
}

/* All four theta functions at z with nome q: theta_i(z / Pi | log(q)/(Pi I)). */
static void thetas(acb_ptr t, const acb_t z, const acb_t q, slong prec)
{
    acb_t w, tau, pi;

    acb_init(w);
    acb_init(tau);
    acb_init(pi);
    acb_const_pi(pi, prec);
    acb_div(w, z, pi, prec);
    acb_log(tau, q, prec);
    acb_div(tau, tau, pi, prec);
    acb_div_onei(tau, tau);
    acb_modular_theta(t, t + 1, t + 2, t + 3, w, tau, prec);
    acb_clear(pi);
    acb_clear(tau);
    acb_clear(w);
}

F(EllipticTheta, 3)
{
    acb_ptr t = _acb_vec_init(4);
    slong which = acb_is_int(a) ? arf_get_si(arb_midref(acb_realref(a)), ARF_RND_NEAR) : 0;

    if (which < 1 || which > 4 || acb_is_zero(a + 2)) {
        if (acb_is_zero(a + 2) && which >= 1 && which <= 4)
            acb_set_ui(r, which >= 3);
        else
            acb_indeterminate(r);
    } else {
        thetas(t, a + 1, a + 2, prec);
        acb_set(r, t + which - 1);
        if (acb_is_real(a + 1) && acb_is_real(a + 2) && !arb_is_negative(acb_realref(a + 2)))
            arb_zero(acb_imagref(r));
    }
    _acb_vec_clear(t, 4);
}

/* sn, cn, dn of u with parameter m, from theta functions of z = u/theta_3(q)^2. */
static void jacobi(acb_t r, acb_srcptr a, int which, slong prec)
{
    acb_ptr t = _acb_vec_init(8);
    acb_t q, z;

    if (acb_is_zero(a + 1)) {
        if (which == 0)
            acb_sin(r, a, prec);
        else if (which == 1)
            acb_cos(r, a, prec);
        else
            acb_one(r);
        _acb_vec_clear(t, 8);
        return;
    }
    acb_init(q);
    acb_init(z);
    ball_EllipticNomeQ_1(q, a + 1, 1, prec);
    thetas(t + 4, z, q, prec);                       /* at 0 */
    acb_mul(z, t + 6, t + 6, prec);
    acb_div(z, a, z, prec);
    thetas(t, z, q, prec);
    if (which == 0) {                                /* t3(0) t1(z)/(t2(0) t4(z)) */
        acb_mul(r, t + 6, t, prec);
        acb_mul(q, t + 5, t + 3, prec);
    } else if (which == 1) {                         /* t4(0) t2(z)/(t2(0) t4(z)) */
        acb_mul(r, t + 7, t + 1, prec);
        acb_mul(q, t + 5, t + 3, prec);
    } else {                                         /* t4(0) t3(z)/(t3(0) t4(z)) */
        acb_mul(r, t + 7, t + 2, prec);
        acb_mul(q, t + 6, t + 3, prec);
    }
    acb_div(r, r, q, prec);
    if (acb_is_real(a) && acb_is_real(a + 1))
        arb_zero(acb_imagref(r));
    acb_clear(z);
    acb_clear(q);
    _acb_vec_clear(t, 8);
}
F(JacobiSN, 2) { jacobi(r, a, 0, prec); }
F(JacobiCN, 2) { jacobi(r, a, 1, prec); }
F(JacobiDN, 2) { jacobi(r, a, 2, prec); }

F(DedekindEta, 1) { acb_modular_eta(r, a, prec); }
F(KleinInvariantJ, 1)
{
    acb_modular_j(r, a, prec);
    acb_div_ui(r, r, 1728, prec);
}

/* theta_2^4/theta_3^4 */
F(ModularLambda, 1)
{
    acb_ptr t = _acb_vec_init(4);
    acb_t zero;

    acb_init(zero);
    acb_modular_theta(t, t + 1, t + 2, t + 3, zero, a, prec);
    acb_div(r, t + 1, t + 2, prec);
    acb_pow_ui(r, r, 4, prec);
    acb_clear(zero);
    _acb_vec_clear(t, 4);
}
