(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Messages through one channel: channel.wl [PRODUCERS CONSUMERS ROOM MESSAGES]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

{producers, consumers, room, n} = MapThread[argument, {{1, 2, 3, 4}, {1, 1, 0, 100000}}];
each = Quotient[n, producers];
produce[ch_, n_] := Do[Send[ch, k], {k, n}];
consume[ch_] := Module[{sum = 0, v}, While[(v = Receive[ch]) =!= EndOfStream, sum += v]; sum];
run[ch_] := Module[{from, to},
    from = Table[Spawn[produce[ch, each]], {producers}];
    to = Table[Spawn[consume[ch]], {consumers}];
    Await[from];
    Close[ch];
    Total[Await[to]]];
{time, sum} = AbsoluteTiming[run[BoundedChannel[room]]];
must[sum == producers each (each + 1)/2];
report["ns_op", 10^9 time/n];
