/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * words.h -- short memory that is made of whole words, where a call costs more than what is done.
 */
#ifndef LYRA_BASE_WORDS_H
#define LYRA_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "vm/base/check.h"

typedef uint64_t __attribute__((may_alias)) AnyWord;

/* Are [n] words, a constant, the same?  All are looked at: mostly they are. */
ALWAYS_INLINE bool words_same(const void *a, const void *b, size_t n)
{
    const AnyWord *x = a, *y = b;
    uint64_t different = 0;

    for (size_t i = 0; i < n; i++)
        different |= x[i] ^ y[i];
    return different == 0;
}

#endif
