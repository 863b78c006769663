(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Round trips between two tasks: pingpong.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 50000];
pong[a_, b_] := Module[{v}, While[(v = Receive[a]) =!= EndOfStream, Send[b, v + 1]]];
ping[a_, b_, n_] := Module[{v = 0}, Do[Send[a, v]; v = Receive[b], {n}]; v];
{there, back} = {BoundedChannel[0], BoundedChannel[0]};
Spawn[pong[there, back]];
{time, v} = Await[Spawn[AbsoluteTiming[ping[there, back, n]]]];
must[v == n];
report["ns_op", 10^9 time/n];
