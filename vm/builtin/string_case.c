/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_case.c -- upper and lower case, kinds of characters, and Unicode normal forms.
 */
#include <unicase.h>
#include <unictype.h>
#include <uninorm.h>
#include <uniname.h>

#include "vm/builtin/string_util.h"

/* A string from memory that libunistring allocated; NULL gives VAL_NONE. */
static Val take_unistring(Heap *h, uint8_t *s, size_t bytes)
{
    Val v;

    if (s == NULL)
        return VAL_NONE;
    v = text_new(h, (const char *)s, bytes);
    free(s);
    return v;
}

static Val change_ascii(Heap *h, Val s, bool upper)
{
    size_t n = text_bytes(s);
    char *copy = heap_alloc_atomic(h, n + 1);

    for (size_t i = 0; i < n; i++) {
        char c = text_data(s)[i];

        if (upper ? c >= 'a' && c <= 'z' : c >= 'A' && c <= 'Z')
            c = (char)(c ^ 32);
        copy[i] = c;
    }
    return text_new(h, copy, n);
}

/* Character by character, so that the number of characters stays: as the language has it. */
static Val change_case(Heap *h, Val s, bool upper)
{
    const char *at = text_data(s), *end = at + text_bytes(s);
    Out out;
    Val v;

    if (text_is_ascii(s))
        return change_ascii(h, s, upper);
    out_init(&out);
    while (at < end) {
        uint32_t c;

        at += utf8_decode(at, end, &c);
        out_code_point(&out, upper ? uc_toupper(c) : uc_tolower(c));
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

BUILTIN(ToUpperCase,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "ToUpperCase[\"string\"] gives the string with its lower-case letters converted to upper case.",
    .examples = EXAMPLES("ToUpperCase[\"abcXYZ\"]", "ABCXYZ"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return change_case(vm_heap(vm), args.v[0], true);
}

BUILTIN(ToLowerCase,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "ToLowerCase[\"string\"] gives the string with its upper-case letters converted to lower case.",
    .examples = EXAMPLES("ToLowerCase[\"abcXYZ\"]", "abcxyz"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return change_case(vm_heap(vm), args.v[0], false);
}

/* Changes the case of the first letter, or with [words] of the first letter of each word. */
static Val change_first(Heap *h, Val s, bool upper, bool words)
{
    const char *at = text_data(s), *end = at + text_bytes(s);
    bool start = true;
    Out out;
    Val v;

    out_init(&out);
    while (at < end) {
        uint32_t c;

        at += utf8_decode(at, end, &c);
        out_code_point(&out, !start ? c : upper ? uc_totitle(c) : uc_tolower(c));
        start = words && uc_is_property_white_space(c);
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

BUILTIN(Capitalize,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_, scheme_:\"FirstLetter\"",
    .usage   = "Capitalize[\"string\"] makes the first letter upper case; Capitalize[\"string\", \"AllWords\"] the first "
               "letter of each word.",
    .examples = EXAMPLES("Capitalize[\"the cat\"]", "The cat", "Capitalize[\"the cat\", \"AllWords\"]", "The Cat"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return change_first(vm_heap(vm), args.v[0], true,
                        text_is(args.v[1], "AllWords") || text_is(args.v[1], "TitleCase"));
}

BUILTIN(Decapitalize,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "Decapitalize[\"string\"] makes the first letter lower case.",
    .examples = EXAMPLES("Decapitalize[\"The Cat\"]", "the Cat"))
{
    if (!val_is_string(args.v[0]))
        return MESSAGE(vm, "string", val_int(1), args.expr);
    return change_first(vm_heap(vm), args.v[0], false, false);
}

static bool is_letter(uint32_t c) { return uc_is_property_alphabetic(c) || uc_is_general_category(c, UC_LETTER); }
static bool is_digit(uint32_t c)  { return c >= '0' && c <= '9'; }
static bool is_upper(uint32_t c)  { return uc_is_general_category(c, UC_UPPERCASE_LETTER); }
static bool is_lower(uint32_t c)  { return uc_is_general_category(c, UC_LOWERCASE_LETTER); }
static bool is_printable_ascii(uint32_t c) { return c >= 32 && c <= 126; }

static Val all_characters(Val s, bool (*is)(uint32_t c))
{
    const char *at = text_data(s), *end = at + text_bytes(s);

    while (at < end) {
        uint32_t c;

        at += utf8_decode(at, end, &c);
        if (!is(c))
            return S_False;
    }
    return S_True;
}

#define ASK_CHARACTERS(what)                                                             \
    (val_is_string(args.v[0]) ? all_characters(args.v[0], what)                          \
                              : MESSAGE(vm, "string", val_int(1), args.expr))

BUILTIN(LetterQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "LetterQ[\"string\"] gives True if all the characters in the string are letters.",
    .examples = EXAMPLES("LetterQ[\"a\"]", "True", "LetterQ[\"a1\"]", "False"))
{
    return ASK_CHARACTERS(is_letter);
}

BUILTIN(DigitQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "DigitQ[\"string\"] gives True if all the characters in the string are digits from 0 to 9.",
    .examples = EXAMPLES("DigitQ[\"123\"]", "True", "DigitQ[\"a1\"]", "False"))
{
    return ASK_CHARACTERS(is_digit);
}

BUILTIN(UpperCaseQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "UpperCaseQ[\"string\"] gives True if all the characters in the string are upper-case letters.",
    .examples = EXAMPLES("UpperCaseQ[\"ABC\"]", "True", "UpperCaseQ[\"Abc\"]", "False"))
{
    return ASK_CHARACTERS(is_upper);
}

BUILTIN(LowerCaseQ,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "LowerCaseQ[\"string\"] gives True if all the characters in the string are lower-case letters.",
    .examples = EXAMPLES("LowerCaseQ[\"abc\"]", "True", "LowerCaseQ[\"aBc\"]", "False"))
{
    return ASK_CHARACTERS(is_lower);
}

static Val ask_printable(Vm *vm, Val s, void *state)
{
    (void)vm, (void)state;
    return all_characters(s, is_printable_ascii);
}

BUILTIN(PrintableASCIIQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "PrintableASCIIQ[\"string\"] gives True if all the characters in the string are printable ASCII.",
    .examples = EXAMPLES("PrintableASCIIQ[\"abc 1\"]", "True"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], ask_printable, NULL);
}

BUILTIN(PalindromeQ,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "x_",
    .usage   = "PalindromeQ[x] gives True if the string, list or integer x reads the same backwards.",
    .examples = EXAMPLES("PalindromeQ[\"racecar\"]", "True", "PalindromeQ[{1, 2, 3}]", "False"))
{
    Val x = args.v[0];
    size_t n;

    if (val_is_integer(x)) {
        Out out;

        out_init(&out);
        heavy_print(vm_heap(vm), &out, num_abs(vm_heap(vm), x), 10);
        x = text_from_out(vm_heap(vm), &out);
        out_fini(&out);
    }
    if (val_is_string(x)) {
        const char *s = text_data(x);
        size_t low = 0, high = text_bytes(x);

        while (low < high) {
            size_t next = string_utf8_next(x, low), last = high - 1;

            while (((unsigned char)s[last] & 0xC0) == 0x80)
                last--;
            if (next - low != high - last || memcmp(s + low, s + last, next - low) != 0)
                return S_False;
            low = next;
            high = last;
        }
        return S_True;
    }
    if (!val_is_expr(x))
        return NOT_MINE;
    n = expr_len(x);
    for (size_t i = 0; i < n / 2; i++)
        if (!val_same(expr_arg(x, i), expr_arg(x, n - 1 - i)))
            return S_False;
    return S_True;
}

static const struct { const char *name; int form; bool fold; } normal_forms[] = {
    {"NFC", 0, false}, {"NFD", 1, false}, {"NFKC", 2, false}, {"NFKD", 3, false}, {"NFKCCasefold", 2, true}
};

static uninorm_t normal_form(int form)
{
    return form == 0 ? UNINORM_NFC : form == 1 ? UNINORM_NFD : form == 2 ? UNINORM_NFKC : UNINORM_NFKD;
}

static Val normalize_string(Vm *vm, Val s, void *state)
{
    size_t which = *(size_t *)state, bytes;
    uninorm_t form = normal_form(normal_forms[which].form);
    const uint8_t *data = (const uint8_t *)text_data(s);
    uint8_t *out;

    if (text_bytes(s) == 0)
        return s;
    out = normal_forms[which].fold ? u8_casefold(data, text_bytes(s), NULL, form, NULL, &bytes)
                                   : u8_normalize(form, data, text_bytes(s), NULL, &bytes);
    return take_unistring(vm_heap(vm), out, bytes);
}

BUILTIN(CharacterNormalize,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "text_, form_",
    .usage   = "CharacterNormalize[\"text\", form] converts to a Unicode normal form: \"NFC\", \"NFD\", \"NFKC\", "
               "\"NFKD\" or \"NFKCCasefold\".",
    .messages = MESSAGES("form", "`1` is not a valid normalization form."),
    .examples = EXAMPLES("CharacterNormalize[\"ABC\", \"NFKCCasefold\"]", "abc"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    for (size_t i = 0; i < COUNT_OF(normal_forms); i++)
        if (text_is(args.v[1], normal_forms[i].name))
            return string_thread(vm, args.v[0], normalize_string, &i);
    return MESSAGE(vm, "form", args.v[1]);
}

/* Letters that Unicode does not decompose, as they are usually written without their marks. */
static const struct { uint32_t c; const char *plain; } undecomposed[] = {
    {0xD8, "O"}, {0xF8, "o"}, {0x110, "D"}, {0x111, "d"}, {0x126, "H"}, {0x127, "h"}, {0x131, "i"},
    {0x141, "L"}, {0x142, "l"}, {0x166, "T"}, {0x167, "t"}, {0x180, "b"}, {0x197, "I"}, {0x1B5, "Z"}, {0x1B6, "z"}
};

static Val strip_marks(Vm *vm, Val s, void *state)
{
    size_t bytes = 0;
    uint8_t *d;
    Out out;
    Val v;

    (void)state;
    if (text_is_ascii(s))
        return s;
    d = u8_normalize(UNINORM_NFD, (const uint8_t *)text_data(s), text_bytes(s), NULL, &bytes);
    if (d == NULL)
        return s;
    out_init(&out);
    for (const char *at = (const char *)d, *end = at + bytes; at < end; ) {
        uint32_t c;
        size_t i = 0;

        at += utf8_decode(at, end, &c);
        if (uc_combining_class(c) != 0)
            continue;
        while (i < COUNT_OF(undecomposed) && undecomposed[i].c != c)
            i++;
        if (i < COUNT_OF(undecomposed))
            out_str(&out, undecomposed[i].plain);
        else
            out_code_point(&out, c);
    }
    free(d);
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    d = u8_normalize(UNINORM_NFC, (const uint8_t *)text_data(v), text_bytes(v), NULL, &bytes);
    return d == NULL ? v : take_unistring(vm_heap(vm), d, bytes);
}

BUILTIN(RemoveDiacritics,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "RemoveDiacritics[\"string\"] replaces characters that carry diacritical marks by their base characters.",
    .examples = EXAMPLES("RemoveDiacritics[\"pi\\[NTilde]ata\"]", "pinata"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], strip_marks, NULL);
}

BUILTIN(AlphabeticSort,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "AlphabeticSort[list] sorts the elements of list into alphabetical order.",
    .examples = EXAMPLES("AlphabeticSort[{\"Banana\", \"apple\", \"Cherry\"}]", "{apple, Banana, Cherry}"))
{
    CHECK_COUNT(vm, args, 1, 2);
    if (!val_is_expr(args.v[0]))
        return NOT_MINE;
    return expr1(vm_heap(vm), S_Sort, args.v[0]);
}
