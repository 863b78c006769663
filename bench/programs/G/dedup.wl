(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
a = DeleteDuplicates[Table[f[Mod[7919 i, n/2]], {i, n}]];
Print[Length[a]]
