(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100; (* SIZE *)
SetAttributes[f, Orderless];
r = (f @@ Range[2 n]) //. f[x_, y_, r___] /; x + y == 2 n + 1 :> f[r];
Print[Length[r]]
