(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Linear algebra modulo an integer, for the option Modulus; triangular decompositions and the structured
   matrices that they are given as. *)

(* Reduced row echelon form, with pivots among the first `width` columns that are invertible. *)
reduceModulo[m0_, n_, width_] := Module[{m = Mod[m0, n], row = 1, pivot, inverse},
  Do[
    If[row > Length[m], Break[]];
    pivot = SelectFirst[Range[row, Length[m]], GCD[m[[#, c]], n] == 1 &];
    If[IntegerQ[pivot],
      m[[{row, pivot}]] = m[[{pivot, row}]];
      inverse = PowerMod[m[[row, c]], -1, n];
      m[[row]] = Mod[inverse m[[row]], n];
      Do[If[r != row && m[[r, c]] != 0, m[[r]] = Mod[m[[r]] - m[[r, c]] m[[row]], n]], {r, Length[m]}];
      row++],
    {c, width}];
  m]
rowReduceModulo[m_, n_] := reduceModulo[m, n, Length[First[m]]]
rankModulo[m_, n_] := Count[rowReduceModulo[m, n], r_ /; ! AllTrue[r, # == 0 &]]
pivotColumns[r_] := Map[First[FirstPosition[#, Except[0, _Integer], {0}, {1}, Heads -> False]] &, Select[r, ! AllTrue[#, # == 0 &] &]]
nullSpaceModulo[m_, n_] := Module[{r = rowReduceModulo[m, n], width = Length[First[m]], pivots, v},
  pivots = pivotColumns[r];
  Reverse[Table[
    v = Table[0, width]; v[[free]] = 1;
    Do[v[[pivots[[i]]]] = Mod[-r[[i, free]], n], {i, Length[pivots]}];
    v, {free, Complement[Range[width], pivots]}]]]
inverseModulo[m_, n_] := Module[{k = Length[m], r},
  r = reduceModulo[Join[m, IdentityMatrix[k], 2], n, k];
  If[r[[All, 1 ;; k]] === IdentityMatrix[k], r[[All, k + 1 ;; 2 k]], Message[Inverse::sing, m]; $Failed]]
solveModulo[m_, b_, n_] := Module[{width = Length[First[m]], rhs = If[VectorQ[b], Map[List, b], b], r, x, pivots},
  r = reduceModulo[Join[m, rhs, 2], n, width];
  pivots = pivotColumns[r];
  If[AnyTrue[pivots, # > width &], Message[LinearSolve::nosol]; $Failed,
  x = Table[0, width, Length[First[rhs]]];
  Do[x[[pivots[[i]]]] = r[[i, width + 1 ;;]], {i, Length[pivots]}];
  If[VectorQ[b], x[[All, 1]], x]]]

(* A structured matrix: head[StructuredData[dims, data]]. *)
structured[head_, dims_, data_] := head[StructuredArray`StructuredData[dims, data]]
structuredNormal[LowerTriangularMatrix[StructuredArray`StructuredData[_, m_]]] := m
structuredNormal[UpperTriangularMatrix[StructuredArray`StructuredData[_, m_]]] := m
structuredNormal[DiagonalMatrix[StructuredArray`StructuredData[_, {d_, k_}]]] := DiagonalMatrix[d, k]
structuredNormal[CauchyMatrix[StructuredArray`StructuredData[_, {x_, y_}]]] := Outer[1/(#1 + #2) &, x, y]
structuredNormal[PermutationMatrix[StructuredArray`StructuredData[{n_, _}, {c_, _}]]] := IdentityMatrix[n][[cycleImages[c, n]]]
structuredNormal[VandermondeMatrix[StructuredArray`StructuredData[{_, n_}, {x_, ___}]]] := Map[Prepend[Table[#^k, {k, 1, n - 1}], 1] &, x]
structuredNormal[BlockDiagonalMatrix[StructuredArray`StructuredData[{n_, m_}, {blocks_, ___}]]] := Module[{a = ConstantArray[0, {n, m}], i = 0, j = 0},
  Do[
    MapIndexed[(a[[i + #2[[1]], j + #2[[2]]]] = #1) &, b, {2}];
    i += Length[b]; j += Length[First[b]],
    {b, blocks}];
  a]
structuredNormal[x_] := x
cycleImages[Cycles[cycles_], n_] := Module[{p = Range[n]}, Do[p[[c]] = RotateLeft[c], {c, cycles}]; p]
cyclesOf[p_] := Module[{seen = {}, cycles = {}, c, k},
  Do[If[! MemberQ[seen, i], c = {i}; k = p[[i]]; While[k != i, AppendTo[c, k]; k = p[[k]]]; seen = Join[seen, c]; If[Length[c] > 1, AppendTo[cycles, c]]], {i, Length[p]}];
  Cycles[cycles]]
target[m_, how_, head_, data_] := Switch[how,
  "Dense", m,
  "Sparse", SparseArray[m],
  Automatic | "Structured", structured[head, Dimensions[m], data],
  _, $Failed]

(* The upvalues that every structured matrix has: [name] is its head. *)
structuredRules[name_] := (
  Unprotect[name];
  name /: Normal[s : name[_StructuredArray`StructuredData]] := structuredNormal[s];
  name /: Dimensions[name[StructuredArray`StructuredData[d_, _]]] := d;
  name /: Length[name[StructuredArray`StructuredData[d_, _]]] := First[d];
  name /: MatrixQ[name[_StructuredArray`StructuredData]] := True;
  name /: ArrayQ[name[_StructuredArray`StructuredData]] := True;
  name /: Part[s : name[_StructuredArray`StructuredData], spec__] := structuredNormal[s][[spec]];
  name /: ArrayRules[s : name[_StructuredArray`StructuredData]] := ArrayRules[structuredNormal[s]];
  name /: Dot[s : name[_StructuredArray`StructuredData], t_] := structuredNormal[s] . structuredNormal[t];
  name /: Dot[t_List, s : name[_StructuredArray`StructuredData]] := t . structuredNormal[s];
  name /: (f : Det | Inverse | Tr | Transpose | Diagonal | Eigenvalues | MatrixRank | Total)[s : name[_StructuredArray`StructuredData], rest___] := f[structuredNormal[s], rest];
  name /: Times[c_, s : name[_StructuredArray`StructuredData]] := c structuredNormal[s];
  name /: Plus[c_List, s : name[_StructuredArray`StructuredData]] := c + structuredNormal[s];
  Protect[name])

(** LUDecomposition[m] gives {l, u, p, c}: a lower and an upper triangular matrix and a permutation matrix with l.u == p.m, and a condition number.

    >> Normal[Take[LUDecomposition[{{1, 2}, {3, 4}}], 2][[2]]]
    {{1, 2}, {0, -2}}
 **)
LUDecomposition[m_?MatrixQ] := Module[{a = m, n = Length[m], p = Range[Length[m]], l, u, pivot},
  Do[
    pivot = choosePivot[a[[k ;;, k]]];
    If[IntegerQ[pivot],
      pivot += k - 1;
      If[pivot != k, a[[{k, pivot}]] = a[[{pivot, k}]]; p[[{k, pivot}]] = p[[{pivot, k}]]];
      Do[
        With[{f = Together[a[[i, k]]/a[[k, k]]]},
          a[[i, k + 1 ;;]] = Together[a[[i, k + 1 ;;]] - f a[[k, k + 1 ;;]]]; a[[i, k]] = f],
        {i, k + 1, n}]],
    {k, n - 1}];
  l = LowerTriangularize[a, -1] + IdentityMatrix[n]; u = UpperTriangularize[a];
  {structured[LowerTriangularMatrix, {n, n}, l], structured[UpperTriangularMatrix, {n, n}, u],
   structured[PermutationMatrix, {n, n}, {cyclesOf[p], Infinity}], 0}] /; Length[m] == Length[First[m]]
(* The entry of least absolute value that is not zero, for exact entries; the greatest for inexact ones. *)
choosePivot[column_] := Module[{at = Select[Range[Length[column]], ! TrueQ[column[[#]] == 0] &]},
  Which[
    at === {}, None,
    ! AllTrue[column, NumericQ], First[SortBy[at, If[NumericQ[column[[#]]], 0, 1] &]],
    FreeQ[column, _Real], First[SortBy[at, {Abs[N[column[[#]]]], #} &]],
    True, First[SortBy[at, {-Abs[column[[#]]], #} &]]]]

(** LDLDecomposition[m] gives {l, d} with m == l.d.ConjugateTranspose[l], l lower triangular with ones on its diagonal and d diagonal.

    >> LDLDecomposition[{{4, 2}, {2, 3}}, TargetStructure -> "Dense"]
    {{{1, 0}, {1/2, 1}}, {{4, 0}, {0, 2}}}
 **)
Options[LDLDecomposition] = {TargetStructure -> Automatic};
LDLDecomposition[m_?MatrixQ, OptionsPattern[]] := Module[{f = ldl[m], how = OptionValue[LDLDecomposition, TargetStructure], r},
  r /; f =!= $Failed && FreeQ[r = {target[f[[1]], how, LowerTriangularMatrix, f[[1]]], target[DiagonalMatrix[f[[2]]], how, DiagonalMatrix, {f[[2]], 0}]}, $Failed]] /; HermitianMatrixQ[m]
ldl[m_] := Module[{n = Length[m], l = IdentityMatrix[Length[m]], d = Table[0, Length[m]], singular = False},
  Do[
    d[[j]] = Together[m[[j, j]] - Total[Table[l[[j, k]] Conjugate[l[[j, k]]] d[[k]], {k, j - 1}]]];
    If[TrueQ[d[[j]] == 0], singular = True; Break[]];
    Do[l[[i, j]] = Together[(m[[i, j]] - Total[Table[l[[i, k]] Conjugate[l[[j, k]]] d[[k]], {k, j - 1}]])/d[[j]]], {i, j + 1, n}],
    {j, n}];
  If[singular, $Failed, {l, d}]]

(** SchurDecomposition[m] gives {q, t} with m == q.t.ConjugateTranspose[q], q unitary and t block upper triangular, for a matrix of machine numbers.

    >> SchurDecomposition[{{2.}}]
    {{{1.}}, {{2.}}}
 **)
SchurDecomposition[m_?MatrixQ] := matrixSchur[N[m]] /; Length[m] == Length[First[m]] && MatrixQ[m, NumericQ] && Precision[m] === MachinePrecision

(** VandermondeMatrix[{x1, x2, ...}] gives the Vandermonde matrix whose rows are powers of the x_i.

    >> Normal[VandermondeMatrix[{2, 3, 5}]]
    {{1, 2, 4}, {1, 3, 9}, {1, 5, 25}}
 **)
VandermondeMatrix[x_List] := structured[VandermondeMatrix, {Length[x], Length[x]}, {x}] /; x =!= {}
VandermondeMatrix[x_List, n_Integer?Positive] := structured[VandermondeMatrix, {Length[x], n}, {x}] /; x =!= {}

(** CauchyMatrix[x, y] gives the matrix of the 1/(x_i + y_j); CauchyMatrix[x] uses x twice.

    >> CauchyMatrix[{1, 2}, TargetStructure -> "Dense"]
    {{1/2, 1/3}, {1/3, 1/4}}
 **)
Options[CauchyMatrix] = {TargetStructure -> Automatic};
CauchyMatrix[x_?VectorQ, OptionsPattern[]] := cauchy[x, x, OptionValue[CauchyMatrix, TargetStructure]] /; x =!= {}
CauchyMatrix[x_?VectorQ, y_?VectorQ, OptionsPattern[]] := cauchy[x, If[y === {}, x, y], OptionValue[CauchyMatrix, TargetStructure]] /; x =!= {}
cauchy[x_, y_, how_] := With[{m = target[Outer[1/(#1 + #2) &, x, y], how, CauchyMatrix, {x, y}]}, If[m === $Failed, structured[CauchyMatrix, {Length[x], Length[y]}, {x, y}], m]]

(** PermutationMatrix[p] gives the matrix of a permutation, given by its images or by cycles.

    >> Normal[PermutationMatrix[Cycles[{{1, 2}}]]]
    {{0, 1}, {1, 0}}
 **)
PermutationMatrix[p : {__Integer}] := structured[PermutationMatrix, {Length[p], Length[p]}, {cyclesOf[p], Infinity}] /; Sort[p] === Range[Length[p]]
PermutationMatrix[c : Cycles[_List]] := PermutationMatrix[c, Max[Flatten[List @@ c], 1]]
PermutationMatrix[c : Cycles[_List], n_Integer?Positive] := structured[PermutationMatrix, {n, n}, {c, Infinity}]

(** BlockDiagonalMatrix[{m1, m2, ...}] gives the matrix with the matrices m_i on its diagonal.

    >> Normal[BlockDiagonalMatrix[{{{a}}, {{b, c}, {d, e}}}]]
    {{a, 0, 0}, {0, b, c}, {0, d, e}}
 **)
BlockDiagonalMatrix[blocks : {__?MatrixQ}] := With[{rows = Total[Map[Length, blocks]]},
  structured[BlockDiagonalMatrix, {rows, rows}, {blocks, Range[rows], Range[rows]}]] /; AllTrue[blocks, Length[#] == Length[First[#]] &]

Scan[structuredRules, {LowerTriangularMatrix, UpperTriangularMatrix, PermutationMatrix, CauchyMatrix, VandermondeMatrix, BlockDiagonalMatrix}]

(** DiamondMatrix[r] gives a matrix of ones in a diamond of radius r, zeros elsewhere.
    DiamondMatrix[r, w] gives a matrix of width w.

    >> DiamondMatrix[1]
    {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}
 **)
DiamondMatrix[r_Integer?NonNegative] := shape[{r, r}, Total[Abs[#]] <= 1 &, r]
DiamondMatrix[r : {__Integer?NonNegative}] := shape[r, Total[Abs[#]] <= 1 &, 0]

(** BoxMatrix[r] gives a matrix of ones of width 2 r + 1.

    >> BoxMatrix[1]
    {{1, 1, 1}, {1, 1, 1}, {1, 1, 1}}
 **)
BoxMatrix[r_Integer?NonNegative] := ConstantArray[1, {2 r + 1, 2 r + 1}]
BoxMatrix[r : {__Integer?NonNegative}] := ConstantArray[1, 2 r + 1]

(** DiskMatrix[r] gives a matrix of ones in a disk of radius r, zeros elsewhere.

    >> DiskMatrix[2]
    {{0, 1, 1, 1, 0}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {1, 1, 1, 1, 1}, {0, 1, 1, 1, 0}}
 **)
DiskMatrix[r_Integer?NonNegative] := Table[Boole[i^2 + j^2 <= (r + 1/2)^2], {i, -r, r}, {j, -r, r}]

(** CrossMatrix[r] gives a matrix of ones in a cross of radius r, zeros elsewhere.

    >> CrossMatrix[1]
    {{0, 1, 0}, {1, 1, 1}, {0, 1, 0}}
 **)
CrossMatrix[r_Integer?NonNegative] := shape[{r, r}, Count[#, 0] >= 1 &, r]
CrossMatrix[r : {__Integer?NonNegative}] := shape[r, Count[#, 0] >= Length[r] - 1 &, 0]
shape[r_, test_, _] := Module[{index = Tuples[Map[Range[-#, #] &, r]]},
  ArrayReshape[Map[Boole[test[MapThread[If[#2 == 0, 0, #1/#2] &, {#, r}]]] &, index], 2 r + 1]]

(** DrazinInverse[m] gives the Drazin inverse of the square matrix m.

    >> DrazinInverse[{{2, 0}, {0, 0}}]
    {{1/2, 0}, {0, 0}}
 **)
DrazinInverse[m_?MatrixQ] := With[{k = Length[m]}, MatrixPower[m, k] . PseudoInverse[MatrixPower[m, 2 k + 1]] . MatrixPower[m, k]] /; Length[m] == Length[First[m]]
