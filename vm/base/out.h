/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * out.h -- a growable byte buffer that text is written to.
 *
 * Malloc memory: out_fini frees it.  Used for everything that is printed or built byte by byte.
 */
#ifndef LYRA_BASE_OUT_H
#define LYRA_BASE_OUT_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct Out {
    char  *data;         /* NUL-terminated once anything was written */
    size_t len, capacity;
    bool   failed;       /* too long, or memory is out: the text is cut off */
} Out;

/* No text is longer. */
#define OUT_LENGTH_MAX ((size_t)1 << 31)

void out_init(Out *o);
void out_fini(Out *o);
void out_bytes(Out *o, const char *s, size_t n);
void out_str(Out *o, const char *s);
void out_char(Out *o, char c);
void out_code_point(Out *o, uint32_t c);
void out_format(Out *o, const char *format, ...) __attribute__((format(printf, 2, 3)));
const char *out_text(Out *o);     /* the bytes, NUL-terminated; "" when empty */

#endif
