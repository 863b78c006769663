(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* The main VM was 1 in a Timeout or a Closed, and Main in a Deadlock and in reports. *)

>> Await[Promise[], 0.01][[2, "Task"]]
Main

>> c = Channel[]; Close[c]; Send[c, 1][[2, "Task"]]
Main

>> Receive[Channel[]][[2, "Task"]]
Main

>> Await[Spawn[Throw[1], Name -> "t"]][[2, "Task"]]
t
