(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What the distance of the least and the largest comes to is no machine integer; there may be none at all. *)

>> f[-2^62 + 1] = 1; f[2^62 - 1] = 2; f[x_] := x; {f[-2^62 + 1], f[2^62 - 1], f[0]}
{1, 2, 0}

>> g["a"] = 1; g[x_] := x; {g["a"], g[0]}
{1, 0}
