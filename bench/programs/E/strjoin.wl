(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
Print[StringLength[StringJoin[Table[ToString[i], {i, n}]]]]
