/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <math.h>
#define N 1000000 /* SIZE */
static double x[N], y[N];
int main(void) {
  for (int i = 0; i < N; i++) x[i] = i + 1;
  for (int k = 1; k <= 10; k++) for (int i = 0; i < N; i++) y[i] = sqrt(x[i]) + x[i]*x[i] - sin(x[i])/(k + x[i]);
  double s = 0; for (int i = 0; i < N; i++) s += y[i];
  printf("%.0f\n", s/1e9);
}
