/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz.h>
#include <fmpz_factor.h>
int main(void) {
  const char *l[] = {"174381104662831913195796236761", "326465829087995871190973540461", "246636211855022242579266370151", "477962878803537503796494103961", "280901208992775940435220035193", "276108925022570026344141093983", "382682935597309137801350203763", "605657974699308615898121693857", "406686738623021319056757607361", "321382145268800675847329319199"};
  fmpz_t n, s; fmpz_init(n); fmpz_init(s);
  for (int i = 0; i < 10; i++) {
    fmpz_factor_t f; fmpz_factor_init(f);
    fmpz_set_str(n, l[i], 10); fmpz_factor(f, n);
    fmpz *a = f->p, *b = f->p + 1;
    fmpz_add(s, s, fmpz_cmp(a, b) < 0 ? a : b);
  }
  fmpz_print(s); printf("\n");
}
