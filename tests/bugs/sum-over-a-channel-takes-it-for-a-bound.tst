(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Sum and Product took a channel for a symbolic bound: (1 + Channel[..])*Channel[..]/2.  They go through its values, as Do and Table do. *)

>> full[n_] := With[{c = Channel[]}, SendAll[c, Range[n]]; Close[c]; c]; {Sum[x^2, {x, full[5]}], Product[x, {x, full[5]}], Sum[x, {x, full[0]}], Product[x, {x, full[0]}]}
{55, 120, 0, 1}

>> {Sum[7, {full[3]}], Sum[f[x, y], {x, full[2]}, {y, x}], Sum[f[x, y], {x, 2}, {y, full[2]}], Sum[x, {x, full[2000]}], Sum[g[x], {x, full[2]}]}
{21, f[1, 1] + f[2, 1] + f[2, 2], f[1, 1] + f[1, 2] + f[2, 1] + f[2, 2], 2001000, g[1] + g[2]}

>> Quiet[{ParallelSum[x^2, {x, full[5]}], ParallelProduct[x, {x, full[5]}], ParallelTable[x^2, {x, full[3]}], ParallelSum[x y, {x, 2}, {y, full[3]}]}]
{55, 120, {1, 4, 9}, 18}

(* One that nobody can fill ends it, with the Failure of the wait. *)
>> {First[Sum[x, {x, Channel[]}]], First[Product[x, {x, Channel[]}]], Sum[1, {2}]}
{Deadlock, Deadlock, 2}

>> c = Channel[]; Send[c, 1]; First[Sum[x, {x, c}]]
Deadlock

>> Await[Spawn[Sum[x, {x, full[4]}]]]
10
