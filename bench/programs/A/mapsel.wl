(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
f[x_] := 2 x + 1;
Print[Total[Map[f, Select[Range[n], OddQ]]]];
Print[Total[Map[2 # + 1 &, Select[Range[n], Mod[#, 3] == 0 &]]]]
