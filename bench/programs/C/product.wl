(* SPDX-License-Identifier: LGPL-3.0-or-later *)
p = Expand[(1 + a + b + 2 c^2 + 3 d^3 + 5 e^5)^8];
q = Expand[(1 + e + d + 2 c^2 + 3 b^3 + 5 a^5)^8];
Print[Length[Expand[p q]]]
