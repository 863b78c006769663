(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Break, Return or Throw in a cleanup ended the cancellation of the task: it went on after its loop. *)

>> f = Spawn[Do[WithCleanup[Pause[100], Break[]], {3}]; 5]; Pause[0.05]; Cancel[f]; First[Await[f, 5]]
Cancelled

>> f = Spawn[Catch[WithCleanup[Pause[100], Throw[1]]]; 5]; Pause[0.05]; Cancel[f]; First[Await[f, 5]]
Cancelled

>> Catch[WithCleanup[Throw[1], Throw[2]]]
2
