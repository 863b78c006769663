(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Waits that nothing can end. *)

>> Receive[Channel[]] // First
Deadlock

>> Receive[Channel[]][[2, "Task"]]
Main

>> ch = BoundedChannel[1]; Send[ch, 1]; First[Send[ch, 2]]
Deadlock

>> f = Spawn[First[Receive[Channel[]]], Name -> "a"]; c = Channel[]; Spawn[Send[c, Receive[Channel[]]]]; First[Receive[c]]
Deadlock

(* A task awaits itself. *)
>> c = Channel[]; f = Spawn[Await[Receive[c]], Name -> "a"]; Send[c, f]; Await[f][[2, "Cycles"]]
{{a}}

(* Two await each other; whoever closes the cycle gets the failure. *)
>> c = Channel[]; d = Channel[]; f = Spawn[Await[Receive[c]], Name -> "a"]; g = Spawn[Await[Receive[d]], Name -> "b"]; Send[c, g]; Send[d, f]; Sort[First[Await[f][[2, "Cycles"]]]]
{a, b}

(* What time will end is no deadlock. *)
>> First[Receive[Channel[], 0.2]]
Timeout

>> c = Channel[]; Spawn[Pause[0.2]; Send[c, 5]]; Receive[c]
5

>> TimeConstrained[Receive[Channel[]], 0.2, late]
late

(* a thread that blocks by itself is no waiting task: what comes from it is waited for *)
>> ch = Channel[]; SpawnBlocking[Run["sleep 0.1"]; Send[ch, 7]]; Receive[ch]
7

>> First[Await[SpawnBlocking[Receive[Channel[]]]]]
Deadlock

>> ch = Channel[]; one = ThreadPool[1, MaxBlockingThreads -> 1]; SpawnBlocking[Run["sleep 0.05"], Pool -> one]; SpawnBlocking[Run["sleep 0.05"]; Send[ch, 8], Pool -> one]; Receive[ch]
8

>> ch = Channel[]; p = ThreadPool[1, Isolation -> "Process"]; Then[Submit[p, Function[Run["sleep 0.1"]; 9]], Send[ch, #] &]; Receive[ch]
9

>> sim = ThreadPool[Scheduler -> {"Simulated", 1}]; ch = Channel[]; Spawn[Pause[0.05]; Send[ch, 5]]; Await[Submit[sim, Function[Receive[ch]]]]
5

(* in a child process everybody may wait for ever too *)
>> First[Await[Submit[p, Function[Receive[Channel[]]]]]]
Deadlock

>> First[Await[Submit[p, Function[Await[Spawn[Receive[Channel[]]]]]]]]
Deadlock

>> {Await[Submit[p, Function[Await[Spawn[Pause[0.05]; 5]]]]], Await[Submit[p, Function[Await[SpawnBlocking[Run["sleep 0.05"]]]]]]}
{5, 0}

(* its objects mean nothing outside *)
>> First[Await[Submit[p, Function[{Channel[]}]]]]
Local

(* Who evaluates a Parallel function waits for those that evaluate its elements. *)

>> c = Channel[]; f = Spawn[ParallelMap[Await[Receive[c]] &, {1, 2}], Name -> "caller"]; Send[c, f]; Send[c, f]; MemberQ[First[Await[f][[2, "Cycles"]]], "caller"]
True

(* A cycle is found when it closes, though something is still to come, and however long it is. *)

>> ring = Table[With[{c = Channel[]}, {c, Spawn[Await[Receive[c]]]}], {500}]; Do[Send[ring[[i, 1]], ring[[Mod[i, 500] + 1, 2]]], {i, 500}]; First[Await[ring[[1, 2]], 60]]
Deadlock
