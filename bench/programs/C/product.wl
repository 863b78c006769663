(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 10; (* SIZE *)
p = Expand[(1 + a + b + 2 c^2 + 3 d^3 + 5 e^5)^n];
q = Expand[(1 + e + d + 2 c^2 + 3 b^3 + 5 a^5)^n];
Print[Length[Expand[p q]]]
