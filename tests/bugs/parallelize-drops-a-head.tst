(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A listable head over what is no list was dropped; other calls were given to a Parallel function that they are not for. *)

>> Parallelize[PrimeQ[7]]
Parallelize::nopar1: PrimeQ[7] cannot be parallelized; proceeding with sequential evaluation.
True

>> Quiet[{Parallelize[Sin[1]], Parallelize[Abs[-3]], Parallelize[StringLength["abc"]], Parallelize[x = Abs[-4]], x}]
{Sin[1], 3, 3, 4, 4}

>> {Parallelize[Sqrt[{4, 9}]], Parallelize[y = PrimeQ[Range[3]]], y}
{{2, 3}, {False, True, True}, {False, True, True}}

(* arguments are evaluated once *)
>> z = -1; {Quiet[Parallelize[Abs[z--]]], Parallelize[Abs[{z--}]], z}
{1, {2}, -3}

>> Parallelize[MapThread[f, {<|a -> 1, b -> 2|>, <|a -> 3, b -> 4|>}]]
Parallelize::nopar1: MapThread[f, {Association[a -> 1, b -> 2], Association[a -> 3, b -> 4]}] cannot be parallelized; proceeding with sequential evaluation.
<|a -> f[1, 3], b -> f[2, 4]|>

>> Parallelize[MapThread[f, {{1, 2}, {3}}]]
Parallelize::nopar1: MapThread[f, {{1, 2}, {3}}] cannot be parallelized; proceeding with sequential evaluation.
MapThread::mptc: Incompatible dimensions of objects at positions {2, 1} and {2, 2} of MapThread[f, {{1, 2}, {3}}]; dimensions are {2} and {1}.
MapThread[f, {{1, 2}, {3}}]

>> {Parallelize[MapThread[f, {{1, {2}}, {3, 4}}]], Quiet[Parallelize[MapThread[f, {{}, {}}]]]}
{{f[1, 3], f[{2}, 4]}, {}}

>> Parallelize[Map[f, {1, 2}, Heads -> True]]
Parallelize::nopar1: Map[f, {1, 2}, Heads -> True] cannot be parallelized; proceeding with sequential evaluation.
f[List][f[1], f[2]]

>> {Parallelize[MapIndexed[f, {a, b}]], Parallelize[Outer[f, {a, b}, {c, d}]], Parallelize[Outer[f, {{a}, {b}}, {c}, {d}]]}
{{f[a, {1}], f[b, {2}]}, {{f[a, c], f[a, d]}, {f[b, c], f[b, d]}}, {{{{f[a, c, d]}}}, {{{f[b, c, d]}}}}}

>> Quiet[{Parallelize[MapIndexed[f, <|a -> 1|>]], Parallelize[Cases[a + b + c, _Symbol]]}]
{<|a -> f[1, {Key[a]}]|>, {a, b, c}}
