(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is compiled to typed code unasked has the values that the evaluator gives. *)
>> f[n_] := Module[{s = 0, k = 0}, While[k < n, k++; s += k^2]; s]
>> {f[10], f[3.5], f[7/2]}
{385, 30, 30}

(* Integers grow, quotients stay exact, roots become complex. *)
>> g[n_] := Module[{p = 1}, Do[p = 3 p, {n}]; p]
>> {g[3], g[50]}
{27, 717897987691852588770249}

>> q[n_] := Module[{s = 0}, Do[s = s + 1/n, {2}]; s]
>> {q[3], q[4.], q[4]}
{2/3, 0.5, 1/2}

>> r[x_] := Module[{y = x}, Do[y = Sqrt[y - 1], {2}]; y]
>> r[1.] == I
True

>> {r[2.], r[10.]}
{0., 1.4142135623730951}

>> Im[r[1.5]] > 0
True

(* Symbols with numbers for values are read at each call. *)
>> a = 2; h[n_] := Module[{s = 0.}, Do[s = s + a, {n}]; s]
>> {h[3], a = 0.5; h[3], a = 1/4; h[2]}
{6., 1.5, 0.5}

>> Clear[a]; h[2]
0. + 2*a

(* Zero times a real. *)
>> z[x_] := Module[{k = 3, y = x}, While[k >= 0, y = k x; k = k - 1]; y]
>> z[2.5]
0.

(* Tests that are neither true nor false, values of several kinds. *)
>> t[n_] := Module[{k = 0}, While[k < 3, k++]; If[n > 1, k, 1.5]]
>> {t[2], t[0], Head[t[u]]}
{3, 1.5, If}

(* Complex numbers. *)
>> m[c_] := Module[{z = 0. + 0. I, k = 0}, While[k < 50 && Abs[z] <= 2., z = z^2 + c; k = k + 1]; k]
>> m /@ {0.1, 1., 0.5 + 0.5 I, 2}
{50, 3, 5, 2}

(* Elements of lists; from the first that has no machine number on it is the evaluator. *)
>> Map[If[# > 2, 1/2, #] &, Range[40]][[{1, 40}]]
{1, 1/2}

>> Map[#^20 &, Range[40]][[{2, 39}]] == {2^20, 39^20}
True

>> Quiet[Map[1/(# - 3) &, N[Range[40]]]][[{3, 5}]]
{ComplexInfinity, 0.5}

>> Map[# > 3 &, Range[40]][[{3, 4}]]
{False, True}

>> Select[Range[100]/2., # > 49 &]
{49.5, 50.}

>> {Nest[2 # &, 1, 70], Nest[# + 0.5 &, 0, 40], Length[NestList[2 # &, 1, 70]]}
{1180591620717411303424, 20., 71}

>> {Fold[#1 #2 &, 1, Range[40]] == 40!, Last[FoldList[Plus[##] &, 0, Range[40]]]}
{True, 820}

(* Times and interrupts. *)
>> w[n_] := Module[{k = n}, While[k > 0, k = Mod[k, 7] + 1]; k]
>> TimeConstrained[w[5], 0.1, "late"]
late

(* Tables whose elements are evidently numbers. *)
>> Table[N[1/(i + j - 1)], {i, 40}, {j, 50}] === Table[N[Unevaluated[1/(i + j - 1)]], {i, 40}, {j, 50}]
True

>> t = Table[N[Sin[i j]], {i, 40}, {j, 0, 40}]; {t[[3, 1]], t[[3, 5]] === N[Sin[12]], Dimensions[t]}
{0., True, {40, 41}}

>> t = Table[If[i == j, 40, Mod[i*j, 17]]*1., {i, 40}, {j, 40}]; {t[[1, 1]], t[[2, 3]], t[[17, 2]]}
{40., 6., 0.}

>> f[n_, z_] := Table[z i + n, {i, n}]; {f[50, 2][[-1]], f[50, 2.5][[2]], f[50, y][[3]], f[50, 1/2][[3]], f[50, 2^62][[2]]}
{150, 55., 50 + 3*y, 103/2, 9223372036854775858}

>> {Table[2^i, {i, 70}][[-1]], Table[i/j, {i, 40}, {j, 40}][[2, 3]], Table[If[i > 20, i, "s"], {i, 40}][[{20, 21}]]}
{1180591620717411303424, 2/3, {s, 21}}

>> {Dimensions[Table[j, {i, 40}, {j, 0}]], Length /@ Table[i j, {i, 40}, {j, i}] === Range[40], Table[i, {i, 0.5, 40}][[2]]}
{{40, 0}, True, 1.5}

>> i = 9; t = Table[i, {i, 40}]; {i, Total[t], Table[i, {40}][[7]]}
{9, 820, 9}

>> Quiet[Table[N[1/(i - 5)], {i, 40}]][[5 ;; 6]]
{ComplexInfinity, 1.}

>> Unprotect[Sin]; Sin[5] = 77; Protect[Sin]; t = Table[N[Sin[i]], {i, 40}]; Unprotect[Sin]; Sin[5] =.; Protect[Sin]; t[[{4, 5}]]
{-0.7568024953079282, 77.}
