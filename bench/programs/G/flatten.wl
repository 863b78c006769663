(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 400000; (* SIZE *)
a = Flatten[Table[{i, {f[i]}}, {i, n}]];
Print[Length[a]]
