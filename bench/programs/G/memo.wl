(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
f[0] = 0; f[k_] := f[k] = f[k - 1] + 1; Do[f[i], {i, n}];
Print[f[n]]
