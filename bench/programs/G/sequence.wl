(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 200000; (* SIZE *)
a = Table[Sequence @@ {i, x}, {i, n}];
Print[Length[{Sequence @@ a, 1}]]
