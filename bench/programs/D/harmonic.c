/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <gmp.h>
#define N 60000 /* SIZE */
int main(void) {
  mpq_t s, t; mpq_init(s); mpq_init(t);
  for (int i = 1; i <= N; i++) { mpq_set_ui(t, 1, i); mpq_add(s, s, t); }
  printf("%lu\n", mpz_fdiv_ui(mpq_numref(s), 1000000007));
}
