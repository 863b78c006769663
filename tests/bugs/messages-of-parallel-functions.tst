(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Messages that said something else, or nothing. *)

>> ParallelSubmit[i, i]
ParallelSubmit::list: List expected at position 1 in ParallelSubmit[i, i].
ParallelSubmit[i, i]

>> ParallelSubmit[{i = 3}, i]
ParallelSubmit::variable: i = 3 in ParallelSubmit[{i = 3}, i] is not a variable.
ParallelSubmit[{i = 3}, i]

>> {ParallelTry[f, {1, 2}, 0], ParallelTry[f, {}, 2]}
{{}, {}}

>> ParallelTry[f, {1, 2}, -1]
ParallelTry::innf: Non-negative integer or Infinity expected at position 3 in ParallelTry[f, {1, 2}, -1].
ParallelTry[f, {1, 2}, -1]

>> WaitNext[5]
WaitNext::futures: 5 is not a list of futures.
WaitNext[5]

>> {WaitAll[<|"a" -> ParallelSubmit[2]|>], WaitAll[{<|"a" -> {ParallelSubmit[2]}|>, 3}]}
{<|a -> 2|>, {<|a -> {2}|>, 3}}
