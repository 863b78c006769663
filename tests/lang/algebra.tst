(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Polynomials, rational functions, equations, simplification. *)

>> Expand[(1 + x)^3]
1 + 3*x + 3*x^2 + x^3

>> Expand[(x + y) (x - y)]
x^2 - y^2

>> Expand[(a + b)/c]
a/c + b/c

>> Coefficient[(1 + x)^10, x, 3]
120

>> CoefficientList[(1 + 2 x)^2, x]
{1, 4, 4}

>> Exponent[1 + x^2 + x^5, x]
5

>> Collect[a x + b x + c, x]
c + (a + b)*x

>> Variables[(x + y)^2 + z]
{x, y, z}

>> PolynomialQ[x^2 + Sin[y], x]
True

>> PolynomialQ[1/x, x]
False

>> Together[1/x + 1/y]
(x + y)/(x*y)

>> Cancel[(x^2 - 1)/(x - 1)]
1 + x

>> Apart[1/(x (x + 1))]
x^(-1) - (1 + x)^(-1)

>> Numerator[(a + b)/c]
a + b

>> Denominator[3/7]
7

>> Factor[x^3 - 1]
(-1 + x)*(1 + x + x^2)

>> Factor[{x^6 - y^6, y^4 - x^4, 1 - x^4, a^4 + 4 b^4, 6 x^5 y - 6 x y^5, x^8 y^4 - 1}]
{(x - y)*(x + y)*(x^2 - x*y + y^2)*(x^2 + x*y + y^2), -((x - y)*(x + y)*(x^2 + y^2)), -((-1 + x)*(1 + x)*(1 + x^2)), (a^2 - 2*a*b + 2*b^2)*(a^2 + 2*a*b + 2*b^2), 6*x*(x - y)*y*(x + y)*(x^2 + y^2), (-1 + x^2*y)*(1 + x^2*y)*(1 + x^4*y^2)}

(* The factors of x^n - 1 are the cyclotomic polynomials of the divisors of n. *)
>> Union[Table[Sort[First /@ Rest[FactorList[x^n - 1]]] === Sort[Cyclotomic[Divisors[n], x]], {n, 150}]]
{True}

>> {Length[FactorList[x^720 - 1]] - 1 == DivisorSigma[0, 720], Length[FactorList[x^(10^9) - 1]] - 1 == DivisorSigma[0, 10^9]}
{True, True}

>> Factor[x^360 - 2]
-2 + x^360

>> Table[Expand[Factor[p]] === p, {p, Expand[{-3 (x^12 - 1)^2 (x^10 + 1), (x^6 - y^6)^3 (x + y + z), (x^4 - 4 y^4) (x^2 - 2 z^2)}]}]
{True, True, True}

>> Factor[x^4 + 4]
(2 - 2*x + x^2)*(2 + 2*x + x^2)

>> FactorList[2 x^2 - 2]
{{2, 1}, {-1 + x, 1}, {1 + x, 1}}

>> PolynomialGCD[x^2 - 1, x^3 - 1]
-1 + x

>> PolynomialQuotientRemainder[x^3, x - 1, x]
{1 + x + x^2, 1}

>> Resultant[x^2 - 2, x^2 - 3, x]
1

>> Discriminant[x^2 + b x + c, x]
b^2 - 4*c

>> Cyclotomic[5, x]
1 + x + x^2 + x^3 + x^4

>> Solve[2 x + 3 == 7, x]
{{x -> 2}}

>> Solve[x^2 + 1 == 0, x]
{{x -> -I}, {x -> I}}

>> Solve[{x + y == 5, x - y == 1}, {x, y}]
{{x -> 3, y -> 2}}

>> Solve[x == x + 1, x]
{}

>> Reduce[x^2 > 4, x]
x < -2 || x > 2

>> Reduce[0 < x <= 10, x]
Inequality[0, Less, x, LessEqual, 10]

>> Simplify[Sin[x]^2 + Cos[x]^2]
1

>> Simplify[(x^2 - 1)/(x - 1)]
1 + x

>> Refine[Sqrt[x^2], x > 0]
x

>> Refine[Abs[x], x < 0]
-x

>> TrigExpand[Sin[x + y]]
Cos[y]*Sin[x] + Cos[x]*Sin[y]

>> TrigReduce[Sin[x] Cos[x]]
Sin[2*x]/2

>> PowerExpand[Sqrt[x^2 y]]
x*Sqrt[y]
