(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Up-values that are defined when what they are about was evaluated, or compiled, before. *)

>> g[] := {f[a], 1}; g[]
{f[a], 1}

>> a /: f[a] = 5; g[]
{5, 1}

>> k[x_] := h[x, 2]; k[b]
h[b, 2]

>> b /: h[b, _] := "up"; {k[b], k[c]}
{up, h[c, 2]}

>> kept = {f[d]}; d /: f[d] = 7; kept
{7}

>> m[x_] := x + 1; m[o]
1 + o

>> o /: o + 1 = "plus"; {m[o], m[q]}
{plus, 1 + q}

>> z[{x_, y_}] := x y; r /: r s = "times"; {z[{r, s}], z[{3, s}]}
{times, 3*s}

>> obj /: Length[obj] = 9; {Length[obj], Map[Length, {obj, {1, 2}}]}
{9, {9, 2}}

>> u /: Part[_, u] := "part"; l = {1, 2, 3}; i = u; {l[[u]], l[[i]], l[[2]]}
{part, part, 2}

>> made = Table[v[j], {j, 3}]; v /: w[v[j_]] := j; Map[w, made]
{1, 2, 3}

>> v /: v[x_] + v[y_] := v[x + y]; t = 0; Do[t += e, {e, made}]; {Total[made], Fold[Plus, made], t}
{v[6], v[6], v[6]}

(* Where they can be is known for groups of symbols: of 32 in a row two are in one. *)
>> names = Table["n" <> ToString[j], {j, 40}]; Scan[Function[n, ToExpression[n <> " /: up[" <> n <> "] = \"" <> n <> "\""]], names]

>> each[x_] := up[x]; Table[each[ToExpression[n]] === n, {n, names}] === ConstantArray[True, 40]
True

>> Table[each[ToExpression["m" <> ToString[j]]], {j, 3}]
{up[m1], up[m2], up[m3]}

>> Scan[Function[n, ToExpression["UpValues[" <> n <> "] = {}"]], names]; {each[n1], each[n40]}
{up[n1], up[n40]}
