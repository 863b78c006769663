/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * text.c -- real numbers to and from digits.
 */
#include <stdlib.h>

#include "vm/num/heavy.h"

int real_shortest(double d, char *buffer, int *exponent)
{
    char text[40];
    int n = 0;

    for (int precision = 14; precision <= 16; precision++) {
        snprintf(text, sizeof text, "%.*e", precision, d);
        if (strtod(text, NULL) == d)
            break;
    }
    char *e = strchr(text, 'e');
    *exponent = atoi(e + 1) + 1;
    for (char *p = text; p < e; p++)
        if (*p >= '0' && *p <= '9')
            buffer[n++] = *p;
    while (n > 1 && buffer[n - 1] == '0')
        n--;
    buffer[n] = '\0';
    return n;
}

/* mpfr_get_str in a child process: the exponent, then the digits. */
typedef struct LongReal { mpfr_srcptr x; size_t n; } LongReal;

static size_t write_long_real(void *result, void *state)
{
    const LongReal *real = state;
    mpfr_exp_t e;

    mpfr_get_str((char *)result + sizeof e, &e, 10, real->n, real->x, MPFR_RNDN);
    memcpy(result, &e, sizeof e);
    return sizeof e + real->n;
}

static bool long_real_digits(Heap *h, mpfr_srcptr x, size_t n, char *digits, mpfr_exp_t *e)
{
    LongReal real = {x, n};
    size_t bytes = sizeof *e + n + 2, written;
    char *result = heavy_call(h, bytes, write_long_real, &real, &written);

    if (result == NULL)
        return false;
    memcpy(e, result, sizeof *e);
    memcpy(digits, result + sizeof *e, n);
    heavy_free(result, bytes);
    return true;
}

char *real_digits(Heap *h, Val real, int n, int *exponent)
{
    enum { LONG_DIGITS = 200000 };
    mpfr_t x;
    mpfr_exp_t e;

    if (n < 1)
        n = 1;
    mpfr_init2(x, val_is_real(real) ? 53 : val_is_big_real(real) ? (mpfr_prec_t)val_big_real(real)->bits
                                         : real_bits(n));
    real_load(x, real);
    char *copy = heap_alloc_atomic(h, (size_t)n + 8);
    copy[n] = '\0';
    if (n > LONG_DIGITS) {
        if (!long_real_digits(h, x, (size_t)n, copy, &e)) {
            mpfr_clear(x);
            return NULL;
        }
    } else {
        char *text = mpfr_get_str(NULL, &e, 10, (size_t)n, x, MPFR_RNDN);
        memcpy(copy, text, strnlen(text, (size_t)n) + 1);
        copy[n] = '\0';
        mpfr_free_str(text);
    }
    mpfr_clear(x);
    *exponent = (int)e;
    return copy;
}

/* Significant digits (leading zeros do not count) and digits after the point. */
static void count_digits(const char *digits, size_t n, size_t *significant, size_t *after_point, bool *zero)
{
    bool point = false;

    *significant = *after_point = 0;
    *zero = true;
    for (size_t i = 0; i < n; i++) {
        if (digits[i] == '.') {
            point = true;
            continue;
        }
        if (digits[i] != '0')
            *zero = false;
        if (!*zero)
            ++*significant;
        if (point)
            ++*after_point;
    }
}

Val real_from_digits(Heap *h, const char *digits, size_t n, int base, int64_t exponent, double precision)
{
    size_t significant, after;
    bool zero;
    double per_digit = log10(base);
    mpfr_t x;

    count_digits(digits, n, &significant, &after, &zero);
    bool machine = precision == 0 && (double)(zero ? after : significant) * per_digit < 17.5;
    char *text = malloc(n + 32);
    CHECK(text != NULL);
    memcpy(text, digits, n);
    snprintf(text + n, 32, "%c%lld", base == 10 ? 'e' : '@', (long long)exponent);
    if (machine && base == 10) {
        double d = strtod(text, NULL);
        if (isfinite(d) && (d != 0 || zero)) {
            free(text);
            return val_real_new(h, d);
        }
    }
    if (zero && precision > 0) {          /* a zero has no precision: 0`20 is 0. */
        free(text);
        return val_real_new(h, 0.0);
    }
    double working = precision > 0 ? precision : (double)significant * per_digit;
    if ((double)significant * per_digit > working)
        working = (double)significant * per_digit;
    if (machine)
        working = NUM_MACHINE_DIGITS;
    if (!real_fits(h, working))
        working = precision = NUM_MACHINE_DIGITS;
    mpfr_init2(x, machine && base != 10 ? 53 : real_bits(working) + 64);
    mpfr_strtofr(x, text, NULL, base, MPFR_RNDN);
    free(text);

    Val v;
    if (machine && base != 10 && mpfr_number_p(x) && isfinite(mpfr_get_d(x, MPFR_RNDN))) {
        v = val_real_new(h, mpfr_get_d(x, MPFR_RNDN));
    } else if (precision < 0 || mpfr_zero_p(x)) {
        double accuracy = precision < 0 ? -precision
            : (double)after * per_digit - (double)exponent * per_digit;
        v = real_from_mpfr_error(h, x, precision > 0 ? -precision : -accuracy);
    } else {
        if (precision == 0)
            precision = machine ? NUM_MACHINE_DIGITS
                : ((double)after - (double)exponent) * per_digit + real_log10(x);
        v = real_from_mpfr(h, x, precision);
    }
    mpfr_clear(x);
    return v;
}
