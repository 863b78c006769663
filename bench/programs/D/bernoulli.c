/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz.h>
#include <fmpq.h>
#include <bernoulli.h>
#include <partitions.h>
#define N 100000 /* SIZE */
int main(void) {
  fmpq_t b; fmpq_init(b); bernoulli_fmpq_ui(b, N);
  fmpz_t p; fmpz_init(p); partitions_fmpz_ui(p, 100 * N);
  printf("{%lu, %lu}\n", fmpz_fdiv_ui(fmpq_numref(b), 1000000007), fmpz_fdiv_ui(p, 1000000007));
}
