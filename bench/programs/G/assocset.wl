(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
a = <||>; Do[a[i] = 2 i, {i, n}];
Print[Length[a]]
