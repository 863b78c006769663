(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Exact linear algebra: Gauss-Jordan elimination on fractions, with the inverse and a check. *)

reduce[m_] := Module[{a = m, rows = Length[m], pivot = 1, r},
  Do[
    r = SelectFirst[Range[pivot, rows], a[[#, c]] != 0 &, 0];
    If[r > 0,
      a[[{pivot, r}]] = a[[{r, pivot}]];
      a[[pivot]] = a[[pivot]]/a[[pivot, c]];
      Do[If[i != pivot, a[[i]] = a[[i]] - a[[i, c]] a[[pivot]]], {i, rows}];
      pivot++];
    If[pivot > rows, Break[]],
    {c, Length[First[m]]}];
  a]

inverse[m_] := Module[{n = Length[m]}, reduce[Join[m, IdentityMatrix[n], 2]][[All, n + 1 ;; 2 n]]]

hilbert = Table[1/(i + j - 1), {i, 3}, {j, 3}];
Print["matrix:  ", hilbert];
Print["inverse: ", inverse[hilbert]];
Print["product is the identity: ", hilbert . inverse[hilbert] == IdentityMatrix[3]];

(* 2 x + y = 1, x + 3 y = 2 *)
Print["solution: ", reduce[{{2, 1, 1}, {1, 3, 2}}][[All, 3]]];
Print["1/2 + 1/3 + 1/7 = ", 1/2 + 1/3 + 1/7, ", to 20 digits ", ToString[N[41/42, 20]]];

(* The continued fraction of the golden ratio has nothing but ones. *)
Print["convergents: ", NestList[1 + 1/# &, 1, 8]];
