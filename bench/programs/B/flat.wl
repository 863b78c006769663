(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 128; (* SIZE *)
SetAttributes[g, {Flat, Orderless}];
r = (g @@ Table[1, {i, n}]) //. g[x_Integer, x_Integer] :> x + 1;
Print[r]
