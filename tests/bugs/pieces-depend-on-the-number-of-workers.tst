(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Where the option Method counts by kernels, what showed the pieces depended on how many there were. *)

>> v = Table[10.^(Mod[7 k, 31] - 15), {k, 2000}]; SameQ @@ Table[ParallelReduce[Plus, v, Method -> "CoarsestGrained", Pool -> ThreadPool[n]], {n, {1, 2, 3, 5}}]
True

>> SameQ @@ Table[ParallelCombine[f, Range[1000], List, Method -> "EvaluationsPerKernel" -> 3, Pool -> ThreadPool[n]], {n, {1, 2, 3, 5}}]
True

>> ParallelCombine[f, {1, 2}, List, Method -> "EvaluationsPerKernel" -> 10^18]
{f[{1}], f[{2}]}
