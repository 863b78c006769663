/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz.h>
#include <fmpz_factor.h>
int main(void) {
  fmpz_t n; fmpz_init(n); fmpz_set_str(n, "32730477630742169956817739678672090679539375668233", 10);
  fmpz_factor_t f; fmpz_factor_init(f); fmpz_factor(f, n);
  fmpz *a = f->p, *b = f->p + 1;
  fmpz_print(fmpz_cmp(a, b) < 0 ? a : b); printf("\n");
}
