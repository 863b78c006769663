/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <gmp.h>
#define N 200 /* SIZE: how many */
int main(void) {
  mpz_t m, e, b; mpz_init(m); mpz_init(e); mpz_init(b); unsigned long s = 0;
  mpz_ui_pow_ui(m, 2, 2203); mpz_sub_ui(m, m, 1);
  for (int i = 1; i <= N; i++) { mpz_set_ui(b, 3 + i); mpz_sub_ui(e, m, 2 * i); mpz_powm(b, b, e, m); s += mpz_fdiv_ui(b, 1000000007); }
  printf("%lu\n", s);
}
