(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 20; (* SIZE *)
p = Expand[(1 + a + b + c + d)^n];
Print[Length[Expand[p (p + 1)]]]
