(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 300000; (* SIZE *)
a = SortBy[Range[n], Mod[7919 #, n] &];
Print[Length[a]]
