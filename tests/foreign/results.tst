(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a task gives is evaluated: who asked for it does not do that again, until something in it means something else. *)
>> future = Spawn[g[1, {g[2]}]]; Await[future]
g[1, {g[2]}]

>> g[2] = 5; Await[future]
g[1, {5}]

>> g[x_, y_] := {x, y}; Await[future]
{1, {5}}

>> Clear[g]; list = ParallelMap[g, {1, 2, 3}]
{g[1], g[2], g[3]}

>> g[2] = two; list
{g[1], two, g[3]}

>> SetAttributes[o, Orderless]; ordered = Await[Spawn[o[b, a]]]
o[a, b]

>> ClearAttributes[o, Orderless]; SetAttributes[o, Listable]; o[{1, 2}]; Await[Spawn[o[{c, d}]]]
{o[c], o[d]}

(* A block's definitions are those of its tasks; what comes out of it means what it means outside. *)
>> w[x_] := x^2; {Block[{w}, ParallelMap[w, {3, 4}]], Block[{w}, Map[w, {3, 4}]], Block[{w}, Await[Spawn[w[5]]]]}
{{9, 16}, {9, 16}, 25}

>> Block[{w}, ParallelMap[w, {3, 4}] /. w -> v]
{v[3], v[4]}

(* A task's own definitions stay there, and what it leaves is evaluated here. *)
>> p[x_] := x + 1; Await[Spawn[Clear[p]; p[1]]]
2

>> ParallelMap[(If[# == 2, Clear[p]]; p[#]) &, {1, 2, 3}]
{2, 3, 4}

>> Await[Spawn[q[x_] := -x; Hold[q[3]]]] // ReleaseHold
q[3]

(* Started before a definition, given after it. *)
>> later = Module[{gate = Promise[]}, {Spawn[Await[gate]; late[1]], gate}]; late[x_] := {x}; Resolve[later[[2]], Null]; Await[later[[1]]]
{1}

(* What could not be evaluated says so once. *)
>> ParallelMap[First, {{}, {1}}]
First::nofirst: {} has zero length and no first element.
{First[{}], 1}

>> Table[Await[Spawn[h[i, j]]] /. j -> i, {i, 3}]
{h[1, 1], h[2, 2], h[3, 3]}

>> x1 = 1; values = Table[With[{k = k}, Spawn[t[k, x2]]], {k, 3}]; x2 = 7; Map[Await, values]
{t[1, 7], t[2, 7], t[3, 7]}

(* Options of a builtin are read once a VM, and count as no change. *)
>> ParallelMap[Expand[(a + #)^2] &, {1, 2}]
{1 + 2*a + a^2, 4 + 4*a + a^2}

>> SetOptions[Expand, Modulus -> 3]; ParallelMap[Expand[(a + #)^2] &, {1, 2}]
{1 + 2*a + a^2, 1 + a + a^2}

>> SetOptions[Expand, Modulus -> 0]; ParallelMap[Expand[(a + #)^2] &, {1, 2}]
{1 + 2*a + a^2, 4 + 4*a + a^2}

(* A Failure in place of a future is a failure. *)
>> p = ThreadPool[1]; Close[p]; f = Spawn[Pause[100]]; {First[TryAwait[{f, Submit[p, Function[1]]}]], First[Await[f]]}
{Closed, Cancelled}

(* In place of a future there may be the reason why there is none. *)

>> p = ThreadPool[1]; Close[p]; {First[Await[Submit[p, Sqrt, 4]]], Await[Failure["None", <||>], 1]}
{Closed, Failure[None, <||>]}
