/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * text.c -- strings of the language: making, slicing and walking UTF-8.
 *
 * A string is valid UTF-8 by construction, so everything that walks one may trust the lead bytes.
 * The count of characters is taken once, when the string is made; an ASCII string is indexed
 * directly, another one of some length by a table behind its bytes: where each 64th character begins.
 */
#include "vm/value/text.h"

#include <math.h>
#include <stdarg.h>

/* How long the character is that begins with [lead], in valid UTF-8. */
static size_t length_by_lead(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

size_t utf8_decode(const char *s, const char *end, uint32_t *c)
{
    const unsigned char *p = (const unsigned char *)s;
    size_t left = (size_t)(end - s);
    static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};

    if (p[0] < 0x80) {
        *c = p[0];
        return 1;
    }
    size_t n = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    *c = 0xFFFD;
    if (n == 0 || n > left)
        return 1;
    uint32_t v = p[0] & (0x7Fu >> n);
    for (size_t i = 1; i < n; i++) {
        if ((p[i] & 0xC0) != 0x80)
            return 1;
        v = (v << 6) | (p[i] & 0x3Fu);
    }
    if (v < least[n] || v > 0x10FFFF || (v >= 0xD800 && v < 0xE000))
        return 1;
    *c = v;
    return n;
}

size_t utf8_encode(uint32_t c, char out[4])
{
    if (c > 0x10FFFF || (c >= 0xD800 && c < 0xE000))
        c = 0xFFFD;
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | (c >> 6));
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | (c >> 12));
        out[1] = (char)(0x80 | ((c >> 6) & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | (c >> 18));
    out[1] = (char)(0x80 | ((c >> 12) & 0x3F));
    out[2] = (char)(0x80 | ((c >> 6) & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

size_t utf8_count(const char *s, size_t bytes)
{
    size_t n = 0;

    for (size_t i = 0; i < bytes; i++)
        n += ((unsigned char)s[i] & 0xC0) != 0x80;
    return n;
}

static bool is_ascii(const char *s, size_t bytes)
{
    size_t i = 0;

    for (; i + 8 <= bytes; i += 8) {
        uint64_t w;
        memcpy(&w, s + i, 8);
        if (w & 0x8080808080808080u)
            return false;
    }
    for (; i < bytes; i++)
        if (s[i] & 0x80)
            return false;
    return true;
}

/* With FLAG_INDEXED, which only strings have, a table follows the final NUL. */
enum { INDEX_STEP = 64, INDEX_FROM = 1024, FLAG_INDEXED = FLAG_SORTED };

/* Where the table is from the node on. */
static size_t index_place(size_t bytes)
{
    return (sizeof(Text) + bytes + sizeof(size_t)) / sizeof(size_t) * sizeof(size_t);
}

static size_t *index_of(const Text *t)
{
    return (size_t *)((char *)t + index_place(t->bytes));
}

static void make_index(Text *t)
{
    size_t *index = index_of(t), at = 0;

    for (size_t i = 0; i < t->chars; i++) {
        if (i % INDEX_STEP == 0)
            index[i / INDEX_STEP] = at;
        at += length_by_lead((unsigned char)t->data[at]);
    }
    t->node.flags |= FLAG_INDEXED;
}

Text *text_start(Heap *h, size_t bytes, size_t chars)
{
    bool indexed = bytes != chars && chars >= INDEX_FROM;
    Text *t = heap_alloc_atomic(h, indexed ? index_place(bytes) + (chars / INDEX_STEP + 1) * sizeof(size_t)
                                           : sizeof(Text) + bytes + 1);

    t->node = (Node){.kind = KIND_STRING};
    t->bytes = bytes;
    t->chars = chars;
    t->data[bytes] = '\0';
    return t;
}

Val text_finish(Text *t)
{
    if (t->bytes != t->chars && t->chars >= INDEX_FROM)
        make_index(t);
    return val_from_node(t);
}

/* Text of bytes known to be valid. */
static Val text_new_raw(Heap *h, const char *s, size_t bytes, size_t chars)
{
    Text *t = text_start(h, bytes, chars);

    return heap_copy(h, t->data, s, bytes) ? text_finish(t) : text_new_raw(h, "", 0, 0);
}

Val text_new(Heap *h, const char *s, size_t bytes)
{
    if (!heap_ask(h, (double)bytes))
        bytes = 0;
    const char *end = s + bytes;
    size_t chars = 0, bad = 0;
    uint32_t c;

    if (is_ascii(s, bytes))
        return text_new_raw(h, s, bytes, bytes);
    for (const char *p = s; p < end; chars++) {
        if (heap_stops_at(h, chars))
            return text_new_raw(h, "", 0, 0);
        size_t n = utf8_decode(p, end, &c);
        bad += n == 1 && (*p & 0x80);
        p += n;
    }
    if (bad == 0)
        return text_new_raw(h, s, bytes, chars);
    Text *t = text_start(h, bytes + 2 * bad, chars);
    char *out = t->data;
    for (const char *p = s; p < end; ) {
        p += utf8_decode(p, end, &c);
        out += utf8_encode(c, out);
    }
    return val_from_node(t);
}

Val text_from_integer(Heap *h, int64_t i)
{
    static const char pairs[] =
        "0001020304050607080910111213141516171819202122232425262728293031323334353637383940414243444546474849"
        "5051525354555657585960616263646566676869707172737475767778798081828384858687888990919293949596979899";
    char digits[24], *at = digits + sizeof digits;
    uint64_t rest = i < 0 ? -(uint64_t)i : (uint64_t)i;

    for (; rest >= 100; rest /= 100) {
        at -= 2;
        memcpy(at, pairs + 2 * (rest % 100), 2);
    }
    if (rest >= 10) {
        at -= 2;
        memcpy(at, pairs + 2 * rest, 2);
    } else {
        *--at = (char)('0' + rest);
    }
    if (i < 0)
        *--at = '-';
    size_t n = (size_t)(digits + sizeof digits - at);
    return text_new_raw(h, at, n, n);
}

Val text_from_out(Heap *h, const Out *out)
{
    if (out->failed)
        return heap_ask(h, INFINITY) ? VAL_NONE : text_new_raw(h, "", 0, 0);
    return text_new(h, out->data == NULL ? "" : out->data, out->len);
}

Val text_from(Heap *h, const char *s)
{
    return text_new(h, s, strlen(s));
}

Val text_format(Heap *h, const char *format, ...)
{
    char buffer[512];
    va_list ap;

    va_start(ap, format);
    int n = vsnprintf(buffer, sizeof buffer, format, ap);
    va_end(ap);
    CHECK(n >= 0);
    if ((size_t)n < sizeof buffer)
        return text_new(h, buffer, (size_t)n);
    char *big = heap_alloc_atomic(h, (size_t)n + 1);
    va_start(ap, format);
    vsnprintf(big, (size_t)n + 1, format, ap);
    va_end(ap);
    return text_new(h, big, (size_t)n);
}

size_t text_offset(Val text, size_t index)
{
    const Text *t = val_text(text);

    if (t->bytes == t->chars)
        return index;
    if ((t->node.flags & FLAG_INDEXED) && index < t->chars) {
        size_t at = index_of(t)[index / INDEX_STEP];
        for (size_t i = index % INDEX_STEP; i > 0; i--)
            at += length_by_lead((unsigned char)t->data[at]);
        return at;
    }
    if (index > t->chars / 2) {
        size_t at = t->bytes;
        for (size_t i = t->chars; i > index; i--)
            do
                at--;
            while (((unsigned char)t->data[at] & 0xC0) == 0x80);
        return at;
    }
    size_t at = 0;
    for (size_t i = 0; i < index; i++)
        at += length_by_lead((unsigned char)t->data[at]);
    return at;
}

Val text_slice(Heap *h, Val text, size_t from, size_t to)
{
    if (from == 0 && to == text_chars(text))
        return text;
    size_t a = text_offset(text, from), b;
    if (text_is_ascii(text)) {
        b = to;
    } else if (to - from < 64) {
        b = a;
        for (size_t i = from; i < to; i++)
            b += length_by_lead((unsigned char)text_data(text)[b]);
    } else {
        b = text_offset(text, to);
    }
    return text_new_raw(h, text_data(text) + a, b - a, to - from);
}

Val text_from_code_point(Heap *h, uint32_t c)
{
    char s[4];
    size_t n = utf8_encode(c, s);

    return text_new_raw(h, s, n, 1);
}

bool text_is(Val v, const char *s)
{
    return val_is_string(v) && strlen(s) == text_bytes(v) && memcmp(text_data(v), s, text_bytes(v)) == 0;
}
