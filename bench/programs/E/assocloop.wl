(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 1000000; (* SIZE *)
a = <||>;
Do[With[{k = Mod[i*7919, 10007]}, a[k] = Lookup[a, k, 0] + i], {i, n}];
Print[{Length[a], Total[a]}]
