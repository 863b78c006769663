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
