(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A scope of N blocked tasks is cancelled: cancel.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 100000];
waiter[arrived_, gate_] := (Send[arrived, 1]; Await[gate]);
{gate, arrived} = {Promise[], Channel[]};
scope = Spawn[TaskScope[Do[Spawn[waiter[arrived, gate]], {n}]; Await[gate]]];
Do[Receive[arrived], {n}];
{time, ended} = AbsoluteTiming[Cancel[scope]; Await[scope]];
must[First[ended] === "Cancelled"];
report["ns_op", 10^9 time/n];
