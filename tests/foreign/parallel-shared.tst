(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is done where the values of shared symbols live is done for the caller: its Quiet and Check, limits and exits, and its attributes. *)

(* Quiet and Check around the call. *)
>> SetSharedFunction[f]; f[x_] := 1/x; {Quiet[f[0]], Quiet[Check[f[0], checked]], Quiet[Check[f[2], checked]]}
{ComplexInfinity, checked, 1/2}

>> Check[f[0], checked, Power::indet]
                                 1
Power::infy: Infinite expression - encountered.
                                 0
ComplexInfinity

>> Quiet[Check[f[0], checked, Power::infy]]
checked

>> Quiet[f[0]; Check[f[1], checked]]
1

>> Quiet[Check[ParallelMap[f, {1, 0}], checked]]
checked

>> f[0]; Length[$MessageList]
                                 1
Power::infy: Infinite expression - encountered.
                                 0
1

(* As from one evaluation: three of a kind are shown. *)
>> Do[f[0], {5}]
                                 1
Power::infy: Infinite expression - encountered.
                                 0
                                 1
Power::infy: Infinite expression - encountered.
                                 0
                                 1
Power::infy: Infinite expression - encountered.
                                 0
General::stop: Further output of Power::infy will be suppressed during this calculation.

>> SetSharedVariable[v]; v = {1}; {Quiet[v[[5]] = 1], v, Quiet[Check[v[[5]] = 1, checked]], Quiet[Check[v++; v, checked]]}
{1, {1}, checked, {2}}

>> {Quiet[Check[Await[Spawn[f[0]]], checked]], Await[Spawn[Quiet[Check[f[0], checked]]]]}
                                 1
Power::infy: Infinite expression - encountered.
                                 0
{ComplexInfinity, checked}

(* Exits. *)
>> SetSharedFunction[g]; g[x_] := (g[x] = done; Throw[x]); {Catch[g[3]], g[3], Catch[g[4], t], Catch[ParallelMap[g, {5, 6}]]}
Throw::nocatch: Uncaught Throw[4] returned to top level.
Hold[Throw[4]]

>> h[x_] := Throw[x, tag]; SetSharedFunction[k]; k[x_] := Abort[]; {CheckAbort[k[1], aborted], CheckAbort[ParallelDo[k[i], {i, 2}]; 1, aborted]}
ParallelDo::elem: The evaluation of element 1 was ended by Abort.
{aborted, aborted}

>> First[Await[Spawn[k[1]]]]
Aborted

(* What ends the caller's wait ends the call; the next one does not wait for it. *)
>> SetSharedFunction[w]; w[x_] := While[True]; TimeConstrained[w[1], 0.05, late]
late

>> w[2] = 5; w[2]
5

>> t = Spawn[w[1]]; Pause[0.02]; Cancel[t]; Await[t][[1]]
Cancelled

>> w[2]
5

(* Attributes. *)
>> SetSharedVariable[p]; p = 1; Protect[p]; p = 2
Set::wrsym: Symbol p is Protected.
2

>> p++; p
Increment::wrsym: Symbol p is Protected.
1

>> ParallelDo[p = i, {i, 1}]; p
Set::wrsym: Symbol p is Protected.
1

>> {OwnValues[p] === {HoldPattern[p] :> 1}, ValueQ[p], Unprotect[p]; p = 3; p}
{True, True, 3}

>> Await[Spawn[Protect[p]; p = 4; p]]
Set::wrsym: Symbol p is Protected.
3

>> p = 5; p
5

(* A shared function means by other symbols what its caller does: what was defined after it was shared, too, and otherwise than before. *)

>> SetSharedFunction[note]; note[x_] := (noted = {noted, worth[x]}; Total[Flatten[noted]]); noted = {};

>> worth[x_] := x + 100; ParallelMap[note, {1}]
{101}

>> worth[x_] := x + 1000; {ParallelMap[note, {1}], noted}
{{1102}, {}}

>> SetAttributes[each, Listable]; each[x_] := 2 x; SetSharedFunction[sum]; sum[x_] := Total[each[x]]; SetAttributes[other, Listable]; other[x_] := 3 x; sum2[x_] := 0; ParallelMap[sum, {{1, 2}, {3, 4}}]
{6, 14}

>> note[x_] := Total[other[{x, x}]]; ParallelMap[note, {1, 2}]
{6, 12}

>> SetSharedFunction[where]; where[y_] := {y, here}; here = 7; {ParallelMap[(here = 10 #; where[#]) &, {1, 2, 3}], where[0], here}
{{{1, 10}, {2, 20}, {3, 30}}, {0, 7}, 7}

>> SetSharedFunction[tells]; tells::zero = "Zero `1`."; tells[x_] := (Message[tells::zero, x]; x); tells::zero = "Null `1`."; ParallelMap[tells, {0}]
tells::zero: Null 0.
{0}

>> SetSharedFunction[late]; late[x_] := (If[slow, Pause[100]]; If[ready, x, 0]); slow = True; early = Spawn[TimeConstrained[late[1], 0.01, out]]; slow = False; ready = True; {Await[early], late[5]}
{out, 5}

(* Elements that wait for their turn do not hold up those after them, which may be what the one inside waits for. *)

>> c = Channel[]; ParallelMap[If[# == 1, CriticalSection[held, Receive[c]], If[# == 8, Send[c, go], CriticalSection[held, #]]] &, Range[8], Pool -> ThreadPool[1]]
{go, 2, 3, 4, 5, 6, 7, Null}

>> SetSharedFunction[inside]; inside[x_] := Receive[c]; ParallelMap[If[# == 8, Send[c, go]; Send[c, go], If[# < 3, inside[#], #]] &, Range[8], Pool -> ThreadPool[1]]
{go, go, 3, 4, 5, 6, 7, Null}

>> list = {}; SetSharedVariable[list]; ParallelDo[CriticalSection[held, AppendTo[list, i]], {i, 3000}]; Sort[list] === Range[3000]
True
