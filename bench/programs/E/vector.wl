(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
x = N[Range[n]];
Do[y = Sqrt[x] + x*x - Sin[x]/(k + x), {k, 10}];
Print[Round[Total[y]/10^9]]
