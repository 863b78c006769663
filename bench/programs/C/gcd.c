/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_mpoly.h>
#define N 26 /* SIZE */

static fmpz_mpoly_ctx_t ring;

/* text^N + rest */
static void read_poly(fmpz_mpoly_t p, const char *text, const char *rest) {
    const char *names[] = {"a", "b", "c"};
    fmpz_mpoly_t more;
    fmpz_mpoly_init(p, ring);
    fmpz_mpoly_init(more, ring);
    fmpz_mpoly_set_str_pretty(p, text, names, ring);
    fmpz_mpoly_set_str_pretty(more, rest, names, ring);
    fmpz_mpoly_pow_ui(p, p, N, ring);
    fmpz_mpoly_add(p, p, more, ring);
}

int main(void) {
    fmpz_mpoly_t g, p, q, common;
    fmpz_mpoly_ctx_init(ring, 3, ORD_LEX);
    read_poly(g, "1 + a - 2*b + c", "a*b - 3");
    read_poly(p, "a + 3*b - c", "c");
    read_poly(q, "a*b - 2*c + 5", "-a");
    fmpz_mpoly_init(common, ring);
    fmpz_mpoly_mul(p, p, g, ring);
    fmpz_mpoly_mul(q, q, g, ring);
    fmpz_mpoly_gcd(common, p, q, ring);
    printf("%ld\n", (long) fmpz_mpoly_length(common, ring));
    return 0;
}
