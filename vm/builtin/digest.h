/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * digest.h -- message digests by name, and the forms in which the language gives them.
 */
#ifndef LYRA_BUILTIN_DIGEST_H
#define LYRA_BUILTIN_DIGEST_H

#include "vm/eval/builtin.h"

enum { DIGEST_MAX = 64 };

/* The digest of [n] bytes by the algorithm [name] ("MD5", "SHA256", ..) into [out]; its length, or
 * 0 where there is no such algorithm. */
size_t digest_bytes(const char *name, const unsigned char *data, size_t n, unsigned char out[DIGEST_MAX]);
/* A digest as [format] says: "Integer", "HexString", "Base64Encoding", "ByteArray", ..; VAL_NONE
 * where there is no such format. */
Val digest_format(Heap *h, const unsigned char *digest, size_t n, const char *format);
/* Base64 with padding. */
Val base64_encode(Heap *h, const unsigned char *data, size_t n);
/* Decodes base64 (blanks are passed over); a ByteArray, or VAL_NONE where it is none. */
Val base64_decode(Heap *h, const char *s, size_t n);

#endif
