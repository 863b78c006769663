(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* One parallel loop over trivial items. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = 10^6;
ParallelTable[i, {i, 10}];
{time, list} = AbsoluteTiming[ParallelTable[3 i + 1, {i, n}]];
must[Length[list] == n && list[[n]] == 3 n + 1 && Total[list] == 3 n (n + 1)/2 + n];
report["us", 10^6 time];
