(* SPDX-License-Identifier: GPL-3.0-or-later *)
(* A full collection with N blocked tasks, and with as many objects of their sizes that are no tasks: collect.wl [N]. *)
report[metric_, value_] := Print["R ", metric, " ", N[value]];
argument[k_, default_] := If[Length[$ScriptCommandLine] > k, ToExpression[$ScriptCommandLine[[k + 1]]], default];
must[fine_] := If[fine =!= True, Print["wrong answer: ", fine]; Exit[1]];

n = argument[1, 100000];
(* Names collects before it looks.  What it takes besides is taken off. *)
collection[] := Min[Table[First[AbsoluteTiming[Names["Lyra`none"]]], {7}]];
waiter[arrived_, gate_] := (Send[arrived, 1]; Await[gate]);
least = collection[];
(* A task, what it waits with, and its frames and registers. *)
objects = Table[{Prepend[Range[39], x], {k, x}, Prepend[Range[19], x]}, {k, n}];
plain = collection[] - least;
must[Length[objects] === n];
objects = Null;
collection[];
{gate, arrived} = {Promise[], Channel[]};
tasks = Table[Spawn[waiter[arrived, gate]], {n}];
Do[Receive[arrived], {n}];
blocked = collection[] - least;
Resolve[gate, 7];
must[Union[Await[tasks]] === {7}];
report["blocked_ms", 1000 blocked];
report["plain_ms", 1000 plain];
report["ratio", blocked/plain];
