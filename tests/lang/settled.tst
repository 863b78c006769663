(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What evidently evaluates to itself is not evaluated again, until something in it gets a meaning. *)

>> e = h[p, q] /. p -> g[1]; g[x_] := x + 1; e
h[2, q]

>> d[k[a_, b_]] := k[d[a], d[b]]; r = d[k[u, v]]; u = 5; {r, d[u]}
{k[d[5], d[v]], d[5]}

>> d[u_] := u^2; {r, d[k[2, 3]]}
{k[25, v^2], k[4, 9]}

>> s = w[1, w[2]] //. 2 -> 3; w[n_Integer] := -n; s
w[1, -3]

>> t = {m[1], m[2]} /. m[1] -> m[3]; SetAttributes[m, Listable]; m[{1, 2}]
{m[1], m[2]}

(* What was taken from an evaluated list is known to be evaluated: a later definition is seen all the same. *)
#fresh
>> a = {f[2], f[1], f[3], f[1]}; l = {Sort[a], Union[a, {g[1]}], DeleteDuplicates[a], Take[a, 2], Reverse[a], SortBy[a, -First[#] &]}; f[x_] := x + 10; l
{{11, 11, 12, 13}, {11, 12, 13, g[1]}, {12, 11, 13}, {12, 11}, {11, 13, 11, 12}, {13, 12, 11, 11}}

>> Clear[f]; l
{{f[1], f[1], f[2], f[3]}, {f[1], f[2], f[3], g[1]}, {f[2], f[1], f[3]}, {f[2], f[1]}, {f[1], f[3], f[1], f[2]}, {f[3], f[2], f[1], f[1]}}

>> h = Hold[f[2], f[1]]; f[1] = 7; {Sort[h], Take[h, -1], Sort[{f[1], f[2], 3}]}
{Hold[f[1], f[2]], Hold[f[1]], {3, 7, f[2]}}

>> Clear[f]; v = 3; a = {v, w, u}; b = Sort[a]; w = 1; {a, b}
{{3, 1, u}, {3, u, 1}}

>> Clear[v, w]; Sort[Table[{q[Mod[7 i, 11]], "k" <> ToString[Mod[5 i, 7]]}, {i, 150}]] === Sort[Reverse[Table[{q[Mod[7 i, 11]], "k" <> ToString[Mod[5 i, 7]]}, {i, 150}]]]
True

>> s = Table[If[OddQ[i], p[Mod[7 i, 400], i], Switch[Mod[i, 6], 0, ToString[i], 2, i/3, 4, N[i]]], {i, 300}]; {OrderedQ[Sort[s]], Length[Union[s]], Sort[s] === Sort[RotateLeft[s, 50]]}
{True, 300, True}
