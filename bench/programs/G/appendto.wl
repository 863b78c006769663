(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 2500000; (* SIZE *)
a = {}; Do[AppendTo[a, i], {i, n}];
Print[Length[a]]
