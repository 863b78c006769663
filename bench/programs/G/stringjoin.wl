(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1500000; (* SIZE *)
a = StringJoin[Table[ToString[i], {i, n}]];
Print[StringLength[a]]
