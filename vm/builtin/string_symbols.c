/* SPDX-License-Identifier: LGPL-3.0-or-later
 *
 * string_symbols.c -- the words of string patterns: RegularExpression, DigitCharacter and their like.
 *
 * They have no code of their own; string_pattern.c says what they match.  Symbols that the general
 * patterns have too (Except, Longest, Verbatim, ..) are with those.
 */
#include "vm/eval/builtin.h"

SYMBOL(RegularExpression,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "RegularExpression[\"regex\"] represents the string pattern given by a Perl-compatible regular expression.",
    .messages = MESSAGES("maln", "The regular expression or string pattern `1` is malformed: `2`.",
                         "maxlim", "Matching the string pattern took too many steps; the search was given up."),
    .examples = EXAMPLES("StringCases[\"a.b axb\", RegularExpression[\"a\\\\.b\"]]", "{a.b}"));

SYMBOL(DigitCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "DigitCharacter represents a digit 0 to 9 in a string pattern.",
    .examples = EXAMPLES("StringCases[\"a1b2\", DigitCharacter]", "{1, 2}"));

SYMBOL(LetterCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "LetterCharacter represents a letter in a string pattern.",
    .examples = EXAMPLES("StringCases[\"a1b2\", LetterCharacter]", "{a, b}"));

SYMBOL(WordCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "WordCharacter represents a letter or digit in a string pattern.",
    .examples = EXAMPLES("StringCases[\"a1, b\", WordCharacter..]", "{a1, b}"));

SYMBOL(HexadecimalCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "HexadecimalCharacter represents a hexadecimal digit 0 to 9, a to f or A to F in a string pattern.",
    .examples = EXAMPLES("StringMatchQ[\"1fA\", HexadecimalCharacter..]", "True"));

SYMBOL(PunctuationCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "PunctuationCharacter represents a punctuation character in a string pattern.",
    .examples = EXAMPLES("StringCases[\"a, b!\", PunctuationCharacter]", "{,, !}"));

SYMBOL(WhitespaceCharacter,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "WhitespaceCharacter represents a single whitespace character in a string pattern.",
    .examples = EXAMPLES("StringReplace[\"a b\", WhitespaceCharacter -> \"_\"]", "a_b"));

SYMBOL(Whitespace,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Whitespace represents a sequence of whitespace characters in a string pattern.",
    .examples = EXAMPLES("StringReplace[\"a   b\", Whitespace -> \"_\"]", "a_b"));

SYMBOL(NumberString,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "NumberString represents the characters of a number, with a sign and a decimal point if they are "
               "there, in a string pattern.",
    .examples = EXAMPLES("StringCases[\"a 12.5 b -3\", NumberString]", "{12.5, -3}"));

SYMBOL(StartOfString,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StartOfString represents the start of a string in a string pattern.",
    .examples = EXAMPLES("StringReplace[\"aba\", StartOfString ~~ \"a\" -> \"c\"]", "cba"));

SYMBOL(EndOfString,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "EndOfString represents the end of a string in a string pattern.",
    .examples = EXAMPLES("StringReplace[\"aba\", \"a\" ~~ EndOfString -> \"c\"]", "abc"));

SYMBOL(StartOfLine,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "StartOfLine represents the start of a line in a string pattern.",
    .examples = EXAMPLES("StringCases[\"ab\\nac\", StartOfLine ~~ \"a\" ~~ _]", "{ab, ac}"));

SYMBOL(EndOfLine,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "EndOfLine represents the end of a line in a string pattern.",
    .examples = EXAMPLES("StringCases[\"ab\\nac\", _ ~~ EndOfLine]", "{b, c}"));

SYMBOL(WordBoundary,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "WordBoundary represents the boundary between a word and what is not part of it in a string pattern.",
    .examples = EXAMPLES("StringReplace[\"apple orange\", \"e\" ~~ WordBoundary -> \"E\"]", "applE orangE"));

SYMBOL(DatePattern,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "DatePattern[{\"e1\", \"e2\", ...}] represents the characters of a date with elements such as \"Year\", "
               "\"Month\", \"Day\", \"Hour\", \"Minute\" and \"Second\" in a string pattern; DatePattern[elements, sep] "
               "with the separators sep.",
    .examples = EXAMPLES("StringCases[\"due 3/15/1984\", DatePattern[{\"Month\", \"Day\", \"Year\"}]]", "{3/15/1984}"));

SYMBOL(IgnoreCase,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "IgnoreCase is an option of string functions that says whether lower-case and upper-case letters are "
               "treated as equivalent.",
    .examples = EXAMPLES("StringMatchQ[\"abc\", \"ABC\", IgnoreCase -> True]", "True"));

SYMBOL(Overlaps,
    .attrs   = ATTR_PROTECTED,
    .effects = EFFECT_PURE,
    .usage   = "Overlaps is an option of string functions that says how substrings that overlap are treated: False "
               "excludes them, True allows one match at each place, and All allows every match.",
    .examples = EXAMPLES("StringCases[\"abcd\", __, Overlaps -> All]", "{abcd, abc, ab, a, bcd, bc, b, cd, c, d}"));
