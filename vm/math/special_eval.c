/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * special_eval.c -- gamma, zeta, error, integral and Bessel functions in balls.
 */
#include <acb_dirichlet.h>
#include <acb_hypgeom.h>
#include <arb_hypgeom.h>

#include "vm/math/eval_table.h"

#define F(name, count) void ball_##name##_##count(acb_t r, acb_srcptr a, __attribute__((unused)) size_t n, slong prec)
#define F1(name, call)         F(name, 1) { call(r, a, prec); }
#define F2(name, call)         F(name, 2) { call(r, a, a + 1, prec); }

F1(Gamma, acb_gamma)
F1(LogGamma, acb_lgamma)
F1(BarnesG, acb_barnes_g)
F1(LogBarnesG, acb_log_barnes_g)
F2(PolyGamma, acb_polygamma)

F(Gamma, 2)
{
    acb_hypgeom_gamma_upper(r, a, a + 1, 0, prec);
}

F(GammaRegularized, 2)
{
    acb_hypgeom_gamma_upper(r, a, a + 1, 1, prec);
}

F(Beta, 2)
{
    acb_t s, t;

    acb_init(s);
    acb_init(t);
    acb_add(s, a, a + 1, prec);
    acb_rgamma(s, s, prec);
    acb_gamma(t, a, prec);
    acb_mul(s, s, t, prec);
    acb_gamma(t, a + 1, prec);
    acb_mul(r, s, t, prec);
    acb_clear(s);
    acb_clear(t);
}

F(Beta, 3)            { acb_hypgeom_beta_lower(r, a + 1, a + 2, a, 0, prec); }
F(BetaRegularized, 3) { acb_hypgeom_beta_lower(r, a + 1, a + 2, a, 1, prec); }

F1(Zeta, acb_zeta)
F2(Zeta, acb_hurwitz_zeta)
F2(HurwitzZeta, acb_hurwitz_zeta)

/* Arb's time grows with the order, without bound. */
F(PolyLog, 2)
{
    if (arf_cmpabs_d(arb_midref(acb_realref(a)), 1e5) > 0 || arf_cmpabs_d(arb_midref(acb_imagref(a)), 1e5) > 0)
        acb_indeterminate(r);
    else
        acb_polylog(r, a, a + 1, prec);
}

F1(DirichletEta, acb_dirichlet_eta)
F(LerchPhi, 3)        { acb_dirichlet_lerch_phi(r, a, a + 1, a + 2, prec); }
F(HurwitzLerchPhi, 3) { acb_dirichlet_lerch_phi(r, a, a + 1, a + 2, prec); }

F1(Erf, acb_hypgeom_erf)
F1(Erfc, acb_hypgeom_erfc)
F1(Erfi, acb_hypgeom_erfi)
F1(ExpIntegralEi, acb_hypgeom_ei)
F1(SinIntegral, acb_hypgeom_si)
F1(CosIntegral, acb_hypgeom_ci)
F1(SinhIntegral, acb_hypgeom_shi)
F1(CoshIntegral, acb_hypgeom_chi)
F2(ExpIntegralE, acb_hypgeom_expint)
F(LogIntegral, 1) { acb_hypgeom_li(r, a, 0, prec); }
F(FresnelS, 1)    { acb_hypgeom_fresnel(r, NULL, a, 1, prec); }
F(FresnelC, 1)    { acb_hypgeom_fresnel(NULL, r, a, 1, prec); }

static void real_only(acb_t r, acb_srcptr a, void (*f)(arb_t, const arb_t, slong), slong prec)
{
    arb_t x;

    if (!acb_is_real(a)) {
        acb_indeterminate(r);
        return;
    }
    arb_init(x);
    f(x, acb_realref(a), prec);
    acb_set_arb(r, x);
    arb_clear(x);
}
F(InverseErf, 1)  { real_only(r, a, arb_hypgeom_erfinv, prec); }
F(InverseErfc, 1) { real_only(r, a, arb_hypgeom_erfcinv, prec); }

/* Sqrt[Pi]/2 E^(-z^2) Erfi[z] */
F(DawsonF, 1)
{
    acb_t t;
    arb_t c;

    acb_init(t);
    arb_init(c);
    acb_mul(t, a, a, prec);
    acb_neg(t, t);
    acb_exp(t, t, prec);
    acb_hypgeom_erfi(r, a, prec);
    acb_mul(r, r, t, prec);
    arb_const_sqrt_pi(c, prec);
    arb_mul_2exp_si(c, c, -1);
    acb_mul_arb(r, r, c, prec);
    arb_clear(c);
    acb_clear(t);
}

F(ProductLog, 1)
{
    fmpz_t k;

    fmpz_init(k);
    acb_lambertw(r, a, k, 0, prec);
    fmpz_clear(k);
}

F(ProductLog, 2)
{
    fmpz_t k;

    fmpz_init(k);
    if (acb_is_real(a) && arb_get_unique_fmpz(k, acb_realref(a)))
        acb_lambertw(r, a + 1, k, 0, prec);
    else
        acb_indeterminate(r);
    fmpz_clear(k);
}

F2(BesselJ, acb_hypgeom_bessel_j)
F2(BesselY, acb_hypgeom_bessel_y)
F2(BesselI, acb_hypgeom_bessel_i)
F2(BesselK, acb_hypgeom_bessel_k)

static void hankel(acb_t r, acb_srcptr a, bool second, slong prec)
{
    acb_t j, y;

    acb_init(j);
    acb_init(y);
    acb_hypgeom_bessel_jy(j, y, a, a + 1, prec);
    acb_mul_onei(y, y);
    if (second)
        acb_sub(r, j, y, prec);
    else
        acb_add(r, j, y, prec);
    acb_clear(j);
    acb_clear(y);
}
F(HankelH1, 2) { hankel(r, a, false, prec); }
F(HankelH2, 2) { hankel(r, a, true, prec); }

/* Sqrt[Pi/(2 z)] f[n + 1/2, z] */
static void spherical(acb_t r, acb_srcptr a, void (*f)(acb_t, const acb_t, const acb_t, slong), slong prec)
{
    acb_t nu, c;

    acb_init(nu);
    acb_init(c);
    acb_one(nu);
    acb_mul_2exp_si(nu, nu, -1);
    acb_add(nu, nu, a, prec);
    acb_const_pi(c, prec);
    acb_mul_2exp_si(c, c, -1);
    acb_div(c, c, a + 1, prec);
    acb_sqrt(c, c, prec);
    f(r, nu, a + 1, prec);
    acb_mul(r, r, c, prec);
    acb_clear(c);
    acb_clear(nu);
}
F(SphericalBesselJ, 2) { spherical(r, a, acb_hypgeom_bessel_j, prec); }
F(SphericalBesselY, 2) { spherical(r, a, acb_hypgeom_bessel_y, prec); }

F(AiryAi, 1)      { acb_hypgeom_airy(r, NULL, NULL, NULL, a, prec); }
F(AiryAiPrime, 1) { acb_hypgeom_airy(NULL, r, NULL, NULL, a, prec); }
F(AiryBi, 1)      { acb_hypgeom_airy(NULL, NULL, r, NULL, a, prec); }
F(AiryBiPrime, 1) { acb_hypgeom_airy(NULL, NULL, NULL, r, a, prec); }

/* (z/2)^(n + 1) times the regularized 1F2[1; 3/2, n + 3/2; sign z^2/4]. */
static void struve(acb_t r, acb_srcptr a, bool modified, slong prec)
{
    acb_ptr p = _acb_vec_init(6);
    acb_t z, c;

    acb_init(z);
    acb_init(c);
    acb_one(p);                               /* upper: 1, below: 3/2, n + 3/2, 1 */
    acb_set_d(p + 1, 1.5);
    acb_set_d(p + 2, 1.5);
    acb_add(p + 2, p + 2, a, prec);
    acb_one(p + 3);
    acb_mul_2exp_si(z, a + 1, -1);
    acb_mul(c, z, z, prec);
    if (!modified)
        acb_neg(c, c);
    acb_hypgeom_pfq(r, p, 1, p + 1, 2, c, 0, prec);
    acb_rgamma(c, p + 1, prec);
    acb_mul(r, r, c, prec);
    acb_rgamma(c, p + 2, prec);
    acb_mul(r, r, c, prec);
    acb_add_ui(c, a, 1, prec);
    ball_power(c, z, c, prec);
    acb_mul(r, r, c, prec);
    acb_clear(c);
    acb_clear(z);
    _acb_vec_clear(p, 6);
}
F(StruveH, 2) { struve(r, a, false, prec); }
F(StruveL, 2) { struve(r, a, true, prec); }

F(CoulombF, 3)  { acb_hypgeom_coulomb(r, NULL, NULL, NULL, a, a + 1, a + 2, prec); }
F(CoulombG, 3)  { acb_hypgeom_coulomb(NULL, r, NULL, NULL, a, a + 1, a + 2, prec); }
F(CoulombH1, 3) { acb_hypgeom_coulomb(NULL, NULL, r, NULL, a, a + 1, a + 2, prec); }
F(CoulombH2, 3) { acb_hypgeom_coulomb(NULL, NULL, NULL, r, a, a + 1, a + 2, prec); }
