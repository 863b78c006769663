/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <cblas.h>
#define N 500 /* SIZE */
static double a[N * N], b[N * N], c[N * N];
int main(void) {
  for (int i = 0; i < N; i++) for (int j = 0; j < N; j++) { a[i * N + j] = 1.0 / (i + j + 1); b[i * N + j] = (i + 1) * (j + 1) % 17; }
  cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, N, N, N, 1, a, N, b, N, 0, c, N);
  double s = 0; for (int i = 0; i < N * N; i++) s += c[i];
  printf("%.0f\n", 1e6 * s);
}
