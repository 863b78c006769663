(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Numbers of every kind: exactness, precision, rounding. *)

(* The border of machine integers. *)
>> 2^62 - 1
4611686018427387903

>> -2^62 - 1
-4611686018427387905

>> {2^63 - 2^63, 2^64 - 2^64 + 1, (2^64 + 1) - 2^64}
{0, 1, 1}

>> 4611686018427387904 * -4611686018427387904
-21267647932558653966460912964485513216

>> (10^30 + 1) (10^30 - 1) + 1 == 10^60
True

(* Rationals. *)
>> {6/4, -6/4, 6/-4, 0/5, 1/3 + 1/6, 2/3 * 3/2}
{3/2, -3/2, -3/2, 0, 1/2, 1}

>> {(2/3)^-3, (-2/3)^3, (4/9)^(1/2), (-8/27)^-2}
{27/8, -8/27, 2/3, 729/64}

(* Complex numbers. *)
>> {(1 + 2 I) (3 - I), (1 + 2 I)/(3 - I), (1 + I)^10, I^-3, (2 I)^(1/2)}
{5 + 5*I, 1/10 + (7*I)/10, 32*I, I, 1 + I}

>> {Sqrt[3 + 4 I], Abs[3 + 4 I], Abs[1 + I]}
{2 + I, 5, Sqrt[2]}

>> {Complex[2, 0], Rational[6, 4], Complex[1, 2] + Complex[3, -2]}
{2, 3/2, 4}

(* Machine numbers. *)
>> {0.1 + 0.2, 1/3. * 3, 0 * 1.5, 1.5 + I}
{0.30000000000000004, 1., 0., 1.5 + 1.*I}

>> (-8.)^(1/3)
1. + 1.7320508075688772*I

(* Beyond the range of doubles numbers go on with the precision of machine numbers. *)
>> big = 10.^308 * 10.; {Precision[big] == $MachinePrecision, big > 10^308, big < 2 10^309, big/10.^308 == 10.}
{True, True, True, True}

>> {MachineNumberQ[big], Precision[3 big] == $MachinePrecision}
{False, True}

(* Arbitrary precision: errors add. *)
>> {Precision[2`20 3`20], Precision[2`20 + 3`20], Precision[1/3`20], Precision[2`20^2]} == {20 - Log[10., 2], 20., 20., 20 - Log[10., 2]}
True

>> 1`20 - 1`20
0``19.69897000433602

>> Precision[1`30 + 1.]
MachinePrecision

>> {Precision[Pi], Precision[1.5], Precision[1.5`12], Accuracy[100`20]}
{Infinity, MachinePrecision, 12., 18.}

>> SetPrecision[0.1, Infinity]
3602879701896397/36028797018963968

>> {SetAccuracy[3, 4], SetAccuracy[0, 5]}
{3.`4.477121254719663, 0``5.}

(* N. *)
>> {N[1/4], N[Pi], N[{1, a, 1/2}], N[x^2], N[x^(1/2)], N[f[1/2]]}
{0.25, 3.141592653589793, {1., a, 0.5}, x^2, Sqrt[x], f[0.5]}

>> {N[Pi, 20] - Pi < 10^-19, Precision[N[Sqrt[2], 35]], Precision[N[Pi - 314159265358979323846/10^20, 25]]}
{True, 35., 25.}

>> SetAttributes[g, NHoldFirst]; N[g[1/2, 1/2]]
g[1/2, 0.5]

>> N[c] = 7.5; N[c + 1]
8.5

>> Floor[N[Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]], 20]]
N::meprec: Internal precision limit $MaxExtraPrecision = 50. reached while evaluating Sqrt[2] + Sqrt[3] - Sqrt[5 + 2 Sqrt[6]].
0

(* Rounding. *)
>> {Floor[-5/2], Ceiling[-5/2], Round[-5/2], Round[5/2], Round[7/2], IntegerPart[-5/2], FractionalPart[-5/2]}
{-3, -2, -2, 2, 4, -2, -1/2}

>> {Floor[Pi 10^20], Round[Sqrt[2]], Ceiling[E], Floor[-Pi], FractionalPart[Pi]}
{314159265358979323846, 1, 3, -4, -3 + Pi}

>> {Round[17, 5], Floor[7/2, 1/3], Ceiling[2.71, 1/10], Round[10, Pi]}
{15, 10/3, 14/5, 3*Pi}

>> {Floor[x + 3], Floor[Floor[x]], Floor[Infinity], Floor[1.5 + 2.7 I]}
{3 + Floor[x], Floor[x], Infinity, 1 + 2*I}

>> {Mod[-1, 3], Mod[1, -3], Mod[5.5, 2], Mod[7/2, 1], Mod[5, 3, 1], Mod[3 Pi/2, Pi]}
{2, -2, 1.5, 1/2, 2, Pi/2}

>> {Quotient[-17, 5], Quotient[17, 5, 3], QuotientRemainder[23, -7], Quotient[7 + 3 I, 2]}
{-4, 2, {-4, -5}, 4 + 2*I}

>> Mod[3, 0]
Mod::indet: Indeterminate expression Mod[3, 0] encountered.
Indeterminate

>> {Chop[1. + 10.^-15 I], Chop[10.^-9], Chop[10.^-9, 10^-8]}
{1., 1.*^-9, 0}

>> {Rationalize[0.75], Rationalize[N[Pi]], Rationalize[N[Pi], 0], Rationalize[Pi, 1/100]}
{3/4, 3.141592653589793, 245850922/78256779, 22/7}

(* Signs and parts. *)
>> {Sign[-3/2], Sign[3 - 4 I], Sign[-2 x], Abs[-3 x], Abs[Pi - 4], Abs[x^2]}
{-1, 3/5 - (4*I)/5, -Sign[x], 3*Abs[x], 4 - Pi, Abs[x]^2}

>> {Re[3 + 4 I], Im[x + 2 I], Re[a - b I], Arg[-1], Arg[1 + I], Conjugate[2 - I]}
{3, 2 + Im[x], Im[b] + Re[a], Pi, Pi/4, 2 + I}

>> {Max[1, {2, 5/2}, 2.4], Max[3, x, Pi], Min[], Min[Infinity, y], MinMax[{3, 1, 2}]}
{5/2, Max[Pi, x], Infinity, y, {1, 3}}

>> {Clip[{-2, 1/2, 3}], Clip[15, {0, 10}, {a, b}], Rescale[{1, 2, 3}], UnitStep[{-1, 0, 1}], Ramp[-2]}
{{-1, 1/2, 1}, b, {0, 1/2, 1}, {0, 1, 1}, 0}

>> {NumericQ[Sqrt[2] + Pi], NumberQ[Pi], ExactNumberQ[1/2], InexactNumberQ[1/2], MachineNumberQ[1.]}
{True, False, True, False, True}

>> {Positive[Pi - 3], Negative[x], NonNegative[0], NonPositive[1 + I]}
{True, Negative[x], True, False}

(* Sizes are predicted. *)
>> 2^(2^40)
General::ovfl: Overflow occurred in computation.
Overflow[]

>> (10^12)!
General::ovfl: Overflow occurred in computation.
Overflow[]
