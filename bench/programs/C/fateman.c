/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_mpoly.h>
#define N 20 /* SIZE */

int main(void) {
    const char *names[] = {"a", "b", "c", "d"};
    fmpz_mpoly_ctx_t ring;
    fmpz_mpoly_t p, next, product;
    fmpz_mpoly_ctx_init(ring, 4, ORD_LEX);
    fmpz_mpoly_init(p, ring);
    fmpz_mpoly_init(next, ring);
    fmpz_mpoly_init(product, ring);
    fmpz_mpoly_set_str_pretty(p, "1 + a + b + c + d", names, ring);
    fmpz_mpoly_pow_ui(p, p, N, ring);
    fmpz_mpoly_add_ui(next, p, 1, ring);
    fmpz_mpoly_mul(product, p, next, ring);
    printf("%ld\n", (long) fmpz_mpoly_length(product, ring));
    return 0;
}
