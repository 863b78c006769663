(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 300000; (* SIZE *)
a = StringJoin[Table[ToString[i], {i, n}]];
Print[StringLength[a]]
