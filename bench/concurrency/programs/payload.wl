(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Lists sent by pointer: payload.wl [LENGTH MESSAGES]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

{size, n} = MapThread[argument, {{1, 2}, {1000, 100000}}];
produce[ch_, body_, n_] := (Do[Send[ch, body], {n}]; Close[ch]);
consume[ch_] := Module[{sum = 0, v}, While[(v = Receive[ch]) =!= EndOfStream, sum += Length[v]]; sum];
run[ch_, body_] := (Spawn[produce[ch, body, n]]; Await[Spawn[consume[ch]]]);
{time, sum} = AbsoluteTiming[run[BoundedChannel[1000], Range[size]]];
must[sum == size n];
report["ns_op", 10^9 time/n];
