(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Symbolic differentiation as a school book has it: one rule for each line of the table. *)

d[c_, x_] := 0 /; FreeQ[c, x]
d[x_, x_] := 1
d[u_ + v_, x_] := d[u, x] + d[v, x]
d[u_ v_, x_] := u d[v, x] + v d[u, x]
d[u_^n_, x_] := n u^(n - 1) d[u, x] /; FreeQ[n, x]
d[a_^u_, x_] := a^u Log[a] d[u, x] /; FreeQ[a, x]
d[Log[u_], x_] := d[u, x]/u
d[Sin[u_], x_] := Cos[u] d[u, x]
d[Cos[u_], x_] := -Sin[u] d[u, x]

functions = {x^3 - 2 x, Sin[x]^2, x Log[x], E^(-x^2), Cos[3 x + 1]/x, 2^x};
Do[Print["d/dx ", f, "  =  ", d[f, x]], {f, functions}];
Print["the same as D: ", AllTrue[functions, Expand[d[#, x] - D[#, x]] === 0 &]];

(* Applied again and again it gives the terms of a Taylor polynomial. *)
taylor[f_, n_] := Sum[(Nest[d[#, x] &, f, k] /. x -> 0) x^k/k!, {k, 0, n}]
Print["cos x is about ", taylor[Cos[x], 6]];
