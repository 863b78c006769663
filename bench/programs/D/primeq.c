/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <ulong_extras.h>
#define N 10000000 /* SIZE */
int main(void) { long c = 0; for (ulong i = 1; i <= N; i++) c += n_is_prime(i); printf("%ld\n", c); }
