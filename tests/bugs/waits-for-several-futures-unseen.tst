(* SPDX-License-Identifier: LGPL-3.0-or-later *)
(* WaitGraph, TaskList and the cycles of a deadlock knew AwaitAny, AwaitFirst and TryAwait by a future that nobody has seen, and Await of
   several by the first. *)

>> p = Promise[]; q = Promise[]; mine[list_] := Select[list, MemberQ[{"any", "first", "try", "all", "one"}, First[#]] &];
>> fs = {Spawn[AwaitAny[{p, q}], Name -> "any"], Spawn[AwaitFirst[{p, q}], Name -> "first"], Spawn[TryAwait[{p, q}], Name -> "try"], Spawn[Await[{p, 5, q}], Name -> "all"], Spawn[AwaitAny[{p}], Name -> "one"]};
>> Pause[0.05]; mine[WaitGraph[]] === Flatten[Append[{# -> p, # -> q} & /@ {"any", "first", "try", "all"}, "one" -> p]]
True

>> mine[Lookup[TaskList[], {"Name", "WaitsFor"}]] === {{"any", {p, q}}, {"first", {p, q}}, {"try", {p, q}}, {"all", {p, q}}, {"one", p}}
True

(* AwaitFirst and TryAwait cancel what they have waited for, which the others would see. *)
>> Scan[Cancel, fs[[{1, 4, 5}]]];
>> First /@ Await[fs[[{1, 4, 5}]]]
{Cancelled, Cancelled, Cancelled}

>> Cancel[fs[[2]]]; First[Await[fs[[2]]]]
Cancelled

>> First[Await[p]]
Cancelled

(* a, which is to await what it is sent, and b, which awaits a *)
>> cycle[wait_] := Module[{c = Channel[], a, b}, a = Spawn[wait[Receive[c]], Name -> "a"]; b = Spawn[Await[a], Name -> "b"]; Send[c, b]; Await[b]];
>> Sort /@ cycle[AwaitAny[{#}] &][[2, "Cycles"]]
{{a, b}}

>> Sort /@ cycle[AwaitFirst[{#, #}] &][[2, "Cycles"]]
{{a, b}}

(* all are waited for: one is enough to be held up *)
>> Sort /@ cycle[TryAwait[{Promise[], #}] &][[2, "Cycles"]]
{{a, b}}

>> Sort /@ cycle[Await[{Promise[], #}] &][[2, "Cycles"]]
{{a, b}}

(* any of two: the cycle alone holds nobody up *)
>> cycle[AwaitAny[{Promise[], #}] &][[2, "Cycles"]]
{}

>> p = Promise[]; c = Channel[]; a = Spawn[AwaitAny[{p, Receive[c]}], Name -> "a"]; b = Spawn[Await[a], Name -> "b"]; Send[c, b]; Pause[0.05]; {DeadlockReport[]["Cycles"], Resolve[p, 7]; Await[b]}
{{}, {7, 1}}

(* both lead into the cycle *)
>> c = Channel[]; a = Spawn[AwaitAny[Receive[c]], Name -> "a"]; b = Spawn[Await[a], Name -> "b"]; d = Spawn[Await[b], Name -> "d"]; Send[c, {b, d}]; Sort /@ Await[d][[2, "Cycles"]]
{{a, b, d}}
