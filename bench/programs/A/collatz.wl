(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
len[k0_] := Module[{k = k0, c = 1},
  While[k != 1, If[EvenQ[k], k = Quotient[k, 2], k = 3 k + 1]; c = c + 1];
  c];
best = 0; arg = 0;
Do[With[{c = len[i]}, If[c > best, best = c; arg = i]], {i, 1, n - 1}];
Print[{arg, best}]
