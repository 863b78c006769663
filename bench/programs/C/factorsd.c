/* SPDX-License-Identifier: LGPL-3.0-or-later */
#include <stdio.h>
#include <fmpz_poly.h>
#include <fmpz_poly_factor.h>
#define N 100 /* SIZE: how many */

/* The minimal polynomial of the sum of the square roots of 2, 3, 5, 7, 11: even powers. */
static const long coefficients[] = {
    2000989041197056, -44660812492570624, 183876928237731840, -255690851718529024, 172580952324702208,
    -65892492886671360, 15459151516270592, -2349014746136576, 239210760462336, -16665641517056, 801918722048,
    -26625650688, 602397952, -9028096, 84864, -448, 1};

int main(void) {
    fmpz_poly_t p, moved;
    fmpz_t by;
    long factors = 0;
    fmpz_poly_init(p);
    fmpz_poly_init(moved);
    fmpz_init(by);
    for (int i = 0; i <= 16; i++) fmpz_poly_set_coeff_si(p, 2 * i, coefficients[i]);
    for (int k = 1; k <= N; k++) {
        fmpz_poly_factor_t found;
        fmpz_set_si(by, k);
        fmpz_poly_taylor_shift(moved, p, by);
        fmpz_poly_factor_init(found);
        fmpz_poly_factor(found, moved);
        factors += found->num;
        fmpz_poly_factor_clear(found);
    }
    printf("%ld\n", factors);
    return 0;
}
