(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* One reader of four channels: choice.wl [ROOM MESSAGES]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

{room, n} = MapThread[argument, {{1, 2}, {0, 40000}}];
produce[ch_, n_] := Do[Send[ch, k], {k, n}];
read[a_, b_, c_, d_, n_] := Module[{sum = 0},
    Do[sum += ChannelSelect[{Receive[a, v_] :> v, Receive[b, v_] :> v, Receive[c, v_] :> v, Receive[d, v_] :> v}], {n}];
    sum];
{a, b, c, d} = Table[BoundedChannel[room], {4}];
each = Quotient[n, 4];
{time, sum} = AbsoluteTiming[
    Scan[Function[ch, Spawn[produce[ch, each]]], {a, b, c, d}];
    Await[Spawn[read[a, b, c, d, 4 each]]]];
must[sum == 4 each (each + 1)/2];
report["ns_op", 10^9 time/n];
