/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * characters.c -- characters, their codes and ranges, and alphabets.
 */
#include "vm/builtin/string_util.h"

BUILTIN(Characters,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "Characters[\"string\"] gives a list of the characters in a string.",
    .examples = EXAMPLES("Characters[\"ABC\"]", "{A, B, C}", "Characters[\"\"]", "{}"))
{
    Val s = args.v[0];
    Heap *h = vm_heap(vm);
    Val ascii[128] = {{0}};
    Expr *e;
    size_t n, at = 0;

    if (!val_is_string(s))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    n = text_chars(s);
    TRY(vm_check_length(vm, (double)n, 2 * sizeof(Val)));
    e = expr_new(h, S_List, n);
    for (size_t i = 0; i < n; i++) {
        TRY(vm_poll(vm));
        unsigned char c = (unsigned char)text_data(s)[at];
        size_t next = string_utf8_next(s, at);

        /* The same few strings serve for all characters of ASCII. */
        if (c < 128 && val_is_none(ascii[c]))
            ascii[c] = text_new(h, text_data(s) + at, 1);
        e->args[i] = c < 128 ? ascii[c] : text_new(h, text_data(s) + at, next - at);
        at = next;
    }
    return expr_seal(e);
}

enum { CODE_MAX = 0x10FFFF };

static bool is_code_point(int64_t c)
{
    return c >= 0 && c <= CODE_MAX && (c < 0xD800 || c > 0xDFFF);
}

/* An end of CharacterRange: a code, or a string of one character. */
static bool range_end(Val v, int64_t *code)
{
    if (val_is_small(v)) {
        *code = val_small(v);
        return *code >= 0 && *code <= CODE_MAX;
    }
    if (val_is_string(v) && text_chars(v) == 1) {
        uint32_t c;

        utf8_decode(text_data(v), text_data(v) + text_bytes(v), &c);
        *code = c;
        return true;
    }
    return false;
}

BUILTIN(CharacterRange,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "from_, to_",
    .usage   = "CharacterRange[\"c1\", \"c2\"] gives a list of the characters from c1 to c2; the ends may be "
               "character codes.",
    .messages = MESSAGES("argtype", "Arguments `1` and `2` are not both strings of length 1.",
                         "argtypes", "Arguments `1` and `2` are not both strings of length 1 or character codes."),
    .examples = EXAMPLES("CharacterRange[\"a\", \"h\"]", "{a, b, c, d, e, f, g, h}",
                         "CharacterRange[\"b\", \"a\"]", "{}"))
{
    int64_t from, to;
    Builder b;

    if (val_is_string(args.v[0]) != val_is_string(args.v[1])
        || !range_end(args.v[0], &from) || !range_end(args.v[1], &to))
        return MESSAGE(vm, "argtype", args.v[0], args.v[1]);
    builder_start(&b, vm_heap(vm), S_List);
    for (; from <= to; from++)
        if (is_code_point(from))
            builder_push(&b, text_from_code_point(vm_heap(vm), (uint32_t)from));
    return builder_finish(&b);
}

typedef enum Encoding { ENCODING_UNICODE, ENCODING_UTF8, ENCODING_LATIN1, ENCODING_ASCII } Encoding;

static const struct { const char *name; Encoding encoding; } encodings[] = {
    {"ASCII", ENCODING_ASCII}, {"PrintableASCII", ENCODING_ASCII}, {"ISO8859-1", ENCODING_LATIN1},
    {"ISOLatin1", ENCODING_LATIN1}, {"Unicode", ENCODING_UNICODE}, {"UTF-8", ENCODING_UTF8},
    {"UTF8", ENCODING_UTF8}, {"WindowsANSI", ENCODING_LATIN1},
};

static bool find_encoding(Val name, Encoding *e)
{
    for (size_t i = 0; val_is_string(name) && i < COUNT_OF(encodings); i++)
        if (text_is(name, encodings[i].name)) {
            *e = encodings[i].encoding;
            return true;
        }
    return false;
}

static Val codes_of(Vm *vm, Val s, void *state)
{
    Encoding encoding = *(Encoding *)state;
    const char *at = text_data(s), *end = at + text_bytes(s);
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    while (at < end) {
        uint32_t c = (unsigned char)*at;

        TRY(vm_poll(vm));
        if (encoding == ENCODING_UTF8)
            at++;
        else
            at += utf8_decode(at, end, &c);
        if ((encoding == ENCODING_LATIN1 && c > 255) || (encoding == ENCODING_ASCII && c > 127))
            builder_push(&b, S_None);
        else
            builder_push(&b, val_int(c));
    }
    return builder_finish(&b);
}

BUILTIN(ToCharacterCode,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "ToCharacterCode[\"string\"] gives a list of the codes of the characters; ToCharacterCode[\"string\", "
               "\"encoding\"] in an encoding such as \"UTF8\", \"ASCII\" or \"ISO8859-1\".",
    .messages = MESSAGES("charcode", "`1` is not a valid character encoding."),
    .examples = EXAMPLES("ToCharacterCode[\"ABCD abcd\"]", "{65, 66, 67, 68, 32, 97, 98, 99, 100}"))
{
    Encoding encoding = ENCODING_UNICODE;

    CHECK_COUNT(vm, args, 1, 2);
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    if (args.n == 2 && !find_encoding(args.v[1], &encoding))
        return MESSAGE(vm, "charcode", args.v[1]);
    return string_thread(vm, args.v[0], codes_of, &encoding);
}

/* Do these bytes make up UTF-8? */
static bool is_utf8(Val codes)
{
    Out bytes;
    bool ok = true;

    out_init(&bytes);
    for (size_t i = 0; ok && i < expr_len(codes); i++) {
        Val x = expr_arg(codes, i);

        ok = val_is_small(x) && val_small(x) >= 0 && val_small(x) < 256;
        if (ok)
            out_char(&bytes, (char)val_small(x));
    }
    for (const char *at = out_text(&bytes), *end = at + bytes.len; ok && at < end; ) {
        uint32_t c;
        size_t n = utf8_decode(at, end, &c);

        ok = n > 1 || (unsigned char)*at < 128;
        at += n;
    }
    out_fini(&bytes);
    return ok;
}

/* The string of a list of codes, or of one code; a message and NOT_MINE where one is no code. */
static Val string_of_codes(Vm *vm, Args args, Val codes, Encoding encoding)
{
    bool list = val_is_plain_list(codes);
    size_t n = list ? expr_len(codes) : 1;
    int64_t max = encoding == ENCODING_UNICODE ? CODE_MAX : 255;
    /* Bytes that are no UTF-8 stand for characters. */
    bool bytes = encoding == ENCODING_UTF8 && list && is_utf8(codes);
    Out out;
    Val v;

    out_init(&out);
    for (size_t i = 0; i < n; i++) {
        Val x = list ? expr_arg(codes, i) : codes;

        if (heap_stops_at(vm_heap(vm), i))
            break;
        if (!val_is_small(x) || val_small(x) > max || !is_code_point(val_small(x))) {
            out_fini(&out);
            if (!list && val_is_integer(x) && !val_is_small(x))
                return MESSAGE(vm, "intnm", args.expr, val_int(1));
            return MESSAGE(vm, "notunicode", list ? codes : list_make(vm_heap(vm), 1, &codes), val_int((int64_t)i + 1));
        }
        if (bytes)
            out_char(&out, (char)val_small(x));
        else
            out_code_point(&out, (uint32_t)val_small(x));
    }
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(FromCharacterCode,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "FromCharacterCode[n] gives the character with code n; FromCharacterCode[{n1, n2, ...}] a string; "
               "a list of lists gives a list of strings; FromCharacterCode[codes, \"encoding\"] uses an encoding.",
    .messages = MESSAGES("notunicode", "A character code, which should be a non-negative integer less than 1114112, is "
                         "expected at position `2` in `1`.",
                         "charcode", "`1` is not a valid character encoding."),
    .examples = EXAMPLES("FromCharacterCode[100]", "d", "FromCharacterCode[{72, 105}]", "Hi",
                         "FromCharacterCode[{{97, 98}, {99}}]", "{ab, c}"))
{
    Encoding encoding = ENCODING_UNICODE;
    Val codes = args.n > 0 ? args.v[0] : VAL_NONE;
    Builder b;

    CHECK_COUNT(vm, args, 1, 2);
    if (args.n == 2 && !find_encoding(args.v[1], &encoding))
        return MESSAGE(vm, "charcode", args.v[1]);
    if (!val_is_integer(codes) && !val_is_plain_list(codes))
        return MESSAGE(vm, "intnm", args.expr, val_int(1));
    if (!val_is_plain_list(codes) || expr_len(codes) == 0 || !val_is_plain_list(expr_arg(codes, 0)))
        return string_of_codes(vm, args, codes, encoding);
    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < expr_len(codes); i++) {
        Val x = string_of_codes(vm, args, expr_arg(codes, i), encoding);

        if (val_is_not_mine(x) || val_is_unwind(x))
            return x;
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

static Val encoding_names(Vm *vm)
{
    Builder b;

    builder_start(&b, vm_heap(vm), S_List);
    for (size_t i = 0; i < COUNT_OF(encodings); i++)
        builder_push(&b, text_from(vm_heap(vm), encodings[i].name));
    return builder_finish(&b);
}

SYMBOL_AS(CharacterEncodings, "$CharacterEncodings",
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .value   = encoding_names,
    .usage   = "$CharacterEncodings gives the list of character encodings that are known.",
    .examples = EXAMPLES("MemberQ[$CharacterEncodings, \"UTF-8\"]", "True"));

/* Alphabets in the order of their languages, letters separated by blanks where one has several characters. */
static const struct { const char *name, *letters; } alphabets[] = {
    {"English", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"Latin", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"French", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"Italian", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"Portuguese", "a b c d e f g h i j k l m n o p q r s t u v w x y z"},
    {"German", "a b c d e f g h i j k l m n o p q r s t u v w x y z ä ö ü ß"},
    {"Dutch", "a b c d e f g h i j k l m n o p q r s t u v w x y ij z"},
    {"Spanish", "a b c d e f g h i j k l m n ñ o p q r s t u v w x y z"},
    {"Danish", "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å"},
    {"Norwegian", "a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å"},
    {"Swedish", "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö"},
    {"Finnish", "a b c d e f g h i j k l m n o p q r s t u v w x y z å ä ö"},
    {"Polish", "a ą b c ć d e ę f g h i j k l ł m n ń o ó p r s ś t u w y z ź ż"},
    {"Turkish", "a b c ç d e f g ğ h ı i j k l m n o ö p r s ş t u ü v y z"},
    {"Greek", "α β γ δ ε ζ η θ ι κ λ μ ν ξ ο π ρ σ τ υ φ χ ψ ω"},
    {"Cyrillic", "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"},
    {"Russian", "а б в г д е ё ж з и й к л м н о п р с т у ф х ц ч ш щ ъ ы ь э ю я"},
    {"Ukrainian", "а б в г ґ д е є ж з и і ї й к л м н о п р с т у ф х ц ч ш щ ь ю я"},
    {"Hebrew", "א ב ג ד ה ו ז ח ט י כ ל מ נ ס ע פ צ ק ר ש ת"},
};

static Val alphabet_letters(Heap *h, Val name)
{
    for (size_t i = 0; val_is_string(name) && i < COUNT_OF(alphabets); i++) {
        Builder b;
        const char *s = alphabets[i].letters;

        if (!text_is(name, alphabets[i].name))
            continue;
        builder_start(&b, h, S_List);
        for (;;) {
            size_t n = strcspn(s, " ");

            builder_push(&b, text_new(h, s, n));
            if (s[n] == '\0')
                return builder_finish(&b);
            s += n + 1;
        }
    }
    return VAL_NONE;
}

#define ALPHABET_MESSAGES MESSAGES("nalph", "The alphabet `1` is not known or not available.")

BUILTIN(Alphabet,
    .attrs   = ATTR_PROTECTED | ATTR_READ_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "type_:\"English\"",
    .usage   = "Alphabet[] gives a list of the letters of the English alphabet; Alphabet[\"type\"] those of another.",
    .messages = ALPHABET_MESSAGES,
    .examples = EXAMPLES("Take[Alphabet[], 3]", "{a, b, c}"))
{
    Val letters = alphabet_letters(vm_heap(vm), args.v[0]);

    return val_is_none(letters) ? MESSAGE(vm, "nalph", args.v[0]) : letters;
}

/* The number of the letter [s] in an alphabet, whatever its case; 0 where it has none. */
static int64_t letter_number(Vm *vm, Val letters, Val s)
{
    Val lower = vm_call1(vm, S_ToLowerCase, s);

    for (size_t i = 0; val_is_string(lower) && i < expr_len(letters); i++)
        if (val_same(expr_arg(letters, i), lower))
            return (int64_t)i + 1;
    return 0;
}

static Val letter_numbers(Vm *vm, Val v, Val letters)
{
    Heap *h = vm_heap(vm);
    Builder b;
    size_t at = 0;

    TRY(vm_check_stack(vm));
    if (val_is_string(v)) {
        int64_t whole = letter_number(vm, letters, v);

        if (whole > 0 || text_chars(v) == 1)
            return val_int(whole);
    } else if (!val_is_plain_list(v))
        return NOT_MINE;
    builder_start(&b, h, S_List);
    if (val_is_string(v)) {
        while (at < text_bytes(v)) {
            size_t next = string_utf8_next(v, at);

            builder_push(&b, val_int(letter_number(vm, letters, text_new(h, text_data(v) + at, next - at))));
            at = next;
        }
        return builder_finish(&b);
    }
    for (size_t i = 0; i < expr_len(v); i++) {
        Val x = letter_numbers(vm, expr_arg(v, i), letters);

        if (val_is_not_mine(x) || val_is_unwind(x))
            return x;
        builder_push(&b, x);
    }
    return builder_finish(&b);
}

BUILTIN(LetterNumber,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "letter_, alphabet_:\"English\"",
    .usage   = "LetterNumber[\"c\"] gives the position of the letter c in the English alphabet, 0 where it is no "
               "letter of it; LetterNumber[\"string\"] gives a list; LetterNumber[c, alphabet] uses another alphabet.",
    .messages = MESSAGES("nas", "The argument `1` is not a string.",
                         "nalph", "The alphabet `1` is not known or not available."),
    .examples = EXAMPLES("LetterNumber[\"d\"]", "4", "LetterNumber[\"Ab\"]", "{1, 2}"))
{
    Val letters = alphabet_letters(vm_heap(vm), args.v[1]), v;

    if (val_is_none(letters))
        return MESSAGE(vm, "nalph", args.v[1]);
    v = letter_numbers(vm, args.v[0], letters);
    return val_is_not_mine(v) ? MESSAGE(vm, "nas", args.v[0]) : v;
}

BUILTIN(FromLetterNumber,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_, alphabet_:\"English\"",
    .usage   = "FromLetterNumber[n] gives the letter at position n of the English alphabet, counted from the end "
               "where n is negative; FromLetterNumber[n, alphabet] uses another alphabet.",
    .messages = ALPHABET_MESSAGES,
    .examples = EXAMPLES("FromLetterNumber[5]", "e", "FromLetterNumber[{1, -1}]", "{a, z}"))
{
    Heap *h = vm_heap(vm);
    Val n = args.v[0], letters = alphabet_letters(h, args.v[1]);
    int64_t len, at;

    if (val_is_none(letters))
        return MESSAGE(vm, "nalph", args.v[1]);
    if (val_is_plain_list(n)) {
        Builder b;

        builder_start(&b, h, S_List);
        for (size_t i = 0; i < expr_len(n); i++)
            builder_push(&b, expr2(h, S_FromLetterNumber, expr_arg(n, i), args.v[1]));
        return builder_finish(&b);
    }
    if (!val_is_integer(n))
        return NOT_MINE;
    len = (int64_t)expr_len(letters);
    at = !val_is_small(n) ? -1 : val_small(n) < 0 ? len + val_small(n) : val_small(n) - 1;
    return at < 0 || at >= len ? text_from(h, " ") : expr_arg(letters, (size_t)at);
}
