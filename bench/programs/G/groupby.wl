(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
a = GroupBy[Table[Mod[7919 i, n], {i, n}], Mod[#, 1000] &];
Print[Length[a]]
