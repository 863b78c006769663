(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Functions of functions. *)
>> Map[f, {a, b, c}]
{f[a], f[b], f[c]}

>> f /@ (a + b)
f[a] + f[b]

>> f /@ <|x -> 1, y -> 2|>
<|x -> f[1], y -> f[2]|>

>> Map[f, {{a, b}, {c}}, {2}]
{{f[a], f[b]}, {f[c]}}

>> Map[f, {{a}, b}, 2]
{f[{f[a]}], f[b]}

>> Map[f, {a, {b}}, {-1}]
{f[a], {f[b]}}

>> Map[f, {a, {b}}, {0, Infinity}]
f[{f[a], f[{f[b]}]}]

>> Map[f, g[a], Heads -> True]
f[g][f[a]]

>> Map[f, Hold[1 + 1, 2]]
Hold[f[1 + 1], f[2]]

>> Map[f, x]
x

>> Map[f][{a}]
{f[a]}

>> Map[f, {a}, bad]
Map::level: Level specification bad is not of the form n, {n}, or {m, n}.
Map[f, {a}, bad]

(* The elements are taken in order. *)
>> l = {}; Scan[AppendTo[l, #] &, {3, 1, 2}]; l
{3, 1, 2}

>> Reap[Map[Sow, {c, a, b}]][[2, 1]]
{c, a, b}

>> Catch[Map[If[# > 1, Throw[#], #] &, {1, 2, 3}]]
2

>> MapIndexed[f, {a, {b}}, {-1}]
{f[a, {1}], {f[b, {2, 1}]}}

>> MapIndexed[f, <|x -> a|>]
<|x -> f[a, {Key[x]}]|>

>> MapAll[f, {a, {b}}]
f[{f[a], f[{f[b]}]}]

>> {f @@ {a, b}, f @@@ {{a}, {b, c}}, Apply[f, {{a}, b}, {1}]}
{f[a, b], {f[a], f[b, c]}, {f[a], b}}

>> Apply[f, <|x -> 1, y -> 2|>]
f[1, 2]

>> MapThread[f, {{a, b}, {c, d}}]
{f[a, c], f[b, d]}

>> MapThread[f, {{a, b}, {c}}];
MapThread::mptc: Incompatible dimensions of objects at positions {2, 1} and {2, 2} of MapThread[f, {{a, b}, {c}}]; dimensions are {2} and {1}.
Null

>> Thread[f[{a, b}, c, {x, y}]]
{f[a, c, x], f[b, c, y]}

>> Thread[a == b, Equal]
a == b

>> Outer[f, {a, b}, {x, y}]
{{f[a, x], f[a, y]}, {f[b, x], f[b, y]}}

>> Inner[f, {a, b}, {x, y}, g]
g[f[a, x], f[b, y]]

>> Inner[Times, {{a, b}, {c, d}}, {x, y}, Plus]
{a*x + b*y, c*x + d*y}

>> Distribute[f[a + b, c + d]]
f[a, c] + f[a, d] + f[b, c] + f[b, d]

>> Through[{f, g}[x, y]]
{f[x, y], g[x, y]}

>> Operate[p, f[x, y]]
p[f][x, y]

>> {Nest[f, x, 3], NestList[f, x, 2]}
{f[f[f[x]]], {x, f[x], f[f[x]]}}

>> NestWhile[#/2 &, 96, EvenQ]
3

>> NestWhileList[Mod[2 #, 19] &, 2, # != 1 &]
{2, 4, 8, 16, 13, 7, 14, 9, 18, 17, 15, 11, 3, 6, 12, 5, 10, 1}

>> NestWhile[# + 1 &, 1, # < 10 &, 1, 4]
5

>> {FixedPoint[Floor[#/2] &, 9], FixedPointList[Floor[#/2] &, 9]}
{0, {9, 4, 2, 1, 0, 0}}

>> FixedPoint[# + 1 &, 0, 5]
5

>> {Fold[f, x, {a, b}], FoldList[f, x, {a, b}], Fold[f, {a, b, c}]}
{f[f[x, a], b], {x, f[x, a], f[f[x, a], b]}, f[f[a, b], c]}

>> FoldList[Plus, 0, Range[5]]
{0, 1, 3, 6, 10, 15}

>> Fold[f, x, <|p -> 1, q -> 2|>]
f[f[x, 1], 2]

>> FoldPairList[{#1 + #2, #1*#2} &, 1, {2, 3, 4}]
{3, 5, 10}

>> FoldWhile[Plus, 0, {1, 2, 3, 4}, # < 5 &]
6

>> {Composition[f, g][x], RightComposition[f, g][x], (f @* g)[x, y], Composition[]}
{f[g[x]], g[f[x]], f[g[x, y]], Identity}

>> Identity[Sequence[x]]
x

>> {OperatorApplied[f][a][b], CurryApplied[f, 3][a][b][c], ReverseApplied[f][a, b]}
{f[b, a], f[a, b, c], f[b, a]}

>> Comap[{f, g}, x]
{f[x], g[x]}

>> ComposeList[{f, g}, x]
{x, f[x], g[f[x]]}

>> BlockMap[Total, Range[6], 2]
{3, 7, 11}

>> ArrayReduce[Total, {{1, 2}, {3, 4}}, 1]
{4, 6}

>> SequenceFoldList[Plus, {1, 1}, Range[3]]
{1, 1, 3, 6, 12}

>> CheckAbort[Map[If[# == 2, Abort[], #] &, {1, 2, 3}], "stopped"]
stopped
