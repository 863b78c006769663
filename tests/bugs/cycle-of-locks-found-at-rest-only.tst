(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tasks that waited for each other's locks were found when everybody waited, and not named; the main VM that waited for a lock of
   its own waited for ever. *)

>> r = CriticalSection[{l1}, CriticalSection[{l1}, 1]]; {First[r], r[[2, "Task"]], r[[2, "Cycles"]], r[[2, "Waits"]] === {"Main" -> HoldForm[l1]}}
{Deadlock, Main, {{Main}}, True}

>> CriticalSection[{l1}, 2]
2

(* something that goes on all the time, so that nothing is at rest *)
>> clock = Spawn[Pause[1000]];
>> f = Spawn[CriticalSection[{l1}, CriticalSection[{l2, l1}, 1]], Name -> "a"]; r = Await[f, 60]; {First[r], r[[2, "Cycles"]]}
{Deadlock, {{a}}}

>> pair[k_, l_, m_] := (CriticalSection[k, Send[ready, 1]; Receive[go]; CriticalSection[l, m]]);
>> ready = Channel[]; go = Channel[]; fs = {Spawn[pair[l1, l2, 1], Name -> "a"], Spawn[pair[l2, l1, 2], Name -> "b"]}; Receive[ready]; Receive[ready]; SendAll[go, {1, 1}];
>> r = Await[fs, 60]; e = First[Cases[r, _Failure]]; {Length[Cases[r, _Failure]], Length[Cases[r, _Integer]], First[e], Sort /@ e[[2, "Cycles"]], Sort[e[[2, "Waits"]]] === {"a" -> HoldForm[l2], "b" -> HoldForm[l1]}}
{1, 1, Deadlock, {{a, b}}, True}

>> DeadlockReport[]["Last"] === e[[2, {"Waits", "Cycles"}]]
True

(* a lock and an Await *)
>> CriticalSection[l1, f = Spawn[CriticalSection[l1, 1], Name -> "a"]; r = Await[f]]; {First[r], Sort /@ r[[2, "Cycles"]]}
{Deadlock, {{a, Main}}}

(* who waits for a lock is shown with it, and goes on when the holder has ended in any way *)
>> end[how_] := (c = Channel[]; f = Spawn[CriticalSection[l1, Receive[c]; how[]], Name -> "holder"]; Pause[0.05]; g = Spawn[CriticalSection[{l1, l2}, 3], Name -> "next"]; Pause[0.05]; r = {MemberQ[WaitGraph[], "next" -> HoldForm[l1]], Lookup[Select[TaskList[], #Name == "next" &], "WaitsFor"] === {HoldForm[l1]}}; Send[c, 1]; {r, First[Await[f]], Await[g]});
>> {end[Throw[1] &], end[Abort[] &]}
{{{True, True}, Thrown, 3}, {{True, True}, Aborted, 3}}

>> f = Spawn[CriticalSection[l1, Receive[Channel[]]]]; Pause[0.05]; g = Spawn[CriticalSection[{l1, l2}, 3]]; Pause[0.05]; Cancel[f]; {First[Await[f]], Await[g]}
{Cancelled, 3}

>> c = Channel[]; f = Spawn[CriticalSection[l1, Receive[c]]]; Pause[0.05]; g = Spawn[CriticalSection[{l1}, 3]]; Pause[0.05]; Cancel[g]; {First[Await[g]], Send[c, 4]; Await[f], CriticalSection[l1, 5]}
{Cancelled, 4, 5}

(* two shared functions that call each other *)
>> SetSharedFunction[even]; SetSharedFunction[odd]; even[0] = True; even[n_] := odd[n - 1]; odd[n_] := CriticalSection[l3, even[n - 1]]; First[CriticalSection[l3, odd[1]]]
Deadlock

(* who is cancelled waits for nobody *)
>> c = Channel[]; f = Spawn[Await[Receive[c]]]; g = Spawn[Pause[0.05]; Cancel[f]; First[Await[f]]]; Send[c, g]; Await[g]
Cancelled

>> Cancel[clock]
True
