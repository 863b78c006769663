(* SPDX-License-Identifier: LGPL-3.0-or-later *)
text = ReadString["words.txt"];
pairs = StringCount[text, RegularExpression["[aeiou]{2,}[^aeiou ]"]];
single = StringReplace[text, RegularExpression["([a-z])\\1"] -> "$1"];
Print[{pairs, StringLength[single]}]
