(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The result of a task's own call was not evaluated again, as that of any other call is: a symbol in it that had got a value since stood
   there without.  It was so where the call is one of a function with arguments, a loop, or has waited. *)

>> h[x_] := Module[{r = g[y]}, y = x; r]; Await[Spawn[h[1]]]
g[1]

>> k[x_] := Module[{r = {}}, Do[If[i == 2, z = x]; AppendTo[r, z], {i, 3}]; r]; Await[{Spawn[k[1]], Spawn[k[2]]}]
{{1, 1, 1}, {2, 2, 2}}

>> c = Channel[]; w[x_] := Module[{r = g[u]}, u = Receive[c] + x; r]; {f = Spawn[w[1]], Send[c, 5], Await[f]}[[3]]
g[6]

>> Await[Spawn[Function[x, Module[{r = g[v]}, v = x; r]][3]]]
g[3]

>> Await[Submit[$Pool, Function[x, Module[{r = g[v2]}, v2 = x; r]], 3]]
g[3]

>> ParallelMap[Function[x, Module[{r = g[v3]}, v3 = x; r]], {1, 2}]
{g[1], g[2]}

(* What is held stays. *)

>> m[x_] := Module[{r = Hold[t]}, t = x; r]; Await[Spawn[m[1]]]
Hold[t]

(* Nor was what a function gives that is applied to one thing after another. *)

>> q[x_] := Module[{r = g[s2]}, s2 = x; r]; Select[{1}, q]; Nest[q, 1, 1]
g[1]
