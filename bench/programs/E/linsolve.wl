(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500; (* SIZE *)
a = Table[If[i == j, n, Mod[i*j, 17]]*1., {i, n}, {j, n}];
b = Table[1. i, {i, n}];
x = LinearSolve[a, b];
Print[Round[10^6 Total[x]]]
