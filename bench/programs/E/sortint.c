/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <stdint.h>
#include <string.h>
#define N 1000000 /* SIZE */
static uint32_t a[N], b[N];
int main(void) { /* LSD radix sort, 11 bits a pass */
  uint64_t x = 88172645463325252ull;
  for (int i = 0; i < N; i++) { x ^= x << 13; x ^= x >> 7; x ^= x << 17; a[i] = (x >> 11) % 1000000000u; }
  uint32_t *s = a, *d = b;
  for (int p = 0; p < 33; p += 11) {
    static uint32_t c[2048]; memset(c, 0, sizeof c);
    for (int i = 0; i < N; i++) c[(s[i] >> p) & 2047]++;
    uint32_t t = 0; for (int i = 0; i < 2048; i++) { uint32_t k = c[i]; c[i] = t; t += k; }
    for (int i = 0; i < N; i++) d[c[(s[i] >> p) & 2047]++] = s[i];
    uint32_t *u = s; s = d; d = u;
  }
  int ok = 1; for (int i = 1; i < N; i++) if (s[i - 1] > s[i]) ok = 0;
  printf("{%s, %d}\n", ok ? "True" : "False", N);
}
