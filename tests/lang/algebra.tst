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
