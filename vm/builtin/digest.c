/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * digest.c -- message digests by libgcrypt; Adler-32 and base 64 by hand.
 */
#include "vm/builtin/digest.h"

#include <gcrypt.h>

#include "vm/num/number.h"

static const struct { const char *name; int algorithm, again; } algorithms[] = {
    {"CRC32", GCRY_MD_CRC32, 0},
    {"MD2", GCRY_MD_MD2, 0},
    {"MD4", GCRY_MD_MD4, 0},
    {"MD5", GCRY_MD_MD5, 0},
    {"RIPEMD160", GCRY_MD_RMD160, 0},
    {"RIPEMD160SHA256", GCRY_MD_SHA256, GCRY_MD_RMD160},
    {"SHA", GCRY_MD_SHA1, 0},
    {"SHA1", GCRY_MD_SHA1, 0},
    {"SHA224", GCRY_MD_SHA224, 0},
    {"SHA256", GCRY_MD_SHA256, 0},
    {"SHA256SHA256", GCRY_MD_SHA256, GCRY_MD_SHA256},
    {"SHA384", GCRY_MD_SHA384, 0},
    {"SHA512", GCRY_MD_SHA512, 0},
    {"SHA3-224", GCRY_MD_SHA3_224, 0},
    {"SHA3-256", GCRY_MD_SHA3_256, 0},
    {"SHA3-384", GCRY_MD_SHA3_384, 0},
    {"SHA3-512", GCRY_MD_SHA3_512, 0},
};

static size_t adler32(const unsigned char *data, size_t n, unsigned char out[DIGEST_MAX])
{
    uint32_t a = 1, b = 0;

    for (size_t i = 0; i < n; i++) {
        a = (a + data[i]) % 65521;
        b = (b + a) % 65521;
    }
    out[0] = (unsigned char)(b >> 8);
    out[1] = (unsigned char)b;
    out[2] = (unsigned char)(a >> 8);
    out[3] = (unsigned char)a;
    return 4;
}

size_t digest_bytes(const char *name, const unsigned char *data, size_t n, unsigned char out[DIGEST_MAX])
{
    unsigned char once[DIGEST_MAX];

    if (strcmp(name, "Adler32") == 0)
        return adler32(data, n, out);
    for (size_t i = 0; i < COUNT_OF(algorithms); i++) {
        int first = algorithms[i].algorithm, again = algorithms[i].again;
        if (strcmp(name, algorithms[i].name) != 0)
            continue;
        if (!gcry_control(GCRYCTL_INITIALIZATION_FINISHED_P)) {
            gcry_check_version(NULL);
            gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
            gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
        }
        if (gcry_md_test_algo(first) != 0)
            return 0;
        gcry_md_hash_buffer(first, again == 0 ? out : once, data, n);
        if (again == 0)
            return gcry_md_get_algo_dlen(first);
        gcry_md_hash_buffer(again, out, once, gcry_md_get_algo_dlen(first));
        return gcry_md_get_algo_dlen(again);
    }
    return 0;
}

static const char base64_digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

Val base64_encode(Heap *h, const unsigned char *data, size_t n)
{
    size_t length = (n + 2) / 3 * 4;
    char *s = heap_alloc_atomic(h, length + 1), *p = s;

    for (size_t i = 0; i < n; i += 3) {
        uint32_t w = (uint32_t)data[i] << 16;
        if (i + 1 < n)
            w |= (uint32_t)data[i + 1] << 8;
        if (i + 2 < n)
            w |= data[i + 2];
        *p++ = base64_digits[w >> 18];
        *p++ = base64_digits[(w >> 12) & 63];
        *p++ = i + 1 < n ? base64_digits[(w >> 6) & 63] : '=';
        *p++ = i + 2 < n ? base64_digits[w & 63] : '=';
    }
    return text_new(h, s, length);
}

Val base64_decode(Heap *h, const char *s, size_t n)
{
    unsigned char *out = heap_alloc_atomic(h, n + 1);
    size_t length = 0, digits = 0, padding = 0;
    uint32_t w = 0;

    for (size_t i = 0; i < n; i++) {
        if (s[i] == '\n' || s[i] == '\r' || s[i] == ' ' || s[i] == '\t')
            continue;
        if (s[i] == '=') {
            padding++;
            continue;
        }
        const char *at = s[i] == '\0' ? NULL : strchr(base64_digits, s[i]);
        if (at == NULL || padding > 0)
            return VAL_NONE;
        w = (w << 6) | (uint32_t)(at - base64_digits);
        if (++digits % 4 == 0) {
            out[length++] = (unsigned char)(w >> 16);
            out[length++] = (unsigned char)(w >> 8);
            out[length++] = (unsigned char)w;
        }
    }
    if (digits % 4 == 1 || (digits + padding) % 4 != 0)
        return VAL_NONE;
    if (digits % 4 == 2) {
        out[length++] = (unsigned char)(w >> 4);
    } else if (digits % 4 == 3) {
        out[length++] = (unsigned char)(w >> 10);
        out[length++] = (unsigned char)(w >> 2);
    }
    return bytes_new(h, out, length);
}

Val digest_format(Heap *h, const unsigned char *digest, size_t n, const char *format)
{
    char hex[2 * DIGEST_MAX + 1];
    Out text;

    for (size_t i = 0; i < n; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
    hex[2 * n] = '\0';
    if (strcmp(format, "HexString") == 0)
        return text_from(h, hex);
    if (strcmp(format, "Base64Encoding") == 0)
        return base64_encode(h, digest, n);
    if (strcmp(format, "ByteArray") == 0)
        return bytes_new(h, digest, n);
    Val value = int_from_digits(h, hex, 2 * n, 16);
    if (strcmp(format, "Integer") == 0)
        return value;
    int base = strcmp(format, "DecimalString") == 0 ? 10 : strcmp(format, "Base36String") == 0 ? 36
             : strcmp(format, "HexStringLittleEndian") == 0 ? 16 : 0;
    if (base == 0)
        return VAL_NONE;
    if (base == 16) {
        for (size_t i = 0; i < n; i++)
            snprintf(hex + 2 * i, 3, "%02x", digest[n - 1 - i]);
        return text_from(h, hex);
    }
    out_init(&text);
    heavy_print(h, &text, value, base);
    Val v = text_new(h, out_text(&text), text.len);
    out_fini(&text);
    return v;
}
