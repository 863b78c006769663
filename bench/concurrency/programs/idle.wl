(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Processor time of an idle second after a burst of tasks. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

Await[Table[Spawn[1], {20000}]];
Pause[0.1];
used = TimeUsed[];
Pause[1];
report["cpu_us", 10^6 (TimeUsed[] - used)];
