(* SPDX-License-Identifier: LGPL-3.0-or-later *)

(* Linear algebra beyond elimination: norms, eigenvalues, decompositions, matrix functions. *)

machineQ[m_] := MatrixQ[m, NumericQ] && Precision[m] === MachinePrecision
squareQ[m_] := MatrixQ[m] && m =!= {{}} && Length[m] == Length[First[m]]
tidy[x_] := If[ListQ[x], Map[tidy, x], Together[x]]

(* Simplify where it can be had; else the expression. *)
simple[x_] := Simplify[x]

(** ConjugateTranspose[m] gives the conjugate transpose of the matrix m.

    >> ConjugateTranspose[{{1, I}, {2, 3}}]
    {{1, 2}, {-I, 3}}
 **)
ConjugateTranspose[m_List] := Conjugate[Transpose[m]] /; ArrayDepth[m] >= 2
ConjugateTranspose[m_List, p_List] := Conjugate[Transpose[m, p]]

(** Norm[v] gives the 2-norm of a number, a vector or a matrix.
    Norm[v, p] gives the p-norm, Norm[m, "Frobenius"] the Frobenius norm.

    >> Norm[{3, 4}]
    5
    >> Norm[{x, y}, Infinity]
    Max[Abs[x], Abs[y]]
 **)
Norm[x_?NumericQ] := Abs[x]
Norm[x_?NumericQ, _] := Abs[x]
Norm[v_?VectorQ] := Norm[v, 2] /; v =!= {}
Norm[v_?VectorQ, Infinity | DirectedInfinity[1]] := Max @@ Abs[v] /; v =!= {}
Norm[v_?VectorQ, 2 | "Frobenius"] := Sqrt[Total[Abs[v]^2]] /; v =!= {}
Norm[v_?VectorQ, 1] := Total[Abs[v]] /; v =!= {}
Norm[v_?VectorQ, p_] := Total[Abs[v]^p]^(1/p) /; v =!= {} && (! NumericQ[p] || TrueQ[p >= 1])
Norm[m_?MatrixQ] := First[SingularValueList[m, 1], 0] /; First[m] =!= {}
Norm[m_?MatrixQ, 2] := First[SingularValueList[m, 1], 0] /; First[m] =!= {}
Norm[m_?MatrixQ, "Frobenius"] := Sqrt[Total[Abs[Flatten[m]]^2]]
Norm[m_?MatrixQ, 1] := Max @@ Total[Abs[m]]
Norm[m_?MatrixQ, Infinity | DirectedInfinity[1]] := Max @@ Map[Total, Abs[m]]

(** Normalize[v] gives v divided by its norm; zero stays zero.
    Normalize[v, f] divides by f[v].

    >> Normalize[{3, 4}]
    {3/5, 4/5}
 **)
Normalize[v_] := normalizeBy[v, Norm[v]] /; VectorQ[v] || NumericQ[v]
Normalize[v_, f_] := normalizeBy[v, f[v]]
normalizeBy[v_, n_] := If[TrueQ[n == 0], v, v/n]

(** Cross[a, b] gives the cross product of two vectors of length 3.
    Cross[v1, ..., v(n-1)] gives a vector of length n at right angles to all of them.

    >> Cross[{1, 0, 0}, {0, 1, 0}]
    {0, 0, 1}
    >> Cross[{1, 2}]
    {-2, 1}
 **)
Cross::nonn1 = "The arguments are expected to be vectors of equal length, and the number of arguments is expected to be 1 less than their length.";
Cross[{a_, b_}] := {-b, a}
Cross[{a1_, a2_, a3_}, {b1_, b2_, b3_}] := {a2 b3 - a3 b2, a3 b1 - a1 b3, a1 b2 - a2 b1}
Cross[v__?VectorQ] := Module[{n = Length[First[{v}]], m = {v}},
  Table[(-1)^(Length[m] + k) Det[Map[Delete[#, k] &, m]] * (-1)^1, {k, n}]] /; Length[{v}] >= 3 && MatrixQ[{v}] && Length[First[{v}]] == Length[{v}] + 1
Cross[v__?VectorQ] := Null /; (Message[Cross::nonn1]; False)

(** MatrixPower[m, n] gives the n-th matrix power of m.
    MatrixPower[m, n, v] gives that power applied to the vector v.

    >> MatrixPower[{{1, 1}, {1, 0}}, 10]
    {{89, 55}, {55, 34}}
 **)
MatrixPower[m_?squareQ, 0] := IdentityMatrix[Length[m]]
MatrixPower[m_?squareQ, n_Integer?Positive] := Module[{result = None, power = m, k = n},
  While[k > 0,
    If[OddQ[k], result = If[result === None, power, result . power]];
    k = Quotient[k, 2];
    If[k > 0, power = power . power]];
  result]
MatrixPower[m_?squareQ, n_Integer?Negative] := MatrixPower[Inverse[m], -n] /; ! TrueQ[Det[m] == 0]
MatrixPower[m_?squareQ, n_] := matrixFunction[#^n &, m]
MatrixPower[m_?squareQ, n_, v_?VectorQ] := MatrixPower[m, n] . v

(** MatrixExp[m] gives the matrix exponential of m.
    MatrixExp[m, v] gives it applied to the vector v.

    >> MatrixExp[{{0, 1}, {0, 0}}]
    {{1, 1}, {0, 1}}
 **)
MatrixExp[m_?machineQ] := expMachine[m] /; squareQ[m]
MatrixExp[m_?squareQ] := matrixFunction[Exp, m]
MatrixExp[m_, v_?VectorQ] := MatrixExp[m] . v
expMachine[m_] := Module[{s, a, term, sum, k = 1},
  s = Max[0, Ceiling[Log[2, Max[Max[Map[Total, Abs[m]]], 10^-10]]] + 4];
  a = m/2.^s; term = sum = N[IdentityMatrix[Length[m]]];
  While[k < 25, term = term . a/k; sum = sum + term; k++];
  Nest[# . # &, sum, s]]

(** MatrixFunction[f, m] gives the matrix function of f for the square matrix m.

    >> MatrixFunction[Sin, {{0, 0}, {0, 0}}]
    {{0, 0}, {0, 0}}
 **)
MatrixFunction[f_, m_?squareQ] := matrixFunction[f, m]

(** MatrixLog[m] gives the matrix logarithm of m.

    >> MatrixLog[{{1, 0}, {0, 1}}]
    {{0, 0}, {0, 0}}
 **)
MatrixLog[m_?squareQ] := matrixFunction[Log, m]

(* By the Jordan form: f of a block has derivatives beside the diagonal. *)
matrixFunction[f_, m_] := Module[{s, j, n = Length[m], fj, i, k},
  If[diagonalQ[m], Return[DiagonalMatrix[Map[f, Diagonal[m]]], Module]];
  {s, j} = JordanDecomposition[m];
  fj = Table[0, {n}, {n}];
  Do[
    fj[[i, i]] = f[j[[i, i]]];
    k = 1;
    While[i + k <= n && j[[i + k - 1, i + k]] === 1,
      fj[[i, i + k]] = (Derivative[k][f])[j[[i, i]]]/k!; k++],
    {i, n}];
  tidy[s . fj . Inverse[s]]]

diagonalQ[m_] := AllTrue[Flatten[MapIndexed[If[SameQ @@ #2, 0, #1] &, m, {2}]], TrueQ[# == 0] &]

(** CharacteristicPolynomial[m, x] gives the characteristic polynomial Det[m - x] of the square matrix m.

    >> CharacteristicPolynomial[{{1, 2}, {3, 4}}, x]
    -2 - 5*x + x^2
 **)
CharacteristicPolynomial[m_?squareQ, x_] := Expand[(-1)^Length[m] characteristic[m] . Table[x^k, {k, 0, Length[m]}]]
CharacteristicPolynomial[{m_?squareQ, a_?squareQ}, x_] := Expand[Det[m - x a]]

(* The coefficients of Det[x - m], constant first; by Faddeev and LeVerrier where FLINT can't. *)
characteristic[m_] := Module[{c = matrixCharacteristic[m]}, If[ListQ[c], c, faddeev[m]]]
faddeev[m_] := Module[{n = Length[m], b, am, c = {1}, id},
  id = IdentityMatrix[n]; b = id;
  Do[am = Map[Expand, m . b, {2}]; PrependTo[c, Expand[-Tr[am]/k]]; b = am + First[c] id, {k, n}];
  c]

(** Eigenvalues[m] gives the eigenvalues of the square matrix m, those of largest absolute value first.
    Eigenvalues[m, k] gives the first k, Eigenvalues[m, -k] the last k.

    >> Eigenvalues[{{2, 1}, {1, 2}}]
    {3, 1}
    >> Eigenvalues[{{1, 2}, {3, 4}}]
    {(5 + Sqrt[33])/2, (5 - Sqrt[33])/2}
 **)
Eigenvalues[m_?machineQ] := First[matrixEigen[m]] /; squareQ[m]
Eigenvalues[m_?squareQ] := eigenvaluesExact[m]
Eigenvalues[{m_?squareQ, a_?squareQ}] := Eigenvalues[Inverse[a] . m]
Eigenvalues[m_?squareQ, k_Integer] := takeEigen[Eigenvalues[m], k] /; fewEnough[k, m]
Eigenvalues[m_?squareQ, UpTo[k_Integer]] := Take[Eigenvalues[m], UpTo[k]]
Eigenvalues[m_?squareQ, All] := Eigenvalues[m]
takeEigen[list_, k_] := Take[list, Sign[k] Min[Abs[k], Length[list]]]
fewEnough[k_, m_] := 0 < Abs[k] <= Length[m]

eigenvaluesExact[m_] := Module[{values},
  values = If[triangularQ[m], Diagonal[m], monicRoots[characteristic[m]]];
  If[AllTrue[values, NumericQ], sortEigenvalues[values], values]]
triangularQ[m_] := allZeroQ[MapIndexed[If[#2[[1]] > #2[[2]], #1, 0] &, m, {2}]] || allZeroQ[MapIndexed[If[#2[[1]] < #2[[2]], #1, 0] &, m, {2}]]
allZeroQ[m_] := AllTrue[Flatten[m], # === 0 &]
sortEigenvalues[values_] := SortBy[values, Module[{z = N[#, 20]}, Chop[{-Abs[z], Re[z], -Im[z]}, 10^-15]] &]

(* The roots, with multiplicity, of a monic polynomial given by its coefficients. *)
monicRoots[{c_, 1}] := {-c}
monicRoots[{0, rest__, 1}] := Append[monicRoots[{rest, 1}], 0]
monicRoots[{c_, b_, 1}] := monicQuadraticRoots[b, c]
monicRoots[{c_, 0, b_, 0, 1}] := Flatten[Map[{-Sqrt[#], Sqrt[#]} &, monicQuadraticRoots[b, c]]]
monicRoots[c_List] := Module[{x, p, factors},
  p = c . x^Range[0, Length[c] - 1];
  factors = FactorList[p];
  If[! ListQ[factors], factors = {{p, 1}}];
  Flatten[Map[multipleRoots[#[[1]], #[[2]], x] &, factors]]]
multipleRoots[p_, k_, x_] := If[FreeQ[p, x], {}, Module[{c = coefficientsOf[p, x], r},
  r = Which[
    Length[c] <= 3, monicRoots[c/Last[c]],
    MatchQ[c, {_, 0, _, 0, _}], monicRoots[c/Last[c]],
    True, rootObjects[p, x, Length[c] - 1]];
  Flatten[Table[r, {k}]]]]
rootObjects[p_, x_, n_] := With[{f = p /. x -> #}, Table[Root[f &, k], {k, n}]]
coefficientsOf[p_, x_] := Module[{q = Expand[p], c = {}, k = 0},
  While[q =!= 0,
    AppendTo[c, q /. x -> 0];
    q = Expand[(q - Last[c])/x]; k++];
  c]
monicQuadraticRoots[b_, c_] := Module[{d = Expand[b^2 - 4 c], s},
  s = If[NumericQ[d], Sqrt[d], squareRoot[d]];
  If[NumericQ[b] && NumericQ[d] && ! TrueQ[d < 0 && b == 0],
    {Together[(-b + s)/2], Together[(-b - s)/2]},
    If[NumericQ[d], {s/2, -s/2}, {halves[-b - s], halves[-b + s]}]]]
halves[x_] := Module[{y = Expand[x]}, If[FreeQ[y, Power[_, 1/2]], Expand[y/2], x/2]]
(* Sqrt of a polynomial, without a root where it is a square. *)
squareRoot[d_] := Module[{f = Factor[d]}, Replace[f, {
  (p_Plus)^2 :> p, (c_?NumericQ) (p_)^2 :> Sqrt[c] p, (p_)^2 :> p,
  Times[c_?NumericQ, q : (_^2) ..] :> Sqrt[c] Times @@ Map[First, {q}],
  Times[q : (_^2) ..] :> Times @@ Map[First, {q}], _ :> Sqrt[d]}]]

(** JordanDecomposition[m] gives {s, j} with m == s.j.Inverse[s] and j the Jordan canonical form of m.

    >> JordanDecomposition[{{2, 1}, {0, 2}}]
    {{{1, 0}, {0, 1}}, {{2, 1}, {0, 2}}}
 **)
JordanDecomposition[m_?machineQ] := Module[{values, vectors}, {values, vectors} = matrixEigen[m]; {Transpose[vectors], DiagonalMatrix[values]}] /; squareQ[m]
JordanDecomposition[m_?squareQ] := Module[{n = Length[m], values, chains, columns, j, at = 1},
  values = jordanOrder[eigenvaluesExact[m]];
  chains = Join @@ Map[Map[Function[chain, {First[#], chain}], jordanChains[m - First[#] IdentityMatrix[n], Length[#]]] &, Split[values]];
  columns = Join @@ chains[[All, 2]];
  j = Table[0, {n}, {n}];
  Do[
    Do[j[[at + k - 1, at + k - 1]] = c[[1]]; If[k > 1, j[[at + k - 2, at + k - 1]] = 1], {k, Length[c[[2]]]}];
    at += Length[c[[2]]],
    {c, chains}];
  {Transpose[columns], j}]
jordanOrder[values_] := If[! DuplicateFreeQ[values] && AllTrue[values, NumericQ], SortBy[values, Module[{z = N[#, 20]}, Chop[{Re[z], Im[z]}, 10^-15]] &], values]
plainVector[v_] := Map[plainRadicals, v]
(* Chains of generalized eigenvectors, longest first, each from the eigenvector up. *)
jordanChains[a_, size_] := Module[{powers = {IdentityMatrix[Length[a]]}, spaces = {{}}, chains = {}, used, k, v},
  While[Length[Last[spaces]] < size && Length[powers] <= size,
    AppendTo[powers, tidy[a . Last[powers]]];
    AppendTo[spaces, NullSpace[Last[powers]]]];
  used[_] = {};
  Do[
    Do[
      v = plainVector[spaces[[k, i]]];
      If[MatrixRank[Join[If[k > 1, spaces[[k - 1]], {}], used[k], {v}]] > Length[If[k > 1, spaces[[k - 1]], {}]] + Length[used[k]],
        AppendTo[chains, Reverse[NestList[tidy[a . #] &, v, k - 2]]];
        Do[With[{w = chains[[-1, l]]}, used[l + 1] = Append[used[l + 1], w]], {l, k - 1}]],
      {i, Length[spaces[[k]]]}],
    {k, Length[spaces], 2, -1}];
  chains]

(** MatrixMinimalPolynomial[m, x] gives the minimal polynomial of the square matrix m.

    >> MatrixMinimalPolynomial[{{1, 0}, {0, 1}}, x]
    -1 + x
 **)
MatrixMinimalPolynomial[m_?squareQ, x_] := Module[{powers = {Flatten[IdentityMatrix[Length[m]]]}, p = m, c = {}},
  While[c === {},
    AppendTo[powers, Flatten[p]];
    c = NullSpace[Transpose[powers]];
    p = Map[Expand, p . m, {2}]];
  c = First[c]; c = tidy[c/Last[c]];
  Expand[c . x^Range[0, Length[c] - 1]]]

(** CompanionMatrix[c] gives the companion matrix of the monic polynomial with the coefficients c, the constant first.
    CompanionMatrix[p, x] takes a polynomial.

    >> CompanionMatrix[{6, -5, 0, 1}]
    {{0, 0, 0, -6}, {1, 0, 0, 5}, {0, 1, 0, 0}, {0, 0, 1, -1}}
 **)
CompanionMatrix[c_?VectorQ] := companion[c, Right]
CompanionMatrix[c_?VectorQ, side : Left | Right | Top | Bottom] := companion[c, side]
CompanionMatrix[p_, x_Symbol] := companionOf[coefficientsOf[p, x], Right] /; ! ListQ[p] && PolynomialQ[p, x]
CompanionMatrix[p_, x_Symbol, side : Left | Right | Top | Bottom] := companionOf[coefficientsOf[p, x], side] /; ! ListQ[p] && PolynomialQ[p, x]
companionOf[c_, side_] := companion[Most[c]/Last[c], side]
companion[c_, side_] := Module[{n = Length[c], m},
  m = Table[If[j == n, -c[[i]], If[i == j + 1, 1, 0]], {i, n}, {j, n}];
  Switch[side, Right, m, Bottom, Transpose[m], Left, Reverse[Map[Reverse, m]], Top, Reverse[Map[Reverse, Transpose[m]]]]]

(** TensorRank[t] gives the rank of the tensor t: the depth to which it is a full array.

    >> TensorRank[{{1, 2}, {3, 4}}]
    2
 **)
TensorRank[t_List] := ArrayDepth[t]
TensorRank[t_?NumericQ] := 0

(** TensorDimensions[t] gives the dimensions of the tensor t.

    >> TensorDimensions[{{1, 2, 3}, {4, 5, 6}}]
    {2, 3}
 **)
TensorDimensions[t_List] := Dimensions[t]
TensorDimensions[t_?NumericQ] := {}

(** TensorContract[t, {{i, j}, ...}] gives the contraction of the tensor t over pairs of slots.

    >> TensorContract[{{a, b}, {c, d}}, {{1, 2}}]
    a + d
 **)
TensorContract[t_List, {i_Integer, j_Integer}] := TensorContract[t, {{i, j}}]
TensorContract[t_List, pairs : {{_Integer, _Integer} ...}] := Module[{r = ArrayDepth[t], flat = Flatten[pairs], rest},
  rest = Complement[Range[r], flat];
  contractPairs[Transpose[t, Ordering[Join[flat, rest]]], Length[pairs]]] /; DuplicateFreeQ[Flatten[pairs]] && AllTrue[Flatten[pairs], 1 <= # <= ArrayDepth[t] &]
contractPairs[t_, 0] := t
contractPairs[t_, k_] := contractPairs[Tr[t, Plus, 2], k - 1]

(** TensorProduct[a, b, ...] gives the tensor product of arrays.

    >> TensorProduct[{1, 2}, {3, 4}]
    {{3, 4}, {6, 8}}
 **)
TensorProduct[] := 1
TensorProduct[a_] := a
TensorProduct[x___, a_List, b_List, y___] := TensorProduct[x, Outer[Times, a, b], y]
TensorProduct[x___, a_?NumericQ, b_List, y___] := TensorProduct[x, a b, y]
TensorProduct[x___, a_List, b_?NumericQ, y___] := TensorProduct[x, a b, y]

(** PauliMatrix[k] gives the k-th Pauli matrix; PauliMatrix[0] and PauliMatrix[4] the identity matrix.

    >> PauliMatrix[2]
    {{0, -I}, {I, 0}}
 **)
PauliMatrix[0 | 4] := {{1, 0}, {0, 1}}
PauliMatrix[1] := {{0, 1}, {1, 0}}
PauliMatrix[2] := {{0, -I}, {I, 0}}
PauliMatrix[3] := {{1, 0}, {0, -1}}
PauliMatrix[list_List] := Map[PauliMatrix, list]

(** AngleVector[t] gives the unit vector of the plane at the angle t from the x axis.
    AngleVector[{r, t}] gives one of length r; AngleVector[{x, y}, t] starts at the point {x, y}.

    >> AngleVector[{2, Pi/3}]
    {1, Sqrt[3]}
 **)
AngleVector[{r_, t_}] := {r Cos[t], r Sin[t]}
AngleVector[t_] := {Cos[t], Sin[t]} /; ! ListQ[t]
AngleVector[{x_, y_}, {r_, t_}] := {x + r Cos[t], y + r Sin[t]}
AngleVector[{x_, y_}, t_] := {x + Cos[t], y + Sin[t]} /; ! ListQ[t]

(** EulerMatrix[{a, b, c}] gives the rotation by the Euler angles a, b, c about the axes z, y, z.
    EulerMatrix[{a, b, c}, {i, j, k}] uses other axes.

    >> EulerMatrix[{0, 0, 0}]
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
 **)
EulerMatrix[angles : {_, _, _}, axes : {_Integer, _Integer, _Integer} : {3, 2, 3}] :=
  Dot @@ MapThread[RotationMatrix[#1, UnitVector[3, #2]] &, {angles, axes}]

(** RollPitchYawMatrix[{a, b, c}] gives the rotation by the roll, pitch and yaw angles about the fixed axes z, y, x.

    >> RollPitchYawMatrix[{0, 0, 0}]
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
 **)
RollPitchYawMatrix[angles : {_, _, _}, axes : {_Integer, _Integer, _Integer} : {3, 2, 1}] :=
  Dot @@ MapThread[RotationMatrix[#1, UnitVector[3, #2]] &, {Reverse[angles], Reverse[axes]}]

(** Eigenvectors[m] gives the eigenvectors of the square matrix m, in the order of Eigenvalues; zero vectors where there are too few.
    Eigenvectors[m, k] gives the first k.

    >> Eigenvectors[{{2, 1}, {1, 2}}]
    {{1, 1}, {-1, 1}}
 **)
Eigenvectors[m_?squareQ] := Eigensystem[m][[2]]
Eigenvectors[m_?squareQ, k_Integer] := takeEigen[Eigenvectors[m], k] /; fewEnough[k, m]

(** Eigensystem[m] gives {values, vectors} of the square matrix m.
    Eigensystem[m, k] gives the first k of both.

    >> Eigensystem[{{2, 0}, {0, 3}}]
    {{3, 2}, {{0, 1}, {1, 0}}}
 **)
Eigensystem[m_?machineQ] := matrixEigen[m] /; squareQ[m]
Eigensystem[m_?squareQ] := {#, eigenvectorsExact[m, #]} &[eigenvaluesExact[m]]
Eigensystem[m_?squareQ, k_Integer] := Map[takeEigen[#, k] &, Eigensystem[m]] /; fewEnough[k, m]
eigenvectorsExact[m_, values_] := Module[{n = Length[m]},
  Join @@ Map[Module[{v = Map[plainRadicals, NullSpace[m - First[#] IdentityMatrix[n]], {2}]}, PadRight[v, {Length[#], n}]] &, Split[values]]]

(* No square root in the denominator of a number with one square root. *)
plainRadicals[x_] := Module[{d = Denominator[Together[x]], roots, c},
  roots = Union[Cases[{d}, Power[_Integer, Rational[_, 2]], Infinity]];
  If[! NumericQ[x] || Length[roots] != 1 || d === First[roots], x,
    c = d /. First[roots] -> -First[roots];
    Together[Expand[Expand[Numerator[Together[x]] c]/Expand[d c]]]]]

(** SingularValueList[m] gives the nonzero singular values of m, largest first.
    SingularValueList[m, k] gives the k largest.

    >> SingularValueList[{{2, 0}, {0, 3}}]
    {3, 2}
 **)
SingularValueList[m_?machineQ] := Module[{s = matrixSvd[m][[2]]}, Select[s, # > 1.*^-14 First[s] &]]
SingularValueList[m_?MatrixQ] := Module[{c = If[Length[m] > Length[First[m]], ConjugateTranspose[m] . m, m . ConjugateTranspose[m]]},
  Map[Sqrt, DeleteCases[Eigenvalues[c], 0]]]
SingularValueList[m_?MatrixQ, k_Integer] := Module[{s = SingularValueList[m]}, takeEigen[s, k]]

(** SingularValueDecomposition[m] gives {u, s, v} with m == u.s.ConjugateTranspose[v], u and v unitary, s diagonal.

    >> SingularValueDecomposition[{{2, 0}, {0, 1}}]
    {{{1, 0}, {0, 1}}, {{2, 0}, {0, 1}}, {{1, 0}, {0, 1}}}
 **)
SingularValueDecomposition[m_?machineQ] := Module[{u, s, vh}, {u, s, vh} = matrixSvd[m];
  {u, PadRight[DiagonalMatrix[s], Dimensions[m], 0.], ConjugateTranspose[vh]}]
SingularValueDecomposition[m_?MatrixQ] := Module[{values, vectors, s, u, v, k},
  {values, vectors} = Eigensystem[ConjugateTranspose[m] . m];
  v = Orthogonalize[vectors];
  s = Map[Sqrt, values]; k = Count[s, Except[0]];
  u = Table[Together[m . v[[i]]/s[[i]]], {i, k}];
  If[k < Length[m], u = Join[u, Orthogonalize[NullSpace[Conjugate[If[k == 0, {Table[0, Length[m]]}, u]]]]]];
  {Transpose[u], PadRight[DiagonalMatrix[Take[s, k]], Dimensions[m]], Transpose[v]}]

(** QRDecomposition[m] gives {q, r} with m == ConjugateTranspose[q].r, the rows of q orthonormal and r upper triangular.

    >> QRDecomposition[{{3, 0}, {4, 5}}]
    {{{3/5, 4/5}, {-4/5, 3/5}}, {{5, 4}, {0, 3}}}
 **)
QRDecomposition[m_?MatrixQ] := Module[{q = Select[Orthogonalize[Transpose[m]], ! TrueQ[Norm[#] == 0] &]},
  {Conjugate[q], UpperTriangularize[tidy[Conjugate[q] . m]]}]

(** CholeskyDecomposition[m] gives an upper triangular u with m == ConjugateTranspose[u].u for a positive definite m.

    >> CholeskyDecomposition[{{4, 2}, {2, 2}}]
    {{2, 1}, {0, 1}}
 **)
CholeskyDecomposition::herm = "The matrix `1` is not Hermitian or real and symmetric.";
CholeskyDecomposition::posdef = "The matrix `1` is not positive definite.";
CholeskyDecomposition[m_?squareQ, OptionsPattern[]] := Module[{n = Length[m], u, d},
  If[! HermitianMatrixQ[m], Message[CholeskyDecomposition::herm, m]; Return[$Failed, Module]];
  u = Table[0, {n}, {n}];
  Do[
    d = tidy[m[[i, i]] - Total[Table[Abs[u[[k, i]]]^2, {k, i - 1}]]];
    If[NumericQ[d] && ! TrueQ[d > 0], Message[CholeskyDecomposition::posdef, m]; Return[$Failed, Module]];
    u[[i, i]] = Sqrt[d];
    Do[u[[i, j]] = tidy[(m[[i, j]] - Total[Table[Conjugate[u[[k, i]]] u[[k, j]], {k, i - 1}]])/u[[i, i]]], {j, i + 1, n}],
    {i, n}];
  u]

(** PseudoInverse[m] gives the pseudoinverse of the matrix m.

    >> PseudoInverse[{{1, 0}, {0, 0}, {0, 2}}]
    {{1, 0, 0}, {0, 0, 1/2}}
 **)
PseudoInverse[m_?machineQ] := Module[{u, s, vh, k}, {u, s, vh} = matrixSvd[m]; k = Count[s, x_ /; x > 1.*^-14 First[s]];
  ConjugateTranspose[Take[vh, k]] . (Take[ConjugateTranspose[u], k]/Take[s, k])]
PseudoInverse[m_?MatrixQ] := Module[{r = RowReduce[m], c, f, k, pivots},
  k = Count[r, row_ /; ! allZeroQ[row]];
  If[k == 0, 0 Transpose[m],
  f = Take[r, k];
  pivots = Map[First[FirstPosition[#, 1]] &, f];
  c = m[[All, pivots]];
  tidy[ConjugateTranspose[f] . Inverse[f . ConjugateTranspose[f]] . Inverse[ConjugateTranspose[c] . c] . ConjugateTranspose[c]]]]

(** LeastSquares[m, b] finds the x of least norm that makes the norm of m.x - b smallest.

    >> LeastSquares[{{1, 1}, {1, 2}, {1, 3}}, {7, 7, 8}]
    {19/3, 1/2}
 **)
LeastSquares[m_?MatrixQ, b_List] := PseudoInverse[m] . b /; Length[m] == Length[b] && (VectorQ[b] || MatrixQ[b])

(** Orthogonalize[{v1, v2, ...}] gives an orthonormal basis by the method of Gram and Schmidt; dependent vectors give zero vectors.
    Orthogonalize[vectors, f] uses the inner product f.

    >> Orthogonalize[{{3, 4}, {1, 0}}]
    {{3/5, 4/5}, {4/5, -3/5}}
 **)
Orthogonalize[vectors_?MatrixQ, OptionsPattern[]] := orthogonalizeBy[vectors, Conjugate[#1] . #2 &]
Orthogonalize[vectors_List, f : Except[_Rule]] := orthogonalizeBy[vectors, f]
Orthogonalize[{}] := {}
orthogonalizeBy[vectors_, f_] := Module[{basis = {}, w, n},
  Do[
    w = v;
    Do[If[! allZeroQ[e], w = tidy[w - f[e, w] e]], {e, basis}];
    n = tidy[f[w, w]];
    If[NumericQ[n] && Chop[N[n], 10^-20] == 0, AppendTo[basis, 0 v], AppendTo[basis, tidy[w/Sqrt[n]]]],
    {v, vectors}];
  basis]

(** Projection[u, v] gives the projection of the vector u onto the vector v.
    Projection[u, v, f] uses the inner product f.

    >> Projection[{5, 6, 7}, {1, 0, 0}]
    {5, 0, 0}
 **)
Projection[u_?VectorQ, v_?VectorQ] := v (Conjugate[v] . u)/(Conjugate[v] . v) /; Length[u] == Length[v]
Projection[u_, v_, f_] := v f[v, u]/f[v, v]

(** VectorAngle[u, v] gives the angle between the vectors u and v.

    >> VectorAngle[{1, 0}, {0, 1}]
    Pi/2
 **)
VectorAngle[u_?VectorQ, v_?VectorQ] := ArcCos[simple[u . Conjugate[v]/(Norm[u] Norm[v])]] /; Length[u] == Length[v] && AllTrue[Join[u, v], NumericQ]
VectorAngle[u_?VectorQ, v_?VectorQ] := ArcCos[u . Conjugate[v]/(Norm[u] Norm[v])] /; Length[u] == Length[v]

(** Diagonal[m] gives the elements on the leading diagonal of the matrix m.
    Diagonal[m, k] gives the k-th diagonal above it.

    >> Diagonal[{{1, 2}, {3, 4}}]
    {1, 4}
 **)
Diagonal[m_List] := Diagonal[m, 0]
Diagonal[m_List, k_Integer] := Module[{cols = Length[First[m, {}]]},
  Table[m[[i, i + k]], {i, Max[1, 1 - k], Min[Length[m], cols - k]}]] /; AllTrue[m, ListQ]

(** UpperTriangularize[m] gives the matrix m with everything below its diagonal replaced by zero.
    UpperTriangularize[m, k] keeps what is on and above the k-th diagonal.

    >> UpperTriangularize[{{1, 2}, {3, 4}}]
    {{1, 2}, {0, 4}}
 **)
UpperTriangularize[m_?MatrixQ, k_Integer : 0] := MapIndexed[If[#2[[2]] - #2[[1]] >= k, #1, 0] &, m, {2}]

(** LowerTriangularize[m] gives the matrix m with everything above its diagonal replaced by zero.
    LowerTriangularize[m, k] keeps what is on and below the k-th diagonal.

    >> LowerTriangularize[{{1, 2}, {3, 4}}]
    {{1, 0}, {3, 4}}
 **)
LowerTriangularize[m_?MatrixQ, k_Integer : 0] := MapIndexed[If[#2[[2]] - #2[[1]] <= k, #1, 0] &, m, {2}]

(** KroneckerProduct[m1, m2, ...] gives the Kronecker product of matrices.

    >> KroneckerProduct[{{1, 2}}, {{1, 0}, {0, 1}}]
    {{1, 0, 2, 0}, {0, 1, 0, 2}}
 **)
KroneckerProduct[a_List] := a
KroneckerProduct[a_?VectorQ, b_?VectorQ] := Outer[Times, a, b]
KroneckerProduct[a_?MatrixQ, b_?MatrixQ] := Join @@ Map[Function[row, Map[Function[brow, Join @@ Map[# brow &, row]], b]], a]
KroneckerProduct[a_List, b_List, c__List] := KroneckerProduct[KroneckerProduct[a, b], c]

(** Minors[m] gives the minors of the matrix m: the determinants without one row and one column, in the order of the rows that are kept.
    Minors[m, k] gives the k by k minors.

    >> Minors[{{a, b}, {c, d}}]
    {{a, b}, {c, d}}
 **)
Minors[m_?MatrixQ] := Minors[m, Max[1, Min[Dimensions[m]] - 1]] /; Dimensions[m] =!= {1, 1}
Minors[m_?MatrixQ, 0] := {{1}}
Minors[m_?MatrixQ, k_Integer?Positive, f_ : Det] := Module[{rows = Subsets[Range[Length[m]], {k}], cols = Subsets[Range[Length[First[m]]], {k}]},
  Table[f[m[[r, c]]], {r, rows}, {c, cols}]]

(** Adjugate[m] gives the adjugate of the square matrix m: the transpose of the matrix of its cofactors.

    >> Adjugate[{{1, 2}, {3, 4}}]
    {{4, -2}, {-3, 1}}
 **)
Adjugate[{{_}}] := {{1}}
Adjugate[m_?squareQ] := Table[(-1)^(i + j) Det[Drop[m, {j}, {i}]], {i, Length[m]}, {j, Length[m]}]

(** Permanent[m] gives the permanent of the square matrix m.

    >> Permanent[{{1, 2}, {3, 4}}]
    10
 **)
Permanent[m_?squareQ] := permanentOf[m]
Permanent[m_?squareQ, Modulus -> n_Integer] := Mod[permanentOf[m], n] /; MatrixQ[m, IntegerQ] && n > 0
permanentOf[m_] := Module[{minors = <|{} -> 1|>, n = Length[m], next},
  Do[
    next = <||>;
    KeyValueMap[Function[{set, value},
      Do[If[! MemberQ[set, j], With[{s = Sort[Append[set, j]]}, next[s] = Expand[Lookup[next, Key[s], 0] + row[[j]] value]]], {j, n}]], minors];
    minors = next,
    {row, m}];
  First[Values[minors]]]

(** HilbertMatrix[n] gives the n by n Hilbert matrix, with the elements 1/(i + j - 1).
    HilbertMatrix[{m, n}] gives an m by n one.

    >> HilbertMatrix[2]
    {{1, 1/2}, {1/2, 1/3}}
 **)
HilbertMatrix[n_Integer?Positive] := HilbertMatrix[{n, n}]
HilbertMatrix[{m_Integer?Positive, n_Integer?Positive}] := Table[1/(i + j - 1), {i, m}, {j, n}]

(** ToeplitzMatrix[n] gives the n by n matrix with the first row and column 1, 2, ..., n.
    ToeplitzMatrix[col] and ToeplitzMatrix[col, row] use the elements of lists.

    >> ToeplitzMatrix[{a, b}]
    {{a, b}, {b, a}}
 **)
ToeplitzMatrix[n_Integer?Positive] := ToeplitzMatrix[Range[n]]
ToeplitzMatrix[c_List] := ToeplitzMatrix[c, c]
ToeplitzMatrix[c_List, r_List] := Table[If[i >= j, c[[i - j + 1]], r[[j - i + 1]]], {i, Length[c]}, {j, Length[r]}]

(** HankelMatrix[n] gives the n by n Hankel matrix of 1, 2, ..., n, with zeros below the antidiagonal.
    HankelMatrix[col] and HankelMatrix[col, row] use the elements of lists.

    >> HankelMatrix[3]
    {{1, 2, 3}, {2, 3, 0}, {3, 0, 0}}
 **)
HankelMatrix[n_Integer?Positive] := HankelMatrix[Range[n]]
HankelMatrix[c_List] := Table[If[i + j - 1 <= Length[c], c[[i + j - 1]], 0], {i, Length[c]}, {j, Length[c]}]
HankelMatrix[c_List, r_List] := With[{all = Join[c, Rest[r]]}, Table[all[[i + j - 1]], {i, Length[c]}, {j, Length[r]}]]

(** RotationMatrix[t] gives the matrix that rotates vectors of the plane counterclockwise by the angle t.
    RotationMatrix[t, w] gives the rotation about the vector w of space; RotationMatrix[{u, v}] turns the direction of u into that of v.

    >> RotationMatrix[Pi/2]
    {{0, -1}, {1, 0}}
    >> RotationMatrix[t, {0, 0, 1}]
    {{Cos[t], -Sin[t], 0}, {Sin[t], Cos[t], 0}, {0, 0, 1}}
 **)
RotationMatrix[{u_?VectorQ, v_?VectorQ}] := rotationTo[u, v] /; Length[u] == Length[v] && ! allZeroQ[u] && ! allZeroQ[v]
RotationMatrix[t_] := {{Cos[t], -Sin[t]}, {Sin[t], Cos[t]}} /; ! ListQ[t]
RotationMatrix[t_, w : {_, _, _}] := rotationAbout[t, w] /; VectorQ[w] && ! allZeroQ[w]
RotationMatrix[t_, {u_?VectorQ, v_?VectorQ}] := rotationIn[t, u, v] /; Length[u] == Length[v] && ! allZeroQ[u] && ! allZeroQ[v]
rotationAbout[t_, w_] := Module[{x, y, z, c = Cos[t], s = Sin[t]},
  {x, y, z} = w/Norm[w];
  tidy[{{c + x^2 (1 - c), x y (1 - c) - z s, x z (1 - c) + y s},
   {y x (1 - c) + z s, c + y^2 (1 - c), y z (1 - c) - x s},
   {z x (1 - c) - y s, z y (1 - c) + x s, c + z^2 (1 - c)}}]]
rotationIn[t_, u_, v_] := Module[{e, f},
  {e, f} = Orthogonalize[{u, v}];
  IdentityMatrix[Length[u]] + (Cos[t] - 1) (Outer[Times, e, e] + Outer[Times, f, f]) + Sin[t] (Outer[Times, f, e] - Outer[Times, e, f])]
rotationTo[u_, v_] := Module[{a = Normalize[u], b = Normalize[v], c, e, f, s},
  c = simple[a . b]; {e, f} = Orthogonalize[{a, b}]; s = simple[b . f];
  tidy[IdentityMatrix[Length[u]] + (c - 1) (Outer[Times, e, e] + Outer[Times, f, f]) + s (Outer[Times, f, e] - Outer[Times, e, f])]]

(** ReflectionMatrix[v] gives the matrix of the reflection in the mirror normal to the vector v.

    >> ReflectionMatrix[{1, 0}]
    {{-1, 0}, {0, 1}}
 **)
ReflectionMatrix[v_?VectorQ] := tidy[IdentityMatrix[Length[v]] - 2 Outer[Times, v, Conjugate[v]]/(v . Conjugate[v])]

(** ScalingMatrix[{s1, s2, ...}] gives the matrix that scales along the axes.
    ScalingMatrix[s, v] scales by s along the direction of v.

    >> ScalingMatrix[{2, 3}]
    {{2, 0}, {0, 3}}
 **)
ScalingMatrix[s_List] := DiagonalMatrix[s]
ScalingMatrix[s_, v_?VectorQ] := tidy[IdentityMatrix[Length[v]] + (s - 1) Outer[Times, v, v]/(v . v)]

(** ShearingMatrix[t, v, n] gives the matrix of the shear by the angle t along v, normal to n.

    >> ShearingMatrix[t, {1, 0}, {0, 1}]
    {{1, Tan[t]}, {0, 1}}
 **)
ShearingMatrix[t_, v_?VectorQ, n_?VectorQ] := tidy[IdentityMatrix[Length[v]] + Tan[t] Outer[Times, v, n]/(Norm[v] Norm[n])] /; Length[v] == Length[n]

(** SquareMatrixQ[m] gives True if m is a square matrix.

    >> SquareMatrixQ[{{1, 2}, {3, 4}}]
    True
 **)
SquareMatrixQ[m_] := squareQ[m]

(** SymmetricMatrixQ[m] gives True if m equals its transpose.

    >> SymmetricMatrixQ[{{1, 2}, {2, 1}}]
    True
 **)
SymmetricMatrixQ[m_, OptionsPattern[]] := squareQ[m] && equalMatrices[m, Transpose[m]]
equalMatrices[a_, b_] := a === b || AllTrue[Flatten[tidy[a - b]], TrueQ[# == 0] &]

(** AntisymmetricMatrixQ[m] gives True if m is minus its transpose.

    >> AntisymmetricMatrixQ[{{0, 1}, {-1, 0}}]
    True
 **)
AntisymmetricMatrixQ[m_, OptionsPattern[]] := squareQ[m] && equalMatrices[m, -Transpose[m]]

(** HermitianMatrixQ[m] gives True if m equals its conjugate transpose.

    >> HermitianMatrixQ[{{1, I}, {-I, 1}}]
    True
 **)
HermitianMatrixQ[m_, OptionsPattern[]] := squareQ[m] && equalMatrices[m, ConjugateTranspose[m]]

(** AntihermitianMatrixQ[m] gives True if m is minus its conjugate transpose.

    >> AntihermitianMatrixQ[{{I, 1}, {-1, 0}}]
    True
 **)
AntihermitianMatrixQ[m_, OptionsPattern[]] := squareQ[m] && equalMatrices[m, -ConjugateTranspose[m]]

(** OrthogonalMatrixQ[m] gives True if m.Transpose[m] is the identity matrix.

    >> OrthogonalMatrixQ[{{0, 1}, {-1, 0}}]
    True
 **)
OrthogonalMatrixQ[m_, OptionsPattern[]] := MatrixQ[m] && identityQ[If[Length[m] > Length[First[m]], Transpose[m] . m, m . Transpose[m]]]
identityQ[m_] := AllTrue[Flatten[m - IdentityMatrix[Length[m]]], TrueQ[Chop[simple[#]] == 0] &]

(** UnitaryMatrixQ[m] gives True if m times its conjugate transpose is the identity matrix.

    >> UnitaryMatrixQ[{{0, I}, {I, 0}}]
    True
 **)
UnitaryMatrixQ[m_, OptionsPattern[]] := MatrixQ[m] && identityQ[If[Length[m] > Length[First[m]], ConjugateTranspose[m] . m, m . ConjugateTranspose[m]]]

(** NormalMatrixQ[m] gives True if m commutes with its conjugate transpose.

    >> NormalMatrixQ[{{1, 2}, {-2, 1}}]
    True
 **)
NormalMatrixQ[m_, OptionsPattern[]] := squareQ[m] && equalMatrices[m . ConjugateTranspose[m], ConjugateTranspose[m] . m]

(** DiagonalMatrixQ[m] gives True if everything off the diagonal of m is zero.
    DiagonalMatrixQ[m, k] is about the k-th diagonal.

    >> DiagonalMatrixQ[{{1, 0}, {0, 2}}]
    True
 **)
DiagonalMatrixQ[m_, k_Integer : 0] := MatrixQ[m] && zeroWhere[m, #2 - #1 != k &]
zeroWhere[m_, test_] := AllTrue[Flatten[MapIndexed[If[test @@ #2, #1, 0] &, m, {2}]], TrueQ[# == 0] &]

(** UpperTriangularMatrixQ[m] gives True if everything below the diagonal of m is zero.
    UpperTriangularMatrixQ[m, k] is about the k-th diagonal.

    >> UpperTriangularMatrixQ[{{1, 2}, {0, 3}}]
    True
 **)
UpperTriangularMatrixQ[m_, k_Integer : 0] := MatrixQ[m] && zeroWhere[m, #2 - #1 < k &]

(** LowerTriangularMatrixQ[m] gives True if everything above the diagonal of m is zero.
    LowerTriangularMatrixQ[m, k] is about the k-th diagonal.

    >> LowerTriangularMatrixQ[{{1, 0}, {2, 3}}]
    True
 **)
LowerTriangularMatrixQ[m_, k_Integer : 0] := MatrixQ[m] && zeroWhere[m, #2 - #1 > k &]

(** PositiveDefiniteMatrixQ[m] gives True if the real part of v.m.v is positive for all vectors v that are not zero.

    >> PositiveDefiniteMatrixQ[{{2, 1}, {1, 2}}]
    True
 **)
PositiveDefiniteMatrixQ[m_, OptionsPattern[]] := definiteQ[m, # > 0 &]

(** NegativeDefiniteMatrixQ[m] gives True if the real part of v.m.v is negative for all vectors v that are not zero.

    >> NegativeDefiniteMatrixQ[{{-2, 1}, {1, -2}}]
    True
 **)
NegativeDefiniteMatrixQ[m_, OptionsPattern[]] := definiteQ[m, # < 0 &]

(** PositiveSemidefiniteMatrixQ[m] gives True if the real part of v.m.v is never negative.

    >> PositiveSemidefiniteMatrixQ[{{1, 1}, {1, 1}}]
    True
 **)
PositiveSemidefiniteMatrixQ[m_, OptionsPattern[]] := definiteQ[m, # >= 0 &]

(** NegativeSemidefiniteMatrixQ[m] gives True if the real part of v.m.v is never positive.

    >> NegativeSemidefiniteMatrixQ[{{-1, 1}, {1, -1}}]
    True
 **)
NegativeSemidefiniteMatrixQ[m_, OptionsPattern[]] := definiteQ[m, # <= 0 &]
definiteQ[m_, test_] := squareQ[m] && MatrixQ[m, NumericQ] &&
  AllTrue[Chop[N[Eigenvalues[N[(m + ConjugateTranspose[m])/2]]]], TrueQ[test[Re[#]]] &]

(** IndefiniteMatrixQ[m] gives True if m is neither positive nor negative semidefinite.

    >> IndefiniteMatrixQ[{{1, 0}, {0, -1}}]
    True
 **)
IndefiniteMatrixQ[m_, OptionsPattern[]] := squareQ[m] && MatrixQ[m, NumericQ] && ! PositiveSemidefiniteMatrixQ[m] && ! NegativeSemidefiniteMatrixQ[m]
