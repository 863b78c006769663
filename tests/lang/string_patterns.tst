(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Strings that stand together in a StringExpression are joined. *)
>> FullForm["a" ~~ "b" ~~ _]
FullForm["ab"~~_]

(* Whole strings; * and @ in plain strings. *)
>> StringMatchQ[{"apple", "banana"}, "a*"]
{True, False}

>> {StringMatchQ["abCd", "a@d"], StringMatchQ["abcd", "a@d"], StringMatchQ["a*", "a\\*"]}
{False, True, True}

>> StringMatchQ["ab\ncd", __ ~~ "d"]
True

>> StringMatchQ["abc", "ABC", IgnoreCase -> True]
True

>> StringMatchQ["abc", x]
StringExpression::invld: Element x is not a valid string or pattern element in x.
StringMatchQ[abc, x]

>> StringMatchQ["1", DigitCharacter | LetterCharacter]
True

>> StringMatchQ[{"a", "aaa", "aaaaa"}, Repeated["a", {2, 4}]]
{False, True, False}

>> StringMatchQ["x-1", Verbatim["x-1"]]
True

(* A name that comes twice is the same text twice. *)
>> StringCases["abba cddc", x_ ~~ y_ ~~ y_ ~~ x_ :> {x, y}]
{{a, b}, {c, d}}

>> StringCases["a1 b2", (x:LetterCharacter ~~ _) :> x]
{a, b}

>> StringCases["ab|cd", (x:"a" ~~ _) | (_ ~~ x:"d") :> x]
{a, d}

(* Shortest and Longest. *)
>> StringCases["<a><b>", "<" ~~ Shortest[__] ~~ ">"]
{<a>, <b>}

>> StringCases["<a><b>", "<" ~~ __ ~~ ">"]
{<a><b>}

>> StringReplace["/* a */ b /* c */", "/*" ~~ Shortest[___] ~~ "*/" -> ""]
 b 

(* Tests and conditions are evaluated in the middle of the match. *)
>> StringCases["5 12 7 130", x:DigitCharacter.. /; ToExpression[x] > 10]
{12, 130}

>> StringCases["aXbYc", _?UpperCaseQ]
{X, Y}

>> StringCases["a1b22", __?DigitQ]
{1, 22}

>> StringReplace["abcd", x_ :> "<" <> x <> ">" /; x === "b"]
a<b>cd

>> StringCases["abab", x__ /; StringLength[x] == 2]
{ab, ab}

>> Catch[StringCases["abc", x_ /; If[x === "b", Throw["b seen"], False]]]
b seen

>> StringCases["ab", x_ /; StringMatchQ[x, y_ /; y === "b"]]
{b}

(* Except. *)
>> StringReplace["abc123", Except[DigitCharacter] -> "-"]
---123

>> StringCases["abcde", Except["b" | "d"]]
{a, c, e}

>> StringCases["abc", Except["b", LetterCharacter]]
{a, c}

(* Overlaps. *)
>> StringCases["abcd", _ ~~ _, Overlaps -> True]
{ab, bc, cd}

>> StringCount["aaaa", "aa"]
2

>> StringPosition["aaaa", "aa"]
{{1, 2}, {2, 3}, {3, 4}}

>> StringPosition["äöäö", "ö"]
{{2, 2}, {4, 4}}

>> StringReplaceList["abc", x_ -> "-"]
{-bc, a-c, ab-}

(* Long subjects are matched by machine code, which must try every length at every place too. *)
>> StringCount[StringRepeat["a", 2100], __, Overlaps -> All] == 2100 2101/2
True

(* Rules are tried in order at each place. *)
>> StringReplace["abcd", {"ab" -> "1", "a" -> "2", "c" -> "3"}]
13d

>> StringReplace["aaaa", "a" -> "b", 2]
bbaa

>> List @@ StringReplace["abcde", {"b" -> 5, "d" -> "X"}]
{a, 5, cXe}

>> StringReplace[{"ab", "cb"}, "b" -> "x"]
{ax, cx}

>> StringReplace["x", 5]
StringReplace::srep: 5 is not a valid string replacement rule.
StringReplace[x, 5]

(* Regular expressions: groups are counted within the user's expressions. *)
>> StringReplace["2024-05", RegularExpression["(\\d+)-(\\d+)"] -> "$2/$1 of $0"]
05/2024 of 2024-05

>> StringCases["xaab", x_ ~~ RegularExpression["(a)\\1"] :> {x, "$1"}]
{{x, a}}

>> StringReplace["a1", {"a" -> "$1", RegularExpression["(\\d)"] -> "<$1>"}]
$1<1>

>> StringMatchQ["a", RegularExpression["("]]
RegularExpression::maln: The regular expression or string pattern ( is malformed: missing closing parenthesis.
StringMatchQ[a, RegularExpression[(]]

(* Splitting. *)
>> StringSplit["  a b  c "]
{a, b, c}

>> StringSplit[",a,,b,", ","]
{a, , b}

>> StringSplit[",a,,b,", ",", All]
{, a, , b, }

>> StringSplit["a,b,c", ",", 2]
{a, b,c}

>> StringSplit["a1b2c", x:DigitCharacter :> "<" <> x <> ">"]
{a, <1>, b, <2>, c}

>> StringSplit["äöü", ""]
{ä, ö, ü}

(* Trimming and testing the ends. *)
>> StringTrim[{"  a ", "\tb\n"}]
{a, b}

>> StringTrim["--a--", "-"..]
a

>> {StringStartsQ["abc", "a"], StringEndsQ["abc", "b"], StringContainsQ["abc", "b"], StringFreeQ["abc", "b"]}
{True, False, True, False}

>> StringContainsQ["B", IgnoreCase -> True]["abc"]
True

>> Select[{"ab", "cb", "ba"}, StringStartsQ["a" | "c"]]
{ab, cb}

>> StringExtract["a:b,c:d", "," -> 2, ":" -> 1]
c

>> StringDelete["banana", "an"]
ba

>> StringCases["on 2024-02-30 or 5/17/1999", DatePattern[{"Month", "Day", "Year"}]]
{5/17/1999}

(* Longer lists of rules than one expression holds. *)
>> StringReplace["q17 q9999", Reverse[Table["q" <> ToString[i] -> "<" <> ToString[i] <> ">", {i, 9999}]]]
<17> <9999>
