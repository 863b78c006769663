/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <gmp.h>
#define N 10 /* SIZE: repetitions */
int main(void) {
  mpz_t f; mpz_init(f); size_t s = 0;
  for (int i = 1; i <= N; i++) { mpz_ui_pow_ui(f, 2, 1000000); mpz_add_ui(f, f, i); char *t = mpz_get_str(NULL, 10, f); s += strlen(t); free(t); }
  printf("%zu\n", s);
}
