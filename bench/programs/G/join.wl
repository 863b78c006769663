(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
a = Join @@ Table[{i, f[i]}, {i, n}];
Print[Length[a]]
