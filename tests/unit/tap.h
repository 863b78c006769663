/* SPDX-License-Identifier: GPL-3.0-or-later
 *
 * tap.h -- what each of these programs says: a line a check, and the count at the end.
 */
#ifndef LYRA_UNIT_TAP_H
#define LYRA_UNIT_TAP_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

static unsigned tap_count, tap_failed;

static inline bool tap_ok(bool fine, const char *what)
{
    printf("%sok %u - %s\n", fine ? "" : "not ", ++tap_count, what);
    fflush(stdout);
    tap_failed += !fine;
    return fine;
}
static inline int tap_end(void)
{
    printf("1..%u\n", tap_count);
    return tap_failed > 0;
}

/* A number below [below], the same ones in each run (xorshift, Marsaglia 2003). */
static inline uint64_t tap_random(uint64_t below)
{
    static uint64_t seed = 88172645463325252u;

    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* Rounds of the long loops: [quick], or what LYRA_TEST_ROUNDS says. */
static inline long tap_rounds(long quick)
{
    const char *text = getenv("LYRA_TEST_ROUNDS");

    return text != NULL && atol(text) > 0 ? atol(text) : quick;
}

#endif
