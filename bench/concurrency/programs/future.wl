(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* One task, submitted and awaited, in turn, from the main kernel and from a task: future.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 50000];
f[i_] := i;
turns[n_] := Module[{sum = 0}, Do[sum += WaitAll[ParallelSubmit[{i}, f[i]]], {i, n}]; sum];
{time, sum} = AbsoluteTiming[turns[n]];
must[sum == n (n + 1)/2];
{inside, sum} = Await[Spawn[AbsoluteTiming[turns[n]]]];
must[sum == n (n + 1)/2];
report["ns_op", 10^9 time/n];
report["ns_worker", 10^9 inside/n];
