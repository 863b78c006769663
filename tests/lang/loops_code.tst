(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Loops by bytecode: what a variable of a loop is, and what others see of it. *)
>> f := i; Do[Print[f], {i, 2}]; i
1
2
i

>> {Table[f, {i, 3}], Table[Hold[i], {i, 2}], Table[Map[# + i &, {1, 2}], {i, 2}]}
{{1, 2, 3}, {Hold[i], Hold[i]}, {{2, 3}, {3, 4}}}

>> g[x_] := Table[x + k, {k, 3}]; {g[1], g[k]}
{{2, 3, 4}, {2, 4, 6}}

>> h[v_] := v + kk; Do[Print[Map[h, {1, 2}]], {kk, 2}]
{2, 3}
{3, 4}

>> i = 7; Do[If[i == 2, Continue[]]; If[i == 4, Break[]]; Print[i], {i, 10}]; i
1
3
7

>> Clear[i]; Do[Print[x1], {x1, 0.1, 0.75, 0.2}]
0.1
0.30000000000000004
0.5
0.7000000000000001

>> {Table[i, {i, n}], Table[i + j, {i, 2}, {j, n}]}
Table::iterb: Iterator does not have appropriate bounds.
Table::iterb: Iterator does not have appropriate bounds.
{Table[i, {i, n}], Table[i + j, {i, 2}, {j, n}]}

>> {Table[10 i + j, {i, 2}, {j, i}], Table[a, {2}, {0}], Table[i, {i, {u, v}}], Table[If[i == 2, Nothing, i], {i, 3}]}
{{{11}, {21, 22}}, {{}, {}}, {u, v}, {1, 3}}

>> Do[Table[If[j == 2, Break[]]; Print[j], {j, 3}], {2}]
1

>> r[n_] := (Table[If[j == 2, Return[j]]; j, {j, 3}]; 5); {r[3], j}
{2, j}

(* Variables that are no locals. *)
>> s = 2^62 - 3; Do[s = s + 1, {5}]; s
4611686018427387906

>> t = 0; bump[] := (t = t + 10); Do[t = t + 1; bump[]; t += 1; t++, {3}]; t
39

>> t = 0; Do[Block[{t = 100}, t += 1; t++; Print[t]]; t += 1, {2}]; t
102
102
2

>> t = 1; Do[If[k == 2, Protect[t]]; t += 1; Print[t], {k, 2}]; Unprotect[t]; t
2
AddTo::wrsym: Symbol t is Protected.
2
2

>> t := (Print["read"]; 3); Do[t = t + 1, {2}]; t
read
5

>> x /: x + m_Integer := m; c = {}; Do[AppendTo[c, x + k], {k, 3}]; Clear[x]; c
{1, 2, 3}

(* Lists and associations change in place only where nobody else holds them. *)
>> l = {1, 2, 3}; Do[l[[k]] = q; If[k == 2, keep = l], {k, 3}]; {l, keep}
{{q, q, q}, {q, q, 3}}

>> a = <||>; Do[a[k] = k^2, {k, 3}]; b = a; Do[a[k] = 0, {k, 2}]; {a, b}
{<|1 -> 0, 2 -> 0, 3 -> 9|>, <|1 -> 1, 2 -> 4, 3 -> 9|>}

>> Do[a[Mod[k, 3]] = Lookup[a, Mod[k, 3], 100] + k, {k, 4}]; Do[a[3] += 1; a[0]--, {2}]; a
<|1 -> 5, 2 -> 2, 3 -> 11, 0 -> 101|>

>> tally[l_] := Module[{c = <||>}, Scan[(c[#] = Lookup[c, #, 0] + 1) &, l]; c]; tally[{u, v, u}]
<|u -> 2, v -> 1|>

>> both[n_] := Module[{c = <||>, d}, Do[c[i] = i, {i, n}]; d = c; c[1] = x; {c, d, c["no"]}]; both[2]
{<|1 -> x, 2 -> 2|>, <|1 -> 1, 2 -> 2|>, Missing[KeyAbsent, no]}

(* Functionals. *)
>> {Nest[#^2 &, 3, 5], Fold[#1 #2 &, 1, Range[25]], FoldList[Plus, 0, Range[4]], NestList[2 # &, 1., 2], FixedPoint[Floor[#/2] &, 99]}
{1853020188851841, 15511210043330985984000000, {0, 1, 3, 6, 10}, {1., 2., 4.}, 0}

>> m[n_, l_] := Map[Function[qs, Map[Prepend[qs, #] &, Select[Range[n], # > Length[qs] &]]], l]; m[3, {{1}, {2, 3}}]
{{{2, 1}, {3, 1}}, {{3, 2, 3}}}

>> sum[l_] := Module[{s = 0}, Scan[(s += #) &, l]; s]; {sum[{1, 2, 3}], sum[<|a -> 5|>]}
{6, 5}

>> early[l_] := (Map[(If[# > 2, Return[99]]; #) &, l]; 5); {early[{1, 2}], early[{1, 2, 3}]}
{5, 99}

>> Do[Map[If[# == 2, Break[], Print[#]] &, {1, 2, 3}], {2}]
1

>> twice[x_] := Sequence[x, x]; {Map[twice, {1, 2}], Map[Hold, {1 + 1, y}], Map[Function[x, Hold[x], HoldAll], {1, b}]}
{{1, 1, 2, 2}, {Hold[2], Hold[y]}, {Hold[1], Hold[<|1 -> 1, 2 -> 4, 3 -> 9|>]}}

>> c1 = 1; cc[x_] := x + c1; Map[(c1 = #; cc[1]) &, Range[4]]
{2, 3, 4, 5}

>> {TimeConstrained[Nest[# + 1 &, 0, 10^9], 0.05, late], TimeConstrained[FixedPoint[# + 1 &, 1], 0.05, late]}
{late, late}

>> Unprotect[Map]; Map[f0_, "s"] := mapped[f0]; z1 = {Map[ff, "s"], Map[# + 1 &, {1}]}; Map[f0_, "s"] =.; Protect[Map]; z1
{mapped[ff], {2}}
