/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * bytes_fns.c -- byte arrays, their encodings, and hashes.
 */
#include "vm/builtin/digest.h"
#include "vm/num/number.h"
#include "vm/print/print.h"

BUILTIN(ByteArray,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_", .packed = true,
    .usage = "ByteArray[{b1, b2, ...}] is a byte array with these bytes; ByteArray[\"string\"] one from a "
             "Base64-encoded string.",
    .messages = MESSAGES("batd", "The argument at position 1 in `1` should be a vector of unsigned byte values "
                                 "or a Base64-encoded string."),
    .examples = EXAMPLES("Normal[ByteArray[{1, 2, 255}]]", "{1, 2, 255}",
                         "Normal[ByteArray[\"AQI=\"]]", "{1, 2}"))
{
    Heap *h = vm_heap(vm);
    Val x = args.v[0];

    if (val_is_bytes(x))
        return x;
    if (val_is_string(x)) {
        Val v = base64_decode(h, text_data(x), text_bytes(x));
        return val_is_none(v) ? MESSAGE(vm, "batd", args.expr) : v;
    }
    if (!val_is_list(x))
        return MESSAGE(vm, "batd", args.expr);
    size_t n = list_len(x);
    unsigned char *data = heap_alloc_atomic(h, n + 1);
    for (size_t i = 0; i < n; i++) {
        Val b = list_item(h, x, i);
        if (heap_stops_at(h, i))
            return NOT_MINE;
        if (!val_is_small(b) || val_small(b) < 0 || val_small(b) > 255)
            return MESSAGE(vm, "batd", args.expr);
        data[i] = (unsigned char)val_small(b);
    }
    return bytes_new(h, data, n);
}

BUILTIN(ByteArrayQ,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_",
    .usage = "ByteArrayQ[expr] gives True if expr is a valid ByteArray object, and False otherwise.",
    .examples = EXAMPLES("ByteArrayQ[ByteArray[{1}]]", "True", "ByteArrayQ[{1}]", "False"))
{
    return val_is_bytes(args.v[0]) ? S_True : S_False;
}

/* ---- texts and bytes ---- */

typedef enum Encoding { ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII, ENCODING_UNKNOWN } Encoding;

static Encoding encoding_of(Val v)
{
    if (text_is(v, "UTF8") || text_is(v, "UTF-8") || text_is(v, "Unicode"))
        return ENCODING_UTF8;
    if (text_is(v, "ISO8859-1") || text_is(v, "ISOLatin1") || text_is(v, "WindowsANSI"))
        return ENCODING_LATIN1;
    return text_is(v, "ASCII") ? ENCODING_ASCII : ENCODING_UNKNOWN;
}

BUILTIN(ByteArrayToString,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, encoding_:\"UTF8\"",
    .usage = "ByteArrayToString[ba] gives the string that the bytes of ba encode in UTF-8; "
             "ByteArrayToString[ba, \"encoding\"] uses another encoding.",
    .examples = EXAMPLES("ByteArrayToString[ByteArray[{72, 105}]]", "Hi"))
{
    Encoding encoding = encoding_of(args.v[1]);

    if (val_is_plain_list(args.v[0]) && expr_len(args.v[0]) == 0)
        return text_from(vm_heap(vm), "");
    if (!val_is_bytes(args.v[0]) || encoding == ENCODING_UNKNOWN)
        return NOT_MINE;
    const Bytes *b = val_bytes(args.v[0]);
    if (encoding != ENCODING_LATIN1)
        return text_new(vm_heap(vm), (const char *)b->data, b->len);
    char *s = heap_alloc_atomic(vm_heap(vm), 2 * b->len + 4);
    size_t n = 0;
    for (size_t i = 0; i < b->len; i++)
        n += utf8_encode(b->data[i], s + n);
    return text_new(vm_heap(vm), s, n);
}

BUILTIN(StringToByteArray,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "s_String, encoding_:\"UTF8\"",
    .usage = "StringToByteArray[\"string\"] gives the bytes of the string in UTF-8; "
             "StringToByteArray[\"string\", \"encoding\"] in another encoding.",
    .messages = MESSAGES("enc", "The string cannot be represented in the encoding `1`."),
    .examples = EXAMPLES("Normal[StringToByteArray[\"Hi\"]]", "{72, 105}"))
{
    Encoding encoding = encoding_of(args.v[1]);
    const char *s = text_data(args.v[0]), *end = s + text_bytes(args.v[0]);

    if (encoding == ENCODING_UNKNOWN)
        return NOT_MINE;
    if (encoding == ENCODING_UTF8)
        return bytes_new(vm_heap(vm), (const unsigned char *)s, text_bytes(args.v[0]));
    unsigned char *data = heap_alloc_atomic(vm_heap(vm), text_bytes(args.v[0]) + 1);
    size_t n = 0;
    while (s < end) {
        uint32_t c;
        s += utf8_decode(s, end, &c);
        if (c > (encoding == ENCODING_ASCII ? 127u : 255u))
            return MESSAGE(vm, "enc", args.v[1]);
        data[n++] = (unsigned char)c;
    }
    return bytes_new(vm_heap(vm), data, n);
}

/* ---- BaseEncode and BaseDecode ---- */

/* Bases whose digits stand for a whole number of bits. */
typedef struct Base {
    const char *name, *digits;
    unsigned    bits;
    unsigned    group;           /* digits in a padded group; 1: no padding */
} Base;

static const Base bases[] = {
    {"Base64", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", 6, 4},
    {"Base64URL", "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_", 6, 4},
    {"Base32", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 5, 8},
    {"Base16", "0123456789abcdef", 4, 1},
};

static const Base *base_of(Val name)
{
    for (size_t i = 0; i < COUNT_OF(bases); i++)
        if (text_is(name, bases[i].name))
            return &bases[i];
    return NULL;
}

BUILTIN(BaseEncode,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, encoding_:\"Base64\"",
    .usage = "BaseEncode[ba] encodes a byte array as a Base64 string; BaseEncode[ba, \"encoding\"] as "
             "\"Base16\", \"Base32\" or \"Base64URL\".",
    .examples = EXAMPLES("BaseEncode[ByteArray[{1, 2, 3}]]", "AQID",
                         "BaseEncode[ByteArray[{255, 16}], \"Base16\"]", "ff10"))
{
    const Base *base = base_of(args.v[1]);
    Out out;

    if (!val_is_bytes(args.v[0]) || base == NULL)
        return NOT_MINE;
    const Bytes *b = val_bytes(args.v[0]);
    uint32_t waiting = 0;
    unsigned bits = 0;
    out_init(&out);
    for (size_t i = 0; i < b->len; i++) {
        waiting = (waiting << 8) | b->data[i];
        for (bits += 8; bits >= base->bits; bits -= base->bits)
            out_char(&out, base->digits[(waiting >> (bits - base->bits)) & ((1u << base->bits) - 1)]);
    }
    if (bits > 0)
        out_char(&out, base->digits[(waiting << (base->bits - bits)) & ((1u << base->bits) - 1)]);
    while (out.len % base->group != 0)
        out_char(&out, '=');
    Val v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(BaseDecode,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "s_String, encoding_:\"Base64\"",
    .usage = "BaseDecode[\"string\"] decodes a Base64 string to a byte array; BaseDecode[\"string\", "
             "\"encoding\"] one in \"Base16\", \"Base32\" or \"Base64URL\".",
    .messages = MESSAGES("baddata", "`1` is not valid `2` data."),
    .examples = EXAMPLES("Normal[BaseDecode[\"AQID\"]]", "{1, 2, 3}"))
{
    const Base *base = base_of(args.v[1]);
    const char *s = text_data(args.v[0]);
    size_t bytes = text_bytes(args.v[0]), n = 0;
    uint32_t waiting = 0;
    unsigned bits = 0;

    if (base == NULL)
        return NOT_MINE;
    unsigned char *data = heap_alloc_atomic(vm_heap(vm), bytes + 1);
    for (size_t i = 0; i < bytes; i++) {
        char c = s[i];
        if (c == '=' || c == '\n' || c == '\r' || c == ' ')
            continue;
        if (base->bits == 4 && c >= 'A' && c <= 'F')
            c = (char)(c - 'A' + 'a');
        const char *at = c == '\0' ? NULL : strchr(base->digits, c);
        if (at == NULL)
            return MESSAGE(vm, "baddata", args.v[0], args.v[1]);
        waiting = (waiting << base->bits) | (uint32_t)(at - base->digits);
        bits += base->bits;
        if (bits >= 8) {
            bits -= 8;
            data[n++] = (unsigned char)(waiting >> bits);
        }
    }
    return bytes_new(vm_heap(vm), data, n);
}

/* ---- Hash ---- */

BUILTIN(Hash,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_PURE, .args = "x_, type_:\"Expression\", format_:\"Integer\"",
    .usage = "Hash[expr] gives an integer hash code for expr; Hash[expr, \"type\"] one of type \"CRC32\", \"MD5\", "
             "\"SHA\", \"SHA256\", \"SHA512\" and others; Hash[expr, \"type\", \"format\"] in the form \"Integer\", "
             "\"HexString\", \"Base64Encoding\", \"ByteArray\", \"DecimalString\" or \"Base36String\".",
    .messages = MESSAGES("unsupported", "`1` is not a supported hash type or format."),
    .examples = EXAMPLES("Hash[\"abc\", \"CRC32\"]", "891568578",
                         "Hash[\"abc\", \"MD5\", \"HexString\"]", "900150983cd24fb0d6963f7d28e17f72"))
{
    Heap *h = vm_heap(vm);
    unsigned char digest[DIGEST_MAX];
    bool own = text_is(args.v[1], "Expression");
    Val x = args.v[0];

    if (!val_is_string(args.v[1]) || !val_is_string(args.v[2]))
        return NOT_MINE;
    if ((!val_is_string(x) || own) && !val_is_bytes(x))
        TRY(x = print_to_text(vm, x, FORM_FULL));
    const unsigned char *data = val_is_bytes(x) ? val_bytes(x)->data : (const unsigned char *)text_data(x);
    size_t n = val_is_bytes(x) ? val_bytes(x)->len : text_bytes(x);
    n = digest_bytes(own ? "MD5" : text_data(args.v[1]), data, n, digest);
    if (n == 0)
        return MESSAGE(vm, "unsupported", args.v[1]);
    Val v = digest_format(h, digest, own ? 8 : n, text_data(args.v[2]));
    return val_is_none(v) ? MESSAGE(vm, "unsupported", args.v[2]) : v;
}
