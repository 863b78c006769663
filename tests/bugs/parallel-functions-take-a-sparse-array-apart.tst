(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The parts of a SparseArray or a Dataset, which are not its elements, were divided. *)

>> s = SparseArray[{1 -> 2, 5 -> 3}]; {Quiet[ParallelMap[f, s]] === Map[f, s], ParallelReduce[Plus, 0, SparseArray[{1, 0, 3}]], ParallelTry[f, SparseArray[{7, 7}]]}
{True, 4, f[7]}

>> ParallelMap[f, Dataset[{1, 2}]]
ParallelMap::nopar1: ParallelMap[f, Dataset[{1, 2}]] cannot be parallelized; proceeding with sequential evaluation.
Dataset[{f[1], f[2]}]

>> ParallelSelect[Dataset[{1, 2}], EvenQ]
ParallelSelect::nopar1: ParallelSelect[Dataset[{1, 2}], EvenQ] cannot be parallelized; proceeding with sequential evaluation.
Dataset[{2}]

>> Quiet[{ParallelCombine[Total, SparseArray[{1, 2}]], ParallelCombine[Total, SparseArray[{1, 2}], Plus], ParallelSort[Dataset[{2, 1}]] === Sort[Dataset[{2, 1}]], ParallelFold[f, Dataset[{1, 2}]]}]
{3, 3, True, f[1, 2]}
