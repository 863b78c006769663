(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A SparseArray is as the list that it stands for in the functions of lists; Fold, Sort, Select, Cases, Reverse, Join and their like, and
   iterators, saw the parts of its normal form. *)

>> s = SparseArray[{1 -> 5, 3 -> 2}, 4]; m = SparseArray[{{1, 2} -> 7, {3, 1} -> 4}, {3, 3}]; {Fold[f, s], Fold[f, x, s], FoldList[Plus, s], Fold[Plus, m]}
{f[f[f[5, 0], 2], 0], f[f[f[f[x, 5], 0], 2], 0], {5, 5, 7, 7}, {4, 7, 0}}

>> {Normal[Sort[s]], Normal[Sort[s, Greater]], Normal[Reverse[s]], Normal[Take[s, 2]], Normal[Drop[s, 1]], Normal[Rest[s]], Normal[Most[s]], Normal[Take[m, 2, 2]]}
{{0, 0, 2, 5}, {5, 2, 0, 0}, {0, 2, 0, 5}, {5, 0}, {0, 2, 0}, {0, 2, 0}, {5, 0, 2}, {{0, 7}, {0, 0}}}

>> {Normal[Join[s, {1}]], Normal[Join[s, s]], Normal[Append[s, 1]], Normal[RotateLeft[s]], Normal[PadRight[s, 6]], Normal[Accumulate[s]], Take[s, 0]}
{{5, 0, 2, 0, 1}, {5, 0, 2, 0, 5, 0, 2, 0}, {5, 0, 2, 0, 1}, {0, 2, 0, 5}, {5, 0, 2, 0, 0, 0}, {5, 5, 7, 7}, {}}

>> {Head[Reverse[s]], Head[Take[m, 2]], Head[Join[m, m]]}
{SparseArray, SparseArray, SparseArray}

>> {Select[s, Positive], Cases[s, _?Positive], Position[s, 5], Count[s, 0], Union[s], Tally[s], FirstPosition[m, 4], Position[m, 7], AnyTrue[s, # > 4 &], GroupBy[s, EvenQ]}
{{5, 2}, {5, 2}, {{1}}, 2, {0, 2, 5}, {{5, 1}, {0, 2}, {2, 1}}, {3, 1}, {{1, 2}}, True, <|False -> {5}, True -> {0, 2, 0}|>}

>> {Map[f, m], f @@ s, f @@@ m, MapIndexed[f, s], Last[Reap[Scan[Sow, s]]], Total[s], Normal[Map[f, s]]}
{{f[{0, 7, 0}], f[{0, 0, 0}], f[{4, 0, 0}]}, f[5, 0, 2, 0], {f[0, 7, 0], f[0, 0, 0], f[4, 0, 0]}, {f[5, {1}], f[0, {2}], f[2, {3}], f[0, {4}]}, {{5, 0, 2, 0}}, 7, {f[5], f[0], f[2], f[0]}}

>> {Outer[Times, s, {1, 2}], Inner[Times, s, s, Plus], Complement[{5, 6}, s]}
{{{5, 10}, {0, 0}, {2, 4}, {0, 0}}, 29, {6}}

(* Iterators. *)
>> {Table[i, {i, s}], Sum[i, {i, s}], Product[1 + i, {i, s}], ParallelTable[i^2, {i, s}], ParallelSum[i, {i, s}], Last[Reap[Do[Sow[r], {r, m}]]]}
{{5, 0, 2, 0}, 7, 18, {25, 0, 4, 0}, 7, {{{0, 7, 0}, {0, 0, 0}, {4, 0, 0}}}}

(* The Parallel functions, which said that they could not; and one as an element is an element. *)
>> Quiet[{ParallelMap[f, s] === Map[f, s], ParallelSort[s] === Sort[s], ParallelSelect[s, Positive], Length[Append[{1}, s]], Count[{s, s}, s]}]
{True, True, {5, 2}, 2, 2}
