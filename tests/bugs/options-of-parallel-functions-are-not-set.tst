(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What SetOptions said of a Parallel function was ignored. *)

>> SetOptions[ParallelCombine, Method -> "FinestGrained"]; ParallelCombine[f, Range[4], g]
g[f[{1}], f[{2}], f[{3}], f[{4}]]

>> SetOptions[ParallelCombine, Method -> Automatic]; ParallelCombine[f, Range[4], g]
g[f[{1, 2}], f[{3, 4}]]

>> SetOptions[ParallelMap, Pool -> 3]; ParallelMap[f, {1}]
ParallelMap::pool: 3 is not a pool that takes tasks.
ParallelMap[f, {1}]

>> SetOptions[ParallelMap, Pool -> Automatic]; SetOptions[Parallelize, Pool -> 3]; Parallelize[Map[f, {1}]]
Parallelize::pool: 3 is not a pool that takes tasks.
Parallelize[f /@ {1}]

>> SetOptions[Parallelize, Pool -> ThreadPool[1]]; {Parallelize[Map[f, {1}]], Parallelize[Table[$KernelCount, {3}]], Parallelize[Table[$KernelCount, {3}], Pool -> ThreadPool[2]]}
{{f[1]}, {1, 1, 1}, {2, 2, 2}}
