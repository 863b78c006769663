(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Numerical integrals, sums and products against values that are known in closed form. *)

>> Chop[{NIntegrate[1/Sqrt[x], {x, 0, 1}] - 2, NIntegrate[x^(-3/2), {x, 15, Infinity}] - 2/Sqrt[15], NIntegrate[Log[x], {x, 0, 1}] + 1, NIntegrate[x^-0.9, {x, 0, 1}] - 10}, 10^-12]
{0, 0, 0, 0}

>> Chop[{NIntegrate[Exp[-x^2], {x, -Infinity, Infinity}] - Sqrt[Pi], NIntegrate[1/x^2, {x, -Infinity, -1}] - 1, NIntegrate[1/x, {x, 1, I}] - I Pi/2, NIntegrate[Abs[x - 1/3], {x, 0, 1/3, 1}] - 5/18}, 10^-12]
{0, 0, 0, 0}

>> Abs[NIntegrate[1/(1 + x^2), {x, 0, Infinity}, WorkingPrecision -> 40] - Pi/2] < 10^-38
True

>> Precision[NIntegrate[x^2, {x, 0, 1}, WorkingPrecision -> 30]] > 28
True

(* no value without a word where the integral does not converge *)
>> NIntegrate[1/x, {x, 0, 1}] > 100
NIntegrate::slwcon: Numerical integration converging too slowly; suspect one of the following: singularity, value of the integration is 0, highly oscillatory integrand, or WorkingPrecision too small.
True

>> NIntegrate[f[x], {x, 0, 1}]
NIntegrate::inumr: The integrand f[x] has evaluated to non-numerical values for all sampling points in the region with boundaries {{0, 1}}.
NIntegrate[f[x], {x, 0, 1}]

>> {NIntegrate[0, {x, 0, 1}], NIntegrate[x, {x, 2, 2}], NIntegrate[x, {x, a, 1}]}
{0., 0., NIntegrate[x, {x, a, 1}]}

>> Chop[NIntegrate[x y, {x, 0, 1}, {y, 0, x}] - 1/8]
0

(* sums: falling off fast, slowly, with alternating sign, as several oscillations *)
>> Chop[{NSum[1/2^k, {k, 0, Infinity}] - 2, NSum[1/k^2, {k, 1, Infinity}] - Pi^2/6, NSum[1/k^1.5, {k, 1, Infinity}] - Zeta[1.5], NSum[(-1)^k/k, {k, 1, Infinity}] + Log[2], NSum[(-5)^k/k!, {k, 0, Infinity}] - Exp[-5]}, 10^-12]
{0, 0, 0, 0, 0}

(* the imaginary part of the dilogarithm at E^I *)
>> Abs[NSum[Sin[k]/k^2, {k, 1, Infinity}] - 1.0139591323607684] < 10^-9
True

>> Chop[{NSum[1/k, {k, 1, 10^9}] - N[HarmonicNumber[10^9]], NSum[1/(1 + k^2), {k, -Infinity, Infinity}] - Pi Coth[Pi], NSum[I^k/k, {k, 1, Infinity}] + Log[1 - I]}, 10^-11]
{0, 0, 0}

>> Abs[NSum[1/k^2, {k, 1, Infinity}, WorkingPrecision -> 40] - Pi^2/6] < 10^-38
True

>> {NSum[i, {i, 1, 5}], NSum[k, {k, 10, 1, -3}], NSum[k, {k, 3, 1}], NSum[i j, {i, 1, 3}, {j, 1, i}], NSum[1., {k, 0, 1, 1/4}]}
{15., 22., 0., 25., 5.}

>> {NSum[1/k, {k, 1, Infinity}], NSum[(-1)^k, {k, 1, Infinity}]}
NSum::div: Sum does not converge.
NSum::div: Sum does not converge.
{NSum[1/k, {k, 1, Infinity}], NSum[(-1)^k, {k, 1, Infinity}]}

>> {NSum[f[x], {x, 1, 2}], NSum[x, {x, 1, n}]}
NSum::nsnum: Summand (or its derivative) f[x] is not numerical at point x = 1.
{NSum[f[x], {x, 1, 2}], NSum[x, {x, 1, n}]}

>> k = 7; {NSum[1/k^2, {k, 1, 2}], k}
{1.25, 7}

>> Chop[{NProduct[1 - 1/n^2, {n, 2, Infinity}] - 1/2, NProduct[1 + 1/n^2, {n, 1, Infinity}] - Sinh[Pi]/Pi, NProduct[i + j, {i, 1, 3}, {j, 1, i}] - 2880, NProduct[Exp[(-1)^n/n], {n, 1, Infinity}] - 1/2}, 10^-12]
{0, 0, 0, 0}

>> {NProduct[i, {i, 1, 3}, {j, 1, 2}], NProduct[x, {x, 1, 0}], NProduct[x, {x, 0, Infinity}]}
{36., 1., 0.}
