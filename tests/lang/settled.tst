(* What evidently evaluates to itself is not evaluated again, until something in it gets a meaning. *)

>> e = h[p, q] /. p -> g[1]; g[x_] := x + 1; e
h[2, q]

>> d[k[a_, b_]] := k[d[a], d[b]]; r = d[k[u, v]]; u = 5; {r, d[u]}
{k[d[5], d[v]], d[5]}

>> d[u_] := u^2; {r, d[k[2, 3]]}
{k[25, v^2], k[4, 9]}

>> s = w[1, w[2]] //. 2 -> 3; w[n_Integer] := -n; s
w[1, -3]

>> t = {m[1], m[2]} /. m[1] -> m[3]; SetAttributes[m, Listable]; m[{1, 2}]
{m[1], m[2]}
