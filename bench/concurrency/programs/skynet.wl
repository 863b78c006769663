(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A tree of tasks, ten children each, down to N leaves: skynet.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 100000];
resident[] := Module[{pages = StringSplit[Import["/proc/self/statm", "Text"]]}, 4096 ToExpression[pages[[2]]]];
net[to_, first_, 1] := Send[to, first];
net[to_, first_, size_] := Module[{part = BoundedChannel[0], sum = 0},
    Do[With[{from = first + i size/10}, Spawn[net[part, from, size/10]]], {i, 0, 9}];
    Do[sum += Receive[part], {10}];
    Send[to, sum]];
root = BoundedChannel[0];
{time, sum} = AbsoluteTiming[Spawn[net[root, 0, n]]; Receive[root]];
must[sum == n (n - 1)/2];
report["ns_task", 10^9 time/((10 n - 1)/9)];
report["rss_mb", resident[]/10^6];
