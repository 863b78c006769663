/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_mat.h>

int main(void) {
    const long n = 250;
    fmpz_mat_t m;
    fmpz_t det;
    fmpz_mat_init(m, n, n);
    fmpz_init(det);
    for (long i = 1; i <= n; i++)
        for (long j = 1; j <= n; j++)
            fmpz_set_si(fmpz_mat_entry(m, i - 1, j - 1), (i * i * i + 7 * i * j + 11 * j * j + i * i * j * j * j) % 211 - 105);
    fmpz_mat_det(det, m);
    printf("%lu\n", fmpz_fdiv_ui(det, 1000003));
    return 0;
}
