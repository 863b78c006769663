(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Zeros of one and of several functions, by Newton's method, secants and brackets; and what is said where there is none. *)

>> Chop[{FindRoot[Cos[x] == x, {x, 1}], FindRoot[Cos[x] == x, {x, 0, 1}], FindRoot[Cos[x] == x, {x, 0, 1}, Method -> "Brent"], FindRoot[Cos[x] == x, {x, 1}, Method -> "Newton"]}[[All, 1, 2]] - 0.7390851332151607, 10^-14]
{0, 0, 0, 0}

>> {FindRoot[{x + y == 3, x y == 2}, {{x, 0.5}, {y, 3}}], FindRoot[x + y == 3 && x - y == 1, {x, 0}, {y, 0}]}
{{x -> 1., y -> 2.}, {x -> 2., y -> 1.}}

(* a variable that stands for a list *)
>> Norm[({{1, 2}, {3, 4}} . v /. FindRoot[{{1, 2}, {3, 4}} . v == {5, 6}, {v, {0, 0}}]) - {5, 6}] < 10^-12
True

(* a double zero converges linearly, to half the digits *)
>> Abs[x /. FindRoot[x^2, {x, 1}]] < 10^-7
True

>> Abs[(x /. FindRoot[Exp[x] == 2, {x, 0}, WorkingPrecision -> 50]) - Log[2]] < 10^-48
True

>> Chop[(x /. FindRoot[x^2 + x + 1, {x, -I}]) - (-1 - I Sqrt[3])/2, 10^-14]
0

(* a variable with a value is local; a function of numbers alone has no derivatives *)
>> x = 5; {FindRoot[x^2 - 4, {x, 1}], x}
{{5 -> 2.}, 5}

>> Clear[x]; g[t_?NumericQ] := t^3 - 8; Abs[(x /. FindRoot[g[x], {x, 1}]) - 2] < 10^-10
True

>> {steps = {}, FindRoot[x^2 - 2, {x, 1}, StepMonitor :> AppendTo[steps, x]]; Length[steps] > 3 && Abs[Last[steps] - Sqrt[2]] < 10^-12}
{{}, True}

>> FindRoot[x^2 - 2, {x, 1}, MaxIterations -> 2]
FindRoot::cvmit: Failed to converge to the requested accuracy or precision within 2 iterations.
{x -> 1.4166666666666667}

>> FindRoot[f[x] == 0, {x, 1}]
FindRoot::nlnum: The function value {f[1.]} is not a list of numbers with dimensions {1} at {x} = {1.}.
FindRoot[f[x] == 0, {x, 1}]

>> FindRoot[x^2 - 1, {x, 0}]
FindRoot::jsing: Encountered a singular Jacobian at the point {x} = {0.}. Try perturbing the initial point(s).
{x -> 0.}

>> FindRoot[x^2 - 2, {x, 1, 0, 1.2}]
FindRoot::reged: The point {1.2} is at the edge of the search region {{0., 1.2}} in coordinate 1 and the computed search direction points outside the region.
{x -> 1.2}

>> FindRoot[x y == 1, {x, 1}, {y, 2}]
FindRoot::nveq: The number of equations does not match the number of variables in FindRoot[{x y == 1}, {x, y}].
FindRoot[x*y == 1, {x, 1}, {y, 2}]

>> FindRoot[x^2 == 2, {x, a}]
FindRoot::srect: Value a in search specification {x, a} is not a number or array of numbers.
FindRoot[x^2 == 2, {x, a}]

>> FindRoot[x^2 + 1, {x, 0, 1}, Method -> "Brent"]
FindRoot::bbrac: Method -> Brent is only applicable to univariate real functions and requires two real starting values that bracket the root.
FindRoot[x^2 + 1, {x, 0, 1}, Method -> Brent]

>> FindRoot[x^2 - 2, x]
FindRoot[x^2 - 2, x]
