/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_compress.c -- Compress and Uncompress: expressions as printable text.
 *
 * The text is "1:" and the InputForm in base 64.  It is meant for storing and sending between
 * programs of this system; other systems put something else after "1:".
 */
#include "vm/builtin/string_util.h"

#include "vm/print/print.h"

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

static void encode_base64(Heap *h, Out *out, const char *s, size_t n)
{
    for (size_t i = 0; i < n && !heap_stops_at(h, i / 3); i += 3) {
        unsigned a = (unsigned char)s[i], b = i + 1 < n ? (unsigned char)s[i + 1] : 0;
        unsigned c = i + 2 < n ? (unsigned char)s[i + 2] : 0, bits = a << 16 | b << 8 | c;

        out_char(out, alphabet[bits >> 18]);
        out_char(out, alphabet[bits >> 12 & 63]);
        out_char(out, i + 1 < n ? alphabet[bits >> 6 & 63] : '=');
        out_char(out, i + 2 < n ? alphabet[bits & 63] : '=');
    }
}

/* false where there is a character that does not belong. */
static bool decode_base64(Heap *h, Out *out, const char *s, size_t n)
{
    unsigned bits = 0, have = 0;

    for (size_t i = 0; i < n && s[i] != '=' && !heap_stops_at(h, i); i++) {
        const char *p = s[i] ? strchr(alphabet, s[i]) : NULL;

        if (s[i] == '\n' || s[i] == '\r' || s[i] == ' ')
            continue;
        if (p == NULL)
            return false;
        bits = bits << 6 | (unsigned)(p - alphabet);
        have += 6;
        if (have >= 8) {
            have -= 8;
            out_char(out, (char)(bits >> have & 255));
        }
    }
    return true;
}

BUILTIN(Compress,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "expr_",
    .usage   = "Compress[expr] gives a string of printable characters from which Uncompress restores expr.",
    .examples = EXAMPLES("Uncompress[Compress[{1, \"a\", x}]]", "{1, a, x}"))
{
    Val text, v;
    Out out;

    TRY(text = print_to_text(vm, args.v[0], FORM_INPUT));
    out_init(&out);
    out_str(&out, "1:");
    encode_base64(vm_heap(vm), &out, text_data(text), text_bytes(text));
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(Uncompress,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_CALLS | EFFECT_STATE,
    .usage   = "Uncompress[\"string\"] restores an expression from the string that Compress made of it; "
               "Uncompress[\"string\", h] wraps it in the head h before it is evaluated.",
    .messages = MESSAGES("corrupt", "The data is corrupt or was not made by Compress."),
    .examples = EXAMPLES("Uncompress[Compress[a + b]]", "a + b"))
{
    Heap *h = vm_heap(vm);
    Val s = args.n > 0 ? args.v[0] : VAL_NONE, expr = VAL_NONE;
    Out out;

    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_string(s))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    out_init(&out);
    if (text_bytes(s) >= 2 && memcmp(text_data(s), "1:", 2) == 0
        && decode_base64(h, &out, text_data(s) + 2, text_bytes(s) - 2))
        expr = string_read_expr(vm, text_from_out(h, &out));
    out_fini(&out);
    if (val_is_none(expr)) {
        MESSAGE0(vm, "corrupt");
        return S_$Failed;
    }
    return args.n == 2 ? expr1(h, args.v[1], expr) : expr;
}
