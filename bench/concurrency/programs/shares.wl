(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* How often each of four ready arms is chosen. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = 20000;
channels = Table[Channel[], {4}];
Scan[SendAll[#, Range[n]] &, channels];
{a, b, c, d} = channels;
taken = Table[ChannelSelect[{Receive[a, _] :> 1, Receive[b, _] :> 2, Receive[c, _] :> 3, Receive[d, _] :> 4}], {n}];
shares = Table[N[Count[taken, k]/n], {k, 4}];
report["least", Min[shares]];
report["most", Max[shares]];
