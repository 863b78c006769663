(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 500000; (* SIZE *)
a = {}; Do[a = {i, a}, {i, n}];
Print[Length[Flatten[a]]]
