(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* A scope that lets the others go on when one fails, and a function that decides. *)

log = Channel[];
work[k_] := If[Mod[k, 3] == 0, Throw[k], Send[log, k]]

Print[TaskScope[
  futures = Table[With[{k = k}, Spawn[work[k]]], {k, 6}];
  Count[Await[futures], _?FailureQ],
  OnError -> "Supervise"
]];
Print[Sort[ReceiveAll[log]]];

(* The function sees each Failure. *)
failures = Channel[];
TaskScope[
  Do[With[{k = k}, Spawn[work[k]]], {k, 6}],
  OnError -> Function[failure, Send[failures, failure[[2, "Value"]]]; "Continue"]
];
Print[Sort[ReceiveAll[failures]], " ", Sort[ReceiveAll[log]]];

(* And may give up for all. *)
Print[First[TaskScope[
  Spawn[Pause[1000]];
  Spawn[Throw["fatal"]],
  OnError -> Function[failure, If[failure[[2, "Value"]] === "fatal", "CancelSiblings", "Continue"]]
]]];
