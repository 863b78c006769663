(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Arithmetic functions and means: harmonic numbers and their sums, convolution, numbers of groups,
   the arithmetic-geometric mean. *)

SetAttributes[{HyperHarmonicNumber, FiniteGroupCount, FiniteAbelianGroupCount}, Listable]
SetAttributes[ArithmeticGeometricMean, {Listable, NumericFunction, Orderless}]

(** HyperHarmonicNumber[r, n] gives the n-th hyperharmonic number of order r: that of order 0 is 1/n, that of order r the sum of the first n of order r - 1.
    HyperHarmonicNumber[r, n, s] begins with 1/n^s, HyperHarmonicNumber[r, n, s, z] with z^n/n^s.

    >> HyperHarmonicNumber[3, 4]
    57/4
    >> HyperHarmonicNumber[1, 5, 2]
    5269/3600
 **)
HyperHarmonicNumber[_, 0] := 0
HyperHarmonicNumber[_, 0, _] := 0
HyperHarmonicNumber[_, 0, _, _] := 0
HyperHarmonicNumber[0, n_, s_ : 1] := n^(-s)
HyperHarmonicNumber[0, n_, s_, z_] := z^n/n^s
HyperHarmonicNumber[1, n_] := HarmonicNumber[n]
HyperHarmonicNumber[1, n_, s_] := HarmonicNumber[n, s]
HyperHarmonicNumber[r_Integer?Positive, n_Integer?Positive, s_ : 1, z_ : 1] :=
  Total[Table[Binomial[n - k + r - 1, r - 1] z^k/k^s, {k, n}]]

(** MultipleHarmonicNumber[n, {s1, s2, ...}] gives the sum of 1/(n1^s1 n2^s2 ...) for n >= n1 > n2 > ... >= 1.

    >> MultipleHarmonicNumber[3, {2, 1}]
    5/12
 **)
MultipleHarmonicNumber[n_Integer?NonNegative, s : {__}] := Last[Prepend[
  Fold[Accumulate[Prepend[Most[#1], 0] Range[n]^(-#2)] &, Accumulate[Range[n]^(-Last[s])], Rest[Reverse[s]]], 0]]

(** ArithmeticGeometricMean[a, b] gives the arithmetic-geometric mean of a and b.

    >> ArithmeticGeometricMean[3.0, 7.0]
    4.789013583140951
    >> ArithmeticGeometricMean[0, 5]
    0
 **)
ArithmeticGeometricMean[a_, b_] := a /; a === b && (NumberQ[a] || Head[a] === Symbol)
ArithmeticGeometricMean[a_, b_] := If[Precision[{a, b}] === Infinity || MemberQ[{a, b}, 0], 0, 0.] /;
  TrueQ[a == 0] || TrueQ[b == 0] || TrueQ[a == -b] || a === -b
ArithmeticGeometricMean[a_, b_] := meanLimit[a, b] /; NumericQ[a] && NumericQ[b] && Precision[{a, b}] < Infinity
meanLimit[a0_, b0_] := Module[{a = N[a0, Precision[{a0, b0}]], b = N[b0, Precision[{a0, b0}]], c, n = 0, eps = 10^-Min[Precision[{a0, b0}], 300]},
  While[Abs[a - b] > 4 eps Abs[a] && n++ < 100,
    c = (a + b)/2;
    b = If[Negative[a] && Negative[b], -1, 1] Sqrt[a b];
    If[Abs[c - b] > Abs[c + b], b = -b];
    a = c];
  (a + b)/2]

(** FiniteAbelianGroupCount[n] gives the number of Abelian groups of order n.

    >> FiniteAbelianGroupCount[{8, 36, 10000}]
    {3, 4, 25}
 **)
FiniteAbelianGroupCount[1] := 1
FiniteAbelianGroupCount[n_Integer?Positive] := Times @@ Map[PartitionsP, FactorInteger[n][[All, 2]]]

(** FiniteGroupCount[n] gives the number of groups of order n: for n up to 100, powers of primes, and numbers without square factors.

    >> FiniteGroupCount[{1, 4, 8, 16, 2155}]
    {1, 2, 5, 14, 2}
 **)
FiniteGroupCount[0] := 0
FiniteGroupCount[n_Integer?Positive] := With[{c = groupCount[n]}, c /; c =!= $Failed]

groupCounts = {1, 1, 1, 2, 1, 2, 1, 5, 2, 2, 1, 5, 1, 2, 1, 14, 1, 5, 1, 5, 2, 2, 1, 15, 2, 2, 5, 4, 1, 4, 1, 51, 1, 2, 1, 14, 1, 2, 2, 14,
  1, 6, 1, 4, 2, 2, 1, 52, 2, 5, 1, 5, 1, 15, 2, 13, 2, 2, 1, 13, 1, 2, 4, 267, 1, 4, 1, 5, 1, 4, 1, 50, 1, 2, 3, 4, 1, 6, 1, 52,
  15, 2, 1, 15, 1, 2, 1, 12, 1, 10, 1, 4, 2, 2, 1, 231, 1, 5, 2, 16};
twoGroupCounts = {1, 2, 5, 14, 51, 267, 2328, 56092, 10494213, 49487365422};

groupCount[n_] := groupCounts[[n]] /; n <= 100
groupCount[n_] := primePowerGroups @@ First[FactorInteger[n]] /; PrimePowerQ[n]
groupCount[n_] := squareFreeGroups[FactorInteger[n][[All, 1]]] /; SquareFreeQ[n]
groupCount[_] := $Failed

primePowerGroups[2, k_] := If[k <= 10, twoGroupCounts[[k]], $Failed]
primePowerGroups[_, 1] := 1
primePowerGroups[_, 2] := 2
primePowerGroups[_, 3] := 5
primePowerGroups[_, 4] := 15
primePowerGroups[3, 5] := 67
primePowerGroups[p_, 5] := 61 + 2 p + 2 GCD[p - 1, 3] + GCD[p - 1, 4]
primePowerGroups[3, 6] := 504
primePowerGroups[p_, 6] := 3 p^2 + 39 p + 344 + 24 GCD[p - 1, 3] + 11 GCD[p - 1, 4] + 2 GCD[p - 1, 5]
primePowerGroups[_, _] := $Failed
(* Hoelder's formula. *)
squareFreeGroups[primes_] := Total[Map[Function[acting, With[{acted = Complement[primes, acting]},
  Times @@ Map[Function[p, (p^Count[acted, q_ /; Mod[q, p] == 1] - 1)/(p - 1)], acting]]], Subsets[primes]]]

(** DirichletConvolve[f, g, n, m] gives the Dirichlet convolution of f and g, functions of n, at m.

    >> DirichletConvolve[n, 1, n, m]
    DivisorSigma[1, m]
    >> DirichletConvolve[MoebiusMu[n], n, n, 12]
    4
 **)
DirichletConvolve[f_, g_, n_Symbol, m_] := With[{c = convolved[f, g, n]}, (c /. convolutionAt -> m) /; FreeQ[c, $Failed]] /;
  !NumberQ[m] || IntegerQ[m]
DirichletConvolve[f_Plus, g_, n_Symbol, m_] := Map[DirichletConvolve[#, g, n, m] &, f] /; AnyTrue[List @@ f, convolved[#, g, n] =!= $Failed &]
DirichletConvolve[f_, g_Plus, n_Symbol, m_] := Map[DirichletConvolve[f, #, n, m] &, g] /; AnyTrue[List @@ g, convolved[f, #, n] =!= $Failed &]

convolved[f_, g_, n_] := Module[{a, b},
  a = Replace[f, {x_Times :> Select[x, FreeQ[#, n] &], x_ /; FreeQ[x, n] :> x, _ -> 1}];
  b = Replace[g, {x_Times :> Select[x, FreeQ[#, n] &], x_ /; FreeQ[x, n] :> x, _ -> 1}];
  a b convolvedParts[Together[f/a], Together[g/b], n]]

exponent[1, _] := 0
exponent[n_, n_] := 1
exponent[n_^k_, n_] := k /; FreeQ[k, n]
exponent[_, _] := $Failed

convolvedParts[f_, g_, n_] := With[{j = exponent[f, n], k = exponent[g, n]},
  If[j === $Failed || k === $Failed || !NumberQ[j - k], otherParts[f, g, n],
    convolutionAt^Min[j, k] DivisorSigma[Abs[j - k], convolutionAt]]]

otherParts[MoebiusMu[n_], 1, n_] := KroneckerDelta[1 - convolutionAt]
otherParts[MoebiusMu[n_], n_, n_] := EulerPhi[convolutionAt]
otherParts[EulerPhi[n_], 1, n_] := convolutionAt
otherParts[n_, g : MoebiusMu[n_], n_] := otherParts[g, n, n]
otherParts[f_Plus, 1, n_] := With[{c = Map[convolved[#, 1, n] &, f]}, If[FreeQ[c, DivisorSum | $Failed], c, divisorSum[f, n]]]
otherParts[f_, g_Plus, n_] := With[{c = Map[convolved[f, #, n] &, g]}, If[FreeQ[c, $Failed], c, $Failed]]
otherParts[f_, 1, n_] := divisorSum[f, n]
otherParts[1, g_, n_] := otherParts[g, 1, n]
otherParts[_, _, _] := $Failed
divisorSum[f_, n_] := With[{b = f /. n -> Slot[1]}, DivisorSum[convolutionAt, Function[b]]]

(* ---- the trigonometric functions of degrees ---- *)

SetAttributes[{SinDegrees, CosDegrees, TanDegrees, CotDegrees, SecDegrees, CscDegrees, ArcSinDegrees, ArcCosDegrees, ArcTanDegrees},
  {Listable, NumericFunction}]

(** SinDegrees[x] gives the sine of x degrees.

    >> SinDegrees[{0, 30, 90}]
    {0, 1/2, 1}
 **)
SinDegrees[x_?NumericQ] := Sin[x Pi/180]

(** CosDegrees[x] gives the cosine of x degrees.

    >> CosDegrees[60]
    1/2
 **)
CosDegrees[x_?NumericQ] := Cos[x Pi/180]

(** TanDegrees[x] gives the tangent of x degrees.

    >> TanDegrees[45]
    1
 **)
TanDegrees[x_?NumericQ] := Tan[x Pi/180]

(** CotDegrees[x] gives the cotangent of x degrees.

    >> CotDegrees[45]
    1
 **)
CotDegrees[x_?NumericQ] := Cot[x Pi/180]

(** SecDegrees[x] gives the secant of x degrees.

    >> SecDegrees[60]
    2
 **)
SecDegrees[x_?NumericQ] := Sec[x Pi/180]

(** CscDegrees[x] gives the cosecant of x degrees.

    >> CscDegrees[30]
    2
 **)
CscDegrees[x_?NumericQ] := Csc[x Pi/180]

(** ArcSinDegrees[x] gives the angle in degrees whose sine is x.

    >> ArcSinDegrees[1/2]
    30
 **)
ArcSinDegrees[x_?NumericQ] := ArcSin[x] 180/Pi

(** ArcCosDegrees[x] gives the angle in degrees whose cosine is x.

    >> ArcCosDegrees[1/2]
    60
 **)
ArcCosDegrees[x_?NumericQ] := ArcCos[x] 180/Pi

(** ArcTanDegrees[x] gives the angle in degrees whose tangent is x.

    >> ArcTanDegrees[1]
    45
 **)
ArcTanDegrees[x_?NumericQ] := ArcTan[x] 180/Pi

(** DMSString[x] gives the angle of x degrees as a string of degrees, minutes and seconds.
    DMSString[{lat, lon}] gives geographic coordinates, DMSString[x, n] gives seconds to n places.

    >> DMSString[61/2]
    30°30'0"
    >> DMSString[30.264, 2]
    30°15'50.40"
 **)
DMSString[x_] := dmsText[Abs[x], 3] /; NumericQ[x]
DMSString[x_, n_Integer?NonNegative] := dmsText[Abs[x], n] /; NumericQ[x]
DMSString[{lat_, lon_}, n_Integer?NonNegative : 3] := StringJoin[dmsText[Abs[lat], n], If[Negative[lat], "S", "N"], "  ",
  dmsText[Abs[lon], n], If[Negative[lon], "W", "E"]] /; NumericQ[lat] && NumericQ[lon]
DMSString[{d_, m_, s_}, n_Integer?NonNegative : 3] := DMSString[d + m/60 + s/3600, n] /; AllTrue[{d, m, s}, NumericQ]

dmsText[x_, n_] := Module[{units = Round[Rationalize[3600 x, 0] 10^n], scale = 3600 10^n, seconds},
  seconds = Mod[units, 60 10^n];
  StringJoin[ToString[Quotient[units, scale]], "°", ToString[Quotient[Mod[units, scale], 60 10^n]], "'",
    If[IntegerQ[3600 x], ToString[Quotient[seconds, 10^n]],
      StringJoin[ToString[Quotient[seconds, 10^n]], ".", If[n > 0, IntegerString[Mod[seconds, 10^n], 10, n], ""]]], "\""]]
