/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <flint.h>
#include <arb.h>
#define N 30000 /* SIZE: digits */
static fmpz_t ten;
static void show(arb_t p, slong prec, const char *sep) {
  fmpz_t f; fmpz_init(f);
  arb_mul_fmpz(p, p, ten, prec); arb_floor(p, p, prec);
  arb_get_unique_fmpz(f, p);
  printf("%lu%s", fmpz_fdiv_ui(f, 10000000000UL), sep);
}
int main(void) {
  slong prec = (N + 30) * 3.3219281 + 40;
  fmpz_init(ten); fmpz_ui_pow_ui(ten, 10, N);
  arb_t t, p; arb_init(t); arb_init(p);
  arb_set_ui(t, 1); arb_div_ui(t, t, 3, prec);
  arb_exp(p, t, prec); show(p, prec, ", ");
  arb_log_ui(p, 3, prec); show(p, prec, ", ");
  arb_sin(p, t, prec); show(p, prec, ", ");
  arb_atan(p, t, prec); show(p, prec, ", ");
  fmpq_t q; fmpq_init(q); fmpq_set_si(q, 1, 3);
  arb_gamma_fmpq(p, q, prec); show(p, prec, ", ");
  arb_zeta_ui(p, 3, prec); show(p, prec, ", ");
  arb_const_euler(p, prec); show(p, prec, "\n");
}
