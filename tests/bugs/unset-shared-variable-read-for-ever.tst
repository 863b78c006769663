(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A shared variable without a value ran into the iteration limit where it was read. *)

>> SetSharedVariable[n]; {n, n + 1}
{n, 1 + n}

>> n = 3; n =.; {n, f[n]}
{n, f[n]}

>> n = 4; ParallelDo[n =., {1}]; n
n

>> ParallelDo[n =.; n; n = i, {i, 100}]; IntegerQ[n]
True

>> n := Plus[2, 3]; n
5
