/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * digits.c -- bits, and digits in any base.
 */
#include <stdlib.h>

#include "vm/math/integers.h"
#include "vm/num/big.h"
#include "vm/num/heavy.h"

Val int_and(Heap *h, Val a, Val b)
{
    return val_both_small(a, b) ? val_int(val_small(a) & val_small(b)) : int_by_mpz(h, a, b, mpz_and);
}

Val int_or(Heap *h, Val a, Val b)
{
    return val_both_small(a, b) ? val_int(val_small(a) | val_small(b)) : int_by_mpz(h, a, b, mpz_ior);
}

Val int_xor(Heap *h, Val a, Val b)
{
    return val_both_small(a, b) ? val_int(val_small(a) ^ val_small(b)) : int_by_mpz(h, a, b, mpz_xor);
}

Val int_not(Heap *h, Val a)
{
    return int_sub(h, val_int(-1), a);
}

Val int_shift_bits(Heap *h, Val a, int64_t bits)
{
    return int_shift(h, a, bits);
}

bool int_bit(Val a, uint64_t i)
{
    IntView view;
    mpz_t z;

    int_read(z, &view, a);
    return mpz_tstbit(z, i) != 0;
}

/* Writes the [count] digits of z < base^count to [out], splitting in halves by a power of the base. */
static void split_digits(Heap *h, Val *out, const mpz_t z, const mpz_t base, size_t count)
{
    mpz_t power, high, low;

    /* What the next poll unwinds needs no digits. */
    if (mpz_sgn(z) == 0 || (count > 2000 && heap_stopping(h))) {
        for (size_t i = 0; i < count; i++)
            out[i] = val_int(0);
        return;
    }
    if (count == 1) {
        out[0] = int_from_mpz(h, z);
        return;
    }
    if (mpz_fits_ulong_p(z) && mpz_fits_ulong_p(base)) {
        unsigned long rest = mpz_get_ui(z), b = mpz_get_ui(base);
        for (size_t i = count; i-- > 0; rest /= b)
            out[i] = int_from_u64(h, rest % b);
        return;
    }
    size_t half = count / 2;
    mpz_init(power);
    mpz_init(high);
    mpz_init(low);
    mpz_pow_ui(power, base, half);
    mpz_fdiv_qr(high, low, z, power);
    mpz_clear(power);
    split_digits(h, out, high, base, count - half);
    mpz_clear(high);
    split_digits(h, out + (count - half), low, base, half);
    mpz_clear(low);
}

/* Those of a huge number in a base of at most 36, from its text. */
static Val *digits_of_text(Heap *h, Val n, int base, size_t *count)
{
    Out text;

    out_init(&text);
    heavy_print(h, &text, n, base);
    const char *s = text.failed ? "" : out_text(&text);
    *count = strlen(s);
    Val *digits = heap_alloc(h, (*count + 1) * sizeof *digits);
    for (size_t i = 0; i < *count; i++)
        digits[i] = val_int(s[i] <= '9' ? s[i] - '0' : s[i] - 'a' + 10);
    out_fini(&text);
    return digits;
}

Val *int_digits(Heap *h, Val n, Val base, size_t *count)
{
    IntView view, base_view;
    mpz_t z, b, magnitude;

    int_read(z, &view, n);
    int_read(b, &base_view, base);
    if (mpz_cmp_ui(b, 36) <= 0 && mpz_sgn(z) > 0 && mpz_size(z) >= HEAVY_DIGITS)
        return digits_of_text(h, n, (int)mpz_get_ui(b), count);
    mpz_init(magnitude);
    mpz_abs(magnitude, z);
    size_t most;
    if (mpz_cmp_ui(b, 62) <= 0) {
        most = mpz_sizeinbase(magnitude, (int)mpz_get_ui(b));
    } else {
        most = mpz_sizeinbase(magnitude, 2) / (mpz_sizeinbase(b, 2) - 1) + 1;
    }
    if (mpz_sgn(magnitude) == 0)
        most = 0;
    Val *digits = heap_alloc(h, (most + 1) * sizeof *digits);
    if (most > 0)
        split_digits(h, digits, magnitude, b, most);
    mpz_clear(magnitude);
    size_t skip = 0;
    while (skip < most && val_is(digits[skip], val_int(0)))
        skip++;
    memmove(digits, digits + skip, (most - skip) * sizeof *digits);
    *count = most - skip;
    return digits;
}

static void join_digits(mpz_t r, const Val *digits, size_t n, const mpz_t base)
{
    mpz_t low, power;

    if (n <= 16) {
        mpz_t d;
        IntView view;
        mpz_set_ui(r, 0);
        for (size_t i = 0; i < n; i++) {
            mpz_mul(r, r, base);
            int_read(d, &view, digits[i]);
            mpz_add(r, r, d);
        }
        return;
    }
    size_t half = n / 2;
    mpz_init(low);
    mpz_init(power);
    join_digits(r, digits, n - half, base);
    join_digits(low, digits + (n - half), half, base);
    mpz_pow_ui(power, base, half);
    mpz_mul(r, r, power);
    mpz_add(r, r, low);
    mpz_clear(low);
    mpz_clear(power);
}

Val int_from_digit_values(Heap *h, const Val *digits, size_t n, Val base)
{
    IntView view;
    mpz_t b, r;

    int_read(b, &view, base);
    mpz_init(r);
    join_digits(r, digits, n, b);
    Val v = int_from_mpz(h, r);
    mpz_clear(r);
    return v;
}
