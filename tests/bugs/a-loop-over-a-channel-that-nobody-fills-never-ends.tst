(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The Failure of a wait that nothing can end was an element, and the loop waited again.  It is what the loop gives. *)

>> First[Do[Print[x], {x, Channel[]}]]
Deadlock

>> {First[Table[x, {x, BoundedChannel[2]}]], First[Scan[Print, Channel[]]]}
{Deadlock, Deadlock}

(* Values that came before were gone through; the loop leaves its function alone. *)
>> full[] := With[{c = Channel[]}, SendAll[c, {1, 2, 3}]; c]; seen = {}; {First[Do[AppendTo[seen, x], {x, full[]}]], seen}
{Deadlock, {1, 2, 3}}

>> f[c_] := {First[Do[AppendTo[seen, x + 1], {x, c}]], First[Table[x, {x, c}]], 5}; {f[full[]], seen}
{{Deadlock, Deadlock, 5}, {1, 2, 3, 2, 3, 4}}

>> g[c_] := Module[{s = 0}, {First[Scan[(s += #) &, c]], s}]; g[full[]]
{Deadlock, 6}

>> First[Table[Print[x], {x, full[]}, {y, 0}]]
Deadlock

(* In a task *)
>> First[Await[Spawn[Do[Null, {x, Channel[]}]]]]
Deadlock

(* A Failure that somebody sent is a value, and a Return of the body its own. *)
>> c = full[]; Send[c, First[{Receive[Channel[]]}]]; Close[c]; Length[Table[x, {x, c}]]
4

>> h[c_] := Do[If[x == 2, Return[x]], {x, c}]; h[full[]]
2

>> k[c_] := (Do[If[x == 2, Break[]], {x, c}]; Receive[c]); k[full[]]
3
