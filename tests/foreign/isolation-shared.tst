(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* What a child process does with objects of its parent is done there: nothing is a copy, nothing is lost or doubled. *)
>> p = ThreadPool[1, Isolation -> "Process"]; c = Channel[]; Await[Spawn[Send[c, 1], Pool -> p]]; ChannelLength[c]
1

>> {Await[Spawn[Receive[c], Pool -> p]], ChannelLength[c]}
{1, 0}

>> t = CancellationToken[]; {Await[Spawn[Cancel[t], Pool -> p]], CancelledQ[t]}
{True, True}

>> q = Promise[]; {Await[Spawn[Resolve[q, 1], Pool -> p]], Await[Spawn[Resolve[q, 2], Pool -> p]], Await[q]}
{True, False, 1}

>> SendAll[c, {1, 2, 3}]; Close[c]; Await[Spawn[Table[x^2, {x, c}], Pool -> p]]
{1, 4, 9}

>> d = Channel[]; Send[d, 3]; Await[Spawn[ChannelSelect[{Receive[d, x_] :> x^2}], Pool -> p]]
9

(* Objects come back as what they are, and those of the parent's that a child is sent can be used there. *)
>> Await[Spawn[d, Pool -> p]] === d
True

>> e = Channel[]; Send[d, e]; {Await[Spawn[With[{o = Receive[d]}, Send[o, 5]; o], Pool -> p]] === e, Receive[e]}
{True, 5}

(* Objects of the child's stay there: refused, and nothing was sent. *)
>> r = Await[Spawn[Quiet[{Send[d, Channel[]], Check[Send[d, Channel[]], told]}], Pool -> p]]; {First[r[[1]]], KeyExistsQ[Last[r[[1]]], "Task"], r[[2]], ChannelLength[d]}
{Local, True, told, 0}

>> r = Await[Spawn[Channel[], Pool -> p]]; {First[r], KeyExistsQ[Last[r], "Task"]}
{Local, True}

>> First[Await[Spawn[Quiet[WithCancellation[t, 1]], Pool -> p]]]
Local

(* Shared symbols and critical sections. *)
>> SetSharedVariable[s, l]; s = 0; l = {}; ParallelDo[s += i; AppendTo[l, i], {i, 10}, Pool -> p]; {s, l}
{55, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}

>> two = ThreadPool[2, Isolation -> "Process"]; SetSharedVariable[n]; n = 0; Await[Table[Spawn[Do[CriticalSection[lock, n = n + 1], {20}], Pool -> two], {4}]]; n
80

>> First[Await[Spawn[CriticalSection[lock, Run["kill -9 $PPID"]], Pool -> p]]]
Panic

>> CriticalSection[lock, free]
free

(* Waiting for the parent's is waiting of the task: it sees other tasks end, limits of time, and deadlocks. *)
>> f = Spawn[Pause[0.05]; 5]; Await[Spawn[Await[f], Pool -> p]]
5

>> Await[Spawn[k = 5; Await[Spawn[k, Pool -> p]], Pool -> p]]
5

>> Await[Spawn[TimeConstrained[Receive[d], 0.05, late], Pool -> p]]
late

>> First[Await[Spawn[Receive[d], Pool -> p]]]
Deadlock

>> g = Spawn[Receive[d], Pool -> p]; h = Spawn[Pause[10]]; Pause[0.05]; Cancel[g]; r = First[Await[g]]; Cancel[h]; Send[d, 1]; {r, ChannelLength[d]}
{Cancelled, 1}

(* A child's child asks the child, which asks its parent. *)
>> Await[Spawn[Await[Spawn[Receive[d], Pool -> p]], Pool -> p]]
1

(* Quiet and Check of either side hold. *)
>> b = BoundedChannel[3, _Integer]; Await[Spawn[{First[Quiet[Send[b, a]]], Quiet[Check[Send[b, a], checked]]}, Pool -> p]]
{Type, checked}

>> Quiet[Check[ParallelMap[1/# &, {0, 1}, Pool -> p], checked]]
checked

(* The parent waits for a ChannelSelect, and asks the child whether an arm takes a value: with the child's definitions. *)
>> c = Channel[]; Send[c, "s"]; {Await[Spawn[ChannelSelect[{Receive[c, x_Integer] :> x, Default :> none}], Pool -> p]], ChannelLength[c]}
{none, 1}

>> Await[Spawn[ChannelSelect[{Receive[c, x_Integer] :> x, Receive[c, x_String] :> {x}}], Pool -> p]]
{s}

>> SendAll[c, {4, 8}]; Await[Spawn[least = 7; {ChannelSelect[{Receive[c, x_ /; x > least] :> x, Default :> none}], Receive[c], ChannelSelect[{Receive[c, x_] :> (x /; x > least)}]}, Pool -> p]]
{none, 4, 8}

>> Send[c, 1]; {Await[Spawn[Catch[ChannelSelect[{Receive[c, x_ /; Throw[x + 1]] :> x}]], Pool -> p]], Receive[c]}
{2, 1}

(* But not where only the right side says it. *)
>> Send[c, 1]; {First[Await[Spawn[Quiet[ChannelSelect[{Receive[c, x_] :> Module[{y = x}, y /; y > 0]}]], Pool -> p]]], Receive[c]}
{Local, 1}

>> Send[c, 1]; Await[Submit[p, Function[ChannelSelect[{Receive[c, x_] :> {x}}]]]]
{1}

(* Tasks of one child wait for the parent's objects side by side, for each other too. *)
>> there = Channel[]; back = Channel[]; Await[Spawn[Await[{Spawn[Send[there, 1]; Receive[back]], Spawn[Send[back, 1 + Receive[there]]; done]}], Pool -> p]]
{2, done}

>> Await[Spawn[fs = Table[Spawn[Receive[there]], {10}]; Do[Send[there, i], {i, 10}]; Total[Await[fs]], Pool -> p]]
55

>> Await[Spawn[s1 = Spawn[Send[back, first]; Receive[there]]; Receive[back]; Cancel[s1]; First[Await[s1]], Pool -> p]]
Cancelled

>> Send[there, 1]; ChannelLength[there]
1

>> Receive[there]; Await[Spawn[Await[Spawn[TimeConstrained[Receive[there], 0.05, late]]], Pool -> p]]
late

>> n = 0; Await[Spawn[Await[Table[Spawn[Do[CriticalSection[lock, n = n + 1], {10}]], {3}]], Pool -> p]]; n
30

>> First[Await[Spawn[CriticalSection[lock, CriticalSection[lock, 1]], Pool -> p]]]
Deadlock

>> {Await[Spawn[TimeConstrained[CriticalSection[lock, Pause[100]], 0.05, late], Pool -> p]], CriticalSection[lock, free]}
{late, free}

(* A child that dies while the parent waits for it is missed at once, and takes nothing with it. *)
>> waits[] := While[WaitGraph[] === {}, Pause[0.001]]; f = Spawn[Send[back, $ProcessID]; Receive[there], Pool -> p]; child = ToString[Receive[back]]; waits[]; Run["kill -9 " <> child]; First[Await[f]]
Panic

>> f = Spawn[Send[back, $ProcessID]; AbortProtect[Receive[there]], Pool -> p]; child = ToString[Receive[back]]; waits[]; Run["kill -9 " <> child]; First[Await[f]]
Panic

>> f = Spawn[Await[Spawn[Send[back, $ProcessID]; Receive[there]]], Pool -> p]; child = ToString[Receive[back]]; waits[]; Run["kill -9 " <> child]; First[Await[f]]
Panic

>> Send[there, 1]; ReceiveAll[there]
{1}

(* What was sent to it and not read goes back. *)
>> f = Spawn[Send[back, $ProcessID]; Receive[there], Pool -> p]; child = ToString[Receive[back]]; waits[]; Run["kill -STOP " <> child]; SendAll[there, {1, 2}]; While[ChannelLength[there] > 1, Pause[0.001]]; Run["kill -9 " <> child]; {First[Await[f]], ReceiveAll[there]}
{Panic, {1, 2}}

>> r = ThreadPool[1, Isolation -> "Process", Retries -> 1]; f = Spawn[Send[back, $ProcessID]; Receive[there], Pool -> r]; child = ToString[Receive[back]]; waits[]; Run["kill -9 " <> child]; Send[there, again]; Await[f]
again

(* A mutable data structure can't go to the child, and stays where it is. *)
>> Receive[back]; Send[there, CreateDataStructure["Stack"]]; {First[#[[1]]], First[#[[2]]], First[#[[3]]]} &[Await[Spawn[Quiet[{Receive[there], TryReceive[there], ChannelSelect[{Receive[there, x_] :> x}]}], Pool -> p]]]
{Local, Local, Local}

>> Head[Receive[there]]
DataStructure

(* Messages of what the parent does are the child's: to silence, to check, to switch off. *)
>> Await[Spawn[{First[Quiet[Send[b, a], {Send::type}]], Check[Quiet[Send[b, a], {Send::type}]; quiet, told], Check[Quiet[Send[b, a], {Receive::type}], told]}, Pool -> p]]
Send::type: a does not match the channel's pattern _Integer.
{Type, quiet, told}

>> Await[Spawn[Off[Send::type]; First[Send[b, a]], Pool -> p]]
Type

>> Check[Await[Spawn[First[Send[b, a]], Pool -> p]]; unseen, told]
Send::type: a does not match the channel's pattern _Integer.
unseen

(* An exit out of a shared function is the child's that called it. *)

>> SetSharedFunction[exits]; exits[x_] := If[x > 2, Throw[x, tag], x]; exits[a] := Abort[]; {ParallelMap[Catch[exits[#], tag] &, {1, 5}, Pool -> p], ParallelMap[CheckAbort[exits[#], aborted] &, {1, a}, Pool -> p], Catch[ParallelMap[exits, {1, 6}, Pool -> p], tag]}
{{1, 5}, {1, aborted}, 6}

>> {ParallelMap[Catch[exits[#], tag, List] &, {4}, Pool -> p], First[Await[Spawn[exits[3], Pool -> p]]], First[Await[Spawn[exits[a], Pool -> p]]], Await[Spawn[exits[2], Pool -> p]]}
{{{4, tag}}, Thrown, Aborted, 2}

>> SetSharedVariable[guarded]; guarded = 1; Protect[guarded]; {ParallelMap[Quiet[guarded = #] &, {5}, Pool -> p], guarded}
{{5}, 1}
