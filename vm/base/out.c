/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * out.c -- a growable byte buffer.
 */
#include "vm/base/out.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vm/base/check.h"

void out_init(Out *o)
{
    o->data = NULL;
    o->len = o->capacity = 0;
    o->failed = false;
}

void out_fini(Out *o)
{
    free(o->data);
    out_init(o);
}

/* Room for [extra] bytes and the NUL; false where there is none. */
static bool reserve(Out *o, size_t extra)
{
    if (o->capacity - o->len > extra)
        return true;
    if (o->failed || extra > OUT_LENGTH_MAX - o->len) {
        o->failed = true;
        return false;
    }
    size_t capacity = o->capacity < 64 ? 64 : o->capacity;
    while (capacity - o->len <= extra)
        capacity *= 2;
    char *data = realloc(o->data, capacity);
    if (data == NULL) {
        o->failed = true;
        return false;
    }
    o->data = data;
    o->capacity = capacity;
    return true;
}

void out_bytes(Out *o, const char *s, size_t n)
{
    if (!reserve(o, n))
        return;
    if (n > 0)
        memcpy(o->data + o->len, s, n);
    o->len += n;
    o->data[o->len] = '\0';
}

void out_str(Out *o, const char *s)
{
    out_bytes(o, s, strlen(s));
}

void out_char(Out *o, char c)
{
    out_bytes(o, &c, 1);
}

void out_code_point(Out *o, uint32_t c)
{
    char s[4];
    size_t n = 0;

    if (c < 0x80) {
        s[n++] = (char)c;
    } else if (c < 0x800) {
        s[n++] = (char)(0xC0 | (c >> 6));
        s[n++] = (char)(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        s[n++] = (char)(0xE0 | (c >> 12));
        s[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
        s[n++] = (char)(0x80 | (c & 0x3F));
    } else {
        s[n++] = (char)(0xF0 | (c >> 18));
        s[n++] = (char)(0x80 | ((c >> 12) & 0x3F));
        s[n++] = (char)(0x80 | ((c >> 6) & 0x3F));
        s[n++] = (char)(0x80 | (c & 0x3F));
    }
    out_bytes(o, s, n);
}

void out_format(Out *o, const char *format, ...)
{
    va_list ap, again;

    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(NULL, 0, format, ap);
    va_end(ap);
    CHECK(n >= 0);
    if (reserve(o, (size_t)n + 1)) {
        vsnprintf(o->data + o->len, (size_t)n + 1, format, again);
        o->len += (size_t)n;
    }
    va_end(again);
}

const char *out_text(Out *o)
{
    return o->data == NULL ? "" : o->data;
}
