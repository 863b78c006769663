(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The rules of a symbol that are told apart by the head of an argument, and constructs that are their own value. *)

>> f[a[x_]] := {1, x}; f[b[x_]] := {2, x}; f[c] = 3; f[7] = 4; f[_Integer] := 5; f[_Symbol] := 6; f["s"] = 7;
.. f[{x_, y_}] := {8, x, y}; f[_Real] := 9; f[a[_, _]] := 10;
.. {f[a[0]], f[b[0]], f[c], f[7], f[8], f[d], f["s"], f[{1, 2}], f[2.5], f[a[1, 2]], f["t"], f[a[1][2]], f[1/2], f[{1, 2, 3}]}
{{1, 0}, {2, 0}, 3, 4, 5, 6, 7, {8, 1, 2}, 9, 10, f[t], f[a[1][2]], f[1/2], f[{1, 2, 3}]}

>> f[Range[2]]
{8, 1, 2}

>> f[<|1 -> 2|>]
f[<|1 -> 2|>]

>> {f[2^70], f[Integer[3]]}
{5, 5}

(* What comes first is tried first, whatever the head. *)

>> Clear[g]; g[x_, 0] := {x, zero}; g[p[x_], y_] := {1, x, y}; g[q[x_], y_] := {2, x, y}; g[x_, y_] := rest[x, y];
.. {g[p[1], 0], g[p[1], 2], g[q[1], 2], g[r[1], 2], g[5, 2], g[5, 0], g[s, 2]}
{{p[1], zero}, {1, 1, 2}, {2, 1, 2}, rest[r[1], 2], rest[5, 2], {5, zero}, rest[s, 2]}

(* A rule whose head fits and whose rest does not leaves it to those after it. *)

>> Clear[g]; g[p[x_], x_] := same; g[q[_], _] := two; g[p[_], _] := other; {g[p[1], 1], g[p[1], 2], g[q[1], 1]}
{same, other, two}

>> Clear[g]; g[p[x_] /; x > 3] := big; g[q[x_]] := x; g[p[x_]] := small; {g[p[5]], g[p[1]], g[q[1]]}
{big, small, 1}

>> n = 0; Clear[g]; g[p[_]] := 1 /; (n++; False); g[q[_]] := 2; g[p[_]] := 3 /; (n += 10; True); {g[p[1]], g[q[1]], n}
{3, 2, 11}

(* Redefined while it runs. *)

>> Clear[g]; g[p[x_]] := (g[q[y_]] := new[y]; g[q[x]]); g[q[x_]] := old[x]; {g[q[1]], g[p[2]], g[q[3]]}
{old[1], new[2], new[3]}

>> Clear[g]; g[p[x_]] := (Clear[g]; g[q[x]]); g[q[x_]] := old[x]; {g[q[1]], g[p[2]], g[p[3]]}
{old[1], g[q[2]], g[p[3]]}

>> Clear[g, k]; g[p[x_]] := (SetAttributes[k, Orderless]; k[x, 1]); g[q[x_]] := k[x, 1]; {g[q[2]], g[p[2]], g[q[2]]}
{k[1, 2], k[1, 2], k[1, 2]}

>> {k[2, 1], g[q[0]]}
{k[1, 2], k[0, 1]}

(* A construct that is its own value, until its symbols mean something. *)

>> Clear[g]; g[x_] := pair[x, tree[leaf[1], leaf[2]]]; a1 = g[1]; leaf[2] = two; a2 = g[1]; Clear[leaf]; {a1, a2, g[1]}
{pair[1, tree[leaf[1], leaf[2]]], pair[1, tree[leaf[1], two]], pair[1, tree[leaf[1], leaf[2]]]}

>> Clear[g]; g[x_] := {x, tree[leaf[z]]}; b1 = g[1]; z = 5; b2 = g[1]; z =.; SetAttributes[tree, Listable]; leaf[z] = {1, 2}; {b2, g[1]}
{{1, tree[leaf[5]]}, {1, {tree[1], tree[2]}}}

>> ClearAll[tree, leaf]; {Attributes[tree], g[1], b1}
{{}, {1, tree[leaf[z]]}, {1, tree[leaf[z]]}}

>> Clear[g]; g[x_] := tree[leaf[1]]; {g[0], Block[{leaf = up}, g[0]], g[0]}
{tree[leaf[1]], tree[up[1]], tree[leaf[1]]}

>> leaf /: tree[leaf[1]] = planted; {g[0], leaf /: tree[leaf[1]] =.; g[0]}
{planted, tree[leaf[1]]}

>> Clear[g]; g[x_] := last[1]; g[0]; last[1] := g[0]; Block[{$IterationLimit = 50, $RecursionLimit = 1000}, Head[g[0]]]
$IterationLimit::itlim: Iteration limit of 50 exceeded.
TerminatedEvaluation[IterationLimit]

>> Clear[last]; Clear[g]; g[s_] := hold[s, Sequence[1, 2], Unevaluated[1 + 1]]; g[0]
hold[0, 1, 2, Unevaluated[1 + 1]]

(* Parts by a number that is there to be seen. *)

>> Clear[g]; g[x_] := {x[[1]], x[[2]]}; {g[{1, 2}], g[p[3, 4]], g[Range[3]]}
{{1, 2}, {3, 4}, {1, 2}}

>> g[{1}]
Part::partw: Part 2 of {1} does not exist.
{1, {1}[[2]]}

(* Arguments that stay in the registers of locals, one of which changes. *)

>> Clear[g, p]; g[x_] := Module[{y = x, z = {}}, z = p[y, y = y + 1, y]; {z, p[y, z], y}]; g[1]
{p[1, 2, 2], p[2, p[1, 2, 2]], 2}

>> g[x_] := Module[{y = {1, 2}, z}, z = p[y, y[[1]] = x, y]; y[[2]] = 0; {z, y}]; g[7]
{p[{1, 2}, 7, {7, 2}], {7, 0}}

>> g[x_] := Module[{y = {1}}, AppendTo[y, 2]; z = p[y, x]; AppendTo[y, 3]; w = p[y, x]; y[[1]] = 0; {z, w, y}]; g[7]
{p[{1, 2}, 7], p[{1, 2, 3}, 7], {0, 2, 3}}

>> swap[0, a_, b_] := {a, b}; swap[n_, a_, b_] := swap[n - 1, b, a]; {swap[3, 1, 2], swap[4, 1, 2]}
{{2, 1}, {1, 2}}

>> deep[0, t_] := t; deep[n_, t_] := deep[n - 1, s[t]]; Block[{$IterationLimit = Infinity}, Depth[deep[10^5, 0]]]
100001

(* Builtins that are called at once, and their redefinition. *)

>> ends[l_] := {First[l], Rest[l]}; {ends[{1, 2}], ends[{u, 2}], ends[p[1, 2]], ends[<|1 -> 2, 3 -> 4|>], ends[Range[3]]}
{{1, {2}}, {u, {2}}, {1, p[2]}, {2, <|3 -> 4|>}, {1, {2, 3}}}

>> Unprotect[Rest]; Rest[{1, x_}] := mine[x]; r = ends[{1, 2}]; Clear[Rest]; Protect[Rest]; {r, ends[{1, 2}]}
{{1, mine[2]}, {1, {2}}}

(* Tests that come out neither True nor False, in the middle of And and Or. *)

>> both[a_, b_, c_] := a > 0 && b > 0 && c; either[a_, b_, c_] := a > 0 || b > 0 || c;
.. {both[1, 1, 7], both[1, u, 7], both[u, 1, 7], both[u, -1, 7], both[u, u, False], both[0, u, 7]}
{7, u > 0 && 7, u > 0 && 7, False, False, False}

>> {either[0, 0, 7], either[0, u, 7], either[u, 0, 7], either[u, 1, 7], either[u, u, True], either[1, u, 7]}
{7, u > 0 || 7, u > 0 || 7, True, True, True}

>> then[a_, b_] := Module[{x}, a > 0 && (x = b; x > 1) && x < 5]; {then[1, 3], then[1, 7], then[0, 3], then[u, 3], then[u, 1]}
{True, False, False, u > 0, False}

(* Rules whose value is a constant answer without a call of their own; what that value is, is still looked up. *)
>> ClearAll[leaf, k, top, down]; leaf[nothing] = k[1]; leaf[k[_]] := 7; leaf[top[_]] := done; leaf[{a_, b_}] := {leaf[a], leaf[b]}; leaf[down[a_, b_]] := {k[2], leaf[a], b}
>> leaf[{{nothing, k[3]}, {top[4], down[k[5], 6]}}]
{{k[1], 7}, {done, {k[2], 7, 6}}}

>> leaf[{{unknown, "s"}, {top[], 1.5}}]
{{leaf[unknown], leaf[s]}, {leaf[top[]], leaf[1.5]}}

>> k[n_] := n + 100; leaf[{nothing, top[1]}]
{101, done}

>> done = "now"; leaf[{nothing, top[1]}]
{101, now}

>> leaf[top[_]] := later; leaf[{{k[1], nothing}, {top[2], top[3]}}]
{{leaf[101], 101}, {later, later}}

>> ClearAll[deep]; deep[end] = stop; deep[s[a_]] := {deep[a]}; Block[{$RecursionLimit = 30}, Length[Flatten[deep[Nest[s, end, 20]]]]]
1
