/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * check.h -- assertions and the attributes that let the compiler check our contracts.
 */
#ifndef LYRA_BASE_CHECK_H
#define LYRA_BASE_CHECK_H

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>

#define MUST_USE __attribute__((warn_unused_result))
#define NOINLINE __attribute__((noinline))
#define ALWAYS_INLINE static inline __attribute__((always_inline))
#define COLD     __attribute__((noinline, cold))
#define LIKELY(x)   __builtin_expect(!!(x), 1)
#define UNLIKELY(x) __builtin_expect(!!(x), 0)
#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* A cheap invariant that stays in release builds. */
#define CHECK(x)                                                                  \
    do {                                                                          \
        if (UNLIKELY(!(x))) {                                                     \
            fprintf(stderr, "%s:%d: broken invariant: %s\n", __FILE__, __LINE__, #x); \
            abort();                                                              \
        }                                                                         \
    } while (0)

#define UNREACHABLE() CHECK(!"unreachable")

#endif
