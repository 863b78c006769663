(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
s = StringJoin[Table["ab,", {i, n}]];
Print[{Length[StringSplit[s, ","]], StringLength[StringReplace[s, "b" -> "xyz"]], Length[Characters[s]]}]
