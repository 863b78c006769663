(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Orthogonal rules without a limit on the passes: a shared subexpression is rewritten once. *)

>> $RecursionLimit = Infinity; peano = {plus[0, y_] :> y, plus[s[x_], y_] :> s[plus[x, y]], times[0, y_] :> 0, times[s[x_], y_] :> plus[y, times[x, y]],
..   fact[0] :> s[0], fact[s[x_]] :> times[s[x], fact[x]]}; nf[e_, rules_] := ReplaceRepeated[e, rules, MaxIterations -> Infinity];

>> Table[LeafCount[nf[fact[Nest[s, 0, n]], peano]] - 1, {n, 0, 6}]
{1, 1, 2, 6, 24, 120, 720}

>> nf[fact[s[s[0]]], peano] === (fact[s[s[0]]] //. peano)
True

(* By passes these are millions of steps. *)

>> LeafCount[nf[fact[Nest[s, 0, 8]], peano]] - 1
40320

>> nf[f[Nest[s, 0, 60]], {f[0] :> 0, f[s[x_]] :> double[f[x]], double[y_] :> plus[y, y], plus[0, 0] :> 0}]
0

>> With[{u = fact[Nest[s, 0, 5]]}, Length /@ nf[{u, {u, u}, plus[u, 0]}, peano] ]
{1, 2, 1}

>> With[{u = fact[Nest[s, 0, 5]]}, LeafCount /@ nf[{u, {u, u}, plus[u, u]}, peano]]
{121, 243, 241}

(* What is dropped may go on for ever. *)

>> lazy = {from[n_] :> cons[n, from[s[n]]], take[0, l_] :> nil, take[s[n_], cons[x_, l_]] :> cons[x, take[n, l]], first[x_, y_] :> x,
..   if[true, x_, y_] :> x, if[false, x_, y_] :> y, zero[0] :> true, zero[s[x_]] :> false};

>> nf[take[s[s[s[0]]], from[0]], lazy]
cons[0, cons[s[0], cons[s[s[0]], nil]]]

>> nf[{first[a, from[0]], if[zero[s[0]], from[0], b], if[zero[0], c, from[from[0]]]}, lazy]
{a, b, c}

>> TimeConstrained[nf[from[0], lazy], 0.2, late]
late

(* Passes end where one changes nothing, with what is below left as it is. *)

>> {nf[f[a[]], {f[x_] :> f[x], a[] :> b}], nf[{a[], f[a[]]}, {f[x_] :> f[x], a[] :> b}], nf[w[f[a[], a[]]], {f[x_, y_] :> f[y, x], a[] :> b}]}
{f[a[]], {b, f[a[]]}, w[f[a[], a[]]]}

(* The first rule that matches, patterns with a name twice, rules into one another: by passes. *)

>> nf[{f[g[0]], e[g[0], 0], g[g[g[0]]]}, {f[0] :> zero, f[x_] :> other[x], e[x_, x_] :> same, g[0] :> 0}]
{other[0], same, 0}

>> nf[not[and[p, not[or[q, not[r]]]]], {not[not[x_]] :> x, not[and[x_, y_]] :> or[not[x], not[y]], not[or[x_, y_]] :> and[not[x], not[y]]}]
or[not[p], or[q, not[r]]]

(* A pattern that looks deep, where its parts get there at different times. *)

>> nf[f[c[g[g[0]], g[h[g[0]]]], g[0]], {f[c[x_, s[y_]], z_] :> done[x, y, z], g[x_] :> s[x], h[s[x_]] :> x}]
done[s[s[0]], 0, s[0]]

>> nf[h[g[0], f[g[s[0]], 1]], {f[s[s[s[x_]]], y_] :> h[x, y], g[x_] :> s[s[x]], h[s[s[x_]], h[0, y_]] :> yes[x, y]}]
yes[0, 1]

(* Values, attributes and heads that mean something; sequences; associations; symbols that get a value meanwhile. *)

>> v = 7; w1[x_] := x + 1; nf[{g[0], Plus[g[g[0]], 1], w1[g[0]]}, {g[x_] :> x + v}]
{7, 15, 8}

>> nf[{g[0], Sequence @@ {g[1], g[2]}, <|k -> g[3]|>, q[0][g[4]]}, {g[x_] :> s[x]}]
{s[0], s[1], s[2], <|k -> s[3]|>, q[0][s[4]]}

>> nf[t[g[0], Range[4]], {t[x_, {a_, b_, c_, d_}] :> {x, d}, g[0] :> 1}]
{1, 4}

>> nf[5, peano]
5

>> nf[Hold[fact[s[s[0]]]], peano]
Hold[s[s[0]]]

(* The expression itself and what else holds parts of it stay as they were. *)

>> shared = fact[s[s[0]]]; keep = {shared, {shared}}; nf[keep, peano]; keep
{fact[s[s[0]]], {fact[s[s[0]]]}}

>> rhs = {r1[x_] :> pair[x, plus[s[0], s[0]]]}; nf[r1[r1[a]], Join[rhs, peano]]
pair[pair[a, s[s[0]]], s[s[0]]]
