(* SPDX-License-Identifier: LGPL-3.0-or-later *)
n = 26; (* SIZE *)
g = Expand[(1 + a - 2 b + c)^n + a b - 3];
p = Expand[g ((a + 3 b - c)^n + c)];
q = Expand[g ((a b - 2 c + 5)^n - a)];
Print[Length[PolynomialGCD[p, q]]]
