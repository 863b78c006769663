(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Loops at the top level, which run on machine numbers where the session's variables hold such. *)

>> s = 0; i = 7; Do[s += i^2; If[s > 10^9, Break[]], {i, 10^6}]; {s, i}
{1000520885, 7}

>> k = 0; While[k < 10^5, k++]; k
100000

>> f = 1; Do[f = f*i, {i, 1000}]; f == 1000!
True

>> x = 1; Do[x = x/2 + 1, {600}]; {Head[x], Denominator[x] == 2^600}
{Rational, True}

>> a = 0; b = 1; Do[{a, b} = {b, a + b}, {600}]; a == Fibonacci[600]
True

(* An interrupt leaves the variables as far as the loop had come. *)
>> z = 0; TimeConstrained[While[True, z++], 0.1]; z > 100
True

>> t = 0; r = Do[t += j; If[t > 10000, Return[t]], {j, 10000}]; {t, r}
{10011, 10011}

>> y = 0; Do[y = y + w, {600}]; y
600*w

>> u = 0; u := u0; u0 = 1; Do[u = u + 1, {600}]; u
601

>> m = 2^62 - 5; Do[m = m + 1, {600}]; m - 2^62
595

>> e = 0; q = 0; For[q = 1, q <= 1000, q++, e += q]; {e, q}
{500500, 1001}

>> c = 0; Protect[c]; Off[Set::wrsym]; Do[c = c + 1, {600}]; On[Set::wrsym]; Unprotect[c]; c
0

>> v = 0; g[n_] := Block[{v = 10}, Do[v = v + 1, {n}]; v]; {g[1000], v}
{1010, 0}

>> q = 0; f := q = q + 1; Do[f; q++, {600}]; q
1200

(* Products with a zero among three factors made typed code give up. *)
>> f1[c_] := Module[{x = 0., y = 0., k = 0}, While[k < 50, y = 2. x*y + c; x = x + 1.; k = k + 1]; y]; h1[c_] := Module[{x = 0., y = 0.}, Do[y = 2. (x y) + c; x = x + 1., {50}]; y]; f1[0.5] == h1[0.5]
True

(* What bytecode knows of the variable is not what it was before. *)
>> w = 1; g[] := w; g[]; r = Spawn[w]; Do[w = w + 1, {600}]; {g[], Await[r], w}
{601, 1, 601}

(* Sums and products over many terms are made by Table. *)
>> i = 5; {Sum[1/(i + 1.), {i, 500}] == Fold[Plus, 0, Table[1/(i + 1.), {i, 500}]], Product[1. + 1./i^2, {i, 300}] == Fold[Times, 1, Table[1. + 1./i^2, {i, 300}]], Sum[If[i > 50, 0.5, i], {i, 100}], Sum[i j, {i, 100}, {j, i}], Sum[some, {100}], i}
{True, True, 1300., 12920425, 100*some, 5}
