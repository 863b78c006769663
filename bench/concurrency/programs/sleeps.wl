(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Tasks that sleep for 100 to 1099 ms, and how late they wake: sleeps.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 100000];
sleeper[length_] := First[AbsoluteTiming[Pause[length]]] - length;
used = TimeUsed[];
late = Sort[Await[Table[With[{length = (100 + Mod[7919 i, 1000])/1000.}, Spawn[sleeper[length]]], {i, 0, n - 1}]]];
report["cpu_ms", 1000 (TimeUsed[] - used)];
report["p50_us", 10^6 late[[Ceiling[n/2]]]];
report["p99_us", 10^6 late[[Ceiling[99 n/100]]]];
report["least_us", 10^6 First[late]];
