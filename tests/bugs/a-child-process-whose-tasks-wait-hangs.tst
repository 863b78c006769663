(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A child process with tasks of its own, all of which wait for objects of this one, was no part of a deadlock: everything hung. *)

>> p = ThreadPool[1, Isolation -> "Process"]; c = Channel[]; waits[f_] := Await[f, 20]

>> f = Spawn[Await[Spawn[Receive[c]]], Pool -> p]; First[Await[f]]
Deadlock

>> First[waits[f]]
Deadlock

(* What is sent in time is no deadlock, however long all have waited. *)
>> f = Spawn[Await[Spawn[Receive[c]]], Pool -> p]; Spawn[Pause[0.5]; c <- 5]; Await[f]
5

>> f = Spawn[Total[WaitAll[Table[Spawn[Receive[c]], {3}]]], Pool -> p]; While[Length[WaitGraph[]] < 4, Pause[0.01]]; Do[c <- i; Pause[0.02], {i, 3}]; Await[f]
6

(* Sections within sections on the same lock. *)
>> f = Spawn[CriticalSection[l, Await[Spawn[CriticalSection[l, 1]]]], Pool -> p]; First[Await[f]]
Deadlock

>> First[waits[f]]
Deadlock

>> CriticalSection[l, free]
free

(* What it waits for may end otherwise. *)
>> f = Spawn[Await[Spawn[Receive[c]]], Pool -> p]; While[WaitGraph[] === {}, Pause[0.01]]; Pause[0.3]; Cancel[f]; First[waits[f]]
Cancelled

>> f = Spawn[TimeConstrained[Await[Spawn[TimeConstrained[Receive[c], 0.2, late]]], 5], Pool -> p]; waits[f]
late

>> pid = Channel[]; f = Spawn[pid <- $ProcessID; Await[Spawn[Receive[c]]], Pool -> p]; child = Receive[pid];

>> While[!MemberQ[Values[WaitGraph[]], "Process"], Pause[0.01]]; Run["kill -9 " <> ToString[child]]; First[waits[f]]
Panic

(* A value that comes then is nobody's. *)
>> c <- 9; {ChannelLength[c], Receive[c]}
{1, 9}
