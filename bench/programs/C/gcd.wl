(* SPDX-License-Identifier: LGPL-3.0-or-later *)
g = Expand[(1 + a - 2 b + c)^14 + a b - 3];
p = Expand[g ((a + 3 b - c)^14 + c)];
q = Expand[g ((a b - 2 c + 5)^14 - a)];
Print[Length[PolynomialGCD[p, q]]]
