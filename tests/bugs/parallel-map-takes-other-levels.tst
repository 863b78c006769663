(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* ParallelMap wrapped the whole, or went to all levels, where Map does neither. *)

>> ParallelMap[f, {1, 2}, 0]
ParallelMap::nopar1: ParallelMap[f, {1, 2}, 0] cannot be parallelized; proceeding with sequential evaluation.
{1, 2}

>> Quiet[{ParallelMap[f, {1, {2}}, {Infinity}], ParallelMap[f, {1, {2}}, {-1, 0}], ParallelMap[f, {1, 2}, {0}], ParallelMap[f, {1, 2}, {0, -3}]}]
{{1, {2}}, {1, {2}}, f[{1, 2}], {1, 2}}

>> levels = {-3, -2, -1, 0, 1, 2, 3, Infinity}; levels = Join[levels, Map[List, levels], Tuples[levels, 2]];
>> Quiet[Select[Tuples[{levels, {{1, {2}}, {{{1}}, g[2, {3}]}, {}, g[1], <|a -> {1}, b -> 2|>}}], ParallelMap[f, #[[2]], #[[1]]] =!= Map[f, #[[2]], #[[1]]] &]]
{}
