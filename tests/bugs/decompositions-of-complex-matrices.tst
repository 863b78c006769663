(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A matrix of complex machine numbers has no Real in it; it went the way of exact matrices, which did not end.  And OpenBLAS reads
   past the last column of a complex matrix: where no memory follows, that ended the child process, as if memory were out. *)
>> m = Table[Sin[i j] + I Cos[i + 2 j], {i, 5}, {j, 5}] // N; {u, s, v} = SingularValueDecomposition[m]; Max[Abs[u . s . ConjugateTranspose[v] - m]] < 10^-10
True

>> {w, x} = Eigensystem[m]; Max[Abs[m . Transpose[x] - Transpose[x] . DiagonalMatrix[w]]] < 10^-10
True

>> {Length[SingularValueList[m]] <= 5, Max[Abs[m . PseudoInverse[m] . m - m]] < 10^-10}
{True, True}

>> Union[Table[m = RandomReal[1, {n, n}]; {u, s, v} = SingularValueDecomposition[m]; Max[Abs[u . s . Transpose[v] - m]] < 10^-8, {n, {199, 200, 200, 200, 201}}]]
{True}

>> {q, t} = SchurDecomposition[N[Table[Sin[i j] + I Cos[i + 2 j], {i, 5}, {j, 5}]]]; Max[Abs[q . t . ConjugateTranspose[q] - N[Table[Sin[i j] + I Cos[i + 2 j], {i, 5}, {j, 5}]]]] < 10^-10
True
