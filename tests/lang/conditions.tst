(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Conditions around and inside With, Module and Block on the right side of a rule. *)
>> f[x_] := With[{y = x + 1}, y /; y > 2] /; x < 10; {f[0], f[5], f[11]}
{f[0], 6, f[11]}

>> g[x_] := 1 /; x > 0; g[_] := 2; {g[3], g[-3]}
{1, 2}

>> h[x_, x_] := same; h[x_, y_] := other; {h[1, 1], h[1, 2]}
{same, other}

(* Function[Null, ..] binds no name, so nothing is renamed where something is put into it. *)
>> With[{k = h}, Function[Null, k[{##}], HoldAll]]
Function[Null, h[{##1}], HoldAll]
