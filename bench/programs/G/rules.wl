(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
Do[f[i] = i^2, {i, n}];
Print[f[n]]
