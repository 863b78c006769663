/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_mpoly.h>
#define N 10 /* SIZE */

static void read_power(fmpz_mpoly_t p, const char *text, fmpz_mpoly_ctx_t ring) {
    const char *names[] = {"a", "b", "c", "d", "e"};
    fmpz_mpoly_init(p, ring);
    fmpz_mpoly_set_str_pretty(p, text, names, ring);
    fmpz_mpoly_pow_ui(p, p, N, ring);
}

int main(void) {
    fmpz_mpoly_ctx_t ring;
    fmpz_mpoly_t p, q, product;
    fmpz_mpoly_ctx_init(ring, 5, ORD_LEX);
    read_power(p, "1 + a + b + 2*c^2 + 3*d^3 + 5*e^5", ring);
    read_power(q, "1 + e + d + 2*c^2 + 3*b^3 + 5*a^5", ring);
    fmpz_mpoly_init(product, ring);
    fmpz_mpoly_mul(product, p, q, ring);
    printf("%ld\n", (long) fmpz_mpoly_length(product, ring));
    return 0;
}
