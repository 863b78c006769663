(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Who waits for the end of its own scope waited for itself, said the reports. *)

>> c = Channel[]; f = Spawn[TaskScope[Spawn[Receive[c]]], Name -> "owner"]; Pause[0.05]; {DeadlockReport[]["Cycles"], Send[c, 1]; Await[Await[f]]}
{{}, 1}

>> TaskScope[Spawn[Receive[Channel[]], Name -> "w"], Name -> "S"][[2, "Cycles"]]
{}

(* a scope inside a scope: the tasks of the inner one hold up the owners of both *)
>> f = Spawn[TaskScope[Spawn[TaskScope[Spawn[Receive[Channel[]]]], Name -> "b"]], Name -> "a"]; r = Await[f]; {r[[2, "Cycles"]], MemberQ[Keys[r[[2, "Waits"]]], "b"]}
{{}, True}

(* a task that awaits who waits for it is a cycle *)
>> c = Channel[]; f = Spawn[TaskScope[Spawn[Await[Receive[c]], Name -> "inner"]], Name -> "owner"]; Send[c, f]; Sort[First[Await[f][[2, "Cycles"]]]]
{inner, owner}
