(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Joining, length, reversing. *)
>> "ab" <> "cd" <> "ef"
abcdef

>> StringJoin[{"a", {"b", {"c"}}}, "d"]
abcd

>> StringJoin["a", x]
StringJoin::string: String expected at position 2 in a<>x.
a<>x

>> StringLength[{"", "äöü", "日本語"}]
{0, 3, 3}

>> StringLength[1]
StringLength::string: String expected at position 1 in StringLength[1].
StringLength[1]

>> StringReverse["äbc日"]
日cbä

(* Positions count characters, from either end. *)
>> StringTake["abcdefghijklm", 6]
abcdef

>> StringTake["abcdefghijklm", -4]
jklm

>> StringTake["äöüß", {2, 3}]
öü

>> StringTake["abcdefghijklm", {5, -4}]
efghij

>> StringTake["abcdefghijklm", {1, -1, 2}]
acegikm

>> StringTake["abcdef", {{1, 2}, {-1}}]
{ab, f}

>> StringTake[{"abcdef", "xyzw"}, -2]
{ef, zw}

>> StringTake["abc", UpTo[10]]
abc

>> StringTake["abc", 4]
StringTake::take: Cannot take positions 1 through 4 in abc.
StringTake[abc, 4]

>> StringTake[{1, 2}, 2]
StringTake::strse: String or list of strings expected at position 1 in StringTake[{1, 2}, 2].
StringTake[{1, 2}, 2]

>> StringDrop["abcdef", {2, 4}]
aef

>> StringDrop["abcdefgh", {1, -1, 2}]
bdfh

>> StringPart["abcdef", {1, 3, -1}]
{a, c, f}

>> StringPart["abc", 5]
StringPart::partw: Part 5 of abc does not exist.
StringPart[abc, 5]

(* Inserting and replacing by position: positions are those of the original. *)
>> StringInsert["abcdef", "--", {2, 4, -1}]
a--bc--def--

>> StringInsert["abc", "X", 5]
StringInsert::ins: Cannot insert at position 5 in abc.
StringInsert[abc, X, 5]

>> StringInsert["X", 1]["abc"]
Xabc

>> StringReplacePart["abcdef", "--", {{1, 1}, {4, 5}}]
--bc--f

>> StringReplacePart["abcdef", {"1", "2"}, {{5, 6}, {1, 2}}]
2cd1

(* Padding repeats the padding as if it began at the end padded to. *)
>> StringPadLeft["7", 5, "ab"]
baba7

>> StringPadRight["7", 5, "ab"]
7baba

>> StringPadLeft[{"1", "22", "333"}]
{  1,  22, 333}

>> StringPadRight["abcdef", 3]
abc

>> StringRepeat["abc", 3, 7]
abcabca

>> StringRepeat["abc", 0] === ""
True

>> StringRotateLeft["abcdef", 2]
cdefab

>> StringRotateRight["äbc"]
cäb

>> StringPartition["abcdefgh", UpTo[3]]
{abc, def, gh}

>> StringPartition["abcde", 3, 1]
{abc, bcd, cde}

(* StringRiffle. *)
>> StringRiffle[{"a", "b", "c"}, {"(", ", ", ")"}]
(a, b, c)

>> StringRiffle[{{"a", "b"}, {"c", "d"}}, "; ", ", "]
a, b; c, d

>> StringRiffle[{}] === ""
True

(* Case and kinds of characters. *)
>> {ToUpperCase["straße é"], ToLowerCase["ÀÉ"]}
{STRAßE É, àé}

>> Capitalize["élan vital", "AllWords"]
Élan Vital

>> {UpperCaseQ["AB"], LowerCaseQ["aB"], LetterQ["aé"], DigitQ["12"], DigitQ["1a"], LetterQ[""]}
{True, False, True, True, False, True}

>> CharacterNormalize["e\:0301", "NFC"]
é

>> RemoveDiacritics["crème brûlée Łódź"]
creme brulee Lodz

(* Codes. *)
>> ToCharacterCode["aé日"]
{97, 233, 26085}

>> ToCharacterCode["é", "UTF8"]
{195, 169}

>> FromCharacterCode[{195, 169}, "UTF8"]
é

>> FromCharacterCode[{{72, 105}, {33}}]
{Hi, !}

>> ToCharacterCode["aé", "ASCII"]
{97, None}

>> CharacterRange["x", "z"]
{x, y, z}

>> CharacterRange[945, 947]
{α, β, γ}

>> LetterNumber["Cab"]
{3, 1, 2}

>> FromLetterNumber[{1, -1}, "Greek"]
{α, ω}

(* Distances. *)
>> EditDistance["kitten", "sitting"]
3

>> EditDistance[{1, 2, 3}, {2, 3}]
1

>> {EditDistance["ab", "ba"], DamerauLevenshteinDistance["ab", "ba"]}
{2, 1}

>> EditDistance["abc", "ABC", IgnoreCase -> True]
0

>> HammingDistance["ab", "abc"]
HammingDistance::idim: ab and abc must have the same length.
HammingDistance[ab, abc]

>> LongestCommonSubsequence["AAABBBBCCCCC", "CCCBBBAAABABA"]
AAAB

>> SequenceAlignment["abcXXabcXabc", "abcabcYabc"]
{abc, {XX, }, abc, {X, Y}, abc}

(* Templates. *)
>> TemplateApply[StringTemplate["`a` and `1` and ``"], <|"a" -> x, 1 -> y, 2 -> z|>]
x and y and z

>> StringTemplate["<* 2 + #1 *>!"][3]
5!

>> TemplateApply[{"a", TemplateSlot["n"], {TemplateSlot["n"]}}, <|"n" -> 3|>]
{a, 3, {3}}

(* Words and counts. *)
>> TextWords["The cat's well-known, 3.5 times."]
{The, cat's, well-known, 3.5, times}

>> WordCount["to be, or not to be"]
6

>> CharacterCounts["abab", 2]
<|ab -> 2, ba -> 1|>

>> IntegerName[-21]
negative twenty‐one

>> IntegerName[1000000, "Words"]
one million

>> RomanNumeral[1994]
MCMXCIV

>> FromRomanNumeral["mcmxciv"]
1994

(* URLs. *)
>> URLDecode[URLEncode["a b/ö&"]]
a b/ö&

>> URLParse["https://me@x.org:8080/a/b?q=1&r=x+y#top"]
<|Scheme -> https, User -> me, Domain -> x.org, Port -> 8080, Path -> {, a, b}, Query -> {q -> 1, r -> x y}, Fragment -> top|>

>> URLBuild[URLParse["https://me@x.org:8080/a/b?q=1#top"]]
https://me@x.org:8080/a/b?q=1#top

>> Uncompress[Compress[f["ä", {1/2, 2.5}]]]
f[ä, {1/2, 2.5}]
