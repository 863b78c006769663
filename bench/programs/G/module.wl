(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 2000000; (* SIZE *)
f[x_] := Module[{a = x}, Module[{b = a + 1}, Module[{c = b}, c + a]]]; s = 0; Do[s += f[i], {i, n}];
Print[s]
