(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What is compiled must be seen to behave as if it were not. *)

(* Recursion, literal rules beside patterns, big results. *)
>> fact[0] = 1; fact[n_] := n fact[n - 1]; fact[25]
15511210043330985984000000

>> fib[0] = 0; fib[1] = 1; fib[k_] := fib[k - 1] + fib[k - 2]; fib[20]
6765

(* Redefinition is seen at once, by callers that are compiled too. *)
>> g[x_] := x + 1; h[x_] := g[x] + 1; h[1]
3
>> g[x_] := 10 x; h[1]
11
>> Clear[g]; h[1]
1 + g[1]

(* So is a value for a name that was a symbol. *)
>> p[x_] := x + q; p[1]
1 + q
>> q = 5; p[1]
6

(* Symbolic arguments leave tests open. *)
>> s[x_] := If[x > 0, pos, neg]; {s[1], s[-1], s[a]}
{pos, neg, If[a > 0, pos, neg]}

>> c[x_, y_] := x > 0 && y > 0; {c[1, 2], c[1, -2], c[a, -2], c[1, b], c[a, b]}
{True, False, False, b > 0, a > 0 && b > 0}

(* Rules in order of specificity; conditions on either side; typed blanks; the same name twice. *)
>> k[x_Integer] := int; k[x_Real] := real; k[x_String] := str; k[x_] := any; {k[1], k[1.], k["a"], k[1/2]}
{int, real, str, any}

>> m[x_ /; x > 10] := big; m[x_] := small /; x > 0; {m[11], m[5], m[-1]}
{big, small, m[-1]}

>> same[x_, x_] := yes; same[x_, y_] := no; {same[1, 1], same[1, 2]}
{yes, no}

>> first[{x_, y_}] := x; {first[{1, 2}], first[{1}], first[7]}
{1, first[{1}], first[7]}

(* Loops, their exits, and variables of their own. *)
>> sum[n_] := Module[{t = 0, i = 1}, While[i <= n, t += i; i++]; t]; sum[100]
5050

>> w[n_] := Module[{i = 0}, While[True, i++; If[i > n, Break[]]]; i]; w[5]
6

>> r[n_] := (Do[If[i > n, Return[i]], {i, 10}]); {r[3], r[20]}
{4, Null}

>> odd = 0; Do[If[EvenQ[i], Continue[]]; odd += i, {i, 5}]; odd
9

>> e[x_] := (If[x > 5, Return[large]]; little); {e[9], e[1]}
{large, little}

(* The variable of a loop is seen by the functions that its body calls, and put back. *)
>> i = 7; see[] := i; t = {}; Do[AppendTo[t, see[]], {i, 3}]; {t, i}
{{1, 2, 3}, 7}

>> i = 7; Catch[Do[If[i == 2, Throw[out]], {i, 3}]]; i
7

>> Do[Print[x], {x, {a, b}}]
a
b

>> t = 0; Do[t += d, {d, 0, 1, 1/4}]; t
5/2

(* An assignment to a part changes no copy that somebody took before. *)
>> v = {1, 2, 3}; Do[If[j == 3, old = v]; v[[1]] = j, {j, 5}]; {v, old}
{{5, 2, 3}, {2, 2, 3}}

(* Overflow goes to big integers, mixed arithmetic to reals. *)
>> pow[b_, n_] := If[n == 0, 1, b pow[b, n - 1]]; {pow[2, 70], pow[2., 3], pow[1/2, 3]}
{1180591620717411303424, 8., 1/8}

(* The user's own meaning of an operator. *)
>> Unprotect[Plus]; Plus[zz, zz] = double; Protect[Plus]; add[x_] := x + x; {add[zz], add[2]}
{double, 4}

#fresh
(* Limits: depth, steps. *)
>> deep[n_] := 1 + deep[n - 1]; deep[0] = 0; Quiet[deep[5000]]
TerminatedEvaluation[RecursionLimit]

>> Block[{$RecursionLimit = Infinity}, deep[50000]]
50000

>> forever[n_] := forever[n + 1]; forever[1]
$IterationLimit::itlim: Iteration limit of 4096 exceeded.
TerminatedEvaluation[IterationLimit]

>> spin[n_] := While[True, n]; TimeConstrained[spin[1], 0.05, late]
late

(* Pure functions with slots, with names, nested. *)
>> {(#1 + #2 &)[1, 2], Function[{x, y}, x y][3, 4], (# /. x_Integer :> x + 1 &)[{1, 2}], ((# &)[#] + 1 &)[4]}
{3, 12, {2, 3}, 5}

>> Map[Function[x, If[x > 1, x, -x]], {1, 2, 3}]
{-1, 2, 3}

#fresh
(* Lists that grow or change in a loop, as locals and as globals; copies taken meanwhile stay as they were. *)
>> f[n_] := Module[{l = {}}, Do[AppendTo[l, i^2], {i, n}]; l]; f[5]
{1, 4, 9, 16, 25}
>> g[n_] := Module[{l = {0, 0, 0}, k = {}}, Do[If[i == 2, k = l]; l[[i]] = i, {i, n}]; {l, k}]; g[3]
{{1, 2, 3}, {1, 0, 0}}
>> r = {}; Do[If[i == 3, old = r]; AppendTo[r, i], {i, 4}]; {r, old}
{{1, 2, 3, 4}, {1, 2}}
>> Length[f[100000]]
100000
>> h[] := Module[{a = {1, 2}}, a[[1]] = a; a]; h[]
{{1, 2}, 2}
>> bad[] := Module[{a = {1}}, a[[5]] = 2; a]; bad[]
Set::partw: Part 5 of {1} does not exist.
{1}

(* A Return that names a construct, compiled or not. *)
>> g[x_] := Module[{y = x}, Return[y, Module]; z]; g[3]
3
>> k[] := (Do[Return[5, Do], {3}]; 7); k[]
7
>> m := (Return[early]; late); m
early

(* Remembered values. *)
>> memo[n_] := memo[n] = memo[n - 1] + memo[n - 2]; memo[0] = 0; memo[1] = 1; {memo[200], Length[DownValues[memo]]}
{280571172992510140037611932413038677189525, 202}

>> t = {}; Do[AppendTo[t, {i, j}], {i, 3}, {j, i}]; t
{{1, 1}, {2, 1}, {2, 2}, {3, 1}, {3, 2}, {3, 3}}
>> t = {}; Do[AppendTo[t, {i, j}]; If[j == 2, Break[]], {i, 3}, {j, 3}]; t
{{1, 1}, {1, 2}}
