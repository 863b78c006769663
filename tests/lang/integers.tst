(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Digits, bits, and the numbers of combinatorics. *)

>> {IntegerDigits[12345], IntegerDigits[-255, 16], IntegerDigits[6, 2, 5], IntegerDigits[0], IntegerDigits[1234, 10, 2]}
{{1, 2, 3, 4, 5}, {15, 15}, {0, 0, 1, 1, 0}, {0}, {3, 4}}

>> {FromDigits[{1, 2, 3}], FromDigits["ff", 16], FromDigits[{1, 0, 1}, x], FromDigits[{{1, {3}}, 1}]}
{123, 255, 1 + x^2, 4/3}

>> FromDigits[IntegerDigits[3^5000]] == 3^5000
True

>> {IntegerLength[10^100], IntegerLength[10^100 - 1], IntegerLength[10^5000], IntegerLength[10^5000 - 1], IntegerLength[0], IntegerLength[255, 2]}
{101, 100, 5001, 5000, 0, 8}

>> {IntegerString[255, 16], IntegerString[5, 2, 8], IntegerReverse[1230], DigitCount[1001, 10, 0], DigitSum[123]}
{ff, 00000101, 321, 2, 6}

>> IntegerDigits[10, 1]
IntegerDigits::ibase: Base 1 is not an integer greater than 1.
IntegerDigits[10, 1]

>> {IntegerDigits[3661, MixedRadix[{24, 60, 60}]], FromDigits[{1, 30, 30}, MixedRadix[{24, 60, 60}]]}
{{1, 1, 1}, 5430}

>> {RealDigits[1/7], RealDigits[1/8], RealDigits[7/12], RealDigits[Pi, 10, 5], RealDigits[10]}
{{{{1, 4, 2, 8, 5, 7}}, 0}, {{1, 2, 5}, 0}, {{5, 8, {3}}, 0}, {{3, 1, 4, 1, 5}, 1}, {{1, 0}, 2}}

>> RealDigits[Pi]
RealDigits::ndig: The number of digits to return cannot be determined.
RealDigits[Pi]

>> {MantissaExponent[350.12], MantissaExponent[1/10], MantissaExponent[0], RealExponent[1000]}
{{0.35012, 3}, {1/10, 0}, {0, 0}, 3.}

>> {BitAnd[12, 10], BitOr[12, 10], BitXor[12, 10], BitNot[5], BitAnd[-1, 2^70 + 5], BitAnd[x, 3, 5]}
{8, 14, 6, -6, 1180591620717411303429, BitAnd[1, x]}

>> {BitShiftLeft[1, 70], BitShiftRight[2^70, 69], BitShiftRight[-7], BitLength[255], BitLength[-256], BitGet[5, 1], BitSet[4, 0], BitClear[7, 1]}
{1180591620717411303424, 2, -3, 8, 8, 0, 5, 5}

>> {20!, 0!, 7!!, Factorial2[-5], Subfactorial[5], (-1)!}
{2432902008176640000, 1, 105, 1/3, 44, ComplexInfinity}

>> {Binomial[10, 3], Binomial[-3, 2], Binomial[-3, -5], Binomial[3, 5], Binomial[1/2, 3], Binomial[n, 0], Binomial[n, 2]}
{120, 6, 6, 0, 1/16, 1, ((-1 + n)*n)/2}

>> {Multinomial[2, 3, 4], Pochhammer[a, 3], Pochhammer[3, 4], FactorialPower[10, 3], CatalanNumber[10]}
{1260, a*(1 + a)*(2 + a), 360, 720, 16796}

>> {Fibonacci[10], Fibonacci[-4], Fibonacci[4, x], LucasL[10], LucasL[2, x]}
{55, -3, 2*x + x^3, 123, 2 + x^2}

>> {BernoulliB[10], BernoulliB[2, x], EulerE[4], EulerE[2, x], BellB[10], BellB[3, x]}
{5/66, 1/6 - x + x^2, 5, -x + x^2, 115975, x + 3*x^2 + x^3}

>> {StirlingS1[5, 2], StirlingS2[5, 2], PartitionsP[100], PartitionsQ[50], HarmonicNumber[10], HarmonicNumber[5, 2]}
{-50, 15, 190569292, 3658, 7381/2520, 5269/3600}

>> IntegerPartitions[5]
{{5}, {4, 1}, {3, 2}, {3, 1, 1}, {2, 2, 1}, {2, 1, 1, 1}, {1, 1, 1, 1, 1}}

>> {IntegerPartitions[5, 2], IntegerPartitions[5, {3}], IntegerPartitions[8, All, {3, 5}], IntegerPartitions[0], IntegerPartitions[-1]}
{{{5}, {4, 1}, {3, 2}}, {{3, 1, 1}, {2, 2, 1}}, {{5, 3}}, {{}}, {}}

>> {FrobeniusNumber[{6, 9, 20}], FrobeniusNumber[{4, 6}], FrobeniusNumber[{1, 5}]}
{43, Infinity, -1}

(* Random numbers: the same seed gives the same numbers. *)
>> SeedRandom[5]; a = {RandomReal[], RandomInteger[10^30], RandomChoice[Range[100]], RandomSample[Range[10]]}; SeedRandom[5]; a === {RandomReal[], RandomInteger[10^30], RandomChoice[Range[100]], RandomSample[Range[10]]}
True

>> {Dimensions[RandomInteger[9, {2, 3}]], Sort[RandomSample[Range[5]]], RandomChoice[{0, 1} -> {a1, b1}, 2], RandomInteger[{3, 3}]}
{{2, 3}, {1, 2, 3, 4, 5}, {b1, b1}, 3}

>> AllTrue[RandomReal[{2, 3}, 1000], 2 <= # < 3 &] && Precision[RandomReal[1, WorkingPrecision -> 30]] == 30
True

(* Of inexact numbers: Zeta[r] - HurwitzZeta[r, n + 1]. *)
>> {HarmonicNumber[10., 2] - N[Total[1/Range[10]^2]], N[HarmonicNumber[1200, -1/2], 30] - N[Total[Sqrt[Range[1200]]], 30]} // Abs // Max // # < 10^-12 &
True

>> {HarmonicNumber[2.5, 1.] == HarmonicNumber[2.5], HarmonicNumber[5, 1.] == 137/60., HarmonicNumber[n, 2.], HarmonicNumber[10, 1/2]}
{True, True, HarmonicNumber[n, 2.], HarmonicNumber[10, 1/2]}
