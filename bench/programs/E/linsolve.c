/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
extern void dgesv_(int *, int *, double *, int *, int *, double *, int *, int *);
#define N 500 /* SIZE */
static double a[N * N], b[N]; static int ip[N];
int main(void) {
  for (int i = 0; i < N; i++) { for (int j = 0; j < N; j++) a[j * N + i] = i == j ? N : (i + 1) * (j + 1) % 17; b[i] = i + 1; }
  int n = N, one = 1, info; dgesv_(&n, &one, a, &n, ip, b, &n, &info);
  double s = 0; for (int i = 0; i < N; i++) s += b[i];
  printf("%.0f\n", 1e6 * s);
}
