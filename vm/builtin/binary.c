/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * binary.c -- BinaryRead, BinaryReadList and BinaryWrite.
 */
#include <ctype.h>
#include <math.h>

#include "vm/builtin/items.h"
#include "vm/builtin/stream.h"

typedef enum BinaryKind { B_UNSIGNED, B_SIGNED, B_REAL, B_COMPLEX, B_CHARACTER, B_TEXT } BinaryKind;
typedef struct BinaryType { BinaryKind kind; size_t bytes; } BinaryType;

static bool binary_type(Val name, BinaryType *type)
{
    static const struct { const char *name; BinaryType type; } types[] = {
        {"Byte", {B_UNSIGNED, 1}},
        {"Character8", {B_CHARACTER, 1}}, {"Character16", {B_CHARACTER, 2}}, {"Character32", {B_CHARACTER, 4}},
        {"Integer8", {B_SIGNED, 1}}, {"Integer16", {B_SIGNED, 2}}, {"Integer24", {B_SIGNED, 3}},
        {"Integer32", {B_SIGNED, 4}}, {"Integer64", {B_SIGNED, 8}}, {"Integer128", {B_SIGNED, 16}},
        {"UnsignedInteger8", {B_UNSIGNED, 1}}, {"UnsignedInteger16", {B_UNSIGNED, 2}},
        {"UnsignedInteger24", {B_UNSIGNED, 3}}, {"UnsignedInteger32", {B_UNSIGNED, 4}},
        {"UnsignedInteger64", {B_UNSIGNED, 8}}, {"UnsignedInteger128", {B_UNSIGNED, 16}},
        {"Real32", {B_REAL, 4}}, {"Real64", {B_REAL, 8}}, {"Real128", {B_REAL, 16}},
        {"Complex64", {B_COMPLEX, 8}}, {"Complex128", {B_COMPLEX, 16}}, {"Complex256", {B_COMPLEX, 32}},
        {"TerminatedString", {B_TEXT, 0}},
    };

    if (val_is(name, S_Byte))
        return *type = (BinaryType){B_UNSIGNED, 1}, true;
    for (size_t i = 0; i < COUNT_OF(types); i++)
        if (text_is(name, types[i].name))
            return *type = types[i].type, true;
    return false;
}

/* ---- reading ---- */

/* An integer of [n] bytes, the least significant first. */
static Val integer_of(Heap *h, const unsigned char *b, size_t n, bool is_signed)
{
    char hex[33];

    for (size_t i = 0; i < n; i++)
        snprintf(hex + 2 * i, 3, "%02x", b[n - 1 - i]);
    Val v = int_from_digits(h, hex, 2 * n, 16);
    if (is_signed && (b[n - 1] & 0x80))
        v = num_sub(h, v, int_pow_u64(h, val_int(2), 8 * n));
    return v;
}

static Val special_real(Heap *h, bool infinite, bool negative)
{
    return !infinite ? S_Indeterminate : expr1(h, S_DirectedInfinity, val_int(negative ? -1 : 1));
}

/* IEEE quadruple precision: 15 bits of exponent, 112 of fraction. */
static Val real128(Heap *h, const unsigned char *b)
{
    int exponent = (b[15] & 0x7F) << 8 | b[14];
    bool negative = (b[15] & 0x80) != 0;
    Val fraction = integer_of(h, b, 14, false), two = val_int(2);

    if (exponent == 0x7FFF)
        return special_real(h, num_is_exact_zero(fraction), negative);
    if (exponent > 0)
        fraction = num_add(h, fraction, int_pow_u64(h, two, 112));
    int shift = (exponent > 0 ? exponent : 1) - 16383 - 112;
    Val scale = int_pow_u64(h, two, (uint64_t)abs(shift));
    Val v = shift < 0 ? num_div(h, fraction, scale) : num_mul(h, fraction, scale);
    return num_to_big_real(h, negative ? num_neg(h, v) : v, 113 * 0.30102999566398120);
}

static Val real_of(Heap *h, const unsigned char *b, size_t n)
{
    double d;

    if (n == 16)
        return real128(h, b);
    if (n == 4) {
        float f;
        memcpy(&f, b, 4);
        d = (double)f;
    } else {
        memcpy(&d, b, 8);
    }
    return isfinite(d) ? val_real_new(h, d) : special_real(h, isinf(d), d < 0);
}

static Val decode(Heap *h, BinaryType type, unsigned char *b, bool big)
{
    size_t part = type.kind == B_COMPLEX ? type.bytes / 2 : type.bytes;

    for (size_t at = 0; big && at < type.bytes; at += part)
        for (size_t i = 0; i < part / 2; i++) {
            unsigned char swap = b[at + i];
            b[at + i] = b[at + part - 1 - i];
            b[at + part - 1 - i] = swap;
        }
    switch (type.kind) {
    case B_UNSIGNED: return integer_of(h, b, type.bytes, false);
    case B_SIGNED:   return integer_of(h, b, type.bytes, true);
    case B_REAL:     return real_of(h, b, type.bytes);
    case B_CHARACTER: {
        int64_t c;
        int_fits_i64(integer_of(h, b, type.bytes, false), &c);
        return text_from_code_point(h, (uint32_t)c);
    }
    case B_COMPLEX: {
        Val re = real_of(h, b, part), im = real_of(h, b + part, part);
        if (val_is_number(re) && val_is_number(im))
            return cplx_new(h, re, im);
        if (val_is(re, S_Indeterminate) || val_is(im, S_Indeterminate))
            return S_Indeterminate;
        if (!val_is_number(re) && !val_is_number(im))
            return S_Indeterminate;
        if (!val_is_number(re))
            return re;
        return expr1(h, S_DirectedInfinity, cplx_new(h, val_int(0), expr_arg(im, 0)));
    }
    case B_TEXT: break;
    }
    return S_Null;
}

static Val read_binary(Vm *vm, StreamFile *s, Val spec, bool big)
{
    Heap *h = vm_heap(vm);
    BinaryType type;
    unsigned char b[32];

    if (val_is_plain_list(spec)) {
        Expr *list = expr_new(h, S_List, expr_len(spec));
        TRY(vm_check_stack(vm));
        for (size_t i = 0; i < expr_len(spec); i++) {
            Val v;
            TRY(v = read_binary(vm, s, expr_arg(spec, i), big));
            list->args[i] = v;
        }
        return expr_seal(list);
    }
    if (!binary_type(spec, &type))
        return S_$Failed;
    if (type.kind == B_TEXT) {
        Out out;
        int c;
        if (stream_peek(h, s) < 0)
            return S_EndOfFile;
        out_init(&out);
        while ((c = stream_get(h, s)) > 0)
            out_code_point(&out, (uint32_t)c);
        Val v = text_from_out(h, &out);
        out_fini(&out);
        return v;
    }
    if (stream_fill(h, s, type.bytes) < type.bytes) {
        s->at = s->len;
        return S_EndOfFile;
    }
    memcpy(b, s->data + s->at, type.bytes);
    s->at += type.bytes;
    return decode(h, type, b, big);
}

static bool is_binary_spec(Val spec)
{
    BinaryType type;

    if (!val_is_plain_list(spec))
        return binary_type(spec, &type);
    for (size_t i = 0; i < expr_len(spec); i++)
        if (!is_binary_spec(expr_arg(spec, i)))
            return false;
    return true;
}

/* ByteOrdering: 1 is most significant first. */
static Val byte_order(Vm *vm, Args args, bool *big)
{
    Val order;

    TRY(order = option_get(vm, args, S_ByteOrdering));
    *big = val_is(order, val_int(1));
    return VAL_NONE;
}

#define BINARY_OPTIONS "ByteOrdering :> $ByteOrdering"

BUILTIN(BinaryRead,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_, type_:\"Byte\"", .options = BINARY_OPTIONS,
    .usage = "BinaryRead[stream] reads one byte from an input stream; BinaryRead[stream, type] an object of a type "
             "such as \"Integer32\", \"Real64\" or \"Character8\"; BinaryRead[stream, {type1, ...}] several.",
    .messages = MESSAGES("format", "`1` is not a recognized binary format."),
    .examples = EXAMPLES("BinaryRead[StringToStream[\"AB\"], \"UnsignedInteger16\"]", "16961"))
{
    Source source;
    bool big;

    if (!is_binary_spec(args.v[1]))
        return MESSAGE(vm, "format", args.v[1]);
    TRY(byte_order(vm, args, &big));
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return val_is_none(path_of(vm_heap(vm), args.v[0])) ? NOT_MINE : S_$Failed;
    return read_binary(vm, source.stream, args.v[1], big);
}

BUILTIN(BinaryReadList,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "stream_, type_:\"Byte\", n_:Infinity",
    .options = BINARY_OPTIONS,
    .usage = "BinaryReadList[\"file\"] reads all remaining bytes of a file as a list; BinaryReadList[file, type] "
             "objects of a type; BinaryReadList[file, type, n] at most n of them.",
    .messages = MESSAGES("format", "`1` is not a recognized binary format."),
    .examples = EXAMPLES("BinaryReadList[StringToStream[\"AB\"]]", "{65, 66}"))
{
    double limit = val_is_small(args.v[2]) ? (double)val_small(args.v[2]) : INFINITY;
    Source source;
    Builder b;
    Val v = VAL_NONE;
    bool big;

    if (!is_binary_spec(args.v[1]))
        return MESSAGE(vm, "format", args.v[1]);
    if (!val_is_small(args.v[2]) && !val_is_plus_infinity(args.v[2]))
        return NOT_MINE;
    TRY(byte_order(vm, args, &big));
    if (!source_start(vm, args.builtin, args.v[0], &source))
        return val_is_none(path_of(vm_heap(vm), args.v[0])) ? NOT_MINE : S_$Failed;
    builder_start(&b, vm_heap(vm), S_List);
    while ((double)b.n < limit && stream_peek(vm_heap(vm), source.stream) >= 0) {
        v = vm_poll(vm);
        if (!val_is_unwind(v))
            v = read_binary(vm, source.stream, args.v[1], big);
        if (val_is_unwind(v) || val_is(v, S_EndOfFile))
            break;
        builder_push(&b, v);
    }
    source_end(vm, &source);
    TRY(v);
    return builder_finish(&b);
}

/* ---- writing ---- */

static void put_integer(Heap *h, Out *out, Val v, size_t n, bool big)
{
    Val rest = int_mod(h, v, int_pow_u64(h, val_int(2), 8 * n));
    unsigned char b[32];

    for (size_t i = 0; i < n; i++) {
        Val byte = int_mod(h, rest, val_int(256));
        b[big ? n - 1 - i : i] = (unsigned char)val_small(byte);
        rest = int_quotient(h, rest, val_int(256));
    }
    out_bytes(out, (const char *)b, n);
}

static bool put_real(Out *out, Val v, size_t n, bool big)
{
    unsigned char b[8];
    double d = val_is(v, S_Indeterminate) ? NAN : val_is_plus_infinity(v) ? INFINITY : 0;

    if (val_is_real_number(v))
        d = num_to_double(v);
    else if (d == 0)
        return false;
    if (n == 4) {
        float f = (float)d;
        memcpy(b, &f, 4);
    } else if (n == 8) {
        memcpy(b, &d, 8);
    } else {
        return false;
    }
    for (size_t i = 0; i < n; i++)
        out_char(out, (char)b[big ? n - 1 - i : i]);
    return true;
}

static bool encode(Heap *h, Out *out, Val v, BinaryType type, bool big)
{
    if (val_is_string(v) && (type.kind == B_CHARACTER || type.kind == B_TEXT || type.bytes == 1)) {
        const char *s = text_data(v), *end = s + text_bytes(v);
        while (s < end) {
            uint32_t c;
            s += utf8_decode(s, end, &c);
            put_integer(h, out, val_int(c), type.kind == B_TEXT ? 1 : type.bytes, big);
        }
        if (type.kind == B_TEXT)
            out_char(out, '\0');
        return true;
    }
    switch (type.kind) {
    case B_UNSIGNED: case B_SIGNED:
        if (!val_is_integer(v))
            return false;
        put_integer(h, out, v, type.bytes, big);
        return true;
    case B_REAL:
        return put_real(out, v, type.bytes, big);
    case B_COMPLEX:
        return val_is_number(v) && put_real(out, cplx_re(v), type.bytes / 2, big)
            && put_real(out, cplx_im(v), type.bytes / 2, big);
    default:
        return false;
    }
}

/* [v] by [spec]; a list of values takes the types in turn. */
static bool encode_all(Heap *h, Out *out, Val v, Val spec, bool big)
{
    BinaryType type;

    if (val_is_bytes(v)) {
        out_bytes(out, (const char *)val_bytes(v)->data, val_bytes(v)->len);
        return true;
    }
    if (!val_is_list(v)) {
        if (val_is_plain_list(spec))
            spec = expr_len(spec) > 0 ? expr_arg(spec, 0) : S_Null;
        return binary_type(spec, &type) && encode(h, out, v, type, big);
    }
    if (val_is_plain_list(spec) && expr_len(spec) == 0)
        return false;
    for (size_t i = 0; i < list_len(v); i++) {
        Val one = val_is_plain_list(spec) ? expr_arg(spec, i % expr_len(spec)) : spec;
        if (!binary_type(one, &type) || !encode(h, out, list_item(h, v, i), type, big))
            return false;
    }
    return true;
}

BUILTIN(BinaryWrite,
    .attrs = ATTR_PROTECTED, .effects = EFFECT_IO, .args = "channel_, x_, type_:\"Byte\"", .options = BINARY_OPTIONS,
    .usage = "BinaryWrite[channel, b] writes a byte, or a list or ByteArray of them, to an output stream and gives "
             "the channel; BinaryWrite[channel, \"string\"] the characters of a string; BinaryWrite[channel, x, type] an "
             "object of a type, or a list of types.",
    .messages = MESSAGES("nocoerce", "`1` cannot be coerced to the specified format."),
    .examples = EXAMPLES("s = OpenWrite[]; BinaryWrite[s, {1, 2}]; BinaryReadList[Close[s]]", "{1, 2}"))
{
    Out out;
    bool big;

    TRY(byte_order(vm, args, &big));
    out_init(&out);
    if (!encode_all(vm_heap(vm), &out, args.v[1], args.v[2], big)) {
        out_fini(&out);
        return MESSAGE(vm, "nocoerce", args.v[1]);
    }
    bool opened = stream_find(vm, args.v[0], false) == NULL;
    StreamFile *s = sink_start(vm, args.builtin, args.v[0]);
    Val written = s == NULL ? S_$Failed : sink_write(vm, args.builtin, s, &out);
    out_fini(&out);
    if (opened && s != NULL)
        stream_close(vm, s);
    if (s == NULL)
        TRY(vm_poll(vm));
    return val_is(written, S_Null) ? args.v[0] : written;
}
