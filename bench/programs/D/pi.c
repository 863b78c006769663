/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <gmp.h>
#include <flint.h>
#include <arb.h>
#include <acb.h>
#define N 1000000 /* SIZE: digits */
int main(void) {
  arb_t p; arb_init(p);
  slong prec = (N + 20) * 3.3219281 + 20;
  arb_const_pi(p, prec);
  fmpz_t t, f; fmpz_init(t); fmpz_init(f);
  fmpz_ui_pow_ui(t, 10, N);
  arb_mul_fmpz(p, p, t, prec); arb_floor(p, p, prec);
  arb_get_unique_fmpz(f, p);
  printf("%lu\n", fmpz_fdiv_ui(f, 10000000000UL));
}
