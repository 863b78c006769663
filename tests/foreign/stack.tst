(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* "Stack" of a failure: the named functions that were being evaluated, outermost first *)
>> outer[x_] := 1 + inner[x];
>> inner[x_] := (Throw[x]; 1);
>> stack[f_] := f[[2, "Stack"]];
>> stack[Await[Spawn[outer[3]]]]
{HoldForm[outer], HoldForm[inner]}

(* bytecode and the tree evaluator, one inside the other *)
>> held[x_] := Module[{}, Reap[outer[x]]; 1];
>> stack[Await[Spawn[held[3]]]]
{HoldForm[held], HoldForm[outer], HoldForm[inner]}

>> stack[Await[Spawn[Map[Function[y, 1 + outer[y]], {1, 2}]]]]
{HoldForm[outer], HoldForm[inner]}

>> stack[Await[Spawn[Sort[{3, 2, 1}, outer[#1] &]]]]
{HoldForm[outer], HoldForm[inner]}

>> stack[Await[Spawn[Throw[1]]]]
{}

(* a function of no arguments: its symbol has a value, so it is held *)
>> noArguments := Throw[1];
>> stack[Await[Spawn[noArguments]]]
{HoldForm[noArguments]}

(* while it waits *)
>> ch = Channel[];
>> waits[x_] := 1 + Receive[ch];
>> f = Spawn[waits[1]]; Pause[0.01]; Cancel[f]; stack[Await[f]]
{HoldForm[waits]}

>> under[x_] := Sort[{1, 2}, waits[#1] &];
>> f = Spawn[under[1]]; Pause[0.01]; Cancel[f]; stack[Await[f]]
{HoldForm[under], HoldForm[waits]}

>> brief[x_] := Receive[ch, 0.01];
>> stack[Await[Spawn[brief[1]; brief[1]]]]
{HoldForm[brief]}

>> stack[Await[Spawn[1; waits[1]]]]
{}

>> await[p_] := Await[p]; stack[await[Spawn[waits[1]]]]
{HoldForm[await]}

(* every way to end *)
>> quits[] := (Abort[]; 1); loops[] := While[True]; deep[n_] := 1 + deep[n + 1];
>> ends[expr_] := {First[expr], Length[stack[expr]], Last[stack[expr]]};
>> ends[Await[Spawn[quits[]; 1]]]
{Aborted, 1, HoldForm[quits]}

>> ends[TimeoutAfter[loops[], 0.01]]
{Timeout, 1, HoldForm[loops]}

>> ends[Await[Spawn[Quiet[deep[1]]]]]
{RecursionLimit, 32, HoldForm[deep]}

>> closed[] := Send[ch, 1]; Close[ch]; ends[Await[Spawn[closed[]]]]
{Closed, 1, HoldForm[closed]}

>> stack[TryCatch[outer[1], # &]]
{HoldForm[outer], HoldForm[inner]}

(* from a child process *)
>> stack[Await[Submit[ThreadPool[1, Isolation -> "Process"], outer, 1]]]
{HoldForm[outer], HoldForm[inner]}

(* limits of the interpreter with the tree evaluator too: functions that bytecode has no instructions for *)
>> tree[x_ /; x > 0] := Block[{x0 = x}, With[{y = x0}, inner[y]]];
>> stack[Await[Spawn[tree[3]]]]
{HoldForm[tree], HoldForm[inner]}
