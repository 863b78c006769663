/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <gmp.h>
#define N 400 /* SIZE: how many */
int main(void) {
  mpz_t f; mpz_init(f); unsigned long s = 0;
  for (int k = 20000; k < 20000 + N; k++) { mpz_fac_ui(f, k); s = (s + mpz_fdiv_ui(f, 1000000007)) % 1000000007; }
  printf("%lu\n", s);
}
