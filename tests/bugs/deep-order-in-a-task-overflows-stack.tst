(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Comparing, hashing and ordering went down a million or twenty thousand levels on the C stack; that of a task has four
   megabytes, of which a function without a VM may find the last half megabyte. *)

>> nest[e_, n_] := Nest[s, e, n]; ParallelMap[Order[nest[#, 10^5], nest[y, 10^5]] &, {x, z}]
{1, -1}

>> Await[Spawn[Order[nest[2 + x, 10^5], nest[1 + x, 10^5]]]]
-1

>> Await[Spawn[Sort[{nest[x^3, 10^5], nest[x^2, 10^5]}] === {nest[x^2, 10^5], nest[x^3, 10^5]}]]
True

>> Await[Spawn[Length[DeleteDuplicates[{nest[x, 30000], nest[x, 30000], nest[y, 30000]}]]]]
2

>> Await[Spawn[{nest[x, 10^5] === nest[x, 10^5], nest[x, 10^5] === nest[y, 10^5]}]]
{True, False}

>> Await[Spawn[Order[Nest[<|a -> #|> &, x, 2000], Nest[<|a -> #|> &, y, 2000]]]]
1

>> Await[Spawn[Order[Nest[2 # s &, x, 2], Nest[2 # s &, y, 2]]]]
1

>> Await[Spawn[Order[Nest[f[{#}^2 + 1] &, x, 3000], Nest[f[{#}^2 + 1] &, y, 3000]]]]
1
