(* SPDX-License-Identifier: LGPL-3.0-or-later *)
words = StringSplit[ReadString["words.txt"]];
tally = Tally[words];
byLength = GroupBy[words, StringLength, Length];
Print[{Length[tally], tally[[1, 2]], Max[tally[[All, 2]]], Length[byLength], Total[byLength]}]
