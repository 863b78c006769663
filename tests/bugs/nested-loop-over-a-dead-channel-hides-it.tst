(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Where an inner iterator of Do or Table went over a channel that nobody can fill, Do gave Null and Table a list of Failures: it is the Failure
   of the whole, as that of the first iterator is. *)

>> d = Channel[]; full[n_] := With[{c = Channel[]}, SendAll[c, Range[n]]; Close[c]; c]; {First[Do[x, {x, 2}, {y, d}]], First[Table[{x, y}, {x, 2}, {y, d}]], First[Table[{x, y}, {x, full[2]}, {y, d}]]}
{Deadlock, Deadlock, Deadlock}

>> f[] := {First[Do[x, {x, 2}, {y, d}]], First[Table[{x, y}, {x, 2}, {y, d}]], First[Table[{x, y, z}, {x, 2}, {y, 2}, {z, d}]], First[Do[Null, {x, 2}, {y, d}, {z, 2}]]}; f[]
{Deadlock, Deadlock, Deadlock, Deadlock}

(* It ends at once, and the variables are as before. *)
>> x = a; seen = {}; g[] := First[Do[AppendTo[seen, {x, y}], {x, 3}, {y, If[x == 2, d, {x}]}]]; {g[], seen, x}
{Deadlock, {{1, 1}}, a}

>> seen = {}; {First[Table[AppendTo[seen, {x, y}]; 1, {x, 3}, {y, If[x == 2, d, {x}]}]], seen, x}
{Deadlock, {{1, 1}}, a}

(* A loop that stands in the body is an element of its own, and a Failure that was sent is a value. *)
>> h[] := Table[First[Table[y, {y, d}]], {k, 2}]; {h[], Do[Do[Null, {y, d}], {2}]}
{{Deadlock, Deadlock}, Null}

>> {Table[k + l, {k, 2}, {l, full[2]}], Table[k + l, {k, full[2]}, {l, k}], Do[Null, {k, 2}, {l, 0}], Table[k, {k, 2}, {l, 0}], Table[k l, {k, 2}, {l, {}}, {m, 2}]}
{{{2, 3}, {3, 4}}, {{2}, {3, 4}}, Null, {{}, {}}, {{}, {}}}
