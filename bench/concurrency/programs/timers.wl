(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Timers that never fire: each wait with a limit is ended by a value: timers.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 50000];
wait[ch_, n_] := Module[{sum = 0}, Do[sum += Receive[ch, 10 + Mod[7919 i, 1000]/1000.], {i, n}]; sum];
run[ch_] := Module[{reader = Spawn[wait[ch, n]], writer = Spawn[Do[Send[ch, 1], {n}]]}, Await[reader]];
{time, sum} = AbsoluteTiming[run[BoundedChannel[0]]];
must[sum == n];
report["ns_op", 10^9 time/n];
