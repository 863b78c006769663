(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
$RecursionLimit = Infinity; f[0] = 0; f[k_] := 1 + f[k - 1];
Print[Total[Table[f[n], {50}]]]
