(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
p = Plus @@ Join[Array[x, n], Array[x, n]];
Print[Length[p]]
