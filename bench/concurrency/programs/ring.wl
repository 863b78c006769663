(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A token goes round 503 tasks: ring.wl [HOPS]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

{size, hops} = {503, argument[1, 100000]};
node[in_, out_, end_, me_] := Module[{left}, While[(left = Receive[in]) > 0, Send[out, left - 1]]; Resolve[end, me]];
ends = Table[BoundedChannel[0], {size}];
end = Promise[];
Do[With[{in = ends[[i]], out = ends[[Mod[i, size] + 1]], me = i - 1}, Spawn[node[in, out, end, me]]], {i, size}];
{time, last} = AbsoluteTiming[Send[ends[[1]], hops]; Await[end]];
must[last == Mod[hops, size]];
report["ns_op", 10^9 time/hops];
