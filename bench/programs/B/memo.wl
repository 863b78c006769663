(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
f[0] = 0; f[1] = 1;
f[k_] := f[k] = Mod[f[k - 1] + f[k - 2], 1000000007];
Do[f[i], {i, n}];
Print[f[n]]
