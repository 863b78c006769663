(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Derivatives, series, limits, sums, integrals. *)

>> D[x^n, x]
n*x^(-1 + n)

>> D[Sin[x^2], x]
2*x*Cos[x^2]

>> D[x^3 y^2, {x, 2}, y]
12*x*y

>> D[f[x] g[x], x]
g[x]*Derivative[1][f][x] + f[x]*Derivative[1][g][x]

>> D[ArcTan[x], x]
(1 + x^2)^(-1)

>> D[x y, {{x, y}}]
{y, x}

>> Derivative[1][Sin]
Cos[#1] & 

>> (#^3 &)'[2]
12

>> f''[x]
Derivative[2][f][x]

>> Dt[x^2 + y^2, x]
2*x + 2*y*Dt[y, x]

>> Sum[i, {i, 1, n}]
(n*(1 + n))/2

>> Sum[1/n^2, {n, 1, Infinity}]
Pi^2/6

>> Sum[1/2^k, {k, 0, Infinity}]
2

>> Sum[f[i], {i, 3}]
f[1] + f[2] + f[3]

>> Sum[i j, {i, 2}, {j, 2}]
9

>> Product[k, {k, 1, n}]
n!

>> Series[Exp[x], {x, 0, 3}]
SeriesData[x, 0, {1, 1, 1/2, 1/6}, 0, 4, 1]

>> Normal[Series[Cos[x], {x, 0, 4}]]
1 - x^2/2 + x^4/24

>> SeriesCoefficient[1/(1 - x), {x, 0, 7}]
1

>> Limit[Sin[x]/x, x -> 0]
1

>> Limit[(1 + 1/n)^n, n -> Infinity]
E

>> Limit[x Log[x], x -> 0]
0

>> Limit[(x^2 + 1)/(2 x^2 - 3), x -> Infinity]
1/2

>> Residue[1/(z^2 - 1), {z, 1}]
1/2

>> Integrate[x^2, x]
x^3/3

>> Integrate[1/(1 + x^2), x]
ArcTan[x]

>> Integrate[x Exp[x], x]
E^x*(-1 + x)

>> Integrate[Sin[x], {x, 0, Pi}]
2

>> Integrate[x^2 Exp[-x], {x, 0, Infinity}]
2

>> Integrate[Exp[-x^2], {x, -Infinity, Infinity}]
Sqrt[Pi]

>> Piecewise[{{1, False}, {2, True}}]
2
