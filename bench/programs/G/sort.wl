(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
a = Sort[Table[f[Mod[7919 i, n]], {i, n}]];
Print[Length[a]]
