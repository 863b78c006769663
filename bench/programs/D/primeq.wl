(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 10000000; (* SIZE *)
c = 0;
Do[If[PrimeQ[i], c = c + 1], {i, n}];
Print[c]
