(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Choosing. *)
>> If[]
If::argb: If called with 0 arguments; between 2 and 4 arguments are expected.
If[]

>> {If[True, 1], If[False, 1], If[x, 1, 2, 3], If[x, 1, 2]}
{1, Null, 3, If[x, 1, 2]}

>> Which[False, 1, x, 2, True, 3]
Which[x, 2, True, 3]

>> Which[1, 2, 3]
Which::argct: Which called with 3 arguments.
Which[1, 2, 3]

>> Switch[{1, 2}, {_}, one, {_, _}, two, _, other]
two

>> Switch[7, 1, a]
Switch[7, 1, a]

(* Loops and what leaves them. *)
>> Do[If[i == 3, Break[]]; Print[i], {i, 5}]
1
2
Null

>> Do[If[i == 2, Return[i]], {i, 5}]
2

>> s = 0; Do[If[OddQ[i], Continue[]]; s += i, {i, 6}]; s
12

>> n = 0; While[True, n++; If[n > 4, Break[]]]; n
5

>> For[i = 0; l = {}, i < 3, i++, AppendTo[l, i]]; l
{0, 1, 2}

>> i = 0; Label[again]; i++; If[i < 4, Goto[again]]; i
4

>> f[x_] := (If[x > 5, Return[big]]; small); {f[9], f[1]}
{big, small}

>> Module[{y = 3}, Return[y, Module]; z]
3

(* Throw and Catch. *)
>> Catch[a; Throw[b]; c]
b

>> Catch[Throw[1, tag], tag]
1

>> Catch[Catch[Throw[1, outer], inner]; 2, outer]
1

>> Catch[Throw[1, t], _, List]
{1, t}

>> Catch[Map[If[# > 2, Throw[#], #] &, {1, 2, 3, 4}]]
3

>> Throw[1]
Throw::nocatch: Uncaught Throw[1] returned to top level.
Hold[Throw[1]]

>> Catch[]
Catch::argb: Catch called with 0 arguments; between 1 and 3 arguments are expected.
Catch[]

>> CheckAbort[Abort[]; 1, gone]
gone

>> Catch[WithCleanup[Throw[1], Print[cleaned]]]
cleaned
1

>> Reap[Sow[1]; Sow[2]; 3]
{3, {{1, 2}}}

>> Reap[Sow[1, {x, x, y}]; 0, {x, y, z}]
{0, {{{1, 1}}, {{1}}, {}}}

(* Confirmations. *)
>> Enclose[Confirm[3] + 1]
4

>> Enclose[Confirm[$Failed]; 1]["Tag"]
ConfirmationFailed

>> Enclose[ConfirmBy[3, EvenQ], "Function"]
EvenQ

>> Enclose[ConfirmMatch["a", _Integer], #["Pattern"] &]
_Integer

>> Enclose[ConfirmQuiet[1/0]]["ConfirmationType"]
ConfirmQuiet

>> Enclose[ConfirmAssert[1 > 2]; 1, "ConfirmationType"]
ConfirmAssert

>> Enclose[Confirm[$Failed, "why"]]["Information"]
why

>> Enclose[ConfirmBy[5, EvenQ]]["Message"]
EvenQ[5] did not return True.

(* A confirmation belongs to the Enclose that is around it in the text. *)
>> helper[x_] := Confirm[x]; Enclose[helper[$Failed]; reached]
reached

>> helper[$Failed]["Tag"]
confirmnotag

>> tagged[x_] := Confirm[x, Null, here]; Head[Enclose[tagged[$Failed]; reached, Identity, here]]
Failure

>> Enclose[Enclose[Confirm[$Failed, Null, out]; 1]; 2, Head, out]
Failure

>> FailureQ /@ {$Failed, $Aborted, Failure["a", <||>], Missing[], 1}
{True, True, True, False, False}

>> Failure["NoFile", <|"MessageTemplate" -> "No `1`.", "MessageParameters" -> {"luck"}|>]["Message"]
No luck.

>> Success["t", <|"b" -> 2|>] /@ {"b", "Properties", "c"}
{2, {b}, Missing[KeyAbsent, c]}
