(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 100000; (* SIZE *)
s = 0; Do[s += x[i], {i, n}];
Print[Length[s]]
