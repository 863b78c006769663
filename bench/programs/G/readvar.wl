(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 2000000; (* SIZE *)
lst = Table[x[i], {i, 10^6}]; s = 0; Do[s += Length[lst], {i, n}];
Print[s]
