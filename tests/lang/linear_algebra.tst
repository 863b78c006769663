(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Products, determinants, linear equations, eigenvalues, decompositions. *)

>> {{1, 2}, {3, 4}} . {{0, 1}, {1, 0}}
{{2, 1}, {4, 3}}

>> {a, b} . {{1, 2}, {3, 4}} . {x, y}
(a + 3*b)*x + (2*a + 4*b)*y

>> {} . {}
0

>> {1, 2} . {1, 2, 3}
Dot::dotsh: Tensors {1, 2} and {1, 2, 3} have incompatible shapes.
{1, 2} . {1, 2, 3}

>> x . y
x . y

>> Dimensions[Array[f, {2, 3, 4}] . Array[g, {4, 5}]]
{2, 3, 5}

>> Det[{{2, 0, 1}, {1, 3, 2}, {1, 1, 1}}]
0

>> Det[{{1, 2, 3}, {4, 5, 6}}]
Det::matsq: Argument {{1, 2, 3}, {4, 5, 6}} at position 1 is not a non-empty square matrix.
Det[{{1, 2, 3}, {4, 5, 6}}]

>> Det[HilbertMatrix[5]]
1/266716800000

(* A product of many entries: the exact determinant of a triangular matrix. *)
>> Det[Table[If[i >= j, i, 0], {i, 20}, {j, 20}]] == 20!
True

>> Inverse[{{2, 0}, {0, 1/2}}]
{{1/2, 0}, {0, 2}}

>> Inverse[HilbertMatrix[3]]
{{9, -36, 30}, {-36, 192, -180}, {30, -180, 180}}

>> LinearSolve[{{1, 1}, {1, -1}}, {3, 1}]
{2, 1}

>> LinearSolve[{{1, 2}, {2, 4}}, {1, 1}]
LinearSolve::nosol: Linear equation encountered that has no solution.
LinearSolve[{{1, 2}, {2, 4}}, {1, 1}]

>> RowReduce[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}]
{{1, 0, -1}, {0, 1, 2}, {0, 0, 0}}

>> MatrixRank[{{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}]
2

>> With[{m = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}}, m . First[NullSpace[m]]]
{0, 0, 0}

>> Eigenvalues[{{0, 1}, {-1, 0}}]
{I, -I}

>> Eigenvalues[{{a, 0}, {c, d}}]
{a, d}

>> Total[Eigenvalues[{{4., 1.}, {2., 3.}}]]
7.

>> Eigensystem[{{2, 0, 0}, {0, 3, 0}, {0, 0, 1}}]
{{3, 2, 1}, {{0, 1, 0}, {1, 0, 0}, {0, 0, 1}}}

>> MatrixPower[{{1, 1}, {1, 0}}, -1]
{{0, 1}, {1, -1}}

>> MatrixExp[{{0, t}, {0, 0}}]
{{1, t}, {0, 1}}

>> Cross[{1, 2, 3}, {4, 5, 6}]
{-3, 6, -3}

>> Norm[{1, 2, 2}]
3

>> Tr[{{1, 2}, {3, 4}}, Times]
4

>> CholeskyDecomposition[{{25, 15, -5}, {15, 18, 0}, {-5, 0, 11}}]
{{5, 3, -1}, {0, 3, 1}, {0, 0, 3}}

>> Chop[Norm[Flatten[Module[{u, s, v, m = {{1., 2.}, {3., 4.}, {5., 6.}}}, {u, s, v} = SingularValueDecomposition[m]; u . s . Transpose[v] - m]]], 10^-10]
0

>> Inverse[{{1, 2}, {3, 4}}, Modulus -> 5]
{{3, 1}, {4, 2}}

>> SparseArray[{{1, 1} -> 2, {2, 2} -> 3}, {2, 2}] . {1, 1}
{2, 3}

>> Normal[SparseArray[{Band[{1, 1}] -> x}, {2, 2}]]
{{x, 0}, {0, x}}

>> SparseArray[{1 -> 5, 3 -> 9}, 4][[3]]
9
