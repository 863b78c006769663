(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* How late sleeps of 1 ms end while every worker evaluates: loaded.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 200];
busy[] := Module[{x = 0}, While[True, x++]];
sleeper[] := First[AbsoluteTiming[Pause[0.001]]] - 0.001;
Do[Spawn[busy[]], {$ProcessorCount}];
late = Sort[Await[Spawn[Table[sleeper[], {n}]]]];
report["p50_us", 10^6 late[[Ceiling[n/2]]]];
report["p99_us", 10^6 late[[Ceiling[99 n/100]]]];
Exit[];
