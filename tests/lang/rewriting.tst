(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* ReplaceRepeated: passes of ReplaceAll, each on the whole, with an evaluation after each. *)

>> f[f[f[x]]] //. f[a_] :> a
x

>> ReplaceRepeated[f[f[f[f[x]]]], f[f[a_]] :> g[a], MaxIterations -> 1]
ReplaceRepeated::rrlim: Exiting after f[f[f[f[x]]]] scanned 1 times.
g[f[f[x]]]

(* All places of a pass are those of the expression before it: the outermost, side by side. *)

>> Quiet[Table[ReplaceRepeated[p[a[b[0]], a[b[a[1]]]], {a[x_] :> c[x], c[b[x_]] :> d[x]}, MaxIterations -> k], {k, 4}]]
{p[c[b[0]], c[b[a[1]]]], p[d[0], d[a[1]]], p[d[0], d[c[1]]], p[d[0], d[c[1]]]}

(* A change below makes a pattern above match, and what was inside of that waits. *)

>> Quiet[Table[ReplaceRepeated[n[n[q[n[q[0]]]]], {q[x_] :> n[x], n[n[x_]] :> x}, MaxIterations -> k], {k, 4}]]
{q[n[q[0]]], n[n[q[0]]], q[0], n[0]}

>> pair[q[0], n[q[1]]] //. {n[q[x_]] :> r[x], q[x_] :> w[x], pair[w[x_], r[y_]] :> done[x, y]}
done[0, 1]

(* A name twice: what is deep inside may become the same. *)

>> t[a[a[a[q[0]]]], a[a[a[w[0]]]]] //. {t[x_, x_] :> same[x], q[x_] :> w[x]}
same[a[a[a[w[0]]]]]

>> t[a[q[0]], a[q[1]]] //. {t[x_, x_] :> same[x], q[_] :> 0}
same[a[0]]

(* A part that occurs twice is rewritten in each place by itself. *)

>> With[{c = k[q[0]]}, h[c, n[c]]] //. {q[0] :> w, n[k[q[x_]]] :> old[x], n[k[w]] :> new}
h[k[w], old[0]]

>> d[m[x, y]] //. {d[m[a_, b_]] :> s[m[d[a], b], m[a, d[b]]], d[x] :> 1, d[y] :> 0}
s[m[1, y], m[x, 0]]

(* What the right side says is the same again, while others go on. *)

>> Quiet[ReplaceRepeated[p[same[1], u[u[u[0]]]], {same[x_] :> same[x], u[x_] :> v[x]}]]
p[same[1], v[v[v[0]]]]

>> same[1] //. same[x_] :> same[x]
same[1]

(* Evaluation between passes: heads that mean something, arithmetic, definitions. *)

>> q[q[3]] //. q[x_Integer] :> x + 1
5

>> p[q[1], Plus[a, q[2]], q[q[3]]] //. q[x_] :> x
p[1, 2 + a, 3]

>> e[x_] := ee[x]; p[q[1], q[2]] //. {q[x_] :> e[x], ee[2] :> two}
p[ee[1], two]

>> Clear[e]; on[1] := off; p[q[1]] //. {q[x_] :> on[x], off :> sw}
p[sw]

>> Hold[q[1 + 1], p[q[2]]] //. q[x_] :> r[x, x]
Hold[r[1 + 1, 1 + 1], p[r[2, 2]]]

>> p[Hold[q[1 + 1]]] //. {q[x_] :> r[x], p[Hold[r[x_]]] :> {x, x}}
{2, 2}

>> ReplaceRepeated[Unevaluated[p[1 + 1, q[0]]], q[x_] :> x]
p[2, 0]

>> p[q[1], q[2]] //. q[x_] :> Sequence[x, x]
p[1, 1, 2, 2]

>> p[q[1], q[2]] //. q[_] :> Nothing
p[Nothing, Nothing]

>> {q[1], q[2]} //. q[1] :> Nothing
{q[2]}

>> z = 5; p[q[z], q[zz]] //. q[x_] :> zz[x]; zz[5] = 6; p[q[z], q[zz]] //. q[x_] :> zz[x]
p[6, zz[zz]]

>> Clear[z, zz]; up /: w[up[x_]] := caught[x]; w[q[1]] //. q[x_] :> up[x]
caught[1]

>> Clear[up]; ClearAll[w]; SetAttributes[w, Orderless]; w[q[3], q[1], 2] //. q[x_] :> x
w[1, 2, 3]

>> ClearAll[w]; SetAttributes[w, Flat]; w[q[1], w[q[2], 3]] //. q[x_] :> w[x, 0]
w[1, 0, 2, 0, 3]

>> ClearAll[w]; w[q[1], q[2]] //. {q[x_] :> (SetAttributes[w, Orderless]; 3 - x)}
w[1, 2]

>> ClearAll[w]; n = 0; p[q[1], q[2]] //. {q[x_] /; (n++; x > 1) :> big, q[x_] :> w[x]}
p[w[1], big]

>> n
2

(* Associations, packed arrays, heads that are expressions. *)

>> <|a -> q[1], b -> {q[q[2]]}|> //. q[x_] :> x
<|a -> 1, b -> {2}|>

>> p[Range[3], q[Range[2]]] //. q[{x_, y_}] :> {y, x}
p[{1, 2, 3}, {2, 1}]

>> q[1][q[2]] //. q[x_] :> w[x]
w[1][w[2]]

(* Long and deep. *)

#fresh
>> Block[{$RecursionLimit = Infinity}, LeafCount[ReplaceRepeated[plus[Nest[s, 0, 3000], Nest[s, 0, 10]],
..   {plus[0, y_] :> y, plus[s[x_], y_] :> s[plus[x, y]]}, MaxIterations -> Infinity]]]
3011

>> Block[{$RecursionLimit = Infinity}, Depth[ReplaceRepeated[g[Nest[s, 0, 20000]], {g[s[x_]] :> t[g[x]], g[0] :> end},
..   MaxIterations -> Infinity]]]
20001

>> ReplaceRepeated[g[0], g[x_] :> g[s[x]], MaxIterations -> 3]
ReplaceRepeated::rrlim: Exiting after g[0] scanned 3 times.
g[s[s[s[0]]]]

>> TimeConstrained[ReplaceRepeated[g[0], g[x_] :> g[x, x] , MaxIterations -> Infinity] //. g[x_, _] :> g[x], 5, late]
g[0]

>> TimeConstrained[ReplaceRepeated[g[0], {g[x_] :> h[x], h[x_] :> g[x]}, MaxIterations -> Infinity], 0.2, late]
late

(* What arithmetic of machine integers gives at once is what the evaluator gives. *)

>> {Hold[q[2]] /. q[x_] :> 3 x, q[2^61] /. q[x_] :> 4 x, q[2^61] /. q[x_] :> x + x + x + x, Cases[{q[1, 5]}, q[i_, j_] :> j - i]}
{Hold[3*2], 9223372036854775808, 9223372036854775808, {4}}

>> Unprotect[Plus]; Plus[1, 2] = three; r = {q[1] /. q[x_] :> x + 2, q[2] /. q[x_] :> x + 2}; Plus[1, 2] =.; Protect[Plus]; r
{three, 4}
