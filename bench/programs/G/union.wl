(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 250000; (* SIZE *)
a = Union[Table[Mod[7919 i, n], {i, n}], Table[f[Mod[i, 1000]], {i, n}]];
Print[Length[a]]
