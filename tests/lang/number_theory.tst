(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Divisibility, primes, residues, continued fractions. *)

>> {GCD[12, 18], GCD[], GCD[0, 0], GCD[-4, 6], GCD[1/2, 1/3], GCD[3 + 4 I, 5], GCD[2^200, 6^100] == 2^100}
{6, 0, 0, 2, 1/6, 2 + I, True}

>> {LCM[4, 6], LCM[1/2, 1/3], LCM[-4, 6], GCD[{4, 6}, 10], GCD[2, x]}
{12, 1, 12, {2, 2}, GCD[2, x]}

>> {ExtendedGCD[12, 18], ExtendedGCD[6, 10], ExtendedGCD[0, 0]}
{{6, {-1, 1}}, {2, {2, -1}}, {0, {0, 0}}}

>> {PowerMod[2, 10, 3], PowerMod[3, -1, 7], PowerMod[5, 1/2, 11], PowerMod[2, 10^50, 10^9 + 7], ModularInverse[3, 7]}
{1, 5, 4, 253566271, 5}

>> PowerMod[2, -1, 4]
PowerMod::ninv: 2 is not invertible modulo 4.
PowerMod[2, -1, 4]

>> ModularInverse[2, 4]
ModularInverse[2, 4]

>> {PrimeQ[2^127 - 1], PrimeQ[2^128 + 1], PrimeQ[-7], PrimeQ[1], PrimeQ[x], PrimeQ[5, GaussianIntegers -> True]}
{True, False, True, False, False, False}

>> {FactorInteger[360], FactorInteger[-3/4], FactorInteger[1], FactorInteger[0], FactorInteger[2^64 + 1]}
{{{2, 3}, {3, 2}, {5, 1}}, {{-1, 1}, {2, -2}, {3, 1}}, {{1, 1}}, {{0, 1}}, {{274177, 1}, {67280421310721, 1}}}

>> FactorInteger[5, GaussianIntegers -> True]
{{-I, 1}, {1 + 2*I, 1}, {2 + I, 1}}

>> Times @@ Power @@@ FactorInteger[30!] == 30!
True

>> {Divisors[12], DivisorSigma[1, 20], DivisorSigma[0, 12], DivisorSigma[-1, 6], EulerPhi[100], MoebiusMu[30], LiouvilleLambda[12]}
{{1, 2, 3, 4, 6, 12}, 42, 6, 2, 40, -1, -1}

>> {PrimeNu[60], PrimeOmega[60], CarmichaelLambda[100], SquareFreeQ[30], SquareFreeQ[12], PrimePowerQ[27], PerfectNumberQ[28], CompositeQ[9]}
{3, 4, 20, True, False, True, True, True}

>> {Prime[{1, 2, 3, 100}], PrimePi[100], PrimePi[10^6], Prime[10^6], NextPrime[10], NextPrime[100, -1], NextPrime[2, -1], NextPrime[-3]}
{{2, 3, 5, 541}, 25, 78498, 15485863, 11, 97, -2, -2}

>> PrimePi[10^9]
50847534

>> Prime[0]
Prime::intpp: Positive integer argument expected in Prime[0].
Prime[0]

>> {PrimitiveRoot[23], PrimitiveRoot[8], MultiplicativeOrder[3, 10], MultiplicativeOrder[4, 6], JacobiSymbol[7, 15], KroneckerSymbol[3, 8]}
{5, PrimitiveRoot[8], 4, MultiplicativeOrder[4, 6], -1, -1}

>> {ChineseRemainder[{1, 2}, {3, 5}], ChineseRemainder[{1, 2}, {3, 5}, 10], ChineseRemainder[{1, 2}, {4, 6}], IntegerExponent[1000], IntegerExponent[40, 2]}
{7, 22, ChineseRemainder[{1, 2}, {4, 6}], 3, 3}

>> {CoprimeQ[8, 9], CoprimeQ[2, 3, 4], Divisible[12, {2, 3, 5}], SquaresR[2, 25], PowersRepresentations[50, 2, 2]}
{True, False, {True, True, False}, 12, {{1, 7}, {5, 5}}}

>> {ContinuedFraction[47/17], ContinuedFraction[-5/3], ContinuedFraction[Sqrt[13]], ContinuedFraction[(1 + Sqrt[5])/2], ContinuedFraction[Pi, 7]}
{{2, 1, 3, 4}, {-1, -1, -2}, {3, {1, 1, 1, 1, 6}}, {{1}}, {3, 7, 15, 1, 292, 1, 1}}

>> {FromContinuedFraction[{2, 1, 3, 4}], FromContinuedFraction[{3, {1, 1, 1, 1, 6}}], FromContinuedFraction[{{1}}], Convergents[{2, 1, 3, 4}]}
{47/17, Sqrt[13], (1 + Sqrt[5])/2, {2, 3, 11/4, 47/17}}

(* What takes long can be interrupted. *)
>> TimeConstrained[FactorInteger[(10^60 + 7) (10^61 + 33)], 0.5]
$Aborted

(* By small factors first, then for certain. *)
>> Count[Range[-20, 2000], _?PrimeQ]
311

>> PrimeQ /@ {2^61 - 1, 2^62 - 57, 2^63 - 25, 2^64 - 59, 2^64 - 57, 1681, 37, 41, 43, 1763}
{True, True, True, True, False, False, True, True, True, False}

#fresh
>> SetOptions[PrimeQ, GaussianIntegers -> True]; c = 0; Do[If[PrimeQ[i], c = c + 1], {i, 100}]; c
13
