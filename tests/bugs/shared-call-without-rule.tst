(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Calls of shared functions that no rule is for, and changes of shared variables without values, went on for ever. *)

>> SetSharedFunction[f]; f[4]
f[4]

>> ParallelMap[f, {1, 2}]
{f[1], f[2]}

>> f[x_Integer] := x + 1; {f["s"], f[1], f[1, 2]}
{f[s], 2, f[1, 2]}

>> held = {f["s"]}; ParallelDo[f["s"] = 7, {1}]; held
{7}

>> DownValues[f]
{HoldPattern[f[s]] :> 7, HoldPattern[f[x_Integer]] :> x + 1}

>> Clear[f]; f[1]
f[1]

>> f[x_][y_] := x + y; {f[1][2], f[1], SubValues[f]}
{3, f[1], {HoldPattern[f[x_][y_]] :> x + y}}

>> ParallelDo[f[k][0] = k^2, {k, 3}]; {f[3][0], f[3][1]}
{9, 4}

>> SetSharedVariable[x]; x++
Increment::rvalue: x is not a variable with a value, so its value cannot be changed.
x++

>> x = 5; AppendTo[x, 1]
Append::normal: Nonatomic expression expected at position 1 in Append[5, 1].
AppendTo[x, 1]

>> Clear[x]; held = {x}; ParallelDo[x = 5, {1}]; held
{5}
