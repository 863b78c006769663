(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 2000000; (* SIZE *)
a = {}; Do[PrependTo[a, i], {i, n}];
Print[Length[a]]
