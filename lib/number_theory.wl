(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Number theory that needs no C: sequences, sums over divisors, linear equations in integers. *)

SetAttributes[{ThueMorse, RudinShapiro, AlternatingFactorial, MangoldtLambda, PerfectNumber, PolygonalNumber,
  AlternatingHarmonicNumber}, Listable]

(** LinearRecurrence[ker, init, n] gives the first n terms of the sequence with the recurrence kernel ker and the initial values init.
    LinearRecurrence[ker, init, {m, n}] gives terms m through n, LinearRecurrence[ker, init, {n}] the n-th term.

    >> LinearRecurrence[{1, 1}, {1, 1}, 8]
    {1, 1, 2, 3, 5, 8, 13, 21}
    >> LinearRecurrence[{1, 1}, {1, 1}, {5}]
    5
 **)
LinearRecurrence[ker_List, init_List, n_Integer?NonNegative] := Take[linearRecurrenceTerms[ker, init, n], n] /; Length[init] >= Length[ker] > 0
LinearRecurrence[ker_List, init_List, {n_Integer?Positive}] := Last[Take[linearRecurrenceTerms[ker, init, n], n]] /; Length[init] >= Length[ker] > 0
LinearRecurrence[ker_List, init_List, {m_Integer?Positive, n_Integer?Positive}] :=
  Take[linearRecurrenceTerms[ker, init, n], {m, n}] /; Length[init] >= Length[ker] > 0

(* The last values are kept newest first, as the kernel is written. *)
linearRecurrenceTerms[ker_, init_, n_] :=
  If[n <= Length[init],
    init,
    Join[init, Rest[NestList[Prepend[Most[#], Expand[Total[ker #]]] &, Take[Reverse[init], Length[ker]], n - Length[init]][[All, 1]]]]]

(** PolygonalNumber[n] gives the n-th triangular number.
    PolygonalNumber[r, n] gives the n-th r-gonal number.

    >> Table[PolygonalNumber[n], {n, 5}]
    {1, 3, 6, 10, 15}
    >> PolygonalNumber[5, 4]
    22
 **)
PolygonalNumber[n_] := n (n + 1)/2 /; NumberQ[n]
PolygonalNumber[r_, n_] := n (n (r - 2) - r + 4)/2 /; NumberQ[r] && NumberQ[n]

(** DivisorSum[n, form] gives the sum of form[d] for all d that divide n.
    DivisorSum[n, form, cond] includes only the divisors for which cond gives True.

    >> DivisorSum[20, # &]
    42
    >> DivisorSum[20, #^2 &, OddQ]
    26
 **)
DivisorSum[n_Integer, form_] := Total[Map[form, Divisors[n]]] /; n != 0
DivisorSum[n_Integer, form_, cond_] := Total[Map[form, Select[Divisors[n], cond]]] /; n != 0

(** ThueMorse[n] gives the n-th term of the Thue-Morse sequence: the parity of the number of ones in the binary digits of n.

    >> ThueMorse[{0, 1, 2, 3, 4}]
    {0, 1, 1, 0, 1}
 **)
ThueMorse[n_Integer] := Mod[DigitCount[n, 2, 1], 2]

(** RudinShapiro[n] gives the n-th term of the Rudin-Shapiro sequence: (-1)^k, k the number of pairs of adjacent ones in the binary digits of n.

    >> RudinShapiro[{1, 2, 3}]
    {1, 1, -1}
 **)
RudinShapiro[n_Integer?NonNegative] := 1 - 2 Mod[DigitCount[BitAnd[n, BitShiftRight[n]], 2, 1], 2]

(** AlternatingFactorial[n] gives the alternating factorial n! - (n - 1)! + (n - 2)! - ....

    >> AlternatingFactorial[5]
    101
 **)
AlternatingFactorial[n_Integer?NonNegative] := Fold[#2! - #1 &, 0, Range[n]]

(** MangoldtLambda[n] gives Log[p] if n is a power of the prime p, and 0 otherwise.

    >> MangoldtLambda[{1, 2, 6, 9}]
    {0, Log[2], 0, Log[3]}
 **)
MangoldtLambda[n_Integer?Positive] := If[PrimePowerQ[n], Log[FactorInteger[n][[1, 1]]], 0]

(** PerfectNumber[n] gives the n-th even perfect number.

    >> PerfectNumber[{1, 2, 3}]
    {6, 28, 496}
 **)
PerfectNumber[n_Integer?Positive] := With[{p = {2, 3, 5, 7, 13, 17, 19, 31, 61, 89, 107, 127, 521, 607, 1279, 2203, 2281, 3217, 4253,
    4423, 9689, 9941, 11213, 19937, 21701, 23209, 44497, 86243, 110503, 132049, 216091, 756839, 859433, 1257787, 1398269, 2976221,
    3021377, 6972593, 13466917, 20996011, 24036583, 25964951, 30402457, 32582657, 37156667}[[n]]},
  2^(p - 1) (2^p - 1)] /; n <= 45

(** PowerModList[a, s/r, m] gives all integers x from 0 to m - 1 with x^r = a^s modulo m.

    >> PowerModList[2, 1/2, 7]
    {3, 4}
    >> PowerModList[2, 5, 7]
    {4}
 **)
PowerModList[a_Integer, s_Integer, m_Integer?Positive] := {PowerMod[a, s, m]}
PowerModList[a_Integer, q_Rational, m_Integer?Positive] :=
  With[{b = PowerMod[a, Numerator[q], m], r = Denominator[q]}, Select[Range[0, m - 1], PowerMod[#, r, m] == b &]]

(** FrobeniusSolve[{a1, ..., an}, b] gives a list of all non-negative integer solutions of a1 x1 + ... + an xn = b.
    FrobeniusSolve[{a1, ..., an}, b, m] gives at most m solutions.

    >> FrobeniusSolve[{2, 3, 4}, 10]
    {{0, 2, 1}, {1, 0, 2}, {2, 2, 0}, {3, 0, 1}, {5, 0, 0}}
 **)
FrobeniusSolve[a : {__Integer?Positive}, b_Integer] := frobeniusSolutions[a, b]
FrobeniusSolve[a : {__Integer?Positive}, b_Integer, m_Integer?Positive] := Take[frobeniusSolutions[a, b], UpTo[m]]

frobeniusSolutions[_, b_?Negative] := {}
frobeniusSolutions[{a_}, b_] := If[Divisible[b, a], {{b/a}}, {}]
frobeniusSolutions[{a_, rest__}, b_] := If[Divisible[b, GCD[a, rest]],
  Join @@ Table[Map[Prepend[#, x] &, frobeniusSolutions[{rest}, b - a x]], {x, 0, Quotient[b, a]}],
  {}]

(** Hyperfactorial[n] gives the product of k^k for k from 1 to n.

    >> Hyperfactorial[4]
    27648
 **)
Hyperfactorial[n_Integer?NonNegative] := Times @@ (Range[n]^Range[n])
Hyperfactorial[n_Integer?Negative] := (-1)^Quotient[-n, 2] Hyperfactorial[-n - 1]

(** FindLinearRecurrence[list] finds the shortest linear recurrence that the terms of list satisfy.

    >> FindLinearRecurrence[{1, 2, 4, 8, 16, 32}]
    {2}
    >> FindLinearRecurrence[{1, 1, 2, 3, 5, 8, 13}]
    {1, 1}
 **)
FindLinearRecurrence[list_List] := FindLinearRecurrence[list, Quotient[Length[list], 2]]
FindLinearRecurrence[list_List, most_Integer?Positive] :=
  With[{kernel = recurrenceKernel[list, Min[most, Quotient[Length[list], 2]], 1]}, kernel /; ListQ[kernel]]

recurrenceKernel[list_, most_, k_] := Null /; k > most
recurrenceKernel[list_, most_, k_] :=
  With[{kernel = Quiet[Replace[LinearSolve[Table[Reverse[list[[i ;; i + k - 1]]], {i, Length[list] - k}], Drop[list, k]], _LinearSolve -> $Failed]]},
    If[ListQ[kernel], kernel, recurrenceKernel[list, most, k + 1]]]

(** DeBruijnSequence[list, n] gives a de Bruijn sequence on the elements of list, taken n at a time.

    >> DeBruijnSequence[{0, 1}, 3]
    {0, 0, 0, 1, 0, 1, 1, 1}
 **)
DeBruijnSequence[list_List, n_Integer?Positive] :=
  list[[1 + Join @@ Select[lyndonWords[Length[list], n], Divisible[n, Length[#]] &]]] /; Length[list] > 0

(* The Lyndon words of length at most n over 0 .. k - 1, in lexicographic order. *)
lyndonWords[k_, n_] := NestWhileList[nextLyndonWord[#, k, n] &, {0}, # =!= {k - 1} &]
nextLyndonWord[w_, k_, n_] := With[{v = PadRight[w, n, w]},
  With[{keep = n - LengthWhile[Reverse[v], # == k - 1 &]}, Append[Take[v, keep - 1], v[[keep]] + 1]]]

(** AlternatingHarmonicNumber[n] gives the n-th alternating harmonic number 1 - 1/2 + 1/3 - ....
    AlternatingHarmonicNumber[n, r] gives the sum with the r-th powers.

    >> AlternatingHarmonicNumber[4]
    7/12
 **)
AlternatingHarmonicNumber[n_Integer?NonNegative, r_ : 1] := Total[(-1)^(Range[n] + 1)/Range[n]^r] /; r === 1 || NumberQ[r]
