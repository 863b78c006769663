/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <gmp.h>
#define N 100000000 /* SIZE */
int main(void) {
  mpz_t f, m; mpz_init(f); mpz_init_set_str(m, "2305843009213693951", 10);
  mpz_fib_ui(f, N); mpz_mod(f, f, m); gmp_printf("%Zd\n", f);
}
