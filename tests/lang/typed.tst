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
