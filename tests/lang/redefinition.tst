(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Definitions that change while compiled code that relies on them is there, or runs. *)
>> g[x_] := x + 1; f[x_] := g[x] + 1; f[1]
3

>> g[x_] := 10 x; f[1]
11

>> g[2] = 100; {f[1], f[2]}
{11, 101}

>> g[2] =.; f[2]
21

>> f[n_] := If[n == 3, g[x_] := x + 1000; g[n], g[n]]; Table[f[n], {n, 5}]
{10, 20, 1003, 1004, 1005}

>> h[0] = 0; h[n_] := (If[n == 3, h[1] = 50]; h[n - 1] + 1); {h[2], h[5], h[5]}
{2, 54, 54}

>> a = 5; k[] := a; b = k[]; a = 7; c = k[]; Clear[a]; {b, c, k[], a = 2; k[], Block[{a = 9}, k[]], k[]}
{5, 7, 2, 2, 9, 2}

>> p[x_] := x^2; q[x_] := p[x] + p[x]; {q[2], Block[{p}, q[2]], Block[{p = Sin}, q[2]], q[2]}
{8, 8, 2*Sin[2], 8}

>> SetAttributes[p, Listable]; q[{1, 2}]
{2, 8}

>> ClearAll[p]; p[x_] := 3 x; q[1]
6

>> SetAttributes[p, HoldAll]; p[x_] := Hold[x]; q[1 + 1]
2*Hold[2]

>> ClearAll[p, q]; p[n_] := p[n] = If[n < 2, n, p[n - 1] + p[n - 2]]; {p[50], p[30], Length[DownValues[p]]}
{12586269025, 832040, 52}

>> t[x_] := x + 1; u = tt; tt /: t[tt] = 5; {t[u], t[1], t[tt]}
{5, 2, 5}

>> s[x_] := x + y; {s[1], y = 3; s[1], y := 4; s[1], y =.; s[1]}
{1 + y, 4, 5, 1 + y}

>> Do[w = i; If[i == 2, w =.]; w = w + 1, {i, 3}]; w
$RecursionLimit::reclim2: Recursion depth of 1024 exceeded during evaluation of w.
TerminatedEvaluation[RecursionLimit]

>> f1[x_] := x + x; Unprotect[Plus]; Plus[a_, a_] := plus[a]; r = {f1[4], f1[4.]}; Clear[Plus]; Protect[Plus]; r
{plus[4], plus[4.]}

>> fa[0] := (fa[0] = 5; 1); fa[n_] := fa[n - 1] + n; {fa[3], fa[3]}
{7, 11}

>> fb["a"] = 1; fb[{1}] = 2; fb[x_, y_] := fb["a"] + fb[{1}]; fb[1, 2]
3

>> fc[1.] = one; fc[1] = exact; fc[x_] := other; {fc[1], fc[1.], fc[2]}
{exact, one, other}

>> EulerGamma; cc[] := EulerGamma; cc[]; Unprotect[EulerGamma]; EulerGamma = 2; r = cc[]; EulerGamma =.; Protect[EulerGamma]; r
2

(* Tests of integers, and of what is none, for rules without patterns. *)
>> ClearAll[f]; f[1] = a1; f[3] = a3; f[-2] = am; f["x"] = as; f[n_] := other[n]; f /@ {1, 2, 3, -2, -1, "x", 1., 4/2, 10^30}
{a1, other[2], a3, am, other[-1], as, other[1.], other[2], other[1000000000000000000000000000000]}

>> ClearAll[g]; g[0, k_] := k + 1; g[m_, 0] := g[m - 1, 1]; g[m_, k_] := g[m - 1, g[m, k - 1]]; {g[2, 3], g[1, 10]}
{9, 12}

(* The limits of small numbers in instructions. *)
>> h[x_] := {x + 127, x - 128, x + 128, 100 x, Mod[x, -3], Quotient[x, -3], Quotient[x, 8], Mod[x, 8]}; {h[-5], h[2^62 - 1], h[1/2], h[2.5]}
{{122, -133, 123, -500, -2, 1, -1, 3}, {4611686018427388030, 4611686018427387775, 4611686018427388031, 461168601842738790300, 0, -1537228672809129301, 576460752303423487, 7}, {255/2, -255/2, 257/2, 50, -5/2, -1, 0, 1/2}, {129.5, -125.5, 130.5, 250., -0.5, -1, 0, 2.5}}

>> p[x_, y_, z_] := {x + y + z, x y z, x*y/z, 3. x/y, -x*y, x != y, x =!= y}; {p[1, 2, 3], p[.5, 2, 4], p[qa, qb, qc]}
{{6, 6, 2/3, 1.5, -2, True, True}, {6.5, 4., 0.25, 0.75, -1., True, True}, {qa + qb + qc, qa*qb*qc, (qa*qb)/qc, (3.*qa)/qb, -(qa*qb), qa != qb, True}}
