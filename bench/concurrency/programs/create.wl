(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* Tasks that wait at a gate, and are let go: create.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 100000];
resident[] := Module[{pages = StringSplit[Import["/proc/self/statm", "Text"]]}, 4096 ToExpression[pages[[2]]]];
waiter[arrived_, gate_] := (Send[arrived, 1]; Await[gate]);
start[n_, arrived_, gate_] := Table[Spawn[waiter[arrived, gate]], {n}];
arrive[n_, arrived_] := Do[Receive[arrived], {n}];
{gate, arrived} = {Promise[], Channel[]};
Await[start[100, arrived, Spawn[7]]];
arrive[100, arrived];
before = resident[];
{time, tasks} = AbsoluteTiming[Module[{all = start[n, arrived, gate]}, arrive[n, arrived]; all]];
report["ns_create", 10^9 time/n];
report["bytes_task", (resident[] - before)/n];
{time, values} = AbsoluteTiming[Resolve[gate, 7]; Await[tasks]];
must[values === ConstantArray[7, n]];
report["ns_release", 10^9 time/n];
