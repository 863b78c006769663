(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
rules = Table[x[i] -> i, {i, n}]; e = Table[{x[i], y[i]}, {i, n}];
Print[Total[Flatten[e /. rules /. y[_] -> 0]]]
