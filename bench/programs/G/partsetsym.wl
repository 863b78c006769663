(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 800000; (* SIZE *)
a = Array[f, n]; Do[a[[i]] = g[i], {i, n}];
Print[Length[a]]
