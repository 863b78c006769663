(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A scope ends when its tasks have ended, and the first failure ends them all. *)

log = Channel[];

Print[TaskScope[
  Do[With[{k = k}, Spawn[Pause[0.01 k]; Send[log, k]]], {k, 3}];
  "body"
]];
Print[Sort[ReceiveAll[log]]];

(* One fails; its siblings would wait for ever, are cancelled, and clean up. *)
ready = Channel[];
result = TaskScope[
  Do[Spawn[WithCleanup[Send[log, "open"]; Send[ready, 1]; Pause[1000], Send[log, "closed"]]], {2}];
  Spawn[Receive[ready]; Receive[ready]; Throw["broken"]];
  "never seen"
];
Print[First[result], " ", result[[2, "Value"]]];
Print[Counts[ReceiveAll[log]]];

(* Scopes nest; a failure inside stays inside where its result is a value like any other. *)
Print[TaskScope[
  inner = TaskScope[Spawn[Throw["inside"]]; Pause[1000]];
  {First[inner], Await[Spawn["outside goes on"]]}
]];

(* What a function spawns belongs to the scope of its caller. *)
helper[k_] := Spawn[Pause[0.02]; Send[log, k]];
TaskScope[helper[1]; helper[2]];
Print[Sort[ReceiveAll[log]]];

(* The tasks of a scope run in a thread pool: the scope waits for them all the same, and the pool has counted them. *)
pool = ThreadPool[2, Name -> "scoped"];
squares = TaskScope[Await[Table[With[{k = k}, Spawn[Pause[0.01]; k^2, Pool -> pool]], {k, 5}]]];
Print[squares];
Print[First[TaskScope[
  Spawn[Pause[1000], Pool -> pool];
  Spawn[Throw["broken"], Pool -> pool]
]]];
Close[pool];
Print[Lookup[PoolStatistics[pool], {"Name", "Workers", "Tasks", "TasksRun"}]];
