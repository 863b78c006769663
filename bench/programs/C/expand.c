/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_mpoly.h>
#define N 130 /* SIZE */

int main(void) {
    const char *names[] = {"a", "b", "c"};
    fmpz_mpoly_ctx_t ring;
    fmpz_mpoly_t base, power;
    fmpz_mpoly_ctx_init(ring, 3, ORD_LEX);
    fmpz_mpoly_init(base, ring);
    fmpz_mpoly_init(power, ring);
    fmpz_mpoly_set_str_pretty(base, "1 + a + b + c", names, ring);
    fmpz_mpoly_pow_ui(power, base, N, ring);
    printf("%ld\n", (long) fmpz_mpoly_length(power, ring));
    return 0;
}
