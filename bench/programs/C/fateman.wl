(* SPDX-License-Identifier: LGPL-3.0-or-later *)
p = Expand[(1 + a + b + c + d)^20];
Print[Length[Expand[p (p + 1)]]]
