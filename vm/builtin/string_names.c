/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_names.c -- names of characters and of integers, Roman numerals, transliteration.
 */
#include <uniname.h>
#include <unicase.h>

#include "vm/builtin/string_util.h"
#include "vm/read/parser.h"

/* "LATIN SMALL LETTER A" as LatinSmallLetterA. */
static Val camel_name(Heap *h, const char *s)
{
    Out out;
    bool start = true;
    Val v;

    out_init(&out);
    for (; *s; s++) {
        if (*s == ' ' || *s == '-') {
            start = true;
            continue;
        }
        out_char(&out, start || *s < 'A' || *s > 'Z' ? *s : (char)(*s + 32));
        start = false;
    }
    v = text_from_out(h, &out);
    out_fini(&out);
    return v;
}

static Val name_of_character(Heap *h, uint32_t c)
{
    char unicode[UNINAME_MAX];
    const char *name = character_name(c);

    if (name != NULL)
        return text_from(h, name);
    if (unicode_character_name(c, unicode) != NULL)
        return camel_name(h, unicode);
    return expr2(h, S_Missing, text_from(h, "NotAvailable"), val_int(c));
}

static Val names_in_string(Vm *vm, Val s, void *state)
{
    const char *at = text_data(s), *end = at + text_bytes(s);
    Builder b;
    uint32_t c;

    (void)state;
    if (text_chars(s) == 1) {
        utf8_decode(at, end, &c);
        return name_of_character(vm_heap(vm), c);
    }
    builder_start(&b, vm_heap(vm), S_List);
    while (at < end) {
        TRY(vm_poll(vm));
        at += utf8_decode(at, end, &c);
        builder_push(&b, name_of_character(vm_heap(vm), c));
    }
    return builder_finish(&b);
}

BUILTIN(CharacterName,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "char_",
    .usage   = "CharacterName[\"c\"] gives the name of a character; of a longer string, the list of names.",
    .examples = EXAMPLES("CharacterName[\"a\"]", "LatinSmallLetterA"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], names_in_string, NULL);
}

static const char *const units[] = {
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"
};
static const char *const tens[] = {
    "", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"
};
static const char *const scales[] = {
    "", "thousand", "million", "billion", "trillion", "quadrillion", "quintillion", "sextillion", "septillion",
    "octillion", "nonillion", "decillion", "undecillion", "duodecillion", "tredecillion", "quattuordecillion",
    "quindecillion", "sexdecillion", "septendecillion", "octodecillion", "novemdecillion", "vigintillion"
};

/* 1 to 999 in words. */
static void small_in_words(Out *out, int n)
{
    if (n >= 100) {
        out_format(out, "%s hundred", units[n / 100]);
        n %= 100;
        if (n > 0)
            out_char(out, ' ');
    }
    if (n >= 20) {
        out_str(out, tens[n / 10]);
        n %= 10;
        if (n > 0)
            out_str(out, "\xE2\x80\x90");        /* HYPHEN */
    }
    if (n > 0)
        out_str(out, units[n]);
}

/* The groups of three digits of |n|, the lowest first; gives their number, 0 where there are too many. */
static size_t digit_groups(Val n, int groups[COUNT_OF(scales)])
{
    Out digits;
    size_t count = 0, len;
    const char *s;

    out_init(&digits);
    int_print(&digits, n, 10);
    s = out_text(&digits);
    s += *s == '-';
    len = strlen(s);
    if ((len + 2) / 3 <= COUNT_OF(scales))
        for (; len > 0; count++) {
            size_t take = len < 3 ? len : 3;
            char group[4] = {0};

            memcpy(group, s + len - take, take);
            groups[count] = atoi(group);
            len -= take;
        }
    out_fini(&digits);
    return count;
}

static void name_integer(Out *out, const int *groups, size_t n, bool words, bool negative)
{
    bool first = true;

    if (negative)
        out_str(out, "negative ");
    if (n == 1 && groups[0] == 0) {
        out_str(out, "zero");
        return;
    }
    while (n-- > 0) {
        if (groups[n] == 0)
            continue;
        if (!first)
            out_str(out, words ? ", " : " ");
        first = false;
        if (words)
            small_in_words(out, groups[n]);
        else
            out_format(out, "%d", groups[n]);
        if (n > 0)
            out_format(out, " %s", scales[n]);
    }
}

/* The last word of a name made ordinal: "one" first, "twenty" twentieth, "six" sixth. */
static void make_ordinal(Out *out)
{
    static const struct { const char *from, *to; } odd[] = {
        {"one", "first"}, {"two", "second"}, {"three", "third"}, {"five", "fifth"}, {"eight", "eighth"},
        {"nine", "ninth"}, {"twelve", "twelfth"}
    };

    for (size_t i = 0; i < COUNT_OF(odd); i++) {
        size_t n = strlen(odd[i].from);

        if (out->len >= n && memcmp(out->data + out->len - n, odd[i].from, n) == 0
            && (out->len == n || out->data[out->len - n - 1] < 'a' || out->data[out->len - n - 1] > 'z')) {
            out->len -= n;
            out_str(out, odd[i].to);
            return;
        }
    }
    if (out->len > 0 && out->data[out->len - 1] == 'y') {
        out->len--;
        out_str(out, "ie");
    }
    out_str(out, "th");
}

BUILTIN(IntegerName,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_Integer, type_:Automatic",
    .usage   = "IntegerName[n] gives the English name of an integer; IntegerName[n, \"Words\"] all in words; "
               "\"DigitsWords\" with digits below each thousand; \"Ordinal\" the name of its place.",
    .messages = MESSAGES("type", "`1` is not a known type of name."),
    .examples = EXAMPLES("IntegerName[8]", "eight", "IntegerName[1234567]", "1 million 234 thousand 567",
                         "IntegerName[3100, \"Words\"]", "three thousand, one hundred"))
{
    int groups[COUNT_OF(scales)];
    size_t n = digit_groups(args.v[0], groups);
    bool ordinal = text_is(args.v[1], "Ordinal");
    bool words = ordinal || text_is(args.v[1], "Words") || text_is(args.v[1], "Cardinal");
    Val v;
    Out out;

    if (n == 0)
        return NOT_MINE;
    if (!words && !val_is(args.v[1], S_Automatic) && !text_is(args.v[1], "DigitsWords"))
        return MESSAGE(vm, "type", args.v[1]);
    if (val_is(args.v[1], S_Automatic) && n == 1)
        words = true;
    out_init(&out);
    name_integer(&out, groups, n, words, num_sign(args.v[0]) < 0);
    if (ordinal)
        make_ordinal(&out);
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

static const struct { int value; const char *letters; } roman[] = {
    {1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"},
    {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}
};

BUILTIN(RomanNumeral,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "n_Integer",
    .usage   = "RomanNumeral[n] gives the Roman numeral of the absolute value of n as a string.",
    .examples = EXAMPLES("RomanNumeral[2025]", "MMXXV", "RomanNumeral[0]", "N"))
{
    int64_t n;
    Val v;
    Out out;

    if (!val_is_small(args.v[0]))
        return NOT_MINE;
    n = val_small(args.v[0]) < 0 ? -val_small(args.v[0]) : val_small(args.v[0]);
    if (n == 0)
        return text_from(vm_heap(vm), "N");
    TRY(vm_check_length(vm, (double)n / 1000, 1));
    out_init(&out);
    for (size_t i = 0; i < COUNT_OF(roman); i++)
        for (; n >= roman[i].value; n -= roman[i].value)
            out_str(&out, roman[i].letters);
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

static int roman_digit(char c)
{
    switch (c & ~32) {
    case 'I': return 1;
    case 'V': return 5;
    case 'X': return 10;
    case 'L': return 50;
    case 'C': return 100;
    case 'D': return 500;
    case 'M': return 1000;
    case 'N': return 0;
    default:  return -1;
    }
}

BUILTIN(FromRomanNumeral,
    .attrs   = ATTR_LISTABLE | ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_String",
    .usage   = "FromRomanNumeral[\"string\"] gives the integer that a Roman numeral stands for.",
    .messages = MESSAGES("nrom", "`1` is not a valid Roman numeral."),
    .examples = EXAMPLES("FromRomanNumeral[\"MMXXV\"]", "2025"))
{
    const char *s = text_data(args.v[0]);
    size_t n = text_bytes(args.v[0]);
    int64_t sum = 0;

    for (size_t i = 0; i < n; i++) {
        int d = roman_digit(s[i]), next = i + 1 < n ? roman_digit(s[i + 1]) : 0;

        if (d < 0)
            return MESSAGE(vm, "nrom", args.v[0]);
        sum += d < next ? -d : d;
    }
    return val_int(sum);
}

/* Latin for Greek and Cyrillic letters, in lower case. */
static const struct { uint32_t c; const char *latin; } latin[] = {
    {0x3B1, "a"}, {0x3B2, "v"}, {0x3B3, "g"}, {0x3B4, "d"}, {0x3B5, "e"}, {0x3B6, "z"}, {0x3B7, "e"}, {0x3B8, "th"},
    {0x3B9, "i"}, {0x3BA, "k"}, {0x3BB, "l"}, {0x3BC, "m"}, {0x3BD, "n"}, {0x3BE, "x"}, {0x3BF, "o"}, {0x3C0, "p"},
    {0x3C1, "r"}, {0x3C2, "s"}, {0x3C3, "s"}, {0x3C4, "t"}, {0x3C5, "y"}, {0x3C6, "ph"}, {0x3C7, "ch"}, {0x3C8, "ps"},
    {0x3C9, "o"}, {0x430, "a"}, {0x431, "b"}, {0x432, "v"}, {0x433, "g"}, {0x434, "d"}, {0x435, "e"}, {0x436, "zh"},
    {0x437, "z"}, {0x438, "i"}, {0x439, "j"}, {0x43A, "k"}, {0x43B, "l"}, {0x43C, "m"}, {0x43D, "n"}, {0x43E, "o"},
    {0x43F, "p"}, {0x440, "r"}, {0x441, "s"}, {0x442, "t"}, {0x443, "u"}, {0x444, "f"}, {0x445, "h"}, {0x446, "c"},
    {0x447, "ch"}, {0x448, "sh"}, {0x449, "sch"}, {0x44A, "\""}, {0x44B, "y"}, {0x44C, "'"}, {0x44D, "e"}, {0x44E, "yu"},
    {0x44F, "ya"}, {0x451, "e"}, {0x454, "ye"}, {0x456, "i"}, {0x457, "yi"}, {0x491, "g"},
};

static Val transliterated(Vm *vm, Val s, void *state)
{
    const char *at, *end;
    Out out;
    Val v;

    (void)state;
    if (text_is_ascii(s))
        return s;
    TRY(s = vm_call1(vm, S_RemoveDiacritics, s));
    if (!val_is_string(s))
        return NOT_MINE;
    at = text_data(s), end = at + text_bytes(s);
    out_init(&out);
    while (at < end) {
        uint32_t c, lower;
        size_t i = 0;

        at += utf8_decode(at, end, &c);
        lower = uc_tolower(c);
        while (i < COUNT_OF(latin) && latin[i].c != lower)
            i++;
        if (i == COUNT_OF(latin)) {
            out_code_point(&out, c);
            continue;
        }
        out_char(&out, lower == c ? latin[i].latin[0] : (char)uc_toupper((uint32_t)latin[i].latin[0]));
        out_str(&out, latin[i].latin + 1);
    }
    v = text_from_out(vm_heap(vm), &out);
    out_fini(&out);
    return v;
}

BUILTIN(Transliterate,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .args    = "string_",
    .usage   = "Transliterate[\"string\"] writes a text in Greek or Cyrillic letters with Latin ones, without marks.",
    .examples = EXAMPLES("Transliterate[\"abc\"]", "abc"))
{
    if (!is_string_or_list(args.v[0]))
        return MESSAGE(vm, "strse", val_int(1), args.expr);
    return string_thread(vm, args.v[0], transliterated, NULL);
}
