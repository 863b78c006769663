(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* FLINT and LAPACK can't be interrupted: large factorings, determinants and solutions are made in a child process. *)
>> TimeConstrained[Factor[Expand[(x + 1)^480 - 1]], 0.2, late]
late

>> TimeConstrained[Det[Table[Mod[(i + 7 j)^20, 10^9 + 7], {i, 300}, {j, 300}]], 0.2, late]
late

>> Factor[Expand[2 (Sin[y] + x)^600]]
2*(x + Sin[y])^600

>> PolynomialGCD[x^600 - 1, x^400 - 1]
-1 + x^200

>> FactorList[Expand[(x - 2 y)^300]]
{{1, 1}, {x - 2*y, 300}}

>> m = Table[If[i == j, 3, 1/(i + j)], {i, 60}, {j, 60}]; {Inverse[m] . m === IdentityMatrix[60], m . LinearSolve[m, Range[60]] === Range[60], Det[m] === Det[Transpose[m]]}
{True, True, True}

>> Head @ LinearSolve[ConstantArray[1, {60, 60}], Range[60]]
LinearSolve::nosol: Linear equation encountered that has no solution.
LinearSolve

(* At a pole more digits were tried, and more again. *)
>> First[AbsoluteTiming[PolyGamma[2.`200, 0]]] < 1
True

(* Calls of the libraries that can't be interrupted were made here, not in a child process that can be ended: by their
   number of rows or terms they looked quick.  Each of these went on for seconds after its limit. *)

>> overshoots[e_] := First[AbsoluteTiming[TimeConstrained[e, 0.05]]] > 1; SetAttributes[overshoots, HoldAll]

>> matrix[digits_, rows_, columns_] := RandomInteger[10^digits, {rows, columns}]; huge = 3^(10^7); other = 7^(8*10^6);

>> overshoots[Factor[Expand[(x + 1)^240 - 1]]]
False

>> {overshoots[RowReduce[matrix[1000, 30, 50]]], overshoots[NullSpace[matrix[1000, 30, 50]]]}
{False, False}

>> overshoots[LinearSolve[matrix[1000, 40, 40], matrix[1000, 40, 1]]]
False

>> {overshoots[ModularInverse[huge, other]], overshoots[ExtendedGCD[huge, other]]}
{False, False}

>> {overshoots[Sqrt[huge]], overshoots[BernoulliB[200000]], overshoots[SquaresR[17, 10^6]]}
{False, False, False}

>> overshoots[Resultant[(x^10 + y^9 z + 3)*(x - y^4), (x^10*z - y^10 + 7)*(x^2 + z^8 - 1), x]]
False

(* What such a call left undone kept a loop from its end. *)
>> TimeConstrained[IntegerLength[huge], 0.02, late]; 1 + 1
2

(* And what the children give is right. *)
>> m = RandomInteger[9, {61, 61}]; {m . Inverse[m] == IdentityMatrix[61], m . LinearSolve[m, Range[61]] == Range[61]}
{True, True}

>> {MatrixRank[matrix[400, 20, 30]], IntegerExponent[3^1400000*7, 3], PartitionsQ[Range[0, 20]] === CoefficientList[Expand[Product[1 + q^k, {k, 20}]], q][[;; 21]]}
{20, 1400000, True}

>> {g, {s, t}} = ExtendedGCD[3^200000, 7^180000]; g == 1 && s*3^200000 + t*7^180000 == 1
True
