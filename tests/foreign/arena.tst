(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Memory that is taken again: what lasts longer than the evaluation that made it is still what it was after many others. *)

>> churn[] := Do[WithComputationArena[Length[Table[h[i, {j}], {i, 100}, {j, 100}]]], {10}]; WithComputationArena[Length[Expand[(x + y)^20]]]
21

>> WithComputationArena[kept = Table[h[i, {i}], {i, 3}]; Total[{1, 2}]]; churn[]; kept
{h[1, {1}], h[2, {2}], h[3, {3}]}

>> f[n_] := f[n] = f[n - 1] + f[n - 2]; f[0] = a; f[1] = b; WithComputationArena[f[12]]; churn[]; f[11]
55*a + 89*b

>> v = Table[h[i], {i, 4}]; WithComputationArena[v[[3]] = g[{x}, "text"]; AppendTo[v, q[1/3]]; 1]; churn[]; v
{h[1], h[2], g[{x}, text], h[4], q[1/3]}

>> as = <||>; WithComputationArena[as["a"] = l[2^100]; 1]; churn[]; as
<|a -> l[1267650600228229401496703205376]|>

>> Module[{s = 0}, WithComputationArena[s = {z, zz[{1, 2}]}]; churn[]; s]
{z, zz[{1, 2}]}

>> Reap[WithComputationArena[Sow[m[{1}]]; 1]; churn[]][[2]]
{{m[{1}]}}

>> Catch[WithComputationArena[Throw[w[{1}, 2]]]]
w[{1}, 2]

>> c = Channel[]; WithComputationArena[Send[c, k[{1}, "s"]]; 1]; churn[]; Receive[c]
k[{1}, s]

>> p = Promise[]; WithComputationArena[Resolve[p, k[{2}, 2^70]]; 1]; churn[]; Await[p]
k[{2}, 1180591620717411303424]

>> t = WithComputationArena[Spawn[k[{3}, x^2]]]; churn[]; Await[t]
k[{3}, x^2]

>> WithComputationArena[WithComputationArena[Table[h[i], {i, 3}]]]
{h[1], h[2], h[3]}

>> WithComputationArena[Range[10^5]] === Range[10^5]
True

>> s = WithComputationArena[Table[h[i, {i}], {i, 5000}]]; churn[]; {Length[s], s[[4999]]}
{5000, h[4999, {4999}]}

>> deep = WithComputationArena[Nest[s1, {y}, 1000]]; churn[]; Depth[deep]
1002

>> {WithComputationArena[1 + 2/3 I], WithComputationArena[N[Pi, 30]], WithComputationArena["a" <> "b"], WithComputationArena[1.5*^300]}
{1 + (2*I)/3, 3.141592653589793238462643383279502884197169399375105820975`30., ab, 1.5*^300}

(* An element's rules are compiled for an address that is another's in the next. *)
>> ParallelMap[Function[n, Total[Table[h[i] /. {h[k_] :> k n, q -> n}, {i, 200}]]], Range[100]] === 20100 Range[100]
True

>> ParallelMap[Function[n, Total[Map[Function[k, k n], Range[300]]] + Cases[Range[20], k_ /; k == n][[1]]], Range[20]] === (45150 + 1) Range[20]
True

>> ParallelTable[With[{m = n}, Length[Union[Table[Mod[i, m], {i, 500}]]]], {n, 50}] === Range[50]
True

(* A value may hold what was there before, what is new, and both in one block. *)
>> base = Table[b0[i], {i, 2000}]; r = ParallelMap[{#, Append[base, c0[#]], Table[d0[#, i], {i, 200}]} &, Range[20]]; {r[[7, 2, 2001]], r[[7, 3, 200]], r[[20, 2, 1]]}
{c0[7], d0[7, 200], b0[1]}

>> ParallelMap[(glob = Table[h[#, i], {i, 500}]; glob[[#]]) &, Range[50]] === Table[h[i, i], {i, 50}]
True

>> Total[Await[Table[Spawn[Length[Table[h[i, j], {j, 1000}]]], {i, 300}]]]
300000

>> Await[Table[With[{i = i}, Spawn[Module[{u = 0}, Do[u = u + k[i, j], {j, 3}]; u]]], {i, 2}]]
{k[1, 1] + k[1, 2] + k[1, 3], k[2, 1] + k[2, 2] + k[2, 3]}
