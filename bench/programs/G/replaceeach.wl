(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
rules = Table[x[i] -> i, {i, n}];
Print[Total[Table[x[i] /. rules, {i, n}]]]
