(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Limits of time: for a scope with all its tasks, for an expression, for one wait. *)

log = Channel[]; started = Channel[];
result = TaskScope[
  Spawn[WithCleanup[Send[started, 1]; Pause[1000], Send[log, "task cleaned up"]]];
  Receive[started];
  Pause[1000],
  Timeout -> 1
];
Print[First[result], " ", ReceiveAll[log]];

Print[TaskScope[Await[Spawn[6*7]], Timeout -> 60]];

Print[First[TimeoutAfter[Pause[1000], 0.02]]];
Print[TimeoutAfter[Pause[1000], Seconds[0.02], "instead"]];
Print[TimeoutAfter["in time", Minutes[1]]];
Print[TimeConstrained[Pause[1000], 0.02, "as ever"]];

Print[First[Await[Promise[], 0.02]]];
Print[First[Receive[Channel[], 0.02]]];
