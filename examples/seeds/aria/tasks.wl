(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* Tasks: what Spawn gives is a future, which can be asked as often as one likes. *)

f = Spawn[2^100];
Print[Head[f], " ", Await[f], " ", Await[f] === Await[f]];

(* What blocks a thread itself gets one of its own. *)
Print[Await[SpawnBlocking[Pause[0.01]; "from a thread"]]];

(* What a task defines stays in it. *)
n = 1;
Print[{Await[Spawn[n = n + 1; n]], n}];

(* Variables of Module and patterns go along by value. *)
add[k_] := Module[{m = 10 k}, Spawn[m + k]]
Print[Await[{add[1], add[2]}]];

(* A group: the scope ends when all its tasks have ended. *)
done = Channel[];
TaskScope[
  Do[With[{k = k}, Spawn[Pause[0.01 k]; Send[done, k]]], {k, 3, 1, -1}]
];
Print[Sort[ReceiveAll[done]]];

(* The first to end, with its place; all or the first failure. *)
Print[AwaitAny[{Promise[], Spawn["quick"]}]];
Print[TryAwait[{Spawn[1], Spawn[2]}]];
Print[First[TryAwait[{Spawn[1], Spawn[Throw["no"]]}]]];

(* What ends a task otherwise is a Failure of its future, and nothing else comes to harm. *)
recurse[x_] := 1 + recurse[x + 1]
tags = {Spawn[Throw["ball"]], Spawn[Abort[]], Spawn[Quiet[Block[{$RecursionLimit = 100}, recurse[1]]]]};
Print[Map[If[FailureQ[#], First[#], Head[#]] &, Await[tags]]];
Print[Await[OnFailure[Then[Spawn[Throw["ball"]], Sqrt], #[[2, "Value"]] &]]];
