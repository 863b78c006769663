(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A task for each of N items, all awaited: bag.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 200000];
{time, list} = AbsoluteTiming[WaitAll[Table[ParallelSubmit[{i}, 3 i + 1], {i, n}]]];
must[Length[list] == n && Total[list] == 3 n (n + 1)/2 + n];
report["ns_task", 10^9 time/n];
