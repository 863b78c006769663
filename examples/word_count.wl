(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The words of a text, counted: the commonest first, ties in alphabetical order. *)
text = "It was the best of times, it was the worst of times, it was the age of wisdom,
it was the age of foolishness, it was the epoch of belief, it was the epoch of incredulity.";

words = StringCases[ToLowerCase[text], LetterCharacter ..];
counts = ReverseSortBy[Sort[Normal[Counts[words]]], Last];

Print[Length[words], " words, ", Length[counts], " of them different"];
Do[
  Print[StringPadRight[First[c], 8], StringRepeat["*", Last[c]], " ", Last[c]],
  {c, SortBy[counts, {-Last[#], First[#]} &][[;; 8]]}];

byLength = KeySort[GroupBy[DeleteDuplicates[words], StringLength]];
KeyValueMap[Print[#1, ": ", StringRiffle[Sort[#2], " "]] &, byLength];
