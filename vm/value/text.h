/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * text.h -- strings of the language: immutable UTF-8, with the length in characters cached.
 *
 * A string always holds valid UTF-8 (text_new repairs what is not, byte by byte, to U+FFFD) and may
 * hold NUL; the bytes are followed by a NUL that does not count.
 */
#ifndef LYRA_VALUE_TEXT_H
#define LYRA_VALUE_TEXT_H

#include "vm/base/out.h"
#include "vm/value/heap.h"

typedef struct Text {
    Node     node;
    size_t   bytes;      /* without the final NUL */
    size_t   chars;      /* == bytes if and only if it is ASCII */
    char     data[];
} Text;

static inline Text *val_text(Val v)              { return (Text *)v.w; }
static inline const char *text_data(Val v)       { return val_text(v)->data; }
static inline size_t text_bytes(Val v)           { return val_text(v)->bytes; }
static inline size_t text_chars(Val v)           { return val_text(v)->chars; }
static inline bool text_is_ascii(Val v)          { return val_text(v)->bytes == val_text(v)->chars; }

Val text_new(Heap *h, const char *s, size_t bytes);
/* A text with room for so many bytes and characters, which must be filled with valid UTF-8 and finished. */
Text *text_start(Heap *h, size_t bytes, size_t chars);
Val text_finish(Text *t);
/* An integer in decimal. */
Val text_from_integer(Heap *h, int64_t i);
/* What was written to [out], which may have failed for want of room: then what it gives is never seen. */
Val text_from_out(Heap *h, const Out *out);
Val text_from(Heap *h, const char *s);           /* NUL-terminated */
Val text_format(Heap *h, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* Characters [from, to) counted from 0. */
Val text_slice(Heap *h, Val text, size_t from, size_t to);
Val text_from_code_point(Heap *h, uint32_t c);
bool text_is(Val v, const char *s);              /* is [v] a string with exactly these bytes? */
/* Byte offset of character [index] (0 <= index <= chars). */
size_t text_offset(Val text, size_t index);

/* The beginning of [text] as a number: where two differ, they order the texts as val_order does; where they are
 * equal, nothing is known. */
uint64_t text_order_key(Val text);

/* Decodes one character at [s] (not past [end]); gives its length in bytes, 1 and U+FFFD for a bad byte. */
size_t utf8_decode(const char *s, const char *end, uint32_t *c);
/* Writes one character; gives the number of bytes, at most 4. */
size_t utf8_encode(uint32_t c, char out[4]);
size_t utf8_count(const char *s, size_t bytes);

#endif
