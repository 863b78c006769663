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
